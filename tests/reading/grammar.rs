//! The grammar of the reader, apart from the words of the law.
//!
//! `cases.tsv` has a sentence a line with the statement of the small rules folder beside it and how it
//! must be read; `spans.tsv` what a reading must cut out of the text as typed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kansa::reading::{How, Reader, Reading, Role, StatementId, Unit};
use libtest_mimic::{Failed, Trial};

use crate::load;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

/// A trial for each line of both tables.
pub(crate) fn trials() -> Vec<Trial> {
    let rules = load::load(&folder().join("rules"));
    let reader = Arc::new(load::reader(&rules));
    let mut trials = Vec::new();
    for (number, line) in lines("cases.tsv") {
        let reader = Arc::clone(&reader);
        trials.push(Trial::test(format!("grammar::{number}"), move || case(&reader, &line)));
    }
    for (number, line) in lines("spans.tsv") {
        let reader = Arc::clone(&reader);
        trials.push(Trial::test(format!("span::{number}"), move || span(&reader, &line)));
    }
    trials
}

fn lines(name: &str) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(folder().join(name)).expect("a table of cases");
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(number, line)| (number + 1, line.to_owned())).collect()
}

fn read(reader: &Reader, id: &str, unit: Unit<'_>) -> Result<Reading, Failed> {
    let statement = reader.statement(id).ok_or_else(|| format!("no statement {id}"))?;
    let asked: Vec<StatementId> = reader.statements().map(|(number, _)| number).collect();
    Ok(reader.read(&[&reader.prepare(unit)], statement, &asked))
}

fn case(reader: &Reader, line: &str) -> Result<(), Failed> {
    let mut cells = line.split('|');
    let (id, expected, text) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""), cells.next().unwrap_or(""));
    let lead = cells.next().filter(|lead| !lead.is_empty());
    let headings: Vec<&str> = cells.next().filter(|heading| !heading.is_empty()).into_iter().collect();
    let role = if lead.is_some() { Role::Item } else { Role::Text };
    let reading = read(reader, id, Unit { text, lead, headings: &headings, role })?;
    let how = serde_json::to_value(reading.how)?;
    if how == expected {
        return Ok(());
    }
    let steps: Vec<String> =
        reading.findings.iter().map(|finding| format!("{} {}", finding.step, finding.token)).collect();
    Err(format!("{id} read {how}, expected {expected}: {text} {steps:?}").into())
}

fn span(reader: &Reader, line: &str) -> Result<(), Failed> {
    let line = line.replace("\\n", "\n").replace("\\u{3099}", "\u{3099}");
    let cells: Vec<&str> = line.split('|').collect();
    let [id, text, sentence, clause, words] = cells[..] else { return Err("a line of five cells".into()) };
    let reading = read(reader, id, Unit { text, lead: None, headings: &[], role: Role::Text })?;
    let finding = reading.findings.first().ok_or("nothing found")?;
    let cut = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or("no boundary");
    let found: Vec<&str> = finding.words.iter().map(cut).collect();
    if reading.how != How::Said || cut(&finding.sentence) != sentence || cut(&finding.clause) != clause {
        return Err(format!("{:?}: 「{}」「{}」", reading.how, cut(&finding.sentence), cut(&finding.clause)).into());
    }
    let expected = words.replace(' ', "");
    if found.concat().replace(' ', "") == expected { Ok(()) } else { Err(format!("words {found:?}").into()) }
}
