//! The messages of the stations that read rules and inputs: every kind of fault is provoked, and each says
//! what, why and what to do, in Japanese. Those of files and cases are held by `yaml_faults.rs` and
//! `case/faults.rs`.

use std::collections::BTreeSet;

use assert_cmd::Command;
use kansa::cli::InputError;
use kansa::error::Problem;
use kansa::reading::ReaderError;
use kansa::rules::{Extent, RuleFault, RuleFile, RuleSet};
use strum::VariantNames as _;

const RULE: &str = "id: TX-01\ntitle: 場所が書かれていること\nitem: 履行場所\nbasis: [{source: 先例, law: 様式, text: seen, level: note}]\nin: [履行場所]\nrequire: {present: 履行場所}\nmessage: ない。\nadvice: 書く。\nwhy: 要る。\n";
const STATEMENT: &str = "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[名簿]], act: [提出]}\n";

fn files(extra: &[(&str, &str)]) -> Vec<RuleFile> {
    let file = |name: &str, text: &str| RuleFile {
        name: name.to_owned(),
        shown: format!("rules/{name}"),
        text: text.to_owned().into(),
    };
    let mut files = vec![
        file("lexicon/classes.yaml", "人: [職員]\n"),
        file("lexicon/spellings.yaml", "- [予め, あらかじめ]\n"),
        file("lexicon/laws.yaml", "sources: [先例, 区の様式]\nlaws: {}\n"),
        file("statements/some.yaml", STATEMENT),
        file("TX-01.yaml", RULE),
    ];
    for (name, text) in extra {
        files.retain(|file| file.name != *name);
        files.push(file(name, text));
    }
    files
}

fn problems(files: Vec<RuleFile>) -> Vec<(String, usize, Problem)> {
    match RuleSet::of_files(files, Extent::RulesAndExamples) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems
            .into_iter()
            .map(|(source, problem)| {
                let line = problem.span.map_or(0, |span| source.position(span.start).line);
                (source.name().to_owned(), line, problem)
            })
            .collect(),
    }
}

/// Files with their texts; then the code, the file and the line of the message.
type Row = (&'static [(&'static str, &'static str)], &'static str, &'static str, usize);

/// What is typed in which file, and the code, file and line of the message.
const TABLE: &[Row] = &[
    (&[("TX-02.yaml", RULE)], "rules/id-is-not-file-name", "rules/TX-02.yaml", 1),
    (&[("14/TX-01.yaml", RULE)], "rules/duplicate-id", "rules/TX-01.yaml", 1),
    (
        &[(
            "TX-01.yaml",
            "id: TX-01\ntitle: あ\nitem: い\nbasis: [{source: 先例, law: う, text: seen, level: note}]\nin: [履行場所]\nrequire:\n  not: {states: some}\nmessage: え\nadvice: お\nwhy: か\n",
        )],
        "shape/misplaced",
        "rules/TX-01.yaml",
        7,
    ),
    (
        &[(
            "TX-01.yaml",
            "id: TX-01\ntitle: あ\nitem: い\nbasis: [{source: 先例, law: う, text: seen, level: note}]\nin: [履行場所]\nrequire:\n  not: {all: [{states: some}, {present: 履行場所}]}\nmessage: え\nadvice: お\nwhy: か\n",
        )],
        "shape/misplaced",
        "rules/TX-01.yaml",
        7,
    ),
    (
        &[(
            "TX-01.yaml",
            "id: TX-01\ntitle: あ\nitem: い\nbasis: [{source: 先例, law: う, text: seen, level: note}]\nin: [履行場所]\nrequire:\n  not: {any: [{states: some}, {states: some}]}\nmessage: え\nadvice: お\nwhy: か\n",
        )],
        "shape/misplaced",
        "rules/TX-01.yaml",
        7,
    ),
    (
        &[(
            "TX-01.yaml",
            "id: TX-01\ntitle: あ\nitem: い\nbasis: [{source: 先例, law: う, text: seen, level: note}]\nin: [履行場所]\nrequire:\n  names: {any: [[名簿]]}\nmessage: え\nadvice: お\nwhy: か\n",
        )],
        "shape/no-word-list",
        "rules/TX-01.yaml",
        7,
    ),
    (
        &[(
            "TX-01.yaml",
            "id: TX-01\ntitle: あ\nitem: い\nbasis: [{source: 先例, law: う, text: seen, level: note}]\nin: [履行場所]\nrequire:\n  terms: near\nmessage: え\nadvice: お\nwhy: か\n",
        )],
        "shape/unknown-word",
        "rules/TX-01.yaml",
        7,
    ),
    (
        &[(
            "TX-01.yaml",
            "id: TX-01\ntitle: あ\nitem: い\nbasis: [{source: 先例, law: う, text: seen, level: note}]\nin: [履行場所]\nrequire:\n  days: {from: 諮門, to: 答申, max: 3}\nmessage: え\nadvice: お\nwhy: か\n",
        )],
        "shape/unknown-word",
        "rules/TX-01.yaml",
        7,
    ),
    (
        &[(
            "statements/some.yaml",
            "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[<物>]], act: [提出]}\n",
        )],
        "reading/unknown-class",
        "rules/statements/some.yaml",
        5,
    ),
    (
        &[(
            "statements/some.yaml",
            "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[名簿]], act: [\"<人\"]}\n",
        )],
        "reading/unclosed-class",
        "rules/statements/some.yaml",
        5,
    ),
    (
        &[(
            "statements/some.yaml",
            "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[名簿]], act: [提出, 答(申|える]}\n",
        )],
        "reading/unclosed-alternative",
        "rules/statements/some.yaml",
        5,
    ),
    (
        &[(
            "statements/some.yaml",
            "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[名簿]], act: [提出, 答(申|)]}\n",
        )],
        "reading/missing-alternative",
        "rules/statements/some.yaml",
        5,
    ),
    (
        &[(
            "statements/some.yaml",
            "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[名簿]], act: [(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)(甲|乙)]}\n",
        )],
        "reading/too-many-words",
        "rules/statements/some.yaml",
        5,
    ),
    (
        &[(
            "statements/some.yaml",
            "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[名簿]], act: ['…']}\n",
        )],
        "reading/empty-word",
        "rules/statements/some.yaml",
        5,
    ),
    (
        &[
            ("lexicon/classes.yaml", "人: [職員, <人>]\n"),
            (
                "statements/some.yaml",
                "id: some\nname: 例\ndefinition: 例。\nsaid:\n- {mode: done, about: [[<人>]], act: [提出]}\n",
            ),
        ],
        "reading/circular-class",
        "rules/lexicon/classes.yaml",
        1,
    ),
    (&[("statements/other.yaml", STATEMENT)], "reading/duplicate-statement", "rules/statements/some.yaml", 1),
    (
        &[("statements/some.yaml", "id: some\nname: 例\ndefinition: 例。\nany_of: [absent]\n")],
        "reading/unknown-statement",
        "rules/statements/some.yaml",
        4,
    ),
    (
        &[("statements/some.yaml", "id: some\nname: 例\ndefinition: 例。\nany_of: [some]\n")],
        "reading/circular-statement",
        "rules/statements/some.yaml",
        1,
    ),
];

fn is_explained(problem: &Problem) -> bool {
    let kana = |text: &str| text.chars().any(|letter| ('ぁ'..='ん').contains(&letter));
    kana(&problem.what) && kana(&problem.why) && kana(&problem.advice)
}

#[test]
fn every_fault_of_a_rule_set_is_told_in_its_file() {
    assert_eq!(problems(files(&[])), [], "the set is in order to begin with");
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::from(["rules/no-rules".to_owned()]);
    for (extra, code, file, line) in TABLE {
        let found = problems(files(extra));
        seen.insert((*code).to_owned());
        match found.as_slice() {
            [(in_file, at, problem)] => {
                if (problem.code.as_str(), in_file.as_str(), *at) != (*code, *file, *line) || !is_explained(problem) {
                    wrong.push(format!("{code} {file}:{line}: {in_file}:{at} {problem:?}"));
                }
            }
            found => wrong.push(format!("{code}: {found:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let with = |station: &str, names: &[&str]| names.iter().map(|name| format!("{station}/{name}")).collect::<Vec<_>>();
    let mut all: BTreeSet<String> =
        [with("rules", RuleFault::VARIANTS), with("reading", ReaderError::VARIANTS)].concat().into_iter().collect();
    all.extend(with("shape", &["misplaced", "no-word-list", "unknown-word"]));
    assert_eq!(seen, all, "every code is provoked");
}

#[test]
fn a_set_without_rules_is_refused() {
    let only_words = files(&[]).into_iter().filter(|file| file.name != "TX-01.yaml").collect();
    let found = problems(only_words);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].2.code, "rules/no-rules");
    assert!(is_explained(&found[0].2));
}

#[test]
fn every_fault_of_an_input_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let loop_path = folder.path().join("loop.yaml");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&loop_path, &loop_path).unwrap();
    let absent = folder.path().join("absent.yaml");
    let mut seen = BTreeSet::new();
    // A name with a NUL is no file of any system, and one that leads to itself is none either.
    for path in [absent, loop_path] {
        let output =
            Command::cargo_bin("kansa").unwrap().arg("check").arg(&path).args(["--format", "json"]).output().unwrap();
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let error = &value["cases"][0]["errors"][0];
        seen.insert(error["code"].as_str().unwrap().to_owned());
        for key in ["message", "why", "advice"] {
            assert!(error[key].as_str().unwrap().chars().any(|letter| ('ぁ'..='ん').contains(&letter)), "{error}");
        }
    }
    let all: BTreeSet<String> = InputError::VARIANTS.iter().map(|name| format!("input/{name}")).collect();
    assert_eq!(seen, all);
}
