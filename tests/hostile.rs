//! Text of anyone, through every writer: it never breaks out of a format. Each output is read back with a
//! reader of its format where there is one.

#[path = "formats/page.rs"]
mod page;

use std::sync::Arc;

use jiff::civil::date;
use kansa::error::Problem;
use kansa::evaluate::result::{Evidence, Level, Reason, RuleResult, Settled, Verdict};
use kansa::report::{Format, Pretty, Show};
use kansa::settle::{CaseReport, Companion, RuleCard, Run};
use kansa::source::{Source, Span};
use page::{Element, Page};
use serde_json::Value;

/// What a text may hold, with a mark at each end by which it is found again.
const TEXTS: [&str; 22] = [
    "\u{1b}[31m赤\u{1b}[0m\u{1b}]8;;http://example.invalid\u{7}link\u{1b}]8;;\u{7}",
    "\u{9b}31m\u{7f}\u{8}\u{c}",
    "a\u{202e}txt.yaml\u{2066}b\u{200f}\u{61c}\u{feff}",
    "一行\n二行\r\n三行\r四行\u{85}五行\u{2028}六行\u{2029}",
    "\n::error file=x.yaml,line=1::偽の指摘\n##[error]偽\n::set-output name=a::b",
    "100%: 一、二, 三%0A::error::四",
    "<script>alert(1)</script><!-- --><img src=x onerror=alert(1)>",
    "</style></script></title></textarea><svg/onload=alert(1)>",
    "\" onmouseover=\"alert(1)\" x='y' &lt;b&gt; &amp;",
    "=cmd|' /C calc'!A0",
    "\t=1+2",
    "　＝HYPERLINK(\"http://example.invalid\")",
    "-1+1\r\n+1\n@SUM(A1)",
    "]]> <![CDATA[ <?xml version='1.0'?> <!DOCTYPE a [<!ENTITY b 'c'>]> &b;",
    "NUL\0と\u{1}\u{1f}",
    "\u{fffe}\u{ffff}\u{fdd0}\u{1fffe}\u{10ffff}\u{e0041}",
    "| a \\| b \\\\| c |\n|---|\n",
    "[様式](javascript:1) ![x](http://example.invalid/p.png) <http://example.invalid> www.example.invalid `a` **b** $x$",
    "{0} {{1}} \\[a\\](2) [b](0)",
    "_x0041_ _x005F_ _X0041_",
    "'\"\\ \\u001b \\n %1b",
    "葛\u{e0100} か\u{3099} 👨‍👩‍👧 𠮷",
];
const FROM: &str = "〖";
const TO: &str = "〗";

/// A run in which a text stands wherever a case, a file name or a rule can bear one.
fn run(text: &str) -> Run {
    let text = &format!("{FROM}{text}{TO}");
    let name = format!("案/{text}.yaml");
    let source = Arc::new(Source::from_text(name.clone(), text));
    let paper = Arc::new(Source::from_text(format!("{text}.txt"), &format!("第１条\n{text}\n")));
    let whole = Span::new(0, text.len());
    let evidence = |source: &Arc<Source>| Evidence {
        text: text.clone(),
        pointer: text.clone().into(),
        source: Arc::clone(source),
        span: Span::new(0, source.text().len()),
        words: vec![whole],
        note: text.clone(),
    };
    let result = |verdict: Verdict| RuleResult {
        known: false,
        rule: "TX-01".to_owned().into(),
        title: text.clone().into(),
        item: text.clone().into(),
        level: Level::Required,
        verdict,
        reason: (verdict == Verdict::Review).then_some(Reason::Near),
        message: text.clone(),
        basis: vec![text.clone().into(), text.clone().into()],
        pointer: text.clone().into(),
        source: Arc::clone(&source),
        span: whole,
        evidence: vec![evidence(&source), evidence(&paper)],
        advice: text.clone().into(),
        model: Some(text.clone().into()),
        why: text.clone().into(),
        settled: matches!(verdict, Verdict::Attested | Verdict::Waived).then(|| Settled {
            was: Verdict::Missing,
            by: text.clone(),
            day: text.clone(),
            words: text.clone(),
            paper: Some(text.clone()),
            path: Some(text.clone()),
        }),
    };
    let problem = |span| Problem {
        code: "tx/one".to_owned(),
        what: text.clone(),
        why: text.clone(),
        advice: text.clone(),
        span,
        related: vec![(whole, text.clone())],
    };
    let case = CaseReport {
        path: name,
        number: Some(text.clone()),
        title: text.clone(),
        as_of: Some(date(2020, 7, 1)),
        as_of_from: "指定",
        kinds: vec![text.clone()],
        results: Verdict::ALL.map(result).into(),
        errors: vec![problem(Some(whole)), problem(None)],
        notes: vec![problem(Some(whole))],
        source: Some(Arc::clone(&source)),
        sha256: Some("0".repeat(64)),
        companions: vec![Companion { name: text.clone(), path: text.clone(), sha256: None }],
        ..CaseReport::default()
    };
    let card = RuleCard {
        id: "TX-01".to_owned(),
        title: text.clone(),
        item: text.clone(),
        level: Level::Required,
        kinds: vec![text.clone()],
        basis: vec![text.clone()],
        message: text.clone(),
        advice: text.clone(),
        model: Some(text.clone()),
        why: text.clone(),
    };
    Run { rule_count: 1, rules: vec![card], cases: vec![case], skipped: vec![text.clone()], ..Run::default() }
}

fn written(run: &Run, format: Format) -> Vec<u8> {
    let style = Pretty { colour: false, width: 100, show: Show::all(), verbose: true };
    let mut out = Vec::new();
    format.write(run, &style, &mut out).expect("a Vec can be written to");
    out
}

fn text(run: &Run, format: Format) -> String {
    String::from_utf8(written(run, format)).expect("UTF-8")
}

/// Letters that steer a terminal or a reader. Line breaks of the format itself stay.
fn steers(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\n' | '\r'))
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(letter, '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || u32::from(letter) & 0xFFFE == 0xFFFE
}

fn each(check: impl Fn(&str, &Run)) {
    for text in TEXTS {
        check(text, &run(text));
    }
    let long = long(3_000);
    check(&long, &run(&long));
}

/// A text without a line break, of at least so many letters.
fn long(letters: usize) -> String {
    "長".repeat(letters) + "=1" + &"<b>".repeat(1_000)
}

#[test]
fn no_letter_steers_whatever_shows_the_output() {
    each(|case, run| {
        for (name, format) in Format::ALL.into_iter().filter(|(_, format)| !format.is_binary()) {
            let text = text(run, format);
            let text = if format == Format::Csv { text.trim_start_matches('\u{feff}') } else { &text };
            let found = text.chars().find(|&letter| steers(letter) || letter == '\u{feff}');
            assert_eq!(found, None, "{name} of {case:?}");
        }
    });
}

#[test]
fn json_ndjson_and_sarif_give_the_text_back() {
    each(|case, run| {
        let wanted = format!("{FROM}{case}{TO}");
        let json: Value = serde_json::from_str(&text(run, Format::Json)).expect("JSON");
        assert_eq!(json["cases"][0]["results"][0]["evidence"][0]["text"], *wanted);
        let lines = text(run, Format::Ndjson);
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines.len(), 3 + Verdict::ALL.len(), "no line is broken: {case:?}");
        assert_eq!(lines[1]["title"], *wanted);
        let sarif: Value = serde_json::from_str(&text(run, Format::Sarif)).expect("JSON");
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["region"]["snippet"]["text"], *wanted);
        let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%/-._~".contains(&byte)), "{uri}");
        let name = percent_encoding::percent_decode_str(uri).decode_utf8().expect("UTF-8");
        assert_eq!(name, format!("案/{wanted}.yaml"));
        let message = sarif["runs"][0]["results"][0]["message"]["text"].as_str().expect("text");
        for (at, _) in message.match_indices("](") {
            assert!(message[..at].ends_with('\\'), "no link: {message}");
        }
        assert!(!message.replace("{{", "").contains('{'), "no place to fill in: {message}");
    });
}

#[test]
fn an_annotation_is_one_line_and_only_ours() {
    each(|case, run| {
        let text = text(run, Format::Github);
        let (proof, text): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("::debug::"));
        // The run, the day of the case, and its two files.
        assert_eq!(proof.len(), 4, "{case:?}");
        let text = text.join("\n");
        // Two errors of the file, a remark, and every verdict but two.
        assert_eq!(text.lines().count(), 3 + 5, "{case:?}: {text}");
        for line in text.lines() {
            let (head, message) = line[2..].split_once("::").expect("a command");
            let (command, properties) = head.split_once(' ').expect("properties");
            assert!(["error", "warning", "notice"].contains(&command), "{line}");
            let names: Vec<&str> = properties.split(',').map(|one| one.split_once('=').expect("a value").0).collect();
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            assert!(names.iter().all(|name| known.contains(name)), "{line}");
            assert!(!properties.contains(':') && !message.contains(['\r', '\n']), "{line}");
        }
        let name = format!("file=案/{FROM}{case}{TO}.yaml");
        let decoded = text.replace("%0A", "\n").replace("%0D", "\r").replace("%3A", ":").replace("%2C", ",");
        if !case.chars().any(steers) {
            assert!(decoded.replace("%25", "%").contains(&name), "{case:?}: {text}");
        }
    });
}

#[test]
fn junit_is_well_formed_and_whole() {
    each(|case, run| {
        let bytes = written(run, Format::Junit);
        let report = quick_junit::Report::deserialize(&bytes[..]).unwrap_or_else(|error| panic!("{case:?}: {error}"));
        assert_eq!(report.test_suites.len(), 1);
        assert_eq!(report.test_suites[0].test_cases.len(), 2 + Verdict::ALL.len(), "{case:?}");
        let message = report.test_suites[0].test_cases[0].status.clone();
        let quick_junit::TestCaseStatus::NonSuccess { message: Some(message), .. } = message else {
            panic!("{case:?}")
        };
        assert!(message.as_str().starts_with(FROM) && message.as_str().ends_with(TO), "{message:?}");
        let tags = Page::parse(std::str::from_utf8(&bytes).expect("UTF-8"));
        assert_eq!(tags.select("script, img, svg").len(), 0, "no tag comes of a text: {case:?}");
    });
}

#[test]
fn csv_keeps_its_rows_and_begins_no_formula() {
    each(|case, run| {
        let text = text(run, Format::Csv);
        let body = text.strip_prefix('\u{feff}').expect("a mark");
        let rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
            .from_reader(body.as_bytes())
            .records()
            .map(|row| row.unwrap_or_else(|error| panic!("{case:?}: {error}")))
            .collect();
        assert_eq!(rows.len(), 3 + Verdict::ALL.len(), "{case:?}");
        for cell in rows.iter().flatten() {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
            assert!(!cell.starts_with(['\t', '\r']), "{cell:?}");
        }
    });
    // Without the marks of this test around it the text begins a cell.
    for mark in ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", " =", "\n=", "　="] {
        let mut run = run("x");
        run.cases[0].title = format!("{mark}1+2");
        run.cases[0].number = Some("3-4".to_owned());
        let text = text(&run, Format::Csv);
        let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row = reader.records().next().expect("a row").expect("whole");
        assert!(row[2].starts_with('\''), "{:?}", &row[2]);
        assert_eq!(&row[1], "3-4", "what is harmless stays as it was typed");
    }
}

#[test]
fn markdown_keeps_its_tables_and_makes_nothing_of_a_text() {
    each(|case, run| {
        let page = text(run, Format::Markdown);
        let mut head = 0;
        for line in page.lines().map(|line| line.replace("\\\\", "").replace("\\|", "")) {
            let marks = line.matches('|').count();
            if line.starts_with('|') {
                head = if head == 0 { marks } else { head };
                assert_eq!(marks, head, "{case:?}: {line}");
            } else {
                assert_eq!(marks, 0, "{case:?}: {line}");
                head = 0;
            }
        }
        for event in pulldown_cmark::Parser::new_ext(&page, pulldown_cmark::Options::all()) {
            use pulldown_cmark::{Event, Tag};
            match event {
                Event::InlineHtml(tag) => assert_eq!(&*tag, "<br>", "{case:?}"),
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_))
                | Event::Start(Tag::TableHead | Tag::TableRow | Tag::TableCell)
                | Event::Text(_)
                | Event::End(_)
                | Event::SoftBreak => {}
                other => panic!("{case:?}: {other:?}"),
            }
        }
        assert!(!page.contains("://") && !page.contains("www."), "GitHub would make links of them: {case:?}");
    });
}

#[test]
fn the_page_has_no_tag_and_no_address_of_a_text() {
    let tags = |run: &Run| -> Vec<(String, Vec<String>)> {
        let page = Page::parse(&text(run, Format::Html));
        let names = |element: Element| element.attributes.into_iter().map(|(name, _)| name).collect();
        page.0.into_iter().map(|element| (element.name.clone(), names(element))).collect()
    };
    let harmless = tags(&run("x"));
    each(|case, run| {
        assert_eq!(tags(run), harmless, "the same tags and attributes as of a harmless text: {case:?}");
        let page = Page::parse(&text(run, Format::Html));
        let addresses = page.select("[href]");
        assert!(addresses.iter().all(|one| one.attribute("href").is_some_and(|href| href.starts_with('#'))));
    });
}

#[test]
fn a_workbook_has_only_texts_and_gives_them_back() {
    use calamine::Reader as _;
    each(|case, run| {
        let bytes = written(run, Format::Xlsx);
        let mut book: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap_or_else(|error| panic!("{case:?}: {error}"));
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).expect("the sheet");
            assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{case:?}");
            for (row, column, cell) in book.worksheet_range(&name).expect("the sheet").used_cells() {
                let calamine::Data::String(text) = cell else { panic!("{name} {row} {column} of {case:?}: {cell:?}") };
                assert!(!text.chars().any(steers) && text.chars().count() <= 32_767, "{text}");
            }
        }
        let findings = book.worksheet_range("指摘").expect("the sheet");
        assert_eq!(findings.height(), 1 + 3 + Verdict::ALL.len());
    });
    let filled = written(&run(&long(40_000)), Format::Xlsx);
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(filled)).expect("a workbook");
    let range = book.worksheet_range("指摘").expect("the sheet");
    let longest = range.used_cells().map(|(_, _, cell)| cell.to_string().chars().count()).max();
    assert_eq!(longest, Some(32_767), "what does not fit is cut");
    let run = run("_x0041_");
    let book = calamine::Reader::new(std::io::Cursor::new(written(&run, Format::Xlsx)));
    let mut book: calamine::Xlsx<_> = book.expect("a workbook");
    let range = book.worksheet_range("指摘").expect("the sheet");
    let cells: Vec<String> = range.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell.contains("_x0041_") || cell.contains("_x005F_x0041_")), "{cells:?}");
}

#[test]
fn people_see_one_line_where_the_text_has_several() {
    each(|case, run| {
        for format in [Format::Pretty, Format::Table] {
            let text = text(run, format);
            let forged = text.lines().find(|line| line.starts_with("::") || line.starts_with("##["));
            assert_eq!(forged, None, "{case:?}");
        }
    });
}
