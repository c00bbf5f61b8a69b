//! Every example of every rule, by name: `KS-1403-05::pass::承認制`.
//!
//! Beside the examples each rule has three more tests: its model text makes it pass, it has a passing and a
//! failing example, and no part of its condition can be dropped or negated without an example noticing
//! (but for those listed in [`EQUIVALENT`], each with its reason).

use std::sync::Arc;

use kansa::evaluate::result::Verdict;
use kansa::rules::{Extent, RuleSet};
use kansa::trial::{try_example, try_model, unnoticed};
use libtest_mimic::{Arguments, Trial};

/// Mutants that no example can notice, with the reason.
const EQUIVALENT: &[(&str, &str, &str)] = &[(
    "KS-1403-62",
    "require: negate ask: 区が直接に委託する者と、その者が再委託する者とを、実施目的・業務の内容・外部委託先のどこでも同じに読めるか確かめてください。",
    "what only a person can answer is as open when it is denied",
)];

fn main() {
    let arguments = Arguments::from_args();
    let rules = match RuleSet::built_in(Extent::RulesAndExamples) {
        Ok(rules) => Arc::new(rules),
        Err(error) => {
            eprintln!("{}", kansa::report::problems("規則のエラー", &error.problems));
            std::process::exit(101);
        }
    };
    let mut trials = Vec::new();
    for at in 0..rules.rules().len() {
        let rule = &rules.rules()[at];
        let (id, examples) = (rule.id.clone(), rules.examples(&rule.id));
        for (number, example) in examples.iter().enumerate() {
            let verdict = serde_json::to_value(example.expect).unwrap();
            let name = format!("{id}::{}::{}", verdict.as_str().unwrap(), example.name);
            let rules = Arc::clone(&rules);
            trials.push(Trial::test(name, move || {
                let rule = &rules.rules()[at];
                Ok(try_example(&rules, rule, &rules.examples(&rule.id)[number])?)
            }));
        }
        let of = |name: &str, test: fn(&RuleSet, usize) -> Result<(), String>| {
            let rules = Arc::clone(&rules);
            Trial::test(format!("{id}::{name}"), move || Ok(test(&rules, at)?))
        };
        trials.push(of("model", |rules, at| try_model(rules, &rules.rules()[at]).map_err(|error| error.to_string())));
        trials.push(of("has_both_sides", has_both_sides));
        trials.push(of("mutants", mutants));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn has_both_sides(rules: &RuleSet, at: usize) -> Result<(), String> {
    let examples = rules.examples(&rules.rules()[at].id);
    let has = |wanted: &[Verdict]| examples.iter().any(|example| wanted.contains(&example.expect));
    let mut names: Vec<_> = examples.iter().map(|example| &example.name).collect();
    names.sort();
    names.dedup();
    if !has(&[Verdict::Pass, Verdict::Attested]) {
        Err("no example passes".to_owned())
    } else if !has(&[Verdict::Fail, Verdict::Missing, Verdict::Review]) {
        Err("no example fails".to_owned())
    } else if names.len() != examples.len() {
        Err("two examples have one name".to_owned())
    } else {
        Ok(())
    }
}

fn mutants(rules: &RuleSet, at: usize) -> Result<(), String> {
    let rule = &rules.rules()[at];
    let surviving = unnoticed(rules, rule, rules.examples(&rule.id));
    let listed = |name: &str| EQUIVALENT.iter().any(|(id, mutant, _)| *id == rule.id && *mutant == name);
    let unlisted: Vec<_> = surviving.iter().filter(|name| !listed(name)).collect();
    let stale =
        EQUIVALENT.iter().filter(|(id, name, _)| *id == rule.id && !surviving.iter().any(|mutant| mutant == name));
    match (unlisted.as_slice(), stale.count()) {
        ([], 0) => Ok(()),
        ([], _) => Err("a mutant that is listed as equivalent is noticed: take it off the list".to_owned()),
        (unlisted, _) => Err(format!("no example notices: {unlisted:?}")),
    }
}
