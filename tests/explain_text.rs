//! `kansa explain-text` and `kansa test --corpus`: why a sentence is read as it is, and how often rightly.

use assert_cmd::Command;
use serde_json::Value;

fn run(arguments: &[&str], stdin: &str) -> (i32, String, String) {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    let output = program.args(arguments).write_stdin(stdin).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
}

fn json(arguments: &[&str], stdin: &str) -> Value {
    let (code, out, err) = run(&[arguments, &["--format", "json"]].concat(), stdin);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).expect("JSON")
}

const SENTENCES: &str = "書類は、金庫に保管し、入退室を記録するよう努める。鍵の記録は不要とする。";

#[test]
fn each_clause_shows_what_it_says_and_the_words_that_decided() {
    let value = json(&["explain-text", SENTENCES], "");
    assert_eq!(value["schema"], "kansa-reading/1");
    let sentences = value["texts"][0]["sentences"].as_array().expect("sentences");
    let texts: Vec<&str> = sentences.iter().map(|sentence| sentence["text"].as_str().expect("a text")).collect();
    assert_eq!(texts.concat(), SENTENCES);
    let clauses = sentences[0]["clauses"].as_array().expect("clauses");
    let says = |clause: &Value, id: &str| {
        let says = clause["says"].as_array().expect("a list").clone();
        says.into_iter().find(|said| said["statement"] == id).unwrap_or(Value::Null)
    };
    let locked = says(&clauses[0], "locked_storage");
    assert_eq!(locked["reading"], "said");
    assert!(locked["words"].as_array().expect("words").iter().any(|word| word == "金庫"), "{locked}");
    let entry = clauses.iter().map(|clause| says(clause, "entry_log")).find(|said| *said != Value::Null);
    assert_eq!(entry.expect("the log")["reading"], "hedged");
    let (_, page, _) = run(&["explain-text", "-"], SENTENCES);
    assert!(page.contains("述べている 施錠保管（locked_storage）") && page.contains("弱い言い方"), "{page}");
}

/// A rule is told with the places that it reads.
#[test]
fn a_rule_tells_where_something_must_be_said() {
    let (_, page, _) = run(&["explain", "KS-MN-62C"], "");
    assert!(page.contains("関連する特定個人情報保護評価が「"), "{page}");
    assert!(page.contains("外部委託に係る対策・実施機関の対策が「"), "{page}");
}

#[test]
fn a_place_of_a_case_is_read_where_it_stands() {
    let case = "cases/2020-11-postnatal-care.yaml";
    let value = json(&["explain-text", "--case", case, "--place", "委託契約における規定"], "");
    let pointer = value["texts"][0]["pointer"].as_str().expect("a pointer");
    assert!(pointer.ends_with("委託契約における規定"), "{pointer}");
    let (code, _, err) = run(&["explain-text", "--case", case, "--place", "委託契約の規定"], "");
    assert_eq!(code, 2);
    assert!(err.contains("委託契約の規定"), "{err}");
    assert_eq!(run(&["explain-text"], "").0, 2);
}

const CORPUS: &str = r#"{"id":"a","text":"書類は、金庫に保管する。","establishes":["locked_storage"]}
{"id":"b","text":"公印は、金庫に保管する。","looks_like_but_not":["locked_storage"]}
{"id":"c","text":"研修を検討する。","establishes":["training"],"looks_like_but_not":["no_such_thing"]}
{"id":"d","text":"天気が良い。","establishes":["training"],"ambiguous":["locked_storage"]}
"#;

#[test]
fn a_corpus_is_counted_and_each_fault_explained() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("文.jsonl");
    std::fs::write(&path, CORPUS).expect("the file");
    let path = path.to_str().expect("a path");
    let value = json(&["test", "--corpus", path], "");
    assert_eq!(value["schema"], "kansa-corpus/1");
    let overall = &value["overall"];
    let counts = ["tp", "fp", "fn", "missed_as_review", "missed_as_missing"].map(|key| overall[key].as_u64());
    assert_eq!(counts, [Some(1), Some(0), Some(2), Some(1), Some(1)], "{overall}");
    assert_eq!(overall["precision"], 1.0);
    assert!((overall["recall"].as_f64().expect("a share") - 1.0 / 3.0).abs() < 1e-9);
    assert_eq!(value["statements"]["locked_storage"]["tp"], 1);
    assert_eq!(value["unknown"]["no_such_thing"], serde_json::json!(["c"]));
    let errors = value["errors"].as_array().expect("errors");
    let told: Vec<(&str, &str, &str)> = errors
        .iter()
        .map(|error| {
            let word = |key: &str| error[key].as_str().expect("a word");
            (word("id"), word("kind"), word("reading"))
        })
        .collect();
    assert_eq!(told, [("c", "false_negative", "hedged"), ("d", "false_negative", "none")]);
    assert!(errors[0]["explanation"].as_str().expect("words").contains("検討"), "{}", errors[0]);
    assert_eq!(value["pairs"].as_array().expect("pairs").len(), 4);
    let (code, page, _) = run(&["test", "--corpus", path], "");
    assert!(code == 0 && page.contains("「no_such_thing」という文の種類はありません"), "{page}");
    for (line, told) in [
        ("{\"id\": 1}", "id か text がないか、値の型が違います"),
        ("{\"id\": \"a\"", "途中で終わっています"),
        ("文", "JSON の書き方になっていません"),
    ] {
        std::fs::write(path, format!("\n{line}\n")).expect("the file");
        let (code, _, err) = run(&["test", "--corpus", path], "");
        assert!(code == 2 && err.contains("2行目") && err.contains(told) && !err.contains("expected"), "{err}");
    }
}

#[test]
fn no_letter_that_steers_a_reader_is_given_raw() {
    let steering = "個人情報を\u{202e}提出\u{1b}[31mする。";
    for format in ["text", "json"] {
        let mut program = assert_cmd::Command::cargo_bin("kansa").expect("the program");
        let output = program.args(["explain-text", steering, "--format", format]).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.contains("202e") && !text.contains(['\u{202e}', '\u{1b}']), "{format}: {text}");
    }
}
