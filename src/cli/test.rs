//! `kansa test`: tries the examples of every rule, by name.

use std::path::Path;

use regex::Regex;

use super::args::TestArgs;
use super::{Failure, IN_ORDER, output, ruleset};
use crate::document::nearest;
use crate::report::{Shape, corpus_json, corpus_text};
use crate::rules::{Extent, RuleSet};
use crate::trial::{corpus, try_example, try_model};

/// The exit code where an example is misjudged.
const MISJUDGED: u8 = 1;

pub(super) fn run(args: &TestArgs) -> Result<u8, Failure> {
    match &args.corpus {
        Some(corpus) => sentences(args, corpus),
        None => examples(args),
    }
}

/// Reads labelled sentences and tells how many were taken rightly.
fn sentences(args: &TestArgs, path: &Path) -> Result<u8, Failure> {
    let rules = ruleset::of_call(&args.rules, Extent::Rules)?;
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::Usage(format!(
            "エラー: {shown} を読めません（{}）。UTF-8の、1行に1つの JSON のファイルを指定してください。",
            output::told(&error)
        ))
    })?;
    let sentences = corpus::sentences(&text).map_err(|fault| Failure::Usage(format!("エラー: {shown} の{fault}。")))?;
    if sentences.is_empty() {
        return Err(Failure::Usage(format!("エラー: {shown} に文がありません。")));
    }
    let measured = corpus::measure(rules.reader(), &sentences);
    output::write(None, |out| match args.format {
        Shape::Text => corpus_text(&measured, &sentences, out),
        Shape::Json => corpus_json(&measured, &sentences, out),
    })?;
    Ok(IN_ORDER)
}

fn examples(args: &TestArgs) -> Result<u8, Failure> {
    let rules = ruleset::of_call(&args.rules, Extent::RulesAndExamples)?;
    let wanted = args.wanted.iter().map(|wanted| pattern(&rules, wanted)).collect::<Result<Vec<_>, _>>()?;
    let (mut tried, mut misjudged) = (0, Vec::new());
    output::write(None, |out| {
        for rule in rules.rules() {
            let model = [("記載例".to_owned(), try_model(&rules, rule))];
            let own = rules
                .examples(&rule.id)
                .iter()
                .map(|example| (example.name.clone(), try_example(&rules, rule, example)));
            for (name, result) in own.chain(model) {
                let full = format!("{}::{name}", rule.id);
                if !wanted.is_empty() && !wanted.iter().any(|pattern| pattern.is_match(&full)) {
                    continue;
                }
                tried += 1;
                match result {
                    Ok(()) => writeln!(out, "○ {full}")?,
                    Err(error) => {
                        writeln!(out, "× {full}\n    {error}")?;
                        misjudged.push(full);
                    }
                }
            }
        }
        writeln!(out, "例 {tried}件、うち期待と違うもの {}件", misjudged.len())?;
        misjudged.iter().try_for_each(|name| writeln!(out, "  × {name}"))
    })?;
    if tried == 0 {
        return Err(Failure::Usage(
            "エラー: 当てはまる例がありません。kansa rules で規則の番号を確かめてください。".to_owned(),
        ));
    }
    Ok(if misjudged.is_empty() { IN_ORDER } else { MISJUDGED })
}

/// What chooses examples: the id of a rule, or an expression for 「id::example」.
fn pattern(rules: &RuleSet, wanted: &str) -> Result<Regex, Failure> {
    let is_id = !wanted.contains(|letter: char| r".*+?|()[]{}^$\".contains(letter)) && !wanted.contains("::");
    if is_id {
        known(rules, wanted)?;
    }
    let expression = if is_id { format!("^{}::", regex::escape(wanted)) } else { wanted.to_owned() };
    Regex::new(&expression).map_err(|_| {
        Failure::Usage(format!(
            "エラー: 「{wanted}」は正規表現として読めません。規則の番号か、KS-1403-0[1-5] のような式を書いてください。"
        ))
    })
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
