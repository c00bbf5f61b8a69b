//! Reading a condition from its file.

use crate::case::citation::Article;
use crate::case::number::Decimal;
use crate::document::fields::{Fields, ShapeError, ShapeFault, items, one_of, text, texts};
use crate::document::{Document, NodeId, NodeKind, nearest};
use crate::form::{Place, fold_name};
use crate::rules::Loader;
use crate::source::Span;

use super::{Compare, Condition, Laws, Predicate, Question, TermSlip};

const WORDS: [&str; 20] = [
    "all", "any", "parts", "not", "at_least", "present", "states", "names", "cites", "agree", "attached", "cited",
    "terms", "covers", "belongs", "order", "days", "number", "fact", "ask",
];

/// Reads a condition. `when` tells that it is one: there `not` may stand over `states`.
pub(in crate::rules) fn read(
    loader: &Loader<'_>,
    node: NodeId,
    places: &[Place],
    when: bool,
) -> Result<Condition, ShapeError> {
    let document = loader.document;
    let (word, value) = single(document, node)?;
    let list = |value| -> Result<Vec<Condition>, ShapeError> {
        let parts = items(document, value)?;
        if parts.is_empty() {
            return Err(ShapeError::new(ShapeFault::Empty, document.node(value).span));
        }
        parts.iter().map(|&part| read(loader, part, places, when)).collect()
    };
    let reader = Reader { loader, value, places };
    let question = match word {
        "all" => return Ok(Condition::All(list(value)?)),
        "any" => return Ok(Condition::Any(list(value)?)),
        "parts" => return Ok(Condition::Parts(list(value)?)),
        "not" => {
            let inner = read(loader, value, places, when)?;
            if !when && passes_silence(&inner) {
                let fault = ShapeFault::Misplaced { word: "not", under: "states" };
                return Err(ShapeError::new(fault, document.node(value).span));
            }
            return Ok(Condition::Not(Box::new(inner)));
        }
        "at_least" => {
            let fields = Fields::new(document, value)?;
            let count: usize = number(document, fields.required("n")?, |word| word.parse().ok())?;
            let of = list(fields.required("of")?)?;
            fields.finish()?;
            if count == 0 || count > of.len() {
                let fault = ShapeFault::NotA { word: count.to_string(), kind: "1から一覧の件数までの数" };
                return Err(ShapeError::new(fault, document.node(value).span));
            }
            return Ok(Condition::AtLeast { count, of });
        }
        "present" => reader.present()?,
        "states" => reader.states()?,
        "names" => reader.names(when)?,
        "cites" => reader.cites()?,
        "agree" => reader.agree()?,
        "attached" => reader.attached()?,
        "cited" => reader.cited()?,
        "terms" => reader.terms()?,
        "covers" => reader.covers()?,
        "belongs" => reader.belongs()?,
        "order" => reader.order()?,
        "days" => reader.days()?,
        "number" => reader.number()?,
        "fact" => reader.fact()?,
        "ask" => Predicate { question: Question::Ask(text(document, value)?.to_owned()), places: places.to_vec() },
        _ => return Err(unknown_word(word, WORDS, key_span(document, node))),
    };
    Ok(Condition::Is(question))
}

/// Whether `not` over a condition would pass a case that is silent of a statement. Only a contradiction may
/// be denied: two statements or more of which not all may hold.
fn passes_silence(inner: &Condition) -> bool {
    let states = |predicate: &Predicate| matches!(predicate.question, Question::States { .. });
    let is_statement = |part: &Condition| matches!(part, Condition::Is(predicate) if states(predicate));
    match inner {
        Condition::All(list) if list.len() > 1 && list.iter().all(is_statement) => false,
        _ => inner.predicates().into_iter().any(states),
    }
}

/// The one key of a condition.
fn single(document: &Document, node: NodeId) -> Result<(&str, NodeId), ShapeError> {
    match (&document.node(node).kind, document.entries(node)) {
        (NodeKind::Map(_), [entry]) => Ok((document.key(entry), entry.value)),
        (NodeKind::Map(_), []) => Err(ShapeError::new(ShapeFault::Empty, document.node(node).span)),
        (NodeKind::Map(_), [_, second, ..]) => {
            let key = document.key(second).to_owned();
            Err(ShapeError::new(ShapeFault::UnknownKey { key, nearest: None }, document.node(second.key).span))
        }
        _ => Err(ShapeError::new(ShapeFault::NotMap, document.node(node).span)),
    }
}

fn key_span(document: &Document, node: NodeId) -> Span {
    document.entries(node).first().map_or_else(|| document.node(node).span, |entry| document.node(entry.key).span)
}

pub(in crate::rules) fn unknown_word<'w>(
    word: &str,
    words: impl IntoIterator<Item = &'w str>,
    span: Span,
) -> ShapeError {
    let words: Vec<&str> = words.into_iter().collect();
    let nearest = nearest(word, words.iter().copied()).map(str::to_owned);
    let allowed = words.into_iter().map(str::to_owned).collect();
    ShapeError::new(ShapeFault::UnknownWord { word: word.to_owned(), nearest, allowed }, span)
}

fn number<T>(document: &Document, node: NodeId, parse: impl Fn(&str) -> Option<T>) -> Result<T, ShapeError> {
    let word = text(document, node)?;
    parse(word).ok_or_else(|| {
        let fault = ShapeFault::NotA { word: word.to_owned(), kind: "数" };
        ShapeError::new(fault, document.node(node).span)
    })
}

/// Reads the value of one predicate.
struct Reader<'a, 'd> {
    loader: &'a Loader<'d>,
    value: NodeId,
    places: &'a [Place],
}

impl Reader<'_, '_> {
    fn fields(&self) -> Result<Fields<'_>, ShapeError> {
        Fields::new(self.loader.document, self.value)
    }

    fn is_text(&self) -> bool {
        self.loader.document.text(self.value).is_some()
    }

    /// The places of `in`, else those of the rule.
    fn places(&self, fields: &Fields<'_>) -> Result<Vec<Place>, ShapeError> {
        let places = match fields.optional("in") {
            Some(node) => self.loader.places(node)?,
            None => self.places.to_vec(),
        };
        if places.is_empty() {
            return Err(ShapeError::new(ShapeFault::MissingKey("in"), fields.span()));
        }
        Ok(places)
    }

    fn present(&self) -> Result<Predicate, ShapeError> {
        let places = match self.loader.document.node(self.value).kind {
            NodeKind::Map(_) => {
                let fields = self.fields()?;
                let places = self.places(&fields)?;
                fields.finish()?;
                places
            }
            _ => self.loader.places(self.value)?,
        };
        Ok(Predicate { question: Question::Present, places })
    }

    fn states(&self) -> Result<Predicate, ShapeError> {
        if self.is_text() {
            let statement = self.loader.statement(self.value)?;
            if self.places.is_empty() {
                return Err(ShapeError::new(ShapeFault::MissingKey("in"), self.loader.document.node(self.value).span));
            }
            let question = Question::States { statement, carried_by: Vec::new() };
            return Ok(Predicate { question, places: self.places.to_vec() });
        }
        let fields = self.fields()?;
        let statement = self.loader.statement(fields.required("id")?)?;
        let places = self.places(&fields)?;
        let carried_by = match fields.optional("carried_by") {
            Some(node) => self.loader.instruments(node)?,
            None => Vec::new(),
        };
        fields.finish()?;
        Ok(Predicate { question: Question::States { statement, carried_by }, places })
    }

    /// A mention is no safeguard: outside of `when`, words are looked for in lists only.
    fn names(&self, when: bool) -> Result<Predicate, ShapeError> {
        let document = self.loader.document;
        let fields = self.fields()?;
        let places = self.places(&fields)?;
        if let Some(place) = places.iter().find(|place| !when && !self.loader.form.holds_list(place)) {
            let span = fields.optional("in").map_or(fields.span(), |node| document.node(node).span);
            return Err(ShapeError::new(ShapeFault::NoWordList(place.written().to_owned()), span));
        }
        let (every, node) = match (fields.optional("all"), fields.optional("any")) {
            (Some(all), None) => (true, all),
            (None, Some(any)) => (false, any),
            _ => return Err(ShapeError::new(ShapeFault::MissingKey("all"), fields.span())),
        };
        fields.finish()?;
        let group = |&node: &NodeId| texts(document, node).map(|words| words.into_iter().map(fold_name).collect());
        let groups = items(document, node)?.iter().map(group).collect::<Result<Vec<Vec<String>>, _>>()?;
        if groups.is_empty() || groups.iter().any(Vec::is_empty) {
            return Err(ShapeError::new(ShapeFault::Empty, document.node(node).span));
        }
        Ok(Predicate { question: Question::Names { groups, every }, places })
    }

    fn cites(&self) -> Result<Predicate, ShapeError> {
        let fields = self.fields()?;
        let places = self.places(&fields)?;
        let law = fields.required("law")?;
        let laws = self.loader.laws(law)?;
        let article = fields.optional_text("article")?.map(str::to_owned);
        let (every, exact) = (fields.flag("every")?, fields.flag("exact")?);
        // A place that names no law names no article of one, and is not asked entry by entry.
        if laws == Laws::None && (article.is_some() || every || exact) {
            let fault =
                ShapeFault::NotA { word: "none".to_owned(), kind: "article、every、exact と並ぶ法令の名" };
            return Err(ShapeError::new(fault, self.loader.document.node(law).span));
        }
        if let Some(word) = article.as_deref().filter(|article| Article::parse(article).is_none()) {
            let fault = ShapeFault::NotA { word: word.to_owned(), kind: "条項（3条1項 の形）" };
            return Err(ShapeError::new(fault, fields.span()));
        }
        fields.finish()?;
        Ok(Predicate { question: Question::Cites { laws, article, every, exact }, places })
    }

    fn agree(&self) -> Result<Predicate, ShapeError> {
        let fields = self.fields()?;
        let between = fields.required("between")?;
        let places = self.loader.places(between)?;
        if places.len() != 2 {
            let fault = ShapeFault::NotA { word: "between".to_owned(), kind: "2つの場所" };
            return Err(ShapeError::new(fault, self.loader.document.node(between).span));
        }
        let words = [
            ("text", Some(Compare::Text)),
            ("article", Some(Compare::Article)),
            ("law", Some(Compare::Law)),
            ("named", Some(Compare::Named)),
            ("verb", None),
        ];
        let compare = one_of(self.loader.document, fields.required("compare")?, &words)?;
        fields.finish()?;
        Ok(Predicate { question: compare.map_or(Question::Verbs, Question::Agree), places })
    }

    fn attached(&self) -> Result<Predicate, ShapeError> {
        let (kinds, places) = self.annexes()?;
        Ok(Predicate { question: Question::Attached { kinds }, places })
    }

    fn cited(&self) -> Result<Predicate, ShapeError> {
        let (kinds, places) = self.annexes()?;
        Ok(Predicate { question: Question::Cited { kinds }, places })
    }

    fn annexes(&self) -> Result<(Vec<String>, Vec<Place>), ShapeError> {
        let fields = self.fields()?;
        let places = self.places(&fields)?;
        let kinds = fields.texts("kinds")?.into_iter().map(str::to_owned).collect();
        fields.finish()?;
        Ok((kinds, places))
    }

    /// A slip, over the whole file where no place is given.
    fn terms(&self) -> Result<Predicate, ShapeError> {
        let words = [
            ("near_miss", TermSlip::NearMiss),
            ("twice", TermSlip::Twice),
            ("late", TermSlip::Late),
            ("unused", TermSlip::Unused),
        ];
        let slip = one_of(self.loader.document, self.value, &words)?;
        let places = if self.places.is_empty() { vec![Place::whole()] } else { self.places.to_vec() };
        Ok(Predicate { question: Question::Terms(slip), places })
    }

    fn covers(&self) -> Result<Predicate, ShapeError> {
        let (places, parts) = self.two("whole", "parts")?;
        Ok(Predicate { question: Question::Covers { parts }, places })
    }

    fn belongs(&self) -> Result<Predicate, ShapeError> {
        let (places, to) = self.two("who", "to")?;
        Ok(Predicate { question: Question::Belongs { to }, places })
    }

    /// The places under two keys.
    fn two(&self, one: &'static str, other: &'static str) -> Result<(Vec<Place>, Vec<Place>), ShapeError> {
        let fields = self.fields()?;
        let places = (self.loader.places(fields.required(one)?)?, self.loader.places(fields.required(other)?)?);
        fields.finish()?;
        Ok(places)
    }

    fn order(&self) -> Result<Predicate, ShapeError> {
        let document = self.loader.document;
        let fields = self.fields()?;
        let places = self.places(&fields)?;
        let events = self.loader.events(fields.required("events")?)?;
        let need =
            fields.items("need")?.iter().map(|&group| self.loader.events(group)).collect::<Result<Vec<_>, _>>()?;
        if need.len() < 2 {
            return Err(ShapeError::new(ShapeFault::MissingKey("need"), fields.span()));
        }
        for (group, &node) in need.iter().zip(fields.items("need")?) {
            if let Some(event) = group.iter().find(|event| !events.contains(event)) {
                return Err(unknown_word(event, events.iter().map(String::as_str), document.node(node).span));
            }
        }
        fields.finish()?;
        Ok(Predicate { question: Question::Order { events, need }, places })
    }

    fn days(&self) -> Result<Predicate, ShapeError> {
        let fields = self.fields()?;
        let places = self.places(&fields)?;
        let bound = |key| {
            fields.optional(key).map(|node| number(self.loader.document, node, |word| word.parse().ok())).transpose()
        };
        let (min, max) = (bound("min")?, bound("max")?);
        if min.is_none() && max.is_none() {
            return Err(ShapeError::new(ShapeFault::MissingKey("min"), fields.span()));
        }
        if let Some(from) = fields.optional("from") {
            let (from, to) = (self.loader.event(from)?, self.loader.event(fields.required("to")?)?);
            fields.finish()?;
            return Ok(Predicate { question: Question::Apart { from, to, min, max }, places });
        }
        // Both ends are always counted; the key says so to the reader of the rule.
        fields.flag("inclusive")?;
        fields.finish()?;
        Ok(Predicate { question: Question::Days { min, max }, places })
    }

    fn number(&self) -> Result<Predicate, ShapeError> {
        let fields = self.fields()?;
        let places = self.places(&fields)?;
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let (units, after) = (owned(fields.texts("unit")?), owned(fields.texts("after")?));
        let bound =
            |key| fields.optional(key).map(|node| number(self.loader.document, node, Decimal::parse)).transpose();
        let (min, max) = (bound("min")?, bound("max")?);
        if units.is_empty() && after.is_empty() {
            return Err(ShapeError::new(ShapeFault::MissingKey("unit"), fields.span()));
        }
        fields.finish()?;
        Ok(Predicate { question: Question::Number { units, after, min, max }, places })
    }

    fn fact(&self) -> Result<Predicate, ShapeError> {
        let fact = self.loader.fact(self.value)?;
        Ok(Predicate { question: Question::Fact(fact), places: Vec::new() })
    }
}
