//! `kansa explain`: the page of a rule.

use super::args::ExplainArgs;
use super::{Failure, IN_ORDER, output, ruleset, test};
use crate::form::Place;
use crate::rules::{Extent, Question};

pub(super) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let rules = ruleset::of_call(&args.rules, Extent::RulesAndExamples)?;
    test::known(&rules, &args.rule)?;
    let Some(rule) = rules.rule(&args.rule) else { return Ok(IN_ORDER) };
    output::write(None, |out| {
        writeln!(out, "{}  {}\n", rule.id, rule.title)?;
        writeln!(out, "項目　　{}", rule.item)?;
        let kinds = if rule.kinds.is_empty() { "すべて".to_owned() } else { rule.kinds.join("・") };
        writeln!(out, "種別　　{kinds}")?;
        let places = rule.places.iter().map(Place::written).collect::<Vec<_>>().join("、");
        writeln!(out, "読む所　{}", if places.is_empty() { "規則の条件による" } else { &places })?;
        writeln!(out, "\n根拠")?;
        for basis in &rule.basis {
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let dates = match (basis.from, basis.to) {
                (None, None) => "期間の定めなし".to_owned(),
                (from, to) => format!("{}～{}", day(from), day(to)),
            };
            let only = basis.when.as_ref().map(|when| format!("、条件 {}", rules.describe(when)));
            writeln!(
                out,
                "  ・〔{}〕{}（{}、{}、{dates}{}）",
                basis.level.word(),
                basis.citation(),
                basis.source,
                basis.text.word(),
                only.unwrap_or_default()
            )?;
        }
        if let Some(when) = &rule.when {
            writeln!(out, "\n働く条件\n  ・{}", rules.describe(when))?;
        }
        writeln!(out, "\n判定の条件\n  ・{}", rules.describe(&rule.require))?;
        for predicate in rule.require.predicates() {
            if let Question::States { statement, .. } = &predicate.question {
                writeln!(out, "    {statement}: {}", rules.statement(statement).map_or("", |known| &known.definition))?;
            }
        }
        writeln!(out, "\n理由　　{}", rule.why)?;
        writeln!(out, "指摘　　{}", rule.message)?;
        writeln!(out, "対応　　{}", rule.advice)?;
        if let Some(model) = &rule.model {
            writeln!(out, "記載例　{model}")?;
        }
        writeln!(out, "\n例")?;
        for example in rules.examples(&rule.id) {
            writeln!(out, "  {} {}  {}", example.expect.sign(), example.expect.word(), example.name)?;
            if let Some(text) = &example.text {
                writeln!(out, "      「{text}」")?;
            }
        }
        Ok(())
    })?;
    Ok(IN_ORDER)
}
