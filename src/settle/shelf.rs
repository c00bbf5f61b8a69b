//! Reports that are put away until all cases of a run are known.
//!
//! A case is settled when the last one was judged, since they are compared; with all its results it takes some
//! 200 KB until then. Put away it takes a tenth of that: what a rule tells is told by its number, the words of the
//! file by their place in it. Where only verdicts will be asked for, as in an overview, it takes about 1 KB. All but
//! some numbers can be kept outside the memory.

use std::sync::Arc;

use super::CaseReport;
use super::card::Companion;
use crate::bytes::{Kept, Rest, kept, kept_number};
use crate::error::Problem;
use crate::evaluate::result::{Evidence, Level, Reason, RuleResult, Settled, Verdict};
use crate::hash::QuickMap;
use crate::rules::{Rule, RuleSet};
use crate::source::{Source, Span};
use crate::text::SharedText;

kept_number!(Verdict);
kept_number!(Level);
kept_number!(Reason);
kept!(Settled { was, by, day, words, paper, path });
kept!(Span { start, end });
kept!(Problem { code, what, why, advice, span, related });
kept!(Companion { name, path, sha256 });

/// Puts reports away and takes them up again.
pub struct Shelf<'r> {
    rules: &'r RuleSet,
    /// The number of each rule.
    numbers: QuickMap<&'r str, usize>,
    /// The file of a result of which only the verdict was kept.
    nowhere: Arc<Source>,
}

/// A report that was put away.
#[derive(Debug)]
pub struct Shelved {
    /// What is left of the report.
    report: CaseReport,
    /// Whether more than the verdicts was kept.
    whole: bool,
    /// The words of the report, its text where that is shown, and the results.
    bytes: Vec<u8>,
}

impl Shelved {
    /// Takes the larger part of it out, to be kept elsewhere until it is taken up.
    #[must_use]
    pub fn unload(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Puts that part in again.
    #[must_use]
    pub fn load(self, bytes: Vec<u8>) -> Self {
        Self { bytes, ..self }
    }
}

impl<'r> Shelf<'r> {
    /// A shelf for reports of a rule set that are not settled yet.
    #[must_use]
    pub fn new(rules: &'r RuleSet) -> Self {
        let numbers = rules.rules().iter().zip(0..).map(|(rule, number)| (rule.id.as_str(), number));
        Self { rules, numbers: numbers.collect(), nowhere: Arc::new(Source::from_text("", "")) }
    }

    /// Puts a report away; `whole` tells that more than the verdicts will be asked for.
    #[must_use]
    pub fn put(&self, mut report: CaseReport, whole: bool) -> Shelved {
        let results = std::mem::take(&mut report.results);
        let awaiting = std::mem::take(&mut report.awaiting);
        let mut writer = Writer { body: Vec::new(), sources: Vec::new(), texts: QuickMap::default() };
        let source = report.source.take();
        // What could not be read, and remarks, are shown with their lines in any case.
        if whole || !(report.errors.is_empty() && report.notes.is_empty()) {
            writer.sources.extend(&source);
        }
        let mut left = Vec::new();
        let is_known = |result: &&RuleResult| self.numbers.contains_key(result.rule.as_str());
        results.iter().filter(is_known).count().put(&mut writer.body);
        for result in results.iter().chain(awaiting.iter().map(|(_, result)| result)) {
            match self.numbers.get(result.rule.as_str()).and_then(|&at| Some((at, self.rules.rules().get(at)?))) {
                Some((number, rule)) if whole => writer.whole(number, rule, result),
                Some((number, _)) => writer.verdict(number, result),
                // No rule of the set gave it: it stays as it is.
                None => left.push(result.clone()),
            }
        }
        report.results = left;
        if !whole {
            report.title = String::new();
        }
        let mut bytes = Vec::with_capacity(writer.body.len() + 1_024);
        Words::of(&mut report).put(&mut bytes);
        writer.sources.len().put(&mut bytes);
        writer.sources.iter().for_each(|source| source.put(&mut bytes));
        bytes.extend_from_slice(&writer.body);
        Shelved { report, whole, bytes }
    }

    /// Takes a report up again; `None` where its bytes are of something else.
    #[must_use]
    pub fn take(&self, shelved: Shelved) -> Option<CaseReport> {
        let Shelved { mut report, whole, bytes } = shelved;
        let mut rest = Rest(&bytes);
        Words::take(&mut rest)?.into(&mut report);
        let sources: Vec<Source> = Kept::take(&mut rest)?;
        let sources: Vec<Arc<Source>> = sources.into_iter().map(Arc::new).collect();
        let mut reader = Reader { shelf: self, rest, sources, texts: Vec::new() };
        let mut left = usize::take(&mut reader.rest)?;
        while !reader.rest.0.is_empty() {
            let (rule, result) = if whole { reader.whole()? } else { reader.verdict()? };
            match rule.built_in() {
                Some(built_in) if left == 0 => report.awaiting.push((built_in, result)),
                _ => report.results.push(result),
            }
            left = left.saturating_sub(1);
        }
        if let Some(own) = reader.sources.first() {
            report.source = Some(Arc::clone(own));
        }
        Some(report)
    }
}

/// The words of a report beside its results.
struct Words {
    path: String,
    number: Option<String>,
    title: String,
    kinds: Vec<String>,
    errors: Vec<Problem>,
    notes: Vec<Problem>,
    sha256: Option<String>,
    companions: Vec<Companion>,
}

kept!(Words { path, number, title, kinds, errors, notes, sha256, companions });

impl Words {
    /// Takes them out of a report.
    fn of(report: &mut CaseReport) -> Self {
        Self {
            path: std::mem::take(&mut report.path),
            number: report.number.take(),
            title: std::mem::take(&mut report.title),
            kinds: std::mem::take(&mut report.kinds),
            errors: std::mem::take(&mut report.errors),
            notes: std::mem::take(&mut report.notes),
            sha256: report.sha256.take(),
            companions: std::mem::take(&mut report.companions),
        }
    }

    /// Puts them into a report again.
    fn into(self, report: &mut CaseReport) {
        let Self { path, number, title, kinds, errors, notes, sha256, companions } = self;
        (report.path, report.number, report.title, report.kinds) = (path, number, title, kinds);
        (report.errors, report.notes, report.sha256, report.companions) = (errors, notes, sha256, companions);
    }
}

struct Writer<'a> {
    body: Vec<u8>,
    /// The files that results stand in, the case's own first.
    sources: Vec<&'a Arc<Source>>,
    /// Texts that were written, by their order.
    texts: QuickMap<&'a str, usize>,
}

impl<'a> Writer<'a> {
    fn verdict(&mut self, number: usize, result: &RuleResult) {
        number.put(&mut self.body);
        result.level.put(&mut self.body);
        result.verdict.put(&mut self.body);
        result.reason.put(&mut self.body);
    }

    fn whole(&mut self, number: usize, rule: &Rule, result: &'a RuleResult) {
        self.verdict(number, result);
        result.message.put(&mut self.body);
        let bases = rule.basis.iter().map(crate::rules::Basis::shared_citation).collect::<Vec<_>>();
        let places = result.basis.iter().filter_map(|basis| bases.iter().position(|known| known == basis));
        places.collect::<Vec<usize>>().put(&mut self.body);
        self.place(&result.pointer, &result.source, result.span);
        result.evidence.len().put(&mut self.body);
        for evidence in &result.evidence {
            self.place(&evidence.pointer, &evidence.source, evidence.span);
            let other = (evidence.source.slice(evidence.span) != evidence.text).then_some(&evidence.text);
            other.cloned().put(&mut self.body);
            evidence.words.iter().map(|words| (words.start, words.end)).collect::<Vec<_>>().put(&mut self.body);
            evidence.note.put(&mut self.body);
        }
        result.settled.put(&mut self.body);
    }

    fn place(&mut self, pointer: &'a str, source: &'a Arc<Source>, span: Span) {
        let next = self.texts.len();
        let at = *self.texts.entry(pointer).or_insert(next);
        at.put(&mut self.body);
        if at == next {
            pointer.to_owned().put(&mut self.body);
        }
        let known = self.sources.iter().position(|known| Arc::ptr_eq(known, source));
        let at = known.unwrap_or_else(|| {
            self.sources.push(source);
            self.sources.len() - 1
        });
        at.put(&mut self.body);
        (span.start, span.end).put(&mut self.body);
    }
}

struct Reader<'s, 'r, 'b> {
    shelf: &'s Shelf<'r>,
    rest: Rest<'b>,
    sources: Vec<Arc<Source>>,
    texts: Vec<SharedText>,
}

impl<'r> Reader<'_, 'r, '_> {
    /// A result with its rule, as far as the rule and the verdict tell it.
    fn verdict(&mut self) -> Option<(&'r Rule, RuleResult)> {
        let rule = self.shelf.rules.rules().get(usize::take(&mut self.rest)?)?;
        let told = rule.labels();
        let result = RuleResult {
            rule: told.id.clone(),
            title: told.title.clone(),
            item: told.item.clone(),
            level: Kept::take(&mut self.rest)?,
            verdict: Kept::take(&mut self.rest)?,
            reason: Kept::take(&mut self.rest)?,
            message: String::new(),
            basis: Vec::new(),
            pointer: SharedText::default(),
            source: Arc::clone(&self.shelf.nowhere),
            span: Span::default(),
            evidence: Vec::new(),
            advice: told.advice.clone(),
            model: told.model.clone(),
            why: told.why.clone(),
            settled: None,
            known: false,
        };
        Some((rule, result))
    }

    fn whole(&mut self) -> Option<(&'r Rule, RuleResult)> {
        let (rule, mut result) = self.verdict()?;
        result.message = Kept::take(&mut self.rest)?;
        let bases: Vec<usize> = Kept::take(&mut self.rest)?;
        result.basis = bases.into_iter().filter_map(|at| Some(rule.basis.get(at)?.shared_citation())).collect();
        (result.pointer, result.source, result.span) = self.place()?;
        for _ in 0..usize::take(&mut self.rest)? {
            let (pointer, source, span) = self.place()?;
            let other: Option<String> = Kept::take(&mut self.rest)?;
            let words: Vec<(usize, usize)> = Kept::take(&mut self.rest)?;
            result.evidence.push(Evidence {
                text: other.unwrap_or_else(|| source.slice(span).to_owned()),
                pointer,
                source,
                span,
                words: words.into_iter().map(|(start, end)| Span::new(start, end)).collect(),
                note: Kept::take(&mut self.rest)?,
            });
        }
        result.settled = Kept::take(&mut self.rest)?;
        Some((rule, result))
    }

    fn place(&mut self) -> Option<(SharedText, Arc<Source>, Span)> {
        let at = usize::take(&mut self.rest)?;
        if at == self.texts.len() {
            self.texts.push(String::take(&mut self.rest)?.into());
        }
        let pointer = self.texts.get(at)?.clone();
        let source = Arc::clone(self.sources.get(usize::take(&mut self.rest)?)?);
        let (start, end) = Kept::take(&mut self.rest)?;
        Some((pointer, source, Span::new(start, end)))
    }
}
