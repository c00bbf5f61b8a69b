//! What was known before: findings that a run need not tell again（--baseline）.
//!
//! A finding is known by its content, not by its line: a line above changes nothing, another sentence does.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::{CaseReport, fingerprints};
use crate::evaluate::result::{RuleResult, Verdict};
use crate::rules::BuiltIn;

/// The name of the format.
const SCHEMA: &str = "kansa-baseline/1";

/// Findings that are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    schema: String,
    /// The known findings of each case, by its path.
    cases: BTreeMap<String, Vec<Known>>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The rule.
    pub rule: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// Where it stood, for people.
    pub pointer: String,
    /// What it is known by.
    fingerprint: String,
}

/// What a baseline says of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Findings of the run that were known.
    pub known: usize,
    /// Known findings that are there no longer, each with the path of its case.
    pub fixed: Vec<(String, Known)>,
}

/// Why a text is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineFault {
    /// It is no JSON of this form.
    #[error("既知の指摘のファイルとして読めません（{}）", place_of(.0))]
    Unreadable(#[from] serde_json::Error),
    /// It is of another version.
    #[error("「{0}」という版の既知の指摘は読めません")]
    OtherSchema(String),
}

/// Where a text ceases to be one, and why; the reader's own words are English.
fn place_of(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => format!("{line}行目で途切れています"),
        Category::Data => format!("{line}行目の{column}バイト目までが、既知の指摘の形ではありません"),
        Category::Syntax | Category::Io => format!("{line}行目の{column}バイト目が、JSONの書き方に合いません"),
    }
}

/// Whether a result only says that there were too few cases to compare: those words are of nothing else.
fn is_uncompared(result: &RuleResult) -> bool {
    result.verdict == Verdict::NotApplicable && result.message == BuiltIn::Peers.nothing()
}

fn is_finding(result: &RuleResult) -> bool {
    matches!(result.verdict, Verdict::Fail | Verdict::Missing | Verdict::Review)
}

impl Baseline {
    /// The findings of some cases. Those of a file that could not be read whole are not all there.
    #[must_use]
    pub fn of(reports: &[CaseReport]) -> Self {
        let known = |report: &CaseReport| {
            let results = report.results.iter().zip(fingerprints(report));
            let known = results.filter(|(result, _)| is_finding(result)).map(|(result, fingerprint)| Known {
                rule: result.rule.to_string(),
                verdict: result.verdict,
                pointer: result.pointer.to_string(),
                fingerprint,
            });
            (report.path.clone(), known.collect())
        };
        Self { schema: SCHEMA.to_owned(), cases: reports.iter().map(known).collect() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// [`BaselineFault`] where it is none.
    pub fn read(text: &str) -> Result<Self, BaselineFault> {
        let baseline: Self = serde_json::from_str(text)?;
        if baseline.schema == SCHEMA { Ok(baseline) } else { Err(BaselineFault::OtherSchema(baseline.schema)) }
    }

    /// As it is written.
    ///
    /// # Errors
    /// None that a value of this type gives; those of the writer.
    pub fn written(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// Marks the known findings of a run, and tells which are there no longer. A finding of another verdict is
    /// another finding. Cases that could not be read fix nothing.
    ///
    /// The reports hold all results, also those that are not to be reported: what is only left out of the report is
    /// there still. Of those that `reported` tells, the known are counted.
    pub fn compare(&self, reports: &mut [CaseReport], reported: impl Fn(&RuleResult) -> bool) -> Compared {
        let mut compared = Compared::default();
        for report in reports.iter_mut() {
            let Some(known) = self.cases.get(&report.path) else { continue };
            let mut left: HashMap<(&str, Verdict), &Known> =
                known.iter().map(|known| ((known.fingerprint.as_str(), known.verdict), known)).collect();
            let names = fingerprints(report);
            for (result, fingerprint) in report.results.iter_mut().zip(&names) {
                if is_finding(result) && left.remove(&(fingerprint.as_str(), result.verdict)).is_some() {
                    result.known = true;
                    compared.known += usize::from(reported(result));
                }
            }
            if report.errors.is_empty() {
                // What was not compared with other cases may be there still.
                let open = |known: &Known| report.results.iter().any(|it| it.rule == known.rule && is_uncompared(it));
                let is_left = |known: &Known| left.contains_key(&(known.fingerprint.as_str(), known.verdict));
                let gone = known.iter().filter(|known| is_left(known) && !open(known));
                compared.fixed.extend(gone.map(|known| (report.path.clone(), known.clone())));
            }
        }
        compared
    }
}
