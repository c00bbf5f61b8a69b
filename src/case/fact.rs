//! What a case says of the facts on which rules hang.

use std::ops::Range;

use super::denial::{covers, said};
use super::{Case, Filled};
use crate::document::{NodeId, NodeSet};
use crate::form::{Fact, Said, Silence, Told, same_name};
use crate::reading::Role;

/// What a case says of one fact.
#[derive(Debug)]
pub struct FactReading<'f> {
    /// The fact.
    pub fact: &'f Fact,
    /// What holds.
    pub state: FactState,
    /// What was declared, and where.
    pub declared: Option<(bool, NodeId)>,
    /// Words of the text that show it.
    pub shown: Vec<Shown>,
    /// Words of the text that deny it.
    pub denied: Vec<Shown>,
    /// Words of the text that neither show nor deny it: it is there, or not, whatever they say.
    pub left_open: Vec<Shown>,
}

/// Whether a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactState {
    /// Declared.
    Declared(bool),
    /// Declared as not given, but the text says otherwise.
    Conflict,
    /// Not declared; words of the text show it.
    Shown,
    /// Not declared; the text only denies it, which does not settle it.
    Denied,
    /// Not declared and nothing said; what that means for this fact.
    Silent(bool),
    /// Not declared, and nothing that settles it is said: the place that would name it is not written, or what
    /// names it leaves it open.
    Undecidable,
}

/// Words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The text.
    pub node: NodeId,
    /// The words, in bytes of the text.
    pub range: Range<usize>,
}

impl FactReading<'_> {
    /// Whether the declaration and the text disagree.
    #[must_use]
    pub fn contradicts(&self) -> bool {
        match self.declared {
            Some((true, _)) => self.shown.is_empty() && !self.denied.is_empty(),
            Some((false, _)) => !self.shown.is_empty(),
            None => false,
        }
    }
}

impl<'f> Case<'f> {
    /// What the case says of a fact; `None` for a name that the form does not list.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&FactReading<'f>> {
        let fact = self.form.fact(name)?;
        self.facts().iter().find(|reading| std::ptr::eq(reading.fact, fact))
    }

    /// What the case says of every fact of the form, read once.
    #[must_use]
    pub fn facts(&self) -> &[FactReading<'f>] {
        self.facts.get_or_init(|| {
            let words = self.words_of_facts();
            self.form.facts().iter().zip(words).map(|(fact, words)| self.read_fact(fact, words)).collect()
        })
    }

    fn read_fact(&self, fact: &'f Fact, Words { shown, denied, left_open }: Words) -> FactReading<'f> {
        let declared = self.declared(fact);
        let state = match declared {
            Some((false, _)) if !shown.is_empty() => FactState::Conflict,
            Some((given, _)) => FactState::Declared(given),
            None if !shown.is_empty() => FactState::Shown,
            None => match &fact.silence {
                Silence::Given if !(denied.is_empty() && left_open.is_empty()) => FactState::Denied,
                Silence::Given => FactState::Silent(true),
                // An answer that is begun and not given leaves the question open.
                Silence::NotGivenWhere(_) if self.asked(fact).is_some() => FactState::Undecidable,
                Silence::NotGivenWhere(_) if !left_open.is_empty() => FactState::Undecidable,
                Silence::NotGivenWhere(place) => {
                    let written = self.find(place).nodes;
                    let there = self.citations(&written).iter().all(|annex| annex.entry.is_some());
                    if there && written.iter().any(|&node| self.names_what(fact, node)) {
                        FactState::Silent(false)
                    } else {
                        FactState::Undecidable
                    }
                }
            },
        };
        FactReading { fact, state, declared, shown, denied, left_open }
    }

    /// Whether the place that would name a fact holds more than what says nothing of it, such as a number
    /// of persons.
    fn names_what(&self, fact: &Fact, node: NodeId) -> bool {
        let beside: Vec<NodeId> = self.find_all(&fact.beside).nodes;
        let beside: NodeSet = self.units_here(&beside).iter().map(|unit| unit.node).collect();
        let units = self.units_here(&[node]);
        let mut telling = units.iter().filter(|unit| unit.role != Role::Heading && !beside.contains(unit.node));
        telling.any(|unit| self.filled(unit.node) == Filled::Filled)
    }

    /// Where a fact is declared, whatever stands there.
    fn asked(&self, fact: &Fact) -> Option<NodeId> {
        let facts = self.own(self.form.roles().facts)?;
        let mut entries = self.document.entries(facts).iter();
        entries.find(|entry| same_name(self.document.key(entry), &fact.name)).map(|entry| entry.value)
    }

    fn declared(&self, fact: &Fact) -> Option<(bool, NodeId)> {
        let node = self.asked(fact)?;
        let value = self.document.text(node)?;
        [("有", true), ("無", false)]
            .into_iter()
            .find(|(word, _)| same_name(word, value))
            .map(|(_, given)| (given, node))
    }

    /// The words of every fact, in the order of the form: all texts are gone through once.
    fn words_of_facts(&self) -> Vec<Words> {
        let facts = self.form.facts();
        let grounds: Vec<Option<NodeSet>> = facts.iter().map(|fact| self.ground_of(fact)).collect();
        let mut all: Vec<Words> = facts.iter().map(|_| Words::default()).collect();
        for unit in self.units_here(&[self.root]) {
            let known = self.known_text(unit.node);
            let folded = &known.folded;
            let quoted = if unit.role == Role::Note { quotations(folded.text()) } else { Vec::new() };
            for Told { fact, place, said } in self.form.known().told(known, |text| self.told(text)).iter() {
                let Some(words) = all.get_mut(*fact) else { continue };
                let outside = grounds.get(*fact).and_then(Option::as_ref).is_some_and(|it| !it.contains(unit.node));
                if outside || quoted.iter().any(|quote| quote.start <= place.start && place.end <= quote.end) {
                    continue;
                }
                let found = match said {
                    Said::Shown => &mut words.shown,
                    Said::Denied => &mut words.denied,
                    Said::LeftOpen => &mut words.left_open,
                };
                found.push(Shown { node: unit.node, range: folded.typed(place.clone()) });
            }
        }
        all
    }

    /// What a folded text tells of the facts, wherever it stands.
    fn told(&self, text: &str) -> Vec<Told> {
        let facts = self.form.facts();
        let words = self.form.fact_words(text).into_iter();
        let told = words.filter_map(|(number, place)| {
            let fact = facts.get(number)?;
            let apart = fact.apart.iter().any(|phrase| covers(phrase, text, &place));
            (!apart).then(|| Told { fact: number, said: said(fact, text, &place), place })
        });
        told.collect()
    }

    /// The texts in which the words of a fact count; `None` for all.
    fn ground_of(&self, fact: &Fact) -> Option<NodeSet> {
        if fact.places.is_empty() {
            return None;
        }
        let nodes = self.find_all(&fact.places).nodes;
        Some(self.units(&nodes).iter().map(|unit| unit.node).collect())
    }
}

/// What the text says of a fact.
#[derive(Default)]
struct Words {
    shown: Vec<Shown>,
    denied: Vec<Shown>,
    left_open: Vec<Shown>,
}

/// What a text quotes in 「」: a note's words of an earlier paper, not its own.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open = Vec::new();
    for (at, mark) in text.match_indices(['「', '」']) {
        if mark == "「" {
            open.push(at);
        } else if let Some(start) = open.pop() {
            ranges.push(start..at + mark.len());
        }
    }
    ranges
}
