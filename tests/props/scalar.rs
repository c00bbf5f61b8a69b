//! Scalars in every style, letter by letter.

use kansa::document::ScalarStyle;

use super::{Emitter, Expected, Scalar};

/// Words that may stand anywhere in a plain text.
const WORDS: [&str; 16] = [
    "あ",
    "受付の記録",
    "か\u{3099}い",
    "𠮷田",
    "👨‍👩‍👧",
    "ﾃﾞｰﾀ",
    "葛\u{e0100}飾",
    "a:b",
    "x#y",
    "it's",
    "10:30",
    "－",
    "：",
    "＃",
    "　案",
    "住\u{2028}所",
];
/// Words that want quotes or a block.
const SIGNS: [&str; 12] = ["a: b", "#", "- x", "[案]", "*要", "{", "\"", "\\", "'", "%", "\u{85}", "\u{a0}"];

impl Emitter<'_, '_> {
    /// A letter as it is.
    fn letter(&mut self, letter: char) {
        let start = self.out.len();
        self.out.push(letter);
        self.letters.push((letter, start..self.out.len()));
    }

    fn letters(&mut self, text: &str) {
        text.chars().for_each(|letter| self.letter(letter));
    }

    pub(super) fn word(&mut self, signs: bool) -> &'static str {
        if signs && self.choices.one_in(3) { self.choices.of(&SIGNS) } else { self.choices.of(&WORDS) }
    }

    fn finish(&mut self, style: ScalarStyle) -> Expected {
        let letters = std::mem::take(&mut self.letters);
        let text = letters.iter().map(|(letter, _)| letter).collect();
        Expected::Scalar(Scalar { text, style, letters })
    }

    pub(super) fn key(&mut self, number: usize, flow: bool) -> Expected {
        let word = self.word(false);
        match self.choices.pick(3) {
            0 => {
                self.letters(&format!("項{number}"));
                self.letters(word);
                self.finish(ScalarStyle::Plain)
            }
            1 => {
                self.out.push('\'');
                self.letters(&format!("{number}: {}", if flow { "" } else { "#" }));
                self.out.push('\'');
                self.finish(ScalarStyle::SingleQuoted)
            }
            _ => {
                self.out.push('"');
                self.letters(&number.to_string());
                self.escaped('\n');
                self.letters(word);
                self.out.push('"');
                self.finish(ScalarStyle::DoubleQuoted)
            }
        }
    }

    /// A scalar without a header: plain or in quotes. Lines that it goes on with begin at `column`
    /// or deeper.
    pub(super) fn flow_scalar(&mut self, column: usize, in_flow: bool, lines: bool) -> Expected {
        match self.choices.pick(3) {
            0 => {
                let first = self.choices.of(&["本", "区の", "7", "no"]);
                self.letters(first);
                for _ in 0..self.choices.pick(5) {
                    self.gap(column, lines);
                    let word = self.word(false);
                    self.letters(word);
                }
                self.finish(ScalarStyle::Plain)
            }
            1 => {
                self.out.push('\'');
                self.quoted(column, lines, |emitter, letter| match letter {
                    '\'' => {
                        let start = emitter.out.len();
                        emitter.out.push_str("''");
                        emitter.letters.push((letter, start..start + 2));
                    }
                    _ => emitter.letter(letter),
                });
                self.out.push('\'');
                self.finish(ScalarStyle::SingleQuoted)
            }
            _ => {
                self.out.push('"');
                self.quoted(column, lines, |emitter, letter| {
                    if matches!(letter, '"' | '\\') || emitter.choices.one_in(4) {
                        emitter.escaped(letter);
                    } else {
                        emitter.letter(letter);
                    }
                    if !in_flow && emitter.choices.one_in(8) {
                        emitter.continued(column);
                    }
                });
                self.out.push('"');
                self.finish(ScalarStyle::DoubleQuoted)
            }
        }
    }

    fn quoted(&mut self, column: usize, lines: bool, letter: impl Fn(&mut Self, char)) {
        if self.choices.one_in(5) {
            self.letter(' ');
        }
        for number in 0..self.choices.pick(5) {
            if number > 0 {
                self.gap(column, lines);
            }
            let word = self.word(true);
            word.chars().for_each(|each| letter(self, each));
        }
        if self.choices.one_in(5) {
            self.letter(' ');
        }
    }

    /// Between two words: spaces, a folded line break, or line feeds.
    fn gap(&mut self, column: usize, lines: bool) {
        let deeper = column + self.choices.pick(3);
        match self.choices.pick(if lines { 4 } else { 2 }) {
            0 => self.letter(' '),
            1 => self.letters("  "),
            2 => {
                let start = self.out.len();
                self.some_spaces(0, 2);
                self.line();
                self.spaces(deeper);
                self.letters.push((' ', start..self.out.len()));
            }
            _ => {
                self.some_spaces(0, 2);
                self.line();
                for _ in 0..=self.choices.pick(2) {
                    self.some_spaces(0, 3);
                    let typed = self.broken();
                    self.letters.push(('\n', typed));
                }
                self.spaces(deeper);
            }
        }
    }

    /// An escaped line break, which is nothing; empty lines below it are line feeds.
    fn continued(&mut self, column: usize) {
        self.out.push('\\');
        self.line();
        for _ in 0..self.choices.pick(2) {
            let typed = self.broken();
            self.letters.push(('\n', typed));
        }
        self.some_spaces(column, 2);
        // A blank here would be lost, so it is the next letter's escape that begins the line.
        self.escaped('句');
    }

    fn escaped(&mut self, letter: char) {
        let start = self.out.len();
        let code = u32::from(letter);
        let short = match letter {
            '\n' => "\\n",
            '"' => "\\\"",
            '\\' => "\\\\",
            '\u{85}' => "\\N",
            '\u{a0}' => "\\_",
            '\u{2028}' => "\\L",
            _ => "",
        };
        let typed = match self.choices.pick(3) {
            0 if !short.is_empty() => short.to_owned(),
            1 => format!("\\U{code:08X}"),
            _ if code < 0x100 => format!("\\x{code:02x}"),
            _ => letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
        };
        self.out.push_str(&typed);
        self.letters.push((letter, start..self.out.len()));
    }

    /// A block scalar, with its header, below a collection at `column`.
    pub(super) fn block_scalar(&mut self, column: usize) -> Expected {
        let folded = self.choices.one_in(2);
        let deeper = 1 + self.choices.pick(4);
        let indent = column + deeper;
        let ending = self.choices.pick(3);
        let empty = self.choices.pick(3);
        let first = if folded { 0 } else { self.choices.pick(3) };
        self.out.push(if folded { '>' } else { '|' });
        if first > 0 || self.choices.one_in(4) {
            self.out.push_str(&deeper.to_string());
        }
        let more = 1 + self.choices.pick(2);
        self.out.push_str(["-", "", "+"][ending]);
        if self.choices.one_in(4) {
            self.out.push_str(" # 見出し");
        }
        self.line();
        for _ in 0..empty {
            self.empty_line(indent);
        }
        self.block_lines(indent, first, folded);
        // The break of the last line is a line feed unless the header strips it.
        let typed = self.broken();
        if ending > 0 {
            self.letters.push(('\n', typed));
        }
        if ending == 2 {
            for _ in 1..more {
                self.empty_line(indent);
            }
        }
        self.keeps = ending == 2;
        self.finish(if folded { ScalarStyle::Folded } else { ScalarStyle::Literal })
    }

    fn empty_line(&mut self, indent: usize) {
        self.some_spaces(0, indent + 1);
        let typed = self.broken();
        self.letters.push(('\n', typed));
    }

    /// The lines of a block scalar without the last break. `lead` spaces belong to the first line.
    fn block_lines(&mut self, indent: usize, lead: usize, folded: bool) {
        let mut lead = lead;
        for number in 0..=self.choices.pick(4) {
            let before = lead > 0;
            if number > 0 {
                lead = if self.choices.one_in(3) { 1 + self.choices.pick(2) } else { 0 };
                self.block_breaks(indent, folded && !before && lead == 0);
            }
            self.spaces(indent);
            (0..lead).for_each(|_| self.letter(' '));
            // A span begins with the first letter, so the first word is none of spaces.
            self.block_words(indent, folded && lead == 0, number > 0);
        }
    }

    /// The breaks between two lines; between folded ones the first is not a line feed.
    fn block_breaks(&mut self, indent: usize, fold: bool) {
        let feeds = 1 + self.choices.pick(2);
        if fold {
            self.line();
        }
        for number in 0..feeds {
            if fold || number > 0 {
                self.some_spaces(0, indent + 1);
            }
            let typed = self.broken();
            self.letters.push(('\n', typed));
        }
    }

    fn block_words(&mut self, indent: usize, fold: bool, signs: bool) {
        let first = self.word(signs);
        self.letters(first);
        for _ in 0..self.choices.pick(4) {
            if fold && self.choices.one_in(2) {
                let start = self.out.len();
                self.line();
                self.spaces(indent);
                self.letters.push((' ', start..self.out.len()));
            } else {
                self.letter(' ');
            }
            let word = self.word(true);
            self.letters(word);
        }
    }
}
