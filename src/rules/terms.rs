//! Events, laws, instruments, persons and offices: names that rules and cases share, with how texts say them.

use std::sync::Arc;

use super::people::People;
use crate::document::fields::{Fields, ShapeError, ShapeFault, texts};
use crate::document::{Document, Entry, NodeId, NodeKind};
use crate::form::fold_name;
use crate::source::Source;

/// The terms of a rule set.
#[derive(Debug, Default)]
pub struct Terms {
    /// Things that happen, in the order of the file.
    pub events: Vec<Event>,
    /// Laws, ordinances and guidelines.
    pub laws: Vec<Law>,
    /// How laws are named that are not among those.
    pub unlisted: Unlisted,
    /// Where the basis of a rule may come from.
    pub sources: Vec<String>,
    /// Papers that a referral leaves its content to.
    pub instruments: Vec<Instrument>,
    /// Persons whose data a referral is about.
    pub people: People,
    /// Verbs that tie a reason to its base.
    pub verbs: Vec<Verb>,
    /// How offices and posts are named.
    pub offices: Offices,
    /// Letters of which each in place of another makes another name, not a slip of it.
    pub contrasts: Vec<String>,
}

/// Something that happens at a time of a schedule.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Phrases that tell it, folded.
    pub phrases: Vec<String>,
    /// Phrases that hide one of those, folded: they tell something else.
    pub unless: Vec<String>,
}

/// A law by its names.
#[derive(Debug, Clone)]
pub struct Law {
    /// The full name.
    pub name: String,
    /// Names that mean it in every paper.
    pub short: Vec<String>,
}

/// How laws are named that no list holds.
#[derive(Debug, Clone, Default)]
pub struct Unlisted {
    /// The letters that names of laws end with, folded.
    pub endings: Vec<String>,
    /// Words with such an end that name no law, folded.
    pub unless: Vec<String>,
}

/// What the file on laws holds.
pub(super) struct Laws {
    laws: Vec<Law>,
    unlisted: Unlisted,
    sources: Vec<String>,
}

/// A paper that a referral may leave its content to.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// Its name.
    pub name: String,
    /// Phrases that mean it.
    pub phrases: Vec<String>,
    /// The statement that binds the parties to it; where there is none, its mention does.
    pub bound_by: Option<String>,
}

/// A verb that ties a reason to its base.
#[derive(Debug, Clone)]
pub struct Verb {
    /// The verb.
    pub name: String,
    /// How texts say it, folded.
    pub phrases: Vec<String>,
}

/// How offices and posts are named.
#[derive(Debug, Clone, Default)]
pub struct Offices {
    /// The letters that the names of offices end with, folded, such as that of a division.
    pub units: Vec<String>,
    /// What the name of a post adds to that of its office, folded.
    pub heads: Vec<String>,
    /// What stands behind the name of an office and means those who work there, folded.
    pub staff: Vec<String>,
    /// What stands behind the name of a post and makes it somebody else's, or of several, folded.
    pub beyond: Vec<String>,
}

impl Instrument {
    /// Whether a paper of this name is the instrument: its name holds one of the phrases, or one of the
    /// texts calls the instrument so, as in 「特記事項に従う」 with the phrase 「特記事項に」.
    #[must_use]
    pub fn is_named<'t>(&self, name: &str, texts: impl IntoIterator<Item = &'t str>) -> bool {
        let name = fold_name(name);
        let phrases: Vec<String> = self.phrases.iter().map(|phrase| fold_name(phrase)).collect();
        if name.is_empty() || phrases.iter().any(|phrase| name.contains(phrase.as_str())) {
            return !name.is_empty();
        }
        texts.into_iter().map(fold_name).any(|text| {
            text.match_indices(name.as_str()).any(|(at, _)| {
                let mut found = phrases.iter().flat_map(|phrase| {
                    text.match_indices(phrase.as_str()).map(|(start, found)| start..start + found.len())
                });
                found.any(|found| found.start < at + name.len() && at < found.end)
            })
        })
    }
}

/// A fault of a lexicon file, with the file.
pub(super) type InFile = (Arc<Source>, ShapeError);

impl Terms {
    /// The event of a name.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<&Event> {
        self.events.iter().find(|event| event.name == name)
    }

    /// Takes over what the file on laws holds.
    pub(super) fn take_laws(&mut self, laws: Laws) {
        (self.laws, self.unlisted, self.sources) = (laws.laws, laws.unlisted, laws.sources);
    }

    /// The instrument of a name.
    #[must_use]
    pub fn instrument(&self, name: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.name == name)
    }
}

pub(super) fn events(document: &Document) -> Result<Vec<Event>, ShapeError> {
    each(document, |name, fields| {
        let (phrases, unless) = (folded(&fields, "phrases")?, folded(&fields, "unless")?);
        Ok(Event { name, phrases, unless }).and_then(done(fields))
    })
}

pub(super) fn laws(document: &Document) -> Result<Laws, ShapeError> {
    let fields = Fields::new(document, document.root())?;
    let law = |name, fields: Fields<'_>| Ok(Law { name, short: words(&fields, "short")? }).and_then(done(fields));
    let unlisted = match fields.optional("unlisted") {
        Some(node) => {
            let fields = Fields::new(document, node)?;
            let (endings, unless) = (folded(&fields, "endings")?, folded(&fields, "unless")?);
            Ok(Unlisted { endings, unless }).and_then(done(fields))?
        }
        None => Unlisted::default(),
    };
    let laws = Laws {
        laws: each_under(document, fields.required("laws")?, law)?,
        unlisted,
        sources: words(&fields, "sources")?,
    };
    fields.finish().map(|()| laws)
}

pub(super) fn instruments(document: &Document) -> Result<Vec<Instrument>, ShapeError> {
    each(document, |name, fields| {
        let bound_by = fields.optional_text("bound_by")?.map(str::to_owned);
        Ok(Instrument { name, phrases: words(&fields, "phrases")?, bound_by }).and_then(done(fields))
    })
}

pub(super) fn verbs(document: &Document) -> Result<Vec<Verb>, ShapeError> {
    each(document, |name, fields| Ok(Verb { name, phrases: folded(&fields, "phrases")? }).and_then(done(fields)))
}

pub(super) fn offices(document: &Document) -> Result<Offices, ShapeError> {
    let fields = Fields::new(document, document.root())?;
    let offices = Offices {
        units: folded(&fields, "units")?,
        heads: folded(&fields, "heads")?,
        staff: folded(&fields, "staff")?,
        beyond: folded(&fields, "beyond")?,
    };
    fields.finish().map(|()| offices)
}

/// Letters that stand for different things, one list of them a text.
pub(super) fn contrasts(document: &Document) -> Result<Vec<String>, ShapeError> {
    Ok(texts(document, document.root())?.into_iter().map(fold_name).collect())
}

pub(super) fn folded(fields: &Fields<'_>, key: &'static str) -> Result<Vec<String>, ShapeError> {
    Ok(fields.texts(key)?.into_iter().map(fold_name).collect())
}

pub(super) fn done<T>(fields: Fields<'_>) -> impl FnOnce(T) -> Result<T, ShapeError> {
    move |value| fields.finish().map(|()| value)
}

fn words(fields: &Fields<'_>, key: &'static str) -> Result<Vec<String>, ShapeError> {
    Ok(fields.texts(key)?.into_iter().map(str::to_owned).collect())
}

/// Reads a file that is a map of names to maps.
pub(super) fn each<T>(
    document: &Document,
    read: impl Fn(String, Fields<'_>) -> Result<T, ShapeError>,
) -> Result<Vec<T>, ShapeError> {
    each_under(document, document.root(), read)
}

/// Reads a map of names to maps.
fn each_under<T>(
    document: &Document,
    map: NodeId,
    read: impl Fn(String, Fields<'_>) -> Result<T, ShapeError>,
) -> Result<Vec<T>, ShapeError> {
    if !matches!(document.node(map).kind, NodeKind::Map(_)) {
        return Err(ShapeError::new(ShapeFault::NotMap, document.node(map).span));
    }
    let one = |entry: &Entry| read(document.key(entry).to_owned(), Fields::new(document, entry.value)?);
    document.entries(map).iter().map(one).collect()
}
