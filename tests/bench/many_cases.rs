//! Folders of 1 and 1,000 referrals, as ratios to reading and parsing the same files on one thread.
//!
//! `cargo bench --bench many_cases`, with `-- 10000` for the largest folder as well. Machines are noisy, so
//! every figure is a ratio inside one run: the processes take turns and the best of their times are compared.
//! Nothing here fails on a time. "Findings" is what `kansa check` shows people: every rule is judged, and what is
//! in order is only counted.
//!
//! The referrals of one office share most of their texts, and kansa reads a text that it has read once no more. How
//! much that gives is told by a second folder, in which each text that ends a sentence bears the number of its file,
//! so that no other file holds it.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use kansa::document::Document;
use kansa::source::Source;

/// About the size of a referral, in bytes.
const SIZE: usize = 12_000;
/// Of how many cases the referrals are made: they have 12 to 15 KB.
const SEEDS: usize = 4;
/// How often each folder is gone through, by its number of files: small ones are measured often.
const ROUNDS: [(usize, usize); 3] = [(1, 21), (1_000, 3), (10_000, 1)];
const MANY: usize = 10_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, folder] = arguments.as_slice()
        && flag == "--only-parse"
    {
        return only_parse(Path::new(folder));
    }
    let largest = arguments.iter().filter_map(|argument| argument.parse::<usize>().ok()).max().unwrap_or(1_000);
    let folder = tempfile::tempdir().expect("a folder of its own");
    println!("referrals of about {SIZE} bytes, all rules; times as ratios to reading and parsing them on one thread");
    let mut of_thousand = None;
    for (count, rounds) in ROUNDS.into_iter().filter(|&(count, _)| count <= largest) {
        let cases = folder.path().join(count.to_string());
        generate(&cases, count, false);
        println!("{count} referral(s) that share their texts, best of {rounds}");
        let findings = measure(&cases, rounds);
        if count == 1_000 {
            let cases = folder.path().join(format!("{count}-own"));
            generate(&cases, count, true);
            println!("{count} referral(s) with texts of their own, best of {rounds}");
            measure(&cases, rounds);
        }
        match of_thousand {
            Some(thousand) if count == MANY => {
                println!("  findings of {count} : those of 1000       {:>8.2}", ratio(findings, thousand));
            }
            _ if count == 1_000 => of_thousand = Some(findings),
            _ => {}
        }
    }
}

/// Measures one folder; gives the time of the findings on one thread.
fn measure(cases: &Path, rounds: usize) -> Duration {
    let this = std::env::current_exe().expect("this process has a file");
    let kansa = Path::new(env!("CARGO_BIN_EXE_kansa"));
    let path = cases.to_str().expect("a plain path");
    let check = |more: &[&str]| -> Vec<String> {
        ["check", path, "--no-progress"].iter().chain(more).map(|word| (*word).to_owned()).collect()
    };
    let ways = [
        ("read and parse", this.as_path(), vec!["--only-parse".to_owned(), path.to_owned()]),
        ("findings, one thread", kansa, check(&["--jobs", "1"])),
        ("findings, two threads", kansa, check(&["--jobs", "2"])),
        ("full JSON, one thread", kansa, check(&["--jobs", "1", "--format", "json"])),
    ];
    let mut best: Vec<(Duration, u64)> = vec![(Duration::MAX, 0); ways.len()];
    for _ in 0..rounds {
        for ((_, program, arguments), best) in ways.iter().zip(&mut best) {
            let (time, memory) = timed(program, arguments);
            *best = (best.0.min(time), best.1.max(memory));
        }
    }
    let base = best[0].0;
    for ((name, ..), (time, memory)) in ways.iter().zip(&best) {
        println!("  {name:<36} {:>8.2}  ({time:?}, {memory} KB at most)", ratio(*time, base));
    }
    best[1].0
}

/// Runs a program to its end: the time that it took, and the most memory that it was seen to hold.
fn timed(program: &Path, arguments: &[String]) -> (Duration, u64) {
    let start = Instant::now();
    let child = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.expect("the program can be run");
    let mut memory = 0;
    let mut pause = Duration::from_micros(200);
    while child.try_wait().expect("the program can be waited for").is_none() {
        memory = memory.max(peak(&child));
        std::thread::sleep(pause);
        // Short runs are looked at often, or the waiting would be measured.
        pause = (pause + pause / 20).min(Duration::from_millis(20));
    }
    (start.elapsed(), memory)
}

/// The peak of a process so far, in KB; 0 where the system does not tell.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn only_parse(folder: &Path) {
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for file in files {
        let bytes = fs::read(&file).expect("the case can be read");
        let source = Source::from_bytes(file.to_string_lossy(), &bytes).expect("the case is text");
        std::hint::black_box(Document::parse(Arc::new(source)).expect("the case can be parsed"));
    }
}

/// Writes so many referrals: the referrals of `cases/` that are nearest to the size, in turn, each with a title of
/// its own, and where `own` is set with the number of the file behind each line that ends a sentence.
fn generate(folder: &Path, count: usize, own: bool) {
    fs::create_dir_all(folder).expect("a folder can be made");
    let mut seeds: Vec<_> = fs::read_dir("cases")
        .expect("the cases can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    seeds.sort();
    let seeds: Vec<String> = seeds.iter().map(|path| fs::read_to_string(path).expect("a case can be read")).collect();
    let mut seeds: Vec<&String> = seeds.iter().collect();
    seeds.sort_by_key(|text| text.len().abs_diff(SIZE));
    seeds.truncate(SEEDS);
    for number in 0..count {
        let seed = seeds[number % seeds.len()];
        let mut text = seed.replacen("件名: ", &format!("件名: 第{number}回 "), 1);
        if own {
            text = text.replace("。\n", &format!("。第{number}回\n"));
        }
        fs::write(folder.join(format!("{number:05}.yaml")), text).expect("a case can be written");
    }
}

fn ratio(time: Duration, base: Duration) -> f64 {
    time.as_secs_f64() / base.as_secs_f64()
}
