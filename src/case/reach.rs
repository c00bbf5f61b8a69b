//! How far a date reaches in its sentence.
//!
//! 「3月に点検を受けているが、内容に変更が生じる」: the date is that of the check; when the change is, is not
//! said. So a date reaches neither past a turn of the sentence after it nor back past one before it.

use std::ops::Range;

use crate::source::is_hiragana;

/// Endings of a clause behind which the sentence turns to something else.
const TURNS: [&str; 6] = ["ところ、", "ものの、", "けれども、", "けれど、", "ており、", "ておりますが、"];

/// Endings of a clause that tells why: what follows is of another time than a date in it, but what it tells is over
/// when a date behind it comes.
const CAUSES: [&str; 8] = [
    "たため、",
    "たので、",
    "たことから、",
    "たことにより、",
    "たことに伴い、",
    "たことを受け、",
    "たことを受けて、",
    "たことを踏まえ、",
];

/// Words that begin a clause that is of another time.
const ANEW: [&str; 8] = ["今般", "このたび", "この度", "今回", "現在", "今後", "将来", "これから"];

/// What may follow a finished deed and still speaks of its time.
const AFTER_IT: [&str; 9] = ["後", "上", "際", "時", "場合", "日", "月", "翌", "直"];

/// Letters before た that make no finished deed: 「また」, 「新た」, 「あたり」.
const NO_PAST: [char; 6] = ['ま', '新', 'あ', 'か', 'わ', 'ふ'];

/// Fewest letters between a date and words of another time: 「3月に、今回の」 is still of the date.
const FEWEST: usize = 5;

/// The part of `inside` that a date at `date` governs.
pub(super) fn reach(text: &str, inside: Range<usize>, date: &Range<usize>) -> Range<usize> {
    let turns = turns(text);
    let start = turns.iter().copied().filter(|turn| (inside.start..=date.start).contains(turn)).max();
    let after =
        turns.into_iter().chain(ends(text, &CAUSES)).chain(anew(text, date.end)).chain(described_end(text, date.end));
    let end = after.filter(|turn| (date.end + 1..inside.end).contains(turn)).min();
    start.unwrap_or(inside.start)..end.unwrap_or(inside.end)
}

/// Where a text turns.
fn turns(text: &str) -> Vec<usize> {
    let but = ends(text, &["が、"]).filter(|&at| is_adversative(text, at - "が、".len()));
    ends(text, &TURNS).chain(but).collect()
}

/// Where some words end in a text.
fn ends<'t>(text: &'t str, words: &'static [&'static str]) -> impl Iterator<Item = usize> + 't {
    words.iter().flat_map(move |word| text.match_indices(word).map(|(at, word)| at + word.len()))
}

/// Where a clause begins that says itself that it is of another time than the date before it.
fn anew(text: &str, date: usize) -> Option<usize> {
    let begins = ANEW.iter().flat_map(|word| text.match_indices(word)).map(|(at, _)| at);
    let anew = begins.filter(|&at| {
        let between = text.get(date..at).unwrap_or("").trim_end();
        between.ends_with('、') && between.chars().count() >= FEWEST
    });
    anew.min()
}

/// Whether what stands before 「が、」 ends a clause: a verb, an adjective or its like, not a noun such as
/// 「取扱い」, 「こと」.
fn is_adversative(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or("").chars().rev();
    match before.next() {
        Some('い') => before.next().is_some_and(is_hiragana),
        Some('う') => before.next() != Some('ほ'),
        Some(last) => "たるすだむぬ".contains(last),
        None => false,
    }
}

/// Where the noun ends that a deed of the date describes （3月に点検を受けた評価書）: what is said of it is not
/// of the time of that deed.
fn described_end(text: &str, date: usize) -> Option<usize> {
    let clause = text.get(date..)?.split('、').next()?;
    if !clause.trim_start().starts_with('に') {
        return None;
    }
    clause.match_indices('た').find_map(|(at, past)| {
        let verb = clause.get(..at)?.chars().next_back()?;
        let noun = clause.get(at + past.len()..)?;
        let length = noun.find(|letter: char| !letter.is_alphanumeric() || is_hiragana(letter)).unwrap_or(noun.len());
        let goes_on = AFTER_IT.iter().any(|word| noun.starts_with(word));
        (length > 0 && !goes_on && !NO_PAST.contains(&verb)).then_some(date + at + past.len() + length)
    })
}
