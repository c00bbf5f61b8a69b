//! The rules of a set, as a table, as data and as a page.

use std::fmt::Write as _;
use std::io;

use comfy_table::{ContentArrangement, Table};
use serde::Serialize;

use crate::evaluate::result::Level;
use crate::rules::{Basis, Rule, RuleSet};

/// How the rules are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// For people at a terminal.
    Table,
    /// For programs.
    Json,
    /// The page that stands beside the rules.
    Markdown,
}

impl Listing {
    /// All listings with their names on the command line.
    pub const ALL: [(&'static str, Self); 3] =
        [("table", Self::Table), ("json", Self::Json), ("markdown", Self::Markdown)];

    /// Writes the rules of a set.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(self, rules: &RuleSet, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Table => table(rules, width, out),
            Self::Json => json(rules, out),
            Self::Markdown => out.write_all(page(rules).as_bytes()),
        }
    }
}

fn highest(rule: &Rule) -> Level {
    rule.basis.iter().map(|basis| basis.level).max().unwrap_or(Level::Note)
}

fn kinds(rule: &Rule) -> String {
    if rule.kinds.is_empty() { "すべて".to_owned() } else { rule.kinds.join("・") }
}

/// The days in force, as 「2023-04-01～」; empty where they are open.
fn dates(basis: &Basis) -> String {
    match (basis.from, basis.to) {
        (None, None) => String::new(),
        (from, to) => {
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}～{}", day(from), day(to))
        }
    }
}

/// What a basis hangs on, where it binds only some cases.
fn condition(rules: &RuleSet, basis: &Basis) -> String {
    basis.when.as_ref().map(|when| rules.describe(when)).unwrap_or_default()
}

fn table(rules: &RuleSet, width: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header(["規則", "段階", "種別", "項目", "求めること"]);
    for rule in rules.rules() {
        table.add_row([
            rule.id.clone(),
            highest(rule).word().to_owned(),
            kinds(rule),
            rule.item.clone(),
            rule.title.clone(),
        ]);
    }
    writeln!(out, "{table}")?;
    writeln!(out, "規則 {}件。1件の根拠と例は kansa explain 規則 で見られます。", rules.rules().len())
}

#[derive(Serialize)]
struct Entry<'r> {
    id: &'r str,
    title: &'r str,
    item: &'r str,
    kinds: &'r [String],
    level: Level,
    basis: Vec<EntryBasis<'r>>,
    message: &'r str,
    advice: &'r str,
    why: &'r str,
}

#[derive(Serialize)]
struct EntryBasis<'r> {
    source: &'r str,
    law: &'r str,
    article: Option<&'r str>,
    text: &'static str,
    level: Level,
    from: Option<String>,
    to: Option<String>,
    condition: String,
}

fn json(rules: &RuleSet, out: &mut dyn io::Write) -> io::Result<()> {
    let entries = rules.rules().iter().map(|rule| Entry {
        id: &rule.id,
        title: &rule.title,
        item: &rule.item,
        kinds: &rule.kinds,
        level: highest(rule),
        basis: rule.basis.iter().map(|basis| entry_basis(rules, basis)).collect(),
        message: &rule.message,
        advice: &rule.advice,
        why: &rule.why,
    });
    serde_json::to_writer_pretty(
        &mut *out,
        &serde_json::json!({
            "schema": "kansa-rules/1",
            "digest": rules.digest(),
            "rules": entries.collect::<Vec<_>>(),
        }),
    )?;
    writeln!(out)
}

fn entry_basis<'r>(rules: &RuleSet, basis: &'r Basis) -> EntryBasis<'r> {
    EntryBasis {
        source: &basis.source,
        law: &basis.law,
        article: basis.article.as_deref(),
        text: basis.text.word(),
        level: basis.level,
        from: basis.from.map(|day| day.to_string()),
        to: basis.to.map(|day| day.to_string()),
        condition: condition(rules, basis),
    }
}

/// The index by law and article: a rule stands under each of its bases.
fn page(rules: &RuleSet) -> String {
    let mut laws: Vec<(&str, Vec<(&Rule, &Basis)>)> = Vec::new();
    for rule in rules.rules() {
        for basis in &rule.basis {
            match laws.iter_mut().find(|(law, _)| *law == basis.law) {
                Some((_, rows)) => rows.push((rule, basis)),
                None => laws.push((&basis.law, vec![(rule, basis)])),
            }
        }
    }
    laws.sort_by_key(|(law, _)| *law);
    let mut page = String::new();
    let _ = writeln!(page, "規則は{}件です。1つの規則は、そのすべての根拠の下にあります。", rules.rules().len());
    for (law, mut rows) in laws {
        rows.sort_by(|(rule, basis), (other, other_basis)| {
            (&basis.article, &rule.id).cmp(&(&other_basis.article, &other.id))
        });
        let _ = writeln!(
            page,
            "\n### {law}\n\n| 条項 | 規則 | 求めること | 段階 | 期間 | 条件 | 種別 | 原文 |\n|---|---|---|---|---|---|---|---|"
        );
        for (rule, basis) in rows {
            let fields = [
                basis.article.clone().unwrap_or_default(),
                rule.id.clone(),
                rule.title.clone(),
                basis.level.word().to_owned(),
                dates(basis),
                condition(rules, basis),
                kinds(rule),
                basis.text.word().to_owned(),
            ];
            let fields = fields.map(|field| field.replace('|', "\\|"));
            let _ = writeln!(page, "| {} |", fields.join(" | "));
        }
    }
    page
}
