//! Laws and articles that a paper cites.

use kansa::case::citation::{Article, Definitions, Fit, LawNames, citations};

use crate::support::{place, referral};

const ORDINANCE: &str = "江戸川区個人情報保護条例";
const BOARD: &str = "江戸川区情報公開及び個人情報保護審査会条例";

fn laws() -> LawNames {
    LawNames::new([
        (ORDINANCE, vec!["個人情報保護条例"]),
        (BOARD, vec!["審査会条例"]),
        ("行政手続における特定の個人を識別するための番号の利用等に関する法律", vec!["番号法"]),
        ("特定個人情報保護評価に関する規則", vec![]),
        ("空家等対策の推進に関する特別措置法", vec!["空家法"]),
    ])
}

/// Each law with its articles: 「条例: 第14条第3項」.
fn read(text: &str, definitions: &Definitions) -> Vec<String> {
    let laws = laws();
    let found = citations(text, &laws, definitions);
    found
        .iter()
        .map(|citation| {
            let articles: Vec<String> = citation
                .articles
                .iter()
                .map(|cited| cited.article.as_ref().map_or_else(|words| format!("!{words}"), ToString::to_string))
                .collect();
            format!("{}: {}", laws.full_name(citation.law), articles.join(", "))
        })
        .collect()
}

fn plain(text: &str) -> Vec<String> {
    read(text, &Definitions::default())
}

#[test]
fn one_article_however_it_is_written() {
    for written in [
        "第14条第3項",
        "第 14 条第 3 項",
        "14条3項",
        "第１４条第３項",
        "第十四条第三項",
        "第一四条第三項",
        "第 十四 条第 三 項",
        "（平成8年条例第1号）第14条第3項",
        "の第14条第3項",
        "第14条の第3項",
    ] {
        let text = format!("{ORDINANCE}{written}の規定に基づき、意見を求めます。");
        assert_eq!(plain(&text), [format!("{ORDINANCE}: 第14条第3項")], "{written}");
    }
}

#[test]
fn articles_that_are_others_or_none() {
    let one = |written: &str| plain(&format!("{ORDINANCE}{written}の規定に基づき")).concat();
    assert_eq!(one("第四十条第三項"), format!("{ORDINANCE}: 第40条第3項"));
    assert_eq!(one("第十四条の二第三項"), format!("{ORDINANCE}: 第14条の2第3項"));
    assert_eq!(one("第十四条第三号"), format!("{ORDINANCE}: 第14条第3号"));
    assert_eq!(one("第三十二十条第三項"), format!("{ORDINANCE}: !第三十二十条第三項"));
    assert_eq!(one("及び関係法令"), format!("{ORDINANCE}: "));
}

#[test]
fn several_articles_after_one_law() {
    let text = "番号法第19条第8号及び第9号、第27条第1項並びに第28条";
    assert_eq!(
        plain(text),
        [
            "行政手続における特定の個人を識別するための番号の利用等に関する法律: 第19条第8号, 第19条第9号, 第27条第1項, 第28条"
        ]
    );
    let text = format!("{BOARD}第 3 条第 1 項第 5 号及び{ORDINANCE}第 14 条第 2 項の規定に基づき");
    assert_eq!(plain(&text), [format!("{BOARD}: 第3条第1項第5号"), format!("{ORDINANCE}: 第14条第2項")]);
    let text = format!("{ORDINANCE}第14条第2項又は同条第3項");
    assert_eq!(plain(&text), [format!("{ORDINANCE}: 第14条第2項, 第14条第3項")]);
}

#[test]
fn names_are_whole_names() {
    assert_eq!(plain(&format!("{ORDINANCE}施行規則第5条")), Vec::<String>::new());
    assert_eq!(plain("葛飾区個人情報保護条例第14条第3項"), Vec::<String>::new());
    assert_eq!(plain("旧個人情報保護条例第14条第3項"), [format!("{ORDINANCE}: 第14条第3項")]);
    assert_eq!(plain("江戸川区 情報公開及び 個人情報保護審査会条例 第3条"), [format!("{BOARD}: 第3条")]);
}

#[test]
fn a_paper_gives_laws_names_of_its_own() {
    let laws = laws();
    let paper = "江戸川区個人情報保護条例（以下「条例」という。）第14条第3項に該当するため。\
                 番号の利用等に関する法律（以下「他法」という。）は知らない。\
                 空家等対策の推進に関する特別措置法（平成 26 年法律第 127 号。以下「法」という。）が成立した。";
    let definitions = Definitions::of(&laws, [paper]);
    assert_eq!(read(paper, &definitions)[0], format!("{ORDINANCE}: 第14条第3項"));
    assert_eq!(read("条例第十四条第三項の規定により", &definitions), [format!("{ORDINANCE}: 第14条第3項")]);
    assert_eq!(read("法第10条に基づき", &definitions), ["空家等対策の推進に関する特別措置法: 第10条"]);
    assert_eq!(read("運用方法第2項、国民健康保険法第83条、審査会条例第3条", &definitions), [format!("{BOARD}: 第3条")]);
    assert_eq!(read("他法第3条", &definitions), Vec::<String>::new());
    assert_eq!(
        read("条例第14条及び同条例第15条第1項", &definitions),
        [format!("{ORDINANCE}: 第14条"), format!("{ORDINANCE}: 第15条第1項")]
    );
}

#[test]
fn an_article_answers_itself_its_parts_and_nothing_else() {
    let fit = |cited: &str, wanted: &str| Article::parse(cited).unwrap().fit(&Article::parse(wanted).unwrap());
    assert_eq!(fit("14条3項", "14条3項"), Fit::Same);
    assert_eq!(fit("14条3項1号", "14条3項"), Fit::Same);
    assert_eq!(fit("14条3項", "14条"), Fit::Same);
    assert_eq!(fit("14条", "14条3項"), Fit::Wider);
    assert_eq!(fit("3条1項", "3条1項5号"), Fit::Wider);
    assert_eq!(fit("14条2項", "14条3項"), Fit::Other);
    assert_eq!(fit("14条3号", "14条3項"), Fit::Other);
    assert_eq!(fit("14条の2第3項", "14条3項"), Fit::Other);
    assert_eq!(Article::parse("14条3項など"), None);
    assert_eq!(Article::parse("別表"), None);
}

#[test]
fn the_referrals_cite_their_articles() {
    let laws = laws();
    for (number, law, article) in [
        (7, BOARD, "第3条第1項第5号"),
        (8, ORDINANCE, "第14条第3項"),
        (10, ORDINANCE, "第14条第3項"),
        (11, ORDINANCE, "第14条第3項"),
        (12, ORDINANCE, "第15条第1項"),
    ] {
        let Some(case) = referral(number) else { continue };
        let definitions = case.definitions(&laws);
        for written in ["諮問書.前文", "諮問書.諮問理由", "諮問依頼書.前文", "諮問依頼書.諮問理由"]
        {
            let units = case.units_here(&case.find(&place(written)).nodes);
            let cited: Vec<_> = units.iter().flat_map(|unit| citations(unit.text, &laws, &definitions)).collect();
            let wanted = Article::parse(article).unwrap();
            let fits = cited.iter().any(|citation| {
                laws.full_name(citation.law) == law
                    && citation.articles.iter().any(|cited| cited.article.as_ref() == Ok(&wanted))
            });
            assert!(fits, "第{number}号 {written}: {cited:?}");
        }
    }
}
