//! The grammar of the reader, apart from the words of the law.
//!
//! `cases.tsv` has a sentence a line with the statement of the small rules folder beside it and how it
//! must be read; `spans.tsv` what a reading must cut out of the text as typed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kansa::reading::{How, Reader, Reading, Role, StatementId, Unit};
use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use unicode_normalization::UnicodeNormalization;

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
    for (number, line) in lines("cases.tsv") {
        let reader = Arc::clone(&reader);
        trials.push(Trial::test(format!("print::{number}"), move || print(&reader, &line)));
    }
    let any = Arc::clone(&reader);
    trials.push(Trial::test("property::ranges_cut_any_text", move || ranges_cut_any_text(&any)));
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

/// How a text is printed changes nothing: spaces, line breaks, decomposed and full-width letters.
fn print(reader: &Reader, line: &str) -> Result<(), Failed> {
    let mut cells = line.split('|').skip(2);
    let (id, text) = (line.split('|').next().unwrap_or(""), cells.next().unwrap_or(""));
    let lead = cells.next().filter(|lead| !lead.is_empty());
    let headings: Vec<&str> = cells.next().filter(|heading| !heading.is_empty()).into_iter().collect();
    let role = if lead.is_some() { Role::Item } else { Role::Text };
    let plain = read(reader, id, Unit { text, lead, headings: &headings, role })?.how;
    let spaced: String = text.chars().flat_map(|letter| [letter, '\u{3000}']).collect();
    let broken: String = text
        .chars()
        .enumerate()
        .flat_map(|(at, letter)| [Some(letter), (at % 5 == 4 && letter != '(').then_some('\n')])
        .flatten()
        .collect();
    let decomposed: String = text.nfd().collect();
    let wide: String =
        text.chars()
            .map(|letter| {
                if letter.is_ascii_graphic() {
                    char::from_u32(letter as u32 + 0xfee0).unwrap_or(letter)
                } else {
                    letter
                }
            })
            .collect();
    for variant in [spaced, broken, decomposed, wide] {
        let reading = read(reader, id, Unit { text: &variant, lead, headings: &headings, role })?;
        if reading.how != plain {
            return Err(format!("{plain:?} became {:?}: {variant}", reading.how).into());
        }
        for finding in &reading.findings {
            let ranges = [&finding.sentence, &finding.clause].into_iter().chain(&finding.words);
            if let Some(range) = ranges.into_iter().find(|range| variant.get((*range).clone()).is_none()) {
                return Err(format!("{range:?} does not cut {variant}").into());
            }
        }
    }
    Ok(())
}

/// Whatever is typed, reading ends, and every range cuts the text between letters.
fn ranges_cut_any_text(reader: &Reader) -> Result<(), Failed> {
    let pieces = prop::sample::select(vec![
        "書類",
        "端末",
        "金庫",
        "施錠",
        "に",
        "は、",
        "を",
        "保管",
        "し",
        "する",
        "しない",
        "。",
        "（",
        "）",
        "「",
        "」",
        "\n",
        "・",
        "(1)",
        "①",
        "ﾃﾞｰﾀ",
        "て\u{3099}",
        "𠮷",
        "ー",
        " ",
        "\u{3000}",
        "ただし",
        "この限りでない",
        "承認",
        "を得",
        "なければならない",
        "場合",
        "暗号化",
        "した",
        "ため",
        "よう",
        "次の",
        "：",
        "(",
        ")",
        "持ち",
        "出し",
        "再委託",
        "なく",
        "できる",
        "努める",
        "⾦",
        "1.",
        "A",
        "\u{200b}",
        "\r\n",
    ]);
    let texts = prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat());
    let numbers: Vec<StatementId> = reader.statements().map(|(number, _)| number).collect();
    let mut runner = TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&(texts, prop::bool::ANY), |(text, item)| {
        let lead = item.then_some(text.as_str());
        let passage = reader.prepare(Unit { text: &text, lead, headings: &[&text], role: Role::Text });
        for &number in &numbers {
            for finding in reader.read(&[&passage], number, &numbers).findings {
                for range in [&finding.sentence, &finding.clause].into_iter().chain(&finding.words) {
                    prop_assert!(text.get(range.clone()).is_some(), "{:?} of {:?}", range, text);
                }
            }
        }
        Ok(())
    });
    outcome.map_err(|error| error.to_string().into())
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
