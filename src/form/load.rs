//! The form file becomes a [`Form`].

use std::collections::HashMap;
use std::sync::OnceLock;

use strum::IntoEnumIterator as _;

use super::{
    AttestationKeys, Fact, Form, FormError, FormFault, Key, KeyId, Kind, KnownTexts, NamedPlace, PaperKeys, Place,
    Roles, Shape, Silence, WaiverKeys, Word, fold_name,
};
use crate::document::fields::{self, Fields, ShapeError, ShapeFault};
use crate::document::{Document, NodeId};

pub(super) fn load(document: &Document) -> Result<Form, FormError> {
    let fields = Fields::new(document, document.root())?;
    let kinds = kinds(document, fields.items("kinds")?)?;
    let mut form = Form {
        keys: Vec::new(),
        top: Vec::new(),
        words: words(document, fields.required("words")?)?,
        kinds,
        facts: Vec::new(),
        blank: fields.texts("blank")?.into_iter().map(fold_name).collect(),
        bare_blank: OnceLock::new(),
        undecided: fields.texts("undecided")?.into_iter().map(fold_name).collect(),
        whole: fields.texts("whole")?.into_iter().map(fold_name).collect(),
        places: Vec::new(),
        roles: Roles::default(),
        names: HashMap::new(),
        fact_words: OnceLock::new(),
        known: KnownTexts::default(),
    };
    form.top = keys(document, &mut form, None, fields.items("keys")?)?;
    form.places = places(document, &form, fields.required("places")?)?;
    form.roles = roles(document, &form, fields.required("roles")?)?;
    form.facts = facts(document, &form, fields.items("facts")?)?;
    fields.finish()?;
    Ok(form)
}

fn words(document: &Document, node: NodeId) -> Result<Vec<(Word, String)>, FormError> {
    let fields = Fields::new(document, node)?;
    let words = Word::iter()
        .map(|word| Ok((word, fold_name(fields.text(word.name())?))))
        .collect::<Result<Vec<_>, ShapeError>>()?;
    fields.finish()?;
    Ok(words)
}

impl Word {
    /// Its key in the form file.
    const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Lead => "lead",
            Self::Content => "content",
            Self::Note => "note",
            Self::Figure => "figure",
            Self::Printed => "printed",
            Self::Others => "others",
            Self::When => "when",
            Self::Columns => "columns",
        }
    }
}

fn kinds(document: &Document, items: &[NodeId]) -> Result<Vec<Kind>, FormError> {
    let mut kinds: Vec<Kind> = Vec::new();
    for &item in items {
        let fields = Fields::new(document, item)?;
        let name = fields.text("name")?;
        let folded = fold_name(name);
        if kinds.iter().any(|kind| kind.folded == folded) {
            return Err(twice(document, item, name));
        }
        kinds.push(Kind { name: name.to_owned(), help: fields.text("help")?.to_owned(), folded });
        fields.finish()?;
    }
    Ok(kinds)
}

fn twice(document: &Document, node: NodeId, name: &str) -> FormError {
    FormError { fault: FormFault::Twice(name.to_owned()), span: document.node(node).span }
}

fn keys(
    document: &Document,
    form: &mut Form,
    parent: Option<KeyId>,
    items: &[NodeId],
) -> Result<Vec<KeyId>, FormError> {
    let mut siblings: Vec<KeyId> = Vec::new();
    for &item in items {
        let fields = Fields::new(document, item)?;
        let name = fields.text("key")?;
        let names: Vec<String> = fields.texts("names")?.into_iter().map(str::to_owned).collect();
        let folded: Vec<String> =
            std::iter::once(name).chain(names.iter().map(String::as_str)).map(fold_name).collect();
        let taken = |name: &String| siblings.iter().any(|&sibling| form.key(sibling).folded.contains(name));
        if let Some(double) = folded.iter().find(|name| taken(name)) {
            return Err(twice(document, item, double));
        }
        let kinds: Vec<String> = fields.texts("kinds")?.into_iter().map(str::to_owned).collect();
        if let Some(unknown) = kinds.iter().find(|kind| form.kind(kind).is_none()) {
            return Err(FormError { fault: FormFault::UnknownKind(unknown.clone()), span: document.node(item).span });
        }
        let id = KeyId(form.keys.len() as u32);
        for name in &folded {
            form.names.entry(name.clone()).or_default().push(id);
        }
        form.keys.push(Key {
            name: name.to_owned(),
            names,
            shape: shape(document, fields.required("shape")?)?,
            kinds,
            help: fields.text("help")?.to_owned(),
            parent,
            children: Vec::new(),
            others: fields.flag("others")?,
            paper: fields.flag("paper")?,
            own: fields.flag("own")?,
            entry_name: fields.flag("entry_name")?,
            folded,
        });
        siblings.push(id);
        let children = keys(document, form, Some(id), fields.items("keys")?)?;
        if let Some(key) = form.keys.get_mut(id.0 as usize) {
            key.children = children;
        }
        fields.finish()?;
    }
    Ok(siblings)
}

fn shape(document: &Document, node: NodeId) -> Result<Shape, ShapeError> {
    fields::one_of(
        document,
        node,
        &[
            ("text", Shape::Text),
            ("list", Shape::List),
            ("table", Shape::Table),
            ("schedule", Shape::Schedule),
            ("any", Shape::Any),
        ],
    )
}

fn places(document: &Document, form: &Form, node: NodeId) -> Result<Vec<NamedPlace>, FormError> {
    let mut places: Vec<NamedPlace> = Vec::new();
    for entry in document.entries(node) {
        let name = document.key(entry);
        let folded = fold_name(name);
        if places.iter().any(|place| place.folded == folded) {
            return Err(twice(document, entry.key, name));
        }
        let fields = Fields::new(document, entry.value)?;
        let path = fields.required("path")?;
        let place = match document.text(path) {
            Some("") => Place::whole(),
            _ => resolve(document, form, path)?,
        };
        places.push(NamedPlace { name: name.to_owned(), place, list: fields.flag("list")?, folded });
        fields.finish()?;
    }
    Ok(places)
}

fn resolve(document: &Document, form: &Form, node: NodeId) -> Result<Place, FormError> {
    let written = fields::text(document, node)?;
    form.place(written).map_err(|fault| FormError { fault: FormFault::Place(fault), span: document.node(node).span })
}

fn resolve_all(document: &Document, form: &Form, node: Option<NodeId>) -> Result<Vec<Place>, FormError> {
    let Some(node) = node else { return Ok(Vec::new()) };
    match document.items(node) {
        [] => Ok(vec![resolve(document, form, node)?]),
        items => items.iter().map(|&item| resolve(document, form, item)).collect(),
    }
}

fn roles(document: &Document, form: &Form, node: NodeId) -> Result<Roles, FormError> {
    let fields = Fields::new(document, node)?;
    let key = |name| key(document, form, &fields, name);
    let keys = |name: &'static str| {
        let node = fields.required(name)?;
        let places = resolve_all(document, form, Some(node))?;
        places.iter().map(|place| place.key().ok_or_else(|| not_a_key(document, node))).collect::<Result<Vec<_>, _>>()
    };
    let place = |name: &'static str| resolve(document, form, fields.required(name)?);
    let roles = Roles {
        case: keys("case")?,
        kinds: key("kinds")?,
        facts: key("facts")?,
        links: key("links")?,
        number: place("number")?,
        title: resolve_all(document, form, fields.optional("title"))?,
        date: place("date")?,
        annexes: key("annexes")?,
        attestations: fields.optional("attestations").map(|node| attestations(document, form, node)).transpose()?,
        waivers: fields.optional("waivers").map(|node| waivers(document, form, node)).transpose()?,
        papers: paper_keys(document, form, fields.required("papers")?)?,
    };
    fields.finish()?;
    Ok(roles)
}

/// The key of the form that a role names.
fn key(document: &Document, form: &Form, fields: &Fields<'_>, name: &'static str) -> Result<KeyId, FormError> {
    let node = fields.required(name)?;
    resolve(document, form, node)?.key().ok_or_else(|| not_a_key(document, node))
}

fn attestations(document: &Document, form: &Form, node: NodeId) -> Result<AttestationKeys, FormError> {
    let fields = Fields::new(document, node)?;
    let key = |name| key(document, form, &fields, name);
    let keys = AttestationKeys {
        list: key("list")?,
        rule: key("rule")?,
        words: key("words")?,
        paper: key("paper")?,
        by: key("by")?,
        day: key("day")?,
        at: key("at")?,
    };
    fields.finish()?;
    Ok(keys)
}

fn waivers(document: &Document, form: &Form, node: NodeId) -> Result<WaiverKeys, FormError> {
    let fields = Fields::new(document, node)?;
    let key = |name| key(document, form, &fields, name);
    let keys = WaiverKeys {
        list: key("list")?,
        rule: key("rule")?,
        reason: key("reason")?,
        by: key("by")?,
        document: key("document")?,
        until: key("until")?,
    };
    fields.finish()?;
    Ok(keys)
}

fn paper_keys(document: &Document, form: &Form, node: NodeId) -> Result<PaperKeys, FormError> {
    let fields = Fields::new(document, node)?;
    let key = |name| key(document, form, &fields, name);
    let keys = PaperKeys { list: key("list")?, name: key("name")?, file: key("file")? };
    fields.finish()?;
    Ok(keys)
}

fn not_a_key(document: &Document, node: NodeId) -> FormError {
    let word = document.text(node).unwrap_or_default().to_owned();
    ShapeError::new(ShapeFault::NotA { word, kind: "様式の項目" }, document.node(node).span).into()
}

fn facts(document: &Document, form: &Form, items: &[NodeId]) -> Result<Vec<Fact>, FormError> {
    let mut facts: Vec<Fact> = Vec::new();
    for &item in items {
        let fields = Fields::new(document, item)?;
        let name = fields.text("name")?;
        let folded = fold_name(name);
        if facts.iter().any(|fact| fact.folded == folded) {
            return Err(twice(document, item, name));
        }
        let given = fields::one_of(document, fields.required("silence")?, &[("有", true), ("無", false)])?;
        let silence = if given {
            Silence::Given
        } else {
            Silence::NotGivenWhere(resolve(document, form, fields.required("written")?)?)
        };
        facts.push(Fact {
            name: name.to_owned(),
            help: fields.text("help")?.to_owned(),
            places: resolve_all(document, form, fields.optional("in"))?,
            beside: resolve_all(document, form, fields.optional("beside"))?,
            words: fields.texts("words")?.into_iter().map(fold_name).collect(),
            unless: fields.texts("unless")?.into_iter().map(fold_name).collect(),
            apart: fields.texts("apart")?.into_iter().map(fold_name).collect(),
            hidden_by: fields.texts("hidden_by")?.into_iter().map(fold_name).collect(),
            unreceived_by: fields.texts("unreceived_by")?.into_iter().map(fold_name).collect(),
            denied_by: fields.texts("denied_by")?.into_iter().map(fold_name).collect(),
            left_open_by: fields.texts("left_open_by")?.into_iter().map(fold_name).collect(),
            lifted_by: fields.texts("lifted_by")?.into_iter().map(fold_name).collect(),
            silence,
            advice: fields.text("advice")?.to_owned(),
            folded,
        });
        fields.finish()?;
    }
    Ok(facts)
}
