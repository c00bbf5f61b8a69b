//! Several acts, one reading.

use super::{Finding, How, Reading};

/// From the most to the least telling.
const ORDER: [How; 9] = [
    How::Said,
    How::Contradiction,
    How::Denied,
    How::Hedged,
    How::Partial,
    How::ByReference,
    How::Contrary,
    How::Near,
    How::None,
];

fn rank(how: How) -> usize {
    ORDER.iter().position(|other| *other == how).unwrap_or(ORDER.len())
}

/// All findings of one text. In one sentence said beats denied; in two they contradict each other.
pub(super) fn text(mut findings: Vec<Finding>) -> Reading {
    findings.sort_by_key(|finding| (finding.passage, finding.sentence.start, finding.clause.start));
    let said = |finding: &Finding| {
        findings.iter().any(|other| {
            other.how == How::Said && other.passage == finding.passage && other.sentence == finding.sentence
        })
    };
    let denied_alone = findings.iter().any(|finding| finding.how == How::Denied && !said(finding));
    let best = findings.iter().map(|finding| finding.how).min_by_key(|how| rank(*how)).unwrap_or(How::None);
    let how = if best == How::Said && denied_alone { How::Contradiction } else { best };
    findings.retain(|finding| {
        if how == How::Contradiction { matches!(finding.how, How::Said | How::Denied) } else { finding.how == how }
    });
    Reading { how, findings }
}

/// One of several statements is enough.
pub(super) fn any(readings: impl Iterator<Item = Reading>) -> Reading {
    let none = Reading { how: How::None, findings: Vec::new() };
    readings.reduce(|best, next| if rank(next.how) < rank(best.how) { next } else { best }).unwrap_or(none)
}

/// Every one of several statements is needed.
pub(super) fn parts(readings: impl Iterator<Item = Reading>) -> Reading {
    let all: Vec<Reading> = readings.collect();
    let is = |how: How| all.iter().filter(|reading| reading.how == how).count();
    let how = if is(How::Denied) > 0 {
        How::Denied
    } else if is(How::Contradiction) > 0 {
        How::Contradiction
    } else if is(How::Said) == all.len() && !all.is_empty() {
        How::Said
    } else if is(How::Said) > 0 {
        How::Partial
    } else {
        all.iter().map(|reading| reading.how).min_by_key(|how| rank(*how)).unwrap_or(How::None)
    };
    let mut findings: Vec<Finding> = match how {
        How::Said => all.into_iter().flat_map(|reading| reading.findings).collect(),
        How::Partial => all
            .into_iter()
            .filter(|reading| matches!(reading.how, How::Said | How::Partial))
            .flat_map(|reading| reading.findings)
            .collect(),
        how => all.into_iter().filter(|reading| reading.how == how).flat_map(|reading| reading.findings).collect(),
    };
    findings.sort_by_key(|finding| (finding.passage, finding.sentence.start, finding.clause.start));
    Reading { how, findings }
}
