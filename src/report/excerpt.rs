//! An excerpt of a file with a place underlined.
//!
//! miette draws it; what it is given is one line, cropped to the width of the terminal. Left to itself
//! miette counts bytes in the header and lets a long line wrap, which tears the underline off.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar as _;

use super::letters::plain;
use crate::source::{Source, Span};

/// One line of a file with a place in it.
#[derive(Debug)]
pub(super) struct Excerpt {
    name: String,
    text: String,
    label: SourceSpan,
    words: String,
    line: usize,
    column: usize,
}

/// What stands for text that was left out.
const MORE: char = '…';

impl Excerpt {
    /// The line in which `span` begins, cropped to `width` cells around it; `words` stand under the line.
    pub(super) fn new(source: &Source, span: Span, words: &str, width: usize) -> Self {
        let start = source.position(span.start);
        let text = source.text();
        let line_start = source.line_start(start.line);
        let line = text.get(line_start..).and_then(|rest| rest.split(['\n', '\r']).next()).unwrap_or("");
        let from = span.start.saturating_sub(line_start).min(line.len());
        let to = span.end.saturating_sub(line_start).clamp(from, line.len());
        let (text, label) = crop(line, from, to, width.max(20));
        Self {
            name: plain(source.name()),
            text,
            label: label.into(),
            words: words.to_owned(),
            line: start.line - 1,
            column: start.column - 1,
        }
    }

    /// The underline.
    pub(super) fn label(&self) -> LabeledSpan {
        LabeledSpan::new_primary_with_span((!self.words.is_empty()).then(|| self.words.clone()), self.label)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // The header asks without context: that is where the column of the place itself belongs.
        let column = if before == 0 && after == 0 { self.column } else { 0 };
        let whole = (0, self.text.len()).into();
        let contents =
            MietteSpanContents::new_named(self.name.clone(), self.text.as_bytes(), whole, self.line, column, 1);
        Ok(Box::new(contents))
    }
}

/// Crops a line to `width` cells so that the place `from..to` stays in sight; gives the text and the
/// place in it, in bytes.
fn crop(line: &str, from: usize, to: usize, width: usize) -> (String, (usize, usize)) {
    let part = |start: usize, end: usize| plain(line.get(start..end).unwrap_or(""));
    let (before, inside, after) = (part(0, from), part(from, to), part(to, line.len()));
    let (before, inside, after) = if cells(&before) + cells(&inside) + cells(&after) <= width {
        (before, inside, after)
    } else {
        // A quarter of the width shows what stands before, the rest the place and what follows.
        let room = width - 2;
        let kept_before = last_cells(&before, (room / 4).max(room.saturating_sub(cells(&inside) + cells(&after))));
        let kept_inside = first_cells(&inside, room - cells(&kept_before));
        let kept_after = first_cells(&after, room - cells(&kept_before) - cells(&kept_inside));
        let mark = |cut: bool, text: String, left: bool| match (cut, left) {
            (false, _) => text,
            (true, true) => format!("{MORE}{text}"),
            (true, false) => format!("{text}{MORE}"),
        };
        let cut_inside = kept_inside != inside;
        (
            mark(kept_before != before, kept_before, true),
            mark(cut_inside, kept_inside, false),
            if cut_inside { String::new() } else { mark(kept_after != after, kept_after, false) },
        )
    };
    let place = (before.len(), inside.len());
    (format!("{before}{inside}{after}"), place)
}

fn cells(text: &str) -> usize {
    text.chars().map(|letter| letter.width().unwrap_or(0)).sum()
}

fn first_cells(text: &str, width: usize) -> String {
    let mut left = width;
    text.chars()
        .take_while(|letter| {
            let cells = letter.width().unwrap_or(0);
            let fits = cells <= left;
            left = left.saturating_sub(cells);
            fits
        })
        .collect()
}

fn last_cells(text: &str, width: usize) -> String {
    let mut left = width;
    let kept = text.chars().rev().take_while(|letter| {
        let cells = letter.width().unwrap_or(0);
        let fits = cells <= left;
        left = left.saturating_sub(cells);
        fits
    });
    let mut kept: Vec<char> = kept.collect();
    kept.reverse();
    kept.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_stays_whole() {
        assert_eq!(crop("a: 東京", 3, 9, 40), ("a: 東京".to_owned(), (3, 6)));
    }

    #[test]
    fn a_long_line_keeps_the_place_in_sight_and_fits() {
        let line = "あ".repeat(100) + "ここ" + &"い".repeat(100);
        let (text, (start, len)) = crop(&line, 300, 306, 40);
        assert_eq!(text.get(start..start + len), Some("ここ"));
        assert!(cells(&text) <= 40, "{text}");
        assert!(text.starts_with(MORE) && text.ends_with(MORE));
    }

    #[test]
    fn a_place_longer_than_the_line_is_cut_and_says_so() {
        let line = "う".repeat(200);
        let (text, (start, len)) = crop(&line, 0, 600, 40);
        assert_eq!((start, len), (0, text.len()));
        assert!(cells(&text) <= 40 && text.ends_with(MORE), "{text}");
    }
}
