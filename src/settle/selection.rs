//! Which results are reported（`--select`, `--ignore`）.

use crate::document::nearest;
use crate::evaluate::result::{Level, RuleResult};
use crate::rules::{Rule, RuleSet};

/// Words that choose results: the id of a rule or the beginning of ids, a heading, a kind of referral or a
/// level. Everything is judged all the same; only the report is cut.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

/// A word that chooses nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{word}」に当たる規則・項目・種別・段階がありません{}", nearest.as_deref().map(|word| format!("（もしかして: {word}）")).unwrap_or_default())]
pub struct UnknownChoice {
    /// The word as typed.
    pub word: String,
    /// The right word that is most like it.
    pub nearest: Option<String>,
}

const LEVELS: [(&str, Level); 3] =
    [("required", Level::Required), ("recommended", Level::Recommended), ("note", Level::Note)];

impl Selection {
    /// A selection of the rules of a set: those that `select` chooses (all where it is empty), without those
    /// that `ignore` chooses.
    ///
    /// # Errors
    /// [`UnknownChoice`] for a word that chooses nothing in the set.
    pub fn new(rules: &RuleSet, select: &[String], ignore: &[String]) -> Result<Self, UnknownChoice> {
        for word in select.iter().chain(ignore) {
            let known = level(word).is_some() || rules.rules().iter().any(|rule| chooses_rule(word, rules, rule));
            if !known {
                return Err(UnknownChoice { word: word.clone(), nearest: nearest_choice(word, rules) });
            }
        }
        Ok(Self { select: select.to_vec(), ignore: ignore.to_vec() })
    }

    /// Whether a result is reported.
    #[must_use]
    pub fn has(&self, rules: &RuleSet, result: &RuleResult) -> bool {
        let chosen = |words: &[String]| words.iter().any(|word| chooses(word, rules, result));
        (self.select.is_empty() || chosen(&self.select)) && !chosen(&self.ignore)
    }
}

fn level(word: &str) -> Option<Level> {
    LEVELS.iter().find(|(name, level)| *name == word || level.word() == word).map(|&(_, level)| level)
}

fn chooses(word: &str, rules: &RuleSet, result: &RuleResult) -> bool {
    match level(word) {
        Some(level) => result.level == level,
        None => rules.rule(&result.rule).is_some_and(|rule| chooses_rule(word, rules, rule)),
    }
}

fn chooses_rule(word: &str, rules: &RuleSet, rule: &Rule) -> bool {
    // A rule without kinds is asked of every kind.
    let is_kind = || rules.form().kinds().iter().any(|kind| kind.name == word);
    rule.id == word
        || begins(&rule.id, word)
        || rule.item == word
        || rule.kinds.iter().any(|kind| kind == word)
        || (rule.kinds.is_empty() && is_kind())
}

/// Whether an id begins with a word that ends where a part of the id ends: `KS-1403` chooses `KS-1403-05`.
fn begins(id: &str, word: &str) -> bool {
    id.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'))
}

fn nearest_choice(word: &str, rules: &RuleSet) -> Option<String> {
    let of_rules = rules.rules().iter().flat_map(|rule| {
        [rule.id.as_str(), rule.item.as_str()].into_iter().chain(rule.kinds.iter().map(String::as_str))
    });
    let levels = LEVELS.iter().flat_map(|(name, level)| [*name, level.word()]);
    nearest(word, of_rules.chain(levels)).map(str::to_owned)
}
