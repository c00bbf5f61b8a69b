//! The contract for programs, `kansa/1`: names are fixed, more may be added.
//!
//! The types here are its own, so that a change inside the program changes no output by accident.

use std::io;

use serde::Serialize;

use crate::error::Problem;
use crate::evaluate::result::{Evidence, Level, Reason, RuleResult, Settled, Verdict};
use crate::settle::{CaseReport, CaseVerdict, Run, Summary};
use crate::source::{Location, Source};
use crate::text::SharedText;

#[derive(Serialize)]
struct Output<'r> {
    schema: &'static str,
    tool: Tool,
    rules: Rules<'r>,
    as_of: Option<String>,
    cases: Vec<Case<'r>>,
    summary: Summary,
    skipped: &'r [String],
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Rules<'r> {
    count: usize,
    digest: &'r str,
}

#[derive(Serialize)]
struct Case<'r> {
    path: &'r str,
    number: Option<&'r str>,
    title: &'r str,
    sha256: Option<&'r str>,
    encoding: Option<&'static str>,
    as_of: Option<String>,
    as_of_from: &'static str,
    kinds: &'r [String],
    verdict: CaseVerdict,
    results: Vec<Entry<'r>>,
    errors: Vec<Message<'r>>,
    notes: Vec<Message<'r>>,
}

#[derive(Serialize)]
struct Entry<'r> {
    rule: &'r str,
    title: &'r str,
    item: &'r str,
    level: Level,
    verdict: Verdict,
    reason: Option<Reason>,
    message: &'r str,
    basis: &'r [SharedText],
    pointer: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'r str>,
    location: Location,
    evidence: Vec<Quote<'r>>,
    advice: &'r str,
    model: Option<&'r str>,
    why: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    settled: Option<&'r Settled>,
}

#[derive(Serialize)]
struct Quote<'r> {
    text: &'r str,
    pointer: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'r str>,
    location: Location,
    note: &'r str,
}

#[derive(Serialize)]
struct Message<'r> {
    code: &'r str,
    message: &'r str,
    why: &'r str,
    advice: &'r str,
    location: Option<Location>,
}

/// Writes a run, followed by a line break.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let output = Output {
        schema: "kansa/1",
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        rules: Rules { count: run.rule_count, digest: &run.rule_digest },
        as_of: run.as_of.map(|day| day.to_string()),
        cases: run.cases.iter().map(case).collect(),
        summary: run.summary(),
        skipped: &run.skipped,
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    writeln!(out)
}

fn case(case: &CaseReport) -> Case<'_> {
    let source = case.source.as_deref();
    Case {
        path: &case.path,
        number: case.number.as_deref(),
        title: &case.title,
        sha256: source.map(Source::digest),
        encoding: source.map(|source| source.encoding().name()),
        as_of: case.as_of.map(|day| day.to_string()),
        as_of_from: case.as_of_from,
        kinds: &case.kinds,
        verdict: case.verdict(),
        results: case.results.iter().map(|result| entry(case, result)).collect(),
        errors: case.errors.iter().map(|problem| message(source, problem)).collect(),
        notes: case.notes.iter().map(|problem| message(source, problem)).collect(),
    }
}

/// The path of a file other than the case's own.
fn other_path<'r>(case: &CaseReport, source: &'r Source) -> Option<&'r str> {
    (source.name() != case.path).then(|| source.name())
}

fn entry<'r>(case: &'r CaseReport, result: &'r RuleResult) -> Entry<'r> {
    Entry {
        rule: &result.rule,
        title: &result.title,
        item: &result.item,
        level: result.level,
        verdict: result.verdict,
        reason: result.reason,
        message: &result.message,
        basis: &result.basis,
        pointer: &result.pointer,
        path: other_path(case, &result.source),
        location: result.location(),
        evidence: result.evidence.iter().map(|evidence| quote(case, evidence)).collect(),
        advice: &result.advice,
        model: result.model.as_deref(),
        why: &result.why,
        settled: result.settled.as_ref(),
    }
}

fn quote<'r>(case: &'r CaseReport, evidence: &'r Evidence) -> Quote<'r> {
    Quote {
        text: &evidence.text,
        pointer: &evidence.pointer,
        path: other_path(case, &evidence.source),
        location: evidence.location(),
        note: &evidence.note,
    }
}

fn message<'r>(source: Option<&Source>, problem: &'r Problem) -> Message<'r> {
    Message {
        code: &problem.code,
        message: &problem.what,
        why: &problem.why,
        advice: &problem.advice,
        location: source.and_then(|source| problem.span.map(|span| source.location(span))),
    }
}
