//! `days` between two events: so many days lie between the one and the other.

use crate::case::Line;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

use super::days::Bounds;
use super::order::{Told, hangs_on_guess, told};

pub(in crate::evaluate) fn read(
    judge: &Judge<'_, '_>,
    places: &[Place],
    from: &str,
    to: &str,
    bounds: Bounds,
) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let lines = judge.schedule(nodes);
    let terms = judge.rules.terms();
    let tellings = |event: &str| {
        let known = [terms.event(event)];
        lines.iter().enumerate().flat_map(|(number, line)| told(line, number, &known)).collect::<Vec<Told<'_>>>()
    };
    let (firsts, seconds) = (tellings(from), tellings(to));
    let absent: Vec<&str> =
        [(from, &firsts), (to, &seconds)].iter().filter(|(_, told)| told.is_empty()).map(|&(event, _)| event).collect();
    let mut outcome = Outcome::new(Truth::Silent);
    if absent.is_empty() {
        let pairs = firsts.iter().flat_map(|first| seconds.iter().map(move |second| (first.source, second.source)));
        outcome = Outcome::any(pairs.map(|(first, second)| between(judge, first, second, bounds)).collect());
    } else {
        outcome.remarks.push(format!("時期が書かれていないもの: {}。", absent.join("、")));
    }
    outcome.nearest = judge.nearest(places);
    outcome
}

fn between(judge: &Judge<'_, '_>, first: &Line<'_>, second: &Line<'_>, bounds: Bounds) -> Outcome {
    let mut outcome = Outcome::new(Truth::Undecided(Reason::Undecidable));
    for line in [first, second] {
        outcome.evidence.extend(judge.words(line.node, judge.text(line.node), line.range.clone()));
    }
    for fault in [first, second].iter().filter_map(|line| line.when.as_ref().err()) {
        outcome.remarks.push(format!("{fault}。"));
    }
    let (Ok(before), Ok(after)) = (&first.when, &second.when) else { return outcome };
    let length =
        |from: Option<jiff::civil::Date>, to: Option<jiff::civil::Date>| Some(i64::from((to? - from?).get_days()));
    let fewest = length(before.end.latest, after.start.earliest);
    let most = length(before.start.earliest, after.start.latest);
    if hangs_on_guess(first, second) {
        for line in [first, second].into_iter().filter(|line| line.estimated) {
            let words = judge.text(line.node).get(line.range.clone()).unwrap_or("").trim();
            outcome.remarks.push(format!("「{words}」は、年が書かれていません。"));
        }
    } else if let (Some(fewest), Some(most)) = (fewest, most) {
        // An event that comes after the other is not apart from it, but in the wrong order.
        outcome.truth = Bounds { min: bounds.min.or(Some(0)), ..bounds }.of(fewest, most);
        let count = if fewest == most { format!("{fewest}") } else { format!("{fewest}～{most}") };
        let years = in_years(fewest.max(0), most.max(0)).map(|years| format!("（{years}）")).unwrap_or_default();
        outcome.remarks.push(format!("その間は{count}日{years}です。"));
    }
    outcome
}

/// A long time in years and months, as a person counts it; `None` where it is under a year.
fn in_years(fewest: i64, most: i64) -> Option<String> {
    const MONTHS: i64 = 12;
    // The days of 400 years and their months, so that leap days are counted.
    let months = |days: i64| days * 400 * MONTHS / 146_097;
    let told = |months: i64| format!("{}年{}か月", months / MONTHS, months % MONTHS);
    let (fewest, most) = (months(fewest), months(most));
    let same = fewest == most;
    (most >= MONTHS)
        .then(|| if same { format!("約{}", told(most)) } else { format!("約{}～{}", told(fewest), told(most)) })
}
