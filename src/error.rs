//! Messages for people.
//!
//! Every fault that a person can meet is a variant of its station's error type and becomes a
//! [`Problem`]: what is wrong, where, why it matters and what to do. The writers show problems; the
//! stations only make them.

use crate::source::Span;

/// One message about an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable name of the kind of fault, such as `document/duplicate-key`.
    pub code: String,
    /// What is wrong, one sentence.
    pub what: String,
    /// Why it matters, one sentence.
    pub why: String,
    /// What to do, one sentence.
    pub advice: String,
    /// Where it is, if it has a place in the text.
    pub span: Option<Span>,
    /// Places that belong to it, each with a word on it.
    pub related: Vec<(Span, String)>,
}

/// What an error type of a station tells a person.
///
/// `Display` gives what is wrong; these give the rest. A test lists the codes of all types and asks
/// for an input that provokes each.
pub trait Explain: std::fmt::Display {
    /// Stable name of the kind of fault.
    fn code(&self) -> String;
    /// Why it matters.
    fn why(&self) -> &'static str;
    /// What to do.
    fn advice(&self) -> String;

    /// The message, with its place.
    fn problem(&self, span: Option<Span>, related: Vec<(Span, String)>) -> Problem {
        Problem {
            code: self.code(),
            what: self.to_string(),
            why: self.why().to_owned(),
            advice: self.advice(),
            span,
            related,
        }
    }
}
