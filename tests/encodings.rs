//! Files as an office PC writes them: every encoding gives the results, lines and columns of UTF-8, and
//! what is in no encoding is refused with the guess and the place.

#[path = "encodings/errors.rs"]
mod errors;
#[path = "encodings/round_trip.rs"]
mod round_trip;
#[path = "encodings/write.rs"]
mod write;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use assert_cmd::Command;
use jiff::civil::date;
use kansa::check::{Days, check};
use kansa::error::Problem;
use kansa::evaluate::result::{Level, Reason, Verdict};
use kansa::form::Folded;
use kansa::rules::{Extent, RuleSet};
use kansa::settle::CaseReport;
use kansa::source::{Encoding, Location};
use write::write;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in(Extent::Rules).expect("the rules are in order"));

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("fixtures/encoding").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn judge(bytes: &[u8]) -> CaseReport {
    let days = Days { asked: None, today: date(2020, 9, 1) };
    check("案.yaml", Ok(bytes.to_vec()), true, &RULES, days).expect("a named file is judged")
}

/// A place without its bytes, which differ from encoding to encoding.
type Place = (usize, usize, usize, usize);

fn place(location: Location) -> Place {
    (location.line, location.column, location.end_line, location.end_column)
}

/// What a person learns of a file, but for its encoding.
#[derive(Debug, PartialEq)]
struct Seen {
    title: String,
    results: Vec<Judged>,
    problems: Vec<(String, String, Option<Place>)>,
}

#[derive(Debug, PartialEq)]
struct Judged {
    rule: String,
    level: Level,
    verdict: Verdict,
    reason: Option<Reason>,
    message: String,
    pointer: String,
    place: Place,
    evidence: Vec<(String, String, Place)>,
}

fn seen(report: &CaseReport) -> Seen {
    let source = report.source.as_ref().expect("the file is text");
    let told = |problem: &Problem| {
        let at = problem.span.map(|span| place(source.location(span)));
        (problem.code.clone(), problem.what.clone(), at)
    };
    let all = report.errors.iter().chain(&report.notes);
    let results = report.results.iter().map(|result| Judged {
        rule: result.rule.to_string(),
        level: result.level,
        verdict: result.verdict,
        reason: result.reason,
        message: result.message.clone(),
        pointer: result.pointer.to_string(),
        place: place(result.location()),
        evidence: (result.evidence.iter())
            .map(|evidence| (evidence.text.clone(), evidence.pointer.to_string(), place(evidence.location())))
            .collect(),
    });
    Seen {
        title: report.title.clone(),
        results: results.collect(),
        problems: all.filter(|problem| problem.code != "source/encoding").map(told).collect(),
    }
}

/// Compares what two reports say, one result after another; gives it.
fn same(report: &CaseReport, twin: &CaseReport, name: &str) -> Seen {
    // Words that go over a line end hold it as typed.
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let [found, expected] = [report, twin].map(|report| {
        let mut seen = seen(report);
        for evidence in seen.results.iter_mut().flat_map(|result| &mut result.evidence) {
            evidence.0 = plain(&evidence.0);
        }
        seen
    });
    for (found, expected) in found.results.iter().zip(&expected.results) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.problems, expected.problems, "{name}");
    assert!(found == expected, "{name}: {} results and {}", found.results.len(), expected.results.len());
    found
}

/// The remarks on the encoding; each with its reason and advice.
fn encoding_notes(report: &CaseReport) -> Vec<&str> {
    let notes = report.notes.iter().filter(|note| note.code == "source/encoding");
    notes
        .inspect(|note| {
            assert!(note.why.ends_with('。') && note.advice.contains("UTF-8") && note.span.is_none(), "{note:?}");
        })
        .map(|note| note.what.as_str())
        .collect()
}

/// A file in an encoding gives what its twin in UTF-8 gives.
fn is_twin(name: &str, bytes: &[u8], encoding: Encoding, text: &str) {
    let (report, twin) = (judge(bytes), judge(text.as_bytes()));
    let source = report.source.as_ref().unwrap_or_else(|| panic!("{name}: {:?}", report.errors));
    assert_eq!(source.encoding(), encoding, "{name}");
    assert_eq!(source.text().replace("\r\n", "\n"), text, "{name}");
    let found = same(&report, &twin, name);
    assert!(found.results.len() >= 40 && found.results.iter().any(|result| result.verdict == Verdict::Pass), "{name}");

    let shift = match encoding {
        Encoding::Utf8 => Some(0),
        Encoding::Utf8Bom => Some(3),
        _ => None,
    };
    for (result, twin) in report.results.iter().zip(&twin.results) {
        let (here, there) = (result.location(), twin.location());
        let shifted = |byte: Option<usize>| shift.and_then(|bom| byte.map(|byte| byte + bom));
        assert_eq!(here.byte_start, shifted(there.byte_start), "{name}");
        assert_eq!(here.byte_end, shifted(there.byte_end), "{name}");
    }
    let said = encoding_notes(&report);
    match shift {
        Some(_) => assert!(said.is_empty(), "{name}: {said:?}"),
        None => assert!(said.len() == 1 && said[0].contains(encoding.name()), "{name}: {said:?}"),
    }
}

#[test]
fn every_encoding_gives_the_results_of_utf_8() {
    let text = String::from_utf8(fixture("utf8.yaml")).expect("UTF-8");
    let without_new_kanji = text.replace('𠮷', "吉");
    let files = [
        ("utf8.yaml", Encoding::Utf8, &text),
        ("utf8-bom.yaml", Encoding::Utf8Bom, &text),
        ("utf16le-bom.yaml", Encoding::Utf16LeBom, &text),
        ("utf16le.yaml", Encoding::Utf16Le, &text),
        ("utf16be-bom.yaml", Encoding::Utf16BeBom, &text),
        ("utf16be.yaml", Encoding::Utf16Be, &text),
        ("cp932.yaml", Encoding::Cp932, &without_new_kanji),
        ("euc-jp.yaml", Encoding::EucJp, &without_new_kanji.replace('髙', "高")),
    ];
    for (name, encoding, text) in files {
        is_twin(name, &fixture(name), encoding, text);
    }
    // What the letters of this case are there for.
    for letter in "①㈱髙～－表ソ十能予申構貼￠￥―".chars() {
        assert!(text.contains(letter), "{letter}");
    }
    let there: Vec<_> = std::fs::read_dir(root().join("fixtures/encoding")).unwrap().collect();
    assert_eq!(there.len(), files.len() + 1, "a fixture is not listed here");
}

#[test]
fn the_words_of_a_result_are_cut_from_the_file_itself() {
    let report = judge(&fixture("cp932.yaml"));
    let quotes: Vec<&str> =
        report.results.iter().flat_map(|result| &result.evidence).map(|evidence| evidence.text.as_str()).collect();
    assert!(quotes.iter().any(|quote| quote.contains("表ソ十能予申構貼―髙")), "{quotes:?}");
    assert!(quotes.iter().any(|quote| quote.contains("ﾃﾞｰﾀを消去")), "{quotes:?}");
}

#[test]
fn every_case_gives_the_same_in_each_encoding() {
    let mut read = 0;
    for entry in std::fs::read_dir(root().join("cases")).expect("the cases") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let first = name == "2020-11-postnatal-care.yaml";
        for encoding in Encoding::ALL {
            match write(&text, encoding) {
                Some(bytes) => is_twin(&format!("{name} {}", encoding.title()), &bytes, encoding, &text),
                None => {
                    println!("{name}: a letter is not in {}: skipped", encoding.title());
                    assert!(!first, "{} has every letter of {name}", encoding.title());
                }
            }
        }
        read += usize::from(first);
    }
    assert_eq!(read, 1);
}

/// The same lines ended in one way and in three.
fn with_ends(text: &str, ends: &[&str]) -> String {
    let mut mixed = String::new();
    for (line, end) in text.lines().zip(ends.iter().cycle()) {
        // An empty line behind a CR does not end in LF alone: the two would be one line end.
        let joined = line.is_empty() && *end == "\n" && mixed.ends_with('\r');
        mixed.push_str(line);
        mixed.push_str(if joined { "\r\n" } else { end });
    }
    assert_eq!(text.lines().count(), mixed.replace("\r\n", "\n").split_terminator(['\r', '\n']).count());
    mixed
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let text = String::from_utf8(fixture("utf8.yaml")).expect("UTF-8").replace('𠮷', "吉");
    let expected = judge(text.as_bytes());
    for ends in [&["\r\n"][..], &["\r"], &["\n", "\r\n", "\r"], &["\r", "\n", "\r\n", "\r\n"]] {
        let mixed = with_ends(&text, ends);
        for encoding in Encoding::ALL {
            let Some(bytes) = write(&mixed, encoding) else { continue };
            same(&judge(&bytes), &expected, &format!("{ends:?} {}", encoding.title()));
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_as_a_case_still_says_its_encoding_and_its_line() {
    let text = "種別: [外部委託]\r件名: 窓口であんないをする業務\r\n履行場所：庁舎\n主管課: 区民課\n";
    for encoding in Encoding::ALL {
        let bytes = write(text, encoding).expect("every letter is there");
        let report = judge(&bytes);
        let (error, source) = (&report.errors[0], report.source.as_ref().expect("it is text"));
        assert_eq!(error.code, "document/wide-colon");
        let at = source.location(error.span.expect("a place"));
        assert_eq!(place(at), (3, 5, 3, 6), "{}", encoding.title());
        assert_eq!(encoding_notes(&report).len(), usize::from(at.byte_start.is_none()));
    }
}

#[test]
fn a_byte_order_mark_inside_a_text_stays() {
    let text = "種別: [外部委託]\n件名: 窓口\u{feff}の案内\n";
    for encoding in Encoding::ALL {
        let Some(bytes) = write(text, encoding) else { continue };
        assert_eq!(judge(&bytes).title, "窓口\u{feff}の案内", "{}", encoding.title());
    }
}

/// One letter of JIS X 0208 has two characters, by the converter.
#[test]
fn both_characters_of_one_letter_are_read() {
    let text = String::from_utf8(fixture("utf8.yaml")).expect("UTF-8");
    let expected = judge(text.as_bytes());
    for (microsoft, others) in
        [('～', '〜'), ('－', '−'), ('―', '—'), ('∥', '‖'), ('￠', '¢'), ('￡', '£'), ('￢', '¬')]
    {
        let fold = |letter: char| Folded::new(&format!("３{letter}５")).text().to_owned();
        assert_eq!(fold(microsoft), fold(others), "{microsoft} {others}");
        let report = judge(text.replace(microsoft, &others.to_string()).as_bytes());
        for (found, expected) in report.results.iter().zip(&expected.results) {
            let told = |result: &kansa::evaluate::result::RuleResult| {
                (result.rule.clone(), result.verdict, result.reason, place(result.location()))
            };
            assert_eq!(told(found), told(expected), "{others} for {microsoft}");
        }
        assert_eq!(report.results.len(), expected.results.len());
    }
}

fn field() -> Option<PathBuf> {
    let folder = root().join("../shared/field/F07");
    if !folder.is_dir() {
        println!("{} is not there: skipped", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn files_from_the_field() {
    let Some(folder) = field() else { return };
    let text = std::fs::read_to_string(folder.join("utf8.yaml")).expect("UTF-8");
    is_twin("F07", &std::fs::read(folder.join("cp932.yaml")).expect("the file"), Encoding::Cp932, &text);
    let mixed = std::fs::read(folder.join("mixed.yaml")).expect("the file");
    let report = judge(&mixed);
    assert_eq!(report.errors[0].code, "source/mixed-encodings");
    let (code, value) = json(&folder.join("mixed.yaml"));
    assert_eq!((code, &value["cases"][0]["verdict"]), (3, &"error".into()));
}

fn json(path: &Path) -> (i32, serde_json::Value) {
    let mut command = Command::cargo_bin("kansa").expect("the program is built");
    let output = command.arg("check").arg(path).args(["--format", "json"]).output().expect("it runs");
    (output.status.code().expect("a code"), serde_json::from_slice(&output.stdout).expect("JSON"))
}

#[test]
fn reports_say_in_which_encoding_a_file_was_read() {
    for (name, encoding, note) in [
        ("utf8.yaml", "UTF-8", None),
        ("utf8-bom.yaml", "UTF-8", None),
        ("cp932.yaml", "CP932", Some("文字コードはShift_JIS（CP932）として読みました")),
        ("utf16le.yaml", "UTF-16LE", Some("文字コードはUTF-16LE（BOMなし）として読みました")),
    ] {
        let path = root().join("fixtures/encoding").join(name);
        let (_, value) = json(&path);
        let case = &value["cases"][0];
        assert_eq!(case["encoding"], encoding);
        let notes: Vec<_> = case["notes"].as_array().expect("notes").iter().map(|note| &note["message"]).collect();
        assert_eq!(notes, note.iter().collect::<Vec<_>>(), "{name}");
        let bytes = &case["results"][0]["location"]["byte_start"];
        assert_eq!(bytes.is_null(), note.is_some(), "{name}");

        let mut command = Command::cargo_bin("kansa").expect("the program is built");
        let output = command.arg("check").arg(&path).env("COLUMNS", "120").output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let said = text.lines().filter(|line| line.contains("文字コードは")).collect::<Vec<_>>();
        let line = note.map(|note| format!("  △ 注意: {note}"));
        assert_eq!(said, line.iter().collect::<Vec<_>>(), "{name}");
    }
    let (code, value) = json(&root().join("fixtures/yaml/mixed-encodings.yaml"));
    assert_eq!((code, &value["cases"][0]["encoding"]), (3, &serde_json::Value::Null));
}
