//! `agree`: two places say the same.

use crate::case::JOINTS;
use crate::case::definition::{definitions_in, is_word_letter};
use crate::document::NodeId;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::{Folded, Place, fold_name, is_figure};
use crate::rules::Compare;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], compare: Compare) -> Outcome {
    let sides: Vec<Vec<NodeId>> = places.iter().map(|place| judge.find(place).nodes.clone()).collect();
    let mut outcome = Outcome::new(Truth::Silent);
    outcome.nearest = judge.nearest(places);
    let [one, other] = sides.as_slice() else { return outcome };
    if !judge.some_text(one) || !judge.some_text(other) {
        return outcome;
    }
    let read = |nodes: &[NodeId]| said(judge, nodes, compare);
    let (said_one, said_other) = (read(one), read(other));
    outcome.truth = if said_one.is_empty() || said_other.is_empty() {
        for (title, _) in places.iter().zip([&said_one, &said_other]).filter(|(_, said)| said.is_empty()) {
            outcome.remarks.push(format!("{}から、比べるものを読み取れません。", title.written()));
        }
        Truth::Undecided(Reason::Undecidable)
    } else if said_one == said_other || (compare == Compare::Article && cover(&said_one, &said_other)) {
        Truth::Holds
    } else {
        let shown = |nodes: &[NodeId], said: Vec<String>| match compare {
            // Letters without the particles between them are no words to read.
            Compare::Named => nodes.iter().map(|&node| judge.text(node).trim().to_owned()).collect(),
            _ => said,
        };
        let (shown_one, shown_other) = (shown(one, said_one).join("、"), shown(other, said_other).join("、"));
        let title = |at: usize| places.get(at).map_or("", Place::written);
        outcome.remarks.push(format!("{}は「{shown_one}」、{}は「{shown_other}」です。", title(0), title(1)));
        Truth::Contrary
    };
    outcome.evidence = one.iter().chain(other).filter_map(|&node| judge.whole(node)).collect();
    outcome
}

/// Whether two sides cite the same articles, one more exactly than the other: 「28条」 and 「28条1項」.
fn cover(one: &[String], other: &[String]) -> bool {
    let within = |cited: &String, more: &String| {
        more.strip_prefix(cited.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|letter: char| !is_figure(letter)))
    };
    let known = |cited: &String, there: &[String]| there.iter().any(|more| within(cited, more) || within(more, cited));
    one.iter().all(|cited| known(cited, other)) && other.iter().all(|cited| known(cited, one))
}

/// What is compared of the texts of a side; empty where it cannot be read.
fn said(judge: &Judge<'_, '_>, nodes: &[NodeId], compare: Compare) -> Vec<String> {
    let units = judge.units_here(nodes);
    let laws = judge.rules.law_names();
    let cited = || units.iter().flat_map(|unit| judge.citations(unit.node).to_vec());
    let mut said: Vec<String> = match compare {
        Compare::Text => {
            return units.iter().map(|unit| fold_name(unit.text)).filter(|text| !text.is_empty()).collect();
        }
        Compare::Named => {
            let all: String = units.iter().map(|unit| named(judge.folded(unit.node))).collect();
            return if all.is_empty() { Vec::new() } else { vec![all] };
        }
        Compare::Law => cited().map(|citation| laws.full_name(citation.law).to_owned()).collect(),
        // A law that is named without an article, as where it is given a short name, adds nothing to compare.
        // An article that cannot be read leaves the side unread.
        Compare::Article if cited().any(|citation| citation.articles.iter().any(|cited| cited.article.is_err())) => {
            Vec::new()
        }
        Compare::Article => cited()
            .flat_map(|citation| {
                let law = laws.full_name(citation.law).to_owned();
                let articles = citation.articles.into_iter().filter_map(|cited| cited.article.ok());
                articles.map(move |article| format!("{law}{article}"))
            })
            .collect(),
    };
    said.sort();
    said.dedup();
    said
}

/// What a text names: its letters but hiragana and the words that join, without the short names that it
/// gives.
fn named(folded: &Folded) -> String {
    let mut defining: Vec<_> = definitions_in(folded).into_iter().map(|definition| definition.whole).collect();
    defining.extend(JOINTS.iter().flat_map(|(kanji, _)| folded.places(kanji)));
    let letters = folded.text().char_indices();
    letters
        .filter(|&(at, letter)| is_word_letter(letter) && !defining.iter().any(|place| place.contains(&at)))
        .map(|(_, letter)| letter)
        .collect()
}
