//! `covers`: every person whose data stand at some places is among those that the paper names as the persons
//! of the data.

use crate::evaluate::judge::Judge;
use crate::evaluate::result::Evidence;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, whole: &[Place], parts: &[Place]) -> Outcome {
    let (whole_nodes, part_nodes) = (judge.found(whole), judge.found(parts));
    let mut outcome = Outcome::new(Truth::Silent);
    outcome.nearest = judge.nearest(whole);
    if !judge.some_text(&whole_nodes.nodes) || !judge.some_text(&part_nodes.nodes) {
        return outcome;
    }
    let (named, units) = (judge.units(&whole_nodes.nodes), judge.units(&part_nodes.nodes));
    let mut left_out: Vec<(&str, Evidence)> = Vec::new();
    for (number, person) in judge.rules.terms().people.iter().enumerate() {
        if named.iter().any(|unit| judge.spoken(unit.node, number).includes) {
            continue;
        }
        let spoken = units.iter().find_map(|unit| {
            let words = judge.spoken(unit.node, number).words?;
            judge.words(unit.node, unit.text, judge.folded(unit.node).typed(words))
        });
        left_out.extend(spoken.map(|words| (person.name.as_str(), words)));
    }
    outcome.evidence = whole_nodes.nodes.iter().filter_map(|&node| judge.whole(node)).collect();
    if left_out.is_empty() {
        outcome.truth = Truth::Holds;
        return outcome;
    }
    outcome.truth = Truth::Contrary;
    let told: Vec<String> =
        left_out.iter().map(|(name, words)| format!("{name}（{}の「{}」）", words.pointer, words.text)).collect();
    outcome.remarks.push(format!("含まれていない者: {}。", told.join("、")));
    outcome.evidence.extend(left_out.into_iter().map(|(_, words)| words));
    outcome
}
