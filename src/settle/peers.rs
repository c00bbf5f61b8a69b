//! 横並び: a safeguard that other cases of the kind state and this one does not.
//!
//! It hangs on what else is checked in the run, so it is never more than recommended, and nothing is said
//! where a case has fewer than two others to be compared with.

use super::CaseReport;
use crate::evaluate::in_order;
use crate::evaluate::result::{Evidence, Level, Reason, RuleResult, Verdict};
use crate::hash::QuickMap;
use crate::rules::{BuiltIn, Question, Rule, RuleSet};

/// Fewest other cases that must state a safeguard for its absence to be told.
const FEWEST: usize = 2;
/// Most cases that are named, and quoted, in one finding.
const NAMED: usize = 3;

/// What the cases of one kind do with one rule.
#[derive(Default)]
struct Standing {
    /// Cases to which the rule applies.
    asked: usize,
    /// Those that meet it, by their place in the run.
    stating: Vec<usize>,
}

/// Compares each case of a run with the others of its kind.
pub(super) fn compare(rules: &RuleSet, reports: &mut [CaseReport]) {
    if rules.built_in_rule(BuiltIn::Peers).is_none() {
        return;
    }
    let safeguards: QuickMap<&str, &Rule> =
        rules.rules().iter().filter(|rule| is_safeguard(rule)).map(|rule| (rule.id.as_str(), rule)).collect();
    let standings = standings(&safeguards, reports);
    let mut of_kind: QuickMap<&str, usize> = QuickMap::default();
    for report in reports.iter() {
        let is_first = |at: usize, kind: &String| report.kinds.iter().position(|known| known == kind) == Some(at);
        for (_, kind) in report.kinds.iter().enumerate().filter(|&(at, kind)| is_first(at, kind)) {
            *of_kind.entry(kind).or_default() += 1;
        }
    }
    let found: Vec<Option<Vec<RuleResult>>> = (0..reports.len())
        .map(|at| {
            // A case that has too few others of its kind is not compared.
            let kinds = &reports.get(at)?.kinds;
            let compared = kinds.iter().any(|kind| of_kind.get(kind.as_str()).is_some_and(|&count| count > FEWEST));
            if compared { findings(rules, &safeguards, &standings, reports, at) } else { None }
        })
        .collect();
    for (report, found) in reports.iter_mut().zip(found) {
        let Some(found) = found else { continue };
        report.awaiting.retain(|(built_in, _)| *built_in != BuiltIn::Peers);
        report.results.extend(found);
    }
}

/// Whether a rule asks that something is said, of some kinds of referral.
fn is_safeguard(rule: &Rule) -> bool {
    let says = |question: &Question| matches!(question, Question::States { .. });
    !rule.kinds.is_empty() && rule.require.predicates().iter().any(|predicate| says(&predicate.question))
}

/// The worst result of each safeguard in a case.
fn worst<'r>(safeguards: &QuickMap<&str, &Rule>, report: &'r CaseReport) -> QuickMap<&'r str, &'r RuleResult> {
    let mut worst: QuickMap<&str, &RuleResult> = QuickMap::default();
    for result in report.results.iter().filter(|result| safeguards.contains_key(result.rule.as_str())) {
        let known = worst.entry(&result.rule).or_insert(result);
        if result.verdict < known.verdict {
            *known = result;
        }
    }
    worst
}

fn standings<'r>(
    safeguards: &QuickMap<&'r str, &'r Rule>,
    reports: &[CaseReport],
) -> QuickMap<(&'r str, &'r str), Standing> {
    let mut standings: QuickMap<(&str, &str), Standing> = QuickMap::default();
    for (at, report) in reports.iter().enumerate() {
        for (id, result) in worst(safeguards, report) {
            let Some(rule) = safeguards.get(id).filter(|_| result.verdict != Verdict::NotApplicable) else { continue };
            for kind in rule.kinds.iter().filter(|kind| report.kinds.contains(kind)) {
                let standing = standings.entry((rule.id.as_str(), kind.as_str())).or_default();
                standing.asked += 1;
                if result.verdict == Verdict::Pass {
                    standing.stating.push(at);
                }
            }
        }
    }
    standings
}

/// What a case lacks that others state; `None` where it is not compared.
fn findings(
    rules: &RuleSet,
    safeguards: &QuickMap<&str, &Rule>,
    standings: &QuickMap<(&str, &str), Standing>,
    reports: &[CaseReport],
    at: usize,
) -> Option<Vec<RuleResult>> {
    let report = reports.get(at)?;
    let (_, holder) = report.awaiting.iter().find(|(built_in, _)| *built_in == BuiltIn::Peers)?;
    let mut found: Vec<RuleResult> = worst(safeguards, report)
        .into_values()
        .filter(|result| is_unsaid(result))
        .filter_map(|result| {
            let rule = safeguards.get(result.rule.as_str())?;
            let kind = rule.kinds.iter().find(|kind| report.kinds.contains(kind))?;
            let standing = standings.get(&(rule.id.as_str(), kind.as_str()))?;
            (standing.stating.len() >= FEWEST).then(|| lacking(holder, result, standing, reports))
        })
        .collect();
    if found.is_empty() {
        let message = rules.rule(&holder.rule).map(in_order).unwrap_or_default();
        found.push(RuleResult { verdict: Verdict::Pass, message, ..holder.clone() });
    }
    Some(found)
}

/// Whether a result says that the paper itself does not state it.
fn is_unsaid(result: &RuleResult) -> bool {
    match result.verdict {
        Verdict::Missing => true,
        Verdict::Review => result.reason == Some(Reason::ByReference),
        _ => false,
    }
}

fn lacking(holder: &RuleResult, result: &RuleResult, standing: &Standing, reports: &[CaseReport]) -> RuleResult {
    let stating = || standing.stating.iter().filter_map(|&at| reports.get(at));
    let mut names: Vec<String> = stating().take(NAMED).map(short_name).collect();
    if standing.stating.len() > NAMED {
        names.push("ほか".to_owned());
    }
    let message = format!(
        "「{}」は、同種{}件中{}件に記載（{}）。この件にはありません。",
        result.title,
        standing.asked,
        standing.stating.len(),
        names.join("、")
    );
    let quotes = stating().take(NAMED).filter_map(|report| {
        let stated = report.results.iter().find(|other| other.rule == result.rule && other.verdict == Verdict::Pass)?;
        let evidence = stated.evidence.first()?;
        Some(Evidence { note: short_name(report), ..evidence.clone() })
    });
    RuleResult {
        title: format!("{}（{}）", holder.title, result.rule).into(),
        item: result.item.clone(),
        level: holder.level.min(Level::Recommended),
        verdict: Verdict::Review,
        reason: Some(Reason::Softened),
        message,
        pointer: result.pointer.clone(),
        span: result.span,
        source: result.source.clone(),
        evidence: quotes.collect(),
        model: result.model.clone(),
        ..holder.clone()
    }
}

/// 「第10号」 of 「令和2年度第10号議案」, else the whole number, else the file.
fn short_name(report: &CaseReport) -> String {
    let Some(number) = report.number.as_deref() else {
        return report.path.rsplit('/').next().unwrap_or(&report.path).to_owned();
    };
    let short = number.find('第').and_then(|at| number.get(at..)).and_then(|rest| {
        let end = rest.find('号')? + '号'.len_utf8();
        rest.get(..end)
    });
    short.unwrap_or(number).to_owned()
}
