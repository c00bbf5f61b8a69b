//! A person's look（目視確認）turns 要確認 and 未記載 into 目視確認, never 不適合.
//!
//! A record holds while the words that the person looked at still stand where the rule reads. One that no
//! longer holds, is not needed or is of no rule changes nothing and is told by a built-in rule.

use std::sync::Arc;

use super::finding::{Finding, turn};
use crate::case::{Attestation, Case, CaseUnit, Typed};
use crate::document::nearest;
use crate::evaluate::Judged;
use crate::evaluate::result::{Evidence, RuleResult, Settled, Verdict};
use crate::form::{Folded, Place, fold_name, same_name};
use crate::rules::{BuiltIn, Rule, RuleSet};

/// The built-in rules that look at the records.
const LOOKED: [BuiltIn; 4] =
    [BuiltIn::AttestationUnknown, BuiltIn::AttestationStale, BuiltIn::AttestationNeedless, BuiltIn::AttestationOfFail];

/// Fewest letters of the words of a record: fewer stand nearly anywhere.
const FEWEST_LETTERS: usize = 4;

/// Settles the results of a case by the records that stand in it.
pub fn attest(rules: &RuleSet, case: &Case<'_>, judged: &mut Judged) {
    if case.attestations().is_empty() {
        return;
    }
    let mut findings = Vec::new();
    for record in case.attestations() {
        if let Err(finding) = apply(rules, case, record, &mut judged.results) {
            findings.push(*finding);
        }
    }
    judged.results.extend(turn(rules, &mut judged.awaiting, &LOOKED, &findings));
}

fn apply(
    rules: &RuleSet,
    case: &Case<'_>,
    record: &Attestation,
    results: &mut [RuleResult],
) -> Result<(), Box<Finding>> {
    let id = fold_name(&record.rule.text);
    let Some(rule) = rules.rules().iter().find(|rule| rule.id == id) else {
        let nearest = nearest(&id, rules.rules().iter().map(|rule| rule.id.as_str()));
        let nearest = nearest.map(|id| format!("（もしかして: {id}）")).unwrap_or_default();
        let remark = format!("「{}」という規則はありません{nearest}。", record.rule.text);
        return Err(finding(BuiltIn::AttestationUnknown, &record.rule, remark));
    };
    let stale = |typed: &Typed, remark: String| finding(BuiltIn::AttestationStale, typed, remark);
    let mut of_rule: Vec<&mut RuleResult> = results.iter_mut().filter(|result| result.rule == rule.id).collect();
    if let Some(at) = &record.at {
        of_rule.retain(|result| same_name(&result.pointer, &at.text));
        if of_rule.is_empty() {
            return Err(stale(at, format!("「{}」には、{}の結果がありません。", at.text, rule.id)));
        }
    }
    let mut open: Vec<&mut &mut RuleResult> =
        of_rule.iter_mut().filter(|result| matches!(result.verdict, Verdict::Review | Verdict::Missing)).collect();
    if let [first, _, ..] = open.as_slice() {
        let places: Vec<&str> = open.iter().map(|result| result.pointer.as_str()).collect();
        let remark = format!(
            "{}の指摘は{}か所あり、どれを確かめたのか決まりません。場所を書き添えてください（例: {}）。指摘: {}。",
            rule.id,
            places.len(),
            first.pointer,
            places.join("、")
        );
        return Err(stale(&record.rule, remark));
    }
    let Some(result) = open.pop() else { return Err(needless(record, rule, &of_rule)) };
    let evidence = match &record.paper {
        Some(paper) => stands_in(case, paper, &record.words.text).map_err(|remark| stale(&record.words, remark))?,
        None => Some(stands(case, rule, record).map_err(|remark| stale(&record.words, remark))?),
    };
    let settled = Settled {
        was: result.verdict,
        by: record.by.clone(),
        day: record.day.clone(),
        words: record.words.text.clone(),
        paper: record.paper.as_ref().map(|paper| paper.text.clone()),
        path: None,
    };
    result.message = format!(
        "{} {}が確かめました（{}）。検査だけでの判定は{}です: {}",
        settled.day,
        settled.by,
        match &settled.paper {
            Some(paper) if evidence.is_some() => format!("「{paper}」の「{}」", settled.words),
            Some(paper) =>
                format!("「{paper}」の「{}」。この資料は添付されていないため、照合していません", settled.words),
            None => format!("「{}」", settled.words),
        },
        settled.was.word(),
        result.message
    );
    result.verdict = Verdict::Attested;
    result.reason = None;
    result.settled = Some(settled);
    result.evidence.splice(0..0, evidence);
    Ok(())
}

fn finding(rule: BuiltIn, at: &Typed, remark: String) -> Box<Finding> {
    Box::new(Finding {
        rule,
        verdict: Verdict::Fail,
        reason: None,
        remark,
        pointer: at.pointer.clone(),
        span: at.span,
        source: None,
        evidence: Vec::new(),
    })
}

/// The finding on a record of a rule that has nothing to look at.
fn needless(record: &Attestation, rule: &Rule, results: &[&mut RuleResult]) -> Box<Finding> {
    let worst = results.iter().map(|result| result.verdict).min();
    match worst {
        Some(Verdict::Fail) => {
            let remark = format!("{}は不適合です。目視確認では解けないので、本文を直してください。", rule.id);
            finding(BuiltIn::AttestationOfFail, &record.rule, remark)
        }
        Some(Verdict::Attested) => {
            let remark = format!("{}の記録が二つあります。", rule.id);
            finding(BuiltIn::AttestationNeedless, &record.rule, remark)
        }
        Some(Verdict::NotApplicable) | None => {
            let remark = format!("{}は、この件では対象外です。", rule.id);
            finding(BuiltIn::AttestationNeedless, &record.rule, remark)
        }
        Some(_) => {
            let remark = format!("{}は、本文だけで適合と判定されています。", rule.id);
            finding(BuiltIn::AttestationNeedless, &record.rule, remark)
        }
    }
}

/// The words of a record where the rule reads, as evidence; else what to tell.
fn stands(case: &Case<'_>, rule: &Rule, record: &Attestation) -> Result<Evidence, String> {
    let words = &record.words.text;
    too_short(words)?;
    let places = places(rule);
    if let Some(evidence) = find(case, &case.units(&case.find_all(&places).nodes), words) {
        return Ok(evidence);
    }
    let names: Vec<&str> = places.iter().map(Place::written).filter(|place| !place.is_empty()).collect();
    match find(case, &case.units(&[case.root()]), words) {
        Some(elsewhere) => Err(format!(
            "「{words}」は{}にありますが、{}が読む場所（{}）ではありません。",
            elsewhere.pointer,
            rule.id,
            names.join("、")
        )),
        None => Err(format!("「{words}」は、もうこの文書にありません。今の文を確かめ直してください。")),
    }
}

/// The words of a record in the attached paper that it names, as evidence; `None` where none is attached.
fn stands_in(case: &Case<'_>, named: &Typed, words: &str) -> Result<Option<Evidence>, String> {
    too_short(words)?;
    let folded = fold_name(&named.text);
    let mut papers = case.papers().iter().filter(|paper| folded.starts_with(&fold_name(&paper.name)));
    let Some(paper) = papers.next() else { return Ok(None) };
    let Some(source) = paper.source() else { return Ok(None) };
    let wanted = Folded::new(words);
    let found = paper.units().iter().find_map(|unit| {
        let text = Folded::new(unit.text());
        let range = text.typed(text.places(wanted.text()).next()?);
        Some(Evidence {
            text: unit.text().get(range.clone())?.to_owned(),
            pointer: unit.pointer().into(),
            source: Arc::clone(source),
            span: unit.span(range),
            words: Vec::new(),
            note: "人が確かめた文".to_owned(),
        })
    });
    match found {
        Some(evidence) => Ok(Some(evidence)),
        None => Err(format!("「{words}」は、添付の「{}」にありません。今の文を確かめ直してください。", paper.name)),
    }
}

fn too_short(words: &str) -> Result<(), String> {
    if words.chars().filter(|letter| letter.is_alphanumeric()).count() < FEWEST_LETTERS {
        return Err(format!("「{words}」は短すぎて、どの文を確かめたのか決まりません。文の全体を書いてください。"));
    }
    Ok(())
}

/// Where a rule is answered.
fn places(rule: &Rule) -> Vec<Place> {
    let mut places = rule.places.clone();
    for place in rule.require.predicates().into_iter().flat_map(|predicate| &predicate.places) {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    if places.is_empty() { vec![Place::whole()] } else { places }
}

fn find(case: &Case<'_>, units: &[CaseUnit<'_>], words: &str) -> Option<Evidence> {
    let wanted = Folded::new(words);
    units.iter().find_map(|unit| {
        let folded = Folded::new(unit.text);
        let place = folded.places(wanted.text()).next()?;
        let range = folded.typed(place);
        Some(Evidence {
            text: unit.text.get(range.clone())?.to_owned(),
            pointer: case.shared_pointer(unit.node),
            source: Arc::clone(case.source()),
            span: case.document().span_in(unit.node, range),
            words: Vec::new(),
            note: "人が確かめた文".to_owned(),
        })
    })
}
