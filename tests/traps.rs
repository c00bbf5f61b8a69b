//! The traps of the seed's referrals: slips and conflicts that a clerk has overlooked, and things that only
//! look like one. Each is judged on the referral itself, as `kansa check` judges it.
//!
//! The fourth, what an evaluation promises and the contract of another referral must hold, needs two cases
//! in one run and stands elsewhere.

mod seeds;

use std::sync::LazyLock;

use jiff::civil::date;
use kansa::check::{Days, check};
use kansa::evaluate::result::{Level, Reason, RuleResult, Verdict};
use kansa::rules::{Extent, RuleSet};
use kansa::settle::CaseReport;

use seeds::{CASE_7, CASE_8, CASE_9, CASE_10, CASE_11, CASE_12};

const ALL: [&str; 6] = [CASE_7, CASE_8, CASE_9, CASE_10, CASE_11, CASE_12];

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in(Extent::Rules).expect("the rules are in order"));

fn report_of(path: &str, text: String) -> CaseReport {
    let days = Days { asked: None, today: date(2026, 1, 1) };
    let report = check(path, Ok(text.into_bytes()), true, &RULES, days).expect("a named file is judged");
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    report
}

fn report(path: &str) -> CaseReport {
    report_of(path, std::fs::read_to_string(path).expect("the case"))
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn of<'r>(report: &'r CaseReport, rule: &str) -> Vec<&'r RuleResult> {
    report.results.iter().filter(|result| result.rule == rule).collect()
}

/// The only result of a rule.
fn one<'r>(report: &'r CaseReport, rule: &str) -> &'r RuleResult {
    let found = of(report, rule);
    assert_eq!(found.len(), 1, "one result of {rule}");
    found[0]
}

/// The result has the verdict and level, stands at the place, and says or quotes the words.
fn holds(result: &RuleResult, verdict: Verdict, level: Level, place: &str, words: &[&str]) {
    let evidence: Vec<&str> = result.evidence.iter().map(|evidence| evidence.text.as_str()).collect();
    let told = letters(&format!("{} {}", result.message, evidence.join(" ")));
    let seen = format!("{:?} {:?} at {}: {told}", result.verdict, result.reason, result.pointer);
    assert_eq!((result.verdict, result.level), (verdict, level), "{seen}");
    assert!(letters(&result.pointer).ends_with(&letters(place)), "{seen}");
    for words in words {
        assert!(told.contains(&letters(words)), "「{words}」 in {seen}");
    }
}

#[test]
fn trap_01_thirty_days_are_counted_with_both_ends_and_the_count_is_told() {
    let report = report(CASE_7);
    let words = ["初日と末日を含めて30日", "令和2年5月10日から6月8日まで"];
    holds(one(&report, "KS-MN-04"), Verdict::Pass, Level::Required, "公募の期間", &words);
    let shorter = std::fs::read_to_string(CASE_7).unwrap().replace("から 6 月 8 日まで", "から 6 月 7 日まで");
    let report = report_of(CASE_7, shorter);
    holds(one(&report, "KS-MN-04"), Verdict::Fail, Level::Required, "公募の期間", &["含めて29日"]);
}

#[test]
fn trap_02_an_opinion_is_not_answered_by_nothing_to_revise() {
    let report = report(CASE_7);
    holds(one(&report, "KS-MN-08"), Verdict::Missing, Level::Recommended, "見直しした部分", &["理由"]);
}

#[test]
fn trap_03_the_check_comes_before_the_change_of_september_that_only_the_reason_tells() {
    let report = report(CASE_7);
    holds(one(&report, "KS-CM-04B"), Verdict::Pass, Level::Required, "時期", &["令和2年9月以降"]);
    let earlier = std::fs::read_to_string(CASE_7).unwrap().replace("令和 2 年 9 月以降", "令和 2 年 6 月以降");
    let report = report_of(CASE_7, earlier);
    assert_ne!(one(&report, "KS-CM-04B").verdict, Verdict::Pass, "「6月以降」 may be before July");
}

#[test]
fn trap_05_the_chain_of_contracts_is_for_a_person() {
    let report = report(CASE_8);
    let result = one(&report, "KS-1403-62");
    let words = ["再委託を受けた", "確かめてください"];
    holds(result, Verdict::Review, Level::Recommended, "外部委託先", &words);
    assert_eq!(result.reason, Some(Reason::Human));
    for path in [CASE_10, CASE_11] {
        let report = self::report(path);
        assert_eq!(one(&report, "KS-1403-62").verdict, Verdict::NotApplicable, "{path}");
    }
}

#[test]
fn trap_06_no_expected_number_of_persons() {
    let report = report(CASE_8);
    holds(one(&report, "KS-CM-11"), Verdict::Missing, Level::Recommended, "情報の内容", &["件数"]);
}

#[test]
fn trap_07_the_second_reason_ends_with_another_verb_and_the_first_does_not() {
    let report = report(CASE_9);
    let words = ["関連する", "該当する", "諮問書.諮問理由", "諮問依頼書.諮問理由"];
    let place = "諮問理由.えどがわ情報プラットフォーム“e-ship”の仕様変更";
    holds(one(&report, "KS-CM-66"), Verdict::Fail, Level::Recommended, place, &words);
    for path in ALL.iter().filter(|path| **path != CASE_9) {
        assert_eq!(one(&self::report(path), "KS-CM-66").verdict, Verdict::Pass, "{path}");
    }
}

#[test]
fn trap_08_rights_that_are_removed_and_the_same_contradict() {
    let report = report(CASE_9);
    let words = ["アクセス権限を外す", "システム利用権限も含めて同じ環境"];
    holds(one(&report, "KS-TW-60"), Verdict::Review, Level::Recommended, "個人情報の取扱い", &words);
}

#[test]
fn trap_09_what_an_earlier_opinion_forbade_may_be_reversed_where_the_paper_says_so() {
    let report = report(CASE_9);
    holds(one(&report, "KS-CM-13"), Verdict::Pass, Level::Recommended, "注", &["平成19年3月に本審査会に諮問し"]);
}

#[test]
fn trap_10_the_evaluation_may_run_inside_the_trial() {
    let report = report(CASE_9);
    let words = ["8月11日から12月31日まで", "11月1日から12月31日まで", "令和3年1月1日から"];
    holds(one(&report, "KS-TW-61"), Verdict::Pass, Level::Recommended, "時期", &words);
}

#[test]
fn trap_11_the_start_in_the_month_of_the_opinion_is_for_a_person() {
    let report = report(CASE_10);
    let result = one(&report, "KS-CM-04");
    holds(result, Verdict::Review, Level::Required, "時期", &["令和2年7月", "7月以降"]);
    assert_eq!(result.reason, Some(Reason::Undecidable));
}

#[test]
fn trap_12_tax_data_and_an_outside_source_without_an_article_are_two_findings() {
    let report = report(CASE_10);
    let (tax, source) = (one(&report, "KS-1403-63"), one(&report, "KS-1403-64"));
    holds(tax, Verdict::Missing, Level::Recommended, "諮問理由", &["固定資産税課税情報"]);
    holds(source, Verdict::Missing, Level::Recommended, "諮問理由", &["閉栓情報"]);
}

#[test]
fn trap_13_ordinary_mail_against_promised_encryption() {
    let report = report(CASE_11);
    let words = ["メールにて", "暗号化を行うこと"];
    holds(one(&report, "KS-1403-61"), Verdict::Review, Level::Recommended, "業務の内容及び処理方法", &words);
}

#[test]
fn trap_14_no_register_and_no_protection_of_what_is_carried_to_homes() {
    let report = report(CASE_11);
    for rule in ["KS-1403-13", "KS-1403-14"] {
        holds(one(&report, rule), Verdict::Missing, Level::Recommended, "外部委託に係る対策", &[]);
    }
    let report = self::report(CASE_10);
    for rule in ["KS-1403-13", "KS-1403-14"] {
        assert_eq!(one(&report, rule).verdict, Verdict::Pass, "case 10 has both");
    }
}

#[test]
fn trap_15_how_the_contractor_will_be_chosen_stands_in_for_its_name() {
    let report = report(CASE_11);
    holds(one(&report, "KS-CM-12"), Verdict::Pass, Level::Required, "実施時期（予定）[1]", &["プロポーザル"]);
}

#[test]
fn trap_16_persons_of_the_annex_are_no_data_subjects_and_heads_that_are_counted_are_none() {
    let report = report(CASE_12);
    let result = one(&report, "KS-CM-72");
    holds(result, Verdict::Fail, Level::Recommended, "対象者", &["支援関係者", "担当医", "回答者"]);
    assert!(!result.message.contains("陰性者"), "{}", result.message);
    for path in [CASE_8, CASE_10, CASE_11] {
        assert_eq!(one(&self::report(path), "KS-CM-72").verdict, Verdict::Pass, "{path}");
    }
}

#[test]
fn trap_17_two_spellings_of_one_instrument() {
    let report = report(CASE_12);
    let found = of(&report, "KS-CM-68");
    let [outline, standard] = found.as_slice() else { panic!("two results: {found:?}") };
    let words = ["江戸川区情報安全管理対策要綱", "江戸川区情報管理安全対策要綱"];
    holds(outline, Verdict::Fail, Level::Note, "別紙3.注[1]", &words);
    let words = ["江戸川区情報安全管理対策基準", "江戸川区情報管理安全対策基準"];
    holds(standard, Verdict::Fail, Level::Note, "別紙3.注[2]", &words);
    // A defined name of which a part is left out is such a slip, too.
    let report = self::report(CASE_9);
    holds(one(&report, "KS-CM-68"), Verdict::Fail, Level::Note, "[2]", &["テレワーク端末", "テレワーク専用端末"]);
}

#[test]
fn trap_18_the_log_tells_who_and_when_but_not_what() {
    let report = report(CASE_12);
    let result = one(&report, "KS-1501-10");
    holds(result, Verdict::Review, Level::Recommended, "利用状況の記録及び管理", &["操作内容の記録"]);
    assert_eq!(result.reason, Some(Reason::Partial));
}

#[test]
fn trap_19_no_rule_asks_that_passwords_be_changed_since_later_guidance_does_not() {
    let asks = |title: &str| title.contains("パスワード") && (title.contains("定期") || title.contains("更新"));
    for rule in RULES.rules() {
        assert!(!asks(&rule.title) && !asks(&rule.message) && !asks(&rule.advice), "{}", rule.id);
    }
}

#[test]
fn trap_20_whether_a_cloud_is_entrusted_with_the_data_is_a_note_for_a_person() {
    let report = report(CASE_12);
    let words = ["外部委託は行わない"];
    holds(one(&report, "KS-1501-60"), Verdict::Review, Level::Note, "外部委託に関するセキュリティ確保", &words);
}

#[test]
fn trap_21_widths_and_blanks_change_no_verdict_and_the_letters_of_the_paper_stay() {
    let text = std::fs::read_to_string(CASE_7).unwrap();
    let wide = text.replace("令和 2 年 5 月 10 日から 6 月 8 日まで", "令和２年　５月１０日から６月８日まで");
    assert_ne!(text, wide);
    let verdicts = |report: &CaseReport| -> Vec<(String, Verdict)> {
        report.results.iter().map(|result| (result.rule.to_string(), result.verdict)).collect()
    };
    assert_eq!(verdicts(&report(CASE_7)), verdicts(&report_of(CASE_7, wide)));
    // 「区的一般職」 is shown as it stands; no rule makes 「的」 a 「の」.
    let report = report(CASE_9);
    let quoted = report.results.iter().flat_map(|result| &result.evidence);
    assert!(!quoted.into_iter().any(|evidence| evidence.text.contains("区の一般職")));
}

#[test]
fn trap_22_the_heading_names_an_ordinance_that_the_body_does_not_rest_on() {
    let report = report(CASE_7);
    let words = ["江戸川区個人情報保護条例", "江戸川区情報公開及び個人情報保護審査会条例"];
    holds(one(&report, "KS-CM-62"), Verdict::Review, Level::Note, "諮問書.表題", &words);
    for path in [CASE_8, CASE_10, CASE_11, CASE_12] {
        assert_eq!(one(&self::report(path), "KS-CM-62").verdict, Verdict::Pass, "{path}");
    }
}

/// What the rules on names and consistency say of papers on which a clerk has nothing to add.
#[test]
fn names_and_consistency_are_quiet_where_the_papers_are_in_order() {
    let quiet = ["KS-CM-64", "KS-CM-65", "KS-CM-67", "KS-CM-69", "KS-CM-70", "KS-CM-73"];
    for path in ALL {
        let report = report(path);
        for result in report.results.iter().filter(|result| quiet.contains(&result.rule.as_str())) {
            let fine = matches!(result.verdict, Verdict::Pass | Verdict::NotApplicable);
            assert!(fine, "{path}: {} {:?} {}", result.rule, result.verdict, result.message);
        }
        // 第12号 defines 「条例」 and never speaks of it again.
        let unused = of(&report, "KS-CM-71");
        let found = unused.iter().filter(|result| result.verdict == Verdict::Fail).count();
        assert_eq!(found, usize::from(path == CASE_12), "{path}");
    }
}
