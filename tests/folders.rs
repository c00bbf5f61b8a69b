//! Which files of a folder are judged.

mod folder;

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const CASE: &str = "種別: [外部委託]\n諮問依頼書:\n  実施目的: 区民の便宜のため\n";

fn check(inside: &Path, arguments: &[&str]) -> (i32, Value) {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    let output =
        program.current_dir(inside).arg("check").args(arguments).args(["--format", "json"]).output().expect("it runs");
    let value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().expect("a code"), value)
}

fn paths(run: &Value) -> Vec<String> {
    let cases = run["cases"].as_array().expect("cases").iter();
    cases.map(|case| case["path"].as_str().expect("a path").to_owned()).collect()
}

/// The files of a repository with rules at three depths, below a folder whose rules must not count.
const REPOSITORY: [(&str, &str); 11] = [
    (".gitignore", "*\n"),
    ("庁内/.git/HEAD", "ref: refs/heads/main\n"),
    ("庁内/.gitignore", "旧版/\n*.bak.yaml\n庁内/\n"),
    ("庁内/下書き/.gitignore", "# 手元の控え\n控え.yaml\n!残す.bak.yaml\n"),
    ("庁内/下書き/甲.yaml", CASE),
    ("庁内/下書き/控え.yaml", CASE),
    ("庁内/下書き/乙.bak.yaml", CASE),
    ("庁内/下書き/残す.bak.yaml", CASE),
    ("庁内/下書き/旧版/丙.yaml", CASE),
    ("庁内/下書き/.隠し/丁.yaml", CASE),
    ("庁内/ほか/控え.yaml", CASE),
];

#[test]
fn ignore_files_count_below_the_walk_and_above_it_up_to_the_repository() {
    let folder = folder::holding(&REPOSITORY);
    let repository = folder.path().join("庁内");
    let all = ["ほか/控え.yaml", "下書き/残す.bak.yaml", "下書き/甲.yaml"];
    assert_eq!(paths(&check(&repository, &["."]).1), all);
    assert_eq!(paths(&check(&repository, &["下書き"]).1), &all[1..]);
    assert_eq!(paths(&check(&repository.join("下書き"), &["."]).1), ["残す.bak.yaml", "甲.yaml"]);
    // Named, a file is judged whatever the rules say.
    assert_eq!(paths(&check(&repository, &["下書き/旧版/丙.yaml"]).1), ["下書き/旧版/丙.yaml"]);
}

#[test]
fn outside_a_repository_only_the_rules_of_the_walk_count() {
    let folder = folder::holding(&[
        (".gitignore", "*\n"),
        ("案/.gitignore", "控え.yaml\n"),
        ("案/控え.yaml", CASE),
        ("案/甲.yaml", CASE),
    ]);
    assert_eq!(paths(&check(&folder.path().join("案"), &["."]).1), ["甲.yaml"]);
}

#[test]
fn exclude_leaves_files_and_folders_out_of_a_walk() {
    let folder =
        folder::holding(&[("a/甲.yaml", CASE), ("a/古い/乙.yaml", CASE), ("b/丙.yaml", CASE), ("b/丁.yaml", CASE)]);
    let run = |arguments: &[&str]| paths(&check(folder.path(), arguments).1);
    assert_eq!(run(&[".", "--exclude", "古い/"]), ["a/甲.yaml", "b/丁.yaml", "b/丙.yaml"]);
    assert_eq!(run(&[".", "--exclude", "b", "--exclude", "古い"]), ["a/甲.yaml"]);
    assert_eq!(run(&[".", "--exclude", "/b/丙.yaml"]), ["a/古い/乙.yaml", "a/甲.yaml", "b/丁.yaml"]);
    assert_eq!(run(&["b/丙.yaml", "--exclude", "b"]), ["b/丙.yaml"]);
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder =
        folder::holding(&[("甲.yaml", CASE), ("乙.yaml", CASE), ("丙.yaml", "種別: [外部委託\n"), ("丁.yaml", CASE)]);
    let run = |jobs: &str, paths: &[&str]| {
        let mut program = Command::cargo_bin("kansa").expect("the program");
        let program = program.current_dir(folder.path()).args(["check", "--jobs", jobs, "--format", "json"]);
        program.args(paths).output().expect("it runs").stdout
    };
    let one = run("1", &["."]);
    assert_eq!(one, run("2", &["."]));
    assert_eq!(run("1", &["甲.yaml", "乙.yaml"]), run("2", &["乙.yaml", "甲.yaml"]));
}

/// Above so many files the cases are written one by one; nothing of the document may hang on it.
#[test]
fn a_long_document_holds_what_short_ones_hold() {
    const COUNT: usize = 40;
    let case = std::fs::read_to_string("cases/2020-11-postnatal-care.yaml").expect("a case");
    let names: Vec<String> = (0..COUNT).map(|number| format!("{number:02}.yaml")).collect();
    let texts: Vec<String> =
        (0..COUNT).map(|number| case.replacen("件名: ", &format!("件名: 第{number}回 "), 1)).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let many = folder::holding(&files);
    let few = folder::holding(&files[..2]);
    let (_, long) = check(many.path(), &["."]);
    let (_, short) = check(few.path(), &["."]);
    let cases = |run: &Value| run["cases"].as_array().expect("cases").clone();
    assert_eq!(cases(&long).len(), COUNT);
    assert_eq!(long["summary"]["cases"], COUNT);
    assert_eq!(long["rules"], short["rules"]);
    // Cases of one number are compared, so only what they are by themselves is the same.
    let own = |case: &Value| {
        let results = case["results"].as_array().expect("results").iter();
        results.filter(|result| result["level"] == "required").cloned().collect::<Vec<_>>()
    };
    assert!(!own(&cases(&short)[0]).is_empty());
    assert_eq!(own(&cases(&long)[0]), own(&cases(&short)[0]));
    assert_eq!(cases(&long)[0]["sha256"], cases(&short)[0]["sha256"]);
    let keys = |run: &Value| run.as_object().expect("a map").keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&long), keys(&short));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_none_is_passed_over_in_silence() {
    use std::os::unix::fs::symlink;
    let folder = folder::holding(&[("案/甲.yaml", CASE), ("案/中/乙.yaml", CASE), ("外/丙.yaml", CASE)]);
    let at = |name: &str| folder.path().join("案").join(name);
    symlink("..", at("中/上へ")).expect("a link");
    symlink("中", at("輪")).expect("a link");
    symlink("甲.yaml", at("別名.yaml")).expect("a link");
    symlink("../外/丙.yaml", at("外の件.yaml")).expect("a link");
    symlink("どこにもない.yaml", at("切れ.yaml")).expect("a link");
    symlink("自分.yaml", at("自分.yaml")).expect("a link");
    let (code, run) = check(&folder.path().join("案"), &["."]);
    let judged: Vec<_> =
        run["cases"].as_array().expect("cases").iter().filter(|case| case["verdict"] != "error").collect();
    let judged: Vec<_> = judged.iter().map(|case| case["path"].as_str().expect("a path")).collect();
    assert_eq!(judged, ["中/乙.yaml", "甲.yaml"]);
    let broken: Vec<String> = paths(&run).into_iter().filter(|path| !judged.contains(&path.as_str())).collect();
    assert_eq!(broken, ["切れ.yaml", "自分.yaml"]);
    assert_eq!(code, 1);
    assert_eq!(run["skipped"], serde_json::json!(["外の件.yaml"]));
    // Named, a link is judged.
    assert_eq!(paths(&check(&folder.path().join("案"), &["外の件.yaml"]).1), ["外の件.yaml"]);
}

#[test]
fn exclude_counts_however_the_folder_is_typed() {
    let folder = folder::holding(&[("a/甲.yaml", CASE), ("a/古い/乙.yaml", CASE), ("b/丙.yaml", CASE)]);
    let all = |inside: &str, path: &str, pattern: &str| {
        paths(&check(&folder.path().join(inside), &[path, "--exclude", pattern]).1).len()
    };
    let whole = folder.path().to_str().expect("a path");
    assert_eq!(all("", whole, "古い/"), 2);
    assert_eq!(all("", whole, "/a/古い/"), 2);
    assert_eq!(all("b", "..", "古い/"), 2, "outside the folder that the program is started in");
    assert_eq!(all("b", "../a", "/古い/"), 1, "from the folder of the walk");
}
