//! Short names that a paper gives to things: 「健康部保健予防課（以下「保健予防課」という。）」.
//!
//! A name is defined in one paper for that paper; a letter of request and what is made of it each have
//! their own. [`super::citation::Definitions`] are those of them that name a law.

use std::ops::Range;

use super::Case;
use crate::document::NodeId;
use crate::form::Folded;

/// A name that a text defines. Ranges are in bytes of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The name, folded.
    pub name: String,
    /// What it stands for, folded: the words before the bracket. Empty where none stand there.
    pub meaning: String,
    /// The name between its quotation marks.
    pub place: Range<usize>,
    /// All that only defines: the bracket, or the words from 「以下」 on where there is none.
    pub whole: Range<usize>,
}

/// Most letters between 「以下」 and the name: 「以下単に」, 「以下これらを総称して」.
const MOST_BETWEEN: usize = 12;

/// The names that a text defines, in their order.
#[must_use]
pub fn definitions_in(folded: &Folded) -> Vec<Definition> {
    folded.places("以下").filter_map(|place| definition_at(folded.text(), place.start)).collect()
}

fn definition_at(text: &str, at: usize) -> Option<Definition> {
    let rest = text.get(at..)?;
    let open = rest.find('「')?;
    let between = rest.get("以下".len()..open)?;
    if between.chars().count() > MOST_BETWEEN || between.contains(['。', '」', '(', ')']) {
        return None;
    }
    let start = at + open + '「'.len_utf8();
    let end = start + text.get(start..)?.find('」')?;
    let name = text.get(start..end).filter(|name| may_be_name(name))?;
    let after = text.get(end + '」'.len_utf8()..)?;
    if !["という", "といい", "と総称", "と呼", "と称", "と略", "とする", "とい"]
        .iter()
        .any(|word| after.starts_with(word))
    {
        return None;
    }
    let whole = bracket_around(text, at).unwrap_or_else(|| {
        let stop = after.find(['。', '、']).map_or(text.len(), |stop| text.len() - after.len() + stop);
        at..stop
    });
    let meaning = meaning_before(text.get(..whole.start)?).to_owned();
    Some(Definition { name: name.to_owned(), meaning, place: start..end, whole })
}

/// Whether words may be a name. Where the 」 of one is missing, all up to the next stands in the marks; a name
/// of that length would be compared with every word of the paper.
pub(super) fn may_be_name(words: &str) -> bool {
    const LONGEST: usize = 40;
    !words.is_empty() && !words.contains(['。', '、', '「', '(']) && words.chars().nth(LONGEST).is_none()
}

/// The innermost bracket around a place, with its marks.
fn bracket_around(text: &str, at: usize) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    let open = text.get(..at)?.char_indices().rev().find(|&(_, letter)| match letter {
        ')' => {
            depth += 1;
            false
        }
        '(' if depth > 0 => {
            depth -= 1;
            false
        }
        letter => letter == '(',
    })?;
    let mut depth = 0_usize;
    for (offset, letter) in text.get(open.0..)?.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open.0..open.0 + offset + 1);
        }
    }
    None
}

/// The words that stand before a bracket: those inside a quotation, else the last run of letters that make
/// words.
fn meaning_before(before: &str) -> &str {
    if let Some(quoted) = before.strip_suffix('」') {
        return quoted.rsplit_once('「').map_or("", |(_, quoted)| quoted);
    }
    let begin = before.char_indices().rev().take_while(|&(_, letter)| is_word_letter(letter)).last();
    begin.and_then(|(at, _)| before.get(at..)).unwrap_or("")
}

/// Whether a letter goes on in a compound word: all letters and figures but hiragana, which part words.
#[must_use]
pub fn is_word_letter(letter: char) -> bool {
    match letter {
        // Nearly all of a text; the rest is looked up in the tables of Unicode.
        'ァ'..='ヺ' | 'ー' | '一'..='\u{9FFF}' => true,
        'ぁ'..='ゖ' | '、' | '。' | '「' | '」' => false,
        letter => letter.is_alphanumeric(),
    }
}

/// Whether a word may begin at a place: no compound goes on there from before.
#[must_use]
pub fn begins_at(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|letter| !is_word_letter(letter))
}

/// Whether a word may end at a place: no compound goes on there.
#[must_use]
pub fn ends_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|after| after.chars().next()).is_none_or(|letter| !is_word_letter(letter))
}

impl Case<'_> {
    /// The printed papers under some nodes, each a paper of its own; the nodes themselves where they hold none.
    #[must_use]
    pub fn printed_papers(&self, nodes: &[NodeId]) -> Vec<NodeId> {
        let mut papers = Vec::new();
        for &node in nodes {
            let inside = self.entries(node).filter_map(|(role, value)| match role {
                super::Role::Place(id) if self.form.key(id).paper => Some(value),
                _ => None,
            });
            let before = papers.len();
            papers.extend(inside);
            if papers.len() == before {
                papers.push(node);
            }
        }
        papers
    }

    /// The title of the case and those of its papers, where they are filled.
    #[must_use]
    pub fn title_nodes(&self) -> Vec<NodeId> {
        self.form.roles().title.iter().flat_map(|place| self.find(place).nodes).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defined(text: &str) -> Vec<(String, String)> {
        let found = definitions_in(&Folded::new(text));
        found.into_iter().map(|definition| (definition.name, definition.meaning)).collect()
    }

    #[test]
    fn a_bracket_defines_a_name() {
        let long = "長".repeat(41);
        let too_long = format!("端末（以下「{long}」という。）");
        let cases: [(&str, &[(&str, &str)]); 12] = [
            ("端末（以下「自席端末という。）を使い、書庫（以下「書庫」という。）に置く。", &[("書庫", "書庫")]),
            ("端末（以下「自席端末という。）を「別の端末」という。", &[]),
            ("端末（以下「自席（机」という。）", &[]),
            (too_long.as_str(), &[]),
            ("健康部保健予防課（以下「保健予防課」という。）", &[("保健予防課", "健康部保健予防課")]),
            ("区の番号に関する法律（平成 25 年法律第 27 号。以下「番号法」という。）", &[("番号法", "法律")]),
            ("支援システム（以下、「システム」という。）の体制", &[("システム", "支援システム")]),
            ("「取扱いに関する特約条項」（以下「特約条項」という。）", &[("特約条項", "取扱いに関する特約条項")]),
            ("患者及び接触者（以下これらを「患者等」と総称する。）", &[("患者等", "接触者")]),
            ("援助している（以下「就学援助」という。）。", &[("就学援助", "")]),
            ("端末（パソコンをいう。以下同じ。）は「自席端末」という", &[]),
            ("以下の情報を「秘密情報」とし、制限する。", &[]),
        ];
        for (text, wanted) in cases {
            let wanted: Vec<_> = wanted.iter().map(|&(name, meaning)| (name.to_owned(), meaning.to_owned())).collect();
            assert_eq!(defined(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_whole_is_the_innermost_bracket() {
        let folded = Folded::new("区（総務（以下「総務」という。）を含む。）の");
        let found = definitions_in(&folded);
        let whole = found.first().and_then(|definition| folded.text().get(definition.whole.clone()));
        assert_eq!(whole, Some("(以下「総務」という。)"));
    }
}
