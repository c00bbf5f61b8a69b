//! What a Japanese text establishes, and why.
//!
//! A text is brought into a normal spelling with a map back ([`Unit`] to [`Passage`]), cut into
//! sentences, asides and clauses, and searched once for all words of the lexicon and the closed lists
//! of grammar. A [`Statement`] is then read at the places where a word of its deed was found: what
//! the deed is done to, whether it is asserted, negated, permitted, doubted or only mentioned. Words
//! of matters are data; endings are grammar and stand here. Nothing here knows rules or places.

mod act;
mod aim;
mod alike;
mod attribute;
mod bare;
mod barred;
mod bullet;
mod clause;
mod combine;
mod compile;
mod condition;
mod contrary;
mod denial;
mod denied_before;
mod doubt;
mod draft;
mod elsewhere;
mod ended;
mod ending;
mod entry;
mod error;
mod form;
mod frame;
mod given_up;
mod hearsay;
mod in_force;
mod kind;
mod lack;
mod lapsed;
mod lead;
mod leave;
mod leave_words;
mod letters;
mod limit;
mod marks;
mod matter;
mod near;
mod normal;
mod nouns;
mod opening;
mod others;
mod outer;
mod outline;
mod passage;
mod polarity;
mod predicate;
mod proviso;
mod question;
mod quote;
mod reader;
mod rival;
mod row;
mod search;
mod sentence;
mod spoken;
mod spoken_of;
mod statement;
mod theme;
mod topic;
mod unkept;
mod whose;
mod wished;
mod words;

use std::fmt::Write as _;
use std::ops::Range;

pub use entry::written_out;
pub use error::{Owner, ReaderError};
pub use marks::ROLE_CLASSES;
pub use outline::{Outlined, OutlinedClause, Said, outline};
pub use passage::Passage;
pub use reader::Reader;
use serde::Serialize;
pub use statement::{Anchor, Content, Example, Lexicon, Mode, Statement, StatementId, Way};
pub(crate) use words::{WordList, Words};

/// One piece of text as it stands in a paper, with what it stands under.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'t> {
    /// The text as typed. Ranges of a reading are bytes of it.
    pub text: &'t str,
    /// The sentence that opens the list that this is an item of.
    pub lead: Option<&'t str>,
    /// The headings that it stands under, outermost first: its topic.
    pub headings: &'t [&'t str],
    /// What it is.
    pub role: Role,
}

impl Unit<'_> {
    /// All of it in one text, in which no two units are the same; `number` stands for the text itself.
    fn key(&self, number: u64) -> String {
        let above = self.headings.iter().copied().chain(self.lead);
        let mut key = String::with_capacity(above.clone().map(|part| part.len() + 4).sum::<usize>() + 24);
        key.push(match self.role {
            Role::Text => 't',
            Role::Item => 'i',
            Role::Heading => 'h',
            Role::Note => 'n',
        });
        key.push(if self.lead.is_some() { 'l' } else { '-' });
        // Writing to a String cannot fail.
        let _ = write!(key, "{number}");
        for part in above {
            // A text may hold any letter, so its length before it keeps it apart from the next.
            let _ = write!(key, ",{}:{part}", part.len());
        }
        key
    }
}

/// What a piece of text is in its paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Text,
    /// An entry of a list.
    Item,
    /// A heading.
    Heading,
    /// A ※ note.
    Note,
}

/// How a text says a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It establishes it.
    Said,
    /// It says that it is not so, or lets it be.
    Denied,
    /// It weakens it: an effort, a plan, a maybe.
    Hedged,
    /// It presupposes it or says a part.
    Partial,
    /// It leaves it to another text.
    ByReference,
    /// It asserts what the statement forbids.
    Contrary,
    /// Said in one sentence and denied in another.
    Contradiction,
    /// A sentence speaks of the matter in words that are not known.
    Near,
    /// It does not touch it.
    None,
}

impl How {
    /// The word for it that people see.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Said => "述べている",
            Self::Denied => "打ち消し",
            Self::Hedged => "弱い言い方",
            Self::Partial => "前提として触れるだけ",
            Self::ByReference => "別の定めによる",
            Self::Contrary => "反対の扱い",
            Self::Contradiction => "食い違い",
            Self::Near => "近い文",
            Self::None => "触れていない",
        }
    }
}

/// How a text says one statement, with the places that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The result.
    pub how: How,
    /// What decided, in the order of the text; empty for [`How::None`].
    pub findings: Vec<Finding>,
}

/// One act of a text that was read for a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which of the passages that were read.
    pub passage: usize,
    /// How this act says it.
    pub how: How,
    /// The sentence, in bytes of the unit's text.
    pub sentence: Range<usize>,
    /// The clause that decided.
    pub clause: Range<usize>,
    /// The words that were matched.
    pub words: Vec<Range<usize>>,
    /// The step of the reader that decided, a word for people.
    pub step: &'static str,
    /// The ending or marker that decided, in normal spelling; empty where none did.
    pub token: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_that_stand_under_other_words_are_not_one() {
        let unit = |lead, headings, role| Unit { text: "甲", lead, headings, role };
        let units = [
            unit(None, &["乙", "丙"], Role::Text),
            unit(None, &["乙丙"], Role::Text),
            unit(None, &["乙,3:丙"], Role::Text),
            unit(Some("丙"), &["乙"], Role::Text),
            unit(Some("乙"), &["丙"], Role::Text),
            unit(None, &["乙", "丙"], Role::Item),
        ];
        let mut keys: Vec<String> = units.iter().map(|unit| unit.key(1)).collect();
        keys.push(units[0].key(2));
        keys.push(units[0].key(13));
        keys.sort();
        let count = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }
}
