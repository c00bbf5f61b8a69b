//! What hangs on several referrals of one run: 横並び, and a contract beside the evaluation that promises it.

mod folder;

use assert_cmd::Command;
use serde_json::Value;

fn check(arguments: &[&str]) -> Value {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    let output = program.arg("check").args(arguments).args(["--format", "json"]).output().expect("it runs");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// The results of a rule in the case whose path ends so.
fn results(run: &Value, path: &str, rule: &str) -> Vec<Value> {
    let cases = run["cases"].as_array().expect("cases");
    let case = cases.iter().find(|case| case["path"].as_str().is_some_and(|known| known.ends_with(path)));
    let results = case.expect("the case")["results"].as_array().expect("results").clone();
    results.into_iter().filter(|result| result["rule"] == rule).collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

#[test]
fn what_two_siblings_state_and_one_does_not_is_told_with_the_places() {
    let run = check(&["cases/"]);
    let lacking = results(&run, "2020-08-eligibility.yaml", "KS-CM-97");
    let roster = lacking.iter().find(|result| text(result, "title").contains("KS-1403-07")).expect("the roster");
    assert_eq!((text(roster, "verdict"), text(roster, "level")), ("review", "recommended"));
    assert!(text(roster, "message").contains("同種3件中2件に記載（第10号、第11号）"), "{roster}");
    let quoted: Vec<&str> =
        roster["evidence"].as_array().expect("evidence").iter().map(|evidence| text(evidence, "path")).collect();
    assert_eq!(quoted, ["cases/2020-10-vacant-houses.yaml", "cases/2020-11-postnatal-care.yaml"]);
    // What the paper itself states, and what only one sibling states, is not told.
    let told: Vec<&str> = lacking.iter().map(|result| text(result, "title")).collect();
    for (rule, why) in [("KS-1403-23", "it is stated"), ("KS-1403-20", "only 第11号 states it")] {
        assert!(told.iter().all(|title| !title.contains(rule)), "{rule}: {why}: {told:?}");
    }
    // Left to the 特約条項 here, stated by the others.
    let eleven = results(&run, "2020-10-vacant-houses.yaml", "KS-CM-97");
    assert!(eleven.iter().any(|result| text(result, "message").contains("（第8号、第11号）")), "{eleven:?}");
    for case in ["2020-07-pia.yaml", "2020-09-telework.yaml", "2020-12-hersys.yaml"] {
        let [only] = &results(&run, case, "KS-CM-97")[..] else { panic!("{case}: one result") };
        assert_eq!(text(only, "verdict"), "not_applicable");
        assert!(text(only, "message").contains("2件以上ない"), "{only}");
    }
}

#[test]
fn fewer_than_two_siblings_give_no_comparison() {
    let run = check(&["cases/2020-08-eligibility.yaml", "cases/2020-10-vacant-houses.yaml"]);
    for case in ["2020-08-eligibility.yaml", "2020-10-vacant-houses.yaml"] {
        assert_eq!(results(&run, case, "KS-CM-97")[0]["verdict"], "not_applicable");
    }
}

#[test]
fn the_comparison_does_not_hang_on_the_order_of_the_arguments() {
    let one = check(&[
        "cases/2020-08-eligibility.yaml",
        "cases/2020-10-vacant-houses.yaml",
        "cases/2020-11-postnatal-care.yaml",
    ]);
    let other = check(&[
        "cases/2020-11-postnatal-care.yaml",
        "cases/2020-08-eligibility.yaml",
        "cases/2020-10-vacant-houses.yaml",
    ]);
    assert_eq!(one, other);
}

const EVALUATION: &str = "議案番号: 令和3年度第1号議案\n種別: [特定個人情報保護評価]\n諮問依頼書:\n  変更項目: アクセス記録を毎月確認する。\n";

fn contract(link: &str, measure: &str) -> String {
    format!(
        "議案番号: 令和3年度第2号議案\n種別: [外部委託]\n関連: [{link}]\n諮問依頼書:\n  個人情報の保護対策:\n    外部委託に係る対策:\n      委託業務に係る個人情報保護対策: [{measure}]\n"
    )
}

const KEPT: &str = "受託者は、アクセス記録を毎月確認し、区に報告すること。";
const BROKEN: &str = "作業日報を提出すること。";

#[test]
fn what_an_evaluation_promises_must_stand_in_the_contract_that_is_linked_to_it() {
    for (link, alone) in [("評価.yaml", true), ("令和3年度第1号議案", false)] {
        for (measure, verdict) in [(KEPT, "pass"), (BROKEN, "missing")] {
            let folder = folder::holding(&[("評価.yaml", EVALUATION), ("契約.yaml", &contract(link, measure))]);
            let whole = folder.path().to_str().expect("a path");
            let run = check(&[whole]);
            assert_eq!(results(&run, "契約.yaml", "KS-MN-62")[0]["verdict"], verdict, "{link} {measure}");
            assert_eq!(results(&run, "契約.yaml", "KS-CM-96")[0]["verdict"], "pass");
            let file = folder.path().join("契約.yaml");
            let run = check(&[file.to_str().expect("a path")]);
            let expected = if alone { verdict } else { "review" };
            assert_eq!(results(&run, "契約.yaml", "KS-MN-62")[0]["verdict"], expected, "alone: {link} {measure}");
        }
    }
}

#[test]
fn trap_04_gives_no_finding_on_the_seed_because_the_evaluation_itself_is_not_in_the_run() {
    let run = check(&["cases/"]);
    for rule in ["KS-MN-62", "KS-MN-62B", "KS-MN-62C", "KS-MN-62D"] {
        let [result] = &results(&run, "2020-08-eligibility.yaml", rule)[..] else { panic!("{rule}: one result") };
        assert_eq!(text(result, "verdict"), "not_applicable", "{result}");
    }
    assert_eq!(results(&run, "2020-08-eligibility.yaml", "KS-CM-96")[0]["verdict"], "pass");
}

#[test]
fn a_link_that_leads_nowhere_is_told() {
    let folder = folder::holding(&[("契約.yaml", &contract("評価.yaml", BROKEN))]);
    let run = check(&[folder.path().to_str().expect("a path")]);
    let [result] = &results(&run, "契約.yaml", "KS-CM-96")[..] else { panic!("one result") };
    assert_eq!((text(result, "verdict"), text(result, "pointer")), ("fail", "関連[1]"));
    assert_eq!(results(&run, "契約.yaml", "KS-MN-62")[0]["verdict"], "review");
}
