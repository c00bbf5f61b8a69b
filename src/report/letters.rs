//! Letters that must not reach a terminal, a parser or a reader as they are.
//!
//! A case file is written by anyone. What it holds may steer a terminal, turn the direction of a line, or
//! be no letter at all; every writer passes such text through here before it follows the rules of its format.

use std::io;

use serde_json::ser::Formatter;

/// Whether a letter is shown as its code: control characters, marks that turn the direction of writing or
/// that no one sees, line separators, and code points that are no characters.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
                | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}'
        )
        || u32::from(letter) & 0xFFFE == 0xFFFE
}

/// Where the first hidden letter of a text stands. Most of what is written has none, so only letters are looked at that
/// begin as one of them does.
fn first_hidden(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(may_begin_hidden) {
        let letter = rest.get(at..)?.chars().next()?;
        let start = text.len() - rest.len() + at;
        if is_hidden(letter) {
            return Some(start);
        }
        rest = text.get(start + letter.len_utf8()..)?;
    }
    None
}

/// Whether a byte is the first of some hidden letter in UTF-8.
fn may_begin_hidden(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef..)
}

/// Text that is safe everywhere as one line: hidden letters are shown as their code.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => plain.push(' '),
            _ if is_hidden(letter) => plain.extend(letter.escape_unicode()),
            _ => plain.push(letter),
        }
    }
    plain
}

/// Text of several lines as one line.
pub(super) fn one_line(text: &str) -> String {
    plain(&lines(text).collect::<Vec<_>>().join(" "))
}

/// Text that keeps its lines and is safe otherwise.
pub(super) fn paragraphs(text: &str) -> String {
    lines(text).map(plain).collect::<Vec<_>>().join("\n")
}

/// The lines of a text that say something.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).map(str::trim_end).filter(|line| !line.is_empty())
}

/// Text with the places of its ASCII letters `marked` given another spelling.
pub(super) fn escaped(text: &str, spelling: impl Fn(char) -> Option<&'static str>) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match spelling(letter) {
            Some(other) => escaped.push_str(other),
            None => escaped.push(letter),
        }
    }
    escaped
}

/// Writes JSON in which hidden letters stand as `\u…`: the same data, and safe to look at.
pub(super) struct Visible<F>(pub(super) F);

impl<F: Formatter> Formatter for Visible<F> {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = first_hidden(rest) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut letters = after.chars();
            let mut units = [0; 2];
            for unit in letters.next().map_or(&[][..], |letter| letter.encode_utf16(&mut units)) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = letters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize as _;
    use serde_json::ser::{CompactFormatter, Serializer};

    #[test]
    fn hidden_letters_are_shown_as_codes() {
        assert_eq!(plain("a\u{1b}[31m\u{202e}\tb"), "a\\u{1b}[31m\\u{202e} b");
        assert_eq!(plain("\u{fffe}\u{61c}葛\u{e0100}\u{1ffff}"), "\\u{fffe}\\u{61c}葛\u{e0100}\\u{1ffff}");
        assert_eq!(one_line("一\r\n\n二 \n"), "一 二");
        assert_eq!(paragraphs("一\r\n\n二\u{9b}"), "一\n二\\u{9b}");
    }

    #[test]
    fn json_keeps_the_data_and_hides_no_letter() {
        let text = "a\u{9b}31m\u{202e}\u{7f}\"\n\u{fffe}\u{e0041}葛";
        let mut out = Vec::new();
        text.serialize(&mut Serializer::with_formatter(&mut out, Visible(CompactFormatter))).expect("written");
        let written = String::from_utf8(out).expect("UTF-8");
        assert!(!written.contains(is_hidden), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).expect("JSON"), text);
    }
}
