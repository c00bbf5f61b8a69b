//! The program from outside: what it reads, what it prints where, and its exit code.

mod folder;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const CASE: &str = "cases/2020-11-postnatal-care.yaml";

fn kansa() -> Command {
    let mut command = Command::cargo_bin("kansa").expect("the program is built");
    command.env_remove("NO_COLOR").env_remove("FORCE_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
    command
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = kansa().args(arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

fn json(arguments: &[&str]) -> (i32, Value) {
    let (code, out, err) = run(&[arguments, &["--format", "json"]].concat());
    (code, serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}{err}")))
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().expect("a path").to_owned()
}

/// A case in which every required rule is in order or not asked: it has only what is tested.
const BROKEN: &str = "種別: [外部委託]\n諮問依頼書:\n  実施目的: \"閉じない\n";

#[test]
fn json_is_the_contract() {
    let (_, value) = json(&["check", CASE]);
    assert_eq!(value["schema"], "kansa/1");
    assert_eq!(value["tool"]["name"], "kansa");
    assert_eq!(value["as_of"], Value::Null);
    let case = &value["cases"][0];
    assert_eq!(case["path"], CASE);
    assert_eq!(case["number"], "令和2年度第11号議案");
    assert_eq!(case["as_of"], "2020-07-03");
    assert_eq!(case["kinds"], serde_json::json!(["外部委託"]));
    assert_eq!(case["errors"], serde_json::json!([]));
    let results = case["results"].as_array().expect("results");
    assert!(results.len() >= 60, "{}", results.len());
    for key in [
        "rule", "title", "item", "level", "verdict", "reason", "message", "basis", "pointer", "location", "evidence",
        "advice", "model",
    ] {
        assert!(results.iter().all(|result| result.get(key).is_some()), "every result has {key}");
    }
    let mut counted = 0;
    for verdict in ["pass", "fail", "missing", "review", "not_applicable", "attested", "waived"] {
        let number = results.iter().filter(|result| result["verdict"] == verdict).count();
        assert_eq!(value["summary"][verdict], number, "{verdict}");
        counted += number;
    }
    assert_eq!(counted, results.len());
}

#[test]
fn every_location_cuts_its_words_out_of_the_file() {
    let (_, value) = json(&["check", CASE]);
    let text = fs::read_to_string(CASE).expect("the case");
    let lines: Vec<&str> = text.lines().collect();
    let mut cut = 0;
    for result in value["cases"][0]["results"].as_array().expect("results") {
        for evidence in result["evidence"].as_array().expect("evidence") {
            let place = &evidence["location"];
            let number = |key: &str| place[key].as_u64().expect("a number") as usize;
            let bytes = &text.as_bytes()[number("byte_start")..number("byte_end")];
            let words: String = evidence["text"].as_str().expect("text").split_whitespace().collect();
            let typed: String = std::str::from_utf8(bytes).expect("whole characters").split_whitespace().collect();
            assert_eq!(typed, words, "{}", result["rule"]);
            if number("line") == number("end_line") {
                let line: Vec<char> = lines[number("line") - 1].chars().collect();
                let by_columns: String = line[number("column") - 1..number("end_column") - 1].iter().collect();
                assert_eq!(by_columns.as_bytes(), bytes, "{}", result["rule"]);
            }
            cut += 1;
        }
    }
    assert!(cut > 30, "{cut}");
}

#[test]
fn one_broken_file_is_reported_and_the_rest_go_on() {
    let good = fs::read_to_string(CASE).expect("the case");
    let folder = folder::holding(&[
        ("a/good.yaml", &good),
        ("b/broken.yaml", BROKEN),
        ("notes.yaml", "会議: メモ\n"),
        (".hidden/x.yaml", BROKEN),
    ]);
    let root = path(&folder, "");
    let (code, value) = json(&["check", &root]);
    assert_eq!(code, 1);
    let cases = value["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 2, "{cases:?}");
    assert_eq!(cases[1]["verdict"], "error");
    assert_eq!(cases[1]["results"], serde_json::json!([]));
    assert_eq!(cases[1]["errors"][0]["location"]["line"], 3);
    assert_eq!(value["skipped"].as_array().expect("names").len(), 1);
    assert!(value["skipped"][0].as_str().expect("a name").ends_with("notes.yaml"));
    let (_, alone) = json(&["check", &path(&folder, "a/good.yaml")]);
    assert_eq!(alone["cases"][0]["results"], cases[0]["results"]);
    let (code, _) = json(&["check", &path(&folder, "b/broken.yaml")]);
    assert_eq!(code, 3, "nothing could be read");
}

#[test]
fn nothing_checked_is_never_green() {
    let folder = folder::holding(&[("notes.yaml", "会議: メモ\n"), ("empty.yaml", ""), ("blank.yaml", "\n\n")]);
    let (code, _, err) = run(&["check", &path(&folder, "")]);
    assert_eq!(code, 3);
    assert!(err.contains("点検できた案件がありません"), "{err}");
    let (code, out, _) = run(&["check", &path(&folder, "absent.yaml")]);
    assert_eq!(code, 3);
    assert!(out.contains("見つかりません"), "{out}");
    for name in ["empty.yaml", "notes.yaml"] {
        let (code, _) = json(&["check", &path(&folder, name)]);
        assert_ne!(code, 0, "{name}");
    }
    let (code, ..) = run(&["check", &path(&folder, ""), "--exit-zero"]);
    assert_eq!(code, 3, "--exit-zero does not turn an empty run green");
}

#[test]
fn standard_input_equals_the_file() {
    let text = fs::read(CASE).expect("the case");
    let output = kansa()
        .args(["check", "-", "--stdin-filename", CASE, "--format", "json"])
        .write_stdin(text)
        .output()
        .expect("runs");
    let from_input: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let (_, from_file) = json(&["check", CASE]);
    assert_eq!(from_input["cases"], from_file["cases"]);
}

#[test]
fn a_byte_order_mark_and_crlf_change_no_verdict_line_or_column() {
    let text = fs::read_to_string(CASE).expect("the case");
    let folder =
        folder::holding(&[("plain.yaml", &text), ("office.yaml", &format!("\u{feff}{}", text.replace('\n', "\r\n")))]);
    let places = |name: &str| {
        let (_, value) = json(&["check", &path(&folder, name)]);
        let results = value["cases"][0]["results"].as_array().expect("results").clone();
        results
            .iter()
            .map(|result| {
                let place = &result["location"];
                (result["rule"].clone(), result["verdict"].clone(), place["line"].clone(), place["column"].clone())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(places("plain.yaml"), places("office.yaml"));
}

#[test]
fn exit_codes_follow_the_threshold() {
    let filled = fs::read_to_string(CASE).expect("the case");
    let folder = folder::holding(&[
        ("filled.yaml", &filled),
        ("gap.yaml", &filled.replace("    履行場所: 利用者の居所及び委託事業者の事業所\n", "")),
    ]);
    let (filled, gap) = (path(&folder, "filled.yaml"), path(&folder, "gap.yaml"));
    assert_eq!(run(&["check", &filled]).0, 0, "no required rule is at fault in the seed");
    assert_eq!(run(&["check", &gap]).0, 1, "a required heading is gone");
    assert_eq!(run(&["check", &gap, "--exit-zero"]).0, 0);
    assert_eq!(run(&["check", &filled, "--fail-on", "recommended"]).0, 1, "a recommended safeguard is missing");
    assert_eq!(run(&["check", &filled, "--fail-on", "required,review"]).0, 0);
    assert_eq!(run(&["check", &filled, "--format", "csvv"]).0, 2);
    assert_eq!(run(&["check", &filled, "--as-of", "昨日"]).0, 2);
    assert_eq!(run(&["check", &filled, "--no-such-flag"]).0, 2);
}

#[test]
fn several_formats_go_to_their_files() {
    let folder = folder::holding(&[]);
    let (file, pretty) = (path(&folder, "out.json"), path(&folder, "out.txt"));
    let (code, out, _) =
        run(&["check", CASE, "--format", &format!("json={file}"), "--format", &format!("pretty={pretty}")]);
    assert_eq!((code, out.as_str()), (0, ""));
    let value: Value = serde_json::from_str(&fs::read_to_string(&file).expect("the file")).expect("JSON");
    let text = fs::read_to_string(&pretty).expect("the file");
    let missing = value["summary"]["missing"].as_u64().expect("a number");
    assert!(text.contains(&format!("未記載 {missing}")), "{text}");
    assert_eq!(run(&["check", CASE, "--format", "json", "--format", "pretty"]).0, 2, "two on standard output");
    let unwritable = path(&folder, "no/such/folder/out.json");
    assert_eq!(run(&["check", CASE, "--format", "json", "-o", &unwritable]).0, 2);
}

#[test]
fn colour_is_asked_for_or_left_out() {
    assert!(!run(&["check", CASE]).1.contains('\u{1b}'), "standard output is no terminal");
    assert!(run(&["check", CASE, "--color", "always"]).1.contains('\u{1b}'));
    let forced = kansa().args(["check", CASE]).env("NO_COLOR", "1").env("FORCE_COLOR", "1").output().expect("runs");
    assert!(!String::from_utf8_lossy(&forced.stdout).contains('\u{1b}'), "NO_COLOR wins");
}

#[test]
fn show_chooses_what_people_see_and_not_the_exit_code() {
    let (code, out, _) = run(&["check", CASE]);
    assert!(!out.contains("○ 適合〔"), "passes are not shown by themselves");
    let (all_code, all, _) = run(&["check", CASE, "--show", "all"]);
    assert!(all.contains("○ 適合〔") && all.contains("― 対象外〔"), "{all}");
    let (_, only, _) = run(&["check", CASE, "--show", "pass"]);
    assert!(only.contains("○ 適合〔") && !only.contains("× 未記載〔"), "{only}");
    assert_eq!(code, all_code);
}

#[test]
fn a_rules_folder_replaces_the_built_in_rules() {
    let rule = "id: TX-01\ntitle: 実施場所が書かれていること\nitem: 履行場所\nbasis: [{source: 先例, law: 様式, text: seen, level: required}]\nkinds: [外部委託]\nin: [履行場所]\nrequire: {present: 履行場所}\nmessage: 書かれていません。\nadvice: 書いてください。\nwhy: 要るため。\n";
    let good = folder::holding(&[("TX-01.yaml", rule)]);
    let (code, value) = json(&["check", CASE, "--rules", &path(&good, "")]);
    assert_eq!((code, &value["rules"]["count"]), (0, &serde_json::json!(1)));
    for (name, bad, words) in [
        ("TX-01.yaml", rule.replace("kinds:", "kidns:"), "もしかして: kinds"),
        ("TX-01.yaml", rule.replace("present: 履行場所", "present: 履行場處"), "もしかして: 履行場所"),
        ("TX-01.yaml", rule.replace("[外部委託]", "[外部委詫]"), "もしかして: 外部委託"),
        ("TX-01.yaml", rule.replace("{present: 履行場所}", "{all: []}"), "空です"),
        ("TX-01.yaml", rule.replace("{present: 履行場所}", "{states: no_such_statement}"), "no_such_statement"),
        ("TX-01.yaml", rule.replace("level: required", "levle: required"), "もしかして: level"),
        ("TX-02.yaml", rule.to_owned(), "TX-01"),
    ] {
        let folder = folder::holding(&[(name, &bad)]);
        let (code, out, err) = run(&["check", CASE, "--rules", &path(&folder, "")]);
        assert_eq!((code, out.as_str()), (2, ""), "{words}");
        assert!(err.contains(words) && err.contains(name), "{words}: {err}");
    }
    let nothing = folder::holding(&[]);
    assert_eq!(run(&["check", CASE, "--rules", &path(&nothing, "")]).0, 2, "a set without rules");
    assert_eq!(run(&["check", CASE, "--rules", &path(&nothing, "absent")]).0, 2);
}

#[test]
fn explain_gives_the_page_of_a_rule() {
    let (code, out, _) = run(&["explain", "KS-1403-05"]);
    assert_eq!(code, 0);
    for words in ["KS-1403-05", "根拠", "判定の条件", "subcontract_approval", "例"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let (code, _, err) = run(&["explain", "KS-1403-5"]);
    assert_eq!(code, 2);
    assert!(err.contains("もしかして: KS-1403-"), "{err}");
}

#[test]
fn the_examples_can_be_run_by_name() {
    let (code, out, _) = run(&["test", "KS-1403-05"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("○ KS-1403-05::") && out.contains("期待と違うもの 0件"), "{out}");
    assert_eq!(run(&["test", "KS-0000"]).0, 2);
}

#[test]
fn a_file_that_is_met_twice_is_judged_once() {
    let (_, value) = json(&["check", CASE, "cases", Path::new(CASE).to_str().expect("a path")]);
    let paths: Vec<_> = value["cases"].as_array().expect("cases").iter().map(|case| &case["path"]).collect();
    assert_eq!(paths.iter().filter(|path| ***path == CASE).count(), 1, "{paths:?}");
}

fn rules_reported(arguments: &[&str]) -> Vec<(String, String, String)> {
    let (_, value) = json(&[&["check", CASE], arguments].concat());
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let results = value["cases"][0]["results"].as_array().expect("results").clone();
    results.iter().map(|result| (text(&result["rule"]), text(&result["item"]), text(&result["level"]))).collect()
}

#[test]
fn select_and_ignore_choose_by_rule_heading_kind_and_level() {
    let all = rules_reported(&[]);
    assert_eq!(
        rules_reported(&["--select", "KS-1403-05"]),
        [all.iter().find(|result| result.0 == "KS-1403-05").expect("it").clone()]
    );
    let outsourcing = rules_reported(&["--select", "KS-1403"]);
    assert!(outsourcing.len() > 30 && outsourcing.iter().all(|(rule, ..)| rule.starts_with("KS-1403-")));
    let item = rules_reported(&["--select", "実施機関の対策"]);
    assert!(!item.is_empty() && item.iter().all(|(_, item, _)| item == "実施機関の対策"));
    let required = rules_reported(&["--select", "必須"]);
    assert_eq!(required, rules_reported(&["--select", "required"]));
    assert!(!required.is_empty() && required.iter().all(|(.., level)| level == "required"));
    let rest = rules_reported(&["--ignore", "必須"]);
    assert_eq!(required.len() + rest.len(), all.len());
    let telework = rules_reported(&["--select", "テレワーク", "--ignore", "KS-CM"]);
    assert!(!telework.is_empty() && telework.iter().all(|(rule, ..)| rule.starts_with("KS-TW-")), "{telework:?}");
    let (code, _, err) = run(&["check", CASE, "--select", "KS-1403-5"]);
    assert_eq!(code, 2);
    assert!(err.contains("もしかして"), "{err}");
    assert_eq!(run(&["check", CASE, "--select", "KS-TW"]).0, 3, "nothing that applies is no green");
}

#[test]
fn the_table_shows_the_worst_verdict_of_each_heading() {
    let (_, value) = json(&["check", "cases"]);
    let (_, table, _) = run(&["check", "cases", "--format", "table"]);
    let cases = value["cases"].as_array().expect("cases");
    let order = ["fail", "missing", "review", "waived", "attested", "pass", "not_applicable"];
    let signs = ["×", "×", "△", "免", "目", "○", "―"];
    let row = table.lines().find(|line| line.starts_with("│ 実施時期 ")).expect("the heading has a row");
    let shown: Vec<&str> = row.split(['│', '┆']).map(str::trim).filter(|cell| !cell.is_empty()).skip(1).collect();
    let worst = |case: &Value| {
        let results = case["results"].as_array().expect("results");
        let of_item = results.iter().filter(|result| result["item"] == "実施時期");
        of_item.map(|result| order.iter().position(|verdict| result["verdict"] == *verdict).expect("a verdict")).min()
    };
    let wanted: Vec<&str> = cases.iter().map(|case| worst(case).map_or("", |at| signs[at])).collect();
    assert_eq!(shown, wanted);
}

#[test]
fn the_rules_are_listed() {
    let (code, out, _) = run(&["rules", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((code, &value["schema"]), (0, &serde_json::json!("kansa-rules/1")));
    let rules = value["rules"].as_array().expect("rules");
    assert!(rules.len() > 100);
    for rule in rules {
        assert!(!rule["basis"].as_array().expect("bases").is_empty(), "{rule}");
    }
    let (_, table, _) = run(&["rules"]);
    assert!(table.contains("KS-1403-05") && table.contains(&format!("規則 {}件", rules.len())));
}

/// The content of a finding is known, not its line.
#[test]
fn a_baseline_keeps_what_was_known_and_tells_what_is_new_and_what_is_gone() {
    let case = "種別: [外部委託]\n諮問依頼書:\n  実施目的: 区民の便宜のため\n  個人情報の保護対策:\n    外部委託に係る対策:\n      委託業務に係る個人情報保護対策:\n        - 業務従事者の名簿を、業務の開始前に区へ提出すること。\n        - 書類は、できる限り施錠できる保管庫に保管する。\n";
    let folder = folder::holding(&[("案.yaml", case)]);
    let (file, known) = (path(&folder, "案.yaml"), path(&folder, "既知.json"));
    let (code, _) = json(&["check", &file, "--write-baseline", &known]);
    assert_eq!(code, 1);
    let with = |text: &str| {
        fs::write(&file, text).expect("the file");
        json(&["check", &file, "--baseline", &known])
    };
    let new = |value: &Value| -> Vec<String> {
        let results = value["cases"][0]["results"].as_array().expect("results").clone();
        let open = results.into_iter().filter(|result| {
            ["fail", "missing", "review"].contains(&result["verdict"].as_str().expect("a verdict"))
                && result["known"].is_null()
        });
        open.map(|result| result["rule"].as_str().expect("a rule").to_owned()).collect()
    };
    let fixed = |value: &Value| -> Vec<String> {
        let fixed = value["baseline"]["fixed"].as_array().expect("a list").clone();
        fixed.iter().map(|pair| pair[1]["rule"].as_str().expect("a rule").to_owned()).collect()
    };
    let (code, same) = with(case);
    assert_eq!((code, new(&same), fixed(&same)), (0, vec![], vec![]));
    // Lines above, and another item before it, move it and change nothing.
    let moved = case
        .replace("種別", "# 注\n\n種別")
        .replace("        - 書類", "        - 作業日報を提出すること。\n        - 書類");
    let (code, same) = with(&moved);
    assert_eq!((code, new(&same), fixed(&same)), (0, vec![], vec![]));
    // One mended and one lost in exchange: one gone, one new.
    let swapped = case
        .replace(
            "        - 業務従事者の名簿を、業務の開始前に区へ提出すること。\n",
            "        - 作業日報を提出すること。\n",
        )
        .replace("できる限り施錠できる", "施錠できる");
    let (_, changed) = with(&swapped);
    assert!(new(&changed).contains(&"KS-1403-07".to_owned()), "{:?}", new(&changed));
    assert!(fixed(&changed).contains(&"KS-1403-12".to_owned()), "{:?}", fixed(&changed));
    let (_, page, _) = run(&["check", &file, "--baseline", &known]);
    assert!(page.contains("なくなった: ") && page.contains("KS-1403-07") && !page.contains("KS-1403-20"), "{page}");
    // What is left out of the report is not gone.
    fs::write(&file, case).expect("the file");
    for choice in [["--select", "KS-1403-12"], ["--ignore", "KS-1403"], ["--select", "note"]] {
        let (_, chosen) = json(&[&["check", &file, "--baseline", &known][..], &choice].concat());
        assert_eq!(fixed(&chosen), Vec::<String>::new(), "{choice:?}");
        let results = chosen["cases"][0]["results"].as_array().expect("results");
        let shown = results.iter().filter(|result| result["known"] == true).count();
        assert_eq!(chosen["baseline"]["known"].as_u64(), Some(shown as u64), "{choice:?}");
    }
    // A file that cannot be read fixes nothing.
    let (code, broken) = with("種別: [外部委託\n");
    assert_eq!((code, fixed(&broken)), (3, vec![]));
    for (text, told) in
        [("{}", "既知の指摘のファイルとして読めません"), ("{\"schema\": \"x\", \"cases\": {}}", "「x」という版")]
    {
        fs::write(&known, text).expect("the file");
        let (code, _, err) = run(&["check", &file, "--baseline", &known]);
        assert!(code == 2 && err.contains(told), "{err}");
    }
}
