//! Events of the YAML parser become nodes.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Options, Parser, ScalarStyle as ParserStyle};

use super::diagnose::{self, Trail};
use super::line::{Line, is_space};
use super::{Document, DocumentError, Entry, Fault, Node, NodeId, NodeKind, ScalarStyle};
use crate::source::{Source, Span};

pub(super) fn parse(source: Arc<Source>) -> Result<Document, DocumentError> {
    let file = source.text();
    refuse_control_characters(file)?;
    let mut builder = Builder::new(file);
    for event in Parser::new_from_str_with_options(file, options()) {
        match event {
            Ok((event, span)) => builder.take(event, &span)?,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0);
                return Err(diagnose::diagnose(file, error.kind(), at, &builder.trail()));
            }
        }
    }
    let Builder { nodes, root, comments, .. } = builder;
    let root = root.ok_or_else(|| DocumentError::new(Fault::Empty, Span::at(0)))?;
    Ok(Document { source, nodes, root, comments })
}

fn options() -> Options {
    let mut options = Options::default();
    // Trailing comments are found beside the values; the parser's own would be buffered.
    options.set_emit_comments(false);
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    options.disallow_directives = true;
    // The parser reads ahead of its events, so it must stop by itself at our limit.
    options.flow_nesting_limit = Document::MAX_DEPTH;
    options.block_nesting_limit = Document::MAX_DEPTH;
    options.simple_key_max_lookahead = diagnose::LONGEST_KEY;
    options
}

/// The parser takes NUL for the end of the text and names the others late, so all are looked for
/// before it begins.
fn refuse_control_characters(file: &str) -> Result<(), DocumentError> {
    let bad = |letter: char| match letter {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        _ => letter.is_control(),
    };
    match file.char_indices().find(|&(_, letter)| bad(letter)) {
        Some((at, letter)) => {
            Err(DocumentError::new(Fault::ControlCharacter(letter), Span::new(at, at + letter.len_utf8())))
        }
        None => Ok(()),
    }
}

/// Keys of one map up to which equal ones are looked for one by one.
const FEW_KEYS: usize = 16;

/// A collection that is still open.
struct Open {
    node: usize,
    flow: bool,
    /// The key whose value comes next.
    key: Option<NodeId>,
    /// The keys by their text, once there are many.
    keys: HashMap<Box<str>, NodeId>,
    /// The dash of the item that comes next, in a block list.
    dash: Span,
}

struct Builder<'s> {
    file: &'s str,
    nodes: Vec<Node>,
    open: Vec<Open>,
    root: Option<NodeId>,
    comments: Vec<Span>,
    /// The byte behind what was read last, signs such as `:` and `-` included.
    end: usize,
    /// The last scalar as typed.
    scalar: Span,
    documents: usize,
    /// The `...` that ended the document, if one did.
    document_end: Span,
}

impl<'s> Builder<'s> {
    fn new(file: &'s str) -> Self {
        Self {
            file,
            // Keys and words of a few characters; a text of long sentences wastes a little.
            nodes: Vec::with_capacity(file.len() / 24),
            open: Vec::new(),
            root: None,
            comments: Vec::new(),
            end: 0,
            scalar: Span::default(),
            documents: 0,
            document_end: Span::default(),
        }
    }

    fn trail(&self) -> Trail {
        let bracket = self.open.iter().find(|open| open.flow).and_then(|open| self.nodes.get(open.node));
        Trail { end: self.end, scalar: self.scalar, bracket: bracket.map(|node| node.span.start) }
    }

    fn take(&mut self, event: Event<'_>, place: &granit_parser::Span) -> Result<(), DocumentError> {
        let span = byte_span(place);
        if let Some(tag) = place.tag_span() {
            return Err(DocumentError::new(Fault::Tag, byte_span(&tag)));
        }
        match event {
            Event::DocumentStart(explicit, _) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.second_document(if explicit { span } else { self.document_end }, span));
                }
                if explicit {
                    self.end = span.end;
                }
            }
            Event::DocumentEnd => self.document_end = span,
            Event::Alias(_) | Event::UnresolvedAlias(_) => return Err(DocumentError::new(Fault::Alias, span)),
            Event::Anchor(..) => return Err(DocumentError::new(Fault::Anchor, span)),
            // The anchor's own event follows at once and has its place.
            Event::Scalar(.., anchor, _) | Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _)
                if anchor != 0 => {}
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span, place.indent)?,
            Event::SequenceStart(..) => self.open(NodeKind::List(Vec::new()), span)?,
            Event::MappingStart(..) => self.open(NodeKind::Map(Vec::new()), span)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
        Ok(())
    }

    fn second_document(&self, sign: Span, start: Span) -> DocumentError {
        let line = Line::at(self.file, if sign.is_empty() { start.start } else { sign.start });
        let span = if sign.is_empty() { line.body_span() } else { sign };
        DocumentError::new(Fault::SecondDocument, span)
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ParserStyle,
        typed: Span,
        indent: Option<usize>,
    ) -> Result<(), DocumentError> {
        self.step_over_dash();
        let block = matches!(style, ParserStyle::Literal | ParserStyle::Folded);
        // The parser gives 「~」 for a value that was not typed.
        let absent = style == ParserStyle::Plain && typed.is_empty();
        let text = if absent { "" } else { text };
        let blank = absent || (block && text.trim().is_empty());
        let span = match blank {
            true => self.place_of_nothing(typed)?,
            false if block => self.letters(typed),
            false => typed,
        };
        if !absent {
            self.scalar = typed;
            // Other spaces than YAML's belong to the text, though a span leaves them out.
            let letters = self.slice(typed).trim_end_matches([' ', '\t', '\n', '\r']).len();
            self.end = if letters == 0 { self.end_of_header() } else { typed.start + letters };
        }
        let kind = NodeKind::Scalar {
            text: text.into(),
            style: style_of(style),
            indent: indent.filter(|_| block).unwrap_or(0),
        };
        let mut node = Node::new(span, kind);
        node.origin = if block { typed.start } else { span.start };
        if self.expects_key() {
            return self.key(node);
        }
        // A whole file that is one empty value is an empty file.
        if absent && self.open.is_empty() {
            return Ok(());
        }
        self.add(node)?;
        if !block {
            self.note_comment();
        }
        Ok(())
    }

    fn slice(&self, span: Span) -> &str {
        self.file.get(span.start..span.end).unwrap_or("")
    }

    /// A typed text without the white space around it.
    fn letters(&self, typed: Span) -> Span {
        let text = self.slice(typed);
        let start = typed.end - text.trim_start().len();
        Span::new(start, start + text.trim().len())
    }

    /// Where a value that has no letters is shown: at its key, or at its dash.
    fn place_of_nothing(&self, typed: Span) -> Result<Span, DocumentError> {
        let Some(open) = self.open.last() else { return Ok(typed) };
        match (open.key, self.nodes.get(open.node).map(|node| &node.kind)) {
            (Some(key), _) => Ok(self.nodes.get(key.0 as usize).map_or(typed, |key| key.span)),
            (None, Some(NodeKind::List(_))) if !open.flow => Ok(open.dash),
            (None, Some(NodeKind::Map(_))) if self.file.as_bytes().get(typed.start) == Some(&b':') => {
                Err(DocumentError::new(Fault::EmptyKey, Span::new(typed.start, typed.start + 1)))
            }
            // Only `?` lets a key be left out altogether.
            (None, Some(NodeKind::Map(_))) => {
                let before = self.file.get(..typed.start).unwrap_or("");
                let sign = before.rfind('?').unwrap_or(typed.start);
                Err(DocumentError::new(Fault::ComplexKey, Span::new(sign, before.len().min(sign + 1))))
            }
            _ => Ok(typed),
        }
    }

    /// The byte behind the `|` or `>` of a block scalar without letters.
    fn end_of_header(&self) -> usize {
        let rest = self.file.get(self.end..).unwrap_or("");
        let header = rest.trim_start_matches([' ', '\t']);
        let length = header.find(char::is_whitespace).unwrap_or(header.len());
        self.end + (rest.len() - header.len()) + length
    }

    fn expects_key(&self) -> bool {
        let Some(open) = self.open.last().filter(|open| open.key.is_none()) else { return false };
        matches!(self.nodes.get(open.node).map(|node| &node.kind), Some(NodeKind::Map(_)))
    }

    /// The first byte from here on that is neither white space nor in a comment.
    fn next_token(&self) -> usize {
        let mut at = self.end;
        loop {
            let rest = self.file.get(at..).unwrap_or("");
            let body = rest.trim_start_matches([' ', '\t', '\n', '\r']);
            at += rest.len() - body.len();
            if !body.starts_with('#') {
                return at;
            }
            at += body.find(['\n', '\r']).unwrap_or(body.len());
        }
    }

    /// Before an item of a block list: its dash is read.
    fn step_over_dash(&mut self) {
        let Some(open) = self.open.last().filter(|open| !open.flow) else { return };
        if !matches!(self.nodes.get(open.node).map(|node| &node.kind), Some(NodeKind::List(_))) {
            return;
        }
        let at = self.next_token();
        if self.file.as_bytes().get(at) == Some(&b'-') {
            self.end = at + 1;
            if let Some(open) = self.open.last_mut() {
                open.dash = Span::new(at, at + 1);
            }
        }
    }

    fn key(&mut self, node: Node) -> Result<(), DocumentError> {
        let NodeKind::Scalar { text, style, .. } = &node.kind else { return Ok(()) };
        let span = node.span;
        let flow = self.open.last().is_some_and(|open| open.flow);
        // Only behind `?` may a key be a block scalar.
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let before = self.file.get(..span.start).unwrap_or("");
        let near = before.trim_end_matches([' ', '\t']);
        let sign = if block { before.rfind('?') } else { near.ends_with('?').then(|| near.len() - 1) };
        if let Some(sign) = sign {
            return Err(DocumentError::new(Fault::ComplexKey, Span::new(sign, sign + 1)));
        }
        if *style == ScalarStyle::Plain {
            if &**text == "<<" {
                return Err(DocumentError::new(Fault::MergeKey, span));
            }
            let spaces = text.len() - text.trim_start_matches(is_space).len();
            if let Some(space) = text.chars().next().filter(|_| spaces > 0 && !flow) {
                return Err(DocumentError::new(Fault::WideIndent(space), Span::new(span.start, span.start + spaces)));
            }
        }
        if let Some(first) = self.equal_key(text) {
            let error = DocumentError::new(Fault::DuplicateKey(text.to_string()), span);
            return Err(error.with(first, "1回目はここです"));
        }
        let many = self.open.last().is_some_and(|open| !open.keys.is_empty());
        let text = many.then(|| text.clone());
        let id = self.push(node)?;
        let colon = self.next_token();
        if self.file.as_bytes().get(colon) == Some(&b':') {
            self.end = colon + 1;
        }
        if let Some(open) = self.open.last_mut() {
            open.key = Some(id);
            open.keys.extend(text.map(|text| (text, id)));
        }
        Ok(())
    }

    /// The place of a key of the open map that equals `text`.
    fn equal_key(&mut self, text: &str) -> Option<Span> {
        let open = self.open.last_mut()?;
        let NodeKind::Map(entries) = &self.nodes.get(open.node)?.kind else { return None };
        let key_of = |id: NodeId| match self.nodes.get(id.0 as usize) {
            Some(Node { kind: NodeKind::Scalar { text, .. }, span, .. }) => Some((&**text, *span)),
            _ => None,
        };
        if entries.len() <= FEW_KEYS {
            let mut keys = entries.iter().filter_map(|entry| key_of(entry.key));
            return keys.find(|(key, _)| *key == text).map(|(_, span)| span);
        }
        if open.keys.is_empty() {
            let keys = entries.iter().filter_map(|entry| Some((Box::from(key_of(entry.key)?.0), entry.key)));
            open.keys = keys.collect();
        }
        open.keys.get(text).and_then(|&id| key_of(id)).map(|(_, span)| span)
    }

    fn push(&mut self, node: Node) -> Result<NodeId, DocumentError> {
        let fits = u32::try_from(self.nodes.len()).ok().filter(|_| self.nodes.len() < Document::MAX_NODES);
        let Some(number) = fits else {
            return Err(DocumentError::new(Fault::TooMany(Document::MAX_NODES), node.span));
        };
        self.nodes.push(node);
        Ok(NodeId(number))
    }

    /// Adds a value to the collection that is open.
    fn add(&mut self, node: Node) -> Result<NodeId, DocumentError> {
        let id = self.push(node)?;
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(id);
            return Ok(id);
        };
        match self.nodes.get_mut(open.node).map(|parent| &mut parent.kind) {
            Some(NodeKind::List(items)) => items.push(id),
            Some(NodeKind::Map(entries)) => entries.extend(open.key.take().map(|key| Entry { key, value: id })),
            _ => {}
        }
        Ok(id)
    }

    fn open(&mut self, kind: NodeKind, sign: Span) -> Result<(), DocumentError> {
        self.step_over_dash();
        let flow = !sign.is_empty() || self.open.last().is_some_and(|open| open.flow);
        // The parser points a list that is no deeper than its key at the first item.
        let start = if flow { sign.start } else { self.next_token() };
        let letter = self.file.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span::new(start, start + letter);
        if self.expects_key() {
            return Err(DocumentError::new(Fault::ComplexKey, span));
        }
        if self.open.len() >= Document::MAX_DEPTH {
            return Err(DocumentError::new(Fault::TooDeep(Document::MAX_DEPTH), span));
        }
        let node = self.add(Node::new(span, kind))?.0 as usize;
        self.end = if sign.is_empty() { self.end } else { sign.end };
        self.open.push(Open { node, flow, key: None, keys: HashMap::new(), dash: span });
        Ok(())
    }

    fn close(&mut self, sign: Span) {
        let Some(open) = self.open.pop() else { return };
        // Only a bracket has an end of its own; the others end with their last child.
        if !sign.is_empty() {
            self.end = sign.end;
        }
        if let Some(node) = self.nodes.get_mut(open.node) {
            node.span.end = self.end.max(node.span.start);
        }
        if !sign.is_empty() {
            self.note_comment();
        }
    }

    /// Notes the comment that follows what was just read on its line. Inside brackets, `,` and closing
    /// brackets may stand between.
    fn note_comment(&mut self) {
        // Only forward from here: one line may hold a whole file.
        let rest = self.file.get(self.end..).unwrap_or("");
        let comment = rest.trim_start_matches([' ', '\t', ',', ']', '}']);
        if !comment.starts_with('#') {
            return;
        }
        let start = self.file.len() - comment.len();
        let comment = comment.get(..comment.find(['\n', '\r']).unwrap_or(comment.len())).unwrap_or("");
        let span = Span::new(start, start + comment.trim_end().len());
        let spaced = self.file.get(..start).is_some_and(|before| before.ends_with([' ', '\t']));
        if spaced && self.comments.last() != Some(&span) {
            self.comments.push(span);
        }
    }
}

fn byte_span(span: &granit_parser::Span) -> Span {
    span.byte_range().map_or_else(Span::default, |range| Span::new(range.start, range.end))
}

fn style_of(style: ParserStyle) -> ScalarStyle {
    match style {
        ParserStyle::Plain => ScalarStyle::Plain,
        ParserStyle::SingleQuoted => ScalarStyle::SingleQuoted,
        ParserStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
        ParserStyle::Literal => ScalarStyle::Literal,
        ParserStyle::Folded => ScalarStyle::Folded,
    }
}
