//! `covers`: every person whose data stand at some places is among those that the paper names as the persons
//! of the data.

use std::ops::Range;

use crate::case::CaseUnit;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Evidence;
use crate::evaluate::{Outcome, Truth};
use crate::form::{Folded, Place};
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
        let included = |unit: &CaseUnit<'_>| {
            place_of(judge.folded(unit.node), person, person.wider.iter().chain(&person.words)).is_some()
        };
        if named.iter().any(included) {
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
    let place = place_of(folded, person, person.words.iter())?;
    judge.words(unit.node, unit.text, folded.typed(place))
}

/// Where a text first speaks of a person by one of some words that nothing hides.
fn place_of<'w>(
    folded: &'w Folded,
    person: &'w Person,
    words: impl Iterator<Item = &'w String>,
) -> Option<Range<usize>> {
    let hidden: Vec<Range<usize>> = person.unless.iter().flat_map(|phrase| folded.places(phrase)).collect();
    words
        .flat_map(|word| folded.places(word))
        .find(|place| !hidden.iter().any(|hide| hide.start < place.end && place.start < hide.end))
}
