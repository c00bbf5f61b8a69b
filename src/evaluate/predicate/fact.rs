//! `fact`: something on which a rule hangs is so in this case.

use crate::case::{FactReading, FactState, Shown};
use crate::evaluate::judge::Judge;
use crate::evaluate::result::{Evidence, Reason};
use crate::evaluate::{Break, Outcome, Truth};

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, fact: &str) -> Outcome {
    let Some(reading) = judge.case.fact(fact) else {
        // The loader refuses unknown facts; were one to come here, it would decide nothing.
        return Outcome::new(Truth::Undecided(Reason::Undecidable));
    };
    let undecided = Truth::Undecided(Reason::Undecidable);
    let (truth, remark) = match reading.state {
        FactState::Declared(true) => (Truth::Holds, "有と宣言されています。"),
        FactState::Declared(false) => (Truth::Contrary, "無と宣言されています。"),
        FactState::Conflict => (undecided, "無と宣言されていますが、本文にはそれを示す言葉があります"),
        FactState::Shown => (Truth::Holds, "宣言はありませんが、本文の言葉から有と推定しました。"),
        FactState::Denied => (undecided, "本文は打ち消していますが、宣言がありません。"),
        FactState::Silent(true) => (Truth::Holds, "宣言も言葉もないため、有とみなしました。"),
        FactState::Silent(false) => (Truth::Contrary, "宣言も言葉もないため、無とみなしました。"),
        FactState::Undecidable => (undecided, "確認事項にも本文にも、有無が分かるように書かれていません。"),
    };
    let mut outcome = Outcome::new(truth);
    let words = match reading.state {
        FactState::Undecidable if !reading.left_open.is_empty() => &reading.left_open,
        _ if truth != Truth::Contrary && !reading.shown.is_empty() => &reading.shown,
        FactState::Denied if reading.denied.is_empty() => &reading.left_open,
        _ => &reading.denied,
    };
    if reading.state == FactState::Conflict {
        outcome.remarks.push(format!("「{fact}」は{remark}（「{}」）。{EITHER}", listed(judge, words)));
    } else if truth != Truth::Holds {
        outcome.remarks.push(format!("「{fact}」は{remark}{}", reading.fact.advice));
    }
    if matches!(truth, Truth::Undecided(_)) {
        outcome.evidence = evidence(judge, words);
    }
    outcome.nearest = reading.declared.map(|(_, node)| node).or(words.first().map(|words| words.node));
    outcome
}

/// What to do where a declaration and the text disagree.
const EITHER: &str = "宣言か本文のどちらかを直してください。";

/// The declared facts that the text contradicts, one outcome each; `None` where no fact is declared.
pub(in crate::evaluate) fn conflicts(judge: &Judge<'_, '_>) -> Option<Vec<Outcome>> {
    let declared = || judge.case.facts().iter().filter(|reading| reading.declared.is_some());
    declared().next()?;
    Some(declared().filter(|reading| reading.contradicts()).map(|reading| conflict(judge, reading)).collect())
}

fn conflict(judge: &Judge<'_, '_>, reading: &FactReading<'_>) -> Outcome {
    let truth = Truth::Undecided(Reason::Contradiction);
    let mut outcome = Outcome::new(truth);
    let (declared, words, says) = match reading.declared {
        Some((true, _)) => ("有", &reading.denied, "打ち消す"),
        _ => ("無", &reading.shown, "示す"),
    };
    let remark = format!(
        "「{}」は{declared}と宣言されていますが、本文にはそれを{says}言葉があります（「{}」）。{EITHER}",
        reading.fact.name,
        listed(judge, words)
    );
    outcome.evidence = evidence(judge, words);
    outcome.breaks = reading
        .declared
        .map(|(_, node)| Break { node, truth, remark: remark.clone(), evidence: Vec::new() })
        .into_iter()
        .collect();
    outcome.remarks.push(remark);
    outcome
}

/// Different words, each once.
fn listed(judge: &Judge<'_, '_>, words: &[Shown]) -> String {
    let mut shown: Vec<&str> =
        words.iter().filter_map(|words| judge.text(words.node).get(words.range.clone())).collect();
    shown.sort_unstable();
    shown.dedup();
    shown.join("」「")
}

/// The first few of some words, as evidence.
fn evidence(judge: &Judge<'_, '_>, words: &[Shown]) -> Vec<Evidence> {
    const FEW: usize = 3;
    let found = words.iter().filter_map(|words| judge.words(words.node, judge.text(words.node), words.range.clone()));
    found.take(FEW).collect()
}
