//! The files that a check writes: none of them twice, and none that it reads.

use std::path::{Path, PathBuf};

use super::Failure;
use super::walk::is_yaml;
use crate::report::Format;

/// The most links that are followed to where a file is written, as systems do.
const LINKS: usize = 40;

/// Every file that is to be written, each with the path that it really has.
pub(super) struct Targets<'a>(Vec<Target<'a>>);

struct Target<'a> {
    /// What asks for it.
    by: By,
    /// As typed.
    path: &'a Path,
    /// Without links and detours.
    own: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Format,
    Baseline,
    Summary,
}

impl By {
    fn word(self) -> &'static str {
        match self {
            Self::Format => "形式",
            Self::Baseline => "--write-baseline",
            Self::Summary => "環境変数 GITHUB_STEP_SUMMARY",
        }
    }
}

impl<'a> Targets<'a> {
    /// The files of the formats, of `--write-baseline` and of the summary of a CI job.
    ///
    /// # Errors
    /// A message for people where one would be written over another.
    pub(super) fn of(
        outputs: &[(Format, Option<&'a Path>)],
        baseline: Option<&'a Path>,
        summary: Option<&'a Path>,
    ) -> Result<Self, Failure> {
        let formats = outputs.iter().filter_map(|(_, file)| Some((By::Format, (*file)?)));
        let others = [(By::Baseline, baseline), (By::Summary, summary)];
        let others = others.into_iter().filter_map(|(by, file)| Some((by, file?)));
        let mut targets: Vec<Target<'a>> = Vec::new();
        for (by, path) in formats.chain(others) {
            let own = resolved(path, LINKS);
            if let Some(other) = targets.iter().find(|other| other.own == own) {
                let both = match (other.by, by) {
                    (By::Format, By::Format) => "2つの形式".to_owned(),
                    (one, other) => format!("{}と {} ", one.word(), other.word()),
                };
                return Err(Failure::Usage(format!(
                    "エラー: 書き出し先 {} が{both}にあります。それぞれに別のファイルを指定してください。",
                    path.display()
                )));
            }
            targets.push(Target { by, path, own });
        }
        Ok(Self(targets))
    }

    /// Refuses to write over a file that is read; `what` tells people which it is.
    ///
    /// # Errors
    /// A message for people where it would be.
    pub(super) fn spare(&self, read: Option<&Path>, what: &str) -> Result<(), Failure> {
        let Some(own) = read.filter(|_| !self.0.is_empty()).and_then(|read| read.canonicalize().ok()) else {
            return Ok(());
        };
        match self.0.iter().find(|target| target.own == own) {
            None => Ok(()),
            Some(target) => Err(Failure::Usage(format!(
                "エラー: {} は{what}。上書きしないよう、別の書き出し先を指定してください。",
                target.path.display()
            ))),
        }
    }

    /// Refuses to write a file that the rules are, or the next check would take for one.
    ///
    /// # Errors
    /// A message for people where it would be written.
    pub(super) fn spare_rules(&self, folder: Option<&Path>) -> Result<(), Failure> {
        let Some(folder) = folder.and_then(|folder| folder.canonicalize().ok()) else { return Ok(()) };
        match self.0.iter().find(|target| target.own.starts_with(&folder) && is_yaml(&target.own)) {
            None => Ok(()),
            Some(target) => Err(Failure::Usage(format!(
                "エラー: {} は規則のフォルダーの中の YAML で、規則として読まれます。規則を壊さないよう、別の書き出し先を指定してください。",
                target.path.display()
            ))),
        }
    }
}

/// Where a file is, or would be made.
fn resolved(path: &Path, links: usize) -> PathBuf {
    if let Ok(own) = path.canonicalize() {
        return own;
    }
    // A path of one step lies in the folder that the program was started in.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A link to a file that is not there yet: the file is made where the link leads.
    if let Some(target) = links.checked_sub(1).and_then(|_| std::fs::read_link(path).ok()) {
        return resolved(&folder.join(target), links - 1);
    }
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_path_buf(),
    }
}
