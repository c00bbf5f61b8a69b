//! What is told and not in force: 「…する旨の定めはない」「第6条は適用しない」「従前は…していたが」.

use super::act::{Context, Decision, Force};
use super::clause::ClauseKind;

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

impl Context<'_> {
    /// What is told of a rule that there is not, that does not hold, or that held before.
    pub(super) fn not_in_force(&self) -> Option<Decision> {
        let clause = self.passage.text(&self.clause.range);
        let silent = |step| Some((Force::Silent, step, 0..0));
        if self.lacks_provision() {
            return silent("定めがないこと");
        }
        let act = self.passage.text(self.act);
        if !act.contains("適用") && NOT_APPLIED.iter().any(|end| clause.ends_with(end)) {
            return silent("適用しないこと");
        }
        if self.clause.kind == ClauseKind::Adversative && was_so(clause) {
            return Some((Force::Past, "以前のこと", 0..0));
        }
        None
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
        ["旨の", "ことの", "との", "という", "といった"]
            .iter()
            .filter_map(|told| self.tail().split_once(told))
            .filter_map(|(_, rest)| PROVISIONS.iter().find_map(|provision| rest.strip_prefix(provision)))
            .filter_map(|rest| rest.strip_prefix(['は', 'が', 'も']))
            .map(|rest| rest.trim_start_matches('、'))
            .any(|rest| LACKING.iter().any(|lacking| rest.starts_with(lacking)))
    }
}
