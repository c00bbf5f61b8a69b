//! Rows of tables in running text: 「項目｜内容｜項目｜内容」「通信｜…　／　端末｜…」.

use std::ops::Range;

use super::letters::is_hiragana;
use crate::source::Mapped;

/// Whether a stroke with spaces around it stands between the rows of a table in one line: 「通信｜…　／　端末｜…」.
pub(super) fn parts_rows(normal: &Mapped, at: usize) -> bool {
    let (before, rest) = normal.text().split_at(at);
    let before = before.rsplit_once('\n').map_or(before, |(_, before)| before);
    let rest = rest.get(1..).unwrap_or_default();
    let rest = rest.split_once('\n').map_or(rest, |(rest, _)| rest);
    let next = rest.trim_start().chars().next().map_or(0, char::len_utf8);
    let spaced = |range: Range<usize>| normal.origin(range);
    let apart = before.ends_with(' ') && rest.starts_with(' ')
        || next > 0 && spaced(at..at + 1).end < spaced(at + 1..at + 1 + next).start;
    // One name and its content on either side; a stroke inside a cell is none.
    let pair = |row: &str| {
        let mut cells = row.trim_matches([' ', '|']).split('|');
        cells.next().is_some_and(|name| names_a_cell(name.trim())) && cells.next().is_some() && cells.next().is_none()
    };
    apart && before.rsplit('/').next().is_some_and(pair) && rest.split('/').next().is_some_and(pair)
}

/// Where the pairs of a table row end, 「項目｜内容｜項目｜内容」: the places of the marks between them.
///
/// A row of plain columns （区分｜対策｜行っていない｜予定） has none: there a third cell speaks of the second one.
pub(super) fn pair_ends(text: &str, start: usize) -> Vec<usize> {
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
