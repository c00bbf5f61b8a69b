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

/// What stands in for each byte that a Markdown file does not show: white space of one byte, so that every
/// place in the file stays the same.
pub(super) const HIDDEN: char = '\u{C}';

/// A Markdown text with its code and its comments hidden.
pub(super) fn shown(text: &str) -> String {
    const BEGIN: &str = "<!--";
    const END: &str = "-->";
    let last_end = text.rfind(END).unwrap_or(0);
    let mut shown = String::with_capacity(text.len());
    let (mut fence, mut comment) = (None, false);
    // Fences that nothing closes: the rest is not searched again for one of the same sign that is as long.
    let mut unclosed: Vec<Fence> = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        if !comment {
            let (was, body) = (fence, line.trim());
            fence = match was {
                // Where nothing closes it, the rest of the paper would be lost.
                None => Fence::opened(body).filter(|open| {
                    let hopeless = |one: &Fence| one.sign == open.sign && one.count <= open.count;
                    let searched = unclosed.iter().any(hopeless);
                    let closes = !searched && open.closes_in(text.get(shown.len() + line.len()..));
                    if !closes && !searched {
                        unclosed.push(*open);
                    }
                    closes
                }),
                Some(open) => Some(open).filter(|open| !open.is_closed(body)),
            };
            if was.is_some() || fence.is_some() {
                hide(&mut shown, line);
                continue;
            }
        }
        let mut rest = line;
        while !rest.is_empty() {
            let end = if comment {
                let end = rest.find(END).map(|at| at + END.len());
                comment = end.is_none();
                let (hidden, after) = rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, ""));
                hide(&mut shown, hidden);
                rest = after;
                continue;
            } else {
                // Where nothing ends it, only one that begins its line is a comment; another is plain text.
                let starts = line.trim_start().len() == rest.trim_start().len() && rest.trim_start().starts_with(BEGIN);
                rest.find(BEGIN).filter(|at| starts || shown.len() + at < last_end)
            };
            let (kept, after) = rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, ""));
            shown.push_str(kept);
            comment = !after.is_empty();
            // 「<!-->」 is a whole comment.
            let (sign, after) = after.split_at_checked("<!".len()).unwrap_or(("", after));
            hide(&mut shown, sign);
            rest = after;
        }
    }
    shown
}

fn hide(shown: &mut String, text: &str) {
    for letter in text.chars() {
        if matches!(letter, '\n' | '\r') {
            shown.push(letter);
        } else {
            shown.extend(std::iter::repeat_n(HIDDEN, letter.len_utf8()));
        }
    }
}

/// What code stands between: three signs or more.
#[derive(Clone, Copy)]
struct Fence {
    sign: char,
    count: usize,
}

impl Fence {
    /// The fence that a line opens; 「```…```」 is code within a text, and is read.
    fn opened(body: &str) -> Option<Self> {
        let sign = body.chars().next().filter(|&sign| matches!(sign, '`' | '~'))?;
        let count = body.chars().take_while(|&letter| letter == sign).count();
        let is_inline = sign == '`' && body.get(count..).is_some_and(|rest| rest.contains(sign));
        (count >= 3 && !is_inline).then_some(Self { sign, count })
    }

    fn closes_in(&self, rest: Option<&str>) -> bool {
        rest.unwrap_or_default().split(['\n', '\r']).any(|line| self.is_closed(line.trim()))
    }

    fn is_closed(&self, body: &str) -> bool {
        body.chars().count() >= self.count && body.chars().all(|letter| letter == self.sign)
    }
}

/// The lines of a text. In Markdown, of which only what is [`shown`] is given, rules count as empty lines.
pub(super) fn lines(text: &str, markdown: bool) -> Vec<Line> {
    let mut lines = Vec::new();
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
            if is_rule(body) {
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
            '\n' | '\r' | HIDDEN => 0,
            ' '..='~' | '\u{FF61}'..='\u{FF9F}' => 1,
            _ => 2,
        })
        .sum()
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
    use super::{lines, shown};

    fn bodies(text: &str, markdown: bool) -> Vec<String> {
        let text = if markdown { shown(text) } else { text.to_owned() };
        lines(&text, markdown).into_iter().map(|line| text[line.body].to_owned()).collect()
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

    #[test]
    fn comments_and_code_are_hidden_and_nothing_else() {
        for (text, wanted) in [
            ("甲 <!-- 乙 -->\n丙", &["甲", "丙"][..]),
            ("<!-- 乙 --> 第１条　甲\n丙", &["第１条　甲", "丙"]),
            ("<!-- 乙\n丁 --> 第１条　甲\n丙", &["", "第１条　甲", "丙"]),
            ("甲 <!-- 乙\n丁\n--> 丙", &["甲", "", "丙"]),
            ("甲 <!--> 丙", &["甲\u{C}\u{C}\u{C}\u{C}\u{C} 丙"]),
            ("甲 <!-- 乙\n丙", &["甲 <!-- 乙", "丙"]),
            ("甲\n<!-- 乙\n丙", &["甲", "", ""]),
            ("```第１条　甲```\n丙", &["```第１条　甲```", "丙"]),
            ("````\n```\n甲\n````\n丙", &["", "", "", "", "丙"]),
            ("```\n甲\n``` 乙\n```\n丙", &["", "", "", "", "丙"]),
            ("```\n<!--\n```\n丙 --> 丁", &["", "", "", "丙 --> 丁"]),
            ("<!--\n```\n-->\n丙", &["", "", "", "丙"]),
            ("甲\n```\n第１条　乙\n丙", &["甲", "```", "第１条　乙", "丙"]),
            ("~~~\n甲\n```\n乙\n```\n丙", &["~~~", "甲", "", "", "", "丙"]),
            ("````\n甲\n```\n乙\n```\n丙", &["````", "甲", "", "", "", "丙"]),
        ] {
            let found = bodies(text, true);
            let found: Vec<String> = found.iter().map(|body| body.replace(" \u{C}", "\u{C}")).collect();
            assert_eq!(found, wanted, "{text}");
            assert_eq!(shown(text).len(), text.len(), "{text}");
        }
    }
}
