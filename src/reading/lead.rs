//! What the sentence that opens a list does to the entries of the list.

use super::clause::{Clause, ClauseKind};
use super::ending::last_mark;
use super::letters::{holds, is_hiragana};
use super::marks::Mark;
use super::passage::{Passage, Sentence};

/// What a sentence does to the entries of the list that it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeadForce {
    Assert,
    Ban,
    Exempt,
    Hedge,
    May,
    /// The entries are conditions or exceptions.
    Condition,
    /// It names them and does nothing to them.
    Mention,
}

pub(super) fn lead_force(passage: &Passage, lead: &Sentence) -> LeadForce {
    let main = passage.text(&lead.main);
    if !super::passage::enumerates(main) {
        return LeadForce::Mention;
    }
    let Some(end) = lead.clauses.last() else { return LeadForce::Mention };
    let opens = |clause: &Clause| {
        ["次の", "次に", "以下の", "下記", "各号"].iter().any(|word| holds(passage.text(&clause.range), word))
    };
    let condition = |clause: &&Clause| matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception);
    if lead.clauses.iter().filter(condition).any(opens) && !opens(end) {
        return LeadForce::Condition;
    }
    if holds(main, "いずれかに該当") || holds(main, "該当する場合") {
        return LeadForce::Condition;
    }
    const NAMING: [&str; 16] = [
        "書",
        "記載",
        "記録",
        "記入",
        "届",
        "報告",
        "提出",
        "通知",
        "確認",
        "提供",
        "公表",
        "説明",
        "周知",
        "明らか",
        "示",
        "添付",
    ];
    let naming = passage
        .text(&end.range)
        .rsplit_once('を')
        .is_some_and(|(_, verb)| NAMING.iter().any(|word| verb.starts_with(word)));
    if naming {
        return LeadForce::Mention;
    }
    // 「次のものは対象外とする」「来年度に検討する事項は、次のとおりとする」
    if ["対象外と", "対象としない", "対象から除"].iter().any(|out| holds(main, out)) {
        return LeadForce::Exempt;
    }
    if ["検討する事項", "検討事項", "検討課題"].iter().any(|open| holds(main, open)) {
        return LeadForce::Hedge;
    }
    let last = |kinds: &[Mark]| last_mark(passage, lead, &end.range, kinds).is_some();
    if last(&[Mark::Ban, Mark::Not]) {
        LeadForce::Ban
    } else if last(&[Mark::Exempt]) {
        LeadForce::Exempt
    } else if last(&[Mark::Hedge, Mark::Plan]) {
        LeadForce::Hedge
    } else if last(&[Mark::May]) {
        LeadForce::May
    } else if main.ends_with(is_hiragana)
        && !main.ends_with("とおり")
        && !["である", "です", "となる", "とおりとする", "とおりである"].iter().any(|word| main.ends_with(word))
    {
        LeadForce::Assert
    } else {
        LeadForce::Mention
    }
}
