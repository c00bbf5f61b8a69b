//! What is done no more: 「Aの取得をやめ、」「Aは、3月末をもって終了する」.

use super::act::{Context, Force};
use super::letters::{is_hiragana, rsplit_once};

impl Context<'_> {
    /// 「Aの取得をやめ、」「Aを廃し、」「Aは、3月末をもって終了する」: it is done no more.
    pub(super) fn is_given_up(&self) -> Option<Force> {
        // 「ロックは、認証により解かれる」 may be how it works.
        if self.tail().ends_with("により解かれる") {
            return Some(Force::Hedged);
        }
        const GIVES_UP: [&str; 17] = [
            "失効し",
            "失効す",
            "解かれ",
            "解消し",
            "解消され",
            "休止し",
            "休止す",
            "取りやめ",
            "やめ",
            "止め",
            "廃止し",
            "廃止され",
            "廃し",
            "廃止す",
            "廃す",
            "打ち切",
            "撤廃",
        ];
        const ENDS: [&str; 5] = ["終了", "終え", "中止", "中断", "終わりと"];
        const GROUNDS: [&str; 6] = ["により", "に伴い", "に伴って", "のため、", "を受け、", "を受けて"];
        const BY: [&str; 11] = [
            "に伴い",
            "に伴って",
            "を機に",
            "をもって",
            "を以て",
            "限りで",
            "末で",
            "付けで",
            "から",
            "により",
            "とともに",
        ];
        let end = |verb: &str| {
            let rest = verb.trim_start_matches(['り', 'る', 'し', 'す']);
            [
                "",
                "た",
                "ている",
                "ており",
                "ています",
                "たままである",
                "たままです",
                "ます",
                "ました",
                "ものとする",
                "こととする",
                "こととした",
            ]
            .contains(&rest)
        };
        let (force, before) = [(Force::Negated, GIVES_UP.as_slice()), (Force::Waived, ENDS.as_slice())]
            .into_iter()
            .flat_map(|(force, verbs)| verbs.iter().map(move |verb| (force, verb)))
            .find_map(|(force, verb)| {
                let (before, behind) = rsplit_once(self.tail(), verb)?;
                end(behind).then_some((force, before))
            })?;
        // 「提出させる取扱いは、契約の満了をもって終了する」
        const USAGES: [&str; 9] = ["こと", "取扱い", "運用", "制度", "方式", "仕組み", "規定", "定め", "条項"];
        let noun = |text: &str| {
            let text = text.strip_prefix("による").unwrap_or(text);
            text.chars().all(|letter| !is_hiragana(letter) || letter == 'の')
                || USAGES.iter().any(|usage| text.ends_with(usage)) && !text.contains('、')
        };
        let object = before.trim_start_matches('し').strip_suffix('を').is_some_and(noun)
            || before.is_empty() && self.passage.text(self.act).ends_with('を');
        let by = |rest: &str| {
            let when =
                BY.iter().find_map(|by| rest.strip_suffix(by).or_else(|| rest.strip_suffix('、')?.strip_suffix(by)));
            // 「欠員により昨年度から中断している」「係の廃止に伴い3月をもって終了し」
            when.is_some_and(|day| {
                let day = GROUNDS.iter().fold(day, |day, ground| day.rsplit(ground).next().unwrap_or(day));
                !day.contains(['を', 'が', 'に'])
            })
        };
        let theme =
            before.split_once('は').filter(|(theme, _)| noun(theme)).map(|(_, rest)| rest.trim_start_matches('、'));
        // 「データの消去を終える」 completes it; 「研修は、3月末をもって終了する」 is its end.
        let given_up = match force {
            Force::Waived => theme.is_some_and(by),
            // 「誓約書の徴取は、負担を考慮して取りやめる」
            _ => {
                object
                    || theme.is_some_and(|rest| {
                        rest.is_empty() || by(rest) || rest.ends_with(['て', 'に']) || rest.ends_with("ため")
                    })
            }
        };
        given_up.then_some(force)
    }
}
