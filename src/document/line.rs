//! A line as it was typed: its indentation, its dashes, its key and its value.
//!
//! Read only where the parser has given up or where a legal text looks like a slip, so it need not
//! know YAML, only what a person meant.

use super::scalar::{break_at, break_before};
use crate::source::Span;

/// One typed line, without its line break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// The file's byte at which the line begins.
    pub(super) start: usize,
    pub(super) text: &'t str,
}

/// A sign of YAML that was typed so that YAML does not take it for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A tab in the indentation.
    TabIndent,
    /// Another letter than a space in the indentation.
    WideIndent(char),
    /// `：` after a short text.
    WideColon,
    /// `:` after a short text, with no space behind it.
    TightColon,
    /// A dash that is not `-`.
    WideDash(char),
    /// `-` with no space behind it.
    TightDash,
    /// `＃`.
    WideHash,
}

/// Longest text before a colon that passes for a key, in characters.
const LONGEST_KEY: usize = 30;

impl<'t> Line<'t> {
    /// The line that holds a byte of `file`.
    pub(super) fn at(file: &'t str, offset: usize) -> Self {
        let before = file.get(..offset).unwrap_or(file);
        let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let rest = file.get(start..).unwrap_or("");
        Self { start, text: rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len())).unwrap_or("") }
    }

    /// The next line, if there is one.
    pub(super) fn below(&self, file: &'t str) -> Option<Self> {
        let end = break_at(file, self.end())?.end;
        (end < file.len()).then(|| Self::at(file, end))
    }

    /// The nearest line above that says something: neither blank nor only a comment.
    pub(super) fn above(&self, file: &'t str) -> Option<Self> {
        let mut line = *self;
        loop {
            line = Self::at(file, break_before(file, line.start)?.start);
            if line.says_something() {
                return Some(line);
            }
        }
    }

    /// The byte after the last one.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is neither blank nor only a comment.
    pub(super) fn says_something(&self) -> bool {
        let body = self.text.trim_start();
        !body.is_empty() && !body.starts_with('#')
    }

    /// Everything before the first letter, whatever kind of space it is.
    pub(super) fn indentation(&self) -> &'t str {
        let body = self.text.trim_start_matches(is_space);
        self.text.get(..self.text.len() - body.len()).unwrap_or("")
    }

    /// The text from a byte of the file on, without spaces and a comment at its end.
    pub(super) fn text_from(&self, offset: usize) -> &'t str {
        let rest = offset.checked_sub(self.start).and_then(|skip| self.text.get(skip..)).unwrap_or("");
        rest.get(..rest.find(" #").unwrap_or(rest.len())).unwrap_or(rest).trim_end_matches(is_space)
    }

    /// The byte of the file at which what it says begins: behind the indentation and `- `.
    pub(super) fn entry(&self) -> usize {
        let mut body = self.text.get(self.indentation().len()..).unwrap_or("");
        while let Some(rest) = body.strip_prefix('-').filter(|rest| rest.starts_with([' ', '\t'])) {
            body = rest.trim_start_matches([' ', '\t']);
        }
        self.end() - body.len()
    }

    /// Whether the first letter is the dash of a list item.
    pub(super) fn is_item(&self) -> bool {
        let body = self.text.trim_start_matches(is_space);
        body.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    }

    /// The byte of the file of the colon that ends a key: the first one before a space or the end,
    /// outside quotes.
    pub(super) fn colon(&self) -> Option<usize> {
        let entry = self.entry();
        let body = self.text.get(entry - self.start..)?;
        let quote = body.chars().next().filter(|letter| matches!(letter, '"' | '\''));
        let skip = quote.and_then(|quote| Some(body.get(1..)?.find(quote)? + 2)).unwrap_or(0);
        let rest = body.get(skip..)?;
        let colon = rest.match_indices(':').find(|(at, _)| {
            rest.get(at + 1..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
        })?;
        Some(entry + skip + colon.0)
    }

    /// The byte of the file at which the value begins: behind the key's colon, or where there is no
    /// key, behind the dashes.
    pub(super) fn value(&self) -> usize {
        let Some(colon) = self.colon() else { return self.entry() };
        let rest = self.text.get(colon + 1 - self.start..).unwrap_or("");
        self.end() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// The key, where the line has one; else all it says.
    pub(super) fn head(&self) -> &'t str {
        let body = self.text_from(self.entry());
        let colon = self.colon().and_then(|at| body.get(..at.checked_sub(self.entry())?));
        colon.unwrap_or(body).trim_end_matches(is_space)
    }

    /// The span of what the line says.
    pub(super) fn body_span(&self) -> Span {
        let entry = self.entry();
        Span::new(entry, entry + self.text_from(entry).len())
    }

    /// The first sign that YAML does not take for one, with its place.
    pub(super) fn sign(&self) -> Option<(Sign, Span)> {
        self.indent_sign().or_else(|| self.start_sign()).or_else(|| self.colon_sign())
    }

    /// A letter in the indentation that is no space to YAML.
    pub(super) fn indent_sign(&self) -> Option<(Sign, Span)> {
        let indentation = self.indentation();
        let (at, letter) = indentation.char_indices().find(|&(_, letter)| letter != ' ')?;
        let same = |other: char| other == letter;
        let length = indentation.get(at..)?.chars().take_while(|&other| same(other)).count() * letter.len_utf8();
        let sign = if letter == '\t' { Sign::TabIndent } else { Sign::WideIndent(letter) };
        Some((sign, Span::new(self.start + at, self.start + at + length)))
    }

    /// A dash or a comment sign at the start that is none to YAML.
    pub(super) fn start_sign(&self) -> Option<(Sign, Span)> {
        let entry = self.entry();
        let body = self.text.get(entry - self.start..)?;
        let letter = body.chars().next()?;
        let sign = match letter {
            '＃' => Sign::WideHash,
            '－' | '−' | '‐' | '‑' | '–' | '—' | '―' | '﹣' => Sign::WideDash(letter),
            '-' if body.len() > 1 && !body.starts_with("--") => Sign::TightDash,
            _ => return None,
        };
        let spaces = body.get(letter.len_utf8()..)?;
        let spaces = if sign == Sign::TightDash { spaces.len() - spaces.trim_start_matches(is_space).len() } else { 0 };
        Some((sign, Span::new(entry, entry + letter.len_utf8() + spaces)))
    }

    /// A colon that is none to YAML, where the text before it passes for a key.
    pub(super) fn colon_sign(&self) -> Option<(Sign, Span)> {
        let entry = self.entry();
        let body = self.text_from(entry);
        let at = body.find([':', '：'])?;
        let (head, rest) = body.split_at_checked(at)?;
        let colon = rest.chars().next()?;
        let after = rest.get(colon.len_utf8()..)?;
        let passes = !head.trim().is_empty()
            && head.chars().count() <= LONGEST_KEY
            && !head.contains(['。', '、', '「', '」', '"', '\'']);
        // A time (10:30) and an address (https://…) are no keys.
        let figure = head.ends_with(char::is_numeric) && after.starts_with(char::is_numeric);
        if !passes || figure || after.starts_with("//") || (colon == ':' && after.starts_with(' ')) {
            return None;
        }
        let sign = match colon {
            '：' => Sign::WideColon,
            _ if after.is_empty() => return None,
            _ => Sign::TightColon,
        };
        let wide = after.len() - after.trim_start_matches('\u{3000}').len();
        let length = colon.len_utf8() + if sign == Sign::TightColon { wide } else { 0 };
        Some((sign, Span::new(entry + at, entry + at + length)))
    }
}

/// Spaces of every width, and letters that show as nothing.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}')
}
