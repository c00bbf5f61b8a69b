//! The counts of verdicts are the same in all formats.

use std::collections::BTreeMap;

use serde_json::Value;

use super::page::Page;
use super::run::{Outputs, cases, of_mixed};

pub(crate) type Counts = BTreeMap<&'static str, usize>;

/// The verdicts with their words, and what could not be read.
const WORDS: [(&str, &str); 8] = [
    ("pass", "適合"),
    ("fail", "不適合"),
    ("missing", "未記載"),
    ("review", "要確認"),
    ("not_applicable", "対象外"),
    ("attested", "目視確認"),
    ("waived", "免除"),
    ("errors", "エラー"),
];

fn count<'t>(words: impl Iterator<Item = &'t str>) -> Counts {
    let mut counts: Counts = WORDS.iter().map(|(code, _)| (*code, 0)).collect();
    for word in words {
        let found = WORDS.iter().find(|(code, known)| word == *code || word == *known);
        let (code, _) = found.unwrap_or_else(|| panic!("「{word}」 is no verdict"));
        *counts.get_mut(code).expect("counted") += 1;
    }
    counts
}

/// The words of 「○ 適合 3　× 不適合 0 …」.
fn of_line(line: &str) -> Counts {
    let number = |word: &str| {
        let rest = line.split([' ', '　']).skip_while(|part| *part != word).nth(1);
        rest.unwrap_or_else(|| panic!("{word} in {line}")).parse().expect("a number")
    };
    WORDS.iter().map(|(code, word)| (*code, number(word))).collect()
}

fn line<'t>(text: &'t str, start: &str) -> &'t str {
    text.lines().find(|line| line.contains(start)).expect("the line of the counts")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

/// The counts as each format has them.
pub(crate) fn all(outputs: &Outputs) -> Vec<(&'static str, Counts)> {
    let json = outputs.json();
    let summary: Counts =
        WORDS.iter().map(|(code, _)| (*code, json["summary"][code].as_u64().expect("a number") as usize)).collect();
    let cases = json["cases"].as_array().expect("cases");
    let listed = |key: &'static str| cases.iter().flat_map(move |case| case[key].as_array().expect("a list"));
    let verdicts = listed("results").map(|result| text(&result["verdict"]));
    let results = count(verdicts.chain(listed("errors").map(|_| "errors")));

    let lines = outputs.lines();
    let of_line_type = |wanted: &'static str| lines.iter().filter(move |line| line["type"] == wanted);
    let errors = of_line_type("case").flat_map(|case| case["errors"].as_array().expect("a list")).map(|_| "errors");
    let ndjson = count(of_line_type("result").map(|result| text(&result["verdict"])).chain(errors));

    let sarif = outputs.sarif();
    let run = &sarif["runs"][0];
    let told = run["invocations"][0]["toolExecutionNotifications"].as_array().expect("a list");
    let errors = told.iter().filter(|notification| notification["level"] == "error").map(|_| "errors");
    let results_of = run["results"].as_array().expect("results");
    let sarif = count(results_of.iter().map(|result| text(&result["properties"]["verdict"])).chain(errors));

    let rows = outputs.rows();
    let csv = count(rows.iter().map(|row| row["判定"].as_str()));
    let sheet = outputs.sheet("指摘");
    let column = sheet[0].iter().position(|head| head == "判定").expect("the column");
    let xlsx = count(sheet[1..].iter().map(|row| row[column].rsplit(' ').next().expect("a word")));
    let (markdown, html, pretty) = (outputs.text("markdown"), outputs.text("html"), outputs.text("pretty"));
    vec![
        ("json summary", summary),
        ("json", results),
        ("ndjson", ndjson),
        ("sarif", sarif),
        ("junit", junit(outputs)),
        ("csv", csv),
        ("xlsx", xlsx),
        ("markdown", of_line(line(&markdown, "合計 "))),
        ("html", html_counts(&html)),
        ("pretty", of_line(pretty.lines().rfind(|line| line.contains("○ 適合 ")).expect("the counts"))),
    ]
}

fn junit(outputs: &Outputs) -> Counts {
    let report = quick_junit::Report::deserialize(&outputs.bytes("junit")[..]).expect("JUnit");
    let cases = report.test_suites.iter().flat_map(|suite| &suite.test_cases);
    let types: Vec<String> = cases
        .map(|case| match &case.status {
            quick_junit::TestCaseStatus::Success { .. } => "pass".to_owned(),
            quick_junit::TestCaseStatus::NonSuccess { ty, kind, .. } => {
                let ty = ty.as_ref().expect("a type").as_str();
                let is_error = *kind == quick_junit::NonSuccessKind::Error;
                assert_eq!(is_error, ty == "error");
                if is_error { "errors".to_owned() } else { ty.to_owned() }
            }
            quick_junit::TestCaseStatus::Skipped { ty, message, .. } => {
                assert!(message.is_some(), "what is skipped says why");
                ty.as_ref().expect("a type").as_str().to_owned()
            }
        })
        .collect();
    count(types.iter().map(String::as_str))
}

/// Each result as the page of its case shows it.
fn html_counts(html: &str) -> Counts {
    let page = Page::parse(html);
    let number = |selector: &str| page.select(selector).len();
    let counted = WORDS.map(|(code, _)| {
        let number = match code {
            "pass" => number("article table.passes tbody tr"),
            "not_applicable" => number("article details tbody tr"),
            "errors" => {
                let told = page.select("article > div.finding.fail > p > strong");
                told.iter().filter(|words| words.text.starts_with("エラー: ")).count()
            }
            _ => number(&format!("article section.item > div.finding.{code}")),
        };
        (code, number)
    });
    let counts: Counts = counted.into_iter().collect();
    let head = page.select("header p");
    assert_eq!(of_line(&head[0].text), counts, "the head of the page");
    counts
}

fn same(outputs: &Outputs) -> Counts {
    let all = all(outputs);
    let (_, first) = &all[0];
    for (format, counts) in &all {
        assert_eq!(counts, first, "{format}");
    }
    let annotations = outputs.text("github");
    for (code, word) in WORDS {
        let wanted = if ["pass", "not_applicable"].contains(&code) { 0 } else { first[code] };
        let title = if code == "errors" { "title=エラー ".to_owned() } else { format!(" {word}〔") };
        let found = annotations.lines().filter(|line| line.contains(",title=") && line.contains(&title)).count();
        assert_eq!(found, wanted, "github {code}");
    }
    first.clone()
}

#[test]
fn of_the_cases() {
    let counts = same(cases());
    assert!(counts["pass"] > 100 && counts["missing"] > 10 && counts["review"] > 10, "{counts:?}");
}

#[test]
fn of_a_folder_with_broken_files_and_records() {
    let counts = same(of_mixed().0);
    for (code, number) in &counts {
        assert!(*number > 0, "every verdict is among them: {code}");
    }
    assert_eq!(counts["errors"], 2);
}
