//! When an act that is forbidden is truly told as done, and one that is wanted truly denied: 「私物の媒体をつないで写す」.
//!
//! 反対の扱い tells a clerk that the paper does what it must not do, so an act that is told with the leave it needs, as the
//! thing of another deed, as what is only attempted, or as what is kept out, is not taken for one.

use std::ops::Range;

use super::How;
use super::compile::{Plan, Read};
use super::letters::{holds, is_hiragana};
use super::passage::{Hit, Passage, Sentence, clause_at};
use super::reader::Found;
use super::search::has;
use super::statement::Mode;

/// Whether something in the sentence keeps an asserted act from being contrary to what the statement wants.
pub(super) fn is_doubtful(passage: &Passage, index: usize, sentence: &Sentence, act: &Hit, read: &Read) -> bool {
    asks_for_leave(passage, index, read) || is_kept_out(passage, sentence) || is_only_named(passage, sentence, act)
}

/// 「暗証を入れなければ開かない」: where the negation at the end is one of the two by which the sentence says something, whoever
/// counts it alone has read half of it.
pub(super) fn drop_half_read(found: &mut Vec<Found>) {
    let whole: Vec<(usize, Range<usize>)> = found
        .iter()
        .filter(|found| found.how == How::Said && !found.token.is_empty())
        .map(|found| (found.sentence, found.token.clone()))
        .collect();
    found.retain(|found| {
        !matches!(found.how, How::Denied | How::Contrary) || !whole.contains(&(found.sentence, found.token.clone()))
    });
}

/// 「事前の許可を要するもの、それが持出しである」: leave is spoken of.
fn asks_for_leave(passage: &Passage, index: usize, read: &Read) -> bool {
    let Plan::Ways(ways) = &read.content else { return false };
    ways.iter().any(|way| way.mode == Mode::ByLeave && has(passage.seen_in(index), way.anchor))
}

/// 「つなごうとすると、端末が読み書きを止める」「…は契約に反する行為である」.
fn is_kept_out(passage: &Passage, sentence: &Sentence) -> bool {
    const OUT: [&str; 14] = [
        "を止める",
        "が止まる",
        "で止まる",
        "に止まる",
        "はねられる",
        "はじかれる",
        "弾かれる",
        "拒まれる",
        "拒む",
        "除外している",
        "除外する",
        "防止する",
        "できなくなっている",
        "使えなくなっている",
    ];
    const AGAINST: [&str; 4] = ["に反する行為", "の防止は", "禁止", "厳禁"];
    let main = passage.text(&sentence.main);
    // 「庁舎の外から閲覧することとなり、…」 tells what a paper is about.
    const ABOUT: [&str; 2] = ["することとなり、", "することとなるため"];
    ABOUT.iter().chain(&OUT).any(|out| holds(main, out)) || AGAINST.iter().any(|against| holds(main, against))
}

/// 「許可を、持出しの条件とする」「目的外の利用は、あり得ないものと心得よ」: a noun that no verb of doing or allowing takes up.
fn is_only_named(passage: &Passage, sentence: &Sentence, act: &Hit) -> bool {
    const DOES: [&str; 17] = [
        "行",
        "実施",
        "し",
        "す",
        "認め",
        "許",
        "でき",
        "可能",
        "続け",
        "始め",
        "用い",
        "使",
        "構わ",
        "かまわ",
        "差し支え",
        "差支え",
        "よい",
    ];
    let Some((_, clause)) = clause_at(sentence, act.start) else { return false };
    // 「ウイルスの有無を調べてから開く」
    let before = passage.text(&(clause.range.start..act.start.max(clause.range.start)));
    if ["てから", "た後に", "た上で", "たのちに"].iter().any(|first| before.ends_with(first)) {
        return true;
    }
    let tail = passage.text(&(act.end..clause.range.end.max(act.end)));
    if tail.starts_with("しようと") || tail.starts_with("ようと") {
        return true;
    }
    let noun = tail.trim_start_matches(['し', 'り', 'み', 'い', 'き', 'え', '等']);
    // 「持ち出して」 is a verb; 「持出しの」 a noun.
    let particle = ["は", "を", "が", "も", "の", "につ"].iter().find_map(|particle| noun.strip_prefix(particle));
    let is_noun = noun.len() == tail.len() || tail.len() - noun.len() == 'し'.len_utf8();
    let Some(rest) = particle.filter(|_| is_noun) else { return false };
    let verb = rest.rsplit(['を', 'は', 'が', 'に', 'で', 'も', '、']).next().unwrap_or(rest);
    let stem = verb.trim_end_matches(|letter| is_hiragana(letter) && letter != 'し' && letter != 'す');
    !DOES.iter().any(|does| verb.starts_with(does) || !stem.is_empty() && stem.ends_with(does))
}
