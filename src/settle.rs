//! Results become the [`Run`] that is reported.
//!
//! What stands beside a paper is settled here, in this order: a person's look at what the reader could not
//! decide（目視確認）, the comparison with the other cases of the run（横並び）, waivers（免除）, and which
//! results are reported.

mod attestation;
mod baseline;
mod card;
mod finding;
mod fingerprint;
mod peers;
mod run;
mod selection;
mod waiver;

pub use attestation::{attest, item_of, of_comparison};
pub use baseline::{Baseline, BaselineFault, Compared, Known};
pub use card::{Companion, RuleCard};
pub use fingerprint::fingerprints;
pub use run::{CaseReport, CaseVerdict, Run, Summary, Threshold};
pub use selection::{Selection, UnknownChoice};
pub use waiver::Shared;

use crate::rules::RuleSet;

/// Settles what hangs on all cases of a run, and puts the results in order.
///
/// `shared` are the waivers of the folder's settings.
pub fn settle(rules: &RuleSet, reports: &mut [CaseReport], shared: Option<&Shared<'_>>) {
    peers::compare(rules, reports);
    let mut of_folder = shared.map_or_else(Vec::new, |shared| waiver::waive_all(rules, reports, shared));
    for report in reports {
        // What is wrong with a waiver of the folder is told once, with the first case.
        waiver::waive(rules, report, std::mem::take(&mut of_folder));
        let rest = std::mem::take(&mut report.awaiting);
        report.results.extend(rest.into_iter().map(|(_, result)| result));
        report.results.sort_by(|a, b| {
            (a.span.start, &a.rule, &a.pointer, &a.title).cmp(&(b.span.start, &b.rule, &b.pointer, &b.title))
        });
    }
}
