//! From files to a rule set.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bytes::{Kept, Rest};
use crate::case::citation::LawNames;
use crate::document::fields::{ShapeError, ShapeFault, text, texts};
use crate::document::{Document, NodeId};
use crate::error::{Explain, Problem};
use crate::form::{Form, Place, PlaceFault};
use crate::reading::Reader;
use crate::source::{Source, Span};

use super::condition::{Laws, unknown_word};
use super::in_text::InTexts;
use super::lean::{FORM, LEXICON, STATEMENTS, digest, is_rule};
use super::shared::{Faults, Shared, parse};
use super::terms::Terms;
use super::{Extent, Question, Rule, RuleSet, example, rule};

/// One file of a rule set.
#[derive(Debug, Clone)]
pub struct RuleFile {
    /// Path inside the set, with `/`.
    pub name: String,
    /// The path as it is shown to people.
    pub shown: String,
    /// Its text.
    pub text: Cow<'static, str>,
}

/// Every fault of a rule set, each in its file.
pub struct RuleSetError {
    /// The faults.
    pub problems: Vec<(Arc<Source>, Problem)>,
}

impl std::fmt::Debug for RuleSetError {
    /// The faults as people read them, not the files that they stand in.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (source, problem) in &self.problems {
            let line = problem.span.map_or(0, |span| source.position(span.start).line);
            writeln!(formatter, "{}:{line} {}", source.name(), problem.what)?;
        }
        Ok(())
    }
}

/// What can be wrong with a rule file beyond its shape.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum RuleFault {
    /// The id is not the file's name.
    #[error("id「{id}」がファイル名「{file}」と違います")]
    IdIsNotFileName {
        /// The id as typed.
        id: String,
        /// The name of the file without its ending.
        file: String,
    },
    /// Two files have the same id.
    #[error("id「{0}」の規則が2つあります")]
    DuplicateId(String),
    /// The set holds no rule.
    #[error("規則が1つもありません")]
    NoRules,
}

impl Explain for RuleFault {
    fn code(&self) -> String {
        format!("rules/{}", <&'static str>::from(self))
    }

    fn why(&self) -> &'static str {
        match self {
            Self::NoRules => "規則がなければ、何も点検されないまま合格に見えてしまいます。",
            _ => "結果と規則のファイルを結び付けられなくなります。",
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::IdIsNotFileName { file, .. } => format!("idを「{file}」にするか、ファイル名をidに合わせてください。"),
            Self::DuplicateId(_) => "どちらかの規則に別のidを付けてください。".to_owned(),
            Self::NoRules => {
                "--rules には、規則のファイル（KS-….yaml など）があるフォルダーを指定してください。".to_owned()
            }
        }
    }
}

/// A file that the program carries.
struct Carried {
    name: &'static str,
    text: &'static str,
    /// How much of the text is without the examples, in bytes.
    lean: usize,
    /// Where the table of its tree stands.
    table: Range<usize>,
}

impl Carried {
    /// Whether a file is this one. Where it was taken from here, nothing of its text is looked at.
    fn is(&self, file: &RuleFile) -> bool {
        file.name == self.name && (std::ptr::eq(&*file.text, self.text) || file.text == self.text)
    }
}

/// Every file that the program carries, by name.
static BUILT_IN: &[Carried] = include!(concat!(env!("OUT_DIR"), "/rules.in"));
const TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.table"));
const READER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.reader"));
const DIGEST: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.digest"));

/// The file of the program that some file is.
fn carried(file: &RuleFile) -> Option<&'static Carried> {
    let found = BUILT_IN.binary_search_by_key(&file.name.as_str(), |carried| carried.name).ok()?;
    BUILT_IN.get(found).filter(|carried| carried.is(file))
}

/// The text without its examples and the table of its tree, of a file that the program carries.
pub(super) fn table_of(file: &RuleFile) -> Option<(&'static str, &'static [u8])> {
    let carried = carried(file)?;
    let table = TABLES.get(carried.table.clone()).filter(|table| !table.is_empty())?;
    Some((carried.text.get(..carried.lean)?, table))
}

/// Id and name of every statement and the compiled reader of the form, lexicon and statements that the program carries, where these are they.
pub(super) fn reader_of(shared: &[&RuleFile]) -> Option<(Vec<(String, String)>, Reader)> {
    let count = BUILT_IN.iter().filter(|carried| !is_rule(carried.name)).count();
    let same = shared.len() == count && shared.iter().all(|file| carried(file).is_some());
    if !same {
        return None;
    }
    let mut rest = Rest(READER);
    Some((Kept::take(&mut rest)?, Reader::from_bytes(rest.0)?))
}

/// Whether some files are those that the program carries, all of them and no other.
fn are_built_in(files: &[RuleFile]) -> bool {
    files.len() == BUILT_IN.len() && files.iter().zip(BUILT_IN).all(|(file, carried)| carried.is(file))
}

pub(super) fn built_in_files() -> Vec<RuleFile> {
    BUILT_IN
        .iter()
        .map(|carried| RuleFile {
            name: carried.name.to_owned(),
            shown: format!("rules/{}", carried.name),
            text: Cow::Borrowed(carried.text),
        })
        .collect()
}

/// Adds the built-in form, lexicon and statements where `files` hold none of their own.
pub(super) fn completed(mut files: Vec<RuleFile>) -> Vec<RuleFile> {
    for part in [FORM, LEXICON, STATEMENTS] {
        if !files.iter().any(|file| file.name.starts_with(part)) {
            files.extend(built_in_files().into_iter().filter(|file| file.name.starts_with(part)));
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// What the places, statements, laws and events of a rule file are looked up in.
pub(super) struct Loader<'d> {
    pub(super) document: &'d Document,
    pub(super) form: &'d Form,
    pub(super) terms: &'d Terms,
    /// Id and name of every statement.
    pub(super) names: &'d [(String, String)],
}

/// Loads a rule set.
pub(super) fn load(files: Vec<RuleFile>, extent: Extent) -> Result<RuleSet, RuleSetError> {
    let lean = extent == Extent::Rules;
    let digest_of = || match are_built_in(&files) {
        true => DIGEST.to_owned(),
        false => digest(files.iter().map(|file| (file.name.as_str(), &*file.text))),
    };
    let (rule_files, shared_files): (Vec<&RuleFile>, Vec<&RuleFile>) =
        files.iter().partition(|file| is_rule(&file.name));
    let mut shared_faults = Faults::default();
    // The reader is compiled by one core, so the others parse the rules meanwhile.
    let (shared, (trees, digest)) = rayon::join(
        || Shared::load(&shared_files, lean, &mut shared_faults),
        || (parse(&rule_files, lean), digest_of()),
    );
    let mut faults = Faults::default();
    let documents = faults.keep_parsed(&rule_files, trees);
    faults.problems.append(&mut shared_faults.problems);
    let Some(Shared { form, terms, statements, names, reader }) = shared else { return Err(faults.into()) };
    let loader = |document| Loader { document, form: &form, terms: &terms, names: &names };
    let read: Vec<_> = documents.par_iter().map(|(_, document)| rule::read(&loader(document))).collect();
    let mut rules: BTreeMap<String, Rule> = BTreeMap::new();
    let mut examples = Vec::new();
    for ((name, document), rule) in documents.iter().zip(read) {
        let Some(rule) = faults.keep(document, rule) else { continue };
        if let Some(fault) = fault_of(&rule, name, &rules) {
            faults.add(document.source(), fault.problem(Some(id_span(document)), Vec::new()));
        }
        if !lean {
            let own = faults.keep(document, example::read(document, &rule, &form));
            examples.push((rule.id.clone(), own.unwrap_or_default()));
        }
        rules.insert(rule.id.clone(), rule);
    }
    if rules.is_empty() && faults.problems.is_empty() {
        let source = Arc::new(Source::from_text("rules", ""));
        faults.add(&source, RuleFault::NoRules.problem(None, Vec::new()));
    }
    if !faults.problems.is_empty() {
        return Err(faults.into());
    }
    let rules: Vec<Rule> = rules.into_values().collect();
    let mut asked: Vec<_> = rules.iter().flat_map(asked_by).filter_map(|id| reader.statement(id)).collect();
    asked.sort_unstable();
    asked.dedup();
    let law_names =
        LawNames::new(terms.laws.iter().map(|law| (law.name.as_str(), law.short.iter().map(String::as_str).collect())));
    Ok(RuleSet {
        form,
        terms,
        law_names,
        reader,
        statements,
        names,
        rules,
        examples,
        asked,
        digest,
        in_texts: InTexts::default(),
    })
}

fn fault_of(rule: &Rule, name: &str, rules: &BTreeMap<String, Rule>) -> Option<RuleFault> {
    let file = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".yaml").trim_end_matches(".yml");
    if rule.id != file {
        Some(RuleFault::IdIsNotFileName { id: rule.id.clone(), file: file.to_owned() })
    } else if rules.contains_key(&rule.id) {
        Some(RuleFault::DuplicateId(rule.id.clone()))
    } else {
        None
    }
}

fn id_span(document: &Document) -> Span {
    let entry = document.entries(document.root()).iter().find(|entry| document.key(entry) == "id");
    document.node(entry.map_or(document.root(), |entry| entry.value)).span
}

/// The ids of the statements that a rule asks for.
fn asked_by(rule: &Rule) -> Vec<&str> {
    let conditions = rule.when.iter().chain([&rule.require]);
    conditions
        .flat_map(super::Condition::predicates)
        .filter_map(|predicate| match &predicate.question {
            Question::States { statement, .. } => Some(statement.as_str()),
            _ => None,
        })
        .collect()
}

impl Loader<'_> {
    fn span(&self, node: NodeId) -> Span {
        self.document.node(node).span
    }

    /// The places that a text or a list names.
    pub(super) fn places(&self, node: NodeId) -> Result<Vec<Place>, ShapeError> {
        let places = self.each(node, |path| self.form.place(path).map_err(|fault| (path.to_owned(), fault)))?;
        // A question is put to one case: this one, or the linked ones of one kind.
        if let Some(other) =
            places.iter().find(|place| places.first().is_some_and(|first| first.linked() != place.linked()))
        {
            let fault =
                ShapeFault::NotA { word: other.written().to_owned(), kind: "ほかの場所と同じ案件の場所" };
            return Err(ShapeError::new(fault, self.item_span(node, other.written())));
        }
        Ok(places)
    }

    /// The kinds that a list names.
    pub(super) fn kinds(&self, node: NodeId) -> Result<Vec<String>, ShapeError> {
        self.known(node, self.form.kinds().iter().map(|kind| kind.name.as_str()))
    }

    /// The instruments that a list names.
    pub(super) fn instruments(&self, node: NodeId) -> Result<Vec<String>, ShapeError> {
        self.known(node, self.terms.instruments.iter().map(|instrument| instrument.name.as_str()))
    }

    /// The events that a list names.
    pub(super) fn events(&self, node: NodeId) -> Result<Vec<String>, ShapeError> {
        self.known(node, self.terms.events.iter().map(|event| event.name.as_str()))
    }

    /// The event that a text names.
    pub(super) fn event(&self, node: NodeId) -> Result<String, ShapeError> {
        let event = text(self.document, node)?;
        let names = || self.terms.events.iter().map(|event| event.name.as_str());
        match self.terms.event(event) {
            Some(known) => Ok(known.name.clone()),
            None => Err(unknown_word(event, names(), self.span(node))),
        }
    }

    /// The statement that a text names.
    pub(super) fn statement(&self, node: NodeId) -> Result<String, ShapeError> {
        let id = text(self.document, node)?;
        let ids = || self.names.iter().map(|(id, _)| id.as_str());
        match ids().any(|known| known == id) {
            true => Ok(id.to_owned()),
            false => Err(unknown_word(id, ids(), self.span(node))),
        }
    }

    /// The fact that a text names.
    pub(super) fn fact(&self, node: NodeId) -> Result<String, ShapeError> {
        let fact = text(self.document, node)?;
        let names = || self.form.facts().iter().map(|fact| fact.name.as_str());
        match names().find(|name| *name == fact) {
            Some(_) => Ok(fact.to_owned()),
            None => Err(unknown_word(fact, names(), self.span(node))),
        }
    }

    /// The laws that a text or a list names, or that any or none may be.
    pub(super) fn laws(&self, node: NodeId) -> Result<Laws, ShapeError> {
        match self.document.text(node) {
            Some("any") => Ok(Laws::Any),
            Some("none") => Ok(Laws::None),
            _ => self.known(node, self.terms.laws.iter().map(|law| law.name.as_str())).map(Laws::These),
        }
    }

    /// Where a basis comes from.
    pub(super) fn source(&self, node: NodeId) -> Result<String, ShapeError> {
        let source = text(self.document, node)?;
        let known = || self.terms.sources.iter().map(String::as_str);
        match known().any(|known| known == source) {
            true => Ok(source.to_owned()),
            false => Err(unknown_word(source, known(), self.span(node))),
        }
    }

    fn known<'w>(&self, node: NodeId, words: impl Iterator<Item = &'w str> + Clone) -> Result<Vec<String>, ShapeError> {
        let mut found = Vec::new();
        for word in texts(self.document, node)? {
            if !words.clone().any(|known| known == word) {
                return Err(unknown_word(word, words, self.item_span(node, word)));
            }
            found.push(word.to_owned());
        }
        if found.is_empty() {
            return Err(ShapeError::new(ShapeFault::Empty, self.span(node)));
        }
        Ok(found)
    }

    fn each<T>(
        &self,
        node: NodeId,
        read: impl Fn(&str) -> Result<T, (String, PlaceFault)>,
    ) -> Result<Vec<T>, ShapeError> {
        let words = texts(self.document, node)?;
        if words.is_empty() {
            return Err(ShapeError::new(ShapeFault::Empty, self.span(node)));
        }
        let shape = |(word, fault): (String, PlaceFault)| {
            let span = self.item_span(node, &word);
            let nearest = match fault {
                PlaceFault::UnknownStep { nearest, .. } => nearest,
                _ => None,
            };
            let allowed = self.form.places().iter().map(|place| place.name.clone()).collect();
            ShapeError::new(ShapeFault::UnknownWord { word, nearest, allowed }, span)
        };
        words.into_iter().map(|word| read(word).map_err(shape)).collect()
    }

    /// The span of the item of a list that is a word.
    fn item_span(&self, node: NodeId, word: &str) -> Span {
        let item = self.document.items(node).iter().find(|&&item| self.document.text(item) == Some(word));
        self.span(item.copied().unwrap_or(node))
    }
}
