//! `states`: some text at the places establishes a statement, or an attached paper that they are bound to.

use std::rc::Rc;

use crate::evaluate::judge::Judge;
use crate::evaluate::result::{Evidence, Reason};
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;
use crate::reading::How;

pub(in crate::evaluate) fn read(
    judge: &Judge<'_, '_>,
    places: &[Place],
    statement: &str,
    carried_by: &[String],
) -> Outcome {
    let reader = judge.rules.reader();
    let Some(id) = reader.statement(statement) else {
        // The loader refuses unknown ids; were one to come here, it would decide nothing.
        return Outcome::new(Truth::Undecided(Reason::Undecidable));
    };
    let texts = judge.texts(places);
    let bonds = || -> Vec<(&String, Rc<Evidence>, Vec<usize>)> {
        let bonds = carried_by
            .iter()
            .filter_map(|instrument| Some((instrument, judge.bound(instrument)?, judge.attached(instrument))));
        bonds.collect()
    };
    // Where no paper can be read along, what binds the case is asked only where its own texts say nothing.
    let bound = if judge.reads_papers() { bonds() } else { Vec::new() };
    let numbers: Vec<usize> = bound.iter().flat_map(|(_, _, numbers)| numbers).copied().collect();
    let attached = judge.prepared(&numbers);
    let reading =
        if numbers.is_empty() { judge.reading(&texts, id) } else { Rc::new(judge.reading_with(&texts, &attached, id)) };
    let evidence: Vec<Evidence> =
        reading.findings.iter().filter_map(|finding| judge.evidence_with(&texts, &attached, finding)).collect();
    let truth = match reading.how {
        How::Said => Truth::Holds,
        How::Denied => Truth::Contrary,
        How::Hedged => Truth::Undecided(Reason::Hedged),
        How::Partial => Truth::Undecided(Reason::Partial),
        How::ByReference => Truth::Undecided(Reason::ByReference),
        How::Contrary => Truth::Undecided(Reason::Contrary),
        How::Contradiction => Truth::Undecided(Reason::Contradiction),
        How::Near => Truth::Undecided(Reason::Near),
        How::None => Truth::Silent,
    };
    let name = judge.rules.name_of(id).to_owned();
    let mut outcome = Outcome::new(truth);
    outcome.evidence = evidence;
    outcome.nearest = judge.nearest(places);
    if matches!(reading.how, How::None | How::Near) {
        let bound = if judge.reads_papers() { bound } else { bonds() };
        if let Some((instrument, words, _)) = bound.iter().find(|(_, _, numbers)| numbers.is_empty()) {
            outcome.truth = Truth::Undecided(Reason::ByReference);
            outcome.evidence.insert(0, words.as_ref().clone());
            outcome.remarks.push(format!("「{instrument}」に定めがあるかもしれません。"));
        } else if reading.how == How::None {
            outcome
                .remarks
                .extend(bound.iter().map(|(instrument, ..)| format!("添付の{instrument}にも定めがありません。")));
        }
    }
    // Who attached a paper takes it for read.
    if reading.how == How::None && carried_by.is_empty() && judge.reads_papers() {
        outcome.remarks.push("この規則が読むのは本文だけで、添付の文書は調べていません。".to_owned());
    }
    outcome.named(name)
}
