//! How a condition reads, and how readings combine.
//!
//! Three values cannot tell × 不適合 from × 未記載, so there are four:
//!
//! | | holds | contrary | silent | undecided |
//! |---|---|---|---|---|
//! | verdict of `require` | `pass` | `fail` | `missing` | `review` |
//! | `when` | go on | `not_applicable` | `not_applicable` | `review` |
//! | `not` | contrary | holds | holds | undecided |
//!
//! `all` takes the worst of contrary, silent, undecided, holds; `any` the best of holds, undecided,
//! contrary, silent: a denial outranks silence. `parts` holds where all do, is contrary where one is,
//! silent where all are, and else undecided in part.

use std::collections::HashSet;

use crate::document::NodeId;

use super::result::{Evidence, Reason};

/// How a condition reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    Holds,
    /// The text says the contrary, or a value breaks it.
    Contrary,
    /// Nothing is said.
    Silent,
    /// The text does not decide.
    Undecided(Reason),
}

/// How a condition reads for a case, with what decided.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The reading.
    pub truth: Truth,
    /// The texts that decided.
    pub evidence: Vec<Evidence>,
    /// The nodes that break it, where it asks each of several; each gives a result of its own.
    pub breaks: Vec<Break>,
    /// The node to point at where no text decided.
    pub nearest: Option<NodeId>,
    /// Names of what was found and of what was not, for a part of several.
    pub found: Vec<String>,
    /// Names of what was not found.
    pub unfound: Vec<String>,
    /// What a person should know beside the verdict: a count of days, a year that was guessed.
    pub remarks: Vec<String>,
}

/// One node that breaks a condition.
#[derive(Debug, Clone)]
pub struct Break {
    /// The node.
    pub node: NodeId,
    /// How it reads there.
    pub truth: Truth,
    /// What is wrong there, for people.
    pub remark: String,
    /// The words that break it, the first of which is pointed at; where there are none, the node is.
    pub evidence: Vec<Evidence>,
}

impl Outcome {
    /// An outcome that nothing but its truth is known of.
    #[must_use]
    pub fn new(truth: Truth) -> Self {
        Self {
            truth,
            evidence: Vec::new(),
            breaks: Vec::new(),
            nearest: None,
            found: Vec::new(),
            unfound: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// The outcome with a name for what it asks, kept as found or not.
    #[must_use]
    pub fn named(mut self, name: String) -> Self {
        match self.truth {
            Truth::Holds => self.found.push(name),
            _ => self.unfound.push(name),
        }
        self
    }

    /// The worst of several: contrary, silent, undecided, holds.
    #[must_use]
    pub fn all(outcomes: Vec<Self>) -> Self {
        Self::pick(outcomes, |truth| match truth {
            Truth::Contrary => 0,
            Truth::Silent => 1,
            Truth::Undecided(_) => 2,
            Truth::Holds => 3,
        })
    }

    /// The best of several: holds, undecided, contrary, silent.
    #[must_use]
    pub fn any(outcomes: Vec<Self>) -> Self {
        Self::pick(outcomes, |truth| match truth {
            Truth::Holds => 0,
            Truth::Undecided(_) => 1,
            Truth::Contrary => 2,
            Truth::Silent => 3,
        })
    }

    /// Holds where all do, contrary where one is, silent where all are, else undecided in part.
    #[must_use]
    pub fn parts(outcomes: Vec<Self>) -> Self {
        let every = |wanted: Truth| outcomes.iter().all(|outcome| outcome.truth == wanted);
        if every(Truth::Holds) || every(Truth::Silent) || outcomes.iter().any(|part| part.truth == Truth::Contrary) {
            return Self::all(outcomes);
        }
        // Where every part is undecided for one and the same reason, that reason says more than "in part".
        let mut reasons = outcomes.iter().map(|part| part.truth);
        let truth = match reasons.next() {
            Some(truth @ Truth::Undecided(_)) if reasons.all(|other| other == truth) => truth,
            _ => Truth::Undecided(Reason::Partial),
        };
        Self::merge(truth, outcomes)
    }

    /// Holds where `count` do, undecided where `count` hold or are undecided, contrary where one is, else
    /// silent.
    #[must_use]
    pub fn at_least(count: usize, outcomes: Vec<Self>) -> Self {
        let number = |wanted: fn(Truth) -> bool| outcomes.iter().filter(|outcome| wanted(outcome.truth)).count();
        let holding = number(|truth| truth == Truth::Holds);
        let undecided = number(|truth| matches!(truth, Truth::Undecided(_)));
        let truth = if holding >= count {
            Truth::Holds
        } else if holding + undecided >= count {
            Truth::Undecided(Reason::Partial)
        } else if number(|truth| truth == Truth::Contrary) > 0 {
            Truth::Contrary
        } else {
            Truth::Silent
        };
        Self::merge(truth, outcomes)
    }

    /// The reverse; silence holds.
    #[must_use]
    pub fn reversed(self) -> Self {
        let truth = match self.truth {
            Truth::Holds => Truth::Contrary,
            Truth::Contrary | Truth::Silent => Truth::Holds,
            undecided @ Truth::Undecided(_) => undecided,
        };
        Self { truth, breaks: Vec::new(), found: self.unfound, unfound: self.found, ..self }
    }

    /// The outcome of the lowest rank, with what the others of that rank say.
    fn pick(outcomes: Vec<Self>, rank: impl Fn(Truth) -> u8) -> Self {
        let Some(best) = outcomes.iter().map(|outcome| rank(outcome.truth)).min() else {
            // The loader refuses empty lists; were one made all the same, it decides nothing.
            return Self::new(Truth::Undecided(Reason::Undecidable));
        };
        let truth = outcomes.iter().map(|outcome| outcome.truth).find(|&truth| rank(truth) == best);
        Self::merge(truth.unwrap_or(Truth::Undecided(Reason::Undecidable)), outcomes)
    }

    /// Puts what several outcomes say under one truth: the evidence and breaks of those that read so, and
    /// for an undecided whole also what was found.
    fn merge(truth: Truth, outcomes: Vec<Self>) -> Self {
        let mut whole = Self::new(truth);
        let undecided = matches!(truth, Truth::Undecided(_));
        for outcome in outcomes {
            let alike = std::mem::discriminant(&outcome.truth) == std::mem::discriminant(&truth);
            if alike || (undecided && outcome.truth == Truth::Holds) {
                whole.evidence.extend(outcome.evidence);
            }
            if alike {
                whole.breaks.extend(outcome.breaks);
                whole.remarks.extend(outcome.remarks);
                whole.nearest = whole.nearest.or(outcome.nearest);
            } else if whole.nearest.is_none() && truth == Truth::Undecided(Reason::Partial) {
                whole.nearest = outcome.nearest;
            }
            whole.found.extend(outcome.found);
            whole.unfound.extend(outcome.unfound);
        }
        for names in [&mut whole.found, &mut whole.unfound].into_iter().filter(|names| names.len() > 1) {
            let mut seen = HashSet::new();
            names.retain(|name| seen.insert(name.clone()));
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const H: Truth = Truth::Holds;
    const F: Truth = Truth::Contrary;
    const A: Truth = Truth::Silent;
    const U: Truth = Truth::Undecided(Reason::Hedged);
    const PART: Truth = Truth::Undecided(Reason::Partial);

    fn of(truths: &[Truth]) -> Vec<Outcome> {
        truths.iter().map(|&truth| Outcome::new(truth)).collect()
    }

    #[test]
    fn all_takes_the_worst() {
        for (truths, wanted) in [
            (&[H, H][..], H),
            (&[H, U], U),
            (&[H, A], A),
            (&[U, A], A),
            (&[A, F], F),
            (&[U, F, H], F),
            (&[], Truth::Undecided(Reason::Undecidable)),
        ] {
            assert_eq!(Outcome::all(of(truths)).truth, wanted, "{truths:?}");
        }
    }

    #[test]
    fn any_takes_the_best_and_a_denial_outranks_silence() {
        for (truths, wanted) in [(&[H, F][..], H), (&[U, F], U), (&[F, A], F), (&[A, A], A), (&[U, A], U)] {
            assert_eq!(Outcome::any(of(truths)).truth, wanted, "{truths:?}");
        }
    }

    #[test]
    fn parts_are_undecided_in_part() {
        for (truths, wanted) in [
            (&[H, H][..], H),
            (&[A, A], A),
            (&[H, A], PART),
            (&[H, U], PART),
            (&[U, A], PART),
            (&[U, U], U),
            (&[H, F], F),
            (&[A, F], F),
        ] {
            assert_eq!(Outcome::parts(of(truths)).truth, wanted, "{truths:?}");
        }
    }

    #[test]
    fn at_least_counts() {
        for (count, truths, wanted) in
            [(2, &[H, H, A][..], H), (2, &[H, U, A], PART), (2, &[H, A, A], A), (2, &[H, F, A], F), (1, &[U, F], PART)]
        {
            assert_eq!(Outcome::at_least(count, of(truths)).truth, wanted, "{count} of {truths:?}");
        }
    }

    #[test]
    fn not_turns_silence_into_holding_and_keeps_doubt() {
        for (truth, wanted) in [(H, F), (F, H), (A, H), (U, U)] {
            assert_eq!(Outcome::new(truth).reversed().truth, wanted);
        }
    }
}
