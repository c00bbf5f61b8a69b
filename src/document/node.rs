//! The nodes of the tree.

use crate::source::Span;

/// The number of a node in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A value with its place.
#[derive(Debug)]
pub struct Node {
    /// The bytes that hold the value. For a block scalar from its first letter on, without the
    /// header; for an empty value an empty span.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
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

const NOWHERE: Node = Node { span: Span::at(0), kind: NodeKind::List(Vec::new()) };

/// The node of an id. Ids are only made by the parser, so one always fits its own document; an id of
/// another document gives an empty list rather than a panic.
pub(super) fn get(nodes: &[Node], id: NodeId) -> &Node {
    static FALLBACK: Node = NOWHERE;
    nodes.get(id.0 as usize).unwrap_or(&FALLBACK)
}
