//! `ask`: a question that only a person can answer.

use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], question: &str) -> Outcome {
    let mut outcome = Outcome::new(Truth::Undecided(Reason::Human));
    outcome.remarks.push(question.to_owned());
    outcome.nearest = judge.nearest(places);
    outcome
}
