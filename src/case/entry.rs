//! A record is written into the file of a case; its layout and its comments stay as they are.

use super::{Case, Role};
use crate::document::{NodeId, NodeKind};
use crate::form::{AttestationKeys, KeyId};

/// A record of a person's look, to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewAttestation<'r> {
    /// The rule.
    pub rule: &'r str,
    /// The words that were looked at.
    pub words: &'r str,
    /// The other paper in which they stand.
    pub paper: Option<&'r str>,
    /// Who looked.
    pub by: &'r str,
    /// When.
    pub day: &'r str,
    /// Which of several results of the rule.
    pub at: Option<&'r str>,
}

/// Why a record cannot be written into a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// The form has no place for records.
    #[error(
        "様式の roles に attestations（確かめた記録を書く項目）がないため、書き足せません。様式（form.yaml）の roles に attestations を書いてください"
    )]
    NoPlace,
    /// The file is written as one pair of braces, or the records are no list.
    #[error(
        "ファイルの書き方（波括弧、または一覧でない「{name}」）のため、自動では書き足せません。「{name}」の下に、次のとおり書いてください: - {entry}"
    )]
    ByHand {
        /// The key of the records.
        name: String,
        /// The record.
        entry: String,
    },
}

impl Case<'_> {
    /// A record as it is written, one line.
    #[must_use]
    pub fn attestation_entry(&self, record: &NewAttestation<'_>) -> Option<String> {
        self.form.roles().attestations.as_ref().map(|keys| self.entry(keys, record))
    }

    fn entry(&self, keys: &AttestationKeys, record: &NewAttestation<'_>) -> String {
        let fields = [
            (keys.rule, Some(record.rule)),
            (keys.words, Some(record.words)),
            (keys.paper, record.paper),
            (keys.by, Some(record.by)),
            (keys.day, Some(record.day)),
            (keys.at, record.at),
        ];
        let written = fields.into_iter().filter_map(|(key, value)| {
            let value = value?.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(format!("{}: {}", self.form.key(key).name, quoted(&value)))
        });
        format!("{{{}}}", written.collect::<Vec<_>>().join(", "))
    }

    /// The text of the file with one more record.
    ///
    /// # Errors
    /// [`EntryFault`] where the layout of the file has no place for it.
    pub fn with_attestation(&self, record: &NewAttestation<'_>) -> Result<String, EntryFault> {
        let keys = self.form.roles().attestations.as_ref().ok_or(EntryFault::NoPlace)?;
        let entry = self.entry(keys, record);
        let (at, words) = match self.own(keys.list) {
            Some(list) => self.list_with(list, &entry),
            None => self.new_list(keys.list, &entry),
        }
        .ok_or_else(|| EntryFault::ByHand { name: self.form.key(keys.list).name.clone(), entry: entry.clone() })?;
        let (before, after) = self.source().text().split_at_checked(at).unwrap_or((self.source().text(), ""));
        Ok(format!("{before}{words}{after}"))
    }

    /// Where a record goes in a list that stands there, and how.
    fn list_with(&self, list: NodeId, entry: &str) -> Option<(usize, String)> {
        let text = self.source().text();
        let span = self.document.node(list).span;
        match &self.document.node(list).kind {
            NodeKind::List(items) if self.source().slice(span).starts_with('[') => {
                let end = span.end.checked_sub(1)?;
                let inside = text.get(span.start + 1..end)?.trim_end();
                let joint = if items.is_empty() || inside.ends_with(',') { "" } else { ", " };
                Some((span.start + 1 + inside.len(), format!("{joint}{entry}")))
            }
            NodeKind::List(items) => {
                let first = self.document.node(*items.first()?).span.start;
                let line = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
                let lead = text.get(line..first)?;
                let dash = lead.rfind('-')?;
                let indent = lead.get(..dash).filter(|indent| indent.trim().is_empty())?;
                Some(self.new_line_after(span.end, &format!("{indent}- {entry}")))
            }
            // The key stands there without a value.
            NodeKind::Scalar { text: value, .. } if value.trim().is_empty() => {
                let key = self.document.node(self.key_of(list)?).span;
                Some(self.new_line_after(key.end, &format!("  - {entry}")))
            }
            _ => None,
        }
    }

    /// Where a list of records goes that does not stand there: before the first paper.
    fn new_list(&self, list: KeyId, entry: &str) -> Option<(usize, String)> {
        let text = self.source().text();
        if self.source().slice(self.document.node(self.root).span).starts_with('{') {
            return None;
        }
        let break_ = self.line_break();
        let lines = format!("{}:{break_}  - {entry}{break_}", self.form.key(list).name);
        let paper = self.document.entries(self.root).iter().find(|entry| match self.role(entry.value) {
            Role::Place(id) => self.form.key(id).paper,
            _ => false,
        });
        let Some(paper) = paper else {
            let joint = if text.is_empty() || text.ends_with(['\n', '\r']) { "" } else { break_ };
            return Some((text.len(), format!("{joint}{lines}")));
        };
        // Comments and blank lines above the paper belong to it. A line further in than its key may be of a
        // text before it, in which # begins no comment.
        let mut at = self.document.node(paper.key).span.start;
        let indent = at - text.get(..at).and_then(|above| above.rfind(['\n', '\r'])).map_or(0, |before| before + 1);
        let is_comment =
            |line: &str| line.trim_start().starts_with('#') && line.len() - line.trim_start().len() <= indent;
        while let Some(above) = text.get(..at).map(|above| above.trim_end_matches(['\n', '\r'])) {
            let start = above.rfind(['\n', '\r']).map_or(0, |before| before + 1);
            match above.get(start..) {
                Some(line) if start < at && is_comment(line) => at = start,
                _ => break,
            }
        }
        Some((at, lines))
    }

    /// A line of its own after the line in which `at` lies.
    fn new_line_after(&self, at: usize, line: &str) -> (usize, String) {
        let text = self.source().text();
        let rest = text.get(at..).unwrap_or("");
        let end = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
        (end, format!("{}{line}", self.line_break()))
    }

    fn line_break(&self) -> &'static str {
        if self.source().text().contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// A value as it can stand between braces.
fn quoted(value: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "、。・（）「」ー-_. ".contains(letter);
    let starts = value.chars().next().is_some_and(char::is_alphanumeric);
    if starts && value.chars().all(plain) { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) }
}
