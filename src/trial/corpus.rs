//! Labelled sentences, read and counted: does the reader find what they say, and only that?

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::error::Category;

use crate::reading::{How, Reader, Reading, Role, StatementId, Unit};

/// A sentence with what it says.
#[derive(Debug, Clone, Deserialize)]
pub struct Sentence {
    /// Its name.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// Where it is from.
    #[serde(default)]
    pub url: String,
    /// Ids of the statements that it establishes.
    #[serde(default)]
    pub establishes: Vec<String>,
    /// Ids of statements that it looks like and does not establish.
    #[serde(default, rename = "looks_like_but_not")]
    pub tempting: Vec<String>,
    /// Ids of statements on which people differ; they are not counted.
    #[serde(default)]
    pub ambiguous: Vec<String>,
}

/// A line of a corpus that is no sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{line}行目を読めません（{what}）。1行に1つ、id・text・establishes・looks_like_but_not のある JSON を書いてください"
)]
pub struct CorpusFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads a corpus: one JSON object a line.
///
/// # Errors
/// [`CorpusFault`] for the first line that is none.
pub fn sentences(text: &str) -> Result<Vec<Sentence>, CorpusFault> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| serde_json::from_str(line).map_err(|error| CorpusFault { line: at + 1, what: told(&error) }))
        .collect()
}

/// What is wrong with a line.
fn told(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        Category::Io | Category::Syntax => "JSON の書き方になっていません",
        Category::Eof => "JSON が途中で終わっています",
        Category::Data => "id か text がないか、値の型が違います",
    };
    format!("{}バイト目まで読んで、{what}", error.column())
}

/// Counts of judged pairs of a sentence and a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Said, and found.
    pub hits: usize,
    /// Not said, and found all the same.
    pub false_alarms: usize,
    /// Said, and shown as 要確認.
    pub missed_as_review: usize,
    /// Said, and shown as 未記載 or as its denial: what misleads.
    pub missed_as_missing: usize,
    /// Not said, and not found.
    pub passed_over: usize,
}

impl Score {
    /// Counts one pair.
    pub fn add(&mut self, established: bool, how: How) {
        *match (established, how) {
            (true, How::Said) => &mut self.hits,
            (true, How::None | How::Denied) => &mut self.missed_as_missing,
            (true, _) => &mut self.missed_as_review,
            (false, How::Said) => &mut self.false_alarms,
            (false, _) => &mut self.passed_over,
        } += 1;
    }

    /// Counts what another has counted.
    pub fn join(&mut self, other: &Self) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.missed_as_review += other.missed_as_review;
        self.missed_as_missing += other.missed_as_missing;
        self.passed_over += other.passed_over;
    }

    /// Pairs that are said.
    #[must_use]
    pub fn established(&self) -> usize {
        self.hits + self.missed()
    }

    /// Pairs that are said and were not found.
    #[must_use]
    pub fn missed(&self) -> usize {
        self.missed_as_review + self.missed_as_missing
    }

    /// How many of those that were found are said; 1 where none was found.
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }

    /// How many of those that are said were found; 1 where none is said.
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.hits, self.established())
    }

    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some thousands")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other > 0.0 { 2.0 * one * other / (one + other) } else { 0.0 }
}

/// The means over the statements, each counting once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Macro {
    /// Over the statements that were found somewhere.
    pub precision: f64,
    /// Over the statements that are said somewhere.
    pub recall: f64,
    /// The harmonic mean of these two.
    pub f1: f64,
}

/// A judged pair.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Which sentence, by its place in the corpus.
    pub sentence: usize,
    /// Id of the statement.
    pub statement: String,
    /// Whether the sentence establishes it.
    pub established: bool,
    /// How the reader took it.
    pub reading: Reading,
}

impl Pair {
    /// Whether the reader took it rightly.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.established == (self.reading.how == How::Said)
    }
}

/// A corpus, read.
#[derive(Debug, Default)]
pub struct Measured {
    /// Every judged pair, in the order of the corpus.
    pub pairs: Vec<Pair>,
    /// The counts of all.
    pub overall: Score,
    /// The counts of each statement.
    pub statements: BTreeMap<String, Score>,
    /// Ids for which there is no statement, with the sentences that bear them.
    pub unknown: BTreeMap<String, Vec<String>>,
}

impl Measured {
    /// The means over the statements.
    #[must_use]
    pub fn by_statement(&self) -> Macro {
        let mean = |wanted: &dyn Fn(&Score) -> bool, value: &dyn Fn(&Score) -> f64| {
            let scores: Vec<f64> = self.statements.values().filter(|score| wanted(score)).map(value).collect();
            if scores.is_empty() { 1.0 } else { scores.iter().sum::<f64>() / count(scores.len()) }
        };
        let precision = mean(&|score| score.hits + score.false_alarms > 0, &Score::precision);
        let recall = mean(&|score| score.established() > 0, &Score::recall);
        Macro { precision, recall, f1: harmonic(precision, recall) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some hundreds")]
fn count(number: usize) -> f64 {
    number as f64
}

/// Reads every judged pair of a corpus.
#[must_use]
pub fn measure(reader: &Reader, sentences: &[Sentence]) -> Measured {
    let asked: Vec<StatementId> = reader.statements().map(|(number, _)| number).collect();
    let mut measured = Measured::default();
    for (at, sentence) in sentences.iter().enumerate() {
        let passage = reader.prepare(Unit { text: &sentence.text, lead: None, headings: &[], role: Role::Text });
        let established = sentence.establishes.iter().map(|id| (id, true));
        let pairs = established.chain(sentence.tempting.iter().map(|id| (id, false)));
        for (id, established) in pairs.filter(|(id, _)| !sentence.ambiguous.contains(id)) {
            let Some(statement) = reader.statement(id) else {
                measured.unknown.entry(id.clone()).or_default().push(sentence.id.clone());
                continue;
            };
            let reading = reader.read(&[&passage], statement, &asked);
            measured.overall.add(established, reading.how);
            measured.statements.entry(id.clone()).or_default().add(established, reading.how);
            measured.pairs.push(Pair { sentence: at, statement: id.clone(), established, reading });
        }
    }
    measured
}
