//! The predicate at the end of a clause, and whether it carries the deed told before it.
//!
//! 「施錠保管を行う」 does what it names, 「施錠保管の例が挙げられている」 only speaks of it. Which predicates carry a deed is
//! told by a class of the lexicon; what any other says of a deed is for people to see.

use std::ops::Range;

use super::letters::{is_hiragana, is_kanji, is_katakana};
use super::words::Words;

/// The predicate of a clause that begins at `start`, where it is none of the carriers.
pub(super) fn foreign(carriers: &Words, clause: &str, start: usize) -> Option<Range<usize>> {
    if carriers.is_empty() {
        return None;
    }
    let ended = clause.trim_end_matches(['】', '」', '』', ' ', '・']);
    let stem_end = ended.trim_end_matches(is_hiragana);
    let ending = ended.get(stem_end.len()..)?;
    let before = stem_end.trim_end_matches(|letter| is_kanji(letter) || is_katakana(letter));
    // 「貼付済みである」
    let stem = stem_end.get(before.len()..)?.trim_end_matches('済');
    if ending.is_empty()
        || stem.is_empty()
        || is_at_once(stem, ending)
        || is_copula(ending)
        || is_request(before, stem, ending)
    {
        return None;
    }
    let carried = stem.char_indices().any(|(at, _)| {
        stem.get(at..).is_some_and(|word| carriers.longest_at(word, 0).is_some_and(|(_, end)| end == word.len()))
    });
    (!carried).then(|| start + before.len()..start + ended.len())
}

/// 「報告は直ちにする」: a light verb behind an adverb, whose deed was told before.
fn is_at_once(stem: &str, ending: &str) -> bool {
    const ADVERBS: [(&str, &str); 5] = [("直", "ちに"), ("速", "やかに"), ("必", "ず"), ("常", "に"), ("早", "めに")];
    ADVERBS.iter().any(|(kanji, kana)| {
        stem.ends_with(kanji) && ending.strip_prefix(kana).is_some_and(|verb| verb.starts_with(['す', 'し']))
    })
}

/// 「…するようお願いします」「…を願います」「ご返却願います」: a polite form of 「…してください」. 「お願いしている」 tells of a
/// request.
fn is_request(before: &str, stem: &str, ending: &str) -> bool {
    const ASKS: [&str; 3] = ["います", "いします", "いいたします"];
    let deed = stem.strip_suffix('願');
    deed.is_some_and(|deed| deed.is_empty() || before.ends_with(['ご', '御'])) && ASKS.contains(&ending)
}

/// Whether what stands behind a noun is no verb of its own, or one written in kana: 「である」「へしまう」.
fn is_copula(ending: &str) -> bool {
    const THERE: [&str; 5] = ["があ", "はあ", "もあ", "はな", "がな"];
    const BEHIND_NOUN: [&str; 16] =
        ["つで", "で", "と", "だ", "の", "な", "へ", "に", "を", "は", "が", "も", "から", "まで", "より", "や"];
    let there = THERE.iter().any(|there| ending.starts_with(there)) || ending.starts_with("とな");
    !there && BEHIND_NOUN.iter().any(|particle| ending.starts_with(particle))
}
