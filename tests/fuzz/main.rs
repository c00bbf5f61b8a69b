//! No input makes a station panic: mutated files of the tree, on the stable toolchain.
//!
//! `cargo test --test fuzz` runs each target a little. `cargo test --release --test fuzz -- TARGET RUNS [SEED]`
//! runs one longer; an input that panics is printed, and the same seed gives it again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use kansa::check::{Days, check};
use kansa::document::Document;
use kansa::reading::{Role, Unit, outline};
use kansa::report::{Format, Pretty, Show};
use kansa::rules::{Extent, RuleFile, RuleSet};
use kansa::settle::{Run, settle};
use kansa::source::{Source, Span};

/// Runs of each target where none is asked for.
const FEW: usize = 400;
/// Largest input: most faults need no more, and a run stays short.
const MOST_BYTES: usize = 600;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in(Extent::Rules).expect("the rules are in order"));

struct Target {
    name: &'static str,
    /// Files whose pieces are mutated.
    seeds: &'static [&'static str],
    run: fn(&[u8]),
}

const TARGETS: [Target; 5] = [
    Target { name: "source", seeds: &["cases", "fixtures"], run: source },
    Target { name: "document", seeds: &["cases", "fixtures", "rules"], run: document },
    Target { name: "case", seeds: &["cases", "fixtures"], run: case },
    Target { name: "reader", seeds: &["cases", "rules/statements"], run: reader },
    Target { name: "rules", seeds: &["rules/14-3", "rules/common", "rules/statements"], run: rules },
];

fn source(bytes: &[u8]) {
    let Ok(source) = Source::from_bytes("x", bytes) else { return };
    let end = source.text().len();
    for at in (0..=end).step_by(7) {
        let location = source.location(Span::new(at, end));
        assert!(location.line >= 1 && location.column >= 1);
        let _ = source.slice(Span::new(at, end));
    }
}

fn document(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Document::parse(Arc::new(Source::from_text("x", &text))) {
        Ok(document) => {
            let root = document.node(document.root()).span;
            assert!(root.end <= text.len(), "a span fits its file");
        }
        Err(error) => assert!(error.span.end <= text.len()),
    }
}

fn case(bytes: &[u8]) {
    let days = Days { asked: None, today: date(2026, 1, 1) };
    let mut reports: Vec<_> = check("x.yaml", Ok(bytes.to_vec()), true, &RULES, days).into_iter().collect();
    settle(&RULES, &mut reports, None);
    let run = Run { cases: reports, ..Run::default() };
    let style = Pretty { colour: false, width: 80, show: Show::all(), verbose: true };
    // One format a run, since a workbook costs more than all that comes before; each gets its share.
    let (_, format) = Format::ALL[bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % Format::ALL.len()];
    format.write(&run, &style, &mut Vec::new()).expect("a Vec can be written to");
}

fn reader(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (lead, text) = text.split_at(text.char_indices().nth(20).map_or(0, |(at, _)| at));
    for role in [Role::Text, Role::Item, Role::Note] {
        let passage = RULES.reader().prepare(Unit { text, lead: Some(lead), headings: &[lead], role });
        for sentence in outline(RULES.reader(), &passage) {
            assert!(text.get(sentence.sentence).is_some(), "a sentence cuts its text");
            assert!(sentence.clauses.iter().all(|clause| text.get(clause.clause.clone()).is_some()));
        }
    }
}

fn rules(bytes: &[u8]) {
    // The form of the tree costs ten times as much as what is tried.
    const FORM: &str = include_str!("form.yaml");
    let file = |name: &str, text: String| RuleFile { name: name.to_owned(), shown: name.to_owned(), text: text.into() };
    let text = String::from_utf8_lossy(bytes).into_owned();
    // A small set of its own: the built-in one would take most of the time.
    let files = vec![
        file("form.yaml", FORM.to_owned()),
        file("lexicon/classes.yaml", "甲: [乙]\n".to_owned()),
        file("statements/a.yaml", text.clone()),
        file("KS-1403-01.yaml", text),
    ];
    if let Err(error) = RuleSet::of_files(files, Extent::RulesAndExamples) {
        assert!(error.problems.iter().all(|(source, _)| source.name() != "form.yaml"), "the form is in order");
        let _ = kansa::report::problems("エラー", &error.problems);
    }
}

/// The files below some folders.
fn seeds(folders: &[&str]) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for folder in folders {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
        while let Some(folder) = folders.pop() {
            let mut entries: Vec<_> =
                std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
            entries.sort();
            for path in entries {
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = std::fs::read(&path) {
                    seeds.push(bytes);
                }
            }
        }
    }
    seeds
}

/// Letters and marks that matter to some station.
const TOKENS: [&str; 30] = [
    ": ",
    "\n",
    "- ",
    "  ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n",
    ">\n",
    "#",
    "&a",
    "*a",
    "<<",
    "\t",
    "\u{3000}",
    "：",
    "「",
    "」",
    "（",
    "）",
    "。",
    "、",
    "しない",
    "しなければならない",
    "別紙1",
    "令和2年",
    "\u{feff}",
];

fn mutated(random: &mut fastrand::Rng, seeds: &[Vec<u8>]) -> Vec<u8> {
    let seed = &seeds[random.usize(..seeds.len())];
    let start = if random.bool() { 0 } else { random.usize(..=seed.len()) };
    let end = (start + random.usize(..MOST_BYTES)).min(seed.len());
    let mut bytes = seed[start..end].to_vec();
    for _ in 0..random.usize(..6) {
        let at = random.usize(..=bytes.len());
        match random.u8(..6) {
            0 => bytes.insert(at, random.u8(..)),
            1 if at < bytes.len() => bytes[at] = random.u8(..),
            2 if at < bytes.len() => drop(bytes.drain(at..(at + random.usize(..20)).min(bytes.len()))),
            3 => {
                let piece = bytes[at..(at + 30).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let token = TOKENS[random.usize(..TOKENS.len())].as_bytes().to_vec();
                bytes.splice(at..at, token);
            }
        }
    }
    bytes
}

fn fuzz(target: &Target, runs: usize, seed: u64) -> bool {
    let seeds = seeds(target.seeds);
    assert!(!seeds.is_empty(), "{} has seeds", target.name);
    let mut random = fastrand::Rng::with_seed(seed);
    for run in 0..runs {
        let bytes = mutated(&mut random, &seeds);
        if catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes))).is_err() {
            println!("{} panics at run {run} of seed {seed}: {:?}", target.name, String::from_utf8_lossy(&bytes));
            return false;
        }
    }
    println!("{}: {runs} runs of seed {seed} without a panic", target.name);
    true
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse().ok());
    let (runs, seed) = (number(1).unwrap_or(FEW), number(2).unwrap_or(1));
    let wanted = |target: &&Target| words.first().is_none_or(|word| word == target.name);
    let all = || TARGETS.iter().filter(wanted).all(|target| fuzz(target, runs, seed as u64));
    // Within one thread, since the rules would else be handed to another and waited for in each run.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    std::process::exit(i32::from(!pool.install(all)));
}
