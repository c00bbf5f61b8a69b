//! Whole referrals by people who have seen neither rules nor statements, each with its own truth.
//!
//! `tests/referrals/NAME.yaml` is the referral, `NAME.truth.yaml` says of every statement whether the paper
//! says it, denies it, hedges it, leaves it to another paper or does not touch it. What matters to a clerk:
//! that nothing is passed that is not said, and that little that is said is called 未記載.

use std::sync::Arc;

use kansa::case::Case;
use kansa::document::{Document, Fields};
use kansa::reading::{How, Passage};
use kansa::rules::{Extent, RuleSet};
use kansa::source::Source;
use libtest_mimic::{Arguments, Failed, Trial};

fn document(path: &str) -> Document {
    let text = std::fs::read_to_string(path).expect("the file");
    Document::parse(Arc::new(Source::from_text(path, &text))).expect("the file can be read")
}

/// What was found of the statements that a paper says, and what was passed that it does not say.
#[derive(Debug, Default)]
struct Score {
    said: usize,
    found: usize,
    review: usize,
    missed: Vec<String>,
    not_said: usize,
    passed: Vec<String>,
}

fn score(rules: &RuleSet, name: &str) -> Score {
    let referral = document(&format!("tests/referrals/{name}.yaml"));
    let opened = Case::read(referral, rules.form()).expect("the referral can be read");
    assert!(opened.errors.is_empty(), "{:?}", opened.errors);
    let case = opened.case;
    let units = case.units(&[case.root()]);
    let passages: Vec<Passage> = units.iter().map(|unit| rules.reader().prepare(unit.unit())).collect();
    let passages: Vec<&Passage> = passages.iter().collect();
    let truth = document(&format!("tests/referrals/{name}.truth.yaml"));
    let mut score = Score::default();
    for entry in truth.entries(truth.root()) {
        let id = truth.key(entry);
        let Some(statement) = rules.reader().statement(id) else {
            score.missed.push(format!("{id}: no such statement"));
            continue;
        };
        let fields = Fields::new(&truth, entry.value).expect("an entry");
        let said = fields.text("truth").expect("a truth") == "said";
        let reading = rules.reader().read(&passages, statement, rules.asked());
        let words = fields.optional_text("words").ok().flatten().unwrap_or("");
        let line = || {
            let texts = reading.findings.iter().filter_map(|finding| {
                let text = units.get(finding.passage)?.text.get(finding.sentence.clone())?;
                Some(format!("「{text}」{}{}", finding.step, finding.token))
            });
            format!("{id} {:?} {words} ← {}", reading.how, texts.collect::<String>())
        };
        match (said, reading.how) {
            (true, How::Said) => score.found += 1,
            (true, How::None | How::Denied) => score.missed.push(line()),
            (true, _) => {
                score.review += 1;
                score.missed.push(line());
            }
            (false, How::Said) => score.passed.push(line()),
            (false, _) => {}
        }
        if said {
            score.said += 1;
        } else {
            score.not_said += 1;
        }
    }
    println!(
        "{name}: said {} found {} (+{} review); not said {} passed {}",
        score.said,
        score.found,
        score.review,
        score.not_said,
        score.passed.len()
    );
    if std::env::var_os("KANSA_SHOW_ERRORS").is_some() {
        println!("missed:\n  {}\npassed:\n  {}", score.missed.join("\n  "), score.passed.join("\n  "));
    }
    score
}

/// What was reached of each: how many statements its truth tells of, how many were found at least of those that it
/// says, and how many that it does not say were passed at most.
const HELD: [(&str, usize, usize, usize); 128] = [
    ("bicycle-parking", 74, 49, 0),
    ("change", 74, 35, 1),
    ("connection", 74, 40, 0),
    ("mynumber-outsourcing", 74, 42, 1),
    ("outsourcing", 74, 42, 0),
    ("school-aid", 74, 53, 0),
    ("telework", 74, 33, 0),
    ("round-5", 74, 44, 0),
    ("round-6", 74, 38, 1),
    ("round-7", 74, 40, 0),
    ("round-8", 74, 47, 0),
    ("round-9", 74, 39, 0),
    ("round-10", 74, 45, 0),
    ("round-11", 74, 44, 0),
    ("round-12", 74, 39, 0),
    ("round-13", 74, 43, 0),
    ("round-14", 74, 36, 0),
    ("round-15", 74, 42, 0),
    ("round-16", 74, 44, 0),
    ("round-17", 74, 45, 0),
    ("round-18", 74, 38, 0),
    ("round-19", 74, 39, 0),
    ("round-20", 74, 32, 0),
    ("round-21", 74, 40, 0),
    ("round-22", 74, 46, 0),
    ("round-23", 74, 45, 0),
    ("round-24", 74, 44, 0),
    ("round-25", 74, 45, 0),
    ("round-26", 74, 45, 0),
    ("round-27", 74, 40, 1),
    ("round-28", 74, 43, 0),
    ("round-29", 74, 40, 0),
    ("round-30", 74, 40, 0),
    ("round-31", 74, 43, 1),
    ("round-32", 74, 45, 2),
    ("round-33", 74, 43, 2),
    ("round-34", 74, 48, 0),
    ("round-35", 74, 41, 1),
    ("round-36", 74, 43, 1),
    ("round-37", 74, 45, 3),
    ("round-38", 74, 40, 1),
    ("round-39", 74, 41, 1),
    ("round-40", 74, 44, 1),
    ("round-41", 74, 43, 2),
    ("round-42", 74, 45, 0),
    ("round-43", 74, 41, 0),
    ("round-44", 74, 41, 0),
    ("round-45", 74, 40, 1),
    ("round-46", 74, 44, 0),
    ("round-47", 74, 44, 0),
    ("round-48", 74, 42, 0),
    ("round-49", 74, 44, 0),
    ("round-50", 74, 40, 0),
    ("round-51", 74, 43, 0),
    ("round-52", 74, 42, 0),
    ("round-53", 74, 43, 0),
    ("round-54", 74, 41, 0),
    ("round-55", 74, 44, 0),
    ("round-56", 74, 42, 0),
    ("round-57", 74, 36, 0),
    ("round-58", 74, 42, 1),
    ("round-59", 74, 38, 1),
    ("round-60", 74, 44, 1),
    ("round-61", 74, 44, 0),
    ("round-62", 74, 39, 1),
    ("round-63", 74, 44, 1),
    ("round-64", 74, 41, 1),
    ("round-65", 74, 43, 2),
    ("round-66", 74, 44, 0),
    ("round-67", 74, 42, 2),
    ("round-68", 74, 44, 0),
    ("round-69", 74, 39, 0),
    ("round-70", 74, 44, 2),
    ("round-71", 74, 40, 2),
    ("round-72", 74, 42, 0),
    ("round-73", 74, 45, 2),
    ("round-74", 62, 36, 3),
    ("round-75", 74, 42, 4),
    ("round-76", 74, 36, 0),
    ("round-77", 74, 42, 5),
    ("round-78", 74, 43, 0),
    ("round-79", 74, 41, 3),
    ("round-80", 74, 42, 2),
    ("round-81", 74, 44, 2),
    ("round-82", 74, 42, 2),
    ("round-83", 74, 43, 0),
    ("round-84", 74, 40, 0),
    ("round-85", 74, 41, 1),
    ("round-86", 74, 43, 0),
    ("round-87", 74, 42, 1),
    ("round-88", 74, 43, 0),
    ("round-89", 74, 43, 0),
    ("round-90", 74, 43, 0),
    ("round-91", 74, 45, 1),
    ("round-92", 74, 40, 0),
    ("round-93", 74, 46, 0),
    ("round-94", 74, 43, 1),
    ("round-95", 74, 43, 0),
    ("round-96", 74, 40, 0),
    ("round-97", 74, 45, 0),
    ("round-98", 74, 41, 3),
    ("round-99", 62, 40, 0),
    ("round-100", 62, 40, 1),
    ("round-101", 74, 43, 1),
    ("round-102", 74, 50, 1),
    ("round-103", 62, 35, 2),
    ("round-104", 62, 36, 2),
    ("round-105", 74, 42, 2),
    ("round-106", 74, 44, 0),
    ("round-107", 74, 43, 1),
    ("round-108", 74, 39, 2),
    ("round-109", 74, 48, 0),
    ("round-110", 74, 41, 0),
    ("round-111", 74, 38, 2),
    ("round-112", 74, 42, 1),
    ("round-113", 74, 40, 1),
    ("round-114", 74, 42, 0),
    ("round-115", 74, 45, 0),
    ("round-116", 74, 40, 0),
    ("round-117", 74, 45, 1),
    ("round-118", 74, 44, 1),
    ("round-119", 74, 42, 0),
    ("round-120", 74, 45, 0),
    ("round-121", 62, 38, 0),
    ("round-122", 74, 41, 0),
    ("round-123", 74, 41, 2),
    ("round-124", 74, 42, 0),
    ("round-125", 74, 44, 0),
];

fn hold(rules: &RuleSet, (name, statements, found, passed): (&str, usize, usize, usize)) -> Result<(), Failed> {
    let score = score(rules, &format!("2021-{name}"));
    if score.said + score.not_said != statements {
        return Err("not every statement of the list has its truth".into());
    }
    if score.found < found {
        return Err(format!("{} found", score.found).into());
    }
    if score.passed.len() > passed {
        return Err(format!("passed though not said: {:?}", score.passed).into());
    }
    Ok(())
}

fn every_truth_is_held() -> Result<(), Failed> {
    let folder = std::fs::read_dir("tests/referrals")?;
    let names = folder.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let truths = names.filter(|name| name.ends_with(".truth.yaml")).count();
    if truths == HELD.len() { Ok(()) } else { Err(format!("{truths} truths, {} rows", HELD.len()).into()) }
}

fn main() {
    let arguments = Arguments::from_args();
    let rules = Arc::new(RuleSet::built_in(Extent::Rules).expect("the rules are in order"));
    let mut trials = vec![Trial::test("every_truth_is_held", every_truth_is_held)];
    trials.extend(HELD.map(|row| {
        let rules = Arc::clone(&rules);
        Trial::test(row.0.replace('-', "_"), move || hold(&rules, row))
    }));
    libtest_mimic::run(&arguments, trials).exit();
}
