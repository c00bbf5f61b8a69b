//! For people: a page that others can show, as a request for review or the summary of a CI job.

use std::fmt::Write as _;
use std::io;

use super::letters::{escaped, one_line, plain};
use super::pretty::{counts, standing, verdict_words};
use super::table::{SIGNS, items, name, verdict_sign, worst};
use super::view::{self, Severity};
use crate::evaluate::result::{Level, RuleResult, Verdict};
use crate::settle::{CaseReport, Run};

/// Most bytes that GitHub takes as the summary of a step.
const STEP: usize = 1024 * 1024;

/// Writes the summary, the matrix, the findings and what they can be checked by.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page(run).as_bytes())
}

/// The page as the summary of a CI job; without the findings where it would be refused for its size.
#[must_use]
pub fn step_summary(run: &Run) -> String {
    let page = page(run);
    if page.len() < STEP { page } else { overview(run) }
}

fn page(run: &Run) -> String {
    let mut page = overview(run);
    for (at, case) in run.cases.iter().enumerate() {
        findings(at, case, &mut page);
    }
    proof(run, &mut page);
    page
}

/// The summary and the matrix alone.
fn overview(run: &Run) -> String {
    let mut page = String::from("# kansa の点検結果\n\n");
    put(&mut page, &["件", "案件", "件名", "判定", "必須", "推奨"]);
    put(&mut page, &["---"; 6]);
    for (at, case) in run.cases.iter().enumerate() {
        let level = |level| standing(case, level).unwrap_or_default();
        let number = (at + 1).to_string();
        let cells = [
            number,
            cell(&name(case)),
            cell(&case.title),
            cell(verdict_words(case.verdict())),
            cell(&level(Level::Required)),
            cell(&level(Level::Recommended)),
        ];
        put(&mut page, &cells);
    }
    let _ = writeln!(page, "\n合計 {}件: {}", run.cases.len(), counts(run.summary()));
    for line in view::compared(run) {
        let _ = writeln!(page, "\n{}", cell(&line));
    }
    if !run.skipped.is_empty() {
        let names: Vec<String> = run.skipped.iter().map(|path| cell(path)).collect();
        let _ = writeln!(page, "\n案件でないファイル {}件は読み飛ばし: {}", names.len(), names.join("、"));
    }
    matrix(run, &mut page);
    page
}

/// A case a column, a heading a row, the worst verdict in each cell.
fn matrix(run: &Run, page: &mut String) {
    let items = items(run);
    if items.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n## 項目ごとの判定\n");
    let heads = run.cases.iter().enumerate().map(|(at, case)| format!("{}\\. {}", at + 1, cell(&name(case))));
    put(page, &std::iter::once("項目".to_owned()).chain(heads).collect::<Vec<_>>());
    put(page, &vec!["---"; run.cases.len() + 1]);
    for item in items {
        let signs = run.cases.iter().map(|case| worst(case, item).map_or("", Verdict::sign).to_owned());
        put(page, &std::iter::once(cell(item)).chain(signs).collect::<Vec<_>>());
    }
    let signs = run.cases.iter().map(|case| verdict_sign(case.verdict()).to_owned());
    put(page, &std::iter::once("この件".to_owned()).chain(signs).collect::<Vec<_>>());
    let _ = writeln!(page, "\n{}", SIGNS.join("　"));
}

fn findings(at: usize, case: &CaseReport, page: &mut String) {
    let _ = writeln!(page, "\n## {}\\. {} {}\n", at + 1, cell(&name(case)), cell(&case.title));
    let kinds = if case.kinds.is_empty() { "（なし）".to_owned() } else { view::kinds(&case.kinds) };
    let _ = writeln!(page, "{}　種別 {}　基準日 {}\n", cell(&case.path), cell(&kinds), cell(&view::as_of(case)));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (word, problem) in view::told(case) {
        let place = match (&case.source, problem.span) {
            (Some(source), Some(span)) => view::spot(source, span),
            _ => plain(&case.path),
        };
        let told = [&problem.what, &problem.why].map(|words| cell(words)).join(" ");
        rows.push(vec![word.to_owned(), String::new(), told, cell(&place), String::new(), cell(&problem.advice)]);
    }
    let found = case.results.iter().filter(|result| !result.known && Severity::of(result) != Severity::Nothing);
    rows.extend(found.map(|result| finding(case, result)));
    if rows.is_empty() {
        let _ = writeln!(page, "指摘はありません。");
        return;
    }
    put(page, &["判定", "規則", "内容", "場所と根拠文", "根拠", "対応"]);
    put(page, &["---"; 6]);
    for row in rows {
        put(page, &row);
    }
}

fn finding(case: &CaseReport, result: &RuleResult) -> Vec<String> {
    let mut places = vec![format!("{} {}", view::spot(&result.source, result.span), plain(&result.pointer))];
    places.extend(view::quotes(case, result));
    let places: Vec<String> = places.iter().map(|place| cell(place)).collect();
    vec![
        cell(&view::signed(result.verdict)),
        cell(&format!("〔{}〕{}", result.level.word(), result.rule)),
        format!("{}<br>{}", cell(&result.title), cell(&view::message(result))),
        places.join("<br>"),
        cell(&result.basis.join("、")),
        cell(&view::settled(result).unwrap_or_else(|| result.advice.to_string())),
    ]
}

/// What the page can be checked by.
fn proof(run: &Run, page: &mut String) {
    let _ = writeln!(page, "\n## 点検に使ったもの\n\n{}\n", cell(&view::proof(run)));
    put(page, &["ファイル", "SHA-256"]);
    put(page, &["---"; 2]);
    for (file, digest) in view::files(run) {
        put(page, &[cell(&file), digest]);
    }
}

/// A row of a table, its cells already escaped.
fn put(page: &mut String, cells: &[impl AsRef<str>]) {
    page.push('|');
    for cell in cells {
        // Writing to a String cannot fail.
        let _ = write!(page, " {} |", cell.as_ref());
    }
    page.push('\n');
}

/// Text that stays text in a cell: no column, tag, link, formula or emphasis comes of it. GitHub makes links
/// of bare addresses, too.
pub(super) fn cell(text: &str) -> String {
    escaped(&one_line(text), mark).replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// How a letter that Markdown gives a meaning is written as itself.
fn mark(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\\' => "\\\\",
        '|' => "\\|",
        '`' => "\\`",
        '*' => "\\*",
        '_' => "\\_",
        '[' => "\\[",
        ']' => "\\]",
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '#' => "\\#",
        '~' => "\\~",
        '$' => "\\$",
        '!' => "\\!",
        _ => return None,
    })
}
