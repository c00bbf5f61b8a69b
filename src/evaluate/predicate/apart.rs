//! `days` between two events: so many days lie between the one and the other.

use jiff::Unit;
use jiff::civil::Date;

use crate::case::Line;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

use super::days::Bounds;
use super::order::{Mention, hangs_on_guess, mentions};

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
        lines.iter().enumerate().flat_map(|(number, line)| mentions(line, number, &known)).collect::<Vec<Mention<'_>>>()
    };
    let (firsts, seconds) = (tellings(from), tellings(to));
    let absent: Vec<&str> = [(from, &firsts), (to, &seconds)]
        .iter()
        .filter(|(_, mentions)| mentions.is_empty())
        .map(|&(event, _)| event)
        .collect();
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
    let length = |from: Option<Date>, to: Option<Date>| Some(i64::from((to? - from?).get_days()));
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
        let shortest = (before.end.latest, after.start.earliest);
        let longest = (before.start.earliest, after.start.latest);
        let years = in_years(shortest, longest).map(|years| format!("（{years}）")).unwrap_or_default();
        outcome.remarks.push(format!("その間は{count}日{years}です。"));
    }
    outcome
}

/// Two days, of which the one begins and the other ends a time.
type Between = (Option<Date>, Option<Date>);

/// A long time in years and months, as a person counts them by the calendar; `None` where it is under a year.
fn in_years(shortest: Between, longest: Between) -> Option<String> {
    let (fewest, most) = (Months::of(shortest)?, Months::of(longest)?);
    (most.whole >= MONTHS).then(|| if fewest == most { most.to_string() } else { format!("{fewest}～{most}") })
}

/// The months of a year.
const MONTHS: i32 = 12;

/// The months that a time has.
#[derive(PartialEq, Eq)]
struct Months {
    whole: i32,
    /// Whether some days are left over.
    and_days: bool,
}

impl Months {
    /// The months between two days; none where the second comes first.
    fn of((from, to): Between) -> Option<Self> {
        let (from, to) = (from?, to?);
        let span = from.until((Unit::Month, to.max(from))).ok()?;
        Some(Self { whole: span.get_months(), and_days: span.get_days() > 0 })
    }
}

impl std::fmt::Display for Months {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let about = if self.and_days { "約" } else { "" };
        write!(out, "{about}{}年{}か月", self.whole / MONTHS, self.whole % MONTHS)
    }
}
