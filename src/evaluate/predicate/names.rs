//! `names`: groups of words stand at the places. A mention, never a safeguard.

use crate::evaluate::judge::Judge;
use crate::evaluate::{Outcome, Truth};
use crate::form::{Folded, Place};

pub(in crate::evaluate) fn read(
    judge: &Judge<'_, '_>,
    places: &[Place],
    groups: &[Vec<String>],
    every: bool,
) -> Outcome {
    let nodes = judge.case.find_all(places).nodes;
    let units = judge.case.units(&nodes);
    let folded: Vec<Folded> = units.iter().map(|unit| Folded::new(unit.text)).collect();
    let mut parts = Vec::new();
    for group in groups {
        let hit = units.iter().zip(&folded).find_map(|(unit, folded)| {
            let place = group.iter().flat_map(|word| folded.places(word)).next()?;
            judge.words(unit.node, unit.text, folded.typed(place))
        });
        let mut part = Outcome::new(if hit.is_some() { Truth::Holds } else { Truth::Silent });
        part.evidence.extend(hit);
        part.nearest = judge.nearest(places);
        parts.push(part.named(group.first().cloned().unwrap_or_default()));
    }
    if every { Outcome::all(parts) } else { Outcome::any(parts) }
}
