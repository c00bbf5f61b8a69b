//! For programs that read line by line: the contract `kansa/1` as one JSON object a line.
//!
//! The first line tells of the run. A line of each case follows, and a line of each of its results. The last
//! line has the counts. `type` says which a line is.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Serializer};

use super::json::{self, Entry, Head, Rules, Tool};
use super::letters::Visible;
use crate::settle::{CaseReport, Companion, Compared, Run, Summary};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Line<'r> {
    Run {
        schema: &'static str,
        tool: Tool,
        rules: Rules<'r>,
        as_of: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        settings: Option<&'r Companion>,
    },
    Case(Head<'r>),
    Result {
        case: &'r str,
        #[serde(flatten)]
        entry: Entry<'r>,
    },
    Summary {
        #[serde(flatten)]
        summary: Summary,
        #[serde(skip_serializing_if = "Option::is_none")]
        baseline: Option<&'r Compared>,
        skipped: &'r [String],
    },
}

/// Writes a run, a line at a time.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    head(run, out)?;
    run.cases.iter().try_for_each(|report| case(report, out))?;
    tail(run, run.summary(), out)
}

/// The line that tells of the run.
pub(super) fn head(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let as_of = run.as_of.map(|day| day.to_string());
    line(
        &Line::Run {
            schema: json::SCHEMA,
            tool: json::TOOL,
            rules: json::rules(run),
            as_of,
            settings: run.settings.as_ref(),
        },
        out,
    )
}

/// The lines of a case.
pub(super) fn case(case: &CaseReport, out: &mut dyn io::Write) -> io::Result<()> {
    line(&Line::Case(json::head(case)), out)?;
    let lines = case.results.iter().map(|result| Line::Result { case: &case.path, entry: json::entry(case, result) });
    lines.into_iter().try_for_each(|result| line(&result, out))
}

/// The line with the counts.
pub(super) fn tail(run: &Run, summary: Summary, out: &mut dyn io::Write) -> io::Result<()> {
    line(&Line::Summary { summary, baseline: run.compared.as_ref(), skipped: &run.skipped }, out)
}

fn line(line: &Line<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    line.serialize(&mut Serializer::with_formatter(&mut *out, Visible(CompactFormatter)))?;
    writeln!(out)
}
