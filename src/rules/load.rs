//! From files to a rule set.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::case::citation::LawNames;
use crate::document::fields::{ShapeError, ShapeFault, text, texts};
use crate::document::{Document, NodeId};
use crate::error::{Explain, Problem};
use crate::form::{Form, Place, PlaceFault};
use crate::reading::{Lexicon, Owner, Reader, ReaderError, Statement};
use crate::source::{Source, Span};

use super::condition::unknown_word;
use super::terms::{self, InFile, Terms};
use super::{Extent, Question, Rule, RuleSet, example, lexicon, rule, statement};

/// One file of a rule set.
#[derive(Debug, Clone)]
pub struct RuleFile {
    /// Path inside the set, with `/`.
    pub name: String,
    /// The path as it is shown to people.
    pub shown: String,
    /// Its text.
    pub text: String,
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

const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.in"));
const FORM: &str = "form.yaml";
const LEXICON: &str = "lexicon/";
const STATEMENTS: &str = "statements/";

pub(super) fn built_in_files() -> Vec<RuleFile> {
    BUILT_IN
        .iter()
        .map(|&(name, text)| RuleFile { name: name.to_owned(), shown: format!("rules/{name}"), text: text.to_owned() })
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
    pub(super) statements: &'d [Statement],
    /// Whether the examples were cut off before the file was parsed.
    pub(super) without_examples: bool,
}

/// Loads a rule set.
pub(super) fn load(files: Vec<RuleFile>, extent: Extent) -> Result<RuleSet, RuleSetError> {
    let lean = extent == Extent::Rules;
    let digest_of = || digest(&files);
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
    let Some(Shared { form, terms, statements, reader }) = shared else { return Err(faults.into()) };
    let loader =
        |document| Loader { document, form: &form, terms: &terms, statements: &statements, without_examples: lean };
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
    Ok(RuleSet { form, terms, law_names, reader, statements, rules, examples, asked, digest })
}

/// What the rules are written in terms of.
struct Shared {
    form: Form,
    terms: Terms,
    statements: Vec<Statement>,
    reader: Reader,
}

impl Shared {
    /// Reads form, lexicon and statements. A fault without which there is no going on gives none.
    fn load(files: &[&RuleFile], lean: bool, faults: &mut Faults) -> Option<Self> {
        let (statement_files, base): (Vec<&RuleFile>, Vec<&RuleFile>) =
            files.iter().partition(|file| file.name.starts_with(STATEMENTS));
        let (trees, read) = rayon::join(
            || parse(&base, lean),
            || statement_files.par_iter().map(|file| StatementFile::read(file, lean)).collect::<Vec<_>>(),
        );
        let parsed = faults.keep_parsed(&base, trees);
        let mut statement_files = Vec::with_capacity(read.len());
        for file in read {
            statement_files.extend(file.map_err(|(source, problem)| faults.add(&source, problem)));
        }
        let part = |prefix: &'static str| {
            parsed.iter().filter(move |(name, _)| name.starts_with(prefix)).map(|(_, document)| document)
        };
        let form = part(FORM).next().and_then(|document| keep_form(faults, document))?;
        let (lexicon, terms) = faults.keep_at(lexicon_of(part(LEXICON)))?;
        let mut statements: Vec<Statement> = Vec::with_capacity(statement_files.len());
        let mut sources = Vec::with_capacity(statement_files.len());
        for StatementFile { name, source, start, statement, examples } in statement_files {
            statements.extend(faults.keep_in(&source, statement));
            faults.keep_in(&source, examples);
            sources.push((name, source, start));
        }
        match Reader::new(&lexicon, &statements) {
            Ok(reader) => Some(Self { form, terms, statements, reader }),
            Err(error) => {
                sources.extend(parsed.iter().map(|(name, document)| {
                    (*name, Arc::clone(document.source()), document.node(document.root()).span.start)
                }));
                let file = sources.iter().find(|(name, ..)| *name == file_of(&error));
                let span = file.map(|(_, source, start)| word_span(source, *start, &error));
                let source =
                    file.map_or_else(|| Arc::new(Source::from_text("rules", "")), |(_, source, _)| Arc::clone(source));
                faults.add(&source, error.problem(span, Vec::new()));
                None
            }
        }
    }
}

/// What was read from the file of a statement. Its tree is dropped at once: the trees of all would not fit
/// the cache.
struct StatementFile<'f> {
    name: &'f str,
    source: Arc<Source>,
    /// Where the first key stands.
    start: usize,
    statement: Result<Statement, ShapeError>,
    examples: Result<Vec<crate::reading::Example>, ShapeError>,
}

impl<'f> StatementFile<'f> {
    fn read(file: &'f RuleFile, lean: bool) -> Result<Self, (Arc<Source>, Problem)> {
        let document = parse_one(file, lean)?;
        Ok(Self {
            name: &file.name,
            source: Arc::clone(document.source()),
            start: document.node(document.root()).span.start,
            statement: statement::statement(&document),
            examples: if lean { Ok(Vec::new()) } else { statement::examples(&document) },
        })
    }
}

/// Parses files on all cores, each by itself; the results stand in the order of the files.
fn parse(files: &[&RuleFile], lean: bool) -> Vec<Result<Document, (Arc<Source>, Problem)>> {
    files.par_iter().map(|file| parse_one(file, lean)).collect()
}

fn parse_one(file: &RuleFile, lean: bool) -> Result<Document, (Arc<Source>, Problem)> {
    let has_examples = is_rule(&file.name) || file.name.starts_with(STATEMENTS);
    let text = if lean && has_examples { without_examples(&file.text) } else { &file.text };
    let source = Arc::new(Source::from_text(file.shown.clone(), text));
    Document::parse(Arc::clone(&source)).map_err(|error| {
        let problem = error.problem(Some(error.span), error.related.clone());
        (source, problem)
    })
}

/// Reads the form, whose faults have a type of their own.
fn keep_form(faults: &mut Faults, document: &Document) -> Option<Form> {
    Form::load(document)
        .map_err(|error| faults.add(document.source(), error.fault.problem(Some(error.span), Vec::new())))
        .ok()
}

/// Reads the files of the lexicon, each by its name.
fn lexicon_of<'d>(files: impl Iterator<Item = &'d Document>) -> Result<(Lexicon, Terms), InFile> {
    let (mut lexicon, mut terms) = (Lexicon::default(), Terms::default());
    for document in files {
        let name = document.source().name();
        let name = name.rsplit('/').next().unwrap_or(name);
        let read = match name {
            "classes.yaml" => lexicon::classes(document).map(|classes| lexicon.classes = classes),
            "spellings.yaml" => lexicon::spellings(document).map(|spellings| lexicon.spellings = spellings),
            "events.yaml" => terms::events(document).map(|events| terms.events = events),
            "laws.yaml" => terms::laws(document).map(|laws| terms.laws = laws),
            "instruments.yaml" => terms::instruments(document).map(|instruments| terms.instruments = instruments),
            // The people of a case are asked for by no predicate yet.
            _ => Ok(()),
        };
        read.map_err(|error| (Arc::clone(document.source()), error))?;
    }
    Ok((lexicon, terms))
}

/// The file in which the fault of a reader stands.
fn file_of(error: &ReaderError) -> String {
    match error.owner() {
        Owner::Class(_) => format!("{LEXICON}classes.yaml"),
        Owner::Statement(id) => format!("{STATEMENTS}{id}.yaml"),
    }
}

/// The place of the word at fault, or of the beginning of the file.
fn word_span(source: &Source, start: usize, error: &ReaderError) -> Span {
    let found = error.word().and_then(|word| source.text().find(word).map(|at| Span::new(at, at + word.len())));
    found.unwrap_or(Span::at(start))
}

/// Whether a file of the set is a rule.
fn is_rule(name: &str) -> bool {
    name != FORM && !name.starts_with(LEXICON) && !name.starts_with(STATEMENTS)
}

/// The text before the key `examples`, which stands last.
fn without_examples(text: &str) -> &str {
    text.find("\nexamples:").and_then(|at| text.get(..=at)).unwrap_or(text)
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

fn digest(files: &[RuleFile]) -> String {
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for file in files {
        for part in [&file.name, &file.text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The faults of a set as they are found.
#[derive(Default)]
struct Faults {
    problems: Vec<(Arc<Source>, Problem)>,
}

impl Faults {
    fn add(&mut self, source: &Arc<Source>, problem: Problem) {
        self.problems.push((Arc::clone(source), problem));
    }

    fn keep<T>(&mut self, document: &Document, read: Result<T, ShapeError>) -> Option<T> {
        self.keep_in(document.source(), read)
    }

    fn keep_in<T>(&mut self, source: &Arc<Source>, read: Result<T, ShapeError>) -> Option<T> {
        read.map_err(|error| self.add(source, error.problem(Some(error.span), Vec::new()))).ok()
    }

    /// Keeps the files that could be parsed, with their names.
    fn keep_parsed<'f>(
        &mut self,
        files: &[&'f RuleFile],
        trees: Vec<Result<Document, (Arc<Source>, Problem)>>,
    ) -> Vec<(&'f str, Document)> {
        let mut parsed = Vec::with_capacity(trees.len());
        for (file, tree) in files.iter().zip(trees) {
            match tree {
                Ok(document) => parsed.push((file.name.as_str(), document)),
                Err((source, problem)) => self.add(&source, problem),
            }
        }
        parsed
    }

    /// Keeps a value that is read from several files; the error tells in which of them it is.
    fn keep_at<T>(&mut self, read: Result<T, (Arc<Source>, ShapeError)>) -> Option<T> {
        read.map_err(|(source, error)| self.add(&source, error.problem(Some(error.span), Vec::new()))).ok()
    }
}

impl From<Faults> for RuleSetError {
    fn from(faults: Faults) -> Self {
        Self { problems: faults.problems }
    }
}

impl Loader<'_> {
    fn span(&self, node: NodeId) -> Span {
        self.document.node(node).span
    }

    /// The places that a text or a list names.
    pub(super) fn places(&self, node: NodeId) -> Result<Vec<Place>, ShapeError> {
        self.each(node, |path| self.form.place(path).map_err(|fault| (path.to_owned(), fault)))
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

    /// The statement that a text names.
    pub(super) fn statement(&self, node: NodeId) -> Result<String, ShapeError> {
        let id = text(self.document, node)?;
        let ids = || self.statements.iter().map(|statement| statement.id.as_str());
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

    /// The laws that a text or a list names; none for `any`.
    pub(super) fn laws(&self, node: NodeId) -> Result<Vec<String>, ShapeError> {
        if self.document.text(node) == Some("any") {
            return Ok(Vec::new());
        }
        self.known(node, self.terms.laws.iter().map(|law| law.name.as_str()))
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
