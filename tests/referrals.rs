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

fn score(name: &str) -> Score {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
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

/// Holds what was reached: so many found at least, so many wrongly passed at most.
fn hold(name: &str, found: usize, passed: usize) {
    let score = score(name);
    assert_eq!(score.said + score.not_said, 74, "every statement of the list has its truth");
    assert!(score.found >= found, "{} found", score.found);
    assert!(score.passed.len() <= passed, "passed though not said: {:?}", score.passed);
}

#[test]
fn school_aid() {
    hold("2021-school-aid", 52, 0);
}

#[test]
fn bicycle_parking() {
    hold("2021-bicycle-parking", 48, 1);
}

#[test]
fn outsourcing() {
    hold("2021-outsourcing", 42, 1);
}

#[test]
fn connection() {
    hold("2021-connection", 40, 0);
}

#[test]
fn telework() {
    hold("2021-telework", 32, 0);
}

#[test]
fn my_number_outsourcing() {
    hold("2021-mynumber-outsourcing", 41, 2);
}

#[test]
fn change() {
    hold("2021-change", 35, 1);
}
