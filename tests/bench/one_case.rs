//! One case from process start, as a ratio to a process that only reads and parses the file.
//!
//! `cargo bench --bench one_case`. Every figure is a ratio inside one run, since machines are noisy: the
//! processes take turns, and medians are compared. The share of each station is taken in processes of its
//! own, each of which runs once and cold.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::date;
use kansa::case::Case;
use kansa::document::Document;
use kansa::evaluate::judge;
use kansa::report::{Format, Pretty, Show};
use kansa::rules::{Extent, RuleSet};
use kansa::settle::{CaseReport, Run};
use kansa::source::Source;

const CASE: &str = "cases/2020-11-postnatal-care.yaml";
const ROUNDS: usize = 41;
const STAGES: [&str; 5] = ["load rules", "read and parse", "judge (first reading)", "judge (again, read)", "print"];

fn main() {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("--only-parse") => only_parse(),
        Some("--stages") => stages(),
        _ => compare(),
    }
}

fn parsed() -> Document {
    let bytes = std::fs::read(CASE).expect("the case can be read");
    let source = Arc::new(Source::from_bytes(CASE, &bytes).expect("the case is text"));
    Document::parse(source).expect("the case can be parsed")
}

fn only_parse() {
    std::hint::black_box(parsed());
}

fn stages() {
    let mut laps = Vec::new();
    let mut last = Instant::now();
    let mut lap = || {
        laps.push(last.elapsed());
        last = Instant::now();
    };
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    lap();
    let document = parsed();
    lap();
    let source = Arc::clone(document.source());
    let case = Case::read(document, rules.form()).expect("the case can be read").case;
    let results = judge(&rules, &case, rules.rules(), date(2020, 7, 3)).results;
    lap();
    std::hint::black_box(judge(&rules, &case, rules.rules(), date(2020, 7, 3)));
    lap();
    let report = CaseReport { path: CASE.to_owned(), results, source: Some(source), ..CaseReport::default() };
    let run = Run { cases: vec![report], ..Run::default() };
    let style = Pretty { colour: false, width: 100, show: Show::default(), verbose: true };
    let mut out = Vec::new();
    Format::Json.write(&run, &style, &mut out).expect("a Vec can be written to");
    lap();
    let line: Vec<String> = laps.iter().map(|lap| lap.as_nanos().to_string()).collect();
    println!("{}", line.join(" "));
}

fn compare() {
    let this = std::env::current_exe().expect("this process has a file");
    let kansa = env!("CARGO_BIN_EXE_kansa");
    let timed = |program: &Path, arguments: &[&str]| {
        let start = Instant::now();
        let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
        assert!(status.is_ok(), "{} can be run", program.display());
        start.elapsed()
    };
    let (mut parse, mut json, mut pretty) = (Vec::new(), Vec::new(), Vec::new());
    let mut shares: Vec<Vec<Duration>> = vec![Vec::new(); STAGES.len()];
    for _ in 0..ROUNDS {
        parse.push(timed(&this, &["--only-parse"]));
        json.push(timed(Path::new(kansa), &["check", CASE, "--format", "json"]));
        pretty.push(timed(Path::new(kansa), &["check", CASE]));
        let output = Command::new(&this).arg("--stages").output().expect("this program can be run");
        let line = String::from_utf8_lossy(&output.stdout);
        for (laps, lap) in shares.iter_mut().zip(line.split_whitespace()) {
            laps.push(Duration::from_nanos(lap.parse().expect("a number of nanoseconds")));
        }
    }
    let base = median(&mut parse);
    println!("one case, from process start to its end; {ROUNDS} rounds, medians");
    println!("  read and parse only        1.00  ({base:?})");
    println!("  kansa check, json          {:.2}", ratio(median(&mut json), base));
    println!("  kansa check, pretty        {:.2}", ratio(median(&mut pretty), base));
    println!("share of each station, in the time of reading and parsing inside one process");
    let medians: Vec<Duration> = shares.iter_mut().map(|laps| median(laps)).collect();
    let unit = medians[1];
    for (name, time) in STAGES.iter().zip(&medians) {
        println!("  {name:<24} {:>7.2}  ({time:?})", ratio(*time, unit));
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ratio(time: Duration, base: Duration) -> f64 {
    time.as_secs_f64() / base.as_secs_f64()
}
