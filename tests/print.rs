//! The accidents of print change no verdict: blanks and line breaks inside words, widths, radicals, composed
//! letters taken apart, old forms, and the other spellings of the same words.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use kansa::check::{Days, check};
use kansa::document::{Document, NodeId, NodeKind};
use kansa::rules::{Extent, RuleSet};
use kansa::settle::CaseReport;
use kansa::source::Source;
use unicode_normalization::UnicodeNormalization as _;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in(Extent::Rules).expect("the rules are in order"));

const CASES: [&str; 6] = [
    "2020-07-pia",
    "2020-08-eligibility",
    "2020-09-telework",
    "2020-10-vacant-houses",
    "2020-11-postnatal-care",
    "2020-12-hersys",
];

fn judge(text: &str) -> CaseReport {
    let day = date(2020, 7, 3);
    let days = Days { asked: Some(day), today: day };
    check("案.yaml", Ok(text.as_bytes().to_vec()), true, &RULES, days).expect("a named file is judged")
}

/// What each rule gives, without places: the letters of a place may be the ones that change.
fn verdicts(report: &CaseReport) -> BTreeMap<&str, Vec<String>> {
    assert!(report.errors.is_empty(), "{:?}", report.errors);
    let mut verdicts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for result in &report.results {
        verdicts.entry(&result.rule).or_default().push(format!("{:?} {:?}", result.verdict, result.reason));
    }
    verdicts.values_mut().for_each(|of_rule| of_rule.sort());
    verdicts
}

/// The scalars that are values, in the order of the file.
fn values(document: &Document, node: NodeId, found: &mut Vec<NodeId>) {
    match &document.node(node).kind {
        NodeKind::Scalar { .. } => found.push(node),
        NodeKind::List(items) => items.iter().for_each(|&item| values(document, item, found)),
        NodeKind::Map(entries) => entries.iter().for_each(|entry| values(document, entry.value, found)),
    }
}

/// The file with each value written anew. Kansa's own words at the top stay.
fn rewritten(text: &str, change: impl Fn(&str) -> String) -> String {
    let document = Document::parse(Arc::new(Source::from_text("案.yaml", text))).expect("the case");
    let mut nodes = Vec::new();
    for entry in document.entries(document.root()) {
        if !["種別", "関連"].contains(&document.key(entry)) {
            values(&document, entry.value, &mut nodes);
        }
    }
    let mut out = text.to_owned();
    for node in nodes.into_iter().rev() {
        let value = document.text(node).expect("a scalar");
        let span = document.node(node).span;
        let old = &text[span.start..span.end];
        // A block scalar begins behind its header, which a quoted value has not.
        let start = match text[..span.start].rfind(['|', '>']) {
            Some(header)
                if text[header + 1..span.start].trim().is_empty() && text[header + 1..span.start].contains('\n') =>
            {
                header
            }
            _ => span.start,
        };
        if !old.is_empty() {
            out.replace_range(start..span.end, &serde_json::to_string(&change(value)).expect("a string"));
        }
    }
    out
}

/// Nothing is judged otherwise, and every place still cuts the words that it shows.
fn changes_nothing(name: &str, change: impl Fn(&str) -> String) {
    for case in CASES {
        let text = std::fs::read_to_string(format!("cases/{case}.yaml")).expect("the case");
        let changed = rewritten(&text, &change);
        assert_ne!(changed, text, "{name} changes {case}");
        let (before, report) = (judge(&text), judge(&changed));
        let (before, after) = (verdicts(&before), verdicts(&report));
        let differing: Vec<String> = before
            .iter()
            .filter(|(rule, verdicts)| after.get(*rule) != Some(verdicts))
            .map(|(rule, verdicts)| format!("{rule}: {verdicts:?} became {:?}", after.get(rule)))
            .collect();
        assert!(differing.is_empty(), "{name} {case}: {differing:#?}");
        let letters = |text: &str| text.replace("\\n", "").split_whitespace().collect::<String>();
        for evidence in report.results.iter().flat_map(|result| &result.evidence) {
            let cut = evidence.source.slice(evidence.span).trim_matches('"').to_owned();
            assert!(
                letters(&cut).contains(&letters(&evidence.text))
                    || cut.starts_with(['-', '{', '['])
                    || cut.contains(": "),
                "{name} {case}: {cut} is not {}",
                evidence.text
            );
        }
    }
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{4E00}'..='\u{9FFF}')
}

/// Puts something between every third pair of kanji.
fn between(text: &str, mark: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        out.push(letter);
        if at % 3 == 1 && is_kanji(letter) && letters.get(at + 1).copied().is_some_and(is_kanji) {
            out.push_str(mark);
        }
    }
    out
}

fn replaced(text: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn letters(text: &str, pairs: &[(char, char)]) -> String {
    text.chars().map(|letter| pairs.iter().find(|(from, _)| *from == letter).map_or(letter, |&(_, to)| to)).collect()
}

#[test]
fn writing_the_same_values_in_quotes_changes_nothing() {
    for case in CASES {
        let text = std::fs::read_to_string(format!("cases/{case}.yaml")).expect("the case");
        let same = rewritten(&text, str::to_owned);
        assert_eq!(verdicts(&judge(&text)), verdicts(&judge(&same)), "{case}");
    }
}

#[test]
fn blanks_inside_words() {
    changes_nothing("blanks", |text| between(text, " "));
    changes_nothing("wide blanks", |text| between(text, "\u{3000}"));
}

#[test]
fn line_breaks_inside_words() {
    changes_nothing("line breaks", |text| between(text, "\n"));
}

#[test]
fn full_width_and_half_width() {
    let wide = |letter: char| match letter {
        '!'..='~' => char::from_u32(letter as u32 - 0x21 + 0xFF01).unwrap_or(letter),
        _ => letter,
    };
    changes_nothing("wide letters and figures", |text| text.chars().map(wide).collect());
    let narrow = |letter: char| match letter {
        '（' => '(',
        '）' => ')',
        '：' => ':',
        '０'..='９' => char::from_u32(letter as u32 - 0xFF10 + 0x30).unwrap_or(letter),
        _ => letter,
    };
    changes_nothing("narrow signs", |text| text.chars().map(narrow).collect());
}

#[test]
fn half_width_katakana() {
    const KANA: [(&str, &str); 14] = [
        ("パスワード", "ﾊﾟｽﾜｰﾄﾞ"),
        ("セキュリティ", "ｾｷｭﾘﾃｨ"),
        ("システム", "ｼｽﾃﾑ"),
        ("データ", "ﾃﾞｰﾀ"),
        ("アクセス", "ｱｸｾｽ"),
        ("ネットワーク", "ﾈｯﾄﾜｰｸ"),
        ("インターネット", "ｲﾝﾀｰﾈｯﾄ"),
        ("テレワーク", "ﾃﾚﾜｰｸ"),
        ("ウイルス", "ｳｲﾙｽ"),
        ("サーバ", "ｻｰﾊﾞ"),
        ("ケース", "ｹｰｽ"),
        ("キャビネット", "ｷｬﾋﾞﾈｯﾄ"),
        ("プライバシーマーク", "ﾌﾟﾗｲﾊﾞｼｰﾏｰｸ"),
        ("パソコン", "ﾊﾟｿｺﾝ"),
    ];
    changes_nothing("half-width katakana", |text| replaced(text, &KANA));
}

#[test]
fn radicals_for_letters() {
    const RADICALS: [(char, char); 16] = [
        ('人', '⼈'),
        ('入', '⼊'),
        ('用', '⽤'),
        ('日', '⽇'),
        ('月', '⽉'),
        ('行', '⾏'),
        ('見', '⾒'),
        ('立', '⽴'),
        ('一', '⼀'),
        ('力', '⼒'),
        ('又', '⼜'),
        ('手', '⼿'),
        ('方', '⽅'),
        ('書', '書'),
        ('長', '⻑'),
        ('民', '⺠'),
    ];
    changes_nothing("radicals", |text| letters(text, &RADICALS));
}

#[test]
fn composed_letters_taken_apart() {
    changes_nothing("NFD", |text| text.nfd().collect());
}

#[test]
fn old_forms_of_letters() {
    const OLD: [(char, char); 14] = [
        ('区', '區'),
        ('会', '會'),
        ('学', '學'),
        ('号', '號'),
        ('対', '對'),
        ('応', '應'),
        ('国', '國'),
        ('体', '體'),
        ('実', '實'),
        ('報', '報'),
        ('関', '關'),
        ('処', '處'),
        ('変', '變'),
        ('証', '證'),
    ];
    changes_nothing("old forms", |text| letters(text, &OLD));
}

#[test]
fn other_spellings_of_the_same_words() {
    const SPELLINGS: [(&str, &str); 16] = [
        ("及び", "および"),
        ("又は", "または"),
        ("並びに", "ならびに"),
        ("持ち出す", "持出す"),
        ("受渡し", "受け渡し"),
        ("持出簿", "持ち出し簿"),
        ("受渡簿", "受け渡し簿"),
        ("事前に", "あらかじめ"),
        ("取扱い", "取り扱い"),
        ("立入調査", "立ち入り調査"),
        ("入退室", "入退室"),
        ("等の", "などの"),
        ("直ちに", "ただちに"),
        ("全て", "すべて"),
        ("行う", "行なう"),
        ("貸与された", "貸与された"),
    ];
    changes_nothing("other spellings", |text| replaced(text, &SPELLINGS));
}

#[test]
fn figures_in_other_scripts() {
    const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    // Only where a figure counts articles: 「IDが1つ」 is no article.
    let kanji = |text: &str| {
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find('第') {
            let (before, after) = rest.split_at(at + '第'.len_utf8());
            out.push_str(before);
            let figures: String =
                after.chars().take_while(|letter| letter.is_ascii_digit() || *letter == ' ').collect();
            let digits = figures.trim();
            let tail = &after[figures.len()..];
            if digits.len() == 1 && tail.trim_start().starts_with(['条', '項', '号']) {
                out.extend(digits.chars().filter_map(|digit| digit.to_digit(10)).map(|digit| KANJI[digit as usize]));
                rest = tail;
            } else {
                rest = after;
            }
        }
        out + rest
    };
    for case in CASES {
        let text = std::fs::read_to_string(format!("cases/{case}.yaml")).expect("the case");
        let changed = rewritten(&text, kanji);
        assert_eq!(verdicts(&judge(&text)), verdicts(&judge(&changed)), "{case}");
    }
}
