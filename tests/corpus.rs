//! Precision and recall of "said" on labelled sentences of public documents.
//!
//! The sentences lie beside the tree and are not part of it; where they are missing the test says so
//! and passes. `KANSA_CORPUS_SHOW` (a comma-separated list of folds, `all`, or statement ids) prints what was
//! read wrong there, with the clause and the words. Folds are cut by publisher, so that what was
//! learnt on some can be checked on the others.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test")]

#[path = "reading/load.rs"]
mod load;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use kansa::reading::{How, Reader, Reading, Role, StatementId, Unit};

struct Sentence {
    id: String,
    text: String,
    host: String,
    establishes: Vec<String>,
    tempting: Vec<String>,
    ambiguous: Vec<String>,
}

#[derive(Default, Clone, Copy)]
struct Score {
    hits: usize,
    false_alarms: usize,
    missed_as_review: usize,
    missed_as_missing: usize,
    tempting: usize,
    tempting_near: usize,
    tempting_denied: usize,
}

impl Score {
    fn add(&mut self, established: bool, how: How) {
        let said = how == How::Said;
        match (established, said) {
            (true, true) => self.hits += 1,
            (true, false) if how == How::None => self.missed_as_missing += 1,
            (true, false) => self.missed_as_review += 1,
            (false, true) => self.false_alarms += 1,
            (false, false) => {}
        }
        if !established {
            self.tempting += 1;
            self.tempting_near += usize::from(how == How::Near);
            self.tempting_denied += usize::from(how == How::Denied);
        }
    }

    fn join(&mut self, other: &Self) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.missed_as_review += other.missed_as_review;
        self.missed_as_missing += other.missed_as_missing;
        self.tempting += other.tempting;
        self.tempting_near += other.tempting_near;
        self.tempting_denied += other.tempting_denied;
    }

    fn established(&self) -> usize {
        self.hits + self.missed_as_review + self.missed_as_missing
    }

    fn precision(&self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }

    fn recall(&self) -> f64 {
        ratio(self.hits, self.established())
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few hundred")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn line(name: &str, score: &Score) -> String {
    format!(
        "{name:28} P {:.3} R {:.3} F1 {:.3}  tp {:3} fp {:3} missed as review {:3}, as missing {:3}  tempting {:3}: near {:3}, denied {:3}",
        score.precision(),
        score.recall(),
        score.f1(),
        score.hits,
        score.false_alarms,
        score.missed_as_review,
        score.missed_as_missing,
        score.tempting,
        score.tempting_near,
        score.tempting_denied,
    )
}

fn sentences(path: &str) -> Option<Vec<Sentence>> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()?;
    let parse = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| {
            let items = value[key].as_array().cloned().unwrap_or_default();
            items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let url = text("url");
        let host = url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
        Sentence {
            id: text("id"),
            text: text("text"),
            host,
            establishes: list("establishes"),
            tempting: list("looks_like_but_not"),
            ambiguous: list("ambiguous"),
        }
    };
    Some(text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect())
}

/// Four folds by publisher: the largest publisher first, each to the smallest fold so far.
fn folds(sentences: &[Sentence]) -> HashMap<String, char> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for sentence in sentences {
        *sizes.entry(&sentence.host).or_default() += 1;
    }
    let mut hosts: Vec<(&str, usize)> = sizes.into_iter().collect();
    hosts.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
    let mut totals = [('A', 0), ('B', 0), ('C', 0), ('D', 0)];
    let mut folds = HashMap::new();
    for (host, size) in hosts {
        let smallest = totals.iter_mut().min_by_key(|(_, total)| *total).expect("four folds");
        smallest.1 += size;
        folds.insert(host.to_owned(), smallest.0);
    }
    folds
}

#[expect(clippy::disallowed_methods, reason = "a test may read the environment")]
fn shown() -> BTreeSet<String> {
    let names = std::env::var("KANSA_CORPUS_SHOW").unwrap_or_default();
    names.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn read(reader: &Reader, text: &str, statement: StatementId, asked: &[StatementId]) -> Reading {
    let passage = reader.prepare(Unit { text, lead: None, headings: &[], role: Role::Text });
    reader.read(&[&passage], statement, asked)
}

fn show(kind: &str, fold: char, sentence: &Sentence, statement: &str, reading: &Reading) {
    println!("[{kind}] {fold} {} {statement} read {:?}\n    {}", sentence.id, reading.how, sentence.text);
    for finding in &reading.findings {
        let cut = |range: &std::ops::Range<usize>| sentence.text.get(range.clone()).unwrap_or("?").to_owned();
        let words: Vec<String> = finding.words.iter().map(cut).collect();
        println!(
            "    {:?} {} {} | {} | {}",
            finding.how,
            finding.step,
            finding.token,
            cut(&finding.clause),
            words.join(" ")
        );
    }
}

#[derive(Default)]
struct Measured {
    overall: Score,
    by_statement: BTreeMap<String, Score>,
    by_fold: BTreeMap<char, Score>,
    unknown: BTreeMap<String, usize>,
}

fn score(reader: &Reader, sentences: &[Sentence]) -> Measured {
    let folds = folds(sentences);
    let shown = shown();
    let asked: Vec<StatementId> = reader.statements().map(|(number, _)| number).collect();
    let mut result = Measured::default();
    for sentence in sentences {
        let fold = folds[&sentence.host];
        let established = sentence.establishes.iter().map(|id| (id, true));
        let pairs = established.chain(sentence.tempting.iter().map(|id| (id, false)));
        for (id, established) in pairs.filter(|(id, _)| !sentence.ambiguous.contains(id)) {
            let Some(statement) = reader.statement(id) else {
                *result.unknown.entry(id.clone()).or_default() += 1;
                continue;
            };
            let reading = read(reader, &sentence.text, statement, &asked);
            let by_statement = result.by_statement.entry(id.clone()).or_default();
            for score in [&mut result.overall, by_statement, result.by_fold.entry(fold).or_default()] {
                score.add(established, reading.how);
            }
            let show_it = shown.contains("all") || shown.contains(&fold.to_string()) || shown.contains(id);
            if show_it && established != (reading.how == How::Said) {
                show(if established { "miss" } else { "false" }, fold, sentence, id, &reading);
            }
        }
    }
    result
}

#[test]
fn said_is_right_on_labelled_sentences() {
    let Some(sentences) = sentences("../shared/corpus/dev.jsonl") else {
        println!("skipped: ../shared/corpus/dev.jsonl is not there");
        return;
    };
    let rules = load::load(&load::rules());
    let result = score(&load::reader(&rules), &sentences);
    for (id, score) in &result.by_statement {
        println!("{}", line(id, score));
    }
    for (fold, score) in &result.by_fold {
        println!("{}", line(&format!("fold {fold}"), score));
    }
    println!("{}", line("all", &result.overall));
    println!("no statement: {:?}", result.unknown);
    let outsourcing = OUTSOURCING.iter().filter_map(|id| result.by_statement.get(*id));
    let mut rows = Score::default();
    for score in outsourcing {
        rows.join(score);
    }
    println!("{}", line("outsourcing rows", &rows));
    assert!(
        rows.precision() >= 0.95 && rows.recall() >= 0.92,
        "the statements of the outsourcing rows fell below their floor"
    );
    let all = &result.overall;
    assert!(all.precision() >= 0.985 && all.recall() >= 0.92, "all statements fell below their floor");
}

/// The sets of our own, with the precision and the recall that they must keep: the rounds, written by people who
/// had not seen the patterns; sets by kind of safeguard, written to widen the words; safeguards beside other matters
/// (`neighbours`); and what the reader once took for said of the rounds and of whole papers, judged by hand (`judged`,
/// and `judged-2`, which holds little else than what was wrong, so that its precision is low by its making); and `shapes`,
/// in which the words of a few safeguards stay the same and the grammar changes from sentence to sentence.
const OWN_SETS: [(&str, f64, f64); 194] = [
    ("round-1.jsonl", 1.0, 1.0),
    ("round-2.jsonl", 0.99, 1.0),
    ("round-3.jsonl", 1.0, 1.0),
    ("round-4.jsonl", 1.0, 0.99),
    ("round-5.jsonl", 1.0, 1.0),
    ("round-6.jsonl", 1.0, 1.0),
    ("round-7.jsonl", 1.0, 0.99),
    ("round-8.jsonl", 1.0, 0.99),
    ("round-9.jsonl", 1.0, 1.0),
    ("round-10.jsonl", 1.0, 0.98),
    ("round-11.jsonl", 1.0, 1.0),
    ("round-12.jsonl", 0.99, 0.95),
    ("round-13.jsonl", 1.0, 0.98),
    ("round-14.jsonl", 1.0, 0.97),
    ("round-15.jsonl", 0.99, 0.99),
    ("round-16.jsonl", 0.98, 0.98),
    ("round-17.jsonl", 1.0, 1.0),
    ("round-18.jsonl", 1.0, 0.99),
    ("round-19.jsonl", 1.0, 0.98),
    ("round-20.jsonl", 0.98, 0.98),
    ("round-21.jsonl", 1.0, 0.98),
    ("round-22.jsonl", 1.0, 0.96),
    ("round-23.jsonl", 1.0, 0.98),
    ("round-24.jsonl", 0.99, 0.96),
    ("round-25.jsonl", 0.99, 0.94),
    ("round-26.jsonl", 1.0, 0.97),
    ("round-27.jsonl", 1.0, 0.91),
    ("round-28.jsonl", 1.0, 0.99),
    ("round-29.jsonl", 0.99, 0.99),
    ("round-30.jsonl", 1.0, 0.97),
    ("round-31.jsonl", 1.0, 1.0),
    ("round-32.jsonl", 1.0, 0.97),
    ("round-33.jsonl", 1.0, 0.93),
    ("round-34.jsonl", 0.99, 0.98),
    ("round-35.jsonl", 0.99, 0.99),
    ("round-36.jsonl", 0.99, 0.92),
    ("round-37.jsonl", 1.0, 0.94),
    ("round-38.jsonl", 1.0, 0.98),
    ("round-39.jsonl", 0.99, 0.95),
    ("round-40.jsonl", 0.99, 0.95),
    ("round-41.jsonl", 1.0, 1.0),
    ("round-42.jsonl", 1.0, 0.95),
    ("round-43.jsonl", 1.0, 0.96),
    ("round-44.jsonl", 0.99, 0.93),
    ("round-45.jsonl", 0.99, 0.99),
    ("round-46.jsonl", 0.96, 0.99),
    ("round-47.jsonl", 1.00, 0.92),
    ("round-48.jsonl", 1.00, 0.97),
    ("round-49.jsonl", 1.00, 0.96),
    ("round-50.jsonl", 0.99, 0.91),
    ("round-51.jsonl", 1.00, 0.96),
    ("round-52.jsonl", 1.00, 0.92),
    ("round-53.jsonl", 0.99, 0.96),
    ("round-54.jsonl", 1.00, 0.99),
    ("round-55.jsonl", 1.00, 0.98),
    ("round-56.jsonl", 1.00, 1.00),
    ("round-57.jsonl", 1.00, 0.98),
    ("round-58.jsonl", 1.00, 0.99),
    ("round-59.jsonl", 1.00, 0.95),
    ("round-60.jsonl", 0.98, 0.90),
    ("round-61.jsonl", 1.00, 0.97),
    ("round-62.jsonl", 0.96, 0.98),
    ("round-63.jsonl", 0.97, 0.98),
    ("round-64.jsonl", 0.98, 0.97),
    ("round-65.jsonl", 0.95, 0.98),
    ("round-66.jsonl", 0.99, 0.97),
    ("round-67.jsonl", 0.99, 0.97),
    ("round-68.jsonl", 0.99, 0.94),
    ("round-69.jsonl", 0.99, 0.99),
    ("round-70.jsonl", 0.92, 0.83),
    ("round-71.jsonl", 0.98, 0.87),
    ("round-72.jsonl", 0.96, 0.93),
    ("round-73.jsonl", 0.96, 0.83),
    ("round-74.jsonl", 0.98, 0.81),
    ("round-75.jsonl", 0.97, 0.88),
    ("round-76.jsonl", 0.96, 0.83),
    ("round-77.jsonl", 0.96, 0.80),
    ("round-78.jsonl", 0.95, 0.88),
    ("round-79.jsonl", 0.99, 0.97),
    ("round-80.jsonl", 0.99, 0.94),
    ("round-81.jsonl", 0.98, 0.89),
    ("round-82.jsonl", 0.97, 0.95),
    ("round-83.jsonl", 0.99, 0.93),
    ("round-84.jsonl", 0.97, 0.96),
    ("round-85.jsonl", 0.99, 0.95),
    ("round-86.jsonl", 0.99, 0.96),
    ("round-87.jsonl", 0.98, 0.92),
    ("round-88.jsonl", 0.99, 0.97),
    ("round-89.jsonl", 1.00, 0.97),
    ("round-90.jsonl", 0.97, 0.98),
    ("round-91.jsonl", 0.98, 0.96),
    ("round-92.jsonl", 1.00, 0.89),
    ("round-93.jsonl", 0.99, 0.95),
    ("round-94.jsonl", 0.97, 0.91),
    ("round-95.jsonl", 1.00, 0.94),
    ("round-96.jsonl", 1.00, 0.94),
    ("round-97.jsonl", 0.98, 0.95),
    ("round-98.jsonl", 0.99, 0.97),
    ("round-99.jsonl", 0.99, 0.90),
    ("round-100.jsonl", 0.98, 0.96),
    ("round-101.jsonl", 0.99, 0.91),
    ("round-102.jsonl", 0.98, 0.93),
    ("round-103.jsonl", 0.96, 0.96),
    ("round-104.jsonl", 0.96, 0.90),
    ("round-105.jsonl", 0.99, 0.95),
    ("round-106.jsonl", 0.97, 0.92),
    ("round-107.jsonl", 0.99, 0.95),
    ("round-108.jsonl", 0.98, 0.92),
    ("round-109.jsonl", 0.99, 0.89),
    ("round-110.jsonl", 0.98, 0.92),
    ("round-111.jsonl", 0.99, 0.94),
    ("round-112.jsonl", 0.98, 0.93),
    ("round-113.jsonl", 0.98, 0.94),
    ("round-114.jsonl", 0.98, 0.94),
    ("round-115.jsonl", 0.97, 0.96),
    ("round-116.jsonl", 0.99, 0.87),
    ("round-117.jsonl", 0.96, 0.94),
    ("round-118.jsonl", 0.97, 0.9),
    ("round-119.jsonl", 0.98, 0.96),
    ("round-120.jsonl", 0.96, 0.9),
    ("round-121.jsonl", 0.98, 0.91),
    ("round-122.jsonl", 0.98, 0.94),
    ("round-123.jsonl", 0.97, 0.96),
    ("round-124.jsonl", 0.97, 0.92),
    ("round-125.jsonl", 0.97, 0.9),
    ("dense-1.jsonl", 0.99, 0.95),
    ("dense-2.jsonl", 0.99, 0.95),
    ("dense-3.jsonl", 0.99, 0.94),
    ("dense-4.jsonl", 0.99, 0.94),
    ("dense-5.jsonl", 0.99, 0.97),
    ("dense-6.jsonl", 0.99, 0.95),
    ("dense-7.jsonl", 0.99, 0.96),
    ("dense-8.jsonl", 0.99, 0.96),
    ("dense-9.jsonl", 0.96, 0.72),
    ("dense-10.jsonl", 0.95, 0.71),
    ("dense-11.jsonl", 0.97, 0.75),
    ("dense-12.jsonl", 0.92, 0.55),
    ("shapes-1.jsonl", 0.94, 0.81),
    ("shapes-2.jsonl", 0.97, 0.77),
    ("shapes-3.jsonl", 0.94, 0.75),
    ("shapes-4.jsonl", 0.98, 0.83),
    ("shapes-5.jsonl", 0.96, 0.77),
    ("shapes-6.jsonl", 0.99, 0.89),
    ("shapes-7.jsonl", 0.96, 0.76),
    ("shapes-8.jsonl", 0.95, 0.91),
    ("shapes-9.jsonl", 0.97, 0.86),
    ("pairs-1.jsonl", 1.00, 0.97),
    ("pairs-2.jsonl", 0.99, 0.98),
    ("pairs-3.jsonl", 0.99, 0.97),
    ("pairs-4.jsonl", 0.99, 1.00),
    ("pairs-5.jsonl", 1.00, 0.99),
    ("pairs-6.jsonl", 1.00, 0.99),
    ("pairs-7.jsonl", 1.00, 1.00),
    ("pairs-8.jsonl", 0.98, 1.00),
    ("pairs-9.jsonl", 0.96, 0.98),
    ("pairs-10.jsonl", 1.00, 0.98),
    ("pairs-11.jsonl", 0.82, 0.90),
    ("pairs-12.jsonl", 1.00, 0.98),
    ("pairs-13.jsonl", 0.92, 1.00),
    ("pairs-14.jsonl", 0.95, 0.82),
    ("pairs-15.jsonl", 0.97, 0.80),
    ("pairs-16.jsonl", 0.83, 0.77),
    ("pairs-17.jsonl", 0.81, 0.65),
    ("pairs-18.jsonl", 0.99, 0.91),
    ("pairs-19.jsonl", 0.95, 0.89),
    ("pairs-20.jsonl", 0.91, 0.95),
    ("pairs-21.jsonl", 0.91, 0.83),
    ("pairs-22.jsonl", 0.92, 0.82),
    ("pairs-23.jsonl", 0.90, 0.86),
    ("pairs-24.jsonl", 0.96, 0.99),
    ("pairs-25.jsonl", 0.91, 0.94),
    ("pairs-26.jsonl", 0.98, 0.95),
    ("pairs-27.jsonl", 0.98, 0.93),
    ("pairs-28.jsonl", 0.93, 0.95),
    ("pairs-29.jsonl", 0.93, 0.90),
    ("pairs-30.jsonl", 0.96, 0.83),
    ("pairs-31.jsonl", 0.93, 0.90),
    ("pairs-32.jsonl", 0.98, 0.98),
    ("pairs-33.jsonl", 0.98, 0.92),
    ("duties.jsonl", 0.99, 0.98),
    ("supervision.jsonl", 0.99, 0.95),
    ("records.jsonl", 0.99, 0.96),
    ("premises.jsonl", 0.99, 0.94),
    ("access.jsonl", 0.99, 0.96),
    ("systems.jsonl", 0.99, 0.97),
    ("selection.jsonl", 0.99, 0.93),
    ("neighbours-1.jsonl", 0.99, 0.97),
    ("neighbours-2.jsonl", 0.99, 0.97),
    ("neighbours-3.jsonl", 0.99, 0.99),
    ("neighbours-4.jsonl", 1.0, 0.97),
    ("neighbours-5.jsonl", 0.99, 0.97),
    ("neighbours-6.jsonl", 0.99, 0.98),
    ("judged.jsonl", 0.99, 1.0),
    ("judged-2.jsonl", 0.34, 1.00),
];

#[test]
fn sets_of_our_own_stay_as_they_were() {
    let rules = load::load(&load::rules());
    let reader = load::reader(&rules);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences");
    assert_eq!(std::fs::read_dir(folder).expect("the sets").count(), OWN_SETS.len(), "each set has its bar");
    let mut fallen = Vec::new();
    for (name, precision, recall) in OWN_SETS {
        let sentences = sentences(&format!("tests/sentences/{name}")).expect("a set");
        let overall = score(&reader, &sentences).overall;
        println!("{}", line(name, &overall));
        if overall.precision() < precision || overall.recall() < recall {
            fallen.push(line(name, &overall));
        }
    }
    assert!(fallen.is_empty(), "below their bars: {fallen:#?}");
}

/// The statements of concepts.md that the outsourcing rules ask for.
const OUTSOURCING: [&str; 32] = [
    "post_termination",
    "damages_termination",
    "confidentiality",
    "purpose_limitation",
    "third_party_provision_ban",
    "copy_restriction",
    "subcontract_approval",
    "subcontractor_same_duty",
    "worker_roster",
    "training",
    "pmark_isms",
    "entry_control",
    "entry_log",
    "locked_storage",
    "takeout_restriction",
    "takeout_record",
    "sensitive_takeout_ban",
    "loss_theft_prevention",
    "locked_transport",
    "handover_record",
    "access_control",
    "least_privilege",
    "external_access_block",
    "access_log_review",
    "malware_protection",
    "data_encryption",
    "encryption_in_transit",
    "incident_system",
    "incident_report",
    "site_inspection",
    "return_erase_dispose",
    "disposal_report",
];
