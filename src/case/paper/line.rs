//! The lines of a paper, without their indentation and what Markdown puts around a text.

use std::ops::Range;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where its text stands in the file; empty for a line that holds none.
    pub(super) body: Range<usize>,
    /// How far it is indented, in cells.
    pub(super) indent: usize,
    /// How far it reaches, in cells.
    pub(super) width: usize,
    /// The level of a Markdown heading.
    pub(super) heading: Option<usize>,
    /// Whether it is a row of a Markdown table.
    pub(super) row: bool,
}

/// The lines of a text. In Markdown, code, comments and rules count as empty lines.
pub(super) fn lines(text: &str, markdown: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut skipping = None;
    let mut start = 0;
    for ended in text.split_inclusive(['\n', '\r']) {
        let range = start..start + ended.len();
        start = range.end;
        // The second half of a line end in two characters is no line.
        if ended == "\n" && text.get(..range.start).is_some_and(|before| before.ends_with('\r')) {
            continue;
        }
        let mut line = plain(text, range);
        if markdown {
            let body = text.get(line.body.clone()).unwrap_or("");
            let shown = skipping.is_none();
            skipping = skip(body, skipping);
            if !shown || skipping.is_some() || is_rule(body) || body.starts_with("<!--") {
                line.body = line.body.start..line.body.start;
            } else {
                unframe(text, &mut line);
            }
        }
        lines.push(line);
    }
    lines
}

fn plain(text: &str, range: Range<usize>) -> Line {
    let line = text.get(range.clone()).unwrap_or("");
    let body = line.trim_start();
    let lead = line.len() - body.len();
    let indent = cells(line.get(..lead).unwrap_or(""));
    let body = body.trim_end();
    let start = range.start + lead.min(line.trim_end().len());
    Line { body: start..start + body.len(), indent, width: indent + cells(body), heading: None, row: false }
}

/// Full-width letters take two cells; a tab counts as four.
fn cells(text: &str) -> usize {
    text.chars()
        .map(|letter| match letter {
            '\t' => 4,
            '\n' | '\r' => 0,
            ' '..='~' | '\u{FF61}'..='\u{FF9F}' => 1,
            _ => 2,
        })
        .sum()
}

/// What ends the part of a Markdown file that is no text, after a line of it.
fn skip(body: &str, until: Option<&'static str>) -> Option<&'static str> {
    match until {
        Some("-->") => (!body.contains("-->")).then_some("-->"),
        Some(fence) => (!body.starts_with(fence)).then_some(fence),
        None if body.starts_with("```") => Some("```"),
        None if body.starts_with("~~~") => Some("~~~"),
        None if body.starts_with("<!--") && !body.contains("-->") => Some("-->"),
        None => None,
    }
}

/// Whether a line only draws a line: a thematic break, or the border below the heads of a table.
fn is_rule(body: &str) -> bool {
    body.len() >= 3 && body.chars().all(|letter| "-*_=|:+ ".contains(letter)) && !body.starts_with("- ")
}

/// Takes the signs of headings and quotations off a line of Markdown.
fn unframe(text: &str, line: &mut Line) {
    let cut = |line: &mut Line, signs: usize| {
        let rest = text.get(line.body.start + signs..line.body.end).unwrap_or("");
        line.body.start = line.body.end - rest.trim_start().len();
    };
    let quoted = text.get(line.body.clone()).unwrap_or("").chars().take_while(|letter| matches!(letter, '>' | ' '));
    let signs = quoted.count();
    if text.get(line.body.clone()).is_some_and(|body| body.starts_with('>')) {
        cut(line, signs);
    }
    let body = text.get(line.body.clone()).unwrap_or("");
    let level = body.chars().take_while(|&letter| letter == '#').count();
    if (1..=6).contains(&level)
        && body.get(level..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\u{3000}']))
    {
        line.heading = Some(level);
        cut(line, level);
        let body = text.get(line.body.clone()).unwrap_or("");
        line.body.end = line.body.start + body.trim_end_matches('#').trim_end().len();
    }
    line.row = text.get(line.body.clone()).is_some_and(|body| body.starts_with('|'));
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn bodies(text: &str, markdown: bool) -> Vec<&str> {
        lines(text, markdown).into_iter().map(|line| &text[line.body]).collect()
    }

    #[test]
    fn every_line_end_ends_one_line() {
        assert_eq!(bodies("甲\r\n　乙 \n\n丙\r丁", false), ["甲", "乙", "", "丙", "丁"]);
        assert_eq!(lines("　乙", false).first().map(|line| (line.indent, line.width)), Some((2, 4)));
    }

    #[test]
    fn markdown_keeps_only_its_text() {
        let text = "## 甲 ##\n```\n第1条\n```\n> 乙\n<!-- 丙\n丁 -->\n|a|b|\n|---|---|\n---\n- 戊\n";
        assert_eq!(bodies(text, true), ["甲", "", "", "", "乙", "", "", "|a|b|", "", "", "- 戊"]);
        assert_eq!(bodies("## 甲\n```", false), ["## 甲", "```"]);
    }
}
