//! Papers as they are written, and the units that they become.

use super::parse;
use crate::reading::Role;

/// Pointer, text and lead of each unit but headings.
fn units(text: &str, markdown: bool) -> Vec<(String, String, String)> {
    let units = parse("紙", text, markdown);
    for unit in &units {
        let span = unit.span(0..unit.text().len());
        let cut: String = text[span.start..span.end].chars().filter(|letter| !"*` >\r\n　".contains(*letter)).collect();
        assert_eq!(cut, unit.text().replace([' ', '　'], ""), "the span cuts the file");
    }
    let texts = units.iter().filter(|unit| unit.role() != Role::Heading);
    texts
        .map(|unit| {
            let pointer = unit.pointer().trim_start_matches("紙").trim_start().to_owned();
            (pointer, unit.text().to_owned(), unit.lead().unwrap_or("").to_owned())
        })
        .collect()
}

fn pointers(text: &str, markdown: bool) -> Vec<String> {
    units(text, markdown).into_iter().map(|(pointer, ..)| pointer).collect()
}

#[test]
fn paragraphs_and_entries_are_cited_as_in_a_law() {
    let text = "特約\n\n第１条　甲は、\n　乙に渡す。\n２　乙は、次の各号を守る。ただし、急ぐときを除く。\n　(1) 秘密\n　　ア　名\n　　イ　住\n　　　所\n　(2) 返却\n３　丙。\n（丁）\n第２条　戊。\n";
    let row = |pointer: &str, text: &str, lead: &str| (pointer.to_owned(), text.to_owned(), lead.to_owned());
    assert_eq!(
        units(text, false),
        [
            row("第1条第1項", "甲は、乙に渡す。", ""),
            row("第1条第2項", "乙は、次の各号を守る。ただし、急ぐときを除く。", ""),
            row("第1条第2項第1号", "秘密", "乙は、次の各号を守る。"),
            row("第1条第2項第1号ア", "名", "秘密"),
            row("第1条第2項第1号イ", "住所", "秘密"),
            row("第1条第2項第2号", "返却", "乙は、次の各号を守る。"),
            row("第1条第3項", "丙。", ""),
            row("第2条", "戊。", ""),
        ]
    );
    let units = parse("紙", text, false);
    let last = units.last().expect("a unit");
    assert_eq!((last.headings(), last.role()), (&["丁".to_owned()][..], Role::Text));
}

#[test]
fn a_number_inside_a_sentence_begins_nothing() {
    for text in [
        "第1条　乙は、終了の日から起算して\n10 日以内に返す。",
        "第1条　乙は、条例及び\n第５条の規定により返す。",
        "第1条　乙は、区の\n一　切の指示に従う。",
        "第1条　乙は、契約の終了の日から\n１　月以内に返す。",
    ] {
        assert_eq!(pointers(text, false), ["第1条"], "{text}");
    }
}

#[test]
fn paragraphs_without_numbers_begin_where_a_line_ends_early_or_goes_further_in() {
    assert_eq!(
        pointers("第1条　甲。\n　乙。\n第2条　丙は、丁を大切に取り扱わなければならない。", false),
        ["第1条第1項", "第1条第2項", "第2条"]
    );
    assert_eq!(pointers("第1条\n　甲は、\n乙を。\n　丙を\n丁する。", false), ["第1条第1項", "第1条第2項"]);
    assert_eq!(pointers("第1条　甲。\n\n乙。", false), ["第1条第1項", "第1条第2項"]);
}

#[test]
fn what_stands_before_and_behind_the_articles() {
    let text = "特約条項\n\n甲と乙は、次のとおり約する。\n\n第1条　甲。\n附　則\n１　乙。\n２　丙。\n";
    assert_eq!(pointers(text, false), ["前文", "第1条", "附則第1項", "附則第2項"]);
    assert_eq!(pointers("別記\n\n第1条　甲。\n附則\n第1条　乙。", false), ["第1条", "附則第1条"]);
}

#[test]
fn papers_without_articles_are_cited_by_their_numbers() {
    let text = "特記事項\n第１　秘密の保持\n　乙は、漏らさない。\n第２（複写）\n　乙は、写さない。\n";
    assert_eq!(pointers(text, false), ["第1", "第2"]);
    let text = "１　秘密の保持\n　乙は、漏らさない。\n２　複写\n　乙は、写さない。\n(1) 図面\n(2) 名簿\n";
    assert_eq!(pointers(text, false), ["1", "2", "2(1)", "2(2)"]);
    assert_eq!(
        pointers("乙は、漏らさない。\n\n乙は、写さない。\n・図面\n・名簿", false),
        ["[1]", "[2]", "[2][1]", "[2][2]"]
    );
}

#[test]
fn markdown_is_read_by_its_headings_and_lists() {
    let text = "# 特約条項\n\n## 第1条（秘密の保持）\n\n乙は、**秘密**を\n漏らさない。\n\n2. 乙は、次のことをする。\n   - 返却\n   - 消去\n\n```\n第9条　甲\n```\n\n## 雑則\n\n### 第2条 協議\n甲と乙が決める。\n\n|物|数|\n|---|---|\n|名簿|一|\n";
    let found = units(text, true);
    let shown: Vec<(&str, &str)> = found.iter().map(|(pointer, text, _)| (pointer.as_str(), text.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("第1条第1項", "乙は、秘密を漏らさない。"),
            ("第1条第2項", "乙は、次のことをする。"),
            ("第1条第2項[1]", "返却"),
            ("第1条第2項[2]", "消去"),
            ("第2条", "甲と乙が決める。"),
            ("第2条", "|物|数|"),
            ("第2条", "|名簿|一|"),
        ]
    );
    let units = parse("紙", text, true);
    let headings: Vec<&str> = units.last().expect("a unit").headings().iter().map(String::as_str).collect();
    assert_eq!(headings, ["雑則", "協議"]);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    })]

    /// Whatever a file holds, no letter is read twice, and every unit leads back into the file.
    #[test]
    fn papers_of_any_texts_hold(
        pieces in proptest::collection::vec(proptest::sample::select(&[
            "第", "１", "2", "条", "の", "項", "（", "）", "(1)", "①", "ア", "　", " ", "\n", "\r\n", "\r", "。", "、", "#", "## ",
            "- ", "**", "`", "```", "|", ">", "<!--", "-->", "乙は、", "次の", "附則", "別記", "章", "ISMS", "※", "・", "を守る", "é",
        ][..]), 0..60),
        markdown in proptest::bool::ANY,
    ) {
        let text: String = pieces.concat();
        let mut last = 0;
        for unit in parse("紙", &text, markdown) {
            let span = unit.span(0..unit.text().len());
            proptest::prop_assert!(text.get(span.start..span.end).is_some(), "{text:?} {unit:?}");
            proptest::prop_assert!(span.start < span.end, "{text:?} {unit:?}");
            // A caption may stand before the head of its 条, but it is read with it.
            proptest::prop_assert!(span.start >= last, "{text:?} {unit:?}");
            last = span.start;
            for (at, letter) in unit.text().char_indices().filter(|(_, letter)| *letter != ' ') {
                let span = unit.span(at..at + letter.len_utf8());
                proptest::prop_assert!(text.get(span.start..span.end).is_some_and(|cut| cut.chars().eq([letter])), "{text:?}");
            }
        }
    }
}

#[test]
fn a_comment_within_a_line_is_no_part_of_its_text() {
    let text = "第１条　乙は、<!-- 案では甲 -->書類を<!-- 毎日 -->保管する。<!--\n第２条　乙は、保管しない。\n-->\n";
    let units = parse("紙", text, true);
    assert_eq!(units.iter().map(|unit| unit.text()).collect::<Vec<_>>(), ["乙は、書類を保管する。"]);
    let at = units[0].text().find("保管").expect("the word");
    let span = units[0].span(at..at + "保管する。".len());
    assert_eq!(&text[span.start..span.end], "保管する。");
}

#[test]
fn many_blank_lines_take_no_longer_than_their_number() {
    let text = format!("第１条　甲。\n{}第２条　乙。\n", "\n".repeat(400_000));
    assert_eq!(units(&text, false).len(), 2);
}
