//! Built-in: the papers that are attached can be read, and some text refers to each.

use crate::case::Paper;
use crate::error::Explain as _;
use crate::evaluate::judge::Judge;
use crate::evaluate::{Break, Outcome, Truth};

/// The attached papers that cannot be read, one outcome each; `None` where none is attached.
pub(in crate::evaluate) fn missing(judge: &Judge<'_, '_>) -> Option<Vec<Outcome>> {
    of_each(judge, |paper| {
        let fault = paper.fault()?;
        Some((paper.file_node, format!("「{}」: {fault}。{}", paper.file, fault.advice())))
    })
}

/// The attached papers that no text refers to, one outcome each; `None` where none is attached.
pub(in crate::evaluate) fn unreferred(judge: &Judge<'_, '_>) -> Option<Vec<Outcome>> {
    let instruments = &judge.rules.terms().instruments;
    of_each(judge, |paper| {
        // A text may call a paper by any phrase of the instrument that it stands for.
        let phrases = instruments.iter().filter(|instrument| instrument.is_named(&paper.name, []));
        let phrases: Vec<String> = phrases.flat_map(|instrument| instrument.phrases.iter().cloned()).collect();
        if judge.case.is_referred(paper, &phrases) {
            return None;
        }
        Some((paper.node, format!("「{}」は、本文のどこにも出てきません。", paper.name)))
    })
}

fn of_each(
    judge: &Judge<'_, '_>,
    told: impl Fn(&Paper) -> Option<(crate::document::NodeId, String)>,
) -> Option<Vec<Outcome>> {
    let papers = judge.case.papers();
    papers.first()?;
    let outcomes = papers.iter().filter_map(|paper| {
        let (node, remark) = told(paper)?;
        let truth = Truth::Contrary;
        let mut outcome = Outcome::new(truth);
        outcome.breaks = vec![Break { node, truth, remark: remark.clone(), evidence: Vec::new() }];
        outcome.remarks.push(remark);
        Some(outcome)
    });
    Some(outcomes.collect())
}
