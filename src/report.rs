//! A [`Run`] becomes one of several formats.
//!
//! Every writer is a pure function of the run: it decides nothing, counts nothing of its own and knows
//! no law. Words for people stand here and in the rule files, nowhere else.

mod corpus;
mod csv;
mod excerpt;
mod github;
mod html;
mod json;
mod junit;
mod letters;
mod markdown;
mod ndjson;
mod overview;
mod pretty;
mod reading;
mod rulebook;
mod sarif;
mod stream;
mod table;
mod view;
mod xlsx;

use std::io;
use std::sync::Arc;

pub use self::markdown::step_summary;
pub use corpus::{json as corpus_json, text as corpus_text};
pub use letters::plain;
pub use pretty::{Pretty, Show};
pub use reading::{ReadText, json as reading_json, text as reading_text};
pub use rulebook::Listing;
pub use stream::{Part, Stream};

use crate::error::Problem;
use crate::settle::Run;
use crate::source::Source;

/// The formats that a run can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people, with excerpts.
    Pretty,
    /// For people: one table, case by heading.
    Table,
    /// For programs: the contract `kansa/1`.
    Json,
    /// For programs that read line by line: a line a result.
    Ndjson,
    /// For hosts of code: SARIF 2.1.0.
    Sarif,
    /// For CI: a suite a case, a test a result.
    Junit,
    /// For CI: annotations of GitHub's workflow log.
    Github,
    /// For tables: a row a result.
    Csv,
    /// For people: a page that others can show.
    Markdown,
    /// For the review board: one page to read, to filter and to print.
    Html,
    /// For the office: a workbook.
    Xlsx,
}

impl Format {
    /// All formats with their names on the command line.
    pub const ALL: [(&'static str, Self); 11] = [
        ("pretty", Self::Pretty),
        ("table", Self::Table),
        ("json", Self::Json),
        ("ndjson", Self::Ndjson),
        ("sarif", Self::Sarif),
        ("junit", Self::Junit),
        ("github", Self::Github),
        ("csv", Self::Csv),
        ("markdown", Self::Markdown),
        ("html", Self::Html),
        ("xlsx", Self::Xlsx),
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// Whether the output is no text, so that a terminal must not get it.
    #[must_use]
    pub fn is_binary(self) -> bool {
        self == Self::Xlsx
    }

    /// Writes a run. `style` counts only for `pretty` and `table`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, run: &Run, style: &Pretty, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Pretty => style.write(run, out),
            Self::Table => table::write(run, style.width, out),
            Self::Json => json::write(run, out),
            Self::Ndjson => ndjson::write(run, out),
            Self::Sarif => sarif::write(run, out),
            Self::Junit => junit::write(run, out),
            Self::Github => github::write(run, out),
            Self::Csv => csv::write(run, out),
            Self::Markdown => markdown::write(run, out),
            Self::Html => html::write(run, out),
            Self::Xlsx => xlsx::write(run, out),
        }
    }
}

/// How the result of a command other than `check` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl Shape {
    /// All shapes with their names on the command line.
    pub const ALL: [(&'static str, Self); 2] = [("text", Self::Text), ("json", Self::Json)];
}

/// Faults of several files as people read them, for standard error.
#[must_use]
pub fn problems(word: &str, problems: &[(Arc<Source>, Problem)]) -> String {
    let style = Pretty { colour: false, width: 100, show: Show::default(), verbose: true };
    problems.iter().map(|(source, problem)| style.problem_text(Some(source), problem, word)).collect()
}
