//! How texts were read, clause by clause, for people and for programs.

use std::fmt::Write as _;
use std::io;
use std::ops::Range;

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::letters::{Visible, plain};
use crate::reading::{How, Outlined};
use crate::rules::RuleSet;

/// A text with how it was read.
#[derive(Debug)]
pub struct ReadText<'t> {
    /// The path to it in its case; empty for a text of its own.
    pub pointer: String,
    /// The text.
    pub text: &'t str,
    /// Its sentences.
    pub sentences: Vec<Outlined>,
}

#[derive(Serialize)]
struct Output<'r> {
    schema: &'static str,
    texts: Vec<TextOut<'r>>,
}

#[derive(Serialize)]
struct TextOut<'r> {
    pointer: &'r str,
    text: &'r str,
    sentences: Vec<SentenceOut<'r>>,
}

#[derive(Serialize)]
struct SentenceOut<'r> {
    text: &'r str,
    kind: &'static str,
    clauses: Vec<ClauseOut<'r>>,
}

#[derive(Serialize)]
struct ClauseOut<'r> {
    text: &'r str,
    kind: &'static str,
    says: Vec<SaidOut<'r>>,
}

#[derive(Serialize)]
struct SaidOut<'r> {
    statement: &'r str,
    name: &'r str,
    reading: How,
    words: Vec<&'r str>,
    step: &'r str,
    token: &'r str,
}

fn cut<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or("")
}

/// Writes the readings as data, `kansa-reading/1`.
///
/// # Errors
/// Those of `out`.
pub fn json(rules: &RuleSet, texts: &[ReadText<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let output = Output { schema: "kansa-reading/1", texts: texts.iter().map(|text| of_text(rules, text)).collect() };
    output.serialize(&mut Serializer::with_formatter(&mut *out, Visible(PrettyFormatter::new())))?;
    writeln!(out)
}

fn of_text<'r>(rules: &'r RuleSet, read: &'r ReadText<'_>) -> TextOut<'r> {
    let text = read.text;
    let sentences = read.sentences.iter().map(|sentence| SentenceOut {
        text: cut(text, &sentence.sentence),
        kind: sentence.kind,
        clauses: sentence
            .clauses
            .iter()
            .map(|clause| ClauseOut {
                text: cut(text, &clause.clause),
                kind: clause.kind,
                says: clause
                    .says
                    .iter()
                    .map(|said| SaidOut {
                        statement: &said.statement,
                        name: rules.statement_name(&said.statement),
                        reading: said.how,
                        words: said.words.iter().map(|words| cut(text, words)).collect(),
                        step: said.step,
                        token: &said.token,
                    })
                    .collect(),
            })
            .collect(),
    });
    TextOut { pointer: &read.pointer, text, sentences: sentences.collect() }
}

/// Writes the readings for people.
///
/// # Errors
/// Those of `out`.
pub fn text(rules: &RuleSet, texts: &[ReadText<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = String::new();
    for read in texts {
        if !read.pointer.is_empty() {
            let _ = writeln!(page, "■ {}", plain(&read.pointer));
        }
        for sentence in &read.sentences {
            let _ = writeln!(page, "〔{}〕{}", sentence.kind, line(read.text, &sentence.sentence));
            for clause in &sentence.clauses {
                let _ = writeln!(page, "  {}　{}", clause.kind, line(read.text, &clause.clause));
                for said in &clause.says {
                    let words: Vec<String> = said.words.iter().map(|words| line(read.text, words)).collect();
                    let token =
                        if said.token.is_empty() { String::new() } else { format!("（{}）", plain(&said.token)) };
                    let _ = writeln!(
                        page,
                        "    {} {}（{}）　決め手「{}」　{}{token}",
                        said.how.word(),
                        rules.statement_name(&said.statement),
                        said.statement,
                        words.join("」「"),
                        said.step
                    );
                }
            }
        }
        page.push('\n');
    }
    out.write_all(page.as_bytes())
}

fn line(text: &str, range: &Range<usize>) -> String {
    plain(&cut(text, range).split_whitespace().collect::<Vec<_>>().join(" "))
}
