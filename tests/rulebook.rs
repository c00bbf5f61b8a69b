//! The index in `rules/README.md` is what `kansa rules --format markdown` gives.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it did not expect")]

use kansa::report::Listing;
use kansa::rules::{Extent, RuleSet};

const PAGE: &str = "rules/README.md";
const BEGIN: &str = "<!-- 索引ここから -->\n";
const END: &str = "<!-- 索引ここまで -->";

/// With `KANSA_UPDATE` set the page is written again instead.
#[test]
fn the_index_is_up_to_date() {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let mut index = Vec::new();
    Listing::Markdown.write(&rules, 100, &mut index).expect("a Vec can be written to");
    let index = String::from_utf8(index).expect("text");
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let (before, rest) = page.split_once(BEGIN).expect("the mark before the index");
    let (_, after) = rest.split_once(END).expect("the mark after the index");
    let wanted = format!("{before}{BEGIN}{index}{END}{after}");
    if std::env::var_os("KANSA_UPDATE").is_some() {
        std::fs::write(PAGE, wanted).expect("the page can be written");
    } else if page != wanted {
        panic!("{PAGE} is out of date: KANSA_UPDATE=1 cargo test --test rulebook writes it again");
    }
    for rule in rules.rules() {
        assert!(index.contains(&format!("| {} |", rule.id)), "{} is in the index", rule.id);
    }
}
