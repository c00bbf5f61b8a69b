//! Where a node is, in words.

use super::{Case, Role, Step};
use crate::document::{Document, NodeId, NodeKind};
use crate::form::{Word, same_name};

/// Which names a pointer is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// As typed in the file.
    Typed,
    /// The first names of the form.
    First,
}

impl Case<'_> {
    /// The path to a node in the names typed in the file: that of the node above it, which is known to all that
    /// stands under it, and a step.
    pub(super) fn typed_pointer(&self, node: NodeId) -> String {
        let Some(spot) = self.spots.get(&node) else { return String::new() };
        let Some(parent) = spot.parent else { return String::new() };
        let mut pointer = self.pointer(parent);
        if let Some(step) = self.step_to(node, parent, spot.step, Names::Typed) {
            add_step(&mut pointer, &step);
        }
        pointer
    }

    /// The same path in the first names of the form: it stays when another printed name is typed.
    #[must_use]
    pub fn canonical(&self, node: NodeId) -> String {
        self.write(node, Names::First)
    }

    /// The first name of the innermost place of the form that a node stands in; empty at the top.
    #[must_use]
    pub fn item_of(&self, node: NodeId) -> &str {
        let mut at = Some(node);
        while let Some(spot) = at.and_then(|node| self.spots.get(&node)) {
            if let Some(id) = spot.place {
                return &self.form.key(id).name;
            }
            at = spot.parent;
        }
        ""
    }

    /// The text that names a list entry: its heading, or the key that the form marks for that.
    pub(super) fn entry_name(&self, entry: NodeId) -> Option<NodeId> {
        let mut names = self.entry_names(entry);
        let heading = names.iter().position(|&name| self.role(name) == Role::Word(Word::Heading));
        heading.map(|at| names.swap_remove(at)).or_else(|| names.first().copied())
    }

    /// All texts that name a list entry.
    pub(super) fn entry_names(&self, entry: NodeId) -> Vec<NodeId> {
        let names = self.entries(entry).filter(|&(role, value)| match role {
            Role::Word(Word::Heading) => self.has_letters(value),
            Role::Place(id) => self.form.key(id).entry_name && self.has_letters(value),
            _ => false,
        });
        names.map(|(_, value)| value).collect()
    }

    fn has_letters(&self, node: NodeId) -> bool {
        self.document.text(node).is_some_and(|text| !text.trim().is_empty())
    }

    fn write(&self, node: NodeId, names: Names) -> String {
        let mut steps = Vec::new();
        let mut at = node;
        while let Some(spot) = self.spots.get(&at) {
            let Some(parent) = spot.parent else { break };
            steps.extend(self.step_to(at, parent, spot.step, names));
            at = parent;
        }
        let mut pointer = String::new();
        steps.iter().rev().for_each(|step| add_step(&mut pointer, step));
        pointer
    }

    /// The step from a node to one that hangs on it, where it is told.
    fn step_to(&self, node: NodeId, parent: NodeId, step: Step, names: Names) -> Option<String> {
        match step {
            Step::Root => None,
            Step::Item(nth) => Some(self.item_step(parent, node, nth)),
            Step::Key { role, .. } if self.is_transparent(parent, node, role) => None,
            Step::Key { key, role } => Some(quoted(self.key_name(key, role, names))),
        }
    }

    fn key_name(&self, key: NodeId, role: Role, names: Names) -> &str {
        match (names, role) {
            (Names::First, Role::Place(id)) => &self.form.key(id).name,
            (Names::First, Role::Word(word)) => self.form.word_name(word),
            _ => self.document.text(key).unwrap_or(""),
        }
    }

    /// Whether a key is no step: 本文, 内容 and その他の項目. Where a text stands before a text, the
    /// second keeps its word, so that the two can be told apart.
    fn is_transparent(&self, map: NodeId, value: NodeId, role: Role) -> bool {
        match role {
            Role::Word(Word::Lead | Word::Others) => true,
            Role::Word(Word::Content) => {
                let is_text = |node| matches!(self.document.node(node).kind, NodeKind::Scalar { .. });
                let lead = self.entries(map).find(|&(role, _)| role == Role::Word(Word::Lead));
                !(is_text(value) && lead.is_some_and(|(_, lead)| is_text(lead)))
            }
            _ => false,
        }
    }

    /// The name of an entry where it has one of its own, else its number.
    fn item_step(&self, list: NodeId, item: NodeId, nth: usize) -> String {
        let name = self.entry_name(item).and_then(|name| self.document.text(name));
        if let Some(name) = name {
            let namesakes = self.document.items(list).iter().filter(|&&other| {
                let other = self.entry_name(other).and_then(|name| self.document.text(name));
                other.is_some_and(|other| same_name(other, name))
            });
            if namesakes.count() == 1 {
                return quoted(name);
            }
        }
        format!("[{}]", nth + 1)
    }

    /// The texts under a node, in the order of the file.
    pub(super) fn scalars(&self, node: NodeId) -> Vec<NodeId> {
        scalars(&self.document, node)
    }
}

fn add_step(pointer: &mut String, step: &str) {
    if !pointer.is_empty() && !step.starts_with('[') {
        pointer.push('.');
    }
    pointer.push_str(step);
}

fn quoted(name: &str) -> String {
    let name = if name.contains(char::is_whitespace) {
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        name.to_owned()
    };
    if name.contains(['.', '[', ']', '"']) { format!("\"{}\"", name.replace('"', "”")) } else { name }
}

fn scalars(document: &Document, node: NodeId) -> Vec<NodeId> {
    match &document.node(node).kind {
        NodeKind::Scalar { .. } => vec![node],
        NodeKind::List(items) => items.iter().flat_map(|&item| scalars(document, item)).collect(),
        NodeKind::Map(entries) => entries.iter().flat_map(|entry| scalars(document, entry.value)).collect(),
    }
}
