//! Whether a word is nearly a name: other letters in the same places, or the same in another order.
//!
//! A name is written wrongly by a slip: two parts change places, a part in the middle is left out, one
//! letter is another. A longer word that holds the name means more, and one that lacks its beginning or its
//! end means something wider: these are no slips.

use std::ops::Range;

use super::definition::{begins_at, ends_at};
use crate::form::is_figure;

/// Fewest letters of a name of which two may be in another order, or one another.
const FEWEST: usize = 6;
/// Fewest letters of a law's name, which may stand inside a run of letters.
const FEWEST_OF_LAW: usize = 7;
/// Fewest letters that must be left of a name on each side of what is left out.
const FEWEST_LEFT: usize = 2;

/// A defined name, ready to be compared with the words of many texts.
#[derive(Debug)]
pub struct NearName {
    letters: Vec<char>,
    /// The name with a part in the middle left out.
    shorter: Vec<String>,
}

impl NearName {
    /// A folded name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let letters: Vec<char> = name.chars().collect();
        Self { shorter: shortened(&letters), letters }
    }

    /// Where a folded text holds words that are nearly the name. `contrasts` are letters of which each in
    /// place of another makes another name.
    #[must_use]
    pub fn places(&self, text: &str, contrasts: &[String]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for shorter in &self.shorter {
            found.extend(text.match_indices(shorter.as_str()).map(|(at, word)| at..at + word.len()));
        }
        found.retain(|place| begins_at(text, place.start) && ends_at(text, place.end));
        if self.letters.len() >= FEWEST {
            let letters: Vec<(usize, char)> = text.char_indices().collect();
            for window in letters.windows(self.letters.len()) {
                let (Some(&(start, _)), Some(&(last, letter))) = (window.first(), window.last()) else { break };
                let place = start..last + letter.len_utf8();
                if begins_at(text, place.start) && ends_at(text, place.end) {
                    let word: Vec<char> = window.iter().map(|&(_, letter)| letter).collect();
                    if is_reordered(&self.letters, &word) || is_one_letter_off(&self.letters, &word, contrasts) {
                        found.push(place);
                    }
                }
            }
        }
        found.sort_by_key(|place| place.start);
        found
    }
}

/// Where a folded text holds words that are nearly a law's name. They end as the name does, so that an
/// ordinance is never taken for a law.
#[must_use]
pub fn near_laws(text: &str, name: &str) -> Vec<Range<usize>> {
    let Some((ending, _)) = name.char_indices().rev().nth(1) else { return Vec::new() };
    let mut found = Vec::new();
    for (at, word) in text.match_indices(name.get(ending..).unwrap_or(name)) {
        let letters: Vec<char> = name.chars().collect();
        if letters.len() < FEWEST_OF_LAW {
            break;
        }
        let end = at + word.len();
        let before = text.get(..end).unwrap_or("");
        for count in [letters.len(), letters.len() - 1, letters.len() + 1] {
            let Some((start, _)) = before.char_indices().rev().nth(count - 1) else { continue };
            let window: Vec<char> = before.get(start..).unwrap_or("").chars().collect();
            if is_reordered(&letters, &window) || is_one_edit_off(&letters, &window) {
                found.push(start..end);
                break;
            }
        }
    }
    found
}

/// The name with a part in the middle left out, at most a third of it.
fn shortened(letters: &[char]) -> Vec<String> {
    let mut all = Vec::new();
    for cut in 1..=letters.len() / 3 {
        let last = letters.len().saturating_sub(FEWEST_LEFT + cut);
        for start in FEWEST_LEFT..=last {
            let kept = letters.iter().enumerate().filter(|&(at, _)| at < start || at >= start + cut);
            all.push(kept.map(|(_, letter)| letter).collect());
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether both hold the same letters in another order.
fn is_reordered(name: &[char], word: &[char]) -> bool {
    if name == word || name.len() != word.len() {
        return false;
    }
    let sorted = |letters: &[char]| {
        let mut letters = letters.to_vec();
        letters.sort_unstable();
        letters
    };
    sorted(name) == sorted(word)
}

/// Whether one letter inside differs, and not so that the word names something else: the other of a pair,
/// another number. The first and the last letter tell what kind of thing it is（新・旧, 票・簿）.
fn is_one_letter_off(name: &[char], word: &[char], contrasts: &[String]) -> bool {
    let mut differing = name.iter().zip(word).enumerate().filter(|(_, (one, other))| one != other);
    match (differing.next(), differing.next()) {
        (Some((at, (&one, &other))), None) => {
            let is_inside = at > 0 && at + 1 < name.len();
            let is_contrast = contrasts.iter().any(|set| set.contains(one) && set.contains(other));
            let counts = |letter: char| is_figure(letter) || letter.is_ascii_alphanumeric();
            is_inside && !is_contrast && !counts(one) && !counts(other)
        }
        _ => false,
    }
}

/// Whether one letter is another, more or less.
fn is_one_edit_off(name: &[char], word: &[char]) -> bool {
    let head = name.iter().zip(word).take_while(|(one, other)| one == other).count();
    let tail = name.iter().rev().zip(word.iter().rev()).take_while(|(one, other)| one == other).count();
    let (longest, shortest) = (name.len().max(word.len()), name.len().min(word.len()));
    longest - shortest <= 1 && name != word && head + tail + 1 >= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str, name: &str) -> Vec<String> {
        let contrasts = ["課係".to_owned()];
        NearName::new(name).places(text, &contrasts).into_iter().map(|place| text[place].to_owned()).collect()
    }

    #[test]
    fn a_part_left_out_is_near_but_not_a_beginning_or_an_end() {
        assert_eq!(near("自席端末とテレワーク端末を接続", "テレワーク専用端末"), ["テレワーク端末"]);
        assert!(near("自席端末と専用端末を接続", "テレワーク専用端末").is_empty());
        assert!(near("テレワーク専用の窓口", "テレワーク専用端末").is_empty());
        assert!(near("テレワーク端末機を接続", "テレワーク専用端末").is_empty(), "a longer word");
    }

    #[test]
    fn other_order_and_other_letters_are_near() {
        assert_eq!(near("資格認確システムに送る", "資格確認システム"), ["資格認確システム"]);
        assert_eq!(near("資格確忍システムに送る", "資格確認システム"), ["資格確忍システム"]);
        assert!(near("保健予防係長に", "保健予防課長").is_empty(), "another post");
        assert!(near("保健予防課に", "保健予防課長").is_empty(), "the office with a particle");
        assert!(near("申請書受付簿に", "申請書受付票").is_empty(), "another kind of thing");
        assert!(near("第2期収納計画は", "第1期収納計画").is_empty(), "another number");
    }

    #[test]
    fn a_law_is_near_in_another_order_or_by_one_letter() {
        let laws = |text, name| near_laws(text, name).len();
        assert_eq!(laws("第2章江戸川区情報安全管理対策要綱の", "江戸川区情報管理安全対策要綱"), 1);
        assert_eq!(laws("個人情報保護に関する法律", "個人情報の保護に関する法律"), 1);
        assert_eq!(laws("汐見野区個人情報保護条例", "江戸川区個人情報保護条例"), 0);
        assert_eq!(laws("江戸川区情報管理安全対策基準", "江戸川区情報管理安全対策要綱"), 0);
    }
}
