//! Persons whose data a referral is about, and how texts speak of them.

use std::ops::Range;
use std::sync::OnceLock;

use super::terms::{done, each, folded};
use crate::document::Document;
use crate::document::fields::ShapeError;
use crate::reading::{WordList, Words};

/// A person whose data a referral is about.
#[derive(Debug, Clone)]
pub struct Person {
    /// What the person is called.
    pub name: String,
    /// Words by which data speak of the person, folded.
    pub words: Vec<String>,
    /// Words that hide one of those, folded: they only count heads, or mean somebody else.
    pub unless: Vec<String>,
    /// Words that include the person where the persons of a paper are named, folded.
    pub wider: Vec<String>,
}

/// All such persons.
#[derive(Debug, Default)]
pub struct People {
    list: Vec<Person>,
    /// The words of all of them; made when a text is first asked for them.
    words: OnceLock<PeopleWords>,
}

#[derive(Debug)]
struct PeopleWords {
    words: Words,
    /// For each word: whose it is, as what, and which of that person's words of that use.
    uses: Vec<Vec<(usize, Use, usize)>>,
}

/// What a word of a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Speaks,
    Includes,
    Hides,
}

/// How a text speaks of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Spoken {
    /// Whether it includes the person where it names the persons of a paper.
    pub(crate) includes: bool,
    /// The words that speak of the person's data, in bytes of the folded text.
    pub(crate) words: Option<Range<usize>>,
}

impl People {
    fn new(list: Vec<Person>) -> Self {
        Self { list, words: OnceLock::new() }
    }

    /// The persons in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.list.iter()
    }

    /// How a folded text speaks of each person, in their order: by the first of the person's words that stands
    /// there and that nothing hides.
    pub(crate) fn spoken_of(&self, text: &str) -> Vec<Spoken> {
        let all = self.words.get_or_init(|| self.all_words());
        let mut hits: Vec<(usize, Use, usize, Range<usize>)> = Vec::new();
        all.words.find(text, |word, start, end| {
            let uses = all.uses.get(word as usize).map_or(&[][..], Vec::as_slice);
            hits.extend(uses.iter().map(|&(person, used, order)| (person, used, order, start..end)));
        });
        let hidden = |person: usize, place: &Range<usize>| {
            hits.iter().any(|(of, used, _, hide)| {
                *of == person && *used == Use::Hides && hide.start < place.end && place.start < hide.end
            })
        };
        let mut spoken = vec![Spoken::default(); self.list.len()];
        let mut first: Vec<(usize, usize)> = vec![(usize::MAX, usize::MAX); self.list.len()];
        for (person, used, order, place) in hits.iter().filter(|(_, used, ..)| *used != Use::Hides) {
            let (Some(spoken), Some(first)) = (spoken.get_mut(*person), first.get_mut(*person)) else { continue };
            if hidden(*person, place) {
                continue;
            }
            spoken.includes = true;
            if *used == Use::Speaks && (*order, place.start) < *first {
                *first = (*order, place.start);
                spoken.words = Some(place.clone());
            }
        }
        spoken
    }

    fn all_words(&self) -> PeopleWords {
        let (mut uses, mut words) = (Vec::<Vec<(usize, Use, usize)>>::new(), WordList::default());
        for (number, person) in self.list.iter().enumerate() {
            let of = [(Use::Speaks, &person.words), (Use::Includes, &person.wider), (Use::Hides, &person.unless)];
            for (used, list) in of {
                for (order, word) in list.iter().enumerate() {
                    let place = words.insert(word) as usize;
                    if place == uses.len() {
                        uses.push(Vec::new());
                    }
                    uses.get_mut(place).into_iter().for_each(|of_word| of_word.push((number, used, order)));
                }
            }
        }
        PeopleWords { words: words.freeze(), uses }
    }
}

pub(super) fn people(document: &Document) -> Result<People, ShapeError> {
    let list = each(document, |name, fields| {
        let (words, unless, wider) = (folded(&fields, "words")?, folded(&fields, "unless")?, folded(&fields, "wider")?);
        Ok(Person { name, words, unless, wider }).and_then(done(fields))
    });
    list.map(People::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_spoken_of_by_the_first_word_that_nothing_hides() {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let person = |name: &str, words, unless, wider| Person {
            name: name.to_owned(),
            words: list(words),
            unless: list(unless),
            wider: list(wider),
        };
        let people = People::new(vec![
            person("父母", &["母の", "父"], &["父兄"], &["保護者"]),
            person("乳児", &["乳児"], &["乳児数"], &[]),
        ]);
        let text = "乳児数、父兄会、父と母の氏名";
        let spoken = people.spoken_of(text);
        assert_eq!(spoken[0].words.clone().map(|place| &text[place]), Some("母の"), "in the order of the list");
        assert_eq!(spoken[1], Spoken::default());
        let wider = people.spoken_of("保護者");
        assert!(wider[0].includes && wider[0].words.is_none());
    }
}
