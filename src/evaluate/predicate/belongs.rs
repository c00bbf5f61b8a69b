//! `belongs`: every post that is named is of an office that the paper names.
//!
//! A name is cut into its offices, 「都市開発部住宅課事業係長」 into 都市開発部, 住宅課, 事業係. A post is of an
//! office where all offices of one rank that both name are the same, and is unknown where they share no
//! rank. A short name that the paper defines is read as what it stands for.

use std::collections::HashSet;
use std::ops::Range;

use crate::case::Filled;
use crate::case::definition::{Definition, definitions_in, is_word_letter};
use crate::document::NodeId;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::{Folded, Place};
use crate::reading::Role;
use crate::rules::Offices;

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, who: &[Place], to: &[Place]) -> Outcome {
    let (who_nodes, to_nodes) = (judge.found(who), judge.found(to));
    let mut outcome = Outcome::new(Truth::Silent);
    outcome.nearest = judge.nearest(who);
    if !judge.some_text(&who_nodes.nodes) || !judge.some_text(&to_nodes.nodes) {
        return outcome;
    }
    let names =
        Names { known: &judge.rules.terms().offices, short: judge.short_names.get_or_init(|| short_names(judge)) };
    let offices: Vec<Vec<String>> = judge
        .units_here(&to_nodes.nodes)
        .iter()
        .flat_map(|unit| names.runs(judge.folded(unit.node)).into_iter().map(|(_, run)| run).collect::<Vec<_>>())
        .map(|run| names.cut(&run))
        .filter(|offices| !offices.is_empty())
        .collect();
    let own: HashSet<NodeId> = judge.units_here(&who_nodes.nodes).iter().map(|unit| unit.node).collect();
    let mut unknown = Vec::new();
    for unit in judge.units(&who_nodes.nodes).iter() {
        let folded = judge.folded(unit.node);
        let mut named = false;
        for (place, post) in names.runs(folded) {
            let post_of = names.known.heads.iter().find_map(|head| post.strip_suffix(head.as_str()));
            // 「医療保険課職員」 is no post, but tells the office.
            let Some(office) = post_of.or_else(|| names.holds_office(&post, &offices).then_some(post.as_str())) else {
                continue;
            };
            named = true;
            let full = names.short.iter().find(|short| short.name == post);
            let full = full.map_or(office, |short| short.meaning.as_str());
            let Some(words) = judge.words(unit.node, unit.text, folded.typed(place)) else { continue };
            match names.fit(&names.cut(full), &offices) {
                Truth::Holds => outcome.evidence.push(words),
                Truth::Contrary => {
                    let remark = format!("「{}」は、どの担当の組織の職でもありません。", words.text);
                    let evidence = vec![words];
                    outcome.breaks.push(Break { node: unit.node, truth: Truth::Contrary, remark, evidence });
                }
                _ => unknown.push(words),
            }
        }
        // The name of a person beside the post of another says nothing of an office.
        if !named && unit.role != Role::Heading && own.contains(&unit.node) {
            let filled = judge.case.filled(unit.node) == Filled::Filled;
            unknown.extend(filled.then(|| judge.words(unit.node, unit.text, 0..unit.text.len())).flatten());
        }
    }
    outcome.truth = if !outcome.breaks.is_empty() {
        Truth::Contrary
    } else if outcome.evidence.is_empty() || !unknown.is_empty() {
        Truth::Undecided(Reason::Undecidable)
    } else {
        Truth::Holds
    };
    match (outcome.breaks.as_slice(), unknown.as_slice()) {
        ([only], _) => {
            outcome.remarks.push(only.remark.clone());
            outcome.evidence.clone_from(&only.evidence);
        }
        ([], [_, ..]) => {
            let posts: Vec<&str> = unknown.iter().map(|words| words.text.as_str()).collect();
            outcome.remarks.push(format!("どの組織の職か分からないもの: {}。", posts.join("、")));
            outcome.evidence = unknown;
        }
        _ => {}
    }
    outcome
}

/// The names that the case gives to posts and offices.
fn short_names(judge: &Judge<'_, '_>) -> Vec<Definition> {
    let units = judge.units_here(&[judge.case.root()]);
    let folded = units.iter().map(|unit| judge.folded(unit.node));
    folded.filter(|text| text.holds("以下")).flat_map(definitions_in).collect()
}

struct Names<'r> {
    known: &'r Offices,
    short: &'r [Definition],
}

impl Names<'_> {
    /// The runs of letters of a text that may be a name, without what only defines a short one.
    fn runs(&self, folded: &Folded) -> Vec<(Range<usize>, String)> {
        let text = folded.text();
        let defining: Vec<Range<usize>> =
            definitions_in(folded).into_iter().map(|definition| definition.whole).collect();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, letter) in text.char_indices() {
            // 「住宅課及び建築指導課」: a name ends before the word that joins it to the next.
            let parts = ["及び", "並びに", "又は"]
                .iter()
                .any(|joint| text.get(at..).is_some_and(|rest| rest.starts_with(joint)));
            if !is_word_letter(letter) || parts || defining.iter().any(|place| place.contains(&at)) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += letter.len_utf8(),
                _ => runs.push(at..at + letter.len_utf8()),
            }
        }
        runs.into_iter().filter_map(|run| Some((run.clone(), text.get(run)?.to_owned()))).collect()
    }

    /// The offices that a name is made of, the outermost first.
    fn cut(&self, name: &str) -> Vec<String> {
        let (mut offices, mut start) = (Vec::new(), 0);
        for (at, letter) in name.char_indices() {
            let end = at + letter.len_utf8();
            let Some(office) = name.get(start..end) else { continue };
            // An office has a name before its rank: 「課税課」 is one office.
            if office.chars().count() > 2 && self.rank(office).is_some() {
                offices.push(office.to_owned());
                start = end;
            }
        }
        offices
    }

    fn rank(&self, office: &str) -> Option<&str> {
        self.known.units.iter().map(String::as_str).filter(|unit| office.ends_with(unit)).max_by_key(|unit| unit.len())
    }

    /// Whether a run that is no post is of an office that is named.
    fn holds_office(&self, run: &str, offices: &[Vec<String>]) -> bool {
        let cut = self.cut(run);
        !cut.is_empty() && self.fit(&cut, offices) == Truth::Holds
    }

    /// Whether a post that is of some offices is of one that is named.
    fn fit(&self, post: &[String], offices: &[Vec<String>]) -> Truth {
        let mut shares_rank = false;
        for named in offices {
            let of_rank = |rank: Option<&str>| named.iter().find(|office| self.rank(office) == rank);
            let mut shared = post.iter().filter_map(|own| of_rank(self.rank(own)).map(|other| own == other)).peekable();
            shares_rank |= shared.peek().is_some();
            if shared.peek().is_some() && shared.all(|same| same) {
                return Truth::Holds;
            }
        }
        if shares_rank { Truth::Contrary } else { Truth::Undecided(Reason::Undecidable) }
    }
}
