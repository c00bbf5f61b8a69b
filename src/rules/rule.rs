//! One rule file.

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::document::fields::{Fields, ShapeError, ShapeFault, one_of, text};
use crate::document::{Document, NodeId};
use crate::form::Place;
use crate::text::SharedText;

use super::condition::{self, Condition, Predicate, Question};
use super::{BuiltIn, Level, Loader, Verdict, built_in};

/// What the law asks, with all that a person is told about it.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The id, equal to the file's name.
    pub id: String,
    /// What it asks, one sentence.
    pub title: String,
    /// The printed heading that it is reported under.
    pub item: String,
    /// Where its force is from. Never empty.
    pub basis: Vec<Basis>,
    /// The kinds of referral that it is asked of; empty for all.
    pub kinds: Vec<String>,
    /// When it is asked.
    pub when: Option<Condition>,
    /// Where it is answered, the first place first.
    pub places: Vec<Place>,
    /// What must hold.
    pub require: Condition,
    /// What a verdict is softened to.
    pub softened: Vec<(Verdict, Verdict)>,
    /// What is wrong where it does not hold.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// A text to paste at the first place.
    pub model: Option<String>,
    /// Why it matters.
    pub why: String,
    /// What of it stands in every result.
    pub(crate) labels: OnceLock<Labels>,
}

/// What a result tells of its rule.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    pub(crate) id: SharedText,
    pub(crate) title: SharedText,
    pub(crate) item: SharedText,
    pub(crate) advice: SharedText,
    pub(crate) model: Option<SharedText>,
    pub(crate) why: SharedText,
}

/// A source of a rule's force.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The kind of source, as 条例 or 先例.
    pub source: String,
    /// The full name of the text.
    pub law: String,
    /// The article or item.
    pub article: Option<String>,
    /// How well the text is known.
    pub text: Known,
    /// How binding it is.
    pub level: Level,
    /// First day in force; open where absent.
    pub from: Option<Date>,
    /// Last day in force; open where absent.
    pub to: Option<Date>,
    /// The cases that it binds; all where absent.
    pub when: Option<Condition>,
    /// How it is cited, made once.
    pub(super) cited: OnceLock<SharedText>,
}

/// How well the text of a basis is known to the authors of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Its text was read.
    Seen,
    /// It is known through a text that cites it.
    Cited,
    /// It is cited from memory and was not checked.
    Memory,
}

impl Known {
    /// The word that people are shown after the citation.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seen => "原文を確認",
            Self::Cited => "引用により確認",
            Self::Memory => "未確認",
        }
    }
}

impl Rule {
    /// What results tell of it, shared by all of them.
    pub(crate) fn labels(&self) -> &Labels {
        let shared = |text: &String| SharedText::from(text.as_str());
        self.labels.get_or_init(|| Labels {
            id: shared(&self.id),
            title: shared(&self.title),
            item: shared(&self.item),
            advice: shared(&self.advice),
            model: self.model.as_ref().map(shared),
            why: shared(&self.why),
        })
    }

    /// The built-in check that it asks for, if it is one.
    #[must_use]
    pub fn built_in(&self) -> Option<BuiltIn> {
        match &self.require {
            Condition::Is(Predicate { question: Question::BuiltIn(built_in), .. }) => Some(*built_in),
            _ => None,
        }
    }
}

impl Basis {
    /// Whether it is in force on a day, whatever its condition.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// How it is cited, shared by all results.
    pub(crate) fn shared_citation(&self) -> SharedText {
        self.cited.get_or_init(|| self.citation().into()).clone()
    }

    /// How it is cited, as 「○○条例 第1条」, with a mark where its text was not checked.
    #[must_use]
    pub fn citation(&self) -> String {
        let article = self.article.as_deref().map(|article| format!(" {article}")).unwrap_or_default();
        let mark = if self.text == Known::Memory { "（原文未確認）" } else { "" };
        format!("{}{article}{mark}", self.law)
    }
}

pub(super) fn read(loader: &Loader<'_>) -> Result<Rule, ShapeError> {
    let document = loader.document;
    let fields = Fields::new(document, document.root())?;
    let owned = |key| fields.text(key).map(str::to_owned);
    let places = fields.optional("in").map_or(Ok(Vec::new()), |node| loader.places(node))?;
    let rule = Rule {
        id: owned("id")?,
        title: owned("title")?,
        item: owned("item")?,
        basis: basis(loader, &fields)?,
        kinds: fields.optional("kinds").map_or(Ok(Vec::new()), |node| loader.kinds(node))?,
        when: fields.optional("when").map(|node| condition::read(loader, node, &places, true)).transpose()?,
        require: require(loader, &fields, &places)?,
        softened: fields.optional("otherwise").map_or(Ok(Vec::new()), |node| softened(document, node))?,
        message: owned("message")?,
        advice: owned("advice")?,
        model: fields.optional_text("model")?.map(str::to_owned),
        why: owned("why")?,
        places,
        labels: OnceLock::new(),
    };
    fields.optional("examples");
    fields.finish()?;
    Ok(rule)
}

/// `require`, or `built_in` in its place.
fn require(loader: &Loader<'_>, fields: &Fields<'_>, places: &[Place]) -> Result<Condition, ShapeError> {
    match fields.optional("built_in") {
        Some(node) if fields.optional("require").is_none() => {
            let question = Question::BuiltIn(built_in::read(loader.document, node)?);
            Ok(Condition::Is(Predicate { question, places: places.to_vec() }))
        }
        Some(node) => {
            let fault = ShapeFault::Misplaced { word: "built_in", under: "require" };
            Err(ShapeError::new(fault, loader.document.node(node).span))
        }
        None => condition::read(loader, fields.required("require")?, places, false),
    }
}

fn basis(loader: &Loader<'_>, fields: &Fields<'_>) -> Result<Vec<Basis>, ShapeError> {
    let document = loader.document;
    let node = fields.required("basis")?;
    let list = crate::document::fields::items(document, node)?;
    if list.is_empty() {
        return Err(ShapeError::new(ShapeFault::Empty, document.node(node).span));
    }
    list.iter().map(|&entry| read_basis(loader, entry)).collect()
}

fn read_basis(loader: &Loader<'_>, node: NodeId) -> Result<Basis, ShapeError> {
    let document = loader.document;
    let fields = Fields::new(document, node)?;
    let known = [("seen", Known::Seen), ("cited", Known::Cited), ("memory", Known::Memory)];
    let levels = [("required", Level::Required), ("recommended", Level::Recommended), ("note", Level::Note)];
    let day = |key| fields.optional(key).map(|node| read_day(document, node)).transpose();
    let basis = Basis {
        source: loader.source(fields.required("source")?)?,
        law: fields.text("law")?.to_owned(),
        article: fields.optional_text("article")?.map(str::to_owned),
        text: one_of(document, fields.required("text")?, &known)?,
        level: one_of(document, fields.required("level")?, &levels)?,
        from: day("from")?,
        to: day("to")?,
        when: fields.optional("when").map(|node| condition::read(loader, node, &[], true)).transpose()?,
        cited: OnceLock::new(),
    };
    fields.finish()?;
    Ok(basis)
}

/// A day as rule files write it: 2023-04-01.
pub(super) fn read_day(document: &Document, node: NodeId) -> Result<Date, ShapeError> {
    let word = text(document, node)?;
    word.parse().map_err(|_| {
        let fault = ShapeFault::NotA { word: word.to_owned(), kind: "日付（2023-04-01 の形）" };
        ShapeError::new(fault, document.node(node).span)
    })
}

/// `otherwise: {fail: review}`: nothing may harden or turn to `pass`.
fn softened(document: &Document, node: NodeId) -> Result<Vec<(Verdict, Verdict)>, ShapeError> {
    let fields = Fields::new(document, node)?;
    let mut softened = Vec::new();
    for (key, from) in [("fail", Verdict::Fail), ("missing", Verdict::Missing)] {
        if let Some(node) = fields.optional(key) {
            softened.push((from, one_of(document, node, &[("review", Verdict::Review)])?));
        }
    }
    fields.finish()?;
    Ok(softened)
}
