//! What is known of the texts of cases, and kept for the next case that holds the same text.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::Folded;
use crate::memory::Memory;

/// How much text is kept folded, in bytes.
const MOST: usize = 128 * 1024;

/// The texts of cases, by what was typed, with what was worked out of them.
#[derive(Debug)]
pub(crate) struct KnownTexts {
    texts: Memory<String, KnownText>,
    told: Memory<u64, Vec<Told>>,
}

/// A folded text, with a number under which more is kept that is worked out of it.
#[derive(Debug)]
pub(crate) struct KnownText {
    /// Of no other text in the life of the program.
    pub(crate) number: u64,
    /// The text.
    pub(crate) folded: Folded,
    /// What it is as an entry of a form; set when it is first asked for.
    pub(crate) entry: OnceLock<Entry>,
}

/// What a text is as an entry of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// It says something.
    Filled,
    /// It is nothing, or a word that stands for nothing.
    Blank,
    /// It says that it is not settled.
    Undecided,
}

/// Words of a text that speak of a fact.
#[derive(Debug)]
pub(crate) struct Told {
    /// The number of the fact.
    pub(crate) fact: usize,
    /// The words, in bytes of the folded text.
    pub(crate) place: Range<usize>,
    /// What they say of it.
    pub(crate) said: Said,
}

/// What words say of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// It is there.
    Shown,
    /// It is not there.
    Denied,
    /// Neither.
    LeftOpen,
}

impl Default for KnownTexts {
    fn default() -> Self {
        Self { texts: Memory::new(MOST), told: Memory::new(MOST) }
    }
}

impl KnownTexts {
    /// A text, folded once however often cases hold it.
    pub(crate) fn text(&self, typed: &str) -> Arc<KnownText> {
        self.texts.get(typed, typed.len(), || KnownText::new(typed))
    }

    /// What a text tells of the facts.
    pub(crate) fn told(&self, text: &KnownText, read: impl FnOnce(&str) -> Vec<Told>) -> Arc<Vec<Told>> {
        let folded = text.folded.text();
        self.told.get(&text.number, folded.len(), || read(folded))
    }
}

impl KnownText {
    /// A text by itself.
    pub(crate) fn new(typed: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self { number: NEXT.fetch_add(1, Ordering::Relaxed), folded: Folded::new(typed), entry: OnceLock::new() }
    }
}
