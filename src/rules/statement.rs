//! Statement files: `rules/statements/ID.yaml`.

use crate::document::fields::{Fields, ShapeError, ShapeFault, items, one_of, texts};
use crate::document::{Document, NodeId, NodeKind};
use crate::reading::{Anchor, Content, Example, How, Mode, Statement, Way};

/// Reads one statement file. Its examples are read apart, by [`examples`].
///
/// # Errors
/// Where a key is unknown, missing or of the wrong shape.
pub fn statement(document: &Document) -> Result<Statement, ShapeError> {
    let fields = Fields::new(document, document.root())?;
    let statement = Statement {
        id: fields.text("id")?.to_owned(),
        name: fields.text("name")?.to_owned(),
        definition: fields.text("definition")?.to_owned(),
        counts: owned(fields.texts("counts")?),
        does_not_count: owned(fields.texts("does_not_count")?),
        content: content(document, &fields)?,
        unless: owned(fields.texts("unless")?),
        beside: fields.optional("beside").map(|node| texts(document, node)).transpose()?.map(owned),
        apart: owned(fields.texts("apart")?),
        near: fields.items("near")?.iter().map(|&node| alternative(document, node)).collect::<Result<_, _>>()?,
    };
    fields.optional("examples");
    fields.finish()?;
    Ok(statement)
}

/// Reads the examples of a statement file.
///
/// # Errors
/// Where a key is unknown, missing or of the wrong shape.
pub fn examples(document: &Document) -> Result<Vec<Example>, ShapeError> {
    let fields = Fields::new(document, document.root())?;
    fields.items("examples")?.iter().map(|&node| example(document, node)).collect()
}

fn example(document: &Document, node: NodeId) -> Result<Example, ShapeError> {
    const READINGS: [(&str, How); 8] = [
        ("said", How::Said),
        ("denied", How::Denied),
        ("hedged", How::Hedged),
        ("partial", How::Partial),
        ("by_reference", How::ByReference),
        ("contrary", How::Contrary),
        ("near", How::Near),
        ("none", How::None),
    ];
    let fields = Fields::new(document, node)?;
    let example = Example {
        read: one_of(document, fields.required("read")?, &READINGS)?,
        text: fields.text("text")?.to_owned(),
        lead: fields.optional_text("lead")?.map(str::to_owned),
        heading: fields.optional_text("heading")?.map(str::to_owned),
    };
    fields.finish()?;
    Ok(example)
}

fn content(document: &Document, fields: &Fields<'_>) -> Result<Content, ShapeError> {
    let ways = fields.items("said")?;
    let any = owned(fields.texts("any_of")?);
    let parts = owned(fields.texts("parts_of")?);
    match (ways, any.is_empty(), parts.is_empty()) {
        ([], false, true) => Ok(Content::AnyOf(any)),
        ([], true, false) => Ok(Content::PartsOf(parts)),
        ([], true, true) => Err(ShapeError::new(ShapeFault::MissingKey("said"), fields.span())),
        (ways, true, true) => {
            Ok(Content::Said(ways.iter().map(|&node| way(document, node)).collect::<Result<_, _>>()?))
        }
        _ => {
            let fault = ShapeFault::NotA {
                word: "said・any_of・parts_of".to_owned(), kind: "どれか1つだけの書き方"
            };
            Err(ShapeError::new(fault, fields.span()))
        }
    }
}

fn way(document: &Document, node: NodeId) -> Result<Way, ShapeError> {
    const MODES: [(&str, Mode); 4] =
        [("done", Mode::Done), ("banned", Mode::Banned), ("may", Mode::May), ("by_leave", Mode::ByLeave)];
    let fields = Fields::new(document, node)?;
    let mode = one_of(document, fields.required("mode")?, &MODES)?;
    let about = fields
        .items("about")?
        .iter()
        .map(|&group| Ok(owned(texts(document, group)?)))
        .collect::<Result<_, ShapeError>>()?;
    let act = owned(fields.texts("act")?);
    let topic = owned(fields.texts("topic")?);
    let deed = owned(fields.texts("deed")?);
    let leave = owned(fields.texts("leave")?);
    let missing = |key| Err(ShapeError::new(ShapeFault::MissingKey(key), fields.span()));
    let anchor = match (mode, act.is_empty(), topic.is_empty()) {
        (Mode::ByLeave, true, true) if deed.is_empty() => return missing("deed"),
        (Mode::ByLeave, true, true) if leave.is_empty() => return missing("leave"),
        (Mode::ByLeave, true, true) => Anchor::Leave { deed, leave },
        (Mode::Done | Mode::Banned | Mode::May, false, true) if deed.is_empty() && leave.is_empty() => Anchor::Act(act),
        (Mode::Done | Mode::Banned | Mode::May, true, false) if deed.is_empty() && leave.is_empty() => {
            Anchor::Topic(topic)
        }
        (Mode::ByLeave, ..) => return missing("deed"),
        _ => return missing("act"),
    };
    let way = Way {
        mode,
        about,
        anchor,
        noun: fields.flag("noun")?,
        reason: fields.flag("reason")?,
        plan: fields.flag("plan")?,
        past: fields.flag("past")?,
        absolute: fields.flag("absolute")?,
        unless: owned(fields.texts("unless")?),
    };
    fields.finish()?;
    Ok(way)
}

/// One alternative of `near`: a word, or groups that must all be found.
fn alternative(document: &Document, node: NodeId) -> Result<Vec<Vec<String>>, ShapeError> {
    match document.node(node).kind {
        NodeKind::List(_) => items(document, node)?.iter().map(|&group| Ok(owned(texts(document, group)?))).collect(),
        _ => Ok(vec![owned(texts(document, node)?)]),
    }
}

fn owned(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}
