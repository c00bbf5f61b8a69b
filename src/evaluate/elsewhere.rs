//! What is not said where a rule asks for it, and stands at another place of the case.

use crate::form::Place;
use crate::rules::{Condition, Predicate, Question};

use super::judge::{Judge, combine};
use super::outcome::{Outcome, Truth};
use super::predicate::states;

impl Judge<'_, '_> {
    /// How what a rule requires reads at its places. Where they say nothing of it and the rest of the case says all
    /// of it, a person is told where: a measure of the ward is none of the contractor's, but who has written it at
    /// another place must not look for it in vain.
    pub(super) fn required(&self, condition: &Condition) -> Outcome {
        let mut outcome = self.condition(condition);
        if outcome.truth == Truth::Silent {
            outcome.remarks.extend(self.said_elsewhere(condition));
        }
        outcome
    }

    /// Where a condition would hold if each statement in it might stand anywhere in the case, for people.
    fn said_elsewhere(&self, condition: &Condition) -> Option<String> {
        let asks = |predicate: &Predicate| matches!(predicate.question, Question::States { .. });
        if !condition.predicates().into_iter().any(asks) {
            return None;
        }
        let whole = [Place::whole()];
        let found = combine(condition, &|predicate| match &predicate.question {
            Question::States { statement, .. } if predicate.places.iter().all(|place| place.linked().is_none()) => {
                states::read(self, &whole, statement, &[])
            }
            _ => self.predicate(predicate),
        });
        let first = found.evidence.first().filter(|_| found.truth == Truth::Holds)?;
        let (place, words) = (first.pointer.as_str(), first.text.trim());
        Some(format!(
            "ほかの項目（{place}）には「{words}」とあります。それで足りるか、ここにも書くかを決めてください。"
        ))
    }
}
