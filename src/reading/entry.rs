//! What an entry of a list of words stands for: alternatives 「(甲|乙)」, classes 「<物>」 and words of their own.

use std::borrow::Cow;

use super::error::{Owner, ReaderError};
use super::normal::Spellings;
use crate::hash::QuickMap;

/// Most words that the alternatives of one entry make.
const MOST: usize = 4096;

/// An entry of which the alternatives are chosen.
#[derive(Debug)]
pub(super) struct Choice<'e> {
    /// The entry as typed.
    pub(super) entry: &'e str,
    pub(super) text: Cow<'e, str>,
}

impl Choice<'_> {
    /// Whether it stands for one word, without a class or a gap.
    pub(super) fn is_plain(&self) -> bool {
        !self.text.contains(['<', '…'])
    }

    /// The class that it names, if it is nothing but its name.
    pub(super) fn whole_class(&self) -> Option<&str> {
        self.text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|name| !name.contains('<'))
    }
}

/// All combinations of the alternatives of some entries: 「(甲|乙)の(丙|丁)」 is four of them.
pub(super) fn choices<'e>(owner: &Owner, entries: &'e [String]) -> Result<Vec<Choice<'e>>, ReaderError> {
    let mut choices = Vec::with_capacity(entries.len());
    for entry in entries {
        if !entry.contains(['(', ')']) {
            choices.push(Choice { entry, text: Cow::Borrowed(entry) });
            continue;
        }
        let texts = combinations(owner, entry)?;
        choices.extend(texts.into_iter().map(|text| Choice { entry, text: Cow::Owned(text) }));
    }
    Ok(choices)
}

/// The entries of a list with their alternatives written out, each class by its name.
///
/// # Errors
/// Where an alternative is not closed, is missing, or the words are too many.
pub fn written_out(owner: &Owner, entries: &[String]) -> Result<Vec<String>, ReaderError> {
    Ok(choices(owner, entries)?.into_iter().map(|choice| choice.text.into_owned()).collect())
}

/// What is read of one pair of parentheses, or of the entry around them.
struct Open {
    /// The alternatives before the last 「|」.
    done: Vec<String>,
    /// The alternative that is being read.
    last: Vec<String>,
}

impl Open {
    fn new() -> Self {
        Self { done: Vec::new(), last: vec![String::new()] }
    }

    /// Ends the alternative that is being read; false where there is none.
    fn end(&mut self) -> bool {
        let read = self.last.iter().any(|text| !text.is_empty());
        self.done.append(&mut self.last);
        self.last.push(String::new());
        read
    }
}

fn combinations(owner: &Owner, entry: &str) -> Result<Vec<String>, ReaderError> {
    let unclosed = || ReaderError::UnclosedAlternative { owner: owner.clone(), word: entry.to_owned() };
    let missing = || ReaderError::MissingAlternative { owner: owner.clone(), word: entry.to_owned() };
    let mut around: Vec<Open> = Vec::new();
    let mut open = Open::new();
    for piece in entry.split_inclusive(['(', '|', ')']) {
        let (text, sign) = match piece.char_indices().next_back() {
            Some((at, sign @ ('(' | ')'))) => (piece.get(..at).unwrap_or_default(), Some(sign)),
            // Outside of parentheses it is the border of a column.
            Some((at, '|')) if !around.is_empty() => (piece.get(..at).unwrap_or_default(), Some('|')),
            _ => (piece, None),
        };
        open.last.iter_mut().for_each(|last| last.push_str(text));
        match sign {
            Some('(') => around.push(std::mem::replace(&mut open, Open::new())),
            Some('|') if !open.end() => return Err(missing()),
            Some(')') => {
                let outer = around.pop().ok_or_else(unclosed)?;
                let mut inner = std::mem::replace(&mut open, outer);
                let one = inner.done.is_empty();
                if !inner.end() || one {
                    return Err(missing());
                }
                if open.last.len().saturating_mul(inner.done.len()).saturating_add(open.done.len()) > MOST {
                    return Err(ReaderError::TooManyWords { owner: owner.clone(), word: entry.to_owned() });
                }
                open.last = open
                    .last
                    .iter()
                    .flat_map(|before| inner.done.iter().map(move |text| format!("{before}{text}")))
                    .collect();
            }
            _ => {}
        }
    }
    if around.is_empty() { Ok(open.last) } else { Err(unclosed()) }
}

/// The classes of the lexicon, each expanded once.
#[derive(Debug)]
pub(super) struct Classes<'s> {
    spellings: &'s Spellings,
    members: QuickMap<&'s str, &'s [String]>,
    expanded: QuickMap<&'s str, Vec<String>>,
}

impl<'s> Classes<'s> {
    pub(super) fn new(spellings: &'s Spellings, classes: &'s [(String, Vec<String>)]) -> Self {
        let members = classes.iter().map(|(name, words)| (name.as_str(), words.as_slice())).collect();
        Self { spellings, members, expanded: QuickMap::default() }
    }

    /// The name of a class and the words of it, in normal spelling; none where `expand` never saw it.
    pub(super) fn get(&self, name: &str) -> Option<(&'s str, &[String])> {
        self.expanded.get_key_value(name).map(|(&name, words)| (name, words.as_slice()))
    }

    /// Expands a class that an entry names.
    pub(super) fn expand(&mut self, owner: &Owner, entry: &str, name: &str) -> Result<(), ReaderError> {
        self.expand_at(owner, entry, name, 0)
    }

    fn expand_at(&mut self, owner: &Owner, entry: &str, name: &str, depth: usize) -> Result<(), ReaderError> {
        if self.expanded.contains_key(name) {
            return Ok(());
        }
        let Some((&name, &members)) = self.members.get_key_value(name) else {
            return Err(ReaderError::UnknownClass {
                owner: owner.clone(),
                class: name.to_owned(),
                word: entry.to_owned(),
            });
        };
        if depth > 8 {
            return Err(ReaderError::CircularClass { class: name.to_owned() });
        }
        let inside = Owner::Class(name.to_owned());
        let mut words = Vec::with_capacity(members.len());
        for choice in choices(&inside, members)? {
            words.extend(self.words_at(&inside, &choice, depth + 1)?);
        }
        self.expanded.insert(name, words);
        Ok(())
    }

    /// The word that a plain entry is, in normal spelling.
    pub(super) fn plain<'w>(&self, owner: &Owner, choice: &'w Choice<'_>) -> Result<Cow<'w, str>, ReaderError> {
        let word = self.spellings.word(&choice.text);
        if word.is_empty() {
            return Err(ReaderError::EmptyWord { owner: owner.clone(), word: choice.entry.to_owned() });
        }
        Ok(word)
    }

    /// All words that an entry stands for, in normal spelling.
    pub(super) fn words(&mut self, owner: &Owner, choice: &Choice<'_>) -> Result<Vec<String>, ReaderError> {
        self.words_at(owner, choice, 0)
    }

    fn words_at(&mut self, owner: &Owner, choice: &Choice<'_>, depth: usize) -> Result<Vec<String>, ReaderError> {
        if choice.is_plain() {
            return Ok(vec![self.plain(owner, choice)?.into_owned()]);
        }
        let mut words = vec![String::new()];
        let mut rest: &str = &choice.text;
        while let Some((before, after)) = rest.split_once('<') {
            let Some((class, after)) = after.split_once('>') else {
                return Err(ReaderError::UnclosedClass { owner: owner.clone(), word: choice.entry.to_owned() });
            };
            self.expand_at(owner, choice.entry, class, depth)?;
            let members = self.expanded.get(class).map(Vec::as_slice).unwrap_or_default();
            words = words
                .iter()
                .flat_map(|word| members.iter().map(move |member| format!("{word}{before}{member}")))
                .collect();
            rest = after;
        }
        for word in &mut words {
            word.push_str(rest);
            *word = word.split('…').map(|part| self.spellings.word(part)).collect::<Vec<_>>().join("…");
            if word.is_empty() || word.starts_with('…') || word.ends_with('…') {
                return Err(ReaderError::EmptyWord { owner: owner.clone(), word: choice.entry.to_owned() });
            }
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owner() -> Owner {
        Owner::Statement("some".to_owned())
    }

    fn written(entry: &str) -> Result<Vec<String>, ReaderError> {
        written_out(&owner(), &[entry.to_owned()])
    }

    #[test]
    fn alternatives_stand_for_all_their_combinations() {
        for (entry, words) in [
            ("甲", vec!["甲"]),
            ("甲(した|された)乙", vec!["甲した乙", "甲された乙"]),
            ("(甲|乙)の(丙|丁)", vec!["甲の丙", "甲の丁", "乙の丙", "乙の丁"]),
            ("(甲(の|を)|乙)丙", vec!["甲の丙", "甲を丙", "乙丙"]),
            ("((甲|乙)|丙)", vec!["甲", "乙", "丙"]),
            ("<物>(は|を)", vec!["<物>は", "<物>を"]),
            ("(<物>|媒体)を…(消|壊)", vec!["<物>を…消", "<物>を…壊", "媒体を…消", "媒体を…壊"]),
        ] {
            assert_eq!(written(entry).expect("in order"), words, "{entry}");
        }
    }

    #[test]
    fn borders_of_columns_and_wide_parentheses_are_letters() {
        for (entry, words) in [
            ("保存先|", vec!["保存先|"]),
            ("甲|(乙|丙)|丁", vec!["甲|乙|丁", "甲|丙|丁"]),
            ("保存(先|場所)(:|｜)", vec!["保存先:", "保存先｜", "保存場所:", "保存場所｜"]),
            ("諮問（承認）", vec!["諮問（承認）"]),
        ] {
            assert_eq!(written(entry).expect("in order"), words, "{entry}");
        }
    }

    #[test]
    fn parentheses_that_are_not_closed_or_hold_no_two_alternatives_are_refused() {
        for entry in ["甲(乙|丙", "甲)", "(甲|乙))", "((甲|乙)", "答申("] {
            let error = ReaderError::UnclosedAlternative { owner: owner(), word: entry.to_owned() };
            assert_eq!(written(entry), Err(error), "{entry}");
        }
        for entry in ["甲()", "甲(|乙)", "甲(乙|)", "(乙||丙)", "諮問(承認)", "((甲|乙))"] {
            let error = ReaderError::MissingAlternative { owner: owner(), word: entry.to_owned() };
            assert_eq!(written(entry), Err(error), "{entry}");
        }
    }

    #[test]
    fn no_entry_stands_for_more_words_than_a_list_can_hold() {
        assert_eq!(written(&"(甲|乙)".repeat(12)).map(|words| words.len()), Ok(MOST));
        for entry in ["(甲|乙)".repeat(13), "(甲|乙)".repeat(70), format!("({0}|{0})", "(甲|乙)".repeat(12))] {
            let error = ReaderError::TooManyWords { owner: owner(), word: entry.clone() };
            assert_eq!(written(&entry), Err(error), "{entry}");
        }
        assert!(written(&"(".repeat(100_000)).is_err());
    }

    #[test]
    fn classes_know_the_alternatives_of_their_members_and_of_the_entry() {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let classes = [
            ("媒体".to_owned(), list(&["(磁気|光)ディスク", "USB"])),
            ("物".to_owned(), list(&["<媒体>", "(紙|ひき渡し)票"])),
        ];
        let spellings = Spellings::new([("ひき渡し", "引渡")]);
        let mut known = Classes::new(&spellings, &classes);
        let entries = list(&["(<物>|箱)(を|の)…廃棄"]);
        let mut words = Vec::new();
        for choice in choices(&owner(), &entries).expect("in order") {
            words.extend(known.words(&owner(), &choice).expect("in order"));
        }
        let things = ["磁気ディスク", "光ディスク", "USB", "紙票", "引渡票"];
        let mut expected: Vec<String> = ["を", "の"]
            .iter()
            .flat_map(|particle| things.iter().map(move |thing| format!("{thing}{particle}…廃棄")))
            .collect();
        expected.extend(list(&["箱を…廃棄", "箱の…廃棄"]));
        assert_eq!(words, expected);
    }

    #[test]
    fn a_fault_behind_an_alternative_is_told_of_the_entry_as_typed() {
        let spellings = Spellings::default();
        let mut known = Classes::new(&spellings, &[]);
        let entries = ["(甲|<物>)の乙".to_owned()];
        let found = choices(&owner(), &entries).expect("in order");
        let error = found.iter().find_map(|choice| known.words(&owner(), choice).err());
        assert_eq!(error.as_ref().and_then(ReaderError::word), Some("(甲|<物>)の乙"));
    }
}
