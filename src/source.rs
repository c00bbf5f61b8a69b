//! Bytes become text with places.
//!
//! A [`Source`] is one decoded file. Everything behind it counts in bytes of the decoded text
//! ([`Span`]); lines and columns exist only at the edge, where a [`Position`] or a [`Location`] is
//! asked for. This station knows nothing of YAML.

mod decode;
mod encode;
mod encoding;
mod error;
mod guess;
mod letter;
mod line_index;
mod mapped;
mod utf16;

use std::sync::{Arc, OnceLock};

pub use decode::digest as sha256;
pub use encoding::{Encoding, EncodingNote};
pub use error::SourceError;
pub use letter::{is_hiragana, is_kanji, ordinary_letter};
pub use line_index::LineIndex;
pub(crate) use mapped::Mapped;
use serde::Serialize;

use crate::bytes::{Kept, Rest, kept_number};

kept_number!(Encoding);

/// Half-open range of bytes in the decoded text of one [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty range at one offset.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies wholly inside this range.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A place as people count it: line and column from 1, the column in characters (Unicode scalar
/// values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// A range as reports give it. `end_column` is the column after the last character.
///
/// The byte offsets count bytes of the file itself (a byte order mark counts) and are absent where
/// the file is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    /// Line of the first character, from 1.
    pub line: usize,
    /// Column of the first character, from 1, in characters.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column after the last character.
    pub end_column: usize,
    /// First byte in the file.
    pub byte_start: Option<usize>,
    /// The byte after the last one in the file.
    pub byte_end: Option<usize>,
}

/// One file, decoded.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: Arc<str>,
    encoding: Encoding,
    /// Made when first asked for: nobody asks it of most rule files.
    lines: OnceLock<LineIndex>,
    /// Made when first asked for where the text is at hand: nobody asks it of a rule file.
    digest: OnceLock<String>,
}

impl Kept for Source {
    fn put(&self, out: &mut Vec<u8>) {
        self.name.put(out);
        self.text.as_ref().to_owned().put(out);
        self.encoding.put(out);
        self.digest().to_owned().put(out);
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        let (name, text): (String, String) = Kept::take(rest)?;
        let (encoding, digest): (Encoding, String) = Kept::take(rest)?;
        let digest = OnceLock::from(digest);
        Some(Self { name, text: text.into(), encoding, lines: OnceLock::new(), digest })
    }
}

impl Source {
    /// Largest file that is read, in bytes (8 MiB). A referral has 4 to 40 KB; the limit keeps one
    /// wrong file from taking the memory of a batch.
    pub const MAX_BYTES: usize = 8 * 1024 * 1024;

    /// Decodes `bytes`. `name` is the path as it is shown to people, with `/` between its steps.
    ///
    /// # Errors
    /// [`SourceError`] where the file is too large, or is not certainly text in an [`Encoding`].
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, SourceError> {
        let name = name.into();
        let digest = OnceLock::from(decode::digest(bytes));
        let (text, encoding) = decode::decode(bytes)?;
        Ok(Self { name, text: text.into(), encoding, lines: OnceLock::new(), digest })
    }

    /// A source from text in memory, for examples and tests.
    #[must_use]
    pub fn from_text(name: impl Into<String>, text: &str) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            encoding: Encoding::Utf8,
            lines: OnceLock::new(),
            digest: OnceLock::new(),
        }
    }

    /// The path as it is shown.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The decoded text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    #[must_use]
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// How the file was encoded.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// SHA-256 of the file's bytes, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.digest.get_or_init(|| decode::digest(self.text.as_bytes()))
    }

    /// The text of a span; empty where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// Line and column of a byte offset. An offset inside a character or past the end counts as the
    /// nearest character before it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The byte offset at which a line (from 1) begins; the end of the text for lines past it.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        self.lines().start(line).unwrap_or(self.text.len())
    }

    /// A span as reports give it.
    #[must_use]
    pub fn location(&self, span: Span) -> Location {
        let (start, end) = (self.position(span.start), self.position(span.end));
        let shift = self.encoding.byte_shift();
        Location {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_start: shift.map(|bom| span.start + bom),
            byte_end: shift.map(|bom| span.end + bom),
        }
    }
}
