//! Slips of drafts that must never look in order: each edit of a seed case, the rule that must notice it
//! and what it must give.

use jiff::civil::date;
use kansa::check::{Days, check};
use kansa::evaluate::result::Verdict;
use kansa::rules::{Extent, RuleSet};

const CASE_11: &str = "cases/2020-11-postnatal-care.yaml";
const CASE_12: &str = "cases/2020-12-hersys.yaml";
const PLACE: &str = "履行場所: 利用者の居所及び委託事業者の事業所";
const SCHEDULE: &str = "内容: 審査会へ諮問、答申後プロポーザルにて委託事業者選定";

/// Case, words of it, what stands there instead, rule, what the rule may give.
type Slip = (&'static str, &'static str, &'static str, &'static str, &'static [Verdict]);

const SLIPS: &[Slip] = &[
    (CASE_11, PLACE, "履行場所: null", "KS-CM-08", &[Verdict::Missing]),
    (CASE_11, PLACE, "履行場所: ～", "KS-CM-08", &[Verdict::Missing]),
    (CASE_11, PLACE, "履行場所: TBD", "KS-CM-08", &[Verdict::Missing]),
    (CASE_11, PLACE, "履行場所: 契約後に決める", "KS-CM-08", &[Verdict::Review]),
    (CASE_11, PLACE, "履行場所: 別途協議する", "KS-CM-08", &[Verdict::Review]),
    (CASE_11, PLACE, "履行場所: 別紙9のとおり", "KS-CM-63", &[Verdict::Missing]),
    (
        CASE_11,
        SCHEDULE,
        "内容: 審査会への諮問は行わず、答申を待たずにプロポーザルにて委託事業者選定",
        "KS-CM-04",
        &[Verdict::Missing, Verdict::Review, Verdict::Fail],
    ),
    (
        CASE_11,
        "    - 時期: 令和 2 年 7 月\n      内容: 審査会へ諮問、答申後プロポーザルにて委託事業者選定\n",
        "    - 時期: 令和 2 年 6 月\n      内容: 審査会へ諮問\n    - 時期: 令和 2 年 8 月から令和 2 年 10 月まで\n      内容: 審査会の答申\n",
        "KS-CM-04",
        &[Verdict::Review, Verdict::Fail],
    ),
    (CASE_11, "図: ［図］", "内容: 要記入", "KS-CM-63", &[Verdict::Missing]),
    (
        CASE_12,
        "TLS1.2 以上のみとする",
        "TLS1.2 未満を用いる",
        "KS-1501-01",
        &[Verdict::Review, Verdict::Missing, Verdict::Fail],
    ),
    (CASE_12, "TLS1.2 以上のみとする", "TLS1.0 及び TLS1.2 とする", "KS-1501-01", &[Verdict::Fail, Verdict::Review]),
];

#[test]
fn slips_are_noticed() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let mut wrong = Vec::new();
    for (path, words, instead, rule, wanted) in SLIPS {
        let case = std::fs::read_to_string(path).expect("the case");
        assert_eq!(case.matches(words).count(), 1, "{words}");
        let edited = case.replace(words, instead);
        let days = Days { asked: None, today: date(2026, 1, 1) };
        let report = check("draft.yaml", Ok(edited.into_bytes()), true, &rules, days).expect("a named file is judged");
        let results = report.results.iter().filter(|result| result.rule == *rule);
        let worst = results.map(|result| result.verdict).min();
        if !worst.is_some_and(|worst| wanted.contains(&worst)) {
            wrong.push(format!("{instead}: {rule} gives {worst:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_declaration_that_the_text_contradicts_lowers_no_rule() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let case = std::fs::read_to_string(CASE_11).expect("the case");
    let case = case.replace("種別: [外部委託]", "種別: [外部委託]\n確認事項: {個人番号の取扱い: 無}").replace(
        "産婦の氏名、住所、生年月日（年齢）、課税状況",
        "産婦の氏名、個人番号、住所、生年月日（年齢）、課税状況",
    );
    let days = Days { asked: None, today: date(2026, 1, 1) };
    let report = check("draft.yaml", Ok(case.into_bytes()), true, &rules, days).expect("a named file is judged");
    let takeout = report.results.iter().find(|result| result.rule == "KS-1403-13").expect("the rule applies");
    assert_eq!((takeout.verdict, takeout.level), (Verdict::Missing, kansa::evaluate::result::Level::Required));
}

#[test]
fn a_denial_is_not_read_from_the_beginning_of_an_assertion() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let of = |items: &str| {
        let case = format!("種別: [外部委託]\n諮問依頼書:\n  個人情報の保護対策:\n    情報の内容: {items}\n");
        let days = Days { asked: None, today: date(2026, 1, 1) };
        let report = check("draft.yaml", Ok(case.into_bytes()), true, &rules, days).expect("a named file is judged");
        report.results.iter().find(|result| result.rule == "KS-MN-60").map(|result| result.verdict)
    };
    assert_ne!(of("氏名及び住所。個人番号は含まれる。"), Some(Verdict::NotApplicable));
    assert_eq!(of("氏名及び住所。個人番号は含まない。"), Some(Verdict::NotApplicable));
}
