//! For CI: JUnit's XML. A suite a case, a test a result; nothing disappears.

use std::io;

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite};

use super::letters::{one_line, paragraphs, plain};
use super::view;
use crate::error::Problem;
use crate::evaluate::result::{RuleResult, Verdict};
use crate::settle::{CaseReport, Run};

/// Writes a run, followed by a line break.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let mut report = Report::new("kansa");
    report.add_test_suites(run.cases.iter().map(|case| suite(run, case)));
    report.serialize(&mut *out).map_err(io::Error::other)?;
    writeln!(out)
}

fn suite(run: &Run, case: &CaseReport) -> TestSuite {
    let mut suite = TestSuite::new(plain(&case.path));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let properties = [
        ("kansa.version", view::VERSION.to_owned()),
        ("kansa.rules.digest", run.rule_digest.clone()),
        ("kansa.rules.count", run.rule_count.to_string()),
        ("kansa.as_of.asked", day(run.as_of)),
        ("kansa.as_of", day(case.as_of)),
        ("kansa.number", plain(case.number.as_deref().unwrap_or_default())),
        ("kansa.title", one_line(&case.title)),
        ("kansa.kinds", view::kinds(&case.kinds)),
    ];
    suite.add_properties(properties.map(|(name, value)| Property::new(name, value)));
    let files = view::settings_proof(run).into_iter().chain(view::file_proofs(case));
    suite.add_properties(files.map(|(file, digest)| Property::new(format!("sha256 {file}"), digest)));
    let notes: Vec<String> =
        case.notes.iter().map(|note| format!("{}: {} {}", view::NOTE, note.what, note.advice)).collect();
    if !notes.is_empty() {
        suite.set_system_out(paragraphs(&notes.join("\n")));
    }
    suite.add_test_cases(case.errors.iter().map(|problem| unread(case, problem)));
    suite.add_test_cases(case.results.iter().map(|result| test(case, result)));
    suite
}

fn unread(case: &CaseReport, problem: &Problem) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("error").set_message(one_line(&problem.what));
    status.set_description(paragraphs(&format!("{}\n{}", problem.why, problem.advice)));
    let mut test = TestCase::new(plain(&problem.code), status);
    test.set_classname("読めない");
    if let (Some(source), Some(span)) = (&case.source, problem.span) {
        place(&mut test, source.name(), source.location(span).line);
    }
    test
}

fn test(case: &CaseReport, result: &RuleResult) -> TestCase {
    let mut status = match result.verdict {
        // What was known before fails no job.
        _ if result.known => TestCaseStatus::skipped(),
        Verdict::Pass => TestCaseStatus::success(),
        Verdict::Fail | Verdict::Missing => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Verdict::Review | Verdict::NotApplicable | Verdict::Attested | Verdict::Waived => TestCaseStatus::skipped(),
    };
    let quotes = view::quotes(case, result);
    if result.verdict != Verdict::Pass {
        let told = view::settled(result).unwrap_or_else(|| view::message(result));
        status.set_type(view::code(result.verdict)).set_message(format!(
            "{}{} {told}",
            view::known(result),
            view::signed(result.verdict)
        ));
        status.set_description(paragraphs(&details(result, &quotes)));
    }
    let mut test = TestCase::new(format!("{} {}", result.rule, one_line(&result.title)), status);
    test.set_classname(one_line(&result.item));
    place(&mut test, result.source.name(), result.location().line);
    if result.verdict == Verdict::Pass && !quotes.is_empty() {
        test.set_system_out(paragraphs(&quotes.join("\n")));
    }
    test
}

fn details(result: &RuleResult, quotes: &[String]) -> String {
    let place = view::spot(&result.source, result.span);
    let mut lines = vec![
        format!("{}〔{}〕{}", view::signed(result.verdict), result.level.word(), view::message(result)),
        format!("場所 {place} {}", result.pointer),
    ];
    lines.extend(quotes.iter().map(|quote| format!("根拠文 {quote}")));
    lines.push(format!("根拠 {}", result.basis.join("、")));
    lines.push(format!("対応 {}", result.advice));
    lines.join("\n")
}

fn place(test: &mut TestCase, file: &str, line: usize) {
    test.extra.insert("file".into(), plain(file).into());
    test.extra.insert("line".into(), line.to_string().into());
}
