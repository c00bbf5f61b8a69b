//! For the office: a workbook with the matrix, all results, the traceability matrix, the rules, and what it can
//! be checked by. Every cell is a text; none is ever a formula or a link.

use std::io;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

use super::letters::paragraphs;
use super::table::{SIGNS, items, name, verdict_sign, worst};
use super::view;
use crate::evaluate::result::{RuleResult, Verdict};
use crate::settle::{CaseReport, Run};

/// Most letters that a cell holds.
const CELL: usize = 32_767;
/// Widths of columns, in letters of half width.
const NARROWEST: u32 = 6;
const WIDEST: u32 = 50;
/// The same where a column is a case, so that several stand beside each other on a page.
const CASE: u32 = 22;
/// The height of a line, and of the tallest row that a spreadsheet has, in points.
const LINE: u32 = 16;
const TALLEST: u32 = 409;
/// A4, by the number that spreadsheets know it by.
const A4: u8 = 9;

/// One sheet: its head and its rows.
struct Sheet {
    name: &'static str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Whether the rows can be filtered.
    filter: bool,
    /// The widest that a column is.
    widest: u32,
}

/// Writes the workbook.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let bytes = workbook(run).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(run: &Run) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same run gives the same bytes, so the file does not bear the time at which it was made.
    let properties = DocProperties::new().set_title("kansa の点検結果").set_comment(view::proof(run));
    book.set_properties(&properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let head = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    for sheet in [matrix(run), findings(run), traceability(run), rules(run), proof(run)] {
        let page = book.add_worksheet();
        page.set_name(sheet.name)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        page.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        fill(page, &sheet, &head, &body)?;
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, head: &Format, body: &Format) -> Result<(), XlsxError> {
    let rows: Vec<Vec<String>> = std::iter::once(&sheet.head)
        .chain(&sheet.rows)
        .map(|row| row.iter().map(|text| cell(text)).collect())
        .collect();
    let widths = widths(sheet, &rows);
    let mut last = 0;
    for (row, cells) in (0..).zip(&rows) {
        for (column, text) in (0..).zip(cells) {
            page.write_string_with_format(row, column, text, if row == 0 { head } else { body })?;
        }
        // Not every program fits the height to wrapped text by itself.
        page.set_row_height(row, height(cells, &widths))?;
        last = row;
    }
    for (column, width) in (0..).zip(&widths) {
        page.set_column_width(column, *width)?;
    }
    if let Some(columns) = sheet.head.len().checked_sub(1).filter(|_| sheet.filter) {
        page.autofilter(0, 0, last, u16::try_from(columns).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

/// The widths of the columns: those of their longest lines, up to what the sheet allows.
fn widths(sheet: &Sheet, rows: &[Vec<String>]) -> Vec<u32> {
    let mut widths = vec![NARROWEST; sheet.head.len()];
    for (at, cells) in rows.iter().enumerate() {
        // A filter draws its button over the end of a head.
        let margin = if at == 0 && sheet.filter { 4 } else { 2 };
        for (text, widest) in cells.iter().zip(&mut widths) {
            let width = text.lines().map(|line| cells_of(line) + margin).max().unwrap_or(0);
            *widest = width.clamp(*widest, sheet.widest.max(*widest));
        }
    }
    widths
}

/// The height of a row in points: as many lines as its tallest cell wraps to.
fn height(cells: &[String], widths: &[u32]) -> u32 {
    let lines = |(text, width): (&String, &u32)| {
        text.lines().map(|line| cells_of(line).div_ceil(width.saturating_sub(1).max(1)).max(1)).sum::<u32>()
    };
    let lines = cells.iter().zip(widths).map(lines).max().unwrap_or(1).max(1);
    lines.saturating_mul(LINE).min(TALLEST)
}

/// The width of a line in letters of half width.
fn cells_of(line: &str) -> u32 {
    u32::try_from(line.width()).unwrap_or(u32::MAX)
}

/// Text as a cell holds it: no letter that XML forbids, none that a spreadsheet takes for the code of
/// another, and not more than fits.
fn cell(text: &str) -> String {
    let text = uncoded(&paragraphs(text));
    if text.chars().count() <= CELL {
        return text;
    }
    let kept: String = text.chars().take(CELL - 1).collect();
    format!("{kept}…")
}

/// Text in which 「_x0041_」 stays what it is: a workbook would read it as the code of a letter.
fn uncoded(text: &str) -> String {
    let mut uncoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        let digits = after.bytes().skip(2).take_while(u8::is_ascii_hexdigit).take(4).count();
        let is_code = digits == 4 && after.as_bytes().get(6) == Some(&b'_');
        uncoded.push_str(before);
        uncoded.push_str(if is_code { "_x005F_" } else { "_" });
        rest = after.get(1..).unwrap_or("");
    }
    uncoded.push_str(rest);
    uncoded
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn matrix(run: &Run) -> Sheet {
    let heads = run.cases.iter().enumerate().map(|(at, case)| format!("{}. {}", at + 1, name(case)));
    let mut rows: Vec<Vec<String>> = vec![
        std::iter::once("件名".to_owned()).chain(run.cases.iter().map(|case| case.title.clone())).collect(),
        std::iter::once("この件".to_owned())
            .chain(run.cases.iter().map(|case| verdict_sign(case.verdict()).to_owned()))
            .collect(),
    ];
    rows.extend(items(run).into_iter().map(|item| {
        let cells = run.cases.iter().map(|case| worst(case, item).map(view::signed).unwrap_or_default());
        std::iter::once(item.to_owned()).chain(cells).collect()
    }));
    rows.push(vec![format!("凡例\n{}", SIGNS.join("\n"))]);
    Sheet {
        name: "一覧",
        head: std::iter::once("項目".to_owned()).chain(heads).collect(),
        rows,
        filter: false,
        widest: CASE,
    }
}

/// What tells the case of a row.
fn case_cells(at: usize, case: &CaseReport) -> [String; 2] {
    [(at + 1).to_string(), case.number.clone().unwrap_or_else(|| case.path.clone())]
}

fn findings(run: &Run) -> Sheet {
    let mut rows = Vec::new();
    for (at, case) in run.cases.iter().enumerate() {
        for (word, problem) in view::told(case) {
            let place = case.source.as_ref().zip(problem.span).map(|(source, span)| view::spot(source, span));
            let mut row = Vec::from(case_cells(at, case));
            row.extend(words(&["", &problem.code, "", "", word, &problem.what, "", ""]));
            row.extend([place.unwrap_or_else(|| case.path.clone()), String::new(), problem.advice.clone()]);
            row.extend([String::new(), problem.why.clone(), String::new(), String::new()]);
            rows.push(row);
        }
        rows.extend(case.results.iter().map(|result| finding(at, case, result)));
    }
    let head = [
        "件",
        "案件",
        "項目",
        "規則",
        "段階",
        "求めること",
        "判定",
        "判定の内容",
        "条項",
        "場所",
        "行",
        "根拠文",
        "対応",
        "記載例",
        "理由",
        "人の確認",
        "既知の指摘",
    ];
    Sheet { name: "指摘", head: words(&head), rows, filter: true, widest: WIDEST }
}

fn finding(at: usize, case: &CaseReport, result: &RuleResult) -> Vec<String> {
    let mut row = Vec::from(case_cells(at, case));
    row.extend([
        result.item.to_string(),
        result.rule.to_string(),
        result.level.word().to_owned(),
        result.title.to_string(),
        view::signed(result.verdict),
        view::message(result),
        result.basis.join("\n"),
        result.pointer.to_string(),
        view::spot(&result.source, result.span),
        view::quotes(case, result).join("\n"),
        result.advice.to_string(),
        result.model.as_deref().unwrap_or_default().to_owned(),
        result.why.to_string(),
        view::settled(result).unwrap_or_default(),
        view::known(result).to_owned(),
    ]);
    row
}

fn traceability(run: &Run) -> Sheet {
    let rows = view::traces(run).into_iter().map(|trace| {
        let view::Trace { basis, at, case, result } = trace;
        let mut row =
            vec![basis.to_owned(), result.title.to_string(), result.rule.to_string(), result.level.word().to_owned()];
        row.extend(case_cells(at, case));
        row.extend([
            result.item.to_string(),
            format!("{} {}", view::spot(&result.source, result.span), result.pointer),
            view::signed(result.verdict),
            view::quotes(case, result).join("\n"),
            view::settled(result).unwrap_or_default(),
        ]);
        row
    });
    let head = ["条項", "対策", "規則", "段階", "件", "案件", "項目", "記載箇所", "判定", "根拠文", "人の確認"];
    Sheet { name: "条項と記載の対応", head: words(&head), rows: rows.collect(), filter: true, widest: WIDEST }
}

fn rules(run: &Run) -> Sheet {
    let rows = run.rules.iter().map(|rule| {
        let found = |wanted: Verdict| {
            let of_rule = run.cases.iter().flat_map(|case| &case.results).filter(|result| result.rule == rule.id);
            of_rule.filter(|result| result.verdict == wanted).count().to_string()
        };
        let kinds = if rule.kinds.is_empty() { "すべて".to_owned() } else { rule.kinds.join("・") };
        let mut row = vec![rule.id.clone(), rule.level.word().to_owned(), kinds, rule.item.clone(), rule.title.clone()];
        row.extend([rule.basis.join("\n"), rule.advice.clone(), rule.model.clone().unwrap_or_default()]);
        row.push(rule.why.clone());
        row.extend(Verdict::ALL.map(found));
        row
    });
    let head = ["規則", "段階", "種別", "項目", "求めること", "条項", "対応", "記載例", "理由"];
    let counts = Verdict::ALL.map(|verdict| verdict.word().to_owned());
    let head = words(&head).into_iter().chain(counts).collect();
    Sheet { name: "規則", head, rows: rows.collect(), filter: true, widest: WIDEST }
}

fn proof(run: &Run) -> Sheet {
    let day = run.as_of.map(|day| day.to_string()).unwrap_or_default();
    let mut rows = vec![
        words(&["kansa の版", view::VERSION, ""]),
        words(&["規則のSHA-256", &run.rule_digest, ""]),
        words(&["基準日の指定", &day, ""]),
    ];
    rows.extend(view::compared(run).into_iter().map(|line| vec![line, String::new(), String::new()]));
    let settings = run.settings.iter().map(|file| words(&[&file.path, file.sha256.as_deref().unwrap_or_default(), ""]));
    rows.extend(settings);
    for case in &run.cases {
        let day = view::as_of(case);
        rows.extend(view::file_proofs(case).into_iter().map(|(file, digest)| vec![file, digest, day.clone()]));
    }
    Sheet {
        name: "点検に使ったもの", head: words(&["もの", "値", "基準日"]), rows, filter: false, widest: 70
    }
}
