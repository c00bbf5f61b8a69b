//! How the reader took a corpus of labelled sentences, for people and for programs.

use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::letters::{Visible, plain};
use crate::reading::{How, Reading};
use crate::trial::corpus::{Measured, Pair, Score, Sentence};

#[derive(Serialize)]
struct Output<'r> {
    schema: &'static str,
    overall: Counts,
    #[serde(rename = "macro")]
    by_statement: Means,
    statements: serde_json::Map<String, serde_json::Value>,
    errors: Vec<Error<'r>>,
    pairs: Vec<Judged<'r>>,
    unknown: &'r std::collections::BTreeMap<String, Vec<String>>,
}

#[derive(Serialize)]
struct Counts {
    tp: usize,
    fp: usize,
    #[serde(rename = "fn")]
    missed: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    missed_as_review: usize,
    missed_as_missing: usize,
}

#[derive(Serialize)]
struct Means {
    precision: f64,
    recall: f64,
    f1: f64,
}

#[derive(Serialize)]
struct Error<'r> {
    id: &'r str,
    statement: &'r str,
    kind: &'static str,
    reading: How,
    text: &'r str,
    explanation: String,
}

#[derive(Serialize)]
struct Judged<'r> {
    id: &'r str,
    statement: &'r str,
    established: bool,
    reading: How,
    right: bool,
}

/// Writes the result as data, `kansa-corpus/1`.
///
/// # Errors
/// Those of `out`.
pub fn json(measured: &Measured, sentences: &[Sentence], out: &mut dyn io::Write) -> io::Result<()> {
    let means = measured.by_statement();
    let statements =
        measured.statements.iter().map(|(id, score)| Ok((id.clone(), serde_json::to_value(counts(score))?)));
    let named = |pair: &Pair| sentences.get(pair.sentence);
    let output = Output {
        schema: "kansa-corpus/1",
        overall: counts(&measured.overall),
        by_statement: Means { precision: means.precision, recall: means.recall, f1: means.f1 },
        statements: statements.collect::<Result<_, serde_json::Error>>()?,
        errors: measured
            .pairs
            .iter()
            .filter(|pair| !pair.is_right())
            .filter_map(|pair| {
                let sentence = named(pair)?;
                Some(Error {
                    id: &sentence.id,
                    statement: &pair.statement,
                    kind: kind(pair),
                    reading: pair.reading.how,
                    text: &sentence.text,
                    explanation: explanation(&sentence.text, &pair.reading),
                })
            })
            .collect(),
        pairs: measured
            .pairs
            .iter()
            .filter_map(|pair| {
                Some(Judged {
                    id: &named(pair)?.id,
                    statement: &pair.statement,
                    established: pair.established,
                    reading: pair.reading.how,
                    right: pair.is_right(),
                })
            })
            .collect(),
        unknown: &measured.unknown,
    };
    output.serialize(&mut Serializer::with_formatter(&mut *out, Visible(PrettyFormatter::new())))?;
    writeln!(out)
}

fn counts(score: &Score) -> Counts {
    Counts {
        tp: score.hits,
        fp: score.false_alarms,
        missed: score.missed(),
        precision: score.precision(),
        recall: score.recall(),
        f1: score.f1(),
        missed_as_review: score.missed_as_review,
        missed_as_missing: score.missed_as_missing,
    }
}

fn kind(pair: &Pair) -> &'static str {
    if pair.established { "false_negative" } else { "false_positive" }
}

/// What decided: the clause, the words in it, the step and the ending.
fn explanation(text: &str, reading: &Reading) -> String {
    let cut = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or("");
    let findings = reading.findings.iter().map(|finding| {
        let words: Vec<&str> = finding.words.iter().map(cut).collect();
        let token = if finding.token.is_empty() { String::new() } else { format!("（{}）", finding.token) };
        format!(
            "節「{}」の「{}」: {} {}{token}",
            cut(&finding.clause),
            words.join("」「"),
            finding.how.word(),
            finding.step
        )
    });
    let told = findings.collect::<Vec<_>>().join("。");
    if told.is_empty() { "この事を述べる語が見つからない".to_owned() } else { told }
}

/// Writes the result for people: the counts, then what was read wrongly with the words that decided.
///
/// # Errors
/// Those of `out`.
pub fn text(measured: &Measured, sentences: &[Sentence], out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = String::new();
    for (id, score) in &measured.statements {
        line(&mut page, id, score);
    }
    let means = measured.by_statement();
    line(&mut page, "すべて（対ごと）", &measured.overall);
    let _ = writeln!(
        page,
        "すべて（文の種類ごとの平均）　適合率 {:.3}　再現率 {:.3}　F1 {:.3}",
        means.precision, means.recall, means.f1
    );
    for (id, bearers) in &measured.unknown {
        let _ = writeln!(
            page,
            "「{}」という文の種類はありません。数えなかった文: {}",
            plain(id),
            plain(&bearers.join("、"))
        );
    }
    for pair in measured.pairs.iter().filter(|pair| !pair.is_right()) {
        let Some(sentence) = sentences.get(pair.sentence) else { continue };
        let what = if pair.established { "見落とし" } else { "取り違え" };
        let _ = writeln!(
            page,
            "\n{what} {} {}（{}）\n  {}\n  {}",
            plain(&sentence.id),
            plain(&pair.statement),
            pair.reading.how.word(),
            plain(&sentence.text),
            plain(&explanation(&sentence.text, &pair.reading))
        );
    }
    out.write_all(page.as_bytes())
}

fn line(page: &mut String, name: &str, score: &Score) {
    // Writing to a String cannot fail.
    let _ = writeln!(
        page,
        "{name}　適合率 {:.3}　再現率 {:.3}　F1 {:.3}　当たり {}　取り違え {}　見落とし {}（うち要確認 {}、未記載 {}）",
        score.precision(),
        score.recall(),
        score.f1(),
        score.hits,
        score.false_alarms,
        score.missed(),
        score.missed_as_review,
        score.missed_as_missing
    );
}
