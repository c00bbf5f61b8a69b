//! Places as rules write them.

use super::{Form, KeyId, Shape, Word, fold_name};
use crate::document::nearest;
use crate::error::Explain;

/// A place of a case: a path of steps. The empty path is the whole file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    written: String,
    /// The kind of the linked case that it is in; the case itself where absent.
    linked: Option<String>,
    steps: Vec<Step>,
}

/// One step of a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// A key of the form.
    Key(KeyId),
    /// A small word that holds something of its own, such as the time of an entry.
    Word(Word),
    /// The name of a list entry, folded.
    Entry(String),
    /// The nth entry of a list, from 1.
    Nth(usize),
}

/// Why a text is no place. The names are the codes: `place/unknown-step` and so on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PlaceFault {
    /// A step that the form does not have.
    #[error("「{written}」の「{step}」という項目は様式にありません{}", suggestion(nearest.as_deref()))]
    UnknownStep {
        /// The whole path as written.
        written: String,
        /// The step.
        step: String,
        /// The name that is most like it.
        nearest: Option<String>,
    },
    /// A small word that is never a step.
    #[error("「{written}」の「{step}」は道筋に書きません")]
    NoStep {
        /// The whole path as written.
        written: String,
        /// The step.
        step: String,
    },
    /// Dots, brackets or quotation marks that do not fit.
    #[error("「{0}」を場所の道筋として読めません")]
    Broken(String),
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|word| format!("（もしかして: {word}）")).unwrap_or_default()
}

impl Explain for PlaceFault {
    fn code(&self) -> String {
        format!("place/{}", <&str>::from(self))
    }

    fn why(&self) -> &'static str {
        match self {
            Self::UnknownStep { .. } => "ない項目を見る規則は、いつも未記載になります。",
            Self::NoStep { .. } => "本文や内容は項目の書き方であり、場所の名ではありません。",
            Self::Broken(_) => "どの項目を見るのか決まりません。",
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::UnknownStep { .. } => {
                "様式の項目の名を、上の項目から順に「.」でつないで書いてください。一覧の行の名は \"…\" で囲みます。"
            }
            Self::NoStep { .. } => "この名を除いて書いてください。",
            Self::Broken(_) => "「項目.項目」「項目[1]」のように書き、. [ ] を含む名は \"…\" で囲んでください。",
        }
        .to_owned()
    }
}

impl std::hash::Hash for Place {
    /// By its steps alone: places that differ otherwise hardly ever share them, and steps are short.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.steps.hash(state);
    }
}

impl Place {
    /// The whole file.
    #[must_use]
    pub fn whole() -> Self {
        Self::default()
    }

    /// The place as it was written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The kind of the linked case that it is in; `None` for the case itself.
    #[must_use]
    pub fn linked(&self) -> Option<&str> {
        self.linked.as_deref()
    }

    /// The same place in the linked case itself.
    #[must_use]
    pub fn there(&self) -> Self {
        Self { linked: None, ..self.clone() }
    }

    /// Its steps; none for the whole file.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The innermost key of the form that it goes through.
    #[must_use]
    pub fn key(&self) -> Option<KeyId> {
        self.steps.iter().rev().find_map(|step| match step {
            Step::Key(id) => Some(*id),
            _ => None,
        })
    }

    /// Whether another place lies on the way to this one, or is it.
    #[must_use]
    pub fn begins_with(&self, other: &Self) -> bool {
        !other.steps.is_empty() && self.steps.starts_with(&other.steps)
    }

    /// What people read for it: the last step's name, or the name as written.
    #[must_use]
    pub fn title<'a>(&'a self, form: &'a Form) -> &'a str {
        match self.steps.last() {
            Some(Step::Key(id)) => &form.key(*id).name,
            Some(Step::Word(word)) => form.word_name(*word),
            Some(Step::Entry(name)) => name,
            _ => &self.written,
        }
    }
}

/// A step as it is written.
enum Written {
    Name { text: String, quoted: bool },
    Nth(usize),
}

pub(super) fn resolve(form: &Form, written: &str) -> Result<Place, PlaceFault> {
    let mut cuts = cut(written)?;
    let linked = linked_kind(form, &cuts);
    if linked.is_some() {
        cuts.drain(..2);
    }
    let mut steps = Vec::new();
    let mut at: Option<KeyId> = None;
    // Below a list entry the keys of the list's own place go on.
    for (order, step) in cuts.into_iter().enumerate() {
        let (text, quoted) = match step {
            Written::Nth(nth) => {
                steps.push(Step::Nth(nth));
                continue;
            }
            Written::Name { text, quoted } => (text, quoted),
        };
        if order == 0
            && !quoted
            && let Some(named) = form.named(&text)
        {
            steps.extend_from_slice(named.place.steps());
            at = named.place.key();
            continue;
        }
        if !quoted {
            if let Some(id) = form.child(at, &text) {
                steps.push(Step::Key(id));
                at = Some(id);
                continue;
            }
            match form.word(&text) {
                Some(Word::Lead | Word::Content | Word::Others) => {
                    return Err(PlaceFault::NoStep { written: written.to_owned(), step: text });
                }
                Some(word) if at.is_some() => {
                    steps.push(Step::Word(word));
                    continue;
                }
                _ => {}
            }
            refuse_unknown(form, at, written, &text, order == 0)?;
        }
        steps.push(Step::Entry(fold_name(&text)));
    }
    Ok(Place { written: written.to_owned(), linked, steps })
}

/// The kind of linked case that a path begins with: the key of the links, then a kind, then the place there.
fn linked_kind(form: &Form, cuts: &[Written]) -> Option<String> {
    let [Written::Name { text: key, .. }, Written::Name { text: kind, .. }, _, ..] = cuts else { return None };
    let links = form.child(None, key).is_some_and(|id| id == form.roles.links);
    form.kind(kind).filter(|_| links).map(|kind| kind.name.clone())
}

/// A table has the keys of the form and no others; in other places a name may be that of an entry,
/// unless it is nearly the name of a key.
fn refuse_unknown(form: &Form, at: Option<KeyId>, written: &str, step: &str, first: bool) -> Result<(), PlaceFault> {
    let keys = form.children(at).iter().flat_map(|&id| {
        let key = form.key(id);
        std::iter::once(key.name.as_str()).chain(key.names.iter().map(String::as_str))
    });
    let short = form.places.iter().filter(|_| first).map(|named| named.name.as_str());
    let nearest = nearest(step, keys.chain(short)).map(str::to_owned);
    let closed = at.is_none_or(|id| form.key(id).shape == Shape::Table);
    if closed || nearest.is_some() {
        return Err(PlaceFault::UnknownStep { written: written.to_owned(), step: step.to_owned(), nearest });
    }
    Ok(())
}

fn cut(written: &str) -> Result<Vec<Written>, PlaceFault> {
    let broken = || PlaceFault::Broken(written.to_owned());
    let mut steps = Vec::new();
    let mut rest = written.trim();
    if rest.is_empty() {
        return Err(broken());
    }
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('[') {
            let (number, tail) = after.split_once(']').ok_or_else(broken)?;
            let nth = number.trim().parse().ok().filter(|&nth: &usize| nth > 0).ok_or_else(broken)?;
            steps.push(Written::Nth(nth));
            rest = tail;
        } else if let Some(after) = rest.strip_prefix('"') {
            let (text, tail) = after.split_once('"').ok_or_else(broken)?;
            steps.push(Written::Name { text: text.to_owned(), quoted: true });
            rest = tail;
        } else {
            let end = rest.find(['.', '[', ']', '"']).unwrap_or(rest.len());
            let (text, tail) = rest.split_at(end);
            if text.trim().is_empty() {
                return Err(broken());
            }
            steps.push(Written::Name { text: text.trim().to_owned(), quoted: false });
            rest = tail;
        }
        rest = match rest.strip_prefix('.') {
            Some("") => return Err(broken()),
            Some(tail) => tail,
            None if rest.is_empty() || rest.starts_with('[') => rest,
            None => return Err(broken()),
        };
    }
    Ok(steps)
}
