//! For people: several cases on one screen, each a line of a table.

use std::io;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};
use unicode_width::UnicodeWidthStr as _;

use super::letters::plain;
use super::pretty::{Pretty, put, standing};
use super::table::{UNREADABLE, name, verdict_sign};
use super::view;
use crate::evaluate::result::Level;
use crate::settle::{CaseReport, CaseVerdict, Run, Summary};

/// The heads of the columns.
const HEADS: [&str; 10] = ["案件", "判定", "必須", "推奨", "○", "×", "未", "△", "免", "―"];
/// What the signs mean.
const SIGNS: &str = "○ 適合　× 不適合　未 未記載　△ 要確認　免 免除・目視確認　― 対象外";
/// How many lines are laid out at a time: while it is, a line takes some 5 KB.
const AT_ONCE: usize = 200;

/// What is told of one case.
#[derive(Debug)]
pub struct OverviewLine {
    name: String,
    verdict: CaseVerdict,
    required: String,
    recommended: String,
    counts: Summary,
    /// What could not be read, and remarks.
    messages: String,
}

impl OverviewLine {
    fn cells(&self) -> [String; HEADS.len()] {
        let counts = &self.counts;
        [
            self.name.clone(),
            verdict_sign(self.verdict).to_owned(),
            self.required.clone(),
            self.recommended.clone(),
            counts.pass.to_string(),
            counts.fail.to_string(),
            counts.missing.to_string(),
            counts.review.to_string(),
            (counts.attested + counts.waived).to_string(),
            counts.not_applicable.to_string(),
        ]
    }
}

impl Pretty {
    /// Several cases, of which each is told in a line.
    pub(super) fn overview(
        &self,
        run: &Run,
        lines: &[OverviewLine],
        summary: Summary,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        self.table(lines, out)?;
        lines.iter().try_for_each(|line| out.write_all(line.messages.as_bytes()))?;
        let mut text = String::new();
        self.summary(run, summary, &mut text);
        put(&mut text, "  指摘の内容は、1件ずつ点検するか、--verbose を付けると見られます。");
        out.write_all(text.as_bytes())
    }

    /// What the overview tells of a case.
    pub(super) fn line(&self, case: &CaseReport) -> OverviewLine {
        let level = |level| standing(case, level).unwrap_or_default();
        OverviewLine {
            name: name(case),
            verdict: case.verdict(),
            required: level(Level::Required),
            recommended: level(Level::Recommended),
            counts: Summary::of([case]),
            messages: self.messages(case),
        }
    }

    /// All cases on one screen, before the details.
    pub(super) fn table(&self, lines: &[OverviewLine], out: &mut dyn io::Write) -> io::Result<()> {
        let widths = self.widths(lines);
        let parts = lines.len().div_ceil(AT_ONCE);
        for (some, part) in lines.chunks(AT_ONCE).zip(1..) {
            let mut table = self.empty();
            for (column, width) in table.column_iter_mut().zip(&widths) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(*width)));
            }
            table.add_rows(some.iter().map(OverviewLine::cells));
            let drawn: Vec<String> = table.lines().collect();
            // The head stands over the first part alone, the lower border under the last.
            let head = drawn.iter().position(|line| line.starts_with('╞')).map_or(0, |border| border + 1);
            let start = if part == 1 { 0 } else { head };
            let end = if part == parts { drawn.len() } else { drawn.len().saturating_sub(1) };
            drawn.get(start..end).unwrap_or_default().iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        let is_broken = lines.iter().any(|line| line.verdict == CaseVerdict::Error);
        let unreadable = if is_broken { format!("　{UNREADABLE}") } else { String::new() };
        writeln!(out, "{SIGNS}{unreadable}\n")
    }

    fn empty(&self) -> Table {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        table.set_header(HEADS);
        table
    }

    /// The width of each column, as the widest of its cells make it: read off the border of a table of these alone.
    fn widths(&self, lines: &[OverviewLine]) -> Vec<u16> {
        let mut widest: [(usize, Option<&OverviewLine>); HEADS.len()] = [(0, None); HEADS.len()];
        for line in lines {
            for (cell, widest) in line.cells().iter().zip(&mut widest) {
                if widest.1.is_none() || cell.width() > widest.0 {
                    *widest = (cell.width(), Some(line));
                }
            }
        }
        let mut table = self.empty();
        table.add_rows(widest.iter().filter_map(|(_, line)| line.map(OverviewLine::cells)));
        let border = table.lines().next().unwrap_or_default();
        let columns = border.trim_matches(['┌', '┐']).split('┬');
        columns.map(|column| u16::try_from(column.chars().count()).unwrap_or(u16::MAX)).collect()
    }

    /// What could not be read, and remarks: an overview must not hide them.
    fn messages(&self, case: &CaseReport) -> String {
        let mut text = String::new();
        if view::told(case).next().is_some() {
            put(&mut text, &self.strong(&plain(&case.path)));
            for (word, problem) in view::told(case) {
                text.push_str(&self.problem_text(case.source.as_deref(), problem, word));
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Show;

    fn drawn(names: impl Iterator<Item = String>, width: usize) -> Vec<String> {
        let cases = names.map(|path| CaseReport { path, ..CaseReport::default() });
        let style = Pretty { colour: false, width, show: Show::all(), verbose: false };
        let lines: Vec<OverviewLine> = cases.map(|case| style.line(&case)).collect();
        let mut out = Vec::new();
        style.table(&lines, &mut out).expect("a Vec can be written to");
        String::from_utf8(out).expect("text").lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_table_of_many_parts_is_one_table() {
        for width in [64, 100] {
            let count = 2 * AT_ONCE + 3;
            let many = drawn((0..count).map(|number| format!("{number:04}")), width);
            let rows = many.iter().filter(|line| line.starts_with("│ 0")).count();
            assert_eq!(rows, count, "each case once");
            let few = drawn(["0000".to_owned()].into_iter(), width);
            let (few_head, many_head) = (few.iter().take(3), many.iter().take(3));
            assert!(few_head.eq(many_head), "the head as that of one case");
            for (border, times) in [('┌', 1), ('╞', 1), ('└', 1)] {
                assert_eq!(many.iter().filter(|line| line.starts_with(border)).count(), times, "{border}");
            }
        }
    }

    #[test]
    fn the_longest_name_of_a_later_part_makes_room_in_all() {
        let names = (0..=AT_ONCE).map(|number| if number == AT_ONCE { "とても長い名の案件.yaml" } else { "a.yaml" });
        let many = drawn(names.map(str::to_owned), 120);
        let widths: Vec<usize> =
            many.iter().take_while(|line| !line.starts_with('└')).map(|line| line.width()).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{widths:?}");
        assert!(many.iter().any(|line| line.contains("とても長い名の案件.yaml")), "it is not broken");
    }
}
