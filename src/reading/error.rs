//! Why statements and lexicon cannot be compiled.

use crate::error::Explain;

/// Whose word is at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// A statement, by id.
    Statement(String),
    /// A class of the lexicon, by name.
    Class(String),
}

impl std::fmt::Display for Owner {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Statement(id) => write!(formatter, "文の定義「{id}」"),
            Self::Class(name) => write!(formatter, "語の組「{name}」"),
        }
    }
}

/// A fault in statements or lexicon. The loader finds the place by the word.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReaderError {
    /// `<…>` names no class.
    #[error("{owner}の「{word}」が指す語の組「{class}」がありません")]
    UnknownClass {
        /// Whose word.
        owner: Owner,
        /// The class.
        class: String,
        /// The word as typed.
        word: String,
    },
    /// A class that holds itself.
    #[error("語の組「{class}」が自分自身を含んでいます")]
    CircularClass {
        /// The class.
        class: String,
    },
    /// `<` without `>`.
    #[error("{owner}の「{word}」の「<」が閉じていません")]
    UnclosedClass {
        /// Whose word.
        owner: Owner,
        /// The word as typed.
        word: String,
    },
    /// `(` without `)`, or `)` without `(`.
    #[error("{owner}の「{word}」の「(」と「)」が組になっていません")]
    UnclosedAlternative {
        /// Whose word.
        owner: Owner,
        /// The word as typed.
        word: String,
    },
    /// `(…)` that gives no choice, or an empty one.
    #[error("{owner}の「{word}」の「(」と「)」の間に、「|」で分けた2つ以上の語がありません")]
    MissingAlternative {
        /// Whose word.
        owner: Owner,
        /// The word as typed.
        word: String,
    },
    /// Alternatives of which the combinations are too many.
    #[error("{owner}の「{word}」が表す語が多すぎます")]
    TooManyWords {
        /// Whose word.
        owner: Owner,
        /// The word as typed.
        word: String,
    },
    /// A word of which nothing is left.
    #[error("{owner}に空の語があります（{word}）")]
    EmptyWord {
        /// Whose word.
        owner: Owner,
        /// The word as typed.
        word: String,
    },
    /// Two statements of one id.
    #[error("文の定義「{statement}」が2つあります")]
    DuplicateStatement {
        /// The statement.
        statement: String,
    },
    /// A part that no statement is.
    #[error("文の定義「{statement}」が指す「{part}」がありません")]
    UnknownStatement {
        /// The statement.
        statement: String,
        /// The part.
        part: String,
    },
    /// A statement that is made of itself.
    #[error("文の定義「{statement}」が自分自身を含んでいます")]
    CircularStatement {
        /// The statement.
        statement: String,
    },
}

impl Explain for ReaderError {
    fn code(&self) -> String {
        let name: &'static str = self.into();
        format!("reading/{name}")
    }

    fn why(&self) -> &'static str {
        "文の定義が組み立てられないと、それを使う規則を判定できません。"
    }

    fn advice(&self) -> String {
        match self {
            Self::UnknownClass { class, .. } => {
                format!("classes.yaml に「{class}」を加えるか、組の名前を直してください。")
            }
            Self::CircularClass { .. } => "組の中の「<…>」をたどり、元の組に戻る所を消してください。".to_owned(),
            Self::UnclosedClass { .. } => "「<組の名前>」の形に直してください。".to_owned(),
            Self::UnclosedAlternative { .. } | Self::MissingAlternative { .. } => {
                "「(甲|乙)」の形に直してください。括弧そのものを探す語は、全角の「（」「）」で書いてください。"
                    .to_owned()
            }
            Self::TooManyWords { .. } => "「(甲|乙)」を減らし、いくつかの語に分けてください。".to_owned(),
            Self::EmptyWord { .. } => "語を書くか、その行を消してください。".to_owned(),
            Self::DuplicateStatement { .. } => "片方の id を変えるか、1つにまとめてください。".to_owned(),
            Self::UnknownStatement { part, .. } => format!("statements/{part}.yaml を加えるか、名前を直してください。"),
            Self::CircularStatement { .. } => "any_of・parts_of をたどり、元に戻る所を消してください。".to_owned(),
        }
    }
}

impl ReaderError {
    /// Whose file the fault stands in.
    #[must_use]
    pub fn owner(&self) -> Owner {
        match self {
            Self::UnknownClass { owner, .. }
            | Self::UnclosedClass { owner, .. }
            | Self::UnclosedAlternative { owner, .. }
            | Self::MissingAlternative { owner, .. }
            | Self::TooManyWords { owner, .. }
            | Self::EmptyWord { owner, .. } => owner.clone(),
            Self::CircularClass { class } => Owner::Class(class.clone()),
            Self::DuplicateStatement { statement }
            | Self::UnknownStatement { statement, .. }
            | Self::CircularStatement { statement } => Owner::Statement(statement.clone()),
        }
    }

    /// The word at fault, as typed, where there is one.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::UnknownClass { word, .. }
            | Self::UnclosedClass { word, .. }
            | Self::UnclosedAlternative { word, .. }
            | Self::MissingAlternative { word, .. }
            | Self::TooManyWords { word, .. }
            | Self::EmptyWord { word, .. } => Some(word),
            Self::UnknownStatement { part, .. } => Some(part),
            _ => None,
        }
    }
}
