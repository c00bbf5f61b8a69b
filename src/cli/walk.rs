//! The YAML files of a folder.
//!
//! Hidden files and folders are passed over, and what the `.gitignore` files of the walk, and of the
//! repository above it, leave out; patterns of a folder outside the repository do not count. Links are not
//! followed, so that no loop is walked and no file is judged twice.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use super::output::told;

/// What a walk finds, in the order of the paths.
pub(super) enum Found {
    /// A YAML file.
    File(PathBuf),
    /// A link with the name of a YAML file.
    Link(PathBuf),
    /// What cannot be looked at, with the reason.
    Fault(PathBuf, String),
}

/// Patterns of `--exclude`, written as in a `.gitignore` of the folder that the program is started in; those of
/// the settings as in one of the folder that these stand in.
pub(super) struct Excluded {
    patterns: Gitignore,
    /// That folder, without links and detours.
    root: PathBuf,
}

impl Excluded {
    /// # Errors
    /// A message for people where a pattern cannot be read.
    pub(super) fn new(patterns: &[String], root: &Path) -> Result<Self, String> {
        // A folder without a name is the one that the program was started in.
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let mut builder = GitignoreBuilder::new(&root);
        for pattern in patterns {
            // What the library says of it is English.
            builder
                .add_line(None, pattern)
                .map_err(|_| format!("「{pattern}」を読めません（括弧、範囲か \\ の書き方が合いません）"))?;
        }
        let patterns = builder.build().map_err(|_| "パターンを組み合わせられません".to_owned())?;
        Ok(Self { patterns, root })
    }

    /// Whether an entry is left out: `path` is its whole path, `inside` that from the folder of the walk.
    fn has(&self, path: &Path, inside: &Path, folder: bool) -> bool {
        // What lies elsewhere is matched as if the patterns stood in the folder of the walk.
        let own = path.strip_prefix(&self.root).unwrap_or(inside);
        self.patterns.matched(own, folder).is_ignore()
    }
}

/// The rules of the folders on the way to an entry, the outermost first.
struct Rules {
    /// Each with its folder.
    of: Vec<(PathBuf, Gitignore)>,
}

impl Rules {
    /// Those of the repository's folders above `folder`, up to the one that holds the repository.
    fn above(folder: &Path) -> Self {
        let Ok(own) = folder.canonicalize() else { return Self { of: Vec::new() } };
        let root = own.ancestors().find(|above| above.join(".git").exists());
        let Some(root) = root else { return Self { of: Vec::new() } };
        let between = own.ancestors().skip(1).take_while(|above| above.starts_with(root));
        let mut of: Vec<(PathBuf, Gitignore)> =
            between.filter_map(|above| Some((above.to_path_buf(), rules_of(above)?))).collect();
        of.reverse();
        Self { of }
    }

    /// Takes in those of a folder that is entered, and drops those of folders that were left.
    fn enter(&mut self, folder: &Path) {
        self.leave(folder);
        if let Some(rules) = rules_of(folder) {
            self.of.push((folder.to_path_buf(), rules));
        }
    }

    fn leave(&mut self, path: &Path) {
        self.of.retain(|(folder, _)| path.starts_with(folder));
    }

    /// Whether an entry is left out: the innermost rule that speaks of it decides.
    fn leave_out(&self, path: &Path, folder: bool) -> bool {
        for (_, rules) in self.of.iter().rev() {
            match rules.matched(path, folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }
}

fn rules_of(folder: &Path) -> Option<Gitignore> {
    let file = folder.join(".gitignore");
    // A line that cannot be read counts for nothing, as in git.
    file.is_file().then(|| Gitignore::new(&file).0)
}

/// Walks a folder.
pub(super) fn walk(folder: &Path, excluded: &Excluded) -> Vec<Found> {
    let mut found = Vec::new();
    let absolute = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let mut rules = Rules::above(folder);
    let mut entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(|| folder.to_path_buf(), Path::to_path_buf);
                let reason = error.io_error().map_or_else(|| "リンクが自分に戻ります".to_owned(), told);
                found.push(Found::Fault(path, reason));
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        let inside = entry.path().strip_prefix(folder).unwrap_or(Path::new(""));
        let path = absolute.join(inside);
        rules.leave(&path);
        if entry.depth() > 0
            && (is_hidden(&entry) || rules.leave_out(&path, is_folder) || excluded.has(&path, inside, is_folder))
        {
            if is_folder {
                entries.skip_current_dir();
            }
        } else if is_folder {
            rules.enter(&path);
        } else if is_yaml(entry.path()) {
            found.extend(look_at(&entry));
        }
    }
    found
}

fn look_at(entry: &DirEntry) -> Option<Found> {
    let path = entry.path().to_path_buf();
    if entry.file_type().is_file() {
        return Some(Found::File(path));
    }
    if !entry.path_is_symlink() {
        return None;
    }
    match path.metadata() {
        Ok(target) => target.is_file().then_some(Found::Link(path)),
        // One that leads nowhere, or to itself.
        Err(error) => Some(Found::Fault(path, told(&error))),
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// Whether a file is one of YAML by its name.
pub(super) fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml"))
}
