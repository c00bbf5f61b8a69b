//! What a case declares of itself: kinds, facts, date, records.

use super::layout::is_bracketed;
use super::paper::{self, Paper, Slip};
use super::{CaseFault, Filled, Opened, date, record};
use crate::document::{NodeId, NodeKind, nearest};
use crate::error::{Explain as _, Problem};
use crate::form::{Form, same_name};

pub(super) fn declarations(opened: &mut Opened<'_>) {
    kinds(opened);
    facts(opened);
    date_of(opened);
    record::read(opened);
    papers(opened);
    opened.errors.sort_by_key(|problem| problem.span);
}

fn kinds(opened: &mut Opened<'_>) {
    let case = &mut opened.case;
    let form: &Form = case.form;
    let role = form.roles().kinds;
    let name = &form.key(role).name;
    let all = form.kinds().iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>().join("、");
    let node = case.own(role);
    let nodes = node.filter(|&node| !is_map(case, node)).map_or_else(Vec::new, |node| case.scalars(node));
    let document = case.document.clone();
    let mut seen = false;
    for node in nodes {
        let typed = document.text(node).unwrap_or_default().trim();
        if typed.is_empty() {
            continue;
        }
        seen = true;
        // A value in wide brackets has its own entry.
        if is_bracketed(typed) {
            continue;
        }
        match case.form.kind(typed) {
            Some(kind) if case.kinds.iter().any(|known| std::ptr::eq(*known, kind)) => {}
            Some(kind) => case.kinds.push(kind),
            None => {
                let nearest = nearest(typed, form.kinds().iter().map(|kind| kind.name.as_str())).map(str::to_owned);
                let fault = CaseFault::UnknownKind { word: typed.to_owned(), nearest, all: all.clone() };
                opened.errors.push(fault.problem(Some(document.node(node).span), Vec::new()));
            }
        }
    }
    if let Some(node) = node.filter(|&node| is_map(case, node)) {
        let fault = CaseFault::WrongShape { key: name.clone(), example: format!("{name}: [{all}]") };
        opened.errors.push(fault.problem(Some(document.node(node).span), Vec::new()));
    } else if !seen {
        let span = case.label_span(node.unwrap_or(case.root));
        let example = form.kinds().first().map(|kind| kind.name.clone()).unwrap_or_default();
        opened.errors.push(CaseFault::NoKind { key: name.clone(), example }.problem(Some(span), Vec::new()));
    }
}

fn is_map(case: &super::Case<'_>, node: NodeId) -> bool {
    matches!(case.document.node(node).kind, NodeKind::Map(_))
}

fn facts(opened: &mut Opened<'_>) {
    let case = &opened.case;
    let form = case.form;
    let Some(node) = case.own(form.roles().facts) else { return };
    let document = &case.document;
    let names = || form.facts().iter().map(|fact| fact.name.as_str());
    let mut errors: Vec<Problem> = Vec::new();
    if !is_map(case, node) && case.filled(node) == Filled::Filled {
        let name = &form.key(form.roles().facts).name;
        let first = names().next().unwrap_or_default();
        let fault = CaseFault::WrongShape { key: name.clone(), example: format!("{name}: {{{first}: 有}}") };
        errors.push(fault.problem(Some(document.node(node).span), Vec::new()));
    }
    for entry in document.entries(node) {
        let typed = document.key(entry);
        let Some(fact) = form.fact(typed) else {
            let nearest = nearest(typed, names()).map(str::to_owned);
            let fault =
                CaseFault::UnknownFact {
                    word: typed.to_owned(), nearest, all: names().collect::<Vec<_>>().join("、")
                };
            errors.push(fault.problem(Some(document.node(entry.key).span), Vec::new()));
            continue;
        };
        let value = document.text(entry.value).unwrap_or("（一覧）");
        let declared = ["有", "無"].iter().any(|word| same_name(word, value));
        if !declared && !value.trim().is_empty() {
            let fault = CaseFault::FactValue { fact: fact.name.clone(), value: value.to_owned() };
            errors.push(fault.problem(Some(document.node(entry.value).span), Vec::new()));
        }
    }
    opened.errors.extend(errors);
}

/// A date that is written and no day would leave the rules at today's date in silence.
fn date_of(opened: &mut Opened<'_>) {
    let case = &opened.case;
    let Some(node) = case.date_node() else { return };
    let written = case.document.text(node).unwrap_or_default().trim().to_owned();
    let fault = match case.date() {
        Some(dated) => match dated.when {
            Ok(when) => {
                if when.start.day().is_none() {
                    let problem = CaseFault::NoDay(written);
                    opened.notes.push(problem.problem(Some(case.document.node(node).span), Vec::new()));
                }
                return;
            }
            Err(fault) => fault,
        },
        None => date::DateFault::None(written.clone()),
    };
    let problem = CaseFault::NoDate { written, fault: fault.to_string() };
    opened.errors.push(problem.problem(Some(case.document.node(node).span), Vec::new()));
}

/// The papers that are attached; an entry that is no paper is left out.
fn papers(opened: &mut Opened<'_>) {
    let case = &mut opened.case;
    let roles = &case.form.roles().papers;
    let name = |key| case.form.key(key).name.clone();
    let list = name(roles.list);
    let example = || format!("{list}: [{{{}: …, {}: …}}]", name(roles.name), name(roles.file));
    let mut papers: Vec<Paper> = Vec::new();
    for entry in paper::entries(case) {
        let (fault, node) = match entry {
            Ok(paper) => match papers.iter().find(|other| same_name(&other.name, &paper.name)) {
                // One paper that is written twice is one.
                Some(twin) if twin.file == paper.file => continue,
                Some(_) => (CaseFault::PaperTwice { name: paper.name }, paper.node),
                None => {
                    papers.push(paper);
                    continue;
                }
            },
            Err(Slip::Shape(node)) => (CaseFault::WrongShape { key: list.clone(), example: example() }, node),
            Err(Slip::Lacks(node, key)) => {
                (CaseFault::EntryLacks { list: list.clone(), keys: name(key), example: example() }, node)
            }
        };
        opened.errors.push(fault.problem(Some(case.label_span(node)), Vec::new()));
    }
    case.papers = papers;
}
