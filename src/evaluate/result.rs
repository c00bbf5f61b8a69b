//! What a rule gives for a case.

use serde::Serialize;

pub use crate::rules::{Level, Verdict};
use crate::source::{Location, Source, Span};
use crate::text::SharedText;
use std::sync::Arc;

/// Why a verdict is [`Verdict::Review`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, strum::FromRepr)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Left to a text that is not attached.
    ByReference,
    /// An effort, a plan, a maybe.
    Hedged,
    /// One part of several.
    Partial,
    /// A sentence speaks of the matter in words that are not known.
    Near,
    /// Said and denied.
    Contradiction,
    /// The text asserts what should be forbidden.
    Contrary,
    /// A value that cannot be read or compared.
    Undecidable,
    /// Only a person can answer.
    Human,
    /// The rule softens its own verdict.
    Softened,
}

impl Reason {
    /// The words that people are shown.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::ByReference => "別の文書に委ねられている",
            Self::Hedged => "言い切っていない",
            Self::Partial => "一部だけが書かれている",
            Self::Near => "近い文がある",
            Self::Contradiction => "書かれていることが食い違う",
            Self::Contrary => "反対の扱いが書かれている",
            Self::Undecidable => "読み取れない",
            Self::Human => "人の判断が要る",
            Self::Softened => "人が確かめる",
        }
    }
}

/// A piece of text that decided a verdict.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The words as typed.
    pub text: String,
    /// The path to the node that they stand in, in the names typed in the file.
    pub pointer: SharedText,
    /// The file that they stand in: the case, or an attached paper.
    pub source: Arc<Source>,
    /// Their place in that file.
    pub span: Span,
    /// The words inside it that decided.
    pub words: Vec<Span>,
    /// How it was read, for people: 「言い切り」, 「否定（…要しない）」 ….
    pub note: String,
}

impl Evidence {
    /// The place as reports give it.
    #[must_use]
    pub fn location(&self) -> Location {
        self.source.location(self.span)
    }
}

/// A person's word that stands in the place of the reader's verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub struct Settled {
    /// The verdict of the reader, which this stands before.
    pub was: Verdict,
    /// Who looked or decided.
    pub by: String,
    /// When the person looked; the last day of a waiver.
    pub day: String,
    /// The words that the person looked at; why the rule is waived.
    pub words: String,
    /// The other paper in which the words stand; the number of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// The file that the record stands in, where it is not the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// What one rule gives for one case, at one place.
#[derive(Debug, Clone)]
pub struct RuleResult {
    /// Id of the rule.
    pub rule: SharedText,
    /// What the rule asks, one sentence.
    pub title: SharedText,
    /// The printed heading that it is reported under.
    pub item: SharedText,
    /// How binding it is at the date of the case.
    pub level: Level,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is a review.
    pub reason: Option<Reason>,
    /// What is wrong, or why the rule does not apply, or that it is in order.
    pub message: String,
    /// The bases in force, as they are cited.
    pub basis: Vec<SharedText>,
    /// The path to the node that the result is placed at.
    pub pointer: SharedText,
    /// The file that the result is placed in.
    pub source: Arc<Source>,
    /// The place of the result.
    pub span: Span,
    /// What decided.
    pub evidence: Vec<Evidence>,
    /// What to do.
    pub advice: SharedText,
    /// A text to paste.
    pub model: Option<SharedText>,
    /// Why the rule matters.
    pub why: SharedText,
    /// The person's word that a verdict of `attested` or `waived` rests on.
    pub settled: Option<Settled>,
    /// Whether it was known before the run, by a baseline.
    pub known: bool,
}

impl RuleResult {
    /// The place as reports give it.
    #[must_use]
    pub fn location(&self) -> Location {
        self.source.location(self.span)
    }
}
