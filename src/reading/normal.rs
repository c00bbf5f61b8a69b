//! A text in the reader's normal spelling, with the way back to what was typed.
//!
//! Compatibility forms, radicals that NFKC leaves, white space and line breaks inside a sentence, and
//! the spelling pairs of the lexicon change no meaning, so words and grammar are only ever compared
//! after this step. What ends an entry — a line that opens with a list marker, a blank line — stays
//! as a line feed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::words::{WordList, Words};
use crate::bytes::{Kept as _, Rest};
use crate::source::{Mapped, ordinary_letter};

/// Spelling pairs, compiled.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    words: Words,
    normal: Vec<String>,
}

impl Spellings {
    /// Pairs of written and normal spelling; the longest that fits is taken.
    pub(super) fn new<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let mut list = WordList::default();
        let mut normals = Vec::new();
        for (written, normal) in pairs {
            let word = list.insert(fold(written).text()) as usize;
            if word == normals.len() {
                normals.push(fold(normal).text().to_owned());
            }
        }
        Self { words: list.freeze(), normal: normals }
    }

    /// Appends the pairs as bytes.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        self.words.put(out);
        self.normal.put(out);
    }

    /// The pairs of such bytes; `None` where they are of something else.
    pub(super) fn take(rest: &mut Rest<'static>) -> Option<Self> {
        Some(Self { words: Words::take(rest)?, normal: Vec::take(rest)? })
    }

    /// The normal form of a text as typed.
    pub(super) fn normalise(&self, typed: &str) -> Mapped {
        let folded = fold(typed);
        let text = folded.text();
        let mut spelt: Option<Mapped> = None;
        let mut done = 0;
        for (start, letter) in text.char_indices() {
            if start < done || !self.words.may_begin(letter) {
                continue;
            }
            let Some((word, end)) = self.words.longest_at(text, start) else { continue };
            let Some(normal) = self.normal.get(word as usize) else { continue };
            let spelt = spelt.get_or_insert_with(|| Mapped::with_capacity(text.len() + 16));
            spelt.append(&folded, done..start);
            spelt.replace(normal, folded.origin(start..end));
            done = end;
        }
        let Some(mut spelt) = spelt else { return folded };
        spelt.append(&folded, done..folded.len());
        spelt
    }

    /// The normal form of a word of the lexicon.
    pub(super) fn word<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let plain = word.chars().all(is_stable)
            && word
                .char_indices()
                .all(|(at, letter)| !self.words.may_begin(letter) || self.words.longest_at(word, at).is_none());
        if plain { Cow::Borrowed(word) } else { Cow::Owned(self.normalise(word).text().to_owned()) }
    }
}

fn fold(typed: &str) -> Mapped {
    let mut out = Mapped::with_capacity(typed.len() + 8);
    let mut letters = typed.char_indices().peekable();
    // A stretch that needs nothing is copied at once.
    let mut stretch = 0..0;
    while let Some((at, letter)) = letters.next() {
        let combines = letters.peek().is_some_and(|&(_, next)| is_mark(next));
        if is_stable(letter) && !combines {
            if stretch.end != at {
                out.copy(typed.get(stretch.clone()).unwrap_or_default(), stretch.start);
                stretch.start = at;
            }
            stretch.end = at + letter.len_utf8();
            continue;
        }
        out.copy(typed.get(stretch.clone()).unwrap_or_default(), stretch.start);
        stretch = 0..0;
        if letter == '\n' || letter == '\r' {
            if breaks_entry(typed.get(at + 1..).unwrap_or_default()) {
                out.replace("\n", at..at + 1);
            }
            continue;
        }
        if letter.is_whitespace() || is_invisible(letter) {
            continue;
        }
        if let Some(normal) = circled(letter) {
            out.replace(&normal, at..at + letter.len_utf8());
            continue;
        }
        let mut end = at + letter.len_utf8();
        let mut cluster = String::from(ordinary_letter(letter));
        while let Some(&(next_at, next)) = letters.peek() {
            if !is_mark(next) {
                break;
            }
            cluster.push(next);
            end = next_at + next.len_utf8();
            letters.next();
        }
        let normal: String = cluster.nfkc().filter(|letter| !letter.is_whitespace()).collect();
        out.replace(&normal, at..end);
    }
    out.copy(typed.get(stretch.clone()).unwrap_or_default(), stretch.start);
    out
}

/// Characters that NFKC leaves alone and that are most of any Japanese text.
fn is_stable(letter: char) -> bool {
    match letter {
        '一'..='\u{9fff}' => ordinary_letter(letter) == letter,
        _ => matches!(letter, '\u{21}'..='\u{7e}' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '、'..='〕'),
    }
}

/// A character that belongs to the one before it: an accent, or a sound mark of half-width kana.
fn is_mark(letter: char) -> bool {
    !is_stable(letter) && (canonical_combining_class(letter) != 0 || matches!(letter, '\u{ff9e}' | '\u{ff9f}'))
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// A number in a circle is a list marker, not a digit of the text.
fn circled(letter: char) -> Option<String> {
    let number = match letter {
        '①'..='⑳' => letter as u32 - '①' as u32 + 1,
        '❶'..='❿' => letter as u32 - '❶' as u32 + 1,
        _ => return None,
    };
    Some(format!("({number})"))
}

/// Whether what follows a line feed begins a new entry rather than going on with the sentence.
fn breaks_entry(rest: &str) -> bool {
    let line = rest.split('\n').next().unwrap_or_default();
    let line = line.trim_matches(|letter: char| letter.is_whitespace());
    let mut letters = line.chars();
    let Some(first) = letters.next() else { return rest.contains('\n') };
    let second = letters.next();
    if begins_with_label(line) {
        return true;
    }
    match first {
        '・' | '･' | '○' | '●' | '◎' | '◯' | '■' | '□' | '◆' | '◇' | '※' | '*' | '•' | '【' => {
            true
        }
        '①'..='⑳' | '❶'..='❿' | '⑴'..='⒇' => true,
        '-' => second.is_none_or(char::is_whitespace),
        '(' | '（' => {
            let inner = line.chars().skip(1).take_while(|letter| !matches!(letter, ')' | '）'));
            let inner: Vec<char> = inner.take(4).collect();
            inner.len() <= 3 && !inner.is_empty() && inner.iter().all(|&letter| is_ordinal(letter))
        }
        _ if first.is_numeric() => {
            let after = line.trim_start_matches(char::is_numeric);
            after.starts_with(['.', '．', ')', '）', '\u{3000}'])
        }
        _ if is_ordinal(first) => {
            second.is_some_and(|second| second.is_whitespace() || matches!(second, '.' | '．' | ')' | '）'))
        }
        _ => false,
    }
}

/// Whether a line is a row of a table, 「書類｜施錠した棚に納める」「書類：…」: a short name, then what is told of it.
fn begins_with_label(line: &str) -> bool {
    const LONGEST: usize = 12;
    let sign = |letter: char| matches!(letter, '｜' | '|' | '：' | ':');
    let Some((name, told)) = line.split_once(sign) else { return false };
    let is_name =
        |letter: char| letter.is_alphanumeric() || matches!(letter, '・' | 'ー' | '（' | '）' | ' ' | '\u{3000}');
    let count = name.chars().count();
    (2..=LONGEST).contains(&count)
        && name.chars().all(is_name)
        && !name.chars().all(char::is_numeric)
        && !told.starts_with("//")
}

/// A digit or a kana that numbers entries.
fn is_ordinal(letter: char) -> bool {
    letter.is_numeric() || letter.is_ascii_alphabetic() || ('ア'..='ン').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::Spellings;

    #[test]
    fn forms_of_print_fall_together() {
        let spellings = Spellings::new([("ひき渡し", "引渡"), ("ひき渡", "引渡")]);
        for (typed, normal) in [
            ("Ａ Ｂ１", "AB1"),
            ("ﾃﾞｰﾀ", "データ"),
            ("テ\u{3099}ータ", "データ"),
            ("⼾⻑", "戸長"),
            ("文の\n 途中", "文の途中"),
            ("甲\n・乙", "甲\n・乙"),
            ("甲。\n(1) 乙", "甲。\n(1)乙"),
            ("部屋｜施錠\n書類｜金庫に\n 納める", "部屋|施錠\n書類|金庫に納める"),
            ("ひき渡しとひき渡", "引渡と引渡"),
        ] {
            assert_eq!(spellings.normalise(typed).text(), normal, "{typed}");
        }
    }

    #[test]
    fn a_range_of_the_normal_form_cuts_what_was_typed() {
        let spellings = Spellings::new([("ひき渡し", "引渡")]);
        let typed = "ﾃﾞｰﾀ の ひき\n渡し を";
        let normal = spellings.normalise(typed);
        let start = normal.text().find("引渡").expect("found");
        assert_eq!(&typed[normal.origin(start..start + 6)], "ひき\n渡し");
        assert_eq!(&typed[normal.origin(0..3)], "ﾃﾞ");
    }
}
