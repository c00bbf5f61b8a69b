//! A person's look（目視確認）turns 要確認 and 未記載 into 目視確認, never 不適合.
//!
//! A record holds while the words that the person looked at still stand at the place that it names, where
//! the rule reads. One that no longer holds, is not needed or is of no rule changes nothing and is told by
//! a built-in rule.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::finding::{Finding, rule_of, turn};
use super::whole::{is_whole, whole_around};
use crate::case::{Attestation, Case, CaseUnit, Cited, Paper, PaperUnit, Typed};
use crate::evaluate::Judged;
use crate::evaluate::result::{Evidence, RuleResult, Settled, Verdict};
use crate::form::{Folded, Place, fold_name, same_name};
use crate::rules::{BuiltIn, Rule, RuleSet};
use crate::source::Source;

/// The built-in rules that look at the records.
const LOOKED: [BuiltIn; 4] =
    [BuiltIn::AttestationUnknown, BuiltIn::AttestationStale, BuiltIn::AttestationNeedless, BuiltIn::AttestationOfFail];

/// Fewest letters of the words of a record: fewer stand nearly anywhere.
const FEWEST_LETTERS: usize = 4;

/// Settles the results of a case by the records that stand in it. No one has looked on a day after today.
pub fn attest(rules: &RuleSet, case: &Case<'_>, judged: &mut Judged, today: Date) {
    if case.attestations().is_empty() {
        return;
    }
    let mut findings = Vec::new();
    for record in case.attestations() {
        if let Err(finding) = apply(rules, case, record, &mut judged.results, today) {
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
    today: Date,
) -> Result<(), Box<Finding>> {
    let rule = rule_of(rules, &record.rule, BuiltIn::AttestationUnknown)?;
    if rule.built_in().is_some_and(BuiltIn::awaits_verdicts) {
        // Its results come of the records and of the other cases; no words of this one answer it.
        let remark = of_comparison(rule).unwrap_or_else(|| {
            format!(
                "{}は、記録やほかの案件と比べて決まる規則で、目視確認では解けません。本文か記録を直すか、指摘に従わない理由を免除に書いてください。",
                rule.id
            )
        });
        return Err(Finding::at(BuiltIn::AttestationNeedless, &record.rule, remark));
    }
    let stale = |typed: &Typed, remark: String| Finding::at(BuiltIn::AttestationStale, typed, remark);
    let mut of_rule: Vec<&mut RuleResult> = results.iter_mut().filter(|result| result.rule == rule.id).collect();
    if let Some(at) = &record.at {
        let is_there = |result: &&mut RuleResult| same_name(&result.pointer, &at.text);
        // A place that is of no result is that of the words; words of another paper have none here.
        if of_rule.iter().any(&is_there) {
            of_rule.retain(is_there);
        } else if record.paper.is_some() {
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
    if record.on > today {
        let remark = format!("確認日の「{}」は、まだ来ていない日です（今日は {today}）。", record.day.text);
        return Err(stale(&record.day, remark));
    }
    let evidence = match &record.paper {
        Some(paper) => stands_in(case, paper, &record.words.text)
            .and_then(|found| found.map(|found| in_cited(case, paper, &record.words.text, found)).transpose())
            .map_err(|remark| stale(&record.words, remark))?,
        None => Some(stands(case, rule, record)?),
    };
    let settled = Settled {
        was: result.verdict,
        by: record.by.clone(),
        day: record.day.text.clone(),
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

/// The finding on a record of a rule that has nothing to look at.
fn needless(record: &Attestation, rule: &Rule, results: &[&mut RuleResult]) -> Box<Finding> {
    let worst = results.iter().map(|result| result.verdict).min();
    match worst {
        Some(Verdict::Fail) => {
            let remark = format!("{}は、本文だけで不適合と判定されています。", rule.id);
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

/// What to tell of a record of the rule that compares cases: what it finds is of another rule.
#[must_use]
pub fn of_comparison(rule: &Rule) -> Option<String> {
    (rule.built_in() == Some(BuiltIn::Peers)).then(|| {
        format!(
            "{}は、ほかの件と比べた結果です。指摘の（ ）の中の規則を目視確認すれば、この指摘もなくなります。",
            rule.id
        )
    })
}

/// The words of a record at its place, where the rule reads, as evidence; else what to tell.
fn stands(case: &Case<'_>, rule: &Rule, record: &Attestation) -> Result<Evidence, Box<Finding>> {
    let words = &record.words.text;
    let stale = |typed: &Typed, remark: String| Finding::at(BuiltIn::AttestationStale, typed, remark);
    too_short(words).map_err(|remark| stale(&record.words, remark))?;
    let places = places(rule);
    let units = case.units(&case.find_all(&places).nodes);
    let (found, parts): (Vec<Evidence>, Vec<Evidence>) = find(case, &units, words);
    let mut items: Vec<&str> = Vec::new();
    for item in found.iter().map(|found| item_of(&found.pointer)) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    let listed = items.join("、");
    match &record.at {
        Some(at) => {
            if let Some(there) = found.iter().find(|found| within(&found.pointer, &at.text)) {
                return Ok(there.clone());
            }
            if !found.is_empty() {
                let remark = format!(
                    "「{words}」は「{}」にはなく、{listed}にあります。確かめたのがその文であれば、場所を直してください。",
                    at.text
                );
                return Err(stale(at, remark));
            }
        }
        // Which of them was looked at is not known: it may be the one that was taken away since.
        None if items.len() > 1 => {
            let remark = format!(
                "「{words}」は複数の場所（{listed}）にあり、どれを確かめたのか決まりません。場所を書き添えてください。"
            );
            return Err(stale(&record.words, remark));
        }
        None => {}
    }
    if let Some(only) = found.into_iter().next() {
        return Ok(only);
    }
    if let Some(part) = parts.first() {
        return Err(stale(&record.words, no_more_whole(words, part)));
    }
    let names: Vec<&str> = places.iter().map(Place::written).filter(|place| !place.is_empty()).collect();
    let (whole, parts) = find(case, &case.units(&[case.root()]), words);
    let remark = match whole.iter().chain(&parts).next() {
        Some(elsewhere) => format!(
            "「{words}」は{}にありますが、{}が読む場所（{}）ではありません。",
            elsewhere.pointer,
            rule.id,
            names.join("、")
        ),
        None => format!("「{words}」は、もうこの文書にありません。今の文を確かめ直してください。"),
    };
    Err(stale(&record.words, remark))
}

/// The 項目 of a text: its path without its number in a list.
#[must_use]
pub fn item_of(pointer: &str) -> &str {
    let mut item = pointer;
    while let Some((above, number)) = item.strip_suffix(']').and_then(|item| item.rsplit_once('[')) {
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        item = above;
    }
    item
}

/// Whether a path is that of a place or leads below it.
fn within(pointer: &str, place: &str) -> bool {
    let (pointer, place) = (fold_name(pointer), fold_name(place));
    let rest = pointer.strip_prefix(place.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The words of a record in the attached paper that it names, as evidence; `None` where none is attached.
fn stands_in(case: &Case<'_>, named: &Typed, words: &str) -> Result<Option<Evidence>, String> {
    too_short(words)?;
    let folded = fold_name(&named.text);
    // 「特約条項別表 第1」 names the paper 「特約条項別表」, though there may be a 「特約条項」, too.
    let name = |paper: &Paper| Some(fold_name(&paper.name)).filter(|name| !name.is_empty() && folded.starts_with(name));
    let Some(longest) = case.papers().iter().filter_map(name).max_by_key(String::len) else { return Ok(None) };
    let papers = || case.papers().iter().filter(|paper| name(paper).as_ref() == Some(&longest));
    let units = papers().flat_map(|paper| paper.units().iter().filter_map(|unit| Some((unit, paper.source()?))));
    let (whole, parts) = sorted(units.flat_map(|(unit, source)| in_paper(unit, words, source)));
    if let Some(found) = whole.into_iter().next() {
        return Ok(Some(found));
    }
    if let Some(part) = parts.first() {
        return Err(no_more_whole(words, part));
    }
    if let Some((paper, fault)) = papers().find_map(|paper| Some((paper, paper.fault()?))) {
        return Err(format!("添付の「{}」を読めないため（{fault}）、「{words}」を照合できません。", paper.name));
    }
    Err(format!("「{words}」は、添付の「{longest}」にありません。今の文を確かめ直してください。"))
}

/// The words of a record in the part of the paper that it cites（第8条）, found elsewhere in it or there.
fn in_cited(case: &Case<'_>, named: &Typed, words: &str, found: Evidence) -> Result<Evidence, String> {
    let is_it = |paper: &&Paper| paper.source().is_some_and(|source| Arc::ptr_eq(source, &found.source));
    let Some(paper) = case.papers().iter().find(is_it) else { return Ok(found) };
    let (typed, name) = (fold_name(&named.text), fold_name(&paper.name));
    let cited = typed.strip_prefix(name.as_str()).unwrap_or("");
    let Some(parts) = Cited::of(cited) else { return Ok(found) };
    if !paper.units().iter().any(|unit| parts.covers(unit)) {
        if parts.is_division() {
            return Err(format!(
                "添付の「{}」の「{cited}」は、条より大きな区切りなので、「{words}」がその中にあるか照合できません。資料に、条から書いてください（{}にあります）。",
                paper.name, found.pointer
            ));
        }
        return Err(format!(
            "添付の「{}」には、「{cited}」がありません。「{words}」は{}にあります。",
            paper.name, found.pointer
        ));
    }
    let cited_units = paper.units().iter().filter(|unit| parts.covers(unit));
    let (whole, _) = sorted(cited_units.flat_map(|unit| in_paper(unit, words, &found.source)));
    whole.into_iter().next().ok_or_else(|| {
        format!(
            "「{words}」は、添付の「{}」の「{cited}」にはなく、{}にあります。確かめたのがその文であれば、資料を直してください。",
            paper.name, found.pointer
        )
    })
}

/// The words wherever they stand in a text of a paper, as evidence, each with the whole that they are of.
fn in_paper(unit: &PaperUnit, words: &str, source: &Arc<Source>) -> Vec<Stands> {
    let evidence = |range: Range<usize>| {
        Some(Evidence {
            text: unit.text().get(range.clone())?.to_owned(),
            pointer: unit.pointer().into(),
            source: Arc::clone(source),
            span: unit.span(range),
            words: Vec::new(),
            note: NOTE.to_owned(),
        })
    };
    stands_at(unit.text(), words, evidence)
}

/// What is told with the words that a person looked at.
const NOTE: &str = "人が確かめた文";

/// Words that stand somewhere: they as evidence where they are whole, else the whole that they are a part of.
type Stands = Result<Evidence, Evidence>;

/// Each place of the words in a text.
fn stands_at(text: &str, words: &str, evidence: impl Fn(Range<usize>) -> Option<Evidence>) -> Vec<Stands> {
    let (folded, wanted) = (Folded::new(text), Folded::new(words));
    let ranges = folded.places(wanted.text()).map(|place| folded.typed(place));
    let stands = ranges.filter_map(|range| {
        if is_whole(text, &range) { evidence(range).map(Ok) } else { evidence(whole_around(text, &range)).map(Err) }
    });
    stands.collect()
}

/// What stands whole, one for a text, and the wholes of what does not.
fn sorted(stands: impl Iterator<Item = Stands>) -> (Vec<Evidence>, Vec<Evidence>) {
    let (mut whole, mut parts) = (Vec::new(), Vec::new());
    for stands in stands {
        match stands {
            Ok(evidence) => whole.push(evidence),
            Err(evidence) => parts.push(evidence),
        }
    }
    whole.dedup_by(|one, other| one.pointer == other.pointer);
    (whole, parts)
}

/// What to tell of words that are a part of a sentence, or lack the proviso that follows.
fn no_more_whole(words: &str, whole: &Evidence) -> String {
    format!(
        "「{words}」は、今の文「{}」の一部です。文の全体（ただし書を含む）を確かめて、根拠に書いてください。",
        whole.text.trim()
    )
}

/// The sentences that some words of a case stand in, as a record has to give them.
#[must_use]
pub fn whole_words(case: &Case<'_>, pointer: &str, words: &str) -> Option<String> {
    let units = case.units(&[case.root()]);
    let unit = units.iter().find(|unit| &*case.shared_pointer(unit.node) == pointer && unit.text.contains(words))?;
    let start = unit.text.find(words)?;
    let whole = whole_around(unit.text, &(start..start + words.len()));
    unit.text.get(whole).map(|whole| whole.trim().to_owned())
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

/// The places where the words stand whole, one for a text, and what they are a part of elsewhere, as evidence, in the
/// order of the units.
fn find(case: &Case<'_>, units: &[CaseUnit<'_>], words: &str) -> (Vec<Evidence>, Vec<Evidence>) {
    sorted(units.iter().flat_map(|unit| {
        let evidence = |range: Range<usize>| {
            Some(Evidence {
                text: unit.text.get(range.clone())?.to_owned(),
                pointer: case.shared_pointer(unit.node),
                source: Arc::clone(case.source()),
                span: case.document().span_in(unit.node, range),
                words: Vec::new(),
                note: NOTE.to_owned(),
            })
        };
        stands_at(unit.text, words, evidence)
    }))
}
