//! The examples of a rule, tried through all stations.

pub mod corpus;

use std::sync::Arc;

use jiff::civil::{Date, date};

use crate::case::{Beside, Case, Fetched, LinkFault, Opened, PaperFault};
use crate::check::{Days, report};
use crate::document::Document;
use crate::error::Problem;
use crate::evaluate::result::{RuleResult, Verdict};
use crate::form::same_name;
use crate::rules::{Condition, Example, Rule, RuleSet, first_kind, placed};
use crate::settle::{CaseReport, settle};
use crate::source::Source;

/// The day at which examples are judged that give none: that of the referrals which the rules were first
/// written from.
const DAY: Date = date(2020, 7, 1);

/// How an example differs from what it expects.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misjudged {
    /// A fault was found where all is in order.
    #[error("余計な指摘: {} のはずが {got}", expect.word())]
    Noisy {
        /// The verdict that is expected.
        expect: Verdict,
        /// What came.
        got: String,
    },
    /// Nothing was found where something is wrong.
    #[error("見落とし: {} のはずが {got}", expect.word())]
    Missed {
        /// The verdict that is expected.
        expect: Verdict,
        /// What came.
        got: String,
    },
    /// Another verdict of the same side.
    #[error("判定違い: {} のはずが {got}", expect.word())]
    WrongVerdict {
        /// The verdict that is expected.
        expect: Verdict,
        /// What came.
        got: String,
    },
    /// The right verdict at another place, level or for another reason.
    #[error("{what}違い: {expect} のはずが {got}")]
    WrongDetail {
        /// What differs.
        what: &'static str,
        /// What is expected.
        expect: String,
        /// What came.
        got: String,
    },
    /// The example itself cannot be read.
    #[error("例が読めません: {0}")]
    Unreadable(String),
}

/// Judges an example by a rule and compares.
///
/// # Errors
/// [`Misjudged`] where the rule does not give what the example expects.
pub fn try_example(rules: &RuleSet, rule: &Rule, example: &Example) -> Result<(), Misjudged> {
    let results = results_of(rules, rule, &example.case, &Around::of(rules, example), example.as_of.unwrap_or(DAY))?;
    let worst = results.iter().min_by_key(|result| result.verdict);
    let Some(result) = worst else { return Err(Misjudged::Unreadable("結果がありません".to_owned())) };
    let expect = example.expect;
    if result.verdict != expect {
        let words = result.evidence.iter().map(|evidence| format!("「{}」{}", evidence.text, evidence.note));
        let got =
            format!("{:?}（{:?}）{} {}", result.verdict, result.reason, result.message, words.collect::<String>());
        let fault = |verdict| matches!(verdict, Verdict::Fail | Verdict::Missing | Verdict::Review);
        return Err(match (fault(expect), fault(result.verdict)) {
            (false, true) => Misjudged::Noisy { expect, got },
            (true, false) => Misjudged::Missed { expect, got },
            _ => Misjudged::WrongVerdict { expect, got },
        });
    }
    let detail = |what, expect: Option<String>, got: String| match expect {
        Some(expect) if expect != got => Err(Misjudged::WrongDetail { what, expect, got }),
        _ => Ok(()),
    };
    detail("段階", example.level.map(|level| level.word().to_owned()), result.level.word().to_owned())?;
    let reason = result.reason.and_then(|reason| serde_json::to_value(reason).ok());
    let reason = reason.as_ref().and_then(|reason| reason.as_str()).unwrap_or("").to_owned();
    detail("理由", example.reason.clone(), reason)?;
    detail("場所", example.at.clone(), result.pointer.to_string())
}

/// Whether the rule's model text, put at its first place, makes it pass. Rules without one are in order.
///
/// # Errors
/// [`Misjudged`] where it does not pass.
pub fn try_model(rules: &RuleSet, rule: &Rule) -> Result<(), Misjudged> {
    let (Some(model), Some(place)) = (&rule.model, rule.places.first()) else { return Ok(()) };
    let kind = first_kind(rule, rules.form());
    // A day at which some basis is in force that binds every case, else the usual one.
    let binds = |day: Date| rule.basis.iter().any(|basis| basis.when.is_none() && basis.in_force(day));
    let days = rule.basis.iter().filter_map(|basis| basis.from).filter(|&day| binds(day));
    let day = if binds(DAY) { DAY } else { days.min().unwrap_or(DAY) };
    let results = results_of(rules, rule, &placed(rules.form(), kind, place, model, None), &Around::default(), day)?;
    match results.iter().min_by_key(|result| result.verdict) {
        Some(result) if matches!(result.verdict, Verdict::Pass | Verdict::NotApplicable) => Ok(()),
        Some(result) => Err(Misjudged::Noisy {
            expect: Verdict::Pass,
            got: format!("{} {}", result.verdict.word(), result.message),
        }),
        None => Err(Misjudged::Unreadable("結果がありません".to_owned())),
    }
}

/// The mutants of a rule that none of its examples notices, by name.
#[must_use]
pub fn unnoticed(rules: &RuleSet, rule: &Rule, examples: &[Example]) -> Vec<String> {
    let notices = |mutant: &Rule| examples.iter().any(|example| try_example(rules, mutant, example).is_err());
    let mut unnoticed = Vec::new();
    for (name, require) in rule.require.mutants() {
        // Without any condition a rule says nothing of a case: no example could hold.
        let Some(require) = require else { continue };
        if !notices(&Rule { require, ..rule.clone() }) {
            unnoticed.push(format!("require: {name}"));
        }
    }
    for (name, when) in rule.when.iter().flat_map(Condition::mutants) {
        if !notices(&Rule { when, ..rule.clone() }) {
            unnoticed.push(format!("when: {name}"));
        }
    }
    unnoticed
}

/// What stands around the case of an example.
#[derive(Default)]
struct Around<'e> {
    siblings: &'e [String],
    files: &'e [(String, String)],
    /// The siblings' numbers.
    numbers: Vec<Option<String>>,
}

impl<'e> Around<'e> {
    fn of(rules: &RuleSet, example: &'e Example) -> Self {
        let number = |text: &String| Some(opened(rules, text).ok()?.case.number()?.to_owned());
        let numbers = example.siblings.iter().map(number).collect();
        Self { siblings: &example.siblings, files: &example.files, numbers }
    }
}

fn fetched(name: &str, text: &str) -> Fetched {
    Fetched { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

impl Beside for Around<'_> {
    fn file(&self, path: &str) -> Result<Fetched, PaperFault> {
        let found = self.files.iter().find(|(name, _)| name == path);
        found.map(|(name, text)| fetched(name, text)).ok_or(PaperFault::Absent)
    }

    fn numbered(&self, number: &str) -> Result<Fetched, LinkFault> {
        let at = self.numbers.iter().position(|known| known.as_deref().is_some_and(|known| same_name(known, number)));
        let text = at.and_then(|at| self.siblings.get(at)).ok_or(LinkFault::NotInRun)?;
        Ok(fetched(number, text))
    }
}

/// What a rule gives for a case, as a file, with what stands around it.
fn results_of(
    rules: &RuleSet,
    rule: &Rule,
    case: &str,
    around: &Around<'_>,
    day: Date,
) -> Result<Vec<RuleResult>, Misjudged> {
    let days = Days { asked: Some(day), today: day };
    // A built-in rule looks at the verdicts of all others.
    let all = rule.built_in().is_some_and(|built_in| built_in.awaits_verdicts());
    let by = |opened: Opened<'_>| match all {
        true => report("例", opened, rules, rules.rules(), days),
        false => report("例", opened, rules, [rule], days),
    };
    let reports = std::iter::once(case).chain(around.siblings.iter().map(String::as_str));
    let mut reports = reports
        .map(|text| {
            let mut opened = opened(rules, text)?;
            opened.case.attach(around);
            Ok(by(opened))
        })
        .collect::<Result<Vec<CaseReport>, _>>()?;
    settle(rules, &mut reports, None);
    let own = reports.into_iter().next().map(|report| report.results).unwrap_or_default();
    Ok(own.into_iter().filter(|result| result.rule == rule.id).collect())
}

fn opened<'r>(rules: &'r RuleSet, text: &str) -> Result<Opened<'r>, Misjudged> {
    let unreadable = |what: String| Misjudged::Unreadable(what);
    let source = Arc::new(Source::from_text("例", text));
    let document = Document::parse(source).map_err(|error| unreadable(error.to_string()))?;
    let told =
        |problems: &[Problem]| problems.iter().map(|problem| format!("{} {}", problem.what, problem.advice)).collect();
    let opened = Case::read(document, rules.form()).map_err(|problems| unreadable(told(&problems)))?;
    if opened.errors.is_empty() { Ok(opened) } else { Err(unreadable(told(&opened.errors))) }
}
