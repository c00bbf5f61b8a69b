//! The contract for programs, `kansa/1`: names are fixed, more may be added.
//!
//! The types here are its own, so that a change inside the program changes no output by accident.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter as _, PrettyFormatter, Serializer};

use super::letters::Visible;
use crate::error::Problem;
use crate::evaluate::result::{Evidence, Level, Reason, RuleResult, Settled, Verdict};
use crate::settle::{CaseReport, CaseVerdict, Companion, Compared, Run, Summary};
use crate::source::{Location, Source};
use crate::text::SharedText;

/// What stands before the cases.
#[derive(Serialize)]
struct Before<'r> {
    schema: &'static str,
    tool: Tool,
    rules: Rules<'r>,
    as_of: Option<String>,
}

/// What stands behind them.
#[derive(Serialize)]
struct Behind<'r> {
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'r Compared>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<&'r Companion>,
    skipped: &'r [String],
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

#[derive(Serialize)]
pub(super) struct Rules<'r> {
    count: usize,
    digest: &'r str,
}

#[derive(Serialize)]
struct Case<'r> {
    #[serde(flatten)]
    head: Head<'r>,
    results: Vec<Entry<'r>>,
}

/// What is told of a case beside its results.
#[derive(Serialize)]
pub(super) struct Head<'r> {
    path: &'r str,
    number: Option<&'r str>,
    title: &'r str,
    sha256: Option<&'r str>,
    companions: &'r [Companion],
    encoding: Option<&'static str>,
    as_of: Option<String>,
    as_of_from: &'static str,
    kinds: &'r [String],
    verdict: CaseVerdict,
    errors: Vec<Message<'r>>,
    notes: Vec<Message<'r>>,
}

#[derive(Serialize)]
pub(super) struct Entry<'r> {
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
    #[serde(skip_serializing_if = "is_false")]
    known: bool,
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
pub(super) struct Message<'r> {
    code: &'r str,
    message: &'r str,
    why: &'r str,
    advice: &'r str,
    location: Option<Location>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// The name of the contract.
pub(super) const SCHEMA: &str = "kansa/1";
/// The program that wrote it.
pub(super) const TOOL: Tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

/// Writes a run, followed by a line break.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    begin(run, out)?;
    for (at, case) in run.cases.iter().enumerate() {
        add(&part(case)?, at == 0, out)?;
    }
    end(run, run.summary(), run.cases.is_empty(), out)
}

/// Writes what stands before the cases.
pub(super) fn begin(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let as_of = run.as_of.map(|day| day.to_string());
    let before = text(&Before { schema: SCHEMA, tool: TOOL, rules: rules(run), as_of })?;
    out.write_all(before.strip_suffix(b"\n}").unwrap_or(&before))?;
    write!(out, ",\n  \"cases\": [")
}

/// A case as it stands among the cases.
pub(super) fn part(report: &CaseReport) -> io::Result<Vec<u8>> {
    let mut formatter = PrettyFormatter::new();
    // It stands in the list of cases, which stands in the whole.
    formatter.begin_object(&mut io::sink())?;
    formatter.begin_array(&mut io::sink())?;
    let mut part = b"    ".to_vec();
    case(report).serialize(&mut Serializer::with_formatter(&mut part, Visible(formatter)))?;
    Ok(part)
}

/// Writes the part of the next case.
pub(super) fn add(part: &[u8], is_first: bool, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    out.write_all(part)
}

/// Writes what stands behind the cases.
pub(super) fn end(run: &Run, summary: Summary, is_empty: bool, out: &mut dyn io::Write) -> io::Result<()> {
    let behind =
        Behind { summary, baseline: run.compared.as_ref(), settings: run.settings.as_ref(), skipped: &run.skipped };
    let behind = text(&behind)?;
    write!(out, "{}],", if is_empty { "" } else { "\n  " })?;
    out.write_all(behind.strip_prefix(b"{").unwrap_or(&behind))?;
    writeln!(out)
}

fn text(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, Visible(PrettyFormatter::new())))?;
    Ok(text)
}

/// The rules that a run was judged by.
pub(super) fn rules(run: &Run) -> Rules<'_> {
    Rules { count: run.rule_count, digest: &run.rule_digest }
}

fn case(case: &CaseReport) -> Case<'_> {
    Case { head: head(case), results: case.results.iter().map(|result| entry(case, result)).collect() }
}

/// What is told of a case beside its results.
pub(super) fn head(case: &CaseReport) -> Head<'_> {
    let source = case.source.as_deref();
    Head {
        path: &case.path,
        number: case.number.as_deref(),
        title: &case.title,
        sha256: case.sha256.as_deref(),
        companions: &case.companions,
        encoding: source.map(|source| source.encoding().name()),
        as_of: case.as_of.map(|day| day.to_string()),
        as_of_from: case.as_of_from,
        kinds: &case.kinds,
        verdict: case.verdict(),
        errors: case.errors.iter().map(|problem| message(source, problem)).collect(),
        notes: case.notes.iter().map(|problem| message(source, problem)).collect(),
    }
}

/// The path of a file other than the case's own.
fn other_path<'r>(case: &CaseReport, source: &'r Source) -> Option<&'r str> {
    (source.name() != case.path).then(|| source.name())
}

/// One result.
pub(super) fn entry<'r>(case: &'r CaseReport, result: &'r RuleResult) -> Entry<'r> {
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
        known: result.known,
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

/// One message about a file.
pub(super) fn message<'r>(source: Option<&Source>, problem: &'r Problem) -> Message<'r> {
    Message {
        code: &problem.code,
        message: &problem.what,
        why: &problem.why,
        advice: &problem.advice,
        location: source.and_then(|source| problem.span.map(|span| source.location(span))),
    }
}
