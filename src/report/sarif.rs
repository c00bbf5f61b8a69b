//! For hosts of code: SARIF 2.1.0.
//!
//! Every result is there, also what is in order and what does not apply: `kind` tells. A person's word is a
//! suppression of what the reader said, never a result that is left out.

mod log;
mod message;
mod place;

use std::collections::{HashMap, HashSet};
use std::io;

use serde::Serialize as _;
use serde_json::json;
use serde_json::ser::{PrettyFormatter, Serializer};

use self::log::{
    Artifact, ArtifactLocation, Configuration, Driver, Hashes, Invocation, Level, Log, Notification, Reference, Result,
    Rule, SarifRun, Suppression, Tool,
};
use self::message::{Text, help, text};
use super::letters::{Visible, one_line};
use super::view;
use crate::error::Problem;
use crate::evaluate::result::{Level as RuleLevel, RuleResult, Verdict};
use crate::settle::{CaseReport, RuleCard, Run, fingerprints};

/// Writes a run, followed by a line break.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    let log = Log { schema: log::SCHEMA, version: "2.1.0", runs: [sarif_run(run)] };
    log.serialize(&mut Serializer::with_formatter(&mut *out, Visible(PrettyFormatter::new())))?;
    writeln!(out)
}

fn sarif_run(run: &Run) -> SarifRun {
    let indexes: HashMap<&str, usize> = run.rules.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), at)).collect();
    let driver = Driver {
        name: "kansa",
        version: view::VERSION,
        semantic_version: view::VERSION,
        language: "ja",
        rules: run.rules.iter().map(rule).collect(),
        properties: json!({"ruleSetCount": run.rule_count, "ruleSetDigest": {"sha-256": run.rule_digest}}),
    };
    SarifRun {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        original_uri_base_ids: json!({place::BASE: {"description": {"text": "kansa を動かしたフォルダー"}}}),
        invocations: [invocation(run)],
        artifacts: all_artifacts(run),
        results: run.cases.iter().flat_map(|case| results(case, &indexes, run.compared.is_some())).collect(),
        properties: json!({
            "asOf": run.as_of.map(|day| day.to_string()),
            "summary": run.summary(),
            "skipped": run.skipped,
        }),
    }
}

fn level(level: RuleLevel) -> Level {
    match level {
        RuleLevel::Required => Level::Error,
        RuleLevel::Recommended => Level::Warning,
        RuleLevel::Note => Level::Note,
    }
}

fn rule(card: &RuleCard) -> Rule {
    Rule {
        id: card.id.clone(),
        short_description: Text::plain(&card.title),
        full_description: Text::plain(&format!("{} {}", card.message, card.why)),
        help: help(card),
        default_configuration: Configuration { level: level(card.level) },
        properties: json!({"item": card.item, "kinds": card.kinds, "basis": card.basis, "tags": [card.item]}),
    }
}

/// What could not be read, and remarks that change no verdict.
fn invocation(run: &Run) -> Invocation {
    let notifications = run.cases.iter().flat_map(|case| {
        let errors = case.errors.iter().map(|problem| notification(case, problem, Level::Error));
        errors.chain(case.notes.iter().map(|problem| notification(case, problem, Level::Note)))
    });
    Invocation {
        execution_successful: run.cases.iter().all(|case| case.errors.is_empty()),
        tool_execution_notifications: notifications.collect(),
    }
}

fn notification(case: &CaseReport, problem: &Problem, level: Level) -> Notification {
    let location = match (&case.source, problem.span) {
        (Some(source), Some(span)) => place::location(0, source, span, None, None),
        _ => place::file(&case.path),
    };
    let told = [&problem.what, &problem.why, &problem.advice].map(|words| one_line(words)).join(" ");
    Notification {
        descriptor: Reference { id: problem.code.clone() },
        level,
        message: text(&told),
        locations: [location],
    }
}

/// Every file of the run once: a case that another one links is of its own, and the settings are of all.
fn all_artifacts(run: &Run) -> Vec<Artifact> {
    let settings = run.settings.iter().map(|file| Artifact {
        properties: Some(json!({"name": file.name})),
        ..artifact(&file.path, file.sha256.as_deref(), "userSpecifiedConfiguration")
    });
    let mut all: Vec<Artifact> = settings.collect();
    let own: HashSet<&str> = run.cases.iter().map(|case| case.path.as_str()).collect();
    let mut others = HashSet::new();
    for case in &run.cases {
        all.push(own_artifact(case));
        let new = case.companions.iter().filter(|file| !own.contains(file.path.as_str()) && others.insert(&file.path));
        all.extend(new.map(|file| Artifact {
            properties: Some(json!({"name": file.name, "case": case.path})),
            ..artifact(&file.path, file.sha256.as_deref(), "attachment")
        }));
    }
    all
}

fn artifact(path: &str, sha256: Option<&str>, role: &'static str) -> Artifact {
    Artifact {
        location: ArtifactLocation::of(path),
        roles: [role],
        hashes: sha256.map(|sha256| Hashes { sha256: sha256.to_owned() }),
        encoding: None,
        properties: None,
    }
}

fn own_artifact(case: &CaseReport) -> Artifact {
    Artifact {
        encoding: case.source.as_ref().map(|source| source.encoding().name()),
        properties: Some(json!({
            "number": case.number,
            "title": case.title,
            "kinds": case.kinds,
            "asOf": case.as_of.map(|day| day.to_string()),
            "asOfFrom": case.as_of_from,
            "verdict": case.verdict(),
        })),
        ..artifact(&case.path, case.sha256.as_deref(), "analysisTarget")
    }
}

/// `compared` tells whether a baseline was given: then each result says whether it was known.
fn results(case: &CaseReport, indexes: &HashMap<&str, usize>, compared: bool) -> Vec<Result> {
    let state = |found: &RuleResult| compared.then_some(if found.known { "unchanged" } else { "new" });
    let named = case.results.iter().zip(fingerprints(case));
    named.map(|(found, name)| Result { baseline_state: state(found), ..result(case, found, name, indexes) }).collect()
}

/// What the reader said: a person's word stands beside it, not in its place.
fn read_verdict(result: &RuleResult) -> Verdict {
    result.settled.as_ref().map_or(result.verdict, |settled| settled.was)
}

fn result(case: &CaseReport, result: &RuleResult, fingerprint: String, indexes: &HashMap<&str, usize>) -> Result {
    let kind = match read_verdict(result) {
        Verdict::Pass => "pass",
        Verdict::NotApplicable => "notApplicable",
        Verdict::Review => "review",
        _ => "fail",
    };
    // Without words of its own a result says what the rule asks.
    let told = [one_line(&result.title), view::message(result)].join("　");
    let mut related = Vec::new();
    for evidence in result.evidence.iter().filter(|evidence| !view::is_at_result(result, evidence)) {
        let words = format!("根拠文 {} {}", one_line(&evidence.text), one_line(&evidence.note));
        let id = related.len() + 1;
        let pointer = Some(evidence.pointer.as_str());
        related.push(place::location(id, &evidence.source, evidence.span, pointer, Some(words.trim_end())));
    }
    Result {
        rule_id: result.rule.to_string(),
        rule_index: indexes.get(result.rule.as_str()).copied(),
        kind,
        level: if kind == "fail" { level(result.level) } else { Level::None },
        message: text(&told),
        locations: [place::location(0, &result.source, result.span, Some(&result.pointer), None)],
        related_locations: related,
        baseline_state: None,
        partial_fingerprints: json!({"kansaContent/v1": fingerprint}),
        suppressions: view::settled(result).map(|words| {
            let of_case = result.settled.as_ref().is_none_or(|settled| settled.path.is_none());
            [Suppression::accepted(words, of_case)]
        }),
        properties: json!({
            "case": case.path,
            "item": result.item,
            "ruleLevel": result.level,
            "verdict": result.verdict,
            "reason": result.reason,
            "basis": result.basis,
            "advice": result.advice,
            "evidence": result.evidence.iter().map(|evidence| &evidence.text).collect::<Vec<_>>(),
            "settled": result.settled,
        }),
    }
}
