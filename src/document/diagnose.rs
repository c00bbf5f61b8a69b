//! What was meant where the parser gave up.
//!
//! The parser stops where it can go no further, which is often a line below the slip: `件名：x` is
//! text to it, and only the next key does not fit. Here the lines around that place are read again
//! as a person would, the slip is named, and the place is the slip's own.

use granit_parser::ErrorKind as Kind;

use super::complaint;
use super::flow::Flow;
use super::line::{Line, Sign, is_space};
use super::scalar::escape;
use super::{Document, DocumentError, Fault};
use crate::source::Span;

/// How far the tree had grown when the parser gave up.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// The byte behind what was read last.
    pub(super) end: usize,
    /// The last scalar that was read, as typed.
    pub(super) scalar: Span,
    /// The outermost bracket that is open.
    pub(super) bracket: Option<usize>,
}

/// Longest key of YAML, in characters.
pub(super) const LONGEST_KEY: usize = 1024;

/// Signs that cannot begin a value without quotes.
const RESERVED: [char; 13] = ['*', '&', '!', '@', '%', '`', '|', '>', '[', '{', ']', '}', ','];

/// The place at which the parser gave up.
struct Scene<'s> {
    file: &'s str,
    at: usize,
    trail: &'s Trail,
}

/// The fault behind the parser's complaint `kind` at byte `at`.
pub(super) fn diagnose(file: &str, kind: &Kind, at: usize, trail: &Trail) -> DocumentError {
    let scene = Scene { file, at, trail };
    let mut error = scene.name(kind);
    // A line may have nothing to show, such as one that ends with its dash.
    if error.span.is_empty() {
        error.span = scene.letter(at);
    }
    error
}

impl<'s> Scene<'s> {
    fn name(&self, kind: &Kind) -> DocumentError {
        match kind {
            Kind::RecursionLimitExceeded => self.here(Fault::TooDeep(Document::MAX_DEPTH)),
            Kind::BomInsideDocument => self.here(Fault::ControlCharacter('\u{feff}')),
            Kind::UnexpectedCharacter { character } if RESERVED.contains(character) => self.reserved(self.at),
            Kind::UnexpectedCharacter { character } => self.here(Fault::ControlCharacter(*character)),
            Kind::TabNotAllowed
            | Kind::TabInBlockIndentation
            | Kind::TabInIndentation
            | Kind::TabAtBlockScalarStart
            | Kind::TabInPlainScalar => self.tab(),
            Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => self.unclosed_quote(self.at),
            Kind::InvalidTrailingSingleQuotedScalar => self.after_quote('\''),
            Kind::InvalidTrailingDoubleQuotedScalar => self.after_quote('"'),
            Kind::UnknownQuotedScalarEscape
            | Kind::InvalidQuotedScalarHexEscape
            | Kind::InvalidLowSurrogateHexEscape
            | Kind::InvalidLowSurrogate
            | Kind::MissingLowSurrogate
            | Kind::UnpairedLowSurrogate
            | Kind::InvalidUnicodeEscape => self.bad_escape(),
            Kind::CommentInterceptedScalar => self.comment_in_text(),
            Kind::BlockSequenceEntryNotAllowed | Kind::BlockEntryInFlowCollection => self.here(Fault::MisplacedDash),
            Kind::MappingKeyNotAllowed
            | Kind::DirectiveDisallowed
            | Kind::InvalidBlockScalarHeader
            | Kind::ZeroBlockScalarIndent
            | Kind::MissingAnchorOrAliasName
            | Kind::PlainScalarStartsWithDashFlowIndicator
            | Kind::InvalidTagTerminator
            | Kind::InvalidGlobalTagCharacter
            | Kind::MissingTagUri
            | Kind::UnclosedVerbatimTag
            | Kind::UndeclaredTagHandle
            | Kind::InvalidTagEscape
            | Kind::ExpectedTagBang => self.reserved(self.at),
            Kind::UnclosedFlowCollection { open } => self.here(Fault::UnclosedBracket(*open)),
            Kind::MismatchedFlowCollectionEnd { open, close } => self.here(Fault::WrongBracket(*open, *close)),
            Kind::UnexpectedEofImplicitFlowMapping
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::ExpectedFlowMappingSeparator
            | Kind::ExpectedFlowSequenceSeparator
            | Kind::InvalidColonPlacement
            | Kind::FlowMappingValueAdjacentCollection => self.in_brackets(),
            Kind::MappingValueNotAllowed => self.colon(),
            Kind::ExpectedDocumentStart => self.after_root(kind),
            Kind::InvalidIndentation | Kind::InvalidBlockScalarIndent | Kind::InvalidQuotedScalarIndent => {
                self.indent()
            }
            Kind::SimpleKeyExpected
            | Kind::ExpectedBlockMappingKey
            | Kind::ExpectedBlockSequenceEntry
            | Kind::ExpectedNodeContent
            | Kind::UnexpectedEofBlockMapping
            | Kind::UnexpectedEofBlockSequence
            | Kind::MisplacedFlowCollectionEnd => self.line(kind),
            _ => self.syntax(kind),
        }
    }

    /// The letter at a byte; at the end of a line or of the file the last letter before it.
    fn letter(&self, at: usize) -> Span {
        let visible = |letter: char| !matches!(letter, '\n' | '\r');
        let after = self.file.get(at..).and_then(|rest| rest.chars().next()).filter(|&letter| visible(letter));
        if let Some(letter) = after {
            return Span::new(at, at + letter.len_utf8());
        }
        let before = self.file.get(..at).unwrap_or("").trim_end();
        let length = before.chars().next_back().map_or(0, char::len_utf8);
        Span::new(before.len() - length, before.len())
    }

    fn here(&self, fault: Fault) -> DocumentError {
        DocumentError::new(fault, self.letter(self.at))
    }

    fn syntax(&self, kind: &Kind) -> DocumentError {
        let line = Line::at(self.file, self.at);
        match line.indent_sign().or_else(|| line.start_sign()) {
            Some(found) => self.sign(&line, found),
            None => self.here(Fault::Syntax(complaint::in_japanese(kind))),
        }
    }

    fn reserved(&self, at: usize) -> DocumentError {
        let span = self.letter(at);
        let letter = self.file.get(span.start..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        DocumentError::new(Fault::ReservedStart(letter), span)
    }

    /// The fault of a sign that YAML did not take for one.
    fn sign(&self, line: &Line<'_>, (sign, span): (Sign, Span)) -> DocumentError {
        let key = || self.file.get(line.entry()..span.start).unwrap_or("").trim().to_owned();
        let fault = match sign {
            Sign::TabIndent => Fault::TabIndent,
            Sign::WideIndent(letter) => Fault::WideIndent(letter),
            Sign::WideColon => Fault::WideColon(key()),
            Sign::TightColon => Fault::TightColon(key()),
            Sign::WideDash(letter) => Fault::WideDash(letter),
            Sign::TightDash => Fault::TightDash,
            Sign::WideHash => Fault::WideHash,
        };
        DocumentError::new(fault, span)
    }

    /// A tab in the indentation of this line or of the next one that has one.
    fn tab(&self) -> DocumentError {
        let mut line = Some(Line::at(self.file, self.at));
        while let Some(here) = line {
            if let Some((Sign::TabIndent, span)) = here.indent_sign().filter(|_| here.says_something()) {
                return DocumentError::new(Fault::TabIndent, span);
            }
            line = here.below(self.file);
        }
        let tab = self.file.get(self.at..).and_then(|rest| rest.find('\t')).map_or(self.at, |skip| self.at + skip);
        DocumentError::new(Fault::TabIndent, self.letter(tab))
    }

    fn unclosed_quote(&self, at: usize) -> DocumentError {
        let span = self.letter(at);
        let quote = if self.file.get(span.start..span.end) == Some("'") { '\'' } else { '"' };
        DocumentError::new(Fault::UnclosedQuote(quote), span)
    }

    /// Text behind a quote. Where the quoted text holds a line with a key, it is the quote above that
    /// was forgotten, and the one here was meant to open.
    fn after_quote(&self, quote: char) -> DocumentError {
        let flow = Flow::read(self.file, self.trail.bracket.unwrap_or(self.trail.end), self.at);
        let line = Line::at(self.file, self.at);
        let rest = line.text_from(self.at);
        let end = if flow.open.is_empty() { None } else { rest.find([',', ']', '}']) };
        let behind = Span::new(self.at, self.at + end.unwrap_or(rest.len()));
        let Some(quoted) = flow.quoted else { return DocumentError::new(Fault::TextAfterQuote(quote), behind) };
        let mut below = Line::at(self.file, quoted.start).below(self.file);
        while let Some(inside) = below.filter(|inside| inside.start < quoted.end) {
            if inside.colon().is_some() {
                return self.unclosed_quote(quoted.start);
            }
            below = inside.below(self.file);
        }
        DocumentError::new(Fault::TextAfterQuote(quote), behind).with(quoted, "引用符はここで閉じています")
    }

    fn bad_escape(&self) -> DocumentError {
        let mut at = self.at + 1;
        while let Some(skip) = self.file.get(at..).and_then(|rest| rest.find('\\')) {
            at += skip;
            let rest = self.file.get(at..).unwrap_or("");
            let second = rest.chars().nth(1);
            match escape(rest) {
                Some((_, length)) => at += length,
                None if matches!(second, Some('\n' | '\r')) => at += 1,
                None => {
                    let length = 1 + second.map_or(0, char::len_utf8);
                    let typed = rest.get(..length).unwrap_or("\\").to_owned();
                    return DocumentError::new(Fault::Escape(typed), Span::new(at, at + length));
                }
            }
        }
        self.here(Fault::Escape("\\".to_owned()))
    }

    fn comment_in_text(&self) -> DocumentError {
        let line = Line::at(self.file, self.at);
        let error = DocumentError::new(Fault::CommentInText, Span::new(self.at, line.end()));
        match line.below(self.file) {
            Some(below) => error.with(below.body_span(), "値の続き"),
            None => error,
        }
    }

    /// A complaint inside brackets.
    fn in_brackets(&self) -> DocumentError {
        let flow = Flow::read(self.file, self.trail.bracket.unwrap_or(self.trail.end), self.at);
        if let Some(&(open, place)) = flow.open.last().filter(|&&(_, place)| !Flow::closes(self.file, place)) {
            return DocumentError::new(Fault::UnclosedBracket(open), self.letter(place));
        }
        match self.file.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(',') => self.here(Fault::EmptyItem),
            Some(':') => self.here(Fault::ColonInText),
            _ => self.here(Fault::MissingComma),
        }
    }

    /// A `:` where no key may stand. What stands before it was read as text, often from a line above.
    fn colon(&self) -> DocumentError {
        let text = self.trail.scalar;
        let last = Line::at(self.file, self.at);
        let between = self.file.get(text.end..self.at).unwrap_or("x");
        if !between.chars().all(is_space) {
            return self.after_bracket(&last).unwrap_or_else(|| self.here(Fault::ColonInText));
        }
        let quote = self.file.get(text.start..).and_then(|rest| rest.chars().next());
        if let Some(quote) = quote.filter(|letter| matches!(letter, '"' | '\'')) {
            let behind = Span::new(self.at, self.at + last.text_from(self.at).len());
            return DocumentError::new(Fault::TextAfterQuote(quote), behind).with(text, "引用符はここで閉じています");
        }
        let first = Line::at(self.file, text.start);
        if first.start == last.start {
            let length = self.file.get(text.start..text.end).map_or(0, |typed| typed.chars().count());
            let long = text.start == first.entry() && length >= LONGEST_KEY;
            return self.here(if long { Fault::LongKey(LONGEST_KEY) } else { Fault::ColonInText });
        }
        self.text_over_lines(&first, &last, text)
    }

    /// A text that runs from one line into the key of another.
    fn text_over_lines(&self, first: &Line<'s>, last: &Line<'s>, text: Span) -> DocumentError {
        let begins_line = text.start == first.entry();
        let found = if begins_line { first.sign() } else { first.indent_sign() };
        if let Some(found) = found {
            return self.sign(first, found);
        }
        let mut line = first.below(self.file);
        while let Some(inside) = line.filter(|line| line.start < last.start) {
            if let Some(found) = inside.sign().filter(|_| inside.says_something()) {
                return self.sign(&inside, found);
            }
            line = inside.below(self.file);
        }
        if let Some(found) = last.indent_sign().or_else(|| last.start_sign()) {
            return self.sign(last, found);
        }
        if begins_line {
            return self.missing_colon(first);
        }
        let entry = last.entry();
        let key = last.head();
        let error = DocumentError::new(Fault::KeyInText(key.to_owned()), Span::new(entry, entry + key.len()));
        error.with(Span::new(text.start, text.start + first.text_from(text.start).len()), "この値の続きと読まれます")
    }

    /// Text behind a bracket that has closed: the bracket was meant as a letter.
    fn after_bracket(&self, line: &Line<'_>) -> Option<DocumentError> {
        let starts = [line.value(), line.entry()].into_iter().filter(|&start| start <= self.at);
        let start = starts.max()?;
        let letter = self.file.get(start..)?.chars().next().filter(|letter| RESERVED.contains(letter))?;
        if !matches!(letter, '[' | '{') {
            return Some(self.reserved(start));
        }
        let behind = Span::new(self.at, self.at + line.text_from(self.at).len());
        (self.at > start).then(|| self.reserved(start).with(behind, "閉じた括弧の後に続いています"))
    }

    /// A line that does not fit below those above it.
    fn line(&self, kind: &Kind) -> DocumentError {
        let line = Line::at(self.file, self.at);
        if let Some(error) = self.after_bracket(&line) {
            return error;
        }
        if matches!(kind, Kind::MisplacedFlowCollectionEnd) {
            return self.here(Fault::Syntax(complaint::in_japanese(kind)));
        }
        let sibling = self.sibling(&line);
        let in_list = sibling.is_some_and(|above| above.is_item());
        let sign = line.indent_sign().or_else(|| line.start_sign());
        if let Some(found) = sign.or_else(|| line.colon_sign().filter(|_| !in_list)) {
            return self.sign(&line, found);
        }
        if line.is_item() {
            let dash = line.start + line.indentation().len();
            let fault = if sibling.is_some() { Fault::MisplacedDash } else { Fault::Indent };
            return DocumentError::new(fault, Span::new(dash, dash + 1));
        }
        match (in_list, line.colon()) {
            (true, _) => DocumentError::new(Fault::MissingDash, line.body_span()),
            (false, Some(_)) => self.indent(),
            (false, None) => self.missing_colon(&line),
        }
    }

    /// A line behind the end of the outermost value: shallower than its first line, or too much.
    fn after_root(&self, kind: &Kind) -> DocumentError {
        let line = Line::at(self.file, self.at);
        let shallower = |above: Line<'_>| above.indentation().len() > line.indentation().len();
        if line.above(self.file).is_some_and(shallower) { self.indent() } else { self.syntax(kind) }
    }

    /// The nearest line above that begins at the same column, if none between is shallower.
    fn sibling(&self, line: &Line<'s>) -> Option<Line<'s>> {
        let column = line.indentation().len();
        let mut above = line.above(self.file)?;
        while above.indentation().len() > column {
            above = above.above(self.file)?;
        }
        (above.indentation().len() == column).then_some(above)
    }

    fn missing_colon(&self, line: &Line<'_>) -> DocumentError {
        const SHOWN: usize = 20;
        let span = line.body_span();
        let text = self.file.get(span.start..span.end).unwrap_or("");
        let mut shown: String = text.chars().take(SHOWN).collect();
        if text.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        DocumentError::new(Fault::MissingColon(shown), span)
    }

    /// A line at a column of no other line: the place is its indentation, or without one its key.
    fn indent(&self) -> DocumentError {
        let line = Line::at(self.file, self.at);
        if let Some(found) = line.indent_sign() {
            return self.sign(&line, found);
        }
        let head = Span::new(line.entry(), line.entry() + line.head().len());
        let indentation = Span::new(line.start, line.start + line.indentation().len());
        let error = DocumentError::new(Fault::Indent, if indentation.is_empty() { head } else { indentation });
        match line.above(self.file) {
            Some(above) => error.with(above.body_span(), "上の行"),
            None => error,
        }
    }
}
