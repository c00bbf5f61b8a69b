//! Which annex a text cites.
//!
//! The word for an annex is the first name of the key that the form gives that part; the annex itself
//! is the entry that bears the number as cited. 「別紙」 before the name of another paper of the form
//! means that paper.

use std::ops::Range;

use super::joint::RANGES;
use super::number::{Numeral, numeral_at};
use super::{Case, Role, Spot, Step};
use crate::document::{NodeId, NodeKind};
use crate::form::fold_name;
use crate::hash::QuickMap;

/// One mention of an annex in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// The text.
    pub node: NodeId,
    /// The mention, in bytes of the text.
    pub range: Range<usize>,
    /// The annex as it is called, folded: the word, with its number where it has one.
    pub name: String,
    /// The entry of the file; `None` where no annex of that name stands in it.
    pub entry: Option<NodeId>,
    /// Whether it is the rest of a range of more annexes than are followed; that has no entry.
    pub is_rest: bool,
}

/// An annex of the file.
#[derive(Debug)]
pub(super) struct Entry {
    name: String,
    node: NodeId,
}

pub(super) fn entries(case: &Case<'_>) -> Vec<Entry> {
    let wanted = case.form.roles().annexes;
    let word = fold_name(&case.form.key(wanted).name);
    let mut entries = Vec::new();
    for (value, spot) in case.values() {
        if !matches!(spot.step, Step::Key { role: Role::Place(id), .. } if id == wanted) {
            continue;
        }
        let nodes = match &case.document.node(value).kind {
            NodeKind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&value),
        };
        for &node in nodes {
            let name = case.entry_name(node).and_then(|name| case.document.text(name)).map(fold_name);
            // 「番号: 2」 among the annexes is 「別紙2」.
            let name = name.map(|name| match numeral_at(&name, 0) {
                Some(Numeral { value: Some(value), end }) if end == name.len() => format!("{word}{value}"),
                _ => name,
            });
            entries.push(Entry { name: name.unwrap_or_default(), node });
        }
    }
    entries.sort_by_key(|entry| entry.node);
    entries.dedup_by_key(|entry| entry.node);
    entries
}

pub(super) fn cited(case: &Case<'_>) -> QuickMap<NodeId, Vec<Annex>> {
    let word = fold_name(&case.form.key(case.form.roles().annexes).name);
    let last = word.chars().next_back();
    let mut all = QuickMap::default();
    for (node, _) in case.values() {
        let Some(text) = case.document.text(node) else { continue };
        if last.is_none_or(|letter| !text.contains(letter)) {
            continue;
        }
        let found = mentions(case, node, &word);
        if !found.is_empty() {
            all.insert(node, found);
        }
    }
    all
}

/// Most annexes that are followed within one range.
const MOST_BETWEEN: u64 = 100;

fn mentions(case: &Case<'_>, node: NodeId, word: &str) -> Vec<Annex> {
    let folded = case.folded(node);
    let mut found = Vec::new();
    let mut read = 0;
    for place in folded.places(word) {
        let after = folded.text().get(place.end..).unwrap_or("");
        if place.start < read || case.form.names_paper(after) {
            continue;
        }
        let mut push = |range: Range<usize>, name: String| {
            let entry = case.annex_named(&name, word);
            found.push(Annex { node, range: folded.typed(range), name, entry, is_rest: false });
        };
        let numbers = numbers(after, word);
        let Some((first, _)) = numbers.first() else {
            push(place.clone(), word.to_owned());
            continue;
        };
        push(place.start..place.end + first.end, format!("{word}{}", number_name(after, first)));
        for (range, from) in numbers.iter().skip(1) {
            let name = number_name(after, range);
            let place = place.end + range.start..place.end + range.end;
            read = place.end;
            let mut push = |name: String, is_rest: bool| {
                let entry = case.annex_named(&name, word).filter(|_| !is_rest);
                found.push(Annex { node, range: folded.typed(place.clone()), name, entry, is_rest });
            };
            // 「別紙1から3まで」 cites what lies between, too.
            if let (Some(from), Some(to)) = (*from, name.parse::<u64>().ok()) {
                let stop = from.saturating_add(MOST_BETWEEN + 1).min(to);
                (from.saturating_add(1)..stop).for_each(|between| push(format!("{word}{between}"), false));
                if stop < to {
                    push(format!("{word}{stop}から{word}{}まで", to - 1), true);
                }
            }
            push(format!("{word}{name}"), false);
        }
    }
    found
}

/// The number as an annex bears it: kanji figures become digits, marks of a list stay.
fn number_name(after: &str, range: &Range<usize>) -> String {
    let text = after.get(range.clone()).unwrap_or("");
    match numeral_at(text, 0) {
        Some(Numeral { value: Some(value), end }) => format!("{value}{}", text.get(end..).unwrap_or("")),
        _ => fold_name(text),
    }
}

/// The numbers that follow the word, with the number that a range goes on from. The word may stand again behind
/// the sign of a range; after から only where まで ends it: 「別紙1から別紙3へ写す」 is none.
fn numbers(after: &str, word: &str) -> Vec<(Range<usize>, Option<u64>)> {
    const JOINTS: [&str; 7] = ["及び", "並びに", "又は", "、", "・", ",", "と"];
    let mut found: Vec<(Range<usize>, Option<u64>)> = Vec::new();
    let mut at = 0;
    let mut from = None;
    while let Some(end) = number_end(after, at) {
        let rest = after.get(end..).unwrap_or("");
        // 「別紙1、2件の…」: the second figure counts something.
        if !found.is_empty() && rest.starts_with(is_counter) {
            break;
        }
        found.push((at..end, from));
        let value = numeral_at(after, at).and_then(|numeral| numeral.value);
        let range = RANGES.iter().find(|joint| rest.starts_with(**joint));
        let Some(joint) = range.or_else(|| JOINTS.iter().find(|joint| rest.starts_with(**joint))) else { break };
        from = range.and(value);
        at = end + joint.len();
        let again = after.get(at..).is_some_and(|rest| range.is_some() && rest.starts_with(word));
        if again {
            at += word.len();
            let end = number_end(after, at).and_then(|end| after.get(end..));
            if *joint == "から" && !end.is_some_and(|rest| rest.starts_with("まで")) {
                break;
            }
        }
    }
    found
}

fn is_counter(letter: char) -> bool {
    letter.is_alphabetic()
        && !matches!(
            letter,
            'の' | 'に' | 'を' | 'は' | 'が' | 'と' | 'で' | 'か' | 'ま' | 'へ' | '及' | '並' | '又' | '参' | '記'
        )
}

/// Where a number that begins at `at` ends, with its branches （1-2, 1の2）.
fn number_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if ('\u{2460}'..='\u{2473}').contains(&first) || (first.is_ascii_uppercase() && is_lone(rest)) {
        return Some(at + first.len_utf8());
    }
    let mut end = numeral_at(text, at)?.end;
    while let Some(rest) = text.get(end..) {
        let Some(tail) = rest.strip_prefix('-').or_else(|| rest.strip_prefix('の')) else { break };
        let start = end + (rest.len() - tail.len());
        match numeral_at(text, start) {
            Some(numeral) if numeral.value.is_some() => end = numeral.end,
            _ => break,
        }
    }
    Some(end)
}

/// Whether a letter stands alone: 別紙A, not 別紙ASP.
fn is_lone(rest: &str) -> bool {
    !rest.chars().nth(1).is_some_and(|letter| letter.is_ascii_alphanumeric())
}

impl Case<'_> {
    /// All nodes but the keys, in the order of their numbers.
    fn values(&self) -> impl Iterator<Item = (NodeId, Spot)> + '_ {
        let is_key = |node: NodeId, step| matches!(step, Step::Key { key, .. } if key == node);
        let nodes = self.spots.indices().filter_map(|(at, spot)| Some((self.document.node_at(at)?, spot)));
        nodes.filter(move |&(node, spot)| !is_key(node, spot.step))
    }

    /// The annexes that texts under some nodes cite, in the order of the file; what an annex cites in its
    /// turn is not among them.
    #[must_use]
    pub fn citations(&self, nodes: &[NodeId]) -> Vec<&Annex> {
        let units = self.units_here(nodes);
        units.iter().filter_map(|unit| self.cited.get(&unit.node)).flatten().collect()
    }

    /// The annexes of the file.
    #[must_use]
    pub fn annexes(&self) -> Vec<NodeId> {
        self.annexes.iter().map(|annex| annex.node).collect()
    }

    /// The annexes of the file, each with its name as it is cited, folded.
    pub fn annex_names(&self) -> impl Iterator<Item = (&str, NodeId)> {
        self.annexes.iter().map(|annex| (annex.name.as_str(), annex.node))
    }

    /// What one text cites.
    #[must_use]
    pub fn cites(&self, text: NodeId) -> &[Annex] {
        self.cited.get(&text).map_or(&[], Vec::as_slice)
    }

    /// The entry of a name. The bare word means the only annex, whatever it is called.
    fn annex_named(&self, name: &str, word: &str) -> Option<NodeId> {
        let found = self.annexes.iter().find(|annex| annex.name == *name);
        match (found, self.annexes.as_slice()) {
            (None, [only]) if name == word => Some(only.node),
            _ => found.map(|annex| annex.node),
        }
    }
}
