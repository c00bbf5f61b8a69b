//! The word classes: no word twice in a class, no class that nothing uses, and which classes share words.

#[path = "reading/load.rs"]
mod load;

use std::collections::{BTreeMap, BTreeSet};

use kansa::reading::{Owner, written_out};

/// Most words that two classes share. Things have several sides — a USB memory is a medium and an outside
/// device — but two classes that share more are one class under two names.
const MOST_SHARED: f64 = 0.5;

/// The words of a class, its alternatives written out, other classes by their names.
fn words_of(name: &str, entries: &[String]) -> Vec<String> {
    written_out(&Owner::Class(name.to_owned()), entries).expect("a class that can be read")
}

fn classes_in(text: &str, found: &mut BTreeSet<String>) {
    for piece in text.split('<').skip(1) {
        found.extend(piece.split_once('>').map(|(name, _)| name.to_owned()));
    }
}

#[test]
fn every_class_is_used_and_holds_each_word_once() {
    let folder = load::rules();
    let rules = load::load(&folder);
    // The grammar reads some classes by itself.
    let mut used: BTreeSet<String> = kansa::reading::ROLE_CLASSES.map(str::to_owned).into();
    for (_, words) in &rules.lexicon.classes {
        words.iter().for_each(|word| classes_in(word, &mut used));
    }
    for entry in std::fs::read_dir(folder.join("statements")).expect("the statements") {
        classes_in(&std::fs::read_to_string(entry.expect("an entry").path()).expect("a file"), &mut used);
    }
    let unused: Vec<&str> =
        rules.lexicon.classes.iter().map(|(name, _)| name.as_str()).filter(|name| !used.contains(*name)).collect();
    assert!(unused.is_empty(), "no statement uses {unused:?}");
    for (name, entries) in &rules.lexicon.classes {
        let words = words_of(name, entries);
        let different: BTreeSet<&String> = words.iter().collect();
        assert_eq!(different.len(), words.len(), "{name} holds a word twice");
    }
}

#[test]
fn classes_that_share_words_are_listed_and_none_is_another_under_a_second_name() {
    let rules = load::load(&load::rules());
    let classes: BTreeMap<&str, BTreeSet<String>> = rules
        .lexicon
        .classes
        .iter()
        .map(|(name, entries)| (name.as_str(), words_of(name, entries).into_iter().collect()))
        .collect();
    let names: Vec<&str> = classes.keys().copied().collect();
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            let shared: Vec<&str> = classes[one].intersection(&classes[other]).map(String::as_str).collect();
            if shared.is_empty() {
                continue;
            }
            println!("{one}・{other}: {}", shared.join(" "));
            let smaller = classes[one].len().min(classes[other].len());
            assert!((shared.len() as f64) <= MOST_SHARED * smaller as f64, "{one} and {other} are nearly one class");
        }
    }
}
