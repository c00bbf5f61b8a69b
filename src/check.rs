//! One file through all stations, from its bytes to its report.

use std::sync::Arc;

use jiff::civil::Date;

use crate::case::{self, Case, Fetch, Opened, PaperFault};
use crate::document::Document;
use crate::error::{Explain as _, Problem};
use crate::evaluate::judge;
use crate::rules::RuleSet;
use crate::settle::CaseReport;
use crate::source::Source;

/// The days at which a case may be judged.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    /// The day that was asked for, before all others.
    pub asked: Option<Date>,
    /// Today in Japan, where neither that nor the case gives a day.
    pub today: Date,
}

/// Checks a file that lies in no folder: the papers that it attaches are not read.
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
    check_beside(name, bytes, named, rules, days, &|_| Err(PaperFault::NoFolder))
}

/// Checks a file. A fault of the file is an error entry of its report, never a failure of the run.
///
/// `fetch` gives the files beside it, for the papers that it attaches. `named` tells that the file was named by a person and is judged whatever it holds; else `None` is given
/// for a file that is no case.
#[must_use]
pub fn check_beside(
    name: &str,
    bytes: Result<Vec<u8>, Problem>,
    named: bool,
    rules: &RuleSet,
    days: Days,
    fetch: &Fetch<'_>,
) -> Option<CaseReport> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(problem) => return Some(CaseReport::unreadable(name, None, vec![problem])),
    };
    let source = match Source::from_bytes(name, &bytes) {
        Ok(source) => Arc::new(source),
        Err(error) => return Some(CaseReport::unreadable(name, None, vec![error.problem(None, Vec::new())])),
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
    let Opened { mut case, errors, notes } = match Case::read(document, rules.form()) {
        Ok(opened) => opened,
        Err(problems) => return unreadable(problems),
    };
    case.attach(fetch);
    let (day, day_from) = match (days.asked, case.day()) {
        (Some(day), _) => (day, "指定"),
        (None, Some(day)) => (day, "文書の日付"),
        (None, None) => (days.today, "今日"),
    };
    let results = judge(rules, &case, day).results;
    Some(CaseReport {
        path: name.to_owned(),
        number: case.number().map(str::to_owned),
        title: case.title().to_owned(),
        as_of: Some(day),
        as_of_from: day_from,
        kinds: case.kinds().iter().map(|kind| kind.name.clone()).collect(),
        results,
        errors,
        notes: encoding.into_iter().chain(notes).collect(),
        source: Some(source),
    })
}
