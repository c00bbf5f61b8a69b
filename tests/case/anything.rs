//! Whatever is typed: nothing panics, and every range lies in its text.

use kansa::case::Case;
use kansa::case::citation::{Definitions, LawNames, citations};
use kansa::case::date::{Carry, dates};
use kansa::case::number::{numbers, numbers_after};
use kansa::form::{Folded, fold_name};
use proptest::prelude::*;

use crate::support::{FORM, document, place, scalars};

/// Texts of pieces that the readers look for, in any order.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "令和",
        "平成",
        "R",
        "昭和",
        "元",
        "2",
        "１２",
        "三十",
        "〇",
        "万",
        "千",
        "年",
        "年度",
        "月",
        "日",
        "から",
        "まで",
        "以降",
        "同年",
        "翌月",
        "上旬",
        "末日",
        "～",
        "、",
        "。",
        "\n",
        " ",
        "　",
        "第",
        "条",
        "の",
        "項",
        "号",
        "及び",
        "（",
        "）",
        "以下「",
        "」という。",
        "条例",
        "別紙",
        "別紙1",
        "①",
        "件",
        "約",
        ",",
        ".",
        "-",
        "/",
        "TLS",
        "ｶﾞ",
        "か\u{3099}",
        "𠮷",
        "葛\u{E0100}",
        "⻑",
        "㋿",
        "：",
        "同条",
        "数",
        "[",
        "]",
        "\"",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readers_of_texts_hold(text in text()) {
        let inside = |range: std::ops::Range<usize>| text.get(range).is_some();
        let folded = Folded::new(&text);
        prop_assert!(inside(folded.typed(0..folded.text().len())));
        prop_assert_eq!(fold_name(&fold_name(&text)), fold_name(&text));
        let mut last = 0;
        for dated in dates(&text, &mut Carry::default()) {
            prop_assert!(inside(dated.range.clone()) && dated.range.start >= last, "{:?}", dated);
            last = dated.range.end;
            if let Ok(when) = dated.when {
                for interval in [when.start, when.end] {
                    if let (Some(first), Some(last)) = (interval.earliest, interval.latest) {
                        prop_assert!(first <= last, "{}: {:?}", text, when);
                    }
                }
            }
        }
        for number in numbers(&text, &["件", "万件", ""]).into_iter().chain(numbers_after(&text, "TLS")) {
            prop_assert!(inside(number.range));
        }
        let laws = LawNames::new([("条例", vec!["例"]), ("同条例", vec![])]);
        let definitions = Definitions::of(&laws, [text.as_str()]);
        for citation in citations(&text, &laws, &definitions) {
            prop_assert!(inside(citation.range) && inside(citation.name));
            for cited in citation.articles {
                prop_assert!(inside(cited.range));
            }
        }
        let _ = FORM.place(&text);
    }

    #[test]
    fn cases_of_any_texts_hold(texts in prop::collection::vec(text(), 6)) {
        let [one, two, three, four, five, six] = texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().try_into().unwrap();
        let file = format!(
            "種別: [{one}]\n確認事項: {{{two}: {three}}}\n諮問依頼書:\n  日付: {four}\n  実施時期: [{{時期: {five}, 内容: {six}}}, {one}]\n  \
             業務の内容: [{{項目: {two}, 内容: [{three}, {{本文: {four}, 内容: {five}}}]}}, {{項目: {one}, 注: {six}}}]\n  別紙: [{{番号: {six}, 内容: {one}}}, {{番号: 別紙1, 内容: [{five}]}}]\n"
        );
        let Ok(opened) = Case::read(document(&file), &FORM) else { return Ok(()) };
        let case = opened.case;
        let mut seen = std::collections::HashSet::new();
        for node in scalars(&case, case.root()) {
            prop_assert!(seen.insert(case.pointer(node)), "{}\n{}", case.pointer(node), file);
        }
        let units = case.units(&[case.root()]);
        let nodes: std::collections::HashSet<_> = units.iter().map(|unit| unit.node).collect();
        prop_assert_eq!(nodes.len(), units.len());
        for line in case.schedule(&case.find(&place("実施時期")).nodes) {
            let text = case.document().text(line.node).unwrap();
            prop_assert!(text.get(line.range).is_some());
            for telling in line.tellings {
                let text = case.document().text(telling.node).unwrap();
                prop_assert_eq!(text.get(telling.range), Some(telling.words));
            }
        }
        for reading in case.facts() {
            for words in reading.shown.iter().chain(&reading.denied) {
                prop_assert!(case.document().text(words.node).unwrap().get(words.range.clone()).is_some());
            }
        }
        for annex in case.citations(&[case.root()]) {
            prop_assert!(case.document().text(annex.node).unwrap().get(annex.range.clone()).is_some());
        }
    }
}
