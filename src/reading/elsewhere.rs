//! Negations behind an act that are of something else: of a noun's attribute, of an aim, of a state, of another verb.

use std::ops::Range;

use super::bare::takes_up;
use super::clause::Clause;
use super::form::{Form, is_duty_of};
use super::letters::{self, holds, only_hiragana, rsplit_once, split_once};
use super::marks::Mark;
use super::passage::{MarkHit, Passage};
use super::polarity::light;

/// What is negated is a deed upon the act: 「Aすることを制限しない」「Aしても問題としない」.
pub(super) fn of_a_deed_upon_it(passage: &Passage, from: usize, hit: &MarkHit) -> bool {
    let between = passage.text(&(from..hit.start.max(from)));
    // 「適用を次の保守まで待つことはせず」
    let word = passage.text(&(hit.start..hit.end));
    if word.starts_with("ことは") && between.starts_with('を') && !between.contains(['禁', '認', '許']) {
        return !light(between.rsplit(['を', 'に', 'で', 'と', 'へ', 'が', '、']).next().unwrap_or(between));
    }
    if hit.mark != Mark::Not {
        return false;
    }
    if holds(between, "ても") {
        return true;
    }
    let Some(verb) = ["ことを", "ことは", "ことも"].iter().find_map(|deed| rsplit_once(between, deed)) else {
        return false;
    };
    let verb = ["、", "一切", "決して", "絶対に"].iter().fold(verb.1, |verb, word| verb.trim_start_matches(word));
    let own = verb.rsplit(['に', 'へ', 'で', 'は', 'と']).next().unwrap_or(verb);
    !own.is_empty() && !light(own) && !own.starts_with('あ') && !own.contains(['禁', '認', '許'])
}

/// 「記録する機能は、職員が停止できない」: what must not be done to a function protects it.
pub(super) fn of_a_function(passage: &Passage, act: &Range<usize>, hit: &MarkHit) -> bool {
    let between = passage.text(&(act.end..hit.start.max(act.end)));
    let behind = ["機能は、", "仕組みは、"].iter().find_map(|theme| split_once(between, theme));
    behind.is_some_and(|(_, verb)| hit.mark != Mark::Exempt && !takes_up(verb))
}

/// 「…を防止する」 forbids what stands right before it, nothing farther.
pub(super) fn foreign_object(passage: &Passage, act: &Range<usize>, hit: &MarkHit) -> bool {
    passage.text(&(hit.start..hit.end)).starts_with(['を', 'は'])
        && passage.text(&(act.end..hit.start)).contains(['を', 'に', 'で', '、', 'は', 'る', 'た', 'て'])
}

/// 「…の禁止」 as a member of a list belongs to its own member alone.
pub(super) fn neighbours_ban(passage: &Passage, act: &Range<usize>, hit: &MarkHit, form: &Form<'_>) -> bool {
    if !nominal(passage, hit) {
        return false;
    }
    let between = passage.text(&(act.end..hit.start));
    form.listed || between.contains(['、', '・', '及', '並'])
}

pub(super) fn nominal(passage: &Passage, hit: &MarkHit) -> bool {
    let word = passage.text(&(hit.start..hit.end));
    if !matches!(word, "禁止" | "省略" | "免除") {
        return false;
    }
    let rest = passage.text(&(hit.end..passage.laid.len()));
    ["、", "・", "及び", "並びに", "又は", "等", "を定", "に関", "や", "と"].iter().any(|next| rest.starts_with(next))
        && !rest.starts_with("とす")
        && !rest.starts_with("、又は")
}

/// A negated verb before a noun negates nothing of the predicate: 「…できない場所に」.
pub(super) fn attributive(passage: &Passage, hit: &MarkHit, clause: &Clause) -> bool {
    if !matches!(hit.mark, Mark::Not | Mark::Ban) {
        return false;
    }
    let word = passage.text(&(hit.start..hit.end));
    if !word.ends_with("ない") {
        return false;
    }
    let rest = passage.text(&(hit.end..clause.range.end));
    let noun = rest.chars().next().is_some_and(letters::begins_noun);
    noun && !is_duty_of(rest)
        && ![
            "旨",
            "義務",
            "措置",
            "仕組",
            "必要",
            "設定",
            "対策",
            "体制",
            "規定",
            "約束",
            "誓い",
            "決まり",
            "形",
            "環境",
            "状態",
            "方針",
            "契約",
            "機能",
            "運用",
            "扱い",
            "取扱い",
            "責め",
            "等",
            "構成",
            "構造",
            "造り",
        ]
        .iter()
        .any(|open| rest.starts_with(open))
}

/// 「…して、第三者が見られないように」: what somebody else shall not do negates nothing of the act.
pub(super) fn of_an_aim(passage: &Passage, clause: &Clause, act: &Range<usize>, hit: &MarkHit) -> bool {
    let between = passage.text(&(act.end..hit.start));
    // 「印刷ができないように」「印刷することができないように」 speak of the act itself, 「利用者が消すことができないように」 of what others do.
    let before = passage.text(&(clause.range.start..act.start.max(clause.range.start)));
    let of_somebody = before.rsplit('は').next().is_some_and(|before| before.contains('が'));
    let verb = ["ことが", "ことは", "ことも"].iter().find_map(|deed| between.strip_suffix(deed));
    let own = ["が", "しが", "りが", "みが", "等が", "は"].contains(&between)
        || verb.is_some_and(|verb| only_hiragana(verb, 3) && !of_somebody);
    // 「保存は、設定によりできないように」, not 「記録は、他人に見られないように」「記録は、改変できないように」
    let can = passage.text(&(hit.start..hit.end)).starts_with("でき");
    let by = ["は、", "については、", "も、"].iter().find_map(|mark| between.strip_prefix(mark));
    let own = own
        || can
            && by.is_some_and(|by| {
                !by.contains('が') && ["で", "により", "によって"].iter().any(|how| by.ends_with(how))
            });
    // 「第三者が読めないように」「第三者が解読できない状態で」
    let aim = ["よう", "状態で", "状態に", "形で", "形に"];
    let rest = passage.text(&(hit.end..passage.laid.len()));
    aim.iter().any(|aim| rest.starts_with(aim)) && !own && between.contains(['が', '、'])
}

/// 「机につないで動かせないようにする」: the negation is of the state that the deed brings about.
pub(super) fn of_a_state(passage: &Passage, act: &Range<usize>, hit: &MarkHit) -> bool {
    let between = passage.text(&(act.end..hit.start.max(act.end)));
    let ties = ["して", "って", "いて", "て", "で", "んで"].iter().any(|tie| between.starts_with(tie));
    // 「つないでも働かないように」 forbids it.
    let even = ["ても", "でも"].iter().any(|even| between.starts_with(even));
    // 「取って残さないように」 denies the deed, where a state cannot be otherwise.
    let word = passage.text(&(hit.start..hit.end));
    let cannot = word.starts_with(['せ', 'け', 'れ', 'え', 'め', 'べ', 'げ', 'ね', 'て']) || word.starts_with("でき");
    ties && !even
        && cannot
        && between.chars().count() <= 6
        && passage.text(&(hit.end..passage.laid.len())).starts_with("ように")
}

/// Whether a negation ends a reason: 「…しないため」「…がないことから」.
pub(super) fn ends_reason(passage: &Passage, hit: &MarkHit) -> bool {
    let rest = passage.text(&(hit.end..passage.laid.len()));
    let aim = ["ために", "ための"].iter().any(|word| rest.starts_with(word));
    !aim && ["ため", "ので", "から", "ことから", "ことにより", "以上"].iter().any(|word| rest.starts_with(word))
}

/// Whether another verb than the act's is negated: 「Aは、端末が外と接続しない…」「Aは、予算がない…」.
pub(super) fn of_another_verb(passage: &Passage, act: &Range<usize>, hit: &MarkHit) -> bool {
    let between = passage.text(&(act.end..hit.start));
    let Some((at, particle)) = between.char_indices().rfind(|(_, letter)| "がをもにへとは、".contains(*letter))
    else {
        return false;
    };
    let verb = between.get(at + particle.len_utf8()..).unwrap_or_default();
    if verb.is_empty() { particle == 'が' } else { !light(verb) }
}
