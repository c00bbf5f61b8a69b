//! What the rules of a set are written in terms of: form, lexicon and statements, and the reader made of them.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::lean::{self, FORM, LEXICON, STATEMENTS};
use super::load::{RuleFile, RuleSetError, built_in_files, reader_of, table_of};
use super::terms::{self, InFile, Terms};
use super::{lexicon, people, statement};
use crate::document::Document;
use crate::document::fields::ShapeError;
use crate::error::{Explain, Problem};
use crate::form::Form;
use crate::reading::{Example, Lexicon, Owner, Reader, ReaderError, Statement};
use crate::source::{Source, Span};

/// What the rules are written in terms of.
pub(super) struct Shared {
    pub(super) form: Form,
    pub(super) terms: Terms,
    /// The statements; not read yet where they are those that the program carries and nobody asked.
    pub(super) statements: OnceLock<Vec<Statement>>,
    /// Id and name of every statement, in their order.
    pub(super) names: Vec<(String, String)>,
    pub(super) reader: Reader,
}

impl Shared {
    /// Reads form, lexicon and statements. A fault without which there is no going on gives none.
    pub(super) fn load(files: &[&RuleFile], lean: bool, faults: &mut Faults) -> Option<Self> {
        if let Some((names, reader)) = reader_of(files).filter(|_| lean) {
            return Self::carried(files, names, reader, faults);
        }
        let (statement_files, base): (Vec<&RuleFile>, Vec<&RuleFile>) =
            files.iter().partition(|file| file.name.starts_with(STATEMENTS));
        let (trees, read) = rayon::join(
            || parse(&base, lean),
            || statement_files.par_iter().map(|file| StatementFile::read(file, lean)).collect::<Vec<_>>(),
        );
        let parsed = faults.keep_parsed(&base, trees);
        let mut statement_files = Vec::with_capacity(read.len());
        for file in read {
            statement_files.extend(file.map_err(|fault| faults.add(&fault.0, fault.1)));
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
            Ok(reader) => {
                let names = statements.iter().map(|statement| (statement.id.clone(), statement.name.clone()));
                Some(Self { form, terms, names: names.collect(), statements: OnceLock::from(statements), reader })
            }
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

impl Shared {
    /// The form and the terms that the program carries, beside the reader that was compiled when it was built:
    /// statements and words of the lexicon need not be read.
    fn carried(files: &[&RuleFile], names: Vec<(String, String)>, reader: Reader, faults: &mut Faults) -> Option<Self> {
        let is_compiled = |name: &str| name.starts_with(STATEMENTS) || lean::COMPILED.contains(&name);
        let base: Vec<&RuleFile> = files.iter().copied().filter(|file| !is_compiled(&file.name)).collect();
        let parsed = faults.keep_parsed(&base, parse(&base, true));
        let is_form = |name: &str| name.starts_with(FORM);
        let form =
            parsed.iter().find(|(name, _)| is_form(name)).and_then(|(_, document)| keep_form(faults, document))?;
        let lexicon = parsed.iter().filter(|(name, _)| !is_form(name)).map(|(_, document)| document);
        let (_, terms) = faults.keep_at(lexicon_of(lexicon))?;
        Some(Self { form, terms, statements: OnceLock::new(), names, reader })
    }
}

/// The statements that the program carries; a test sees that each can be read.
pub(super) fn carried_statements() -> Vec<Statement> {
    let files = built_in_files();
    let statements = files.iter().filter(|file| file.name.starts_with(STATEMENTS));
    statements.filter_map(|file| statement::statement(&parse_one(file, true).ok()?).ok()).collect()
}

/// What was read from the file of a statement. Its tree is dropped at once: the trees of all would not fit
/// the cache.
struct StatementFile<'f> {
    name: &'f str,
    source: Arc<Source>,
    /// Where the first key stands.
    start: usize,
    statement: Result<Statement, ShapeError>,
    examples: Result<Vec<Example>, ShapeError>,
}

impl<'f> StatementFile<'f> {
    fn read(file: &'f RuleFile, lean: bool) -> Result<Self, Unparsed> {
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

/// The fault of a file that cannot be parsed.
pub(super) type Unparsed = Box<(Arc<Source>, Problem)>;

/// Parses files on all cores, each by itself; the results stand in the order of the files.
pub(super) fn parse(files: &[&RuleFile], lean: bool) -> Vec<Result<Document, Unparsed>> {
    files.par_iter().map(|file| parse_one(file, lean)).collect()
}

fn parse_one(file: &RuleFile, without_examples: bool) -> Result<Document, Unparsed> {
    let made = table_of(file);
    let text = match made {
        _ if !without_examples => &*file.text,
        Some((lean, _)) => lean,
        None => lean::lean(&file.name, &file.text),
    };
    let source = Arc::new(Source::from_text(file.shown.clone(), text));
    let made = made.filter(|(lean, _)| text.len() == lean.len());
    if let Some(document) = made.and_then(|(_, table)| Document::from_table(Arc::clone(&source), table)) {
        return Ok(document);
    }
    Document::parse(Arc::clone(&source)).map_err(|error| {
        let problem = error.problem(Some(error.span), error.related.clone());
        Box::new((source, problem))
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
            "laws.yaml" => terms::laws(document).map(|laws| terms.take_laws(laws)),
            "instruments.yaml" => terms::instruments(document).map(|instruments| terms.instruments = instruments),
            "people.yaml" => people::people(document).map(|people| terms.people = people),
            "verbs.yaml" => terms::verbs(document).map(|verbs| terms.verbs = verbs),
            "offices.yaml" => terms::offices(document).map(|offices| terms.offices = offices),
            "contrasts.yaml" => terms::contrasts(document).map(|contrasts| terms.contrasts = contrasts),
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

/// The faults of a set as they are found.
#[derive(Default)]
pub(super) struct Faults {
    pub(super) problems: Vec<(Arc<Source>, Problem)>,
}

impl Faults {
    pub(super) fn add(&mut self, source: &Arc<Source>, problem: Problem) {
        self.problems.push((Arc::clone(source), problem));
    }

    pub(super) fn keep<T>(&mut self, document: &Document, read: Result<T, ShapeError>) -> Option<T> {
        self.keep_in(document.source(), read)
    }

    pub(super) fn keep_in<T>(&mut self, source: &Arc<Source>, read: Result<T, ShapeError>) -> Option<T> {
        read.map_err(|error| self.add(source, error.problem(Some(error.span), Vec::new()))).ok()
    }

    /// Keeps the files that could be parsed, with their names.
    pub(super) fn keep_parsed<'f>(
        &mut self,
        files: &[&'f RuleFile],
        trees: Vec<Result<Document, Unparsed>>,
    ) -> Vec<(&'f str, Document)> {
        let mut parsed = Vec::with_capacity(trees.len());
        for (file, tree) in files.iter().zip(trees) {
            match tree {
                Ok(document) => parsed.push((file.name.as_str(), document)),
                Err(fault) => self.add(&fault.0, fault.1),
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
