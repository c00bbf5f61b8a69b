//! What is wrong with a case file, and where: every kind of fault has a file that provokes it.

use std::collections::BTreeSet;

use kansa::case::{Case, CaseFault};
use kansa::error::{Explain as _, Problem};
use kansa::form::{Form, FormFault, PlaceFault};
use strum::VariantNames as _;

use crate::support::{FORM, document, document_of, root};

/// Whether a fault makes the file unreadable, is an error entry, or a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Unreadable,
    Error,
    Note,
}
use Weight::{Error, Note, Unreadable};

/// File, weight, the lines at which its faults stand, and words of the messages.
const TABLE: &[(&str, Weight, &[usize], &[&str])] = &[
    ("not-map", Unreadable, &[1], &["項目名: 値"]),
    ("doubled", Unreadable, &[7, 8], &["履行 場所", "実施時期（予定）"]),
    (
        "unknown-key",
        Error,
        &[4, 5, 6, 8, 9, 10],
        &[
            "もしかして: 実施目的",
            "その他の項目",
            "「諮問依頼書.業務の内容」の中に",
            "「項目: …」",
            "もしかして: 内容",
            "一番上",
        ],
    ),
    ("paper-twice", Error, &[6], &["特約条項」という文書が2つ添付されています"]),
    ("no-kind", Error, &[2], &["「種別」が書かれていません"]),
    ("unknown-kind", Error, &[2], &["もしかして: 外部委託"]),
    ("wrong-shape", Error, &[1, 2, 4, 5], &["種別: [外部委託", "確認事項: {", "参照文書: [{", "参照文書: [{"]),
    ("unknown-fact", Error, &[3], &["もしかして: 再委託"]),
    (
        "split-by-comma",
        Error,
        &[5, 6, 6, 8, 8, 9],
        &[
            "\"令和7年度予算 18,600千円\"",
            "\"1,234\"",
            "\"1,234,567円\"",
            "\"年 18,600件\"",
            "\"月 1,550件\"",
            "\"窓口の混雑を減らし,待ち時間を短くするため。\"",
        ],
    ),
    ("fact-value", Error, &[3], &["再委託: 無"]),
    ("wide-colon", Error, &[4, 5], &["履行場所: ", "運用方法: "]),
    ("wide-brackets", Error, &[1, 3], &["［ ］", "［ ］"]),
    ("wide-sign", Note, &[3, 7], &["＃", "－"]),
    (
        "entry-lacks",
        Error,
        &[3, 5, 7, 9, 10],
        &[
            "「目視確認」の記載に「確認者、確認日」",
            "「確認者」が書かれていません",
            "「文書番号」が書かれていません",
            "名称: …",
            "ファイル: …",
        ],
    ),
    (
        "record-day",
        Error,
        &[3, 5, 6],
        &["「令和2年2月30日」という日はありません", "日まで決まりません", "日付がありません"],
    ),
    ("no-date", Error, &[3], &["令和元年2月30日"]),
    ("no-day", Note, &[3], &["令和 8 年 7 月"]),
    ("comment", Note, &[3], &["# 課内で確認"]),
];

fn problems(name: &str) -> (Weight, Vec<Problem>, kansa::document::Document) {
    let path = root().join(format!("fixtures/case/{name}.yaml"));
    let (weight, problems) = match Case::read(document_of(&path), &FORM) {
        Err(problems) => (Unreadable, problems),
        Ok(opened) if opened.errors.is_empty() => (Note, opened.notes),
        Ok(opened) => {
            assert_eq!(opened.notes, [], "{name}");
            (Error, opened.errors)
        }
    };
    (weight, problems, document_of(&path))
}

#[test]
fn every_fault_is_told_at_its_line() {
    for (name, weight, lines, words) in TABLE {
        let (found, problems, document) = problems(name);
        assert_eq!(found, *weight, "{name}: {problems:#?}");
        for problem in &problems {
            assert_eq!(problem.code, format!("case/{name}"), "{problems:#?}");
        }
        let at: Vec<usize> =
            problems.iter().map(|problem| document.source().location(problem.span.unwrap()).line).collect();
        assert_eq!(at, *lines, "{name}: {problems:#?}");
        assert_eq!(words.len(), lines.len(), "{name}");
        for (problem, word) in problems.iter().zip(*words) {
            let text = format!("{} {}", problem.what, problem.advice);
            assert!(text.contains(word), "{name}: {text} has no {word}");
        }
    }
}

#[test]
fn every_kind_of_fault_has_a_file() {
    let known: BTreeSet<&str> = CaseFault::VARIANTS.iter().copied().collect();
    let tried: BTreeSet<&str> = TABLE.iter().map(|(name, ..)| *name).collect();
    assert_eq!(known, tried);
    let files: BTreeSet<String> = std::fs::read_dir(root().join("fixtures/case"))
        .unwrap()
        .flatten()
        .filter_map(|entry| entry.file_name().to_string_lossy().strip_suffix(".yaml").map(str::to_owned))
        .collect();
    assert_eq!(files, tried.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn messages_are_sentences_that_say_why_and_what_to_do() {
    for (name, ..) in TABLE {
        for problem in problems(name).1 {
            assert!(problem.why.ends_with('。'), "{name}: {}", problem.why);
            assert!(problem.advice.chars().count() > 8, "{name}: {}", problem.advice);
            assert!(!problem.what.is_empty() && !problem.what.ends_with('。'), "{name}: {}", problem.what);
        }
    }
}

#[test]
fn two_names_of_one_place_are_shown_both() {
    let (_, problems, document) = problems("doubled");
    let line = |span| document.source().location(span).line;
    let both: Vec<(usize, usize)> =
        problems.iter().map(|problem| (line(problem.related[0].0), line(problem.span.unwrap()))).collect();
    assert_eq!(both, [(6, 7), (4, 8)]);
}

#[test]
fn the_rest_of_a_file_with_an_unknown_key_is_read() {
    let path = root().join("fixtures/case/unknown-key.yaml");
    let opened = Case::read(document_of(&path), &FORM).unwrap();
    let texts: Vec<&str> = opened.case.units(&[opened.case.root()]).iter().map(|unit| unit.text).collect();
    assert_eq!(texts, ["図書の配送に係る業務の外部委託について", "図書館"]);
    assert_eq!(opened.case.kinds().len(), 1);
}

#[test]
fn kinds_that_are_known_stand_beside_an_unknown_one() {
    let path = root().join("fixtures/case/unknown-kind.yaml");
    let opened = Case::read(document_of(&path), &FORM).unwrap();
    let kinds: Vec<&str> = opened.case.kinds().iter().map(|kind| kind.name.as_str()).collect();
    assert_eq!(kinds, ["処理変更"]);
}

#[test]
fn field_files_give_their_faults() {
    let field = root().join("../shared/field");
    if !field.exists() {
        println!("../shared/field is not there: skipped");
        return;
    }
    let codes = |name: &str| -> Vec<(String, usize)> {
        let document = document_of(&field.join(name));
        let source = std::sync::Arc::clone(document.source());
        let problems = match Case::read(document, &FORM) {
            Ok(opened) => opened.errors,
            Err(problems) => problems,
        };
        problems.iter().map(|one| (one.code.clone(), source.location(one.span.unwrap()).line)).collect()
    };
    let one = |code: &str, line| (format!("case/{code}"), line);
    assert_eq!(codes("F02/two-names.yaml"), [one("doubled", 7), one("doubled", 11), one("doubled", 17)]);
    assert_eq!(codes("F03/columns.yaml"), [one("unknown-key", 12)]);
    assert_eq!(codes("F08/no-such-day.yaml"), [one("no-date", 4)]);
    assert_eq!(codes("F11/wide-colon.yaml"), [one("wide-colon", 6)]);
    assert_eq!(codes("F11/wide-brackets.yaml"), [one("wide-brackets", 2)]);
    for name in [
        "F08/in-order.yaml",
        "F08/old-era.yaml",
        "F08/over-new-year.yaml",
        "F09/kanji.yaml",
        "F10/pasted.yaml",
        "F11/harmless.yaml",
    ] {
        assert_eq!(codes(name), [], "{name}");
    }
}

/// A form that is right but for one line, and the fault of that line.
#[test]
fn a_form_file_with_a_slip_is_refused() {
    const SOUND: &str = "\
words: {heading: 項目, lead: 本文, content: 内容, note: 注, figure: 図, printed: 見出し, others: その他の項目, when: 時期, columns: 列}
roles: {case: 種別, kinds: 種別, facts: 確認, links: 関連, number: 番号, title: 件名, date: 件名, annexes: 別紙, papers: {list: 文書, name: 文書.名, file: 文書.所}}
kinds: [{name: 甲, help: 一}]
facts: [{name: 乙, help: 二, words: 丙, silence: 無, written: 件名, advice: 三}]
blank: [未定]
undecided: [検討中]
places: {件: {path: 件名}}
keys:
  - {key: 件名, shape: text, help: 四, kinds: 甲}
  - {key: 種別, shape: list, help: 五}
  - {key: 確認, shape: table, help: 六}
  - {key: 関連, shape: list, help: 七}
  - {key: 番号, shape: text, help: 八}
  - {key: 別紙, shape: list, help: 九}
  - {key: 文書, shape: list, help: 十, keys: [{key: 名, shape: text, help: 甲}, {key: 所, shape: text, help: 乙}]}
";
    Form::load(&document(SOUND)).unwrap();
    let mut seen = BTreeSet::new();
    for (right, wrong, code, word) in [
        ("note: 注, ", "", "shape/missing-key", "note"),
        ("help: 八", "hepl: 八", "shape/unknown-key", "もしかして: help"),
        ("shape: text, help: 八", "shape: texts, help: 八", "shape/unknown-word", "もしかして: text"),
        ("{path: 件名}", "{path: 件銘}", "place/unknown-step", "もしかして: 件名"),
        ("{path: 件名}", "{path: 件名.本文}", "place/no-step", "本文"),
        ("{path: 件名}", "{path: '件名[0]'}", "place/broken", "件名[0]"),
        ("key: 番号", "key: '種 別'", "form/twice", "種別"),
        ("kinds: 甲", "kinds: 申", "form/unknown-kind", "申"),
    ] {
        assert!(SOUND.contains(right), "{right}");
        let error = Form::load(&document(&SOUND.replace(right, wrong))).unwrap_err();
        assert_eq!(error.fault.code(), code, "{error}");
        assert!(error.to_string().contains(word), "{error}");
        assert!(error.fault.why().ends_with('。') && error.fault.advice().ends_with('。'));
        seen.insert(code);
    }
    let places = PlaceFault::VARIANTS.iter().map(|name| format!("place/{name}"));
    let forms = FormFault::VARIANTS.iter().filter(|name| !["shape", "place"].contains(name));
    for code in places.chain(forms.map(|name| format!("form/{name}"))) {
        assert!(seen.contains(code.as_str()), "no slip provokes {code}");
    }
}
