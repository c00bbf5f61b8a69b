//! Makes the files of `rules/` ready for the program to carry: their texts, the tables of their trees, the
//! reader compiled and the digest of all, so that the program parses and compiles nothing of them when it starts.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "these modules are of the program, which uses all of them"
)]

mod bytes;
mod document;
mod error;
mod hash;
#[path = "rules/lean.rs"]
mod lean;
#[path = "rules/lexicon.rs"]
mod lexicon;
mod memory;
mod reading;
mod source;
#[path = "rules/statement.rs"]
mod statement;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io};

use bytes::Kept as _;
use document::Document;
use reading::{Lexicon, Reader};
use source::Source;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    for folder in ["document", "reading", "source"] {
        println!("cargo:rerun-if-changed={}", root.join("src").join(folder).display());
    }
    for file in [
        "build.rs",
        "bytes.rs",
        "document.rs",
        "error.rs",
        "hash.rs",
        "memory.rs",
        "reading.rs",
        "source.rs",
        "rules/lean.rs",
        "rules/lexicon.rs",
        "rules/statement.rs",
    ] {
        println!("cargo:rerun-if-changed={}", root.join("src").join(file).display());
    }
    let mut paths = Vec::new();
    collect(&root.join("rules"), &mut paths)?;
    let named = paths.into_iter().map(|path| {
        let name = path.strip_prefix(root.join("rules")).unwrap_or(&path);
        let name = name.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/");
        (name, path)
    });
    // By name, as the program looks them up.
    let mut named: Vec<(String, PathBuf)> = named.collect();
    named.sort();
    let mut list = String::from("&[\n");
    let mut tables: Vec<u8> = Vec::new();
    let mut files = Vec::new();
    for (name, path) in named {
        let text = fs::read_to_string(&path)?;
        let start = tables.len();
        tables.extend(table(&name, &text));
        let path = path.to_string_lossy().into_owned();
        // Writing to a String cannot fail.
        let _ = writeln!(
            list,
            "    Carried {{ name: {name:?}, text: include_str!({path:?}), lean: {}, table: {start}..{} }},",
            lean::lean(&name, &text).len(),
            tables.len()
        );
        files.push((name, text));
    }
    list.push_str("]\n");
    let digest = lean::digest(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("rules.in"), list)?;
    fs::write(out.join("rules.table"), tables)?;
    fs::write(out.join("rules.digest"), digest)?;
    fs::write(out.join("rules.reader"), reader(&files))
}

/// Id and name of every statement, then the reader, compiled. Where a file is broken there is none: the program tells what is wrong.
fn reader(files: &[(String, String)]) -> Vec<u8> {
    let mut lexicon = Lexicon::default();
    let mut statements = Vec::new();
    for (name, text) in files {
        let source = Arc::new(Source::from_text(name.as_str(), text));
        let Ok(document) = Document::parse(source) else { return Vec::new() };
        let read = match name.strip_prefix(lean::LEXICON) {
            Some("classes.yaml") => lexicon::classes(&document).map(|classes| lexicon.classes = classes),
            Some("spellings.yaml") => lexicon::spellings(&document).map(|spellings| lexicon.spellings = spellings),
            None if name.starts_with(lean::STATEMENTS) => {
                statement::statement(&document).map(|statement| statements.push(statement))
            }
            _ => Ok(()),
        };
        if read.is_err() {
            return Vec::new();
        }
    }
    let Ok(reader) = Reader::new(&lexicon, &statements) else { return Vec::new() };
    let names = statements.iter().map(|statement| (statement.id.clone(), statement.name.clone()));
    let mut bytes = Vec::new();
    names.collect::<Vec<_>>().put(&mut bytes);
    bytes.extend(reader.to_bytes());
    bytes
}

/// The table of a file that the program reads. One that is broken has none: it is told when the program reads it.
fn table(name: &str, text: &str) -> Vec<u8> {
    let source = Arc::new(Source::from_text(name, lean::lean(name, text)));
    Document::parse(source).map(|document| document.to_table()).unwrap_or_default()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}
