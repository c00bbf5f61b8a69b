//! SARIF: valid by the official schema, and each region cuts its text out of the file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::run::{Outputs, SETTLED, cases, of_mixed};

/// The schema that the crate `serde-sarif` ships; it is not copied into this tree.
fn schema() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let text = |command: &mut Command| {
        let output = command.output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    // Only packages for this machine are sure to have been fetched.
    let compiler = text(Command::new("rustc").arg("-vV"));
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: ")).expect("the host");
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let metadata: Value = serde_json::from_str(&text(Command::new(cargo).args(arguments))).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").expect("the package");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a path"));
    let text = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).expect("the schema");
    // The pattern of `language` lacks a bracket in the standard itself, and no reader takes it.
    let text = text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    serde_json::from_str(&text).expect("JSON")
}

fn valid(logs: &[Value]) {
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("sarif.json", schema()).expect("the schema");
    let index = compiler.compile("sarif.json", &mut schemas).expect("the schema holds together");
    for log in logs {
        if let Err(error) = schemas.validate(log, index) {
            panic!("{error:#}");
        }
    }
    let mut wrong = logs[0].clone();
    wrong["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(schemas.validate(&wrong, index).is_err(), "the schema refuses what is wrong");
}

fn decoded(uri: &str) -> String {
    percent_encoding::percent_decode_str(uri).decode_utf8().expect("UTF-8").into_owned()
}

/// The letters of a file by line, as SARIF counts them: without a mark at the beginning.
fn lines(path: &Path) -> Vec<Vec<char>> {
    let text = fs::read_to_string(path).expect("the file");
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let body = text.strip_suffix('\n').unwrap_or(&text);
    body.split('\n').map(|line| line.chars().collect()).collect()
}

/// Cuts every region of a log out of the files in `folder`, and gives how many there were.
fn recut(log: &Value, folder: &Path) -> usize {
    let run = &log["runs"][0];
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let mut places = Vec::new();
    for result in list(run, "results") {
        places.extend(list(&result, "locations"));
        places.extend(list(&result, "relatedLocations"));
    }
    places.extend(
        list(&run["invocations"][0], "toolExecutionNotifications").iter().flat_map(|told| list(told, "locations")),
    );
    let mut cut = 0;
    for place in places {
        let physical = &place["physicalLocation"];
        let artifact = &physical["artifactLocation"];
        assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
        let uri = artifact["uri"].as_str().expect("an address");
        assert!(uri.is_ascii() && !uri.contains([' ', ':', ',']), "{uri}");
        let Some(region) = physical.get("region") else { continue };
        let lines = lines(&folder.join(decoded(uri)));
        let number = |key: &str| region[key].as_u64().expect("a number") as usize;
        let (start, end) = ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
        assert!(start.0 >= 1 && start.1 >= 1 && start <= end && end.0 <= lines.len(), "{region} of {}", lines.len());
        let mut text = String::new();
        for at in start.0..=end.0 {
            let line = &lines[at - 1];
            let from = if at == start.0 { start.1 - 1 } else { 0 };
            let to = if at == end.0 { end.1 - 1 } else { line.len() };
            text.extend(&line[from..to]);
            text.push_str(if at == end.0 { "" } else { "\n" });
        }
        assert_eq!(text, region["snippet"]["text"].as_str().expect("text").replace("\r\n", "\n"), "{region}");
        cut += 1;
    }
    cut
}

#[test]
fn it_is_valid_and_every_region_cuts_the_source_back() {
    let cases = cases().sarif();
    assert!(recut(&cases, Path::new(".")) > 500);
    let (mixed, folder) = of_mixed();
    let mixed = mixed.sarif();
    assert!(recut(&mixed, folder) > 100);
    valid(&[cases, mixed]);
}

#[test]
fn regions_hold_in_files_of_one_line_of_office_and_under_odd_names() {
    let folder = TempDir::new().expect("a folder");
    let texts = [
        ("一行.yaml", "種別: [外部委託]".to_owned()),
        ("改行.yaml", "種別: [外部委託]\n".to_owned()),
        ("空行.yaml", "種別: [外部委託]\n\n\n".to_owned()),
        ("office.yaml", format!("\u{feff}{}", SETTLED.replace('\n', "\r\n"))),
        ("壊.yaml", "種別: [外部委託]\n諮問書:\n  前文: \"閉じない\n".to_owned()),
        ("令和2年度,第1回: 再諮問/交通,安全:50%.yaml", SETTLED.to_owned()),
    ];
    for (name, text) in &texts {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("the file");
    }
    let log = Outputs::of(folder.path(), &["."]).sarif();
    assert!(recut(&log, folder.path()) > 300);
    let artifacts = log["runs"][0]["artifacts"].as_array().expect("artifacts");
    let names: Vec<String> =
        artifacts.iter().map(|artifact| decoded(artifact["location"]["uri"].as_str().expect("an address"))).collect();
    for (name, _) in texts {
        assert!(names.contains(&name.to_owned()), "{name} of {names:?}");
    }
}

#[test]
fn kinds_levels_and_suppressions_follow_the_verdicts() {
    let outputs = of_mixed().0;
    let log = outputs.sarif();
    let run = &log["runs"][0];
    assert_eq!((&log["version"], &run["columnKind"]), (&"2.1.0".into(), &"unicodeCodePoints".into()));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert_eq!(rules.len() as u64, outputs.json()["rules"]["count"].as_u64().expect("a number"));
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[key]["text"].as_str().expect("text").is_empty(), "{rule}");
        }
        let markdown = rule["help"]["markdown"].as_str().expect("Markdown");
        assert!(["根拠", "理由", "対応"].iter().all(|part| markdown.contains(&format!("**{part}**"))), "{markdown}");
    }
    for result in run["results"].as_array().expect("results") {
        let at = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(rules[at]["id"], result["ruleId"]);
        let verdict = result["properties"]["verdict"].as_str().expect("a verdict");
        let was = result["properties"]["settled"]["was"].as_str().unwrap_or(verdict);
        let kind = match was {
            "pass" | "review" => was,
            "not_applicable" => "notApplicable",
            _ => "fail",
        };
        assert_eq!(result["kind"], kind, "{result}");
        assert_eq!(result["level"] == "none", kind != "fail", "{result}");
        let suppressed = result["suppressions"][0]["justification"].as_str();
        assert_eq!(suppressed.is_some(), ["attested", "waived"].contains(&verdict), "{result}");
    }
    let justified: String = run["results"]
        .as_array()
        .expect("results")
        .iter()
        .filter_map(|result| result["suppressions"][0]["justification"].as_str())
        .collect();
    for word in ["医療課長", "令和2年7月1日", "2医第10号", "紙も媒体も扱わない", "部長"] {
        assert!(justified.contains(word), "{word}: {justified}");
    }
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let paper = run["results"].as_array().expect("results").iter().any(|result| {
        let mut places = result["locations"].as_array().expect("places").iter();
        places.any(|place| {
            decoded(place["physicalLocation"]["artifactLocation"]["uri"].as_str().expect("an address"))
                .ends_with("特約条項.txt")
        })
    });
    assert!(paper, "what an attached paper says is placed there");
    let whole = cases().sarif();
    assert_eq!(whole["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn evidence_in_other_cases_is_a_related_location() {
    let log = cases().sarif();
    let results = log["runs"][0]["results"].as_array().expect("results");
    let uri = |place: &Value| place["physicalLocation"]["artifactLocation"]["uri"].clone();
    let elsewhere = results.iter().filter(|result| {
        let own = uri(&result["locations"][0]);
        result["relatedLocations"].as_array().is_some_and(|places| places.iter().any(|place| uri(place) != own))
    });
    assert!(elsewhere.count() > 0, "the comparison with other cases quotes them");
}

#[test]
fn fingerprints_stay_when_lines_move_and_are_unlike_within_a_file() {
    let folder = TempDir::new().expect("a folder");
    let text = fs::read_to_string("cases/2020-08-eligibility.yaml").expect("the case");
    fs::write(folder.path().join("a.yaml"), &text).expect("the file");
    let prints = || -> Vec<(String, String)> {
        let log = Outputs::of(folder.path(), &["a.yaml"]).sarif();
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let mut prints: Vec<_> = results
            .iter()
            .map(|result| (text(&result["partialFingerprints"]["kansaContent/v1"]), text(&result["ruleId"])))
            .collect();
        prints.sort();
        prints
    };
    let before = prints();
    fs::write(folder.path().join("a.yaml"), format!("# 注記\n\n{text}")).expect("the file");
    assert_eq!(prints(), before);
    let mut unlike = before.clone();
    unlike.dedup_by(|a, b| a.0 == b.0);
    assert_eq!(unlike.len(), before.len());
}
