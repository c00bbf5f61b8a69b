//! How a text was cut, and what each clause says: for the author of a rule who asks why.

use std::ops::Range;

use serde::Serialize;

use super::clause::ClauseKind;
use super::passage::Passage;
use super::reader::Reader;
use super::{Finding, How};

/// One sentence of a text, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlined {
    /// The sentence, in bytes of the unit's text.
    pub sentence: Range<usize>,
    /// What type it is of, a word for people: only 本文 asserts or obliges.
    pub kind: &'static str,
    /// Its clauses, those of an aside in brackets too.
    pub clauses: Vec<OutlinedClause>,
}

/// One clause, with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlinedClause {
    /// The clause, in bytes of the unit's text.
    pub clause: Range<usize>,
    /// What it is to the ones after it, a word for people.
    pub kind: &'static str,
    /// What it says of which statement.
    pub says: Vec<Said>,
}

/// How a clause says one statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Id of the statement.
    pub statement: String,
    /// How.
    pub how: How,
    /// The words that were matched, in bytes of the unit's text.
    pub words: Vec<Range<usize>>,
    /// The step of the reader that decided.
    pub step: &'static str,
    /// The ending or marker that decided, in normal spelling.
    pub token: String,
}

impl ClauseKind {
    /// The word for it that people see.
    const fn name(self) -> &'static str {
        match self {
            Self::Condition => "条件",
            Self::Exception => "除外",
            Self::Goal => "目当て",
            Self::Reason => "理由",
            Self::Continued => "続く節",
            Self::Closed => "言い切って続く節",
            Self::Adversative => "逆接の節",
            Self::Label => "名札",
            Self::End => "結び",
        }
    }
}

/// How a passage was cut, and what each clause says of every statement of the reader.
#[must_use]
pub fn outline(reader: &Reader, passage: &Passage) -> Vec<Outlined> {
    let mut findings: Vec<(&str, Finding)> = Vec::new();
    let asked: Vec<_> = reader.statements().map(|(number, _)| number).collect();
    for (number, id) in reader.statements() {
        let reading = reader.read(&[passage], number, &asked);
        findings.extend(reading.findings.into_iter().map(|finding| (id, finding)));
    }
    let own = passage.sentences.iter().filter(|sentence| !sentence.context);
    own.map(|sentence| {
        let mut clauses: Vec<OutlinedClause> = sentence
            .clauses
            .iter()
            .map(|clause| OutlinedClause {
                clause: passage.typed(clause.range.clone()),
                kind: clause.kind.name(),
                says: Vec::new(),
            })
            .collect();
        for (id, finding) in findings.iter().filter(|(_, finding)| finding.sentence == sentence.typed) {
            let said = Said {
                statement: (*id).to_owned(),
                how: finding.how,
                words: finding.words.clone(),
                step: finding.step,
                token: finding.token.clone(),
            };
            // What is said by several clauses together stands at the last of them.
            let at = clauses.iter().position(|clause| clause.clause == finding.clause);
            let last = clauses.len().saturating_sub(1);
            if let Some(clause) = clauses.get_mut(at.unwrap_or(last)) {
                add(&mut clause.says, said);
            }
        }
        Outlined { sentence: sentence.typed.clone(), kind: sentence.kind.name(), clauses }
    })
    .collect()
}

/// Adds what a clause says; the words of several ways of saying one thing stand together.
fn add(says: &mut Vec<Said>, said: Said) {
    let Some(known) = says.iter_mut().find(|known| known.statement == said.statement && known.how == said.how) else {
        says.push(said);
        return;
    };
    known.words.extend(said.words);
    known.words.sort_by_key(|words| (words.start, words.end));
    known.words.dedup();
}
