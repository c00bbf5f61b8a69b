//! What people record beside a paper: 目視確認 and 免除, from the file to the outputs.

mod beside;

use beside::Files;
use jiff::civil::date;
use kansa::case::{Fetched, PaperFault};
use kansa::check::{Days, check, check_beside};
use kansa::evaluate::result::{RuleResult, Verdict};
use kansa::report::{Format, Pretty, Show};
use kansa::rules::{Extent, RuleFile, RuleSet};
use kansa::settle::{CaseReport, CaseVerdict, Run, Summary, settle};

fn judged(text: &str) -> CaseReport {
    judged_by(&RuleSet::built_in(Extent::Rules).expect("the rules are in order"), text)
}

fn judged_by(rules: &RuleSet, text: &str) -> CaseReport {
    let day = date(2020, 7, 2);
    let days = Days { asked: Some(day), today: day };
    let report = check("案.yaml", Ok(text.as_bytes().to_vec()), true, rules, days);
    let mut reports = vec![report.expect("a named file is judged")];
    settle(rules, &mut reports, None);
    reports.remove(0)
}

fn of<'r>(report: &'r CaseReport, rule: &str) -> Vec<&'r RuleResult> {
    report.results.iter().filter(|result| result.rule == rule).collect()
}

fn verdict(report: &CaseReport, rule: &str) -> Verdict {
    of(report, rule).iter().map(|result| result.verdict).min().expect("the rule gives a result")
}

/// A case with one measure and some records.
fn case(records: &str, measure: &str) -> String {
    format!(
        "種別: [外部委託]\n{records}\n諮問依頼書:\n  個人情報の保護対策:\n    外部委託に係る対策:\n      委託業務に係る個人情報保護対策:\n        - {measure}\n"
    )
}

const LOOKED: &str =
    "目視確認: [{規則: KS-1403-12, 根拠: 書類は、所定の場所に置く。, 確認者: 医療課長, 確認日: 令和2年7月1日}]";
const WAIVED: &str =
    "免除: [{規則: KS-1403-12, 理由: 紙も媒体も扱わない, 決裁者: 部長, 文書番号: 2医第10号, 期限: 令和2年7月2日まで}]";
const VAGUE: &str = "書類は、所定の場所に置く。";

#[test]
fn a_look_turns_missing_into_attested_and_keeps_what_the_reader_said() {
    assert_eq!(verdict(&judged(&case("", VAGUE)), "KS-1403-12"), Verdict::Missing);
    let report = judged(&case(LOOKED, VAGUE));
    let [result] = of(&report, "KS-1403-12")[..] else { panic!("one result") };
    assert_eq!((result.verdict, result.reason), (Verdict::Attested, None));
    let settled = result.settled.as_ref().expect("the record");
    assert_eq!(
        (settled.was, settled.by.as_str(), settled.day.as_str(), settled.words.as_str(), &settled.paper),
        (Verdict::Missing, "医療課長", "令和2年7月1日", VAGUE, &None)
    );
    assert_eq!(result.evidence[0].text, VAGUE);
    assert_eq!(result.evidence[0].source.slice(result.evidence[0].span), VAGUE);
}

#[test]
fn a_look_turns_review_into_attested() {
    let hedged = "書類は、できる限り施錠できる保管庫に保管する。";
    let records = LOOKED.replace(VAGUE, hedged);
    assert_eq!(verdict(&judged(&case("", hedged)), "KS-1403-12"), Verdict::Review);
    assert_eq!(verdict(&judged(&case(&records, hedged)), "KS-1403-12"), Verdict::Attested);
}

#[test]
fn a_fail_is_never_attested_away() {
    let denied = "書類は、施錠して保管することを要しない。";
    let report = judged(&case(&LOOKED.replace(VAGUE, denied), denied));
    assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Fail);
    assert_eq!(verdict(&report, "KS-CM-92B"), Verdict::Fail);
}

#[test]
fn a_record_whose_words_became_a_part_of_a_sentence_settles_nothing() {
    let typed = "書類は、所定の場所に置く";
    for (record, measure, whole) in [
        (typed, "書類は、所定の場所に置くことを要しない。", "書類は、所定の場所に置くことを要しない。"),
        ("所定の場所に置く。", VAGUE, VAGUE),
        (VAGUE, "区が求めたときに限り、書類は、所定の場所に置く。", "区が求めたときに限り、書類は、所定の場所に置く。"),
        (
            VAGUE,
            "書類は、所定の場所に置く。ただし、急ぐときは、この限りでない。",
            "書類は、所定の場所に置く。ただし、急ぐときは、この限りでない。",
        ),
    ] {
        let report = judged(&case(&LOOKED.replace(VAGUE, record), measure));
        assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Missing, "{measure}");
        let stale = of(&report, "KS-CM-91")[0];
        assert_eq!((stale.verdict, &*stale.pointer), (Verdict::Fail, "目視確認[1].根拠"), "{measure}");
        assert!(stale.message.contains(&format!("今の文「{whole}」の一部です")), "{}", stale.message);
    }
    // With its proviso, or without its full stop, the sentence is whole.
    let proviso = "書類は、所定の場所に置く。ただし、急ぐときは、この限りでない。";
    for (record, measure) in [(typed, VAGUE), (proviso, proviso)] {
        let report = judged(&case(&LOOKED.replace(VAGUE, record), measure));
        assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Attested, "{measure}");
    }
}

#[test]
fn a_record_whose_words_are_gone_settles_nothing() {
    let report = judged(&case(LOOKED, "書類は、机の上に置く。"));
    assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Missing);
    assert_eq!(verdict(&report, "KS-CM-91"), Verdict::Fail);
    assert_eq!(of(&report, "KS-CM-91")[0].pointer, "目視確認[1].根拠");
}

/// The same words in another 項目 are not what was looked at.
#[test]
fn a_record_does_not_outlive_its_place() {
    const OTHER: &str = "諮問依頼書.個人情報の保護対策.外部委託に係る対策.委託契約における規定";
    const OWN: &str = "諮問依頼書.個人情報の保護対策.外部委託に係る対策.委託業務に係る個人情報保護対策";
    let at = |place: &str| LOOKED.replace("確認日", &format!("場所: '{place}', 確認日"));
    let other = |records: &str, measure: &str| {
        case(records, measure)
            .replace("      委託業務", &format!("      委託契約における規定: [{VAGUE}]\n      委託業務"))
    };
    const GONE: &str = "書類は、机の上に置く。";
    for (records, measure, held, told) in [
        (at(OWN), VAGUE, true, ""),
        (at(OWN), GONE, false, OTHER),
        (at(OTHER), GONE, true, ""),
        (at(&format!("{OWN}[1]")), VAGUE, true, ""),
        (at(&format!("{OWN}[2]")), VAGUE, false, OWN),
        (LOOKED.to_owned(), VAGUE, false, "複数の場所"),
        (LOOKED.to_owned(), GONE, true, ""),
    ] {
        let report = judged(&other(&records, measure));
        let stale = of(&report, "KS-CM-91")[0];
        assert_eq!(verdict(&report, "KS-1403-12") == Verdict::Attested, held, "{records}: {}", stale.message);
        assert_eq!(stale.verdict == Verdict::Fail, !held, "{records}: {}", stale.message);
        assert!(stale.message.contains(told), "{records}: {}", stale.message);
    }
}

#[test]
fn a_look_on_a_day_to_come_settles_nothing() {
    let report = judged(&case(&LOOKED.replace("7月1日", "7月3日"), VAGUE));
    assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Missing);
    let stale = of(&report, "KS-CM-91")[0];
    assert_eq!((stale.verdict, stale.pointer.as_str()), (Verdict::Fail, "目視確認[1].確認日"));
    assert!(stale.message.contains("まだ来ていない日です"), "{}", stale.message);
}

#[test]
fn a_fault_is_told_once() {
    let denied = "書類は、施錠して保管することを要しない。";
    let report = judged(&case(&LOOKED.replace(VAGUE, denied), denied));
    let message = of(&report, "KS-CM-92B")[0].message.clone();
    assert_eq!(message.matches("解け").count(), 1, "{message}");
}

#[test]
fn words_of_another_paper_are_shown_as_not_compared() {
    let report = judged(&case(&LOOKED.replace("確認者", "資料: 個人情報保護に関する特約条項 第5条, 確認者"), VAGUE));
    let [result] = of(&report, "KS-1403-12")[..] else { panic!("one result") };
    assert_eq!(result.verdict, Verdict::Attested);
    assert!(result.message.contains("この資料は添付されていない"), "{}", result.message);
}

/// The paper that a record names is the one with the longest name, and a paper that is attached must be readable.
#[test]
fn words_of_an_attached_paper_are_compared_with_the_paper_that_is_named() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let words = "書類は、錠のある棚に置く。";
    let judged = |named: &str, papers: &str| {
        let records = LOOKED.replace(VAGUE, words).replace("確認者", &format!("資料: {named}, 確認者"));
        let text = case(&format!("{records}\n参照文書: [{papers}]"), VAGUE);
        let days = Days { asked: Some(date(2020, 7, 2)), today: date(2020, 7, 2) };
        let files = Files(|path: &str| match path {
            "a.txt" => {
                Ok(Fetched { name: path.to_owned(), bytes: "第1条　秘密を守る。\n".as_bytes().to_vec() })
            }
            "b.txt" => Ok(Fetched { name: path.to_owned(), bytes: format!("第1条　{words}\n").into_bytes() }),
            _ => Err(PaperFault::Absent),
        });
        let report = check_beside("案.yaml", Ok(text.into_bytes()), true, &rules, days, &files);
        let mut reports = vec![report.expect("a named file is judged")];
        settle(&rules, &mut reports, None);
        reports.remove(0)
    };
    let (short, long) = ("{名称: 特約条項, ファイル: a.txt}", "{名称: 特約条項別表, ファイル: b.txt}");
    for papers in [format!("{short}, {long}"), format!("{long}, {short}")] {
        let report = judged("特約条項別表 第1条", &papers);
        assert_eq!(
            verdict(&report, "KS-1403-12"),
            Verdict::Attested,
            "{papers}: {}",
            of(&report, "KS-CM-91")[0].message
        );
        assert_eq!(verdict(&judged("特約条項 第1条", &papers), "KS-CM-91"), Verdict::Fail, "{papers}");
    }
    let report = judged("特約条項 第1条", "{名称: 特約条項, ファイル: c.txt}");
    assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Missing);
    assert!(of(&report, "KS-CM-91")[0].message.contains("読めない"), "{}", of(&report, "KS-CM-91")[0].message);
}

/// What is compared with other cases, no words of this one answer.
#[test]
fn a_record_of_a_rule_that_compares_cases_is_told_to_be_of_no_use() {
    let report = judged(&case(&LOOKED.replace("KS-1403-12", "KS-CM-97"), VAGUE));
    let [told] = of(&report, "KS-CM-92")[..] else { panic!("one result") };
    assert_eq!(told.verdict, Verdict::Fail);
    assert!(told.message.contains("ほかの件と比べた結果です") && !told.message.contains("対象外"), "{}", told.message);
}

#[test]
fn a_record_that_cannot_be_read_settles_nothing_and_is_an_error() {
    let report = judged(&case(&LOOKED.replace("令和2年7月1日", "先週"), VAGUE));
    assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Missing);
    assert_eq!(report.verdict(), CaseVerdict::Error);
    assert_eq!(report.errors[0].code, "case/record-day");
}

#[test]
fn of_several_results_the_place_says_which() {
    let contractors = "外部委託先: [{項目: 甲, 名称: 未定}, {項目: 乙, 名称: 調整中}]";
    let record = "目視確認: [{規則: KS-X-01, 根拠: 提案書を比べて選ぶ。, 資料: 選定の決裁, 確認者: 係長, 確認日: 令和2年7月1日AT}]";
    let case = |at: &str| {
        let record = record.replace("AT", at);
        format!(
            "種別: [外部委託]\n{record}\n諮問依頼書: {{個人情報の保護対策: {{外部委託に係る対策: {{{contractors}}}}}}}\n"
        )
    };
    let rules = RuleSet::of_files(several(), Extent::Rules).expect("the rules are in order");
    let judged = |text: &str| judged_by(&rules, text);
    let unclear = judged(&case(""));
    assert_eq!(of(&unclear, "KS-X-01").len(), 2);
    assert!(of(&unclear, "KS-X-01").iter().all(|result| result.verdict != Verdict::Attested));
    let second = of(&unclear, "KS-X-01")[1].pointer.clone();
    let report = judged(&case(&format!(", 場所: {second}")));
    let verdicts: Vec<(Verdict, &str)> =
        of(&report, "KS-X-01").iter().map(|result| (result.verdict, result.pointer.as_str())).collect();
    assert_eq!(verdicts[1], (Verdict::Attested, second.as_str()));
    assert_eq!(verdicts[0].0, Verdict::Missing);
}

/// A rule that gives a result for each contractor without a name.
fn several() -> Vec<RuleFile> {
    let text = "id: KS-X-01\ntitle: 名があること\nitem: 外部委託先\nbasis:\n- {source: 先例, law: 例, text: seen, level: required}\nkinds: [外部委託]\nrequire: {present: 外部委託先.名称}\nmessage: 名がない。\nadvice: 書く。\nwhy: 要る。\n";
    vec![RuleFile { name: "KS-X-01.yaml".to_owned(), shown: "KS-X-01.yaml".to_owned(), text: text.into() }]
}

#[test]
fn a_waiver_covers_missing_and_fail_to_the_end_of_its_last_day() {
    for measure in [VAGUE, "書類は、施錠して保管することを要しない。"] {
        let report = judged(&case(WAIVED, measure));
        assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Waived);
        let settled = of(&report, "KS-1403-12")[0].settled.clone().expect("the record");
        assert_eq!((settled.by.as_str(), settled.day.as_str()), ("部長", "2020-07-02"));
        assert_eq!(settled.paper.as_deref(), Some("2医第10号"));
    }
    let over = judged(&case(&WAIVED.replace("7月2日", "7月1日"), VAGUE));
    assert_eq!(verdict(&over, "KS-1403-12"), Verdict::Missing);
    assert_eq!(verdict(&over, "KS-CM-93B"), Verdict::Fail);
}

#[test]
fn a_waiver_of_a_period_holds_to_its_end_and_one_without_an_end_is_an_error() {
    let period = judged(&case(&WAIVED.replace("令和2年7月2日まで", "令和2年4月1日から令和2年7月2日まで"), VAGUE));
    assert_eq!(verdict(&period, "KS-1403-12"), Verdict::Waived);
    assert_eq!(of(&period, "KS-1403-12")[0].settled.clone().expect("the record").day, "2020-07-02");
    for open in ["令和2年7月2日から", "令和2年7月2日以降"] {
        let report = judged(&case(&WAIVED.replace("令和2年7月2日まで", open), VAGUE));
        assert_eq!(verdict(&report, "KS-1403-12"), Verdict::Missing, "{open}");
        assert_eq!(report.errors[0].code, "case/record-day", "{open}");
    }
}

#[test]
fn every_output_shows_the_words_the_person_and_the_day() {
    let report = judged(&case(&format!("{LOOKED}\n{}", WAIVED.replace("KS-1403-12", "KS-1403-20")), VAGUE));
    let summary = Summary::of([&report]);
    assert_eq!((summary.attested, summary.waived), (1, 1));
    let run = Run { cases: vec![report], ..Run::default() };
    let style = Pretty { colour: false, width: 200, show: Show::default(), verbose: true };
    // The workbook is read back in tests/formats.
    for (name, format) in Format::ALL.into_iter().filter(|(_, format)| !format.is_binary()) {
        let mut out = Vec::new();
        format.write(&run, &style, &mut out).expect("a Vec can be written to");
        let text = String::from_utf8(out).expect("output is UTF-8");
        for word in [VAGUE, "医療課長", "令和2年7月1日", "2医第10号", "紙も媒体も扱わない"] {
            assert!(text.contains(word), "{name} does not show {word}: {text}");
        }
    }
}
