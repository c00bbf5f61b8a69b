//! `kansa attest`: writes the record that a person looked at what the reader could not decide.

use std::path::Path;
use std::sync::Arc;

use super::args::AttestArgs;
use super::check::today;
use super::config::Config;
use super::input::{Input, Others};
use super::{Failure, IN_ORDER, output, ruleset, test};
use crate::case::date::in_era;
use crate::case::{Alone, Beside, Case, NewAttestation, Opened};
use crate::check::{Days, check_beside};
use crate::document::Document;
use crate::error::{Explain as _, Problem};
use crate::evaluate::result::{Evidence, RuleResult, Verdict};
use crate::form::same_name;
use crate::report;
use crate::rules::{Extent, RuleSet};
use crate::settle::{CaseReport, Shared, item_of, of_comparison, settle, whole_words};
use crate::source::Source;

pub(super) fn run(args: &AttestArgs) -> Result<u8, Failure> {
    written(args)?;
    let rules = ruleset::of_call(&args.rules, Extent::Rules)?;
    test::known(&rules, &args.rule)?;
    if let Some(remark) = rules.rule(&args.rule).and_then(of_comparison) {
        return Err(Failure::Usage(format!("エラー: {remark}")));
    }
    let mut config = Config::of_folder()?;
    config.take_waivers(rules.form())?;
    let shared = config.source.as_ref().map(|source| Shared { waivers: &config.waivers, source });
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
        [input] => judged(&rules, (&shown, bytes), days, &others.beside(input), shared.as_ref()),
        _ => judged(&rules, (&shown, bytes), days, &Alone, shared.as_ref()),
    };
    let before = judged(&bytes);
    let open = open_result(args, &before)?;
    let own = || open.evidence.iter().find(|evidence| evidence.source.name() == shown);
    let found = own().or_else(|| open.evidence.iter().find(|evidence| paper_of(&before, evidence).is_some()));
    // The reader may point at a part of a sentence; a record is of the whole.
    let whole = |found: &Evidence| whole_of(&rules, &shown, &bytes, found).unwrap_or_else(|| found.text.clone());
    let words = args.words.clone().or_else(|| found.map(whole));
    let words = words.ok_or_else(|| {
        Failure::Usage(format!(
            "エラー: {}について読み取れた文がありません。確かめた文を --words に書いてください。",
            args.rule
        ))
    })?;
    let day = in_era(args.day.unwrap_or_else(today));
    let tried = |paper: Option<&str>, at: Option<&str>| -> Result<Tried, Failure> {
        let record = NewAttestation { rule: &args.rule, words: &words, paper, by: &args.by, day: &day, at };
        let (source, text, entry) = with_record(&rules, &shown, &bytes, &record)?;
        let new = source.encoded(&text).ok_or_else(|| {
            Failure::Usage(format!(
                "エラー: 記録の文字を、{shown} の文字コード（{}）では書けません。UTF-8で保存し直してください。",
                source.encoding().title()
            ))
        })?;
        let after = judged(&new);
        let held = of_rule(&after, args).find(|result| result.verdict == Verdict::Attested);
        let stands = held.map(|held| held.evidence.first().cloned());
        Ok(Tried { bytes: new, entry, stands, after })
    };
    // Where the reader's own words stand is known; words that are given are looked for.
    let known =
        own().filter(|_| args.words.is_none() && args.at.is_none()).map(|found| item_of(&found.pointer).to_owned());
    let mut done = tried(args.paper.as_deref(), args.at.as_deref().or(known.as_deref()))?;
    if args.paper.is_none() && done.stands.is_none() {
        // Words that do not stand in the case may stand in a paper that it attaches.
        for paper in before.companions.iter().filter(|companion| companion.sha256.is_some()) {
            let other = tried(Some(&paper.name), args.at.as_deref())?;
            let stands = other.stands.as_ref().and_then(Option::as_ref);
            if stands.is_some_and(|stands| stands.source.name() == paper.path) {
                done = other;
                break;
            }
        }
    }
    // The record says where the words were found, so that it does not outlive that place.
    if let Some(Some(stands)) = done.stands.as_ref().filter(|_| args.paper.is_none()) {
        let closer = match paper_of(&done.after, stands) {
            Some(paper) => tried(Some(&paper), args.at.as_deref())?,
            None => tried(None, args.at.as_deref().or(Some(item_of(&stands.pointer))))?,
        };
        if closer.stands.is_some() {
            done = closer;
        }
    }
    if done.stands.is_none() {
        let own = |result: &&RuleResult| {
            let of_record = rules.rule(&result.rule).is_some_and(|rule| rule.built_in().is_some());
            of_record
                && result.verdict == Verdict::Fail
                && !before.results.iter().any(|old| old.message == result.message)
        };
        let why = done.after.results.iter().find(own).map(|result| result.message.clone()).unwrap_or_default();
        return Err(Failure::Usage(format!("エラー: この記録では {} は解けません。{why}", args.rule)));
    }
    if !args.dry_run {
        write(&args.case, &done.bytes)?;
    }
    output::write(None, |out| writeln!(out, "{}- {}", if args.dry_run { "" } else { "書き足しました: " }, done.entry))?;
    Ok(IN_ORDER)
}

/// A file with one more record, and what the check says of it.
struct Tried {
    bytes: Vec<u8>,
    entry: String,
    /// Where the record holds, the words in the file in which they stand, if they could be compared.
    stands: Option<Option<Evidence>>,
    after: CaseReport,
}

/// The sentences of a case that a piece of evidence stands in.
fn whole_of(rules: &RuleSet, name: &str, bytes: &[u8], found: &Evidence) -> Option<String> {
    let source = Arc::new(Source::from_bytes(name, bytes).ok()?);
    let Opened { case, .. } = Case::read(Document::parse(source).ok()?, rules.form()).ok()?;
    whole_words(&case, &found.pointer, &found.text)
}

/// Refuses a record that says nothing, and a look on a day that is to come.
fn written(args: &AttestArgs) -> Result<(), Failure> {
    let given = [
        ("--by", Some(&args.by), "確かめた者の職と氏名"),
        ("--words", args.words.as_ref(), "確かめた文"),
        ("--paper", args.paper.as_ref(), "その文がある文書と条"),
        ("--at", args.at.as_ref(), "指摘の場所"),
    ];
    for (flag, value, meaning) in given {
        if value.is_some_and(|value| value.trim().is_empty()) {
            return Err(Failure::Usage(format!("エラー: {flag} が空です。{meaning}を書いてください。")));
        }
    }
    let now = today();
    match args.day {
        Some(day) if day > now => Err(Failure::Usage(format!(
            "エラー: 確かめた日 {day} は、まだ来ていません（今日は {now}）。確かめた日を --day に書いてください。"
        ))),
        _ => Ok(()),
    }
}

/// The attached paper in which words stand, with its part, as a record names it.
fn paper_of(report: &CaseReport, evidence: &Evidence) -> Option<String> {
    let name = evidence.source.name();
    let paper = report.companions.iter().find(|companion| companion.path == name)?;
    // A path begins with the file, which a text without a marked part is called alone.
    let part = evidence.pointer.rsplit_once(' ').filter(|_| !name.ends_with(&*evidence.pointer));
    Some(part.map_or_else(|| paper.name.clone(), |(_, part)| format!("{} {part}", paper.name)))
}

fn judged(
    rules: &RuleSet,
    (name, bytes): (&str, &[u8]),
    days: Days,
    beside: &dyn Beside,
    shared: Option<&Shared<'_>>,
) -> CaseReport {
    // A file that is named is always judged.
    let report = check_beside(name, Ok(bytes.to_vec()), true, rules, days, beside);
    let mut reports = vec![report.unwrap_or_else(|| CaseReport::unreadable(name, None, Vec::new()))];
    settle(rules, &mut reports, shared);
    reports.pop().unwrap_or_else(|| CaseReport::unreadable(name, None, Vec::new()))
}

/// The results of the rule at the place that is given; a place that is of none is that of the words.
fn of_rule<'r>(report: &'r CaseReport, args: &AttestArgs) -> impl Iterator<Item = &'r RuleResult> {
    let at = args.at.as_deref().filter(|at| {
        args.words.is_none()
            || report.results.iter().any(|result| result.rule == args.rule && same_name(at, &result.pointer))
    });
    let of_rule = report.results.iter().filter(|result| result.rule == args.rule);
    of_rule.filter(move |result| at.is_none_or(|at| same_name(at, &result.pointer))).collect::<Vec<_>>().into_iter()
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
