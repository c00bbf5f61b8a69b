//! All words at once, wherever they begin in a text.
//!
//! A tree of characters whose first step is a table. Against an Aho-Corasick automaton over the same
//! words it is built several times faster, which counts more for one case than the search does, and
//! it gives every word that begins at a place, shorter ones first.

const NONE: u32 = u32::MAX;

/// A set of words, each with a number in the order of insertion.
#[derive(Debug, Default)]
pub(super) struct Words {
    nodes: Vec<Node>,
    /// The node of each first character, by code point; characters beyond the table share its slot 0.
    roots: Vec<u32>,
    count: u32,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    letter: char,
    word: u32,
    child: u32,
    sibling: u32,
}

impl Words {
    /// The number of a word, new or known.
    pub(super) fn insert(&mut self, word: &str) -> u32 {
        if self.roots.is_empty() {
            self.roots = vec![NONE; 0x1_0000];
        }
        let mut parent = NONE;
        for letter in word.chars() {
            let head = match self.nodes.get(parent as usize) {
                Some(node) => node.child,
                None => self.roots.get(slot(letter)).copied().unwrap_or(NONE),
            };
            let found = self.sibling(head, letter);
            if found != NONE {
                parent = found;
                continue;
            }
            let new = u32::try_from(self.nodes.len()).unwrap_or(NONE);
            self.nodes.push(Node { letter, word: NONE, child: NONE, sibling: head });
            match self.nodes.get_mut(parent as usize) {
                Some(node) if parent != NONE => node.child = new,
                _ => {
                    if let Some(root) = self.roots.get_mut(slot(letter)) {
                        *root = new;
                    }
                }
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

    /// Calls `found` with the number, start and end of every word in a text, by start, then by end.
    pub(super) fn find(&self, text: &str, mut found: impl FnMut(u32, usize, usize)) {
        for (start, first) in text.char_indices() {
            let head = self.roots.get(slot(first)).copied().unwrap_or(NONE);
            if head != NONE {
                self.walk(text, start, head, &mut found);
            }
        }
    }

    /// The longest word that begins at a place, with its end.
    pub(super) fn longest_at(&self, text: &str, start: usize) -> Option<(u32, usize)> {
        let first = text.get(start..)?.chars().next()?;
        let head = self.roots.get(slot(first)).copied().filter(|&head| head != NONE)?;
        let mut longest = None;
        self.walk(text, start, head, &mut |word, _, end| longest = Some((word, end)));
        longest
    }

    fn walk(&self, text: &str, start: usize, head: u32, found: &mut impl FnMut(u32, usize, usize)) {
        let mut head = head;
        let mut end = start;
        for letter in text.get(start..).unwrap_or_default().chars() {
            let at = self.sibling(head, letter);
            let Some(node) = self.nodes.get(at as usize) else { return };
            end += letter.len_utf8();
            if node.word != NONE {
                found(node.word, start, end);
            }
            head = node.child;
            if head == NONE {
                return;
            }
        }
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

fn slot(letter: char) -> usize {
    let code = letter as usize;
    if code < 0x1_0000 { code } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn every_word_at_every_place_is_found() {
        let mut words = Words::default();
        let ids: Vec<u32> = ["記録", "記録媒体", "媒体", "録", "𠮷野"].iter().map(|word| words.insert(word)).collect();
        assert_eq!(words.insert("媒体"), ids[2]);
        let mut found = Vec::new();
        words.find("記録媒体と𠮷野", |word, start, end| found.push((word, start, end)));
        assert_eq!(found, [(0, 0, 6), (1, 0, 12), (3, 3, 6), (2, 6, 12), (4, 15, 22)]);
        assert_eq!(words.longest_at("記録媒体", 0), Some((1, 12)));
    }
}
