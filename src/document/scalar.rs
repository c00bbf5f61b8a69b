//! From a place in a scalar's text to the place in the file.
//!
//! A [`TextMap`] is made by walking the typed text beside the value, by the folding and escaping
//! rules of its style. Each step checks that it gives the letters of the value; a walk that does not
//! reproduce the value gives no map, and the caller falls back to the span of the whole scalar.

use std::ops::Range;

use super::{Node, NodeKind, ScalarStyle};
use crate::source::{Source, Span};

/// The file's bytes that a range of a node's text was typed in.
pub(super) fn span_in(source: &Source, node: &Node, range: Range<usize>) -> Span {
    typed_range(source.text(), node, &range).unwrap_or(node.span)
}

fn typed_range(file: &str, node: &Node, range: &Range<usize>) -> Option<Span> {
    let NodeKind::Scalar { text, style, indent } = &node.kind else { return None };
    let fits = range.start <= range.end && text.is_char_boundary(range.start) && text.is_char_boundary(range.end);
    let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
    // A blank text points at its key, not at bytes of its own.
    if !fits || text.is_empty() || (block && text.trim().is_empty()) {
        return None;
    }
    // A fold never makes a text longer, so equal lengths mean that every byte stands at its own
    // distance from the start, and nothing need be walked.
    let straight = match style {
        ScalarStyle::Plain if node.span.len() == text.len() => Some(node.span.start),
        ScalarStyle::SingleQuoted if node.span.len() == text.len() + 2 => Some(node.span.start + 1),
        _ => None,
    };
    if let Some(start) = straight {
        return Some(Span::new(start + range.start, start + range.end));
    }
    let map = node.map.get_or_init(|| TextMap::new(file, node, text, *style, *indent));
    let start = map.start_of(range.start)?;
    let end = if range.is_empty() { start } else { map.end_of(range.end)? };
    Some(Span::new(start, end))
}

/// A stretch of a scalar's text and the bytes of the file that it was typed in. Where both have the
/// same length they are the same bytes, or one character for one of equal length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    text: usize,
    length: usize,
    file: usize,
    typed: usize,
}

/// Where each letter of one scalar was typed. Empty where the walk did not reproduce the value.
#[derive(Debug, Default)]
pub(super) struct TextMap {
    stretches: Box<[Stretch]>,
}

impl TextMap {
    fn new(file: &str, node: &Node, text: &str, style: ScalarStyle, indent: usize) -> Self {
        let mut walk = Walk { file, at: node.origin, end: node.span.end, text, done: 0, stretches: Vec::new() };
        let reproduced = match style {
            ScalarStyle::Plain => walk.plain(),
            ScalarStyle::SingleQuoted => walk.quoted(Walk::single_letter),
            ScalarStyle::DoubleQuoted => walk.quoted(Walk::double_letter),
            ScalarStyle::Literal => walk.block(indent, false),
            ScalarStyle::Folded => walk.block(indent, true),
        };
        if reproduced.is_none() || walk.done != text.len() {
            return Self::default();
        }
        Self { stretches: walk.stretches.into() }
    }

    /// Where the letter at a byte of the text begins in the file; at the end of the text the end of
    /// the last letter.
    fn start_of(&self, offset: usize) -> Option<usize> {
        let after = self.stretches.partition_point(|stretch| stretch.text <= offset);
        let stretch = self.stretches.get(after.checked_sub(1)?)?;
        let inside = offset - stretch.text;
        Some(match inside {
            _ if stretch.length == stretch.typed => stretch.file + inside,
            0 => stretch.file,
            _ => stretch.file + stretch.typed,
        })
    }

    /// Where the letter before a byte of the text ends in the file.
    fn end_of(&self, offset: usize) -> Option<usize> {
        let after = self.stretches.partition_point(|stretch| stretch.text < offset);
        let stretch = self.stretches.get(after.checked_sub(1)?)?;
        let same = stretch.length == stretch.typed;
        Some(stretch.file + if same { offset - stretch.text } else { stretch.typed })
    }
}

/// The bytes of the line break at `at`, if one is there.
pub(super) fn break_at(file: &str, at: usize) -> Option<Range<usize>> {
    match file.as_bytes().get(at)? {
        b'\r' if file.as_bytes().get(at + 1) == Some(&b'\n') => Some(at..at + 2),
        b'\r' | b'\n' => Some(at..at + 1),
        _ => None,
    }
}

/// The bytes of the line break that ends at `at`, if one does.
pub(super) fn break_before(file: &str, at: usize) -> Option<Range<usize>> {
    let before = file.get(..at)?;
    let length = if before.ends_with("\r\n") { 2 } else { usize::from(before.ends_with(['\n', '\r'])) };
    (length > 0).then(|| at - length..at)
}

const BLANK: [char; 2] = [' ', '\t'];
const BREAK: [char; 2] = ['\n', '\r'];
const WHITE: [char; 4] = [' ', '\t', '\n', '\r'];

/// A walk through the typed text beside the value. Every step gives `None` where the two part.
struct Walk<'w> {
    file: &'w str,
    at: usize,
    end: usize,
    text: &'w str,
    done: usize,
    stretches: Vec<Stretch>,
}

impl Walk<'_> {
    fn typed(&self) -> &str {
        self.file.get(self.at..self.end).unwrap_or("")
    }

    fn wanted(&self) -> &str {
        self.text.get(self.done..).unwrap_or("")
    }

    /// Bytes that stand in the value as they were typed.
    fn copy(&mut self, length: usize) -> Option<()> {
        let typed = self.file.get(self.at..self.at + length)?;
        if !self.wanted().starts_with(typed) {
            return None;
        }
        self.push(length, self.at..self.at + length);
        self.at += length;
        Some(())
    }

    /// One letter of the value that was typed otherwise.
    fn give(&mut self, letter: char, typed: Range<usize>) -> Option<()> {
        if !self.wanted().starts_with(letter) {
            return None;
        }
        self.push(letter.len_utf8(), typed);
        Some(())
    }

    fn push(&mut self, length: usize, typed: Range<usize>) {
        if length > 0 {
            let stretch = Stretch { text: self.done, length, file: typed.start, typed: typed.len() };
            self.stretches.push(stretch);
            self.done += length;
        }
    }

    /// White space between words: kept within a line, folded where it holds line breaks (one gives a
    /// space, more give one line feed less).
    fn white(&mut self) -> Option<()> {
        let run = self.typed();
        let length = run.find(|letter| !WHITE.contains(&letter)).unwrap_or(run.len());
        let from = self.at;
        let breaks = self.breaks(from + length);
        match breaks.split_first() {
            None => self.copy(length)?,
            Some((_, [])) => self.give(' ', from..from + length)?,
            Some((_, others)) => others.iter().try_for_each(|typed| self.give('\n', typed.clone()))?,
        }
        self.at = from + length;
        Some(())
    }

    /// The line breaks from here to `end`, where only white space stands.
    fn breaks(&self, end: usize) -> Vec<Range<usize>> {
        let mut breaks = Vec::new();
        let mut at = self.at;
        while at < end {
            match break_at(self.file, at) {
                Some(found) => {
                    at = found.end;
                    breaks.push(found);
                }
                None => at += 1,
            }
        }
        breaks
    }

    fn plain(&mut self) -> Option<()> {
        while self.at < self.end {
            let typed = self.typed();
            match typed.find(WHITE).unwrap_or(typed.len()) {
                0 => self.white()?,
                length => self.copy(length)?,
            }
        }
        Some(())
    }

    /// The inside of quotes. `letter` reads the quote's own special letter, where one stands.
    fn quoted(&mut self, letter: fn(&mut Self) -> Option<bool>) -> Option<()> {
        self.at += 1;
        self.end = self.end.checked_sub(1)?;
        while self.at < self.end {
            if letter(self)? {
                continue;
            }
            let typed = self.typed();
            let special = |letter: char| WHITE.contains(&letter) || letter == '\'' || letter == '\\';
            match typed.find(special).unwrap_or(typed.len()) {
                0 if typed.starts_with(WHITE) => self.white()?,
                0 => self.copy(1)?,
                length => self.copy(length)?,
            }
        }
        Some(())
    }

    /// `''`.
    fn single_letter(&mut self) -> Option<bool> {
        if !self.typed().starts_with("''") {
            return Some(false);
        }
        self.give('\'', self.at..self.at + 2)?;
        self.at += 2;
        Some(true)
    }

    /// An escape, or an escaped line break with the white space after it.
    fn double_letter(&mut self) -> Option<bool> {
        if !self.typed().starts_with('\\') {
            return Some(false);
        }
        if let Some(first) = break_at(self.file, self.at + 1) {
            self.at = first.end;
            let rest = self.typed();
            let end = self.at + rest.find(|letter| !WHITE.contains(&letter)).unwrap_or(rest.len());
            for typed in self.breaks(end) {
                self.give('\n', typed)?;
            }
            self.at = end;
            return Some(true);
        }
        let (letter, length) = escape(self.typed())?;
        self.give(letter, self.at..self.at + length)?;
        self.at += length;
        Some(true)
    }

    /// The lines of a block scalar, from the first that is not empty.
    fn block(&mut self, indent: usize, folded: bool) -> Option<()> {
        // The span of the node ends with the last letter; the line breaks behind it are walked too.
        self.end = self.file.len();
        self.leading_lines(indent)?;
        let content = self.text.trim_end_matches('\n').len();
        loop {
            let line = self.typed();
            let blank_before = line.starts_with(BLANK);
            self.copy(line.find(BREAK).unwrap_or(line.len()))?;
            let breaks = self.breaks_and_indent(indent);
            if self.done >= content {
                return self.last_lines(&breaks);
            }
            let kept = !folded || blank_before || self.typed().starts_with(BLANK);
            match breaks.as_slice() {
                [] => return None,
                all if kept => all.iter().try_for_each(|typed| self.give('\n', typed.clone()))?,
                [only] => self.give(' ', only.start..self.at)?,
                [_, others @ ..] => others.iter().try_for_each(|typed| self.give('\n', typed.clone()))?,
            }
        }
    }

    /// The empty lines above the first line: one line feed each.
    fn leading_lines(&mut self, indent: usize) -> Option<()> {
        let empty = self.text.len() - self.text.trim_start_matches('\n').len();
        let mut breaks = Vec::with_capacity(empty);
        let mut at = self.at.checked_sub(indent)?;
        for _ in 0..empty {
            let found = break_before(self.file, at)?;
            at = self.file.get(..found.start)?.trim_end_matches(' ').len();
            breaks.push(found);
        }
        breaks.iter().rev().try_for_each(|typed| self.give('\n', typed.clone()))
    }

    /// The break at the end of a line, those of the empty lines below it, and the indentation of the
    /// next line that is not empty.
    fn breaks_and_indent(&mut self, indent: usize) -> Vec<Range<usize>> {
        let mut breaks = Vec::new();
        while let Some(found) = break_at(self.file, self.at) {
            let below = self.file.get(found.end..).unwrap_or("");
            self.at = found.end + below.bytes().take(indent).take_while(|&byte| byte == b' ').count();
            breaks.push(found);
        }
        breaks
    }

    /// The line feeds at the end, as many as the value keeps. A last line without a break counts as
    /// if it had one; that line feed was typed nowhere.
    fn last_lines(&mut self, breaks: &[Range<usize>]) -> Option<()> {
        let mut breaks = breaks.iter().cloned();
        while !self.wanted().is_empty() {
            let typed = breaks.next().unwrap_or(self.at..self.at);
            self.give('\n', typed)?;
        }
        Some(())
    }
}

/// The escape at the start of `typed`: the letter that it stands for, and its length in bytes. `None`
/// where it stands for none.
pub(super) fn escape(typed: &str) -> Option<(char, usize)> {
    let letter = match typed.strip_prefix('\\')?.chars().next()? {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        same @ (' ' | '"' | '/' | '\\') => same,
        'x' => return Some((char::from_u32(hexadecimal(typed, 2, 2)?)?, 4)),
        'u' => return unicode_escape(typed),
        'U' => return Some((char::from_u32(hexadecimal(typed, 2, 8)?)?, 10)),
        _ => return None,
    };
    Some((letter, 2))
}

/// `\uXXXX`, or two of them for a letter past U+FFFF.
fn unicode_escape(typed: &str) -> Option<(char, usize)> {
    let first = hexadecimal(typed, 2, 4)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some((char::from_u32(first)?, 6));
    }
    let second = hexadecimal(typed, 8, 4).filter(|_| typed.get(6..8) == Some("\\u"))?;
    let low = second.checked_sub(0xDC00).filter(|&low| low < 0x400)?;
    Some((char::from_u32(0x10000 + ((first - 0xD800) << 10) + low)?, 12))
}

fn hexadecimal(typed: &str, from: usize, length: usize) -> Option<u32> {
    let digits = typed.get(from..from + length)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    u32::from_str_radix(digits, 16).ok()
}
