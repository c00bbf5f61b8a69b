//! What several writers show in the same words.

use std::sync::Arc;

use super::letters::{one_line, plain};
use crate::error::Problem;
use crate::evaluate::result::{Evidence, Level, RuleResult, Settled, Verdict};
use crate::settle::{CaseReport, Run};
use crate::source::{Source, Span};

/// The version of this program.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The word before a message that makes a file an error.
pub(super) const ERROR: &str = "エラー";
/// The word before a message that changes no verdict.
pub(super) const NOTE: &str = "注意";

/// How much a result asks of the one who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Severity {
    /// A required rule is at fault, or a file cannot be read.
    Error,
    /// Another rule is at fault, or a required one is in review.
    Warning,
    /// What is left to a person, or was decided by one.
    Notice,
    /// Nothing to act on.
    Nothing,
}

impl Severity {
    /// The severity of a result.
    pub(super) fn of(result: &RuleResult) -> Self {
        match (result.verdict, result.level) {
            (Verdict::Fail | Verdict::Missing, Level::Required) => Self::Error,
            (Verdict::Fail | Verdict::Missing, Level::Recommended) | (Verdict::Review, Level::Required) => {
                Self::Warning
            }
            (Verdict::Pass | Verdict::NotApplicable, _) => Self::Nothing,
            _ => Self::Notice,
        }
    }
}

/// The name of a verdict in data, as JSON has it.
pub(super) fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fail => "fail",
        Verdict::Missing => "missing",
        Verdict::Review => "review",
        Verdict::Waived => "waived",
        Verdict::Attested => "attested",
        Verdict::Pass => "pass",
        Verdict::NotApplicable => "not_applicable",
    }
}

/// A verdict with its sign, as 「× 未記載」.
pub(super) fn signed(verdict: Verdict) -> String {
    format!("{} {}", verdict.sign(), verdict.word())
}

/// Why the verdict is what it is, with the words for a review before the message.
pub(super) fn message(result: &RuleResult) -> String {
    let reason = result.reason.map(|reason| format!("{}。", reason.words())).unwrap_or_default();
    one_line(&format!("{reason}{}", result.message))
}

/// A person's word, in one sentence with the words, the person and the day.
pub(super) fn settled(result: &RuleResult) -> Option<String> {
    let Settled { was, by, day, words, paper, .. } = result.settled.as_ref()?;
    let told = match result.verdict {
        Verdict::Waived => {
            let paper = paper.as_deref().map(|paper| format!("、文書番号 {paper}")).unwrap_or_default();
            format!("免除: {words}（決裁者 {by}{paper}、期限 {day}）")
        }
        _ => {
            let paper = paper.as_deref().map(|paper| format!("、資料 {paper}")).unwrap_or_default();
            format!("目視確認: 「{words}」（確認者 {by}、確認日 {day}{paper}）")
        }
    };
    Some(one_line(&format!("{told} 検査の判定は{}", was.word())))
}

/// A place as people look it up: 「file:12:5」.
pub(super) fn spot(source: &Source, span: Span) -> String {
    let place = source.location(span);
    format!("{}:{}:{}", plain(source.name()), place.line, place.column)
}

/// A place as people look it up in the file of the case: 「12行5字」, with the file where it is another.
pub(super) fn spot_in(case: &CaseReport, source: &Source, span: Span) -> String {
    let place = source.location(span);
    let file = if source.name() == case.path { String::new() } else { format!("{} ", plain(source.name())) };
    format!("{file}{}行{}字", place.line, place.column)
}

/// Whether a piece of evidence is where its result is placed, in the same file.
pub(super) fn is_at_result(result: &RuleResult, evidence: &Evidence) -> bool {
    evidence.span == result.span && Arc::ptr_eq(&evidence.source, &result.source)
}

/// The evidence of a result as one text, each piece with its place.
pub(super) fn quotes(case: &CaseReport, result: &RuleResult) -> Vec<String> {
    let quote = |evidence: &Evidence| {
        let note = if evidence.note.is_empty() { String::new() } else { format!(" {}", one_line(&evidence.note)) };
        let place = spot_in(case, &evidence.source, evidence.span);
        format!("「{}」（{place}{note}）", one_line(&evidence.text))
    };
    result.evidence.iter().map(quote).collect()
}

/// One line of the traceability matrix: a basis, what it asks, where the case says so, and what was found.
pub(super) struct Trace<'r> {
    /// The article or item, as it is cited.
    pub(super) basis: &'r str,
    /// The place of the case in the run.
    pub(super) at: usize,
    pub(super) case: &'r CaseReport,
    pub(super) result: &'r RuleResult,
}

/// The traceability matrix of a run: by basis, then by rule and case. A result stands under each of its
/// bases; what does not apply to a case is left out.
pub(super) fn traces(run: &Run) -> Vec<Trace<'_>> {
    let mut traces: Vec<Trace<'_>> = Vec::new();
    for (at, case) in run.cases.iter().enumerate() {
        for result in case.results.iter().filter(|result| result.verdict != Verdict::NotApplicable) {
            traces.extend(result.basis.iter().map(|basis| Trace { basis, at, case, result }));
        }
    }
    traces.sort_by(|a, b| (a.basis, &a.result.rule, a.at).cmp(&(b.basis, &b.result.rule, b.at)));
    traces
}

/// Kinds of a case in one word.
pub(super) fn kinds(kinds: &[String]) -> String {
    plain(&kinds.join("・"))
}

/// The date of a case with where it is from.
pub(super) fn as_of(case: &CaseReport) -> String {
    case.as_of.map_or_else(String::new, |day| format!("{day}（{}）", case.as_of_from))
}

/// What a reader can check of a run: the program, the rules and the date asked for.
pub(super) fn proof(run: &Run) -> String {
    let day = run.as_of.map_or_else(|| "指定なし".to_owned(), |day| day.to_string());
    format!("kansa {VERSION}、規則 {}件 SHA-256 {}、基準日の指定 {day}", run.rule_count, run.rule_digest)
}

/// The files that a reader can check a run by: the settings, and those of each case.
pub(super) fn files(run: &Run) -> Vec<(String, String)> {
    settings_proof(run).into_iter().chain(run.cases.iter().flat_map(file_proofs)).collect()
}

/// The file with the settings of a run, where there was one.
pub(super) fn settings_proof(run: &Run) -> Option<(String, String)> {
    run.settings.as_ref().map(|file| (plain(&file.path), file.sha256.clone().unwrap_or_default()))
}

/// What a baseline says of a run, a line each: how many findings were known, and which are there no longer.
pub(super) fn compared(run: &Run) -> Vec<String> {
    let Some(compared) = &run.compared else { return Vec::new() };
    let counts = format!("既知の指摘 {}件　なくなった指摘 {}件", compared.known, compared.fixed.len());
    let gone = compared
        .fixed
        .iter()
        .map(|(path, known)| plain(&format!("なくなった: {path} {} {}", known.rule, known.pointer)));
    std::iter::once(counts).chain(gone).collect()
}

/// What marks a finding that was known before.
pub(super) fn known(result: &RuleResult) -> &'static str {
    if result.known { "既知" } else { "" }
}

/// The errors and the remarks of a case, each with the word for its kind.
pub(super) fn told(case: &CaseReport) -> impl Iterator<Item = (&'static str, &Problem)> {
    let errors = case.errors.iter().map(|problem| (ERROR, problem));
    errors.chain(case.notes.iter().map(|problem| (NOTE, problem)))
}

/// What a reader can check of a case: its file and those read along with it.
pub(super) fn file_proofs(case: &CaseReport) -> Vec<(String, String)> {
    let digest = |digest: Option<&str>| digest.unwrap_or("（読めない）").to_owned();
    let own = (plain(&case.path), digest(case.sha256.as_deref()));
    let companions = case.companions.iter().map(|file| (plain(&file.path), digest(file.sha256.as_deref())));
    std::iter::once(own).chain(companions).collect()
}
