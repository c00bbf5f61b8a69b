//! What holds for every tree and for every run of bytes.
//!
//! The trees are written by an emitter of this test's own, which notes for each letter of each scalar
//! where it put it. Nothing of the reader is used to say what is expected.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

#[path = "props/emit.rs"]
mod emit;

use std::sync::Arc;

use emit::{Choices, Emitted, Expected, emit};
use kansa::document::{Document, NodeId, NodeKind, ScalarStyle};
use kansa::error::Explain as _;
use kansa::source::{Source, Span};
use proptest::prelude::*;

fn parse(bytes: &[u8]) -> Document {
    let source = Arc::new(Source::from_bytes("案.yaml", bytes).unwrap());
    let shown = source.text().to_owned();
    Document::parse(source).unwrap_or_else(|error| panic!("{error} at {:?} in\n{shown}", error.span))
}

/// A value without places: what must be equal when it is read again.
#[derive(Debug, PartialEq)]
enum Value {
    Text(String),
    Map(Vec<(String, Value)>),
    List(Vec<Value>),
}

fn value(document: &Document, id: NodeId) -> Value {
    match &document.node(id).kind {
        NodeKind::Scalar { text, .. } => Value::Text(text.to_string()),
        NodeKind::Map(entries) => Value::Map(
            entries.iter().map(|entry| (document.key(entry).to_owned(), value(document, entry.value))).collect(),
        ),
        NodeKind::List(items) => Value::List(items.iter().map(|&item| value(document, item)).collect()),
    }
}

/// A value whose last text may have lost line feeds at its end: a span ends with the last letter.
fn without_last_breaks(value: Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(text.trim_end_matches('\n').to_owned()),
        Value::Map(mut entries) => {
            let last = entries.pop().map(|(key, value)| (key, without_last_breaks(value)));
            entries.extend(last);
            Value::Map(entries)
        }
        Value::List(mut items) => {
            let last = items.pop().map(without_last_breaks);
            items.extend(last);
            Value::List(items)
        }
    }
}

/// The tree's nodes beside what was meant, in the same order.
fn compare(document: &Document, id: NodeId, expected: &Expected, found: &mut Vec<NodeId>) {
    found.push(id);
    match (expected, &document.node(id).kind) {
        (Expected::Scalar(scalar), NodeKind::Scalar { text, style, .. }) => {
            assert_eq!(&**text, scalar.text);
            assert_eq!(*style, scalar.style);
        }
        (Expected::List(items), NodeKind::List(nodes)) => {
            assert_eq!(items.len(), nodes.len());
            for (item, &node) in items.iter().zip(nodes) {
                compare(document, node, item, found);
            }
        }
        (Expected::Map(entries), NodeKind::Map(nodes)) => {
            assert_eq!(entries.len(), nodes.len());
            for ((key, value), node) in entries.iter().zip(nodes) {
                compare(document, node.key, key, found);
                compare(document, node.value, value, found);
            }
        }
        (expected, kind) => panic!("expected {expected:?}, found {kind:?}"),
    }
}

fn scalars<'e>(expected: &'e Expected, found: &mut Vec<Option<&'e emit::Scalar>>) {
    match expected {
        Expected::Scalar(scalar) => found.push(Some(scalar)),
        Expected::List(items) => {
            found.push(None);
            items.iter().for_each(|item| scalars(item, found));
        }
        Expected::Map(entries) => {
            found.push(None);
            for (key, value) in entries {
                scalars(key, found);
                scalars(value, found);
            }
        }
    }
}

/// The typed text of a node is read again by itself and gives the same value.
fn rereads(document: &Document, id: NodeId) {
    let node = document.node(id);
    let typed = document.source().slice(node.span);
    let column = document.source().position(node.span.start).column - 1;
    let again = match &node.kind {
        // An empty value points at its key.
        NodeKind::Scalar { text, style: ScalarStyle::Plain, .. } if text.is_empty() => return,
        // The first line may be deeper than the others, so a line of its own sets the indentation.
        NodeKind::Scalar { style: ScalarStyle::Literal, indent, .. } => {
            format!("|-\n{}☆\n{}{typed}", " ".repeat(*indent), " ".repeat(column))
        }
        NodeKind::Scalar { style: ScalarStyle::Folded, indent, .. } => format!(">-\n{}{typed}", " ".repeat(*indent)),
        _ => format!("{}{typed}", " ".repeat(column)),
    };
    let again = parse(again.as_bytes());
    let (found, wanted) = (value(&again, again.root()), value(document, id));
    match node.kind {
        NodeKind::Scalar { style: ScalarStyle::Literal | ScalarStyle::Folded, .. } => {
            let (Value::Text(found), Value::Text(wanted)) = (&found, &wanted) else { panic!("{found:?}") };
            assert_eq!(
                found.trim_start_matches('☆').trim(),
                wanted.trim(),
                "{typed:?} in {:?}",
                document.source().text()
            );
        }
        NodeKind::Scalar { .. } => assert_eq!(found, wanted, "{typed:?}"),
        _ => assert_eq!(without_last_breaks(found), without_last_breaks(wanted), "{typed:?}"),
    }
}

/// Line and column counted letter by letter.
fn count(text: &str, offset: usize) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if at >= offset {
            break;
        }
        let ends = letter == '\n' || (letter == '\r' && letters.peek().is_none_or(|&(_, next)| next != '\n'));
        (line, column) = if ends { (line + 1, 1) } else { (line, column + 1) };
    }
    (line, column)
}

fn check(emitted: &Emitted) {
    let document = parse(&emitted.bytes);
    let mut nodes = Vec::new();
    compare(&document, document.root(), &emitted.tree, &mut nodes);
    let mut expected = Vec::new();
    scalars(&emitted.tree, &mut expected);
    for (&id, scalar) in nodes.iter().zip(expected) {
        rereads(&document, id);
        let Some(scalar) = scalar else { continue };
        check_letters(&document, id, scalar);
    }
    let comments: Vec<&str> = document.trailing_comments().iter().map(|&span| document.source().slice(span)).collect();
    assert_eq!(comments, emitted.comments);
}

fn check_letters(document: &Document, id: NodeId, scalar: &emit::Scalar) {
    let source = document.source();
    let bom = source.encoding() == kansa::source::Encoding::Utf8Bom;
    let mut at = 0;
    let pieces: Vec<_> = scalar
        .letters
        .iter()
        .map(|(letter, typed)| {
            let text = at..at + letter.len_utf8();
            at = text.end;
            (text, typed.clone())
        })
        .collect();
    for (text, typed) in &pieces {
        let span = document.span_in(id, text.clone());
        assert_eq!(span, Span::new(typed.start, typed.end), "{:?} of {:?} in\n{}", text, scalar.text, source.text());
        let location = source.location(span);
        assert_eq!((location.line, location.column), count(source.text(), typed.start));
        assert_eq!((location.end_line, location.end_column), count(source.text(), typed.end));
        assert_eq!(location.byte_start, Some(typed.start + if bom { 3 } else { 0 }));
    }
    // A range runs from its first letter to its last, and an empty one stands before its letter.
    for (first, last) in pieces.iter().zip(pieces.iter().skip(2)) {
        let span = document.span_in(id, first.0.start..last.0.end);
        assert_eq!(span, Span::new(first.1.start, last.1.end));
        assert_eq!(document.span_in(id, first.0.start..first.0.start), Span::at(first.1.start));
    }
    if let (Some((_, first)), Some((_, last))) = (pieces.first(), pieces.last()) {
        assert_eq!(document.span_in(id, 0..scalar.text.len()), Span::new(first.start, last.end));
    }
}

/// Whatever was read or refused, its places lie in the file and on letters.
fn check_places(bytes: &[u8]) {
    let Ok(source) = Source::from_bytes("案.yaml", bytes) else { return };
    let source = Arc::new(source);
    let text = source.shared_text();
    let fits = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    match Document::parse(source) {
        Ok(document) => {
            let mut open = vec![document.root()];
            while let Some(id) = open.pop() {
                fits(document.node(id).span);
                open.extend(document.items(id));
                open.extend(document.entries(id).iter().flat_map(|entry| [entry.key, entry.value]));
                for found in document.mistypes(id) {
                    [found.span, found.before, found.after].into_iter().for_each(fits);
                }
                let Some(value) = document.text(id).filter(|value| !value.trim().is_empty()) else { continue };
                for (at, letter) in value.char_indices() {
                    let span = document.span_in(id, at..at + letter.len_utf8());
                    fits(span);
                    // Only a folded line break and an escape are typed otherwise than they read.
                    let typed = document.source().slice(span);
                    let otherwise = match letter {
                        _ if typed.starts_with('\\') => true,
                        ' ' => typed.starts_with(['\n', '\r', '\t']),
                        '\n' => typed.is_empty() || typed.starts_with('\r'),
                        _ => false,
                    };
                    assert!(typed.starts_with(letter) || otherwise, "{letter:?} cuts {typed:?} in {text:?}");
                }
                fits(document.span_in(id, 0..value.len() + 1));
            }
            document.trailing_comments().iter().for_each(|&span| fits(span));
        }
        Err(error) => {
            fits(error.span);
            error.related.iter().for_each(|(span, _)| fits(*span));
            // Where there is something to show, something is shown.
            let shown = text.get(error.span.start..error.span.end).unwrap_or("");
            assert!(error.code() == "document/empty" || !shown.is_empty(), "{error:?} in {text:?}");
        }
    }
}

/// Text of the tokens that YAML gives a meaning to, and of those that only look like them.
fn soup() -> impl Strategy<Value = String> {
    let tokens = prop::sample::select(vec![
        "- ",
        ": ",
        ":",
        "-",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "|",
        ">",
        "|+",
        ">-",
        "|2",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "#",
        " #",
        "---",
        "...",
        "\\",
        "\\n",
        "\\u3042",
        "\\x",
        "<<",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        "　",
        "\u{a0}",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        "\0",
        "：",
        "－",
        "＃",
        "［",
        "］",
        "あ",
        "𠮷",
        "か\u{3099}",
        "件名",
        "件名: ",
        "\n件名: ",
        "\n- ",
        "\n  - ",
        "a",
        "0",
        "~",
    ]);
    prop::collection::vec(tokens, 0..40).prop_map(|tokens| tokens.concat())
}

proptest! {
    // 1,024 unless PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig {
        cases: 4 * ProptestConfig::default().cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_tree_is_read_as_it_was_written(entropy in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&emit(&mut Choices::new(&entropy)));
    }

    #[test]
    fn no_text_makes_it_panic(text in soup()) {
        check_places(text.as_bytes());
    }

    #[test]
    fn no_slip_in_a_tree_makes_it_panic(
        entropy in prop::collection::vec(any::<u8>(), 0..300),
        slips in prop::collection::vec((any::<prop::sample::Index>(), soup()), 1..3),
    ) {
        let mut text = String::from_utf8(emit(&mut Choices::new(&entropy)).bytes).unwrap();
        for (place, slip) in slips {
            let at = text.floor_char_boundary(place.index(text.len() + 1));
            text.insert_str(at, &slip);
        }
        check_places(text.as_bytes());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check_places(&bytes);
    }
}
