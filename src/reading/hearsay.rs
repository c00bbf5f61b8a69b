//! What somebody else said, wants or has agreed: told in the sentence, and not laid down by it.

use std::ops::Range;

use super::act::Context;
use super::clause::{Clause, ClauseKind};
use super::letters::{find, holds, rfind, split_once};
use super::marks::Mark;

impl Context<'_> {
    /// 「ファイルを暗号化し、金銭を求める手口が相次いでいる」: the chain ends in what goes on elsewhere.
    pub(super) fn tells_of_a_crime(&self) -> bool {
        const GOES_ON: [&str; 9] = [
            "相次いでいる",
            "相次いでいます",
            "増えている",
            "増えています",
            "多発している",
            "後を絶たない",
            "起きている",
            "報告されている",
            "広がっている",
        ];
        const CRIMES: [&str; 7] = ["手口", "被害", "犯罪", "攻撃", "詐欺", "事件", "脅威"];
        let text = self.passage.text(&(self.act.end..self.sentence.main.end.max(self.act.end)));
        let goes_on = GOES_ON.iter().any(|end| text.ends_with(end));
        goes_on
            && CRIMES.iter().filter_map(|crime| split_once(text, crime)).any(|(before, rest)| {
                before.ends_with(['る', 'た', 'す', 'う', 'く', 'む'])
                    && rest.starts_with(['が', 'も'])
                    && !before.contains('は')
            })
    }

    /// 「採用を検討すると県から聞いている」「…するとのことである」: what others told of.
    pub(super) fn heard_from_others(&self) -> Option<Range<usize>> {
        const HEARD: [&str; 12] = [
            "とのことだ",
            "とのこと",
            "とのことであった",
            "ということだ",
            "聞いている",
            "聞いています",
            "伺っている",
            "伺っております",
            "とのことである",
            "とのことです",
            "ということである",
            "ということです",
        ];
        let end = self.sentence.clauses.last()?;
        // 「Ａ市では…していると聞くが、本区では…」
        const BUT: [&str; 6] =
            ["と聞くが", "と聞いているが", "とのことだが", "とのことであるが", "というが", "そうだが"];
        let own = self.passage.text(&self.clause.range);
        if self.clause.kind == ClauseKind::Adversative && BUT.iter().any(|but| own.ends_with(but)) {
            return Some(self.clause.range.clone());
        }
        if let Some(token) = self.unanswered(end).or_else(|| self.is_an_opinion(end)) {
            return Some(token);
        }
        let text = self.passage.text(&end.range);
        let heard = HEARD.iter().find(|heard| text.ends_with(**heard))?;
        // 「…すると県から聞いている」, not 「最小限とし、本人から聞いている」
        let before = text.strip_suffix(heard)?;
        let from = before.rsplit_once('と').filter(|(_, who)| who.is_empty() || who.ends_with("から"));
        let told =
            heard.starts_with('と') || from.is_some_and(|(verb, _)| verb.ends_with(['る', 'た', 'い', 'す', 'だ']));
        (told && end.range.end > self.act.end).then(|| end.range.end - heard.len()..end.range.end)
    }

    /// 「…を行っているかと問われれば、…」「…確かめてみないと何とも申し上げられません」.
    fn unanswered(&self, end: &Clause) -> Option<Range<usize>> {
        const OPEN: [&str; 5] = ["かと問われれば", "かと聞かれれば", "ないと何とも", "ないと分か", "ないとお答え"];
        let behind = self.passage.text(&(self.act.end..self.sentence.main.end.max(self.act.end)));
        OPEN.iter().any(|word| holds(behind, word)).then(|| end.range.clone())
    }

    /// 「…を禁じるべきだ、というのが私の感想である」.
    fn is_an_opinion(&self, end: &Clause) -> Option<Range<usize>> {
        const OPINIONS: [&str; 8] = ["感想", "意見", "考え", "見方", "主張", "印象", "持論", "要望"];
        const IS: [&str; 6] = ["である", "です", "だ", "だった", "であった", "でした"];
        let main = self.passage.text(&self.sentence.main);
        let opinion = IS.iter().filter_map(|is| main.strip_suffix(is)).find(|told| {
            OPINIONS.iter().any(|noun| told.ends_with(noun))
                && ["というのが", "というのは", "とするのが"].iter().any(|it| holds(told, it))
        })?;
        let from = ["というのが", "というのは", "とするのが"].iter().find_map(|it| find(opinion, it))?;
        let start = self.sentence.main.start + from;
        (self.act.end <= start).then_some(start..end.range.end)
    }

    /// 「媒体を暗号化していると述べたが、確かめられていない」「…する条項があったが、今回はこれに当たる条項がない」: what was only
    /// said or written somewhere is denied behind.
    pub(super) fn put_in_doubt(&self) -> Option<Range<usize>> {
        const SAID: [&str; 20] = [
            "うたわれ",
            "記し",
            "示し",
            "述べ",
            "説明し",
            "記載し",
            "回答し",
            "申し入れ",
            "申し出",
            "主張し",
            "報告し",
            "答え",
            "話し",
            "聞い",
            "発表し",
            "掲げ",
            "案内し",
            "提案し",
            "要望し",
            "うたっ",
        ];
        const TOLD: [&str; 17] = [
            "説明",
            "電話",
            "連絡",
            "一文",
            "条",
            "条項",
            "規定",
            "定め",
            "記述",
            "記載",
            "話",
            "報告",
            "うわさ",
            "風評",
            "指摘",
            "要望",
            "声",
        ];
        const BACK: [&str; 9] =
            ["取消し", "取り下げ", "取下げ", "撤回し", "訂正し", "誤りであ", "事実ではな", "事実と異な", "削除し"];
        let end = self.sentence.clauses.last()?;
        let behind = self.sentence.clauses.iter().skip(self.index);
        let but = behind
            .take_while(|clause| clause.range != end.range)
            .find(|clause| clause.kind == ClauseKind::Adversative)?;
        let told = self.passage.text(&(self.act.end..but.range.end.max(self.act.end)));
        let told = ["が", "ものの", "けれども"].iter().find_map(|but| told.strip_suffix(but))?;
        let stem = ["ました", "ています", "ている", "てはいる", "た"].iter().find_map(|end| told.strip_suffix(end));
        let was = ["がある", "があった", "はあった", "もあった", "があり", "がありました"];
        let plain = told
            .strip_suffix("する")
            .is_some_and(|stem| ["主張", "説明", "申告", "要望"].iter().any(|verb| stem.ends_with(verb)));
        let said = plain
            || stem.is_some_and(|stem| SAID.iter().any(|verb| stem.ends_with(verb)))
            || was
                .iter()
                .filter_map(|was| told.strip_suffix(was))
                .any(|told| TOLD.iter().any(|noun| told.ends_with(noun)));
        let text = self.passage.text(&(but.range.end..end.range.end));
        let back = || BACK.iter().find_map(|back| rfind(text, back).map(|at| but.range.end + at..end.range.end));
        // 「…する条項があり、従わない者は従事させない」 lays down what follows.
        let rules = holds(self.passage.text(&end.range), "者は");
        let denied = self
            .last(&end.range, &[Mark::Not, Mark::Exempt, Mark::Ban])
            .filter(|_| !rules)
            .map(|mark| mark.start..mark.end);
        denied.or_else(back).filter(|_| said)
    }

    /// 「…を毎年点検し、区に報告している（本件の委託とは別の契約による。）」.
    pub(super) fn of_another_contract(&self) -> Option<Range<usize>> {
        const ANOTHER: [&str; 5] =
            ["本件の委託とは別", "本件とは別の契約", "本業務とは別の契約", "別の契約による", "本契約とは別の"];
        let aside = |aside: &&Range<usize>| {
            let text = self.passage.text(aside);
            ANOTHER.iter().any(|another| holds(text, another)) && !holds(text, "除")
        };
        self.sentence.asides.iter().find(aside).cloned()
    }
}
