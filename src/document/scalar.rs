//! From a place in a scalar's text to the place in the file.

use std::ops::Range;

use super::{Node, NodeKind, ScalarStyle};
use crate::source::{Source, Span};

pub(super) fn span_in(source: &Source, node: &Node, range: Range<usize>) -> Span {
    let NodeKind::Scalar { text, style, indent } = &node.kind else { return node.span };
    let map = |offset: usize| walk(source.text(), node.span, text, *style, *indent, offset);
    match (map(range.start), map(range.end)) {
        (Some(start), Some(end)) if start <= end => Span::new(start, end),
        _ => node.span,
    }
}

fn walk(file: &str, span: Span, text: &str, style: ScalarStyle, _indent: usize, offset: usize) -> Option<usize> {
    let typed = file.get(span.start..span.end)?;
    if style == ScalarStyle::Plain && typed == text {
        return Some(span.start + offset);
    }
    None
}
