//! `present`: every node at the places has text.

use crate::case::Filled;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::Place;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place]) -> Outcome {
    let name = places.iter().map(Place::written).collect::<Vec<_>>().join("、");
    let nodes = &judge.found(places).nodes;
    let mut breaks = Vec::new();
    for &node in nodes {
        let (truth, remark) = match judge.case.filled(node) {
            Filled::Filled => continue,
            Filled::Blank(None) => (Truth::Silent, "値が空です。".to_owned()),
            Filled::Blank(Some(word)) if judge.text(word).trim().is_empty() => {
                (Truth::Silent, "値が空です。".to_owned())
            }
            Filled::Blank(Some(word)) => {
                (Truth::Silent, format!("「{}」は、書かれていないものとして扱います。", judge.text(word)))
            }
            Filled::Undecided(word) => {
                (Truth::Undecided(Reason::Undecidable), format!("「{}」とだけ書かれています。", judge.text(word)))
            }
        };
        breaks.push(Break { node, truth, remark, evidence: Vec::new() });
    }
    let truth = match breaks.first() {
        _ if places.iter().any(|place| judge.find(place).nodes.is_empty()) => Truth::Silent,
        None => Truth::Holds,
        Some(_) => breaks
            .iter()
            .map(|broken| broken.truth)
            .find(|&truth| truth == Truth::Silent)
            .unwrap_or(Truth::Undecided(Reason::Undecidable)),
    };
    let mut outcome = Outcome::new(truth).named(name);
    outcome.nearest = judge.nearest(places);
    if truth == Truth::Holds {
        outcome.evidence = nodes.iter().filter_map(|&node| judge.whole(node)).collect();
    } else if let [only] = breaks.as_slice() {
        outcome.remarks.push(only.remark.clone());
    }
    outcome.breaks = breaks;
    outcome
}
