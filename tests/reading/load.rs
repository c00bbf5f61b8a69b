//! Loads the lexicon and the statements of a rules folder for tests of the reader.

#![allow(clippy::panic, clippy::expect_used, clippy::indexing_slicing, reason = "a test")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kansa::document::Document;
use kansa::reading::{Example, Lexicon, Reader, Statement};
use kansa::rules::{lexicon, statement};
use kansa::source::Source;

/// What a rules folder says about reading.
pub(crate) struct Rules {
    pub(crate) lexicon: Lexicon,
    pub(crate) statements: Vec<Statement>,
    #[allow(dead_code, reason = "only one of the tests reads the examples")]
    pub(crate) examples: Vec<(String, Vec<Example>)>,
}

/// The built-in rules, or the folder that `KANSA_RULES` names.
pub(crate) fn rules() -> PathBuf {
    std::env::var_os("KANSA_RULES").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"), PathBuf::from)
}

/// A file as a document.
pub(crate) fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let source = Source::from_bytes(path.display().to_string(), &bytes)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Document::parse(Arc::new(source)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Loads a rules folder.
pub(crate) fn load(folder: &Path) -> Rules {
    let classes = folder.join("lexicon/classes.yaml");
    let spellings = folder.join("lexicon/spellings.yaml");
    let lexicon = Lexicon {
        classes: lexicon::classes(&document(&classes))
            .unwrap_or_else(|error| panic!("classes: {error} {:?}", error.span)),
        spellings: lexicon::spellings(&document(&spellings))
            .unwrap_or_else(|error| panic!("spellings: {error} {:?}", error.span)),
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("statements"))
        .expect("statements folder")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    let mut rules = Rules { lexicon, statements: Vec::new(), examples: Vec::new() };
    for file in files {
        let document = document(&file);
        let read = statement::statement(&document)
            .unwrap_or_else(|error| panic!("{}: {error} {:?}", file.display(), error.span));
        let examples = statement::examples(&document)
            .unwrap_or_else(|error| panic!("{}: {error} {:?}", file.display(), error.span));
        rules.examples.push((read.id.clone(), examples));
        rules.statements.push(read);
    }
    rules
}

/// The reader of a rules folder.
#[allow(dead_code, reason = "not every test reads")]
pub(crate) fn reader(rules: &Rules) -> Reader {
    Reader::new(&rules.lexicon, &rules.statements).unwrap_or_else(|error| panic!("{error}"))
}
