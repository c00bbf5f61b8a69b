//! `cites`: a law, or an article of it, is cited.

use std::collections::HashSet;

use crate::case::citation::{Article, Citation, Fit};
use crate::case::{CaseUnit, Cited};
use crate::document::{NodeId, NodeKind};
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

/// What is to be cited.
pub(in crate::evaluate) struct Wanted<'r> {
    pub(in crate::evaluate) laws: &'r [String],
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
            let mut part = Outcome::new(self.truth(&citation));
            // A text that cites often is evidence once.
            if shown.insert((unit.node, part.truth)) {
                part.evidence.extend(judge.words(unit.node, unit.text, 0..unit.text.len()));
            }
            if part.truth == Truth::Contrary {
                let cited: Vec<String> = citation
                    .articles
                    .iter()
                    .filter_map(|cited| cited.article.as_ref().ok())
                    .map(Article::to_string)
                    .collect();
                part.remarks.push(format!("書かれている条項は{}です。", cited.join("、")));
            }
            parts.push(part);
        }
        if parts.is_empty() && self.wanted.laws.is_empty() {
            parts.extend(units.iter().filter_map(|unit| self.of_unknown_law(unit)));
        }
        let mut outcome = if parts.is_empty() { Outcome::new(Truth::Silent) } else { Outcome::any(parts) };
        outcome.evidence.dedup_by_key(|evidence| evidence.span);
        outcome.nearest = nodes.first().copied();
        outcome
    }

    /// What a text cites of a law that is not known, where any law will do: that is not to cite none.
    fn of_unknown_law(&self, unit: &CaseUnit<'_>) -> Option<Outcome> {
        let cited = Cited::of(unit.text).map(|cited| cited.to_string()).filter(|cited| cited.contains('条'))?;
        let mut outcome = Outcome::new(Truth::Undecided(Reason::Undecidable));
        outcome.evidence.extend(self.judge.words(unit.node, unit.text, 0..unit.text.len()));
        outcome.remarks.push(format!(
            "「{cited}」が、どの法令のものか読み取れません。この検査の知らない法令であれば、諮問の根拠となるかを確かめてください。"
        ));
        Some(outcome)
    }

    fn is_asked(&self, law: &str) -> bool {
        self.wanted.laws.is_empty() || self.wanted.laws.iter().any(|asked| asked == law)
    }

    fn truth(&self, citation: &Citation) -> Truth {
        let Some(wanted) = &self.article else { return Truth::Holds };
        let mut best =
            if citation.articles.is_empty() { Truth::Undecided(Reason::Undecidable) } else { Truth::Contrary };
        for cited in &citation.articles {
            match cited.article.as_ref().map(|article| article.fit(wanted)) {
                Ok(Fit::Same) => return Truth::Holds,
                Ok(Fit::Wider) | Err(_) => best = Truth::Undecided(Reason::Undecidable),
                Ok(Fit::Other) => {}
            }
        }
        best
    }
}
