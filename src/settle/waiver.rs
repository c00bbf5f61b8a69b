//! A decision（免除）that a rule is not asked of a case, until a day.

use std::sync::Arc;

use jiff::civil::Date;

use super::CaseReport;
use super::finding::{Finding, rule_of, turn};
use crate::case::Waiver;
use crate::evaluate::result::{RuleResult, Settled, Verdict};
use crate::form::fold_name;
use crate::rules::{BuiltIn, RuleSet};
use crate::source::Source;

/// The built-in rules that look at the records.
const LOOKED: [BuiltIn; 3] = [BuiltIn::WaiverUnknown, BuiltIn::WaiverExpired, BuiltIn::WaiverUnused];

/// Waivers that stand beside the cases, for all of them.
#[derive(Debug, Clone, Copy)]
pub struct Shared<'s> {
    /// The waivers.
    pub waivers: &'s [Waiver],
    /// The file that they stand in.
    pub source: &'s Arc<Source>,
}

/// Settles the results of a case by the waivers that stand in it. A waiver holds to the end of its last day.
/// `of_folder` is what is wrong with those that stand beside the cases.
pub(super) fn waive(rules: &RuleSet, report: &mut CaseReport, of_folder: Vec<Finding>) {
    let waivers = std::mem::take(&mut report.waivers);
    let Some(day) = report.as_of.filter(|_| !waivers.is_empty() || !of_folder.is_empty()) else { return };
    let mut findings = of_folder;
    let all_read = report.errors.is_empty();
    for waiver in &waivers {
        let refused = holds(rules, waiver, day).and_then(|()| {
            if cover(waiver, &mut report.results, None) { Ok(()) } else { Err(unused(waiver, all_read)) }
        });
        findings.extend(refused.err().map(|finding| *finding));
    }
    report.results.extend(turn(rules, &mut report.awaiting, &LOOKED, &findings));
}

/// Settles the results of all cases by the waivers that stand beside them; gives what is wrong with those.
pub(super) fn waive_all(rules: &RuleSet, reports: &mut [CaseReport], shared: &Shared<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // What could not be read may hold what a waiver is for.
    let all_read = reports.iter().all(|report| report.errors.is_empty());
    for waiver in shared.waivers {
        let (mut used, mut refused) = (false, None);
        for report in reports.iter_mut() {
            let Some(day) = report.as_of else { continue };
            match holds(rules, waiver, day) {
                Ok(()) => used |= cover(waiver, &mut report.results, Some(shared.source)),
                Err(finding) => refused = Some(finding),
            }
        }
        let finding = refused.or_else(|| (!used).then(|| unused(waiver, all_read)));
        findings.extend(finding.map(|finding| Finding { source: Some(Arc::clone(shared.source)), ..*finding }));
    }
    findings
}

/// Whether a waiver is of a rule that there is, and its last day is not over.
fn holds(rules: &RuleSet, waiver: &Waiver, day: Date) -> Result<(), Box<Finding>> {
    let id = &rule_of(rules, &waiver.rule, BuiltIn::WaiverUnknown)?.id;
    if waiver.until < day {
        let remark = format!("{id}の免除は「{}」までで、基準日 {day} には終わっています。", waiver.until_typed.text);
        return Err(Finding::at(BuiltIn::WaiverExpired, &waiver.until_typed, remark));
    }
    Ok(())
}

/// A waiver of no fault that is known; one may stand in what could not be read.
fn unused(waiver: &Waiver, all_read: bool) -> Box<Finding> {
    let unread = if all_read {
        ""
    } else {
        "読めなかった所があるので、先にそのエラーを直して、もう一度確かめてください。"
    };
    let remark = format!("{}には、免除すべき指摘がありません。{unread}", waiver.rule.text);
    Finding::at(BuiltIn::WaiverUnused, &waiver.rule, remark)
}

/// Covers the results of its rule that are at fault or in review; whether there are any.
fn cover(waiver: &Waiver, results: &mut [RuleResult], beside: Option<&Arc<Source>>) -> bool {
    let id = fold_name(&waiver.rule.text);
    let mut used = false;
    for result in results.iter_mut().filter(|result| result.rule == id) {
        if !matches!(result.verdict, Verdict::Fail | Verdict::Missing | Verdict::Review) {
            continue;
        }
        used = true;
        let settled = Settled {
            was: result.verdict,
            by: waiver.by.clone(),
            day: waiver.until.to_string(),
            words: waiver.reason.clone(),
            paper: Some(waiver.document.clone()),
            path: beside.map(|source| source.name().to_owned()),
        };
        result.message = format!(
            "{}が免除しています（{}、{}まで。理由: {}）。検査だけでの判定は{}です: {}",
            waiver.by,
            waiver.document,
            waiver.until_typed.text.trim_end_matches("まで"),
            waiver.reason,
            settled.was.word(),
            result.message
        );
        result.verdict = Verdict::Waived;
        result.reason = None;
        result.settled = Some(settled);
    }
    used
}
