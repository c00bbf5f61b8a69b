//! What an act is done to: whether each group of a way is found, and where.

use std::ops::Range;

use super::clause::{Clause, ClauseKind};
use super::compile::{Compiled, CompiledWay};
use super::ended::ends_as_it_was;
use super::kind::SentenceKind;
use super::letters::{self, holds, split_once};
use super::marks::Mark;
use super::passage::{Hit, Passage, Sentence, clause_at, points_within};
use super::search::{Group, has};
use super::spoken;
use super::statement::Mode;
use super::theme::is_themed;

/// Whether every group of a way was seen in some place where it may stand.
pub(super) fn possible(passage: &Passage, sentence: &Sentence, index: usize, way: &CompiledWay) -> bool {
    let seen = |at: Option<usize>, group: Group| at.is_some_and(|at| has(passage.seen_in(at), group));
    way.about.iter().all(|&group| {
        seen(Some(index), group)
            || seen(sentence.lead, group)
            || seen(sentence.previous, group)
            || has(passage.seen_in_headings(), group)
    })
}

/// The words of the text itself that fill the groups of a way for an act; `None` where one is empty.
pub(super) fn find(
    compiled: &Compiled,
    passage: &Passage,
    index: usize,
    way: &CompiledWay,
    act: &Hit,
) -> Option<Vec<Range<usize>>> {
    filled(compiled, passage, index, way, act, false)
}

/// What an act is done without.
pub(super) struct Lacking {
    pub(super) words: Vec<Range<usize>>,
    /// The word that is lacking.
    pub(super) word: Range<usize>,
    /// The lack is how the act is done: 「施錠せずに」, not 「施錠していない棚に」.
    pub(super) as_manner: bool,
}

/// The same for an act that is done, or must not be done, without one of them.
pub(super) fn find_lacking(
    compiled: &Compiled,
    passage: &Passage,
    index: usize,
    way: &CompiledWay,
    act: &Hit,
) -> Option<Lacking> {
    let sentence = passage.sentences.get(index)?;
    if way.mode != Mode::Done {
        return None;
    }
    let words = filled(compiled, passage, index, way, act, true)?;
    let rest = |word: &Range<usize>| passage.text(&(word.end..sentence.main.end.max(word.end)));
    let before = |word: &Range<usize>| passage.text(&(word.end..act.start.max(word.end)));
    let lacks = |word: &Range<usize>| spoken::lacking(rest(word)) || spoken::not_used(before(word));
    let apart = |word: &Range<usize>| word.start >= sentence.main.start && !overlaps(word.clone(), act);
    let word = words.iter().find(|word| apart(word) && lacks(word))?.clone();
    let as_manner = spoken::lacking_as_manner(rest(&word)) || spoken::not_used(before(&word));
    Some(Lacking { words, word, as_manner })
}

/// Whether a word is part of the act: what is lacking then is the act itself, 「認証なしで」.
fn overlaps(word: Range<usize>, act: &Hit) -> bool {
    word.start < act.end && act.start < word.end
}

fn filled(
    compiled: &Compiled,
    passage: &Passage,
    index: usize,
    way: &CompiledWay,
    act: &Hit,
    lacking: bool,
) -> Option<Vec<Range<usize>>> {
    let sentence = passage.sentences.get(index)?;
    let mut words = Vec::with_capacity(way.about.len() + 1);
    let mut taken_up = 0;
    for &group in &way.about {
        if let Some(hit) = in_sentence(compiled, passage, sentence, way, group, act, lacking) {
            words.push(hit.start..hit.end);
        } else if let Some(word) = around(compiled, passage, sentence, group)? {
            taken_up += 1;
            words.push(word);
        }
    }
    // A short answer speaks of all that was asked about.
    let asked = sentence.previous.and_then(|previous| passage.sentences.get(previous));
    let answers = asked.is_some_and(|asked| asked.kind == SentenceKind::Question);
    (taken_up < 2 || answers || points_back(passage.text(&sentence.main))).then_some(words)
}

/// Whether a sentence stands for the thing of the one before it: 「これを…」. 「また、…」 and 「本システムは…」 only go
/// on, and 「これらの情報は…」 is of the information alone, whatever else was told with it.
fn points_back(main: &str) -> bool {
    const POINTERS: [&str; 7] = ["これ", "それ", "その", "この", "当該", "いずれ", "ただし"];
    const INFORMATION: [&str; 6] = ["らの情報", "らのデータ", "らの項目", "らの事項", "の情報", "のデータ"];
    if points_within(main) {
        return true;
    }
    POINTERS
        .iter()
        .filter_map(|pointer| main.strip_prefix(pointer))
        .any(|rest| !INFORMATION.iter().any(|head| rest.starts_with(head)))
}

/// The same for an act in the sentence that opens a list; some group must stand in the entry alone.
pub(super) fn find_in_entry(
    compiled: &Compiled,
    passage: &Passage,
    index: usize,
    lead: usize,
    way: &CompiledWay,
    act: &Hit,
) -> Option<Vec<Range<usize>>> {
    let entry = passage.sentences.get(index)?;
    let opening = passage.sentences.get(lead)?;
    let mut words = Vec::new();
    for &group in &way.about {
        if in_sentence(compiled, passage, opening, way, group, act, false).is_some()
            || has(passage.seen_in_headings(), group)
        {
            continue;
        }
        let hit = passage.hits_in(&entry.hits).iter().find(|hit| compiled.belongs(hit.word, group))?;
        words.push(hit.start..hit.end);
    }
    (!words.is_empty()).then_some(words)
}

/// The topic nearest before the end of the act, outside clauses that give a reason.
fn in_sentence(
    compiled: &Compiled,
    passage: &Passage,
    sentence: &Sentence,
    way: &CompiledWay,
    group: Group,
    act: &Hit,
    lacking: bool,
) -> Option<Hit> {
    let banned = way.mode == Mode::Banned;
    let own = clause_at(sentence, act.start).map(|(index, _)| index);
    let reach = reach(passage, sentence, act);
    let main = passage
        .hits_in(&sentence.hits)
        .iter()
        .rev()
        .filter(|hit| hit.start < reach && compiled.belongs(hit.word, group));
    let own_object =
        own.and_then(|index| sentence.clauses.get(index)).is_some_and(|clause| has_object(passage, clause, act));
    // 「…の防止のため、必要な措置を講じる」: only the aim says what is done.
    let measure = ["措置", "対策", "処置"].iter().any(|word| passage.text(&(act.start..act.end)).starts_with(word));
    let lacks = |hit: &&Hit| {
        !banned
            && !overlaps(hit.start..hit.end, act)
            && (spoken::lacking(passage.text(&(hit.end..sentence.main.end)))
                || spoken::not_used(passage.text(&(hit.end..act.start.max(hit.end)))))
    };
    let in_own = |hit: &&Hit| own.is_some() && clause_at(sentence, hit.start).map(|(index, _)| index) == own;
    let missed = main.clone().filter(in_own).find(lacks);
    if missed.is_some() {
        return missed.copied().filter(|_| lacking);
    }
    let fits = |hit: &&Hit| {
        (lacking || !lacks(hit))
            && !was_used(passage, sentence, hit)
            && !is_given_up_for(passage, sentence, hit)
            && clause_at(sentence, hit.start).is_some_and(|(index, clause)| {
                let taken = Some(index) != own
                    && (is_dropped(passage, sentence, hit, clause)
                        || spoken::for_another(passage, sentence, hit, clause, own_object)
                        || spoken::of_discretion(passage, sentence, hit)
                        || own.is_some_and(|own| spoken::of_another_condition(passage, sentence, index, own)));
                !taken
                    && (clause.kind != ClauseKind::Reason
                        || Some(index) == own
                        || measure
                        || !banned && !own_object && guarded(passage, hit, clause)
                        || prepares(passage, clause)
                        || marked(passage, hit, clause.range.end))
            })
    };
    let aside = || {
        // 「以下「…」という。」 only gives a name.
        let named = |aside: &Range<usize>| passage.text(aside).starts_with("以下");
        let firm = |aside: &&Range<usize>| !passage.weakened(aside) && !named(aside);
        sentence
            .asides
            .iter()
            .filter(firm)
            .find_map(|aside| passage.hits_at(aside).iter().find(|hit| compiled.belongs(hit.word, group)))
    };
    main.clone().find(fits).or_else(aside).copied()
}

/// 「二要素認証を取りやめ、…による認証とする」「金庫に保管していたが、机に置く」: what is dropped, or was so before, is
/// not what the next clause is about, unless 「は」 marks it.
fn is_dropped(passage: &Passage, sentence: &Sentence, hit: &Hit, clause: &Clause) -> bool {
    let rest = hit.end..clause.range.end;
    let themed = passage.text(&rest).starts_with(['は', 'も']);
    let index = clause_at(sentence, clause.range.start).map(|(index, _)| index);
    index.is_some_and(|index| ends_as_it_was(passage, sentence, index)) && !themed
        || passage.marks_in(&sentence.marks).iter().any(|mark| {
            mark.mark == Mark::Off && rest.contains(&mark.start) && is_object_of(passage.text(&(hit.end..mark.start)))
        })
}

/// 「これまで施錠できるケースで運んでいた申請書は、今後は封筒に入れて送る」: the word is of how it was done.
fn was_used(passage: &Passage, sentence: &Sentence, hit: &Hit) -> bool {
    const THEN: [&str; 5] = ["これまで", "従来", "従前", "以前", "旧"];
    let before = passage.text(&(sentence.main.start..hit.start.max(sentence.main.start)));
    let rest = passage.text(&(hit.end..sentence.main.end.max(hit.end)));
    let was = ["ていた", "でいた"]
        .iter()
        .filter_map(|was| split_once(rest, was))
        .any(|(verb, rest)| !verb.contains(['は', '、']) && rest.starts_with(letters::begins_noun));
    let now = || ["今後は", "今後、"].iter().any(|now| holds(rest, now));
    let then = || THEN.iter().any(|then| holds(before, then));
    // 「箱で運ぶこととしていた従来の取扱いを改め、…」
    let changed = || {
        let (usage, changed) = split_once(rest, "ていた").unwrap_or_default();
        let changed = changed.split('、').next().unwrap_or_default();
        !usage.contains('、')
            && THEN.iter().any(|then| changed.starts_with(then))
            && ["を改め", "を変更し", "をやめ", "を廃"].iter().any(|ends| holds(changed, ends))
    };
    was && (then() && now() || changed())
}

/// 「従前の鍵付きケースに代えて、布の袋で運ぶ」: something else takes the place of what the word names.
fn is_given_up_for(passage: &Passage, sentence: &Sentence, hit: &Hit) -> bool {
    let rest = passage.text(&(hit.end..sentence.main.end.max(hit.end)));
    ["に代えて", "に替えて", "に代え、", "に替え、", "に代わり", "の代わりに"].iter().any(|instead| {
        split_once(rest, instead).is_some_and(|(noun, _)| {
            noun.chars().count() <= 12
                && noun.chars().all(|letter| letter == 'の' || !letters::is_hiragana(letter) && letter != '、')
        })
    })
}

/// Whether what stands between a word and a verb makes it what the verb is done to: 「を」「の使用は」.
fn is_object_of(between: &str) -> bool {
    let count = between.chars().count();
    let noun = |noun: &str| noun.chars().all(|letter| !super::letters::is_hiragana(letter) || letter == 'の');
    // 「誓約書の徴取は、負担を考慮して取りやめ」
    let theme =
        split_once(between, "は、").is_some_and(|(theme, rest)| noun(theme) && rest.ends_with(['て', 'り', 'め']));
    count <= 4 || count <= 14 && between.strip_suffix(['を', 'は']).is_some_and(noun) || count <= 30 && theme
}

/// 「Xの紛失を防ぐため、金庫に保管する」: what is guarded is what the deed is done to.
fn guarded(passage: &Passage, hit: &Hit, clause: &Clause) -> bool {
    const LOSSES: [&str; 10] = ["盗難", "紛失", "亡失", "破損", "損傷", "滅失", "改ざん", "毀損", "抜取", "持ち去り"];
    let rest = passage.text(&(hit.end..clause.range.end.max(hit.end)));
    let rest = rest.strip_prefix('等').unwrap_or(rest);
    rest.strip_prefix('の').is_some_and(|rest| LOSSES.iter().any(|loss| rest.starts_with(loss)))
        && ["防止", "防ぐ", "防ぎ", "防が"].iter().any(|guard| holds(rest, guard))
}

/// 「漏えいに備えるため、手順を定める」「従事者に知らせるため、掲示する」: the aim names what the deed is about.
fn prepares(passage: &Passage, clause: &Clause) -> bool {
    let aim = passage.text(&clause.range);
    let aim = aim.strip_suffix('に').unwrap_or(aim);
    ["備える", "対応する", "対処する", "知らせる", "周知する", "伝える"]
        .iter()
        .any(|verb| aim.strip_suffix("ため").is_some_and(|aim| aim.ends_with(verb)))
}

/// 「Xは、…ため、…」: what 「は、」 marks is the topic of the whole sentence.
fn marked(passage: &Passage, hit: &Hit, end: usize) -> bool {
    // 「端末は訪問先で使うため、…」
    holds(passage.text(&(hit.start..end)), "は、") || passage.text(&(hit.end..end.max(hit.end))).starts_with('は')
}

/// Whether an act has an object of its own in its clause, so that it needs none of another one.
fn has_object(passage: &Passage, clause: &Clause, act: &Hit) -> bool {
    let pronoun = |object: &str| ["もの", "これ", "それ", "旨", "こと"].iter().any(|word| object.ends_with(word));
    let before = passage.text(&(clause.range.start..act.start.max(clause.range.start)));
    let own =
        before.rsplit_once('を').is_some_and(|(object, between)| !pronoun(object) && !spoken::holds_verb(between));
    let after = passage.text(&(act.end.min(clause.range.end)..clause.range.end));
    own || after.split_once('を').is_some_and(|(object, _)| !object.is_empty() && !pronoun(object))
}

/// Topics stand before the end of the act; where a noun is the act, before that of its verb.
fn reach(passage: &Passage, sentence: &Sentence, act: &Hit) -> usize {
    let end = clause_at(sentence, act.start).map_or(act.end, |(_, clause)| clause.range.end);
    let tail = passage.text(&(act.end..end));
    let run = super::letters::hiragana_run(tail);
    // 「つないではならないのは、私物の媒体である」: what it is done to stands behind.
    if run.ends_with("のは")
        && tail.get(run.len()..).is_some_and(|rest| rest.starts_with('、'))
        && ["ならない", "いけない", "べき"].iter().any(|bound| holds(run, bound))
    {
        return end;
    }
    // 「暗号化を終えてからでなければ、個人情報を移してはならない」
    const LACKS: [&str; 6] = ["なければ", "ないと", "ないうちは", "ない限り", "までは", "まで"];
    let lacks = |text: &str| LACKS.iter().any(|lack| text.ends_with(lack));
    if clause_at(sentence, act.start).is_some_and(|(_, clause)| {
        matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception) && lacks(passage.text(&clause.range))
    }) {
        return sentence.main.end;
    }
    if run.ends_with(['る', 'た', 'い']) && !run.starts_with(['を', 'は', 'が', 'の', 'に']) {
        // The noun that the act is an attribute of: 「…したデータ」.
        let head = act.end + run.len();
        let noun = tail.get(run.len()..).unwrap_or_default();
        return head + noun.find(super::letters::is_hiragana).unwrap_or(noun.len()).min(30);
    }
    if tail.starts_with(['を', 'は', 'が']) || tail.starts_with("等を") || tail.starts_with("の実施") {
        end
    } else {
        act.end
    }
}

/// A topic in the sentence that is taken up, the lead or a heading: `Some(None)` where it stands
/// outside the text itself.
#[expect(clippy::option_option, reason = "not found, found elsewhere, found here")]
fn around(compiled: &Compiled, passage: &Passage, sentence: &Sentence, group: Group) -> Option<Option<Range<usize>>> {
    if !sentence.proviso
        && !own_theme(passage, sentence)
        && let Some(previous) = sentence.previous.and_then(|previous| passage.sentences.get(previous))
        && let Some(hit) = passage.hits_in(&previous.hits).iter().rev().find(|hit| {
            compiled.belongs(hit.word, group)
                && clause_at(previous, hit.start)
                    .is_none_or(|(_, clause)| !spoken::for_another(passage, previous, hit, clause, false))
        })
    {
        return Some((!previous.context).then_some(hit.start..hit.end));
    }
    let lead = sentence.lead.filter(|&lead| has(passage.seen_in(lead), group));
    (lead.is_some() || headed(compiled, passage, sentence, group)).then_some(None)
}

/// Whether a heading tells the topic. Of the several that 「作業の場所と紙・媒体」 names, none is that of a sentence which tells
/// who may do something, 「機械室に入れる者は、…」.
fn headed(compiled: &Compiled, passage: &Passage, sentence: &Sentence, group: Group) -> bool {
    const JOINTS: [&str; 7] = ["・", "、", "及び", "並びに", "又は", "と", "や"];
    if !has(passage.seen_in_headings(), group) {
        return false;
    }
    // 「受託者は、…」 only says who does it.
    let (theme, _) = split_once(passage.text(&sentence.main), "は、").unwrap_or_default();
    let person = ["者", "人", "員"].iter().find_map(|person| theme.strip_suffix(person));
    if !person.is_some_and(|verb| verb.ends_with(['る', 'た']) && !verb.contains('、')) {
        return true;
    }
    let listed = |hit: &Hit| {
        let all = passage.laid.text();
        let line = |at: usize| all.get(..at).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1);
        let before = passage.text(&(line(hit.start)..hit.start));
        let behind = all.get(hit.end..).and_then(|text| text.lines().next()).unwrap_or_default();
        let joined = |text: &str| JOINTS.iter().any(|joint| holds(text, joint));
        let ends = behind.is_empty() || JOINTS.iter().any(|joint| behind.starts_with(joint));
        ends && (joined(before) || joined(behind))
    };
    passage
        .hits
        .get(passage.headings.clone())
        .unwrap_or_default()
        .iter()
        .any(|hit| compiled.belongs(hit.word, group) && !listed(hit))
}

/// Whether a sentence opens with a thing of its own that it speaks of: 「なお、健康診断票は、…」, not 「また、乙は、…」.
pub(super) fn own_theme(passage: &Passage, sentence: &Sentence) -> bool {
    // Who does it, when and where say nothing of what it is done to.
    const NO_THING: [&str; 25] = [
        "者", "甲", "乙", "丙", "区", "市", "町", "員", "長", "先", "人", "課", "社", "後", "前", "時", "際", "合",
        "中", "間", "とき", "に", "で", "へ", "から",
    ];
    let main = passage.text(&sentence.main);
    let theme = split_once(main, "は、").map(|(theme, _)| theme).filter(|theme| theme.chars().count() <= 16);
    !points_back(main) && theme.is_some_and(|theme| !NO_THING.iter().any(|end| theme.ends_with(end)))
}

/// Where what a clause speaks of begins: with the one before it, and with the whole chain that it goes on
/// from where neither has a theme of its own.
fn chain_start(passage: &Passage, sentence: &Sentence, index: usize) -> usize {
    let range = |at: usize| sentence.clauses.get(at).map_or(sentence.main.start, |clause| clause.range.start);
    let text = |at: usize| sentence.clauses.get(at).map_or("", |clause| passage.text(&clause.range));
    let themed = |at: usize| {
        let text = text(at);
        holds(text, "は、") || holds(text, "については") || text.starts_with("また")
    };
    let kind = |at: usize| sentence.clauses.get(at).map(|clause| clause.kind);
    let mut first = index;
    // 「制服は返却し、名簿は消去する」: each clause has a theme of its own.
    let has_theme = |text: &str| is_themed(text, &['は', 'も']);
    let apart = |before: usize| {
        let closed = matches!(kind(before), Some(ClauseKind::Closed));
        has_theme(text(index)) && (closed || has_theme(text(before)) && kind(before) == Some(ClauseKind::Continued))
    };
    if let Some(before) = index.checked_sub(1).filter(|&at| kind(at) != Some(ClauseKind::Reason) && !apart(at)) {
        first = before;
        while !themed(index) && !themed(first) && kind(first) == Some(ClauseKind::Continued) {
            let before = first.checked_sub(1).filter(|&before| kind(before) == Some(ClauseKind::Continued));
            let Some(before) = before else { break };
            first = before;
        }
    }
    // 「現金を運ぶときは、…」: what is done on a condition is done to what the condition names.
    while let Some(before) = first.checked_sub(1).filter(|&at| kind(at) == Some(ClauseKind::Condition)) {
        first = before;
    }
    range(first)
}

/// Whether a word that makes it another matter stands in the act's clause or those it goes on from; `from` is where
/// the first of the words stands that were found for it.
pub(super) fn other_matter(
    compiled: &Compiled,
    passage: &Passage,
    index: usize,
    from: usize,
    at: usize,
    file: Option<Group>,
    way: Option<Group>,
) -> bool {
    let groups = || [file, way].into_iter().flatten();
    if !groups().any(|group| has(passage.seen_in(index), group)) {
        return false;
    }
    let Some(sentence) = passage.sentences.get(index) else { return false };
    let Some((index, own)) = clause_at(sentence, at) else { return false };
    let far = clause_at(sentence, from).map_or(at, |(_, clause)| clause.range.start);
    let start = chain_start(passage, sentence, index).min(far);
    let range = start..own.range.end;
    passage.hits_at(&range).iter().any(|hit| {
        hit.end <= range.end
            && groups().any(|group| compiled.belongs(hit.word, group))
            && !is_conceded(passage.text(&(hit.start..range.end)))
    })
}

/// 「許可の有無にかかわらず」「承諾があっても」: what makes no difference makes no other matter.
fn is_conceded(text: &str) -> bool {
    const REACH: usize = 10;
    const CONCEDED: [&str; 16] = [
        "の有無にかかわらず",
        "の有無を問わず",
        "の有無によらず",
        "があっても",
        "があろうと",
        "がある場合であっても",
        "がある場合でも",
        "がある場合も",
        "があったとしても",
        "を得ても",
        "を得ていても",
        "を得た場合でも",
        "を得た場合であっても",
        "を受けても",
        "を受けていても",
        "を受けた場合であっても",
    ];
    let first = text.split('、').next().unwrap_or(text);
    CONCEDED
        .iter()
        .filter_map(|conceded| split_once(first, conceded))
        .any(|(noun, _)| noun.chars().count() <= REACH && !noun.contains(['を', 'は', 'が']))
}
