//! Rule, statement and lexicon files become a checked [`RuleSet`].
//!
//! One rule is one file; the folders are the law's own order. Everything that can be wrong with a file is
//! found when it is loaded: an unknown key, place, statement, law or event, an empty list, an id other than
//! the file's name. No rule is ever skipped: with one fault the set is refused whole.

mod built_in;
mod condition;
mod describe;
mod example;
mod in_text;
mod lean;
pub mod lexicon;
mod load;
mod people;
mod rule;
mod shared;
pub mod statement;
mod terms;
mod verdict;

pub use built_in::BuiltIn;
pub use condition::{Compare, Condition, Laws, Predicate, Question, TermSlip};
pub use example::{Example, first_kind, placed};
pub(crate) use in_text::InText;
use load::Loader;
pub use load::{RuleFault, RuleFile, RuleSetError};
pub(crate) use people::Spoken;
pub use people::{People, Person};
pub use rule::{Basis, Known, Rule};
pub use terms::{Event, Instrument, Law, Offices, Terms, Unlisted, Verb};
pub use verdict::{Level, Verdict};

use std::sync::OnceLock;

use crate::case::citation::LawNames;
use crate::form::Form;
use crate::reading::{Reader, Statement, StatementId};

/// How much of the rule files is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All but the examples, which stand last and which only tests need.
    Rules,
    /// Everything.
    RulesAndExamples,
}

/// Everything that a case is judged by.
#[derive(Debug)]
pub struct RuleSet {
    form: Form,
    terms: Terms,
    law_names: LawNames,
    reader: Reader,
    statements: OnceLock<Vec<Statement>>,
    /// Id and name of every statement, in their order.
    names: Vec<(String, String)>,
    rules: Vec<Rule>,
    examples: Vec<(String, Vec<Example>)>,
    asked: Vec<StatementId>,
    digest: String,
    in_texts: in_text::InTexts,
}

impl RuleSet {
    /// The rules that the program carries.
    ///
    /// # Errors
    /// [`RuleSetError`] where a file is not as it should be; a test sees that none is.
    pub fn built_in(extent: Extent) -> Result<Self, RuleSetError> {
        load::load(load::built_in_files(), extent)
    }

    /// The rules of some files. The form, the lexicon and the statements are the built-in ones where the
    /// files hold none.
    ///
    /// # Errors
    /// [`RuleSetError`] with every fault of every file.
    pub fn of_files(files: Vec<RuleFile>, extent: Extent) -> Result<Self, RuleSetError> {
        load::load(load::completed(files), extent)
    }

    /// The form of a referral.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Events, laws and instruments.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The names of laws, ready to be found in texts.
    #[must_use]
    pub fn law_names(&self) -> &LawNames {
        &self.law_names
    }

    /// The reader with all statements.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The statements that a text can establish.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        self.statements.get_or_init(shared::carried_statements)
    }

    /// The statement of an id.
    #[must_use]
    pub fn statement(&self, id: &str) -> Option<&Statement> {
        self.statements().iter().find(|statement| statement.id == id)
    }

    /// The name of a statement for people.
    #[must_use]
    pub fn statement_name(&self, id: &str) -> &str {
        self.names.iter().find(|(known, _)| known == id).map_or("", |(_, name)| name)
    }

    /// The name of a statement of the reader for people.
    pub(crate) fn name_of(&self, id: StatementId) -> &str {
        self.names.get(id.index()).map_or("", |(_, name)| name)
    }

    /// The rules in the order of their ids.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The rule that a built-in check is reported under.
    #[must_use]
    pub fn built_in_rule(&self, wanted: BuiltIn) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.built_in() == Some(wanted))
    }

    /// The examples of a rule; none where the set was loaded without.
    #[must_use]
    pub fn examples(&self, id: &str) -> &[Example] {
        self.examples.iter().find(|(rule, _)| rule == id).map_or(&[], |(_, examples)| examples)
    }

    /// The statements that the rules ask for.
    #[must_use]
    pub fn asked(&self) -> &[StatementId] {
        &self.asked
    }

    /// SHA-256 over the names and texts of all files, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }
}
