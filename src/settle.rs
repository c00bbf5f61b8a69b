//! Results become the [`Run`] that is reported.
//!
//! What stands beside a paper is settled here, in this order: a person's look at what the reader could not
//! decide（目視確認）, the comparison with the other cases of the run（横並び）, waivers（免除）, and which
//! results are reported.

mod attestation;
mod card;
mod finding;
mod peers;
mod run;
mod selection;
mod waiver;

pub use attestation::attest;
pub use card::{Companion, RuleCard};
pub use run::{CaseReport, CaseVerdict, Run, Summary, Threshold};
pub use selection::{Selection, UnknownChoice};

use crate::rules::RuleSet;

/// Settles what hangs on all cases of a run, and puts the results in order.
pub fn settle(rules: &RuleSet, reports: &mut [CaseReport]) {
    peers::compare(rules, reports);
    for report in reports {
        waiver::waive(rules, report);
        let rest = std::mem::take(&mut report.awaiting);
        report.results.extend(rest.into_iter().map(|(_, result)| result));
        report.results.sort_by(|a, b| {
            (a.span.start, &a.rule, &a.pointer, &a.title).cmp(&(b.span.start, &b.rule, &b.pointer, &b.title))
        });
    }
}
