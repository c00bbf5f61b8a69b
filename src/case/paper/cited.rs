//! Which texts of a paper a citation means: 「第8条第2項」 behind its name.

use std::fmt;

use super::unit::PaperUnit;
use crate::case::number::numeral_at;
use crate::form::{fold_name, is_figure};

/// The letters that close a step of a citation, outermost first.
const STEPS: [char; 3] = ['条', '項', '号'];
/// What stands between the name of a paper and what is cited of it.
const LEADS: [&str; 5] = ["", "の", "」", "』", "」の"];
/// What joins two citations.
const JOINTS: [&str; 7] = ["及び", "並びに", "又は", "、", "・", ",", "と"];
/// What joins the two ends of a range.
const RANGES: [&str; 6] = ["から", "ないし", "乃至", "~", "-", "–"];

/// What a text cites of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cited {
    /// 条, 項 and 号.
    Steps(Vec<Citation>),
    /// The number of a part that is no 条: 「第3」.
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
        let text = fold_name(text);
        let mut citations: Vec<Citation> = Vec::new();
        let mut last = 0;
        for (step, start, end) in steps(&text) {
            let between = text.get(last..start).unwrap_or("");
            last = end;
            match citations.last_mut() {
                // 「第8条第2項」 is one citation, 「第8条、第9条」 are two.
                Some(above)
                    if matches!(between, "" | "の") && above.steps.last().map(Step::rank) < Some(step.rank()) =>
                {
                    above.steps.push(step);
                }
                above => {
                    let ends_range = above.is_some() && RANGES.contains(&between);
                    citations.push(Citation { steps: vec![step], ends_range });
                }
            }
        }
        if !citations.is_empty() {
            return Some(Self::Steps(citations));
        }
        let is_number = !text.is_empty() && text.chars().all(is_figure);
        (text.starts_with('第') || is_number).then_some(Self::Part(text))
    }

    /// What a folded text cites right behind the name of a paper, each citation by itself, and where that ends:
    /// 「第8条及び第9条による」.
    #[must_use]
    pub fn leading(text: &str) -> Option<(Vec<Self>, usize)> {
        let mut citations: Vec<Citation> = Vec::new();
        let mut last = 0;
        for (step, start, end) in steps(text) {
            let between = text.get(last..start).unwrap_or("");
            match citations.last_mut() {
                None if !LEADS.contains(&between) => break,
                Some(above)
                    if matches!(between, "" | "の") && above.steps.last().map(Step::rank) < Some(step.rank()) =>
                {
                    above.steps.push(step);
                }
                Some(_) if !JOINTS.contains(&between) && !RANGES.contains(&between) => break,
                _ => citations.push(Citation { steps: vec![step], ends_range: false }),
            }
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

impl Citation {
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
    let ([above @ .., first], [last]) = (first.steps.as_slice(), last.steps.as_slice()) else { return false };
    let within = Citation { steps: above.to_vec(), ends_range: false };
    first.letter == last.letter
        && within.covers(place)
        && place
            .iter()
            .any(|step| step.letter == first.letter && (&first.numbers..=&last.numbers).contains(&&step.numbers))
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
