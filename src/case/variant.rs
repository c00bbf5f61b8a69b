//! Whether a word is nearly a name: other letters in the same places, or the same in another order.
//!
//! A name is written wrongly by a slip: two parts change places, a part in the middle is left out, one
//! letter is another. A longer word that holds the name means more, and one that lacks its beginning or its
//! end means something wider: these are no slips.

use std::ops::Range;

use super::definition::is_word_letter;
use crate::form::is_figure;
use crate::hash::QuickMap;

/// Fewest letters of a name of which two may be in another order, or one another.
const FEWEST: usize = 6;
/// Fewest letters of a law's name, which may stand inside a run of letters.
const FEWEST_OF_LAW: usize = 7;
/// Fewest letters that must be left of a name on each side of what is left out.
const FEWEST_LEFT: usize = 2;

/// A folded text, taken apart once to be compared with many names.
#[derive(Debug)]
pub struct Letters {
    letters: Vec<char>,
    /// Where each letter begins, then where the text ends.
    starts: Vec<usize>,
    /// The sum of the letters before each, then that of all: words of the same letters have one sum.
    sums: Vec<u64>,
    /// The letters at which a word may begin.
    begins: Vec<usize>,
    /// Whether a word may end before each letter, then at the end.
    ends: Vec<bool>,
}

impl Letters {
    /// The letters of a folded text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // Nearly all letters have three bytes.
        let count = text.len() / 3 + 1;
        let mut letters = Self {
            letters: Vec::with_capacity(count),
            starts: Vec::with_capacity(count + 1),
            sums: Vec::with_capacity(count + 1),
            begins: Vec::with_capacity(count / 2),
            ends: Vec::with_capacity(count + 1),
        };
        let (mut before, mut sum) = (false, 0);
        for (number, (at, letter)) in text.char_indices().enumerate() {
            let is_word = is_word_letter(letter);
            if !before {
                letters.begins.push(number);
            }
            letters.letters.push(letter);
            letters.starts.push(at);
            letters.sums.push(sum);
            letters.ends.push(!is_word);
            before = is_word;
            sum += u64::from(letter);
        }
        letters.starts.push(text.len());
        letters.sums.push(sum);
        letters.ends.push(true);
        letters
    }

    /// The letters from one on, if there are so many.
    fn window(&self, from: usize, count: usize) -> Option<Window<'_>> {
        let letters = self.letters.get(from..from + count)?;
        let sum = self.sums.get(from + count)? - self.sums.get(from)?;
        Some(Window { letters, sum, place: *self.starts.get(from)?..*self.starts.get(from + count)? })
    }

    fn may_end(&self, at: usize) -> bool {
        self.ends.get(at) == Some(&true)
    }
}

/// Some letters of a text.
struct Window<'l> {
    letters: &'l [char],
    sum: u64,
    place: Range<usize>,
}

/// The letters of a name with their sum.
#[derive(Debug)]
struct Name {
    letters: Vec<char>,
    sum: u64,
}

impl Name {
    fn new(name: &str) -> Self {
        let letters: Vec<char> = name.chars().collect();
        Self { sum: letters.iter().copied().map(u64::from).sum(), letters }
    }

    /// Whether some letters are the same in another order.
    fn is_reordered(&self, word: &Window<'_>) -> bool {
        self.sum == word.sum && is_reordered(&self.letters, word.letters)
    }
}

/// A defined name, ready to be compared with the words of many texts.
#[derive(Debug)]
pub struct NearName {
    name: Name,
    /// The name with a part in the middle left out.
    shorter: Vec<Vec<char>>,
}

impl NearName {
    /// A folded name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let name = Name::new(name);
        Self { shorter: shortened(&name.letters), name }
    }

    /// Where a folded text holds words that are nearly the name. `contrasts` are letters of which each in
    /// place of another makes another name.
    #[must_use]
    pub fn places(&self, text: &Letters, contrasts: &[String]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let name = &self.name.letters;
        // All of them begin as the name does.
        let head = name.get(..FEWEST_LEFT).unwrap_or(&[]);
        for &at in &text.begins {
            let Some(rest) = text.letters.get(at..) else { break };
            if !self.shorter.is_empty() && rest.starts_with(head) {
                let near = self.shorter.iter().filter(|word| rest.starts_with(word) && text.may_end(at + word.len()));
                found.extend(near.filter_map(|word| Some(text.window(at, word.len())?.place)));
            }
            if name.len() < FEWEST || !text.may_end(at + name.len()) {
                continue;
            }
            let Some(word) = text.window(at, name.len()) else { continue };
            if self.name.is_reordered(&word) || is_one_letter_off(name, word.letters, contrasts) {
                found.push(word.place);
            }
        }
        found
    }
}

/// The names of laws, ready to be compared with many texts.
#[derive(Debug)]
pub(super) struct NearLaws {
    names: Vec<Name>,
    /// The names that end with each two letters.
    endings: QuickMap<(char, char), Vec<usize>>,
}

impl NearLaws {
    /// Folded names.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let names: Vec<Name> = names.into_iter().map(Name::new).collect();
        let mut endings: QuickMap<(char, char), Vec<usize>> = QuickMap::default();
        for (number, name) in names.iter().enumerate().filter(|(_, name)| name.letters.len() >= FEWEST_OF_LAW) {
            if let [.., one, other] = name.letters.as_slice() {
                endings.entry((*one, *other)).or_default().push(number);
            }
        }
        Self { names, endings }
    }

    /// Where a folded text holds words that are nearly a law's name, with the number of the law, by that
    /// number. They end as the name does, so that an ordinance is never taken for a law.
    pub(super) fn places(&self, text: &Letters) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        for (at, pair) in text.letters.windows(2).enumerate() {
            let &[one, other] = pair else { continue };
            let Some(laws) = self.endings.get(&(one, other)) else { continue };
            let end = at + 2;
            for &law in laws {
                let Some(name) = self.names.get(law) else { continue };
                let count = name.letters.len();
                let near = [count, count - 1, count + 1].into_iter().find_map(|count| {
                    let word = text.window(end.checked_sub(count)?, count)?;
                    let near = name.is_reordered(&word) || is_one_edit_off(&name.letters, word.letters);
                    near.then_some(word.place)
                });
                found.extend(near.map(|place| (place, law)));
            }
        }
        found.sort_by_key(|&(_, law)| law);
        found
    }
}

/// The name with a part in the middle left out, at most a third of it.
fn shortened(letters: &[char]) -> Vec<Vec<char>> {
    let mut all = Vec::new();
    for cut in 1..=letters.len() / 3 {
        let last = letters.len().saturating_sub(FEWEST_LEFT + cut);
        for start in FEWEST_LEFT..=last {
            let kept = letters.iter().enumerate().filter(|&(at, _)| at < start || at >= start + cut);
            all.push(kept.map(|(_, letter)| *letter).collect());
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
        NearName::new(name)
            .places(&Letters::of(text), &contrasts)
            .into_iter()
            .map(|place| text[place].to_owned())
            .collect()
    }

    #[test]
    fn a_part_left_out_is_near_but_not_a_beginning_or_an_end() {
        assert_eq!(near("自席端末とロビー端末を接続", "ロビー専用端末"), ["ロビー端末"]);
        assert!(near("自席端末と専用端末を接続", "ロビー専用端末").is_empty());
        assert!(near("ロビー専用の窓口", "ロビー専用端末").is_empty());
        assert!(near("ロビー端末機を接続", "ロビー専用端末").is_empty(), "a longer word");
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
        let laws = |text, name| NearLaws::new([name]).places(&Letters::of(text)).len();
        assert_eq!(laws("第2章江戸川区情報安全管理対策要綱の", "江戸川区情報管理安全対策要綱"), 1);
        assert_eq!(laws("個人情報保護に関する法律", "個人情報の保護に関する法律"), 1);
        assert_eq!(laws("汐見野区個人情報保護条例", "江戸川区個人情報保護条例"), 0);
        assert_eq!(laws("江戸川区情報管理安全対策基準", "江戸川区情報管理安全対策要綱"), 0);
    }
}
