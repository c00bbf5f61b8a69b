//! A person's word stands in every format with the words, the person and the day; text that breaks tables
//! stays in its cell.

use std::fs;

use tempfile::TempDir;

use super::run::{Outputs, SETTLED, WHOLE};

#[test]
fn every_format_shows_the_words_the_person_and_the_day() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("a.yaml"), SETTLED).expect("the file");
    let outputs = Outputs::of(folder.path(), &["a.yaml"]);
    for format in WHOLE.iter().chain(&["github"]) {
        let text = match *format {
            "xlsx" => outputs.sheet("指摘").concat().concat(),
            _ => outputs.text(format),
        };
        for word in [
            "書類は、所定の場所に置く。",
            "医療課長",
            "令和2年7月1日",
            "2医第10号",
            "紙も媒体も扱わない",
            "部長",
            "2020-07-31",
        ] {
            assert!(text.contains(word), "{format} lacks {word}");
        }
    }
}

/// What people met elsewhere: cells that ran as formulas, and columns that a mark of the text made.
const TABLES: &str = r#"件名: "=HYPERLINK(\"http://example.invalid\",\"町会名簿\")"
種別: [外部委託]
諮問依頼書:
  文書番号: 3-4
  日付: 令和 2 年 7 月 20 日
  諮問事項: "+町会名簿"
  業務の内容:
    履行場所: "-受託者の事業所|第二倉庫\\|地下"
  個人情報の保護対策:
    対象者: "@町会の役員 | 班長"
    情報の内容: "\t=1+2"
    外部委託に係る対策:
      委託業務に係る個人情報保護対策:
        - "＝再委託を行う場合は、事前に区の承認を受けること。"
        - "電子媒体は、`施錠`の上、<b>保管</b>されていること。[様式](javascript:1) www.example.invalid"
        - 90 日を超えて保存しないこと。
"#;

#[test]
fn no_cell_begins_a_formula_and_every_row_keeps_its_columns() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("=a|b.yaml"), TABLES).expect("the file");
    let outputs = Outputs::of(folder.path(), &["."]);
    let rows = outputs.rows();
    let cells = || rows.iter().flat_map(|row| row.values());
    for cell in cells() {
        let first = cell.trim_start().chars().next();
        assert!(
            !first.is_some_and(|letter| "=+-@＝＋－＠".contains(letter)) && !cell.starts_with(['\t', '\r']),
            "{cell}"
        );
    }
    assert!(cells().any(|cell| cell.starts_with("'=HYPERLINK")), "the text is still there");
    assert!(cells().any(|cell| cell.starts_with("2020-07-20")), "what begins with a digit stays as it is");
    let markdown = outputs.text("markdown");
    let options = pulldown_cmark::Options::all();
    let mut columns = 0;
    let mut tables = 0;
    for event in pulldown_cmark::Parser::new_ext(&markdown, options) {
        use pulldown_cmark::{Event, Tag};
        match event {
            Event::Start(Tag::Table(alignments)) => {
                columns = alignments.len();
                tables += 1;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Strong | Tag::Emphasis) | Event::Code(_) => {
                panic!("{event:?}")
            }
            Event::InlineHtml(tag) => assert_eq!(&*tag, "<br>"),
            Event::Html(tag) => panic!("{tag}"),
            _ => {}
        }
    }
    assert_eq!((columns, tables), (2, 4));
    // A row with more cells than its head would lose them, so the marks themselves are counted.
    let mut head = 0;
    for line in markdown.lines() {
        let cells = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        if line.starts_with('|') {
            head = if head == 0 { cells } else { head };
            assert_eq!(cells, head, "{line}");
        } else {
            head = 0;
        }
    }
    let html = outputs.text("html");
    assert!(!html.contains("<b>") && !html.contains("href=\"javascript"));
}
