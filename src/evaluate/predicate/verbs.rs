//! `agree` of verbs: two reasons are tied to their bases by the same word.
//!
//! Which words tie is data. Where both sides are lists of one length, entry is compared with entry.

use std::ops::Range;

use crate::document::{NodeId, NodeKind};
use crate::evaluate::judge::Judge;
use crate::evaluate::result::{Evidence, Reason};
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::{Place, fold_name};
use crate::reading::Role;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place]) -> Outcome {
    let sides: Vec<Vec<NodeId>> = places.iter().map(|place| judge.find(place).nodes.clone()).collect();
    match sides.as_slice() {
        [one, other] if judge.some_text(one) && judge.some_text(other) => {
            Outcome { nearest: judge.nearest(places), ..compare(judge, one, other) }
        }
        _ => Outcome { nearest: judge.nearest(places), ..Outcome::new(Truth::Silent) },
    }
}

fn compare(judge: &Judge<'_, '_>, one: &[NodeId], other: &[NodeId]) -> Outcome {
    let (ones, others) = (entries(judge, one), entries(judge, other));
    let pairs: Vec<(Vec<NodeId>, Vec<NodeId>)> = if ones.len() == others.len() {
        ones.into_iter().zip(others).map(|(one, other)| (vec![one], vec![other])).collect()
    } else {
        vec![(ones, others)]
    };
    let mut outcome = Outcome::new(Truth::Holds);
    let mut unread = false;
    for (one, other) in pairs {
        let (Some(said_one), Some(said_other)) = (last_verb(judge, &one), last_verb(judge, &other)) else {
            // The same words say the same, whatever ties them.
            match letters(judge, &one) == letters(judge, &other) {
                true => outcome.evidence.extend(one.iter().chain(&other).filter_map(|&node| judge.whole(node))),
                false => unread = true,
            }
            continue;
        };
        let evidence = vec![said_one.words, said_other.words];
        if said_one.verb == said_other.verb {
            outcome.evidence.extend(evidence);
            continue;
        }
        let told = evidence.iter().map(|words| format!("{}は「{}」", words.pointer, words.text));
        let remark = format!("{}です。", told.collect::<Vec<_>>().join("、"));
        outcome.breaks.push(Break { node: said_other.node, truth: Truth::Contrary, remark, evidence });
    }
    if let [only] = outcome.breaks.as_slice() {
        outcome.remarks.push(only.remark.clone());
    }
    if !outcome.breaks.is_empty() {
        outcome.truth = Truth::Contrary;
        outcome.evidence = outcome.breaks.iter().flat_map(|broken| broken.evidence.clone()).collect();
    } else if unread {
        outcome.truth = Truth::Undecided(Reason::Undecidable);
        outcome.remarks.push("結びの語を読み取れない文があります。".to_owned());
    }
    outcome
}

/// All that some entries say, but for blanks and widths.
fn letters(judge: &Judge<'_, '_>, entries: &[NodeId]) -> Vec<String> {
    judge.units_here(entries).iter().map(|unit| fold_name(unit.text)).collect()
}

/// The last verb of a text that ties a reason to its base, with its place in the folded text.
fn verb_of(judge: &Judge<'_, '_>, node: NodeId) -> Option<(String, Range<usize>)> {
    let folded = judge.folded(node);
    let verbs = judge.rules.terms().verbs.iter();
    let told = verbs.flat_map(|verb| {
        verb.phrases
            .iter()
            .flat_map(|phrase| folded.places(phrase).collect::<Vec<_>>())
            .map(|place| (&verb.name, place))
    });
    let (name, place) = told.max_by_key(|(_, place)| place.end)?;
    Some((name.clone(), folded.typed(place)))
}

/// The entries of the lists among some nodes; any other node is one entry.
fn entries(judge: &Judge<'_, '_>, nodes: &[NodeId]) -> Vec<NodeId> {
    let entries = nodes.iter().flat_map(|&node| match &judge.case.document().node(node).kind {
        NodeKind::List(items) => items.clone(),
        _ => vec![node],
    });
    entries.collect()
}

/// A verb where a text says it.
struct Said {
    verb: String,
    node: NodeId,
    words: Evidence,
}

/// The verb that some entries end with; notes and headings tie nothing.
fn last_verb(judge: &Judge<'_, '_>, entries: &[NodeId]) -> Option<Said> {
    let units = judge.units_here(entries);
    let texts = units.iter().filter(|unit| !matches!(unit.role, Role::Note | Role::Heading));
    texts.rev().find_map(|unit| {
        let (verb, range) = verb_of(judge, unit.node)?;
        Some(Said { verb, node: unit.node, words: judge.words(unit.node, unit.text, range)? })
    })
}
