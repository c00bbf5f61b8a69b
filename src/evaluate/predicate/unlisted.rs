//! Laws that a text names and the lexicon does not list, known by the letters that such names end with.
//!
//! Which law that is cannot be known: it may be another, or a listed one in other words. So such a name decides
//! nothing by itself, but is never passed over.

use std::ops::Range;

use crate::case::citation::{Cited, articles_behind};
use crate::case::number::numeral_at;
use crate::case::{CaseUnit, JOINTS};
use crate::evaluate::judge::Judge;
use crate::form::{Folded, fold_name};
use crate::rules::Unlisted;

/// Words of a sentence that stand before the name of a law and are not of it.
const BEFORE: [&str; 6] = ["について", "により", "に基づき", "とおり", "を", "は"];
/// Letters that may stand behind the name of a law without a break.
const BEHIND: [char; 11] = ['第', '別', '附', '付', '上', '等', '及', '並', '又', '若', '中'];
/// Words behind the name of a law on which something is based.
const BASE: [&str; 6] = ["の規定", "に規定", "に基づ", "によ", "の定め", "に定め"];
/// Words that one writer puts into a name and another leaves out.
const LOOSE: [&str; 2] = ["に関する", "の"];

/// The name of a law that is not listed.
pub(super) struct Name {
    /// In bytes of the text.
    pub(super) range: Range<usize>,
    /// The name, folded.
    name: String,
    /// The articles behind it.
    pub(super) articles: Vec<Cited>,
}

impl Name {
    /// Whether it may be a listed law in other words: one of both has all letters of the other, in their order.
    pub(super) fn may_be(&self, law: &str) -> bool {
        let bare = |name: &str| LOOSE.iter().fold(fold_name(name), |name, loose| name.replace(loose, ""));
        let (own, law) = (bare(&self.name), bare(law));
        let holds = |long: &str, short: &str| {
            let mut rest = long.chars();
            short.chars().all(|letter| rest.any(|other| other == letter))
        };
        holds(&law, &own) || holds(&own, &law)
    }
}

/// The laws that a text names without being listed, in the order of the text.
pub(super) fn names(judge: &Judge<'_, '_>, unit: &CaseUnit<'_>) -> Vec<Name> {
    let known = &judge.rules.terms().unlisted;
    let folded = judge.folded(unit.node);
    let mut taken: Vec<Range<usize>> =
        judge.citations(unit.node).iter().map(|citation| citation.name.clone()).collect();
    let mut names = Vec::new();
    for ending in by_length(known) {
        for place in folded.places(ending) {
            let text = folded.text();
            if !is_end(text, place.end) || known.unless.iter().any(|word| is_word(text, word, place.end)) {
                continue;
            }
            let start = begin(folded, place.start);
            let range = folded.typed(start..place.end);
            if taken.iter().any(|taken| taken.start < range.end && folded.typed(place.clone()).start < taken.end) {
                continue;
            }
            let (articles, _) = articles_behind(folded, place.end);
            // 「条例」 alone may speak of laws in general, where nothing is based on it.
            let is_bare = matches!(text.get(start..place.start), Some("" | "同" | "本" | "当該"));
            let is_base = || text.get(place.end..).is_some_and(|rest| BASE.iter().any(|word| rest.starts_with(word)));
            if is_bare && articles.is_empty() && !is_base() {
                continue;
            }
            taken.push(range.clone());
            names.push(Name { range, name: text.get(start..place.end).unwrap_or("").to_owned(), articles });
        }
    }
    names.sort_by_key(|name| name.range.start);
    names
}

/// The endings of names, 「法律」 before a shorter one that it holds.
fn by_length(known: &Unlisted) -> Vec<&str> {
    let mut endings: Vec<&str> = known.endings.iter().map(String::as_str).collect();
    endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
    endings
}

/// Whether a word ends at a place.
fn is_word(text: &str, word: &str, end: usize) -> bool {
    text.get(..end).is_some_and(|head| head.ends_with(word))
}

/// Whether the name of a law may end here. 「法律第57号」 is the number of a law, and 「法人」 another word.
fn is_end(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let figures = at + rest.chars().next().filter(|&letter| letter == '第').map_or(0, char::len_utf8);
    let numeral = numeral_at(text, figures);
    if numeral.as_ref().is_some_and(|numeral| text.get(numeral.end..).is_some_and(|rest| rest.starts_with('号'))) {
        return false;
    }
    let behind = rest.chars().next();
    numeral.is_some()
        || behind
            .is_none_or(|letter| !letter.is_alphanumeric() || matches!(letter, 'ぁ'..='ゖ') || BEHIND.contains(&letter))
}

/// Where a name begins of which the ending begins at a place: behind a mark, a joint, or a word of the sentence.
fn begin(folded: &Folded, at: usize) -> usize {
    let head = folded.text().get(..at).unwrap_or("");
    let mark = head.char_indices().rev().find(|(_, letter)| !(letter.is_alphanumeric() || *letter == 'ー'));
    let mut start = mark.map_or(0, |(at, letter)| at + letter.len_utf8());
    let joints = JOINTS.iter().flat_map(|(kanji, kana)| [*kanji, *kana]);
    for word in BEFORE.into_iter().chain(joints) {
        let found = head.get(start..).and_then(|head| head.rfind(word)).map(|found| start + found + word.len());
        // 「はつらつ条例」: hiragana go on within a name.
        let parts =
            |at: &usize| head.get(*at..).is_some_and(|rest| !rest.starts_with(|next| matches!(next, 'ぁ'..='ゖ')));
        start = found.filter(parts).unwrap_or(start);
    }
    start
}
