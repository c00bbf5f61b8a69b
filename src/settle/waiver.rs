//! A decision（免除）that a rule is not asked of a case, until a day.

use jiff::civil::Date;

use super::CaseReport;
use super::finding::{Finding, turn};
use crate::case::{Typed, Waiver};
use crate::document::nearest;
use crate::evaluate::result::{RuleResult, Settled, Verdict};
use crate::form::fold_name;
use crate::rules::{BuiltIn, RuleSet};

/// The built-in rules that look at the records.
const LOOKED: [BuiltIn; 3] = [BuiltIn::WaiverUnknown, BuiltIn::WaiverExpired, BuiltIn::WaiverUnused];

/// Settles the results of a case by the waivers that stand in it. A waiver holds to the end of its last day.
pub(super) fn waive(rules: &RuleSet, report: &mut CaseReport) {
    let waivers = std::mem::take(&mut report.waivers);
    let Some(day) = report.as_of.filter(|_| !waivers.is_empty()) else { return };
    let refused = waivers.iter().filter_map(|waiver| apply(rules, waiver, day, &mut report.results).err());
    let findings: Vec<Finding> = refused.map(|finding| *finding).collect();
    report.results.extend(turn(rules, &mut report.awaiting, &LOOKED, &findings));
}

fn apply(rules: &RuleSet, waiver: &Waiver, day: Date, results: &mut [RuleResult]) -> Result<(), Box<Finding>> {
    let id = fold_name(&waiver.rule.text);
    let told = |rule, typed: &Typed, remark| {
        Box::new(Finding {
            rule,
            verdict: Verdict::Fail,
            reason: None,
            remark,
            pointer: typed.pointer.clone(),
            span: typed.span,
            evidence: Vec::new(),
        })
    };
    if rules.rule(&id).is_none() {
        let nearest = nearest(&id, rules.rules().iter().map(|rule| rule.id.as_str()));
        let nearest = nearest.map(|id| format!("（もしかして: {id}）")).unwrap_or_default();
        let remark = format!("「{}」という規則はありません{nearest}。", waiver.rule.text);
        return Err(told(BuiltIn::WaiverUnknown, &waiver.rule, remark));
    }
    if waiver.until < day {
        let remark = format!("{id}の免除は「{}」までで、基準日 {day} には終わっています。", waiver.until_typed.text);
        return Err(told(BuiltIn::WaiverExpired, &waiver.until_typed, remark));
    }
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
    if used {
        return Ok(());
    }
    let remark = format!("{id}には、免除すべき指摘がありません。");
    Err(told(BuiltIn::WaiverUnused, &waiver.rule, remark))
}
