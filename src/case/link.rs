//! The cases that a case is linked to: which they are, and what became of them.
//!
//! A case names them by number or by file; the bytes are fetched by whoever knows the other files of the run.
//! What a linked case is linked to in its turn is not followed.

use std::sync::Arc;

use super::number::numeral_at;
use super::{Case, Fetched, Filled, PaperFault};
use crate::document::{Document, NodeId};
use crate::form::{fold_name, is_figure, same_name};
use crate::source::Source;

/// The other files that a case can name.
pub trait Beside {
    /// A file by its path from the folder of the case, its steps parted by `/`.
    ///
    /// # Errors
    /// [`PaperFault`] where there is none that can be had.
    fn file(&self, path: &str) -> Result<Fetched, PaperFault>;

    /// The case of the run that bears a number.
    ///
    /// # Errors
    /// [`LinkFault::NotInRun`] where there is none, [`LinkFault::Several`] where more than one bears it.
    fn numbered(&self, number: &str) -> Result<Fetched, LinkFault>;
}

/// A case that lies alone: it has no folder, and no other case is in its run.
#[derive(Debug, Clone, Copy)]
pub struct Alone;

impl Beside for Alone {
    fn file(&self, _: &str) -> Result<Fetched, PaperFault> {
        Err(PaperFault::NoFolder)
    }

    fn numbered(&self, _: &str) -> Result<Fetched, LinkFault> {
        Err(LinkFault::NotInRun)
    }
}

/// A case that another is linked to.
#[derive(Debug)]
pub struct Link<'f> {
    /// The node that names it.
    pub node: NodeId,
    /// Its number or file, as typed.
    pub name: String,
    /// The case, or why it is not there.
    pub case: Result<Box<Case<'f>>, LinkFault>,
}

/// Why a linked case is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkFault {
    /// No case of the run bears the number.
    #[error("この点検に含まれていません")]
    NotInRun,
    /// No case of the run bears the number, which names no year: another year has one of the same.
    #[error("年度のない番号なので、どの案件か決まりません。「令和2年度第7号議案」のように、年度から書いてください")]
    ShortNumber,
    /// More than one case of the run bears the number.
    #[error("この点検に、同じ番号の案件が2つ以上あります。一方の番号を直すか、ファイル名で挙げてください")]
    Several,
    /// It is not settled yet which case it is.
    #[error("どの案件か、まだ決まっていません")]
    Open,
    /// It is this case, or another file of it.
    #[error("この案件そのものです。関連には、ほかの案件を書いてください")]
    Itself,
    /// The file cannot be had.
    #[error(transparent)]
    NoFile(#[from] PaperFault),
    /// The file is no case that can be read.
    #[error("案件として読めません")]
    NoCase,
}

impl<'f> Case<'f> {
    /// The linked cases. None is there before [`Case::attach`].
    #[must_use]
    pub fn links(&self) -> &[Link<'f>] {
        &self.links
    }

    /// Reads the linked cases.
    pub(super) fn link(&mut self, beside: &dyn Beside) {
        let nodes = self.own(self.form.roles().links).map_or_else(Vec::new, |node| self.scalars(node));
        let links = nodes.into_iter().filter_map(|node| {
            let name = self.document.text(node).unwrap_or_default().trim().to_owned();
            // 「なし」 and 「―」 link none.
            if name.ends_with("なし") || name.chars().all(|letter| "-－―ー—".contains(letter)) {
                return None;
            }
            let case = match self.filled(node) {
                Filled::Filled => self.linked(&name, beside).map(Box::new),
                // 「未定」 and 「○○」 stand for a case that there will be.
                Filled::Undecided(_) | Filled::Blank(Some(_)) if !name.is_empty() => Err(LinkFault::Open),
                Filled::Undecided(_) | Filled::Blank(_) => return None,
            };
            Some(Link { node, name, case })
        });
        self.links = links.collect();
    }

    fn linked(&self, name: &str, beside: &dyn Beside) -> Result<Self, LinkFault> {
        let fetched = match is_file(name) {
            true => beside.file(&super::paper::inside(name)?)?,
            // A number that is still open is that of no case.
            false if name.contains('第') && !is_identity(name) => return Err(LinkFault::NotInRun),
            false if self.bears(name) => return Err(LinkFault::Itself),
            false => beside.numbered(name).map_err(|fault| match fault {
                LinkFault::NotInRun if is_short(name) => LinkFault::ShortNumber,
                fault => fault,
            })?,
        };
        let source = Source::from_bytes(fetched.name, &fetched.bytes).map_err(PaperFault::from)?;
        if source.digest() == self.source().digest() {
            return Err(LinkFault::Itself);
        }
        let document = Document::parse(Arc::new(source)).map_err(|_| LinkFault::NoCase)?;
        let opened = Case::read(document, self.form).map_err(|_| LinkFault::NoCase)?;
        match opened.case.number() {
            Some(number) if self.bears(number) => Err(LinkFault::Itself),
            _ => Ok(opened.case),
        }
    }

    /// Whether a number is that of this case.
    fn bears(&self, number: &str) -> bool {
        self.number().is_some_and(|own| is_identity(number) && same_name(own, number))
    }
}

/// Whether a name is that of a file, not a number.
fn is_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["yaml", "yml"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Whether a number tells one case from others: 「令和3年度第〇号議案」 and 「第　号」 are still open.
#[must_use]
pub fn is_identity(number: &str) -> bool {
    let number = fold_name(number);
    let has_figure =
        |at: usize| numeral_at(&number, at).and_then(|numeral| numeral.value).is_some_and(|value| value > 0);
    number.match_indices('第').any(|(at, mark)| has_figure(at + mark.len()))
}

/// Whether a number names no year: 「第7号」, 「議案第七号」, 「7」.
fn is_short(number: &str) -> bool {
    let number = fold_name(number);
    match number.find(['第', '号']) {
        Some(at) => !number.get(..at).is_some_and(|before| before.contains('年')),
        None => number.starts_with(is_figure) && !number.contains('年'),
    }
}
