//! Spans, comments, mistyped signs and limits, by example.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use kansa::document::fields::{Fields, ShapeFault};
use kansa::document::{Document, Fault, MistypeKind, NodeId};
use kansa::source::{Encoding, Source, Span};

fn read(text: &str) -> Document {
    Document::parse(Arc::new(Source::from_text("案.yaml", text))).unwrap()
}

fn refuse(text: &str) -> Fault {
    Document::parse(Arc::new(Source::from_text("案.yaml", text))).unwrap_err().fault
}

/// The node at a path of keys and, for lists, of numbers from 0.
fn at(document: &Document, path: &[&str]) -> NodeId {
    path.iter().fold(document.root(), |node, step| match step.parse::<usize>() {
        Ok(number) => document.items(node)[number],
        Err(_) => document.entries(node).iter().find(|entry| document.key(entry) == *step).unwrap().value,
    })
}

fn typed<'d>(document: &'d Document, path: &[&str]) -> &'d str {
    document.source().slice(document.node(at(document, path)).span)
}

const CASE: &str = "\
件名: 窓口案内の委託   # 仮題
種別: [外部委託, \"処理変更\"]  # 注
業務の内容:
  本文: 受付と
    案内を行う。
  場所:
  - 第一庁舎
  - - 本館
    - 別館
実施目的: |  # 二段落

  一段目である。

    二段目である。  

経過: >-
  前年度に
  諮問した。
空:
空の文: ''
";

#[test]
fn spans_hold_what_was_typed_and_no_more() {
    let document = read(CASE);
    assert_eq!(typed(&document, &["件名"]), "窓口案内の委託");
    assert_eq!(typed(&document, &["種別"]), "[外部委託, \"処理変更\"]");
    assert_eq!(typed(&document, &["種別", "1"]), "\"処理変更\"");
    assert_eq!(typed(&document, &["業務の内容", "本文"]), "受付と\n    案内を行う。");
    assert_eq!(typed(&document, &["業務の内容", "場所"]), "- 第一庁舎\n  - - 本館\n    - 別館");
    assert_eq!(typed(&document, &["業務の内容", "場所", "1"]), "- 本館\n    - 別館");
    assert!(typed(&document, &["業務の内容"]).starts_with("本文: 受付と"));
    assert!(typed(&document, &["業務の内容"]).ends_with("- 別館"));
    assert_eq!(typed(&document, &["実施目的"]), "一段目である。\n\n    二段目である。");
    assert_eq!(document.text(at(&document, &["実施目的"])), Some("\n一段目である。\n\n  二段目である。  \n"));
    assert_eq!(typed(&document, &["経過"]), "前年度に\n  諮問した。");
    assert_eq!(document.text(at(&document, &["経過"])), Some("前年度に 諮問した。"));
    assert_eq!(document.node(document.root()).span, Span::new(0, CASE.trim_end().len()));
}

#[test]
fn an_empty_value_is_empty_and_points_at_its_key_or_dash() {
    let document = read(CASE);
    let empty = at(&document, &["空"]);
    assert_eq!((document.text(empty), typed(&document, &["空"])), (Some(""), "空"));
    assert_eq!((document.text(at(&document, &["空の文"])), typed(&document, &["空の文"])), (Some(""), "''"));
    let document = read("対策:\n  - あ\n  -\n  - # 後で\n実施: |\n\n終わり: ~\n");
    let items = document.items(at(&document, &["対策"]));
    assert_eq!(items.iter().map(|&item| document.text(item).unwrap()).collect::<Vec<_>>(), ["あ", "", ""]);
    let lines = items.iter().map(|&item| document.source().location(document.node(item).span).line);
    assert_eq!(lines.collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!((typed(&document, &["対策", "1"]), typed(&document, &["実施"])), ("-", "実施"));
    assert_eq!(typed(&document, &["対策"]), "- あ\n  -\n  -");
    // Only what was typed is a text: `~` is no empty value.
    assert_eq!(document.text(at(&document, &["終わり"])), Some("~"));
}

#[test]
fn text_stays_as_typed() {
    let document = read("a: no\nb: 0600001\nc: 2.10\nd: =\ne: 2020-07-02\nf: 二〇\n");
    let texts = document.entries(document.root()).iter().map(|entry| document.text(entry.value).unwrap());
    assert_eq!(texts.collect::<Vec<_>>(), ["no", "0600001", "2.10", "=", "2020-07-02", "二〇"]);
}

#[test]
fn byte_order_mark_and_cr_lf_leave_places_right() {
    let text = CASE.replace('\n', "\r\n");
    let bytes = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let source = Arc::new(Source::from_bytes("案.yaml", &bytes).unwrap());
    assert_eq!(source.encoding(), Encoding::Utf8Bom);
    let document = Document::parse(source).unwrap();
    let aim = at(&document, &["実施目的"]);
    let text = document.text(aim).unwrap();
    let start = text.find("二段目").unwrap();
    let span = document.span_in(aim, start..start + "二段目".len());
    let location = document.source().location(span);
    assert_eq!((location.line, location.column, location.end_column), (14, 5, 8));
    let bytes = &bytes[location.byte_start.unwrap()..location.byte_end.unwrap()];
    assert_eq!(std::str::from_utf8(bytes), Ok("二段目"));
}

#[test]
fn a_last_line_without_a_break_ends_there() {
    for text in ["注: |\n  あ\n  い", "注: |+\n  あ\n  い", "注: >\n  あ\n\n  い"] {
        let document = read(text);
        let note = at(&document, &["注"]);
        assert_eq!(document.text(note), Some("あ\nい\n"), "{text}");
        assert_eq!(document.span_in(note, 7..8), Span::at(text.len()), "{text}");
    }
}

#[test]
fn a_range_that_does_not_fit_gives_the_whole_scalar() {
    let document = read("件名: 窓口\n種別: [外部委託]\n");
    let subject = at(&document, &["件名"]);
    let whole = document.node(subject).span;
    for range in [0..7, 1..3, 0..100, 100..200] {
        assert_eq!(document.span_in(subject, range), whole);
    }
    let kinds = at(&document, &["種別"]);
    assert_eq!(document.span_in(kinds, 0..3), document.node(kinds).span);
}

#[test]
fn comments_behind_values_are_told() {
    let text = "\
# 見出し
件名: 窓口 # 一
業務: # 見出しの注
  場所: \"庁舎 # ではない\"   # 二
  人数: #3人
対策:
  - あ#ではない
  - [い, # 三
     う] # 四
  - {え: お} # 五
  # 見出し
実施: | # 見出し
  文 # ではない
末: か # 六";
    let document = read(text);
    let comments: Vec<&str> = document.trailing_comments().iter().map(|&span| document.source().slice(span)).collect();
    assert_eq!(comments, ["# 一", "# 二", "#3人", "# 三", "# 四", "# 五", "# 六"]);
    assert_eq!(document.text(at(&document, &["業務", "人数"])), Some(""));
}

#[test]
fn signs_that_yaml_takes_for_letters_are_found() {
    let found = |text: &str, path: &[&str]| {
        let document = read(text);
        let of = document.mistypes(at(&document, path));
        let slice = |span| document.source().slice(span).to_owned();
        of.iter().map(|one| (one.kind, slice(one.before), slice(one.span))).collect::<Vec<_>>()
    };
    let one = |kind, before: &str, sign: &str| vec![(kind, before.to_owned(), sign.to_owned())];
    use MistypeKind::{Block, Brackets, Colon, Comment, Dash};
    assert_eq!(found("業務:\n  場所：庁舎\n", &["業務"]), one(Colon, "場所", "："));
    assert_eq!(found("業務:\n  場所:庁舎\n", &["業務"]), one(Colon, "場所", ":"));
    assert_eq!(found("業務:\n  場所:　庁舎\n", &["業務"]), one(Colon, "場所", ":　"));
    assert_eq!(found("対策: 次のとおり\n  - あ\n", &["対策"]), one(Dash, "", "-"));
    assert_eq!(found("対策:\n  － あ\n", &["対策"]), one(Dash, "", "－"));
    assert_eq!(found("対策:\n  -　あ\n", &["対策"]), one(Dash, "", "-　"));
    assert_eq!(found("種別: ［外部委託］\n", &["種別"]), one(Brackets, "", "［"));
    assert_eq!(found("件名: 窓口 ＃ 仮題\n", &["件名"]), one(Comment, "窓口", "＃"));
    assert_eq!(found("目的: ｜\n  一段目\n", &["目的"]), one(Block, "", "｜"));
    let block = read("目的: ｜\n  一段目\n  二段目\n");
    let below = block.mistypes(at(&block, &["目的"]))[0].after;
    assert_eq!(block.source().slice(below), "一段目\n  二段目");
    for legal in [
        "件名:\n",
        "件名: 時刻は10:30、https://example.jp/ を見よ\n",
        "件名: -5度\n",
        "件名: 甲は、次のとおり定める：一、二\n",
        "件名: '場所：庁舎'\n",
        "件名: |\n  場所：庁舎\n  － あ\n",
        "件名: 図［一］\n",
        "件名: 番号＃1\n",
    ] {
        assert_eq!(found(legal, &["件名"]), [], "{legal}");
    }
}

#[test]
fn depth_is_limited_before_anything_recurses() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Document::parse(Arc::new(Source::from_text("a", &nested(Document::MAX_DEPTH)))).is_ok());
    let too_deep = Fault::TooDeep(Document::MAX_DEPTH);
    assert_eq!(refuse(&nested(Document::MAX_DEPTH + 1)), too_deep);
    let dashes = |depth: usize| format!("{}あ", "- ".repeat(depth));
    assert!(Document::parse(Arc::new(Source::from_text("a", &dashes(Document::MAX_DEPTH)))).is_ok());
    assert_eq!(refuse(&dashes(Document::MAX_DEPTH + 1)), too_deep);
    for text in [nested(50_000), dashes(50_000), "{".repeat(100_000), "? ".repeat(50_000), "[{a: ".repeat(20_000)] {
        assert!(matches!(refuse(&text), Fault::TooDeep(_) | Fault::ComplexKey));
    }
    let keys: String = (0..200).map(|depth| format!("{}あ:\n", " ".repeat(depth))).collect();
    assert_eq!(refuse(&keys), too_deep);
}

#[test]
fn size_is_limited_and_large_files_within_the_limit_are_read() {
    let mut bytes = "件名: ".as_bytes().to_vec();
    bytes.resize(Source::MAX_BYTES, b'x');
    assert!(Source::from_bytes("a", &bytes).is_ok());
    bytes.push(b'x');
    assert!(Source::from_bytes("a", &bytes).is_err());

    // One long line: places far along it are found without reading all of it each time.
    let line = "受託者の倉庫、".repeat(40_000);
    let document = read(&format!("場所: {line}\n対策: [{}]\n", "あ,い,う, ".repeat(15_000)));
    let place = at(&document, &["場所"]);
    let step = "受託者の倉庫、".len() * 20;
    for start in (0..line.len()).step_by(step) {
        let location = document.source().location(document.span_in(place, start..start + 3));
        assert_eq!((location.line, location.column), (1, 5 + start / 3));
    }
    assert_eq!(document.items(at(&document, &["対策"])).len(), 45_000);

    // Many keys, many lines of one block, many comments.
    let keys: String = (0..20_000).map(|number| format!("項目{number}: あ # 注\n")).collect();
    let document = read(&keys);
    assert_eq!(document.entries(document.root()).len(), 20_000);
    assert_eq!(document.trailing_comments().len(), 20_000);
    let lines: String = (0..20_000).map(|number| format!("  {number}行目\n")).collect();
    let document = read(&format!("文: |\n{lines}"));
    let text = at(&document, &["文"]);
    let starts = document.text(text).unwrap().match_indices("行目").map(|(start, _)| start).collect::<Vec<_>>();
    for (number, start) in starts.into_iter().enumerate() {
        let span = document.span_in(text, start..start + "行目".len());
        assert_eq!(document.source().location(span).line, number + 2);
    }
}

#[test]
fn fields_tell_what_they_miss() {
    let document = read("名前: あ\n必須: true\n上限: 12\n単位: [件, 人]\n");
    let fields = Fields::new(&document, document.root()).unwrap();
    assert_eq!(fields.text("名前").unwrap(), "あ");
    assert!(fields.flag("必須").unwrap());
    assert_eq!(fields.optional_number("上限").unwrap(), Some(12));
    assert_eq!(fields.optional_number("下限").unwrap(), None);
    let error = fields.finish().unwrap_err();
    assert_eq!(error.fault, ShapeFault::UnknownKey { key: "単位".into(), nearest: None });
    assert_eq!(document.source().slice(error.span), "単位");
    // A misspelled key is told where it stands, not as one that is missing.
    let document = read("id: KS-CM-01\nlevle: required\n");
    let error = Fields::new(&document, document.root()).unwrap().text("level").unwrap_err();
    assert_eq!(error.fault, ShapeFault::UnknownKey { key: "levle".into(), nearest: Some("level".into()) });
    assert_eq!(document.source().slice(error.span), "levle");
}
