//! `cites`: a law, or an article of it, is cited.

use std::collections::HashSet;

use crate::case::CaseUnit;
use crate::case::citation::{Article, Citation, Cited, Fit};
use crate::document::{NodeId, NodeKind};
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;
use crate::rules::Laws;

use super::unlisted;

/// What is to be cited.
pub(in crate::evaluate) struct Wanted<'r> {
    pub(in crate::evaluate) laws: &'r Laws,
    pub(in crate::evaluate) article: Option<&'r str>,
    /// Whether a law that is named without an article counts as not cited.
    pub(in crate::evaluate) exact: bool,
}

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], wanted: &Wanted<'_>, every: bool) -> Outcome {
    let search = Search { judge, wanted, article: wanted.article.and_then(Article::parse) };
    let nodes = &judge.found(places).nodes;
    let mut outcome = if every {
        let entries: Vec<NodeId> = nodes.iter().flat_map(|&node| entries(judge, node)).collect();
        match entries.is_empty() {
            true => Outcome::new(Truth::Silent),
            false => Outcome::all(entries.iter().map(|&entry| search.read(&[entry])).collect()),
        }
    } else {
        search.read(nodes)
    };
    outcome.nearest = outcome.nearest.or_else(|| judge.nearest(places));
    outcome
}

/// The entries of a list; any other node is one entry.
fn entries(judge: &Judge<'_, '_>, node: NodeId) -> Vec<NodeId> {
    match &judge.case.document().node(node).kind {
        NodeKind::List(items) => items.clone(),
        _ => vec![node],
    }
}

struct Search<'s, 'a, 'f> {
    judge: &'s Judge<'a, 'f>,
    wanted: &'s Wanted<'s>,
    article: Option<Article>,
}

impl Search<'_, '_, '_> {
    fn read(&self, nodes: &[NodeId]) -> Outcome {
        let mut parts = self.listed(nodes);
        parts.extend(self.unlisted(nodes));
        let mut outcome = match (parts.is_empty(), self.wanted.laws) {
            (true, Laws::None) => Outcome::new(Truth::Holds),
            (true, _) => Outcome::new(Truth::Silent),
            // Where no law is to be named, each that is breaks it.
            (false, Laws::None) => Outcome::all(parts),
            (false, _) => Outcome::any(parts),
        };
        outcome.evidence.dedup_by_key(|evidence| evidence.span);
        outcome.nearest = nodes.first().copied();
        outcome
    }

    /// What each citation of a listed law says.
    fn listed(&self, nodes: &[NodeId]) -> Vec<Outcome> {
        let (judge, names) = (self.judge, self.judge.rules.law_names());
        let mut parts = Vec::new();
        let mut shown = HashSet::new();
        let units = judge.units_here(nodes);
        let asked = |citation: &Citation| self.is_asked(names.full_name(citation.law));
        let cited: Vec<(&CaseUnit<'_>, Citation)> = units
            .iter()
            .flat_map(|unit| {
                judge.citations(unit.node).iter().map(|citation| (unit, citation.clone())).collect::<Vec<_>>()
            })
            .filter(|(_, citation)| asked(citation))
            .collect();
        // A law that is named again without its article, as where it is given a short name, takes nothing from
        // the article that is cited.
        let some_article = cited.iter().any(|(_, citation)| !citation.articles.is_empty());
        for (unit, citation) in cited {
            if citation.articles.is_empty() && (self.wanted.exact || some_article) {
                continue;
            }
            let truth = if *self.wanted.laws == Laws::None { Truth::Contrary } else { self.truth(&citation.articles) };
            let mut part = Outcome::new(truth);
            // A text that cites often is evidence once.
            if shown.insert((unit.node, part.truth)) {
                part.evidence.extend(judge.words(unit.node, unit.text, 0..unit.text.len()));
            }
            let cited = citation.articles.iter().filter_map(|cited| cited.article.as_ref().ok());
            let cited: Vec<String> = cited.map(Article::to_string).collect();
            if part.truth == Truth::Contrary && self.article.is_some() {
                part.remarks.push(format!("書かれている条項は{}です。", cited.join("、")));
            }
            parts.push(part);
        }
        parts
    }

    /// What each name of a law says that is not listed.
    fn unlisted(&self, nodes: &[NodeId]) -> Vec<Outcome> {
        let judge = self.judge;
        let mut parts = Vec::new();
        for unit in judge.units_here(nodes).iter() {
            for name in unlisted::names(judge, unit) {
                let Some(truth) = self.truth_of_unlisted(&name) else { continue };
                let mut part = Outcome::new(truth);
                part.evidence.extend(judge.words(unit.node, unit.text, 0..unit.text.len()));
                let words = unit.text.get(name.range).unwrap_or("").trim();
                let place = judge.case.pointer(unit.node);
                part.remarks.push(format!(
                    "{place}の「{words}」は、登録された法令の名にありません。どの法令か確かめてください。"
                ));
                parts.push(part);
            }
        }
        parts
    }

    /// What the name of an unlisted law says; `None` where it is surely no law that is asked for.
    fn truth_of_unlisted(&self, name: &unlisted::Name) -> Option<Truth> {
        let undecided = Truth::Undecided(Reason::Undecidable);
        let may_be = match self.wanted.laws {
            // An article is of some law, whichever that may be.
            Laws::None => return Some(if name.articles.is_empty() { undecided } else { Truth::Contrary }),
            Laws::Any => true,
            Laws::These(laws) => laws.iter().any(|law| name.may_be(law)),
        };
        let is_cited = !(self.wanted.exact && name.articles.is_empty());
        (may_be && is_cited && self.truth(&name.articles) != Truth::Contrary).then_some(undecided)
    }

    fn is_asked(&self, law: &str) -> bool {
        match self.wanted.laws {
            Laws::Any | Laws::None => true,
            Laws::These(laws) => laws.iter().any(|asked| asked == law),
        }
    }

    fn truth(&self, articles: &[Cited]) -> Truth {
        let Some(wanted) = &self.article else { return Truth::Holds };
        let mut best = if articles.is_empty() { Truth::Undecided(Reason::Undecidable) } else { Truth::Contrary };
        for cited in articles {
            match cited.article.as_ref().map(|article| article.fit(wanted)) {
                Ok(Fit::Same) => return Truth::Holds,
                Ok(Fit::Wider) | Err(_) => best = Truth::Undecided(Reason::Undecidable),
                Ok(Fit::Other) => {}
            }
        }
        best
    }
}
