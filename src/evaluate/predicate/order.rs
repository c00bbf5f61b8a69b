//! `order`: events come in an order.
//!
//! The first group of `need` is the steps that must be over before the rest: of those the last that the
//! case names is compared with each later event. There a time that both can be in decides nothing, unless
//! one line tells them in that order. Between other events a shared time is in order.

use std::cmp::Ordering;

use crate::case::Line;
use crate::case::date::{Interval, TimeSpan};
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::{Folded, Place};
use crate::rules::Event;

/// Most events that are compared. A schedule has a dozen lines; each pair of events is looked at.
const MOST_MENTIONS: usize = 400;

/// An event that a line tells.
pub(super) struct Mention<'l> {
    event: usize,
    line: usize,
    /// Where in the line it is told: the text and the place in it.
    at: (usize, usize),
    pub(super) source: &'l Line<'l>,
}

/// How two events stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    InOrder,
    Reversed,
    Open,
}

pub(in crate::evaluate) fn read(
    judge: &Judge<'_, '_>,
    places: &[Place],
    events: &[String],
    need: &[Vec<String>],
) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let lines = judge.schedule(nodes);
    let known: Vec<Option<&Event>> = events.iter().map(|event| judge.rules.terms().event(event)).collect();
    let mentions: Vec<Mention<'_>> =
        lines.iter().enumerate().flat_map(|(number, line)| mentions(line, number, &known)).collect();
    let has = |event: &String| mentions.iter().any(|mention| events.get(mention.event) == Some(event));
    let absent: Vec<&Vec<String>> = need.iter().filter(|group| !group.iter().any(has)).collect();
    let mut outcome = Outcome::new(Truth::Holds);
    outcome.nearest = judge.nearest(places);
    outcome.evidence = evidence(judge, &lines, &mentions);
    if mentions.len() > MOST_MENTIONS {
        outcome.truth = Truth::Undecided(Reason::Undecidable);
        outcome.evidence.truncate(1);
        outcome.remarks.push(format!("出来事が多すぎて（{}件）、順序を確かめられません。", mentions.len()));
        return outcome;
    }
    let steps = need.first().map_or(&[][..], Vec::as_slice);
    let order = Order { events, steps, groups: need.get(1..).unwrap_or(&[]), mentions: &mentions };
    let (mut reversed, mut open) = (Vec::new(), Vec::new());
    for (first, second) in order.pairs() {
        match order.stand(first, second) {
            Stand::InOrder => {}
            Stand::Reversed => reversed.push((first, second)),
            Stand::Open => open.push((first, second)),
        }
    }
    let words = |pairs: &[(&Mention<'_>, &Mention<'_>)]| {
        let pair = |(first, second): &(&Mention<'_>, &Mention<'_>)| {
            format!("{}と{}", order.describe(judge, first), order.describe(judge, second))
        };
        pairs.iter().map(pair).collect::<Vec<_>>().join("、")
    };
    if !reversed.is_empty() {
        // What is reversed stays so, whatever else is not written.
        outcome.truth = Truth::Contrary;
        outcome.remarks.push(format!("順序が逆です: {}。", words(&reversed)));
    } else if !absent.is_empty() {
        let names: Vec<String> = absent.iter().map(|group| group.join("か")).collect();
        outcome.truth = Truth::Silent;
        outcome.evidence.clear();
        outcome.remarks.push(format!("時期が書かれていないもの: {}。", names.join("、")));
        let unread = mentions.iter().filter(|mention| mention.source.when.is_err());
        let unread: Vec<String> = unread.map(|mention| order.describe(judge, mention)).collect();
        if !unread.is_empty() {
            outcome.remarks.push(format!("読めない時期: {}。", unread.join("、")));
        }
    } else if !open.is_empty() {
        outcome.truth = Truth::Undecided(Reason::Undecidable);
        outcome.remarks.push(format!("前後が決まりません: {}。", words(&open)));
    }
    outcome
}

/// The events that a line tells.
pub(super) fn mentions<'l>(line: &'l Line<'l>, number: usize, events: &[Option<&Event>]) -> Vec<Mention<'l>> {
    let mut found = Vec::new();
    for (text, telling) in line.tellings.iter().enumerate() {
        let folded = Folded::new(telling.words);
        for (event, data) in events.iter().enumerate() {
            let Some(data) = data else { continue };
            let hidden: Vec<_> = data.unless.iter().flat_map(|phrase| folded.places(phrase)).collect();
            let places = data.phrases.iter().flat_map(|phrase| folded.places(phrase));
            let shown =
                places.filter(|place| !hidden.iter().any(|hide| hide.start < place.end && place.start < hide.end));
            if let Some(first) = shown.map(|place| place.start).min() {
                found.push(Mention { event, line: number, at: (text, first), source: line });
            }
        }
    }
    found
}

struct Order<'o, 'l> {
    events: &'o [String],
    steps: &'o [String],
    /// Groups of events among which no order is asked for: one of each is enough.
    groups: &'o [Vec<String>],
    mentions: &'o [Mention<'l>],
}

impl<'o, 'l> Order<'o, 'l> {
    fn is_step(&self, mention: &Mention<'_>) -> bool {
        self.events.get(mention.event).is_some_and(|event| self.steps.contains(event))
    }

    /// The pairs that must be in order: each event with the next that the case names, the last step with
    /// every later event.
    fn pairs(&self) -> Vec<(&'o Mention<'l>, &'o Mention<'l>)> {
        let mut named: Vec<usize> = self.mentions.iter().map(|mention| mention.event).collect();
        named.sort_unstable();
        named.dedup();
        let last_step = named
            .iter()
            .copied()
            .rfind(|&event| self.events.get(event).is_some_and(|event| self.steps.contains(event)));
        let mut pairs = Vec::new();
        let of = |event: usize| self.mentions.iter().filter(move |mention| mention.event == event);
        for (at, &event) in named.iter().enumerate() {
            let later = named.get(at + 1..).unwrap_or(&[]);
            let all = Some(event) == last_step;
            // What stands for the next event comes after this one as that does.
            let next = |other: usize| later.first().is_some_and(|&next| next == other || self.are_alike(next, other));
            for &other in later.iter().filter(|&&other| (all || next(other)) && !self.are_alike(event, other)) {
                pairs.extend(of(event).flat_map(|first| of(other).map(move |second| (first, second))));
            }
        }
        pairs
    }

    /// Whether two events stand for one another: one group holds both.
    fn are_alike(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.events.get(one), self.events.get(other)) else { return false };
        self.groups.iter().any(|group| group.contains(one) && group.contains(other))
    }

    fn stand(&self, first: &Mention<'_>, second: &Mention<'_>) -> Stand {
        let (Ok(before), Ok(after)) = (&first.source.when, &second.source.when) else { return Stand::Open };
        let across = self.is_step(first) && !self.is_step(second);
        let told_so = first.line == second.line && first.at.cmp(&second.at) == Ordering::Less;
        // A step that lasts is over at its end.
        let lasts = before.span == TimeSpan::Period && first.line != second.line;
        let over = if lasts { &before.end } else { &before.start };
        let stand = if told_so || over.is_before(&after.start) {
            Stand::InOrder
        } else if after.start.is_before(&before.start) {
            Stand::Reversed
        } else if across && !same_day(&before.start, &after.start) {
            Stand::Open
        } else {
            Stand::InOrder
        };
        if hangs_on_guess(first.source, second.source) { Stand::Open } else { stand }
    }

    fn describe(&self, judge: &Judge<'_, '_>, mention: &Mention<'_>) -> String {
        let event = self.events.get(mention.event).map_or("", String::as_str);
        let words = judge.text(mention.source.node).get(mention.source.range.clone()).unwrap_or("").trim().to_owned();
        let guess = if mention.source.estimated { "、年は推定" } else { "" };
        match &mention.source.when {
            Ok(_) => format!("{event}（{words}{guess}）"),
            Err(fault) => format!("{event}（{fault}）"),
        }
    }
}

/// Whether the time between two lines hangs on a year that is guessed: one year is written and the other not, or
/// the guess steps from one year to another. That is for a person.
pub(super) fn hangs_on_guess(first: &Line<'_>, second: &Line<'_>) -> bool {
    let year = |line: &Line<'_>| Some(line.when.as_ref().ok()?.start.earliest?.year());
    first.estimated != second.estimated || (first.estimated && year(first) != year(second))
}

fn same_day(one: &Interval, other: &Interval) -> bool {
    one.day().is_some() && one.day() == other.day()
}

/// The lines that tell an event, as evidence: what happens and when.
fn evidence(
    judge: &Judge<'_, '_>,
    lines: &[Line<'_>],
    mentions: &[Mention<'_>],
) -> Vec<crate::evaluate::result::Evidence> {
    let mut evidence = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if !mentions.iter().any(|mention| mention.line == number) {
            continue;
        }
        evidence.extend(judge.words(line.node, judge.text(line.node), line.range.clone()));
        for telling in line.tellings.iter().filter(|telling| telling.node != line.node) {
            evidence.extend(judge.words(telling.node, judge.text(telling.node), telling.range.clone()));
        }
    }
    evidence
}
