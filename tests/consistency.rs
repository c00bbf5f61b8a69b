//! Slips of drafts by which two parts of a referral no longer agree, and changes after which they still do.
//! Each is one edit of a seed case, with the rule that must notice it or keep still.

mod seeds;

use jiff::civil::{Date, date};
use kansa::check::{Days, check};
use kansa::evaluate::result::Verdict;
use kansa::rules::{Extent, RuleSet};

use seeds::{CASE_7, CASE_8, CASE_9, CASE_10, CASE_11, CASE_12};

/// Case, words of it, what stands there instead, rule, words that the finding must tell.
type Slip = (&'static str, &'static str, &'static str, &'static str, &'static str);

const SLIPS: &[Slip] = &[
    (CASE_8, "件名: オンライン資格確認に係る業務", "件名: オンライン資格取得に係る業務", "KS-CM-65", "資格取得"),
    (
        CASE_10,
        "区に存在する空き家等の所有者等\n    情報の内容:",
        "区に存在する空き家等の入居者\n    情報の内容:",
        "KS-CM-72",
        "所有者",
    ),
    (CASE_11, "産婦及びその産婦が養育する生後4か月未満の乳児で", "産婦で", "KS-CM-72", "乳児"),
    (CASE_8, "      保護管理責任者: 医療保険課長", "      保護管理責任者: 納税課長", "KS-CM-73", "納税課長"),
    (CASE_12, "      保護管理事務取扱者: 感染症対策係長", "      保護管理事務取扱者: 庶務係長", "KS-CM-73", "庶務係長"),
    (CASE_10, "[事業係長, 監察係長]", "[事業係長, 総務部監察課長]", "KS-CM-73", "総務部監察課長"),
    (
        CASE_8,
        "注: 詳細は別紙 1 「オンライン資格確認関係業務の概要」のとおり",
        "注: 詳細は契約書に書く。",
        "KS-CM-67",
        "別紙1",
    ),
    (CASE_12, "注: HER-SYS の運用イメージは、別紙1のとおり", "注: HER-SYS は国が運用する。", "KS-CM-67", "別紙1"),
    (
        CASE_8,
        "履行場所: 都国保連及び取りまとめ機関の管理区域",
        "履行場所: 東京都国民健康保険団体連合会（以下「都国保連」という。）の管理区域",
        "KS-CM-69",
        "都国保連",
    ),
    (CASE_10, "実態調査に係る業務（以下", "所有者等の調査に係る業務（以下", "KS-CM-70", "所有者等"),
    (
        CASE_11,
        "産後ケア（通所型）事業を実施している。",
        "支援者が産後ケア（通所型）事業を実施している。",
        "KS-CM-70",
        "支援者",
    ),
    (
        CASE_8,
        "取りまとめ機関が情報提供ネットワークシステムから",
        "国が資格認確システムから",
        "KS-CM-68",
        "資格認確システム",
    ),
    (
        CASE_10,
        "空家等対策の推進に関する特別措置法（平成",
        "空家等対策の推進に関する特別処置法（平成",
        "KS-CM-68",
        "特別処置法",
    ),
    (
        CASE_8,
        "医療保険課庶務係長（以下「庶務係長」という。）",
        "医療保険課庶務係長（以下「運用担当係長」という。）",
        "KS-CM-71",
        "運用担当係長",
    ),
    (
        CASE_9,
        "時期: 令和 2 年 11 月 1 日から 12 月 31 日まで",
        "時期: 令和 2 年 7 月 1 日から 7 月 31 日まで",
        "KS-TW-61",
        "検証",
    ),
    (CASE_7, "平成 30 年 3 月に第三者点検を受け、既に", "平成 26 年 3 月に第三者点検を受け、既に", "KS-MN-11B", ""),
];

/// Edits of which no rule on agreement may complain.
const HARMLESS: &[(&str, &str, &str)] = &[
    (
        CASE_8,
        "件名: オンライン資格確認に係る業務の外部委託について",
        "件名: オンライン資格確認に係る業務の外部への委託について",
    ),
    (CASE_8, "履行場所: 都国保連及び取りまとめ機関の管理区域", "履行場所: 都国保連、支払基金及び国の機関の管理区域"),
    (CASE_10, "区に存在する空き家等の所有者等\n    情報の内容:", "空き家等の所有者及び管理者\n    情報の内容:"),
    (CASE_11, "業務従事者の名簿をあらかじめ健康サービス課へ", "業務従事者の名簿をあらかじめ健康サービス課の係へ"),
    (CASE_12, "システム利用担当者: 保健予防課の職員のうち", "システム利用担当者: 保健予防課長が指名する職員のうち"),
    (CASE_9, "実施職員は、転送された画面内でのみ", "テレワーク専用端末を使う職員は、専用端末に転送された画面内でのみ"),
    (CASE_8, "区の必要に応じ、区職員による", "東京都及び市区町村の必要に応じ、区職員による"),
];

const OURS: [&str; 12] = [
    "KS-CM-64",
    "KS-CM-65",
    "KS-CM-66",
    "KS-CM-67",
    "KS-CM-68",
    "KS-CM-69",
    "KS-CM-70",
    "KS-CM-71",
    "KS-CM-72",
    "KS-CM-73",
    "KS-TW-61",
    "KS-MN-11B",
];

/// Rule, verdict and message of each finding of the rules on agreement.
fn findings(rules: &RuleSet, text: String) -> Vec<(String, Verdict, String)> {
    let days = Days { asked: None, today: date(2026, 1, 1) };
    let report = check("draft.yaml", Ok(text.into_bytes()), true, rules, days).expect("a named file is judged");
    let ours = report.results.into_iter().filter(|result| OURS.contains(&result.rule.as_str()));
    let wrong = ours.filter(|result| matches!(result.verdict, Verdict::Fail | Verdict::Missing | Verdict::Review));
    wrong.map(|result| (result.rule.into(), result.verdict, result.message)).collect()
}

fn edited(path: &str, words: &str, instead: &str) -> (String, String) {
    let case = std::fs::read_to_string(path).expect("the case");
    assert!(case.contains(words), "{path}: {words}");
    let edited = case.replace(words, instead);
    (case, edited)
}

#[test]
fn a_slip_is_noticed_and_named() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let mut wrong = Vec::new();
    for (path, words, instead, rule, told) in SLIPS {
        let (case, edited) = edited(path, words, instead);
        let before = findings(&rules, case);
        let after: Vec<_> = findings(&rules, edited).into_iter().filter(|finding| !before.contains(finding)).collect();
        if !after.iter().any(|(found, _, message)| found == rule && message.contains(told)) {
            wrong.push(format!("{instead}: {rule} is not among {after:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_still_agrees_gives_no_finding() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let mut wrong = Vec::new();
    for (path, words, instead) in HARMLESS {
        let (case, edited) = edited(path, words, instead);
        let before = findings(&rules, case);
        let after: Vec<_> = findings(&rules, edited).into_iter().filter(|finding| !before.contains(finding)).collect();
        if !after.is_empty() {
            wrong.push(format!("{instead}: {after:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a rule says of a short paper: its verdicts and messages.
fn said(rules: &RuleSet, rule: &str, text: &str) -> Vec<(Verdict, String)> {
    said_on(rules, rule, text, None)
}

/// As [`said`], as the law stands on a day.
fn said_on(rules: &RuleSet, rule: &str, text: &str, asked: Option<Date>) -> Vec<(Verdict, String)> {
    let days = Days { asked, today: date(2026, 1, 1) };
    let report = check("draft.yaml", Ok(text.as_bytes().to_vec()), true, rules, days).expect("a named file is judged");
    let of_rule = report.results.into_iter().filter(|result| result.rule == rule);
    of_rule.map(|result| (result.verdict, result.message)).collect()
}

/// The office in charge, who is named, the verdict on whether they belong together, words of the message.
const POSTS: &[(&str, &str, Verdict, &str)] = &[
    ("健康部医療保険課", "納税課長若しくは医療保険課長", Verdict::Fail, "「納税課長」"),
    ("健康部医療保険課", "納税課長並びに医療保険課長", Verdict::Fail, "「納税課長」"),
    ("総務部納税課若しくは健康部医療保険課", "医療保険課長", Verdict::Pass, ""),
    // Whoever 「等」 may be, and a deputy, is not known to be of the office.
    ("健康部医療保険課", "納税課長等及び医療保険課長", Verdict::Review, "納税課長等"),
    ("健康部医療保険課", "医療保険課長代理及び医療保険課長", Verdict::Review, "医療保険課長代理"),
    // Names in hiragana.
    ("まちづくり部住宅課", "住宅課長", Verdict::Pass, ""),
    ("まちづくり部住宅課", "まちづくり部長及び住宅課長", Verdict::Pass, ""),
    ("まちづくり部住宅課", "納税課長", Verdict::Fail, "「納税課長」"),
    ("まちづくり部住宅課", "まちづくり部納税課長", Verdict::Fail, "まちづくり部納税課長"),
    ("みどり部公園課", "公園課長", Verdict::Pass, ""),
    ("こども部保育課", "こども部保育課長", Verdict::Pass, ""),
    ("子ども部保育課", "保育課長", Verdict::Pass, ""),
    ("都市部みどり課", "みどり課長", Verdict::Pass, ""),
    ("都市部みどり課", "総務部みどり課長", Verdict::Fail, "総務部みどり課長"),
    ("都市部街づくり課", "健康づくり課長", Verdict::Fail, "健康づくり課長"),
    // The hiragana before a name may be of the sentence, or of the name.
    ("総務部納税課及びこども課", "納税課長とこども課長", Verdict::Pass, ""),
    ("総務部納税課及びこども課", "納税課長と家庭課長", Verdict::Fail, "「家庭課長」"),
    ("健康部の医療保険課", "健康部医療保険課長", Verdict::Pass, ""),
    ("健康部医療保険課", "保護管理責任者は医療保険課長とする", Verdict::Pass, ""),
    ("健康部医療保険課", "保護管理責任者は納税課長とする", Verdict::Fail, "「納税課長」"),
    ("子ども部子ども家庭課", "子ども家庭課長", Verdict::Pass, ""),
    ("総務部整備課", "まち整備課長", Verdict::Review, "まち整備課長"),
    ("都市部みどり課", "都市部納税課長", Verdict::Fail, "都市部納税課長"),
    // Of an office, but which?
    ("健康部医療保険課", "医療保険課以外の係長", Verdict::Review, "係長"),
    ("健康部医療保険課", "区長等及び医療保険課長", Verdict::Review, "区長等"),
    ("健康部医療保険課", "医療保険課長及びその係長", Verdict::Review, "係長"),
    // Behind a post and white space stands the name of a person, which is of no office.
    ("健康部医療保険課", "納税課長 山田太郎、医療保険課長 鈴木花子", Verdict::Fail, "「納税課長」"),
    ("健康部医療保険課", "医療保険課長 鈴木花子、納税課長　山田太郎", Verdict::Fail, "「納税課長」"),
    ("健康部医療保険課", "医療保険課長 服部太郎", Verdict::Pass, ""),
    ("健康部医療保険課", "医療保険課長 長谷部 太郎", Verdict::Pass, ""),
    ("健康部医療保険課", "健康部 医療保険課長", Verdict::Pass, ""),
    ("健康部医療保険課", "健康部 納税課長", Verdict::Fail, "納税課長"),
    // The staff of another office is not of this one.
    ("健康部医療保険課", "納税課職員及び医療保険課長", Verdict::Review, "納税課職員"),
    ("健康部医療保険課", "医療保険課長 納税課職員", Verdict::Review, "納税課職員"),
    ("健康部医療保険課", "医療保険課職員及び医療保険課長", Verdict::Pass, ""),
];

#[test]
fn a_post_is_of_the_office_that_its_whole_name_says() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let mut wrong = Vec::new();
    for (office, post, verdict, told) in POSTS {
        let text = format!(
            "種別: [外部委託]\n諮問依頼書:\n  担当部課: {office}\n  個人情報の保護対策: {{管理責任体制: {{保護管理責任者: {post}}}}}\n"
        );
        let found = said(&rules, "KS-CM-73", &text);
        if !matches!(&found[..], [(found, message)] if found == verdict && message.contains(told)) {
            wrong.push(format!("{office}, {post}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Preambles that name a law which no list holds: which paper, what it says, the verdict, words of the message.
const PREAMBLES: &[(&str, Verdict, &str)] = &[
    ("汐見野区みどり条例の規定に基づき、意見を求めます。", Verdict::Review, "「汐見野区みどり条例」"),
    ("みどり条例の定めにより、意見を求めます。", Verdict::Review, "「みどり条例」"),
    ("みどり条例14条3項により、意見を求めます。", Verdict::Fail, "「みどり条例」"),
    ("保護要綱第3条により、意見を求めます。", Verdict::Fail, "「保護要綱」"),
    ("標記について汐見野区みどり法の規定により意見を求めます。", Verdict::Review, "「汐見野区みどり法」"),
    // The right article of what may be the right law in other words.
    (
        "江戸川区個人情報の保護に関する条例第14条第3項の規定に基づき、意見を求めます。",
        Verdict::Review,
        "「江戸川区個人情報の保護に関する条例」",
    ),
    ("個人情報保護条例第14条第3項の規定に基づき、意見を求めます。", Verdict::Review, "「個人情報保護条例」"),
    ("条例第14条第3項の規定に基づき、意見を求めます。", Verdict::Review, "「条例」"),
    ("個人情報保護条例第14条第2項の規定に基づき、意見を求めます。", Verdict::Fail, "「個人情報保護条例」"),
    ("江東区個人情報保護条例第14条第3項の規定に基づき、意見を求めます。", Verdict::Fail, "江東区"),
    // Words that are no law's name, and the number of a law.
    ("別紙の事務処理方法第1号様式により、意見を求めます。", Verdict::Pass, ""),
    ("法令の定めに従い、一般社団法人の手法による方法について意見を求めます。", Verdict::Pass, ""),
    (
        "江戸川区個人情報保護条例（平成4年3月江戸川区条例第3号）第14条第3項の規定に基づき、意見を求めます。",
        Verdict::Pass,
        "",
    ),
];

#[test]
fn a_law_that_no_list_holds_is_never_passed_over() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let mut wrong = Vec::new();
    for (words, verdict, told) in PREAMBLES {
        for (paper, other) in [("諮問書", "諮問依頼書"), ("諮問依頼書", "諮問書")] {
            let right = "江戸川区個人情報保護条例第14条第3項の規定に基づき、諮問します。";
            let text = format!("種別: [外部委託]\n{paper}:\n  前文: {words}\n{other}:\n  前文: {right}\n");
            let found = said_on(&rules, "KS-CM-01B", &text, Some(date(2021, 7, 1)));
            let place = if told.is_empty() { String::new() } else { format!("{paper}.前文") };
            if !matches!(&found[..], [(found, message)] if found == verdict && message.contains(told) && message.contains(&place))
            {
                wrong.push(format!("{paper} {words}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Alone, such a name is no basis that a person need not look at.
    for (words, verdict) in [
        ("汐見野区みどり条例第14条第3項の規定に基づき、意見を求めます。", Verdict::Review),
        ("別紙の事務処理方法第1号様式により、意見を求めます。", Verdict::Missing),
    ] {
        let found = said(&rules, "KS-CM-01G", &format!("種別: [外部委託]\n諮問書:\n  前文: {words}\n"));
        assert!(matches!(&found[..], [(found, _)] if *found == verdict), "{words}: {found:?}");
    }
}

#[test]
fn a_period_within_one_year_is_not_told_to_end_in_the_next() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    for (period, verdict, told) in [
        ("6月1日から12月31日まで", Verdict::Pass, "214日"),
        ("6月8日から5月10日まで", Verdict::Review, "次の年とみなすと"),
    ] {
        let text = format!(
            "種別: [特定個人情報保護評価]\n諮問依頼書:\n  日付: 令和3年5月1日\n  区民意見公募の状況: {{公募の期間: {period}}}\n"
        );
        let found = said(&rules, "KS-MN-04", &text);
        let [(found, message)] = &found[..] else { panic!("one result: {found:?}") };
        assert_eq!(*found, verdict, "{period}: {message}");
        assert!(verdict == Verdict::Pass || message.contains(told), "{period}: {message}");
        assert_eq!(message.contains("次の年"), verdict == Verdict::Review, "{period}: {message}");
    }
}

#[test]
fn years_are_counted_by_the_calendar() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    for (checked, verdict, told) in [
        ("平成28年9月1日", Verdict::Pass, "1826日（5年0か月）"),
        ("平成28年8月31日", Verdict::Fail, "1827日（約5年0か月）"),
        ("平成28年9月2日", Verdict::Pass, "1825日（約4年11か月）"),
    ] {
        let text = format!(
            "種別: [特定個人情報保護評価]\n諮問依頼書:\n  日付: 令和3年7月1日\n  再実施が必要な理由: 評価書は、{checked}に第三者点検を受けている。\n  実施時期: [{{時期: 令和3年9月1日, 内容: 審査会への諮問}}]\n"
        );
        let found = said(&rules, "KS-MN-11B", &text);
        let [(found, message)] = &found[..] else { panic!("one result: {found:?}") };
        assert_eq!(*found, verdict, "{checked}: {message}");
        assert!(message.contains(told), "{checked}: {message}");
    }
}

/// What was not looked for is not told to be missing.
#[test]
fn annexes_of_a_range_that_are_not_looked_for_are_for_a_person() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let annexes: Vec<String> = (1..=150).map(|number| format!("{{番号: 別紙{number}, 内容: 氏名及び住所}}")).collect();
    let text = format!(
        "種別: [外部委託]\n諮問依頼書:\n  個人情報の保護対策: {{情報の内容: 別紙1から別紙150までのとおり}}\n  別紙: [{}]\n",
        annexes.join(", ")
    );
    for rule in ["KS-CM-10", "KS-CM-63"] {
        let found = said(&rules, rule, &text);
        let [(verdict, message)] = &found[..] else { panic!("{rule}: one result: {found:?}") };
        assert_eq!(*verdict, Verdict::Review, "{rule}: {message}");
        assert!(message.contains("確かめていません"), "{rule}: {message}");
        let absent = text.replace("番号: 別紙7,", "番号: 別紙207,");
        let found = said(&rules, rule, &absent);
        assert!(found.iter().any(|(verdict, _)| *verdict == Verdict::Missing), "{rule}: {found:?}");
    }
}

#[test]
fn words_that_name_no_person_include_none() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    for (persons, verdict) in [
        ("申請者（接触者外来の利用者を除く。）", Verdict::Fail),
        ("申請者及び接触者（接触者外来の利用者を除く。）", Verdict::Pass),
    ] {
        let text = format!(
            "種別: [外部委託]\n諮問依頼書:\n  個人情報の保護対策:\n    対象者: {persons}\n    情報の内容: 申請者及び接触者の氏名\n"
        );
        let found = said(&rules, "KS-CM-72", &text);
        let [(found, message)] = &found[..] else { panic!("one result: {found:?}") };
        assert_eq!(*found, verdict, "{persons}: {message}");
    }
}

#[test]
fn days_from_a_year_that_is_guessed_to_one_that_is_written_are_not_counted() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    for (checked, referred, verdict) in [
        ("8月", "令和3年9月", Verdict::Review),
        ("令和2年8月", "9月", Verdict::Review),
        ("令和2年8月", "令和3年9月", Verdict::Pass),
    ] {
        let text = format!(
            "種別: [特定個人情報保護評価]\n諮問依頼書:\n  日付: 令和3年7月1日\n  再実施が必要な理由: 評価書は、{checked}に第三者点検を受けている。\n  実施時期: [{{時期: {referred}, 内容: 審査会への諮問}}]\n"
        );
        let found = said(&rules, "KS-MN-11B", &text);
        let [(found, message)] = &found[..] else { panic!("one result: {found:?}") };
        assert_eq!(*found, verdict, "{checked}, {referred}: {message}");
        assert_eq!(message.contains("年が書かれていません。"), verdict == Verdict::Review, "{message}");
    }
}
