//! The texts at some places, read once for all rules.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::hash::Hash;
use std::ops::{Deref, Range};
use std::rc::Rc;
use std::sync::Arc;

use crate::case::citation::{Citation, Definitions, LawId, citations_in};
use crate::case::{CaseUnit, Filled, Found, Line};
use crate::document::NodeId;
use crate::form::{Folded, Place, fold_name};
use crate::hash::QuickMap;
use crate::reading::{Finding, How, Passage, Reading, StatementId};
use crate::rules::{InText, Spoken};

use super::judge::{Judge, Units};
use super::result::Evidence;

/// A piece of text of the case, prepared for reading.
pub(super) struct Text<'c> {
    pub(super) unit: CaseUnit<'c>,
    pub(super) passage: Arc<Passage>,
}

/// The texts at some places, with what was read in them so far.
pub(super) struct Texts<'c> {
    texts: Vec<Text<'c>>,
    readings: RefCell<QuickMap<StatementId, Rc<Reading>>>,
}

impl<'c> Deref for Texts<'c> {
    type Target = [Text<'c>];

    fn deref(&self) -> &[Text<'c>] {
        &self.texts
    }
}

/// What is kept under a key, made where it is not yet. Making it may look into the same store.
fn kept<K, Q, V>(store: &RefCell<QuickMap<K, V>>, key: &Q, make: impl FnOnce() -> V) -> V
where
    K: Borrow<Q> + Eq + Hash,
    Q: ToOwned<Owned = K> + Eq + Hash + ?Sized,
    V: Clone,
{
    if let Some(known) = store.borrow().get(key) {
        return known.clone();
    }
    let made = make();
    store.borrow_mut().insert(key.to_owned(), made.clone());
    made
}

impl<'a> Judge<'a, '_> {
    /// What stands at some places, looked for once.
    pub(super) fn found(&self, places: &[Place]) -> Rc<Found> {
        kept(&self.found, places, || Rc::new(self.case.find_all(places)))
    }

    /// What stands at a place.
    pub(super) fn find(&self, place: &Place) -> Rc<Found> {
        self.found(std::slice::from_ref(place))
    }

    /// The texts under some nodes, then those of the annexes that they cite.
    pub(super) fn units(&self, nodes: &[NodeId]) -> Units<'a> {
        kept(&self.units, nodes, || self.case.units(nodes).into())
    }

    /// The texts under some nodes, without annexes.
    pub(super) fn units_here(&self, nodes: &[NodeId]) -> Units<'a> {
        kept(&self.units_here, nodes, || self.case.units_here(nodes).into())
    }

    /// The times of some nodes, with what happens then.
    pub(super) fn schedule(&self, nodes: &[NodeId]) -> Rc<[Line<'a>]> {
        kept(&self.schedules, nodes, || self.case.schedule(nodes).into())
    }

    /// What the words of the rules are in a text.
    pub(super) fn in_text(&self, node: NodeId) -> Arc<InText> {
        kept(&self.in_texts, &node, || self.rules.in_text(self.case.known_text(node)))
    }

    /// Where laws are named in a text.
    pub(super) fn laws(&self, node: NodeId) -> Vec<(Range<usize>, LawId)> {
        self.in_text(node).laws(self.rules, self.case.known_text(node)).to_vec()
    }

    /// How a text speaks of the person of a number.
    pub(super) fn spoken(&self, node: NodeId, person: usize) -> Spoken {
        let in_text = self.in_text(node);
        in_text.people(self.rules, self.case.known_text(node)).get(person).cloned().unwrap_or_default()
    }

    /// The laws that a text cites.
    pub(super) fn citations(&self, node: NodeId) -> Rc<[Citation]> {
        kept(&self.citations, &node, || {
            citations_in(self.case.folded(node), self.laws(node), self.definitions()).into()
        })
    }

    /// The folded text of a scalar.
    pub(super) fn folded(&self, node: NodeId) -> &'a Folded {
        self.case.folded(node)
    }

    /// The texts at some places, each once, in the order of the places.
    pub(super) fn texts(&self, places: &[Place]) -> Rc<Texts<'a>> {
        kept(&self.texts, places, || {
            let units = self.units(&self.found(places).nodes);
            let texts = units.iter().map(|unit| Text { passage: self.passage(unit), unit: unit.clone() }).collect();
            Rc::new(Texts { texts, readings: RefCell::default() })
        })
    }

    fn passage(&self, unit: &CaseUnit<'_>) -> Arc<Passage> {
        let mut passages = self.passages.borrow_mut();
        Arc::clone(
            passages
                .entry(unit.node)
                .or_insert_with(|| self.rules.reader().passage(unit.unit(), self.case.known_text(unit.node).number)),
        )
    }

    /// How the texts say a statement.
    pub(super) fn reading(&self, texts: &Texts<'_>, statement: StatementId) -> Rc<Reading> {
        if let Some(known) = texts.readings.borrow().get(&statement) {
            return Rc::clone(known);
        }
        let passages: Vec<&Passage> = texts.iter().map(|text| text.passage.as_ref()).collect();
        let reading = Rc::new(self.rules.reader().read(&passages, statement, self.rules.asked()));
        texts.readings.borrow_mut().insert(statement, Rc::clone(&reading));
        reading
    }

    /// A finding as evidence: its sentence with its place.
    pub(super) fn evidence(&self, texts: &[Text<'_>], finding: &Finding) -> Option<Evidence> {
        let unit = &texts.get(finding.passage)?.unit;
        let mut evidence = self.words(unit.node, unit.text, finding.sentence.clone())?;
        evidence.words =
            finding.words.iter().map(|words| self.case.document().span_in(unit.node, words.clone())).collect();
        evidence.note = note(finding);
        Some(evidence)
    }

    /// A range of a node's text as evidence.
    pub(super) fn words(&self, node: NodeId, text: &str, range: Range<usize>) -> Option<Evidence> {
        let document = self.case.document();
        Some(Evidence {
            text: text.get(range.clone())?.to_owned(),
            pointer: self.case.shared_pointer(node),
            source: Arc::clone(document.source()),
            span: document.span_in(node, range),
            words: Vec::new(),
            note: String::new(),
        })
    }

    /// A whole node as evidence: as typed in the file.
    pub(super) fn whole(&self, node: NodeId) -> Option<Evidence> {
        let document = self.case.document();
        let span = document.node(node).span;
        let text = match document.text(node) {
            Some(text) => text.trim_end().to_owned(),
            None => document.source().slice(span).trim_end().to_owned(),
        };
        Some(Evidence {
            text,
            pointer: self.case.shared_pointer(node),
            source: Arc::clone(document.source()),
            span,
            words: Vec::new(),
            note: String::new(),
        })
    }

    /// The text of a scalar; empty for other nodes.
    pub(super) fn text(&self, node: NodeId) -> &str {
        self.case.document().text(node).unwrap_or("")
    }

    /// Whether anything is written at some nodes.
    pub(super) fn some_text(&self, nodes: &[NodeId]) -> bool {
        nodes.iter().any(|&node| self.case.filled(node) == Filled::Filled)
    }

    /// The names that the case gives to laws, read once.
    pub(super) fn definitions(&self) -> &Definitions {
        self.definitions.get_or_init(|| self.case.definitions(self.rules.law_names()))
    }

    /// The words that bind the case to an instrument, if it is bound; looked for once.
    pub(super) fn bound(&self, instrument: &str) -> Option<Rc<Evidence>> {
        if let Some(known) = self.bound.borrow().get(instrument) {
            return known.clone();
        }
        let found = self.look_for_bond(instrument).map(Rc::new);
        self.bound.borrow_mut().insert(instrument.to_owned(), found.clone());
        found
    }

    fn look_for_bond(&self, instrument: &str) -> Option<Evidence> {
        let instrument = self.rules.terms().instrument(instrument)?;
        let texts = self.texts(&[Place::whole()]);
        let phrases: Vec<String> = instrument.phrases.iter().map(|phrase| fold_name(phrase)).collect();
        let named = |text: &str| {
            let folded = Folded::new(text);
            let place = phrases.iter().find_map(|phrase| folded.places(phrase).next())?;
            Some(folded.typed(place))
        };
        match &instrument.bound_by {
            Some(statement) => {
                let reading = self.reading(&texts, self.rules.reader().statement(statement)?);
                let said = reading.findings.iter().filter(|finding| finding.how == How::Said);
                let found = said.filter_map(|finding| {
                    let mut evidence = self.evidence(&texts, finding)?;
                    let unit = &texts.get(finding.passage)?.unit;
                    let sentence = unit.text.get(finding.sentence.clone())?;
                    let place = named(sentence)?;
                    let at = finding.sentence.start;
                    let words = at + place.start..at + place.end;
                    evidence.words = vec![self.case.document().span_in(unit.node, words)];
                    Some(evidence)
                });
                found.into_iter().next()
            }
            None => {
                let text = texts.iter().find(|text| named(text.unit.text).is_some())?;
                self.words(text.unit.node, text.unit.text, 0..text.unit.text.len())
            }
        }
    }
}

/// How a finding was read, for people.
pub(super) fn note(finding: &Finding) -> String {
    match finding.how {
        How::Said | How::None => String::new(),
        how if finding.token.is_empty() => how.word().to_owned(),
        how => format!("{}（{}）", how.word(), finding.token),
    }
}
