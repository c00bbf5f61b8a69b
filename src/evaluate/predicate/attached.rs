//! `attached`: every annex that a text cites stands in the file.

use crate::case::Filled;
use crate::evaluate::judge::Judge;
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::{Place, fold_name};

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], kinds: &[String]) -> Outcome {
    let nodes = judge.case.find_all(places).nodes;
    let mut breaks: Vec<Break> = Vec::new();
    let mut evidence = Vec::new();
    for unit in judge.case.units_here(&nodes) {
        for annex in judge.case.cites(unit.node) {
            let wanted = kinds.is_empty() || kinds.iter().any(|kind| annex.name.starts_with(&fold_name(kind)));
            if !wanted {
                continue;
            }
            match annex.entry {
                // An annex that holds nothing but a figure is there; one with an empty text is not.
                Some(entry) if matches!(judge.case.filled(entry), Filled::Blank(Some(_))) => {
                    let remark = format!("「{}」に何も書かれていません。", annex.name);
                    breaks.push(Break { node: unit.node, truth: Truth::Silent, remark });
                }
                Some(_) => evidence.extend(judge.words(unit.node, unit.text, 0..unit.text.len())),
                None => {
                    let remark = format!("「{}」がこの文書の中にありません。", annex.name);
                    breaks.push(Break { node: unit.node, truth: Truth::Silent, remark });
                }
            }
        }
    }
    let mut outcome = Outcome::new(if breaks.is_empty() { Truth::Holds } else { Truth::Silent });
    outcome.evidence = evidence;
    outcome.evidence.dedup_by_key(|evidence| evidence.span);
    if let [only] = breaks.as_slice() {
        outcome.remarks.push(only.remark.clone());
    }
    outcome.nearest = judge.nearest(places);
    outcome.breaks = breaks;
    outcome
}
