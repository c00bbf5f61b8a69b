//! What is told and not in force: 「…する旨の定めはない」「第6条は適用しない」「従前は…していたが」「…をやめ、」.

use super::act::{Context, Decision, Force};
use super::clause::ClauseKind;
use super::letters::is_hiragana;
use super::marks::Mark;
use super::polarity::is_theme;

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

/// Whether a clause tells what was so before: 「従前は金庫に保管していたが、」.
pub(super) fn was_so(clause: &str) -> bool {
    ["ていたが", "でいたが", "ていましたが", "でいましたが", "ていたものの"].iter().any(|end| clause.ends_with(end))
}

/// Whether a clause tells what was not done before: 「従来は行っていなかったが、」.
pub(super) fn was_not_so(clause: &str) -> bool {
    ["なかったが", "ませんでしたが", "なかったものの"].iter().any(|end| clause.ends_with(end))
}

/// Whether a sentence tells what was not done before: 「これまで確かめていなかった。」.
pub(super) fn used_not_to_be(main: &str) -> bool {
    ["なかった", "ませんでした"].iter().any(|end| main.ends_with(end))
        && ["これまで", "従来", "従前", "以前", "かつて", "年度まで"].iter().any(|time| main.contains(time))
}

impl Context<'_> {
    /// What is told of a rule that there is not, that does not hold, or that held before.
    pub(super) fn not_in_force(&self) -> Option<Decision> {
        let clause = self.passage.text(&self.clause.range);
        let silent = |step| Some((Force::Silent, step, 0..0));
        if self.lacks_provision() {
            return silent("定めがないこと");
        }
        if self.lacks_thing() {
            return silent("対象のないこと");
        }
        if self.lacks_duty() {
            return Some((Force::Waived, "義務がないこと", 0..0));
        }
        if self.is_switched_off(clause) {
            return Some((Force::Waived, "使わないこと", 0..0));
        }
        if let Some(force) = self.is_given_up() {
            return Some((force, "やめること", 0..0));
        }
        let act = self.passage.text(self.act);
        let named = ["の規定は", "の定めは", "の条項は"].iter().any(|noun| self.tail().starts_with(noun));
        if named && NOT_APPLIED.iter().any(|end| clause.ends_with(end)) {
            return Some((Force::Waived, "適用しないこと", 0..0));
        }
        if !act.contains("適用") && NOT_APPLIED.iter().any(|end| clause.ends_with(end)) {
            return silent("適用しないこと");
        }
        if self.is_begun_now(clause) {
            return Some((Force::Asserted, "以前と異なる扱い", 0..0));
        }
        let before = self.clause.kind == ClauseKind::Adversative && (was_so(clause) || was_not_so(clause));
        if before || used_not_to_be(self.passage.text(&self.sentence.main)) {
            return Some((Force::Past, "以前のこと", 0..0));
        }
        None
    }

    /// 「Aを行っていなかったが、今年度から行う」: what was not done is what is done now.
    fn is_begun_now(&self, clause: &str) -> bool {
        let Some(end) = self.sentence.clauses.last() else { return false };
        let now = self.passage.text(&end.range);
        let begins = ["実施", "行う", "行い", "行って"].iter().any(|verb| now.contains(verb));
        let open = [Mark::Hedge, Mark::Plan, Mark::Not, Mark::Ban, Mark::Exempt, Mark::May, Mark::Reference];
        self.clause.kind == ClauseKind::Adversative
            && was_not_so(clause)
            && begins
            && !now.contains(['を', 'が'])
            && self.last(&end.range, &open).is_none()
    }

    /// 「Aする旨の定めはない」.
    fn lacks_provision(&self) -> bool {
        const PROVISIONS: [&str; 6] = ["定め", "規定", "条項", "記載", "取決め", "特約"];
        const LACKING: [&str; 11] = [
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
        const TOLD: [&str; 9] =
            ["旨の", "ことの", "との", "という", "といった", "を定めた", "を定める", "を求める", "を義務付ける"];
        TOLD.iter()
            .filter_map(|told| self.tail().split_once(told))
            .filter_map(|(_, rest)| PROVISIONS.iter().find_map(|provision| rest.strip_prefix(provision)))
            .filter_map(|rest| rest.strip_prefix(['は', 'が', 'も']))
            .map(|rest| rest.trim_start_matches('、'))
            .any(|rest| LACKING.iter().any(|lacking| rest.starts_with(lacking)))
    }
    /// 「返却を受ける媒体はない」「消去すべきデータは存在しない」: there is nothing that it would be done to.
    fn lacks_thing(&self) -> bool {
        const NO_THING: [&str; 9] = ["予定", "必要", "心配", "可能性", "余地", "方法", "手段", "場合", "義務"];
        const LACKING: [&str; 4] = ["ない", "なく", "ありません", "存在しない"];
        let behind = self.tail().strip_prefix('を').unwrap_or(self.tail());
        let tail = ["受ける", "要する", "が必要な"].iter().find_map(|verb| behind.strip_prefix(verb));
        let noun = tail.unwrap_or_else(|| self.tail().trim_start_matches(is_hiragana));
        let attribute =
            tail.is_some() || self.tail().split_once(noun).is_some_and(|(verb, _)| verb.ends_with(['る', 'き', 'た']));
        let lack = LACKING.iter().find_map(|lacking| noun.strip_suffix(lacking));
        let thing = lack.and_then(|thing| thing.strip_suffix(['は', 'が', 'も']));
        attribute
            && thing.is_some_and(|thing| {
                (1..=6).contains(&thing.chars().count())
                    && !thing.contains(is_hiragana)
                    && !NO_THING.iter().any(|other| thing.ends_with(other))
            })
    }

    /// 「Aする機能があるが、使用しない」「Aする機能は、…ため、解除している」: what there is for it is not used.
    fn is_switched_off(&self, clause: &str) -> bool {
        const THERE: [&str; 6] =
            ["機能があるが", "機能はあるが", "機能を備えるが", "機能を有するが", "機能を持つが", "仕組みがあるが"];
        const OFF: [&str; 8] = ["解除", "停止", "無効に", "無効と", "廃止", "中止", "撤去", "オフに"];
        let Some(end) = self.sentence.clauses.last().filter(|end| end.range != self.clause.range) else { return false };
        let verb = self.passage.text(&end.range);
        let own = !verb.contains(['を', 'が', 'は']);
        let off = ["している", "しています", "した", "する", "します", "しておく", "してある"]
            .iter()
            .filter_map(|ending| verb.strip_suffix(ending))
            .any(|verb| OFF.iter().any(|off| verb.ends_with(off)));
        if self.clause.kind == ClauseKind::Adversative && THERE.iter().any(|there| clause.ends_with(there)) {
            // 「処理速度への影響が大きいため使用しない」
            let unused = [
                "使用しない",
                "使用していない",
                "利用しない",
                "利用していない",
                "用いない",
                "用いていない",
                "使わない",
                "使っていない",
                "使用せず",
            ];
            return off || unused.iter().any(|unused| verb.ends_with(unused));
        }
        off && own && (is_theme(self.tail()) || self.tail().starts_with("は、"))
    }

    /// 「Aする義務はない」.
    fn lacks_duty(&self) -> bool {
        let verb = self.tail().trim_start_matches(is_hiragana);
        let duty = if self.passage.text(self.act).ends_with("義務") {
            Some(self.tail())
        } else {
            verb.strip_prefix("義務")
        };
        duty.and_then(|duty| duty.strip_prefix(['は', 'が', 'も']))
            .is_some_and(|lack| ["ない", "なく", "ありません", "生じない", "課されない", "課さない"].contains(&lack))
    }

    /// 「Aの取得をやめ、」「Aを廃し、」「Aは、3月末をもって終了する」: it is done no more.
    fn is_given_up(&self) -> Option<Force> {
        const GIVES_UP: [&str; 9] = ["やめ", "止め", "取りやめ", "廃止し", "廃し", "廃止す", "廃す", "打ち切", "撤廃"];
        const ENDS: [&str; 3] = ["終了", "終え", "中止"];
        const BY: [&str; 7] = ["をもって", "を以て", "限りで", "末で", "付けで", "から", "により"];
        let end = |verb: &str| {
            let rest = verb.trim_start_matches(['り', 'る', 'し', 'す']);
            ["", "た", "ます", "ました", "ものとする", "こととする", "こととした"].contains(&rest)
        };
        let (force, before) = [(Force::Negated, GIVES_UP.as_slice()), (Force::Waived, ENDS.as_slice())]
            .into_iter()
            .flat_map(|(force, verbs)| verbs.iter().map(move |verb| (force, verb)))
            .find_map(|(force, verb)| {
                let (before, behind) = self.tail().rsplit_once(verb)?;
                end(behind).then_some((force, before))
            })?;
        let noun = |text: &str| text.chars().all(|letter| !is_hiragana(letter) || letter == 'の');
        let object = before.trim_start_matches('し').strip_suffix('を').is_some_and(noun)
            || before.is_empty() && self.passage.text(self.act).ends_with('を');
        let by = |rest: &str| {
            let day = BY.iter().find_map(|by| rest.strip_suffix(by)).or(rest.is_empty().then_some(""));
            day.is_some_and(|day| !day.contains(['を', 'が', 'に']))
        };
        let theme =
            before.split_once('は').is_some_and(|(theme, rest)| noun(theme) && by(rest.trim_start_matches('、')));
        (object || theme).then_some(force)
    }
}
