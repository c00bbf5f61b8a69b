//! What stands beside the results of a run: the rules that ran, and the files that were read along.

use serde::Serialize;

use crate::case::Case;
use crate::evaluate::result::Level;
use crate::rules::Rule;
use crate::source::Source;

/// What a report tells of a rule that ran, once for all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCard {
    /// Its id.
    pub id: String,
    /// What it asks, one sentence.
    pub title: String,
    /// The printed heading that it is reported under.
    pub item: String,
    /// The most binding level of its bases, on whatever day.
    pub level: Level,
    /// The kinds of referral that it is asked of; empty for all.
    pub kinds: Vec<String>,
    /// All its bases, as they are cited.
    pub basis: Vec<String>,
    /// What is wrong where it does not hold.
    pub message: String,
    /// What to do.
    pub advice: String,
    /// A text to paste.
    pub model: Option<String>,
    /// Why it matters.
    pub why: String,
}

impl RuleCard {
    /// The card of a rule.
    #[must_use]
    pub fn of(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            title: rule.title.clone(),
            item: rule.item.clone(),
            level: rule.basis.iter().map(|basis| basis.level).max().unwrap_or(Level::Note),
            kinds: rule.kinds.clone(),
            basis: rule.basis.iter().map(crate::rules::Basis::citation).collect(),
            message: rule.message.clone(),
            advice: rule.advice.clone(),
            model: rule.model.clone(),
            why: rule.why.clone(),
        }
    }
}

/// A file that was read along with a case: an attached paper, or a case that it is linked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Companion {
    /// What the case calls it.
    pub name: String,
    /// The path as it is shown; as typed where it could not be read.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal; none where it could not be read.
    pub sha256: Option<String>,
}

impl Companion {
    /// The files that a case was read with, in the order in which it names them.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Vec<Self> {
        let named = |name: &str, file: &str, source: Option<&Source>| Self {
            name: name.to_owned(),
            path: source.map_or(file, Source::name).to_owned(),
            sha256: source.map(|source| source.digest().to_owned()),
        };
        let papers = case.papers().iter().map(|paper| {
            let source = paper.source().map(AsRef::as_ref);
            named(&paper.name, &paper.file, source)
        });
        let links = case.links().iter().map(|link| {
            let source = link.case.as_ref().ok().map(|linked| linked.source().as_ref());
            named(&link.name, &link.name, source)
        });
        papers.chain(links).collect()
    }
}
