//! One file through all stations, from its bytes to its report.

use std::sync::Arc;

use jiff::civil::Date;

use crate::case::{self, Alone, Beside, Case, Opened};
use crate::document::Document;
use crate::error::{Explain as _, Problem};
use crate::evaluate::judge;
use crate::rules::{Rule, RuleSet};
use crate::settle::{CaseReport, Companion, attest};
use crate::source::{Source, sha256};

/// The days at which a case may be judged.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// The day that was asked for, before all others.
    pub asked: Option<Date>,
    /// Today in Japan, where neither that nor the case gives a day.
    pub today: Date,
}

/// Checks a file that lies alone: the papers that it attaches and the cases that it is linked to are not read.
///
/// As [`check_beside`].
#[must_use]
pub fn check(
    name: &str,
    bytes: Result<Vec<u8>, Problem>,
    named: bool,
    rules: &RuleSet,
    days: Days,
) -> Option<CaseReport> {
    check_beside(name, bytes, named, rules, days, &Alone)
}

/// Checks a file by itself; [`crate::settle::settle`] then compares the files of a run. A fault of the file is an
/// error entry of its report, never a failure of the run.
///
/// `beside` gives the papers that it attaches and the cases that it is linked to. `named` tells that the file was named by
/// a person and is judged whatever it holds; else `None` is given for a file that is no case.
#[must_use]
pub fn check_beside(
    name: &str,
    bytes: Result<Vec<u8>, Problem>,
    named: bool,
    rules: &RuleSet,
    days: Days,
    beside: &dyn Beside,
) -> Option<CaseReport> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(problem) => return Some(CaseReport::unreadable(name, None, vec![problem])),
    };
    let source = match Source::from_bytes(name, &bytes) {
        Ok(source) => Arc::new(source),
        Err(error) => {
            let sha256 = (bytes.len() <= Source::MAX_BYTES).then(|| sha256(&bytes));
            let report = CaseReport::unreadable(name, None, vec![error.problem(None, Vec::new())]);
            return Some(CaseReport { sha256, ..report });
        }
    };
    let encoding = source.encoding().note().map(|note| note.problem(None, Vec::new()));
    let unreadable = |problems| {
        let mut report = CaseReport::unreadable(name, Some(Arc::clone(&source)), problems);
        report.notes.extend(encoding.clone());
        Some(report)
    };
    let document = match Document::parse(Arc::clone(&source)) {
        Ok(document) => document,
        Err(_) if !named && !case::looks_like_case(source.text(), rules.form()) => return None,
        Err(error) => {
            return unreadable(vec![error.problem(Some(error.span), error.related.clone())]);
        }
    };
    if !named && !case::is_case(&document, rules.form()) {
        return None;
    }
    let mut report = match Case::read(document, rules.form()) {
        Ok(mut opened) => {
            opened.case.attach(beside);
            report(name, opened, rules, rules.rules(), days)
        }
        Err(problems) => return unreadable(problems),
    };
    report.notes.splice(0..0, encoding);
    Some(report)
}

/// Judges a case by some rules, which need not be of the set. What hangs on other cases is not settled yet.
pub(crate) fn report<'r>(
    name: &str,
    opened: Opened<'_>,
    rules: &RuleSet,
    by: impl IntoIterator<Item = &'r Rule>,
    days: Days,
) -> CaseReport {
    let Opened { case, errors, notes } = opened;
    let (day, day_from) = match (days.asked, case.day()) {
        (Some(day), _) => (day, "指定"),
        (None, Some(day)) => (day, "文書の日付"),
        (None, None) => (days.today, "今日"),
    };
    let mut judged = judge(rules, &case, by, day);
    attest(rules, &case, &mut judged, days.today);
    CaseReport {
        path: name.to_owned(),
        number: case.number().map(str::to_owned),
        shares_number: false,
        title: case.title().to_owned(),
        as_of: Some(day),
        as_of_from: day_from,
        kinds: case.kinds().iter().map(|kind| kind.name.clone()).collect(),
        results: judged.results,
        awaiting: judged.awaiting,
        waivers: case.waivers().to_vec(),
        errors,
        notes,
        source: Some(Arc::clone(case.source())),
        sha256: Some(case.source().digest().to_owned()),
        companions: Companion::of(&case),
    }
}
