//! From the paths of the command line to the files that are judged.

use std::collections::{HashMap, HashSet};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::output::told;
use super::walk::{Excluded, Found, walk};
use crate::case::{Beside, Case, Fetched, LinkFault, Paper, PaperFault};
use crate::document::Document;
use crate::error::Explain;
use crate::form::{Form, fold_name};
use crate::source::Source;

/// One file to judge.
#[derive(Debug)]
pub(super) struct Input {
    /// The path as it is shown, with `/` between its steps.
    pub(super) name: String,
    /// Where its bytes are.
    pub(super) from: Origin,
    /// The folder that it lies in, or is said to lie in.
    pub(super) folder: Option<PathBuf>,
    /// Whether it was named, and so is judged whatever it holds.
    pub(super) named: bool,
}

/// Where the bytes of an input are.
#[derive(Debug)]
pub(super) enum Origin {
    File(PathBuf),
    Bytes(Vec<u8>),
    /// It cannot be had.
    Nowhere(InputError),
}

/// Why an input cannot be read.
#[derive(Debug, Clone, thiserror::Error, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum InputError {
    /// No such file.
    #[error("{0} が見つかりません")]
    NotFound(String),
    /// The system does not let it be read.
    #[error("{0} を読めません（{1}）")]
    Unreadable(String, String),
}

impl Explain for InputError {
    fn code(&self) -> String {
        format!("input/{}", <&'static str>::from(self))
    }

    fn why(&self) -> &'static str {
        "指定されたファイルが点検されないままになります。"
    }

    fn advice(&self) -> String {
        match self {
            Self::NotFound(_) => "パスの綴りと、今いるフォルダーを確かめてください。".to_owned(),
            Self::Unreadable(..) => "ファイルが開けるか、読む権限があるかを確かめてください。".to_owned(),
        }
    }
}

impl Input {
    pub(super) fn file(path: PathBuf, named: bool) -> Self {
        let folder = path.parent().map(Path::to_path_buf);
        Self { name: shown(&path), from: Origin::File(path), folder, named }
    }

    fn nowhere(name: String, error: InputError) -> Self {
        Self { name, from: Origin::Nowhere(error), folder: None, named: true }
    }

    /// The file that it is, where it is one.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.from {
            Origin::File(path) => Some(path),
            Origin::Bytes(_) | Origin::Nowhere(_) => None,
        }
    }

    /// Whether the input is that file.
    fn is_file(&self, path: &Path) -> bool {
        match (self.path(), path.canonicalize()) {
            (Some(own), Ok(path)) => own.canonicalize().is_ok_and(|own| own == path),
            _ => false,
        }
    }

    /// The bytes of the file.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, InputError> {
        match &self.from {
            Origin::Bytes(bytes) => Ok(bytes.clone()),
            Origin::Nowhere(error) => Err(error.clone()),
            Origin::File(path) => {
                read(path, Source::MAX_BYTES).map_err(|error| InputError::Unreadable(self.name.clone(), told(&error)))
            }
        }
    }

    /// A file in the folder of the input, or below it.
    fn beside(&self, file: &str) -> Result<Fetched, PaperFault> {
        let folder = self.folder.as_deref().ok_or(PaperFault::NoFolder)?;
        let path = file.split('/').fold(folder.to_path_buf(), |path, step| path.join(step));
        let unopened = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => PaperFault::Absent,
            _ => PaperFault::Unopened(told(&error)),
        };
        // A folder without a name is the one that the program was started in.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // A link may lead anywhere; what counts is where it ends.
        let own = folder.canonicalize().map_err(unopened)?;
        let found = path.canonicalize().map_err(unopened)?;
        if !found.starts_with(&own) {
            return Err(PaperFault::Outside);
        }
        // Looked at before it is opened: a pipe would be waited for.
        if !found.metadata().map_err(unopened)?.is_file() {
            return Err(PaperFault::NotFile);
        }
        let bytes = read(&found, Paper::MAX_BYTES).map_err(unopened)?;
        Ok(Fetched { name: shown(&path), bytes })
    }
}

/// The files of a run, as each of its cases sees the others.
pub(super) struct Others<'i> {
    inputs: &'i [Input],
    form: &'i Form,
    /// The inputs by the numbers of their cases; made when a case first names another by its number.
    numbers: OnceLock<HashMap<String, Vec<usize>>>,
}

/// The files of a run as one of its cases sees them.
pub(super) struct View<'o> {
    others: &'o Others<'o>,
    input: &'o Input,
}

impl<'i> Others<'i> {
    pub(super) fn new(inputs: &'i [Input], form: &'i Form) -> Self {
        Self { inputs, form, numbers: OnceLock::new() }
    }

    pub(super) fn beside<'o>(&'o self, input: &'o Input) -> View<'o> {
        View { others: self, input }
    }

    /// The files that bear each number.
    fn numbers(&self) -> &HashMap<String, Vec<usize>> {
        self.numbers.get_or_init(|| {
            let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
            let numbered = self.inputs.iter().enumerate().filter_map(|(at, input)| {
                let source = Source::from_bytes(input.name.clone(), &input.bytes().ok()?).ok()?;
                let opened = Case::read(Document::parse(Arc::new(source)).ok()?, self.form).ok()?;
                Some((fold_name(opened.case.number()?), at))
            });
            numbered.for_each(|(number, at)| numbers.entry(number).or_default().push(at));
            numbers
        })
    }
}

impl Beside for View<'_> {
    fn file(&self, path: &str) -> Result<Fetched, PaperFault> {
        self.input.beside(path)
    }

    fn numbered(&self, number: &str) -> Result<Fetched, LinkFault> {
        let found = self.others.numbers().get(&fold_name(number)).map_or(&[][..], Vec::as_slice);
        let [at] = found else {
            return Err(if found.is_empty() { LinkFault::NotInRun } else { LinkFault::Several });
        };
        let input = self.others.inputs.get(*at).ok_or(LinkFault::NotInRun)?;
        let bytes = input.bytes().map_err(|error| PaperFault::Unopened(error.to_string()))?;
        Ok(Fetched { name: input.name.clone(), bytes })
    }
}

/// Reads a file, but hardly more of it than it may have: what is larger is refused by its size.
fn read(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the paths of the command line lead to.
pub(super) struct Collected {
    /// The files to judge, in the order of their paths.
    pub(super) inputs: Vec<Input>,
    /// Links of a walked folder to files that are not judged.
    pub(super) links: Vec<String>,
}

/// The files of the paths: a file as it is named, the YAML files of a folder in order of their paths, and
/// standard input for `-`. A file that is met twice is judged once.
pub(super) fn collect(paths: &[PathBuf], stdin_name: Option<&str>, excluded: &Excluded) -> Collected {
    let mut inputs = Vec::new();
    let mut links: Vec<PathBuf> = Vec::new();
    let mut seen = HashSet::new();
    let own = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(standard_input(stdin_name));
        } else if path.is_dir() {
            for found in walk(path, excluded) {
                match found {
                    Found::File(path) if seen.insert(own(&path)) => inputs.push(Input::file(path, false)),
                    Found::File(_) => {}
                    Found::Link(path) => links.push(path),
                    Found::Fault(path, reason) => {
                        let name = shown(&path);
                        inputs.push(Input::nowhere(name.clone(), InputError::Unreadable(name, reason)));
                    }
                }
            }
        } else if path.symlink_metadata().is_ok() {
            // A link that leads nowhere is there, and is told as unreadable.
            if seen.insert(own(path)) {
                inputs.push(Input::file(path.clone(), true));
            } else if let Some(known) = inputs.iter_mut().find(|input: &&mut Input| input.is_file(path)) {
                // Met in a folder before: to be named is to be judged whatever it holds.
                known.named = true;
            }
        } else {
            let name = shown(path);
            inputs.push(Input::nowhere(name.clone(), InputError::NotFound(name)));
        }
    }
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    let elsewhere = links.iter().filter(|link| !seen.contains(&own(link)));
    Collected { links: elsewhere.map(|link| shown(link)).collect(), inputs }
}

fn standard_input(name: Option<&str>) -> Input {
    let folder = name.and_then(|name| Path::new(name).parent()).map(Path::to_path_buf);
    let name = name.unwrap_or("標準入力").to_owned();
    let mut bytes = Vec::new();
    let from = match io::stdin().lock().take(Source::MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => Origin::Bytes(bytes),
        Err(error) => Origin::Nowhere(InputError::Unreadable(name.clone(), told(&error))),
    };
    Input { name, from, folder, named: true }
}

/// A path as it is shown: `/` between the steps, without a leading `./`.
fn shown(path: &Path) -> String {
    let steps: Vec<_> = path
        .components()
        .filter(|step| !matches!(step, std::path::Component::CurDir))
        .map(|step| step.as_os_str().to_string_lossy().into_owned())
        .collect();
    match steps.as_slice() {
        [root, rest @ ..] if root == "/" => format!("/{}", rest.join("/")),
        steps => steps.join("/"),
    }
}
