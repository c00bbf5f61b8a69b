//! Why a text is no tree.

use crate::source::Span;

/// A fault that makes a file unreadable, with the place and the related places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct DocumentError {
    /// What is wrong.
    pub fault: Fault,
    /// Where.
    pub span: Span,
    /// Places that belong to it, such as the first of two equal keys, each with a word on it.
    pub related: Vec<(Span, String)>,
}

/// The kinds of fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The parser's own complaint.
    #[error("YAMLとして読めません")]
    Syntax,
    /// Nothing in the file.
    #[error("ファイルに何も書かれていません")]
    Empty,
    /// A key twice in one map.
    #[error("「{0}」が同じ場所に2回書かれています")]
    DuplicateKey(String),
    /// `&name`.
    #[error("アンカー（&）は使えません")]
    Anchor,
    /// `*name`.
    #[error("エイリアス（*）は使えません")]
    Alias,
    /// `<<`.
    #[error("マージキー（<<）は使えません")]
    MergeKey,
    /// `!name`.
    #[error("タグ（!）は使えません")]
    Tag,
    /// A key that is a list or a map.
    #[error("項目名には文字だけが使えます")]
    ComplexKey,
    /// A second document after `---`.
    #[error("1つのファイルに2つ目の文書があります")]
    SecondDocument,
    /// Nested too deep.
    #[error("入れ子が深すぎます（上限は{0}段）")]
    TooDeep(usize),
    /// Too many nodes.
    #[error("項目が多すぎます（上限は{0}）")]
    TooMany(usize),
}
