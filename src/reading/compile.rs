//! Statements and lexicon, compiled once: words to numbers, lists of words to groups.

use super::alike::Roles;
use super::entry::{Choice, Classes, choices};
use super::error::{Owner, ReaderError};
use super::letters::is_kanji;
use super::marks;
use super::normal::Spellings;
use super::search::{Group, Vocabulary};
use super::statement::{Anchor, Content, Lexicon, Mode, Statement, Way};
use super::words::{WordList, Words};
use crate::bytes::{Kept, Rest, kept, kept_number};
use crate::hash::QuickMap;

/// A statement, its words compiled.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) id: String,
    pub(super) content: Plan,
    pub(super) unless: Option<Group>,
    /// Those that its words may say as well; `None` where it has no rivals.
    pub(super) beside: Option<Vec<u32>>,
    pub(super) apart: Vec<u32>,
    pub(super) near: Vec<Vec<Group>>,
    /// The anchors of all its ways.
    pub(super) touching: Group,
    /// The first words of all its near misses.
    pub(super) nearing: Group,
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
    pub(super) reason: bool,
    pub(super) plan: bool,
    pub(super) past: bool,
    pub(super) absolute: bool,
    pub(super) unless: Option<Group>,
}

/// Everything that reading needs.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) spellings: Spellings,
    pub(super) vocabulary: Vocabulary,
    /// The stems of the predicates that carry the deed told before them.
    pub(super) carriers: Words,
    pub(super) statements: Vec<Read>,
    pub(super) matters: Matters,
    pub(super) ids: QuickMap<String, u32>,
}

/// What a sentence may be about.
#[derive(Debug)]
pub(super) struct Matters {
    /// Things that have nothing to do with information on persons.
    pub(super) other: Option<Group>,
    /// What ties a sentence to such information.
    pub(super) own: Option<Group>,
}

impl Compiled {
    pub(super) fn new(lexicon: &Lexicon, statements: &[Statement]) -> Result<Self, ReaderError> {
        let pairs = lexicon.spellings.iter().map(|(written, normal)| (written.as_str(), normal.as_str()));
        let spellings = Spellings::new(pairs);
        let mut words = WordList::default();
        let mut marks = marks::insert(&mut words);
        let mut classes = Classes::new(&spellings, &lexicon.classes);
        let mut carriers = WordList::default();
        for (name, _) in &lexicon.classes {
            let mark = marks::role(name);
            if mark.is_none() && name != marks::CARRIERS {
                continue;
            }
            classes.expand(&Owner::Class(name.clone()), name, name)?;
            for word in classes.get(name).map(|(_, words)| words).unwrap_or_default() {
                match mark {
                    Some(mark) => marks::insert_role(&mut words, &mut marks, mark, word),
                    None => _ = carriers.insert(word),
                }
            }
        }
        let mut builder = Builder {
            spellings: &spellings,
            classes,
            numbered: QuickMap::default(),
            stems: QuickMap::default(),
            words,
            pairs: QuickMap::default(),
            listed: QuickMap::default(),
            groups: QuickMap::default(),
            members: Vec::new(),
        };
        let mut ids = QuickMap::default();
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
        let matters = Matters {
            other: builder.class(lexicon, marks::OTHER_MATTERS)?,
            own: builder.class(lexicon, marks::OWN_MATTERS)?,
        };
        let Builder { words, pairs, listed, members, .. } = builder;
        let vocabulary = Vocabulary::new(words, &Roles { marks, pairs, listed, groups: members });
        Ok(Self { spellings, vocabulary, carriers: carriers.freeze(), statements: read, matters, ids })
    }

    /// Whether a word belongs to a group.
    pub(super) fn belongs(&self, word: u32, group: Group) -> bool {
        self.vocabulary.belongs(word, group)
    }
}

impl Compiled {
    /// All of it as bytes.
    #[allow(dead_code, reason = "the build script makes the bytes, the program reads them")]
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.spellings.put(&mut out);
        self.vocabulary.put(&mut out);
        self.carriers.put(&mut out);
        self.statements.put(&mut out);
        self.matters.put(&mut out);
        out
    }

    /// Takes it up again from such bytes.
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = Rest(bytes);
        let (spellings, vocabulary) = (Spellings::take(&mut rest)?, Vocabulary::take(&mut rest)?);
        let carriers = Words::take(&mut rest)?;
        let statements: Vec<Read> = Kept::take(&mut rest)?;
        let matters = Kept::take(&mut rest)?;
        let ids = statements.iter().zip(0..).map(|(read, number)| (read.id.clone(), number)).collect();
        Some(Self { spellings, vocabulary, carriers, statements, matters, ids })
    }
}

kept!(Read { id, content, unless, beside, apart, near, touching, nearing });
kept!(CompiledWay { mode, about, anchor, topic, deed, noun, reason, plan, past, absolute, unless });
kept!(Matters { other, own });
kept_number!(Mode);

impl Kept for Plan {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Ways(ways) => {
                out.push(0);
                ways.put(out);
            }
            Self::AnyOf(parts) => {
                out.push(1);
                parts.put(out);
            }
            Self::PartsOf(parts) => {
                out.push(2);
                parts.put(out);
            }
        }
    }

    fn take(rest: &mut Rest<'_>) -> Option<Self> {
        match rest.byte()? {
            0 => Kept::take(rest).map(Self::Ways),
            1 => Kept::take(rest).map(Self::AnyOf),
            2 => Kept::take(rest).map(Self::PartsOf),
            _ => None,
        }
    }
}

struct Builder<'s> {
    spellings: &'s Spellings,
    classes: Classes<'s>,
    /// The word numbers of classes that were named whole.
    numbered: QuickMap<&'s str, Vec<u32>>,
    /// The verb stems of classes that were named whole.
    stems: QuickMap<&'s str, Vec<u32>>,
    words: WordList,
    /// First word and second word of each pair, with its number.
    pairs: QuickMap<(u32, u32), u32>,
    /// For a stem, the number that it has in a list.
    listed: QuickMap<u32, u32>,
    groups: QuickMap<Vec<u32>, Group>,
    members: Vec<Vec<u32>>,
}

impl<'s> Builder<'s> {
    fn statement(&mut self, statement: &'s Statement, ids: &QuickMap<String, u32>) -> Result<Read, ReaderError> {
        let owner = Owner::Statement(statement.id.clone());
        let content = match &statement.content {
            Content::Said(ways) => Plan::Ways(ways.iter().map(|way| self.way(&owner, way)).collect::<Result<_, _>>()?),
            Content::AnyOf(parts) => Plan::AnyOf(numbers(ids, statement, parts)?),
            Content::PartsOf(parts) => Plan::PartsOf(numbers(ids, statement, parts)?),
        };
        let unless = self.optional_group(&owner, &statement.unless)?;
        let beside = statement.beside.as_ref().map(|beside| numbers(ids, statement, beside)).transpose()?;
        let apart = numbers(ids, statement, &statement.apart)?;
        let near = statement
            .near
            .iter()
            .map(|groups| groups.iter().map(|words| self.group(&owner, words)).collect())
            .collect::<Result<_, _>>()?;
        let anchors: Vec<Group> = match &content {
            Plan::Ways(ways) => ways.iter().map(|way| way.anchor).collect(),
            Plan::AnyOf(_) | Plan::PartsOf(_) => Vec::new(),
        };
        let touching = self.union(anchors.into_iter());
        let near: Vec<Vec<Group>> = near;
        let firsts: Vec<Group> = near.iter().filter_map(|groups| groups.first().copied()).collect();
        let nearing = self.union(firsts.into_iter());
        Ok(Read { id: statement.id.clone(), content, unless, beside, apart, near, touching, nearing })
    }

    fn way(&mut self, owner: &Owner, way: &'s Way) -> Result<CompiledWay, ReaderError> {
        let about = way.about.iter().map(|words| self.group(owner, words)).collect::<Result<_, _>>()?;
        let (anchor, topic, deed) = match &way.anchor {
            Anchor::Act(words) => (self.acts(owner, words)?, false, None),
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
            reason: way.reason,
            plan: way.plan,
            past: way.past,
            absolute: way.absolute,
            unless,
        })
    }

    /// The group of the words of a class; `None` where the lexicon has no such class.
    fn class(&mut self, lexicon: &'s Lexicon, name: &str) -> Result<Option<Group>, ReaderError> {
        let class = lexicon.classes.iter().find(|(class, _)| class == name);
        class.map(|(name, words)| self.group(&Owner::Class(name.clone()), words)).transpose()
    }

    fn optional_group(&mut self, owner: &Owner, words: &'s [String]) -> Result<Option<Group>, ReaderError> {
        if words.is_empty() { Ok(None) } else { self.group(owner, words).map(Some) }
    }

    fn group(&mut self, owner: &Owner, entries: &'s [String]) -> Result<Group, ReaderError> {
        let members = self.words(owner, &choices(owner, entries)?)?;
        Ok(self.numbered_group(members))
    }

    /// The numbers of the words of a list.
    fn words(&mut self, owner: &Owner, list: &[Choice<'_>]) -> Result<Vec<u32>, ReaderError> {
        let mut members = Vec::with_capacity(list.len());
        for choice in list {
            if let Some(class) = choice.whole_class() {
                self.classes.expand(owner, choice.entry, class)?;
                if !self.numbered.contains_key(class) {
                    let Some((name, forms)) = self.classes.get(class) else { continue };
                    let mut numbers = Vec::with_capacity(forms.len());
                    for form in forms {
                        number(&mut self.words, &mut self.pairs, form, &mut numbers);
                    }
                    self.numbered.insert(name, numbers);
                }
                members.extend(self.numbered.get(class).into_iter().flatten());
            } else if choice.is_plain() {
                let form = self.classes.plain(owner, choice)?;
                members.push(self.words.insert(&form));
            } else {
                for form in self.classes.words(owner, choice)? {
                    number(&mut self.words, &mut self.pairs, &form, &mut members);
                }
            }
        }
        Ok(members)
    }

    /// The group of an act, with the bare stems of its verbs for lists: 「取得し」 is meant by the first
    /// word of 「取得、保存し」 too.
    fn acts(&mut self, owner: &Owner, entries: &'s [String]) -> Result<Group, ReaderError> {
        let list = choices(owner, entries)?;
        let mut members = self.words(owner, &list)?;
        let mut stems: Vec<u32> = Vec::new();
        for choice in &list {
            let Some(class) = choice.whole_class() else {
                if let Some(stem) = stem(&self.spellings.word(&choice.text)) {
                    stems.push(self.words.insert(stem));
                }
                continue;
            };
            if !self.stems.contains_key(class) {
                let Some((name, forms)) = self.classes.get(class) else { continue };
                let found = forms.iter().filter_map(|form| stem(form)).map(|stem| self.words.insert(stem)).collect();
                self.stems.insert(name, found);
            }
            stems.extend(self.stems.get(class).into_iter().flatten());
        }
        for word in stems {
            members.push(*self.listed.entry(word).or_insert_with(|| self.words.reserve()));
        }
        Ok(self.numbered_group(members))
    }

    fn numbered_group(&mut self, mut members: Vec<u32>) -> Group {
        members.sort_unstable();
        members.dedup();
        if let Some(&group) = self.groups.get(&members) {
            return group;
        }
        let group = Group::try_from(self.members.len()).unwrap_or(Group::MAX);
        self.members.push(members.clone());
        self.groups.insert(members, group);
        group
    }

    /// The group of all words of several groups.
    fn union(&mut self, groups: impl Iterator<Item = Group>) -> Group {
        let members = groups.filter_map(|group| self.members.get(group as usize)).flatten().copied().collect();
        self.numbered_group(members)
    }
}

/// The noun of a verb such as 「取得し」.
fn stem(form: &str) -> Option<&str> {
    let stem = form.strip_suffix(['し', 'す', 'さ'])?;
    (stem.chars().nth(1).is_some() && stem.chars().all(is_kanji)).then_some(stem)
}

/// The number of a word or of a pair 「A…B」.
fn number(words: &mut WordList, pairs: &mut QuickMap<(u32, u32), u32>, form: &str, members: &mut Vec<u32>) {
    let Some((first, second)) = form.split_once('…') else {
        members.push(words.insert(form));
        return;
    };
    let (first, second) = (words.insert(first), words.insert(second));
    members.push(*pairs.entry((first, second)).or_insert_with(|| words.reserve()));
}

fn numbers(ids: &QuickMap<String, u32>, statement: &Statement, parts: &[String]) -> Result<Vec<u32>, ReaderError> {
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
