//! Whether a sentence is of anything that such papers are about: 「給食用の牛乳の納入先は、入札で決める」 is not.

use super::How;
use super::compile::Compiled;
use super::passage::Passage;
use super::reader::Found;
use super::search::{Group, has};

/// Whether a sentence names a thing that has nothing to do with information on persons, and neither it nor the
/// sentence that it goes on from holds a word that ties it to such information.
pub(super) fn is_other(compiled: &Compiled, passage: &Passage, index: usize) -> bool {
    let Some(other) = compiled.matters.other else { return false };
    if !has(passage.seen_in(index), other) {
        return false;
    }
    let Some(sentence) = passage.sentences.get(index) else { return false };
    let tied = |own: Group| {
        [Some(index), sentence.lead, sentence.previous].into_iter().flatten().any(|at| has(passage.seen_in(at), own))
    };
    !compiled.matters.own.is_some_and(tied)
}

/// Takes what such a sentence says as not settled, and what it denies or does against a ban as said of that thing alone.
pub(super) fn weaken(found: &mut Vec<Found>, index: usize) {
    found.retain(|found| found.sentence != index || !matches!(found.how, How::Denied | How::Contrary));
    for found in found.iter_mut().filter(|found| found.sentence == index && found.how == How::Said) {
        found.how = How::Partial;
        found.step = "個人情報に関わらない物の話";
    }
}
