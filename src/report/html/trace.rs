//! The traceability matrix: which article asks for what, where a case says so, and what was found.

use maud::{Markup, html};

use super::{badge, beginning, case_id};
use crate::evaluate::result::Verdict;
use crate::report::letters::{one_line, plain};
use crate::report::table::name;
use crate::report::view::{self, Trace};
use crate::settle::Run;

/// The section with the matrix; the controls wait for the script.
pub(super) fn section(run: &Run) -> Markup {
    let traces = view::traces(run);
    html! {
        section.trace aria-labelledby="trace" {
            h2 id="trace" { "条項と記載の対応" }
            form.filter id="filter" hidden {
                label { "語 " input type="search" name="word" autocomplete="off"; }
                label { "判定 " select name="verdict" {
                    option value="" { "すべて" }
                    @for verdict in Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::NotApplicable) {
                        option value=(view::code(verdict)) { (verdict.sign()) " " (verdict.word()) }
                    }
                } }
                label { "案件 " select name="case" {
                    option value="" { "すべて" }
                    @for (at, case) in run.cases.iter().enumerate() { option value=(at + 1) { (at + 1) ". " (name(case)) } }
                } }
                output name="count" aria-live="polite" { (traces.len()) "行" }
            }
            table id="traces" {
                caption { "条項ごとに、求める対策、記載箇所、判定、根拠文を示します。対象外の規則は含みません" }
                thead { tr {
                    @for head in ["条項", "対策", "案件", "記載箇所", "判定", "根拠文"] { th scope="col" { (head) } }
                } }
                tbody { @for trace in &traces { (row(trace)) } }
            }
        }
    }
}

fn row(trace: &Trace<'_>) -> Markup {
    let Trace { basis, at, case, result } = trace;
    html! {
        tr data-verdict=(view::code(result.verdict)) data-case=(at + 1) {
            th scope="row" { (one_line(basis)) }
            td { (one_line(&result.title)) " " span.rule { (result.rule) } }
            td { a href={ "#" (case_id(*at)) } { (name(case)) } }
            td { (view::spot_in(case, &result.source, result.span)) " " (plain(&result.pointer)) }
            td { (badge(result.verdict)) }
            td {
                @for evidence in &result.evidence { p { "「" (beginning(&one_line(&evidence.text))) "」" } }
                @if let Some(words) = view::settled(result) { p { (words) } }
            }
        }
    }
}
