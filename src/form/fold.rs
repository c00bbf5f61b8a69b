//! Letters that look alike become one letter.
//!
//! Names of places compare after [`fold_name`]; dates, numbers, citations and words are looked for in
//! a [`Folded`] text, whose ranges lead back to the text as typed.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{UnicodeNormalization as _, char::canonical_combining_class};

use crate::source::{Mapped, ordinary_letter};

/// A name as it is compared: NFKC, radicals as ordinary letters, no white space.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut rest = name;
    // Stretches of plain letters are taken over, but for a last one that a mark joins; what stands between
    // them is folded by itself, since no letter is made of a plain one and what is before it.
    while !rest.is_empty() {
        let plain = rest.find(|letter| !is_plain(letter)).unwrap_or(rest.len());
        let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        let joined = tail.chars().next().is_some_and(joins_previous);
        let kept = if joined { head.char_indices().next_back().map_or(0, |(at, _)| at) } else { head.len() };
        let (head, odd) = rest.split_at_checked(kept).unwrap_or((rest, ""));
        folded.push_str(head);
        let first = odd.chars().next().map_or(0, char::len_utf8);
        let end = odd.get(first..).and_then(|more| more.find(is_plain)).map_or(odd.len(), |at| first + at);
        let (odd, after) = odd.split_at_checked(end).unwrap_or((odd, ""));
        folded.extend(odd.chars().map(ordinary_letter).nfkc().filter(|&letter| !is_skipped(letter)));
        rest = after;
    }
    folded
}

/// Whether two names are the same after folding.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    // Plain letters are folded as they stand.
    one == other || (!(one.chars().all(is_plain) && other.chars().all(is_plain)) && fold_name(one) == fold_name(other))
}

/// A text in which words are looked for, with the way back to what was typed.
///
/// NFKC and radicals as in [`fold_name`]. Two things of the text are kept, because they carry
/// structure: the marks of a list (① stays ①, or 「①9月」 would be the nineteenth month), and one blank
/// between two figures that white space holds apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    text: Mapped,
    pairs: Pairs,
}

/// Which letters stand side by side in a text; it may hold a few pairs more.
///
/// Hundreds of words are looked for in each text of a case, and hardly any of them stands there: asking for the first and
/// the last pair of a word saves nearly all searches, a tenth of the instructions of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pairs([u64; Pairs::CELLS]);

impl Pairs {
    const CELLS: usize = 8;

    fn of(text: &str) -> Self {
        let mut pairs = Self([0; Self::CELLS]);
        let mut before = None;
        for letter in text.chars() {
            if let Some(before) = before {
                let (cell, bit) = Self::place(before, letter);
                pairs.0.get_mut(cell).into_iter().for_each(|cell| *cell |= bit);
            }
            before = Some(letter);
        }
        pairs
    }

    fn place(one: char, other: char) -> (usize, u64) {
        let mixed = (one as u32).wrapping_mul(0x9E37_79B1) ^ (other as u32).wrapping_mul(0x85EB_CA77);
        ((mixed >> 23) as usize % Self::CELLS, 1 << ((mixed >> 26) % 64))
    }

    fn may_hold(&self, one: char, other: char) -> bool {
        let (cell, bit) = Self::place(one, other);
        self.0.get(cell).is_some_and(|cell| cell & bit != 0)
    }

    /// Whether a word may stand in the text.
    fn may_hold_word(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return true };
        if !self.may_hold(first, second) {
            return false;
        }
        let mut back = letters.rev();
        match (back.next(), back.next()) {
            (Some(last), before) => self.may_hold(before.unwrap_or(second), last),
            _ => true,
        }
    }
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut folded = Folding(Mapped::with_capacity(typed.len()));
        let mut letters = typed.char_indices().peekable();
        let mut blank = None;
        // Letters that stay as they are are taken over together.
        let mut kept = 0..0;
        while let Some((start, letter)) = letters.next() {
            let mut end = start + letter.len_utf8();
            let plain = is_plain(letter);
            let alone = !letters.peek().is_some_and(|&(_, next)| !is_plain(next) && joins_previous(next));
            if plain && alone && blank.is_none() {
                if kept.end != start {
                    folded.keep(typed, &kept);
                    kept.start = start;
                }
                kept.end = end;
                continue;
            }
            folded.keep(typed, &kept);
            kept = 0..0;
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
            let stays = is_list_mark(letter) || (end == start + letter.len_utf8() && plain);
            let plain = if stays {
                Cow::Borrowed(cluster)
            } else {
                Cow::Owned(cluster.chars().map(ordinary_letter).nfkc().collect::<String>())
            };
            if let Some(place) = blank.take()
                && folded.0.text().chars().next_back().is_some_and(is_figure)
                && plain.chars().next().is_some_and(is_figure)
            {
                folded.push(" ", place);
            }
            folded.push(&plain, (start, end));
        }
        folded.keep(typed, &kept);
        Self { pairs: Pairs::of(folded.0.text()), text: folded.0 }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// The bytes of the typed text that a range of the folded text is from.
    #[must_use]
    pub fn typed(&self, range: Range<usize>) -> Range<usize> {
        self.text.origin(range)
    }

    /// Every place of a word, which must be folded itself, in bytes of the folded text.
    pub fn places<'s>(&'s self, word: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
        places(if self.pairs.may_hold_word(word) { self.text() } else { "" }, word)
    }

    /// Whether it holds a word, which must be folded itself.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        self.places(word).next().is_some()
    }
}

/// A text while it is folded.
struct Folding(Mapped);

impl Folding {
    /// Takes a range over as typed.
    fn keep(&mut self, typed: &str, range: &Range<usize>) {
        self.0.copy(typed.get(range.clone()).unwrap_or(""), range.start);
    }

    fn push(&mut self, text: &str, (from, to): (usize, usize)) {
        let text: String = text.chars().filter(|&letter| letter == ' ' || !is_skipped(letter)).collect();
        self.0.replace(&text, from..to);
    }
}

/// Every place of a word in a text, none inside another.
///
/// The last byte of its first letter is looked for: letters of three bytes share the others with many, so
/// hardly any other place is tried. The standard search makes a table for each word, which for the short
/// texts of a case takes longer than all else.
pub(crate) fn places<'s>(text: &'s str, word: &'s str) -> impl Iterator<Item = Range<usize>> + 's {
    let length = word.chars().next().map_or(0, char::len_utf8);
    let sign = length.checked_sub(1).and_then(|last| word.as_bytes().get(last)).copied();
    let mut from = 0;
    std::iter::from_fn(move || {
        let sign = sign?;
        loop {
            let found = memchr::memchr(sign, text.as_bytes().get(from..)?)? + from;
            from = found + 1;
            let Some(start) = from.checked_sub(length) else { continue };
            if text.as_bytes().get(start..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
                let end = start + word.len();
                // The next one may begin where this ends: its sign stands later.
                from = end;
                return Some(start..end);
            }
        }
    })
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
    match letter {
        '一'..='\u{9FFF}' => ordinary_letter(letter) == letter,
        _ => matches!(letter, '!'..='~' | '、'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー'),
    }
}

/// ① to ⓿, ❶ to ➓ and ㉑ to ㊿.
fn is_list_mark(letter: char) -> bool {
    matches!(letter, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}')
}

/// Letters that write numbers.
#[must_use]
pub fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit()
        || matches!(
            letter,
            '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '億'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_folded_as_a_whole() {
        let whole = |name: &str| -> String {
            name.chars().map(ordinary_letter).nfkc().filter(|&letter| !is_skipped(letter)).collect()
        };
        let letters = [
            "か", "\u{3099}", "ﾊ", "ﾞ", "ﾟ", "（", "Ａ", "a", "\u{301}", " ", "\u{3000}", "①", "漢", "\u{FE00}", "゛",
            "〜", "⼾", "。", "ー", "區",
        ];
        for one in letters {
            for two in letters {
                for three in letters {
                    let name = format!("甲{one}{two}{three}乙{one}");
                    assert_eq!(fold_name(&name), whole(&name), "{name:?}");
                    assert_eq!(fold_name(&format!("{one}{two}")), whole(&format!("{one}{two}")));
                }
            }
        }
    }

    #[test]
    fn a_folded_text_leads_back() {
        for (typed, word, wanted) in [
            ("ﾃﾞｰﾀの（甲）を", "データ", "ﾃﾞｰﾀ"),
            ("令和 2 年か\u{3099}る", "2年がる", "2 年か\u{3099}る"),
            ("甲 乙　丙", "甲乙丙", "甲 乙　丙"),
            ("第 1 2 条", "1 2条", "1 2 条"),
            ("①甲", "①甲", "①甲"),
        ] {
            let folded = Folded::new(typed);
            let place = folded.places(word).next();
            assert_eq!(place.map(|place| &typed[folded.typed(place)]), Some(wanted), "{typed}");
        }
        assert!(Folded::new("あああ").places("ああ").eq(std::iter::once(0..6)));
        assert_eq!(Folded::new("").typed(0..0), 0..0);
    }
}
