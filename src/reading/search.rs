//! The words of a text: hits of the lexicon, marks of the grammar, borders of clauses.

use super::letters::is_kanji;
use super::marks::Mark;
use super::passage::{Hit, MarkHit};
use super::words::Words;
use crate::bytes::kept;
use crate::hash::QuickMap;

/// The number of a list of words.
pub(super) type Group = u32;

/// All words of lexicon and grammar, with the groups that each belongs to.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Words,
    /// The mark of each word, for those that have one.
    marks: Vec<Option<Mark>>,
    /// For each word, the pairs 「A…B」 that it opens: the second word and the number of the pair.
    pairs: Vec<Vec<(u32, u32)>>,
    /// For each stem of a verb, the number that it has in a list, 0 for none.
    listed: Vec<u32>,
    /// Whether each word is a hit: member of a group or half of a pair.
    wanted: Vec<bool>,
    /// Cells of a row of seen groups.
    pub(super) width: usize,
    /// Where the groups of each word begin in `groups`.
    starts: Vec<u32>,
    /// The groups of all words, each word's in order.
    groups: Vec<Group>,
}

kept!(Vocabulary { words, marks, pairs, listed, wanted, width, starts, groups });

/// Most characters between the halves of 「A…B」.
const PAIR_REACH: usize = 14;

impl Vocabulary {
    /// Words, their marks, the numbers of the pairs of a first and a second word, and the members of each group.
    pub(super) fn new(
        words: Words,
        marks: Vec<Option<Mark>>,
        pairs: &QuickMap<(u32, u32), u32>,
        listed: &QuickMap<u32, u32>,
        groups: &[Vec<u32>],
    ) -> Self {
        let width = groups.len().div_ceil(64);
        let mut wanted = vec![false; words.len()];
        let mut openers = vec![Vec::new(); words.len()];
        let mut want = |word: u32| {
            if let Some(flag) = wanted.get_mut(word as usize) {
                *flag = true;
            }
        };
        let mut starts = vec![0_u32; words.len() + 1];
        for &word in groups.iter().flatten() {
            want(word);
            if let Some(count) = starts.get_mut(word as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut by_word = vec![0; total as usize];
        let mut next = starts.clone();
        for (members, group) in groups.iter().zip(0..) {
            for &word in members {
                let Some(place) = next.get_mut(word as usize) else { continue };
                if let Some(cell) = by_word.get_mut(*place as usize) {
                    *cell = group;
                }
                *place += 1;
            }
        }
        for (&(first, second), &pair) in pairs {
            want(first);
            want(second);
            if let Some(opened) = openers.get_mut(first as usize) {
                opened.push((second, pair));
            }
        }
        let mut in_lists = vec![0; words.len()];
        for (&stem, &number) in listed {
            if let Some(cell) = in_lists.get_mut(stem as usize) {
                *cell = number;
            }
        }
        Self { words, marks, pairs: openers, listed: in_lists, wanted, width, starts, groups: by_word }
    }

    /// Every word, every resolved mark and every sign of a clause's or sentence's kind, by place.
    pub(super) fn search(&self, text: &str) -> (Vec<Hit>, Vec<MarkHit>, Vec<MarkHit>) {
        let mut hits: Vec<Hit> = Vec::with_capacity(text.len() / 8);
        let mut raw: Vec<MarkHit> = Vec::new();
        let mut borders = Vec::new();
        let mut blockers: Vec<(usize, usize)> = Vec::new();
        let bytes = text.as_bytes();
        self.words.find(text, |word, start, end| {
            if !stands_alone(bytes, start, end) || cut_from_compound(text, start) || undone(text, start) {
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
                Some(mark) => raw.push(MarkHit { mark, start, end }),
                None => {}
            }
            if self.wanted.get(word as usize) == Some(&true) {
                hits.push(Hit { word, start, end });
            }
            let listed = self.listed.get(word as usize).copied().unwrap_or(0);
            if listed != 0 && text.get(end..).is_some_and(joins) {
                hits.push(Hit { word: listed, start, end });
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
        self.add_pairs(text, &mut hits);
        (hits, resolve(text, raw), borders)
    }

    fn add_pairs(&self, text: &str, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        for (place, first) in hits.iter().enumerate() {
            let pairs = self.pairs.get(first.word as usize).map(Vec::as_slice).unwrap_or_default();
            if pairs.is_empty() {
                continue;
            }
            for second in hits.iter().skip(place + 1).skip_while(|hit| hit.start < first.end) {
                let between = text.get(first.end..second.start).unwrap_or_default();
                if between.len() > PAIR_REACH * 3 || between.contains('\n') {
                    break;
                }
                let pair = pairs.iter().find(|(word, _)| *word == second.word);
                if let Some(&(_, word)) = pair.filter(|_| between.chars().count() <= PAIR_REACH) {
                    found.push(Hit { word, start: first.start, end: second.end });
                }
            }
        }
        if !found.is_empty() {
            hits.extend(found);
            hits.sort_by_key(|hit| (hit.start, hit.end));
        }
    }

    fn groups_of(&self, word: u32) -> &[Group] {
        let at = word as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => self.groups.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Whether a word belongs to a group.
    pub(super) fn belongs(&self, word: u32, group: Group) -> bool {
        self.groups_of(word).binary_search(&group).is_ok()
    }

    /// Adds the groups of all words to a row.
    pub(super) fn mark_seen(&self, hits: &[Hit], row: &mut [u64]) {
        for group in hits.iter().flat_map(|hit| self.groups_of(hit.word)) {
            if let Some(cell) = row.get_mut(*group as usize / 64) {
                *cell |= 1 << (group % 64);
            }
        }
    }
}

/// Whether a row of seen groups holds a group.
pub(super) fn has(row: &[u64], group: Group) -> bool {
    row.get(group as usize / 64).is_some_and(|cell| cell & (1 << (group % 64)) != 0)
}

/// Whether a text goes on with the next member of a list.
fn joins(rest: &str) -> bool {
    rest.starts_with(['、', '・', '及', '又', '若', '並'])
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

/// 「未適用」: what has not been done is no deed.
fn undone(text: &str, start: usize) -> bool {
    text.get(..start).is_some_and(|before| before.ends_with('未'))
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
