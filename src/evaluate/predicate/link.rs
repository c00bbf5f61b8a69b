//! Built-in: the linked cases can be found.

use crate::case::LinkFault;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Break, Outcome, Truth};

/// The linked cases that cannot be found, one outcome each; `None` where none is linked.
pub(in crate::evaluate) fn missing(judge: &Judge<'_, '_>) -> Option<Vec<Outcome>> {
    let links = judge.case.links();
    links.first()?;
    let outcomes = links.iter().filter_map(|link| {
        let fault = link.case.as_ref().err()?;
        // It may well be there, only not in this run.
        let truth = match fault {
            LinkFault::NotInRun | LinkFault::Several | LinkFault::Open => Truth::Undecided(Reason::Undecidable),
            LinkFault::ShortNumber | LinkFault::Itself | LinkFault::NoFile(_) | LinkFault::NoCase => Truth::Contrary,
        };
        let mut outcome = Outcome::new(truth);
        let remark = format!("「{}」は、{fault}。", link.name);
        outcome.breaks = vec![Break { node: link.node, truth, remark: remark.clone(), evidence: Vec::new() }];
        outcome.remarks.push(remark);
        Some(outcome)
    });
    Some(outcomes.collect())
}
