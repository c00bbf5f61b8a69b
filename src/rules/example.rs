//! The examples of a rule file.

use jiff::civil::Date;

use crate::document::fields::{Fields, ShapeError, ShapeFault, one_of, text};
use crate::document::{Document, NodeId, NodeKind};
use crate::form::{Form, Place, Step, Word};

use super::rule::{Rule, read_day};
use super::{Level, Verdict};

/// One example: a small case and the verdict that the rule must give.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its name, unique in the rule.
    pub name: String,
    /// The verdict.
    pub expect: Verdict,
    /// The level that the rule must have there, where it is checked.
    pub level: Option<Level>,
    /// The reason of a review, where it is checked.
    pub reason: Option<String>,
    /// The pointer of the result, where it is checked.
    pub at: Option<String>,
    /// The day at which it is judged.
    pub as_of: Option<Date>,
    /// The text alone, where the example gives just that.
    pub text: Option<String>,
    /// The case, as a file.
    pub case: String,
    /// Sibling cases of the same run, as files.
    pub siblings: Vec<String>,
    /// Files beside the case, by their paths.
    pub files: Vec<(String, String)>,
}

const VERDICTS: [(&str, Verdict); 7] = [
    ("pass", Verdict::Pass),
    ("fail", Verdict::Fail),
    ("missing", Verdict::Missing),
    ("review", Verdict::Review),
    ("not_applicable", Verdict::NotApplicable),
    ("attested", Verdict::Attested),
    ("waived", Verdict::Waived),
];

/// Reads the examples of a rule file that was read whole.
///
/// # Errors
/// [`ShapeError`] where one is not as it should be.
pub(super) fn read(document: &Document, rule: &Rule, form: &Form) -> Result<Vec<Example>, ShapeError> {
    let fields = Fields::new(document, document.root())?;
    fields.items("examples")?.iter().map(|&node| read_one(document, node, rule, form)).collect()
}

fn read_one(document: &Document, node: NodeId, rule: &Rule, form: &Form) -> Result<Example, ShapeError> {
    let fields = Fields::new(document, node)?;
    let levels = [("required", Level::Required), ("recommended", Level::Recommended), ("note", Level::Note)];
    let facts = fields.optional("facts");
    let case = match (fields.optional_text("text")?, fields.optional("case")) {
        (Some(text), None) => {
            let place =
                rule.places.first().ok_or_else(|| ShapeError::new(ShapeFault::MissingKey("in"), fields.span()))?;
            let kind = first_kind(rule, form);
            placed(form, kind, place, text, facts.map(|facts| written(document, facts)))
        }
        (None, Some(case)) => {
            let mut value = written(document, case);
            if let (Some(facts), serde_json::Value::Object(map)) = (facts, &mut value) {
                map.insert("確認事項".to_owned(), written(document, facts));
            }
            as_file(&value)
        }
        _ => return Err(ShapeError::new(ShapeFault::MissingKey("text"), fields.span())),
    };
    let example = Example {
        text: fields.optional_text("text")?.map(str::to_owned),
        name: fields.text("name")?.to_owned(),
        expect: one_of(document, fields.required("expect")?, &VERDICTS)?,
        level: fields.optional("level").map(|node| one_of(document, node, &levels)).transpose()?,
        reason: fields.optional_text("reason")?.map(str::to_owned),
        at: fields.optional_text("at")?.map(str::to_owned),
        as_of: fields.optional("as_of").map(|node| read_day(document, node)).transpose()?,
        case,
        files: files(document, fields.optional("files"))?,
        siblings: fields.items("with")?.iter().map(|&sibling| as_file(&written(document, sibling))).collect(),
    };
    fields.finish()?;
    Ok(example)
}

/// The files beside the case of an example: a map of paths to texts.
fn files(document: &Document, node: Option<NodeId>) -> Result<Vec<(String, String)>, ShapeError> {
    let entries = node.map_or(&[][..], |node| document.entries(node));
    entries.iter().map(|entry| Ok((document.key(entry).to_owned(), text(document, entry.value)?.to_owned()))).collect()
}

/// The kind of referral that the short form of a rule's examples is of.
#[must_use]
pub fn first_kind<'r>(rule: &'r Rule, form: &'r Form) -> &'r str {
    rule.kinds.first().or_else(|| form.kinds().first().map(|kind| &kind.name)).map_or("", String::as_str)
}

/// A case with one text at a place, as a file.
#[must_use]
pub fn placed(form: &Form, kind: &str, place: &Place, text: &str, facts: Option<serde_json::Value>) -> String {
    let mut value = serde_json::Value::String(text.to_owned());
    for step in place.steps().iter().rev() {
        value = match step {
            Step::Key(id) => serde_json::json!({ &form.key(*id).name: value }),
            Step::Word(word) => serde_json::json!({ form.word_name(*word): value }),
            Step::Entry(name) => {
                serde_json::json!([{ form.word_name(Word::Heading): name, form.word_name(Word::Content): value }])
            }
            Step::Nth(_) => serde_json::json!([value]),
        };
    }
    if let serde_json::Value::Object(map) = &mut value {
        map.insert("種別".to_owned(), serde_json::json!([kind]));
        if let Some(facts) = facts {
            map.insert("確認事項".to_owned(), facts);
        }
    }
    as_file(&value)
}

/// A value as a file that can be read again.
fn as_file(value: &serde_json::Value) -> String {
    // JSON is YAML, too: what the writer refused would be told by the reader.
    serde_yaml::to_string(value).unwrap_or_else(|_| value.to_string())
}

/// A node of a rule file as a value that can be written again, every scalar a text.
fn written(document: &Document, node: NodeId) -> serde_json::Value {
    match &document.node(node).kind {
        NodeKind::Scalar { text, .. } => serde_json::Value::String(text.to_string()),
        NodeKind::List(items) => items.iter().map(|&item| written(document, item)).collect(),
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| (document.key(entry).to_owned(), written(document, entry.value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}
