//! `states`: some text at the places establishes a statement.

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
    let reading = judge.reading(&texts, id);
    let evidence: Vec<Evidence> =
        reading.findings.iter().filter_map(|finding| judge.evidence(&texts, finding)).collect();
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
    let name = judge.rules.statement_name(statement).to_owned();
    let mut outcome = Outcome::new(truth);
    outcome.evidence = evidence;
    outcome.nearest = judge.nearest(places);
    if matches!(reading.how, How::None | How::Near) {
        let carried = carried_by.iter().find_map(|instrument| judge.bound(instrument).map(|words| (instrument, words)));
        if let Some((instrument, words)) = carried {
            outcome.truth = Truth::Undecided(Reason::ByReference);
            outcome.evidence.insert(0, words);
            outcome.remarks.push(format!("「{instrument}」に定めがあるかもしれません。"));
        }
    }
    outcome.named(name)
}
