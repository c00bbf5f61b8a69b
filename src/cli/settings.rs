//! What a check runs with, and where each setting is from.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, ValueEnum as _};

use super::Failure;
use super::args::{CheckArgs, FailOn, format};
use super::config::{Config, Words};
use crate::report::Format;

/// The settings of a check.
pub(super) struct Settings {
    pub(super) select: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) exclude: Vec<String>,
    /// The folder that the patterns of `exclude` begin from.
    pub(super) exclude_root: PathBuf,
    pub(super) fail_on: Vec<FailOn>,
    pub(super) format: Vec<(Format, Option<PathBuf>)>,
    pub(super) rules: Option<PathBuf>,
    /// Each setting as people read it, with its value and where that is from.
    shown: Vec<(&'static str, String, String)>,
}

/// Where a setting is from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Flag,
    Environment,
    File,
    Nowhere,
}

impl Settings {
    /// The settings of a call: of its flags, of the environment, of the file, in this order.
    ///
    /// # Errors
    /// A message with a snippet where a word of the file cannot be used.
    pub(super) fn of(args: &CheckArgs, matches: &ArgMatches, config: &Config) -> Result<Self, Failure> {
        let mut shown = Vec::new();
        let file = config.source.as_ref().map_or("", |source| source.name());
        let mut note = |name: &'static str, value: String, from: From| {
            let from = match from {
                From::Flag => "指定".to_owned(),
                From::Environment => "環境変数".to_owned(),
                From::File => format!("設定 {file}"),
                From::Nowhere => "初めから".to_owned(),
            };
            shown.push((name, value, from));
        };
        let mut words = |name: &'static str, id: &str, typed: &[String], of_file: &Option<Words>| {
            let (value, from) = match (source(matches, id), of_file) {
                (From::Nowhere, Some(words)) => (words.iter().map(|(word, _)| word.clone()).collect(), From::File),
                (from, _) => (typed.to_vec(), from),
            };
            note(name, value.join(", "), from);
            value
        };
        let select = words("select", "select", &args.select, &config.select);
        let ignore = words("ignore", "ignore", &args.ignore, &config.ignore);
        let exclude = words("exclude", "exclude", &args.exclude, &config.exclude);
        let of_file = config.exclude.is_some() && source(matches, "exclude") == From::Nowhere;
        let exclude_root = if of_file { config.folder.clone() } else { PathBuf::new() };
        let (fail_on, from) = match (source(matches, "fail_on"), &config.fail_on) {
            (From::Nowhere, Some(words)) => (thresholds(config, words)?, From::File),
            (from, _) => (args.fail_on.clone(), from),
        };
        note("fail-on", fail_on.iter().map(|one| fail_on_name(*one)).collect::<Vec<_>>().join(", "), from);
        let (formats, from) = match (source(matches, "format"), &config.format) {
            (From::Nowhere, Some(words)) => (formats(config, words)?, From::File),
            (from, _) => (args.format.clone(), from),
        };
        let names = formats.iter().map(|(format, file)| {
            let file = file.as_ref().map(|file| format!("={}", file.display())).unwrap_or_default();
            format!("{}{file}", format.name())
        });
        note("format", names.collect::<Vec<_>>().join(", "), from);
        let (rules, from) = match (source(matches, "folder"), &config.rules) {
            (From::Nowhere, Some(_)) => (config.rules_folder()?, From::File),
            (from, _) => (args.rules.folder.clone(), from),
        };
        note("rules", rules.as_ref().map_or_else(|| "内蔵".to_owned(), |folder| folder.display().to_string()), from);
        Ok(Self { select, ignore, exclude, exclude_root, fail_on, format: formats, rules, shown })
    }

    /// The settings as people read them.
    pub(super) fn page(&self, config: &Config) -> String {
        let mut page = match &config.source {
            Some(source) => format!("設定のファイル: {}\n", source.name()),
            None => "設定のファイル: なし\n".to_owned(),
        };
        for (name, value, from) in &self.shown {
            let value = if value.is_empty() { "（なし）" } else { value };
            page.push_str(&format!("{name}: {value}　〔{from}〕\n"));
        }
        page.push_str(&format!("免除: {}件　〔設定〕\n", config.waivers.len()));
        page
    }
}

fn source(matches: &ArgMatches, id: &str) -> From {
    match matches.value_source(id) {
        Some(ValueSource::CommandLine) => From::Flag,
        Some(ValueSource::EnvVariable) => From::Environment,
        _ => From::Nowhere,
    }
}

/// The name of a threshold on the command line.
fn fail_on_name(one: FailOn) -> String {
    one.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn thresholds(config: &Config, words: &Words) -> Result<Vec<FailOn>, Failure> {
    let one = |(word, _): &(String, _)| {
        FailOn::from_str(word, false).map_err(|_| {
            let what = format!("fail-on に「{word}」は使えません");
            config.fault(word, what, "required、review、recommended のどれかを書いてください。")
        })
    };
    words.iter().map(one).collect()
}

fn formats(config: &Config, words: &Words) -> Result<Vec<(Format, Option<PathBuf>)>, Failure> {
    let one = |(word, _): &(String, _)| {
        let (format, file) = format(word).map_err(|what| config.fault(word, what, "形式の名を直してください。"))?;
        Ok((format, file.map(|file| config.folder.join(file))))
    };
    words.iter().map(one).collect()
}
