//! The texts of a place, with what each stands under.

use std::sync::Arc;

use super::layout::is_bracketed;
use super::{Case, Role, Step};
use crate::document::{NodeId, NodeKind, NodeSet};
use crate::form::Word;
use crate::reading::{Role as TextRole, Unit};
use crate::source::is_hiragana;

/// One text of a case, with its place.
#[derive(Debug, Clone)]
pub struct CaseUnit<'c> {
    /// The scalar that it is.
    pub node: NodeId,
    /// The text, as typed. Words that a note quotes in 「」 are in it; they are not the paper's own.
    pub text: &'c str,
    /// The sentence that opens the list that this is an item of.
    pub lead: Option<&'c str>,
    /// The paper's own headings that it stands under, outermost first.
    pub headings: Arc<[&'c str]>,
    /// What it is.
    pub role: TextRole,
}

impl CaseUnit<'_> {
    /// The text as the reader takes it.
    #[must_use]
    pub fn unit(&self) -> Unit<'_> {
        Unit { text: self.text, lead: self.lead, headings: &self.headings, role: self.role }
    }
}

/// What a text stands under.
#[derive(Clone)]
struct Under<'c> {
    lead: Option<&'c str>,
    headings: Arc<[&'c str]>,
    role: TextRole,
}

struct Gather<'c, 'f> {
    case: &'c Case<'f>,
    units: Vec<CaseUnit<'c>>,
    seen: NodeSet,
}

impl Case<'_> {
    /// All texts under some nodes in the order of the file, then those of the annexes that they cite;
    /// each text once.
    #[must_use]
    pub fn units(&self, nodes: &[NodeId]) -> Vec<CaseUnit<'_>> {
        let mut gather = Gather { case: self, units: Vec::new(), seen: NodeSet::default() };
        gather.nodes(nodes);
        let mut at = 0;
        let mut visited = NodeSet::default();
        while let Some(unit) = gather.units.get(at) {
            let entries = self.cites(unit.node).iter().filter_map(|annex| annex.entry);
            let cited: Vec<NodeId> = entries.filter(|&entry| visited.insert(entry)).collect();
            gather.nodes(&cited);
            at += 1;
        }
        gather.units
    }

    /// All texts under some nodes, without annexes.
    #[must_use]
    pub fn units_here(&self, nodes: &[NodeId]) -> Vec<CaseUnit<'_>> {
        let mut gather = Gather { case: self, units: Vec::new(), seen: NodeSet::default() };
        gather.nodes(nodes);
        gather.units
    }

    /// What a node stands under, from the nodes above it.
    fn under(&self, node: NodeId) -> Under<'_> {
        let mut under = Under { lead: None, headings: Arc::from([]), role: TextRole::Text };
        let mut way = Vec::new();
        let mut at = node;
        while let Some(spot) = self.spots.get(&at) {
            let Some(parent) = spot.parent else { break };
            way.push((parent, at, spot.step));
            at = parent;
        }
        for (parent, child, step) in way.into_iter().rev() {
            under = match step {
                Step::Key { role, .. } => self.below_key(parent, role, &under),
                Step::Item(_) => Under { role: TextRole::Item, ..under },
                Step::Root => under,
            };
            if matches!(self.document.node(child).kind, NodeKind::Scalar { .. }) {
                break;
            }
        }
        under
    }

    /// What the value of a key of `map` stands under.
    fn below_key<'c>(&'c self, map: NodeId, role: Role, under: &Under<'c>) -> Under<'c> {
        let word = |wanted| self.entries(map).find(|&(role, _)| role == Role::Word(wanted)).map(|(_, value)| value);
        let heading = word(Word::Heading).and_then(|node| self.document.text(node));
        let headings = match heading {
            Some(heading) if role != Role::Word(Word::Heading) => {
                under.headings.iter().copied().chain([heading]).collect()
            }
            _ => Arc::clone(&under.headings),
        };
        // An entry without a heading of its own is an item of the list, as a bare text would be.
        let item = if heading.is_some() { TextRole::Text } else { under.role };
        let lead = || word(Word::Lead).and_then(|node| self.last_text(node)).or(under.lead);
        match role {
            Role::Word(Word::Heading | Word::Printed | Word::Columns) => {
                Under { lead: None, headings, role: TextRole::Heading }
            }
            Role::Word(Word::Note) => Under { lead: None, headings, role: TextRole::Note },
            Role::Word(Word::Content) => Under { lead: lead(), headings, role: item },
            Role::Word(Word::Lead) => Under { lead: under.lead, headings, role: item },
            // The number and title of an annex name it, as a heading does.
            Role::Place(id) if self.form.key(id).parent == Some(self.form.roles().annexes) => {
                Under { lead: None, headings, role: TextRole::Heading }
            }
            // The printed headings of columns stand one level below their word.
            Role::Free => under.clone(),
            _ => Under { lead: None, headings, role: TextRole::Text },
        }
    }

    fn last_text(&self, node: NodeId) -> Option<&str> {
        match &self.document.node(node).kind {
            NodeKind::Scalar { text, .. } => Some(text),
            NodeKind::List(items) => items.last().and_then(|&item| self.document.text(item)),
            NodeKind::Map(_) => None,
        }
    }
}

impl<'c> Gather<'c, '_> {
    fn nodes(&mut self, nodes: &[NodeId]) {
        for &node in nodes {
            let case = self.case;
            self.node(node, case.under(node));
        }
    }

    fn node(&mut self, node: NodeId, under: Under<'c>) {
        let case = self.case;
        match &case.document.node(node).kind {
            NodeKind::Scalar { text, .. } => {
                if !is_bracketed(text) && self.seen.insert(node) {
                    let Under { lead, headings, role } = under;
                    self.units.push(CaseUnit { node, text, lead, headings, role });
                }
            }
            NodeKind::List(items) => {
                let role = if under.role == TextRole::Text { TextRole::Item } else { under.role };
                let mut before: Option<&'c str> = None;
                for &item in items {
                    let text = case.document.text(item);
                    // 「この記録は、…」 as an item speaks of what the item before it says.
                    let whole = case.form.whole_words();
                    let takes_up = |before: &&str| text.is_some_and(|text| takes_up(text, before, whole));
                    let lead = under.lead.or(before.filter(takes_up));
                    self.node(item, Under { role, lead, ..under.clone() });
                    before = text;
                }
            }
            NodeKind::Map(_) => {
                for (role, value) in case.entries(node) {
                    if self.is_read(role) {
                        self.node(value, case.below_key(node, role, &under));
                    }
                }
            }
        }
    }

    fn is_read(&self, role: Role) -> bool {
        match role {
            Role::Place(id) => !self.case.form.key(id).own,
            Role::Word(word) => word != Word::Figure,
            Role::Column | Role::Free => true,
            Role::Unknown => false,
        }
    }
}

/// Whether an item of a list begins with what it takes up from the item before it: 「これを…」, or 「この記録は…」
/// behind an item whose theme, object or deed is a record（操作記録を点検する、操作を記録する）. What is only named there
/// （点検表により）is none of its matters, and a word for the whole paper points to no item.
fn takes_up(text: &str, before: &str, whole: &[String]) -> bool {
    let text = text.trim_start();
    if ["これを", "これは", "これら", "それら"].iter().any(|pointer| text.starts_with(pointer)) {
        return true;
    }
    const POINTERS: [&str; 5] = ["この", "その", "上記の", "前記の", "当該"];
    let Some(rest) = POINTERS.iter().find_map(|pointer| text.strip_prefix(pointer)) else { return false };
    let is_end = |letter: char| is_hiragana(letter) || matches!(letter, '、' | '。' | '，' | '．');
    let noun = rest.split(is_end).next().unwrap_or("");
    let is_matter = |at: usize| {
        let behind = before.get(at + noun.len()..).unwrap_or_default();
        behind.starts_with(['は', 'を', 'が', 'も'])
            || ["する", "し、", "して", "され"].iter().any(|end| behind.starts_with(end))
    };
    noun.chars().count() >= 2
        && !whole.iter().any(|word| noun.starts_with(word.as_str()))
        && before.match_indices(noun).any(|(at, _)| is_matter(at))
}
