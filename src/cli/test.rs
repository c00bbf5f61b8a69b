//! `kansa test`: tries the examples of every rule, by name.

use super::args::TestArgs;
use super::{Failure, IN_ORDER, output, ruleset};
use crate::document::nearest;
use crate::evaluate::{try_example, try_model};
use crate::rules::{Extent, RuleSet};

/// The exit code where an example is misjudged.
const MISJUDGED: u8 = 1;

pub(super) fn run(args: &TestArgs) -> Result<u8, Failure> {
    let rules = ruleset::load(args.rules.folder.as_deref(), Extent::RulesAndExamples)?;
    for wanted in &args.rules_named {
        known(&rules, wanted)?;
    }
    let (mut tried, mut misjudged) = (0, 0);
    output::write(None, |out| {
        for rule in rules.rules() {
            if !args.rules_named.is_empty() && !args.rules_named.contains(&rule.id) {
                continue;
            }
            let model = [("記載例".to_owned(), try_model(&rules, rule))];
            let own = rules
                .examples(&rule.id)
                .iter()
                .map(|example| (example.name.clone(), try_example(&rules, rule, example)));
            for (name, result) in own.chain(model) {
                tried += 1;
                match result {
                    Ok(()) => writeln!(out, "○ {}::{name}", rule.id)?,
                    Err(error) => {
                        misjudged += 1;
                        writeln!(out, "× {}::{name}\n    {error}", rule.id)?;
                    }
                }
            }
        }
        writeln!(out, "例 {tried}件、うち期待と違うもの {misjudged}件")
    })?;
    Ok(if misjudged == 0 { IN_ORDER } else { MISJUDGED })
}

/// Refuses the id of a rule that is not there, with the nearest one.
pub(super) fn known(rules: &RuleSet, wanted: &str) -> Result<(), Failure> {
    if rules.rule(wanted).is_some() {
        return Ok(());
    }
    let nearest = nearest(wanted, rules.rules().iter().map(|rule| rule.id.as_str()));
    let nearest = nearest.map(|id| format!("もしかして: {id}。")).unwrap_or_default();
    Err(Failure::Usage(format!("エラー: 規則「{wanted}」はありません。{nearest}番号は結果の〔〕の後にあります。")))
}
