//! The truth table of the seed's referrals, cell by cell.
//!
//! `tests/matrix/NAME.txt` holds for each row of the table the rule that tests it, the verdict, the place
//! and the words that must stand in the evidence. The test prints every cell that differs.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use kansa::check::{Days, check};
use kansa::evaluate::result::{RuleResult, Verdict};
use kansa::rules::{Extent, Level, RuleSet};
use kansa::settle::CaseReport;

struct Cell<'t> {
    row: &'t str,
    rule: &'t str,
    verdict: &'t str,
    reason: &'t str,
    place: &'t str,
    words: &'t str,
}

fn cells(table: &str) -> Vec<Cell<'_>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('|').map(str::trim).collect();
            let [row, rule, verdict, reason, place, words] = fields.as_slice() else {
                panic!("a line of the table has not six fields: {line}")
            };
            Cell { row, rule, verdict, reason, place, words }
        })
        .collect()
}

fn report(name: &str, as_of: Option<Date>) -> CaseReport {
    let path = format!("cases/{name}.yaml");
    let bytes = std::fs::read(&path).expect("the case is there");
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let days = Days { asked: as_of, today: date(2026, 1, 1) };
    check(&path, Ok(bytes), true, &rules, days).expect("a named file is always judged")
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// What is wrong with a cell, if anything.
fn fault(cell: &Cell<'_>, results: &[&RuleResult]) -> Option<String> {
    let result = results.iter().min_by_key(|result| result.verdict)?;
    let name = |value: serde_json::Value| value.as_str().unwrap_or("").to_owned();
    let verdict = name(serde_json::to_value(result.verdict).unwrap());
    let reason = name(serde_json::to_value(result.reason).unwrap());
    let evidence: Vec<String> = result
        .evidence
        .iter()
        .map(|evidence| format!("{}「{}」{}", evidence.pointer, evidence.text, evidence.note))
        .collect();
    let seen = || format!("{verdict} {reason} at {} {} {}", result.pointer, result.message, evidence.join(" "));
    if verdict != cell.verdict || reason != cell.reason {
        return Some(seen());
    }
    let here = letters(cell.place);
    let placed = match result.verdict {
        Verdict::NotApplicable => true,
        Verdict::Pass => result.evidence.iter().any(|evidence| {
            letters(&evidence.pointer).contains(&here) && letters(&evidence.text).contains(&letters(cell.words))
        }),
        Verdict::Missing => letters(&result.pointer) == here,
        _ => {
            letters(&result.pointer).contains(&here)
                && result.evidence.iter().any(|evidence| letters(&evidence.text).contains(&letters(cell.words)))
        }
    };
    (!placed).then(|| format!("at another place or in other words: {}", seen()))
}

fn compare(table: &str, report: &CaseReport) {
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    let mut faults = String::new();
    let cells = cells(table);
    for cell in &cells {
        let results: Vec<_> = report.results.iter().filter(|result| result.rule == cell.rule).collect();
        let fault = if results.is_empty() { Some("no such rule".to_owned()) } else { fault(cell, &results) };
        if let Some(fault) = fault {
            let _ = writeln!(
                faults,
                "{} {}: wanted {} {}\n      got {fault}",
                cell.row, cell.rule, cell.verdict, cell.reason
            );
        }
    }
    let differing = faults.lines().count() / 2;
    assert!(faults.is_empty(), "{differing} of {} cells differ:\n{faults}", cells.len());
}

#[test]
fn case_07_equals_the_truth_table() {
    compare(include_str!("matrix/2020-07.txt"), &report("2020-07-pia", None));
}

#[test]
fn case_08_equals_the_truth_table() {
    compare(include_str!("matrix/2020-08.txt"), &report("2020-08-eligibility", None));
}

#[test]
fn case_09_equals_the_truth_table() {
    compare(include_str!("matrix/2020-09.txt"), &report("2020-09-telework", None));
}

#[test]
fn case_10_equals_the_truth_table() {
    compare(include_str!("matrix/2020-10.txt"), &report("2020-10-vacant-houses", None));
}

#[test]
fn case_11_equals_the_truth_table() {
    compare(include_str!("matrix/2020-11.txt"), &report("2020-11-postnatal-care", None));
}

#[test]
fn case_12_equals_the_truth_table() {
    compare(include_str!("matrix/2020-12.txt"), &report("2020-12-hersys", None));
}

/// Levels: what a contract about individual numbers must hold is required there, and recommended elsewhere.
#[test]
fn rows_bound_to_individual_numbers_are_required_in_case_8_alone() {
    let required = [
        "KS-1403-02",
        "KS-1403-03",
        "KS-1403-05",
        "KS-1403-06",
        "KS-1403-07",
        "KS-1403-08",
        "KS-1403-13",
        "KS-1403-17",
        "KS-1403-19",
        "KS-1403-20",
        "KS-1403-21",
        "KS-1403-22",
        "KS-1403-24",
        "KS-1403-25",
        "KS-1403-27",
        "KS-1403-28",
    ];
    let eight = report("2020-08-eligibility", None);
    let ten = report("2020-10-vacant-houses", None);
    let mut faults = String::new();
    for result in eight.results.iter().filter(|result| result.rule.starts_with("KS-1403-")) {
        let wanted = match result.rule.as_str() {
            rule if required.contains(&rule) => Level::Required,
            "KS-1403-10" | "KS-1403-60" => Level::Note,
            _ => Level::Recommended,
        };
        if result.level != wanted && result.verdict != Verdict::NotApplicable {
            let _ = writeln!(faults, "case 8: {} is {:?}, wanted {wanted:?}", result.rule, result.level);
        }
    }
    for result in ten.results.iter().filter(|result| result.rule.starts_with("KS-1403-")) {
        if result.level == Level::Required {
            let _ = writeln!(faults, "case 10: {} is required", result.rule);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Dates: rows whose bases begin in 2023 are judged then, and what the ordinance alone demanded has ended.
#[test]
fn case_11_judged_later_has_the_rows_of_the_new_law() {
    let report = report("2020-11-postnatal-care", Some(date(2024, 4, 1)));
    let of = |rule: &str| {
        let found = report.results.iter().find(|result| result.rule == rule);
        found.map(|result| result.verdict).unwrap_or_else(|| panic!("no result of {rule}"))
    };
    assert_eq!(of("KS-1403-34"), Verdict::Missing, "外的環境");
    assert_eq!(of("KS-CM-01B"), Verdict::NotApplicable, "条例14条3項 has ended");
    assert_eq!(of("KS-CM-02B"), Verdict::NotApplicable, "条例14条3項 has ended");
    assert_eq!(of("KS-CM-01"), Verdict::Pass, "a base is still asked for");
}
