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
mod shelf;
mod waiver;
mod whole;

pub use attestation::{attest, item_of, of_comparison, whole_words};
pub use baseline::{Baseline, BaselineFault, Compared, Known};
pub use card::{Companion, RuleCard};
pub use fingerprint::fingerprints;
pub use run::{CaseReport, CaseVerdict, Run, Summary, Tally, Threshold};
pub use selection::{Selection, UnknownChoice};
pub use shelf::{Shelf, Shelved};
pub use waiver::Shared;

use std::collections::HashMap;

use crate::case::is_identity;
use crate::form::fold_name;
use crate::rules::RuleSet;

/// Settles what hangs on all cases of a run, and puts the results in order.
///
/// `shared` are the waivers of the folder's settings.
pub fn settle(rules: &RuleSet, reports: &mut [CaseReport], shared: Option<&Shared<'_>>) {
    let mut together = Together::new(rules);
    reports.iter().for_each(|report| together.add(report));
    for (at, report) in reports.iter_mut().enumerate() {
        together.compare(at, report);
    }
    let mut of_folder = shared.map_or_else(Vec::new, |shared| waiver::waive_all(rules, reports, shared));
    for report in reports {
        // What is wrong with a waiver of the folder is told once, with the first case that was judged.
        let told_here = if report.as_of.is_some() { std::mem::take(&mut of_folder) } else { Vec::new() };
        finish(rules, report, told_here);
    }
}

/// What the cases of a run, taken together, say of each. They are noted one by one in the order of the run, and each
/// is settled once all are noted, so that no more than one of them needs to be at hand.
pub struct Together<'r> {
    rules: &'r RuleSet,
    peers: Option<peers::Peers<'r>>,
    /// The first file that bears each number.
    first: HashMap<String, usize>,
    /// For each file the first one of its case: two files of one number are one case, an older draft and a newer.
    case_of: Vec<usize>,
    /// Whether another file bears the number of each.
    shares_number: Vec<bool>,
}

impl<'r> Together<'r> {
    /// Of no case yet.
    #[must_use]
    pub fn new(rules: &'r RuleSet) -> Self {
        Self {
            rules,
            peers: peers::Peers::new(rules),
            first: HashMap::new(),
            case_of: Vec::new(),
            shares_number: Vec::new(),
        }
    }

    /// Notes the next file of the run.
    pub fn add(&mut self, report: &CaseReport) {
        let at = self.case_of.len();
        // Drafts whose number is still open are cases of their own.
        let number = report.number.as_deref().filter(|number| is_identity(number)).map(fold_name);
        let case = number.map_or(at, |number| *self.first.entry(number).or_insert(at));
        if let Some(first) = self.shares_number.get_mut(case) {
            *first = true;
        }
        self.shares_number.push(case != at);
        self.case_of.push(case);
        if let Some(peers) = &mut self.peers {
            peers.add(report, case);
        }
    }

    /// Settles the file that was noted as number `at`, from 0, where no waivers stand beside the cases.
    pub fn settle(&self, at: usize, report: &mut CaseReport) {
        self.compare(at, report);
        finish(self.rules, report, Vec::new());
    }

    fn compare(&self, at: usize, report: &mut CaseReport) {
        report.shares_number = self.shares_number.get(at) == Some(&true);
        if let (Some(peers), Some(&case)) = (&self.peers, self.case_of.get(at)) {
            peers.compare(report, case);
        }
    }
}

/// Settles a case by its waivers, after which nothing waits any more, and puts its results in order.
fn finish(rules: &RuleSet, report: &mut CaseReport, of_folder: Vec<finding::Finding>) {
    waiver::waive(rules, report, of_folder);
    let rest = std::mem::take(&mut report.awaiting);
    report.results.extend(rest.into_iter().map(|(_, result)| result));
    report.results.sort_by(|a, b| {
        (a.span.start, &a.rule, &a.pointer, &a.title).cmp(&(b.span.start, &b.rule, &b.pointer, &b.title))
    });
}
