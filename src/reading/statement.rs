//! What a text can establish: statements and the shared words, as data.

use super::How;

/// The shared words of all statements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// Classes of words. A word may hold the name of another class in `<…>`.
    pub classes: Vec<(String, Vec<String>)>,
    /// Written and normal spelling, each pair once.
    pub spellings: Vec<(String, String)>,
}

/// Something that a text can establish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its name in rules.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is, one sentence.
    pub definition: String,
    /// What counts.
    pub counts: Vec<String>,
    /// What does not count.
    pub does_not_count: Vec<String>,
    /// How it is said.
    pub content: Content,
    /// Words that make a clause another matter.
    pub unless: Vec<String>,
    /// The statements that the same words may say as well. Where others are said by them and more, this one is only
    /// near. `None` where it has no rivals.
    pub beside: Option<Vec<String>>,
    /// Narrower statements: the deed by which one of them is said or denied neither denies this one nor is contrary to
    /// it. 「二要素認証は採用しない」 leaves the password as it is.
    pub apart: Vec<String>,
    /// Words that only this matter has: alternatives of groups that must all be found.
    pub near: Vec<Vec<Vec<String>>>,
}

/// How a statement is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// In one of these ways.
    Said(Vec<Way>),
    /// By one of these statements.
    AnyOf(Vec<String>),
    /// By all of these statements.
    PartsOf(Vec<String>),
}

/// One way of saying a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What must be done with the anchor.
    pub mode: Mode,
    /// Groups of words of each of which one must be found.
    pub about: Vec<Vec<String>>,
    /// The words that the reading turns on.
    pub anchor: Anchor,
    /// A bare noun counts.
    pub noun: bool,
    /// A reason alone counts: 「…が急増したため、」, for what a referral must give reasons for.
    pub reason: bool,
    /// A plan counts.
    pub plan: bool,
    /// What was done once counts.
    pub past: bool,
    /// It holds only where nothing is excepted.
    pub absolute: bool,
    /// Words that make a clause another matter.
    pub unless: Vec<String>,
}

/// What must be done with the anchor of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::FromRepr)]
pub enum Mode {
    /// It is asserted.
    Done,
    /// It is forbidden.
    Banned,
    /// It is a duty or a right.
    May,
    /// It needs leave.
    ByLeave,
}

/// The words that a way turns on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// Stems of a deed.
    Act(Vec<String>),
    /// Things that bring their deed with them.
    Topic(Vec<String>),
    /// A deed, and the words for the leave that it needs.
    Leave {
        /// Stems of the deed.
        deed: Vec<String>,
        /// Words for the leave.
        leave: Vec<String>,
    },
}

/// A text that a statement file says how to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// How it must be read.
    pub read: How,
    /// The text.
    pub text: String,
    /// The sentence that opens the list that it is an entry of.
    pub lead: Option<String>,
    /// The heading that it stands under.
    pub heading: Option<String>,
}

/// The number of a statement in a [`Reader`](super::Reader).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub(super) u32);

impl StatementId {
    /// Its place among the statements that the reader was made of.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}
