//! What is missing at the place of a rule and written at another: the verdict stays, and the message says where.

use assert_cmd::Command;
use serde_json::Value;

const CASE: &str = "表題: 諮問
種別: [外部委託]
諮問依頼書:
  個人情報の保護対策:
    外部委託に係る対策:
      委託業務に係る個人情報保護対策:
      - 受託者は、作業日報を翌日までに提出すること。
    実施機関の対策:
      運用上のセキュリティ対策:
      - 作業室に入室できる者を限定し、入退室の日時及び氏名を記録する。
";

/// The verdict and message of a rule for a case.
fn told(case: &str, rule: &str) -> (String, String) {
    let output = Command::cargo_bin("kansa")
        .expect("the program")
        .args(["check", "-", "--format", "json", "--exit-zero", "--select", rule])
        .write_stdin(case)
        .output()
        .expect("a run");
    let run: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let results = run["cases"][0]["results"].as_array().expect("results");
    let result = results.iter().find(|result| result["rule"] == rule).expect("the rule's result");
    let text = |key: &str| result[key].as_str().expect("a text").to_owned();
    (text("verdict"), text("message"))
}

#[test]
fn what_stands_at_another_place_is_missing_here_and_shown_there() {
    let (verdict, message) = told(CASE, "KS-1403-11");
    assert_eq!(verdict, "missing");
    assert!(message.contains("諮問依頼書.個人情報の保護対策.実施機関の対策.運用上のセキュリティ対策[1]"), "{message}");
    assert!(message.contains("「作業室に入室できる者を限定し、入退室の日時及び氏名を記録する。」"), "{message}");
}

#[test]
fn what_stands_nowhere_is_missing_and_no_more() {
    let (verdict, message) = told(CASE, "KS-1403-12");
    assert_eq!(verdict, "missing");
    assert!(!message.contains("ほかの項目"), "{message}");
}

#[test]
fn a_part_at_another_place_is_not_the_whole() {
    let part = CASE.replace("し、入退室の日時及び氏名を記録する", "する");
    let (verdict, message) = told(&part, "KS-1403-11");
    assert_eq!(verdict, "missing");
    assert!(!message.contains("ほかの項目"), "{message}");
}
