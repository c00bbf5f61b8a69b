//! Text becomes one located tree.
//!
//! Every key and value keeps the exact span of bytes that it was typed in, and every scalar its
//! text as typed: `no` stays 「no」 and `0600001` stays 「0600001」. This is the only user of the YAML
//! parser, for cases and rule files alike, and it knows neither Japanese nor law.

mod complaint;
mod diagnose;
mod error;
pub mod fields;
mod flow;
mod line;
mod mistype;
mod node;
mod parse;
mod scalar;
mod suggest;
mod table;

use std::ops::Range;
use std::sync::Arc;

pub use error::{DocumentError, Fault};
pub use fields::{Fields, ShapeError};
pub use mistype::{Mistype, MistypeKind};
pub(crate) use node::NodeSet;
pub use node::{Entry, Node, NodeId, NodeKind, ScalarStyle};
pub use suggest::nearest;

use crate::source::{Source, Span};

/// One file as a located tree.
#[derive(Debug)]
pub struct Document {
    source: Arc<Source>,
    nodes: Vec<Node>,
    root: NodeId,
    comments: Vec<Span>,
}

impl Document {
    /// Deepest nesting that is read. The deepest referral of the seed has 12 levels.
    pub const MAX_DEPTH: usize = 64;
    /// Most nodes (keys, values, lists and maps) that are read. The largest referral of the seed has
    /// under 1,000; the limit keeps one wrong file from taking the memory of a batch.
    pub const MAX_NODES: usize = 250_000;

    /// Reads the tree of `source`.
    ///
    /// # Errors
    /// [`DocumentError`] with the first fault: broken syntax, told as the slip behind it where that can
    /// be seen, or what a located tree cannot hold: duplicate keys, anchors, aliases, merge keys, tags,
    /// a second document, too many or too deep nodes.
    pub fn parse(source: Arc<Source>) -> Result<Self, DocumentError> {
        parse::parse(source)
    }

    /// The file.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The outermost node.
    #[must_use]
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// The number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node of an index.
    pub(crate) fn node_at(&self, index: usize) -> Option<NodeId> {
        u32::try_from(index).ok().filter(|_| index < self.nodes.len()).map(NodeId)
    }

    /// A node of this tree.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        node::get(&self.nodes, id)
    }

    /// The text of a scalar.
    #[must_use]
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a map; none for other nodes.
    #[must_use]
    pub fn entries(&self, id: NodeId) -> &[Entry] {
        match &self.node(id).kind {
            NodeKind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for other nodes.
    #[must_use]
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(id).kind {
            NodeKind::List(items) => items,
            _ => &[],
        }
    }

    /// The text of an entry's key.
    #[must_use]
    pub fn key<'a>(&'a self, entry: &Entry) -> &'a str {
        self.text(entry.key).unwrap_or("")
    }

    /// Spans of the comments that follow a value on its own line, from `#` to the last letter, in the
    /// order of the file. 「人数: #3人」 is one too: to YAML the value is empty.
    #[must_use]
    pub fn trailing_comments(&self) -> &[Span] {
        &self.comments
    }

    /// The span of the file that a range of bytes in a scalar's text was typed in.
    ///
    /// The range runs from where its first letter begins to where its last one ends: a folded line
    /// break is the space that it stands for, an escape the letter. For other nodes, ranges past the
    /// text and ranges that cut a letter the node's own span is given. Folded and escaped texts are
    /// walked once, when first asked for; other texts never.
    #[must_use]
    pub fn span_in(&self, id: NodeId, range: Range<usize>) -> Span {
        scalar::span_in(&self.source, self.node(id), range)
    }
}
