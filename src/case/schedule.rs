//! What happens when.

use std::collections::HashSet;
use std::ops::Range;

use super::date::{Carry, DateFault, Dated, EraNote, When, dates};
use super::{Case, CaseUnit, Role};
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
            let mut rows = HashSet::new();
            for unit in &units {
                if let Some((row, time)) = self.row_of(unit.node) {
                    if rows.insert(row) {
                        self.read_row(row, time, &units, &mut carry, &mut lines);
                    }
                } else if unit.role != TextRole::Heading {
                    read_sentences(unit, &mut carry, &mut lines);
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

    /// The row that a text stands in, with its time.
    fn row_of(&self, node: NodeId) -> Option<(NodeId, NodeId)> {
        let mut at = node;
        while let Some(parent) = self.spots.get(&at).and_then(|spot| spot.parent) {
            let time = self.entries(parent).find(|&(role, _)| role == Role::Word(Word::When));
            if let Some((_, time)) = time {
                return Some((parent, time));
            }
            at = parent;
        }
        None
    }

    fn read_row<'c>(
        &'c self,
        row: NodeId,
        time: NodeId,
        units: &[CaseUnit<'c>],
        carry: &mut Carry,
        lines: &mut Vec<Line<'c>>,
    ) {
        let times = self.scalars(time);
        let in_row = units.iter().filter(|unit| self.row_of(unit.node).is_some_and(|(known, _)| known == row));
        let told: Vec<Telling<'c>> = in_row
            .filter(|unit| !times.contains(&unit.node))
            .map(|unit| Telling { node: unit.node, range: 0..unit.text.len(), words: unit.text })
            .collect();
        for node in times {
            let text = self.document.text(node).unwrap_or("");
            let dated = dates(text, carry);
            if dated.is_empty() {
                *carry = Carry::default();
                let when = Err(DateFault::None(text.trim().to_owned()));
                lines.push(Line {
                    node,
                    range: 0..text.len(),
                    when,
                    estimated: false,
                    note: None,
                    tellings: told.clone(),
                });
            }
            for Dated { range, when, estimated, note } in dated {
                let mut tellings = told.clone();
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

/// Dates in sentences: each governs the clauses from its own to the next date's; what stands before the
/// first belongs to the first.
fn read_sentences<'c>(unit: &CaseUnit<'c>, carry: &mut Carry, lines: &mut Vec<Line<'c>>) {
    for sentence in pieces(unit.text, 0..unit.text.len(), &['。', '\n']) {
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
            let told = sentence.start + start..sentence.start + end.max(start);
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
