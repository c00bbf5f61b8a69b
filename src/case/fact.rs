//! What a case says of the facts on which rules hang.

use std::ops::Range;

use super::{Case, Filled, JOINTS};
use crate::document::NodeId;
use crate::form::{Fact, Silence, places_of, same_name};
use crate::hash::QuickSet;
use crate::reading::Role;

/// What a case says of one fact.
#[derive(Debug)]
pub struct FactReading<'f> {
    /// The fact.
    pub fact: &'f Fact,
    /// What holds.
    pub state: FactState,
    /// What was declared, and where.
    pub declared: Option<(bool, NodeId)>,
    /// Words of the text that show it.
    pub shown: Vec<Shown>,
    /// Words of the text that deny it.
    pub denied: Vec<Shown>,
}

/// Whether a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactState {
    /// Declared.
    Declared(bool),
    /// Declared as not given, but the text says otherwise.
    Conflict,
    /// Not declared; words of the text show it.
    Shown,
    /// Not declared; the text only denies it, which does not settle it.
    Denied,
    /// Not declared and nothing said; what that means for this fact.
    Silent(bool),
    /// Not declared and nothing said, and the place that would name it is not written.
    Undecidable,
}

/// Words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The text.
    pub node: NodeId,
    /// The words, in bytes of the text.
    pub range: Range<usize>,
}

impl FactReading<'_> {
    /// Whether the declaration and the text disagree.
    #[must_use]
    pub fn contradicts(&self) -> bool {
        match self.declared {
            Some((true, _)) => self.shown.is_empty() && !self.denied.is_empty(),
            Some((false, _)) => !self.shown.is_empty(),
            None => false,
        }
    }
}

/// Most letters between a word and the verb that denies it.
const REACH: usize = 30;

/// Whether the verb that governs a word of the fact is one that denies it, in the negative:
/// 「…は、収集せず」. In 「…を取り扱い、第三者に提供しない」 it is the first verb, which denies nothing.
fn is_negated(fact: &Fact, text: &str, place: &Range<usize>) -> bool {
    let after = text.get(place.end..).unwrap_or("");
    let sentence = after.split('。').next().unwrap_or("");
    let reach = sentence.char_indices().nth(REACH).map_or(sentence.len(), |(at, _)| at);
    let near = |verb| places_of(sentence, verb).take_while(|verb| verb.start <= reach);
    let negated = fact.denied_by.iter().flat_map(|verb| near(verb)).filter(|verb| {
        let ending = sentence.get(verb.end..).unwrap_or("");
        ["ない", "なく", "ず", "ません", "ぬ"].iter().any(|not| is_ending(ending, not))
    });
    let Some(first) = negated.map(|verb| verb.start).min() else { return false };
    let before = sentence.get(..first).unwrap_or("");
    !fact.denied_by.iter().any(|verb| places_of(before, stem(verb)).any(|place| governs(before, &place)))
}

/// A verb without its ending, so that it is found in any form; 「しな」, which is nothing else, as it is.
fn stem(verb: &str) -> &str {
    let stem = verb.trim_end_matches(is_hiragana);
    if stem.is_empty() { verb } else { stem }
}

/// Whether the verb at a place ends a clause of its own, so that what is negated behind it denies only that.
/// Part of a longer word（入力欄）and one noun of several（収集・利用しない）it does not; a noun with its
/// particle（記載を含まない）only where a comma parts the two（提供を受け、記録しない）. `before` ends where the
/// negated verb begins.
fn governs(before: &str, place: &Range<usize>) -> bool {
    let word = before.get(place.clone()).unwrap_or("");
    let rest = before.get(place.end..).unwrap_or("");
    if word.chars().all(is_hiragana) {
        return true;
    }
    // 承認 is no form of 認める.
    let is_tail = word.chars().count() == 1
        && before.get(..place.start).and_then(|head| head.chars().next_back()).is_some_and(is_kanji);
    if is_tail || !rest.starts_with(is_hiragana) || JOINTS.iter().any(|(_, kana)| rest.starts_with(kana)) {
        return false;
    }
    if only_describes(rest) {
        return false;
    }
    // 「取扱いは」 is a noun, too.
    let noun = rest.strip_prefix('い').filter(|rest| rest.starts_with(PARTICLES)).unwrap_or(rest);
    !noun.starts_with(PARTICLES) || noun.contains('、')
}

/// Whether a verb only says of which thing the negated verb is said: 「（記載）された書類は（受け取らない）」. Of
/// whom it is said, 「（取り扱）う職員は（記録しない）」, denies no more than the negated verb.
fn only_describes(rest: &str) -> bool {
    let thing = rest.trim_start_matches(is_hiragana);
    let ending = rest.get(..rest.len() - thing.len()).unwrap_or("");
    let Some(thing) = thing.strip_suffix(['は', 'を', 'も']) else { return false };
    ending.ends_with(['た', 'る', 'む', 'す', 'う'])
        && !thing.is_empty()
        && !thing.contains(|letter: char| is_hiragana(letter) || letter == '、')
        && !thing.ends_with(['者', '員', '課', '人'])
}

/// What follows a noun, and no verb.
const PARTICLES: [char; 9] = ['を', 'が', 'は', 'も', 'の', 'に', 'へ', 'や', 'と'];

fn is_hiragana(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ゖ')
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '一'..='\u{9FFF}')
}

/// Whether a negative ending follows, after no more than the letters that join it to its verb, and closes a
/// clause: it is no part of a duty（しなければならない）, of an aim（しないよう）, of a ban on some way of doing
/// it（してはならない）or of a description（しない職員）.
fn is_ending(ending: &str, not: &str) -> bool {
    let Some((between, after)) = ending.split_once(not) else { return false };
    between.chars().count() <= 2
        && between.chars().all(is_hiragana)
        && (after.is_empty()
            || ["、", ",", ")", "こと", "もの", "とする", "としている", "ため", "旨"]
                .iter()
                .any(|end| after.starts_with(end)))
}

/// Whether a word that lifts a denial stands in its sentence, or in a proviso to it.
fn is_lifted(fact: &Fact, text: &str, place: &Range<usize>) -> bool {
    let start = text.get(..place.start).and_then(|before| before.rfind('。')).map_or(0, |at| at + '。'.len_utf8());
    let mut sentences = text.get(start..).unwrap_or("").split('。');
    let own = sentences.next().unwrap_or("");
    let proviso = sentences.next().filter(|next| next.trim_start().starts_with("ただし")).unwrap_or("");
    let holds = |text: &str, word: &str| places_of(text, word).next().is_some();
    fact.lifted_by.iter().any(|word| holds(own, word) || holds(proviso, word))
}

impl<'f> Case<'f> {
    /// What the case says of a fact; `None` for a name that the form does not list.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&FactReading<'f>> {
        let fact = self.form.fact(name)?;
        self.facts().iter().find(|reading| std::ptr::eq(reading.fact, fact))
    }

    /// What the case says of every fact of the form, read once.
    #[must_use]
    pub fn facts(&self) -> &[FactReading<'f>] {
        self.facts.get_or_init(|| {
            let words = self.words_of_facts();
            self.form.facts().iter().zip(words).map(|(fact, words)| self.read_fact(fact, words)).collect()
        })
    }

    fn read_fact(&self, fact: &'f Fact, Words { shown, denied }: Words) -> FactReading<'f> {
        let declared = self.declared(fact);
        let state = match declared {
            Some((false, _)) if !shown.is_empty() => FactState::Conflict,
            Some((given, _)) => FactState::Declared(given),
            None if !shown.is_empty() => FactState::Shown,
            None => match &fact.silence {
                Silence::Given if !denied.is_empty() => FactState::Denied,
                Silence::Given => FactState::Silent(true),
                // An answer that is begun and not given leaves the question open.
                Silence::NotGivenWhere(_) if self.asked(fact).is_some() => FactState::Undecidable,
                Silence::NotGivenWhere(place) => {
                    let written = self.find(place).nodes;
                    let there = self.citations(&written).iter().all(|annex| annex.entry.is_some());
                    if there && written.iter().any(|&node| self.names_what(fact, node)) {
                        FactState::Silent(false)
                    } else {
                        FactState::Undecidable
                    }
                }
            },
        };
        FactReading { fact, state, declared, shown, denied }
    }

    /// Whether the place that would name a fact holds more than what says nothing of it, such as a number
    /// of persons.
    fn names_what(&self, fact: &Fact, node: NodeId) -> bool {
        let beside: Vec<NodeId> = self.find_all(&fact.beside).nodes;
        let beside: QuickSet<NodeId> = self.units_here(&beside).iter().map(|unit| unit.node).collect();
        let units = self.units_here(&[node]);
        let mut telling = units.iter().filter(|unit| unit.role != Role::Heading && !beside.contains(&unit.node));
        telling.any(|unit| self.filled(unit.node) == Filled::Filled)
    }

    /// Where a fact is declared, whatever stands there.
    fn asked(&self, fact: &Fact) -> Option<NodeId> {
        let facts = self.own(self.form.roles().facts)?;
        let mut entries = self.document.entries(facts).iter();
        entries.find(|entry| same_name(self.document.key(entry), &fact.name)).map(|entry| entry.value)
    }

    fn declared(&self, fact: &Fact) -> Option<(bool, NodeId)> {
        let node = self.asked(fact)?;
        let value = self.document.text(node)?;
        [("有", true), ("無", false)]
            .into_iter()
            .find(|(word, _)| same_name(word, value))
            .map(|(_, given)| (given, node))
    }

    /// The words of every fact, in the order of the form: all texts are gone through once.
    fn words_of_facts(&self) -> Vec<Words> {
        let facts = self.form.facts();
        let grounds: Vec<Option<QuickSet<NodeId>>> = facts.iter().map(|fact| self.ground_of(fact)).collect();
        let mut all: Vec<Words> = facts.iter().map(|_| Words::default()).collect();
        for unit in self.units_here(&[self.root]) {
            let folded = self.folded(unit.node);
            let quoted = if unit.role == Role::Note { quotations(folded.text()) } else { Vec::new() };
            for (number, place) in self.form.fact_words(folded.text()) {
                let (Some(fact), Some(words)) = (facts.get(number), all.get_mut(number)) else { continue };
                let outside = grounds.get(number).and_then(Option::as_ref).is_some_and(|it| !it.contains(&unit.node));
                if outside || quoted.iter().any(|quote| quote.start <= place.start && place.end <= quote.end) {
                    continue;
                }
                if fact.apart.iter().any(|phrase| covers(phrase, folded.text(), &place)) {
                    continue;
                }
                let negated = fact.unless.iter().any(|phrase| covers(phrase, folded.text(), &place))
                    || is_negated(fact, folded.text(), &place);
                let denied = negated && !is_lifted(fact, folded.text(), &place);
                let found = Shown { node: unit.node, range: folded.typed(place) };
                if denied { words.denied.push(found) } else { words.shown.push(found) }
            }
        }
        all
    }

    /// The texts in which the words of a fact count; `None` for all.
    fn ground_of(&self, fact: &Fact) -> Option<QuickSet<NodeId>> {
        if fact.places.is_empty() {
            return None;
        }
        let nodes = self.find_all(&fact.places).nodes;
        Some(self.units(&nodes).iter().map(|unit| unit.node).collect())
    }
}

/// What the text says of a fact.
#[derive(Default)]
struct Words {
    shown: Vec<Shown>,
    denied: Vec<Shown>,
}

/// Whether a phrase stands in a text so that it holds the word at `place`.
fn covers(phrase: &str, text: &str, place: &Range<usize>) -> bool {
    let word = text.get(place.clone()).unwrap_or("");
    places_of(phrase, word).any(|before| {
        place
            .start
            .checked_sub(before.start)
            .and_then(|start| text.get(start..))
            .is_some_and(|rest| rest.starts_with(phrase))
    })
}

/// What a text quotes in 「」: a note's words of an earlier paper, not its own.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open = Vec::new();
    for (at, mark) in text.match_indices(['「', '」']) {
        if mark == "「" {
            open.push(at);
        } else if let Some(start) = open.pop() {
            ranges.push(start..at + mark.len());
        }
    }
    ranges
}
