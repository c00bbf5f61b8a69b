//! For CI: annotations in the workflow log of GitHub, the most severe first, since only some are drawn. What
//! the run can be checked by follows in lines that are shown where debugging is on.

use std::io;

use super::letters::{is_hidden, one_line, plain};
use super::view::{self, Severity};
use crate::error::Problem;
use crate::evaluate::result::RuleResult;
use crate::settle::{CaseReport, Run};
use crate::source::{Source, Span};

/// One annotation.
struct Annotation {
    severity: Severity,
    /// The properties but for the title.
    place: String,
    title: String,
    message: String,
}

/// Writes the annotations, one a line.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let mut annotations: Vec<Annotation> = Vec::new();
    // A file that could not be read stands before all findings.
    for case in &run.cases {
        annotations.extend(view::told(case).map(|(word, problem)| message(case, problem, word)));
    }
    for case in &run.cases {
        let found = case.results.iter().filter(|result| !result.known && Severity::of(result) != Severity::Nothing);
        annotations.extend(found.map(|result| finding(case, result)));
    }
    annotations.sort_by_key(|annotation| annotation.severity);
    for Annotation { severity, place, title, message } in annotations {
        let command = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "notice",
        };
        writeln!(out, "::{command} {place},title={}::{}", property(&title), data(&message))?;
    }
    // Shown only where debugging is on: it says nothing to act on.
    writeln!(out, "::debug::{}", data(&view::proof(run)))?;
    for case in &run.cases {
        writeln!(out, "::debug::{}", data(&format!("基準日 {} {}", view::as_of(case), plain(&case.path))))?;
    }
    for line in view::compared(run) {
        writeln!(out, "::debug::{}", data(&line))?;
    }
    for (file, digest) in view::files(run) {
        writeln!(out, "::debug::SHA-256 {digest} {}", data(&file))?;
    }
    Ok(())
}

/// What could not be read, or a remark.
fn message(case: &CaseReport, problem: &Problem, word: &str) -> Annotation {
    let place = match (&case.source, problem.span) {
        (Some(source), Some(span)) => place(source, span),
        _ => format!("file={}", property(&case.path)),
    };
    let told = [&problem.what, &problem.why, &problem.advice].map(|words| one_line(words));
    let (severity, title) = match word {
        view::ERROR => (Severity::Error, "エラー 読めない"),
        _ => (Severity::Notice, word),
    };
    Annotation { severity, place, title: title.to_owned(), message: told.join("\n") }
}

fn finding(case: &CaseReport, result: &RuleResult) -> Annotation {
    let title = format!(
        "{}〔{}〕{} {}",
        view::signed(result.verdict),
        result.level.word(),
        result.rule,
        one_line(&result.title)
    );
    let mut lines = vec![view::message(result), format!("場所 {}", plain(&result.pointer))];
    lines.extend(view::quotes(case, result).into_iter().map(|quote| format!("根拠文 {quote}")));
    lines.push(format!("根拠 {}", one_line(&result.basis.join("、"))));
    match view::settled(result) {
        Some(settled) => lines.push(settled),
        None => lines.push(format!("対応 {}", one_line(&result.advice))),
    }
    let place = place(&result.source, result.span);
    Annotation { severity: Severity::of(result), place, title, message: lines.join("\n") }
}

/// The properties of a place. Columns are given only inside one line, since GitHub takes no others.
fn place(source: &Source, span: Span) -> String {
    let place = source.location(span);
    let file = property(source.name());
    let lines = format!("file={file},line={},endLine={}", place.line, place.end_line);
    if place.line == place.end_line {
        format!("{lines},col={},endColumn={}", place.column, place.end_column)
    } else {
        lines
    }
}

/// The value of a property. Line breaks keep their meaning, so that the name of a file stays its name.
fn property(text: &str) -> String {
    encoded(text, &['%', '\r', '\n', ':', ','])
}

/// The message of a command.
fn data(text: &str) -> String {
    encoded(text, &['%', '\r', '\n'])
}

fn encoded(text: &str, marks: &[char]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for letter in text.chars() {
        if marks.contains(&letter) {
            encoded.push_str(&format!("%{:02X}", u32::from(letter)));
        } else if is_hidden(letter) {
            encoded.extend(letter.escape_unicode());
        } else {
            encoded.push(letter);
        }
    }
    encoded
}
