//! `agree`: two places say the same.

use crate::case::citation::citations;
use crate::document::NodeId;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::{Place, fold_name};
use crate::rules::Compare;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], compare: Compare) -> Outcome {
    let sides: Vec<Vec<NodeId>> = places.iter().map(|place| judge.case.find(place).nodes).collect();
    let mut outcome = Outcome::new(Truth::Silent);
    outcome.nearest = judge.nearest(places);
    let [one, other] = sides.as_slice() else { return outcome };
    if !judge.some_text(one) || !judge.some_text(other) {
        return outcome;
    }
    let read = |nodes: &[NodeId]| said(judge, nodes, compare);
    let (said_one, said_other) = (read(one), read(other));
    outcome.truth = if said_one.is_empty() || said_other.is_empty() {
        Truth::Undecided(Reason::Undecidable)
    } else if said_one == said_other {
        Truth::Holds
    } else {
        outcome.remarks.push(format!("一方は「{}」、他方は「{}」です。", said_one.join("、"), said_other.join("、")));
        Truth::Contrary
    };
    outcome.evidence = one.iter().chain(other).filter_map(|&node| judge.whole(node)).collect();
    outcome
}

/// What is compared of the texts of a side; empty where it cannot be read.
fn said(judge: &Judge<'_, '_>, nodes: &[NodeId], compare: Compare) -> Vec<String> {
    let units = judge.case.units_here(nodes);
    let (laws, definitions) = (judge.rules.law_names(), judge.definitions());
    let cited = || units.iter().flat_map(|unit| citations(unit.text, laws, definitions));
    let mut said: Vec<String> = match compare {
        Compare::Text => {
            return units.iter().map(|unit| fold_name(unit.text)).filter(|text| !text.is_empty()).collect();
        }
        Compare::Law => cited().map(|citation| laws.full_name(citation.law).to_owned()).collect(),
        // A law that is named without an article, as where it is given a short name, adds nothing to compare.
        // An article that cannot be read leaves the side unread.
        Compare::Article if cited().any(|citation| citation.articles.iter().any(|cited| cited.article.is_err())) => {
            Vec::new()
        }
        Compare::Article => cited()
            .flat_map(|citation| {
                let law = laws.full_name(citation.law).to_owned();
                let articles = citation.articles.into_iter().filter_map(|cited| cited.article.ok());
                articles.map(move |article| format!("{law}{article}"))
            })
            .collect(),
    };
    said.sort();
    said.dedup();
    said
}
