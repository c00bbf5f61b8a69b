//! `attached`: every annex that a text cites stands in the file; `cited`: every annex of the file is cited.

use std::collections::HashSet;

use crate::case::Filled;
use crate::document::NodeId;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::{Evidence, Reason};
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::{Place, fold_name};

pub(in crate::evaluate) fn attached(judge: &Judge<'_, '_>, places: &[Place], kinds: &[String]) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let mut breaks: Vec<Break> = Vec::new();
    let mut evidence = Vec::new();
    for unit in judge.units_here(nodes).iter() {
        for annex in judge.case.cites(unit.node) {
            if !is_wanted(&annex.name, kinds) {
                continue;
            }
            match annex.entry {
                // An annex that holds nothing but a figure is there; one with an empty text is not.
                Some(entry) if matches!(judge.case.filled(entry), Filled::Blank(Some(_))) => {
                    let remark = format!("「{}」に何も書かれていません。", annex.name);
                    breaks.push(Break { node: unit.node, truth: Truth::Silent, remark, evidence: Vec::new() });
                }
                Some(_) => evidence.extend(judge.words(unit.node, unit.text, 0..unit.text.len())),
                None if annex.is_rest => {
                    let remark = format!(
                        "「{}」は数が多く、あるかどうかを確かめていません。人が確かめるか、範囲を分けて書いてください。",
                        annex.name
                    );
                    let truth = Truth::Undecided(Reason::Undecidable);
                    breaks.push(Break { node: unit.node, truth, remark, evidence: Vec::new() });
                }
                None => {
                    let remark = format!("「{}」がこの文書の中にありません。", annex.name);
                    breaks.push(Break { node: unit.node, truth: Truth::Silent, remark, evidence: Vec::new() });
                }
            }
        }
    }
    whole(judge, places, breaks, evidence)
}

pub(in crate::evaluate) fn cited(judge: &Judge<'_, '_>, places: &[Place], kinds: &[String]) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let citations = judge.case.citations(nodes);
    let (mut breaks, mut evidence) = (Vec::new(), Vec::new());
    for (name, annex) in judge.case.annex_names() {
        if !is_wanted(name, kinds) {
            continue;
        }
        // What an annex says of itself does not lead a reader to it.
        let own: HashSet<NodeId> = judge.units_here(&[annex]).iter().map(|unit| unit.node).collect();
        match citations.iter().find(|mention| mention.entry == Some(annex) && !own.contains(&mention.node)) {
            Some(mention) => {
                evidence.extend(judge.words(mention.node, judge.text(mention.node), mention.range.clone()))
            }
            None => {
                let remark = format!("「{name}」を挙げている所がありません。");
                breaks.push(Break { node: annex, truth: Truth::Silent, remark, evidence: Vec::new() });
            }
        }
    }
    whole(judge, places, breaks, evidence)
}

fn is_wanted(name: &str, kinds: &[String]) -> bool {
    kinds.is_empty() || kinds.iter().any(|kind| name.starts_with(&fold_name(kind)))
}

/// Holds where nothing breaks it. What is surely not there says more than what was not looked for.
fn whole(judge: &Judge<'_, '_>, places: &[Place], breaks: Vec<Break>, evidence: Vec<Evidence>) -> Outcome {
    let broken = breaks.iter().map(|broken| broken.truth);
    let truth = broken.reduce(|worst, truth| if truth == Truth::Silent { truth } else { worst });
    let mut outcome = Outcome::new(truth.unwrap_or(Truth::Holds));
    outcome.evidence = evidence;
    outcome.evidence.dedup_by_key(|evidence| evidence.span);
    if let [only] = breaks.as_slice() {
        outcome.remarks.push(only.remark.clone());
    }
    outcome.nearest = judge.nearest(places);
    outcome.breaks = breaks;
    outcome
}
