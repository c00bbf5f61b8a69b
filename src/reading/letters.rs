//! Kinds of characters.

/// A Chinese character, with the signs that stand in for one.
pub(super) fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇' | 'ヶ')
}

pub(super) fn is_hiragana(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ゖ')
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
