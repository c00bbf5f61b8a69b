//! `fact`: something on which a rule hangs is so in this case.

use crate::case::FactState;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};

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
        FactState::Undecidable => (undecided, "有無を示す項目が書かれていません。"),
    };
    let mut outcome = Outcome::new(truth);
    let words = if truth == Truth::Contrary || reading.shown.is_empty() { &reading.denied } else { &reading.shown };
    if reading.state == FactState::Conflict {
        let mut shown: Vec<&str> =
            words.iter().filter_map(|words| judge.text(words.node).get(words.range.clone())).collect();
        shown.sort_unstable();
        shown.dedup();
        outcome.remarks.push(format!(
            "「{fact}」は{remark}（「{}」）。宣言か本文のどちらかを直してください。",
            shown.join("」「")
        ));
    } else if truth != Truth::Holds {
        outcome.remarks.push(format!("「{fact}」は{remark}{}", reading.fact.advice));
    }
    if matches!(truth, Truth::Undecided(_)) {
        outcome.evidence = words
            .iter()
            .filter_map(|words| judge.words(words.node, judge.text(words.node), words.range.clone()))
            .take(3)
            .collect();
    }
    outcome.nearest = reading.declared.map(|(_, node)| node).or(words.first().map(|words| words.node));
    outcome
}
