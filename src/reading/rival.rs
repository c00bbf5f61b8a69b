//! One deed says one thing: 「端末をなくしたと聞けば、回線を止める」 shuts a lost terminal out, and is no ban on foreign ones.
//!
//! Words of several matters meet in one clause by chance. Where the act by which a statement is said is also that of
//! another, and that one is said by more of the clause, the lesser one is only near, unless its file names the other as said
//! beside it. The lists need not agree with each other: of two safeguards often only one is taken for the other.
//!
//! Nor does a deed speak against a wider statement that keeps a narrower one apart: 「二要素認証は採用しない」 leaves the
//! password as it is.

use std::ops::Range;

use super::How;
use super::compile::{CompiledWay, Plan, Read};
use super::passage::Passage;
use super::reader::{Found, Reader};
use super::search::has;
use super::statement::StatementId;

/// What was found for a statement in a passage, less what its rivals say more fully.
pub(super) fn told<'p>(
    reader: &Reader,
    passage: &'p Passage,
    statement: StatementId,
    read: &Read,
    ways: &[CompiledWay],
) -> &'p [Found] {
    let found = reader.found(passage, statement, read, ways);
    let yields = read.beside.is_some() && found.iter().any(|found| found.how == How::Said);
    let against = !read.apart.is_empty() && found.iter().any(is_against);
    if !yields && !against {
        return found;
    }
    let left = || {
        let mut left = match &read.beside {
            Some(beside) if yields => yielded(reader, passage, statement, beside, found),
            _ => found.to_vec(),
        };
        if against {
            left.retain(|deed| {
                !is_against(deed) || !read.apart.iter().any(|&id| is_deed_of(reader, passage, deed, id))
            });
        }
        left
    };
    let cell = passage.told.get(statement.0 as usize);
    cell.map_or(found, |cell| cell.get_or_init(left))
}

/// Whether a deed is told against the statement.
fn is_against(deed: &Found) -> bool {
    matches!(deed.how, How::Denied | How::Contrary)
}

/// Whether two deeds are told against by the same words.
fn is_same_denial(other: &Found, deed: &Found) -> bool {
    is_against(other) && !deed.token.is_empty() && other.token == deed.token
}

/// Whether the act of a deed is one by which a statement is said or denied in the same clause.
fn is_deed_of(reader: &Reader, passage: &Passage, deed: &Found, id: u32) -> bool {
    let Some((read, act)) = reader.read_of(StatementId(id)).zip(deed.words.last()) else { return false };
    let Plan::Ways(ways) = &read.content else { return false };
    let same = |other: &Found| {
        matches!(other.how, How::Said | How::Denied | How::Contrary)
            && other.sentence == deed.sentence
            && other.clause == deed.clause
            && (other.words.iter().any(|word| overlap(act, word)) || is_same_denial(other, deed))
    };
    // 「誓約書の提出も、遵守状況の報告も求めない」 denies both.
    if passage.text(&deed.clause).contains("も、") {
        return false;
    }
    has(passage.seen_in(deed.sentence), read.touching)
        && reader.found(passage, StatementId(id), read, ways).iter().any(same)
}

fn yielded(reader: &Reader, passage: &Passage, statement: StatementId, beside: &[u32], found: &[Found]) -> Vec<Found> {
    let rivals: Vec<(StatementId, &Read, &[CompiledWay])> = reader
        .reads()
        .filter(|(other, read)| *other != statement && read.beside.is_some() && !beside.contains(&other.0))
        .filter_map(|(other, read)| match &read.content {
            Plan::Ways(ways) => Some((other, read, ways.as_slice())),
            Plan::AnyOf(_) | Plan::PartsOf(_) => None,
        })
        .collect();
    let mut left = found.to_vec();
    for deed in left.iter_mut().filter(|deed| deed.how == How::Said) {
        let Some(act) = deed.words.last().cloned() else { continue };
        let own = words(found, deed);
        let is_fuller = |(other, read, ways): &(StatementId, &Read, &[CompiledWay])| {
            if !has(passage.seen_in(deed.sentence), read.touching) {
                return false;
            }
            let theirs = reader.found(passage, *other, read, ways);
            let same = |rival: &Found| {
                said_with(rival, deed)
                    && rival.words.last().is_some_and(|other| overlap(&act, other))
                    && !is_joined(passage, deed, rival)
            };
            theirs.iter().any(same) && extent(&words(theirs, deed)) > extent(&own)
        };
        if rivals.iter().any(is_fuller) {
            deed.how = How::Near;
            deed.step = "ほかのことを述べる言葉";
            deed.token = act;
        }
    }
    // What is said in a clause takes what else it might mean along.
    let near: Vec<(usize, usize)> =
        left.iter().filter(|deed| deed.how == How::Near).map(|deed| (deed.sentence, deed.clause.start)).collect();
    left.retain(|deed| {
        !matches!(deed.how, How::Denied | How::Contrary) || !near.contains(&(deed.sentence, deed.clause.start))
    });
    left
}

/// Whether another deed is said in the same clause.
fn said_with(other: &Found, deed: &Found) -> bool {
    other.how == How::Said && other.sentence == deed.sentence && other.clause == deed.clause
}

/// 「書類の受渡し及び媒体の廃棄を記録する」: whether one act is done to two things that are joined, so that both are said.
fn is_joined(passage: &Passage, deed: &Found, rival: &Found) -> bool {
    const JOINTS: [&str; 7] = ["及び", "並びに", "又は", "若しくは", "・", "、", "かつ"];
    let (ours, theirs) = (things(deed), things(rival));
    let apart = |one: &Range<usize>, other: &Range<usize>| {
        let between = one.end.min(other.end)..one.start.max(other.start);
        between.start <= between.end && JOINTS.iter().any(|joint| passage.text(&between).contains(joint))
    };
    let shared = ours.iter().any(|one| theirs.iter().any(|other| overlap(one, other)));
    !shared && ours.iter().any(|one| theirs.iter().any(|other| apart(one, other)))
}

/// The words of what a deed is done to: all but its act, which stands last.
fn things(deed: &Found) -> &[Range<usize>] {
    deed.words.split_last().map_or(&[], |(_, things)| things)
}

/// The words by which a statement is said in the clause of a deed, in order.
fn words(found: &[Found], deed: &Found) -> Vec<Range<usize>> {
    let same = found.iter().filter(|other| said_with(other, deed));
    let mut words: Vec<Range<usize>> = same.flat_map(|found| found.words.iter().cloned()).collect();
    words.sort_by_key(|word| (word.start, word.end));
    words
}

/// How much of a text is covered by words in order, in bytes.
fn extent(words: &[Range<usize>]) -> usize {
    let mut end = 0;
    let mut extent = 0;
    for word in words {
        extent += word.end.saturating_sub(word.start.max(end));
        end = end.max(word.end);
    }
    extent
}

/// Whether two words share a letter.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
