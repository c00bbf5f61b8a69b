//! Attached papers: what a rule reads in them, where it says that it stands, and which files are refused.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

mod beside;

use assert_cmd::Command;
use beside::Files;
use jiff::civil::date;
use kansa::case::{Case, Fetched, Paper, PaperFault};
use kansa::check::{Days, check_beside};
use kansa::document::Document;
use kansa::error::Explain as _;
use kansa::evaluate::result::{Reason, RuleResult, Verdict};
use kansa::form::Form;
use kansa::rules::{Extent, RuleSet};
use kansa::settle::CaseReport;
use kansa::source::Source;
use serde_json::Value;
use strum::VariantNames as _;
use tempfile::TempDir;

const WITH: &str = "fixtures/attached/with.yaml";
const WITHOUT: &str = "fixtures/attached/without.yaml";
const PAPER: &str = "fixtures/attached/special-terms.txt";
const BOND: &str = "委託事業者に対し、個人情報保護に関する特約条項の遵守を契約で義務付ける。";

/// Rule; verdict and reason with the paper; the article, line and column, and the words that decided.
type Row = (&'static str, Verdict, Option<Reason>, Option<(&'static str, usize, usize, &'static str)>);

/// All rules that a 特約条項 may carry. Without the paper each is a review by reference.
const TABLE: [Row; 9] = [
    (
        "KS-1403-02",
        Verdict::Pass,
        None,
        Some(("第3条第1項", 12, 5, "乙は、本契約の履行により知り得た個人情報を、他に漏らしてはならな\n　い。")),
    ),
    ("KS-1403-03", Verdict::Pass, None, Some(("第5条第1号", 21, 5, "個人情報を本契約の目的以外に利用すること。"))),
    (
        "KS-1403-04",
        Verdict::Pass,
        None,
        Some((
            "第6条",
            26,
            5,
            "乙は、甲の承諾を得ないで、個人情報を記録した資料を複写し、又は複\n　製してはならない。",
        )),
    ),
    (
        "KS-1403-05",
        Verdict::Fail,
        None,
        Some(("第8条", 33, 30, "この場合におい\n　て、甲の承認を得ることは要しない。")),
    ),
    ("KS-1403-06", Verdict::Missing, None, None),
    (
        "KS-1403-25",
        Verdict::Pass,
        None,
        Some((
            "第12条",
            48,
            6,
            "甲は、必要があると認めるときは、次の方法により、乙の取扱いを確\n　かめることができる。",
        )),
    ),
    ("KS-1403-27", Verdict::Missing, None, None),
    (
        "KS-1403-29",
        Verdict::Pass,
        None,
        Some(("第3条第2項", 14, 3, "前項の義務は、本契約が終了し、又は解除された後も、なお存続する。")),
    ),
    (
        "KS-1403-30",
        Verdict::Review,
        Some(Reason::Hedged),
        Some(("第13条", 54, 6, "乙がこの特約条項に違反した場合は、甲は、本契約の解除を検討する。")),
    ),
];

fn read(path: &str) -> String {
    fs::read_to_string(path).expect("the fixture")
}

/// Judges a case with files beside it, given by their paths.
fn judge(rules: &RuleSet, case: &str, files: &[(&str, &[u8])]) -> CaseReport {
    let fetch = Files(|wanted: &str| {
        let found = files.iter().find(|(path, _)| *path == wanted);
        let (path, bytes) = found.ok_or(PaperFault::Absent)?;
        Ok(Fetched { name: format!("案/{path}"), bytes: bytes.to_vec() })
    });
    let days = Days { asked: None, today: date(2026, 1, 1) };
    check_beside("案/案件.yaml", Ok(case.as_bytes().to_vec()), true, rules, days, &fetch).expect("a named file")
}

fn rules() -> RuleSet {
    RuleSet::built_in(Extent::Rules).expect("the rules are in order")
}

fn of<'r>(report: &'r CaseReport, rule: &str) -> &'r RuleResult {
    assert_eq!(report.errors, []);
    report.results.iter().find(|result| result.rule == rule).expect("the rule gives a result")
}

/// What a result says and where, but for the file.
fn shown(result: &RuleResult) -> (Verdict, Option<Reason>, String, usize, usize, Vec<String>) {
    let place = result.location();
    let article = result.pointer.split_once(' ').map_or("", |(_, article)| article).to_owned();
    let texts = result.evidence.iter().map(|evidence| evidence.text.clone()).collect();
    (result.verdict, result.reason, article, place.line, place.column, texts)
}

#[test]
fn without_the_paper_each_rule_is_left_to_it() {
    let report = judge(&rules(), &read(WITHOUT), &[]);
    for (rule, ..) in TABLE {
        let result = of(&report, rule);
        assert_eq!((result.verdict, result.reason), (Verdict::Review, Some(Reason::ByReference)), "{rule}");
        assert_eq!(result.evidence.first().map(|evidence| evidence.text.as_str()), Some(BOND), "{rule}");
    }
}

#[test]
fn with_the_paper_each_rule_has_its_verdict_and_its_place() {
    let paper = read(PAPER);
    let report = judge(&rules(), &read(WITH), &[("special-terms.txt", paper.as_bytes())]);
    for (rule, verdict, reason, decided) in TABLE {
        let result = of(&report, rule);
        assert_eq!((result.verdict, result.reason), (verdict, reason), "{rule}: {}", result.message);
        let Some((article, line, column, words)) = decided else {
            assert_eq!(result.source.name(), "案/案件.yaml", "{rule}");
            assert_eq!(result.pointer, "諮問依頼書.個人情報の保護対策.外部委託に係る対策");
            assert!(result.message.ends_with("添付の特約条項にも定めがありません。"), "{}", result.message);
            assert!(result.evidence.is_empty());
            continue;
        };
        let place = result.location();
        assert_eq!(result.pointer, format!("special-terms.txt {article}"), "{rule}");
        assert_eq!((result.source.name(), place.line, place.column), ("案/special-terms.txt", line, column), "{rule}");
        assert_eq!(result.source.slice(result.span), words, "{rule}");
        let decisive = &result.evidence[0];
        assert!(!decisive.words.is_empty());
        for word in decisive.words.iter().map(|word| result.source.slice(*word)) {
            assert!(word.chars().count() <= 20 && !word.contains('。'), "{rule}: {word}");
        }
    }
    // The rest of the case is judged as before.
    let without = judge(&rules(), &read(WITHOUT), &[]);
    let others = |report: &CaseReport| -> Vec<(String, Verdict, String)> {
        let others = report.results.iter().filter(|result| {
            // The rules on attached papers themselves begin to apply.
            !result.rule.starts_with("KS-CM-95") && TABLE.iter().all(|(rule, ..)| *rule != result.rule)
        });
        let mut others: Vec<_> =
            others.map(|result| (result.rule.to_string(), result.verdict, result.pointer.to_string())).collect();
        others.sort();
        others
    };
    assert_eq!(others(&report), others(&without));
}

/// A rule that no paper may answer says so where one is attached.
#[test]
fn a_rule_that_reads_no_paper_says_that_it_does_not() {
    const UNREAD: &str = "この規則が読むのは本文だけで、添付の文書は調べていません。";
    let paper = read(PAPER);
    let with = judge(&rules(), &read(WITH), &[("special-terms.txt", paper.as_bytes())]);
    let without = judge(&rules(), &read(WITHOUT), &[]);
    for rule in ["KS-1403-24", "KS-1403-28"] {
        let message = &of(&with, rule).message;
        assert_eq!(of(&with, rule).verdict, Verdict::Missing);
        assert_eq!(message.matches(UNREAD).count(), 1, "{message}");
        assert!(!of(&without, rule).message.contains(UNREAD));
    }
    let read = TABLE.iter().map(|(rule, ..)| &of(&with, rule).message);
    assert!(read.into_iter().all(|message| !message.contains(UNREAD)));
}

#[test]
fn other_encodings_and_markdown_read_alike() {
    let paper = read(PAPER);
    let plain = judge(&rules(), &read(WITH), &[("special-terms.txt", paper.as_bytes())]);
    let (cp932, _, lossy) = encoding_rs::SHIFT_JIS.encode(&paper);
    assert!(!lossy);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(paper.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows = paper.replace('\n', "\r\n");
    for bytes in [&cp932[..], &utf16, windows.as_bytes()] {
        let twin = judge(&rules(), &read(WITH), &[("special-terms.txt", bytes)]);
        for (rule, ..) in TABLE {
            assert_eq!(shown(of(&twin, rule)), shown(of(&plain, rule)), "{rule}");
        }
    }
    let markdown = markdown(&paper);
    let case = read(WITH).replace("special-terms.txt", "資料/特約条項.md");
    let twin = judge(&rules(), &case, &[("資料/特約条項.md", markdown.as_bytes())]);
    for (rule, verdict, reason, decided) in TABLE {
        let result = of(&twin, rule);
        assert_eq!((result.verdict, result.reason), (verdict, reason), "{rule}: {}", result.message);
        if let Some((article, ..)) = decided {
            assert_eq!(result.pointer, format!("資料/特約条項.md {article}"), "{rule}");
            let cut = result.source.slice(result.span).replace('\n', "");
            assert_eq!(result.evidence[0].text, cut, "{rule}");
        }
    }
}

/// The paper as Markdown: captions behind the numbers of headings, numbers of 項 and 号 as lists.
fn markdown(paper: &str) -> String {
    let mut caption = "";
    let mut text = String::new();
    for line in paper.lines() {
        let line = line.trim_matches('\u{3000}');
        if line.starts_with('（') && !line.starts_with("（１") && !line.starts_with("（２") {
            caption = line;
        } else if let Some((number, rest)) =
            line.split_once('\u{3000}').filter(|(number, _)| number.starts_with('第') && number.ends_with('条'))
        {
            text.push_str(&format!("## {number}{caption}\n\n{rest}\n"));
        } else {
            text.push_str(&format!("{}\n", line.replace("２　前項", "2. 前項")));
        }
    }
    format!("# {text}")
}

#[test]
fn said_in_the_case_and_denied_in_the_paper_is_a_contradiction() {
    let case = read(WITH).replace(
        "        - 申込書は",
        "        - 再委託を行う場合は、事前に区の承認を受けるものとする。\n        - 申込書は",
    );
    let paper = read(PAPER);
    let report = judge(&rules(), &case, &[("special-terms.txt", paper.as_bytes())]);
    let result = of(&report, "KS-1403-05");
    assert_eq!((result.verdict, result.reason), (Verdict::Review, Some(Reason::Contradiction)));
    let files: Vec<&str> = result.evidence.iter().map(|evidence| evidence.source.name()).collect();
    assert_eq!(files, ["案/案件.yaml", "案/special-terms.txt"]);
}

#[test]
fn a_near_sentence_in_the_paper_is_near() {
    let paper = read(PAPER).replace("乙から説明を聴くこと。", "乙は、再委託先の安全管理の措置を甲へ届け出る。");
    let report = judge(&rules(), &read(WITH), &[("special-terms.txt", paper.as_bytes())]);
    let result = of(&report, "KS-1403-06");
    assert_eq!((result.verdict, result.reason), (Verdict::Review, Some(Reason::Near)), "{}", result.message);
    assert_eq!(result.pointer, "special-terms.txt 第12条第2号");
}

#[test]
fn a_paper_that_nothing_binds_to_carries_nothing() {
    let case = read(WITH).replace(BOND, "委託事業者は、業務の日報を区に出す。");
    let paper = read(PAPER);
    let report = judge(&rules(), &case, &[("special-terms.txt", paper.as_bytes())]);
    for (rule, ..) in TABLE {
        let result = of(&report, rule);
        assert_eq!(result.verdict, Verdict::Missing, "{rule}: {}", result.message);
        assert!(!result.message.contains("添付"), "{}", result.message);
    }
}

#[test]
fn a_paper_of_another_name_leaves_the_instrument_unattached() {
    let paper = read(PAPER);
    for (name, attached) in [
        ("個人情報保護に関する特約条項", true),
        ("個人情報保護に関する 特約条項（令和2年度）", true),
        ("苗木の配布の手引", false),
    ] {
        let case = read(WITH).replace("名称: 個人情報保護に関する特約条項", &format!("名称: {name}"));
        let report = judge(&rules(), &case, &[("special-terms.txt", paper.as_bytes())]);
        let by_reference = of(&report, "KS-1403-02").reason == Some(Reason::ByReference);
        assert_eq!(by_reference, !attached, "{name}");
    }
    // The text calls the instrument 特記事項, which is less than any phrase that means it.
    let case = read(WITH)
        .replace("名称: 個人情報保護に関する特約条項", "名称: 特記事項")
        .replace(BOND, "委託事業者は、契約により、特記事項を遵守しなければならない。");
    let report = judge(&rules(), &case, &[("special-terms.txt", paper.as_bytes())]);
    assert_eq!(of(&report, "KS-1403-02").verdict, Verdict::Pass);
}

#[test]
fn two_papers_are_read_together() {
    let case = read(WITH).replace(
        "ファイル: special-terms.txt}",
        "ファイル: special-terms.txt}\n  - {名称: 情報セキュリティ特記事項, ファイル: 資料/特記.txt}",
    );
    let (one, other) = (read(PAPER), "第１条　乙は、再委託先に、この契約に定める乙の義務と同一の義務を課す。\n");
    let files: [(&str, &[u8]); 2] = [("special-terms.txt", one.as_bytes()), ("資料/特記.txt", other.as_bytes())];
    let report = judge(&rules(), &case, &files);
    assert_eq!(of(&report, "KS-1403-02").pointer, "special-terms.txt 第3条第1項");
    let result = of(&report, "KS-1403-06");
    assert_eq!((result.verdict, result.pointer.as_str()), (Verdict::Pass, "資料/特記.txt 第1条"));
    // One that cannot be read does not stop the other.
    let report = judge(&rules(), &case, &files[..1]);
    assert_eq!(of(&report, "KS-1403-06").verdict, Verdict::Missing);
}

/// The papers of a case whose only one is the file of this path, fetched from a folder that holds nothing.
fn faults(file: &str, fetched: Result<&[u8], PaperFault>) -> Option<PaperFault> {
    let form = read("rules/form.yaml");
    let parse = |text: &str| Document::parse(Arc::new(Source::from_text("x", text))).expect("YAML");
    let form = Form::load(&parse(&form)).expect("the form");
    let case = format!("種別: [外部委託]\n参照文書:\n  - 名称: 特約条項\n    ファイル: '{file}'\n");
    let mut opened = Case::read(parse(&case), &form).expect("a case");
    assert_eq!(opened.errors, []);
    assert_eq!(opened.case.papers()[0].fault(), Some(&PaperFault::NoFolder), "before it is read");
    opened.case.attach(&Files(|path: &str| {
        let bytes = fetched.clone()?;
        Ok(Fetched { name: path.to_owned(), bytes: bytes.to_vec() })
    }));
    let paper = &opened.case.papers()[0];
    assert_eq!(opened.case.document().text(paper.file_node), Some(file));
    assert!(!opened.case.is_referred(paper, &[]));
    paper.fault().cloned()
}

#[test]
fn every_fault_of_a_paper_is_told() {
    let text: &[u8] = "第１条　甲。\n".as_bytes();
    let mut seen = BTreeSet::new();
    for (file, fetched, code) in [
        ("特約条項.txt", Ok(text), None),
        ("./資料//特約条項.txt", Ok(text), None),
        (r"資料\特約条項.txt", Ok(text), None),
        ("資料/../特約条項.txt", Ok(text), None),
        ("資料/./下/../../特約条項.txt", Ok(text), None),
        ("../特約条項.txt", Ok(text), Some("paper/outside")),
        ("../案/特約条項.txt", Ok(text), Some("paper/outside")),
        ("資料/..", Err(PaperFault::NotFile), Some("paper/not-file")),
        ("資料/../../特約条項.txt", Ok(text), Some("paper/outside")),
        (r"資料\..\..\特約条項.txt", Ok(text), Some("paper/outside")),
        ("/etc/passwd", Ok(text), Some("paper/outside")),
        (r"\\server\share\特約条項.txt", Ok(text), Some("paper/outside")),
        (r"C:\特約条項.txt", Ok(text), Some("paper/outside")),
        ("c:特約条項.txt", Ok(text), Some("paper/outside")),
        ("特約条項.txt", Err(PaperFault::Absent), Some("paper/absent")),
        ("資料", Err(PaperFault::NotFile), Some("paper/not-file")),
        ("特約条項.txt", Err(PaperFault::NoFolder), Some("paper/no-folder")),
        ("特約条項.txt", Err(PaperFault::Unopened("権限がない".to_owned())), Some("paper/unopened")),
        ("特約条項.txt", Ok(b""), Some("paper/empty")),
        ("特約条項.txt", Ok(" \n\u{3000}\n".as_bytes()), Some("paper/empty")),
        ("特約条項.md", Ok("```\n第1条\n```\n".as_bytes()), Some("paper/empty")),
        (
            "案件.yaml",
            Ok("種別: [外部委託]\n参照文書:\n  - 名称: 特約条項\n    ファイル: '案件.yaml'\n".as_bytes()),
            Some("paper/itself"),
        ),
        ("特約条項.docx", Ok(b"PK\x03\x04\x00\x00\x00"), Some("paper/no-text")),
        ("特約条項.txt", Ok(&[b'a'; Paper::MAX_BYTES + 1]), Some("paper/no-text")),
    ] {
        let fault = faults(file, fetched);
        assert_eq!(fault.as_ref().map(|fault| fault.code()).as_deref(), code, "{file}");
        if let Some(fault) = fault {
            assert!(fault.why().ends_with('。') && fault.advice().ends_with('。'), "{fault}");
            seen.insert(fault.code());
        }
    }
    let all: BTreeSet<String> = PaperFault::VARIANTS.iter().map(|name| format!("paper/{name}")).collect();
    assert_eq!(seen, all, "every fault is provoked");
}

#[test]
fn a_text_refers_to_a_paper_by_its_name_or_a_phrase() {
    let rules = rules();
    let parse = |text: &str| Document::parse(Arc::new(Source::from_text("x", text))).expect("YAML");
    for (text, phrases, referred) in [
        ("個人情報保護に関する 特約条項を守る。", &[][..], true),
        ("取扱特記事項を守る。", &["取扱特記事項".to_owned()], true),
        ("取扱特記事項を守る。", &[], false),
    ] {
        let case = read(WITH).replace(BOND, text);
        let opened = Case::read(parse(&case), rules.form()).expect("a case");
        assert_eq!(opened.case.is_referred(&opened.case.papers()[0], phrases), referred, "{text}");
    }
}

fn kansa(arguments: &[&str], stdin: &str) -> (Value, String) {
    let mut command = Command::cargo_bin("kansa").expect("the program is built");
    command.args(arguments).args(["--format", "json"]).write_stdin(stdin);
    let output = command.output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (serde_json::from_str(&text).expect("JSON"), String::from_utf8(output.stderr).expect("UTF-8"))
}

fn result<'v>(run: &'v Value, rule: &str) -> &'v Value {
    let results = run["cases"][0]["results"].as_array().expect("results");
    results.iter().find(|result| result["rule"] == rule).expect("the rule")
}

#[test]
fn the_program_reads_the_paper_beside_the_case() {
    let (run, _) = kansa(&["check", WITH], "");
    let fail = result(&run, "KS-1403-05");
    assert_eq!(fail["verdict"], "fail");
    assert_eq!(fail["path"], PAPER);
    assert_eq!((&fail["location"]["line"], &fail["location"]["column"]), (&33.into(), &30.into()));
    assert_eq!(fail["evidence"][0]["path"], PAPER);
    let missing = result(&run, "KS-1403-27");
    assert_eq!((&missing["verdict"], missing.get("path")), (&"missing".into(), None));

    let mut command = Command::cargo_bin("kansa").expect("the program is built");
    let output = command.args(["check", WITH]).env("COLUMNS", "100").output().expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for words in [
        "[fixtures/attached/special-terms.txt:33:18]",
        "再委託することができる。この場合におい",
        "場所　special-terms.txt 第8条",
        "添付の特約条項にも定めがありません。",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn standard_input_has_the_folder_that_it_is_said_to_have() {
    let case = read(WITH);
    let (run, _) = kansa(&["check", "-", "--stdin-filename", WITH], &case);
    assert_eq!(result(&run, "KS-1403-05")["verdict"], "fail");
    for arguments in [&["check", "-"][..], &["check", "-", "--stdin-filename", "案件.yaml"]] {
        let (run, _) = kansa(arguments, &case);
        assert_eq!(result(&run, "KS-1403-05")["reason"], "by_reference", "{arguments:?}");
    }
}

#[test]
fn files_outside_the_folder_and_files_that_are_none_are_not_read() {
    let folder = TempDir::new().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("中/資料.txt")).expect("a folder");
    fs::create_dir_all(at("外")).expect("a folder");
    for path in ["外/特約条項.txt", "中/特約条項.txt"] {
        fs::copy(PAPER, at(path)).expect("the paper");
    }
    fs::write(at("中/空.txt"), "").expect("a file");
    fs::write(at("中/絵.txt"), b"\x89PNG\r\n\x1a\n\x00\x00").expect("a file");
    let mut files = vec![
        ("特約条項.txt".to_owned(), true),
        ("../外/特約条項.txt".to_owned(), false),
        (at("中/特約条項.txt").display().to_string(), false),
        ("ない.txt".to_owned(), false),
        ("資料.txt".to_owned(), false),
        ("特約条項.txt/特約条項.txt".to_owned(), false),
        ("空.txt".to_owned(), false),
        ("絵.txt".to_owned(), false),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at("外/特約条項.txt"), at("中/外へ.txt")).expect("a link");
        std::os::unix::fs::symlink(at("外"), at("中/外")).expect("a link");
        std::os::unix::fs::symlink("特約条項.txt", at("中/内へ.txt")).expect("a link");
        files.push(("外へ.txt".to_owned(), false));
        files.push(("外/特約条項.txt".to_owned(), false));
        files.push(("内へ.txt".to_owned(), true));
    }
    for (file, is_read) in files {
        fs::write(at("中/案件.yaml"), read(WITH).replace("special-terms.txt}", &format!("{file}}}")))
            .expect("the case");
        let path = at("中/案件.yaml");
        let (run, _) = kansa(&["check", path.to_str().expect("a path")], "");
        assert_eq!(run["cases"][0]["errors"], Value::Array(Vec::new()), "{file}");
        let verdict = if is_read { "fail" } else { "review" };
        assert_eq!(result(&run, "KS-1403-05")["verdict"], verdict, "{file}");
    }
    assert!(Path::new(PAPER).exists());
}

#[test]
fn the_words_that_decided_stand_in_their_entry() {
    let paper = read(PAPER);
    let report = judge(&rules(), &read(WITH), &[("special-terms.txt", paper.as_bytes())]);
    let result = of(&report, "KS-1403-03");
    let words: Vec<&str> = result.evidence[0].words.iter().map(|word| result.source.slice(*word)).collect();
    // 「してはならない」 stands in the text that opens the list, not here.
    assert_eq!(words, ["情報", "目的以外", "利用"]);
}

/// A person may look at the attached paper: then the words are compared with it.
#[test]
fn a_record_of_an_attached_paper_is_compared_with_it() {
    let rules = rules();
    let case = "種別: [外部委託]\n目視確認: [{規則: KS-1403-06, 根拠: 外注先の扱いは、 甲乙で決める。, 資料: 特約条項 第2条, 確認者: 課長, 確認日: 令和2年7月1日}]\n参照文書: [{名称: 特約条項, ファイル: 特約条項.txt}]\n諮問依頼書: {個人情報の保護対策: {外部委託に係る対策: {委託契約における規定: [受託者に、特約条項の遵守を義務付ける。]}}}\n";
    let judged = |paper: &str| {
        let mut reports = vec![judge(&rules, case, &[("特約条項.txt", paper.as_bytes())])];
        kansa::settle::settle(&rules, &mut reports, None);
        reports.remove(0)
    };
    let held = judged("第1条　秘密を守る。\n第2条　外注先の扱いは、甲乙で決める。\n");
    let result = of(&held, "KS-1403-06");
    assert_eq!(result.verdict, Verdict::Attested, "{} {}", result.message, of(&held, "KS-CM-91").message);
    assert_eq!(result.evidence[0].pointer, "特約条項.txt 第2条");
    let changed = judged("第1条　秘密を守る。\n第2条　外注先の扱いは、乙が決める。\n");
    assert_eq!(of(&changed, "KS-1403-06").verdict, Verdict::Missing);
    assert_eq!(of(&changed, "KS-CM-91").verdict, Verdict::Fail);
}

/// The article that a record names is that in which its words stand.
#[test]
fn a_record_of_an_attached_paper_is_of_the_article_that_it_names() {
    let rules = rules();
    let paper = "（目的）\n第１条　秘密を守る。\n（再委託）\n第十条　乙は、外注先を選ぶ。\n２　次の各号による。\n　一　外注先の扱いは、甲乙で決める。\n第10条の2　費用は、乙が払う。\n";
    let judged = |named: &str| {
        let case = format!(
            "種別: [外部委託]\n目視確認: [{{規則: KS-1403-06, 根拠: 外注先の扱いは、甲乙で決める。, 資料: {named}, 確認者: 課長, 確認日: 令和2年7月1日}}]\n参照文書: [{{名称: 特約条項, ファイル: 特約条項.txt}}]\n諮問依頼書: {{個人情報の保護対策: {{外部委託に係る対策: {{委託契約における規定: [受託者に、特約条項の遵守を義務付ける。]}}}}}}\n"
        );
        let mut reports = vec![judge(&rules, &case, &[("特約条項.txt", paper.as_bytes())])];
        kansa::settle::settle(&rules, &mut reports, None);
        reports.remove(0)
    };
    for (named, told) in [
        ("特約条項", None),
        ("特約条項（令和2年4月1日）", None),
        ("特約条項 第10条", None),
        ("特約条項第１０条", None),
        ("特約条項 第十条第２項", None),
        ("特約条項 第10条第2項第1号", None),
        ("特約条項 第1条、第10条", None),
        ("特約条項 第8条から第12条まで", None),
        ("特約条項（令和2年31総総第120号）", None),
        ("特約条項（令和2年31総総第120号）第10条第2項", None),
        ("特約条項（第10条）", None),
        ("特約条項 第10条第1項及び第2項", None),
        ("特約条項 第10条第1項から第3項まで", None),
        ("特約条項 第1条第1項及び第2項", Some("にはなく")),
        ("特約条項 第1条・第2項", Some("にはなく")),
        ("特約条項 第1条及び第10条の2・第2項", Some("にはなく")),
        ("特約条項（第1条）", Some("にはなく")),
        ("特約条項 第1条第1項から第3項まで", Some("にはなく")),
        ("特約条項 第3章", Some("条より大きな区切り")),
        ("特約条項の第3章", Some("条より大きな区切り")),
        ("特約条項 別表", Some("がありません")),
        ("特約条項の第8", Some("がありません")),
        (
            "特約条項 第8条",
            Some("「第8条」がありません。「外注先の扱いは、甲乙で決める。」は特約条項.txt 第10条第2項第1号にあります"),
        ),
        ("特約条項 第1条", Some("「第1条」にはなく、特約条項.txt 第10条第2項第1号にあります")),
        ("特約条項 第10条第1項", Some("にはなく")),
        ("特約条項 第10条第2項第3号", Some("がありません")),
        ("特約条項 第10条の2", Some("にはなく")),
        ("特約条項 第1条から第9条まで", Some("にはなく")),
        ("特約条項 第8", Some("がありません")),
    ] {
        let report = judged(named);
        let (result, stale) = (of(&report, "KS-1403-06"), of(&report, "KS-CM-91"));
        match told {
            None => {
                assert_eq!(result.verdict, Verdict::Attested, "{named}: {}", stale.message);
                assert_eq!(result.evidence[0].pointer, "特約条項.txt 第10条第2項第1号");
            }
            Some(told) => {
                assert_eq!((result.verdict, stale.verdict), (Verdict::Missing, Verdict::Fail), "{named}");
                assert!(stale.message.contains(told), "{named}: {}", stale.message);
            }
        }
    }
}
