//! Words that another predicate has already spoken for.
//!
//! 「Aの制御は行わないが、BをYする」: what is only doubted, permitted or denied of A is not asserted of
//! it by Y. What is shared by both is: 「Aは、Xに置かず、Yに収める」.

use super::clause::{Clause, ClauseKind};
use super::ended::{used_not_to_be, was_not_so};
use super::ending::last_mark;
use super::form::names_deed;
use super::letters::{begins_noun, find, holds, is_hiragana, is_kanji};
use super::marks::Mark;
use super::passage::{Hit, Passage, Sentence};

/// What a word is to the predicate of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// 「を」, 「により」.
    Object,
    /// 「は」「が」「も」.
    Theme,
    /// It is what a deed is done to, and the deed is the object or the theme: 「…の制御は」.
    Deed,
    /// It is the predicate itself.
    Predicate,
    /// Who, where, when.
    Setting,
}

/// Whether the clause that a word stands in denies, doubts or permits what it says of the word, and
/// the clauses behind it have other objects: `own_object` says so of the act's.
pub(super) fn for_another(
    passage: &Passage,
    sentence: &Sentence,
    hit: &Hit,
    clause: &Clause,
    own_object: bool,
) -> bool {
    if !matches!(clause.kind, ClauseKind::Continued | ClauseKind::Closed | ClauseKind::Adversative | ClauseKind::End)
        || !weak(passage, sentence, clause)
    {
        return false;
    }
    let rest = passage.text(&(hit.end..clause.range.end));
    match role(rest) {
        Role::Object => own_object,
        Role::Theme => own_object && !rest.contains('を'),
        Role::Deed | Role::Predicate => true,
        Role::Setting => false,
    }
}

/// Whether the condition at `index` is that of a ground or of a weaker predicate before the act's clause
/// `own`: 「Xのときは…を要しないが、…する」.
pub(super) fn of_another_condition(passage: &Passage, sentence: &Sentence, index: usize, own: usize) -> bool {
    let condition = |clause: &&Clause| matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception);
    if !sentence.clauses.get(index).is_some_and(|clause| condition(&clause)) {
        return false;
    }
    let governing = sentence.clauses.iter().take(own).skip(index + 1).find(|clause| !condition(clause));
    governing.is_some_and(|governing| match governing.kind {
        ClauseKind::Reason => ["から", "ので"].iter().any(|ground| passage.text(&governing.range).ends_with(ground)),
        ClauseKind::Adversative => weak(passage, sentence, governing),
        _ => false,
    })
}

/// Whether a clause says of its object less than that it is so.
fn weak(passage: &Passage, sentence: &Sentence, clause: &Clause) -> bool {
    const WEAK: [Mark; 6] = [Mark::Hedge, Mark::Plan, Mark::May, Mark::Not, Mark::Ban, Mark::Exempt];
    // 「従来は…していなかったが、」 says nothing against what is done now.
    if was_not_so(passage.text(&clause.range)) || used_not_to_be(passage.text(&sentence.main)) {
        return false;
    }
    if let Some(mark) = last_mark(passage, sentence, &clause.range, &WEAK) {
        // 「…した者に限り…できる」「…でなければ…しない」 demand what they name.
        let demands = ["限り", "なければ", "以外", "を除き", "のみ", "だけ"];
        let text = passage.text(&clause.range);
        return matches!(mark.mark, Mark::Hedge | Mark::Plan | Mark::Exempt)
            || !demands.iter().any(|demand| holds(text, demand));
    }
    // What is left to discretion stays so up to where its clause is closed.
    matches!(clause.kind, ClauseKind::Closed | ClauseKind::Adversative)
        && passage.marks_in(&sentence.marks).iter().any(|mark| {
            mark.mark == Mark::Discretion && mark.start >= clause.range.start && mark.end <= clause.range.end
        })
}

/// The role of the word that stands before `rest`.
fn role(rest: &str) -> Role {
    const TIES: [&str; 15] = [
        "に係る",
        "に関する",
        "による",
        "に対する",
        "への",
        "での",
        "との",
        "としての",
        "の",
        "及び",
        "又は",
        "並びに",
        "や",
        "、",
        "・",
    ];
    let mut rest = rest.trim_start_matches(['等', '」', '』']);
    let mut deed = false;
    loop {
        let tie = TIES.iter().find_map(|tie| rest.strip_prefix(tie)).filter(|after| after.starts_with(begins_noun));
        let Some(noun) = tie.or_else(|| rest.starts_with(begins_noun).then_some(rest)) else { break };
        let length = noun.find(|letter| is_hiragana(letter) || letter == '、').unwrap_or(noun.len());
        let (word, after) = noun.split_at_checked(length).unwrap_or((noun, ""));
        deed = names_deed(word.trim_end_matches('等'));
        rest = after.strip_prefix(['い', 'り', 'し', 'け']).filter(|after| particle(after)).unwrap_or(after);
    }
    if ["については", "に関しては"].iter().any(|theme| rest.starts_with(theme)) {
        return if deed { Role::Deed } else { Role::Theme };
    }
    if ["により", "によって", "を用い"].iter().any(|means| rest.starts_with(means)) {
        return Role::Object;
    }
    if ["によら", "に努", "に配慮", "に留意", "に注意"].iter().any(|predicate| rest.starts_with(predicate))
    {
        return Role::Predicate;
    }
    match rest.chars().next() {
        None | Some('し' | 'さ' | 'す' | 'せ') => Role::Predicate,
        Some('を' | 'は' | 'が' | 'も') if deed => Role::Deed,
        Some('を') => Role::Object,
        Some('は' | 'が' | 'も') => Role::Theme,
        _ => Role::Setting,
    }
}

fn particle(rest: &str) -> bool {
    rest.starts_with(['を', 'は', 'が', 'も', 'に', 'の'])
}

/// Whether what stands between an object and a verb holds another verb, whose object it is.
pub(super) fn holds_verb(between: &str) -> bool {
    if between.contains(['、', 'て']) {
        return true;
    }
    let mut before = ' ';
    between.chars().any(|letter| {
        let attribute = "るたすうくぐつぬぶむ".contains(before) && begins_noun(letter);
        before = letter;
        attribute
    })
}

/// 「必要に応じて」: a word of discretion is no topic, but 「職務の必要に応じて」 names one.
pub(super) fn of_discretion(passage: &Passage, sentence: &Sentence, hit: &Hit) -> bool {
    passage.marks_in(&sentence.marks).iter().any(|mark| {
        mark.mark == Mark::Discretion
            && mark.start <= hit.start
            && hit.start < mark.end
            && !passage.text(&(sentence.main.start..mark.start)).ends_with(['の', '上'])
    })
}

/// Whether what follows a word says that it is lacking.
pub(super) fn lacking(rest: &str) -> bool {
    const LACK: [&str; 5] = ["していない", "をしていない", "されていない", "のかからない", "のない"];
    // 「感染していないことを確かめる」 lacks nothing.
    let attribute = |after: &str| !["こと", "か", "旨", "状態"].iter().any(|open| after.starts_with(open));
    LACK.iter().any(|lack| rest.trim_start_matches('等').strip_prefix(lack).is_some_and(attribute))
        || lacking_as_manner(rest)
}

/// 「施錠せずに」「パスワードの入力なしに」: the lack is the manner of what is done.
pub(super) fn lacking_as_manner(rest: &str) -> bool {
    const LACK: [&str; 8] =
        ["せず", "をせず", "をかけず", "を掛けず", "を行わず", "を経ず", "を受けず", "することなく"];
    let rest = rest.trim_start_matches('等');
    let deed = rest.strip_prefix('の').unwrap_or(rest);
    let after = deed.trim_start_matches(is_kanji);
    let short = deed.len() - after.len() <= 4 * 3;
    LACK.iter().any(|lack| rest.starts_with(lack))
        || short && ["なしに", "なしで"].iter().any(|lack| after.starts_with(lack))
}

/// 「…に入れることなく」「…を使わずに」: the thing is there and is not used.
pub(super) fn not_used(rest: &str) -> bool {
    const LACK: [&str; 4] = ["ことなく", "ずに", "ないまま", "ないで"];
    // 「対策を変えることなく続ける」 keeps it as it is.
    const STEADY: [&str; 10] =
        ["変わる", "変える", "途切れる", "途切れさせる", "切らす", "欠かす", "欠ける", "絶やす", "絶える", "滞る"];
    /// Most characters between, and those of the longest word.
    const NEAR: usize = 9 + 4;
    // Most texts stop here, before they are looked through.
    if !rest.starts_with(['に', 'を', 'で']) {
        return false;
    }
    let near = rest.char_indices().nth(NEAR).map_or(rest.len(), |(at, _)| at);
    let near = rest.get(..near).unwrap_or_default();
    let Some(at) = LACK.iter().filter_map(|lack| find(near, lack)).min() else { return false };
    let between = rest.get(..at).unwrap_or_default();
    between.chars().count() <= 9
        && !STEADY.iter().any(|steady| between.ends_with(steady))
        && !between.contains(['、', 'は', 'が'])
        && !rest.get(at..).unwrap_or_default().starts_with("ずに済")
}
