//! `kansa verify`: says what changed since a result was written.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::args::VerifyArgs;
use super::check::today;
use super::config::Config;
use super::input::{Input, Others};
use super::{Failure, IN_ORDER, output, ruleset};
use crate::document::Document;
use crate::report::plain;
use crate::rules::{Extent, RuleSet};
use crate::settle::Companion;
use crate::source::{Source, sha256};

/// The exit code where something changed.
const CHANGED: u8 = 1;

/// What is asked of the contract `kansa/1`.
#[derive(Deserialize)]
struct Written {
    schema: String,
    tool: Tool,
    rules: Rules,
    as_of: Option<String>,
    cases: Vec<Case>,
    settings: Option<File>,
}

#[derive(Deserialize)]
struct Tool {
    version: String,
}

#[derive(Deserialize)]
struct Rules {
    digest: String,
}

#[derive(Deserialize)]
struct Case {
    path: String,
    sha256: Option<String>,
    as_of: Option<String>,
    #[serde(default)]
    as_of_from: String,
    #[serde(default)]
    companions: Vec<File>,
}

#[derive(Deserialize)]
struct File {
    name: String,
    path: String,
    sha256: Option<String>,
}

pub(super) fn run(args: &VerifyArgs) -> Result<u8, Failure> {
    let written = read(&args.result)?;
    let rules = ruleset::by(&args.rules, Extent::Rules, || settings(&written))?;
    let mut changes = Vec::new();
    let version = env!("CARGO_PKG_VERSION");
    if written.tool.version != version {
        changes.push(format!("kansa の版が違います: 結果 {}、今 {version}", plain(&written.tool.version)));
    }
    if written.rules.digest != rules.digest() {
        changes.push(format!("規則が違います: 結果 {}、今 {}", plain(&written.rules.digest), rules.digest()));
    }
    let inputs: Vec<Input> = written.cases.iter().map(|case| Input::file(PathBuf::from(&case.path), true)).collect();
    let others = Others::new(&inputs, rules.form());
    let mut seen = HashSet::new();
    let mut files = 0;
    let settings = written.settings.iter().map(|file| (file.path.as_str(), file.sha256.as_deref()));
    let cases = written.cases.iter().map(|case| (case.path.as_str(), case.sha256.as_deref()));
    let companions = written.cases.iter().flat_map(|case| &case.companions);
    let companions = companions.filter(|file| file.sha256.is_some());
    let companions = companions.map(|file| (file.path.as_str(), file.sha256.as_deref()));
    for (path, was) in cases.chain(companions).chain(settings) {
        if seen.insert((path, was)) {
            files += usize::from(was.is_some());
            changes.extend(change(Path::new(path), was));
        }
    }
    for (case, input) in written.cases.iter().zip(&inputs) {
        changes.extend(read_now(case, input, &others, &rules));
    }
    let mut page: Vec<String> = changes.iter().map(|change| format!("× {change}")).collect();
    page.extend(dates(&written).map(|note| format!("△ {note}")));
    page.push(match changes.len() {
        0 => format!("○ 変わったものはありません（ファイル {files}件、規則、kansa の版）。"),
        number => format!("変わったもの {number}件（ファイル {files}件、規則、kansa の版を確かめました）。"),
    });
    output::write(None, |out| page.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(if changes.is_empty() { IN_ORDER } else { CHANGED })
}

fn read(path: &Path) -> Result<Written, Failure> {
    let refused = |reason: &str| {
        Failure::Usage(format!(
            "エラー: {} は kansa/1 の結果として読めません（{reason}）。kansa check --format json=結果.json で書き出した結果を指定してください。",
            path.display()
        ))
    };
    let text = fs::read_to_string(path).map_err(|error| refused(&output::told(&error)))?;
    let written: Written =
        serde_json::from_str(&text).map_err(|error| refused(&format!("{}行{}字", error.line(), error.column())))?;
    if written.schema == "kansa/1" {
        Ok(written)
    } else {
        Err(refused(&format!("schema が {}", plain(&written.schema))))
    }
}

/// What the files are now that were not read along with a case: whether one is read is asked of the case, since a
/// file that is there may still be refused.
fn read_now(case: &Case, input: &Input, others: &Others<'_>, rules: &RuleSet) -> Vec<String> {
    let unread = || case.companions.iter().filter(|file| file.sha256.is_none());
    if unread().next().is_none() {
        return Vec::new();
    }
    let Ok(bytes) = input.bytes() else { return Vec::new() };
    let Ok(source) = Source::from_bytes(input.name.clone(), &bytes) else { return Vec::new() };
    let Ok(document) = Document::parse(Arc::new(source)) else { return Vec::new() };
    let Ok(mut opened) = crate::case::Case::read(document, rules.form()) else { return Vec::new() };
    opened.case.attach(&others.beside(input));
    let now = Companion::of(&opened.case);
    let is_read = |file: &&File| now.iter().any(|now| now.name == file.name && now.sha256.is_some());
    let told = unread().filter(is_read);
    told.map(|file| format!("{} は点検したとき読めませんでしたが、今は読めます", plain(&file.path))).collect()
}

/// The settings that a result was made with; none where it had none, or their file is there no longer.
fn settings(written: &Written) -> Result<Config, Failure> {
    let file = written.settings.as_ref().map(|file| Path::new(&file.path)).filter(|path| path.is_file());
    Config::find(file, file.is_none())
}

/// What became of a file; nothing where it is as it was.
fn change(path: &Path, was: Option<&str>) -> Option<String> {
    let shown = plain(&path.to_string_lossy());
    // Looked at before it is opened: a pipe would be waited for, and what is too large is never read.
    let is_read = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= Source::MAX_BYTES as u64);
    let now = if is_read { fs::read(path).ok().map(|bytes| sha256(&bytes)) } else { None };
    match (was, now) {
        (Some(was), Some(now)) if was == now => None,
        (Some(was), Some(now)) => Some(format!("{shown} が変わりました: 結果 {}、今 {now}", plain(was))),
        (Some(_), None) => Some(format!("{shown} を今は読めません")),
        (None, Some(_)) => Some(format!("{shown} は点検したとき読めませんでしたが、今は読めます")),
        (None, None) => None,
    }
}

/// The cases that were judged at the day of the check, since no other was given: on another day the same
/// files may give another result.
fn dates(written: &Written) -> impl Iterator<Item = String> {
    let today = today().to_string();
    let by_clock = written.cases.iter().filter(|case| written.as_of.is_none() && case.as_of_from == "今日");
    by_clock.filter_map(move |case| {
        let day = case.as_of.as_deref().filter(|day| *day != today)?;
        let (path, day) = (plain(&case.path), plain(day));
        Some(format!("{path} の基準日は点検した日（{day}）でした。同じ結果を得るには --as-of {day} を付けます。"))
    })
}
