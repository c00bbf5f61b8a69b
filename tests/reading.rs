//! Every example of every statement file, and a table of grammar cases, each a test by name.
//!
//! The grammar cases use a small lexicon of their own, so that grammar is tested apart from the
//! words of the law.

#[path = "reading/grammar.rs"]
mod grammar;
#[path = "reading/load.rs"]
mod load;

use std::sync::Arc;

use kansa::reading::{Example, How, Reader, Role, Unit};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let rules = load::load(&load::rules());
    let reader = Arc::new(load::reader(&rules));
    let mut trials = Vec::new();
    for (id, examples) in rules.examples {
        for (number, example) in examples.into_iter().enumerate() {
            let reader = Arc::clone(&reader);
            let id = id.clone();
            trials.push(Trial::test(format!("example::{id}::{}", number + 1), move || check(&reader, &id, &example)));
        }
    }
    trials.extend(wordings(&reader));
    trials.extend(grammar::trials());
    libtest_mimic::run(&arguments, trials).exit();
}

/// Sentences in many wordings, each said or not: `tests/reading/wordings.tsv`.
fn wordings(reader: &Arc<Reader>) -> Vec<Trial> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reading/wordings.tsv");
    let table = std::fs::read_to_string(path).expect("the table");
    let rows = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    let trial = |(number, line): (usize, &str)| {
        let fields: Vec<String> = line.split('|').map(str::to_owned).collect();
        let reader = Arc::clone(reader);
        Trial::test(format!("wording::{}", number + 1), move || {
            let [id, wanted, text] = fields.as_slice() else { return Err("three fields a line".into()) };
            let statement = reader.statement(id).ok_or("no such statement")?;
            let passage = reader.prepare(Unit { text, lead: None, headings: &[], role: Role::Text });
            let how = reader.read(&[&passage], statement, &[statement]).how;
            let right = (how == How::Said) == (wanted == "+");
            if right { Ok(()) } else { Err(format!("{id} read {how:?}, expected {wanted}: {text}").into()) }
        })
    };
    rows.map(trial).collect()
}

fn check(reader: &Reader, id: &str, example: &Example) -> Result<(), Failed> {
    let statement = reader.statement(id).ok_or("no such statement")?;
    let headings: Vec<&str> = example.heading.iter().map(String::as_str).collect();
    let role = if example.lead.is_some() { Role::Item } else { Role::Text };
    let unit = Unit { text: &example.text, lead: example.lead.as_deref(), headings: &headings, role };
    let passage = reader.prepare(unit);
    let reading = reader.read(&[&passage], statement, &[statement]);
    // A near miss establishes nothing: where `none` is expected it is right too.
    if reading.how == example.read || (example.read == How::None && reading.how == How::Near) {
        return Ok(());
    }
    let mut message = format!("read {:?}, expected {:?}: {}", reading.how, example.read, example.text);
    for finding in &reading.findings {
        let clause = example.text.get(finding.clause.clone()).unwrap_or("?");
        let words: Vec<&str> = finding.words.iter().filter_map(|word| example.text.get(word.clone())).collect();
        message.push_str(&format!("\n  {} {} | {clause} | {}", finding.step, finding.token, words.join(" ")));
    }
    Err(message.into())
}
