//! What is told and not in force: 「…する旨の定めはない」「第6条は適用しない」「…との意見があった」.

use super::act::{Context, Decision, Force};
use super::clause::{ClauseKind, PREDICATE};
use super::letters::{holds, is_hiragana, split_once};

/// How a clause ends that says that a rule does not hold.
const NOT_APPLIED: [&str; 9] = [
    "適用しない",
    "適用しません",
    "適用せず",
    "適用されない",
    "適用されません",
    "適用しないものとする",
    "適用しないこととする",
    "準用しない",
    "準用しません",
];

/// Whether what stands before `tail` was only said by somebody: 「…しないのかとの意見が寄せられた」「…については、委員から
/// 質問があり」.
pub(super) fn is_of_an_opinion(tail: &str) -> bool {
    const OPINIONS: [&str; 19] = [
        "意見",
        "要望書",
        "要望",
        "声",
        "指摘",
        "質問",
        "懸念",
        "提案",
        "照会",
        "案内",
        "説明",
        "報道",
        "陳情",
        "請願",
        "申入れ",
        "電話",
        "うわさ",
        "風評",
        "回答",
    ];
    let told = |rest: &str, particles: &[char]| {
        OPINIONS.iter().filter_map(|noun| rest.strip_prefix(noun)).any(|rest| {
            // 「漏えいしたとの指摘を受けたときは、報告する」 says what is done then.
            (rest.starts_with(particles) || rest.starts_with("に対し"))
                && !["とき", "場合", "れば", "際"].iter().any(|when| holds(rest, when))
        })
    };
    let of_what = ["との", "という", "とする", "といった", "よう求める", "ように求める", "を求める", "を望む"]
        .iter()
        .filter_map(|told| split_once(tail, told))
        .any(|(before, rest)| !holds(before, "は、") && told(rest, &['が', 'を', 'は', 'も']));
    let on_it = tail
        .split_once("については、")
        .filter(|(noun, _)| noun.chars().count() <= 8)
        .and_then(|(_, rest)| split_once(rest, "から"))
        .is_some_and(|(_, rest)| told(rest, &['が']));
    of_what || on_it
}

impl Context<'_> {
    /// What is told of a rule that there is not, that does not hold, or no more.
    pub(super) fn not_in_force(&self) -> Option<Decision> {
        if let Some(token) = self.of_a_struck_rule() {
            return Some((Force::Silent, "削られた定め", token));
        }
        let clause = self.passage.text(&self.clause.range);
        let silent = |step| Some((Force::Silent, step, 0..0));
        if self.lacks_provision() {
            return silent("定めがないこと");
        }
        // 「Aを禁じ、Bに限ってほしいとの要望書が出ている」
        let chain = matches!(self.clause.kind, ClauseKind::Continued | ClauseKind::End);
        let behind = self.passage.text(&(self.act.end..self.sentence.main.end.max(self.act.end)));
        if is_of_an_opinion(if chain { behind } else { self.tail() }) {
            return silent("寄せられた意見");
        }
        // 「照会に答えることは、秘密を漏らすことに当たらず、差し支えない」
        let deed =
            split_once(self.tail(), "ことに").filter(|(verb, _)| verb.chars().count() <= 3).map(|(_, rest)| rest);
        let own = self.passage.text(self.act).ends_with("こと").then(|| self.tail().strip_prefix('に')).flatten();
        let called = deed.or(own).map(|rest| rest.strip_prefix('は').unwrap_or(rest));
        if called.is_some_and(|rest| {
            ["当たら", "該当し"].iter().any(|is| {
                rest.strip_prefix(is).is_some_and(|no| ["ず", "ない", "ません"].iter().any(|end| no.starts_with(end)))
            })
        }) && !self.tail().ends_with("よう")
        {
            return silent("当たらないこと");
        }
        if self.is_only_a_draft() {
            return silent("案");
        }
        // 「従業者の監督　→　該当なし」「障害に備えた写しは一切ない」
        let cell = self.tail().trim_start_matches([' ', '　', '→', '…', '―', '-']);
        let none = ["は一切ない", "は全くない", "はまったくない", "は存在しない", "が一切ない", "は一つもない"];
        if ["なし", "無し", "該当なし", "はなし", "の実施なし", "の実績なし"].contains(&cell)
            || self.asked.topic && none.contains(&cell)
        {
            return Some((Force::Negated, "なしとする欄", 0..0));
        }
        if let Some(force) = self.lacks_thing() {
            return Some((force, "対象のないこと", 0..0));
        }
        if self.lacks_duty() {
            return Some((Force::Waived, "義務がないこと", 0..0));
        }
        if let Some(decision) = self.no_more(clause) {
            return Some(decision);
        }
        let act = self.passage.text(self.act);
        let named = ["の規定は", "の定めは", "の条項は"].iter().any(|noun| self.tail().starts_with(noun));
        if named && NOT_APPLIED.iter().any(|end| clause.ends_with(end)) {
            return Some((Force::Waived, "適用しないこと", 0..0));
        }
        if !holds(act, "適用") && NOT_APPLIED.iter().any(|end| clause.ends_with(end)) {
            return silent("適用しないこと");
        }
        self.as_it_was(clause)
    }

    /// 「Aする旨の定めはない」.
    fn lacks_provision(&self) -> bool {
        const PROVISIONS: [&str; 9] = ["部分", "定め", "規定", "条項", "条文", "文言", "記載", "取決め", "特約"];
        const LACKING: [&str; 14] = [
            "削り",
            "削る",
            "削除",
            "ない",
            "なく",
            "無い",
            "無く",
            "ありません",
            "存在しない",
            "欠けて",
            "設けていない",
            "置いていない",
            "置かれていない",
            "見当たらない",
        ];
        const TOLD: [&str; 15] = [
            "を明らかにした",
            "を置いた",
            "を掲げた",
            "する",
            "旨の",
            "ことの",
            "との",
            "という",
            "といった",
            "を定めた",
            "を定める",
            "を求める",
            "を義務付ける",
            "とした",
            "とする",
        ];
        // 「消去し、証明書を出す旨の定めは旧契約にあり、今の契約には置かれていない」
        let whole = self.passage.text(&(self.act.end..self.sentence.main.end));
        // 「現地での調査については、契約に定めがなく」
        let theme = ["については、", "に関しては、"].iter().filter_map(|theme| split_once(self.tail(), theme));
        // 「…を規制する定めは、現在のところ本校にはない」
        let nowhere = ["定めは、", "規定は、", "条項は、"].iter().filter_map(|theme| split_once(whole, theme)).any(
            |(verb, rest)| {
                verb.chars().count() <= 8
                    && !verb.contains('、')
                    && !rest.contains(['、', 'を', 'が'])
                    && ["にはない", "には置かれていない", "には設けられていない", "にはありません"]
                        .iter()
                        .any(|end| rest.ends_with(end))
            },
        );
        if nowhere {
            return true;
        }
        let none = ["に定めがな", "に規定がな", "に定めはな", "に規定はな", "に条項がな"];
        if theme.into_iter().any(|(noun, rest)| noun.chars().count() <= 8 && none.iter().any(|lack| holds(rest, lack)))
        {
            return true;
        }
        TOLD.iter()
            .filter_map(|told| split_once(whole, told))
            .filter_map(|(before, rest)| {
                let rest = PROVISIONS.iter().find_map(|provision| rest.strip_prefix(provision))?;
                // 「暗号化することとし、任意とする旨の規定を削る」
                let other = rest.starts_with('を') && before.contains('、');
                rest.strip_prefix(['は', 'が', 'も', 'を']).filter(|_| !other)
            })
            .map(|rest| rest.trim_start_matches('、'))
            .any(|rest| {
                LACKING.iter().any(|lacking| rest.starts_with(lacking))
                    || [
                        "これを削る",
                        "これを削った",
                        "削除する",
                        "削除します",
                        "取り消す",
                        "取り消した",
                        "取消す",
                        "取消した",
                        "置かれていない",
                        "置いていない",
                        "設けられていない",
                        "設けていない",
                        "入れていない",
                        "入っていない",
                        "盛り込んでいない",
                        "見当たらない",
                        "存在しない",
                        "削除されている",
                        "削除された",
                        "廃止されている",
                    ]
                    .iter()
                    .any(|lacking| rest.ends_with(lacking))
            })
    }

    /// 「返却を受ける媒体はない」「消去すべきデータは存在しない」: there is nothing that it would be done to.
    fn lacks_thing(&self) -> Option<Force> {
        const NO_THING: [&str; 9] = ["予定", "必要", "心配", "可能性", "余地", "方法", "手段", "場合", "義務"];
        const LACKING: [&str; 4] = ["ない", "なく", "ありません", "存在しない"];
        // 「記録する機能は、現行のシステムにはない」
        const NOWHERE: [&str; 5] =
            ["にはない", "にはありません", "にはなかった", "に備わっていない", "には備わっていない"];
        let function = ["機能は、", "仕組みは、"].iter().find_map(|thing| split_once(self.tail(), thing));
        if function.is_some_and(|(verb, rest)| {
            verb.chars().all(is_hiragana) && !rest.contains('、') && NOWHERE.iter().any(|end| rest.ends_with(end))
        }) {
            return Some(Force::Waived);
        }
        let behind = self.tail().strip_prefix('を').unwrap_or(self.tail());
        let tail = ["受ける", "要する", "が必要な"].iter().find_map(|verb| behind.strip_prefix(verb));
        // The act may end inside its noun: 「暗号」 of 「暗号化する機能はない」.
        let whole = self.tail().trim_start_matches('化');
        let in_act = self.passage.text(self.act).ends_with("機能")
            && ["がな", "はな"].iter().any(|lack| whole.starts_with(lack));
        if in_act {
            return Some(Force::Waived);
        }
        let noun = tail.unwrap_or_else(|| whole.trim_start_matches(is_hiragana));
        // 「履歴を残す機能がなく、…」
        let noun = noun.split('、').next().unwrap_or(noun);
        let attribute = tail.is_some()
            || split_once(whole, noun)
                .is_some_and(|(verb, _)| verb.ends_with(PREDICATE) || verb.ends_with(['き', 'た']));
        let lack = LACKING.iter().find_map(|lacking| noun.strip_suffix(lacking));
        let thing = lack.and_then(|thing| thing.strip_suffix(['は', 'が', 'も']));
        let is_thing = |thing: &&str| {
            (1..=6).contains(&thing.chars().count())
                && !thing.contains(is_hiragana)
                && !NO_THING.iter().any(|other| thing.ends_with(other))
        };
        let thing = thing.filter(|thing| attribute && is_thing(thing))?;
        Some(if thing.ends_with("機能") { Force::Waived } else { Force::Silent })
    }

    /// 「Aすることとする案が示された」.
    fn is_only_a_draft(&self) -> bool {
        self.tail().split_once('案').is_some_and(|(verb, rest)| {
            verb.ends_with(['る', 'い', 'た'])
                && !verb.contains('、')
                && rest.starts_with(['が', 'を', 'は', 'に', 'で', 'も'])
        })
    }

    /// 「Aする義務はない」.
    fn lacks_duty(&self) -> bool {
        const LACKING: [&str; 11] = [
            "ない",
            "なく",
            "ありません",
            "生じない",
            "課されない",
            "課さない",
            "課されていない",
            "課していない",
            "定められていない",
            "定めていない",
            "存在しない",
        ];
        // 「提供してはならない受託者の義務はない」
        let duty = if self.passage.text(self.act).ends_with("義務") {
            Some(("", self.tail()))
        } else {
            split_once(self.tail(), "義務")
        };
        duty.filter(|(verb, _)| verb.chars().count() <= 16 && !verb.contains(['、', '務']))
            .and_then(|(_, duty)| duty.strip_prefix(['は', 'が', 'も']))
            .is_some_and(|lack| LACKING.contains(&lack.trim_start_matches('、')))
    }
}
