//! What the tests of this file share.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use kansa::case::{Case, Opened};
use kansa::document::{Document, NodeId, NodeKind};
use kansa::form::{Form, Place};
use kansa::source::Source;

pub(crate) static FORM: LazyLock<Form> = LazyLock::new(|| {
    let document = document_of(&root().join("rules/form.yaml"));
    Form::load(&document).unwrap_or_else(|error| {
        let location = document.source().location(error.span);
        panic!("rules/form.yaml:{}:{}: {error}", location.line, location.column)
    })
});

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn document_of(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source::from_bytes(name, &bytes).unwrap();
    Document::parse(Arc::new(source)).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()))
}

pub(crate) fn document(text: &str) -> Document {
    Document::parse(Arc::new(Source::from_text("test.yaml", text))).unwrap()
}

/// A case of a text, whatever else is wrong with it.
pub(crate) fn open(text: &str) -> Opened<'static> {
    Case::read(document(text), &FORM).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// A case that must hold no error.
pub(crate) fn case(text: &str) -> Case<'static> {
    let opened = open(text);
    assert_eq!(opened.errors, [], "{text}");
    opened.case
}

pub(crate) fn place(written: &str) -> Place {
    FORM.place(written).unwrap_or_else(|fault| panic!("{written}: {fault}"))
}

/// The six referrals by number: those of `cases/`, and of the notes where they have not come in yet.
/// Where neither is there, the test says so and goes on without.
pub(crate) fn referral(number: u32) -> Option<Case<'static>> {
    let named = |folder: PathBuf| {
        let files = std::fs::read_dir(folder).ok()?;
        let mut paths: Vec<PathBuf> = files.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let wanted = format!("2020-{number:02}");
        paths.into_iter().find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&wanted)))
    };
    let path = named(root().join("cases")).or_else(|| named(root().join("../shared/drafts/cases")));
    let Some(path) = path else {
        println!("第{number}号 is not there: skipped");
        return None;
    };
    let opened = Case::read(document_of(&path), &FORM).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(opened.errors, [], "第{number}号");
    Some(opened.case)
}

pub(crate) fn scalars(case: &Case<'_>, node: NodeId) -> Vec<NodeId> {
    let document = case.document();
    match &document.node(node).kind {
        NodeKind::Scalar { .. } => vec![node],
        NodeKind::List(items) => items.iter().flat_map(|&item| scalars(case, item)).collect(),
        NodeKind::Map(entries) => entries.iter().flat_map(|entry| scalars(case, entry.value)).collect(),
    }
}
