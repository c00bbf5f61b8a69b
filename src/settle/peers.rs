//! 横並び: a safeguard that other cases of the kind state and this one does not.
//!
//! It hangs on what else is checked in the run, so it is never more than recommended, and nothing is said
//! where a case has fewer than two others to be compared with.

use std::collections::HashSet;

use super::CaseReport;
use crate::evaluate::in_order;
use crate::evaluate::result::{Evidence, Level, Reason, RuleResult, Verdict};
use crate::hash::QuickMap;
use crate::rules::{BuiltIn, Question, Rule, RuleSet};

/// Fewest other cases that must state a safeguard for its absence to be told.
const FEWEST: usize = 2;
/// Most cases that are named, and quoted, in one finding.
const NAMED: usize = 3;

/// What the cases of one kind do with one rule. Files of one case are one case.
#[derive(Default)]
struct Standing {
    /// Cases to which the rule applies.
    asked: Copies,
    /// Those that meet it.
    stating: Copies,
}

/// Cases, each with the first of its files that is counted.
#[derive(Default)]
struct Copies {
    /// The places of the files in the run.
    files: Vec<usize>,
    cases: HashSet<usize>,
}

impl Copies {
    fn add(&mut self, file: usize, case: usize) {
        if self.cases.insert(case) {
            self.files.push(file);
        }
    }
}

/// Compares each case of a run with the others of its kind; `case_of` tells which files are of one case.
pub(super) fn compare(rules: &RuleSet, reports: &mut [CaseReport], case_of: &[usize]) {
    if rules.built_in_rule(BuiltIn::Peers).is_none() {
        return;
    }
    let safeguards: QuickMap<&str, &Rule> =
        rules.rules().iter().filter(|rule| is_safeguard(rule)).map(|rule| (rule.id.as_str(), rule)).collect();
    let standings = standings(&safeguards, reports, case_of);
    let mut of_kind: QuickMap<&str, HashSet<usize>> = QuickMap::default();
    for (report, &case) in reports.iter().zip(case_of) {
        for kind in &report.kinds {
            of_kind.entry(kind).or_default().insert(case);
        }
    }
    let found: Vec<Option<Vec<RuleResult>>> = (0..reports.len())
        .map(|at| {
            // A case that has too few others of its kind is not compared.
            let kinds = &reports.get(at)?.kinds;
            let compared =
                kinds.iter().any(|kind| of_kind.get(kind.as_str()).is_some_and(|cases| cases.len() > FEWEST));
            if compared { findings(rules, &safeguards, &standings, reports, (at, case_of)) } else { None }
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
    case_of: &[usize],
) -> QuickMap<(&'r str, &'r str), Standing> {
    let mut standings: QuickMap<(&str, &str), Standing> = QuickMap::default();
    for ((at, report), &case) in reports.iter().enumerate().zip(case_of) {
        for (id, result) in worst(safeguards, report) {
            let Some(rule) = safeguards.get(id).filter(|_| result.verdict != Verdict::NotApplicable) else { continue };
            for kind in rule.kinds.iter().filter(|kind| report.kinds.contains(kind)) {
                let standing = standings.entry((rule.id.as_str(), kind.as_str())).or_default();
                standing.asked.add(at, case);
                if result.verdict == Verdict::Pass {
                    standing.stating.add(at, case);
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
    (at, case_of): (usize, &[usize]),
) -> Option<Vec<RuleResult>> {
    let (report, case) = (reports.get(at)?, case_of.get(at)?);
    let (_, holder) = report.awaiting.iter().find(|(built_in, _)| *built_in == BuiltIn::Peers)?;
    let mut found: Vec<RuleResult> = worst(safeguards, report)
        .into_values()
        .filter(|result| is_unsaid(result))
        .filter_map(|result| {
            let rule = safeguards.get(result.rule.as_str())?;
            // Another file of this case is no other case.
            let others =
                |standing: &Standing| standing.stating.cases.len() - usize::from(standing.stating.cases.contains(case));
            let kinds = rule.kinds.iter().filter(|kind| report.kinds.contains(kind));
            let of_kinds = kinds.filter_map(|kind| standings.get(&(rule.id.as_str(), kind.as_str())));
            // Of several kinds that it shares with others, the one of which the most state it.
            let standing = of_kinds.rev().max_by_key(|standing| others(standing))?;
            (others(standing) >= FEWEST).then(|| {
                let files = standing.stating.files.iter().filter(|&&file| case_of.get(file) != Some(case));
                let stating: Vec<&CaseReport> = files.filter_map(|&file| reports.get(file)).take(NAMED).collect();
                lacking(holder, result, standing.asked.cases.len(), others(standing), &stating)
            })
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

/// What is told of a safeguard that `count` others of the `asked` cases state, some of which are named.
fn lacking(
    holder: &RuleResult,
    result: &RuleResult,
    asked: usize,
    count: usize,
    stating: &[&CaseReport],
) -> RuleResult {
    let mut names: Vec<String> = stating.iter().map(|report| short_name(report)).collect();
    if count > stating.len() {
        names.push("ほか".to_owned());
    }
    let message = format!(
        "「{}」は、同種{}件中{}件に記載（{}）。この件にはありません。",
        result.title,
        asked,
        count,
        names.join("、")
    );
    let quotes = stating.iter().filter_map(|report| {
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
