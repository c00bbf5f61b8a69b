//! What a rule asks of a case, as typed in its file.
//!
//! The predicates are a closed set (`rules/README.md` lists them for authors). A new law is data; only
//! a new *kind* of question adds a predicate here.

mod read;

use crate::case::number::Decimal;
use crate::form::Place;

use super::BuiltIn;

pub(super) use read::{read, unknown_word};

/// A condition over a case. It reads as one of four: holds, contrary, nothing said, not decidable.
#[derive(Debug, Clone)]
pub enum Condition {
    /// The worst of contrary, nothing said, not decidable, holds, in that order.
    All(Vec<Condition>),
    /// The best of holds, not decidable, contrary, nothing said, in that order.
    Any(Vec<Condition>),
    /// Holds where all parts do, contrary where one is, nothing said where all are silent, else in part.
    Parts(Vec<Condition>),
    /// The reverse; silence holds.
    Not(Box<Condition>),
    /// At least so many of a list.
    AtLeast {
        /// How many.
        count: usize,
        /// The list.
        of: Vec<Condition>,
    },
    /// A question to the case.
    Is(Predicate),
}

/// A question to the case, with the places where it is asked.
#[derive(Debug, Clone)]
pub struct Predicate {
    /// What is asked.
    pub question: Question,
    /// Where; never empty but for questions that have no place.
    pub places: Vec<Place>,
}

/// The kinds of question.
#[derive(Debug, Clone)]
pub enum Question {
    /// Every node at the places has text.
    Present,
    /// Some text at the places establishes a statement.
    States {
        /// Id of the statement.
        statement: String,
        /// Instruments that may carry the statement where the text binds to them.
        carried_by: Vec<String>,
    },
    /// Groups of words are named.
    Names {
        /// Groups of words, folded.
        groups: Vec<Vec<String>>,
        /// Whether every group must be named, or any.
        every: bool,
    },
    /// A law, or an article of it, is cited.
    Cites {
        /// Which laws.
        laws: Laws,
        /// The article, as 「3条1項」.
        article: Option<String>,
        /// Whether each entry of a list must cite it.
        every: bool,
        /// Whether a law that is named without an article counts as not cited.
        exact: bool,
    },
    /// Two places say the same.
    Agree(Compare),
    /// Two reasons are tied to their bases by the same verb, entry by entry where both are lists.
    Verbs,
    /// Every annex that is cited stands in the file.
    Attached {
        /// Which annexes are looked for, as 「別紙」.
        kinds: Vec<String>,
    },
    /// Every annex that stands in the file is cited.
    Cited {
        /// Which annexes are looked for, as 「別紙」.
        kinds: Vec<String>,
    },
    /// The paper keeps to the names that it defines.
    Terms(TermSlip),
    /// Every person whose data stand at some places is among those that the predicate's places name.
    Covers {
        /// Where the data of persons stand.
        parts: Vec<Place>,
    },
    /// Every post that is named is of an office that other places name.
    Belongs {
        /// Where the offices are named.
        to: Vec<Place>,
    },
    /// Events come in an order.
    Order {
        /// The events, in the order in which they must come.
        events: Vec<String>,
        /// Groups of events of which one must be there. The first group is the steps that must be over
        /// before the rest.
        need: Vec<Vec<String>>,
    },
    /// Between two events lie so many days.
    Apart {
        /// The first event.
        from: String,
        /// The second event.
        to: String,
        /// Fewest days.
        min: Option<i64>,
        /// Most days.
        max: Option<i64>,
    },
    /// A period has so many days.
    Days {
        /// Fewest days, both ends counted.
        min: Option<i64>,
        /// Most days, both ends counted.
        max: Option<i64>,
    },
    /// A number of some unit lies between bounds.
    Number {
        /// Units of which one must follow the number.
        units: Vec<String>,
        /// Words of which one must stand before the number.
        after: Vec<String>,
        /// Smallest value.
        min: Option<Decimal>,
        /// Largest value.
        max: Option<Decimal>,
    },
    /// A fact of the form holds.
    Fact(String),
    /// Only a person can answer.
    Ask(String),
    /// What stands beside the paper holds.
    BuiltIn(BuiltIn),
}

/// Which laws are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Laws {
    /// Any law.
    Any,
    /// None: the question holds where no law is named.
    None,
    /// One of these, by their full names.
    These(Vec<String>),
}

/// How two places are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The whole text, but for white space and width.
    Text,
    /// The articles that are cited.
    Article,
    /// The laws that are cited.
    Law,
    /// What is named, but for particles and the short names that are given in brackets.
    Named,
}

/// How a paper may depart from the names that it defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermSlip {
    /// A name that is nearly a defined name or that of a known law.
    NearMiss,
    /// A name that is defined twice.
    Twice,
    /// A name that is used before its definition.
    Late,
    /// A name that is defined and never used.
    Unused,
}

impl Condition {
    /// Every predicate in it, in the order of the file.
    pub fn predicates(&self) -> Vec<&Predicate> {
        match self {
            Self::All(list) | Self::Any(list) | Self::Parts(list) | Self::AtLeast { of: list, .. } => {
                list.iter().flat_map(Self::predicates).collect()
            }
            Self::Not(inner) => inner.predicates(),
            Self::Is(predicate) => vec![predicate],
        }
    }

    /// Every mutant of it: each predicate dropped or negated in turn, with a word for what was done.
    /// A rule whose examples do not notice a mutant does not test that predicate.
    #[must_use]
    pub fn mutants(&self) -> Vec<(String, Option<Condition>)> {
        let in_list = |list: &[Condition], rebuild: &dyn Fn(Vec<Condition>) -> Condition| {
            let mut mutants = Vec::new();
            for (at, part) in list.iter().enumerate() {
                for (name, mutant) in part.mutants() {
                    let mut list = list.to_vec();
                    list.splice(at..=at, mutant);
                    let whole = (!list.is_empty()).then(|| rebuild(list));
                    mutants.push((name, whole));
                }
            }
            mutants
        };
        match self {
            Self::All(list) => in_list(list, &Self::All),
            Self::Any(list) => in_list(list, &Self::Any),
            Self::Parts(list) => in_list(list, &Self::Parts),
            Self::AtLeast { count, of } => in_list(of, &|of| Self::AtLeast { count: (*count).min(of.len()), of }),
            Self::Not(inner) => inner
                .mutants()
                .into_iter()
                .map(|(name, mutant)| (name, mutant.map(|mutant| Self::Not(Box::new(mutant)))))
                .collect(),
            // The logic of a built-in check is code, which its own tests watch.
            Self::Is(Predicate { question: Question::BuiltIn(_), .. }) => Vec::new(),
            Self::Is(predicate) => {
                let name = predicate.name();
                vec![
                    (format!("drop {name}"), None),
                    (format!("negate {name}"), Some(Self::Not(Box::new(self.clone())))),
                ]
            }
        }
    }
}

impl Predicate {
    /// A short name for people who write rules.
    #[must_use]
    pub fn name(&self) -> String {
        let places = self.places.iter().map(Place::written).collect::<Vec<_>>().join("、");
        match &self.question {
            Question::Present => format!("present: {places}"),
            Question::States { statement, .. } => format!("states: {statement}"),
            Question::Names { groups, .. } => format!("names: {groups:?}"),
            Question::Cites { laws, article, .. } => format!("cites: {laws:?} {}", article.as_deref().unwrap_or("")),
            Question::Agree(_) | Question::Verbs => format!("agree: {places}"),
            Question::Attached { .. } => format!("attached: {places}"),
            Question::Cited { .. } => format!("cited: {places}"),
            Question::Terms(slip) => format!("terms: {slip:?}"),
            Question::Covers { .. } => format!("covers: {places}"),
            Question::Belongs { .. } => format!("belongs: {places}"),
            Question::Apart { from, to, .. } => format!("days: {from}→{to}"),
            Question::Order { events, .. } => format!("order: {events:?}"),
            Question::Days { .. } => format!("days: {places}"),
            Question::Number { .. } => format!("number: {places}"),
            Question::Fact(fact) => format!("fact: {fact}"),
            Question::Ask(question) => format!("ask: {question}"),
            Question::BuiltIn(built_in) => format!("built_in: {}", built_in.word()),
        }
    }
}
