//! `names`: groups of words stand at the places. A mention, never a safeguard.

use crate::evaluate::judge::Judge;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

pub(in crate::evaluate) fn read(
    judge: &Judge<'_, '_>,
    places: &[Place],
    groups: &[Vec<String>],
    every: bool,
) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let units = judge.units(nodes);
    let mut parts = Vec::new();
    for group in groups {
        let hit = units.iter().find_map(|unit| {
            let folded = judge.folded(unit.node);
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
