//! Events of the YAML parser become nodes.

use std::sync::Arc;

use granit_parser::{Event, Options, Parser, ScalarStyle as GranitStyle};

use super::{Document, DocumentError, Entry, Fault, Node, NodeId, NodeKind, ScalarStyle};
use crate::source::{Source, Span};

/// A collection that is still open.
struct Open {
    node: usize,
    key: Option<NodeId>,
}

struct Builder<'s> {
    source: &'s Source,
    nodes: Vec<Node>,
    open: Vec<Open>,
    root: Option<NodeId>,
}

pub(super) fn parse(source: Arc<Source>) -> Result<Document, DocumentError> {
    let mut builder = Builder { source: &source, nodes: Vec::new(), open: Vec::new(), root: None };
    let mut options = Options::default();
    options.set_emit_comments(false);
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(source.text(), options) {
        let (event, span) =
            event.map_err(|error| fail(Fault::Syntax, Span::at(error.marker().byte_offset().unwrap_or(0))))?;
        let span = byte_span(&span);
        match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return Err(fail(Fault::SecondDocument, span));
                }
            }
            Event::Alias(_) => return Err(fail(Fault::Alias, span)),
            Event::Scalar(text, style, anchor, tag) => {
                refuse(anchor, tag.is_some(), span)?;
                let (span, indent) = builder.scalar_span(span, style);
                builder
                    .add(Node { span, kind: NodeKind::Scalar { text: text.into(), style: style_of(style), indent } })?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                refuse(anchor, tag.is_some(), span)?;
                builder.open(Node { span, kind: NodeKind::List(Vec::new()) })?;
            }
            Event::MappingStart(_, anchor, tag) => {
                refuse(anchor, tag.is_some(), span)?;
                builder.open(Node { span, kind: NodeKind::Map(Vec::new()) })?;
            }
            Event::SequenceEnd | Event::MappingEnd => builder.close(span),
            _ => {}
        }
    }
    let Builder { nodes, root, .. } = builder;
    let root = root.ok_or_else(|| fail(Fault::Empty, Span::at(0)))?;
    Ok(Document { source, nodes, root, comments: Vec::new() })
}

fn refuse(anchor: usize, tagged: bool, span: Span) -> Result<(), DocumentError> {
    if anchor != 0 {
        return Err(fail(Fault::Anchor, span));
    }
    if tagged {
        return Err(fail(Fault::Tag, span));
    }
    Ok(())
}

impl Builder<'_> {
    fn scalar_span(&self, span: Span, style: GranitStyle) -> (Span, usize) {
        match style {
            GranitStyle::Literal | GranitStyle::Folded => {
                let typed = self.source.slice(span);
                let column = self
                    .source
                    .text()
                    .get(..span.start)
                    .map_or(0, |before| before.len() - before.rfind('\n').map_or(0, |at| at + 1));
                (Span::new(span.start, span.start + typed.trim_end().len()), column)
            }
            _ => (span, 0),
        }
    }

    fn add(&mut self, node: Node) -> Result<NodeId, DocumentError> {
        if self.nodes.len() >= Document::MAX_NODES {
            return Err(fail(Fault::TooMany(Document::MAX_NODES), node.span));
        }
        let id = NodeId(self.nodes.len() as u32);
        let span = node.span;
        let is_scalar = matches!(node.kind, NodeKind::Scalar { .. });
        self.nodes.push(node);
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(id);
            return Ok(id);
        };
        let Some(parent) = self.nodes.get_mut(open.node) else { return Ok(id) };
        match (&mut parent.kind, open.key.take()) {
            (NodeKind::List(items), _) => items.push(id),
            (NodeKind::Map(entries), Some(key)) => entries.push(Entry { key, value: id }),
            (NodeKind::Map(_), None) if is_scalar => open.key = Some(id),
            _ => return Err(fail(Fault::ComplexKey, span)),
        }
        Ok(id)
    }

    fn open(&mut self, node: Node) -> Result<(), DocumentError> {
        if self.open.len() >= Document::MAX_DEPTH {
            return Err(fail(Fault::TooDeep(Document::MAX_DEPTH), node.span));
        }
        let id = self.add(node)?;
        self.open.push(Open { node: id.0 as usize, key: None });
        Ok(())
    }

    fn close(&mut self, _end: Span) {
        self.open.pop();
    }
}

fn fail(fault: Fault, span: Span) -> DocumentError {
    DocumentError { fault, span, related: Vec::new() }
}

fn byte_span(span: &granit_parser::Span) -> Span {
    span.byte_range().map_or_else(Span::default, |range| Span::new(range.start, range.end))
}

fn style_of(style: GranitStyle) -> ScalarStyle {
    match style {
        GranitStyle::Plain => ScalarStyle::Plain,
        GranitStyle::SingleQuoted => ScalarStyle::SingleQuoted,
        GranitStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
        GranitStyle::Literal => ScalarStyle::Literal,
        GranitStyle::Folded => ScalarStyle::Folded,
    }
}
