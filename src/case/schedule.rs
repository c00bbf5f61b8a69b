//! What happens when.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::date::{Carry, DateFault, Dated, EraNote, When, dates};
use super::reach::reach;
use super::{Case, CaseUnit, Role, Step};
use crate::document::NodeId;
use crate::form::Word;
use crate::reading::Role as TextRole;

/// One time of a schedule, with what is to happen then.
#[derive(Debug, Clone)]
pub struct Line<'c> {
    /// The text that says when.
    pub node: NodeId,
    /// The words that say when, in bytes of that text.
    pub range: Range<usize>,
    /// When.
    pub when: Result<When, DateFault>,
    /// Whether the year is a guess（推定）.
    pub estimated: bool,
    /// A remark on the era.
    pub note: Option<EraNote>,
    /// What is to happen; several events may stand in one text.
    pub tellings: Vec<Telling<'c>>,
}

/// Words that say what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling<'c> {
    /// The text.
    pub node: NodeId,
    /// The words, in bytes of the text.
    pub range: Range<usize>,
    /// The words.
    pub words: &'c str,
}

impl Case<'_> {
    /// The times of some places in their order, with what happens then: rows of time and content, and
    /// dates that stand in sentences. A time that cannot be read is a line with a fault.
    #[must_use]
    pub fn schedule(&self, nodes: &[NodeId]) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let mut seen = HashSet::new();
        for &node in nodes {
            let mut carry = self.paper_carry();
            let units: Vec<CaseUnit<'_>> =
                self.units(&[node]).into_iter().filter(|unit| seen.insert(unit.node)).collect();
            let rows: Vec<Option<Row>> = units.iter().map(|unit| self.row_of(unit.node)).collect();
            let mut told: HashMap<NodeId, Vec<Telling<'_>>> = HashMap::new();
            for (unit, row) in units.iter().zip(&rows) {
                if let Some(Row { node, is_time: false, .. }) = row {
                    let telling = Telling { node: unit.node, range: 0..unit.text.len(), words: unit.text };
                    told.entry(*node).or_default().push(telling);
                }
            }
            let mut read = HashSet::new();
            for (unit, row) in units.iter().zip(rows) {
                if let Some(row) = row {
                    if read.insert(row.node) {
                        let told = told.remove(&row.node).unwrap_or_default();
                        self.read_row(row.time, &told, &mut carry, &mut lines);
                    }
                } else if unit.role != TextRole::Heading {
                    let before = lines.len();
                    read_sentences(unit, &mut carry, &mut lines);
                    if let Some(key) = self.key_that_tells(unit) {
                        lines.iter_mut().skip(before).for_each(|line| line.tellings.push(key.clone()));
                    }
                }
            }
        }
        lines
    }

    /// The year that a schedule without one begins in: that of the paper's own date, as a guess.
    fn paper_carry(&self) -> Carry {
        let date = self.date().and_then(|dated| dated.when.ok());
        date.map_or_else(Carry::default, |when| Carry::from_paper(&when))
    }

    /// The key of a text that is only a time: what happens then is what the key says.
    fn key_that_tells<'c>(&'c self, unit: &CaseUnit<'c>) -> Option<Telling<'c>> {
        let mut rest = 0;
        let mut letters = 0;
        for date in dates(unit.text, &mut self.paper_carry()) {
            letters += count_letters(unit.text.get(rest..date.range.start)?);
            rest = date.range.end;
        }
        letters += count_letters(unit.text.get(rest..)?);
        let Step::Key { key, .. } = self.spots.get(&unit.node)?.step else { return None };
        let words = self.document.text(key)?;
        (letters == 0).then_some(Telling { node: key, range: 0..words.len(), words })
    }

    /// The row that a text stands in.
    fn row_of(&self, node: NodeId) -> Option<Row> {
        let mut at = node;
        while let Some(parent) = self.spots.get(&at).and_then(|spot| spot.parent) {
            let time = self.entries(parent).find(|&(role, _)| role == Role::Word(Word::When));
            if let Some((_, time)) = time {
                return Some(Row { node: parent, time, is_time: at == time });
            }
            at = parent;
        }
        None
    }

    fn read_row<'c>(&'c self, time: NodeId, told: &[Telling<'c>], carry: &mut Carry, lines: &mut Vec<Line<'c>>) {
        let times = self.scalars(time);
        for node in times {
            let text = self.document.text(node).unwrap_or("");
            let dated = dates(text, carry);
            if dated.is_empty() {
                let when = Err(DateFault::None(text.trim().to_owned()));
                lines.push(Line {
                    node,
                    range: 0..text.len(),
                    when,
                    estimated: false,
                    note: None,
                    tellings: told.to_vec(),
                });
            }
            for Dated { range, when, estimated, note } in dated {
                let mut tellings = told.to_vec();
                // 「7月 審査会へ諮問」 typed as the time says what happens, too.
                if text
                    .get(range.end..)
                    .is_some_and(|rest| rest.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
                {
                    tellings.push(Telling {
                        node,
                        range: range.end..text.len(),
                        words: text.get(range.end..).unwrap_or(""),
                    });
                }
                lines.push(Line { node, range, when, estimated, note, tellings });
            }
        }
    }
}

fn count_letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphabetic()).count()
}

/// A row of a schedule.
struct Row {
    node: NodeId,
    /// What stands under its word for the time.
    time: NodeId,
    /// Whether the text that was asked for stands there.
    is_time: bool,
}

/// Dates in sentences: each governs the clauses from its own to the next date's, as far as it reaches; what
/// stands before the first belongs to the first.
fn read_sentences<'c>(unit: &CaseUnit<'c>, carry: &mut Carry, lines: &mut Vec<Line<'c>>) {
    for sentence in sentences(unit.text) {
        let text = unit.text.get(sentence.clone()).unwrap_or("");
        let dated = dates(text, carry);
        if dated.is_empty() {
            continue;
        }
        let clauses = pieces(text, 0..text.len(), &['、', '，']);
        let begin = |date: &Dated, before: usize| {
            let clause = clauses.iter().rfind(|clause| clause.start <= date.range.start);
            clause.map_or(date.range.start, |clause| clause.start.max(before))
        };
        let mut starts = Vec::new();
        let mut before = 0;
        for date in &dated {
            let start = if starts.is_empty() { 0 } else { begin(date, before).max(before) };
            let start = if start < before { date.range.start } else { start };
            starts.push(start);
            before = date.range.end;
        }
        for (at, Dated { range, when, estimated, note }) in dated.into_iter().enumerate() {
            let start = starts.get(at).copied().unwrap_or(0);
            let end = starts.get(at + 1).copied().unwrap_or(text.len());
            let told = reach(text, start..end.max(start), &range);
            let told = sentence.start + told.start..sentence.start + told.end;
            let words = unit.text.get(told.clone()).unwrap_or("");
            lines.push(Line {
                node: unit.node,
                range: sentence.start + range.start..sentence.start + range.end,
                when,
                estimated,
                note,
                tellings: vec![Telling { node: unit.node, range: told, words }],
            });
        }
    }
}

/// The sentences of a text: they end at 「。」, at a blank line, and before a line that begins with a date. Any
/// other line break is nothing.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for sentence in pieces(text, 0..text.len(), &['。']) {
        let mut start = sentence.start;
        for (at, _) in text.get(sentence.clone()).unwrap_or("").match_indices('\n') {
            let end = sentence.start + at + 1;
            let line = text.get(end..sentence.end).unwrap_or("");
            if line.starts_with('\n') || begins_with_date(line) {
                ranges.push(start..end);
                start = end;
            }
        }
        ranges.push(start..sentence.end);
    }
    ranges
}

fn begins_with_date(text: &str) -> bool {
    let line = text.trim_start().split('\n').next().unwrap_or("");
    dates(line, &mut Carry::default()).first().is_some_and(|first| first.range.start == 0)
}

/// The ranges of a text between some marks, the mark at the end of each.
fn pieces(text: &str, inside: Range<usize>, marks: &[char]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = inside.start;
    for (at, mark) in text.get(inside.clone()).unwrap_or("").match_indices(marks) {
        let end = inside.start + at + mark.len();
        ranges.push(start..end);
        start = end;
    }
    if start < inside.end {
        ranges.push(start..inside.end);
    }
    ranges
}
