//! The rule set of a call: built in, or of a folder.

use std::path::Path;

use walkdir::WalkDir;

use super::Failure;
use crate::rules::{Extent, RuleFile, RuleSet};

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
        let entry = entry.map_err(|error| usage(error.to_string()))?;
        let is_yaml = entry
            .path()
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"));
        if entry.file_type().is_file() && is_yaml {
            let text = std::fs::read_to_string(entry.path()).map_err(|error| usage(error.to_string()))?;
            let name = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = name.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/");
            let shown = format!("{}/{name}", folder.display());
            files.push(RuleFile { name, shown, text: text.trim_start_matches('\u{feff}').to_owned() });
        }
    }
    Ok(files)
}
