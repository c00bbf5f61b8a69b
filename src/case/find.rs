//! Where a place of a rule is in this case.

use super::{Case, Role};
use crate::document::{NodeId, NodeKind, NodeSet};
use crate::form::{Place, Step, Word, fold_name};

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The nodes, in the order of the file; none where the place is not written.
    pub nodes: Vec<NodeId>,
    /// The node that the place leads to, or the nearest on the way to it that is written.
    pub nearest: NodeId,
}

impl Case<'_> {
    /// What stands at a place.
    ///
    /// A step is looked for among the keys and the list entries of what stands there, and in the
    /// annexes that its text cites; a key after a list is asked of each entry.
    #[must_use]
    pub fn find(&self, place: &Place) -> Found {
        if place.linked().is_some() {
            // It stands in another file; the nearest place here is where that is named.
            let links = self.own(self.form.roles().links);
            return Found { nodes: Vec::new(), nearest: links.unwrap_or(self.root) };
        }
        let mut nodes = vec![self.root];
        let mut nearest = self.root;
        for step in place.steps() {
            let mut next = Vec::new();
            for &node in &nodes {
                self.step(node, step, &mut next);
            }
            let mut seen = NodeSet::default();
            next.retain(|&node| seen.insert(node));
            nodes = next;
            let Some(&first) = nodes.first() else { break };
            nearest = first;
        }
        Found { nodes, nearest }
    }

    /// What stands at several places, each node once.
    #[must_use]
    pub fn find_all<'p>(&self, places: impl IntoIterator<Item = &'p Place>) -> Found {
        let mut all = Found { nodes: Vec::new(), nearest: self.root };
        let mut seen = NodeSet::default();
        for (order, place) in places.into_iter().enumerate() {
            let found = self.find(place);
            // The first place that is written says where a finding stands, else the first of all.
            if order == 0 || (all.nodes.is_empty() && !found.nodes.is_empty()) {
                all.nearest = found.nearest;
            }
            all.nodes.extend(found.nodes.into_iter().filter(|&node| seen.insert(node)));
        }
        all
    }

    fn step(&self, node: NodeId, step: &Step, found: &mut Vec<NodeId>) {
        self.direct(node, step, found);
        let mut visited = NodeSet::default();
        let mut texts = Vec::new();
        self.own_texts(node, &mut texts);
        while let Some(text) = texts.pop() {
            for annex in self.cites(text) {
                if let Some(entry) = annex.entry
                    && visited.insert(entry)
                {
                    self.direct(entry, step, found);
                    self.own_texts(entry, &mut texts);
                }
            }
        }
    }

    /// What a step leads to inside a node itself.
    fn direct(&self, node: NodeId, step: &Step, found: &mut Vec<NodeId>) {
        match &self.document.node(node).kind {
            NodeKind::Scalar { .. } => {
                if *step == Step::Nth(1) {
                    found.push(node);
                }
            }
            NodeKind::List(items) => {
                if let Step::Nth(nth) = step {
                    found.extend(nth.checked_sub(1).and_then(|at| items.get(at)));
                    return;
                }
                for &item in items {
                    if self.is_entry(item, step) {
                        found.push(item);
                    } else if matches!(self.document.node(item).kind, NodeKind::Map(_)) {
                        self.direct(item, step, found);
                    }
                }
            }
            NodeKind::Map(_) => {
                for (role, value) in self.entries(node) {
                    if self.is_key(role, value, step) {
                        found.push(value);
                    } else if matches!(role, Role::Word(Word::Content | Word::Lead | Word::Others)) {
                        self.direct(value, step, found);
                    }
                }
            }
        }
    }

    fn is_key(&self, role: Role, value: NodeId, step: &Step) -> bool {
        match (role, step) {
            (Role::Place(id), Step::Key(wanted)) => id == *wanted,
            (Role::Word(word), Step::Word(wanted)) => word == *wanted,
            (Role::Column, Step::Entry(name)) => {
                self.key_of(value).and_then(|key| self.document.text(key)).is_some_and(|key| fold_name(key) == *name)
            }
            _ => false,
        }
    }

    /// Whether a list entry bears the name of a step.
    fn is_entry(&self, item: NodeId, step: &Step) -> bool {
        let names = self.entry_names(item).into_iter().filter_map(|name| self.document.text(name)).map(fold_name);
        match step {
            Step::Entry(wanted) => names.into_iter().any(|name| name == *wanted),
            Step::Key(id) => {
                let key = self.form.key(*id);
                names.into_iter().any(|name| key.is_named(&name))
            }
            _ => false,
        }
    }

    /// The texts that are a node's own, not those of the named entries and keys under it.
    fn own_texts(&self, node: NodeId, texts: &mut Vec<NodeId>) {
        match &self.document.node(node).kind {
            NodeKind::Scalar { .. } => texts.push(node),
            NodeKind::List(items) => {
                for &item in items.iter().filter(|&&item| self.entry_name(item).is_none()) {
                    self.own_texts(item, texts);
                }
            }
            NodeKind::Map(_) => {
                for (role, value) in self.entries(node) {
                    if matches!(role, Role::Word(Word::Content | Word::Lead | Word::Note)) {
                        self.own_texts(value, texts);
                    }
                }
            }
        }
    }
}
