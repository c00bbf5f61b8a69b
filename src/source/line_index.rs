//! Where lines begin.

use super::Position;

/// Byte offsets at which the lines of a text begin. A line ends at LF, CR LF or a lone CR; other
/// Unicode line separators are characters of their line, as in YAML 1.2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Characters before each block of [`BLOCK`] bytes, so that a column far along a long line is
    /// found without counting all of the line.
    counts: Vec<usize>,
}

const BLOCK: usize = 4096;

impl LineIndex {
    /// The index of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        // A CR before an LF ends no line of its own.
        let ends_line = |&at: &usize| bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n');
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(ends_line);
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        let mut before = 0;
        let count = |block: &[u8]| {
            let here = before;
            before += characters(block);
            here
        };
        let counts = bytes.chunks(BLOCK).map(count).collect();
        Self { starts, counts }
    }

    /// The byte offset of a line, from 1.
    #[must_use]
    pub fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }

    /// Line and column of an offset in `text`.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.start(line).unwrap_or(0);
        let column = if offset - start <= BLOCK {
            characters(text.as_bytes().get(start..offset).unwrap_or_default())
        } else {
            self.characters_before(text, offset) - self.characters_before(text, start)
        };
        Position { line, column: column + 1 }
    }

    fn characters_before(&self, text: &str, offset: usize) -> usize {
        // The last block has no successor, so the end of a text of whole blocks belongs to it.
        let block = (offset / BLOCK).min(self.counts.len().saturating_sub(1));
        let rest = text.as_bytes().get(block * BLOCK..offset).unwrap_or_default();
        self.counts.get(block).copied().unwrap_or(0) + characters(rest)
    }
}

/// Characters that begin in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
