//! Typed reading of a map: which keys it must and may have.
//!
//! Rule files, the lexicon, the form and the records in a case are read through [`Fields`], so that
//! an unknown key, a missing one and a value of the wrong shape are told alike, with their place and
//! the nearest right word.

use std::cell::RefCell;

use super::{Document, NodeId, NodeKind, suggest::nearest};
use crate::error::{Explain, Problem};
use crate::source::Span;

/// A map that is being read. Keys that were never asked for are refused by [`Fields::finish`].
#[derive(Debug)]
pub struct Fields<'d> {
    document: &'d Document,
    node: NodeId,
    asked: RefCell<Vec<&'static str>>,
}

/// A value that has not the shape that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct ShapeError {
    /// What is wrong.
    pub fault: ShapeFault,
    /// Where.
    pub span: Span,
}

/// The kinds of wrong shape. The names are the codes: `shape/unknown-key` and so on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ShapeFault {
    /// A key that nothing reads.
    #[error("「{key}」という項目名は使えません{}", suggestion(nearest.as_deref()))]
    UnknownKey {
        /// The key as typed.
        key: String,
        /// The right key that is most like it.
        nearest: Option<String>,
    },
    /// A key that must be there.
    #[error("「{0}」が必要です")]
    MissingKey(&'static str),
    /// A list or a map where a text is asked for.
    #[error("ここには文字を書きます（一覧や項目は書けません）")]
    NotText,
    /// Something else where a list is asked for.
    #[error("ここには一覧（- で始まる行）を書きます")]
    NotList,
    /// Something else where a map is asked for.
    #[error("ここには「項目名: 値」を書きます")]
    NotMap,
    /// An empty list or text where something is asked for.
    #[error("ここが空です")]
    Empty,
    /// A word that is none of those allowed.
    #[error("「{word}」は使えません{}", suggestion(nearest.as_deref()))]
    UnknownWord {
        /// The word as typed.
        word: String,
        /// The right word that is most like it.
        nearest: Option<String>,
        /// All the right words.
        allowed: Vec<String>,
    },
    /// A word that may not stand there.
    #[error("「{word}」は「{under}」の上には置けません")]
    Misplaced {
        /// The word.
        word: &'static str,
        /// What stands under it.
        under: &'static str,
    },
    /// A place where words may not be looked for one by one.
    #[error("「{0}」は、言葉を一つずつ探せる場所ではありません")]
    NoWordList(String),
    /// A number, a date or the like that cannot be read.
    #[error("「{word}」を{kind}として読めません")]
    NotA {
        /// The text as typed.
        word: String,
        /// What it should be.
        kind: &'static str,
    },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|word| format!("（もしかして: {word}）")).unwrap_or_default()
}

impl ShapeError {
    /// An error at a place.
    #[must_use]
    pub fn new(fault: ShapeFault, span: Span) -> Self {
        Self { fault, span }
    }

    /// The message, with its place.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        self.fault.problem(Some(self.span), Vec::new())
    }
}

impl Explain for ShapeError {
    fn code(&self) -> String {
        self.fault.code()
    }

    fn why(&self) -> &'static str {
        self.fault.why()
    }

    fn advice(&self) -> String {
        self.fault.advice()
    }
}

impl Explain for ShapeFault {
    fn code(&self) -> String {
        format!("shape/{}", <&str>::from(self))
    }

    fn why(&self) -> &'static str {
        match self {
            Self::UnknownKey { .. } => "知らない項目名の下に書かれた値は、どこからも読まれません。",
            Self::MissingKey(_) => "この項目がないと、ほかの項目の意味が決まりません。",
            Self::NotText | Self::NotList | Self::NotMap => {
                "書き方（文字・一覧・項目の組）が違うと、値を読み取れません。"
            }
            Self::Empty => "空の値は、書かれていないのと同じに扱われます。",
            Self::UnknownWord { .. } => "ここには決まった言葉だけを書けます。ほかの言葉は意味が決まりません。",
            Self::Misplaced { .. } => "この組み合わせでは、何も書かれていないものまで合格になります。",
            Self::NoWordList(_) => "文の中に言葉が出てくるだけでは、それを定めたことになりません。",
            Self::NotA { .. } => "読めない値を推し量って使うことはしません。",
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::UnknownKey { nearest: Some(word), .. } | Self::UnknownWord { nearest: Some(word), .. } => {
                format!("「{word}」のつもりなら書き直してください。")
            }
            Self::UnknownKey { .. } => "項目名を直すか、この項目を消してください。".into(),
            Self::MissingKey(key) => format!("「{key}: 値」の行を書き足してください。"),
            Self::NotText => "一覧や項目の組をやめ、1つの文にしてください。".into(),
            Self::NotList => "「- 」で始まる行を並べるか、[ ] の中に「,」で区切って書いてください。".into(),
            Self::NotMap => "「項目名: 値」の行に書き直してください。".into(),
            Self::Empty => "値を書くか、書くことがなければ項目ごと消してください。".into(),
            Self::UnknownWord { allowed, .. } => format!("使える言葉は「{}」です。", allowed.join("」「")),
            Self::Misplaced { under, .. } => format!("「{under}」を、打ち消さずに書き直してください。"),
            Self::NoWordList(_) => {
                "states を使うか、様式（form.yaml）で list: true とした場所を指定してください。".into()
            }
            Self::NotA { kind, .. } => format!("{kind}として読める形に書き直してください。"),
        }
    }
}

impl<'d> Fields<'d> {
    /// Begins to read a map.
    ///
    /// # Errors
    /// Where the node is no map.
    pub fn new(document: &'d Document, node: NodeId) -> Result<Self, ShapeError> {
        match document.node(node).kind {
            NodeKind::Map(_) => Ok(Self { document, node, asked: RefCell::default() }),
            _ => Err(ShapeError::new(ShapeFault::NotMap, document.node(node).span)),
        }
    }

    /// The document that is read.
    #[must_use]
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// The span of the whole map.
    #[must_use]
    pub fn span(&self) -> Span {
        self.document.node(self.node).span
    }

    /// The value of a key, if it is there.
    pub fn optional(&self, key: &'static str) -> Option<NodeId> {
        self.asked.borrow_mut().push(key);
        let entries = self.document.entries(self.node);
        entries.iter().find(|entry| self.document.key(entry) == key).map(|entry| entry.value)
    }

    /// The value of a key.
    ///
    /// # Errors
    /// Where the key is not there. One that was misspelled is told as such.
    pub fn required(&self, key: &'static str) -> Result<NodeId, ShapeError> {
        self.optional(key).ok_or_else(|| self.missing(key))
    }

    /// A missing key, or the slip in one that is nearly it. Short keys are all alike, so no slip is guessed.
    fn missing(&self, key: &'static str) -> ShapeError {
        let slip = self.document.entries(self.node).iter().find(|entry| {
            let typed = self.document.key(entry);
            key.len() > 3 && !self.asked.borrow().contains(&typed) && nearest(typed, [key]).is_some()
        });
        match slip {
            Some(entry) => {
                let typed = self.document.key(entry).to_owned();
                let fault = ShapeFault::UnknownKey { key: typed, nearest: Some(key.to_owned()) };
                ShapeError::new(fault, self.document.node(entry.key).span)
            }
            None => ShapeError::new(ShapeFault::MissingKey(key), self.span()),
        }
    }

    /// The text of a key.
    ///
    /// # Errors
    /// Where the key is not there or its value is no text or empty.
    pub fn text(&self, key: &'static str) -> Result<&'d str, ShapeError> {
        text(self.document, self.required(key)?)
    }

    /// The text of a key, if it is there.
    ///
    /// # Errors
    /// Where the value is no text or empty.
    pub fn optional_text(&self, key: &'static str) -> Result<Option<&'d str>, ShapeError> {
        self.optional(key).map(|node| text(self.document, node)).transpose()
    }

    /// The texts of a key: a list, or one text for a list of one. Empty where the key is not there.
    ///
    /// # Errors
    /// Where an item is no text.
    pub fn texts(&self, key: &'static str) -> Result<Vec<&'d str>, ShapeError> {
        self.optional(key).map_or_else(|| Ok(Vec::new()), |node| texts(self.document, node))
    }

    /// The items of a list under a key; none where the key is not there.
    ///
    /// # Errors
    /// Where the value is no list.
    pub fn items(&self, key: &'static str) -> Result<&'d [NodeId], ShapeError> {
        self.optional(key).map_or(Ok(&[]), |node| items(self.document, node))
    }

    /// Whether a key says `true`; `false` where it is not there.
    ///
    /// # Errors
    /// Where the value is neither `true` nor `false`.
    pub fn flag(&self, key: &'static str) -> Result<bool, ShapeError> {
        let Some(node) = self.optional(key) else { return Ok(false) };
        one_of(self.document, node, &[("true", true), ("false", false)])
    }

    /// The whole number of a key, if it is there.
    ///
    /// # Errors
    /// Where the value is no whole number.
    pub fn optional_number(&self, key: &'static str) -> Result<Option<usize>, ShapeError> {
        self.optional(key).map(|node| number(self.document, node)).transpose()
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Where the map has a key that was not asked for.
    pub fn finish(self) -> Result<(), ShapeError> {
        let asked = self.asked.borrow();
        for entry in self.document.entries(self.node) {
            let key = self.document.key(entry);
            if !asked.contains(&key) {
                let nearest = nearest(key, asked.iter().copied()).map(str::to_owned);
                let fault = ShapeFault::UnknownKey { key: key.to_owned(), nearest };
                return Err(ShapeError::new(fault, self.document.node(entry.key).span));
            }
        }
        Ok(())
    }
}

/// The text of a node.
///
/// # Errors
/// Where it is no scalar or blank.
pub fn text(document: &Document, node: NodeId) -> Result<&str, ShapeError> {
    let span = document.node(node).span;
    let text = document.text(node).ok_or_else(|| ShapeError::new(ShapeFault::NotText, span))?;
    if text.trim().is_empty() {
        return Err(ShapeError::new(ShapeFault::Empty, span));
    }
    Ok(text)
}

/// The items of a list.
///
/// # Errors
/// Where the node is no list.
pub fn items(document: &Document, node: NodeId) -> Result<&[NodeId], ShapeError> {
    match &document.node(node).kind {
        NodeKind::List(items) => Ok(items),
        _ => Err(ShapeError::new(ShapeFault::NotList, document.node(node).span)),
    }
}

/// The texts of a list, or one text.
///
/// # Errors
/// Where an item is no text.
pub fn texts(document: &Document, node: NodeId) -> Result<Vec<&str>, ShapeError> {
    match &document.node(node).kind {
        NodeKind::List(items) => items.iter().map(|&item| text(document, item)).collect(),
        _ => Ok(vec![text(document, node)?]),
    }
}

/// A whole number in the figures 0 to 9.
///
/// # Errors
/// Where the node is no text or no such number.
pub fn number(document: &Document, node: NodeId) -> Result<usize, ShapeError> {
    let word = text(document, node)?;
    word.parse().map_err(|_| {
        let fault = ShapeFault::NotA { word: word.to_owned(), kind: "数（0以上の半角数字）" };
        ShapeError::new(fault, document.node(node).span)
    })
}

/// One of several words, each with its meaning.
///
/// # Errors
/// Where the node is no text or none of the words.
pub fn one_of<T: Copy>(document: &Document, node: NodeId, words: &[(&str, T)]) -> Result<T, ShapeError> {
    let word = text(document, node)?;
    words.iter().find(|(name, _)| *name == word).map(|&(_, meaning)| meaning).ok_or_else(|| {
        let nearest = nearest(word, words.iter().map(|&(name, _)| name)).map(str::to_owned);
        let allowed = words.iter().map(|&(name, _)| name.to_owned()).collect();
        ShapeError::new(ShapeFault::UnknownWord { word: word.to_owned(), nearest, allowed }, document.node(node).span)
    })
}
