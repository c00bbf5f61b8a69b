//! A text becomes sentences, its brackets set apart.
//!
//! Sentences end at 「。」 outside brackets and quotes, and where a new entry of a list begins. What
//! stands in brackets is moved behind its sentence, so that the words around it stand side by side;
//! topics are looked for there too. An aside that is a sentence of its own is read as one.

use super::letters::is_hiragana;
use super::quote;
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
    /// The sentence that it is the aside of.
    pub(super) host: Option<usize>,
}

/// The laid-out text: sentence, asides, sentence, asides …, with line feeds between them.
pub(super) fn lay_out(normal: &Mapped, out: &mut Mapped) -> Vec<Cut> {
    let mut layout = Layout { normal, out, cuts: Vec::new() };
    let text = normal.text();
    let brackets = brackets(text);
    let mut next_bracket = brackets.iter().peekable();
    let mut draft = Draft::default();
    let mut number = 0_u32;
    let mut skip = 0;
    let mut line_start = true;
    let mut pair_ends = self::pair_ends(text, 0);
    for (at, letter) in text.char_indices() {
        if at < skip {
            continue;
        }
        while next_bracket.peek().is_some_and(|bracket| bracket.open < at) {
            next_bracket.next();
        }
        if let Some(bracket) = next_bracket.peek().filter(|bracket| bracket.open == at) {
            if bracket.quote {
                draft.push(at..bracket.after);
                draft.quotes.push(Quote { inside: inside(text, at..bracket.after), whole: at..bracket.after });
            } else {
                let inner = text.get(at + 1..bracket.after - 1).unwrap_or_default();
                match ordinal(inner) {
                    Some(value)
                        if opens_entry(text, at, value, number) || opens_first(normal, &brackets, bracket, value) =>
                    {
                        layout.close(&mut draft);
                        draft.item = true;
                        number = value;
                    }
                    Some(_) => {}
                    None => {
                        draft.asides.push(at + 1..bracket.after - 1);
                        // 「覚書第4条（「…」）は、…にも適用する」
                        if inner.starts_with('「') && inner.ends_with('」') {
                            let inside = inside(text, at + 1..bracket.after - 1);
                            draft.quotes.push(Quote { inside, whole: at..bracket.after });
                        }
                    }
                }
                draft.reach(at, bracket.after);
            }
            skip = bracket.after;
            line_start = false;
            continue;
        }
        match letter {
            '。' => {
                draft.reach(at, at + letter.len_utf8());
                layout.close(&mut draft);
            }
            ':' if text.get(..at).is_some_and(|before| before.ends_with(['る', 'す', 'い', 'た', 'と']))
                && !draft.main.is_empty() =>
            {
                draft.reach(at, at + 1);
                layout.close(&mut draft);
                line_start = true;
                continue;
            }
            '\n' => {
                layout.close(&mut draft);
                line_start = true;
                pair_ends = self::pair_ends(text, at + 1);
                continue;
            }
            _ if line_start && draft.main.is_empty() && marker_end(text, at) > at => {
                skip = marker_end(text, at);
                draft.item = true;
            }
            '・' if opens_bullet(normal, at) => {
                layout.close(&mut draft);
                draft.item = true;
            }
            '|' if pair_ends.binary_search(&at).is_ok() => layout.close(&mut draft),
            '/' if parts_rows(normal, at) => layout.close(&mut draft),
            '・' | '※' | '|' if draft.main.is_empty() => {}
            _ => draft.push(at..at + letter.len_utf8()),
        }
        line_start = false;
    }
    layout.close(&mut draft);
    layout.cuts
}

struct Layout<'n> {
    normal: &'n Mapped,
    out: &'n mut Mapped,
    cuts: Vec<Cut>,
}

#[derive(Default)]
struct Draft {
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

impl Draft {
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
    fn close(&mut self, draft: &mut Draft) {
        let mut draft = std::mem::take(draft);
        let Some(span) = draft.span else { return };
        if draft.main.is_empty() && draft.asides.is_empty() {
            return;
        }
        if let Some(last) = draft.main.last_mut() {
            // The frame of a table row ends nothing.
            let text = self.normal.text().get(last.clone()).unwrap_or_default();
            last.end = last.start + text.trim_end_matches(['|', ' ']).len();
        }
        let main = self.append(&draft.main);
        let index = self.cuts.len();
        let typed = self.normal.origin(span.clone());
        self.cuts.push(Cut { main, asides: Vec::new(), typed, item: draft.item, host: None });
        for quote in draft.quotes {
            self.rule(&span, &quote, index);
        }
        let mut asides = Vec::with_capacity(draft.asides.len());
        for aside in draft.asides {
            let text = self.normal.text().get(aside.clone()).unwrap_or_default();
            let whole = is_sentence(text);
            let ends = text.trim_end_matches('。').len();
            let inner = aside.start..aside.start + ends;
            let laid = self.append(std::slice::from_ref(&inner));
            if whole {
                let typed = self.normal.origin(aside.clone());
                self.cuts.push(Cut { main: laid.clone(), asides: Vec::new(), typed, item: false, host: Some(index) });
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
        let ends = text(quote.inside.clone()).trim_end_matches('。').len();
        let inner = quote.inside.start..quote.inside.start + ends;
        let main = self.append(std::slice::from_ref(&inner));
        let typed = self.normal.origin(quote.inside.clone());
        self.cuts.push(Cut { main, asides: Vec::new(), typed, item: false, host: Some(index) });
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

struct Bracket {
    open: usize,
    after: usize,
    quote: bool,
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

/// The number of a list marker such as 「1」「ア」「一」「a」, from 1.
fn ordinal(inner: &str) -> Option<u32> {
    const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";
    const KANJI: &str = "一二三四五六七八九十";
    const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
    if inner.len() <= 2 && !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()) {
        return inner.parse().ok();
    }
    let mut letters = inner.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    [KANA, KANJI, LATIN]
        .iter()
        .find_map(|series| series.chars().position(|member| member == letter))
        .and_then(|place| u32::try_from(place + 1).ok())
}

/// Whether a number in brackets begins an entry here, rather than naming one.
fn opens_entry(text: &str, at: usize, value: u32, last: u32) -> bool {
    let before = text.get(..at).unwrap_or_default().chars().next_back();
    match before {
        None | Some('。' | '\n' | ':') => true,
        // 「…は、(1)Aを、(2)Bを記録する」: the members of one sentence, with one predicate.
        Some('、') => false,
        Some('第' | '項' | '号' | '条' | '表' | '記' | 'の' | '図') => false,
        Some(_) => value == last + 1 && last > 0,
    }
}

/// Whether a number in brackets behind a space is the first of several in its line:
/// 「端末の要件　(1)保存しない方式　(2)…」.
fn opens_first(normal: &Mapped, brackets: &[Bracket], bracket: &Bracket, value: u32) -> bool {
    let text = normal.text();
    let Some(before) = text.get(..bracket.open).and_then(|before| before.chars().next_back()) else { return false };
    let line = text.get(bracket.after..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let follows = |next: &&Bracket| next.open > bracket.open && next.open < bracket.after + line.len();
    let is_next = |next: &Bracket| text.get(next.open + 1..next.after - 1).and_then(ordinal) == Some(2);
    value == 1
        && before != '、'
        && !line.starts_with(['の', '、', 'か', 'と', '及', '又', '~'])
        && normal.origin(bracket.open - before.len_utf8()..bracket.open).end
            < normal.origin(bracket.open..bracket.after).start
        && brackets.iter().filter(follows).filter(|next| !next.quote).any(is_next)
}

/// Whether a dot behind a space and right before its word opens an entry, in a line whose first entry does:
/// 「【作業室】　・常時施錠　・入退室簿への記入」, and not 「目的外利用 ・第三者提供」.
fn opens_bullet(normal: &Mapped, at: usize) -> bool {
    let text = normal.text();
    let after = at + '・'.len_utf8();
    let line = text.get(..at).unwrap_or_default();
    let line = line.rsplit_once('\n').map_or(line, |(_, line)| line);
    let Some(before) = line.chars().next_back() else { return false };
    let head = line.split_once('・').map_or(line, |(head, _)| head);
    if !head.is_empty() && !head.ends_with(['】', ']', '〕', ':', '>', '》']) {
        return false;
    }
    let dot = normal.origin(at..after);
    let space_before = normal.origin(at - before.len_utf8()..at).end < dot.start;
    let next = text.get(after..).and_then(|text| text.chars().next());
    space_before && next.is_some_and(|next| normal.origin(after..after + next.len_utf8()).start == dot.end)
}

/// The end of a list marker that is not in brackets, at the start of a line.
fn marker_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut letters = rest.char_indices();
    match letters.next() {
        Some((_, '・' | '○' | '●' | '◎' | '◯' | '■' | '□' | '◆' | '◇' | '※' | '*' | '•' | '-')) => {
            letters.next().map_or(at, |(next, _)| at + next)
        }
        Some((_, first)) if first.is_ascii_digit() => {
            let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
            let after = rest.get(digits..).unwrap_or_default();
            if digits <= 2 && after.starts_with(['.', ')']) && !after.starts_with(".") || starts_dotted(after) {
                at + digits + 1
            } else {
                at
            }
        }
        _ => at,
    }
}

/// Whether a stroke with spaces around it stands between the rows of a table in one line: 「通信｜…　／　端末｜…」.
fn parts_rows(normal: &Mapped, at: usize) -> bool {
    let (before, rest) = normal.text().split_at(at);
    let before = before.rsplit_once('\n').map_or(before, |(_, before)| before);
    let rest = rest.get(1..).unwrap_or_default();
    let rest = rest.split_once('\n').map_or(rest, |(rest, _)| rest);
    let next = rest.trim_start().chars().next().map_or(0, char::len_utf8);
    let spaced = |range: Range<usize>| normal.origin(range);
    let apart = before.ends_with(' ') && rest.starts_with(' ')
        || next > 0 && spaced(at..at + 1).end < spaced(at + 1..at + 1 + next).start;
    apart && before.contains('|') && rest.split('/').next().is_some_and(|row| row.contains('|'))
}

/// Where the pairs of a table row end, 「項目｜内容｜項目｜内容」: the places of the marks between them.
///
/// A row of plain columns （区分｜対策｜行っていない｜予定） has none: there a third cell speaks of the second one.
fn pair_ends(text: &str, start: usize) -> Vec<usize> {
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let row = line.trim_matches(['|', ' ']);
    let cells: Vec<&str> = row.split('|').map(|cell| cell.trim()).collect();
    let pairs = cells.len() >= 4
        && cells.len().is_multiple_of(2)
        && cells.iter().step_by(2).all(|name| names_a_cell(name))
        && cells.iter().skip(1).step_by(2).all(|content| fills_a_cell(content));
    if !pairs {
        return Vec::new();
    }
    let frame = start + line.len() - line.trim_start_matches(['|', ' ']).len();
    row.match_indices('|').skip(1).step_by(2).map(|(at, _)| frame + at).collect()
}

/// Whether a cell may name what the next one holds: a short noun, and no answer such as 「実施済」.
fn names_a_cell(cell: &str) -> bool {
    const ANSWERS: [&str; 9] = ["済", "有", "無", "可", "否", "未", "実施", "予定", "対応"];
    (2..=12).contains(&cell.chars().count())
        && !cell.ends_with(is_hiragana)
        && !ANSWERS.iter().any(|answer| cell.ends_with(answer))
}

/// Whether a cell tells more than a noun does.
fn fills_a_cell(cell: &str) -> bool {
    cell.chars().count() >= 8 && cell.contains(['を', 'に', 'で', 'は', '、'])
}

/// A full stop that is not a decimal point.
fn starts_dotted(after: &str) -> bool {
    let mut letters = after.chars();
    letters.next() == Some('.') && letters.next().is_some_and(|next| !next.is_ascii_digit())
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
        let lines = sentences("次のことをする\n・甲\n・乙");
        assert_eq!(lines.iter().map(|(main, _)| main.as_str()).collect::<Vec<_>>(), ["次のことをする", "甲", "乙"]);
    }
}
