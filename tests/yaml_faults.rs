//! Every message about a file that cannot be read: each code is provoked by an input, at the line of
//! the slip, and says what is wrong, why it matters and what to do.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kansa::document::fields::{Fields, ShapeError, ShapeFault};
use kansa::document::{Document, Fault};
use kansa::error::{Explain, Problem};
use kansa::rules::{Extent, RuleFile, RuleSet};
use kansa::source::{Source, SourceError};
use strum::VariantNames;

/// An input: a file of `fixtures/yaml`, one that is read as a rule, or bytes that are too many to keep
/// there.
enum Input {
    File(&'static str),
    Rule(&'static str),
    Made(fn() -> Vec<u8>),
}
use Input::{File, Made, Rule};

/// Code, input, line of the slip and the slip itself.
const CODES: &[(&str, Input, usize, &str)] = &[
    ("source/too-large", Made(too_large), 0, ""),
    ("source/not-text", File("not-text.yaml"), 0, ""),
    ("source/mixed-encodings", File("mixed-encodings.yaml"), 0, ""),
    ("source/broken-encoding", File("broken-encoding.yaml"), 0, ""),
    ("source/undecided-encoding", File("undecided-encoding.yaml"), 0, ""),
    ("source/unsupported-encoding", File("unsupported-encoding.yaml"), 0, ""),
    ("source/unknown-encoding", File("unknown-encoding.yaml"), 0, ""),
    ("document/syntax", File("syntax.yaml"), 2, "#"),
    ("document/empty", File("empty.yaml"), 1, ""),
    ("document/control-character", File("control-character.yaml"), 2, "\u{b}"),
    ("document/duplicate-key", File("duplicate-key.yaml"), 4, "履行場所"),
    ("document/complex-key", File("complex-key.yaml"), 2, "["),
    ("document/empty-key", File("empty-key.yaml"), 2, ":"),
    ("document/long-key", File("long-key.yaml"), 2, ":"),
    ("document/anchor", File("anchor.yaml"), 1, "&題"),
    ("document/alias", File("alias.yaml"), 2, "*要確認"),
    ("document/merge-key", File("merge-key.yaml"), 2, "<<"),
    ("document/tag", File("tag.yaml"), 2, "!!int"),
    ("document/second-document", File("second-document.yaml"), 3, "---"),
    ("document/too-deep", File("too-deep.yaml"), 1, "["),
    ("document/too-many", Made(too_many), Document::MAX_NODES, "の"),
    ("document/tab-indent", File("tab-indent.yaml"), 2, "\t"),
    ("document/wide-indent", File("wide-indent.yaml"), 2, "　　"),
    ("document/indent", File("indent.yaml"), 3, "  "),
    ("document/key-in-text", File("key-in-text.yaml"), 2, "履行場所"),
    ("document/wide-colon", File("wide-colon.yaml"), 2, "："),
    ("document/tight-colon", File("tight-colon.yaml"), 2, ":"),
    ("document/missing-colon", File("missing-colon.yaml"), 2, "業務の内容"),
    ("document/colon-in-text", File("colon-in-text.yaml"), 2, ":"),
    ("document/wide-dash", File("wide-dash.yaml"), 3, "－"),
    ("document/tight-dash", File("tight-dash.yaml"), 3, "-"),
    ("document/missing-dash", File("missing-dash.yaml"), 3, "記録を保存すること。"),
    ("document/misplaced-dash", File("misplaced-dash.yaml"), 2, "-"),
    ("document/wide-hash", File("wide-hash.yaml"), 2, "＃"),
    ("document/comment-in-text", File("comment-in-text.yaml"), 1, "# 仮の題"),
    ("document/unclosed-quote", File("unclosed-quote.yaml"), 2, "\""),
    ("document/text-after-quote", File("text-after-quote.yaml"), 1, "の委託"),
    ("document/escape", File("escape.yaml"), 2, "\\K"),
    ("document/unclosed-bracket", File("unclosed-bracket.yaml"), 1, "["),
    ("document/wrong-bracket", File("wrong-bracket.yaml"), 2, "["),
    ("document/missing-comma", File("missing-comma.yaml"), 1, "案"),
    ("document/empty-item", File("empty-item.yaml"), 2, ","),
    ("document/reserved-start", File("reserved-start.yaml"), 2, "@"),
    ("shape/unknown-key", File("shape-unknown-key.yaml"), 3, "説名"),
    ("shape/missing-key", File("shape-missing-key.yaml"), 1, "名前: 受付\n説明: 一日の数"),
    ("shape/not-text", File("shape-not-text.yaml"), 2, "[件, 人]"),
    ("shape/not-list", File("shape-not-list.yaml"), 4, "朝: 10"),
    ("shape/not-map", File("shape-not-map.yaml"), 1, "- 受付\n- 件"),
    ("shape/empty", File("shape-empty.yaml"), 2, "単位"),
    ("shape/unknown-word", File("shape-unknown-word.yaml"), 3, "treu"),
    ("shape/misplaced", Rule("shape-misplaced.yaml"), 7, "{states: confidentiality}"),
    ("shape/no-word-list", Rule("shape-no-word-list.yaml"), 7, "{any: [[名簿]]}"),
    ("shape/not-a", File("shape-not-a.yaml"), 3, "十二"),
];

fn too_large() -> Vec<u8> {
    vec![b'#'; Source::MAX_BYTES + 1]
}

fn too_many() -> Vec<u8> {
    "- の\n".repeat(Document::MAX_NODES).into_bytes()
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/yaml")
}

/// Reads a map as rule files are read, so that wrong shapes show.
fn read_shape(document: &Document) -> Result<(), ShapeError> {
    let fields = Fields::new(document, document.root())?;
    fields.text("名前")?;
    fields.text("単位")?;
    fields.optional_text("説明")?;
    fields.items("例")?;
    fields.flag("必須")?;
    fields.optional_number("上限")?;
    fields.finish()
}

/// The message about an input, with the line and the text of its place.
fn message(name: &str, bytes: &[u8]) -> Option<(Problem, usize, String)> {
    let source = match Source::from_bytes(name, bytes) {
        Ok(source) => Arc::new(source),
        Err(error) => return Some((error.problem(None, Vec::new()), 0, String::new())),
    };
    let problem = match Document::parse(Arc::clone(&source)) {
        Err(error) => error.into_problem(),
        Ok(document) => read_shape(&document).err()?.into_problem(),
    };
    let span = problem.span?;
    let line = source.location(span).line;
    Some((problem, line, source.slice(span).to_owned()))
}

/// The first message about a rule file.
fn rule_message(text: String) -> Option<(Problem, usize, String)> {
    let file = RuleFile { shown: "rules".to_owned(), name: "common/KS-CM-99.yaml".to_owned(), text: text.into() };
    let (source, problem) = RuleSet::of_files(vec![file], Extent::Rules).err()?.problems.into_iter().next()?;
    let span = problem.span?;
    let line = source.location(span).line;
    Some((problem, line, source.slice(span).to_owned()))
}

fn is_japanese_sentence(text: &str) -> bool {
    text.chars().any(|letter| ('ぁ'..='ん').contains(&letter))
}

#[test]
fn every_code_is_provoked_at_its_line_and_explained() {
    let mut wrong = Vec::new();
    for (code, input, line, slip) in CODES {
        let found = match input {
            File(name) => message(code, &std::fs::read(fixtures().join(name)).unwrap()),
            Rule(name) => rule_message(std::fs::read_to_string(fixtures().join(name)).unwrap()),
            Made(make) => message(code, &make()),
        };
        let Some((problem, found_line, found_slip)) = found else {
            wrong.push(format!("{code}: nothing was said"));
            continue;
        };
        let found = (problem.code.as_str(), found_line, found_slip.as_str());
        if found != (code, *line, slip) {
            wrong.push(format!("{code}: expected line {line} 「{slip}」, found {found:?}: {}", problem.what));
        }
        let explained = [&problem.what, &problem.why, &problem.advice];
        if !explained.iter().all(|text| is_japanese_sentence(text))
            || !problem.why.ends_with('。')
            || !problem.advice.ends_with('。')
            || problem.what.ends_with('。')
        {
            wrong.push(format!("{code}: not explained: {problem:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_code_and_no_fixture_is_left_out() {
    let listed: BTreeSet<String> = CODES.iter().map(|(code, ..)| (*code).to_owned()).collect();
    let with = |station: &str, names: &[&str]| names.iter().map(|name| format!("{station}/{name}")).collect::<Vec<_>>();
    let all =
        [with("source", SourceError::VARIANTS), with("document", Fault::VARIANTS), with("shape", ShapeFault::VARIANTS)];
    assert_eq!(listed, all.concat().into_iter().collect());

    let name = |input: &Input| match input {
        File(name) | Rule(name) => Some(*name),
        Made(_) => None,
    };
    let used: BTreeSet<&str> = CODES.iter().filter_map(|(_, input, ..)| name(input)).collect();
    let there = std::fs::read_dir(fixtures()).unwrap();
    let there: BTreeSet<String> = there.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(used, there.iter().map(String::as_str).collect());
}

/// The same slips in other places, and slips that the parser complains of elsewhere.
#[test]
fn slips_are_named_where_they_were_typed() {
    let cases: &[(&str, &str, usize, &str)] = &[
        ("件名：窓口\n主管課：区民課\n諮問書:\n  前文: あ\n", "wide-colon", 1, "："),
        ("件名:　窓口\n主管課: 区民課\n", "tight-colon", 1, ":　"),
        ("履行 場所\n", "", 0, ""),
        ("＃ 下書き\n件名: 窓口\n", "wide-hash", 1, "＃"),
        ("対策:\n    - あ\n    -　い\n", "tight-dash", 3, "-　"),
        ("対策:\n    - あ\n    – い\n", "wide-dash", 3, "–"),
        ("対策:\n  場所: あ\n  - い\n", "misplaced-dash", 3, "-"),
        ("対策: [ - あ ]\n", "misplaced-dash", 1, "-"),
        ("- あ\n備考: い\n", "missing-dash", 2, "備考: い"),
        ("備考: |\n  あ\n い\n番号: 1\n", "missing-colon", 3, "い"),
        ("備考: |\n     \n  あ\n", "indent", 3, "  "),
        ("対策:\n  - 項目: あ\n   内容: い\n", "indent", 3, "   "),
        ("  件名: あ\n番号: 1\n", "indent", 2, "番号"),
        ("業務:\n\u{a0}\u{a0}場所: あ\n", "wide-indent", 2, "\u{a0}\u{a0}"),
        ("業務:\n  番号: 1\n  　場所: あ\n", "wide-indent", 3, "　"),
        ("業務:\n  場所: あ\n\t時期: い\n", "tab-indent", 3, "\t"),
        ("件名: あ\n\t番号: 1\n", "tab-indent", 2, "\t"),
        ("業務: 次のとおり\n      を行う\n  場所: い\n", "key-in-text", 3, "場所"),
        ("備考: *要 確認\n番号: 1\n", "alias", 1, "*要"),
        ("備考: * 要確認\n", "reserved-start", 1, "*"),
        ("備考: & あ\n", "reserved-start", 1, "&"),
        ("備考: !重要 あ\n", "reserved-start", 1, "!"),
        ("備考: `あ`\n", "reserved-start", 1, "`"),
        ("備考: %あ\n", "reserved-start", 1, "%"),
        ("%あ\n備考: い\n", "reserved-start", 1, "%"),
        ("備考: ,あ\n", "reserved-start", 1, ","),
        ("備考: ]あ\n", "reserved-start", 1, "]"),
        ("備考: |あ\n  い\n", "reserved-start", 1, "|"),
        ("備考: > あ\n", "reserved-start", 1, ">"),
        ("備考: ? あ\n", "reserved-start", 1, "?"),
        ("備考: [案] あ\n番号: 1\n", "reserved-start", 1, "["),
        ("備考: {案} あ\n番号: 1\n", "reserved-start", 1, "{"),
        ("- あ\n- [案] い\n", "reserved-start", 2, "["),
        ("対策:\n  - 時刻: 10: から\n", "colon-in-text", 2, ":"),
        ("種別: [\n  外部委託,\n  時刻: 10: 後,\n]\n", "colon-in-text", 3, ":"),
        ("種別: [外部委託, {区分: あ}\n番号: 1\n", "unclosed-bracket", 1, "["),
        ("種別: {区分: あ\n番号: 1\n", "unclosed-bracket", 1, "{"),
        ("種別: [外部委託\n", "unclosed-bracket", 1, "["),
        ("件名: 'あ\n番号: い\n備考: it's\n", "unclosed-quote", 1, "'"),
        ("件名: \"あ\n番号: 1\n", "unclosed-quote", 1, "\""),
        ("種別: [\"あ\", \"い\" う]\n", "text-after-quote", 1, "う"),
        ("件名: \"あ\": い\n", "text-after-quote", 1, ": い"),
        ("件名: \"\\u3042\\x\"\n", "escape", 1, "\\x"),
        ("件名: あ\n...\n番号: 1\n", "second-document", 2, "..."),
        ("件名: あ\n---\n", "second-document", 2, "---"),
        ("件名: あ\n? 番号\n", "complex-key", 2, "?"),
        ("件名: あ\u{0}い\n", "control-character", 1, "\u{0}"),
        ("件名: あ\n\u{feff}番号: い\n", "control-character", 2, "\u{feff}"),
        ("---\n", "empty", 1, ""),
        ("", "empty", 1, ""),
    ];
    let mut wrong = Vec::new();
    for (text, code, line, slip) in cases {
        for text in [text.to_string(), text.replace('\n', "\r\n")] {
            let source = Arc::new(Source::from_text("slip.yaml", &text));
            let found = match Document::parse(Arc::clone(&source)) {
                Ok(_) => (String::new(), 0, String::new()),
                Err(error) => {
                    let place = (source.location(error.span).line, source.slice(error.span).to_owned());
                    (error.code(), place.0, place.1)
                }
            };
            let expected = if code.is_empty() { String::new() } else { format!("document/{code}") };
            if found != (expected, *line, (*slip).to_owned()) {
                wrong.push(format!("{text:?}\n  expected {code} {line} {slip:?}\n  found    {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn related_places_are_given() {
    let cases: &[(&str, &[&str])] = &[
        ("duplicate-key.yaml", &["履行場所"]),
        ("comment-in-text.yaml", &["の委託"]),
        ("key-in-text.yaml", &["窓口の案内"]),
        ("text-after-quote.yaml", &["\"窓口案内\""]),
        ("indent.yaml", &["履行場所: 第一庁舎"]),
    ];
    for (name, places) in cases {
        let bytes = std::fs::read(fixtures().join(name)).unwrap();
        let source = Arc::new(Source::from_bytes(*name, &bytes).unwrap());
        let error = Document::parse(Arc::clone(&source)).unwrap_err();
        let found: Vec<&str> = error.related.iter().map(|(span, _)| source.slice(*span)).collect();
        assert_eq!(&found, places, "{name}");
        assert!(error.related.iter().all(|(_, word)| is_japanese_sentence(word) || word.contains("上の行")), "{name}");
    }
    // Above sixteen keys the first place is found by another way.
    let keys: String = (0..40).map(|number| format!("項目{number}: あ\n")).collect();
    let source = Arc::new(Source::from_text("many.yaml", &format!("{keys}項目3: い\n項目39: う\n")));
    let error = Document::parse(Arc::clone(&source)).unwrap_err();
    assert_eq!(source.location(error.span).line, 41);
    assert_eq!(source.location(error.related[0].0).line, 4);
}
