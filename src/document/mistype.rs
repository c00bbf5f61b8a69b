//! Legal texts that look like a slip of the keyboard.
//!
//! To YAML `：`, `－` and `＃` are letters, so a line that was meant as a key, a list item or a comment
//! becomes text and nothing is said. Whether it was meant so depends on what may stand there, which
//! this station does not know. It only says where such a sign stands; the form judges.

use super::line::{Line, Sign};
use super::{Document, NodeId, NodeKind, ScalarStyle};
use crate::source::Span;

/// A sign that YAML reads as a letter of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistype {
    /// What it looks like.
    pub kind: MistypeKind,
    /// The sign itself.
    pub span: Span,
    /// The text on its line before the sign: for a colon what may be a key.
    pub before: Span,
    /// The text on its line behind the sign; for a block sign the text below it.
    pub after: Span,
}

/// What a mistyped sign looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MistypeKind {
    /// `：`, or `:` without a space behind it, after a short text at the start of a line.
    Colon,
    /// `－` at the start of a line, `-` without a space behind it, or `- ` on a line that goes on with
    /// the text of the line above.
    Dash,
    /// `＃` at the start of a line or behind a space.
    Comment,
    /// `［` at the start of a text that ends with `］`, or the same with ｛ ｝.
    Brackets,
    /// `｜` or `＞` alone on the first line of a text that goes on below.
    Block,
}

impl Document {
    /// The signs in a plain scalar that were likely meant for YAML, in the order of the file. Quoted
    /// and block scalars have none: there every letter is meant as one.
    #[must_use]
    pub fn mistypes(&self, id: NodeId) -> Vec<Mistype> {
        let node = self.node(id);
        let NodeKind::Scalar { text, style: ScalarStyle::Plain, .. } = &node.kind else { return Vec::new() };
        // The span of an empty value is its key's.
        if text.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut start = node.span.start;
        for text in self.source().slice(node.span).split(['\n', '\r']) {
            let line = Line { start, text };
            found.extend(mistype(self.source().text(), &line, node.span));
            found.extend(wide_comment(&line));
            start += text.len() + 1;
        }
        found
    }
}

/// The sign at the start of a line of the text that was typed at `whole`.
fn mistype(file: &str, line: &Line<'_>, whole: Span) -> Option<Mistype> {
    let (first, last) = (line.start == whole.start, line.end() == whole.end);
    let begin = line.start + line.indentation().len();
    let found = |kind, span: Span| {
        let trim = |from: usize, to: usize| {
            let text = file.get(from..to).unwrap_or("");
            let lead = text.len() - text.trim_start().len();
            Span::new(from + lead, (from + lead).max(from + text.trim_end().len()))
        };
        let end = if kind == MistypeKind::Block { whole.end } else { line.end() };
        Mistype { kind, span, before: trim(begin, span.start.max(begin)), after: trim(span.end, end) }
    };
    if !first && line.is_item() {
        return Some(found(MistypeKind::Dash, Span::new(begin, begin + 1)));
    }
    let body = file.get(begin..line.end())?;
    if first && last {
        let bracket = [('［', '］'), ('｛', '｝')]
            .into_iter()
            .find(|&(open, close)| body.starts_with(open) && body.trim_end().ends_with(close));
        if let Some((open, _)) = bracket {
            return Some(found(MistypeKind::Brackets, Span::new(begin, begin + open.len_utf8())));
        }
    }
    if first && !last && matches!(body.trim(), "｜" | "＞") {
        return Some(found(MistypeKind::Block, Span::new(begin, begin + body.trim().len())));
    }
    let (sign, span) = line.start_sign().or_else(|| line.colon_sign())?;
    let number = file.get(span.end..line.end()).is_some_and(|rest| rest.starts_with(char::is_numeric));
    match sign {
        Sign::WideColon | Sign::TightColon => Some(found(MistypeKind::Colon, span)),
        // －5 and -5 are numbers.
        Sign::WideDash(_) | Sign::TightDash if !number => Some(found(MistypeKind::Dash, span)),
        _ => None,
    }
}

/// `＃` where `#` would begin a comment.
fn wide_comment(line: &Line<'_>) -> Option<Mistype> {
    let begins = |at: usize| {
        line.text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
    };
    let (at, sign) = line.text.match_indices('＃').find(|&(at, _)| begins(at))?;
    let span = Span::new(line.start + at, line.start + at + sign.len());
    Some(Mistype {
        kind: MistypeKind::Comment,
        span,
        before: Span::new(line.start, line.start + line.text.get(..at)?.trim_end().len()),
        after: Span::new(span.end, line.end()),
    })
}
