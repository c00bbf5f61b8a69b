//! What is particular to a format: where it goes, and the order and parts that its readers count on.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::page::Page;
use super::run::{Outputs, WHOLE, cases, kansa, mixed, of_mixed};

const CASE: &str = "cases/2020-08-eligibility.yaml";

#[test]
fn a_workbook_goes_to_a_file_only() {
    let run = |arguments: &[&str]| {
        let output = kansa(Path::new(".")).args(["check", CASE]).args(arguments).output().expect("it runs");
        (output.status.code(), output.stdout, String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (code, out, err) = run(&["--format", "xlsx"]);
    assert_eq!((code, out.len()), (Some(2), 0));
    assert!(err.contains("--format xlsx=ファイル"), "{err}");
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("o.xlsx");
    let (code, ..) = run(&["--format", "xlsx", "-o", file.to_str().expect("a path")]);
    assert_eq!(code, Some(1));
    assert!(fs::read(&file).expect("the file").starts_with(b"PK"));
    let (code, out, _) = run(&["--format", "sarif"]);
    assert!(code == Some(1) && out.starts_with(b"{"));
}

#[test]
fn no_output_is_written_over_another_or_over_what_was_read() {
    let folder = mixed();
    let paper = folder.path().join("f/特約条項.txt");
    let before = fs::read(&paper).expect("the paper");
    for (formats, words) in [
        (["json=f/特約条項.txt", "csv=o.csv"], "案件が添付する文書です"),
        (["json=a.yaml", "csv=o.csv"], "点検する案件です"),
        (["json=o", "csv=o"], "2つの形式にあります"),
    ] {
        let formats = formats.iter().flat_map(|format| ["--format", format]);
        let output = kansa(folder.path()).args(["check", "."]).args(formats).output().expect("it runs");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(fs::read(&paper).expect("the paper"), before);
}

#[test]
fn a_file_is_spared_whatever_asks_for_it_and_however_its_path_is_typed() {
    let folder = mixed();
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("the file");
    put(".kansa.yaml", "fail-on: required\n");
    fs::create_dir(folder.path().join("o")).expect("a folder");
    let baseline = kansa(folder.path()).args(["check", "a.yaml", "--write-baseline", "known.json"]).output();
    assert_eq!(baseline.expect("it runs").status.code(), Some(1));
    let read = ["a.yaml", "f/特約条項.txt", ".kansa.yaml", "known.json"];
    let before = read.map(|name| fs::read(folder.path().join(name)).expect("the file"));
    for (arguments, words) in [
        (&["--write-baseline", "a.yaml"][..], "点検する案件です"),
        (&["--write-baseline", "o/../f/特約条項.txt"], "案件が添付する文書です"),
        (&["--write-baseline", ".kansa.yaml"], "設定のファイルです"),
        (&["--format", "json=./known.json", "--baseline", "known.json"], "既知の指摘のファイルです"),
        (&["--format", "json=o/a", "--format", "csv=./o/../o/a"], "2つの形式にあります"),
        (&["--write-baseline", "o/a", "--format", "csv=./o/a"], "形式と --write-baseline にあります"),
    ] {
        let output = kansa(folder.path()).args(["check", "."]).args(arguments).output().expect("it runs");
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(output.status.code() == Some(2) && told.contains(words), "{arguments:?}: {told}");
        assert!(fs::read_dir(folder.path().join("o")).expect("the folder").next().is_none(), "nothing is written");
    }
    assert_eq!(read.map(|name| fs::read(folder.path().join(name)).expect("the file")), before);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_that_is_not_there_yet_is_that_file() {
    let folder = mixed();
    std::os::unix::fs::symlink("o.json", folder.path().join("link")).expect("a link");
    let output = kansa(folder.path()).args(["check", ".", "--format", "json=link", "--format", "csv=o.json"]).output();
    let told = String::from_utf8(output.expect("it runs").stderr).expect("UTF-8");
    assert!(told.contains("2つの形式にあります"), "{told}");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let (one, other) = (cases(), Outputs::of(Path::new("."), &["cases"]));
    for format in WHOLE.iter().chain(&["github", "pretty"]) {
        assert!(one.bytes(format) == other.bytes(format), "{format}");
    }
}

#[test]
fn annotations_stand_the_most_severe_first() {
    let text = of_mixed().0.text("github");
    let ranks: Vec<usize> = text
        .lines()
        .filter(|line| !line.starts_with("::debug::"))
        .map(|line| {
            let known = ["::error file=", "::warning file=", "::notice file="];
            known.iter().position(|start| line.starts_with(start)).unwrap_or_else(|| panic!("{line}"))
        })
        .collect();
    assert!(ranks.is_sorted() && ranks.contains(&2), "{ranks:?}");
    assert!(text.lines().take(2).all(|line| line.contains("title=エラー ")), "what cannot be read stands first");
    assert!(text.contains("医療課長") && text.contains("2医第10号"));
}

#[test]
fn the_summary_of_a_job_is_added_to_its_file() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("summary.md");
    fs::write(&file, "前の段階\n").expect("the file");
    let run = |format: &str| {
        let mut command = kansa(Path::new("."));
        command.args(["check", CASE, "--format", format]).env("GITHUB_STEP_SUMMARY", &file);
        assert_eq!(command.output().expect("it runs").status.code(), Some(1));
        fs::read_to_string(&file).expect("the file")
    };
    assert_eq!(run("json"), "前の段階\n", "only with annotations");
    let text = run("github");
    let markdown = kansa(Path::new(".")).args(["check", CASE, "--format", "markdown"]).output().expect("it runs");
    assert_eq!(text.strip_prefix("前の段階\n").expect("what was there"), String::from_utf8_lossy(&markdown.stdout));
}

#[test]
fn a_suite_a_case_and_what_a_test_needs() {
    let outputs = of_mixed().0;
    let report = quick_junit::Report::deserialize(&outputs.bytes("junit")[..]).expect("JUnit");
    let names: Vec<&str> = report.test_suites.iter().map(|suite| suite.name.as_str()).collect();
    let json = outputs.json();
    let cases = json["cases"].as_array().expect("cases");
    let paths: Vec<&str> = cases.iter().map(|case| case["path"].as_str().expect("a path")).collect();
    assert_eq!(names, paths);
    for (suite, case) in report.test_suites.iter().zip(cases) {
        let number = |key: &str| case[key].as_array().expect("a list").len();
        assert_eq!(suite.test_cases.len(), number("results") + number("errors"));
    }
    let text = outputs.text("junit");
    assert!(text.contains("医療課長") && text.contains("2医第10号"));
}

#[test]
fn the_page_for_the_board_needs_nothing_else_and_no_script() {
    let outputs = cases();
    let text = outputs.text("html");
    let page = Page::parse(&text);
    let all = |selector: &str| page.select(selector);
    assert!(all("[src], link, iframe, object, embed, base, img").is_empty(), "no outside resource");
    assert_eq!((all("script").len(), all("style").len()), (1, 1));
    assert!(!text.contains("http://") && !text.contains("@import") && !text.contains("url("));
    assert_eq!(all("html[lang=ja] header, main, nav").len(), 3, "landmarks");
    assert_eq!(all("table").len(), all("table > caption").len());
    assert!(all("thead th").iter().all(|head| head.attribute("scope") == Some("col")));
    assert!(all("tbody th").iter().all(|head| head.attribute("scope") == Some("row")));
    let ids: Vec<&str> = all("[id]").iter().map(|node| node.attribute("id").expect("an id")).collect();
    let mut unlike = ids.clone();
    unlike.sort_unstable();
    unlike.dedup();
    assert_eq!(unlike.len(), ids.len(), "ids are unlike");
    for link in all("a[href]") {
        let target = link.attribute("href").and_then(|href| href.strip_prefix('#')).expect("a place on the page");
        assert!(ids.contains(&target), "{target}");
    }
    assert!(all("form[hidden]").len() == 1, "the controls wait for the script");
    assert_eq!(all("article.case").len(), 6);
    assert_eq!(all("table.matrix thead th").len(), 7);
    assert!(text.contains("prefers-color-scheme: dark") && text.contains("size: A4"));
    // One who has only the page finds what fails, under which heading, by which article and where.
    let json = outputs.json();
    let mut asked = 0;
    for (at, case) in json["cases"].as_array().expect("cases").iter().enumerate() {
        let article = page.select(&format!("article[aria-labelledby=case-{}]", at + 1));
        let words = &article[0].text;
        for result in case["results"].as_array().expect("results") {
            if !["fail", "missing"].contains(&result["verdict"].as_str().expect("a verdict")) {
                continue;
            }
            let place = &result["location"];
            let place = format!("{}行{}字", place["line"], place["column"]);
            for wanted in [&result["rule"], &result["item"], &result["pointer"], &result["advice"], &result["basis"][0]]
            {
                let wanted = wanted.as_str().expect("text");
                assert!(words.contains(wanted), "{wanted}");
            }
            assert!(words.contains(&place), "{place}");
            asked += 1;
        }
    }
    assert!(asked > 10);
}

#[test]
fn the_traceability_matrix_is_the_same_on_the_page_and_in_the_workbook() {
    let outputs = cases();
    let json = outputs.json();
    let results =
        json["cases"].as_array().expect("cases").iter().flat_map(|case| case["results"].as_array().expect("results"));
    let bases = results.filter(|result| result["verdict"] != "not_applicable");
    let wanted: usize = bases.map(|result| result["basis"].as_array().expect("bases").len()).sum();
    let rows = Page::parse(&outputs.text("html")).select("#traces tbody tr").len();
    let sheet = outputs.sheet("条項と記載の対応");
    assert_eq!((rows, sheet.len() - 1), (wanted, wanted));
    let rules = outputs.sheet("規則");
    assert_eq!((rules.len() - 1) as u64, json["rules"]["count"].as_u64().expect("a number"));
    let matrix = outputs.sheet("一覧");
    assert_eq!(matrix[0].len(), 7);
}

#[test]
fn a_line_of_ndjson_says_which_it_is() {
    let outputs = of_mixed().0;
    let lines = outputs.lines();
    assert_eq!((&lines[0]["type"], &lines[0]["schema"]), (&"run".into(), &"kansa/1".into()));
    assert_eq!(lines.last().expect("a line")["type"], "summary");
    let json = outputs.json();
    let mut results = lines.iter().filter(|line| line["type"] == "result");
    for case in json["cases"].as_array().expect("cases") {
        for result in case["results"].as_array().expect("results") {
            let mut line = results.next().expect("a line for each result").clone();
            let fields = line.as_object_mut().expect("an object");
            assert_eq!(fields.shift_remove("case").as_ref(), Some(&case["path"]));
            fields.shift_remove("type");
            assert_eq!(&line, result);
        }
    }
    assert!(results.next().is_none());
}

#[test]
fn a_baseline_counts_in_every_format() {
    let folder = mixed();
    let run = kansa(folder.path()).args(["check", "c.yaml", "--write-baseline", "known.json"]).output();
    assert_eq!(run.expect("it runs").status.code(), Some(1));
    let outputs = Outputs::of(folder.path(), &["c.yaml", "--baseline", "known.json"]);
    let json = outputs.json();
    let known = json["baseline"]["known"].as_u64().expect("a number");
    assert!(known > 10);
    assert_eq!(outputs.lines().last().expect("a line")["baseline"], json["baseline"]);
    let report = quick_junit::Report::deserialize(&outputs.bytes("junit")[..]).expect("JUnit");
    assert_eq!(report.test_suites[0].failures, 0, "what is known fails no job");
    assert_eq!(outputs.rows().iter().filter(|row| row["既知の指摘"] == "既知").count() as u64, known);
    let sheet = outputs.sheet("指摘");
    assert_eq!(sheet.iter().filter(|row| row.last().is_some_and(|cell| cell == "既知")).count() as u64, known);
    let words = format!("既知の指摘 {known}件");
    for format in ["pretty", "markdown", "html", "github"] {
        assert!(outputs.text(format).contains(&words), "{format}");
    }
    assert!(!outputs.text("markdown").contains("× 未記載 |"), "what is known is not told again");
    let table =
        kansa(folder.path()).args(["check", "c.yaml", "--baseline", "known.json", "--format", "table"]).output();
    assert!(String::from_utf8_lossy(&table.expect("it runs").stdout).contains(&words), "table");
}

#[test]
fn a_remark_on_a_file_is_in_every_format() {
    let folder = TempDir::new().expect("a folder");
    let (text, ..) = encoding_rs::SHIFT_JIS.encode("種別: [外部委託]\n諮問依頼書:\n  実施目的: 区民の便宜のため\n");
    for name in ["a.yaml", "b.yaml"] {
        fs::write(folder.path().join(name), &text).expect("the file");
    }
    let outputs = Outputs::of(folder.path(), &["."]);
    let note = outputs.json()["cases"][0]["notes"][0]["message"].as_str().expect("a remark").to_owned();
    for format in WHOLE.iter().chain(&["github", "pretty"]) {
        let text = match *format {
            "xlsx" => outputs.sheet("指摘").concat().concat(),
            "markdown" => outputs.text(format).replace('\\', ""),
            _ => outputs.text(format),
        };
        assert!(text.contains(&note), "{format} lacks {note}");
    }
    let table = kansa(folder.path()).args(["check", ".", "--format", "table"]).output().expect("it runs");
    assert!(String::from_utf8_lossy(&table.stdout).contains(&note), "table");
}
