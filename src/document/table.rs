//! A tree as a table of bytes, so that files which the program carries need not be parsed when it starts.
//!
//! The build script writes the tables with the parser that reads every other file; a tree that is made of one
//! is the same, span for span. A table that does not fit its text gives none, and the text is parsed instead.

use std::sync::Arc;

use super::{Document, Entry, Node, NodeId, NodeKind, ScalarStyle};
use crate::bytes::{Kept as _, Rest};
use crate::source::{Source, Span};

const STYLES: [ScalarStyle; 5] = [
    ScalarStyle::Plain,
    ScalarStyle::SingleQuoted,
    ScalarStyle::DoubleQuoted,
    ScalarStyle::Literal,
    ScalarStyle::Folded,
];
const LIST: u8 = 5;
const MAP: u8 = 6;
/// The text of the scalar is what stands in its span, or between its quotes.
const AS_TYPED: u8 = 8;

impl Document {
    /// The tree as a table.
    #[allow(dead_code, reason = "the build script writes the tables, the program reads them")]
    #[must_use]
    pub(crate) fn to_table(&self) -> Vec<u8> {
        let mut out = Vec::new();
        number(&mut out, self.nodes.len());
        number(&mut out, self.root.0 as usize);
        for node in &self.nodes {
            self.write(&mut out, node);
        }
        number(&mut out, self.comments.len());
        for span in &self.comments {
            number(&mut out, span.start);
            number(&mut out, span.len());
        }
        out
    }

    fn write(&self, out: &mut Vec<u8>, node: &Node) {
        let place = |out: &mut Vec<u8>| {
            number(out, node.span.start);
            number(out, node.span.len());
        };
        match &node.kind {
            NodeKind::Scalar { text, style, indent } => {
                let tag = STYLES.iter().position(|known| known == style).and_then(|at| u8::try_from(at).ok());
                let typed = self.source.slice(inside(node.span, *style)) == &**text;
                out.push(tag.unwrap_or(0) | if typed { AS_TYPED } else { 0 });
                place(out);
                number(out, node.origin);
                number(out, *indent);
                if !typed {
                    number(out, text.len());
                    out.extend_from_slice(text.as_bytes());
                }
            }
            NodeKind::List(items) => {
                out.push(LIST);
                place(out);
                number(out, items.len());
                items.iter().for_each(|item| number(out, item.0 as usize));
            }
            NodeKind::Map(entries) => {
                out.push(MAP);
                place(out);
                number(out, entries.len());
                for entry in entries {
                    number(out, entry.key.0 as usize);
                    number(out, entry.value.0 as usize);
                }
            }
        }
    }

    /// The tree of `source` from its table; `None` where the table is not that of the text.
    #[allow(dead_code, reason = "the build script writes the tables, the program reads them")]
    #[must_use]
    pub(crate) fn from_table(source: Arc<Source>, table: &[u8]) -> Option<Self> {
        let mut rest = Table(Rest(table));
        let count = rest.number()?;
        let root = rest.id(count)?;
        let mut nodes = Vec::with_capacity(count.min(Self::MAX_NODES));
        for _ in 0..count {
            nodes.push(rest.node(&source, count)?);
        }
        let mut comments = Vec::new();
        for _ in 0..rest.number()? {
            comments.push(rest.span()?);
        }
        Some(Self { source, nodes, root, comments })
    }
}

/// What is left of a table.
struct Table<'t>(Rest<'t>);

impl Table<'_> {
    fn number(&mut self) -> Option<usize> {
        usize::take(&mut self.0)
    }

    fn span(&mut self) -> Option<Span> {
        let start = self.number()?;
        Some(Span::new(start, start.checked_add(self.number()?)?))
    }

    fn id(&mut self, count: usize) -> Option<NodeId> {
        let number = self.number().filter(|&number| number < count)?;
        u32::try_from(number).ok().map(NodeId)
    }

    fn node(&mut self, source: &Source, count: usize) -> Option<Node> {
        let tag = self.0.byte()?;
        let span = self.span()?;
        let mut node = Node::new(span, NodeKind::List(Vec::new()));
        node.kind = match tag {
            LIST => {
                let length = self.number()?;
                NodeKind::List((0..length).map(|_| self.id(count)).collect::<Option<_>>()?)
            }
            MAP => {
                let length = self.number()?;
                let entry = |_| Some(Entry { key: self.id(count)?, value: self.id(count)? });
                NodeKind::Map((0..length).map(entry).collect::<Option<_>>()?)
            }
            scalar => {
                let style = *STYLES.get(usize::from(scalar & !AS_TYPED))?;
                node.origin = self.number()?;
                let indent = self.number()?;
                let text = match scalar & AS_TYPED {
                    0 => {
                        let length = self.number()?;
                        std::str::from_utf8(self.0.bytes(length)?).ok()?
                    }
                    _ => {
                        let inside = inside(span, style);
                        source.text().get(inside.start..inside.end)?
                    }
                };
                NodeKind::Scalar { text: text.into(), style, indent }
            }
        };
        Some(node)
    }
}

/// Where the text of a scalar stands that has neither a fold nor an escape.
fn inside(span: Span, style: ScalarStyle) -> Span {
    match style {
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            Span::new(span.start + 1, span.end.saturating_sub(1).max(span.start + 1))
        }
        _ => span,
    }
}

#[allow(dead_code, reason = "the build script writes the tables, the program reads them")]
fn number(out: &mut Vec<u8>, number: usize) {
    number.put(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_the_same_from_its_table() {
        let text = "甲: 'a ''b'\n乙: \"x\\n\" # 注\n丙:\n- 一\n- |\n  二\n  三\n- >-\n  四\n  五\n- {k: v, w: }\n丁:\n";
        let source = Arc::new(Source::from_text("table", text));
        let parsed = Document::parse(Arc::clone(&source)).expect("it is YAML");
        let table = parsed.to_table();
        let made = Document::from_table(source, &table).expect("the table is whole");
        assert_eq!(format!("{:?}", made.nodes), format!("{:?}", parsed.nodes));
        assert_eq!((made.root, &made.comments), (parsed.root, &parsed.comments));
        for end in 0..table.len() {
            let source = Arc::clone(parsed.source());
            assert!(Document::from_table(source, table.get(..end).unwrap_or(&[])).is_none(), "{end}");
        }
    }
}
