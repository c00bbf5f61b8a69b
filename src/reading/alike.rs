//! Words that nothing tells apart, under one number.
//!
//! A list of the rules such as 「<取得>の<記録>」 comes to thousands of words, and all that is ever asked of a word is
//! its mark, its groups and its pairs. Words in which these agree need no number each: of more than a million some
//! thirty thousand are left, and the tables of the reader shrink with them.

use std::collections::hash_map::Entry;
use std::hash::Hash;

use super::marks::Mark;
use super::search::Group;
use crate::hash::QuickMap;

/// What the words of the rules are, by their numbers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Roles {
    /// The mark of each word, for those that have one.
    pub(super) marks: Vec<Option<Mark>>,
    /// The numbers of the pairs of a first and a second word.
    pub(super) pairs: QuickMap<(u32, u32), u32>,
    /// For a stem, the number that it has in a list.
    pub(super) listed: QuickMap<u32, u32>,
    /// The members of each group.
    pub(super) groups: Vec<Vec<u32>>,
}

/// The new number of each word.
#[derive(Debug)]
pub(super) struct Alike {
    numbers: Vec<u32>,
    /// How many there are.
    pub(super) count: usize,
}

/// All that tells a word apart from another. Groups stand for words here where the words are only ever hits.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
struct Sign {
    mark: Option<Mark>,
    groups: u32,
    listed: Option<u32>,
    /// The second words of the pairs that it opens, each with the groups of the pair.
    opens: Vec<(u32, u32)>,
    /// The first words of those that it ends.
    ends: Vec<(u32, u32)>,
}

impl Alike {
    /// Finds the words that are alike among `count` of them.
    pub(super) fn new(count: usize, roles: &Roles) -> Self {
        let mut of_word: Vec<Vec<Group>> = vec![Vec::new(); count];
        for (members, group) in roles.groups.iter().zip(0..) {
            for &member in members {
                if let Some(groups) = of_word.get_mut(member as usize) {
                    groups.push(group);
                }
            }
        }
        let (groups, _) = numbered(of_word);
        let groups_of = |word: u32| groups.get(word as usize).copied().unwrap_or_default();
        let mut signs: Vec<Sign> = groups.iter().map(|&groups| Sign { groups, ..Sign::default() }).collect();
        for (sign, &mark) in signs.iter_mut().zip(&roles.marks) {
            sign.mark = mark;
        }
        for (&stem, &number) in &roles.listed {
            if let Some(sign) = signs.get_mut(stem as usize) {
                sign.listed = Some(groups_of(number));
            }
        }
        for (&(first, second), &number) in &roles.pairs {
            if let Some(sign) = signs.get_mut(first as usize) {
                sign.opens.push((second, groups_of(number)));
            }
            if let Some(sign) = signs.get_mut(second as usize) {
                sign.ends.push((first, groups_of(number)));
            }
        }
        for sign in &mut signs {
            sign.opens.sort_unstable();
            sign.ends.sort_unstable();
        }
        let (numbers, count) = numbered(signs);
        Self { numbers, count }
    }

    /// The number of a word; the first word keeps the first one.
    pub(super) fn number(&self, word: u32) -> u32 {
        self.numbers.get(word as usize).copied().unwrap_or(u32::MAX)
    }

    /// What the words are, by these numbers.
    pub(super) fn roles(&self, roles: &Roles) -> Roles {
        let mut marks = vec![None; self.count];
        for (&mark, word) in roles.marks.iter().zip(0..) {
            if let Some(cell) = marks.get_mut(self.number(word) as usize) {
                *cell = mark;
            }
        }
        let pair = |(&(first, second), &pair): (&(u32, u32), &u32)| {
            ((self.number(first), self.number(second)), self.number(pair))
        };
        let members = |members: &Vec<u32>| {
            let mut members: Vec<u32> = members.iter().map(|&word| self.number(word)).collect();
            members.sort_unstable();
            members.dedup();
            members
        };
        Roles {
            marks,
            pairs: roles.pairs.iter().map(pair).collect(),
            listed: roles.listed.iter().map(|(&stem, &listed)| (self.number(stem), self.number(listed))).collect(),
            groups: roles.groups.iter().map(members).collect(),
        }
    }
}

/// The number of each value, equal ones the same, in the order of the first of each; and how many there are.
fn numbered<T: Hash + Eq>(values: Vec<T>) -> (Vec<u32>, usize) {
    let mut known: QuickMap<T, u32> = QuickMap::default();
    let mut numbers = Vec::with_capacity(values.len());
    for value in values {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        numbers.push(match known.entry(value) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => *new.insert(next),
        });
    }
    (numbers, known.len())
}

#[cfg(test)]
mod tests {
    use super::super::marks::Mark;
    use super::{Alike, Roles};

    /// 0 is a mark; 1 and 2 belong to group 0; 3 and 4 end a pair with 1 and with 2, numbers 5 to 8, group 1;
    /// 9 is in no list.
    fn roles() -> Roles {
        let pairs = [((1, 3), 5), ((1, 4), 6), ((2, 3), 7), ((2, 4), 8)];
        Roles {
            marks: vec![Some(Mark::Not)],
            pairs: pairs.into_iter().collect(),
            groups: vec![vec![1, 2], vec![5, 6, 7, 8]],
            ..Roles::default()
        }
    }

    #[test]
    fn words_with_the_same_groups_and_pairs_share_a_number() {
        let alike = Alike::new(10, &roles());
        let numbers: Vec<u32> = (0..10).map(|word| alike.number(word)).collect();
        assert_eq!(numbers, [0, 1, 1, 2, 2, 3, 3, 3, 3, 4]);
        let merged = alike.roles(&roles());
        assert_eq!(merged.groups, [vec![1], vec![3]]);
        assert_eq!(merged.pairs.into_iter().collect::<Vec<_>>(), [((1, 2), 3)]);
        assert_eq!(merged.marks, [Some(Mark::Not), None, None, None, None]);
    }

    #[test]
    fn a_pair_that_only_one_of_two_words_opens_keeps_them_apart() {
        let mut roles = roles();
        roles.pairs.remove(&(2, 4));
        let alike = Alike::new(10, &roles);
        assert_ne!(alike.number(1), alike.number(2));
        assert_ne!(alike.number(3), alike.number(4));
    }

    #[test]
    fn a_word_of_a_list_keeps_apart_from_one_that_is_none() {
        let mut roles = roles();
        roles.listed.insert(2, 9);
        let alike = Alike::new(10, &roles);
        assert_ne!(alike.number(1), alike.number(2));
        assert_eq!(alike.roles(&roles).listed.into_iter().collect::<Vec<_>>(), [(alike.number(2), alike.number(9))]);
    }
}
