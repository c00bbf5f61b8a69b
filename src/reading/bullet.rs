//! What opens an entry of a list: 「(1)」「ア」「・」「1.」.

use super::sentence::Bracket;
use crate::source::Mapped;

/// The number of a list marker such as 「1」「ア」「一」「a」, from 1.
pub(super) fn ordinal(inner: &str) -> Option<u32> {
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

/// Whether a number in brackets begins an entry here, rather than naming one; `led` where the first of the list stood right
/// behind the colon of its lead.
pub(super) fn opens_entry(text: &str, at: usize, value: u32, last: u32, led: bool) -> bool {
    let before = text.get(..at).unwrap_or_default().chars().next_back();
    match before {
        None | Some('。' | '\n' | ':') => true,
        // 「…は、(1)Aを、(2)Bを記録する」: the members of one sentence, with one predicate.
        Some('、') => led && value == last + 1 && last > 0,
        Some('第' | '項' | '号' | '条' | '表' | '記' | 'の' | '図') => false,
        Some(_) => value == last + 1 && last > 0,
    }
}

/// Whether a number in brackets behind a space is the first of several in its line:
/// 「端末の要件　(1)保存しない方式　(2)…」.
pub(super) fn opens_first(normal: &Mapped, brackets: &[Bracket], bracket: &Bracket, value: u32) -> bool {
    let text = normal.text();
    let Some(before) = text.get(..bracket.open).and_then(|before| before.chars().next_back()) else { return false };
    let line = text.get(bracket.after..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
    let follows = |next: &&Bracket| next.open > bracket.open && next.open < bracket.after + line.len();
    let is_next = |next: &Bracket| text.get(next.inside(text)).and_then(ordinal) == Some(2);
    value == 1
        && before != '、'
        && !line.starts_with(['の', '、', 'か', 'と', '及', '又', '~'])
        && normal.origin(bracket.open - before.len_utf8()..bracket.open).end
            < normal.origin(bracket.open..bracket.after).start
        && brackets.iter().filter(follows).filter(|next| !next.quote).any(is_next)
}

/// Whether a dot behind a space and right before its word opens an entry, in a line whose first entry does:
/// 「【作業室】　・常時施錠　・入退室簿への記入」, and not 「目的外利用 ・第三者提供」.
pub(super) fn opens_bullet(normal: &Mapped, at: usize) -> bool {
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

/// The number of a list marker that stands alone between spaces or at the start of a sentence, 「ア　…　イ　…」, and that is
/// the first of a list or the one behind `last`.
pub(super) fn plain_marker(normal: &Mapped, at: usize, last: u32, starts: bool) -> Option<u32> {
    let text = normal.text();
    let letter = text.get(at..)?.chars().next()?;
    if letter.is_ascii() {
        return None;
    }
    let after = at + letter.len_utf8();
    let value = ordinal(text.get(at..after)?)?;
    let end = normal.origin(at..after).end;
    let next = text.get(after..)?.chars().next()?;
    let space_behind = next == ' ' || normal.origin(after..after + next.len_utf8()).start > end;
    let before = text.get(..at)?.chars().next_back();
    let space_before = before.is_none_or(|before| {
        before == ' ' || normal.origin(at - before.len_utf8()..at).end < normal.origin(at..after).start
    });
    let follows = value == 1 && starts || value == last + 1 && last > 0 && (starts || space_before);
    (space_behind && follows).then_some(value)
}

/// The end of a list marker that is not in brackets, at the start of a line.
pub(super) fn marker_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut letters = rest.char_indices();
    match letters.next() {
        // In a form with ticks an open box says that nobody chose it.
        Some((_, '□')) if text.contains(['☑', '✓', '✔']) => at,
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

/// A full stop that is not a decimal point.
fn starts_dotted(after: &str) -> bool {
    let mut letters = after.chars();
    letters.next() == Some('.') && letters.next().is_some_and(|next| !next.is_ascii_digit())
}
