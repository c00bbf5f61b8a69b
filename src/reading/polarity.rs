//! Whether an act is negated, counting by parity.

use std::ops::Range;

use super::barred::barring;
use super::clause::{Clause, ClauseKind};
use super::elsewhere::{
    attributive, ends_reason, foreign_object, neighbours_ban, nominal, of_a_deed_upon_it, of_a_function, of_a_state,
    of_an_aim, of_another_verb,
};
use super::ending::last_mark;
use super::form::{Form, Shape};
use super::lack::{in_a_lack, lacking_then_banned, told_not_to};
use super::letters::{find, holds, is_hiragana, split_once};
use super::marks::{FIRST_THEN, Mark};
use super::passage::{MarkHit, Passage, Sentence};

/// What the negations behind an act come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Negation {
    None,
    /// Negated, by this mark.
    Odd(MarkHit),
    /// Negated twice: asserted.
    Even(MarkHit),
    /// Another verb than the act's own is negated, so nothing is said of the act.
    Elsewhere(MarkHit),
}

/// Characters behind the act in which a negation is its own.
const REACH: usize = 18;

pub(super) fn negation(
    passage: &Passage,
    sentence: &Sentence,
    act: &Range<usize>,
    index: usize,
    form: &Form<'_>,
    topic: bool,
) -> Negation {
    let Some(clause) = sentence.clauses.get(index) else { return Negation::None };
    let tail = passage.text(&(act.end..clause.range.end));
    // 「Aに限り、ほかのBを認めない」 sets the limit; 「Aに限り、Bを行わない」 says where B is dropped.
    let limit = passage.text(act).ends_with("限り") && tail.starts_with('、')
        || passage.text(act).ends_with('限') && tail.starts_with("り、");
    if limit && tail.contains(['を', 'は']) {
        let others =
            ["以外", "他の", "ほかの", "その他", "外へ", "外に", "外で", "外の"].iter().any(|word| holds(tail, word));
        let hit = last_mark(passage, sentence, &clause.range, &[Mark::Ban, Mark::Not, Mark::Exempt]);
        // 「自宅に限り、喫茶店での実施は認めない」 forbids what is left.
        let dropped = hit.filter(|hit| !others && hit.mark != Mark::Ban);
        return dropped.map_or(Negation::None, Negation::Elsewhere);
    }
    // 「ほかに使うことも、第三者に渡すことも許されない」
    let also = split_once(tail, "ことも").filter(|(verb, rest)| rest.is_empty() && verb.chars().count() <= 4);
    if also.is_some()
        && let Some(hit) = sentence
            .clauses
            .last()
            .filter(|end| end.range != clause.range && holds(passage.text(&end.range), "ことも"))
            .and_then(|end| last_mark(passage, sentence, &end.range, &[Mark::Ban, Mark::Not]))
    {
        return Negation::Odd(hit);
    }
    // The same in one clause: 「ほかの用に供することも、承諾なしに渡すことも認めない」
    let together =
        split_once(tail, "ことも、").filter(|(verb, rest)| verb.chars().count() <= 4 && holds(rest, "ことも"));
    if together.is_some()
        && let Some(hit) = last_mark(passage, sentence, &clause.range, &[Mark::Ban, Mark::Not])
    {
        return Negation::Odd(hit);
    }
    // 「暗号化することは、例外を認めない」
    if is_theme(tail) && holds(tail, "例外を認め") {
        return Negation::None;
    }
    if let Some(found) = listed_ban(passage, sentence, act, clause, form) {
        return found;
    }
    if let Some((hit, true)) = barring(passage, sentence, act, clause) {
        return Negation::Odd(hit);
    }
    if let Some(hit) = told_not_to(passage, sentence, act, clause) {
        return Negation::Odd(hit);
    }
    // An act that is a ban itself is negated by what lifts it: 「持出しを禁止しない」.
    let lifts = |hit: &&MarkHit| {
        let word = passage.text(&(hit.start..hit.end));
        let inside = hit.start <= act.start || hit.start < act.end && word.starts_with(['禁', 'を', 'は']);
        hit.mark == Mark::May && inside && hit.end > act.end
    };
    if let Some(hit) = passage.marks_in(&sentence.marks).iter().find(lifts) {
        // 「入室は、カードを示して初めて許される」 lets nobody in otherwise.
        let before = passage.text(&(clause.range.start..hit.start.max(clause.range.start)));
        let only = FIRST_THEN.iter().chain(&["場合に限り", "者に限り"]).any(|only| before.ends_with(only));
        return if only { Negation::Elsewhere(*hit) } else { Negation::Odd(*hit) };
    }
    // 「Aする等、…することを要しない」 waives A too.
    if tail.starts_with("する等、")
        && let Some(hit) = last_mark(passage, sentence, &clause.range, &[Mark::Exempt])
    {
        return Negation::Odd(hit);
    }
    // 「ロックを忘れることがあってはならない」
    if let Some(hit) = last_mark(passage, sentence, &clause.range, &[Mark::Ban])
        && hit.start >= act.end
        && passage.text(&(hit.start..hit.end)).starts_with("ことがあって")
        && ["忘れ", "怠", "遅れ", "漏れ", "抜け"].iter().any(|fault| holds(passage.text(&(act.end..hit.start)), fault))
    {
        return Negation::Even(hit);
    }
    if let Some(hit) = lacking_then_banned(passage, sentence, act, clause) {
        return Negation::Even(hit);
    }
    let mut limit = act.end + reach(tail);
    let direct = act.end + form.run.len() + 3;
    let noun = form.shape == Shape::Noun || topic && form.shape == Shape::PartOf;
    let counts = |hit: &MarkHit| match hit.mark {
        Mark::Ban | Mark::Not | Mark::Exempt => true,
        Mark::Without => {
            let between = passage.text(&(act.end..hit.start));
            hit.start <= direct || noun && (light(between) || lacks(between)) || done_first(between)
        }
        // 「二要素認証を取りやめ」「国外への複製は無効とする」
        // 「接続禁止は、年度末をもって廃止した」 takes back the ban.
        Mark::Off if tail.trim_start_matches('の').starts_with("禁止") => false,
        Mark::Off => topic || noun && ["を", "は", "は、"].contains(&passage.text(&(act.end..hit.start))),
        _ => false,
    };
    let marks = passage.marks_in(&sentence.marks);
    let mut number = 0;
    let mut last = None;
    // The stem of a verb holds the first letter of its negation: 「離れ」 and 「れない」.
    let act_text = passage.text(act);
    // 「机につないで」 is no negation.
    let ties = tail.starts_with(['で', 'だ']) && act_text.ends_with("つない");
    let own = !ties && ["ず", "ない", "なく"].iter().any(|negation| act_text.ends_with(negation));
    let behind = |hit: &&MarkHit| hit.end > act.end && hit.start >= if own { act.end } else { act.start };
    for hit in marks.iter().filter(behind).filter(|hit| hit.start < clause.range.end) {
        if hit.start >= limit
            || !counts(hit)
            || foreign_object(passage, act, hit)
            || neighbours_ban(passage, act, hit, form)
            || of_a_function(passage, act, hit)
            || attributive(passage, hit, clause)
            || of_an_aim(passage, clause, act, hit)
            || of_a_state(passage, act, hit)
            || ends_reason(passage, hit) && of_another_verb(passage, act, hit)
        {
            continue;
        }
        if of_a_deed_upon_it(passage, act.end, hit) {
            if number == 0 {
                return Negation::Elsewhere(*hit);
            }
            break;
        }
        number += 1;
        last = Some(*hit);
        // 「カードを用いなければ、…することができない」: what cannot be without it stands at the end, however far.
        if passage.text(&(hit.start..hit.end)).ends_with("なければ") {
            limit = clause.range.end;
        }
        // 「Aしないので、Bしない」: what follows a reason is not about what stands in it.
        if ends_reason(passage, hit) {
            break;
        }
    }
    match (number, last) {
        (0, _) | (_, None) if is_theme(tail) && !names_what_it_is(passage.text(&clause.range)) => {
            let hit = last_mark(passage, sentence, &clause.range, &[Mark::Ban, Mark::Not, Mark::Exempt]);
            // 「…することは、欠かすことができない」「…ことは、担当者でなければできない」 deny something else.
            let hit = hit.filter(|hit| !of_a_function(passage, act, hit));
            let others = ["欠か", "怠", "忘れ", "省く", "おろそか", "でなければ", "でないと"];
            let other = others.iter().any(|other| holds(tail, other));
            hit.map_or(Negation::None, if other { Negation::Elsewhere } else { Negation::Odd })
        }
        (0, _) | (_, None) => governed(passage, sentence, act, clause, form)
            .or_else(|| shared(passage, sentence, index).map(Negation::Odd))
            .unwrap_or(Negation::None),
        (number, Some(hit)) if number % 2 == 0 => Negation::Even(hit),
        // 「報告を怠り、又は遅らせてはならない」.
        (_, Some(hit))
            if passage.text(&(hit.start..hit.end)).starts_with('怠') && shared(passage, sentence, index).is_some() =>
        {
            Negation::Even(hit)
        }
        // 「受渡簿に双方が押印しない限り引き渡してはならない」
        (_, Some(hit))
            if hit.mark == Mark::Ban && topic && in_a_lack(passage.text(&(act.start..hit.start)), act.len()) =>
        {
            Negation::Even(hit)
        }
        (_, Some(hit)) => {
            let between = passage.text(&(act.end..hit.start));
            if form.shape == Shape::Noun && hit.mark == Mark::Not && !light(between) && !light_afar(between, form) {
                Negation::Elsewhere(hit)
            } else {
                Negation::Odd(hit)
            }
        }
    }
}

/// Bytes of the tail in which negations count.
fn reach(tail: &str) -> usize {
    let mut limit = tail.char_indices().nth(REACH).map_or(tail.len(), |(at, _)| at);
    for word in ["するか", "状態", "する等", "した等"] {
        if let Some(at) = find(tail, word) {
            limit = limit.min(at);
        }
    }
    limit
}

/// A member of a list of nouns is forbidden by the predicate that governs the list, however far.
fn listed_ban(
    passage: &Passage,
    sentence: &Sentence,
    act: &Range<usize>,
    clause: &Clause,
    form: &Form<'_>,
) -> Option<Negation> {
    let tail = passage.text(&(act.end..clause.range.end));
    if !form.listed && !joined_by_or(tail, form) && !joined_deeds(tail) {
        return None;
    }
    let hit = last_mark(passage, sentence, &clause.range, &[Mark::Ban, Mark::Not, Mark::Exempt])?;
    if hit.start < act.end || nominal(passage, &hit) {
        return None;
    }
    // 「状況の確認及び受託者の監督を怠ってはならない」
    let before = passage.text(&(act.end..hit.start));
    let fault = ["怠っ", "欠い", "忘れ", "おろそかにし", "なおざりにし"].iter().any(|fault| before.ends_with(fault));
    Some(if fault { Negation::Even(hit) } else { Negation::Odd(hit) })
}

/// 「外へ出すことは、…許されない」「消去する機能は、…備えない」: the deed is the theme of all that follows.
pub(super) fn is_theme(tail: &str) -> bool {
    let deeds = ["ことは、", "ことについては、", "機能は、", "機能については、", "仕組みは、", "作業は、", "取組は、"];
    let tail = tail.trim_start_matches('化');
    let Some(at) = deeds.iter().find_map(|deed| find(tail, deed)) else { return false };
    tail.get(..at).is_some_and(|verb| verb.chars().count() <= 3 && verb.chars().all(is_hiragana))
}

/// 「渡すことは、第三者への提供には当たらない」 forbids nothing.
fn names_what_it_is(clause: &str) -> bool {
    let copulas = [
        "当たらない",
        "当たりません",
        "該当しない",
        "該当しません",
        "ではない",
        "ではありません",
        "含まれない",
        "含まない",
    ];
    copulas.iter().any(|copula| clause.ends_with(copula))
}

/// A noun that the predicate at the end of its clause governs, however far: what is not needed is
/// not needed, and what 「は」 marks is what is forbidden; any other negation is another verb's.
fn governed(
    passage: &Passage,
    sentence: &Sentence,
    act: &Range<usize>,
    clause: &Clause,
    form: &Form<'_>,
) -> Option<Negation> {
    if form.shape != Shape::Noun
        || !form.run.starts_with(['は', 'も', 'を', 'が', 'の']) && !form.run.starts_with("につ")
    {
        return None;
    }
    let kinds = [Mark::Ban, Mark::Not, Mark::Exempt];
    let hit = last_mark(passage, sentence, &clause.range, &kinds).filter(|hit| hit.start >= act.end)?;
    let marked = ["は", "も", "については", "に関しては"].iter().any(|particle| form.run.starts_with(particle));
    // 「…を防止する」 governs what stands right before it.
    let own_object = passage.text(&(hit.start..hit.end)).starts_with(['を', 'は']);
    if own_object || nominal(passage, &hit) || holds(passage.text(&(act.end..hit.start)), "するか") {
        return None;
    }
    Some(if hit.mark == Mark::Exempt || marked { Negation::Odd(hit) } else { Negation::Elsewhere(hit) })
}

/// 「Aし又はB…」: the second verb's ending is the first one's too.
fn joined_by_or(tail: &str, form: &Form<'_>) -> bool {
    let rest = tail.get(form.run.len()..).unwrap_or_default();
    form.run.chars().count() <= 2 && ["又は", "若しくは", "あるいは"].iter().any(|word| rest.starts_with(word))
}

/// How firmly something is forbidden.
const FIRMLY: [&str; 10] = ["固く", "堅く", "かたく", "厳に", "厳しく", "一切", "決して", "断じて", "ともに", "共に"];

/// 「Aすること及びBすることを禁止する」: each deed of the list is forbidden.
pub(super) fn joined_deeds(tail: &str) -> bool {
    let Some((verb, rest)) = ["こと", "行為"].iter().find_map(|deed| split_once(tail, deed)) else { return false };
    // 「いずれも固く禁ずる」
    let rest = FIRMLY.iter().fold(rest.to_owned(), |rest, firmly| rest.replace(firmly, ""));
    verb.chars().count() <= 4
        && verb.chars().all(super::letters::is_hiragana)
        && ["及び", "並びに", "又は", "若しくは", "や", "、"].iter().any(|joint| rest.starts_with(joint))
        && [
            "ことを禁",
            "行為を禁",
            "ことは禁",
            "行為は禁",
            "ことを認めな",
            "ことを許さな",
            "行為を認めな",
            "違反として扱う",
            "違反とみなす",
            "違反とする",
            "ことをしてはな",
            "ことはしてはな",
            "ことをしてはいけ",
            "いずれも認めな",
            "いずれも許さな",
            "いずれも禁",
            "いずれも行わな",
            "いずれも行いませ",
            "いずれもしな",
            "いずれもしませ",
        ]
        .iter()
        .any(|ban| holds(&rest, ban))
}

/// A negation that later clauses share with this one, along 「又は」.
fn shared(passage: &Passage, sentence: &Sentence, index: usize) -> Option<MarkHit> {
    let own = sentence.clauses.get(index)?;
    if own.kind != ClauseKind::Continued {
        return None;
    }
    let mut joined = passage.text(&own.range).ends_with("たり");
    for clause in sentence.clauses.iter().skip(index + 1) {
        let text = passage.text(&clause.range);
        joined |= ["又は", "若しくは", "あるいは"].iter().any(|word| text.starts_with(word));
        if joined && let Some(hit) = last_mark(passage, sentence, &clause.range, &[Mark::Ban, Mark::Not]) {
            return Some(hit);
        }
        // 「平文のまま送信し、又は書き出すことはできない設定とする」
        let barred = passage.marks_in(&sentence.marks).iter().find(|hit| {
            let behind = passage.text(&(hit.end..clause.range.end.max(hit.end)));
            let within = clause.range.start <= hit.start && hit.end <= clause.range.end;
            within && hit.mark == Mark::Ban && ["設定", "仕組み", "構成"].iter().any(|way| behind.starts_with(way))
        });
        if joined && let Some(hit) = barred {
            return Some(*hit);
        }
        if clause.kind != ClauseKind::Continued {
            return None;
        }
    }
    None
}

/// 「報告は区に行わない」: what 「は」 marks is what the light verb is negated of.
fn light_afar(between: &str, form: &Form<'_>) -> bool {
    let marked = ["は", "も", "については", "に関しては"].iter().any(|particle| form.run.starts_with(particle));
    let Some((before, verb)) = between.rsplit_once(['に', 'へ', 'で', 'と']) else { return false };
    marked
        && !before.contains(['を', 'が', '、'])
        && verb.chars().count() <= 4
        && ["行", "実施", "し", "す", "さ"].iter().any(|light| verb.starts_with(light))
}

/// 「入力なしに」「施錠をせずに」: the deed that is lacking, named by a noun.
fn lacks(between: &str) -> bool {
    let deed = between.trim_start_matches(['等', 'の']);
    deed.chars().all(super::letters::is_kanji) && deed.chars().count() <= 4
}

/// 「…と照らして確かめた後でなければ」: the whole chain of deeds comes first.
fn done_first(between: &str) -> bool {
    ["た後", "た上", "てから"].iter().any(|after| between.ends_with(after)) && !between.contains(['、', 'は'])
}

/// Whether only a light verb stands between a noun and its negation.
pub(super) fn light(between: &str) -> bool {
    const VERBS: [&str; 26] = [
        "致", "いた", "行", "実施", "し", "す", "さ", "要", "必要", "求", "得", "受", "設", "定", "作成", "取", "残",
        "置", "使", "持", "せ", "認め", "許", "与", "付", "提出",
    ];
    let verb = between.trim_start_matches(['を', 'は', 'が', 'も', 'に', 'へ', 'と', '、', '等', 'し', 'の']);
    let verb = ["一切", "決して", "絶対に", "何ら"].iter().fold(verb, |verb, word| verb.trim_start_matches(word));
    verb.is_empty() || verb.chars().count() <= 8 && VERBS.iter().any(|light| verb.starts_with(light))
}
