//! Everything that a report needs.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::Compared;
use super::card::{Companion, RuleCard};
use crate::case::Waiver;
use crate::error::Problem;
use crate::evaluate::result::{Level, RuleResult, Verdict};
use crate::rules::BuiltIn;
use crate::source::Source;

/// The result of one call of the program.
#[derive(Debug, Default)]
pub struct Run {
    /// Number of rules in the set.
    pub rule_count: usize,
    /// SHA-256 of the rule set, in hexadecimal.
    pub rule_digest: String,
    /// The rules that ran, in the order of their ids.
    pub rules: Vec<RuleCard>,
    /// The date given with `--as-of`.
    pub as_of: Option<Date>,
    /// The cases in the order of their paths.
    pub cases: Vec<CaseReport>,
    /// What a baseline says of it, where one was given.
    pub compared: Option<Compared>,
    /// The file with the settings of the run, where there was one.
    pub settings: Option<Companion>,
    /// Files of a walked folder that are no cases, by their paths.
    pub skipped: Vec<String>,
}

/// What was found in one file.
#[derive(Debug, Default)]
pub struct CaseReport {
    /// The path as it is shown.
    pub path: String,
    /// 議案番号.
    pub number: Option<String>,
    /// Whether another file of the run bears that number, too.
    pub shares_number: bool,
    /// 件名.
    pub title: String,
    /// The date at which the rules were read.
    pub as_of: Option<Date>,
    /// Where that date is from, a word for people.
    pub as_of_from: &'static str,
    /// 種別.
    pub kinds: Vec<String>,
    /// The results; once they are settled in the order of the file.
    pub results: Vec<RuleResult>,
    /// What waits to be settled: built-in rules, each with what it says where there is nothing to look at.
    pub awaiting: Vec<(BuiltIn, RuleResult)>,
    /// Waivers that wait to be settled.
    pub waivers: Vec<Waiver>,
    /// What could not be read; with any, the verdict of the case is `error`.
    pub errors: Vec<Problem>,
    /// Remarks that change no verdict.
    pub notes: Vec<Problem>,
    /// The file, where it was text at all.
    pub source: Option<Arc<Source>>,
    /// SHA-256 of its bytes, in hexadecimal; none where they were not to be had, or too many.
    pub sha256: Option<String>,
    /// The files that were read along with it.
    pub companions: Vec<Companion>,
}

/// The verdict of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseVerdict {
    /// No required rule is at fault or in review.
    Pass,
    /// A required rule is in review.
    Review,
    /// A required rule is `fail` or `missing`.
    Fail,
    /// Something could not be read.
    Error,
}

impl CaseReport {
    /// The report of a file that could not be read.
    #[must_use]
    pub fn unreadable(path: &str, source: Option<Arc<Source>>, errors: Vec<Problem>) -> Self {
        let sha256 = source.as_ref().map(|source| source.digest().to_owned());
        Self { path: path.to_owned(), errors, source, sha256, ..Self::default() }
    }

    /// The verdict of the case.
    #[must_use]
    pub fn verdict(&self) -> CaseVerdict {
        let required = |wanted: &[Verdict]| {
            self.results.iter().any(|result| result.level == Level::Required && wanted.contains(&result.verdict))
        };
        if !self.errors.is_empty() {
            CaseVerdict::Error
        } else if required(&[Verdict::Fail, Verdict::Missing]) {
            CaseVerdict::Fail
        } else if required(&[Verdict::Review]) {
            CaseVerdict::Review
        } else {
            CaseVerdict::Pass
        }
    }
}

/// Counts over a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Files that were judged or could not be read.
    pub cases: usize,
    /// Results of each verdict.
    pub pass: usize,
    /// × 不適合.
    pub fail: usize,
    /// × 未記載.
    pub missing: usize,
    /// △ 要確認.
    pub review: usize,
    /// ― 対象外.
    pub not_applicable: usize,
    /// 目 目視確認.
    pub attested: usize,
    /// 免 免除.
    pub waived: usize,
    /// Error entries.
    pub errors: usize,
}

impl Summary {
    /// The counts of some cases.
    pub fn of<'c>(cases: impl IntoIterator<Item = &'c CaseReport>) -> Self {
        let mut summary = Self::default();
        cases.into_iter().for_each(|case| summary.add(case));
        summary
    }

    fn add(&mut self, case: &CaseReport) {
        self.cases += 1;
        self.errors += case.errors.len();
        for result in &case.results {
            *self.count_mut(result.verdict) += 1;
        }
    }

    /// The number of results of a verdict.
    #[must_use]
    pub fn count(mut self, verdict: Verdict) -> usize {
        *self.count_mut(verdict)
    }

    fn count_mut(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Pass => &mut self.pass,
            Verdict::Fail => &mut self.fail,
            Verdict::Missing => &mut self.missing,
            Verdict::Review => &mut self.review,
            Verdict::NotApplicable => &mut self.not_applicable,
            Verdict::Attested => &mut self.attested,
            Verdict::Waived => &mut self.waived,
        }
    }
}

/// What makes the exit code 1（`--fail-on`）.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Threshold {
    /// A required rule is `fail` or `missing`.
    Required,
    /// A required rule is in review.
    Review,
    /// A recommended rule is `fail` or `missing`.
    Recommended,
}

impl Threshold {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Required, Self::Review, Self::Recommended];

    /// Whether a result reaches the threshold; one that was known before does not.
    #[must_use]
    pub fn reached_by(self, result: &RuleResult) -> bool {
        if result.known {
            return false;
        }
        let at_fault = matches!(result.verdict, Verdict::Fail | Verdict::Missing);
        match self {
            Self::Required => result.level == Level::Required && at_fault,
            Self::Review => result.level == Level::Required && result.verdict == Verdict::Review,
            Self::Recommended => result.level == Level::Recommended && at_fault,
        }
    }
}

impl Run {
    /// The counts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(&self.cases)
    }

    /// What the run comes to.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.cases.iter().for_each(|case| tally.add(case));
        tally
    }
}

/// What a run comes to, counted a case at a time.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    summary: Summary,
    judged: bool,
    unreadable: usize,
    /// Whether each threshold is reached, in the order of [`Threshold::ALL`].
    reached: [bool; Threshold::ALL.len()],
}

impl Tally {
    /// Counts a case.
    pub fn add(&mut self, case: &CaseReport) {
        self.summary.add(case);
        self.unreadable += usize::from(!case.errors.is_empty());
        for result in &case.results {
            self.judged |= result.verdict != Verdict::NotApplicable;
            for (threshold, reached) in Threshold::ALL.into_iter().zip(&mut self.reached) {
                *reached |= threshold.reached_by(result);
            }
        }
    }

    /// The counts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.summary
    }

    /// The number of cases that could not be read, or not whole.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    /// Whether anything was judged at all: some rule applied to some case.
    #[must_use]
    pub fn judged_anything(&self) -> bool {
        self.judged
    }

    /// The exit code of the run: 3 where nothing was judged, 1 where a threshold is reached or a file
    /// is an error, else 0.
    #[must_use]
    pub fn exit_code(&self, fail_on: &[Threshold]) -> u8 {
        let is_asked = |threshold| threshold == Threshold::Required || fail_on.contains(&threshold);
        let mut thresholds = Threshold::ALL.into_iter().zip(self.reached);
        if !self.judged {
            3
        } else {
            u8::from(self.unreadable > 0 || thresholds.any(|(threshold, reached)| reached && is_asked(threshold)))
        }
    }
}
