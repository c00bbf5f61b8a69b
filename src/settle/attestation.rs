//! A person's look（目視確認）turns 要確認 and 未記載 into 目視確認, never 不適合.
//!
//! A record holds while the words that the person looked at still stand where the rule reads. One that no
//! longer holds, is not needed or is of no rule changes nothing and is told by a built-in rule.

use std::sync::Arc;

use super::finding::{Finding, rule_of, turn};
use crate::case::{Attestation, Case, CaseUnit, Paper, Typed};
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
    let rule = rule_of(rules, &record.rule, BuiltIn::AttestationUnknown)?;
    if rule.built_in().is_some_and(BuiltIn::awaits_verdicts) {
        // Its results come of the records and of the other cases; no words of this one answer it.
        let remark = format!(
            "{}は、記録やほかの案件と比べて決まる規則で、目視確認では解けません。本文か記録を直すか、指摘に従わない理由を免除に書いてください。",
            rule.id
        );
        return Err(Finding::at(BuiltIn::AttestationNeedless, &record.rule, remark));
    }
    let stale = |typed: &Typed, remark: String| Finding::at(BuiltIn::AttestationStale, typed, remark);
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

/// The finding on a record of a rule that has nothing to look at.
fn needless(record: &Attestation, rule: &Rule, results: &[&mut RuleResult]) -> Box<Finding> {
    let worst = results.iter().map(|result| result.verdict).min();
    match worst {
        Some(Verdict::Fail) => {
            let remark = format!("{}は不適合です。目視確認では解けないので、本文を直してください。", rule.id);
            Finding::at(BuiltIn::AttestationOfFail, &record.rule, remark)
        }
        Some(Verdict::Attested) => {
            let remark = format!("{}の記録が二つあります。", rule.id);
            Finding::at(BuiltIn::AttestationNeedless, &record.rule, remark)
        }
        Some(Verdict::NotApplicable) | None => {
            let remark = format!("{}は、この件では対象外です。", rule.id);
            Finding::at(BuiltIn::AttestationNeedless, &record.rule, remark)
        }
        Some(_) => {
            let remark = format!("{}は、本文だけで適合と判定されています。", rule.id);
            Finding::at(BuiltIn::AttestationNeedless, &record.rule, remark)
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
    // 「特約条項別表 第1」 names the paper 「特約条項別表」, though there may be a 「特約条項」, too.
    let name = |paper: &Paper| Some(fold_name(&paper.name)).filter(|name| !name.is_empty() && folded.starts_with(name));
    let Some(longest) = case.papers().iter().filter_map(name).max_by_key(String::len) else { return Ok(None) };
    let papers = || case.papers().iter().filter(|paper| name(paper).as_ref() == Some(&longest));
    if let Some(evidence) = papers().find_map(|paper| in_paper(paper, words)) {
        return Ok(Some(evidence));
    }
    if let Some((paper, fault)) = papers().find_map(|paper| Some((paper, paper.fault()?))) {
        return Err(format!("添付の「{}」を読めないため（{fault}）、「{words}」を照合できません。", paper.name));
    }
    Err(format!("「{words}」は、添付の「{longest}」にありません。今の文を確かめ直してください。"))
}

fn in_paper(paper: &Paper, words: &str) -> Option<Evidence> {
    let source = paper.source()?;
    let wanted = Folded::new(words);
    paper.units().iter().find_map(|unit| {
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
    })
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
