//! What a referral looks like, as data.
//!
//! `rules/form.yaml` holds the places of the papers (their names, shapes, kinds and nesting), the
//! small words that may stand at each of them, the kinds of referral, the facts and the short names
//! that rules use. This station reads it and resolves names; it knows nothing of any one case, and
//! its code names no place: which key holds the kinds or the date is said by the data, too.

mod error;
mod fold;
mod known;
mod load;
mod place;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

pub use error::{FormError, FormFault};
pub(crate) use fold::places as places_of;
pub use fold::{Folded, fold_name, is_figure, same_name};
pub(crate) use known::{Entry, KnownText, KnownTexts, Said, Told};
pub use place::{Place, PlaceFault, Step};

use crate::document::Document;
use crate::reading::{WordList, Words};

/// The form: places, words, kinds, facts.
#[derive(Debug)]
pub struct Form {
    keys: Vec<Key>,
    top: Vec<KeyId>,
    words: Vec<(Word, String)>,
    kinds: Vec<Kind>,
    facts: Vec<Fact>,
    blank: Vec<String>,
    bare_blank: OnceLock<Vec<String>>,
    undecided: Vec<String>,
    whole: Vec<String>,
    places: Vec<NamedPlace>,
    roles: Roles,
    /// Folded names of all keys, to the keys that bear them.
    names: HashMap<String, Vec<KeyId>>,
    /// The words of all facts; made when a case is first asked for a fact.
    fact_words: OnceLock<FactWords>,
    known: KnownTexts,
}

/// The words of all facts, with the number of the fact of each.
#[derive(Debug)]
struct FactWords {
    /// The facts of each word, in their order.
    facts: Vec<Vec<usize>>,
    words: Words,
}

/// The number of a place of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct KeyId(u32);

/// One place of the form: a key that may stand in a paper.
#[derive(Debug)]
pub struct Key {
    /// The first name, by which rules call it.
    pub name: String,
    /// Other names that are printed.
    pub names: Vec<String>,
    /// How it is usually written; other shapes are read too.
    pub shape: Shape,
    /// The kinds of referral whose paper has it; empty for all.
    pub kinds: Vec<String>,
    /// One line for the person who fills it in.
    pub help: String,
    /// The key that it stands in.
    pub parent: Option<KeyId>,
    /// The keys that may stand in it.
    pub children: Vec<KeyId>,
    /// Whether rows that the form does not know may stand in it.
    pub others: bool,
    /// Whether it is a paper of its own.
    pub paper: bool,
    /// Whether it is kansa's own and not printed.
    pub own: bool,
    /// Whether its value names the list entry that it stands in.
    pub entry_name: bool,
    folded: Vec<String>,
}

/// How a place is usually written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A text.
    Text,
    /// A list.
    List,
    /// A map of the keys that stand in it.
    Table,
    /// A list of times and what happens then.
    Schedule,
    /// Text, list or map.
    Any,
}

/// The small words of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter)]
pub enum Word {
    /// A heading that is the paper's own.
    Heading,
    /// The words before a list.
    Lead,
    /// What follows: a text or a list.
    Content,
    /// A ※ note.
    Note,
    /// Words that stand in a figure; they prove nothing.
    Figure,
    /// The heading as printed, where it is not a name of the key.
    Printed,
    /// Rows that the form does not know.
    Others,
    /// The time of an entry of a schedule.
    When,
    /// Further columns of an annex's table: key to printed heading.
    Columns,
}

/// A kind of referral.
#[derive(Debug)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// One line about it.
    pub help: String,
    folded: String,
}

/// A fact on which conditional rules hang.
#[derive(Debug)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// The question, one line.
    pub help: String,
    /// Where its words are looked for; the whole file where empty.
    pub places: Vec<Place>,
    /// Words that show it, folded.
    pub words: Vec<String>,
    /// Phrases that deny it, folded.
    pub unless: Vec<String>,
    /// Phrases, folded, in which one of its words is about something else.
    pub apart: Vec<String>,
    /// Words, folded, that take it away where they are said of one of its words or the part of a paper that bears
    /// it, and done.
    pub hidden_by: Vec<String>,
    /// Stems of verbs of receiving and keeping, folded, that deny it where they stand in the negative soon after one
    /// of its words; said of a thing that bears it, too.
    pub unreceived_by: Vec<String>,
    /// Stems of other verbs, folded, that deny it where they are said so of itself.
    pub denied_by: Vec<String>,
    /// Stems of verbs of passing on and showing, folded: in the negative they leave it open.
    pub left_open_by: Vec<String>,
    /// Words, folded, that lift a denial in their sentence or its proviso: what is forbidden but by leave may
    /// come about.
    pub lifted_by: Vec<String>,
    /// What it means that the text says nothing.
    pub silence: Silence,
    /// Places in the one that would name it which say nothing of it.
    pub beside: Vec<Place>,
    /// How to declare it.
    pub advice: String,
    folded: String,
}

/// What it means that nothing is said of a fact.
#[derive(Debug)]
pub enum Silence {
    /// It counts as given; only a declaration says otherwise.
    Given,
    /// It counts as not given where this place is written, else it is not decidable.
    NotGivenWhere(Place),
}

/// A short name of a place.
#[derive(Debug)]
pub struct NamedPlace {
    /// The short name.
    pub name: String,
    /// The place.
    pub place: Place,
    /// Whether words may be looked for in it one by one.
    pub list: bool,
    folded: String,
}

/// Which places play a part in kansa itself.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    /// Keys of which a case has at least one.
    pub(crate) case: Vec<KeyId>,
    /// The kinds of the case.
    pub(crate) kinds: KeyId,
    /// The declared facts.
    pub(crate) facts: KeyId,
    /// The linked cases.
    pub(crate) links: KeyId,
    /// The number of the case.
    pub(crate) number: Place,
    /// Its title, the first that is filled.
    pub(crate) title: Vec<Place>,
    /// Its date.
    pub(crate) date: Place,
    /// The list of annexes.
    pub(crate) annexes: KeyId,
    /// The records of what people looked at, where the form has them.
    pub(crate) attestations: Option<AttestationKeys>,
    /// The records of rules that are waived, where the form has them.
    pub(crate) waivers: Option<WaiverKeys>,
    /// The papers that are attached.
    pub(crate) papers: PaperKeys,
}

/// The keys of a record that a person looked.
#[derive(Debug)]
pub(crate) struct AttestationKeys {
    /// The list of records.
    pub(crate) list: KeyId,
    /// The rule.
    pub(crate) rule: KeyId,
    /// The words that were looked at.
    pub(crate) words: KeyId,
    /// Another paper in which they stand.
    pub(crate) paper: KeyId,
    /// Who looked.
    pub(crate) by: KeyId,
    /// When.
    pub(crate) day: KeyId,
    /// Which of several results of the rule.
    pub(crate) at: KeyId,
}

/// The keys of a record that a rule is waived.
#[derive(Debug)]
pub(crate) struct WaiverKeys {
    /// The list of records.
    pub(crate) list: KeyId,
    /// The rule.
    pub(crate) rule: KeyId,
    /// Why.
    pub(crate) reason: KeyId,
    /// Who decided.
    pub(crate) by: KeyId,
    /// The number of the decision.
    pub(crate) document: KeyId,
    /// The last day.
    pub(crate) until: KeyId,
}

/// The keys under which papers are attached.
#[derive(Debug, Default)]
pub(crate) struct PaperKeys {
    /// The list of them.
    pub(crate) list: KeyId,
    /// The name of one.
    pub(crate) name: KeyId,
    /// Its file.
    pub(crate) file: KeyId,
}

impl Key {
    /// Whether a folded name is one of its names.
    pub(crate) fn is_named(&self, folded: &str) -> bool {
        self.folded.iter().any(|known| known == folded) || self.is_local(folded)
    }

    /// Whether a folded name is one of its names as an office prints it: with the office's own name before it, the
    /// numbers of its own articles and 「について」: 「葦原市情報セキュリティポリシーへの対応について」.
    fn is_local(&self, folded: &str) -> bool {
        let plain = |name: &str| name.strip_suffix("について").unwrap_or(name).replace(is_figure, "");
        let typed = plain(folded);
        !self.own
            && self.folded.iter().any(|known| {
                typed.strip_suffix(plain(known).as_str()).is_some_and(|before| before.is_empty() || is_office(before))
            })
    }
}

/// Whether a text is the name of a public body, such as 「葦原市」 or 「東部広域連合の」.
fn is_office(text: &str) -> bool {
    const BODIES: [&str; 11] = ["都", "道", "府", "県", "市", "区", "町", "村", "組合", "広域連合", "企業団"];
    let name = text.strip_suffix('の').unwrap_or(text);
    BODIES.iter().any(|body| name.ends_with(body))
}

static NOWHERE: Key = Key {
    name: String::new(),
    names: Vec::new(),
    shape: Shape::Any,
    kinds: Vec::new(),
    help: String::new(),
    parent: None,
    children: Vec::new(),
    others: false,
    paper: false,
    own: false,
    entry_name: false,
    folded: Vec::new(),
};

impl Form {
    /// Reads a form.
    ///
    /// # Errors
    /// [`FormError`] with its place where the file is not a form: a key that nothing reads, a name
    /// twice, a place that does not exist.
    pub fn load(document: &Document) -> Result<Self, FormError> {
        load::load(document)
    }

    /// A place of the form. Ids come from this form only; another form's gives a key without a name.
    #[must_use]
    pub fn key(&self, id: KeyId) -> &Key {
        self.keys.get(id.0 as usize).unwrap_or(&NOWHERE)
    }

    /// The keys that may stand in a key; those of the file itself for `None`.
    #[must_use]
    pub fn children(&self, of: Option<KeyId>) -> &[KeyId] {
        of.map_or(&self.top, |id| &self.key(id).children)
    }

    /// The key of a name, printed or first, among those that may stand in `parent`.
    #[must_use]
    pub fn child(&self, parent: Option<KeyId>, name: &str) -> Option<KeyId> {
        let folded = fold_name(name);
        let children = self.children(parent);
        let find = |is: &dyn Fn(&Key) -> bool| children.iter().copied().find(|&id| is(self.key(id)));
        find(&|key| key.folded.contains(&folded)).or_else(|| find(&|key| key.is_local(&folded)))
    }

    /// Whether the form decides which keys stand in a key.
    pub(crate) fn is_checked(&self, id: KeyId) -> bool {
        let key = self.key(id);
        !key.own || !key.children.is_empty()
    }

    /// The keys that bear a name anywhere in the form.
    #[must_use]
    pub fn keys_named(&self, name: &str) -> &[KeyId] {
        self.names.get(&fold_name(name)).map_or(&[], Vec::as_slice)
    }

    /// The path of a key in first names.
    #[must_use]
    pub fn path(&self, id: KeyId) -> String {
        let key = self.key(id);
        match key.parent {
            Some(parent) => format!("{}.{}", self.path(parent), key.name),
            None => key.name.clone(),
        }
    }

    /// Resolves a place as a rule writes it: a path of first names, or one that begins with a short
    /// name.
    ///
    /// # Errors
    /// [`PlaceFault`] where a step is no place, with the nearest right name.
    pub fn place(&self, written: &str) -> Result<Place, PlaceFault> {
        place::resolve(self, written)
    }

    /// The place of a short name.
    fn named(&self, name: &str) -> Option<&NamedPlace> {
        let folded = fold_name(name);
        self.places.iter().find(|named| named.folded == folded)
    }

    /// The short names.
    #[must_use]
    pub fn places(&self) -> &[NamedPlace] {
        &self.places
    }

    /// Whether words may be looked for one by one at a place: it or a place above it is marked so.
    #[must_use]
    pub fn holds_list(&self, place: &Place) -> bool {
        self.places.iter().any(|named| named.list && place.begins_with(&named.place))
    }

    /// The small word that a key writes.
    #[must_use]
    pub fn word(&self, key: &str) -> Option<Word> {
        let folded = fold_name(key);
        self.words.iter().find(|(_, name)| *name == folded).map(|&(word, _)| word)
    }

    /// How a small word is written.
    #[must_use]
    pub fn word_name(&self, word: Word) -> &str {
        self.words.iter().find(|&&(known, _)| known == word).map_or("", |(_, name)| name)
    }

    /// The kinds of referral.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The kind of a name.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        let folded = fold_name(name);
        self.kinds.iter().find(|kind| kind.folded == folded)
    }

    /// The facts.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact of a name.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        let folded = fold_name(name);
        self.facts.iter().find(|fact| fact.folded == folded)
    }

    /// Whether a folded text begins with the name of a paper of the form.
    pub(crate) fn names_paper(&self, text: &str) -> bool {
        self.keys.iter().filter(|key| key.paper).flat_map(|key| &key.folded).any(|name| text.starts_with(name.as_str()))
    }

    /// The words of facts in a folded text: the number of the fact, and where the word stands.
    pub(crate) fn fact_words(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let words = self.fact_words.get_or_init(|| {
            let (mut facts, mut words) = (Vec::<Vec<usize>>::new(), WordList::default());
            let all =
                self.facts.iter().enumerate().flat_map(|(fact, it)| it.words.iter().map(move |word| (word, fact)));
            for (word, fact) in all {
                let number = words.insert(word) as usize;
                if number == facts.len() {
                    facts.push(Vec::new());
                }
                facts.get_mut(number).into_iter().for_each(|of_word| of_word.push(fact));
            }
            FactWords { facts, words: words.freeze() }
        });
        let mut found = Vec::new();
        words.words.find(text, |word, start, end| {
            let facts = words.facts.get(word as usize).map_or(&[][..], Vec::as_slice);
            found.extend(facts.iter().map(|&fact| (fact, start..end)));
        });
        // As one reads, a word stands where it ends.
        found.sort_by_key(|(_, place)| (place.end, place.start));
        found
    }

    /// Words that stand for nothing, folded, without what `bare` takes away of each; it is asked once.
    pub(crate) fn bare_blank_words(&self, bare: impl Fn(&str) -> String) -> &[String] {
        self.bare_blank.get_or_init(|| self.blank.iter().map(|word| bare(word)).collect())
    }

    /// Words that say that something is not settled, folded.
    pub(crate) fn undecided_words(&self) -> &[String] {
        &self.undecided
    }

    /// Words, folded, by which a text speaks of the whole paper, not of what stands before it.
    pub(crate) fn whole_words(&self) -> &[String] {
        &self.whole
    }

    /// What is known of the texts of all cases.
    pub(crate) fn known(&self) -> &KnownTexts {
        &self.known
    }

    pub(crate) fn roles(&self) -> &Roles {
        &self.roles
    }
}
