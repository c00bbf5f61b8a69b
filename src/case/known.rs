//! What is kept of each node of a case: where it stands, and what was worked out of it once.
//!
//! Nodes are numbered, so all of it is in tables by their numbers.

use std::sync::{Arc, OnceLock};

use super::{Case, Filled, Spot};
use crate::document::{Document, NodeId};
use crate::form::{Folded, KnownText};
use crate::text::SharedText;

/// Where each node of a case stands; nodes outside it stand nowhere.
#[derive(Debug)]
pub(super) struct Spots(Vec<Option<Spot>>);

impl Spots {
    pub(super) fn of(document: &Document) -> Self {
        Self(vec![None; document.len()])
    }

    pub(super) fn insert(&mut self, node: NodeId, spot: Spot) {
        if let Some(place) = self.0.get_mut(node.index()) {
            *place = Some(spot);
        }
    }

    pub(super) fn get(&self, node: &NodeId) -> Option<&Spot> {
        self.0.get(node.index())?.as_ref()
    }

    /// All nodes that stand somewhere, in the order of their numbers.
    pub(super) fn indices(&self) -> impl Iterator<Item = (usize, Spot)> {
        self.0.iter().enumerate().filter_map(|(at, spot)| Some((at, (*spot)?)))
    }
}

/// What was worked out of a node when it was first asked for.
#[derive(Debug, Default)]
struct Known {
    text: OnceLock<Arc<KnownText>>,
    filled: OnceLock<Filled>,
    pointer: OnceLock<SharedText>,
}

/// What was worked out of the nodes of a case.
#[derive(Debug)]
pub(super) struct Knowledge(Vec<Known>);

impl Knowledge {
    pub(super) fn of(document: &Document) -> Self {
        Self(std::iter::repeat_with(Known::default).take(document.len()).collect())
    }
}

impl Case<'_> {
    /// The folded text of a scalar, folded once however often words are looked for in it; empty for other
    /// nodes.
    #[must_use]
    pub fn folded(&self, node: NodeId) -> &Folded {
        &self.known_text(node).folded
    }

    /// The same with what is known of the text from other cases.
    pub(crate) fn known_text(&self, node: NodeId) -> &KnownText {
        static EMPTY: OnceLock<KnownText> = OnceLock::new();
        match self.known.0.get(node.index()) {
            Some(known) => known.text.get_or_init(|| self.form.known().text(self.document.text(node).unwrap_or(""))),
            None => EMPTY.get_or_init(|| KnownText::new("")),
        }
    }

    /// Whether something is written at a node. A heading alone, a figure and an empty list are
    /// nothing; 「なし」 is something.
    #[must_use]
    pub fn filled(&self, node: NodeId) -> Filled {
        let known = self.known.0.get(node.index());
        known.map_or(Filled::Blank(None), |known| *known.filled.get_or_init(|| self.look_whether_filled(node)))
    }

    /// The path to a node in the names typed in the file, as reports give it. Two texts of a case
    /// never share a pointer.
    #[must_use]
    pub fn pointer(&self, node: NodeId) -> String {
        self.shared_pointer(node).into()
    }

    /// The same path, shared by all that is said of the node.
    pub(crate) fn shared_pointer(&self, node: NodeId) -> SharedText {
        let known = self.known.0.get(node.index());
        known.map_or_else(SharedText::default, |known| {
            known.pointer.get_or_init(|| self.typed_pointer(node).into()).clone()
        })
    }
}
