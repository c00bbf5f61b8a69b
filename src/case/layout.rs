//! Which place of the form each node of a file is; what is typed that the form does not know.

use std::collections::HashMap;

use super::known::Spots;
use super::{CaseFault, Role, Spot, Step};
use crate::document::{Document, MistypeKind, NodeId, NodeKind, nearest};
use crate::error::{Explain as _, Problem};
use crate::form::{Form, KeyId, Word, fold_name};

/// What the walk gives.
pub(super) struct Layout {
    pub(super) spots: Spots,
    pub(super) errors: Vec<Problem>,
    pub(super) notes: Vec<Problem>,
}

struct Walk<'d> {
    document: &'d Document,
    form: &'d Form,
    layout: Layout,
    /// Faults that make the file unreadable.
    fatal: Vec<Problem>,
    /// Folded keys of the further columns of the annex that is walked.
    columns: Vec<String>,
}

/// What a subtree may hold.
#[derive(Debug, Clone, Copy)]
struct Ground {
    /// The place of the form.
    place: Option<KeyId>,
    /// Whether the form decides which keys stand there.
    checked: bool,
    /// Whether ［ ］ may stand there.
    figure: bool,
}

pub(super) fn lay_out(document: &Document, root: NodeId, form: &Form) -> Result<Layout, Vec<Problem>> {
    if !matches!(document.node(root).kind, NodeKind::Map(_)) {
        let span = document.node(root).span;
        return Err(vec![CaseFault::NotMap.problem(Some(span), Vec::new())]);
    }
    let layout = Layout { spots: Spots::of(document), errors: Vec::new(), notes: Vec::new() };
    let mut walk = Walk { document, form, layout, fatal: Vec::new(), columns: Vec::new() };
    walk.node(root, None, Step::Root, Ground { place: None, checked: true, figure: false });
    walk.comments(root);
    if walk.fatal.is_empty() { Ok(walk.layout) } else { Err(walk.fatal) }
}

impl Walk<'_> {
    fn node(&mut self, node: NodeId, parent: Option<NodeId>, step: Step, ground: Ground) {
        self.layout.spots.insert(node, Spot { parent, step, place: ground.place });
        let document = self.document;
        match &document.node(node).kind {
            NodeKind::Scalar { text, .. } => self.text(node, text, ground),
            NodeKind::List(items) => {
                self.split_numbers(items);
                for (at, &item) in items.iter().enumerate() {
                    self.node(item, Some(node), Step::Item(at), ground);
                }
            }
            NodeKind::Map(_) => self.map(node, ground),
        }
    }

    fn map(&mut self, map: NodeId, ground: Ground) {
        let document = self.document;
        let entries = document.entries(map);
        let outer_columns = self.columns.len();
        if ground.checked {
            self.read_columns(map);
        }
        let mut seen: HashMap<String, NodeId> = HashMap::new();
        for entry in entries {
            let typed = document.key(entry);
            let role = if ground.checked { self.role(typed, ground.place) } else { Role::Free };
            let identity = match role {
                Role::Place(id) => fold_name(&self.form.key(id).name),
                _ => fold_name(typed),
            };
            if let Some(&first) = seen.get(&identity) {
                self.doubled(first, entry.key);
                continue;
            }
            seen.insert(identity, entry.key);
            let below = match role {
                Role::Place(id) => Ground { place: Some(id), checked: self.form.is_checked(id), figure: false },
                Role::Word(Word::Figure) => Ground { figure: true, ..ground },
                Role::Word(Word::Columns) | Role::Free => Ground { checked: false, ..ground },
                Role::Unknown => {
                    self.unknown(typed, entry.key, ground);
                    Ground { checked: false, ..ground }
                }
                Role::Word(_) | Role::Column => ground,
            };
            self.layout.spots.insert(
                entry.key,
                Spot { parent: Some(map), step: Step::Key { key: entry.key, role }, place: ground.place },
            );
            self.node(entry.value, Some(map), Step::Key { key: entry.key, role }, below);
        }
        self.columns.truncate(outer_columns);
    }

    fn role(&self, typed: &str, place: Option<KeyId>) -> Role {
        if let Some(id) = self.form.child(place, typed) {
            return Role::Place(id);
        }
        match self.form.word(typed) {
            // At the top of the file and in declarations there is no text.
            Some(_) if place.is_none_or(|id| self.form.key(id).own) => Role::Unknown,
            Some(Word::Others) if !place.is_some_and(|id| self.form.key(id).others) => Role::Unknown,
            Some(Word::Columns) if !self.in_annex(place) => Role::Unknown,
            Some(word) => Role::Word(word),
            None if self.columns.contains(&fold_name(typed)) => Role::Column,
            None => Role::Unknown,
        }
    }

    fn in_annex(&self, place: Option<KeyId>) -> bool {
        place == Some(self.form.roles().annexes)
    }

    fn read_columns(&mut self, map: NodeId) {
        let document = self.document;
        let names =
            document.entries(map).iter().filter(|entry| self.form.word(document.key(entry)) == Some(Word::Columns));
        let names: Vec<String> = names
            .flat_map(|entry| document.entries(entry.value).iter().map(|column| fold_name(document.key(column))))
            .collect();
        self.columns.extend(names);
    }

    fn text(&mut self, node: NodeId, text: &str, ground: Ground) {
        let document = self.document;
        let slice = |span| document.source().slice(span);
        if is_bracketed(text) && !ground.figure {
            let span = document.node(node).span;
            self.layout.errors.push(CaseFault::WideBrackets.problem(Some(span), Vec::new()));
        }
        if !ground.checked {
            return;
        }
        for slip in document.mistypes(node) {
            let sign = slice(slip.span).to_owned();
            match slip.kind {
                MistypeKind::Colon if self.is_known(slice(slip.before)) => {
                    let fault = CaseFault::WideColon { key: slice(slip.before).to_owned(), sign };
                    self.layout.errors.push(fault.problem(Some(slip.span), Vec::new()));
                }
                MistypeKind::Dash | MistypeKind::Comment | MistypeKind::Block if !slice(slip.after).is_empty() => {
                    let fault = CaseFault::WideSign { sign };
                    self.layout.notes.push(fault.problem(Some(slip.span), Vec::new()));
                }
                _ => {}
            }
        }
    }

    fn is_known(&self, name: &str) -> bool {
        !self.form.keys_named(name).is_empty() || self.form.word(name).is_some()
    }

    fn doubled(&mut self, first: NodeId, second: NodeId) {
        let document = self.document;
        let name = |key| document.text(key).unwrap_or_default().to_owned();
        let fault = CaseFault::Doubled { first: name(first), second: name(second) };
        let related = vec![(document.node(first).span, "先に書かれている場所".to_owned())];
        self.fatal.push(fault.problem(Some(document.node(second).span), related));
    }

    fn unknown(&mut self, typed: &str, key: NodeId, ground: Ground) {
        if let Some(fault) = self.split_by_comma(key) {
            self.layout.errors.push(fault.problem(Some(self.document.node(key).span), Vec::new()));
            return;
        }
        let form = self.form;
        let children = form.children(ground.place).iter().map(|&id| form.key(id));
        let names: Vec<&str> = children
            .flat_map(|key| std::iter::once(key.name.as_str()).chain(key.names.iter().map(String::as_str)))
            .collect();
        let words = [Word::Heading, Word::Lead, Word::Content, Word::Note, Word::When, Word::Figure, Word::Printed];
        let words = words
            .into_iter()
            .filter(|_| ground.place.is_some_and(|id| !form.key(id).own))
            .map(|word| form.word_name(word));
        let columns = self.columns.iter().map(String::as_str);
        let elsewhere =
            form.keys_named(typed).first().map(|&id| form.key(id).parent.map_or_else(String::new, |id| form.path(id)));
        let others = ground.place.is_some_and(|id| form.key(id).others);
        let fault = CaseFault::UnknownKey {
            key: typed.to_owned(),
            place: ground.place.map(|id| form.key(id).name.clone()).unwrap_or_default(),
            nearest: nearest(typed, names.into_iter().chain(words).chain(columns)).map(str::to_owned),
            elsewhere,
            others: others.then(|| form.word_name(Word::Others).to_owned()),
        };
        self.layout.errors.push(fault.problem(Some(self.document.node(key).span), Vec::new()));
    }

    /// 「{内容: 18,600千円}」: a key behind a comma that has no value is the end of the value before it.
    fn split_by_comma(&self, key: NodeId) -> Option<CaseFault> {
        let file = self.document.source().text();
        let span = self.document.node(key).span;
        let before = file.get(..span.start)?.trim_end().strip_suffix(',')?;
        let ends = file.get(span.end..)?.trim_start().starts_with([',', '}']);
        let entry = before.rsplit(['{', '\n']).next()?;
        let value = entry.rsplit_once(": ").map_or(entry, |(_, value)| value).trim();
        let rest = file.get(span.start..span.end)?.to_owned();
        // No comma cuts what stands in quotes.
        let bare = !value.is_empty() && !value.starts_with(['"', '\'']);
        (ends && bare).then(|| CaseFault::SplitByComma { value: value.to_owned(), rest })
    }

    /// 「[年 18,600件]」: a number that a comma cuts in two.
    fn split_numbers(&mut self, items: &[NodeId]) {
        let file = self.document.source().text();
        for pair in items.windows(2) {
            let &[first, second] = pair else { continue };
            let (first, second) = (self.document.node(first).span, self.document.node(second).span);
            let text = |start, end| file.get(start..end).unwrap_or_default();
            let (value, rest) = (text(first.start, first.end), text(second.start, second.end));
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            if text(first.end, second.start) == "," && value.ends_with(|c: char| c.is_ascii_digit()) && digits == 3 {
                let fault = CaseFault::SplitByComma { value: value.to_owned(), rest: rest.to_owned() };
                self.layout.errors.push(fault.problem(Some(second), Vec::new()));
            }
        }
    }

    fn comments(&mut self, root: NodeId) {
        let inside = self.document.node(root).span;
        let whole = root == self.document.root();
        for &span in self.document.trailing_comments() {
            if whole || inside.contains(span) {
                let text = self.document.source().slice(span).trim().to_owned();
                self.layout.notes.push(CaseFault::Comment(text).problem(Some(span), Vec::new()));
            }
        }
    }
}

/// Whether a text stands wholly in ［ ］, which are the transcriber's.
pub(super) fn is_bracketed(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('［') && text.ends_with('］')
}
