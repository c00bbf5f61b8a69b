//! For the review board: one page that needs nothing else. It is read without its script, which only filters
//! and sorts, and it prints on A4 with signs as well as colours.

mod case;
mod trace;

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::letters::{one_line, plain};
use super::pretty::{counts, standing, verdict_words};
use super::table::{items, name, verdict_sign, worst};
use super::view;
use crate::evaluate::result::{Level, Verdict};
use crate::settle::{CaseReport, CaseVerdict, Run};

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");
/// Nothing is fetched, whatever a case holds.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// Most cases that stand beside each other on a page of A4.
const ABREAST: usize = 12;

/// Most letters of a quote where its place tells where to read on.
const QUOTE: usize = 100;

/// Writes the page.
pub(super) fn write(run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(page(run).into_string().as_bytes())
}

fn page(run: &Run) -> Markup {
    let items = items(run);
    html! {
        (DOCTYPE)
        html lang="ja" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "kansa " (view::VERSION) };
                meta name="kansa-rules" content=(run.rule_digest);
                title { "点検の結果" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "本文へ" }
                header {
                    h1 { "諮問書の点検の結果" }
                    p { (counts(run.summary())) }
                    @for line in view::compared(run) { p { (line) } }
                }
                (contents(run))
                main id="main" tabindex="-1" {
                    (matrix(run, &items))
                    (overview(run))
                    @for (at, case) in run.cases.iter().enumerate() { (case::page(at, case, &items)) }
                    (trace::section(run))
                    (proof(run))
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn contents(run: &Run) -> Markup {
    html! {
        nav aria-label="目次" {
            ol {
                li { a href="#matrix" { "項目ごとの判定" } }
                li { a href="#overview" { "案件の一覧" } }
                @for (at, case) in run.cases.iter().enumerate() {
                    li { a href={ "#" (case_id(at)) } { (name(case)) } " " (one_line(&case.title)) }
                }
                li { a href="#trace" { "条項と記載の対応" } }
                li { a href="#proof" { "点検に使ったもの" } }
            }
        }
    }
}

/// The anchor of a case.
fn case_id(at: usize) -> String {
    format!("case-{}", at + 1)
}

/// The anchor of a heading of a case.
fn item_id(at: usize, items: &[&str], item: &str) -> String {
    let number = items.iter().position(|known| *known == item).map_or(0, |place| place + 1);
    format!("case-{}-item-{number}", at + 1)
}

/// A verdict as a sign with its word; the class only adds a colour.
fn badge(verdict: Verdict) -> Markup {
    html! { span class={ "v " (view::code(verdict)) } { (verdict.sign()) " " (verdict.word()) } }
}

/// The beginning of a long text; a mark says where it was cut.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(QUOTE) {
        Some((end, _)) => format!("{}…（略）", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// The class of a case's verdict.
fn class_of(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Pass => "pass",
        CaseVerdict::Review => "review",
        CaseVerdict::Fail | CaseVerdict::Error => "fail",
    }
}

fn overview(run: &Run) -> Markup {
    let level = |case: &CaseReport, level| standing(case, level).unwrap_or_default();
    html! {
        section aria-labelledby="overview" {
            h2 id="overview" { "案件の一覧" }
            table.cases {
                caption { "案件 " (run.cases.len()) "件の判定" }
                thead { tr {
                    @for head in ["件", "案件", "件名", "判定", "必須", "推奨", "基準日"] { th scope="col" { (head) } }
                } }
                tbody {
                    @for (at, case) in run.cases.iter().enumerate() {
                        tr {
                            td { (at + 1) }
                            th scope="row" { a href={ "#" (case_id(at)) } { (name(case)) } }
                            td { (one_line(&case.title)) }
                            td { span class={ "v " (class_of(case.verdict())) } { (verdict_words(case.verdict())) } }
                            td { (level(case, Level::Required)) }
                            td { (level(case, Level::Recommended)) }
                            td { (view::as_of(case)) }
                        }
                    }
                }
            }
            @if !run.skipped.is_empty() {
                p { "案件でないファイル " (run.skipped.len()) "件は読み飛ばしました: "
                    (run.skipped.iter().map(|path| plain(path)).collect::<Vec<_>>().join("、")) }
            }
        }
    }
}

fn matrix(run: &Run, items: &[&str]) -> Markup {
    let blocks = run.cases.chunks(ABREAST).enumerate();
    html! {
        section aria-labelledby="matrix" {
            h2 id="matrix" { "項目ごとの判定" }
            (legend())
            @for (block, cases) in blocks { (matrix_block(block * ABREAST, cases, items)) }
        }
    }
}

/// The headings of some cases; `first` is the place of the first case in the run.
fn matrix_block(first: usize, cases: &[CaseReport], items: &[&str]) -> Markup {
    let number = |at: usize| first + at;
    html! {
        table.matrix {
            caption { "行は項目、列は案件。最も重い判定を示し、押すとその項目に移ります" }
            thead { tr {
                th scope="col" { "項目" }
                @for (at, case) in cases.iter().enumerate() {
                    th scope="col" { a href={ "#" (case_id(number(at))) } { (number(at) + 1) ". " (name(case)) } }
                }
            } }
            tbody {
                tr.whole {
                    th scope="row" { "この件" }
                    @for case in cases {
                        td { span class={ "v " (class_of(case.verdict())) } title=(verdict_words(case.verdict())) {
                            span aria-hidden="true" { (verdict_sign(case.verdict())) }
                            span.aside { (verdict_words(case.verdict())) }
                        } }
                    }
                }
                @for item in items {
                    tr {
                        th scope="row" { (one_line(item)) }
                        @for (at, case) in cases.iter().enumerate() { (matrix_cell(number(at), case, items, item)) }
                    }
                }
            }
        }
    }
}

fn matrix_cell(at: usize, case: &CaseReport, items: &[&str], item: &str) -> Markup {
    let Some(verdict) = worst(case, item) else { return html! { td { span.aside { "規則なし" } } } };
    let sign = html! { span aria-hidden="true" { (verdict.sign()) } span.aside { (verdict.word()) } };
    html! {
        td {
            @if verdict == Verdict::NotApplicable {
                span class={ "v " (view::code(verdict)) } { (sign) }
            } @else {
                a class={ "v " (view::code(verdict)) } href={ "#" (item_id(at, items, item)) } title=(verdict.word()) { (sign) }
            }
        }
    }
}

fn legend() -> Markup {
    let meanings = [
        (Verdict::Fail, "書くべきことの反対が書かれているか、値が規則に合わない"),
        (Verdict::Missing, "書くべきことが書かれていない"),
        (Verdict::Review, "人が確かめる。委ねている、言い切っていない、一部だけである、読み取れない"),
        (Verdict::Waived, "決裁による、期限内の免除がある"),
        (Verdict::Attested, "検査が決められなかったことを、人が確かめた"),
        (Verdict::Pass, "本文がそれを述べている"),
        (Verdict::NotApplicable, "種別、基準日、条件に当たらない"),
    ];
    html! {
        dl.legend aria-label="凡例" {
            @for (verdict, meaning) in meanings { div { dt { (badge(verdict)) } dd { (meaning) } } }
            div { dt { span.v.fail { "エ" } } dd { "ファイルに読めない所がある" } }
        }
    }
}

fn proof(run: &Run) -> Markup {
    html! {
        section aria-labelledby="proof" {
            h2 id="proof" { "点検に使ったもの" }
            p { (view::proof(run)) }
            table {
                caption { "点検したファイルと、一緒に読んだファイル" }
                thead { tr { th scope="col" { "ファイル" } th scope="col" { "SHA-256" } } }
                tbody {
                    @for (file, digest) in view::files(run) {
                        tr { th scope="row" { (file) } td.digest { (digest) } }
                    }
                }
            }
            p { "判定は規則による形式の点検です。対策が十分かどうかは、人が判断します。" }
        }
    }
}
