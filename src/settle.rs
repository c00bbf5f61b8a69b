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

use std::collections::HashMap;

use crate::case::is_identity;
use crate::form::fold_name;
use crate::rules::RuleSet;

/// Settles what hangs on all cases of a run, and puts the results in order.
///
/// `shared` are the waivers of the folder's settings.
pub fn settle(rules: &RuleSet, reports: &mut [CaseReport], shared: Option<&Shared<'_>>) {
    let case_of = case_of(reports);
    for (at, &case) in case_of.iter().enumerate().filter(|&(at, &case)| at != case) {
        for file in [at, case] {
            if let Some(report) = reports.get_mut(file) {
                report.shares_number = true;
            }
        }
    }
    peers::compare(rules, reports, &case_of);
    let mut of_folder = shared.map_or_else(Vec::new, |shared| waiver::waive_all(rules, reports, shared));
    for report in reports {
        // What is wrong with a waiver of the folder is told once, with the first case that was judged.
        let told_here = if report.as_of.is_some() { std::mem::take(&mut of_folder) } else { Vec::new() };
        waiver::waive(rules, report, told_here);
        let rest = std::mem::take(&mut report.awaiting);
        report.results.extend(rest.into_iter().map(|(_, result)| result));
        report.results.sort_by(|a, b| {
            (a.span.start, &a.rule, &a.pointer, &a.title).cmp(&(b.span.start, &b.rule, &b.pointer, &b.title))
        });
    }
}

/// The first file of the run that bears the number of each file: two files of one number are one case, an older draft
/// and a newer. Drafts whose number is still open are cases of their own.
fn case_of(reports: &[CaseReport]) -> Vec<usize> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let number = |report: &CaseReport| report.number.as_deref().filter(|number| is_identity(number)).map(fold_name);
    let of = |(at, report): (usize, &CaseReport)| match number(report) {
        Some(number) => *first.entry(number).or_insert(at),
        None => at,
    };
    reports.iter().enumerate().map(of).collect()
}
