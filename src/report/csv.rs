//! For tables: a row a result, in UTF-8 with a mark and with CRLF, as a spreadsheet of an office opens it.

use std::io;

use csv::{Terminator, WriterBuilder};

use super::letters::paragraphs;
use super::view;
use crate::error::Problem;
use crate::evaluate::result::RuleResult;
use crate::settle::{CaseReport, Run};

/// The columns. Each row can be checked by itself, so it bears what the run was made of.
const HEAD: [&str; 30] = [
    "ファイル",
    "議案番号",
    "件名",
    "種別",
    "基準日",
    "項目",
    "規則",
    "段階",
    "求めること",
    "判定",
    "判定の内容",
    "条項",
    "場所",
    "場所のファイル",
    "行",
    "字",
    "終わりの行",
    "終わりの字",
    "根拠文",
    "対応",
    "記載例",
    "理由",
    "人の確認",
    "ファイルのSHA-256",
    "添付文書のSHA-256",
    "基準日の指定",
    "kansaの版",
    "規則のSHA-256",
    "既知の指摘",
    "設定のSHA-256",
];

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Writes all results, and what could not be read.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    rows.write_record(HEAD)?;
    for case in &run.cases {
        for (word, problem) in view::told(case) {
            rows.write_record(row(run, case, message(case, problem, word), ""))?;
        }
        for result in &case.results {
            rows.write_record(row(run, case, finding(case, result), view::known(result)))?;
        }
    }
    rows.flush()
}

/// A row: what it shares with the others of its case around what is its own.
fn row(run: &Run, case: &CaseReport, own: [String; 18], known: &str) -> impl Iterator<Item = String> {
    let companions = case.companions.iter().map(|file| {
        let digest = file.sha256.as_deref().unwrap_or("（読めない）");
        format!("{} {digest}", file.path)
    });
    let before = [
        case.path.clone(),
        case.number.clone().unwrap_or_default(),
        case.title.clone(),
        view::kinds(&case.kinds),
        view::as_of(case),
    ];
    let after = [
        case.sha256.clone().unwrap_or_default(),
        companions.collect::<Vec<_>>().join("\n"),
        run.as_of.map(|day| day.to_string()).unwrap_or_default(),
        view::VERSION.to_owned(),
        run.rule_digest.clone(),
        known.to_owned(),
        view::settings_proof(run).map(|(file, digest)| format!("{file} {digest}")).unwrap_or_default(),
    ];
    before.into_iter().chain(own).chain(after).map(|text| cell(&text))
}

fn finding(case: &CaseReport, result: &RuleResult) -> [String; 18] {
    let place = result.location();
    [
        result.item.to_string(),
        result.rule.to_string(),
        result.level.word().to_owned(),
        result.title.to_string(),
        result.verdict.word().to_owned(),
        view::message(result),
        result.basis.join("\n"),
        result.pointer.to_string(),
        result.source.name().to_owned(),
        place.line.to_string(),
        place.column.to_string(),
        place.end_line.to_string(),
        place.end_column.to_string(),
        view::quotes(case, result).join("\n"),
        result.advice.to_string(),
        result.model.as_deref().unwrap_or_default().to_owned(),
        result.why.to_string(),
        view::settled(result).unwrap_or_default(),
    ]
}

/// What could not be read, or a remark.
fn message(case: &CaseReport, problem: &Problem, word: &str) -> [String; 18] {
    let place = case.source.as_ref().and_then(|source| problem.span.map(|span| source.location(span)));
    let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        String::new(),
        problem.code.clone(),
        String::new(),
        String::new(),
        word.to_owned(),
        problem.what.clone(),
        String::new(),
        String::new(),
        case.path.clone(),
        number(place.map(|place| place.line)),
        number(place.map(|place| place.column)),
        number(place.map(|place| place.end_line)),
        number(place.map(|place| place.end_column)),
        String::new(),
        problem.advice.clone(),
        String::new(),
        problem.why.clone(),
        String::new(),
    ]
}

/// A cell that begins no formula; what begins with a digit stays as it was typed.
fn cell(text: &str) -> String {
    let text = paragraphs(text);
    if text.trim_start().starts_with(FORMULA) { format!("'{text}") } else { text }
}
