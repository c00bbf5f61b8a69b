//! Why a file is no form.

use super::PlaceFault;
use crate::document::fields::{ShapeError, ShapeFault};
use crate::error::Explain;
use crate::source::Span;

/// A fault of a form file, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct FormError {
    /// What is wrong.
    pub fault: FormFault,
    /// Where.
    pub span: Span,
}

/// The kinds of fault. Those of shapes and places have codes of their own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum FormFault {
    /// A value of the wrong shape.
    #[error("{0}")]
    Shape(ShapeFault),
    /// A path that is no place of this form.
    #[error("{0}")]
    Place(PlaceFault),
    /// One name for two keys that stand side by side, for two short names, kinds or facts.
    #[error("「{0}」という名が二つあります")]
    Twice(String),
    /// A kind that the form does not list.
    #[error("「{0}」は種別の一覧にありません")]
    UnknownKind(String),
}

impl From<ShapeError> for FormError {
    fn from(error: ShapeError) -> Self {
        Self { fault: FormFault::Shape(error.fault), span: error.span }
    }
}

impl Explain for FormFault {
    fn code(&self) -> String {
        match self {
            Self::Shape(fault) => fault.code(),
            Self::Place(fault) => fault.code(),
            Self::Twice(_) | Self::UnknownKind(_) => format!("form/{}", <&str>::from(self)),
        }
    }

    fn why(&self) -> &'static str {
        match self {
            Self::Shape(fault) => fault.why(),
            Self::Place(fault) => fault.why(),
            Self::Twice(_) => "どちらの項目を指すのか決まりません。",
            Self::UnknownKind(_) => "どの諮問に使う項目なのか決まりません。",
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::Shape(fault) => fault.advice(),
            Self::Place(fault) => fault.advice(),
            Self::Twice(_) => "一つを残して、もう一つの名を変えてください。".to_owned(),
            Self::UnknownKind(_) => "一覧にある種別を書くか、一覧に加えてください。".to_owned(),
        }
    }
}
