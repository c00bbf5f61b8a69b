//! Troubles that people reported of comparable tools, as inputs with the right behaviour.
//!
//! The inputs lie beside the tree and are not part of it; where they are missing each test says so and passes.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The folder of one report.
fn report(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/field").join(name);
    if !folder.is_dir() {
        println!("skipped: ../shared/field/{name} is not there");
        return None;
    }
    Some(folder)
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn kansa(inside: &Path, arguments: &[&str], stdin: &[u8]) -> Ran {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    let output = program.current_dir(inside).args(arguments).write_stdin(stdin).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { code: output.status.code().expect("a code"), out: text(&output.stdout), err: text(&output.stderr) }
}

fn json(inside: &Path, arguments: &[&str]) -> (i32, Value) {
    let ran = kansa(inside, &[&["check"], arguments, &["--format", "json"]].concat(), b"");
    let value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    (ran.code, value)
}

fn cases(run: &Value) -> &[Value] {
    run["cases"].as_array().expect("cases")
}

fn case<'r>(run: &'r Value, ending: &str) -> &'r Value {
    let found = cases(run).iter().find(|case| case["path"].as_str().is_some_and(|path| path.ends_with(ending)));
    found.unwrap_or_else(|| panic!("{ending} is among the cases"))
}

/// What each rule gives, with its place.
fn verdicts(case: &Value) -> Vec<(String, String, String)> {
    let word = |result: &Value, key: &str| result[key].as_str().unwrap_or("").to_owned();
    let results = case["results"].as_array().expect("results").iter();
    let mut all: Vec<_> =
        results.map(|result| (word(result, "rule"), word(result, "verdict"), word(result, "reason"))).collect();
    all.sort();
    all
}

fn verdict(case: &Value, rule: &str) -> Vec<String> {
    verdicts(case).into_iter().filter(|(id, ..)| id == rule).map(|(_, verdict, _)| verdict).collect()
}

fn error_lines(case: &Value) -> Vec<u64> {
    let errors = case["errors"].as_array().expect("errors").iter();
    errors.filter_map(|error| error["location"]["line"].as_u64()).collect()
}

fn setup(folder: &Path) -> TempDir {
    let made = TempDir::new().expect("a folder");
    let status = Process::new("bash").arg(folder.join("setup.sh")).arg(made.path()).status();
    assert!(status.expect("bash runs").success());
    made
}

#[test]
fn f01_a_broken_file_hides_nothing_of_the_others() {
    let Some(folder) = report("F01") else { return };
    let (code, run) = json(&folder, &["."]);
    assert_eq!(code, 1);
    assert_eq!(cases(&run).len(), 3);
    assert_eq!(case(&run, "broken.yaml")["verdict"], "error");
    assert!(error_lines(case(&run, "broken.yaml"))[0] >= 11);
    let (_, alone) = json(&folder, &["good.yaml"]);
    assert_eq!(verdicts(case(&run, "good.yaml")), verdicts(case(&alone, "good.yaml")));
    assert_eq!(case(&run, "equals.yaml")["errors"], serde_json::json!([]));
    assert_eq!(json(&folder, &["broken.yaml"]).0, 3);
    let (code, run) = json(&folder, &["comments.yaml"]);
    assert_ne!(code, 0);
    assert!(cases(&run).iter().all(|case| verdicts(case).iter().all(|(_, verdict, _)| verdict != "pass")));
}

#[test]
fn f02_what_two_readers_would_read_differently_is_unreadable() {
    let Some(folder) = report("F02") else { return };
    for (file, lines) in
        [("same-key.yaml", &[13][..]), ("two-names.yaml", &[7, 11, 17]), ("alias.yaml", &[4]), ("merge.yaml", &[6])]
    {
        let (code, run) = json(&folder, &[file]);
        assert_eq!((code, &case(&run, file)["verdict"]), (3, &Value::from("error")), "{file}");
        let told = error_lines(case(&run, file));
        assert!(
            told.iter().any(|line| lines.contains(line) || (file == "alias.yaml" && *line == 6)),
            "{file}: {told:?}"
        );
        assert_eq!(case(&run, file)["results"], serde_json::json!([]));
    }
    let ran = kansa(&folder, &["check", "two-names.yaml"], b"");
    for line in [":7:", ":11:", ":17:", ":5:", ":10:", ":15:"] {
        assert!(ran.out.contains(&format!("two-names.yaml{line}")), "{line}: {}", ran.out);
    }
}

#[test]
fn f03_columns_count_characters() {
    let Some(folder) = report("F03") else { return };
    let (_, run) = json(&folder, &["columns.yaml"]);
    let case = case(&run, "columns.yaml");
    let text = std::fs::read_to_string(folder.join("columns.yaml")).expect("the file");
    let lines: Vec<&str> = text.split('\n').collect();
    let number = |value: &Value, key: &str| value[key].as_u64().expect("a number") as usize;
    let mut cuts = 0;
    for evidence in case["results"]
        .as_array()
        .expect("results")
        .iter()
        .flat_map(|result| result["evidence"].as_array().expect("evidence").iter())
    {
        let location = &evidence["location"];
        if location["line"] == location["end_line"] {
            let line: Vec<char> = lines[number(location, "line") - 1].chars().collect();
            let cut: String = line[number(location, "column") - 1..number(location, "end_column") - 1].iter().collect();
            assert_eq!(cut, evidence["text"].as_str().expect("words"));
            cuts += 1;
        }
    }
    assert!(cuts > 2, "{cuts}");
    let error = &case["errors"][0]["location"];
    assert_eq!((number(error, "line"), number(error, "column")), (12, 43), "the unknown key");
    // The underline stands below the words: 「送る」 is the 29th character of its line.
    let ran = kansa(&folder, &["check", "columns.yaml"], b"");
    assert!(ran.out.contains("columns.yaml:11:29"), "{}", ran.out);
}

#[test]
fn f05_a_slip_in_a_rule_file_stops_the_run() {
    let Some(folder) = report("F05") else { return };
    let words = ["wehn", "履行場處", "外部委詫", "all", "", "levle", "TX-07"];
    for (at, word) in words.iter().enumerate() {
        let rules = TempDir::new().expect("a folder");
        let name = format!("TX-0{}.yaml", at + 1);
        // Where a basis must name its source and level, the slips are moved along.
        let text = std::fs::read_to_string(folder.join("rules").join(&name)).expect("the rule");
        let text = text
            .replace("source: 区の様式\n", "")
            .replace("level: required\n", "")
            .replace("basis: [{law:", "basis: [{source: 区の様式, level: required, law:");
        std::fs::write(rules.path().join(&name), text).expect("the rule");
        let rules = rules.path().to_str().expect("a path");
        let ran = kansa(&folder, &["check", "case.yaml", "--rules", rules], b"");
        assert_eq!(ran.code, 2, "{name}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(&name) && ran.err.contains(word), "{name}: {}", ran.err);
    }
}

#[test]
fn f08_days_are_ordered_across_eras() {
    let Some(folder) = report("F08") else { return };
    let (_, run) = json(&folder, &["."]);
    let order = |file: &str| verdict(case(&run, file), "KS-CM-04");
    assert_eq!(order("in-order.yaml"), ["pass"]);
    assert_eq!(order("old-era.yaml"), ["pass"]);
    assert_eq!(order("contract-first.yaml"), ["fail"]);
    assert_eq!(order("over-new-year.yaml"), ["review"]);
    assert_ne!(order("no-such-day.yaml"), ["pass"]);
    let told = serde_json::to_string(case(&run, "no-such-day.yaml")).expect("JSON");
    for word in ["令和元年2月30日", "令和0年", "13月"] {
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert!(letters(&told).contains(word), "{word}");
    }
}

#[test]
fn f09_articles_and_numbers_in_any_figures() {
    let Some(folder) = report("F09") else { return };
    let (_, run) = json(&folder, &["."]);
    assert_eq!(verdicts(case(&run, "kanji.yaml")), verdicts(case(&run, "figures.yaml")));
    for rule in ["KS-CM-01B", "KS-CM-02B", "KS-CM-11"] {
        assert!(verdict(case(&run, "no-number.yaml"), rule).iter().all(|verdict| verdict != "pass"), "{rule}");
    }
}

#[test]
fn f10_radicals_pasted_from_a_page_are_letters() {
    let Some(folder) = report("F10") else { return };
    let (_, run) = json(&folder, &["."]);
    assert_eq!(verdicts(case(&run, "pasted.yaml")), verdicts(case(&run, "plain.yaml")));
    let text = std::fs::read_to_string(folder.join("pasted.yaml")).expect("the file");
    for result in case(&run, "pasted.yaml")["results"].as_array().expect("results") {
        for evidence in result["evidence"].as_array().expect("evidence") {
            let words = evidence["text"].as_str().expect("words");
            assert!(words.contains('\n') || text.contains(words), "{words}");
        }
    }
}

#[test]
fn f11_a_wide_sign_is_named_on_its_own_line() {
    let Some(folder) = report("F11") else { return };
    let (_, run) = json(&folder, &["."]);
    for (file, line) in [
        ("indent-wide-space.yaml", 6),
        ("indent-nbsp.yaml", 8),
        ("indent-tab.yaml", 8),
        ("wide-colon.yaml", 6),
        ("wide-dash.yaml", 12),
        ("wide-comment.yaml", 1),
        ("wide-brackets.yaml", 2),
    ] {
        let (_, one) = json(&folder, &[file]);
        let told = error_lines(case(&one, file));
        assert_eq!((&case(&one, file)["verdict"], told.first()), (&Value::from("error"), Some(&line)), "{file}");
    }
    assert_eq!(verdicts(case(&run, "harmless.yaml")), verdicts(case(&run, "plain.yaml")));
}

#[cfg(unix)]
#[test]
fn f12_links_and_ignore_files() {
    let Some(folder) = report("F12") else { return };
    let made = setup(&folder);
    let repository = made.path().join("下書き/庁内");
    let (_, run) = json(&repository, &["."]);
    let judged: Vec<&str> = cases(&run)
        .iter()
        .filter(|case| case["verdict"] != "error")
        .map(|case| case["path"].as_str().expect("a path"))
        .collect();
    assert_eq!(judged, ["事案/乙.yaml", "事案/第1回/甲.yaml"]);
    let broken: Vec<&str> = cases(&run)
        .iter()
        .filter(|case| case["verdict"] == "error")
        .map(|case| case["path"].as_str().expect("a path"))
        .collect();
    assert_eq!(broken, ["事案/切れ.yaml", "事案/自分.yaml"]);
    let (_, named) = json(&repository, &["事案/旧版/丙.yaml"]);
    assert_eq!(cases(&named).len(), 1);
}

#[cfg(unix)]
#[test]
fn f13_standard_input_depth_and_size() {
    let Some(folder) = report("F13") else { return };
    let bytes = std::fs::read(folder.join("case.yaml")).expect("the case");
    let piped = kansa(&folder, &["check", "-", "--stdin-filename", "case.yaml", "--format", "json"], &bytes);
    let (code, run) = json(&folder, &["case.yaml"]);
    let piped_run: Value = serde_json::from_str(&piped.out).expect("JSON");
    assert_eq!((piped.code, &piped_run["cases"]), (code, &run["cases"]));
    let made = setup(&folder);
    let (_, run) = json(made.path(), &["."]);
    for file in ["deep.yaml", "open.yaml"] {
        assert_eq!(case(&run, file)["verdict"], "error", "{file}");
    }
    for file in ["good.yaml", "long-line.yaml", "many-items.yaml"] {
        assert!(!case(&run, file)["results"].as_array().expect("results").is_empty(), "{file}");
    }
    assert_eq!(run["skipped"].as_array().map(Vec::len), Some(2));
    assert_ne!(json(made.path(), &["empty.yaml"]).0, 0);
}

#[test]
fn f14_a_baseline_knows_content_not_lines() {
    let Some(folder) = report("F14") else { return };
    let made = TempDir::new().expect("a folder");
    let at = |name: &str| made.path().join(name).to_str().expect("a path").to_owned();
    let put = |name: &str| {
        std::fs::copy(folder.join(name), made.path().join("案.yaml")).expect("the file");
    };
    put("before.yaml");
    json(made.path(), &["案.yaml", "--write-baseline", &at("既知.json")]);
    let new = |run: &Value| -> Vec<String> {
        let results = run["cases"][0]["results"].as_array().expect("results").iter();
        let open = results.filter(|result| {
            ["fail", "missing", "review"].contains(&result["verdict"].as_str().unwrap_or(""))
                && result["known"].is_null()
        });
        open.map(|result| result["rule"].as_str().expect("a rule").to_owned()).collect()
    };
    put("moved.yaml");
    let (_, run) = json(made.path(), &["案.yaml", "--baseline", &at("既知.json")]);
    assert_eq!((new(&run), run["baseline"]["fixed"].as_array().map(Vec::len)), (vec![], Some(0)));
    put("swapped.yaml");
    let (_, run) = json(made.path(), &["案.yaml", "--baseline", &at("既知.json")]);
    let fixed = serde_json::to_string(&run["baseline"]["fixed"]).expect("JSON");
    assert!(fixed.contains("KS-CM-08\""), "{fixed}");
    assert!(new(&run).contains(&"KS-1403-07".to_owned()), "{:?}", new(&run));
}
