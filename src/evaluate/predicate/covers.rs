//! `covers`: every person whose data stand at some places is among those that the paper names as the persons
//! of the data.

use crate::case::CaseUnit;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Evidence;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;
use crate::rules::Person;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, whole: &[Place], parts: &[Place]) -> Outcome {
    let (whole_nodes, part_nodes) = (judge.found(whole), judge.found(parts));
    let mut outcome = Outcome::new(Truth::Silent);
    outcome.nearest = judge.nearest(whole);
    if !judge.some_text(&whole_nodes.nodes) || !judge.some_text(&part_nodes.nodes) {
        return outcome;
    }
    let (named, units) = (judge.units(&whole_nodes.nodes), judge.units(&part_nodes.nodes));
    let mut left_out: Vec<(&str, Evidence)> = Vec::new();
    for person in &judge.rules.terms().people {
        let included = person.wider.iter().chain(&person.words);
        if included.into_iter().any(|word| named.iter().any(|unit| judge.folded(unit.node).holds(word))) {
            continue;
        }
        let spoken = units.iter().find_map(|unit| words_on(judge, unit, person));
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

/// The words of a text that speak of a person's data.
fn words_on(judge: &Judge<'_, '_>, unit: &CaseUnit<'_>, person: &Person) -> Option<Evidence> {
    let folded = judge.folded(unit.node);
    let hidden: Vec<_> = person.unless.iter().flat_map(|phrase| folded.places(phrase)).collect();
    let place = person.words.iter().flat_map(|word| folded.places(word)).find(|place| {
        !hidden.iter().any(|hide: &std::ops::Range<usize>| hide.start < place.end && place.start < hide.end)
    })?;
    judge.words(unit.node, unit.text, folded.typed(place))
}
