//! Which texts of a paper a citation means: 「第8条第2項」 behind its name.

use std::fmt;

use super::mark::{begins_division, begins_supplement};
use super::unit::PaperUnit;
use crate::case::joint::RANGES;
use crate::case::number::numeral_at;
use crate::form::{fold_name, is_figure};

/// The letters that close a step of a citation, outermost first.
const STEPS: [char; 3] = ['条', '項', '号'];
/// What stands between the name of a paper and what is cited of it.
const LEADS: [&str; 5] = ["", "の", "」", "』", "」の"];
/// What joins two citations.
const JOINTS: [&str; 7] = ["及び", "並びに", "又は", "、", "・", ",", "と"];

/// What a text cites of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited {
    /// 条, 項 and 号.
    Steps(Vec<Citation>),
    /// A part that is no 条: 「第3」, 「別表第1」, 「第3章」.
    Part(String),
}

/// One citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    steps: Vec<Step>,
    /// Whether it is the end of a range that the one before it begins.
    ends_range: bool,
}

/// A step of a citation: the letter and the number with its branches（第8条の2）.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    letter: char,
    numbers: Vec<u64>,
}

impl fmt::Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part) => f.write_str(part),
            Self::Steps(citations) => citations.iter().flat_map(|citation| &citation.steps).try_for_each(|step| {
                let (first, branches) = step.numbers.split_first().unwrap_or((&0, &[]));
                write!(f, "第{first}{}", step.letter)?;
                branches.iter().try_for_each(|branch| write!(f, "の{branch}"))
            }),
        }
    }
}

impl Step {
    fn rank(&self) -> Option<usize> {
        STEPS.iter().position(|&letter| letter == self.letter)
    }
}

impl Cited {
    /// What a text behind the name of a paper cites of it; `None` where it cites no part.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let text = without_remarks(&fold_name(text));
        let mut citations: Vec<Citation> = Vec::new();
        let mut last = 0;
        for (step, start, end) in steps(&text) {
            let between = text.get(last..start).unwrap_or("");
            last = end;
            // 「令和2年31総総第120号」 is the number of a document.
            let is_of_document = step.letter == '号' && citations.is_empty() && !matches!(between, "" | "の");
            if is_of_document {
                continue;
            }
            add(&mut citations, step, between);
        }
        if !citations.is_empty() {
            return Some(Self::Steps(citations));
        }
        let part = text.strip_prefix('の').unwrap_or(&text);
        let is_number = !part.is_empty() && part.chars().all(is_figure);
        (part.starts_with('第') || is_number || begins_supplement(part)).then(|| Self::Part(part.to_owned()))
    }

    /// Whether it is a part that holds 条, whose places do not name it: 「第3章」.
    #[must_use]
    pub fn is_division(&self) -> bool {
        matches!(self, Self::Part(part) if begins_division(part))
    }

    /// What a folded text cites right behind the name of a paper, each citation by itself, and where that ends:
    /// 「第8条及び第9条による」.
    #[must_use]
    pub fn leading(text: &str) -> Option<(Vec<Self>, usize)> {
        let mut citations: Vec<Citation> = Vec::new();
        let mut last = 0;
        for (step, start, end) in steps(text) {
            let between = text.get(last..start).unwrap_or("");
            let goes_on = match citations.last() {
                None => LEADS.contains(&between),
                Some(above) => above.goes_on(&step, between) || JOINTS.contains(&between) || RANGES.contains(&between),
            };
            if !goes_on {
                break;
            }
            add(&mut citations, step, between);
            last = end;
        }
        let citations: Vec<Self> = citations.into_iter().map(|citation| Self::Steps(vec![citation])).collect();
        (!citations.is_empty()).then_some((citations, last))
    }

    /// Whether a text of a paper stands in what is cited.
    #[must_use]
    pub fn covers(&self, unit: &PaperUnit) -> bool {
        let place = fold_name(unit.place());
        let citations = match self {
            Self::Steps(citations) => citations,
            Self::Part(part) => {
                return place.strip_prefix(part.as_str()).is_some_and(|rest| !rest.starts_with(is_figure));
            }
        };
        let place: Vec<Step> = steps(&place).map(|(step, ..)| step).collect();
        let before = std::iter::once(None).chain(citations.iter().map(Some));
        citations.iter().zip(before).any(|(citation, before)| {
            let begun = before.filter(|_| citation.ends_range);
            citation.covers(&place) || begun.is_some_and(|begun| between(begun, citation, &place))
        })
    }
}

/// Adds a step to what is cited: 「第8条第2項」 is one citation, 「第8条、第9条」 are two.
fn add(citations: &mut Vec<Citation>, step: Step, between: &str) {
    match citations.last_mut() {
        Some(above) if above.goes_on(&step, between) => above.steps.push(step),
        above => {
            let ends_range = above.is_some() && RANGES.contains(&between);
            // 「第1条第1項及び第2項」: the second is of the same 条.
            let outer = above.iter().flat_map(|above| &above.steps).filter(|outer| outer.rank() < step.rank());
            let steps = outer.cloned().chain([step.clone()]).collect();
            citations.push(Citation { steps, ends_range });
        }
    }
}

impl Citation {
    /// Whether a step is the next lower one of this citation.
    fn goes_on(&self, step: &Step, between: &str) -> bool {
        matches!(between, "" | "の") && self.steps.last().map(Step::rank) < Some(step.rank())
    }

    fn covers(&self, place: &[Step]) -> bool {
        self.steps.iter().all(|step| match place.iter().find(|known| known.letter == step.letter) {
            Some(known) => known == step,
            // A 条 of one 項 is cited without it.
            None => step.letter == '項' && step.numbers == [1],
        })
    }
}

/// Whether a place lies in a range of 条, or of what else both ends are.
fn between(first: &Citation, last: &Citation, place: &[Step]) -> bool {
    let ([above @ .., first], [same @ .., last]) = (first.steps.as_slice(), last.steps.as_slice()) else {
        return false;
    };
    let within = Citation { steps: above.to_vec(), ends_range: false };
    above == same
        && first.letter == last.letter
        && within.covers(place)
        && place
            .iter()
            .any(|step| step.letter == first.letter && (&first.numbers..=&last.numbers).contains(&&step.numbers))
}

/// A folded text without what it says in brackets beside its citations: the date, the number of a document.
fn without_remarks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (remark, after))) =
        rest.split_once('(').and_then(|(before, inner)| Some((before, inner.split_once(')')?)))
    {
        kept.push_str(before);
        if remark.contains(['条', '項']) || begins_supplement(remark) || begins_division(remark) {
            kept.push_str(remark);
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// The steps that a folded text names, with their places.
fn steps(text: &str) -> impl Iterator<Item = (Step, usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(letter) = text.get(at..)?.chars().next() {
            let start = at;
            at += letter.len_utf8();
            let Some(numeral) = numeral_at(text, if letter == '第' { at } else { start }) else { continue };
            at = numeral.end;
            let closing = text.get(at..)?.chars().next().filter(|letter| STEPS.contains(letter));
            let Some((letter, number)) = closing.zip(numeral.value) else { continue };
            at += letter.len_utf8();
            let mut numbers = vec![number];
            // 「第8条の2」, but not the 「2項」 of 「第8条の2項」.
            while let Some(branch) =
                text.get(at..)?.strip_prefix('の').and_then(|_| numeral_at(text, at + 'の'.len_utf8()))
            {
                let Some(value) =
                    branch.value.filter(|_| !text.get(branch.end..).is_some_and(|rest| rest.starts_with(STEPS)))
                else {
                    break;
                };
                numbers.push(value);
                at = branch.end;
            }
            return Some((Step { letter, numbers }, start, at));
        }
        None
    })
}
