//! The attached papers that stand for an instrument, read together with the case.

use std::rc::Rc;
use std::sync::Arc;

use crate::case::Paper;
use crate::form::Place;
use crate::reading::{Finding, Passage, Reading, StatementId};

use super::judge::Judge;
use super::result::Evidence;
use super::text::{Texts, note};

/// The papers that stand for the instruments that a rule leaves its matter to.
pub(super) struct Attached<'a> {
    papers: Vec<(&'a Paper, Rc<[Passage]>)>,
}

impl<'a> Judge<'a, '_> {
    /// Whether any attached paper can be read.
    pub(super) fn reads_papers(&self) -> bool {
        self.case.papers().iter().any(|paper| paper.fault().is_none())
    }

    /// The papers that stand for an instrument that the case is bound to; nothing where none was read.
    pub(super) fn attached(&self, instrument: &str) -> Vec<usize> {
        let Some(instrument) = self.rules.terms().instrument(instrument) else { return Vec::new() };
        let papers = self.case.papers();
        if !self.reads_papers() {
            return Vec::new();
        }
        let texts = self.texts(&[Place::whole()]);
        let named = |paper: &Paper| instrument.is_named(&paper.name, texts.iter().map(|text| text.unit.text));
        let mut found: Vec<usize> = Vec::new();
        for (at, paper) in papers.iter().enumerate() {
            let Some(source) = paper.source() else { continue };
            // A file that is attached under two names is read once.
            let known = |&other: &usize| {
                papers.get(other).and_then(Paper::source).is_some_and(|other| Arc::ptr_eq(other, source))
            };
            if !found.iter().any(known) && named(paper) {
                found.push(at);
            }
        }
        found
    }

    /// Those papers, prepared for reading.
    pub(super) fn prepared(&self, numbers: &[usize]) -> Attached<'a> {
        let papers = numbers.iter().filter_map(|&at| Some((self.case.papers().get(at)?, self.passages_of(at)?)));
        Attached { papers: papers.collect() }
    }

    fn passages_of(&self, at: usize) -> Option<Rc<[Passage]>> {
        if let Some(known) = self.papers.borrow().get(&at) {
            return Some(Rc::clone(known));
        }
        let prepare = |unit: &crate::case::PaperUnit| {
            let headings: Vec<&str> = unit.headings().iter().map(String::as_str).collect();
            self.rules.reader().prepare(unit.unit(&headings))
        };
        let passages: Rc<[Passage]> = self.case.papers().get(at)?.units().iter().map(prepare).collect();
        self.papers.borrow_mut().insert(at, Rc::clone(&passages));
        Some(passages)
    }

    /// How the texts of the case and of the papers, taken together, say a statement.
    pub(super) fn reading_with(&self, texts: &Texts<'_>, attached: &Attached<'_>, statement: StatementId) -> Reading {
        let own = texts.iter().map(|text| text.passage.as_ref());
        let all: Vec<&Passage> = own.chain(attached.papers.iter().flat_map(|(_, passages)| passages.iter())).collect();
        self.rules.reader().read(&all, statement, self.rules.asked())
    }

    /// A finding of such a reading as evidence: in the case or in a paper.
    pub(super) fn evidence_with(
        &self,
        texts: &Texts<'_>,
        attached: &Attached<'_>,
        finding: &Finding,
    ) -> Option<Evidence> {
        let Some(mut at) = finding.passage.checked_sub(texts.len()) else { return self.evidence(texts, finding) };
        for (paper, passages) in &attached.papers {
            if let Some(unit) = paper.units().get(at) {
                return Some(Evidence {
                    text: unit.text().get(finding.sentence.clone())?.to_owned(),
                    pointer: unit.pointer().into(),
                    source: Arc::clone(paper.source()?),
                    span: unit.span(finding.sentence.clone()),
                    words: finding.words.iter().map(|words| unit.span(words.clone())).collect(),
                    note: note(finding),
                });
            }
            at = at.checked_sub(passages.len())?;
        }
        None
    }
}
