//! The nearest right word（もしかして）.

use unicode_normalization::UnicodeNormalization as _;

/// Of `candidates` the one most like `word`, if one is like enough to be meant: at most a third of
/// its letters differ, and at least one is right.
#[must_use]
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let fold = |text: &str| {
        text.nfkc().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect::<String>()
    };
    let word = fold(word);
    candidates
        .into_iter()
        .map(|candidate| {
            let folded = fold(candidate);
            let longer = word.chars().count().max(folded.chars().count());
            (strsim::osa_distance(&word, &folded), longer, candidate)
        })
        .filter(|&(distance, longer, _)| distance < longer && distance <= longer.div_ceil(3))
        .min_by_key(|&(distance, ..)| distance)
        .map(|(.., candidate)| candidate)
}
