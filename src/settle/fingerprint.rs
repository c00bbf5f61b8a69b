//! A name for a finding that stays when lines move.

use std::collections::HashMap;

use super::CaseReport;
use crate::evaluate::result::RuleResult;
use crate::form::fold_name;
use crate::source::sha256;

/// The fingerprints of the results of a case, in their order: the rule, the place without its numbers in
/// lists, and the words that decided. Of results that are alike in all of these the later ones bear a number.
#[must_use]
pub fn fingerprints(case: &CaseReport) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let fingerprint = |result: &RuleResult| {
        let digest = sha256(content(result).as_bytes());
        let count = seen.entry(digest.clone()).or_default();
        *count += 1;
        if *count == 1 { digest } else { format!("{digest}:{count}") }
    };
    case.results.iter().map(fingerprint).collect()
}

/// What a finding is about. The parts are kept apart by a letter that no text of a case may hold.
fn content(result: &RuleResult) -> String {
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let evidence = result.evidence.iter().map(|evidence| words(&evidence.text));
    let mut parts = vec![result.rule.to_string(), place(&result.pointer)];
    parts.extend(evidence);
    parts.join("\0")
}

/// A pointer as the form spells its names, without the numbers of list entries.
fn place(pointer: &str) -> String {
    let mut place = String::new();
    let mut inside = false;
    for letter in fold_name(pointer).chars() {
        match letter {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside && letter.is_ascii_digit() => {}
            _ => place.push(letter),
        }
    }
    place
}
