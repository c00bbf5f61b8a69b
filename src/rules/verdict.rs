//! What a rule says of a case, and how binding it is: words that rules and results share.

use serde::{Deserialize, Serialize};

/// What a rule says of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::FromRepr)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The text says the contrary, or a value breaks the rule.
    Fail,
    /// It should be said and is not.
    Missing,
    /// The text does not decide.
    Review,
    /// A valid waiver covers it.
    Waived,
    /// A person confirmed what the reader could not decide.
    Attested,
    /// The text says it.
    Pass,
    /// Kind, date or condition does not hold.
    NotApplicable,
}

impl Verdict {
    /// All verdicts, the worst first: the order in which a matrix cell takes the worst.
    pub const ALL: [Self; 7] =
        [Self::Fail, Self::Missing, Self::Review, Self::Waived, Self::Attested, Self::Pass, Self::NotApplicable];

    /// The sign that people are shown.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Pass => "○",
            Self::Fail | Self::Missing => "×",
            Self::Review => "△",
            Self::NotApplicable => "―",
            Self::Attested => "目",
            Self::Waived => "免",
        }
    }

    /// The word that people are shown.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "適合",
            Self::Fail => "不適合",
            Self::Missing => "未記載",
            Self::Review => "要確認",
            Self::NotApplicable => "対象外",
            Self::Attested => "目視確認",
            Self::Waived => "免除",
        }
    }
}

/// How binding a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, strum::FromRepr)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// For information.
    Note,
    /// A guideline's "should", or what sibling referrals state.
    Recommended,
    /// Law, ordinance, a guideline's "must", or what the form itself demands.
    Required,
}

impl Level {
    /// The word that people are shown.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Required => "必須",
            Self::Recommended => "推奨",
            Self::Note => "参考",
        }
    }
}
