//! `number`: a number of some unit, or after some word, lies between bounds.

use std::collections::HashSet;

use crate::case::number::{Decimal, Number, numbers, numbers_after};
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

/// What number is wanted.
pub(in crate::evaluate) struct Wanted<'r> {
    pub(in crate::evaluate) units: &'r [String],
    pub(in crate::evaluate) after: &'r [String],
    pub(in crate::evaluate) min: Option<Decimal>,
    pub(in crate::evaluate) max: Option<Decimal>,
}

impl Wanted<'_> {
    fn numbers(&self, text: &str) -> Vec<Number> {
        let mut found = if self.units.is_empty() { Vec::new() } else { numbers(text, self.units) };
        found.extend(self.after.iter().flat_map(|word| numbers_after(text, word)));
        found
    }

    fn fits(&self, value: Decimal) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], wanted: &Wanted<'_>) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let mut parts = Vec::new();
    let mut shown = HashSet::new();
    for unit in judge.units(nodes).iter() {
        for number in wanted.numbers(unit.text) {
            let truth = match &number.value {
                Ok(_) if is_upper_bound(unit.text, &number) => Truth::Undecided(Reason::Undecidable),
                Ok(value) if wanted.fits(*value) => Truth::Holds,
                Ok(_) => Truth::Contrary,
                Err(_) => Truth::Undecided(Reason::Undecidable),
            };
            let mut part = Outcome::new(truth);
            // A text with many numbers is evidence once.
            if shown.insert((unit.node, truth)) {
                part.evidence.extend(judge.words(unit.node, unit.text, 0..unit.text.len()));
            }
            if let Err(fault) = &number.value {
                part.remarks.push(format!("{fault}。"));
            }
            parts.push(part);
        }
    }
    let mut outcome = match parts.is_empty() {
        // With a word before the number the text speaks of something else where that word does not stand.
        true if wanted.after.is_empty() && judge.some_text(nodes) => {
            let mut outcome = Outcome::new(Truth::Undecided(Reason::Undecidable));
            outcome.evidence = nodes.iter().filter_map(|&node| judge.whole(node)).collect();
            outcome.remarks.push("求める単位の付いた数を読み取れません。".to_owned());
            outcome
        }
        true => Outcome::new(Truth::Silent),
        // Of several versions the lowest decides; of several counts one that fits is enough.
        false if wanted.after.is_empty() => Outcome::any(parts),
        false => Outcome::all(parts),
    };
    outcome.nearest = judge.nearest(places);
    outcome
}

/// Whether the words after a number make it a bound from above, so that it says nothing of what is reached.
fn is_upper_bound(text: &str, number: &Number) -> bool {
    let rest = text.get(number.range.end..).unwrap_or("").trim_start();
    ["未満", "以下", "以前", "より前", "より古", "を下回"].iter().any(|bound| rest.starts_with(bound))
}
