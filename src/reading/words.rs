//! All words at once, wherever they begin in a text.
//!
//! A tree of characters whose first step is a table. Over the same 18 600 words an Aho-Corasick automaton
//! takes ten to thirty times as long to build and no less to search one case, measured with aho-corasick 1.1,
//! both kinds of NFA; the build is what one case waits for.

use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::bytes::{Laid, Rest, put_laid};
use crate::hash::QuickMap;

const NONE: u32 = u32::MAX;

/// Words while they are collected, each with a number in the order of insertion.
#[derive(Debug)]
pub(crate) struct WordList {
    nodes: Vec<Linked>,
    /// The first of the nodes that begin with each character.
    roots: Table<u32>,
    count: u32,
}

#[derive(Debug, Clone, Copy)]
struct Linked {
    letter: char,
    word: u32,
    child: u32,
    sibling: u32,
}

/// A set of words, laid out to be searched.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The children of one node stand together, in the order of their letters.
    nodes: Laid<Node>,
    roots: Table<Children>,
    /// The first two letters of the words: at most places of a text no word begins with its two.
    pairs: Pairs,
}

/// Nodes while they are laid out, equal lists of children once.
#[derive(Debug, Default)]
struct Shared {
    nodes: Vec<Node>,
    places: QuickMap<Vec<Node>, Children>,
}

impl Shared {
    /// Where a list of children stands.
    fn place(&mut self, list: Vec<Node>) -> Children {
        if let Some(place) = self.places.get(&list) {
            return *place;
        }
        let number = |number: usize| u32::try_from(number).unwrap_or(0).into();
        let place = Children { first: number(self.nodes.len()), count: number(list.len()) };
        self.nodes.extend(&list);
        self.places.insert(list, place);
        place
    }
}

/// A set of pairs of letters, which may hold a few more than were put in.
#[derive(Debug, Default)]
struct Pairs {
    cells: Laid<U64>,
}

impl Pairs {
    /// Cells of 64 bits: 16 KB, which stay in the nearest cache.
    const CELLS: usize = 2048;

    fn place(one: u32, other: u32) -> (usize, u64) {
        let mixed = one.wrapping_mul(0x9E37_79B1) ^ other.wrapping_mul(0x85EB_CA77);
        let bit = (mixed >> 15) as usize;
        (bit / 64 % Self::CELLS, 1 << (bit % 64))
    }

    fn insert(&mut self, one: u32, other: u32) {
        let cells = self.cells.to_mut();
        cells.resize(Self::CELLS, U64::ZERO);
        let (cell, bit) = Self::place(one, other);
        if let Some(cell) = cells.get_mut(cell) {
            *cell |= bit;
        }
    }

    fn may_hold(&self, one: char, other: char) -> bool {
        let (cell, bit) = Self::place(one.into(), other.into());
        self.cells.get(cell).is_some_and(|cell| cell.get() & bit != 0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned)]
#[repr(C)]
struct Node {
    letter: U32,
    word: U32,
    children: Children,
}

/// The children of a node: the place of the first and how many there are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned)]
#[repr(C)]
struct Children {
    first: U32,
    count: U32,
}

impl Default for WordList {
    fn default() -> Self {
        Self { nodes: Vec::with_capacity(1 << 14), roots: Table::new(), count: 0 }
    }
}

/// A value for each character of the basic plane, in pages of 256 that exist where one is set;
/// characters beyond share the slot of U+0000, which no text holds.
#[derive(Debug, Default)]
struct Table<T: Clone + 'static> {
    /// The page of each high byte, from 1; 0 for none.
    index: Laid<U16>,
    pages: Laid<T>,
}

const PAGE: usize = 256;

impl<T: Copy> Table<T> {
    fn new() -> Self {
        Self { index: vec![U16::ZERO; PAGE].into(), pages: Laid::default() }
    }

    fn code(letter: char) -> usize {
        let code = letter as usize;
        if code < PAGE * PAGE { code } else { 0 }
    }

    fn place(&self, letter: char) -> Option<usize> {
        let code = Self::code(letter);
        let page = usize::from(self.index.get(code / PAGE)?.get());
        page.checked_sub(1).map(|page| page * PAGE + code % PAGE)
    }

    fn get(&self, letter: char) -> Option<T> {
        self.place(letter).and_then(|place| self.pages.get(place)).copied()
    }

    fn set(&mut self, letter: char, value: T, empty: T) {
        if self.place(letter).is_none() {
            let count = self.pages.len() + PAGE;
            self.pages.to_mut().resize(count, empty);
            let page = u16::try_from(count / PAGE).unwrap_or(0);
            if let Some(cell) = self.index.to_mut().get_mut(Self::code(letter) / PAGE) {
                *cell = page.into();
            }
        }
        if let Some(cell) = self.place(letter).and_then(|place| self.pages.to_mut().get_mut(place)) {
            *cell = value;
        }
    }
}

impl WordList {
    /// The number of a word, new or known.
    pub(crate) fn insert(&mut self, word: &str) -> u32 {
        let mut parent = NONE;
        for letter in word.chars() {
            let head = match self.nodes.get(parent as usize) {
                Some(node) => node.child,
                None => self.roots.get(letter).unwrap_or(NONE),
            };
            let found = self.sibling(head, letter);
            if found != NONE {
                parent = found;
                continue;
            }
            let new = u32::try_from(self.nodes.len()).unwrap_or(NONE);
            self.nodes.push(Linked { letter, word: NONE, child: NONE, sibling: head });
            match self.nodes.get_mut(parent as usize) {
                Some(node) if parent != NONE => node.child = new,
                _ => self.roots.set(letter, new, NONE),
            }
            parent = new;
        }
        let count = self.count;
        match self.nodes.get_mut(parent as usize) {
            Some(node) if node.word == NONE => {
                node.word = count;
                self.count += 1;
                count
            }
            Some(node) => node.word,
            None => NONE,
        }
    }

    /// A number for something that is no word of the text itself.
    pub(super) fn reserve(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }

    /// How many numbers were given.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// Lays the words out to be searched.
    pub(crate) fn freeze(self) -> Words {
        self.freeze_as(|word| word)
    }

    /// Lays the words out to be found under other numbers, which several may share.
    ///
    /// Nodes after which words go on alike share their children, so that of 「記録を取る」, 「履歴を取る」 and ten
    /// thousand others only the first letters stand apart: of the nodes of the rules one in six is left.
    pub(super) fn freeze_as(self, number: impl Fn(u32) -> u32) -> Words {
        let mut shared = Shared::default();
        let mut children = vec![Children::default(); self.nodes.len()];
        // A node stands behind its parent, so that from the last one on its children are known.
        for at in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(at).filter(|node| node.child != NONE) else { continue };
            let place = shared.place(self.siblings(node.child, &children, &number));
            if let Some(cell) = children.get_mut(at) {
                *cell = place;
            }
        }
        let mut pairs = Pairs::default();
        let mut pages = vec![Children::default(); self.roots.pages.len()];
        for (root, place) in self.roots.pages.iter().zip(&mut pages).filter(|(root, _)| **root != NONE) {
            let roots = self.siblings(*root, &children, &number);
            for root in &roots {
                let seconds = root.children.of(&shared.nodes);
                seconds.iter().for_each(|second| pairs.insert(root.letter.get(), second.letter.get()));
            }
            *place = shared.place(roots);
        }
        let roots = Table { index: self.roots.index, pages: pages.into() };
        Words { nodes: shared.nodes.into(), roots, pairs }
    }

    /// A chain of siblings in the order of their letters.
    fn siblings(&self, head: u32, children: &[Children], number: impl Fn(u32) -> u32) -> Vec<Node> {
        let mut siblings = Vec::new();
        let mut at = head;
        while let Some(node) = self.nodes.get(at as usize) {
            let word = if node.word == NONE { NONE } else { number(node.word) };
            siblings.push(Node {
                letter: u32::from(node.letter).into(),
                word: word.into(),
                children: children.get(at as usize).copied().unwrap_or_default(),
            });
            at = node.sibling;
        }
        siblings.sort_unstable_by_key(|node| node.letter.get());
        siblings
    }

    fn sibling(&self, head: u32, letter: char) -> u32 {
        let mut at = head;
        while let Some(node) = self.nodes.get(at as usize) {
            if node.letter == letter {
                return at;
            }
            at = node.sibling;
        }
        NONE
    }
}

impl Children {
    fn of(self, nodes: &[Node]) -> &[Node] {
        let (first, count) = (self.first.get() as usize, self.count.get() as usize);
        nodes.get(first..first + count).unwrap_or_default()
    }
}

impl Words {
    /// Appends the words as bytes.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        put_laid(&self.nodes, out);
        put_laid(&self.roots.index, out);
        put_laid(&self.roots.pages, out);
        put_laid(&self.pairs.cells, out);
    }

    /// The words of such bytes, which stay where they are; `None` where they are of something else.
    pub(super) fn take(rest: &mut Rest<'static>) -> Option<Self> {
        let nodes = rest.laid()?;
        let roots = Table { index: rest.laid()?, pages: rest.laid()? };
        let pairs = Pairs { cells: rest.laid()? };
        Some(Self { nodes, roots, pairs })
    }

    /// Whether there is no word at all.
    pub(super) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Calls `found` with the number, start and end of every word in a text, by start, then by end.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(u32, usize, usize)) {
        let mut letters = text.char_indices();
        while let Some((start, letter)) = letters.next() {
            if !self.may_begin(letter) {
                continue;
            }
            let rest = letters.clone().map(|(_, letter)| letter);
            let goes_on = rest.clone().next().is_some_and(|next| self.pairs.may_hold(letter, next));
            if goes_on || self.is_word(letter) {
                self.walk(start, letter, rest, &mut found);
            }
        }
    }

    /// Calls `found` with the number, start and end of words from left to right, the longest first, none inside
    /// another.
    pub(crate) fn find_apart(&self, text: &str, mut found: impl FnMut(u32, usize, usize)) {
        let mut done = 0;
        let mut letters = text.char_indices().peekable();
        while let Some((start, letter)) = letters.next() {
            if start < done || !self.may_begin(letter) {
                continue;
            }
            // A word of one letter is no pair; the tree is asked for it.
            let goes_on = letters.peek().is_some_and(|&(_, next)| self.pairs.may_hold(letter, next));
            if !goes_on && !self.is_word(letter) {
                continue;
            }
            if let Some((word, end)) = self.longest_at(text, start) {
                found(word, start, end);
                done = end;
            }
        }
    }

    /// Whether a letter is a word by itself.
    fn is_word(&self, letter: char) -> bool {
        let Some(children) = self.roots.get(letter) else { return false };
        child(children.of(&self.nodes), letter).is_some_and(|node| node.word != NONE)
    }

    /// The longest word that begins at a place, with its end.
    pub(crate) fn longest_at(&self, text: &str, start: usize) -> Option<(u32, usize)> {
        let mut letters = text.get(start..)?.chars();
        let first = letters.next()?;
        let mut longest = None;
        self.walk(start, first, letters, &mut |word, _, end| longest = Some((word, end)));
        longest
    }

    /// Whether a word begins with a character.
    pub(super) fn may_begin(&self, letter: char) -> bool {
        self.roots.get(letter).is_some_and(|children| children.count != 0)
    }

    fn walk(
        &self,
        start: usize,
        first: char,
        rest: impl Iterator<Item = char>,
        found: &mut impl FnMut(u32, usize, usize),
    ) {
        let Some(mut children) = self.roots.get(first) else { return };
        let nodes: &[Node] = &self.nodes;
        let mut letter = first;
        let mut end = start;
        let mut rest = rest;
        while let Some(node) = child(children.of(nodes), letter) {
            end += letter.len_utf8();
            if node.word != NONE {
                found(node.word.get(), start, end);
            }
            children = node.children;
            match rest.next() {
                Some(next) => letter = next,
                None => return,
            }
        }
    }
}

fn child(siblings: &[Node], letter: char) -> Option<&Node> {
    let letter = u32::from(letter);
    if siblings.len() <= 8 {
        return siblings.iter().find(|node| node.letter == letter);
    }
    siblings.binary_search_by_key(&letter, |node| node.letter.get()).ok().and_then(|at| siblings.get(at))
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn words_that_share_a_number_share_their_nodes_and_stay_apart_from_others() {
        let mut list = WordList::default();
        for word in ["記録を取る", "履歴を取る", "記録に残す"] {
            list.insert(word);
        }
        let apart = list.nodes.len();
        let words = list.freeze_as(|word| u32::from(word == 2));
        let mut found = Vec::new();
        words.find("履歴を取る。記録に残す。履歴に残す。", |word, start, end| {
            found.push((word, start, end))
        });
        assert_eq!(found, [(0, 0, 15), (1, 18, 33)], "「履歴に残す」 was not put in");
        assert!(words.nodes.len() < apart, "{} of {apart} nodes", words.nodes.len());
    }

    #[test]
    fn every_word_at_every_place_is_found() {
        let mut list = WordList::default();
        let ids: Vec<u32> = ["記録", "記録媒体", "媒体", "録", "𠮷野"].iter().map(|word| list.insert(word)).collect();
        assert_eq!(list.insert("媒体"), ids[2]);
        let words = list.freeze();
        let mut found = Vec::new();
        words.find("記録媒体と𠮷野", |word, start, end| found.push((word, start, end)));
        assert_eq!(found, [(0, 0, 6), (1, 0, 12), (3, 3, 6), (2, 6, 12), (4, 15, 22)]);
        assert_eq!(words.longest_at("記録媒体", 0), Some((1, 12)));
    }
}
