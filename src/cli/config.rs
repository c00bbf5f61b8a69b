//! `.kansa.yaml`: what a folder of drafts is always checked with.
//!
//! The nearest one upward counts, up to the root of the repository. A flag stands above an environment
//! variable, that above the file, that above what the program would do by itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::output::told;
use crate::case::{Waiver, waiver_key, waivers_in};
use crate::document::{Document, Fields, NodeId, ShapeError, nearest};
use crate::error::{Explain as _, Problem};
use crate::form::Form;
use crate::report;
use crate::settle::Companion;
use crate::source::{Source, Span};

/// The name of the file.
pub(super) const NAME: &str = ".kansa.yaml";

/// A list of words that the file sets, with their places.
pub(super) type Words = Vec<(String, Span)>;

/// What a file sets; `None` where it says nothing.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The file.
    pub(super) source: Option<Arc<Source>>,
    /// The folder that it stands in: paths in it begin there.
    pub(super) folder: PathBuf,
    pub(super) select: Option<Words>,
    pub(super) ignore: Option<Words>,
    pub(super) exclude: Option<Words>,
    pub(super) fail_on: Option<Words>,
    pub(super) format: Option<Words>,
    pub(super) rules: Option<(String, Span)>,
    /// Waivers for every case of a run.
    pub(super) waivers: Vec<Waiver>,
}

const KEYS: [&str; 6] = ["select", "ignore", "exclude", "fail-on", "format", "rules"];

impl Config {
    /// The file that is asked for, or the nearest one upward from the folder that the program is started in.
    ///
    /// # Errors
    /// A message with a snippet where the file cannot be read.
    pub(super) fn find(asked: Option<&Path>, none: bool) -> Result<Self, Failure> {
        let path = match asked {
            Some(path) => Some(path.to_path_buf()),
            None if none => None,
            None => nearest_upward(),
        };
        let Some(path) = path else { return Ok(Self::default()) };
        let shown = path.display().to_string();
        let bytes = std::fs::read(&path).map_err(|error| {
            Failure::Usage(format!(
                "エラー: 設定 {shown} を読めません（{}）。--config のパスを確かめてください。",
                told(&error)
            ))
        })?;
        let source = Source::from_bytes(shown.clone(), &bytes)
            .map_err(|error| Failure::Usage(format!("エラー: 設定 {shown}: {error}。{}", error.advice())))?;
        let source = Arc::new(source);
        // A file with comments alone, as one that was prepared, sets nothing.
        let mut config = if says_nothing(source.text()) {
            Self::default()
        } else {
            let document = Document::parse(Arc::clone(&source))
                .map_err(|error| refused(&source, vec![error.problem(Some(error.span), error.related.clone())]))?;
            Self::read(&document).map_err(|error| refused(&source, vec![error.into_problem()]))?
        };
        config.folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        config.source = Some(source);
        Ok(config)
    }

    /// The file that a command without settings of its own goes by: that of `KANSA_CONFIG`, or the nearest one.
    pub(super) fn of_folder() -> Result<Self, Failure> {
        let asked = std::env::var_os("KANSA_CONFIG").filter(|path| !path.is_empty());
        Self::find(asked.as_deref().map(Path::new), false)
    }

    fn read(document: &Document) -> Result<Self, ShapeError> {
        let fields = Fields::new(document, document.root())?;
        let words = |key: &'static str| fields.optional(key).map(|node| words(document, node)).transpose();
        let config = Self {
            source: None,
            folder: PathBuf::new(),
            select: words("select")?,
            ignore: words("ignore")?,
            exclude: words("exclude")?,
            fail_on: words("fail-on")?,
            format: words("format")?,
            rules: words("rules")?.and_then(|words| words.into_iter().next()),
            waivers: Vec::new(),
        };
        Ok(config)
    }

    /// Reads the waivers, whose keys the form names, and refuses every other key.
    ///
    /// # Errors
    /// A message with a snippet for each key that nothing reads and each waiver that cannot be read.
    pub(super) fn take_waivers(&mut self, form: &Form) -> Result<(), Failure> {
        let Some(source) = &self.source else { return Ok(()) };
        let Ok(document) = Document::parse(Arc::clone(source)) else { return Ok(()) };
        let (waivers, mut problems) = waivers_in(&document, form);
        let known = || KEYS.into_iter().chain(waiver_key(form));
        for entry in document.entries(document.root()) {
            let key = document.key(entry);
            if !known().any(|known| crate::form::same_name(known, key)) {
                let nearest = nearest(key, known()).map(|word| format!("（もしかして: {word}）")).unwrap_or_default();
                problems.push(Problem {
                    code: "config/unknown-key".to_owned(),
                    what: format!("設定「{key}」はありません{nearest}"),
                    why: "書いた設定が効かないままになります。".to_owned(),
                    advice: format!("使える設定: {}", known().collect::<Vec<_>>().join("、")),
                    span: Some(document.node(entry.key).span),
                    related: Vec::new(),
                });
            }
        }
        if !problems.is_empty() {
            return Err(refused(source, problems));
        }
        self.waivers = waivers;
        Ok(())
    }

    /// The folder of the rules, where the file names one.
    ///
    /// # Errors
    /// A message with a snippet where there is no such folder.
    pub(super) fn rules_folder(&self) -> Result<Option<PathBuf>, Failure> {
        let Some((word, _)) = &self.rules else { return Ok(None) };
        let folder = self.folder.join(word);
        if folder.is_dir() {
            return Ok(Some(folder));
        }
        let what = format!("規則のフォルダー「{word}」がありません");
        Err(self.fault(
            word,
            what,
            "rules に、このファイルのあるフォルダーから見た、規則のフォルダーを書いてください。",
        ))
    }

    /// The file, where there is one.
    pub(super) fn path(&self) -> Option<&Path> {
        self.source.as_ref().map(|source| Path::new(source.name()))
    }

    /// The file as it is told of with a result, where there is one.
    pub(super) fn companion(&self) -> Option<Companion> {
        self.source.as_ref().map(|source| Companion {
            name: NAME.to_owned(),
            path: source.name().to_owned(),
            sha256: Some(source.digest().to_owned()),
        })
    }

    /// A fault of a word in the file, shown there.
    pub(super) fn fault(&self, word: &str, what: String, advice: &str) -> Failure {
        let Some(source) = &self.source else { return Failure::Usage(format!("エラー: {what}。{advice}")) };
        let set = [&self.select, &self.ignore, &self.exclude, &self.fail_on, &self.format];
        let mut words = set.into_iter().flatten().flatten().chain(&self.rules);
        let span = words.find(|(known, _)| known == word).map(|&(_, span)| span);
        let problem = Problem {
            code: "config/invalid".to_owned(),
            what,
            why: "設定が読めないまま点検すると、思ったのと違う結果になります。".to_owned(),
            advice: advice.to_owned(),
            span,
            related: Vec::new(),
        };
        refused(source, vec![problem])
    }

    /// Whether a word was set by the file.
    pub(super) fn sets(&self, word: &str) -> bool {
        let set = [&self.select, &self.ignore, &self.exclude, &self.fail_on, &self.format];
        set.into_iter().flatten().flatten().any(|(known, _)| known == word)
    }
}

/// Whether a text holds comments and blank lines alone.
fn says_nothing(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

fn refused(source: &Arc<Source>, problems: Vec<Problem>) -> Failure {
    let problems: Vec<_> = problems.into_iter().map(|problem| (Arc::clone(source), problem)).collect();
    Failure::Usage(report::problems("設定のエラー", &problems))
}

fn words(document: &Document, node: NodeId) -> Result<Words, ShapeError> {
    let texts = crate::document::fields::texts(document, node)?;
    let items = document.items(node);
    let span = |at: usize| document.node(items.get(at).copied().unwrap_or(node)).span;
    Ok(texts.into_iter().enumerate().map(|(at, text)| (text.to_owned(), span(at))).collect())
}

/// The nearest file upward, up to the root of the repository; without a repository only that of the folder
/// itself.
fn nearest_upward() -> Option<PathBuf> {
    let start = std::env::current_dir().ok()?;
    let root = start.ancestors().find(|above| above.join(".git").exists());
    let folders = start.ancestors().take_while(|above| match root {
        Some(root) => above.starts_with(root),
        None => *above == start,
    });
    let found = folders.map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    // Shown, and used, from where the person stands.
    Some(found.strip_prefix(&start).map(Path::to_path_buf).unwrap_or(found))
}
