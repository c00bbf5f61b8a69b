//! 近い文: a sentence that speaks of the very matter in words that are not known.
//!
//! It asserts or obliges, and holds words that only this matter has, or all the words of a way that were not found to
//! belong together. The last of them, its deed, is not already the evidence of another statement that is asked for.

use std::ops::Range;

use super::act::{self, Asked, Force};
use super::clause::ClauseKind;
use super::compile::{CompiledWay, Plan, Read};
use super::ending::last_mark;
use super::kind::SentenceKind;
use super::letters::is_hiragana;
use super::marks::Mark;
use super::passage::{Hit, Passage, Sentence};
use super::reader::{Found, Reader, anchors, finding};
use super::rival::overlap;
use super::search::has;
use super::statement::{Mode, StatementId};
use super::{How, Reading};

pub(super) fn find(
    reader: &Reader,
    passages: &[&Passage],
    statement: StatementId,
    read: &Read,
    asked: &[StatementId],
) -> Option<Reading> {
    let ways: &[CompiledWay] = match &read.content {
        Plan::Ways(ways) => ways,
        Plan::AnyOf(_) | Plan::PartsOf(_) => &[],
    };
    let mut findings = Vec::new();
    for (place, passage) in passages.iter().enumerate() {
        let seen = passage.seen_at_all();
        if !has(seen, read.nearing) && !has(seen, read.touching) {
            continue;
        }
        for (index, sentence) in passage.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.context) {
            let seen = passage.seen_in(index);
            if !has(seen, read.nearing) && !has(seen, read.touching)
                || read.unless.is_some_and(|unless| has(seen, unless))
                || !asserts(passage, sentence)
            {
                continue;
            }
            let all = |groups: &[u32]| groups.iter().all(|&group| has(seen, group));
            let listed =
                read.near.iter().filter(|groups| all(groups)).map(|groups| words(reader, passage, sentence, groups));
            let half_read = ways.iter().filter_map(|way| half_read(reader, passage, index, way));
            let mut near = listed.chain(half_read);
            if let Some(words) = near.find(|words| !is_evidence(reader, passage, (index, words), statement, asked)) {
                let clause = sentence.main.clone();
                let found = Found { sentence: index, how: How::Near, clause, words, step: "近い文", token: 0..0 };
                findings.push(finding(passage, place, &found));
            }
        }
    }
    findings.sort_by_key(|finding| (finding.passage, finding.sentence.start));
    (!findings.is_empty()).then_some(Reading { how: How::Near, findings })
}

/// The words of a way all of which stand in a sentence, and whose act is taken as the way wants it, though they were not
/// found to belong together.
fn half_read(reader: &Reader, passage: &Passage, index: usize, way: &CompiledWay) -> Option<Vec<Range<usize>>> {
    let seen = passage.seen_in(index);
    let groups = || way.about.iter().copied().chain(way.deed);
    if !has(seen, way.anchor)
        || groups().next().is_none()
        || way.unless.is_some_and(|unless| has(seen, unless))
        || !groups().all(|group| has(seen, group))
    {
        return None;
    }
    let sentence = passage.sentences.get(index)?;
    let told = |act: &Hit| {
        let asked = Asked { topic: way.topic, leave: way.mode == Mode::ByLeave, ..Asked::default() };
        let force = act::take(passage, sentence, &(act.start..act.end), asked).force;
        let done = matches!(force, Force::Asserted | Force::First | Force::Twice | Force::NegatedUnless);
        match way.mode {
            Mode::Banned => matches!(force, Force::Negated | Force::NegatedIf),
            Mode::Done | Mode::May => done,
            Mode::ByLeave => done || force == Force::Noun,
        }
    };
    let anchors = anchors(reader.compiled(), passage, sentence, way.anchor);
    anchors.iter().any(told).then(|| {
        let groups: Vec<u32> = groups().chain([way.anchor]).collect();
        words(reader, passage, sentence, &groups)
    })
}

/// Whether a sentence asserts or obliges: text that ends in a predicate and permits nothing.
fn asserts(passage: &Passage, sentence: &Sentence) -> bool {
    if sentence.kind != SentenceKind::Text {
        return false;
    }
    let Some(end) = sentence.clauses.last() else { return false };
    let text = passage.text(&end.range);
    // A cell of a table needs no verb: 「作業場所：乙の本社」.
    let in_cell = sentence.clauses.first().is_some_and(|clause| clause.kind == ClauseKind::Label);
    let predicate = in_cell || text.chars().next_back().is_some_and(is_hiragana) || super::ending::verb_left_out(text);
    predicate
        && last_mark(passage, sentence, &end.range, &[Mark::May, Mark::Exempt, Mark::Hedge, Mark::Plan]).is_none()
        && !text.ends_with('た')
}

fn words(reader: &Reader, passage: &Passage, sentence: &Sentence, groups: &[u32]) -> Vec<Range<usize>> {
    let find =
        |group: &u32| passage.hits_in(&sentence.hits).iter().find(|hit| reader.compiled().belongs(hit.word, *group));
    groups.iter().filter_map(find).map(|hit| hit.start..hit.end).collect()
}

/// Whether the last of the words of a sentence is what says another of the statements that are asked for.
fn is_evidence(
    reader: &Reader,
    passage: &Passage,
    near: (usize, &[Range<usize>]),
    statement: StatementId,
    asked: &[StatementId],
) -> bool {
    asked.iter().filter(|&&other| other != statement).any(|&other| says(reader, passage, near, other))
}

fn says(
    reader: &Reader,
    passage: &Passage,
    (sentence, words): (usize, &[Range<usize>]),
    statement: StatementId,
) -> bool {
    let Some(read) = reader.read_of(statement) else { return false };
    match &read.content {
        Plan::Ways(ways) => {
            ways.iter().any(|way| has(passage.seen_in(sentence), way.anchor))
                && reader.found(passage, statement, read, ways).iter().any(|found| {
                    found.sentence == sentence
                        && matches!(found.how, How::Said | How::Denied | How::Hedged)
                        && words
                            .iter()
                            .max_by_key(|word| word.start)
                            .is_some_and(|word| found.words.iter().any(|other| overlap(word, other)))
                })
        }
        Plan::AnyOf(parts) | Plan::PartsOf(parts) => {
            parts.iter().any(|&part| says(reader, passage, (sentence, words), StatementId(part)))
        }
    }
}
