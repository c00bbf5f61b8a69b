//! Questions that are put to the cases that a case is linked to.

use crate::form::Place;
use crate::rules::{Predicate, Question};

use super::judge::Judge;
use super::outcome::{Outcome, Truth};
use super::result::Reason;

impl Judge<'_, '_> {
    /// A question that is put to the linked cases of a kind: the best of their answers. One that cannot be read
    /// may be of the kind, and may say what the others do not.
    pub(super) fn in_linked(&self, kind: &str, question: &Question, places: &[Place]) -> Outcome {
        let links = self.case.links();
        let nearest = links.first().map(|link| link.node);
        let there = Predicate { question: question.clone(), places: places.iter().map(Place::there).collect() };
        let answers = links.iter().filter_map(|link| match &link.case {
            Ok(case) if case.is_of(kind) => {
                let answer = Judge::new(self.rules, case).predicate(&there);
                // Its nodes are not of this case; its words are evidence all the same.
                Some(Outcome { nearest, breaks: Vec::new(), ..answer })
            }
            Ok(_) => None,
            Err(_) => {
                let mut unread = Outcome::new(Truth::Undecided(Reason::Undecidable));
                unread.nearest = Some(link.node);
                unread.remarks.push(format!("関連する「{}」を読めないため、確かめられません。", link.name));
                Some(unread)
            }
        });
        let answers: Vec<Outcome> = answers.collect();
        if !answers.is_empty() {
            return Outcome::any(answers);
        }
        let mut outcome = Outcome::new(Truth::Silent);
        outcome.nearest = nearest;
        outcome.remarks.push(format!("関連する案件（{kind}）は挙げられていません。"));
        outcome
    }
}
