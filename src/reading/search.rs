//! The words of a text: hits of the lexicon, marks of the grammar, borders of clauses.

use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use super::alike::{Alike, Roles};
use super::letters::{is_hiragana, is_kanji};
use super::marks::Mark;
use super::passage::{Hit, MarkHit};
use super::words::{WordList, Words};
use crate::bytes::{Kept as _, Laid, Rest, put_laid};

/// The number of a list of words.
pub(super) type Group = u32;

/// All words of lexicon and grammar, with the groups that each belongs to.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Words,
    /// The mark of each word, for those that have one.
    marks: Vec<Option<Mark>>,
    /// What else each word is, then an entry that only ends the last one's groups and pairs.
    entries: Laid<Entry>,
    /// The groups of all words, each word's in order.
    groups: Laid<U32>,
    /// The pairs 「A…B」 that the words open.
    pairs: Laid<Pair>,
    /// Cells of a row of seen groups.
    pub(super) width: usize,
}

/// What a word is, beside its mark.
#[derive(Debug, Default, Clone, Copy, FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned)]
#[repr(C)]
struct Entry {
    /// Where its groups begin.
    groups: U32,
    /// Where the pairs that it opens begin.
    pairs: U32,
    /// For the stem of a verb, the number that it has in a list; 0 for none.
    listed: U32,
    /// 1 where it is a hit: member of a group or half of a pair.
    wanted: U32,
}

/// A second word and the number of the pair.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned,
)]
#[repr(C)]
struct Pair {
    second: U32,
    number: U32,
}

/// Most characters between the halves of 「A…B」.
const PAIR_REACH: usize = 14;

impl Vocabulary {
    /// Words and what they are, those that are alike under one number.
    pub(super) fn new(words: WordList, roles: &Roles) -> Self {
        let alike = Alike::new(words.len(), roles);
        let Roles { marks, pairs, listed, groups } = alike.roles(roles);
        let words = words.freeze_as(|word| alike.number(word));
        let width = groups.len().div_ceil(64);
        let mut entries = vec![Entry::default(); alike.count + 1];
        for &word in groups.iter().flatten().chain(pairs.keys().flat_map(|(first, second)| [first, second])) {
            if let Some(entry) = entries.get_mut(word as usize) {
                entry.wanted = 1.into();
            }
        }
        for (stem, number) in listed {
            if let Some(entry) = entries.get_mut(stem as usize) {
                entry.listed = number.into();
            }
        }
        let members =
            groups.iter().zip(0..).flat_map(|(members, group)| members.iter().map(move |&word| (word, group)));
        let groups = sorted(members.map(|(word, group)| (word, U32::new(group))));
        let opened = pairs
            .iter()
            .map(|(&(first, second), &number)| (first, Pair { second: second.into(), number: number.into() }));
        let pairs = sorted(opened);
        let (mut group, mut pair) = (0, 0);
        for (entry, word) in entries.iter_mut().zip(0..) {
            (entry.groups, entry.pairs) = (place(group), place(pair));
            group += groups.iter().skip(group).take_while(|(of, _)| *of == word).count();
            pair += pairs.iter().skip(pair).take_while(|(of, _)| *of == word).count();
        }
        let groups = groups.into_iter().map(|(_, group)| group).collect();
        let pairs = pairs.into_iter().map(|(_, pair)| pair).collect();
        Self { words, marks, entries: entries.into(), groups, pairs, width }
    }

    /// Appends the vocabulary as bytes.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        self.words.put(out);
        self.marks.put(out);
        put_laid(&self.entries, out);
        put_laid(&self.groups, out);
        put_laid(&self.pairs, out);
        self.width.put(out);
    }

    /// The vocabulary of such bytes, which stay where they are; `None` where they are of something else.
    pub(super) fn take(rest: &mut Rest<'static>) -> Option<Self> {
        Some(Self {
            words: Words::take(rest)?,
            marks: Vec::take(rest)?,
            entries: rest.laid()?,
            groups: rest.laid()?,
            pairs: rest.laid()?,
            width: usize::take(rest)?,
        })
    }

    /// Every word, every resolved mark and every sign of a clause's or sentence's kind, by place.
    pub(super) fn search(&self, text: &str) -> (Vec<Hit>, Vec<MarkHit>, Vec<MarkHit>) {
        let mut hits: Vec<Hit> = Vec::with_capacity(text.len() / 8);
        let mut raw: Vec<MarkHit> = Vec::new();
        let mut borders = Vec::new();
        let mut blockers: Vec<(usize, usize)> = Vec::new();
        let bytes = text.as_bytes();
        self.words.find(text, |word, start, end| {
            if !stands_alone(bytes, start, end)
                || cut_from_compound(text, start)
                || undone(text, start)
                || is_copula(text, start)
            {
                return;
            }
            if text.get(end..).is_some_and(is_set_aside) {
                return;
            }
            match self.marks.get(word as usize).copied().flatten() {
                Some(
                    mark @ (Mark::Condition
                    | Mark::Lack
                    | Mark::Purpose
                    | Mark::Penalty
                    | Mark::Transition
                    | Mark::List
                    | Mark::Definition
                    | Mark::InUse
                    | Mark::Naming),
                ) => borders.push(MarkHit { mark, start, end }),
                Some(Mark::Blocker) => blockers.push((start, end)),
                // 「知らせることを見送る」 sends nothing, 「適用しない」 is of 「適用」; 「対象から除く」 is more words than one.
                Some(mark @ (Mark::Exempt | Mark::Off)) => {
                    let word = text.get(start..end).unwrap_or_default();
                    if word.trim_end_matches(is_hiragana).chars().all(is_kanji) {
                        blockers.push((start + 1, end));
                    }
                    raw.push(MarkHit { mark, start, end });
                }
                Some(mark) => raw.push(MarkHit { mark, start, end }),
                None => {}
            }
            let Some(entry) = self.entries.get(word as usize) else { return };
            if entry.wanted != 0 {
                hits.push(Hit { word, start, end });
            }
            let behind = text.get(end..).unwrap_or_default();
            if entry.listed != 0 && joins(behind) {
                hits.push(Hit { word: entry.listed.get(), start, end });
            }
            if entry.listed != 0 && text.get(..start).is_some_and(|before| before.ends_with(['ご', '御'])) {
                let asked = asked_for(behind).map(|verb| Hit { word: entry.listed.get(), start, end: end + verb });
                hits.extend(asked);
            }
        });
        if !blockers.is_empty() {
            let inside = |start: usize, end: usize| {
                blockers.iter().any(|&(from, to)| from <= start && end <= to && (from, to) != (start, end))
            };
            hits.retain(|hit| !inside(hit.start, hit.end));
            // 「いずれ」 and 「時を移さず」 negate nothing.
            raw.retain(|hit| !inside(hit.start, hit.end));
        }
        let marks = resolve(text, raw);
        self.add_pairs(text, &marks, &mut hits);
        (hits, marks, borders)
    }

    fn add_pairs(&self, text: &str, marks: &[MarkHit], hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        for (place, first) in hits.iter().enumerate() {
            let pairs = self.pairs_of(first.word);
            if pairs.is_empty() {
                continue;
            }
            for second in hits.iter().skip(place + 1).skip_while(|hit| hit.start < first.end) {
                let between = text.get(first.end..second.start).unwrap_or_default();
                if between.len() > PAIR_REACH * 3 || between.contains('\n') {
                    break;
                }
                // 「体制を整えるよう努めること」 is no 「体制を…こと」: what stands between would be passed over.
                let hedged =
                    |mark: &MarkHit| mark.mark == Mark::Hedge && first.end <= mark.start && mark.end <= second.start;
                let pair = pairs.iter().find(|pair| pair.second == second.word);
                let pair = pair.filter(|_| !marks.iter().any(hedged));
                if let Some(pair) = pair.filter(|_| between.chars().count() <= PAIR_REACH) {
                    found.push(Hit { word: pair.number.get(), start: first.start, end: second.end });
                }
            }
        }
        if !found.is_empty() {
            hits.extend(found);
            hits.sort_by_key(|hit| (hit.start, hit.end));
        }
    }

    fn groups_of(&self, word: u32) -> &[U32] {
        self.of(&self.groups, word, |entry| entry.groups)
    }

    fn pairs_of(&self, word: u32) -> &[Pair] {
        self.of(&self.pairs, word, |entry| entry.pairs)
    }

    /// The part of a list that is of a word: up to where the part of the next one begins.
    fn of<'l, T>(&self, list: &'l [T], word: u32, begin: fn(&Entry) -> U32) -> &'l [T] {
        let mut bounds = self.entries.get(word as usize..).unwrap_or_default().iter().map(|entry| begin(entry).get());
        match (bounds.next(), bounds.next()) {
            (Some(start), Some(end)) => list.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether a word belongs to a group.
    pub(super) fn belongs(&self, word: u32, group: Group) -> bool {
        self.groups_of(word).binary_search_by_key(&group, |group| group.get()).is_ok()
    }

    /// Adds the groups of all words to a row.
    pub(super) fn mark_seen(&self, hits: &[Hit], row: &mut [u64]) {
        for group in hits.iter().flat_map(|hit| self.groups_of(hit.word)) {
            let group = group.get();
            if let Some(cell) = row.get_mut(group as usize / 64) {
                *cell |= 1 << (group % 64);
            }
        }
    }
}

/// Values with the words that they are of, by word, those of one word in order.
fn sorted<T: Ord>(values: impl Iterator<Item = (u32, T)>) -> Vec<(u32, T)> {
    let mut values: Vec<(u32, T)> = values.collect();
    values.sort_unstable();
    values
}

fn place(number: usize) -> U32 {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}

/// Whether a row of seen groups holds a group.
pub(super) fn has(row: &[u64], group: Group) -> bool {
    row.get(group as usize / 64).is_some_and(|cell| cell & (1 << (group % 64)) != 0)
}

/// Whether a text goes on with the next member of a list.
fn joins(rest: &str) -> bool {
    rest.starts_with(['、', '・', '及', '又', '若', '並'])
}

/// Where the ending begins of what asks politely for the noun before it: 「ご提出ください」「ご送付願います」.
fn asked_for(rest: &str) -> Option<usize> {
    const ASKS: [(&str, &str); 6] = [
        ("", "ください"),
        ("下", "さい"),
        ("願", "います"),
        ("", "いただきます"),
        ("", "いただくこと"),
        ("頂", "きます"),
    ];
    let is_asked =
        |(verb, ending): &&(&str, &str)| rest.strip_prefix(verb).is_some_and(|rest| rest.starts_with(ending));
    ASKS.iter().find(is_asked).map(|(verb, _)| verb.len())
}

/// Letters and digits of the Latin script are words only whole: no 「ID」 in 「IDEA」, no 「1回」 in 「21回」.
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let same = |left: Option<&u8>, right: Option<&u8>| match (left, right) {
        (Some(left), Some(right)) => {
            left.is_ascii_alphabetic() && right.is_ascii_alphabetic() || left.is_ascii_digit() && right.is_ascii_digit()
        }
        _ => false,
    };
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    let last = end.checked_sub(1).and_then(|at| bytes.get(at));
    !same(before, bytes.get(start)) && !same(last, bytes.get(end))
}

/// A verb of one character and 「し」 behind another Chinese character is the end of a longer word:
/// 「記し」 in 「表記し」.
fn cut_from_compound(text: &str, start: usize) -> bool {
    let mut letters = text.get(start..).unwrap_or_default().chars();
    let first = letters.next().is_some_and(is_kanji);
    first
        && letters.next().is_some_and(|letter| matches!(letter, 'し' | 'さ' | 'す' | 'せ'))
        && text
            .get(..start)
            .unwrap_or_default()
            .chars()
            .next_back()
            // 「全件残し」「毎回消し」: how often or how much it is done stands before the verb.
            .is_some_and(|letter| is_kanji(letter) && !"件部回時日月年度切宜次数量都間".contains(letter))
}

/// 「…のみであり」 is no 「あり」.
fn is_copula(text: &str, start: usize) -> bool {
    text.get(start..).is_some_and(|word| word.starts_with("あり、") || word.starts_with("ある"))
        && text.get(..start).is_some_and(|before| before.ends_with('で'))
}

/// 「未適用」: what has not been done is no deed.
fn undone(text: &str, start: usize) -> bool {
    text.get(..start).is_some_and(|before| before.ends_with('未'))
}

/// Whether what stands behind a word says that something else is done, or that the thing is not there yet.
fn is_set_aside(rest: &str) -> bool {
    // Most words are followed by neither; this is asked of every word.
    let behind = rest.trim_start_matches(is_kanji);
    behind.starts_with(['に', 'の', 'わ', 'は', 'が', 'も']) && (gives_way(rest) || is_undone(behind))
}

/// 「二段階の認証は未導入であるが、…」, not 「研修は、未受講者に行う」; `behind` begins after the word's own noun.
fn is_undone(behind: &str) -> bool {
    let named = behind.strip_prefix('の').map_or(behind, |noun| noun.trim_start_matches(is_kanji));
    let state = ["は未", "が未", "も未", "は、未"].iter().find_map(|lacks| named.strip_prefix(lacks));
    state.is_some_and(|state| {
        let end = state.trim_start_matches(is_kanji);
        end.len() < state.len() && (end.is_empty() || end.starts_with(['で', '。', '、', '|', '\n']))
    })
}

/// Whether what stands behind a word names it as what something else is done for: 「誓約書の代わりに名簿を出す」.
pub(super) fn gives_way(rest: &str) -> bool {
    const FOR: [&str; 11] = [
        "に代えて",
        "に替えて",
        "に代わり",
        "に代わって",
        "に代わる",
        "に替わる",
        "の代わりに",
        "の代わりと",
        "の代用",
        "代わりに",
        "代わりと",
    ];
    // 「誓約」 of 「誓約書の代わりに」
    let word = rest.trim_start_matches(is_kanji);
    let near = rest.len() - word.len() <= 2 * 3;
    FOR.iter().any(|instead| rest.starts_with(instead) || near && word.starts_with(instead))
}

/// Marks from left to right, the longest first, none inside another.
fn resolve(text: &str, mut raw: Vec<MarkHit>) -> Vec<MarkHit> {
    raw.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut done = 0;
    raw.retain(|hit| {
        let taken = hit.start >= done;
        if taken {
            done = hit.end;
        }
        taken && !part_of_compound(text, hit)
    });
    raw
}

/// A mark of Chinese characters with more of them behind it is part of a longer word: 「禁止事項」.
fn part_of_compound(text: &str, hit: &MarkHit) -> bool {
    if !matches!(hit.mark, Mark::Ban | Mark::Exempt | Mark::Off | Mark::May | Mark::Hedge | Mark::Plan) {
        return false;
    }
    let last = text.get(hit.start..hit.end).and_then(|word| word.chars().next_back());
    let mut rest = text.get(hit.end..).unwrap_or_default().chars();
    if ["設定", "措置", "対策", "処置", "処理", "化し", "化す"].iter().any(|word| rest.as_str().starts_with(word))
    {
        return false;
    }
    let next = rest.next();
    last.is_some_and(is_kanji)
        && next.is_some_and(is_kanji)
        && !next.is_some_and(|next| matches!(next, '又' | '若' | '並' | '及' | '等'))
}
