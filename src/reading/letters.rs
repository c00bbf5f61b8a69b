//! Kinds of characters, and words looked for in short texts.

pub(super) use crate::source::{is_hiragana, is_kanji};

/// Where a word first stands in a text.
///
/// The last byte of its first character is looked for: characters of three bytes share the others with many. The
/// standard search makes a table for each word, which for a sentence takes longer than the search itself.
pub(super) fn find(text: &str, word: &str) -> Option<usize> {
    let first = word.chars().next().map_or(0, char::len_utf8);
    let sign = *word.as_bytes().get(first.checked_sub(1)?)?;
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        from += memchr::memchr(sign, bytes.get(from..)?)? + 1;
        if let Some(start) = from.checked_sub(first)
            && bytes.get(start..).is_some_and(|rest| rest.starts_with(word.as_bytes()))
        {
            return Some(start);
        }
    }
}

/// Where a word last stands in a text.
pub(super) fn rfind(text: &str, word: &str) -> Option<usize> {
    let first = word.chars().next().map_or(0, char::len_utf8);
    let sign = *word.as_bytes().get(first.checked_sub(1)?)?;
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    loop {
        end = memchr::memrchr(sign, bytes.get(..end)?)?;
        if let Some(start) = (end + 1).checked_sub(first)
            && bytes.get(start..).is_some_and(|rest| rest.starts_with(word.as_bytes()))
        {
            return Some(start);
        }
    }
}

/// Whether a word stands in a text.
pub(super) fn holds(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// What stands before a word and behind it, where it first stands.
pub(super) fn split_once<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, word)?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

/// What stands before a word and behind it, where it last stands.
pub(super) fn rsplit_once<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let at = rfind(text, word)?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

pub(super) fn is_katakana(letter: char) -> bool {
    matches!(letter, 'ァ'..='ヺ' | 'ー')
}

/// A character that a noun can begin with.
pub(super) fn begins_noun(letter: char) -> bool {
    is_kanji(letter) || is_katakana(letter) || letter.is_ascii_alphanumeric() || matches!(letter, '「' | '『')
}

/// The run of hiragana that a text begins with.
pub(super) fn hiragana_run(text: &str) -> &str {
    let end = text.find(|letter| !is_hiragana(letter)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Whether only hiragana, and at most `most` of them, are left.
pub(super) fn only_hiragana(text: &str, most: usize) -> bool {
    text.len() <= most * 3 && text.chars().all(is_hiragana)
}
