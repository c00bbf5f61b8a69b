//! Writes random trees as YAML, and notes where each letter went.

mod scalar;

use std::ops::Range;

use kansa::document::ScalarStyle;

/// Random bytes as choices; the first way everywhere once they have run out.
pub(crate) struct Choices<'c> {
    bytes: &'c [u8],
}

impl<'c> Choices<'c> {
    pub(crate) fn new(bytes: &'c [u8]) -> Self {
        Self { bytes }
    }

    /// A number below `ways`.
    fn pick(&mut self, ways: usize) -> usize {
        let Some((&first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(first) % ways
    }

    fn one_in(&mut self, ways: usize) -> bool {
        self.pick(ways) == ways - 1
    }

    fn of<T: Copy>(&mut self, ways: &[T]) -> T {
        ways[self.pick(ways.len())]
    }
}

/// A scalar as it was meant, with the bytes of each of its letters.
#[derive(Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    pub(crate) style: ScalarStyle,
    pub(crate) letters: Vec<(char, Range<usize>)>,
}

/// A tree as it was meant.
#[derive(Debug)]
pub(crate) enum Expected {
    Scalar(Scalar),
    List(Vec<Expected>),
    Map(Vec<(Expected, Expected)>),
}

pub(crate) struct Emitted {
    pub(crate) bytes: Vec<u8>,
    pub(crate) tree: Expected,
    /// The comments that follow a value on its line.
    pub(crate) comments: Vec<String>,
}

pub(crate) fn emit(choices: &mut Choices<'_>) -> Emitted {
    let line_break = choices.of(&["\n", "\r\n"]);
    let mut emitter =
        Emitter { choices, line_break, out: String::new(), comments: Vec::new(), keeps: false, letters: Vec::new() };
    let bom = emitter.choices.one_in(3);
    if emitter.choices.one_in(4) {
        emitter.out.push_str("---");
        emitter.line();
    }
    emitter.noise(0);
    let tree = match emitter.choices.pick(6) {
        0..3 => emitter.map(0, 0),
        3..5 => emitter.list(0, 0),
        _ => {
            let scalar = emitter.flow_scalar(1, false, true);
            emitter.line();
            scalar
        }
    };
    let mark = if bom { "\u{feff}" } else { "" };
    Emitted { bytes: format!("{mark}{}", emitter.out).into_bytes(), tree, comments: emitter.comments }
}

struct Emitter<'e, 'c> {
    choices: &'e mut Choices<'c>,
    line_break: &'static str,
    out: String,
    comments: Vec<String>,
    /// Whether the last scalar keeps the empty lines below it.
    keeps: bool,
    letters: Vec<(char, Range<usize>)>,
}

impl Emitter<'_, '_> {
    fn line(&mut self) {
        self.out.push_str(self.line_break);
    }

    fn spaces(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }

    /// `least` spaces or some more, below `ways` more.
    fn some_spaces(&mut self, least: usize, ways: usize) {
        let more = self.choices.pick(ways);
        self.spaces(least + more);
    }

    /// A line break, and the bytes of it.
    fn broken(&mut self) -> Range<usize> {
        let start = self.out.len();
        self.line();
        start..self.out.len()
    }

    /// A comment behind a value, and the end of the line.
    fn end_of_value(&mut self) {
        if self.choices.one_in(4) {
            let word = self.word(true);
            let comment = format!("# 注{word}").replace(['\u{85}', '\u{a0}'], "x");
            self.some_spaces(1, 2);
            self.out.push_str(&comment);
            self.comments.push(comment);
        }
        self.line();
        self.keeps = false;
    }

    /// Empty lines and comments of their own between entries.
    fn noise(&mut self, column: usize) {
        if self.choices.one_in(5) && !self.keeps {
            // Spaces on it would be text of a block scalar that stands above.
            self.line();
        }
        if self.choices.one_in(6) {
            self.some_spaces(0, column + 1);
            self.out.push_str("# 見出し: [");
            self.line();
        }
    }

    fn map(&mut self, column: usize, depth: usize) -> Expected {
        let mut entries = Vec::new();
        for number in 0..=self.choices.pick(4) {
            if number > 0 {
                self.noise(column);
                self.spaces(column);
            }
            let key = self.key(number, false);
            self.out.push(':');
            entries.push((key, self.value(column, depth, true)));
        }
        Expected::Map(entries)
    }

    fn list(&mut self, column: usize, depth: usize) -> Expected {
        let mut items = Vec::new();
        for number in 0..=self.choices.pick(4) {
            if number > 0 {
                self.noise(column);
                self.spaces(column);
            }
            self.out.push('-');
            items.push(self.value(column, depth, false));
        }
        Expected::List(items)
    }

    /// The value of a key or of a dash in a block collection at `column`, to the end of its line.
    fn value(&mut self, column: usize, depth: usize, of_key: bool) -> Expected {
        let ways = if depth < 3 { 10 } else { 7 };
        match self.choices.pick(ways) {
            0..4 => {
                self.some_spaces(1, 2);
                let scalar = self.flow_scalar(column + 1, false, true);
                self.end_of_value();
                scalar
            }
            4 => {
                self.end_of_value();
                Expected::Scalar(Scalar { text: String::new(), style: ScalarStyle::Plain, letters: Vec::new() })
            }
            5 => {
                self.spaces(1);
                self.block_scalar(column)
            }
            6 => {
                self.spaces(1);
                let flow = self.flow(column + 1, 0);
                self.end_of_value();
                flow
            }
            7 if !of_key => {
                let gap = 1 + self.choices.pick(3);
                self.spaces(gap);
                let inner = column + 1 + gap;
                if self.choices.one_in(2) { self.list(inner, depth + 1) } else { self.map(inner, depth + 1) }
            }
            way => {
                self.line();
                self.keeps = false;
                let list = way == 9;
                let deeper = if list && of_key { self.choices.pick(3) } else { 1 + self.choices.pick(3) };
                self.noise(column);
                self.spaces(column + deeper);
                if list { self.list(column + deeper, depth + 1) } else { self.map(column + deeper, depth + 1) }
            }
        }
    }

    fn flow(&mut self, column: usize, depth: usize) -> Expected {
        if self.choices.one_in(2) {
            self.out.push('{');
            let mut entries = Vec::new();
            for number in 0..self.choices.pick(4) {
                self.separate(number, column);
                let key = self.key(number, true);
                self.out.push_str(": ");
                entries.push((key, self.flow_value(column, depth)));
            }
            self.close('}', entries.len(), column);
            return Expected::Map(entries);
        }
        self.out.push('[');
        let mut items = Vec::new();
        for number in 0..self.choices.pick(4) {
            self.separate(number, column);
            items.push(self.flow_value(column, depth));
        }
        self.close(']', items.len(), column);
        Expected::List(items)
    }

    fn flow_value(&mut self, column: usize, depth: usize) -> Expected {
        if depth < 2 && self.choices.one_in(4) {
            self.flow(column, depth + 1)
        } else {
            self.flow_scalar(column, true, true)
        }
    }

    fn separate(&mut self, number: usize, column: usize) {
        if number > 0 {
            self.out.push(',');
        }
        match self.choices.pick(4) {
            0 => self.spaces(1),
            1 => {
                self.line();
                self.some_spaces(column, 2);
            }
            _ => {}
        }
    }

    fn close(&mut self, bracket: char, count: usize, column: usize) {
        if count > 0 && self.choices.one_in(4) {
            self.out.push(',');
        }
        if self.choices.one_in(4) {
            self.line();
            self.spaces(column);
        }
        self.out.push(bracket);
    }
}
