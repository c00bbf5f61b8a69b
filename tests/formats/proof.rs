//! What a reader can check a result by, in every format for machines, and `kansa verify`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use super::run::{Outputs, SETTLED, kansa, mixed};

fn sha256(path: &Path) -> String {
    Sha256::digest(fs::read(path).expect("the file")).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_format_for_machines_bears_version_rules_files_and_date() {
    let folder = mixed();
    let outputs = Outputs::of(folder.path(), &[".", "--as-of", "2020-07-15"]);
    let digest = outputs.json()["rules"]["digest"].as_str().expect("a digest").to_owned();
    let version = env!("CARGO_PKG_VERSION");
    let read = ["a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml", "f/with.yaml", "f/特約条項.txt"];
    let files = read.map(|file| sha256(&folder.path().join(file)));
    for format in ["json", "ndjson", "sarif", "junit", "github", "csv", "html", "markdown"] {
        let text = outputs.text(format);
        for wanted in files.iter().chain([&digest]) {
            assert!(text.contains(wanted.as_str()), "{format} lacks {wanted}");
        }
        assert!(text.contains(version) && text.contains("2020-07-15"), "{format}");
    }
    let sheet = outputs.sheet("点検に使ったもの").concat();
    for wanted in files.iter().chain([&digest, &version.to_owned(), &"2020-07-15".to_owned()]) {
        assert!(sheet.contains(wanted), "xlsx lacks {wanted}");
    }
}

#[test]
fn every_format_for_machines_bears_the_settings_and_sarif_each_file_once() {
    let folder = mixed();
    let settings = folder.path().join(".kansa.yaml");
    fs::write(&settings, "ignore: [KS-CM-71]\n").expect("the settings");
    // A case that another one links is a file of its own.
    fs::write(folder.path().join("g.yaml"), "種別: [外部委託]\n関連: [a.yaml]\n諮問書: {件名: 略}\n").expect("a case");
    let outputs = Outputs::of(folder.path(), &["."]);
    let digest = sha256(&settings);
    for format in ["json", "ndjson", "sarif", "junit", "github", "csv", "html", "markdown"] {
        assert!(outputs.text(format).contains(&digest), "{format} lacks the settings");
    }
    assert!(outputs.sheet("点検に使ったもの").concat().contains(&digest), "xlsx lacks the settings");
    let log = outputs.sarif();
    let artifacts = log["runs"][0]["artifacts"].as_array().expect("artifacts");
    let mut names: Vec<&str> =
        artifacts.iter().map(|artifact| artifact["location"]["uri"].as_str().expect("an address")).collect();
    assert!(names.contains(&".kansa.yaml") && names.contains(&"a.yaml"), "{names:?}");
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "{names:?}");
}

fn verify(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = kansa(folder).arg("verify").args(arguments).output().expect("it runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).expect("UTF-8"))
}

fn check(folder: &Path, arguments: &[&str]) {
    let output = kansa(folder).arg("check").args(arguments).args(["--format", "json=r.json"]).output();
    assert_ne!(output.expect("it runs").status.code(), Some(2));
}

#[test]
fn verify_says_what_changed() {
    let folder = mixed();
    let folder = folder.path();
    check(folder, &["."]);
    let (code, told) = verify(folder, &["r.json"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("変わったものはありません（ファイル 7件"), "{told}");
    fs::write(folder.join("c.yaml"), SETTLED.replace("医療", "福祉")).expect("the file");
    fs::remove_file(folder.join("e.yaml")).expect("the file");
    fs::write(folder.join("f/特約条項.txt"), "第１条　甲。\n").expect("the paper");
    let (code, told) = verify(folder, &["r.json"]);
    assert_eq!(code, Some(1));
    for words in
        ["c.yaml が変わりました", "e.yaml を今は読めません", "f/特約条項.txt が変わりました", "変わったもの 3件"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn verify_tells_other_rules_another_version_and_the_clock() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.yaml"), "種別: [外部委託]\n").expect("the file");
    check(folder, &["a.yaml"]);
    let mut written: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("r.json")).expect("it")).expect("JSON");
    assert_eq!(written["cases"][0]["as_of_from"], "今日");
    written["tool"]["version"] = "0.0.9".into();
    written["rules"]["digest"] = "0123".into();
    written["cases"][0]["as_of"] = "2001-02-03".into();
    fs::write(folder.join("old.json"), written.to_string()).expect("the file");
    let (code, told) = verify(folder, &["old.json"]);
    assert_eq!(code, Some(1));
    for words in ["版が違います: 結果 0.0.9", "規則が違います: 結果 0123", "--as-of 2001-02-03"] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn verify_refuses_what_is_no_result() {
    let folder = TempDir::new().expect("a folder");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("the file");
    put("text.json", "第1条");
    put("other.json", "{\"schema\":\"kansa-rules/1\"}");
    put("next.json", "{\"schema\":\"kansa/2\",\"tool\":{\"version\":\"1\"},\"rules\":{\"digest\":\"\"},\"cases\":[]}");
    for name in ["text.json", "other.json", "next.json", "absent.json"] {
        let (code, told) = verify(folder.path(), &[name]);
        assert_eq!(code, Some(2), "{name}");
        assert!(told.contains("kansa/1 の結果として読めません") && told.contains(name), "{told}");
    }
    assert_eq!(verify(folder.path(), &[]).0, Some(2));
}

#[test]
fn verify_goes_by_the_settings_of_the_result_and_tells_when_they_changed() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path();
    let put = |name: &str, text: &str| fs::write(folder.join(name), text).expect("the file");
    let rule = "id: TX-01\ntitle: あ\nitem: 履行場所\nbasis: [{source: 先例, law: 様式, text: seen, level: required}]\nin: [履行場所]\nrequire: {present: 履行場所}\nmessage: い。\nadvice: う。\nwhy: え。\n";
    fs::create_dir(folder.join("rules")).expect("a folder");
    put("rules/TX-01.yaml", rule);
    put(".kansa.yaml", "rules: rules\n");
    put("a.yaml", "種別: [外部委託]\n諮問依頼書:\n  日付: 令和2年7月2日\n");
    check(folder, &["a.yaml"]);
    let (code, told) = verify(folder, &["r.json"]);
    assert_eq!(code, Some(0), "{told}");
    put(".kansa.yaml", "rules: rules\nfail-on: review\n");
    let (code, told) = verify(folder, &["r.json"]);
    assert!(
        code == Some(1) && told.contains(".kansa.yaml が変わりました") && told.contains("変わったもの 1件"),
        "{told}"
    );
    check(folder, &["a.yaml", "--no-config"]);
    assert_eq!(verify(folder, &["r.json"]).0, Some(0), "made without settings, it is held against none");
}

#[test]
fn a_paper_that_is_refused_as_before_has_not_changed() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path();
    let case = fs::read_to_string("fixtures/attached/with.yaml").expect("the case");
    fs::write(folder.join("with.yaml"), case).expect("the file");
    let paper = folder.join("special-terms.txt");
    fs::write(&paper, "").expect("the paper");
    check(folder, &["with.yaml"]);
    let (code, told) = verify(folder, &["r.json"]);
    assert_eq!(code, Some(0), "{told}");
    fs::write(&paper, "第１条　受託者は、秘密を守る。\n").expect("the paper");
    let (code, told) = verify(folder, &["r.json"]);
    assert!(code == Some(1) && told.contains("今は読めます"), "{told}");
}
