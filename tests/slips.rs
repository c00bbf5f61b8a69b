//! Slips that were planted in whole referrals are told, and what stands there in other words is no fault.

use kansa::evaluate::result::Verdict;
use kansa::rules::{Extent, RuleSet};

/// Slips that were planted in the form of a referral: the rule that must tell of each, the verdict, and words of
/// the place or the message.
const PLANTED: [(&str, &str, &str, &str); 11] = [
    ("2021-outsourcing", "KS-CM-63", "missing", "別紙3"),
    ("2021-outsourcing", "KS-CM-07B", "missing", "管理責任体制"),
    ("2021-connection", "KS-CM-69", "fail", "本クラウド"),
    ("2021-telework", "KS-CM-02D", "fail", "第14条第3項"),
    ("2021-telework", "KS-CM-61", "fail", "第14条第3項"),
    ("2021-mynumber-outsourcing", "KS-CM-63", "missing", "別紙3"),
    ("2021-mynumber-outsourcing", "KS-CM-11", "missing", "情報の内容"),
    ("2021-change", "KS-CM-02D", "fail", "第14条第3項"),
    ("2021-change", "KS-CM-04D", "fail", "6 月 28 日"),
    ("2021-pia", "KS-MN-04", "fail", "28日"),
    ("2021-pia", "KS-CM-69", "fail", "本事務"),
];

/// Required rules that must not find fault with these papers: what they ask stands there, in other words.
const IN_ORDER: [(&str, &[&str]); 6] = [
    (
        "2021-outsourcing",
        &["KS-CM-01", "KS-CM-01B", "KS-CM-02", "KS-CM-02B", "KS-CM-03", "KS-CM-04", "KS-CM-05", "KS-CM-12"],
    ),
    ("2021-connection", &["KS-CM-01", "KS-CM-01C", "KS-CM-02", "KS-CM-02C", "KS-CM-03", "KS-CM-04C", "KS-CM-05B"]),
    ("2021-telework", &["KS-CM-01", "KS-CM-01E", "KS-CM-02E", "KS-CM-03"]),
    (
        "2021-mynumber-outsourcing",
        &["KS-CM-01", "KS-CM-01B", "KS-CM-02", "KS-CM-02B", "KS-CM-03", "KS-CM-04", "KS-CM-12"],
    ),
    (
        "2021-change",
        &["KS-CM-01", "KS-CM-01D", "KS-CM-03", "KS-1402-01", "KS-1402-02", "KS-1402-03", "KS-1402-04", "KS-CM-13"],
    ),
    ("2021-pia", &["KS-CM-01", "KS-CM-01F", "KS-MN-01", "KS-MN-05", "KS-MN-06", "KS-MN-61", "KS-CM-04B", "KS-CM-61"]),
];

fn judged(name: &str) -> kansa::settle::CaseReport {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let bytes = std::fs::read(format!("tests/referrals/{name}.yaml")).expect("the referral");
    let today = jiff::civil::date(2021, 8, 1);
    let days = kansa::check::Days { asked: None, today };
    let report = kansa::check::check(name, Ok(bytes), true, &rules, days).expect("a named file is judged");
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    report
}

#[test]
fn planted_slips_of_the_form_are_told() {
    for (name, rule, verdict, words) in PLANTED {
        let report = judged(name);
        let told = report.results.iter().any(|result| {
            let word = serde_json::to_value(result.verdict).expect("a verdict");
            result.rule == rule && word == verdict && (result.message.contains(words) || result.pointer.contains(words))
        });
        let got = report.results.iter().filter(|result| result.rule == rule);
        let got: Vec<String> =
            got.map(|result| format!("{:?} {} {}", result.verdict, result.pointer, result.message)).collect();
        assert!(told, "{name} {rule}: {got:?}");
    }
}

#[test]
fn what_stands_there_in_other_words_is_no_fault() {
    let mut wrong = Vec::new();
    for (name, rules) in IN_ORDER {
        for result in judged(name).results.iter().filter(|result| rules.contains(&result.rule.as_str())) {
            if matches!(result.verdict, Verdict::Fail | Verdict::Missing | Verdict::Review) {
                wrong.push(format!("{name} {} {:?} {}", result.rule, result.verdict, result.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
