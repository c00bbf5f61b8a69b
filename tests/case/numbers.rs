//! Numbers as papers write them.

use kansa::case::number::{Decimal, numbers, numbers_after, value_of};

fn read(text: &str, units: &[&str]) -> String {
    let found = numbers(text, units);
    let one = |number: &kansa::case::number::Number| match &number.value {
        Ok(value) => format!("{}{value}{}", if number.about { "約" } else { "" }, number.unit),
        Err(fault) => fault.to_string(),
    };
    found.iter().map(one).collect::<Vec<_>>().join(" | ")
}

const UNITS: &[&str] = &["件", "世帯", "人", "名", "通"];

const TABLE: &[(&str, &str)] = &[
    ("空き家等 約6,400件", "約6400件"),
    ("約６，４００件", "約6400件"),
    ("約六千四百件（うち一丁目 一、二〇〇件、二丁目 一二〇〇件）", "約6400件 | 1200件 | 1200件"),
    ("約6,400件（うち一丁目 1,200件、二丁目 1200件）", "約6400件 | 1200件 | 1200件"),
    ("6千400件", "6400件"),
    ("1万2千件", "12000件"),
    ("一万二千三百四十五件", "12345件"),
    ("1.5万件", "15000件"),
    ("百件", "100件"),
    ("千件", "1000件"),
    ("十件", "10件"),
    ("1 件", "1件"),
    ("0件", "0件"),
    ("令和2年度 150 世帯", "150世帯"),
    ("令和3年度以降 300 世帯/年間", "300世帯"),
    ("およそ20名、30通", "約20名 | 30通"),
    ("五、六件", "6件"),
    ("案件の条件及び件名", ""),
    ("第5件目", ""),
    ("3人目", ""),
    ("1件当たり", ""),
    ("担当者の氏名及び人数", ""),
    // what is no number is an error
    ("万一千件程度", "「万一千件」は数として読めません"),
    ("三十二十件", "「三十二十件」は数として読めません"),
    ("1千1234件", "「1千1234件」は数として読めません"),
    ("6,40件", "「6,40件」は数として読めません"),
    ("1、200件", "「1、200件」は数として読めません"),
    ("数千件", "「数千件」は数として読めません"),
    ("十数件", "「十数件」は数として読めません"),
    ("12.3.4件", "「12.3.4件」は数として読めません"),
];

#[test]
fn numbers_are_read_as_written() {
    println!("{} rows", TABLE.len());
    let wrong: Vec<String> = TABLE
        .iter()
        .filter(|(text, wanted)| read(text, UNITS) != *wanted)
        .map(|(text, wanted)| format!("{text}: {} instead of {wanted}", read(text, UNITS)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn figures_by_place_and_by_unit() {
    for (text, wanted) in [
        ("14", Some(14)),
        ("十四", Some(14)),
        ("一四", Some(14)),
        ("二十", Some(20)),
        ("百二", Some(102)),
        ("二〇二〇", Some(2020)),
        ("六千四百", Some(6400)),
        ("三億", Some(300_000_000)),
        ("二〇万", Some(200_000)),
        ("三十二十", None),
        ("百千", None),
        ("万", None),
        ("万一千", None),
        ("1千1234", None),
        ("十百", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(value_of(text), wanted, "{text}");
    }
}

#[test]
fn a_version_is_compared_by_value() {
    let version = |text: &str| numbers_after(text, "TLS")[0].value.clone();
    let least = Decimal::parse("1.2").unwrap();
    assert!(version("TLS1.2 以上のみとする").unwrap() >= least);
    assert!(version("ＴＬＳ 1.3により").unwrap() >= least);
    assert!(version("TLSバージョン1.2").unwrap() >= least);
    assert!(version("tls v1.0").unwrap() < least);
    assert!(version("TLSにより暗号化する").is_err());
    assert!(numbers_after("専用線による", "TLS").is_empty());
    assert!(Decimal::parse("1.10").unwrap() < Decimal::parse("1.2").unwrap());
    assert_eq!(Decimal::parse("1.50").unwrap().to_string(), "1.5");
}

#[test]
fn ranges_are_those_of_the_typed_text() {
    let text = "空き家等　約 ６，４００ 件";
    let number = &numbers(text, &["件"])[0];
    assert_eq!(&text[number.range.clone()], "６，４００ 件");
}
