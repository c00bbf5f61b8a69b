//! Quotes and brackets that are open at a place: read again by hand where the parser has given up.

use super::line::Line;
use crate::source::Span;

/// What stands open at a place.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The brackets that are open, outermost first, each with its byte.
    pub(super) open: Vec<(char, usize)>,
    /// The last quoted text that ended, with its quotes.
    pub(super) quoted: Option<Span>,
}

impl Flow {
    /// Reads from `from`, where nothing is open, to `to`.
    pub(super) fn read(file: &str, from: usize, to: usize) -> Self {
        let mut flow = Self::default();
        let mut at = from;
        // Whether a value may begin here: only there is a quote or a bracket a sign.
        let mut start = true;
        while let Some(letter) = file.get(at..to).and_then(|rest| rest.chars().next()) {
            let mut next = at + letter.len_utf8();
            let spaced = file.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
            match letter {
                '"' | '\'' if start => {
                    next = closing(file, at, letter).unwrap_or(file.len());
                    flow.quoted = (next <= to).then(|| Span::new(at, next)).or(flow.quoted);
                    start = false;
                }
                '#' if spaced => next = Line::at(file, at).end(),
                '[' | '{' if start || !flow.open.is_empty() => flow.open.push((letter, at)),
                ']' | '}' if !flow.open.is_empty() => {
                    flow.open.pop();
                    start = false;
                }
                ',' if !flow.open.is_empty() => start = true,
                ':' | '-' | '?' => start = true,
                '\n' | '\r' => start = true,
                ' ' | '\t' => {}
                _ => start = false,
            }
            at = next;
        }
        flow
    }

    /// Whether a bracket closes before a line that is no deeper than the bracket's own begins.
    pub(super) fn closes(file: &str, bracket: usize) -> bool {
        let first = Line::at(file, bracket);
        let mut end = first.end();
        let mut line = first;
        while let Some(below) = line.below(file) {
            let closing = below.text.trim_start().starts_with([']', '}']);
            if below.says_something() && below.indentation().len() <= first.indentation().len() && !closing {
                break;
            }
            end = below.end();
            line = below;
        }
        Self::read(file, bracket, end).open.is_empty()
    }
}

/// The byte behind the quote that ends the text that begins with a quote at `at`.
fn closing(file: &str, at: usize, quote: char) -> Option<usize> {
    let mut letters = file.get(at..)?.char_indices().skip(1).peekable();
    while let Some((skip, letter)) = letters.next() {
        if letter == '\\' && quote == '"' {
            letters.next();
        } else if letter == quote {
            if quote == '\'' && letters.next_if(|&(_, next)| next == quote).is_some() {
                continue;
            }
            return Some(at + skip + 1);
        }
    }
    None
}
