//! What must not be lacking, and the only way that is left: 「…しないまま…してはならない」「金庫でしか保管しない」「出すな」.

use std::ops::Range;

use super::clause::Clause;
use super::elsewhere::of_a_deed_upon_it;
use super::ending::last_mark;
use super::letters::{holds, is_hiragana, split_once};
use super::marks::Mark;
use super::passage::{MarkHit, Passage, Sentence};
use super::polarity::light;

/// Bytes between an act and the word that it is lacking.
const LACK_REACH: usize = 8 * 3;

/// The negation that 「しか」 turns into a limit at the end of the act's clause, and whether it demands the act: 「書類は
/// 金庫でしか保管しない」「国内に置かれたものしか使わない」, not 「重要な情報しか暗号化しない」.
pub(super) fn only_that(
    passage: &Passage,
    sentence: &Sentence,
    act: &Range<usize>,
    clause: &Clause,
) -> Option<(MarkHit, bool)> {
    const REACH: usize = 14;
    let text = passage.text(&clause.range);
    let (before, rest) = split_once(text, "しか")?;
    let start = clause.range.start + before.len();
    let behind = start + "しか".len();
    let marks = passage.marks_in(&sentence.marks);
    let hit = marks.iter().find(|hit| hit.start >= behind && matches!(hit.mark, Mark::Not | Mark::Ban))?;
    let between = passage.text(&(behind..hit.start));
    let ends = passage.text(&(hit.end..clause.range.end.max(hit.end))).chars().all(is_hiragana);
    let near = between.chars().count() <= REACH && !between.contains('、') && !rest.starts_with('し');
    let own = hit.end <= clause.range.end && hit.start >= act.start && !holds(passage.text(act), "しか");
    let attribute = act.end <= start && ["もの", "者", "員", "人"].iter().any(|what| before.ends_with(what));
    // 「貸した端末しか使えない」 lets nothing else in.
    let verb = passage.text(&(behind..hit.end));
    let potential = ["でき", "え", "け", "め", "せ", "れ", "べ", "げ"].iter().any(|stem| {
        ["ない", "ません", "ず"]
            .iter()
            .any(|lack| verb.strip_suffix(lack).is_some_and(|verb| verb.ends_with(stem) && !verb.ends_with("認め")))
    });
    // 「必要な範囲しか権限を与えない」 limits; 「一部の課しか使っていない」 tells how far it has come.
    const GIVES: [&str; 18] = [
        "使",
        "用い",
        "利用",
        "与え",
        "付与",
        "割り当て",
        "割当",
        "認め",
        "許",
        "見せ",
        "渡",
        "開",
        "通さ",
        "貸",
        "持た",
        "受け付け",
        "接続",
        "載せ",
    ];
    let so_far = ["ていない", "ておらず", "ていません", "でいない"].iter().any(|state| holds(verb, state));
    // 「閉域網は、税務課しか使わない」 limits what 「は」 marks, unless that is who does it.
    let themed =
        split_once(before, "は、").is_some_and(|(theme, _)| !theme.ends_with(['者', '乙', '員', '社', '人', '先']));
    let limits = !so_far && !themed && GIVES.iter().any(|gives| holds(verb, gives));
    (ends && near && own).then_some((
        *hit,
        before.ends_with('で')
            || before.ends_with("から")
            || attribute && (!themed || before.ends_with("もの"))
            || potential
            || limits,
    ))
}

/// 「…をしないまま…してはならない」「…することなく…しない」: what must not be lacking.
pub(super) fn lacking_then_banned(
    passage: &Passage,
    sentence: &Sentence,
    act: &Range<usize>,
    clause: &Clause,
) -> Option<MarkHit> {
    let marks = passage.marks_in(&sentence.marks);
    let lack = marks.iter().find(|hit| {
        hit.start >= act.start && hit.end > act.end && hit.start < clause.range.end && hit.start <= act.end + LACK_REACH
    })?;
    let between = passage.text(&(act.end..lack.start.max(act.end)));
    let word = passage.text(&(lack.start..lack.end));
    let behind = passage.text(&(lack.end..sentence.main.end));
    let manner = behind.starts_with("まま")
        || behind.starts_with("うち")
        || word.ends_with('ず') && behind.starts_with("して")
        || matches!(word, "ことなく")
        || lack.mark == Mark::Without
            && ["ずに", "ないで", "なくして", "なしに", "なしで"].iter().any(|without| word.ends_with(without));
    if !manner || between.contains(['、', 'は']) {
        return None;
    }
    let end = sentence.clauses.last()?;
    let ban = last_mark(passage, sentence, &end.range, &[Mark::Ban, Mark::Not])?;
    let rest = passage.text(&(lack.end..ban.start.max(lack.end)));
    // 「…しないまま…することを禁じない」 lets it be.
    let kinds = [Mark::Ban, Mark::Not, Mark::Exempt];
    let number = marks.iter().filter(|hit| hit.start >= lack.end && kinds.contains(&hit.mark)).count();
    let bans = number % 2 == 1 && !of_a_deed_upon_it(passage, lack.end, &ban);
    // 「削除せずに休止とし、権限も抹消しない」 keeps it all.
    let apart = ["とし、", "とするが、", "としており、", "ており、"].iter().any(|closed| holds(rest, closed));
    (ban.start >= lack.end && !holds(rest, "場合") && !apart && bans).then_some(ban)
}

/// 「名簿を外へ出すな」: the plain form of a verb with 「な」 at the end of the sentence.
pub(super) fn told_not_to(
    passage: &Passage,
    sentence: &Sentence,
    act: &Range<usize>,
    clause: &Clause,
) -> Option<MarkHit> {
    let text = passage.text(&(act.start..clause.range.end));
    let verb = text.trim_end_matches(['」', '』', '!']).strip_suffix('な')?;
    let plain = verb.ends_with(['る', 'す', 'く', 'ぐ', 'う', 'つ', 'ぬ', 'ぶ', 'む']);
    let end = act.start + verb.len();
    let between = passage.text(&(act.end.min(end)..end));
    let own = between.chars().all(is_hiragana) || light(between);
    let ends = sentence.clauses.last().is_some_and(|last| last.range.end == clause.range.end);
    (plain && own && ends).then(|| MarkHit { mark: Mark::Ban, start: end, end: end + 'な'.len_utf8() })
}

/// Whether a thing of `length` bytes, at the beginning of a text, stands in the condition that must not be lacking.
pub(super) fn in_a_lack(text: &str, length: usize) -> bool {
    let Some((lack, _)) = split_once(text, "ない限り").filter(|(lack, _)| lack.len() >= length) else {
        return false;
    };
    let (thing, behind) = lack.split_at(length);
    let tied = ["に", "を", "へ"].iter().any(|tie| thing.ends_with(tie) || behind.starts_with(tie));
    tied && !behind.contains(['、', 'は'])
}
