//! 「ただし、施錠は要しない。」: a sentence that takes back what the one before it said.

use std::ops::Range;

use super::How;
use super::clause::ClauseKind;
use super::compile::{Compiled, CompiledWay};
use super::letters::{holds, is_kanji, split_once};
use super::marks::Mark;
use super::passage::{Passage, Sentence};
use super::reader::Found;
use super::statement::Mode;
use super::unkept::unkept;

/// Adds what such sentences deny of what was found said right before them.
pub(super) fn take_back(compiled: &Compiled, passage: &Passage, ways: &[CompiledWay], found: &mut Vec<Found>) {
    let mut denied = Vec::new();
    for (index, sentence) in passage.sentences.iter().enumerate() {
        let said = |before: usize| found.iter().any(|found| found.sentence == before && found.how == How::Said);
        let known = found.iter().any(|found| found.sentence == index);
        if known || !sentence.previous.is_some_and(said) || !whole(passage, sentence) {
            continue;
        }
        let needed = |word: u32| {
            ways.iter()
                .filter(|way| matches!(way.mode, Mode::Done | Mode::May))
                .any(|way| way.about.iter().chain([&way.anchor]).any(|&group| compiled.belongs(word, group)))
        };
        let text = passage.text(&sentence.main);
        let opening = ["ただし、", "但し、", "なお、", "もっとも、", "ただし", "なお"]
            .iter()
            .find(|word| text.starts_with(**word));
        let opening = opening.map_or(0, |word| word.len());
        if let Some(lifted) = text.get(opening..).and_then(lifted) {
            let start = sentence.main.start + text.len() - lifted.len();
            denied.push(Found {
                sentence: index,
                how: How::Denied,
                clause: sentence.main.clone(),
                words: std::iter::once(start..sentence.main.end).collect(),
                step: "ただし書の打消し",
                token: start..sentence.main.end,
            });
            continue;
        }
        // 「軽微な障害は不要である」 waives those alone.
        let start = sentence.main.start + opening;
        for mark in passage.marks_in(&sentence.marks).iter().filter(|mark| mark.mark == Mark::Exempt) {
            let waived = passage.hits_in(&sentence.hits).iter().find(|hit| {
                hit.start == start
                    && hit.end <= mark.start
                    && ["は", "を", "も", "までは", "の"].contains(&passage.text(&(hit.end..mark.start)))
                    && needed(hit.word)
            });
            if let Some(hit) = waived {
                denied.push(Found {
                    sentence: index,
                    how: How::Denied,
                    clause: sentence.main.clone(),
                    words: std::iter::once(hit.start..hit.end).collect(),
                    step: "ただし書の免除",
                    token: mark.start..mark.end,
                });
                break;
            }
        }
    }
    found.extend(denied);
}

/// What takes a whole rule back: 「当分の間、この規定は適用しない」 from 「この」.
fn lifted(text: &str) -> Option<&str> {
    const LIFTS: [&str; 27] = [
        "終了した",
        "削除した",
        "削除しました",
        "削除された",
        "廃止した",
        "廃止しました",
        "廃止された",
        "効力を失う",
        "失効した",
        "適用しない",
        "適用しません",
        "適用しないものとする",
        "適用しないこととする",
        "適用を見合わせる",
        "行わない",
        "行いません",
        "行わないものとする",
        "行わないこととする",
        "実施しない",
        "実施しません",
        "要しない",
        "要しません",
        "不要とする",
        "省略する",
        "省略します",
        "免除する",
        "停止する",
    ];
    // 「当分の間は、」 says how long.
    let after_time = text.split_once('、').filter(|(time, _)| time.chars().count() <= 12);
    [Some(text), after_time.map(|(_, rest)| rest)].into_iter().flatten().find(|rest| {
        let Some((theme, lifts)) = rest.split_once(['は', 'を']) else { return false };
        // 「この費用は…行わない」 is of something else, and 「軽微なものには適用しない」 of a part.
        is_rule(theme)
            && !lifts.replace("をもって", "").contains(['を', 'が'])
            && !holds(lifts, "もの")
            && LIFTS.iter().any(|end| lifts.ends_with(end))
    })
}

/// Whether a theme is the rule of the sentence before, or what it demands.
fn is_rule(theme: &str) -> bool {
    const RULES: [&str; 33] = [
        "記載",
        "記述",
        "段",
        "段の規定",
        "条項",
        "要件",
        "要求",
        "運用",
        "約束",
        "手続",
        "文",
        "一文",
        "条文",
        "案",
        "特約",
        "機能",
        "決まり",
        "仕組み",
        "禁止",
        "制限",
        "規定",
        "条",
        "項",
        "号",
        "条の規定",
        "項の規定",
        "定め",
        "取扱い",
        "取扱",
        "確認",
        "作業",
        "措置",
        "義務",
    ];
    let named =
        ["この", "当該", "本", "前文の", "前", "上記の", "同"].iter().find_map(|pointer| theme.strip_prefix(pointer));
    theme == "これ" || theme == "以上" || named.is_some_and(|rule| RULES.contains(&rule))
}

/// Whether a proviso ends by leaving something out: 「ただし、…を除く」.
pub(super) fn leaves_out(text: &str) -> bool {
    ["を除く", "を除きます", "は除く", "は除きます", "除くものとする", "除くこととする"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// Weakens what was found said in the sentence at `index` where a proviso excepts something from it: 「ただし、…は、
/// この限りでない。」「ただし、…を除く。」, or its own exception what is done by leave: 「決裁を受けたものを除き、…」.
pub(super) fn except(passage: &Passage, index: usize, found: &mut [Found]) {
    const LEAVE: [&str; 6] = ["許可", "承認", "承諾", "許諾", "決裁", "認め"];
    let by_leave = |sentence: &Sentence| {
        let exceptions = sentence.clauses.iter().filter(|clause| clause.kind == ClauseKind::Exception);
        let of_leave = |range: &Range<usize>| LEAVE.iter().any(|leave| holds(passage.text(range), leave));
        exceptions.map(|clause| clause.range.clone()).find(of_leave)
    };
    if let Some(exception) = passage.sentences.get(index).and_then(by_leave) {
        weaken(found.iter_mut(), &exception, "許しによる例外");
        return;
    }
    let ends = |text: &str| leaves_out(text) || ["可とする", "認める"].iter().any(|end| text.ends_with(end));
    let excepts = |sentence: &&Sentence| {
        let text = passage.text(&sentence.main);
        let may = passage.marks_in(&sentence.marks).iter().any(|mark| mark.mark == Mark::May);
        let opens = sentence.proviso || ["なお", "やむを得", "例外的に"].iter().any(|word| text.starts_with(word));
        let by_leave =
            text.starts_with("やむを得") && ["承認", "許可", "承諾"].iter().any(|leave| text.contains(leave));
        opens
            && sentence.previous == Some(index)
            && (ends(text) || by_leave || sentence.proviso && may || holds(text, "この限りで"))
    };
    let aside = || {
        let asides = passage.sentences.get(index).map(|sentence| sentence.asides.as_slice()).unwrap_or_default();
        asides.iter().find(|aside| ends(passage.text(aside).trim_end_matches('。'))).cloned()
    };
    let proviso = passage.sentences.iter().skip(index + 1).find(excepts).map(|sentence| sentence.main.clone());
    let Some(proviso) = proviso.or_else(aside) else { return };
    weaken(found.iter_mut(), &proviso, "ただし書の例外");
}

/// Weakens what was found said by a proviso that excepts something from it.
fn weaken<'f>(found: impl Iterator<Item = &'f mut Found>, proviso: &Range<usize>, step: &'static str) {
    for found in found.filter(|found| found.how == How::Said) {
        found.how = How::Hedged;
        found.step = step;
        found.token = proviso.clone();
    }
}

/// Weakens what was found said in the sentence at `index` where a proviso leaves it to the one who is bound: 「ただし、
/// 受託者が有益と認める場合は、この限りでない」.
pub(super) fn weaken_left_to_the_bound<'f>(
    passage: &Passage,
    index: usize,
    found: impl Iterator<Item = &'f mut Found>,
) {
    const BOUND: [&str; 9] =
        ["受託者が", "受注者が", "乙が", "従事者が", "職員が", "実施者が", "利用者が", "担当者が", "各自が"];
    const JUDGES: [&str; 4] = ["と認め", "と感じ", "と判断", "と考え"];
    let leaves = |sentence: &&Sentence| {
        let text = passage.text(&sentence.main);
        let judged = BOUND.iter().find_map(|who| split_once(text, who)).map(|(_, rest)| rest);
        sentence.proviso
            && sentence.previous == Some(index)
            && holds(text, "この限りで")
            && judged.is_some_and(|rest| JUDGES.iter().any(|judges| holds(rest, judges)))
    };
    if let Some(proviso) = passage.sentences.get(index + 1).filter(leaves) {
        weaken(found, &proviso.main, "ただし書の例外");
    }
}

/// Weakens what was found said in the sentence at `index` where one of the next two tells that the rule is withdrawn or
/// open: 「この規定は、協議中である」「本項は変更契約により削除した」「前文の定めは効力を失わせることで合意した」.
pub(super) fn weaken_withdrawn<'f>(passage: &Passage, index: usize, found: impl Iterator<Item = &'f mut Found>) {
    let told = |sentence: &&Sentence| {
        let text = passage.text(&sentence.main);
        let taken_back = sentence.previous == Some(index) && lifted(after_opening(text)).is_some();
        !taken_back && withdraws(passage, index, text)
    };
    let next = passage.sentences.get(index + 1).filter(|next| {
        let text = passage.text(&next.main);
        let own = after_opening(text);
        (own.len() < text.len() || own.starts_with("実際") || own.starts_with("現実")) && unkept(own)
    });
    if let Some(next) = next {
        weaken(found, &next.main, "守られていないこと");
    } else if let Some(back) = passage.sentences.iter().skip(index + 1).take(2).find(told) {
        weaken(found, &back.main, "規定が外されたこと");
    }
}

/// Drops what the beginning of the sentence at `index` tells where it is done to the rule before it, and to nothing else:
/// 「この一文は、昨年の改正で削除されており、…」.
pub(super) fn drop_what_is_done_to_a_rule(passage: &Passage, index: usize, found: &mut Vec<Found>) {
    let Some(sentence) = passage.sentences.get(index) else { return };
    // 「「…してはならない。」この一文は、…」
    let text = passage.text(&sentence.main);
    let text = if text.starts_with('「') { text.rsplit_once('」').map_or(text, |(_, own)| own) } else { text };
    if lifted(text).is_some() || withdraws(passage, index.saturating_sub(1), text) {
        found.retain(|found| found.sentence != index || found.clause.start != sentence.main.start);
    }
}

/// A sentence without the word that joins it to the one before.
fn after_opening(text: &str) -> &str {
    let text = ["※", "ただし", "もっとも", "なお", "しかし", "だが", "ところが"]
        .iter()
        .fold(text, |text, word| text.strip_prefix(word).unwrap_or(text));
    text.trim_start_matches('、')
}

/// Whether a sentence tells that the rule of the sentence at `index` is withdrawn or open.
fn withdraws(passage: &Passage, index: usize, text: &str) -> bool {
    const WITHDRAWN: [&str; 40] = [
        "取りやめ",
        "効力を停止",
        "誤って記載",
        "失っ",
        "解かれ",
        "削る",
        "削り",
        "誤って載せ",
        "既に終わ",
        "既に終了",
        "から除外する",
        "から除外し",
        "削除し",
        "削除され",
        "失わせ",
        "失う",
        "失った",
        "失効",
        "解除し",
        "解除され",
        "効力を有しない",
        "効力を有しません",
        "適用せず",
        "適用しない",
        "適用されない",
        "取消",
        "撤回",
        "未定",
        "協議中",
        "要協議",
        "調整中",
        "検討中",
        "廃止し",
        "廃止され",
        "誤りであ",
        "未記入",
        "盛り込まれていない",
        "盛り込まない",
        "採用しない",
        "採用されなかった",
    ];
    const AFTER: [&str; 4] = ["た後", "た場合", "た日", "たとき"];
    let text = after_opening(text);
    let theme = text.split_once(['は', 'も', 'を', 'が']).map(|(theme, _)| theme);
    // 「ただし、本業務にはこの規定を適用せず、…」
    let theme = theme.map(|theme| theme.rsplit(['に', 'で']).next().unwrap_or(theme));
    let rest = text.split_once(['は', 'を', 'が']).map_or("", |(_, rest)| rest);
    // 「第4項　…」 and 「なお、本契約については、第4項は適用しない」
    let of_its_number = |theme: &str| {
        let numbered = theme.starts_with('第') && theme.ends_with(['条', '項', '号']);
        let before = passage.sentences.get(index).map_or("", |own| passage.text(&own.main));
        numbered && holds(before, theme)
    };
    let rule = theme.is_some_and(|theme| is_rule(theme) || of_its_number(theme)) || text.starts_with("いずれも");
    let inner = || {
        let told = rest.trim_start_matches('、').split_once(['は', 'を', 'が']);
        told.is_some_and(|(theme, _)| is_rule(theme) || of_its_number(theme))
    };
    // 「本条は、契約が解除された後も効力を有する」
    let whole = if text.starts_with("いずれも") { text } else { rest };
    let withdrawn = |word: &str| {
        // 「この義務は、契約が解除されても存続する」「…により解除されることはない」
        let never = ["ことはない", "ことがない", "ものではない", "ものでない", "わけではない"];
        let kept = holds(whole, "存続") || never.iter().any(|never| whole.ends_with(never));
        split_once(whole, word).is_some_and(|(before, rest)| {
            // 「前条の規定を適用しない書類も」 says which, 「効力を失っていない」「取りやめない」 that it stays.
            let which = rest.starts_with(is_kanji)
                || !word.ends_with("ない")
                    && ["ていない", "ない", "ません"].iter().any(|stays| rest.starts_with(stays));
            !kept && !which && !before.contains('が') && !AFTER.iter().any(|after| rest.starts_with(after))
        })
    };
    (rule || inner()) && WITHDRAWN.iter().any(|word| withdrawn(word))
}

/// A proviso or an addition that holds in every case.
fn whole(passage: &Passage, sentence: &Sentence) -> bool {
    let text = passage.text(&sentence.main);
    // 「この定めは、5月に廃止した。」
    let rule = text.strip_prefix("もっとも、").unwrap_or(text);
    let adds = sentence.proviso || text.starts_with("なお") || lifted(rule).is_some();
    adds && !sentence.context
        && !sentence.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception))
}
