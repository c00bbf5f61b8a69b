//! What built-in rules find once the verdicts are known.

use crate::case::Typed;
use crate::document::nearest;
use crate::evaluate::in_order;
use crate::evaluate::result::{Evidence, Reason, RuleResult, Verdict};
use crate::form::fold_name;
use crate::rules::{BuiltIn, Rule, RuleSet};
use crate::source::{Source, Span};
use std::sync::Arc;

/// One thing that a built-in rule finds.
pub(super) struct Finding {
    pub(super) rule: BuiltIn,
    pub(super) verdict: Verdict,
    pub(super) reason: Option<Reason>,
    /// What is wrong here, beside the rule's own words.
    pub(super) remark: String,
    /// The path to the place.
    pub(super) pointer: String,
    pub(super) span: Span,
    /// The file, where it is not the case.
    pub(super) source: Option<Arc<Source>>,
    pub(super) evidence: Vec<Evidence>,
}

impl Finding {
    /// What is wrong with a record, at a word of it.
    pub(super) fn at(rule: BuiltIn, typed: &Typed, remark: String) -> Box<Self> {
        Box::new(Self {
            rule,
            verdict: Verdict::Fail,
            reason: None,
            remark,
            pointer: typed.pointer.clone(),
            span: typed.span,
            source: None,
            evidence: Vec::new(),
        })
    }
}

/// The rule that a record is of; else what to tell under `unknown`.
pub(super) fn rule_of<'r>(rules: &'r RuleSet, typed: &Typed, unknown: BuiltIn) -> Result<&'r Rule, Box<Finding>> {
    let id = fold_name(&typed.text);
    rules.rule(&id).ok_or_else(|| {
        let nearest = nearest(&id, rules.rules().iter().map(|rule| rule.id.as_str()));
        let nearest = nearest.map(|id| format!("（もしかして: {id}）")).unwrap_or_default();
        Finding::at(unknown, typed, format!("「{}」という規則はありません{nearest}。", typed.text))
    })
}

/// Turns what awaited into results: the findings of the rules of `looked`, or their pass.
pub(super) fn turn(
    rules: &RuleSet,
    awaiting: &mut Vec<(BuiltIn, RuleResult)>,
    looked: &[BuiltIn],
    findings: &[Finding],
) -> Vec<RuleResult> {
    let mut results = Vec::new();
    let (turned, still): (Vec<_>, Vec<_>) = awaiting.drain(..).partition(|(built_in, _)| looked.contains(built_in));
    *awaiting = still;
    for (built_in, holder) in turned {
        let message = rules.rule(&holder.rule).map_or("", |rule| &rule.message);
        let own = findings.iter().filter(|finding| finding.rule == built_in);
        let before = results.len();
        results.extend(own.map(|finding| RuleResult {
            verdict: finding.verdict,
            reason: finding.reason,
            message: format!("{message}{}", finding.remark),
            pointer: finding.pointer.as_str().into(),
            span: finding.span,
            source: finding.source.clone().unwrap_or_else(|| Arc::clone(&holder.source)),
            evidence: finding.evidence.clone(),
            ..holder.clone()
        }));
        if results.len() == before {
            let message = rules.rule(&holder.rule).map(in_order).unwrap_or_default();
            results.push(RuleResult { verdict: Verdict::Pass, message, ..holder });
        }
    }
    results
}
