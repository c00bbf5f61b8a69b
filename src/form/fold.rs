//! Letters that look alike become one letter.
//!
//! Names of places compare after [`fold_name`]; dates, numbers, citations and words are looked for in
//! a [`Folded`] text, whose ranges lead back to the text as typed.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::canonical_combining_class};

use crate::source::ordinary_letter;

/// A name as it is compared: NFKC, radicals as ordinary letters, no white space.
#[must_use]
pub fn fold_name(name: &str) -> String {
    name.chars().map(ordinary_letter).nfkc().filter(|&letter| !is_skipped(letter)).collect()
}

/// Whether two names are the same after folding.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one == other || fold_name(one) == fold_name(other)
}

/// A text in which words are looked for, with the way back to what was typed.
///
/// NFKC and radicals as in [`fold_name`]. Two things of the text are kept, because they carry
/// structure: the marks of a list (① stays ①, or 「①9月」 would be the nineteenth month), and one blank
/// between two figures that white space holds apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` the range of the typed text that it is from.
    origins: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(typed.len()), origins: Vec::with_capacity(typed.len()) };
        let mut letters = typed.char_indices().peekable();
        let mut blank = None;
        while let Some((start, letter)) = letters.next() {
            let mut end = start + letter.len_utf8();
            if is_skipped(letter) {
                if letter.is_whitespace() {
                    blank = Some((start, end));
                }
                continue;
            }
            while let Some(&(at, mark)) = letters.peek() {
                if !joins_previous(mark) {
                    break;
                }
                end = at + mark.len_utf8();
                letters.next();
            }
            let cluster = typed.get(start..end).unwrap_or("");
            let stays = is_list_mark(letter)
                || (end == start + letter.len_utf8() && is_plain(letter) && ordinary_letter(letter) == letter);
            let plain = if stays {
                Cow::Borrowed(cluster)
            } else {
                Cow::Owned(cluster.chars().map(ordinary_letter).nfkc().collect::<String>())
            };
            if let Some(place) = blank.take()
                && folded.text.chars().next_back().is_some_and(is_figure)
                && plain.chars().next().is_some_and(is_figure)
            {
                folded.push(" ", place);
            }
            folded.push(&plain, (start, end));
        }
        folded
    }

    fn push(&mut self, text: &str, origin: (usize, usize)) {
        for letter in text.chars().filter(|&letter| letter == ' ' || !is_skipped(letter)) {
            self.text.push(letter);
            self.origins.extend(std::iter::repeat_n(origin, letter.len_utf8()));
        }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the typed text that a range of the folded text is from.
    #[must_use]
    pub fn typed(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origins.get(range.start).or(self.origins.last()).map_or(0, |&(start, _)| start);
        let end = range.end.checked_sub(1).and_then(|last| self.origins.get(last)).map_or(start, |&(_, end)| end);
        start..end.max(start)
    }

    /// Every place of a word, which must be folded itself, in bytes of the folded text.
    pub fn places<'s>(&'s self, word: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        self.text.match_indices(word).map(|(at, found)| at..at + found.len())
    }
}

/// White space and letters without a picture: variation selectors, joiners, soft hyphens.
fn is_skipped(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Marks that NFKC joins to the letter before them; the half-width voiced marks among them.
fn joins_previous(letter: char) -> bool {
    canonical_combining_class(letter) != 0 || matches!(letter, '\u{FF9E}' | '\u{FF9F}')
}

/// Letters that folding leaves as they are: nearly all of a Japanese text.
fn is_plain(letter: char) -> bool {
    matches!(letter, '!'..='~' | '、'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '一'..='\u{9FFF}')
}

/// ① to ⓿, ❶ to ➓ and ㉑ to ㊿.
fn is_list_mark(letter: char) -> bool {
    matches!(letter, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}')
}

/// Letters that write numbers.
#[must_use]
pub fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit() || "〇一二三四五六七八九十百千万億".contains(letter)
}
