//! The papers that are attached to a case: which files they are, and what became of them.
//!
//! A case names them; the bytes are fetched by whoever knows the folder ([`Beside`]). This station
//! refuses a path that leaves the folder as it is written, decodes what it is given, and cuts it into
//! 条, 項 and 号.

mod cited;
mod line;
mod mark;
mod parse;
mod unit;

use std::sync::Arc;

pub use cited::Cited;
pub use unit::PaperUnit;

use super::{Beside, Case, Filled, Role};
use crate::document::{NodeId, NodeKind};
use crate::error::Explain;
use crate::form::{KeyId, fold_name};
use crate::source::{Source, SourceError};

/// The bytes of a file beside a case, with the path as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The path as it is shown, with `/` between its steps.
    pub name: String,
    /// Its bytes; of a file larger than [`Paper::MAX_BYTES`] more than that.
    pub bytes: Vec<u8>,
}

/// One attached paper.
#[derive(Debug)]
pub struct Paper {
    /// The entry of the case that attaches it.
    pub node: NodeId,
    /// The node that names its file: where a finding about the file belongs.
    pub file_node: NodeId,
    /// Its name, as typed.
    pub name: String,
    /// Its file, as typed.
    pub file: String,
    content: Result<Arc<Content>, PaperFault>,
}

/// What a paper says.
#[derive(Debug)]
struct Content {
    source: Arc<Source>,
    units: Vec<PaperUnit>,
}

/// Why an attached paper is not read. The names are the codes: `paper/absent` and so on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PaperFault {
    /// No such file.
    #[error("ファイルがありません")]
    Absent,
    /// The path leads out of the folder of the case.
    #[error("案件のフォルダーの外を指しています")]
    Outside,
    /// The case is in no folder.
    #[error("案件がどのフォルダーにあるのか分からないため、探せません")]
    NoFolder,
    /// A folder, or something else that is no file.
    #[error("ファイルではありません")]
    NotFile,
    /// The system does not let it be read.
    #[error("開けません（{0}）")]
    Unopened(String),
    /// It is no text, or too large.
    #[error(transparent)]
    NoText(#[from] SourceError),
    /// Nothing is written in it.
    #[error("何も書かれていません")]
    Empty,
    /// It is the case itself.
    #[error("この案件のファイルそのものです")]
    Itself,
}

impl Explain for PaperFault {
    fn code(&self) -> String {
        format!("paper/{}", <&str>::from(self))
    }

    fn why(&self) -> &'static str {
        "添付した文書を読めないので、その文書に委ねたことを確かめられません。"
    }

    fn advice(&self) -> String {
        match self {
            Self::Absent => {
                "ファイル名の綴りを確かめ、文書のファイルを案件と同じフォルダーか、その下に置いてください。"
            }
            Self::Outside => "文書のファイルを案件と同じフォルダーか、その下に写し、そこからの名だけを書いてください。",
            Self::NoFolder => "--stdin-filename に、案件のファイルのパスを指定してください。",
            Self::NotFile => "フォルダーではなく、その中の文書のファイルを書いてください。",
            Self::Unopened(_) => "ファイルが開けるか、読む権限があるかを確かめてください。",
            Self::NoText(error) => return error.advice(),
            Self::Empty => "文書の文を入れて保存したか、別のファイルを書いていないかを確かめてください。",
            Self::Itself => "案件が委ねている文書（契約書、特記事項など）のファイルを書いてください。",
        }
        .to_owned()
    }
}

impl Paper {
    /// Largest paper that is read, in bytes (1 MiB): some hundred pages.
    pub const MAX_BYTES: usize = 1024 * 1024;

    /// Why it was not read; `None` where it was.
    #[must_use]
    pub fn fault(&self) -> Option<&PaperFault> {
        self.content.as_ref().err()
    }

    /// The file, where it was read.
    #[must_use]
    pub fn source(&self) -> Option<&Arc<Source>> {
        self.content.as_ref().ok().map(|content| &content.source)
    }

    /// Its texts in the order of the file; none where it was not read.
    #[must_use]
    pub fn units(&self) -> &[PaperUnit] {
        self.content.as_ref().map_or(&[], |content| &content.units)
    }
}

impl Content {
    fn of(file: &str, fetched: Fetched) -> Result<Self, PaperFault> {
        let Fetched { name, bytes } = fetched;
        if bytes.len() > Paper::MAX_BYTES {
            return Err(SourceError::TooLarge { bytes: bytes.len(), limit: Paper::MAX_BYTES }.into());
        }
        let source = Source::from_bytes(name, &bytes)?;
        let units = parse::parse(file, source.text(), is_markdown(file));
        if units.is_empty() {
            return Err(PaperFault::Empty);
        }
        Ok(Self { source: Arc::new(source), units })
    }
}

fn is_markdown(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// A path inside the folder of the case, with `/` between its steps.
pub(super) fn inside(file: &str) -> Result<String, PaperFault> {
    let file = file.trim().replace('\\', "/");
    let drive = file.as_bytes().get(1) == Some(&b':') && file.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if file.starts_with('/') || drive {
        return Err(PaperFault::Outside);
    }
    let mut steps = Vec::new();
    for step in file.split('/') {
        match step {
            "" | "." => {}
            // 「資料/../特約条項.txt」 goes into a folder and out of it again.
            ".." => {
                steps.pop().ok_or(PaperFault::Outside)?;
            }
            step => steps.push(step),
        }
    }
    Ok(steps.join("/"))
}

impl Case<'_> {
    /// The papers that the case attaches, in the order of the file. None is read before
    /// [`Case::attach`].
    #[must_use]
    pub fn papers(&self) -> &[Paper] {
        &self.papers
    }

    /// Reads the attached papers and the linked cases.
    pub fn attach(&mut self, beside: &dyn Beside) {
        self.link(beside);
        let mut papers = std::mem::take(&mut self.papers);
        let mut read: Vec<(String, Result<Arc<Content>, PaperFault>)> = Vec::new();
        for paper in &mut papers {
            let path = match inside(&paper.file) {
                Ok(path) => path,
                Err(fault) => {
                    paper.content = Err(fault);
                    continue;
                }
            };
            // A file that is attached under two names is read once.
            paper.content = match read.iter().find(|(known, _)| *known == path) {
                Some((_, content)) => content.clone(),
                None => {
                    let content = beside.file(&path).and_then(|fetched| Content::of(&path, fetched));
                    let own = self.source().digest();
                    let content = content.and_then(|content| match content.source.digest() == own {
                        true => Err(PaperFault::Itself),
                        false => Ok(Arc::new(content)),
                    });
                    read.push((path, content.clone()));
                    content
                }
            };
        }
        self.papers = papers;
    }

    /// Whether a text of the case names a paper, or holds one of the phrases that mean it.
    #[must_use]
    pub fn is_referred(&self, paper: &Paper, phrases: &[String]) -> bool {
        let words: Vec<String> = std::iter::once(&paper.name)
            .chain(phrases)
            .map(|word| fold_name(word))
            .filter(|word| !word.is_empty())
            .collect();
        self.units_here(&[self.root]).iter().any(|unit| {
            let text = fold_name(unit.text);
            words.iter().any(|word| text.contains(word.as_str()))
        })
    }
}

/// The entries that attach papers: each a paper, or what it lacks.
pub(super) fn entries(case: &Case<'_>) -> Vec<Result<Paper, Slip>> {
    let roles = case.form.roles();
    let Some(list) = case.own(roles.papers.list) else { return Vec::new() };
    let nodes = match &case.document.node(list).kind {
        NodeKind::List(items) => items.as_slice(),
        // One paper may stand without a list; an empty value attaches none.
        NodeKind::Map(_) => std::slice::from_ref(&list),
        NodeKind::Scalar { text, .. } if text.trim().is_empty() => &[],
        NodeKind::Scalar { .. } => std::slice::from_ref(&list),
    };
    nodes.iter().map(|&node| entry(case, node)).collect()
}

/// What is wrong with an entry that attaches a paper.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slip {
    /// It is no map, or a value in it is no text.
    Shape(NodeId),
    /// It lacks a key.
    Lacks(NodeId, KeyId),
}

fn entry(case: &Case<'_>, node: NodeId) -> Result<Paper, Slip> {
    let roles = &case.form.roles().papers;
    if !matches!(case.document.node(node).kind, NodeKind::Map(_)) {
        return Err(Slip::Shape(node));
    }
    let text = |key: KeyId| {
        let value = case.entries(node).find(|&(role, _)| role == Role::Place(key)).map(|(_, value)| value);
        let value = value.ok_or(Slip::Lacks(node, key))?;
        let text = case.document.text(value).ok_or(Slip::Shape(value))?;
        if case.filled(value) == Filled::Filled {
            Ok((value, text.trim().to_owned()))
        } else {
            Err(Slip::Lacks(value, key))
        }
    };
    let (_, name) = text(roles.name)?;
    let (file_node, file) = text(roles.file)?;
    Ok(Paper { node, file_node, name, file, content: Err(PaperFault::NoFolder) })
}
