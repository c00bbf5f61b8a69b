//! Whether something is written at all.

use super::Case;
use crate::document::NodeId;
use crate::form::{Entry, Form, fold_name};
use crate::reading::Role as TextRole;

/// Whether something is written at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// Something is.
    Filled,
    /// Nothing, or only words that stand for nothing; the first such text, where there is one.
    Blank(Option<NodeId>),
    /// Only words that say that it is not settled; the first such text.
    Undecided(NodeId),
}

impl Case<'_> {
    pub(super) fn look_whether_filled(&self, node: NodeId) -> Filled {
        let mut blank = None;
        let mut undecided = None;
        for unit in self.units_here(&[node]) {
            if unit.role == TextRole::Heading {
                continue;
            }
            let known = self.known_text(unit.node);
            match known.entry.get_or_init(|| entry(self.form, unit.text)) {
                Entry::Filled => return Filled::Filled,
                Entry::Blank => blank.get_or_insert(unit.node),
                Entry::Undecided => undecided.get_or_insert(unit.node),
            };
        }
        undecided.map_or(Filled::Blank(blank), Filled::Undecided)
    }
}

fn entry(form: &Form, text: &str) -> Entry {
    let bare = bare(text);
    if is_blank(form, text) {
        Entry::Blank
    } else if form.undecided_words().iter().any(|word| bare.ends_with(word.as_str())) {
        Entry::Undecided
    } else {
        Entry::Filled
    }
}

/// Whether a text is nothing, or a word that stands for nothing.
pub(super) fn is_blank(form: &Form, text: &str) -> bool {
    let text = bare(text);
    !text.chars().any(char::is_alphanumeric) || form.bare_blank_words(bare).iter().any(|word| stands_for(word, &text))
}

/// A text without what may stand around such a word: 「（未定）」「※要記入」「未定です。」.
fn bare(text: &str) -> String {
    let folded = fold_name(text);
    let around = |letter: char| {
        let ascii = matches!(letter, '.' | ',' | '(' | ')' | '[' | ']' | '<' | '>' | '*' | ':');
        ascii || matches!(letter, '。' | '、' | '「' | '」' | '『' | '』' | '【' | '】' | '※')
    };
    let mut rest = folded.trim_matches(around);
    for ending in ["であります", "である", "です", "だ"] {
        if let Some(shorter) = rest.strip_suffix(ending).filter(|shorter| !shorter.is_empty()) {
            rest = shorter.trim_end_matches(around);
            break;
        }
    }
    rest.to_owned()
}

/// Whether a text is a blank word, or one with a remark in brackets.
fn stands_for(word: &str, text: &str) -> bool {
    text == word || (!word.is_empty() && text.strip_prefix(word).is_some_and(|rest| rest.starts_with('(')))
}
