//! `.kansa.yaml`: where it is found, what stands above it, what is told of a slip in it, and its waivers.

mod folder;

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

/// A case with one required fault（no basis）and many recommended ones.
const CASE: &str = "種別: [外部委託]\n諮問依頼書:\n  日付: 令和2年7月2日\n  実施目的: 区民の便宜のため\n";

fn run(inside: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> (i32, String, String) {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    program.current_dir(inside).envs(environment.iter().copied()).arg("check").args(arguments);
    let output = program.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
}

fn rules_of(inside: &Path, environment: &[(&str, &str)], arguments: &[&str]) -> Vec<String> {
    let (_, out, err) = run(inside, environment, &[arguments, &["--format", "json"]].concat());
    let value: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error} {err}"));
    let results = value["cases"][0]["results"].as_array().expect("results").clone();
    results.iter().map(|result| result["rule"].as_str().expect("a rule").to_owned()).collect()
}

#[test]
fn the_nearest_file_up_to_the_repository_counts() {
    let folder = folder::holding(&[
        (".kansa.yaml", "select: KS-CM-05\n"),
        ("区/.git/HEAD", "ref: refs/heads/main\n"),
        ("区/.kansa.yaml", "select: KS-CM-01\n"),
        ("区/案/甲.yaml", CASE),
        ("区/案/別/.kansa.yaml", "select: KS-CM-03\n"),
        ("区/案/別/乙.yaml", CASE),
        ("ほか/丙.yaml", CASE),
    ]);
    let at = |path: &str| folder.path().join(path);
    assert_eq!(rules_of(&at("区/案"), &[], &["甲.yaml"]), ["KS-CM-01"]);
    assert_eq!(rules_of(&at("区/案/別"), &[], &["乙.yaml"]), ["KS-CM-03"]);
    assert!(rules_of(&at("ほか"), &[], &["丙.yaml"]).len() > 50, "outside a repository no folder above counts");
    assert_eq!(rules_of(folder.path(), &[], &["ほか/丙.yaml"]), ["KS-CM-05"]);
    assert!(rules_of(&at("区/案"), &[], &["甲.yaml", "--no-config"]).len() > 50);
    assert_eq!(rules_of(&at("区/案"), &[], &["甲.yaml", "--config", "別/.kansa.yaml"]), ["KS-CM-03"]);
}

#[test]
fn a_flag_stands_above_the_environment_and_that_above_the_file() {
    let folder = folder::holding(&[(".kansa.yaml", "select: KS-CM-01\nfail-on: [recommended]\n"), ("甲.yaml", CASE)]);
    let environment = [("KANSA_SELECT", "KS-CM-03")];
    assert_eq!(rules_of(folder.path(), &[], &["甲.yaml"]), ["KS-CM-01"]);
    assert_eq!(rules_of(folder.path(), &environment, &["甲.yaml"]), ["KS-CM-03"]);
    assert_eq!(rules_of(folder.path(), &environment, &["甲.yaml", "--select", "KS-CM-05"]), ["KS-CM-05"]);
    let (_, page, _) = run(folder.path(), &environment, &["甲.yaml", "--show-settings", "--ignore", "KS-CM-99B"]);
    for line in [
        "設定のファイル: .kansa.yaml",
        "select: KS-CM-03　〔環境変数〕",
        "ignore: KS-CM-99B　〔指定〕",
        "fail-on: recommended　〔設定 .kansa.yaml〕",
        "exclude: （なし）　〔初めから〕",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
}

#[test]
fn the_exit_code_and_the_walk_follow_the_file() {
    let folder = folder::holding(&[
        (".kansa.yaml", "exclude: [古い/]\nselect: [KS-CM-08]\nfail-on: [recommended]\n"),
        ("甲.yaml", CASE),
        ("古い/乙.yaml", CASE),
    ]);
    let (code, out, _) = run(folder.path(), &[], &[".", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(value["cases"].as_array().expect("cases").len(), 1);
    assert_eq!(code, 1);
}

#[test]
fn a_slip_is_shown_where_it_stands() {
    for (text, line, told) in [
        ("selct: KS-CM-01\n", 1, "もしかして: select"),
        ("select: [KS-CM-01, KS-CM-1]\n", 1, "KS-CM-1"),
        ("\nfail-on: [必須]\n", 2, "fail-on に「必須」は使えません"),
        ("format: [pdf]\n", 1, "pdf"),
        ("select: {a: b}\n", 1, "ここには"),
        ("select: [\n", 1, "設定のエラー"),
        ("免除: [{規則: KS-CM-01, 理由: 略, 決裁者: 課長, 文書番号: 1}]\n", 1, "期限"),
        ("免除: [{規則: KS-CM-01, 理由: 略, 決裁者: 課長, 文書番号: 1, 期限: 2027-01-01, 備考: 略}]\n", 1, "備考"),
    ] {
        let folder = folder::holding(&[(".kansa.yaml", text), ("甲.yaml", CASE)]);
        let (code, _, err) = run(folder.path(), &[], &["甲.yaml"]);
        assert_eq!(code, 2, "{text}{err}");
        assert!(err.contains(told) && err.contains(&format!(".kansa.yaml:{line}:")), "{text}{err}");
    }
}

#[test]
fn what_is_never_met_is_told() {
    let folder = folder::holding(&[(".kansa.yaml", "ignore: [KS-CM-05, テレワーク]\n"), ("甲.yaml", CASE)]);
    let (_, _, err) = run(folder.path(), &[], &["甲.yaml"]);
    assert!(!err.contains("KS-CM-05"), "{err}");
    let folder = folder::holding(&[
        (".kansa.yaml", "ignore: [KS-CM-05]\nselect: [KS-CM-05]\nexclude: a\n"),
        ("乙.yaml", "種別: [外部委託\n"),
    ]);
    let (_, _, err) = run(folder.path(), &[], &["乙.yaml"]);
    assert!(
        err.contains("ignore の「KS-CM-05」に当たる結果はありませんでした") && err.contains(".kansa.yaml:1:"),
        "{err}"
    );
}

fn results(inside: &Path, rule: &str) -> Vec<Value> {
    let (_, out, err) = run(inside, &[], &[".", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error} {err}"));
    let cases = value["cases"].as_array().expect("cases").clone();
    let all = cases.iter().flat_map(|case| case["results"].as_array().expect("results").clone());
    all.filter(|result| result["rule"] == rule).collect()
}

#[test]
fn waivers_of_the_folder_cover_every_case() {
    let waiver = |rule: &str, until: &str| {
        format!("免除:\n  - {{規則: {rule}, 理由: 様式の改訂中, 決裁者: 部長, 文書番号: 2総第1号, 期限: {until}}}\n")
    };
    let folder =
        folder::holding(&[(".kansa.yaml", &waiver("KS-CM-08", "令和2年7月2日")), ("甲.yaml", CASE), ("乙.yaml", CASE)]);
    let waived = results(folder.path(), "KS-CM-08");
    assert_eq!(waived.iter().map(|result| result["verdict"].clone()).collect::<Vec<_>>(), ["waived", "waived"]);
    assert_eq!(waived[0]["settled"]["paper"], "2総第1号");
    let (_, log, _) = run(folder.path(), &[], &["甲.yaml", "--select", "KS-CM-08", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&log).expect("JSON");
    assert_eq!(log["runs"][0]["results"][0]["suppressions"][0]["kind"], "external");
    assert!(results(folder.path(), "KS-CM-93C").iter().all(|result| result["verdict"] != "fail"));
    for (rule, until, finding) in [
        ("KS-CM-08", "令和2年7月1日", "KS-CM-93B"),
        ("KS-TW-01", "令和9年3月31日", "KS-CM-93C"),
        ("KS-XX-01", "令和9年3月31日", "KS-CM-93"),
    ] {
        let folder = folder::holding(&[(".kansa.yaml", &waiver(rule, until)), ("甲.yaml", CASE), ("乙.yaml", CASE)]);
        let told: Vec<Value> =
            results(folder.path(), finding).into_iter().filter(|result| result["verdict"] == "fail").collect();
        let [only] = &told[..] else { panic!("{finding}: told once: {told:?}") };
        assert_eq!((only["path"].as_str(), only["location"]["line"].as_u64()), (Some(".kansa.yaml"), Some(2)));
        // It is told though the first file cannot be judged.
        let folder = folder::holding(&[
            (".kansa.yaml", &waiver(rule, until)),
            ("0.yaml", "種別: [外部委託\n"),
            ("甲.yaml", CASE),
        ]);
        let told = results(folder.path(), finding);
        assert!(told.iter().any(|result| result["verdict"] == "fail"), "{finding}: {told:?}");
    }
}

#[test]
fn the_patterns_of_the_file_begin_from_its_folder() {
    let folder = folder::holding(&[
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".kansa.yaml", "exclude: [/案/古い/]\n"),
        ("案/甲.yaml", CASE),
        ("案/古い/乙.yaml", CASE),
    ]);
    let whole = folder.path().to_str().expect("a path");
    for (inside, path) in [("", "."), ("案", "."), ("案", ".."), ("", whole)] {
        let (_, out, err) = run(&folder.path().join(inside), &[], &[path, "--format", "json"]);
        let value: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error} {err}"));
        assert_eq!(value["summary"]["cases"], 1, "{inside} {path}");
    }
}

#[test]
fn what_says_nothing_sets_nothing() {
    let folder = folder::holding(&[(".kansa.yaml", "# まだない\n\n"), ("甲.yaml", CASE)]);
    let empty = [
        "KANSA_SELECT",
        "KANSA_IGNORE",
        "KANSA_EXCLUDE",
        "KANSA_FAIL_ON",
        "KANSA_FORMAT",
        "KANSA_RULES",
        "KANSA_CONFIG",
    ];
    let (code, out, err) = run(folder.path(), &empty.map(|name| (name, "")), &["甲.yaml"]);
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("合計: 1件") && err.is_empty(), "{err}");
}

#[test]
fn a_folder_of_rules_that_is_not_there_is_told_in_the_file_by_every_command() {
    let folder = folder::holding(&[(".kansa.yaml", "\nrules: nai\n"), ("甲.yaml", CASE)]);
    for arguments in [
        &["check", "甲.yaml"][..],
        &["rules"],
        &["test"],
        &["explain", "KS-CM-01"],
        &["explain-text", "文"],
        &["attest", "甲.yaml", "KS-CM-01", "--by", "課長"],
    ] {
        let mut program = Command::cargo_bin("kansa").expect("the program");
        let output = program.current_dir(folder.path()).args(arguments).output().expect("it runs");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err.contains("「nai」がありません") && err.contains(".kansa.yaml:2:"), "{arguments:?}: {err}");
    }
}

#[test]
fn to_choose_verdicts_is_to_see_them_in_several_cases() {
    let folder = folder::holding(&[("甲.yaml", CASE), ("乙.yaml", CASE), ("丙.yaml", "種別: [外部委託\n")]);
    let (_, out, _) = run(folder.path(), &[], &["."]);
    assert!(!out.contains("× 未記載〔") && out.contains("エ 読めない"), "{out}");
    let (_, out, _) = run(folder.path(), &[], &[".", "--show", "all"]);
    assert!(out.contains("× 未記載〔") && out.contains("― 対象外〔"), "{out}");
}

#[test]
fn no_output_is_written_where_it_would_be_read_as_a_rule() {
    let rule = include_str!("../rules/common/KS-CM-01.yaml");
    let form = include_str!("../rules/form.yaml");
    let folder = folder::holding(&[("規則/KS-CM-01.yaml", rule), ("規則/form.yaml", form), ("甲.yaml", CASE)]);
    for arguments in [
        ["--format", "json=規則/KS-CM-01.yaml"],
        ["--format", "json=規則/結果.yml"],
        ["--write-baseline", "規則/form.yaml"],
    ] {
        let (code, _, err) = run(folder.path(), &[], &[&["甲.yaml", "--rules", "規則"], &arguments[..]].concat());
        assert!(code == 2 && err.contains("規則として読まれます"), "{arguments:?} {code} {err}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("規則/form.yaml")).expect("the form"), form);
    assert!(!folder.path().join("規則/結果.yml").exists());
    // What is no YAML is no rule.
    let (code, _, err) = run(folder.path(), &[], &["甲.yaml", "--rules", "規則", "--format", "json=規則/結果.json"]);
    assert_eq!(code, 1, "{err}");
}

#[test]
fn what_a_library_finds_is_told_in_the_language_of_the_program() {
    let broken = [("切れ.json", "{\"schema\": "), ("形.json", "[1]"), ("誤り.json", "{]")];
    let folder = folder::holding(&[&broken[..], &[("甲.yaml", CASE)]].concat());
    for (arguments, told) in [
        (["--exclude", "{a"], "「{a」を読めません"),
        (["--jobs", "0"], "1から65535までの整数"),
        (["--jobs", "多"], "1から65535までの整数"),
        (["--jobs", "70000"], "1から65535までの整数"),
        (["--baseline", "切れ.json"], "1行目で途切れています"),
        (["--baseline", "形.json"], "既知の指摘の形ではありません"),
        (["--baseline", "誤り.json"], "JSONの書き方に合いません"),
    ] {
        let (code, _, err) = run(folder.path(), &[], &[&["甲.yaml"], &arguments[..]].concat());
        assert!(code == 2 && err.contains(told), "{arguments:?} {code} {err}");
        // Its own names stay as they are.
        const NAMES: [&str; 9] =
            ["--exclude", "--jobs", "--write-baseline", "JSON", ".json", "kansa", "--help", "check", ".gitignore"];
        let own = NAMES.iter().fold(err, |own, name| own.replace(name, ""));
        assert!(!own.contains(|letter: char| letter.is_ascii_alphabetic() && letter != 'a'), "{arguments:?} {own}");
    }
}

#[test]
fn an_unused_waiver_says_that_something_could_not_be_read() {
    let waiver =
        "免除:\n  - {規則: KS-CM-08, 理由: 様式の改訂中, 決裁者: 部長, 文書番号: 2総第1号, 期限: 令和3年3月31日}\n";
    let clean = CASE.replace("外部委託", "テレワーク");
    for (other, is_told) in [
        (&*clean, false),
        ("種別: [外部委託\n", true),
        ("種別: [テレワーク]\n諮問依頼書:\n  日付: 令和2年7月2日\n  書式: 略\n", true),
    ] {
        let folder = folder::holding(&[(".kansa.yaml", waiver), ("甲.yaml", &clean), ("乙.yaml", other)]);
        let told = results(folder.path(), "KS-CM-93C");
        let fail = told.iter().find(|result| result["verdict"] == "fail").expect("told");
        let message = fail["message"].as_str().expect("words");
        assert_eq!(message.contains("先にそのエラーを直して"), is_told, "{message}");
    }
}
