//! Laws and articles that a text cites.

use std::ops::Range;
use std::sync::OnceLock;

use super::Case;
use super::definition::may_be_name;
use super::joint::spellings;
use super::number::numeral_at;
use super::variant::{Letters, NearLaws};
use crate::form::{Folded, fold_name};
use crate::reading::{WordList, Words};

/// The laws that are known, by their names.
#[derive(Debug)]
pub struct LawNames {
    laws: Vec<String>,
    /// For each of the words: the law, and whether the name is the full one.
    names: Vec<(LawId, bool)>,
    words: Words,
    near: OnceLock<NearLaws>,
}

/// The number of a law in its [`LawNames`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LawId(usize);

/// Names that a paper gives to laws: 「（以下「条例」という。）」.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Definitions {
    names: Vec<(String, LawId)>,
}

/// A law that a text names, with the articles that follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The law.
    pub law: LawId,
    /// Its name, in bytes of the text.
    pub name: Range<usize>,
    /// The articles, in the order of the text; none where only the law is named.
    pub articles: Vec<Cited>,
    /// Name and articles.
    pub range: Range<usize>,
}

/// One article of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The article, or the figures that make no number.
    pub article: Result<Article, String>,
    /// Its words, in bytes of the text.
    pub range: Range<usize>,
}

/// An article of a law with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Article {
    /// 条.
    pub article: u64,
    /// 条の2, の3 ….
    pub branches: Vec<u64>,
    /// 項.
    pub paragraph: Option<u64>,
    /// 号.
    pub item: Option<u64>,
}

/// How a cited article answers the one that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It is that one, or a part of it.
    Same,
    /// It is the whole of which that one is a part.
    Wider,
    /// It is another.
    Other,
}

impl LawNames {
    /// Laws by their full names, each with its short ones.
    #[must_use]
    pub fn new<'n>(laws: impl IntoIterator<Item = (&'n str, Vec<&'n str>)>) -> Self {
        let (mut full, mut names, mut words) = (Vec::new(), Vec::new(), WordList::default());
        for (name, short) in laws {
            let id = LawId(full.len());
            full.push(name.to_owned());
            for (name, is_full) in std::iter::once((name, true)).chain(short.into_iter().map(|name| (name, false))) {
                for spelling in spellings(&fold_name(name)) {
                    // Of two laws with one name the first counts.
                    if words.insert(&spelling) as usize == names.len() {
                        names.push((id, is_full));
                    }
                }
            }
        }
        Self { laws: full, names, words: words.freeze(), near: OnceLock::new() }
    }

    /// The full name of a law.
    #[must_use]
    pub fn full_name(&self, id: LawId) -> &str {
        self.laws.get(id.0).map_or("", String::as_str)
    }

    /// The law of a name, full or short.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<LawId> {
        let folded = fold_name(name);
        let (word, _) = self.words.longest_at(&folded, 0).filter(|&(_, end)| end == folded.len())?;
        self.names.get(word as usize).map(|&(id, _)| id)
    }

    /// Places of laws' names in a folded text.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<(Range<usize>, LawId)> {
        let mut found = Vec::new();
        self.words.find_apart(text, |word, start, end| {
            let Some(&(id, full)) = self.names.get(word as usize) else { return };
            if (full || begins_word(text, start)) && !goes_on(text, end) {
                found.push((start..end, id));
            }
        });
        found
    }
}

impl LawNames {
    /// Where a text is nearly the name of a law: in another order, or by one letter; law by law.
    #[must_use]
    pub fn near(&self, text: &Letters) -> Vec<(Range<usize>, LawId)> {
        let near = self.near.get_or_init(|| {
            let names: Vec<String> = self.laws.iter().map(|name| fold_name(name)).collect();
            NearLaws::new(names.iter().map(String::as_str))
        });
        near.places(text).into_iter().map(|(place, law)| (place, LawId(law))).collect()
    }
}

/// Whether a short name may begin here: 「江東区個人情報保護条例」 is not 「個人情報保護条例」.
fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    before.is_none_or(|letter| {
        !letter.is_alphanumeric() || matches!(letter, 'ぁ'..='ゖ' | '同' | '旧' | '新' | '現' | '本' | '当' | '各')
    })
}

/// Whether the name goes on to that of another law, its 施行規則 or 施行令.
fn goes_on(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| {
        rest.starts_with("施行規則")
            || rest.starts_with("施行令")
            || rest.starts_with("施行条例")
            || rest.starts_with("施行細則")
    })
}

impl Definitions {
    /// The names that some texts define, in their order. The first definition of a name counts.
    #[must_use]
    pub fn of<'t>(laws: &LawNames, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let folded: Vec<Folded> = texts.into_iter().map(Folded::new).collect();
        Self::in_folded(laws, &folded)
    }

    /// As [`Definitions::of`], in texts that are folded.
    pub(crate) fn in_folded<'t>(laws: &LawNames, texts: impl IntoIterator<Item = &'t Folded>) -> Self {
        let mut names: Vec<(String, LawId)> = Vec::new();
        for folded in texts.into_iter().filter(|text| text.holds("以下")) {
            for (place, law) in laws.places(folded.text()) {
                let Some(name) = defined_after(folded.text(), place.end) else { continue };
                if !names.iter().any(|(known, _)| known == name) {
                    names.push((name.to_owned(), law));
                }
            }
        }
        Self { names }
    }

    /// The law that a name means, if it is defined.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<LawId> {
        let folded = fold_name(name);
        self.names.iter().find(|(known, _)| *known == folded).map(|&(_, law)| law)
    }

    fn places(&self, text: &str) -> Vec<(Range<usize>, LawId)> {
        let found = self
            .names
            .iter()
            .flat_map(|(name, law)| text.match_indices(name.as_str()).map(|(at, found)| (at..at + found.len(), *law)));
        found.filter(|(place, _)| begins_word(text, place.start) && ends_word(text, place.end)).collect()
    }
}

/// Whether a defined name ends here: after 「法」 no other word goes on.
fn ends_word(text: &str, at: usize) -> bool {
    let after = text.get(at..).and_then(|rest| rest.chars().next());
    after.is_none_or(|letter| !letter.is_alphanumeric() || matches!(letter, 'ぁ'..='ゖ' | '第' | '別' | '0'..='9'))
        || numeral_at(text, at).is_some()
}

/// The name that the bracket behind a law's name gives it.
fn defined_after(text: &str, at: usize) -> Option<&str> {
    let inside = bracket(text, at).and_then(|range| text.get(range))?;
    let (_, rest) = inside.split_once("以下")?;
    let (lead, rest) = rest.split_once('「')?;
    let (name, _) = rest.split_once('」')?;
    (lead.chars().count() <= 3 && may_be_name(name)).then_some(name)
}

/// The bracket that opens at `at`, with its marks.
fn bracket(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    if !rest.starts_with('(') {
        return None;
    }
    let mut depth = 0_usize;
    for (offset, letter) in rest.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at..at + offset + 1);
        }
    }
    None
}

/// The laws that a text cites, with the articles that stand behind each.
#[must_use]
pub fn citations(text: &str, laws: &LawNames, definitions: &Definitions) -> Vec<Citation> {
    let folded = Folded::new(text);
    citations_in(&folded, laws.places(folded.text()), definitions)
}

/// As [`citations`], in a text that is folded and in which the names of laws were found.
pub(crate) fn citations_in(
    folded: &Folded,
    laws: Vec<(Range<usize>, LawId)>,
    definitions: &Definitions,
) -> Vec<Citation> {
    let mut places = laws;
    for (place, law) in definitions.places(folded.text()) {
        if !places.iter().any(|(taken, _)| taken.start < place.end && place.start < taken.end) {
            places.push((place, law));
        }
    }
    places.sort_by_key(|(place, _)| place.start);
    let named = places.clone();
    for word in ["同法", "同条例", "同規則", "同令"] {
        for place in folded.places(word) {
            let before = named.iter().rev().find(|(known, _)| known.end <= place.start);
            let taken = named.iter().any(|(known, _)| known.start < place.end && place.start < known.end);
            if let Some(&(_, law)) = before.filter(|_| !taken) {
                places.push((place, law));
            }
        }
    }
    places.sort_by_key(|(place, _)| place.start);
    places.into_iter().map(|(place, law)| cite(folded, place, law)).collect()
}

fn cite(folded: &Folded, name: Range<usize>, law: LawId) -> Citation {
    let (articles, end) = articles_behind(folded, name.end);
    Citation { law, range: folded.typed(name.start..end), name: folded.typed(name), articles }
}

/// The articles that stand behind a name, which ends at a place of the folded text, and where they end.
pub(crate) fn articles_behind(folded: &Folded, name_end: usize) -> (Vec<Cited>, usize) {
    let text = folded.text();
    let mut at = name_end;
    while let Some(bracket) = bracket(text, at) {
        at = bracket.end;
    }
    if text.get(at..).is_some_and(|rest| rest.starts_with('の')) {
        at += 'の'.len_utf8();
    }
    let mut articles = Vec::new();
    let mut end = name_end;
    let mut last: Option<Article> = None;
    while let Some((article, after)) = article_at(text, at, last.as_ref()) {
        if let Ok(article) = &article {
            last = Some(article.clone());
        }
        articles.push(Cited { article, range: folded.typed(at..after) });
        end = after;
        let rest = text.get(after..).unwrap_or("");
        let joints = ["及び", "並びに", "又は", "若しくは", "かつ", "から", "、", "・", ",", "と", "~"];
        let Some(joint) = joints.iter().find(|joint| rest.starts_with(**joint)) else { break };
        at = after + joint.len();
    }
    (articles, end)
}

/// A numbered part: 「第3条」 and where it ends.
fn part(text: &str, at: usize, mark: &str) -> Option<(Option<u64>, usize)> {
    let rest = text.get(at..)?;
    let start = if rest.starts_with('第') { at + '第'.len_utf8() } else { at };
    let numeral = numeral_at(text, start)?;
    let rest = text.get(numeral.end..)?.strip_prefix(mark)?;
    // 「同条例」 and 「三条例」 name no article.
    (!rest.starts_with('例')).then_some((numeral.value, text.len() - rest.len()))
}

/// The article that begins at `at`. 「同条」 and a lone 項 or 号 go on from the one before.
fn article_at(text: &str, at: usize, before: Option<&Article>) -> Option<(Result<Article, String>, usize)> {
    let mut article = Article { article: 0, branches: Vec::new(), paragraph: None, item: None };
    let mut readable = true;
    let mut end = at;
    let mut take = |value: Option<u64>| {
        readable &= value.is_some();
        value.unwrap_or(0)
    };
    if let Some((number, after)) = part(text, at, "条") {
        article.article = take(number);
        end = after;
        while let Some(branch) = branch(text, end) {
            article.branches.push(take(branch.0));
            end = branch.1;
        }
    } else {
        let known = before?;
        article.article = known.article;
        article.branches.clone_from(&known.branches);
        let rest = text.get(at..)?;
        if rest.starts_with("同条") && !rest.starts_with("同条例") {
            end = at + "同条".len();
        } else if rest.starts_with("同項") {
            article.paragraph = known.paragraph;
            end = at + "同項".len();
        } else if part(text, at, "号").is_some() {
            article.paragraph = known.paragraph;
        } else {
            part(text, at, "項")?;
        }
    }
    let start = if text.get(end..).is_some_and(|rest| rest.starts_with('の')) { end + 'の'.len_utf8() } else { end };
    if let Some((number, after)) = part(text, start, "項") {
        article.paragraph = Some(take(number));
        end = after;
    }
    if let Some((number, after)) = part(text, end, "号") {
        article.item = Some(take(number));
        end = after;
    }
    if end == at {
        return None;
    }
    let words = text.get(at..end).unwrap_or("").to_owned();
    Some((if readable { Ok(article) } else { Err(words) }, end))
}

/// A branch number 「の2」, which is not the 項 or 号 of 「3条の1項」.
fn branch(text: &str, at: usize) -> Option<(Option<u64>, usize)> {
    let rest = text.get(at..)?.strip_prefix('の')?;
    let start = text.len() - rest.len();
    let numeral = numeral_at(text, start)?;
    let after = text.get(numeral.end..).unwrap_or("");
    (!after.starts_with(['項', '号', '条'])).then_some((numeral.value, numeral.end))
}

impl Article {
    /// Reads an article as rules write it: 3条1項5号.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold_name(text);
        let (article, end) = article_at(&folded, 0, None)?;
        article.ok().filter(|_| end == folded.len())
    }

    /// How this article answers the one that is asked for.
    #[must_use]
    pub fn fit(&self, wanted: &Self) -> Fit {
        if self.article != wanted.article || self.branches != wanted.branches {
            return Fit::Other;
        }
        let whole = self.paragraph.is_none() && self.item.is_none();
        let paragraph = wanted.paragraph.is_none() || self.paragraph == wanted.paragraph;
        let item = wanted.item.is_none() || self.item == wanted.item;
        if paragraph && item {
            Fit::Same
        } else if whole || (paragraph && self.item.is_none()) {
            Fit::Wider
        } else {
            Fit::Other
        }
    }
}

impl std::fmt::Display for Article {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "第{}条", self.article)?;
        for branch in &self.branches {
            write!(out, "の{branch}")?;
        }
        if let Some(paragraph) = self.paragraph {
            write!(out, "第{paragraph}項")?;
        }
        self.item.map_or(Ok(()), |item| write!(out, "第{item}号"))
    }
}

impl Case<'_> {
    /// The names that this case gives to laws.
    #[must_use]
    pub fn definitions(&self, laws: &LawNames) -> Definitions {
        Definitions::in_folded(laws, self.units_here(&[self.root]).iter().map(|unit| self.folded(unit.node)))
    }
}
