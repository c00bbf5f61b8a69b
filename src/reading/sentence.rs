//! A text becomes sentences, its brackets set apart.
//!
//! Sentences end at 「。」 outside brackets and quotes, and where a new entry of a list begins. What
//! stands in brackets is moved behind its sentence, so that the words around it stand side by side;
//! topics are looked for there too. An aside that is a sentence of its own is read as one.

use super::bullet::{marker_end, opens_bullet, opens_entry, opens_first, ordinal, plain_marker};
use super::quote;
use super::row::{self, parts_rows};
use crate::source::Mapped;
use std::ops::Range;

/// A sentence as cut, before its words were looked for.
#[derive(Debug)]
pub(super) struct Cut {
    /// The sentence without its asides, in the laid-out text.
    pub(super) main: Range<usize>,
    /// The insides of its brackets, in the laid-out text.
    pub(super) asides: Vec<Range<usize>>,
    /// Where it stands in the text as typed, with its full stop.
    pub(super) typed: Range<usize>,
    /// Whether it opens an entry of a list.
    pub(super) item: bool,
    /// The sentence that it is the aside of, or that quotes it.
    pub(super) host: Option<usize>,
    /// Whether it is a quoted rule.
    pub(super) quoted: bool,
}

/// The laid-out text: sentence, asides, sentence, asides …, with line feeds between them.
pub(super) fn lay_out(normal: &Mapped, out: &mut Mapped) -> Vec<Cut> {
    let mut layout = Layout { normal, out, cuts: Vec::new() };
    let text = normal.text();
    let brackets = brackets(text);
    let mut next_bracket = brackets.iter().peekable();
    let mut pending = Pending::default();
    let mut number = 0_u32;
    let mut led = false;
    let mut skip = 0;
    let mut line_start = true;
    let mut pair_ends = row::pair_ends(text, 0);
    for (at, letter) in text.char_indices() {
        if at < skip {
            continue;
        }
        while next_bracket.peek().is_some_and(|bracket| bracket.open < at) {
            next_bracket.next();
        }
        if let Some(bracket) = next_bracket.peek().filter(|bracket| bracket.open == at) {
            if bracket.quote {
                pending.push(at..bracket.after);
                pending.quotes.push(Quote { inside: inside(text, at..bracket.after), whole: at..bracket.after });
            } else {
                let within = bracket.inside(text);
                let inner = text.get(within.clone()).unwrap_or_default();
                match ordinal(inner) {
                    Some(value)
                        if opens_entry(text, at, value, number, led)
                            || opens_first(normal, &brackets, bracket, value) =>
                    {
                        layout.close(&mut pending);
                        pending.item = true;
                        number = value;
                        led = if value == 1 { text.get(..at).is_some_and(|lead| lead.ends_with(':')) } else { led };
                    }
                    Some(_) => {}
                    None => {
                        pending.asides.push(within.clone());
                        // 「覚書第4条（「…」）は、…にも適用する」
                        if inner.starts_with('「') && inner.ends_with('」') {
                            let inside = inside(text, within);
                            pending.quotes.push(Quote { inside, whole: at..bracket.after });
                        }
                    }
                }
                pending.reach(at, bracket.after);
            }
            skip = bracket.after;
            line_start = false;
            continue;
        }
        match letter {
            '。' => {
                pending.reach(at, at + letter.len_utf8());
                layout.close(&mut pending);
            }
            ':' if text.get(..at).is_some_and(|before| opens_list(before, text.get(at + 1..).unwrap_or_default()))
                && !pending.main.is_empty() =>
            {
                pending.reach(at, at + 1);
                layout.close(&mut pending);
                line_start = true;
                continue;
            }
            '\n' => {
                layout.close(&mut pending);
                line_start = true;
                pair_ends = row::pair_ends(text, at + 1);
                continue;
            }
            _ if line_start && pending.main.is_empty() && marker_end(text, at) > at => {
                skip = marker_end(text, at);
                pending.item = true;
            }
            _ if let Some(value) = plain_marker(normal, at, number, pending.main.is_empty()) => {
                layout.close(&mut pending);
                pending.item = true;
                number = value;
            }
            '・' if opens_bullet(normal, at) => {
                layout.close(&mut pending);
                pending.item = true;
            }
            '|' if pair_ends.binary_search(&at).is_ok() => layout.close(&mut pending),
            '/' if parts_rows(normal, at) => layout.close(&mut pending),
            '・' | '※' | '|' if pending.main.is_empty() => {}
            _ => pending.push(at..at + letter.len_utf8()),
        }
        line_start = false;
    }
    layout.close(&mut pending);
    layout.cuts
}

/// Whether a colon ends the sentence before it: one that ends so is no name of a cell, 「バックアップを行う：なし」, unless a list
/// begins behind it, 「次のことを行う：（１）…」.
fn opens_list(before: &str, behind: &str) -> bool {
    const MARKERS: [&str; 8] = ["(1)", "(一)", "(ア)", "(a)", "・", "ア", "一", "\n"];
    let behind = behind.trim_start_matches(' ');
    before.ends_with(['る', 'す', 'い', 'た', 'と'])
        || before.ends_with(['う', 'く', 'ぐ', 'む', 'ぶ', 'つ'])
            && MARKERS.iter().any(|marker| behind.starts_with(marker))
}

struct Layout<'n> {
    normal: &'n Mapped,
    out: &'n mut Mapped,
    cuts: Vec<Cut>,
}

#[derive(Default)]
struct Pending {
    main: Vec<Range<usize>>,
    asides: Vec<Range<usize>>,
    quotes: Vec<Quote>,
    span: Option<Range<usize>>,
    item: bool,
}

/// A text in 「」.
struct Quote {
    inside: Range<usize>,
    /// With its signs.
    whole: Range<usize>,
}

/// The inside of the signs at both ends of a range.
fn inside(text: &str, range: Range<usize>) -> Range<usize> {
    let quoted = text.get(range.clone()).unwrap_or_default();
    let trimmed = quoted.trim_start_matches(['「', '『']);
    let start = range.end - trimmed.len();
    start..start + trimmed.trim_end_matches(['」', '』']).len()
}

impl Pending {
    fn push(&mut self, range: Range<usize>) {
        self.reach(range.start, range.end);
        match self.main.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.main.push(range),
        }
    }

    fn reach(&mut self, start: usize, end: usize) {
        let span = self.span.get_or_insert(start..end);
        span.end = span.end.max(end);
    }
}

impl Layout<'_> {
    fn close(&mut self, pending: &mut Pending) {
        let mut pending = std::mem::take(pending);
        let Some(span) = pending.span else { return };
        if pending.main.is_empty() && pending.asides.is_empty() {
            return;
        }
        if let Some(last) = pending.main.last_mut() {
            // The frame of a table row ends nothing.
            let text = self.normal.text().get(last.clone()).unwrap_or_default();
            last.end = last.start + text.trim_end_matches(['|', ' ']).len();
        }
        let main = self.append(&pending.main);
        let index = self.cuts.len();
        let typed = self.normal.origin(span.clone());
        self.cuts.push(Cut { main, asides: Vec::new(), typed, item: pending.item, host: None, quoted: false });
        for quote in pending.quotes {
            self.rule(&span, &quote, index);
        }
        let mut asides = Vec::with_capacity(pending.asides.len());
        for aside in pending.asides {
            let text = self.normal.text().get(aside.clone()).unwrap_or_default();
            let whole = is_sentence(text);
            let ends = text.trim_end_matches('。').len();
            let inner = aside.start..aside.start + ends;
            let laid = self.append(std::slice::from_ref(&inner));
            if whole {
                let typed = self.normal.origin(aside.clone());
                self.cuts.push(Cut {
                    main: laid.clone(),
                    asides: Vec::new(),
                    typed,
                    item: false,
                    host: Some(index),
                    quoted: false,
                });
            }
            asides.push(laid);
        }
        if let Some(cut) = self.cuts.get_mut(index) {
            cut.asides = asides;
        }
    }

    /// A quoted text that the sentence at `index` makes a rule is read as a sentence of its own.
    fn rule(&mut self, sentence: &Range<usize>, quote: &Quote, index: usize) {
        let text = |range: Range<usize>| self.normal.text().get(range).unwrap_or_default();
        let behind = text(quote.whole.end..sentence.end).trim_end_matches('。');
        if !quote::binds(text(sentence.start..quote.whole.start), text(quote.inside.clone()), behind) {
            return;
        }
        let mut start = quote.inside.start;
        for sentence in text(quote.inside.clone()).split_inclusive('。') {
            let inner = start..start + sentence.trim_end_matches('。').len();
            start += sentence.len();
            let typed = self.normal.origin(inner.start..start);
            let main = self.append(std::slice::from_ref(&inner));
            self.cuts.push(Cut { main, asides: Vec::new(), typed, item: false, host: Some(index), quoted: true });
        }
    }

    fn append(&mut self, pieces: &[Range<usize>]) -> Range<usize> {
        let start = self.out.len();
        for piece in pieces {
            self.out.append(self.normal, piece.clone());
        }
        let end = self.out.len();
        self.out.replace("\n", 0..0);
        start..end
    }
}

pub(super) struct Bracket {
    pub(super) open: usize,
    pub(super) after: usize,
    pub(super) quote: bool,
}

impl Bracket {
    /// What stands between its signs: 「〔」 has more bytes than the folded 「(」.
    pub(super) fn inside(&self, text: &str) -> Range<usize> {
        let whole = text.get(self.open..self.after).unwrap_or_default();
        let signs = (whole.chars().next(), whole.chars().next_back());
        let length = |sign: Option<char>| sign.map_or(0, char::len_utf8);
        self.open + length(signs.0)..self.after - length(signs.1)
    }
}

/// The outermost pairs of brackets and quotes, in order; what is not closed in its entry is none.
fn brackets(text: &str) -> Vec<Bracket> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '〔' | '「' | '『' => open.push((at, letter)),
            ')' | ']' | '〕' | '」' | '』' => {
                let Some(depth) = open.iter().rposition(|&(_, opened)| closes(opened, letter)) else { continue };
                let start = open.get(depth).map_or(at, |&(start, _)| start);
                open.truncate(depth);
                found.retain(|bracket: &Bracket| bracket.open < start);
                found.push(Bracket {
                    open: start,
                    after: at + letter.len_utf8(),
                    quote: matches!(letter, '」' | '』'),
                });
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
    found
}

fn closes(open: char, close: char) -> bool {
    matches!((open, close), ('(', ')') | ('[', ']') | ('〔', '〕') | ('「', '」') | ('『', '』'))
}

/// Whether the inside of brackets is a sentence of its own and no definition or limit of a word.
fn is_sentence(inner: &str) -> bool {
    const LIMITS: [&str; 12] = [
        "を除く",
        "を含む",
        "に限る",
        "という",
        "をいう",
        "とする",
        "同じ",
        "による",
        "を指す",
        "ものとする。以下同じ",
        "に係る",
        "のみ",
    ];
    let Some(body) = inner.strip_suffix('。') else { return false };
    !LIMITS.iter().any(|limit| body.ends_with(limit))
}

#[cfg(test)]
mod tests {
    use super::super::normal::Spellings;
    use super::lay_out;

    fn sentences(typed: &str) -> Vec<(String, String)> {
        let normal = Spellings::default().normalise(typed);
        let mut out = super::Mapped::default();
        let cuts = lay_out(&normal, &mut out);
        let cut = |range: std::ops::Range<usize>| out.text()[range].to_owned();
        cuts.into_iter().map(|part| (cut(part.main), typed[part.typed].to_owned())).collect()
    }

    #[test]
    fn sentences_keep_their_full_stop_and_lose_their_brackets() {
        let typed = "書類（写しを含む。）を 返す。\nただし、「甲。乙」は別（後で消す。）。";
        let found = sentences(typed);
        assert_eq!(found[0], ("書類を返す".into(), "書類（写しを含む。）を 返す。".into()));
        assert_eq!(found[1], ("ただし、「甲。乙」は別".into(), "ただし、「甲。乙」は別（後で消す。）。".into()));
        assert_eq!(found[2], ("後で消す".into(), "後で消す。".into()));
    }

    #[test]
    fn numbers_in_brackets_open_entries() {
        let found = sentences("次のことをする。(1) 甲をする(2) 乙をする。第3項(1)の丙");
        let mains: Vec<&str> = found.iter().map(|(main, _)| main.as_str()).collect();
        assert_eq!(mains, ["次のことをする", "甲をする", "乙をする", "第3項の丙"]);
        let found = sentences("端末の要件　①甲をする　②乙をする");
        let mains: Vec<&str> = found.iter().map(|(main, _)| main.as_str()).collect();
        assert_eq!(mains, ["端末の要件", "甲をする", "乙をする"]);
        let found = sentences("規則 (1)の甲をする。区は、 (1)甲を、(2)乙を返す。");
        let mains: Vec<&str> = found.iter().map(|(main, _)| main.as_str()).collect();
        assert_eq!(mains, ["規則の甲をする", "区は、甲を、乙を返す"]);
        let found = sentences("次の行為を禁ずる：ア　甲をすること。イ　乙をすること。イの丙");
        let mains: Vec<&str> = found.iter().map(|(main, _)| main.as_str()).collect();
        assert_eq!(mains, ["次の行為を禁ずる", "甲をすること", "乙をすること", "イの丙"]);
        let found = sentences("次のことを行う：（１）甲、（２）乙。①事故のとき、②変更のときは、報告する");
        let mains: Vec<&str> = found.iter().map(|(main, _)| main.as_str()).collect();
        assert_eq!(mains, ["次のことを行う", "甲、", "乙", "事故のとき、変更のときは、報告する"]);
        let lines = sentences("次のことをする\n・甲\n・乙");
        assert_eq!(lines.iter().map(|(main, _)| main.as_str()).collect::<Vec<_>>(), ["次のことをする", "甲", "乙"]);
    }
}
