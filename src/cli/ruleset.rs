//! The rule set of a call: built in, or of a folder.

use std::path::Path;

use walkdir::WalkDir;

use super::Failure;
use super::args::RulesArgs;
use super::config::Config;
use super::output::told;
use super::walk::is_yaml;
use crate::rules::{Extent, RuleFile, RuleSet};

/// The rules of a call: of the folder that it names, or that the settings name, or the built-in ones.
pub(super) fn of_call(args: &RulesArgs, extent: Extent) -> Result<RuleSet, Failure> {
    by(args, extent, Config::of_folder)
}

/// The same where it is known which settings count.
pub(super) fn by(
    args: &RulesArgs,
    extent: Extent,
    config: impl FnOnce() -> Result<Config, Failure>,
) -> Result<RuleSet, Failure> {
    let folder = match &args.folder {
        Some(folder) => Some(folder.clone()),
        None => config()?.rules_folder()?,
    };
    load(folder.as_deref(), extent)
}

/// The rules of `folder`, or the built-in ones.
pub(super) fn load(folder: Option<&Path>, extent: Extent) -> Result<RuleSet, Failure> {
    let loaded = match folder {
        None => RuleSet::built_in(extent),
        Some(folder) => RuleSet::of_files(files(folder)?, extent),
    };
    loaded.map_err(Failure::RuleSet)
}

/// Every YAML file below a folder, in order of the paths.
fn files(folder: &Path) -> Result<Vec<RuleFile>, Failure> {
    let usage = |reason: String| {
        Failure::Usage(format!(
            "エラー: 規則のフォルダー {} を読めません（{reason}）。--rules に規則のあるフォルダーを指定してください。",
            folder.display()
        ))
    };
    if !folder.is_dir() {
        return Err(usage("フォルダーがありません".to_owned()));
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
        let entry =
            entry.map_err(|error| usage(error.io_error().map_or_else(|| "リンクが自分に戻ります".to_owned(), told)))?;
        if entry.file_type().is_file() && is_yaml(entry.path()) {
            let text = std::fs::read_to_string(entry.path()).map_err(|error| usage(told(&error)))?;
            let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = name.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/");
            let shown = format!("{}/{name}", folder.display());
            files.push(RuleFile { name, shown, text: text.trim_start_matches('\u{feff}').to_owned().into() });
        }
    }
    Ok(files)
}
