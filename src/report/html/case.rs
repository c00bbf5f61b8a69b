//! The page of a case: each heading with its verdicts, what decided them, and what to write.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::{badge, beginning, case_id, class_of, item_id};
use crate::error::Problem;
use crate::evaluate::result::{Evidence, RuleResult, Verdict};
use crate::report::letters::{one_line, paragraphs, plain};
use crate::report::pretty::{counts, verdict_words};
use crate::report::table::name;
use crate::report::view;
use crate::settle::{CaseReport, Summary};

/// Rows of a table that fit on any page.
const SHORT: usize = 3;

/// The page of one case; `items` are the headings of the run.
pub(super) fn page(at: usize, case: &CaseReport, items: &[&str]) -> Markup {
    let id = case_id(at);
    let verdict = case.verdict();
    let kinds = if case.kinds.is_empty() { "（なし）".to_owned() } else { view::kinds(&case.kinds) };
    html! {
        article.case aria-labelledby=(id) {
            h2 id=(id) { (at + 1) ". " (name(case)) " " (one_line(&case.title)) }
            p { span class={ "v " (class_of(verdict)) } { (verdict_words(verdict)) } " " (counts(Summary::of([case]))) }
            dl.facts {
                div { dt { "ファイル" } dd { (plain(&case.path)) } }
                div { dt { "種別" } dd { (kinds) } }
                div { dt { "基準日" } dd { (view::as_of(case)) } }
            }
            @for (word, problem) in view::told(case) { (message(case, problem, word)) }
            @for item in items { (section(at, case, items, item)) }
            (not_applicable(case))
            p.back { a href="#matrix" { "項目ごとの判定へ戻る" } }
        }
    }
}

fn message(case: &CaseReport, problem: &Problem, word: &str) -> Markup {
    let place = case.source.as_ref().zip(problem.span).map(|(source, span)| view::spot(source, span));
    html! {
        div.finding.fail {
            p { strong { (word) ": " (one_line(&problem.what)) } }
            @if let Some(place) = place { p { "場所　" (place) } }
            p { (one_line(&problem.why)) }
            p { (one_line(&problem.advice)) }
        }
    }
}

/// What is reported under one heading; nothing where no rule of it applies.
fn section(at: usize, case: &CaseReport, items: &[&str], item: &str) -> Markup {
    let here = || case.results.iter().filter(|result| result.item == item);
    let Some(worst) = here().map(|result| result.verdict).min().filter(|worst| *worst != Verdict::NotApplicable) else {
        return html! {};
    };
    let (passed, mut found): (Vec<&RuleResult>, Vec<&RuleResult>) = here()
        .filter(|result| result.verdict != Verdict::NotApplicable)
        .partition(|result| result.verdict == Verdict::Pass);
    // What must be mended first stands first; results that are alike keep the order of the file.
    found.sort_by_key(|result| (result.verdict, Reverse(result.level)));
    let id = item_id(at, items, item);
    html! {
        section.item aria-labelledby=(id) {
            h3 id=(id) tabindex="-1" { (one_line(item)) " " (badge(worst)) }
            @for result in found { (finding(case, result)) }
            @if !passed.is_empty() { (passes(case, item, &passed)) }
        }
    }
}

fn finding(case: &CaseReport, result: &RuleResult) -> Markup {
    html! {
        div class={ "finding " (view::code(result.verdict)) } {
            h4 { (badge(result.verdict)) " 〔" (result.level.word()) "〕" (one_line(&result.title)) " "
                span.rule { (result.rule) } @if result.known { " " (view::known(result)) } }
            p { (view::message(result)) }
            @if let Some(words) = view::settled(result) { p { strong { (words) } } }
            dl {
                dt { "記載箇所" }
                dd { (view::spot_in(case, &result.source, result.span)) " " (plain(&result.pointer)) }
                @if !result.evidence.is_empty() {
                    dt { "根拠文" }
                    dd { @for evidence in &result.evidence { (quote(case, evidence, &evidence.text)) } }
                }
                dt { "根拠" }
                dd { (one_line(&result.basis.join("、"))) }
                @if result.settled.is_none() {
                    dt { "理由" }
                    dd { (one_line(&result.why)) }
                    dt { "対応" }
                    dd { (one_line(&result.advice)) }
                    @if let Some(model) = &result.model {
                        dt { "記載例" }
                        dd.text { (paragraphs(model)) }
                    }
                }
            }
        }
    }
}

fn quote(case: &CaseReport, evidence: &Evidence, text: &str) -> Markup {
    html! {
        blockquote {
            p.text { (paragraphs(text)) }
            footer {
                (view::spot_in(case, &evidence.source, evidence.span)) " " (plain(&evidence.pointer))
                @if !evidence.note.is_empty() { "　" (one_line(&evidence.note)) }
            }
        }
    }
}

fn passes(case: &CaseReport, item: &str, passed: &[&RuleResult]) -> Markup {
    html! {
        // A short table is not torn apart by the end of a page.
        table.passes.short[passed.len() <= SHORT] {
            caption { (one_line(item)) "で適合したもの" }
            thead { tr {
                @for head in ["判定", "求めること", "根拠文と記載箇所", "根拠"] { th scope="col" { (head) } }
            } }
            tbody {
                @for result in passed {
                    tr {
                        td { (badge(result.verdict)) }
                        th scope="row" { (one_line(&result.title)) " " span.rule { (result.rule) } }
                        td {
                            @for evidence in &result.evidence { (quote(case, evidence, &beginning(&evidence.text))) }
                            @if result.evidence.is_empty() {
                                (view::message(result)) " "
                                (view::spot_in(case, &result.source, result.span)) " " (plain(&result.pointer))
                            }
                        }
                        td { (one_line(&result.basis.join("、"))) }
                    }
                }
            }
        }
    }
}

fn not_applicable(case: &CaseReport) -> Markup {
    let left: Vec<&RuleResult> =
        case.results.iter().filter(|result| result.verdict == Verdict::NotApplicable).collect();
    html! {
        @if !left.is_empty() {
            details {
                summary { "対象外とした規則 " (left.len()) "件とその理由" }
                table.left {
                    caption { "対象外とした規則" }
                    thead { tr { @for head in ["規則", "求めること", "対象外の理由"] { th scope="col" { (head) } } } }
                    tbody {
                        @for (reason, results) in by_reason(&left) {
                            @for (at, result) in results.iter().enumerate() {
                                tr {
                                    td { (result.rule) }
                                    th scope="row" { (one_line(&result.title)) }
                                    @if at == 0 { td rowspan=(results.len()) { (reason) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Results by what is told of them, in the order of the first of each: a reason stands once for all of its rules.
fn by_reason<'r>(results: &[&'r RuleResult]) -> Vec<(String, Vec<&'r RuleResult>)> {
    let mut groups: Vec<(String, Vec<&RuleResult>)> = Vec::new();
    for &result in results {
        let reason = view::message(result);
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, group)) => group.push(result),
            None => groups.push((reason, vec![result])),
        }
    }
    groups
}
