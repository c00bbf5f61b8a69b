//! Whether words stand in a text as whole sentences.
//!
//! A person who looked at a sentence did not look at 「…を要しない」 behind it, nor at a proviso that was added
//! since: words that no longer are the whole say no longer what was looked at.

use std::ops::Range;

/// What opens a sentence that takes back a part of the one before it.
const PROVISOS: [&str; 2] = ["ただし", "但し"];

/// Whether a range of a text is one sentence or several, with the proviso to the last of them.
pub(super) fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let whole = whole_around(text, range);
    let inner = |range: &Range<usize>| text.get(range.clone()).unwrap_or("").trim_matches(is_edge);
    inner(&whole) == inner(range)
}

/// The sentences that a range of a text touches, with the proviso to the last of them.
pub(super) fn whole_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or("");
    let last = before.char_indices().rfind(|&(_, letter)| is_end(letter));
    let start = last.map_or(0, |(at, letter)| at + letter.len_utf8());
    // The mark of a list is no word of the sentence.
    let mark = text.get(start..range.start).unwrap_or("");
    let start = if mark.chars().any(char::is_alphabetic) { start } else { range.start };
    let ended = text.get(..range.end).is_some_and(|before| before.ends_with(is_end));
    let mut end = if ended { range.end } else { sentence_end(text, range.end) };
    while let Some(rest) = text.get(end..) {
        let next = rest.trim_start_matches(is_edge);
        if !PROVISOS.iter().any(|word| next.starts_with(word)) {
            break;
        }
        end = sentence_end(text, text.len() - next.len());
    }
    start..end
}

/// Where the sentence ends that stands at a place.
fn sentence_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let end = rest.char_indices().find(|&(_, letter)| is_end(letter));
    end.map_or(text.len(), |(end, letter)| at + end + letter.len_utf8())
}

const fn is_end(letter: char) -> bool {
    matches!(letter, '。' | '．' | '｡' | '\n')
}

fn is_edge(letter: char) -> bool {
    is_end(letter) || letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, words: &str) -> Range<usize> {
        let start = text.find(words).expect("the words stand there");
        start..start + words.len()
    }

    #[test]
    fn words_are_whole_with_or_without_their_full_stop() {
        let text = "書類は、棚に置く。鍵を掛ける。";
        for words in ["書類は、棚に置く。", "書類は、棚に置く", "鍵を掛ける。", text] {
            assert!(is_whole(text, &at(text, words)), "{words}");
        }
        assert!(is_whole("(1) 鍵を掛ける", &at("(1) 鍵を掛ける", "鍵を掛ける")));
        assert!(is_whole("前の行\n鍵を掛ける\n", &at("前の行\n鍵を掛ける\n", "鍵を掛ける")));
    }

    #[test]
    fn a_part_and_a_sentence_with_a_proviso_are_not() {
        for (text, words, whole) in [
            ("鍵を掛けることを要しない。", "鍵を掛けること", "鍵を掛けることを要しない。"),
            ("急ぐとき。区が求めたときに限り、鍵を掛ける。", "鍵を掛ける。", "区が求めたときに限り、鍵を掛ける。"),
            ("鍵を掛ける。ただし、急ぐときは除く。次。", "鍵を掛ける。", "鍵を掛ける。ただし、急ぐときは除く。"),
        ] {
            let range = at(text, words);
            assert!(!is_whole(text, &range), "{text}");
            assert_eq!(&text[whole_around(text, &range)], whole);
        }
    }
}
