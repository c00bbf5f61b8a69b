//! What the words of a rule set are in a text, wherever the text stands.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::RuleSet;
use super::people::Spoken;
use crate::case::citation::LawId;
use crate::case::definition::{Definition, definitions_in};
use crate::case::variant::Letters;
use crate::form::KnownText;
use crate::memory::Memory;

/// Of how much text it is kept, in bytes.
const MOST: usize = 128 * 1024;

/// What was found in texts, by their numbers.
#[derive(Debug)]
pub(super) struct InTexts(Memory<u64, InText>);

impl Default for InTexts {
    fn default() -> Self {
        Self(Memory::new(MOST))
    }
}

/// What is in one text, each part looked for when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct InText {
    laws: OnceLock<Vec<(Range<usize>, LawId)>>,
    near_laws: OnceLock<Vec<(Range<usize>, LawId)>>,
    letters: OnceLock<Letters>,
    definitions: OnceLock<Vec<Definition>>,
    people: OnceLock<Vec<Spoken>>,
}

impl RuleSet {
    /// What is in a text, kept for other cases that hold it.
    pub(crate) fn in_text(&self, text: &KnownText) -> Arc<InText> {
        self.in_texts.0.get(&text.number, text.folded.text().len(), InText::default)
    }
}

impl InText {
    /// Where laws are named.
    pub(crate) fn laws(&self, rules: &RuleSet, text: &KnownText) -> &[(Range<usize>, LawId)] {
        self.laws.get_or_init(|| rules.law_names.places(text.folded.text()))
    }

    /// Where words are nearly the name of a law.
    pub(crate) fn near_laws(&self, rules: &RuleSet, text: &KnownText) -> &[(Range<usize>, LawId)] {
        self.near_laws.get_or_init(|| rules.law_names.near(self.letters(text)))
    }

    /// The text taken apart to be compared with names.
    pub(crate) fn letters(&self, text: &KnownText) -> &Letters {
        self.letters.get_or_init(|| Letters::of(text.folded.text()))
    }

    /// The names that it defines.
    pub(crate) fn definitions(&self, text: &KnownText) -> &[Definition] {
        self.definitions.get_or_init(|| definitions_in(&text.folded))
    }

    /// How it speaks of each of the persons whose data a referral is about.
    pub(crate) fn people(&self, rules: &RuleSet, text: &KnownText) -> &[Spoken] {
        self.people.get_or_init(|| rules.terms.people.spoken_of(text.folded.text()))
    }
}
