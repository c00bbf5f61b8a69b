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

/// What the evaluation that is there leaves unsaid may stand in the one that is not.
#[test]
fn a_link_that_cannot_be_read_leaves_open_what_the_others_do_not_promise() {
    let absent = "令和3年度第9号議案";
    for (promise, links, verdict) in [
        ("別添の変更箇所の表を参照", "令和3年度第1号議案".to_owned(), "not_applicable"),
        ("別添の変更箇所の表を参照", absent.to_owned(), "review"),
        ("別添の変更箇所の表を参照", format!("令和3年度第1号議案, {absent}"), "review"),
        ("従事者に対し、毎年度研修を行う。", format!("{absent}, 令和3年度第1号議案"), "missing"),
    ] {
        let evaluation = EVALUATION.replace("アクセス記録を毎月確認する。", promise);
        let folder = folder::holding(&[("評価.yaml", &evaluation), ("契約.yaml", &contract(&links, BROKEN))]);
        let run = check(&[folder.path().to_str().expect("a path")]);
        let [result] = &results(&run, "契約.yaml", "KS-MN-62C")[..] else { panic!("one result") };
        assert_eq!(text(result, "verdict"), verdict, "{promise} {links}: {result}");
        if verdict == "review" {
            assert!(text(result, "message").contains(&format!("関連する「{absent}」を読めない")), "{result}");
        }
    }
}

/// A case of several kinds is compared with the others of each.
#[test]
fn a_case_of_two_kinds_is_compared_within_both() {
    let case = |number: u8, kinds: &str, method: &str| {
        format!("議案番号: 令和3年度第{number}号議案\n種別: [{kinds}]\n諮問依頼書: {{業務の内容: {{{method}}}}}\n")
    };
    let stating = "履行場所: 区役所本庁舎";
    let silent = case(3, "外部結合, 処理変更", "運用方法: {運用担当者: 住宅課長}");
    let (one, two) = (case(1, "処理変更", stating), case(2, "処理変更", stating));
    let folder = folder::holding(&[("甲.yaml", &one), ("乙.yaml", &two), ("丙.yaml", &silent)]);
    let run = check(&[folder.path().to_str().expect("a path")]);
    let told = results(&run, "丙.yaml", "KS-CM-97");
    assert!(
        told.iter().any(|result| text(result, "message").contains("同種3件中2件に記載（第2号、第1号）")),
        "{told:?}"
    );
}

/// An older draft of a case beside the newer one is no other case.
#[test]
fn two_files_of_one_case_count_once() {
    let case = |number: u8, measure: &str| contract("", measure).replace("第2号", &format!("第{number}号"));
    let (stating, silent) = ("書類は、鍵のかかる保管庫に保管すること。", BROKEN);
    let compared = |files: &[(&str, &str)]| {
        let folder = folder::holding(files);
        let run = check(&[folder.path().to_str().expect("a path")]);
        let compared = results(&run, "丙.yaml", "KS-CM-97");
        compared.iter().map(|result| text(result, "message").to_owned()).collect::<Vec<_>>()
    };
    let only = |files: &[(&str, &str)]| {
        let [only] = &compared(files)[..] else { panic!("{files:?}: one result: {:?}", compared(files)) };
        only.clone()
    };
    let (one, two, own) = (case(1, stating), case(2, stating), case(3, silent));
    let newer = case(3, stating);
    // Two files of one case are one other case; a file of this case is none.
    for files in [
        &[("甲.yaml", &*one), ("甲の写し.yaml", &one), ("丙.yaml", &own)][..],
        &[("甲.yaml", &one), ("丙.yaml", &own), ("丙の新しい案.yaml", &newer)],
    ] {
        let message = only(files);
        assert!(message.contains("2件以上ない"), "{files:?}: {message}");
    }
    let both = [("甲.yaml", &*one), ("甲の写し.yaml", &one), ("乙.yaml", &two), ("丙.yaml", &own)];
    assert!(compared(&both).iter().any(|message| message.contains("同種3件中2件に記載")), "{:?}", compared(&both));
    // Its own newer file states it, and that is no second case.
    let silent_two = case(2, silent);
    let newer = [("甲.yaml", &*one), ("乙.yaml", &silent_two), ("丙.yaml", &own), ("丁.yaml", &newer)];
    let message = only(&newer);
    assert!(!message.contains("件に記載"), "{message}");
}

/// Drafts whose number is still open are cases of their own, and none is another.
#[test]
fn a_number_that_is_still_open_is_that_of_no_case() {
    let stating = "書類は、鍵のかかる保管庫に保管すること。";
    for open in ["令和3年度第〇号議案", "令和3年度第○号議案", "'第　号'", "令和3年度議案"] {
        let case = |link: &str, measure: &str| contract(link, measure).replace("令和3年度第2号議案", open);
        let (one, two, own) = (case("", stating), case("", stating), case("", BROKEN));
        let folder = folder::holding(&[("甲.yaml", &one), ("乙.yaml", &two), ("丙.yaml", &own)]);
        let run = check(&[folder.path().to_str().expect("a path")]);
        let compared = results(&run, "丙.yaml", "KS-CM-97");
        let stated = |result: &Value| text(result, "message").contains("同種3件中2件に記載");
        assert!(compared.iter().any(stated), "{open}: {compared:?}");
        let linked = case("評価.yaml", KEPT);
        let evaluation = EVALUATION.replace("令和3年度第1号議案", open);
        let folder = folder::holding(&[("評価.yaml", &evaluation), ("契約.yaml", &linked)]);
        let run = check(&[folder.path().to_str().expect("a path")]);
        let [link] = &results(&run, "契約.yaml", "KS-CM-96")[..] else { panic!("{open}: one result") };
        assert_eq!(text(link, "verdict"), "pass", "{open}: {link}");
    }
}

#[test]
fn a_link_to_the_case_itself_or_without_a_year_is_told() {
    for (link, told) in [
        ("令和3年度第2号議案", "「令和3年度第2号議案」は、この案件そのものです"),
        ("令和３年度第２号議案", "この案件そのものです"),
        ("契約.yaml", "この案件そのものです"),
        ("写し.yaml", "この案件そのものです"),
        ("第1号", "年度から書いてください"),
        ("第1号議案", "年度から書いてください"),
    ] {
        let (case, copy) = (contract(link, BROKEN), contract("評価.yaml", KEPT));
        let folder = folder::holding(&[("評価.yaml", EVALUATION), ("契約.yaml", &case), ("写し.yaml", &copy)]);
        let run = check(&[folder.path().to_str().expect("a path")]);
        let [result] = &results(&run, "契約.yaml", "KS-CM-96")[..] else { panic!("{link}: one result") };
        assert_eq!((text(result, "verdict"), text(result, "pointer")), ("fail", "関連[1]"), "{link}");
        assert!(text(result, "message").contains(told), "{link}: {result}");
        assert_eq!(results(&run, "契約.yaml", "KS-MN-62")[0]["verdict"], "review", "{link}");
    }
}

#[test]
fn a_link_that_does_not_tell_which_case_is_left_to_people() {
    for (link, told) in
        [("令和3年度第1号議案", "同じ番号の案件が2つ以上あります"), ("未定", "どの案件か、まだ決まっていません")]
    {
        let case = contract(link, BROKEN);
        let folder =
            folder::holding(&[("評価.yaml", EVALUATION), ("評価（写し）.yaml", EVALUATION), ("契約.yaml", &case)]);
        let run = check(&[folder.path().to_str().expect("a path")]);
        let [result] = &results(&run, "契約.yaml", "KS-CM-96")[..] else { panic!("{link}: one result") };
        assert_eq!((text(result, "verdict"), text(result, "pointer")), ("review", "関連[1]"), "{link}");
        assert!(text(result, "message").contains(told), "{link}: {result}");
        assert_eq!(results(&run, "契約.yaml", "KS-MN-62")[0]["verdict"], "review", "{link}");
    }
    for none in ["なし", "特になし", "―"] {
        let folder = folder::holding(&[("契約.yaml", &contract(none, BROKEN))]);
        let run = check(&[folder.path().to_str().expect("a path")]);
        assert_eq!(results(&run, "契約.yaml", "KS-CM-96")[0]["verdict"], "not_applicable", "{none}");
    }
}

#[test]
fn two_files_of_one_number_are_told_apart_in_every_overview() {
    let folder =
        folder::holding(&[("新.yaml", &contract("評価.yaml", KEPT)), ("旧.yaml", &contract("評価.yaml", BROKEN))]);
    for format in ["table", "markdown", "html"] {
        let mut program = Command::cargo_bin("kansa").expect("the program");
        let program = program.current_dir(folder.path()).args(["check", ".", "--format", format]);
        let page = String::from_utf8(program.output().expect("it runs").stdout).expect("UTF-8");
        for name in ["令和3年度第2号議案（新.yaml）", "令和3年度第2号議案（旧.yaml）"] {
            assert!(page.contains(name), "{format}: {name}: {page}");
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

#[test]
fn a_comparison_that_was_not_made_has_mended_nothing() {
    let folder = folder::holding(&[]);
    let known = folder.path().join("既知.json").display().to_string();
    let all = check(&["cases/", "--write-baseline", &known]);
    let of_peers = results(&all, "2020-08-eligibility.yaml", "KS-CM-97").len();
    assert!(of_peers > 1);
    let fixed = |run: &Value| -> Vec<String> {
        let fixed = run["baseline"]["fixed"].as_array().expect("a list").clone();
        fixed.iter().map(|pair| text(&pair[1], "rule").to_owned()).collect()
    };
    // Alone it is compared with no other.
    let alone = check(&["cases/2020-08-eligibility.yaml", "--baseline", &known]);
    assert_eq!(fixed(&alone), Vec::<String>::new());
    let again = check(&["cases/", "--baseline", &known]);
    assert_eq!(fixed(&again), Vec::<String>::new());
}
