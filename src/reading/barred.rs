//! Acts that the predicate of their clause keeps from being done: 「接続は、設定で封じてある」「複写はお断りします」.

use std::ops::Range;

use super::clause::Clause;
use super::letters::{hiragana_run, holds, is_hiragana, rsplit_once, split_once};
use super::marks::Mark;
use super::passage::{MarkHit, Passage, Sentence};

/// The predicate that bars an act, where the act is what it governs, and whether it leaves no doubt.
pub(super) fn barring(
    passage: &Passage,
    sentence: &Sentence,
    act: &Range<usize>,
    clause: &Clause,
) -> Option<(MarkHit, bool)> {
    let marks = passage.marks_in(&sentence.marks);
    let hit = marks.iter().rfind(|hit| hit.mark == Mark::Bars && hit.start >= act.end)?;
    // 「複写は、承認を受けた場合を除き、お断りします」
    let end = [Some(clause), sentence.clauses.last()].into_iter().flatten().find(|end| hit.end <= end.range.end)?;
    let ends = passage.text(&(hit.end..end.range.end));
    // 「控えを保管する」
    if !ends.chars().all(|letter| is_hiragana(letter) || letter == '下' || letter == '願') {
        return None;
    }
    let doubted = marks.iter().any(|mark| mark.mark == Mark::Discretion && mark.end <= hit.start);
    governs(passage.text(&(act.end..hit.start)))
        .then(|| (MarkHit { mark: Mark::Ban, ..*hit }, !doubted && is_plain(ends)))
}

/// Whether the ending of such a predicate leaves no doubt: neither 「封じない」「封じることができる」「封じてもよい」 nor
/// 「封じた」.
fn is_plain(ending: &str) -> bool {
    const OPEN: [&str; 10] =
        ["ない", "ず", "ません", "でき", "たい", "よい", "よう", "ことがある", "こともある", "うる"];
    !OPEN.iter().any(|open| holds(ending, open)) && !ending.ends_with(['た', 'だ'])
}

/// Whether nothing but how it is done, or when not, stands between an act with its particle and the predicate:
/// 「…は、設定により」「…は、承認がない限り」.
fn governs(between: &str) -> bool {
    const DEEDS: [&str; 3] = ["こと", "行為", "操作"];
    const OBJECT: [&str; 8] = ["については", "に関しては", "に対しては", "を", "は", "も", "が", "とも"];
    const EXCEPT: [&str; 6] = ["ない限り", "なければ", "を除き、", "を除いて、", "以外は、", "のほかは、"];
    let verb = hiragana_run(between);
    let deed = DEEDS.iter().find_map(|deed| {
        let (before, behind) = split_once(between, deed)?;
        (before.len() <= verb.len() && before.chars().count() <= 4).then_some(behind)
    });
    // 「持出しは」
    let noun = deed.unwrap_or_else(|| between.trim_start_matches(['し', 'り', 'い', 'み', 'き', 'え', 'せ']));
    let Some(how) = OBJECT.iter().find_map(|object| noun.strip_prefix(object)) else { return false };
    let how = EXCEPT.iter().find_map(|except| rsplit_once(how, except)).map_or(how, |(_, how)| how);
    !how.contains(['を', 'は', 'が', 'も'])
}
