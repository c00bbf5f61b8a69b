//! Statements and lexicon, compiled once: words to numbers, lists of words to groups.

use std::collections::{HashMap, HashSet};

use super::error::{Owner, ReaderError};
use super::marks::{self, Mark};
use super::normal::Spellings;
use super::passage::{Hit, MarkHit};
use super::statement::{Anchor, Content, Lexicon, Mode, Statement, Way};
use super::words::Words;

/// The number of a list of words.
pub(super) type Group = u32;

/// A statement, its words compiled.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) id: String,
    pub(super) content: Plan,
    pub(super) unless: Option<Group>,
    pub(super) near: Vec<Vec<Group>>,
}

#[derive(Debug)]
pub(super) enum Plan {
    Ways(Vec<CompiledWay>),
    AnyOf(Vec<u32>),
    PartsOf(Vec<u32>),
}

#[derive(Debug)]
pub(super) struct CompiledWay {
    pub(super) mode: Mode,
    pub(super) about: Vec<Group>,
    /// The act, the topic or, for a leave, the leave.
    pub(super) anchor: Group,
    pub(super) topic: bool,
    pub(super) deed: Option<Group>,
    pub(super) noun: bool,
    pub(super) plan: bool,
    pub(super) past: bool,
    pub(super) unless: Option<Group>,
}

/// Everything that reading needs.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) spellings: Spellings,
    words: Words,
    marks: Vec<Option<Mark>>,
    /// For a word that opens a pair 「A…B」: the second word and the number of the pair.
    pairs: HashMap<u32, Vec<(u32, u32)>>,
    /// Second words of pairs.
    seconds: HashSet<u32>,
    /// Words per row of groups.
    pub(super) width: usize,
    rows: Vec<u64>,
    pub(super) statements: Vec<Read>,
    pub(super) ids: HashMap<String, u32>,
}

/// Most characters between the halves of 「A…B」.
const PAIR_REACH: usize = 14;

impl Compiled {
    pub(super) fn new(lexicon: &Lexicon, statements: &[Statement]) -> Result<Self, ReaderError> {
        let pairs = lexicon.spellings.iter().map(|(written, normal)| (written.as_str(), normal.as_str()));
        let spellings = Spellings::new(pairs);
        let mut words = Words::default();
        let marks = marks::insert(&mut words);
        let mut builder = Builder {
            spellings: &spellings,
            classes: lexicon.classes.iter().map(|(name, words)| (name.as_str(), words.as_slice())).collect(),
            expanded: HashMap::new(),
            words,
            pairs: HashMap::new(),
            groups: HashMap::new(),
            members: Vec::new(),
        };
        let mut ids = HashMap::with_capacity(statements.len());
        for (number, statement) in statements.iter().enumerate() {
            if ids.insert(statement.id.clone(), u32::try_from(number).unwrap_or(u32::MAX)).is_some() {
                return Err(ReaderError::DuplicateStatement { statement: statement.id.clone() });
            }
        }
        let mut read = Vec::with_capacity(statements.len());
        for statement in statements {
            read.push(builder.statement(statement, &ids)?);
        }
        refuse_circles(&read)?;
        let Builder { words, pairs, members, .. } = builder;
        let width = members.len().div_ceil(64);
        let mut rows = vec![0; width * words.len()];
        for (group, members) in members.iter().enumerate() {
            for &word in members {
                if let Some(cell) = rows.get_mut(word as usize * width + group / 64) {
                    *cell |= 1 << (group % 64);
                }
            }
        }
        let seconds = pairs.values().flatten().map(|&(second, _)| second).collect();
        Ok(Self { spellings, words, marks, pairs, seconds, width, rows, statements: read, ids })
    }

    /// Every word, every resolved mark and every clause border of a text, by place.
    pub(super) fn search(&self, text: &str) -> (Vec<Hit>, Vec<MarkHit>, Vec<MarkHit>) {
        let mut hits: Vec<Hit> = Vec::with_capacity(text.len() / 8);
        let mut raw: Vec<MarkHit> = Vec::new();
        let mut borders = Vec::new();
        let mut blockers: Vec<(usize, usize)> = Vec::new();
        let bytes = text.as_bytes();
        self.words.find(text, |word, start, end| {
            if !stands_alone(bytes, start, end) || cut_from_compound(text, start) {
                return;
            }
            match self.marks.get(word as usize).copied().flatten() {
                Some(mark @ (Mark::Condition | Mark::Purpose)) => borders.push(MarkHit { mark, start, end }),
                Some(Mark::Blocker) => blockers.push((start, end)),
                Some(mark) => raw.push(MarkHit { mark, start, end }),
                None => {}
            }
            if self.row(word).iter().any(|&cell| cell != 0)
                || self.pairs.contains_key(&word)
                || self.seconds.contains(&word)
            {
                hits.push(Hit { word, start, end });
            }
        });
        if !blockers.is_empty() {
            let inside = |start: usize, end: usize| {
                blockers.iter().any(|&(from, to)| from <= start && end <= to && (from, to) != (start, end))
            };
            hits.retain(|hit| !inside(hit.start, hit.end));
        }
        self.add_pairs(text, &mut hits);
        (hits, resolve(text, raw), borders)
    }

    fn add_pairs(&self, text: &str, hits: &mut Vec<Hit>) {
        if self.pairs.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for (place, first) in hits.iter().enumerate() {
            let Some(pairs) = self.pairs.get(&first.word) else { continue };
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

    fn row(&self, word: u32) -> &[u64] {
        let start = word as usize * self.width;
        self.rows.get(start..start + self.width).unwrap_or_default()
    }

    /// Whether a word belongs to a group.
    pub(super) fn belongs(&self, word: u32, group: Group) -> bool {
        has(self.row(word), group)
    }

    /// Adds the groups of all words to a row.
    pub(super) fn mark_seen(&self, hits: &[Hit], row: &mut [u64]) {
        for hit in hits {
            for (cell, groups) in row.iter_mut().zip(self.row(hit.word)) {
                *cell |= groups;
            }
        }
    }
}

/// Whether a row of seen groups holds a group.
pub(super) fn has(row: &[u64], group: Group) -> bool {
    row.get(group as usize / 64).is_some_and(|cell| cell & (1 << (group % 64)) != 0)
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
    let first = letters.next().is_some_and(super::letters::is_kanji);
    first
        && letters.next().is_some_and(|letter| matches!(letter, 'し' | 'さ' | 'す' | 'せ'))
        && text.get(..start).unwrap_or_default().chars().next_back().is_some_and(super::letters::is_kanji)
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
    last.is_some_and(super::letters::is_kanji)
        && next.is_some_and(super::letters::is_kanji)
        && !next.is_some_and(|next| matches!(next, '又' | '若' | '並' | '及' | '等'))
}

struct Builder<'s> {
    spellings: &'s Spellings,
    classes: HashMap<&'s str, &'s [String]>,
    expanded: HashMap<&'s str, Vec<String>>,
    words: Words,
    pairs: HashMap<u32, Vec<(u32, u32)>>,
    groups: HashMap<Vec<u32>, Group>,
    members: Vec<Vec<u32>>,
}

impl<'s> Builder<'s> {
    fn statement(&mut self, statement: &'s Statement, ids: &HashMap<String, u32>) -> Result<Read, ReaderError> {
        let owner = Owner::Statement(statement.id.clone());
        let content = match &statement.content {
            Content::Said(ways) => Plan::Ways(ways.iter().map(|way| self.way(&owner, way)).collect::<Result<_, _>>()?),
            Content::AnyOf(parts) => Plan::AnyOf(numbers(ids, statement, parts)?),
            Content::PartsOf(parts) => Plan::PartsOf(numbers(ids, statement, parts)?),
        };
        let unless = self.optional_group(&owner, &statement.unless)?;
        let near = statement
            .near
            .iter()
            .map(|groups| groups.iter().map(|words| self.group(&owner, words)).collect())
            .collect::<Result<_, _>>()?;
        Ok(Read { id: statement.id.clone(), content, unless, near })
    }

    fn way(&mut self, owner: &Owner, way: &'s Way) -> Result<CompiledWay, ReaderError> {
        let about = way.about.iter().map(|words| self.group(owner, words)).collect::<Result<_, _>>()?;
        let (anchor, topic, deed) = match &way.anchor {
            Anchor::Act(words) => (self.group(owner, words)?, false, None),
            Anchor::Topic(words) => (self.group(owner, words)?, true, None),
            Anchor::Leave { deed, leave } => (self.group(owner, leave)?, false, Some(self.group(owner, deed)?)),
        };
        let unless = self.optional_group(owner, &way.unless)?;
        Ok(CompiledWay {
            mode: way.mode,
            about,
            anchor,
            topic,
            deed,
            noun: way.noun,
            plan: way.plan,
            past: way.past,
            unless,
        })
    }

    fn optional_group(&mut self, owner: &Owner, words: &'s [String]) -> Result<Option<Group>, ReaderError> {
        if words.is_empty() { Ok(None) } else { self.group(owner, words).map(Some) }
    }

    fn group(&mut self, owner: &Owner, words: &'s [String]) -> Result<Group, ReaderError> {
        let mut members = Vec::with_capacity(words.len());
        for word in words {
            if let Some(class) =
                word.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|name| !name.contains('<'))
            {
                self.class(owner, word, class, 0)?;
                let Self { expanded, words, pairs, .. } = self;
                for member in expanded.get(class).into_iter().flatten() {
                    number(words, pairs, member, &mut members);
                }
            } else {
                for form in self.forms(owner, word, 0)? {
                    number(&mut self.words, &mut self.pairs, &form, &mut members);
                }
            }
        }
        members.sort_unstable();
        members.dedup();
        let next = Group::try_from(self.members.len()).unwrap_or(Group::MAX);
        let group = *self.groups.entry(members).or_insert(next);
        if group == next {
            let members = self.groups.iter().find(|(_, number)| **number == next).map(|(members, _)| members.clone());
            self.members.push(members.unwrap_or_default());
        }
        Ok(group)
    }

    /// Expands a class once.
    fn class(&mut self, owner: &Owner, word: &str, name: &str, depth: usize) -> Result<(), ReaderError> {
        if self.expanded.contains_key(name) {
            return Ok(());
        }
        let Some((&name, &members)) = self.classes.get_key_value(name) else {
            return Err(ReaderError::UnknownClass {
                owner: owner.clone(),
                class: name.to_owned(),
                word: word.to_owned(),
            });
        };
        if depth > 8 {
            return Err(ReaderError::CircularClass { class: name.to_owned() });
        }
        let inside = Owner::Class(name.to_owned());
        let mut forms = Vec::with_capacity(members.len());
        for member in members {
            forms.extend(self.forms(&inside, member, depth + 1)?);
        }
        self.expanded.insert(name, forms);
        Ok(())
    }

    /// All words that one entry stands for, in normal spelling.
    fn forms(&mut self, owner: &Owner, entry: &str, depth: usize) -> Result<Vec<String>, ReaderError> {
        let mut forms = vec![String::new()];
        let mut rest = entry;
        while let Some((before, after)) = rest.split_once('<') {
            let Some((class, after)) = after.split_once('>') else {
                return Err(ReaderError::UnclosedClass { owner: owner.clone(), word: entry.to_owned() });
            };
            self.class(owner, entry, class, depth)?;
            let members = self.expanded.get(class).map(Vec::as_slice).unwrap_or_default();
            forms = forms
                .iter()
                .flat_map(|form| members.iter().map(move |member| format!("{form}{before}{member}")))
                .collect();
            rest = after;
        }
        for form in &mut forms {
            form.push_str(rest);
            *form = form.split('…').map(|part| self.spellings.word(part)).collect::<Vec<_>>().join("…");
            if form.is_empty() || form.starts_with('…') || form.ends_with('…') {
                return Err(ReaderError::EmptyWord { owner: owner.clone(), word: entry.to_owned() });
            }
        }
        Ok(forms)
    }
}

/// The number of a word or of a pair 「A…B」.
fn number(words: &mut Words, pairs: &mut HashMap<u32, Vec<(u32, u32)>>, form: &str, members: &mut Vec<u32>) {
    let Some((first, second)) = form.split_once('…') else {
        members.push(words.insert(form));
        return;
    };
    let (first, second) = (words.insert(first), words.insert(second));
    let known = pairs.entry(first).or_default();
    let pair = known.iter().find(|(word, _)| *word == second).map(|&(_, pair)| pair);
    members.push(pair.unwrap_or_else(|| {
        let pair = words.reserve();
        known.push((second, pair));
        pair
    }));
}

fn numbers(ids: &HashMap<String, u32>, statement: &Statement, parts: &[String]) -> Result<Vec<u32>, ReaderError> {
    let number = |part: &String| {
        ids.get(part)
            .copied()
            .ok_or_else(|| ReaderError::UnknownStatement { statement: statement.id.clone(), part: part.clone() })
    };
    parts.iter().map(number).collect()
}

/// A statement that is made of itself would never be read to an end.
fn refuse_circles(statements: &[Read]) -> Result<(), ReaderError> {
    for (start, statement) in statements.iter().enumerate() {
        let mut open: Vec<u32> = parts(statement).to_vec();
        let mut done = vec![false; statements.len()];
        while let Some(next) = open.pop() {
            if next as usize == start {
                return Err(ReaderError::CircularStatement { statement: statement.id.clone() });
            }
            if let Some(seen) = done.get_mut(next as usize).filter(|seen| !**seen) {
                *seen = true;
                open.extend(statements.get(next as usize).map(parts).unwrap_or_default());
            }
        }
    }
    Ok(())
}

fn parts(statement: &Read) -> &[u32] {
    match &statement.content {
        Plan::AnyOf(parts) | Plan::PartsOf(parts) => parts,
        Plan::Ways(_) => &[],
    }
}
