//! One text of a paper, with the way back to the file.

use std::ops::Range;
use std::sync::Arc;

use super::line::HIDDEN;
use crate::reading::{Role, Unit};
use crate::source::Span;

/// One text of a paper: a caption, a 項, a 号.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperUnit {
    text: PaperText,
    lead: Option<String>,
    headings: Arc<[String]>,
    role: Role,
    pointer: String,
    /// Where the place in the paper begins in the pointer.
    place: usize,
}

impl PaperUnit {
    /// A text with the name of its file and its place in it.
    pub(super) fn new(
        text: PaperText,
        lead: Option<String>,
        headings: Arc<[String]>,
        role: Role,
        (name, place): (&str, &str),
    ) -> Self {
        let pointer = if place.is_empty() { name.to_owned() } else { format!("{name} {place}") };
        let place = pointer.len() - place.len();
        Self { text, lead, headings, role, pointer, place }
    }

    /// The text, its lines joined.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text.text
    }

    /// The sentence that opens the list that this is an item of.
    #[must_use]
    pub fn lead(&self) -> Option<&str> {
        self.lead.as_deref()
    }

    /// The headings and the caption that it stands under, outermost first.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// What it is.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Where it stands in the file, as it is cited: 「特約条項.txt 第5条第2項」.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Where it stands in the paper: 「第5条第2項」; empty where no part is marked.
    #[must_use]
    pub fn place(&self) -> &str {
        self.pointer.get(self.place..).unwrap_or("")
    }

    /// The text as the reader takes it; `headings` are those of [`PaperUnit::headings`].
    #[must_use]
    pub fn unit<'t>(&'t self, headings: &'t [&'t str]) -> Unit<'t> {
        Unit { text: self.text(), lead: self.lead(), headings, role: self.role }
    }

    /// Where a range of the text stands in the file.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.text.span(range)
    }
}

/// A text put together from pieces of a file: the ends of lines that only the width of the page made are
/// not in it, nor the signs of Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PaperText {
    text: String,
    /// Where each piece begins, here and in the file.
    pieces: Vec<(usize, usize)>,
}

impl PaperText {
    /// Adds a piece of the file. In Markdown the signs that make letters bold or fixed are left out, and what is
    /// hidden.
    pub(super) fn push(&mut self, file: &str, range: Range<usize>, markdown: bool) {
        let piece = file.get(range.clone()).unwrap_or("");
        // Two words of a foreign language would grow together.
        let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        if latin(self.text.chars().next_back()) && latin(piece.chars().next()) {
            self.text.push(' ');
        }
        let mut start = 0;
        let mut hidden = [0; 4];
        let signs: &[&str] = if markdown { &["**", "__", "`", HIDDEN.encode_utf8(&mut hidden)] } else { &[] };
        while let Some((at, sign)) =
            signs.iter().filter_map(|sign| Some((piece.get(start..)?.find(sign)? + start, sign))).min()
        {
            self.add(piece.get(start..at).unwrap_or(""), range.start + start);
            start = at + sign.len();
        }
        self.add(piece.get(start..).unwrap_or(""), range.start + start);
    }

    fn add(&mut self, piece: &str, from: usize) {
        if !piece.is_empty() {
            self.pieces.push((self.text.len(), from));
            self.text.push_str(piece);
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn span(&self, range: Range<usize>) -> Span {
        let at = |offset: usize| {
            let piece = self.pieces.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
            self.pieces.get(piece).map_or(0, |&(start, from)| from + offset.saturating_sub(start))
        };
        let start = at(range.start);
        // The end belongs to the piece of the last letter, not to the next one.
        let end = range.end.checked_sub(1).filter(|_| !range.is_empty()).map_or(start, |last| at(last) + 1);
        Span::new(start, end.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::PaperText;

    #[test]
    fn spans_cut_the_file_whatever_was_left_out() {
        let file = "　乙は、**再\n　　提出**をISMS\n  ABC";
        let mut text = PaperText::default();
        let line = |words: &str| {
            let start = file.find(words).expect("the words");
            start..start + words.len()
        };
        for words in ["乙は、**再", "提出**をISMS", "ABC"] {
            text.push(file, line(words), true);
        }
        assert_eq!(text.as_str(), "乙は、再提出をISMS ABC");
        let start = text.as_str().find('再').expect("the word");
        let span = text.span(start..start + "再提出".len());
        assert_eq!(&file[span.start..span.end], "再\n　　提出");
        let span = text.span(0..text.as_str().len());
        assert_eq!(&file[span.start..span.end], file.trim_start());
    }
}
