//! What a rule asks that is no condition over one paper: whether what stands beside it holds.

use crate::document::fields::{ShapeError, one_of};
use crate::document::{Document, NodeId};

/// A check whose logic is code, because it needs the records beside a paper, the other verdicts or the other
/// cases of a run. Level, basis and words are data as of every rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// A record of a person's look at a rule that does not exist.
    AttestationUnknown,
    /// A record whose words no longer stand there, or that does not say which result it is of.
    AttestationStale,
    /// A record for a rule that passes anyway or does not apply.
    AttestationNeedless,
    /// A record for a rule that fails, which no look settles.
    AttestationOfFail,
    /// A waiver of a rule that does not exist.
    WaiverUnknown,
    /// A waiver whose last day is over.
    WaiverExpired,
    /// A waiver of a rule that has no fault.
    WaiverUnused,
    /// A fact that is declared against the text.
    FactConflict,
    /// A paper that is attached and cannot be read.
    PaperMissing,
    /// A paper that is attached and that no text refers to.
    PaperUnreferred,
    /// An article of an attached paper that a text cites and that is not in it, or speaks of something else.
    PaperArticle,
    /// A linked case that cannot be found.
    LinkMissing,
    /// A safeguard that the other cases of the kind state and this one does not.
    Peers,
}

impl BuiltIn {
    /// All of them with the word that a rule file uses.
    pub const ALL: [(&'static str, Self); 13] = [
        ("attestation_unknown", Self::AttestationUnknown),
        ("attestation_stale", Self::AttestationStale),
        ("attestation_needless", Self::AttestationNeedless),
        ("attestation_of_fail", Self::AttestationOfFail),
        ("waiver_unknown", Self::WaiverUnknown),
        ("waiver_expired", Self::WaiverExpired),
        ("waiver_unused", Self::WaiverUnused),
        ("fact_conflict", Self::FactConflict),
        ("paper_missing", Self::PaperMissing),
        ("paper_unreferred", Self::PaperUnreferred),
        ("paper_article", Self::PaperArticle),
        ("link_missing", Self::LinkMissing),
        ("peers", Self::Peers),
    ];

    /// The word that a rule file uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("", |(word, _)| word)
    }

    /// Whether it needs the other verdicts of the case, or other cases.
    #[must_use]
    pub const fn awaits_verdicts(self) -> bool {
        !matches!(
            self,
            Self::FactConflict | Self::PaperMissing | Self::PaperUnreferred | Self::PaperArticle | Self::LinkMissing
        )
    }

    /// Why it does not apply where there is nothing to look at.
    #[must_use]
    pub const fn nothing(self) -> &'static str {
        match self {
            Self::AttestationUnknown | Self::AttestationStale | Self::AttestationNeedless | Self::AttestationOfFail => {
                "人が確かめた記録はありません。"
            }
            Self::WaiverUnknown | Self::WaiverExpired | Self::WaiverUnused => "免除の記録はありません。",
            Self::FactConflict => "宣言された事実はありません。",
            Self::PaperMissing | Self::PaperUnreferred => "添付した文書はありません。",
            Self::PaperArticle => "添付した文書の条を挙げる所はありません。",
            Self::LinkMissing => "関連する案件は挙げられていません。",
            Self::Peers => "同じ種別のほかの案件が2件以上ないため、比べられません。",
        }
    }
}

pub(super) fn read(document: &Document, node: NodeId) -> Result<BuiltIn, ShapeError> {
    one_of(document, node, &BuiltIn::ALL)
}
