//! What a case says of the facts on which rules hang.

use std::collections::HashMap;
use std::ops::Range;

use super::{Case, Filled};
use crate::document::NodeId;
use crate::form::{Fact, Folded, Silence, same_name};
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
    /// Not declared and nothing said, and the place that would name it is not written.
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
        self.facts().iter().find(|reading| same_name(&reading.fact.name, name))
    }

    /// What the case says of every fact of the form, read once.
    #[must_use]
    pub fn facts(&self) -> &[FactReading<'f>] {
        self.facts.get_or_init(|| {
            // The facts look at the same texts, so each is folded once.
            let mut folded = HashMap::new();
            self.form.facts().iter().map(|fact| self.read_fact(fact, &mut folded)).collect()
        })
    }

    fn read_fact(&self, fact: &'f Fact, folded: &mut HashMap<NodeId, Folded>) -> FactReading<'f> {
        let declared = self.declared(fact);
        let (shown, denied) = self.words_of(fact, folded);
        let state = match declared {
            Some((false, _)) if !shown.is_empty() => FactState::Conflict,
            Some((given, _)) => FactState::Declared(given),
            None if !shown.is_empty() => FactState::Shown,
            None => match &fact.silence {
                Silence::Given if !denied.is_empty() => FactState::Denied,
                Silence::Given => FactState::Silent(true),
                Silence::NotGivenWhere(place) => {
                    let written = self.find(place).nodes;
                    if written.iter().any(|&node| self.filled(node) == Filled::Filled) {
                        FactState::Silent(false)
                    } else {
                        FactState::Undecidable
                    }
                }
            },
        };
        FactReading { fact, state, declared, shown, denied }
    }

    fn declared(&self, fact: &Fact) -> Option<(bool, NodeId)> {
        let facts = self.own(self.form.roles().facts)?;
        let entry =
            self.document.entries(facts).iter().find(|entry| same_name(self.document.key(entry), &fact.name))?;
        let value = self.document.text(entry.value)?;
        [("有", true), ("無", false)]
            .into_iter()
            .find(|(word, _)| same_name(word, value))
            .map(|(_, given)| (given, entry.value))
    }

    fn words_of(&self, fact: &Fact, known: &mut HashMap<NodeId, Folded>) -> (Vec<Shown>, Vec<Shown>) {
        let nodes = if fact.places.is_empty() { vec![self.root] } else { self.find_all(&fact.places).nodes };
        let (mut shown, mut denied) = (Vec::new(), Vec::new());
        for unit in self.units(&nodes) {
            let folded = known.entry(unit.node).or_insert_with(|| Folded::new(unit.text));
            let quoted = if unit.role == Role::Note { quotations(folded.text()) } else { Vec::new() };
            let hidden: Vec<Range<usize>> = fact.unless.iter().flat_map(|phrase| folded.places(phrase)).collect();
            for place in fact.words.iter().flat_map(|word| folded.places(word)) {
                let within = |range: &Range<usize>| range.start <= place.start && place.end <= range.end;
                if quoted.iter().any(within) {
                    continue;
                }
                let inside = hidden.iter().any(within);
                let words = Shown { node: unit.node, range: folded.typed(place) };
                if inside { denied.push(words) } else { shown.push(words) }
            }
        }
        (shown, denied)
    }
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
