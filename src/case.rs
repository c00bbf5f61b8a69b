//! One referral: the tree of its file, seen through the form.
//!
//! [`Case::read`] checks the keys of a file and remembers for each node which place of the form it
//! is. Everything else is asked later and on demand: where a [`crate::form::Place`] is in this file, what is
//! written there, which annexes a text cites, what the paper says of a fact, when something happens.
//! Nothing here knows a rule; no place is named in this code.

pub mod citation;
pub mod date;
pub mod definition;
mod denial;
pub mod number;

mod annex;
mod check;
mod entry;
mod error;
mod fact;
mod filled;
mod find;
mod joint;
mod known;
mod layout;
mod link;
mod paper;
mod pointer;
mod reach;
mod record;
mod schedule;
mod units;
pub mod variant;

use std::sync::{Arc, OnceLock};

pub use annex::Annex;
pub use entry::{EntryFault, NewAttestation};
pub use error::CaseFault;
pub use fact::{FactReading, FactState, Shown};
pub use filled::Filled;
pub use find::Found;
pub use joint::JOINTS;
pub use link::{Alone, Beside, Link, LinkFault, is_identity};
pub use paper::{Cited, Fetched, Paper, PaperFault, PaperUnit};
pub use record::{Attestation, Typed, Waiver, waiver_key, waivers_in};
pub use schedule::{Line, Telling};
pub use units::CaseUnit;

use crate::document::{Document, NodeId, nearest};
use crate::error::Problem;
use crate::form::{Form, KeyId, Kind, Word};
use crate::hash::QuickMap;
use crate::source::{Source, Span};

/// One referral.
#[derive(Debug)]
pub struct Case<'f> {
    document: Arc<Document>,
    form: &'f Form,
    root: NodeId,
    spots: known::Spots,
    known: known::Knowledge,
    annexes: Vec<annex::Entry>,
    /// What each text cites as an annex; only texts that cite something are listed.
    cited: QuickMap<NodeId, Vec<Annex>>,
    kinds: Vec<&'f Kind>,
    papers: Vec<Paper>,
    links: Vec<Link<'f>>,
    facts: OnceLock<Vec<FactReading<'f>>>,
    records: record::Records,
}

/// A case with what was found while it was read.
#[derive(Debug)]
pub struct Opened<'f> {
    /// The case. What could not be read is left out of it.
    pub case: Case<'f>,
    /// Entries that could not be read: the rest is judged, the verdict of the case is `error`.
    pub errors: Vec<Problem>,
    /// Remarks that change no verdict.
    pub notes: Vec<Problem>,
}

/// Where a node stands.
#[derive(Debug, Clone, Copy)]
struct Spot {
    parent: Option<NodeId>,
    step: Step,
    /// The place of the form that the node belongs to.
    place: Option<KeyId>,
}

/// How a node hangs on its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The node that the case begins at.
    Root,
    /// The value of a key.
    Key { key: NodeId, role: Role },
    /// An item of a list, from 0.
    Item(usize),
}

/// What a key of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A place of the form.
    Place(KeyId),
    /// A small word.
    Word(Word),
    /// A further column of an annex's table.
    Column,
    /// A key inside kansa's own words, whose form is not this station's.
    Free,
    /// A key that the form does not know; what stands there is not read.
    Unknown,
}

/// Whether a file is a referral: it has one of the keys that the form names for that, or a slip in one.
#[must_use]
pub fn is_case(document: &Document, form: &Form) -> bool {
    let marks = &form.roles().case;
    let entries = document.entries(document.root());
    entries.iter().any(|entry| {
        let key = document.key(entry);
        form.child(None, key).is_some_and(|id| marks.contains(&id)) || is_slip(key, form)
    })
}

/// Whether a key is a slip in one of those that make a file a referral; short names are all alike.
fn is_slip(key: &str, form: &Form) -> bool {
    let names = form.roles().case.iter().map(|&id| form.key(id).name.as_str());
    form.child(None, key).is_none() && nearest(key, names.filter(|name| name.chars().count() > 2)).is_some()
}

/// Whether a text that cannot be read as a tree is meant to be a referral: a line of it begins with one of
/// the keys that the form names for that.
#[must_use]
pub fn looks_like_case(text: &str, form: &Form) -> bool {
    let marks = &form.roles().case;
    text.split(['\n', '\r']).filter(|line| !line.trim_start().starts_with('#')).any(|line| {
        let key = line
            .split([':', '：'])
            .next()
            .unwrap_or("")
            .trim_matches(|letter: char| letter.is_whitespace() || "\"'{[,".contains(letter));
        form.child(None, key).is_some_and(|id| marks.contains(&id)) || is_slip(key, form)
    })
}

impl<'f> Case<'f> {
    /// Reads the case of a whole file.
    ///
    /// # Errors
    /// Where the file is unreadable as a case: it is no map, or two names of one place stand side by
    /// side, so that no one can say which text counts.
    pub fn read(document: impl Into<Arc<Document>>, form: &'f Form) -> Result<Opened<'f>, Vec<Problem>> {
        let document = document.into();
        let root = document.root();
        Self::read_at(document, root, form)
    }

    /// Reads the case that stands at a node of a file, such as the example of a rule.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub fn read_at(
        document: impl Into<Arc<Document>>,
        root: NodeId,
        form: &'f Form,
    ) -> Result<Opened<'f>, Vec<Problem>> {
        let document = document.into();
        let layout = layout::lay_out(&document, root, form)?;
        let mut case = Self {
            known: known::Knowledge::of(&document),
            document,
            form,
            root,
            spots: layout.spots,
            annexes: Vec::new(),
            cited: QuickMap::default(),
            kinds: Vec::new(),
            papers: Vec::new(),
            links: Vec::new(),
            facts: OnceLock::new(),
            records: record::Records::default(),
        };
        case.annexes = annex::entries(&case);
        case.cited = annex::cited(&case);
        let mut opened = Opened { case, errors: layout.errors, notes: layout.notes };
        check::declarations(&mut opened);
        Ok(opened)
    }

    /// The tree of the file.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The file.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        self.document.source()
    }

    /// The form that it is read by.
    #[must_use]
    pub fn form(&self) -> &'f Form {
        self.form
    }

    /// The node that the case begins at.
    #[must_use]
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// The kinds of referral that it says it is, those that the form knows.
    #[must_use]
    pub fn kinds(&self) -> &[&'f Kind] {
        &self.kinds
    }

    /// Whether it is of a kind.
    #[must_use]
    pub fn is_of(&self, kind: &str) -> bool {
        self.kinds.iter().any(|own| own.name == kind)
    }

    /// The number of the case, as typed; drafts have none.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.text_at(&self.form.roles().number)
    }

    /// The title of the case; empty where no place holds one.
    #[must_use]
    pub fn title(&self) -> &str {
        self.form.roles().title.iter().find_map(|place| self.text_at(place)).unwrap_or("")
    }

    /// The node of the case's own date, where it is filled.
    #[must_use]
    pub fn date_node(&self) -> Option<NodeId> {
        let found = self.find(&self.form.roles().date).nodes;
        found.into_iter().find(|&node| self.filled(node) == Filled::Filled)
    }

    /// The case's own date, where it can be read.
    #[must_use]
    pub fn date(&self) -> Option<date::Dated> {
        let text = self.document.text(self.date_node()?)?;
        date::dates(text, &mut date::Carry::default()).into_iter().next()
    }

    /// The day of the case's own date; of a month or a year its first day.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.date()?.when.ok()?.start.earliest
    }

    /// The key of the file that a node is the value of.
    #[must_use]
    pub fn key_of(&self, node: NodeId) -> Option<NodeId> {
        match self.spots.get(&node)?.step {
            Step::Key { key, .. } => Some(key),
            _ => None,
        }
    }

    /// Where a finding about a node is shown that has no words of its own: the key that it is the
    /// value of, the name of an entry, or the first line of the node.
    #[must_use]
    pub fn label_span(&self, node: NodeId) -> Span {
        let label = self.key_of(node).or_else(|| self.entry_name(node));
        let span = self.document.node(label.unwrap_or(node)).span;
        let text = self.source().slice(span);
        Span::new(span.start, span.start + text.split(['\n', '\r']).next().unwrap_or("").trim_end().len())
    }

    /// The node of a top key of kansa's own.
    fn own(&self, wanted: KeyId) -> Option<NodeId> {
        self.entries(self.root).find(|&(role, _)| role == Role::Place(wanted)).map(|(_, value)| value)
    }

    /// The entries of a map with what each key is.
    fn entries(&self, map: NodeId) -> impl Iterator<Item = (Role, NodeId)> + '_ {
        self.document.entries(map).iter().map(|entry| (self.role(entry.value), entry.value))
    }

    /// What the key of a value is.
    fn role(&self, value: NodeId) -> Role {
        match self.spots.get(&value).map(|spot| spot.step) {
            Some(Step::Key { role, .. }) => role,
            _ => Role::Unknown,
        }
    }

    /// The first filled text at a place.
    fn text_at(&self, place: &crate::form::Place) -> Option<&str> {
        let nodes = self.find(place).nodes;
        nodes.into_iter().find(|&node| self.filled(node) == Filled::Filled).and_then(|node| self.document.text(node))
    }
}
