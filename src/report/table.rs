//! For people: one table, a case a column, a heading a row, the worst verdict in each cell.

use std::io;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

use super::letters::plain;
use super::view;
use crate::evaluate::result::Verdict;
use crate::settle::{CaseReport, CaseVerdict, Run};

/// What the sign of a case that could not be read whole means.
pub(super) const UNREADABLE: &str = "エ 読めない";
/// What the signs in a matrix mean.
pub(super) const SIGNS: [&str; 7] =
    ["× 不適合・未記載", "△ 要確認", "免 免除", "目 目視確認", "○ 適合", "― 対象外", UNREADABLE];

/// Writes the table, with what its signs mean.
pub(super) fn write(run: &Run, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let items = items(run);
    let mut table = Table::new();
    table.load_style(comfy_table::presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(width).unwrap_or(u16::MAX));
    let names = run.cases.iter().enumerate().map(|(at, case)| Cell::new(format!("{}. {}", at + 1, name(case))));
    table.set_header(std::iter::once(Cell::new("項目")).chain(names));
    for item in &items {
        let cells = run.cases.iter().map(|case| cell(case, item));
        table.add_row(std::iter::once(Cell::new(plain(item))).chain(cells));
    }
    let verdicts =
        run.cases.iter().map(|case| Cell::new(verdict_sign(case.verdict())).set_alignment(CellAlignment::Center));
    table.add_row(std::iter::once(Cell::new("この件")).chain(verdicts));
    writeln!(out, "{table}")?;
    writeln!(out, "{}", SIGNS.join("　"))?;
    for (at, case) in run.cases.iter().enumerate() {
        writeln!(out, "{}. {}  {}", at + 1, plain(&case.path), plain(&case.title))?;
        for result in &case.results {
            let Some(settled) = &result.settled else { continue };
            let paper = settled.paper.as_deref().map(|paper| format!(" {paper}")).unwrap_or_default();
            let words = format!("{} {} {}{paper}「{}」", result.rule, settled.by, settled.day, settled.words);
            writeln!(out, "   {} {}", result.verdict.sign(), plain(&words))?;
        }
        for (word, problem) in view::told(case) {
            writeln!(out, "   {word}: {}", plain(&problem.what))?;
        }
    }
    view::compared(run).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The headings that any result is reported under, in the order of the first case that has them.
pub(super) fn items(run: &Run) -> Vec<&str> {
    let mut items: Vec<&str> = Vec::new();
    for result in run.cases.iter().flat_map(|case| &case.results) {
        if result.verdict != Verdict::NotApplicable && !items.contains(&result.item.as_str()) {
            items.push(&result.item);
        }
    }
    items
}

/// The short name of a case: its number, with the path where another file bears it, too; or its file.
pub(super) fn name(case: &CaseReport) -> String {
    let file = case.path.rsplit('/').next().unwrap_or(&case.path);
    match case.number.as_deref() {
        Some(number) if case.shares_number => format!("{}（{}）", plain(number), plain(&case.path)),
        Some(number) => plain(number),
        None => plain(file),
    }
}

fn cell(case: &CaseReport, item: &str) -> Cell {
    Cell::new(worst(case, item).map_or("", Verdict::sign)).set_alignment(CellAlignment::Center)
}

/// The worst verdict of a case under a heading; none where no rule is reported under it.
pub(super) fn worst(case: &CaseReport, item: &str) -> Option<Verdict> {
    case.results.iter().filter(|result| result.item == item).map(|result| result.verdict).min()
}

/// The sign of a case's verdict.
pub(super) fn verdict_sign(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Pass => "○",
        CaseVerdict::Review => "△",
        CaseVerdict::Fail => "×",
        CaseVerdict::Error => "エ",
    }
}
