//! What the build script and the program both know of the files of a rule set.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

pub(super) const FORM: &str = "form.yaml";
pub(super) const LEXICON: &str = "lexicon/";
pub(super) const STATEMENTS: &str = "statements/";

/// The files of the lexicon of which nothing is read but what the reader is compiled of.
pub(super) const COMPILED: [&str; 2] = ["lexicon/classes.yaml", "lexicon/spellings.yaml"];

/// Whether a file of the set is a rule.
pub(super) fn is_rule(name: &str) -> bool {
    name != FORM && !name.starts_with(LEXICON) && !name.starts_with(STATEMENTS)
}

/// The text of a file without its examples, which only a test of the rules reads.
pub(super) fn lean<'t>(name: &str, text: &'t str) -> &'t str {
    if is_rule(name) || name.starts_with(STATEMENTS) { without_examples(text) } else { text }
}

/// The text before the key `examples`, which stands last; the whole where another key follows it.
fn without_examples(text: &str) -> &str {
    let Some(at) = text.find("\nexamples:") else { return text };
    let (before, examples) = text.split_at(at + 1);
    let is_key = |line: &str| line.starts_with(|letter: char| letter.is_alphabetic());
    if examples.lines().skip(1).any(is_key) { text } else { before }
}

/// SHA-256 over the names and texts of some files, in hexadecimal.
pub(super) fn digest<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    let mut hash = Sha256::new();
    for (name, text) in files {
        for part in [name, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
