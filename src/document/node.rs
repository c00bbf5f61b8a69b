//! The nodes of the tree.

use std::sync::OnceLock;

use super::scalar::TextMap;
use crate::source::Span;

/// The number of a node in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// Its place among the nodes of the document.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Some nodes of one document: a bit for each, since a case asks for such sets at every step.
#[derive(Debug, Clone, Default)]
pub(crate) struct NodeSet(Vec<u64>);

impl NodeSet {
    /// Adds a node; whether it was not there.
    pub(crate) fn insert(&mut self, node: NodeId) -> bool {
        let (cell, bit) = Self::place(node);
        if cell >= self.0.len() {
            self.0.resize(cell + 1, 0);
        }
        let Some(cell) = self.0.get_mut(cell) else { return false };
        let is_new = *cell & bit == 0;
        *cell |= bit;
        is_new
    }

    /// Whether a node is there.
    pub(crate) fn contains(&self, node: NodeId) -> bool {
        let (cell, bit) = Self::place(node);
        self.0.get(cell).is_some_and(|cell| cell & bit != 0)
    }

    const fn place(node: NodeId) -> (usize, u64) {
        (node.index() / 64, 1 << (node.index() % 64))
    }
}

impl FromIterator<NodeId> for NodeSet {
    fn from_iter<T: IntoIterator<Item = NodeId>>(nodes: T) -> Self {
        let mut set = Self::default();
        for node in nodes {
            set.insert(node);
        }
        set
    }
}

/// A value with its place.
#[derive(Debug)]
pub struct Node {
    /// The bytes that hold the value.
    ///
    /// - A plain or quoted scalar: all of it, with its quotes.
    /// - A block scalar: from its first letter to its last one, without the header, the indentation
    ///   and blank lines.
    /// - A flow collection: from bracket to bracket. A block collection: from its first key or dash
    ///   to the end of its last child.
    /// - An empty value has no bytes of its own. It points at its key, or at its dash in a list.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
    /// Where the text of a scalar begins in the file: as `span`, but for a block scalar the column
    /// of its indentation on its first line that is not empty.
    pub(super) origin: usize,
    /// Where each letter of the text was typed; made when first asked for.
    pub(super) map: OnceLock<TextMap>,
}

impl Node {
    pub(super) const fn new(span: Span, kind: NodeKind) -> Self {
        Self { span, kind, origin: span.start, map: OnceLock::new() }
    }
}

/// What a node is.
#[derive(Debug)]
pub enum NodeKind {
    /// Text, as typed.
    Scalar {
        /// The value, after YAML's folding and escapes.
        text: Box<str>,
        /// How it was written.
        style: ScalarStyle,
        /// Columns of indentation of a block scalar's lines, in bytes.
        indent: usize,
    },
    /// Keys and values in the order of the file.
    Map(Vec<Entry>),
    /// Items in the order of the file.
    List(Vec<NodeId>),
}

/// One key with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The key, a scalar.
    pub key: NodeId,
    /// The value.
    pub value: NodeId,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes.
    Plain,
    /// In `'…'`.
    SingleQuoted,
    /// In `"…"`.
    DoubleQuoted,
    /// After `|`.
    Literal,
    /// After `>`.
    Folded,
}

/// The node of an id. Ids are only made by the parser, so one always fits its own document; an id of
/// another document gives an empty list rather than a panic.
pub(super) fn get(nodes: &[Node], id: NodeId) -> &Node {
    static FALLBACK: Node = Node::new(Span::at(0), NodeKind::List(Vec::new()));
    nodes.get(id.0 as usize).unwrap_or(&FALLBACK)
}
