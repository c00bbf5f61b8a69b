//! A [`Run`] becomes one of several formats.
//!
//! Every writer is a pure function of the run: it decides nothing, counts nothing of its own and knows
//! no law. Words for people stand here and in the rule files, nowhere else.

mod corpus;
mod excerpt;
mod json;
mod pretty;
mod reading;
mod rulebook;
mod table;

use std::io;
use std::sync::Arc;

pub use corpus::{json as corpus_json, text as corpus_text};
pub use pretty::{Pretty, Show};
pub use reading::{ReadText, json as reading_json, text as reading_text};
pub use rulebook::Listing;

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
}

impl Format {
    /// All formats with their names on the command line.
    pub const ALL: [(&'static str, Self); 3] = [("pretty", Self::Pretty), ("table", Self::Table), ("json", Self::Json)];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(name, _)| name)
    }

    /// Writes a run. `style` counts only for formats for people.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, run: &Run, style: &Pretty, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Pretty => style.write(run, out),
            Self::Table => table::write(run, style.width, out),
            Self::Json => json::write(run, out),
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
