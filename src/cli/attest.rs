//! `kansa attest`: writes the record that a person looked at what the reader could not decide.

use std::path::Path;
use std::sync::Arc;

use super::args::AttestArgs;
use super::check::today;
use super::input::{Input, Others};
use super::{Failure, IN_ORDER, output, ruleset, test};
use crate::case::date::in_era;
use crate::case::{Alone, Beside, Case, NewAttestation, Opened};
use crate::check::{Days, check_beside};
use crate::document::Document;
use crate::error::{Explain as _, Problem};
use crate::evaluate::result::{RuleResult, Verdict};
use crate::form::same_name;
use crate::report;
use crate::rules::{Extent, RuleSet};
use crate::settle::{CaseReport, settle};
use crate::source::Source;

pub(super) fn run(args: &AttestArgs) -> Result<u8, Failure> {
    let rules = ruleset::of_call(&args.rules, Extent::Rules)?;
    test::known(&rules, &args.rule)?;
    let shown = args.case.display().to_string();
    let bytes = std::fs::read(&args.case).map_err(|error| {
        Failure::Usage(format!(
            "エラー: {shown} を読めません（{}）。パスの綴りを確かめてください。",
            output::told(&error)
        ))
    })?;
    let days = Days { asked: args.as_of, today: today() };
    let inputs = vec![Input::file(args.case.clone(), true)];
    let others = Others::new(&inputs, rules.form());
    let judged = |bytes: &[u8]| match inputs.as_slice() {
        [input] => judged(&rules, &shown, bytes, days, &others.beside(input)),
        _ => judged(&rules, &shown, bytes, days, &Alone),
    };
    let before = judged(&bytes);
    let open = open_result(args, &before)?;
    let found = open.evidence.iter().find(|evidence| evidence.source.name() == shown);
    let words = args.words.clone().or_else(|| found.map(|found| found.text.clone()));
    let words = words.ok_or_else(|| {
        Failure::Usage(format!(
            "エラー: {}について読み取れた文がありません。確かめた文を --words に書いてください。",
            args.rule
        ))
    })?;
    let day = in_era(args.day.unwrap_or_else(today));
    let record = NewAttestation {
        rule: &args.rule,
        words: &words,
        paper: args.paper.as_deref(),
        by: &args.by,
        day: &day,
        at: args.at.as_deref(),
    };
    let (source, text, entry) = with_record(&rules, &shown, &bytes, &record)?;
    let new = source.encoded(&text).ok_or_else(|| {
        Failure::Usage(format!(
            "エラー: 記録の文字を、{shown} の文字コード（{}）では書けません。UTF-8で保存し直してください。",
            source.encoding().title()
        ))
    })?;
    let after = judged(&new);
    if !of_rule(&after, args).any(|result| result.verdict == Verdict::Attested) {
        let own = |result: &&RuleResult| {
            let of_record = rules.rule(&result.rule).is_some_and(|rule| rule.built_in().is_some());
            of_record
                && result.verdict == Verdict::Fail
                && !before.results.iter().any(|old| old.message == result.message)
        };
        let why = after.results.iter().find(own).map(|result| result.message.clone()).unwrap_or_default();
        return Err(Failure::Usage(format!("エラー: この記録では {} は解けません。{why}", args.rule)));
    }
    if !args.dry_run {
        write(&args.case, &new)?;
    }
    output::write(None, |out| writeln!(out, "{}- {entry}", if args.dry_run { "" } else { "書き足しました: " }))?;
    Ok(IN_ORDER)
}

fn judged(rules: &RuleSet, name: &str, bytes: &[u8], days: Days, beside: &dyn Beside) -> CaseReport {
    // A file that is named is always judged.
    let report = check_beside(name, Ok(bytes.to_vec()), true, rules, days, beside);
    let mut reports = vec![report.unwrap_or_else(|| CaseReport::unreadable(name, None, Vec::new()))];
    settle(rules, &mut reports, None);
    reports.pop().unwrap_or_else(|| CaseReport::unreadable(name, None, Vec::new()))
}

fn of_rule<'r>(report: &'r CaseReport, args: &AttestArgs) -> impl Iterator<Item = &'r RuleResult> {
    report
        .results
        .iter()
        .filter(|result| result.rule == args.rule && args.at.as_ref().is_none_or(|at| same_name(at, &result.pointer)))
}

/// The one result that a look can settle.
fn open_result<'r>(args: &AttestArgs, report: &'r CaseReport) -> Result<&'r RuleResult, Failure> {
    let rule = &args.rule;
    if report.results.is_empty() {
        let problems = report.errors.iter().cloned();
        return Err(Failure::Usage(match &report.source {
            Some(source) if !report.errors.is_empty() => {
                report::problems("エラー", &problems.map(|problem| (Arc::clone(source), problem)).collect::<Vec<_>>())
            }
            // What is no text at all has no source to show the place in.
            _ => {
                let told: String = problems.map(|problem| format!("。{}。{}", problem.what, problem.advice)).collect();
                format!("エラー: {} を案件として読めません{told}", report.path)
            }
        }));
    }
    let open: Vec<&RuleResult> =
        of_rule(report, args).filter(|result| matches!(result.verdict, Verdict::Review | Verdict::Missing)).collect();
    match open.as_slice() {
        [only] => Ok(only),
        [] => {
            let worst = of_rule(report, args).map(|result| result.verdict).min();
            Err(Failure::Usage(match worst {
                None => format!("エラー: その場所には{rule}の結果がありません。kansa check で場所を確かめてください。"),
                Some(Verdict::Fail) => {
                    format!("エラー: {rule}は不適合です。目視確認では解けないので、本文を直してください。")
                }
                Some(verdict) => format!("エラー: {rule}は{}なので、目視確認は要りません。", verdict.word()),
            }))
        }
        several => {
            let places: Vec<&str> = several.iter().map(|result| result.pointer.as_str()).collect();
            Err(Failure::Usage(format!(
                "エラー: {rule}の指摘は{}か所あります。--at にどれかを書いてください: {}",
                places.len(),
                places.join("、")
            )))
        }
    }
}

/// The file with the record: the file as it was, the new text and the record alone.
fn with_record(
    rules: &RuleSet,
    name: &str,
    bytes: &[u8],
    record: &NewAttestation<'_>,
) -> Result<(Arc<Source>, String, String), Failure> {
    let refused = |problem: Problem| Failure::Usage(format!("エラー: {}。{}", problem.what, problem.advice));
    let source = Source::from_bytes(name, bytes).map_err(|error| refused(error.problem(None, Vec::new())))?;
    let source = Arc::new(source);
    let document = Document::parse(Arc::clone(&source)).map_err(|error| refused(error.problem(None, Vec::new())))?;
    let Opened { case, .. } = Case::read(document, rules.form()).map_err(|problems| {
        let first = problems.into_iter().next();
        first.map_or_else(|| Failure::Usage(format!("エラー: {name} を読めません。")), refused)
    })?;
    let text = case.with_attestation(record).map_err(|fault| Failure::Usage(format!("エラー: {fault}")))?;
    let entry = case.attestation_entry(record).unwrap_or_default();
    Ok((source, text, entry))
}

/// Writes a file whole or not at all: beside it first, then in its place.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let refused = |error: std::io::Error| {
        Failure::Usage(format!(
            "エラー: {} に書き込めません（{}）。書く権限があるかを確かめてください。",
            path.display(),
            output::told(&error)
        ))
    };
    // Behind a link the file itself is written.
    let path = path.canonicalize().map_err(refused)?;
    let mut beside = path.clone().into_os_string();
    beside.push(".kansa-new");
    std::fs::write(&beside, bytes).map_err(refused)?;
    let kept = std::fs::metadata(&path).and_then(|old| std::fs::set_permissions(&beside, old.permissions()));
    kept.and_then(|()| std::fs::rename(&beside, &path)).map_err(|error| {
        // The half-done file has no use; that it cannot be removed changes nothing for the person.
        let _ = std::fs::remove_file(&beside);
        refused(error)
    })
}
