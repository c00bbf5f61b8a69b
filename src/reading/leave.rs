//! 「承認を得なければならない」: a deed that needs leave, in all its shapes.
//!
//! Leave is asked for as a duty (得る, 要する, 必要), as the lack of it with a ban (なく…ない), as a
//! condition with a permission or a limit (得た場合に限り…できる), or as a proviso to a ban (この限りでない).

use std::ops::Range;

use super::How;
use super::act::{self, Asked, Force};
use super::clause::ClauseKind;
use super::compile::{Compiled, CompiledWay, Read};
use super::ended::is_replaced;
use super::ending;
use super::in_force::is_of_an_opinion;
use super::kind::SentenceKind;
use super::leave_words::{UNLESS, carrier, duty, given as is_given, is_indispensable, lack, plainly, then};
use super::letters::holds;
use super::marks::{FIRST_THEN, Mark};
use super::passage::{Hit, MarkHit, Passage, Sentence, clause_at};
use super::proviso;
use super::quote;
use super::reader::Found;
use super::topic::{self, own_theme};

/// Reads one sentence for a way that asks for leave.
pub(super) fn read(
    compiled: &Compiled,
    passage: &Passage,
    index: usize,
    read: &Read,
    way: &CompiledWay,
    found: &mut Vec<Found>,
) {
    let Some(sentence) = passage.sentences.get(index) else { return };
    if sentence.kind != SentenceKind::Text {
        return;
    }
    for leave in passage.hits_in(&sentence.hits).iter().filter(|hit| compiled.belongs(hit.word, way.anchor)) {
        if topic::other_matter(compiled, passage, index, leave.start, leave.start, read.unless, way.unless) {
            continue;
        }
        if quote::quoted(passage, sentence, &(leave.start..leave.end)) {
            continue;
        }
        if is_of_an_opinion(passage.text(&(leave.end..sentence.main.end))) {
            continue;
        }
        if is_replaced(passage.text(&(leave.start..leave.end)), passage.text(&(leave.end..sentence.main.end))) {
            continue;
        }
        let with_deed = |verdict: Verdict| {
            deed(compiled, passage, sentence, leave, way, verdict.looks_ahead).map(|deed| (verdict, deed))
        };
        let told = shape(passage, sentence, leave).and_then(with_deed);
        let told = told.or_else(|| then_done(compiled, passage, sentence, leave, way).and_then(with_deed));
        let Some((mut verdict, deed)) = told else { continue };
        if deed.as_ref().is_some_and(|deed| is_of_what_they_do(passage, sentence, deed, leave)) {
            continue;
        }
        if verdict.how == How::Said
            && let Some((force, step, token)) = act::held(passage, sentence, &(leave.start..leave.end), &verdict.token)
        {
            if force == Force::Silent {
                continue;
            }
            verdict = Verdict { how: How::Hedged, step, token, ..verdict };
        }
        let Some(mut words) = topic::find(compiled, passage, index, way, leave) else { continue };
        let clause = clause_at(sentence, leave.start).map_or(sentence.main.clone(), |(_, clause)| clause.range.clone());
        words.push(leave.start..leave.end);
        words.extend(deed);
        found.push(Found {
            sentence: index,
            how: verdict.how,
            clause,
            words,
            step: verdict.step,
            token: verdict.token,
        });
    }
}

/// 「再委託先は、承諾なく、個人情報を複写してはならない」: those whom the deed calls by its name do something else, which needs the
/// leave.
fn is_of_what_they_do(passage: &Passage, sentence: &Sentence, deed: &Range<usize>, leave: &Hit) -> bool {
    const STAFF: [&str; 6] = ["の従事者", "の従業者", "の従業員", "の担当者", "の作業員", "の職員"];
    let Some(who) = passage.text(&(deed.end..sentence.main.end.max(deed.end))).strip_prefix('先') else {
        return false;
    };
    let staff = STAFF.iter().any(|staff| who.starts_with(staff));
    let behind = passage.text(&(leave.end..sentence.main.end.max(leave.end)));
    let object = behind.match_indices('を').any(|(at, _)| {
        let noun = behind.get(..at).unwrap_or_default();
        !noun.is_empty() && !["場合", "とき", "もの", "こと", "者", "これ"].iter().any(|case| noun.ends_with(case))
    });
    deed.end <= leave.start
        && (staff || who.starts_with("は、") || who.starts_with('が'))
        && object
        && passage.marks_in(&sentence.marks).iter().any(|mark| mark.mark == Mark::Ban && mark.start >= leave.end)
}

struct Verdict {
    how: How,
    step: &'static str,
    token: Range<usize>,
    /// The deed may stand behind the leave.
    looks_ahead: bool,
}

fn shape(passage: &Passage, sentence: &Sentence, leave: &Hit) -> Option<Verdict> {
    let tail = plainly(passage.text(&(leave.end..sentence.main.end)));
    let tail = tail.as_str();
    if is_indispensable(tail) {
        return Some(Verdict { how: How::Said, step: "欠かせない承認", token: 0..0, looks_ahead: true });
    }
    let laid_down = is_laid_down(tail);
    if laid_down || is_needed(passage, sentence, leave, tail) {
        return Some(Verdict { how: How::Said, step: "承認を要すること", token: 0..0, looks_ahead: laid_down });
    }
    // 「承諾を得るために必要な書類」 is of the papers.
    if ["を得るため", "を受けるため", "を求めるため"].iter().any(|aim| tail.starts_with(aim)) {
        return None;
    }
    let (index, clause) = clause_at(sentence, leave.start)?;
    let skipped = passage.text(&(leave.end..sentence.main.end)).len() - tail.len();
    let duty_ending = passage.marks_in(&sentence.marks).iter().any(|mark| {
        mark.mark == Mark::Duty
            && mark.start >= leave.end
            && mark.start <= leave.end + skipped + 24
            && mark.end <= clause.range.end
    });
    let own = passage.text(&(leave.end..clause.range.end));
    let excepted = UNLESS.iter().any(|word| holds(own, word)) && !holds(own, "必要");
    if !duty_ending && excepted {
        return forbidden_otherwise(passage, sentence, leave);
    }
    if let Some(lack) = lack(tail).filter(|_| !duty_ending) {
        let from = sentence.main.end - tail.len() + lack;
        let (word, behind) = tail.split_at_checked(lack).unwrap_or((tail, ""));
        // 「承認を得るまでに」 and 「…までの期間」 are terms.
        let term = behind.starts_with('に') || behind.starts_with('の') && !behind.starts_with("の間");
        if word.ends_with("まで") && (term || outcome(passage, sentence, leave, from)?.mark == Mark::May) {
            return None;
        }
        return without(passage, sentence, leave, from, clause.kind, own);
    }
    if (!duty_ending || keeps_to(passage, sentence, leave, tail))
        && (is_given(tail) || is_a_case(passage.text(&(leave.start..leave.end))))
        && let Some(verdict) = given(passage, sentence, leave, index)
    {
        return Some(verdict);
    }
    required(passage, sentence, leave, tail)
}

/// The first ban, negation or permission behind the leave, with nothing but its own ending behind it.
fn outcome(passage: &Passage, sentence: &Sentence, leave: &Hit, from: usize) -> Option<MarkHit> {
    let end = sentence.clauses.last()?;
    let first = clause_at(sentence, leave.start).map_or(0, |(index, _)| index);
    let kinds = [Mark::Ban, Mark::Not, Mark::May, Mark::Exempt];
    sentence
        .clauses
        .iter()
        .skip(first)
        .filter(|clause| {
            !matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception | ClauseKind::Reason)
                || clause.range == end.range
        })
        .find_map(|clause| {
            ending::last_mark(passage, sentence, &clause.range, &kinds).filter(|mark| mark.start >= from)
        })
        .filter(|mark| !lifted(passage, sentence, from, mark))
}

/// 「…してはならない、というものではない」 forbids nothing.
fn lifted(passage: &Passage, sentence: &Sentence, from: usize, last: &MarkHit) -> bool {
    let word = passage.text(&(last.start..last.end));
    let whole = ["ものでは", "ものでな", "わけで", "ことでは", "とは限"].iter().any(|noun| word.starts_with(noun));
    whole
        && passage
            .marks_in(&sentence.marks)
            .iter()
            .any(|mark| matches!(mark.mark, Mark::Ban | Mark::Not) && mark.start >= from && mark.end <= last.start)
}

fn forbidden_otherwise(passage: &Passage, sentence: &Sentence, leave: &Hit) -> Option<Verdict> {
    let mark = outcome(passage, sentence, leave, leave.end)?;
    let step = "承認を例外とする禁止";
    matches!(mark.mark, Mark::Ban | Mark::Not).then_some(Verdict {
        how: How::Said,
        step,
        token: mark.start..mark.end,
        looks_ahead: true,
    })
}

fn without(
    passage: &Passage,
    sentence: &Sentence,
    leave: &Hit,
    from: usize,
    kind: ClauseKind,
    own: &str,
) -> Option<Verdict> {
    let limits =
        ["限り", "なければ", "ないときは", "ない場合は", "ない場合には"].iter().any(|ending| own.contains(ending));
    if matches!(kind, ClauseKind::Condition | ClauseKind::Exception) && !limits {
        return None;
    }
    // 「承諾なしに行える再委託はない」
    let behind = passage.text(&(from..sentence.main.end.max(from)));
    let none = ["はない", "はありません", "は存在しない"].iter().find_map(|none| behind.strip_suffix(none));
    let could = ["行える", "できる", "許される", "認められる", "し得る"];
    const TEXTS: [&str; 8] = ["定め", "基準", "記載", "規定", "条項", "範囲", "か", "、"];
    if none
        .is_some_and(|deed| could.iter().any(|could| holds(deed, could)) && !TEXTS.iter().any(|text| holds(deed, text)))
    {
        let token = sentence.main.end - "ない".len()..sentence.main.end;
        return Some(Verdict { how: How::Said, step: "承認のない行いの否定", token, looks_ahead: true });
    }
    let mark = outcome(passage, sentence, leave, from)?;
    let token = mark.start..mark.end;
    let end = sentence.clauses.last()?;
    if let Some(hedge) =
        ending::last_mark(passage, sentence, &end.range, &[Mark::Hedge]).filter(|hedge| hedge.start >= mark.start)
    {
        let token = hedge.start..hedge.end;
        return Some(Verdict { how: How::Hedged, step: "弱める言い方", token, looks_ahead: true });
    }
    match mark.mark {
        Mark::Ban | Mark::Not => {
            Some(Verdict { how: How::Said, step: "承認のない行いの禁止", token, looks_ahead: true })
        }
        Mark::May if !limits => {
            Some(Verdict { how: How::Denied, step: "承認のない行いの許可", token, looks_ahead: true })
        }
        _ => None,
    }
}

/// 「書類の持出し：要許可」「持ち出すに当たって受けなければならないのは、所長の承認である」: what needs it stands before.
fn is_needed(passage: &Passage, sentence: &Sentence, leave: &Hit, tail: &str) -> bool {
    const MUST: [&str; 6] = [
        "なければならないのは、",
        "なければならないものは、",
        "べきものは、",
        "べきなのは、",
        "必要があるのは、",
        "必要なのは、",
    ];
    let before = passage.text(&(sentence.main.start..leave.start.max(sentence.main.start)));
    let short =
        before.strip_suffix('要').is_some_and(|before| before.is_empty() || before.ends_with([':', '|', '、', ' ']));
    let cleft = MUST.iter().any(|must| holds(before, must));
    let ends = ["", "です", "である", "とする", "であること"].contains(&tail);
    (short || cleft) && ends
}

/// 「許可を、持出しの条件とする」「許可の取得を義務付けている」.
fn is_laid_down(tail: &str) -> bool {
    const LAID: [&str; 16] = [
        "条件とされている",
        "前提としている",
        "義務付けています",
        "義務付けております",
        "条件とする",
        "条件とします",
        "条件としている",
        "要件とする",
        "要件とします",
        "要件としている",
        "前提とする",
        "必須とする",
        "義務付ける",
        "義務付けた",
        "義務付けている",
        "義務付けます",
    ];
    // 「再委託は市の承諾事項であり、…」
    const MATTERS: [&str; 7] =
        ["事項である", "事項であり", "事項です", "事項とする", "事項とし", "事項としている", "事項としており"];
    let matter = MATTERS.iter().filter_map(|matter| tail.strip_prefix(matter));
    if matter.into_iter().any(|rest| rest.is_empty() || rest.starts_with('、')) {
        return true;
    }
    let object = ["を", "の取得を", "を得ることを", "を得ていることを", "することを", "していることを"]
        .iter()
        .find_map(|object| tail.strip_prefix(object));
    object.is_some_and(|rest| LAID.iter().any(|laid| rest.ends_with(laid)) && !holds(rest, "を"))
}

/// Whether leave is told as what had it: 「認めたもの」.
fn is_a_case(leave: &str) -> bool {
    ["場合", "とき", "もの"].iter().any(|case| leave.ends_with(case))
}

/// Leave given is a demand for it where what it opens is a permission, a limit or a proviso.
fn given(passage: &Passage, sentence: &Sentence, leave: &Hit, index: usize) -> Option<Verdict> {
    let behind = passage.text(&(leave.end..sentence.main.end));
    let limited = [
        "場合に限",
        "ときに限",
        "ものに限",
        "者に限",
        "場合のみ",
        "ときのみ",
        "もののみ",
        "ものだけ",
        "場合にのみ",
        "ときにのみ",
        "後に限",
        "後でなければ",
        "場合だけ",
    ]
    .iter()
    .chain(&FIRST_THEN)
    .any(|word| holds(behind, word))
        || ["に限", "の下に限", "のもとに限"].iter().any(|limit| behind.starts_with(limit))
        || keeps_to(passage, sentence, leave, &plainly(behind));
    let said = |step, token| Some(Verdict { how: How::Said, step, token, looks_ahead: true });
    if sentence.proviso && proviso::leaves_out(behind) || holds(behind, "この限りで") {
        let banned = sentence.previous.and_then(|previous| passage.sentences.get(previous)).is_some_and(|previous| {
            passage.marks_in(&previous.marks).iter().any(|mark| matches!(mark.mark, Mark::Ban | Mark::Not))
        });
        return if banned { said("禁止のただし書", 0..0) } else { None };
    }
    let end = sentence.clauses.last()?;
    if ending::last_mark(passage, sentence, &end.range, &[Mark::Hedge]).is_some() {
        return None;
    }
    let whole = |mark: &MarkHit| {
        ["わけで", "とは限"].iter().any(|word| passage.text(&(mark.start..mark.end)).starts_with(word))
    };
    if let Some(mark) = ending::last_mark(passage, sentence, &end.range, &[Mark::Not]).filter(whole) {
        let token = mark.start..mark.end;
        return Some(Verdict { how: How::Hedged, step: "文全体の打消し", token, looks_ahead: true });
    }
    if limited {
        return said("承認を得た場合への限定", 0..0);
    }
    let mark = outcome(passage, sentence, leave, leave.end)?;
    let token = mark.start..mark.end;
    match mark.mark {
        // 「同意がある場合は、渡しても差し支えない」 does not say that it must not be done without.
        Mark::May if ["差支え", "構", "かま", "ても"].iter().any(|free| passage.text(&token).starts_with(free)) => {
            Some(Verdict {
                how: How::Hedged, step: "承認を得た場合に差し支えないこと", token, looks_ahead: true
            })
        }
        Mark::May => said("承認を得た場合の許可", token),
        Mark::Ban
            if sentence.clauses.get(index).is_some_and(|clause| holds(passage.text(&clause.range), "後でなければ")) =>
        {
            said("承認を得るまでの禁止", token)
        }
        _ => None,
    }
}

/// 「承諾した者にのみ再委託する」「承諾した業者にしか…しない」「承諾したものでなければならない」「承諾した者を用いる」: whom or what the deed is
/// kept to.
fn only_whom(behind: &str) -> bool {
    const LONGEST: usize = 10;
    const KEPT: [&str; 12] = [
        "のみ",
        "だけ",
        "に限",
        "にのみ",
        "にだけ",
        "にしか",
        "でなければならない",
        "でなければなりません",
        "者を用い",
        "先を用い",
        "社を用い",
        "者を使",
    ];
    let given = ["した", "された", "している", "を得た", "を受けた", "をもらった", "のある"].iter();
    given.filter_map(|given| behind.find(given).map(|at| (at, given.len()))).any(|(at, length)| {
        let (before, rest) = (behind.get(..at).unwrap_or_default(), behind.get(at + length..).unwrap_or_default());
        let kept = KEPT.iter().filter_map(|kept| rest.find(kept).map(|at| (at, kept.len()))).min();
        before.chars().count() <= LONGEST
            && !before.contains(['、', 'は'])
            && kept.is_some_and(|(at, _)| {
                rest.get(..at).is_some_and(|whom| {
                    whom.chars().count() <= LONGEST && !whom.contains(['、', 'は', 'を', 'が', 'に'])
                })
            })
    })
}

/// The same for leave of a deed that stands elsewhere: 「再委託を承諾した業者にのみ通知する」 is of a notice.
fn keeps_to(passage: &Passage, sentence: &Sentence, leave: &Hit, behind: &str) -> bool {
    let before = passage.text(&(sentence.main.start..leave.start.max(sentence.main.start)));
    let when = ["事前に", "先に", "別に", "前に"].iter().any(|when| before.ends_with(when));
    (when || !before.ends_with(['を', 'に'])) && only_whom(behind)
}

/// 「承認を得て持ち出す」: the deed is only done with leave.
fn then_done(
    compiled: &Compiled,
    passage: &Passage,
    sentence: &Sentence,
    leave: &Hit,
    way: &CompiledWay,
) -> Option<Verdict> {
    let behind = passage.text(&(leave.end..sentence.main.end));
    if !then(&plainly(behind)) {
        return None;
    }
    let group = way.deed?;
    let named = passage
        .hits_in(&sentence.hits)
        .iter()
        .find(|hit| hit.start >= leave.end && compiled.belongs(hit.word, group))
        .map(|hit| hit.start..hit.end);
    let carried = || carrier(behind).map(|(at, length)| leave.end + at..leave.end + at + length);
    let taken = act::take(passage, sentence, &named.or_else(carried)?, Asked::default());
    (taken.force == Force::Asserted).then_some(Verdict {
        how: How::Said,
        step: "承認を得た上での行い",
        token: 0..0,
        looks_ahead: true,
    })
}

/// Leave that must be got, or need not be.
fn required(passage: &Passage, sentence: &Sentence, leave: &Hit, tail: &str) -> Option<Verdict> {
    let asked = Asked { first: then(tail), leave: true, ..Asked::default() };
    let verb = duty(tail);
    let skipped = passage.text(&(leave.end..sentence.main.end)).len() - tail.len();
    let act = match verb {
        Some(verb) => leave.start..leave.end + skipped + verb,
        None => leave.start..leave.end,
    };
    let taken = act::take(passage, sentence, &act, asked);
    let how = match (taken.force, verb) {
        (Force::Asserted | Force::Twice, Some(_)) => How::Said,
        (Force::Negated | Force::NegatedIf | Force::Waived, _) => How::Denied,
        (Force::Hedged | Force::Permitted | Force::Planned, Some(_)) => How::Hedged,
        (Force::Reference, Some(_)) => How::ByReference,
        _ => return None,
    };
    if how == How::Denied && verb.is_none() {
        let mark = passage.marks_in(&sentence.marks).iter().find(|mark| mark.start == taken.token.start)?;
        if mark.mark != Mark::Exempt {
            return None;
        }
    }
    let step = if how == How::Said { "承認を得る義務" } else { taken.step };
    Some(Verdict { how, step, token: taken.token, looks_ahead: verb.is_none() })
}

/// The deed that the leave is for: `Some(None)` where it stands outside the text itself.
#[expect(clippy::option_option, reason = "not found, found elsewhere, found here")]
fn deed(
    compiled: &Compiled,
    passage: &Passage,
    sentence: &Sentence,
    leave: &Hit,
    way: &CompiledWay,
    ahead: bool,
) -> Option<Option<Range<usize>>> {
    let group = way.deed?;
    let (own, _) = clause_at(sentence, leave.start)?;
    let idle = |text: &str| ["やむを得", "必要", "特別", "特段", "事情"].iter().any(|word| holds(text, word));
    let condition = sentence.clauses.iter().take(own).rposition(|clause| {
        matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception) && !idle(passage.text(&clause.range))
    });
    // 「Aし、又はBしようとするときは」 is one condition.
    let joined = |index: &usize| {
        sentence.clauses.get(*index).is_some_and(|clause| {
            ["又は", "若しくは", "あるいは"].iter().any(|word| passage.text(&clause.range).starts_with(word))
        })
    };
    let opening = condition.map(|index| if joined(&index) { index.saturating_sub(1) } else { index });
    let first =
        opening.and_then(|index| sentence.clauses.get(index)).map_or(sentence.main.start, |clause| clause.range.start);
    let is_deed = |hit: &&Hit| compiled.belongs(hit.word, group) && (hit.end <= leave.start || hit.start >= leave.end);
    let hits = passage.hits_in(&sentence.hits);
    let before = hits.iter().rev().filter(|hit| hit.end <= leave.start && hit.start >= first).find(is_deed);
    let behind = || hits.iter().filter(|hit| hit.start >= leave.end).find(is_deed).filter(|_| ahead);
    let aside = || sentence.asides.iter().find_map(|aside| passage.hits_at(aside).iter().find(is_deed));
    if let Some(hit) = before.or_else(behind).or_else(aside) {
        return Some(Some(hit.start..hit.end));
    }
    let there = |at: Option<usize>| at.and_then(|at| passage.sentences.get(at));
    if !own_theme(passage, sentence)
        && let Some(previous) = there(sentence.previous)
        && let Some(hit) = passage.hits_in(&previous.hits).iter().rev().find(|hit| compiled.belongs(hit.word, group))
    {
        return Some((!previous.context).then_some(hit.start..hit.end));
    }
    let lead = there(sentence.lead)
        .is_some_and(|lead| passage.hits_in(&lead.hits).iter().any(|hit| compiled.belongs(hit.word, group)));
    let heading = passage.hits_in(&passage.headings).iter().any(|hit| compiled.belongs(hit.word, group));
    (lead || heading).then_some(None)
}
