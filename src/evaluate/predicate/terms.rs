//! `terms`: a paper keeps to the names that it defines. Each place where it does not is a result of its own.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use crate::case::CaseUnit;
use crate::case::definition::{Definition, begins_at, ends_at};
use crate::case::variant::NearName;
use crate::document::NodeId;
use crate::evaluate::judge::Judge;
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::{Folded, Place};
use crate::rules::TermSlip;

/// Names so short that they may stand inside other words must stand by themselves.
const SHORT: usize = 2;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], slip: TermSlip) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let mut breaks = Vec::new();
    for paper in judge.case.printed_papers(nodes) {
        let known = judge.printed.borrow().get(&paper).cloned();
        let paper = known.unwrap_or_else(|| {
            let read = Rc::new(Paper::read(judge, paper));
            judge.printed.borrow_mut().insert(paper, Rc::clone(&read));
            read
        });
        match slip {
            TermSlip::NearMiss => paper.near_misses(judge, &mut breaks),
            TermSlip::Twice => paper.twice(judge, &mut breaks),
            TermSlip::Late => paper.late(judge, &mut breaks),
            TermSlip::Unused => paper.unused(judge, &mut breaks),
        }
    }
    let mut outcome = Outcome::new(if breaks.is_empty() { Truth::Holds } else { Truth::Contrary });
    if let [only] = breaks.as_slice() {
        outcome.remarks.push(only.remark.clone());
    }
    outcome.evidence = breaks.iter().flat_map(|broken| broken.evidence.clone()).collect();
    outcome.nearest = judge.nearest(places);
    outcome.breaks = breaks;
    outcome
}

/// A text of a paper.
struct Text<'c> {
    unit: CaseUnit<'c>,
    folded: &'c Folded,
    definitions: Vec<Definition>,
    /// The annex that it stands in. A name that an annex defines is defined for that annex.
    annex: Option<NodeId>,
    /// Where laws are named.
    laws: Vec<Range<usize>>,
    /// Where the words stand that a defined name stands for.
    meanings: Vec<Range<usize>>,
}

/// A paper with the names that it defines, read once for all slips.
pub(in crate::evaluate) struct Paper<'c> {
    texts: Vec<Text<'c>>,
}

impl<'c> Paper<'c> {
    fn read(judge: &Judge<'c, '_>, paper: NodeId) -> Self {
        let case = judge.case;
        let inside =
            |annex: NodeId| judge.units_here(&[annex]).iter().map(|unit| (unit.node, annex)).collect::<Vec<_>>();
        let annex_of: HashMap<NodeId, NodeId> = case.annexes().into_iter().flat_map(inside).collect();
        let mut texts: Vec<Text<'_>> = Vec::new();
        for unit in judge.units_here(&[paper]).iter() {
            let folded = judge.folded(unit.node);
            let (known, in_text) = (case.known_text(unit.node), judge.in_text(unit.node));
            let definitions = in_text.definitions(known).to_vec();
            let laws = in_text.laws(judge.rules, known).iter().map(|(place, _)| place.clone()).collect();
            let annex = annex_of.get(&unit.node).copied();
            texts.push(Text { unit: unit.clone(), folded, definitions, annex, laws, meanings: Vec::new() });
        }
        let meanings: Vec<String> = texts
            .iter()
            .flat_map(|text| &text.definitions)
            .filter(|definition| definition.meaning.len() > definition.name.len())
            .map(|definition| definition.meaning.clone())
            .collect();
        for text in &mut texts {
            text.meanings = meanings.iter().flat_map(|meaning| text.folded.places(meaning)).collect();
        }
        Self { texts }
    }

    /// Every definition, with the number of its text.
    fn definitions(&self) -> impl Iterator<Item = (usize, &Text<'c>, &Definition)> {
        self.texts
            .iter()
            .enumerate()
            .flat_map(|(at, text)| text.definitions.iter().map(move |definition| (at, text, definition)))
    }

    /// Where a text uses a name: not where one is defined, nor inside the name of a law or what a defined
    /// name stands for.
    fn uses<'t>(&self, text: &'t Text<'_>, name: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let short = name.chars().count() <= SHORT;
        text.folded.places(name).filter(move |place| {
            let defining = text.definitions.iter().map(|definition| &definition.whole);
            let mut masked = defining.chain(&text.laws).chain(&text.meanings);
            // A law's short name that the paper defines is such a name itself.
            let masked = masked.any(|masked| masked.start < place.end && place.start < masked.end && *masked != *place);
            !masked && (!short || begins_at(text.folded.text(), place.start))
        })
    }

    /// Words that are nearly a name of the paper or of a law, but are none.
    fn near_misses(&self, judge: &Judge<'_, '_>, breaks: &mut Vec<Break>) {
        let terms = judge.rules.terms();
        let mut names: Vec<&str> = self.definitions().map(|(_, _, definition)| definition.name.as_str()).collect();
        let meanings: Vec<&str> = self
            .definitions()
            .map(|(_, _, definition)| definition.meaning.as_str())
            .filter(|meaning| !meaning.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup();
        let near: Vec<(NearName, &str)> = names.iter().map(|name| (NearName::new(name), *name)).collect();
        let laws = judge.rules.law_names();
        for text in &self.texts {
            let (known, in_text) = (judge.case.known_text(text.unit.node), judge.in_text(text.unit.node));
            let mut taken: Vec<Range<usize>> =
                text.definitions.iter().map(|definition| definition.whole.clone()).collect();
            taken.extend(text.laws.iter().cloned());
            let mut found: Vec<(Range<usize>, &str, &str)> = Vec::new();
            let near_laws = in_text.near_laws(judge.rules, known).iter();
            found.extend(
                near_laws.map(|&(ref place, law)| (place.clone(), laws.full_name(law), "登録された法令などの名")),
            );
            for (near, name) in &near {
                let places = near.places(in_text.letters(known), &terms.contrasts).into_iter();
                found.extend(places.map(|place| (place, *name, "この書面で定めた名")));
            }
            if found.is_empty() {
                continue;
            }
            // What is right as it stands: in it nothing is near, and a law's name goes on to no other.
            let right: Vec<Range<usize>> =
                names.iter().chain(&meanings).flat_map(|name| text.folded.places(name)).collect();
            for (place, name, whose) in found {
                let inside = right.iter().any(|right| right.start <= place.start && place.end <= right.end);
                if inside || taken.iter().any(|taken| taken.start < place.end && place.start < taken.end) {
                    continue;
                }
                let word = text.unit.text.get(text.folded.typed(place.clone())).unwrap_or("");
                let remark = format!("「{word}」と書かれています。{whose}は「{name}」です。");
                taken.push(place.clone());
                breaks.push(broken(judge, text, place, remark));
            }
        }
    }

    /// Names that an earlier text, or an earlier word of the same text, has defined. An annex may define again
    /// what the body does, for it may be read by itself.
    fn twice(&self, judge: &Judge<'_, '_>, breaks: &mut Vec<Break>) {
        let mut known: HashSet<(Option<NodeId>, &str)> = HashSet::new();
        for (_, text, definition) in self.definitions() {
            if !known.insert((text.annex, &definition.name)) {
                let remark = format!("「{}」は、前にも定めています。", definition.name);
                breaks.push(broken(judge, text, definition.place.clone(), remark));
            }
        }
    }

    /// The first use of a name before its definition. A title is no use: it stands for the whole matter; nor
    /// is a name in a bracket of its own, which tells it beside the long one.
    fn late(&self, judge: &Judge<'_, '_>, breaks: &mut Vec<Break>) {
        let titles = judge.case.title_nodes();
        let mut known: HashSet<&str> = HashSet::new();
        for (number, defining, definition) in self.definitions() {
            if !known.insert(&definition.name) {
                continue;
            }
            let before = self.texts.iter().take(number + 1);
            let before = before.filter(|text| text.annex == defining.annex && !titles.contains(&text.unit.node));
            let mut early = before.flat_map(|text| {
                let uses = self.uses(text, &definition.name);
                uses.filter(move |place| text.unit.node != defining.unit.node || place.end <= definition.whole.start)
                    .map(move |place| (text, place))
            });
            let stands_alone = |text: &Text<'_>, place: &Range<usize>| {
                let folded = text.folded.text();
                let ends = definition.name.chars().count() > SHORT || ends_at(folded, place.end);
                begins_at(folded, place.start) && ends && !is_bracketed(folded, place)
            };
            if let Some((text, place)) = early.find(|(text, place)| stands_alone(text, place)) {
                let remark = format!(
                    "「{}」を定めているのは、後の「{}」です。",
                    definition.name,
                    judge.case.pointer(defining.unit.node)
                );
                breaks.push(broken(judge, text, place, remark));
            }
        }
    }

    /// Names that are defined and stand nowhere else.
    fn unused(&self, judge: &Judge<'_, '_>, breaks: &mut Vec<Break>) {
        for (_, defining, definition) in self.definitions() {
            let in_name = |other: &Definition| other.name != definition.name && other.name.contains(&definition.name);
            let used = self.texts.iter().any(|text| self.uses(text, &definition.name).next().is_some());
            if !used && !self.definitions().any(|(_, _, other)| in_name(other)) {
                let remark = format!("「{}」は、定めた後に使われていません。", definition.name);
                breaks.push(broken(judge, defining, definition.place.clone(), remark));
            }
        }
    }
}

fn broken(judge: &Judge<'_, '_>, text: &Text<'_>, place: Range<usize>, remark: String) -> Break {
    let unit = &text.unit;
    let evidence = judge.words(unit.node, unit.text, text.folded.typed(place)).into_iter().collect();
    Break { node: unit.node, truth: Truth::Contrary, remark, evidence }
}

/// Whether a bracket holds just these words.
fn is_bracketed(text: &str, place: &Range<usize>) -> bool {
    let before = text.get(..place.start).is_some_and(|before| before.ends_with('('));
    before && text.get(place.end..).is_some_and(|after| after.starts_with(')'))
}
