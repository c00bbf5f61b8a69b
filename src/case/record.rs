//! What people recorded beside the paper: that they looked（目視確認）, that a rule is waived（免除）.
//!
//! Here a record is only read. Whether it holds, and what it does to a verdict, is settled where the
//! verdicts are known. A record that cannot be read is an error entry and settles nothing.

use jiff::civil::Date;

use super::filled::is_blank;
use super::{Case, CaseFault, Opened, date};
use crate::document::{Document, NodeId, NodeKind, nearest};
use crate::error::{Explain as _, Problem};
use crate::form::{AttestationKeys, Form, KeyId, WaiverKeys, fold_name, same_name};
use crate::source::Span;

/// A person's word that a rule is met, where the reader cannot decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// The rule.
    pub rule: Typed,
    /// The words that the person looked at.
    pub words: Typed,
    /// The other paper in which they stand, with its article.
    pub paper: Option<Typed>,
    /// Who looked.
    pub by: String,
    /// When, as typed.
    pub day: Typed,
    /// The same day.
    pub on: Date,
    /// Where the words stand, or which of several results of the rule, as a pointer.
    pub at: Option<Typed>,
}

/// A decision that a rule is not asked of this case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The rule.
    pub rule: Typed,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// The number of the decision.
    pub document: String,
    /// The last day on which it holds.
    pub until: Date,
    /// Where that day is written.
    pub until_typed: Typed,
}

/// A text of a record, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The text, without white space around it.
    pub text: String,
    /// The path to it.
    pub pointer: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// The records of a case that can be read.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) attestations: Vec<Attestation>,
    pub(super) waivers: Vec<Waiver>,
}

impl Case<'_> {
    /// What people looked at, in the order of the file.
    #[must_use]
    pub fn attestations(&self) -> &[Attestation] {
        &self.records.attestations
    }

    /// The rules that are waived, in the order of the file.
    #[must_use]
    pub fn waivers(&self) -> &[Waiver] {
        &self.records.waivers
    }
}

/// Reads the records of a case; what cannot be read becomes an error entry.
pub(super) fn read(opened: &mut Opened<'_>) {
    let case = &opened.case;
    let mut errors = Vec::new();
    let roles = case.form.roles();
    let ground = Ground { document: &case.document, form: case.form, pointer: &|node| case.pointer(node) };
    let attestations = roles.attestations.as_ref().map(|keys| {
        let all = [keys.rule, keys.words, keys.by, keys.day];
        each(&ground, case.own(keys.list), keys.list, all, &mut errors, |entry, texts| entry.attestation(keys, texts))
    });
    let waivers = roles.waivers.as_ref().map(|keys| {
        let all = [keys.rule, keys.reason, keys.by, keys.document, keys.until];
        each(&ground, case.own(keys.list), keys.list, all, &mut errors, |entry, texts| entry.waiver(keys, texts))
    });
    let records = Records { attestations: attestations.unwrap_or_default(), waivers: waivers.unwrap_or_default() };
    opened.case.records = records;
    opened.errors.append(&mut errors);
}

/// Reads the waivers that stand in another file than a case, under the key that the form gives them.
#[must_use]
pub fn waivers_in(document: &Document, form: &Form) -> (Vec<Waiver>, Vec<Problem>) {
    let mut errors = Vec::new();
    let Some(keys) = form.roles().waivers.as_ref() else { return (Vec::new(), errors) };
    let name = &form.key(keys.list).name;
    let list = document.entries(document.root()).iter().find(|entry| same_name(document.key(entry), name));
    let list = list.map(|entry| entry.value);
    let pointer = |node: NodeId| {
        let items = list.map_or(&[][..], |list| document.items(list));
        let at = items.iter().position(|&item| document.entries(item).iter().any(|entry| entry.value == node));
        at.map_or_else(|| name.clone(), |at| format!("{name}[{}]", at + 1))
    };
    let ground = Ground { document, form, pointer: &pointer };
    let all = [keys.rule, keys.reason, keys.by, keys.document, keys.until];
    let waivers = each(&ground, list, keys.list, all, &mut errors, |entry, texts| entry.waiver(keys, texts));
    let known = || all.iter().map(|&key| form.key(key).name.as_str());
    let entries = list.into_iter().flat_map(|list| document.items(list)).flat_map(|&item| document.entries(item));
    for entry in entries.filter(|entry| !known().any(|known| same_name(known, document.key(entry)))) {
        let fault = CaseFault::UnknownKey {
            key: document.key(entry).to_owned(),
            place: name.clone(),
            nearest: nearest(document.key(entry), known()).map(str::to_owned),
            elsewhere: None,
            others: None,
        };
        errors.push(fault.problem(Some(document.node(entry.key).span), Vec::new()));
    }
    (waivers, errors)
}

/// The key of the form under which waivers stand, where it has one.
#[must_use]
pub fn waiver_key(form: &Form) -> Option<&str> {
    form.roles().waivers.as_ref().map(|keys| form.key(keys.list).name.as_str())
}

/// Where records are read.
struct Ground<'g> {
    document: &'g Document,
    form: &'g Form,
    pointer: &'g dyn Fn(NodeId) -> String,
}

/// Reads each entry of a list of records.
fn each<T, const N: usize>(
    ground: &Ground<'_>,
    value: Option<NodeId>,
    list: KeyId,
    required: [KeyId; N],
    errors: &mut Vec<Problem>,
    read: impl Fn(&Entry<'_, N>, [Typed; N]) -> Result<T, Box<Problem>>,
) -> Vec<T> {
    let Some(value) = value else { return Vec::new() };
    let nodes = match &ground.document.node(value).kind {
        NodeKind::List(items) => items.as_slice(),
        NodeKind::Scalar { text, .. } if text.trim().is_empty() => &[],
        // One record may stand without a list.
        _ => std::slice::from_ref(&value),
    };
    let mut records = Vec::new();
    for &node in nodes {
        let entry = Entry { ground, node, list, required };
        match entry.texts().and_then(|texts| read(&entry, texts)) {
            Ok(record) => records.push(record),
            Err(problem) => errors.push(*problem),
        }
    }
    records
}

/// One record while it is read.
struct Entry<'g, const N: usize> {
    ground: &'g Ground<'g>,
    node: NodeId,
    list: KeyId,
    required: [KeyId; N],
}

impl<const N: usize> Entry<'_, N> {
    fn name(&self, key: KeyId) -> &str {
        &self.ground.form.key(key).name
    }

    /// How a record is written, as an example.
    fn example(&self) -> String {
        let keys = self.required.iter().map(|&key| format!("{}: …", self.name(key))).collect::<Vec<_>>();
        format!("{}: [{{{}}}]", self.name(self.list), keys.join(", "))
    }

    /// The texts of the keys that a record must have, in the order of [`Entry::required`]; what is no map, and
    /// a map that lacks one of them, is refused.
    fn texts(&self) -> Result<[Typed; N], Box<Problem>> {
        let document = self.ground.document;
        let refused = |fault: CaseFault| Box::new(fault.problem(Some(document.node(self.node).span), Vec::new()));
        let list = self.name(self.list).to_owned();
        if !matches!(document.node(self.node).kind, NodeKind::Map(_)) {
            return Err(refused(CaseFault::WrongShape { key: list, example: self.example() }));
        }
        let found = self.required.map(|key| self.typed(key));
        let lacking = self.required.iter().zip(&found).filter(|(_, found)| found.is_none());
        let keys = lacking.map(|(&key, _)| self.name(key)).collect::<Vec<_>>().join("、");
        let texts: Vec<Typed> = found.into_iter().flatten().collect();
        texts.try_into().map_err(|_| refused(CaseFault::EntryLacks { list, keys, example: self.example() }))
    }

    /// The text of a key, where something is written there.
    fn typed(&self, key: KeyId) -> Option<Typed> {
        let Ground { document, form, pointer } = self.ground;
        let entry = document.entries(self.node).iter().find(|entry| same_name(document.key(entry), self.name(key)))?;
        let text = document.text(entry.value)?.trim().to_owned();
        let typed = Typed { text, pointer: pointer(entry.value), span: document.node(entry.value).span };
        (!is_blank(form, &typed.text)).then_some(typed)
    }

    fn attestation(&self, keys: &AttestationKeys, texts: [Typed; 4]) -> Result<Attestation, Box<Problem>> {
        let [rule, words, by, day] = texts;
        let on = self.day(keys.day, &day)?;
        let (paper, at) = (self.typed(keys.paper), self.typed(keys.at));
        Ok(Attestation { rule, words, paper, by: by.text, day, on, at })
    }

    fn waiver(&self, keys: &WaiverKeys, texts: [Typed; 5]) -> Result<Waiver, Box<Problem>> {
        let [rule, reason, by, document, until_typed] = texts;
        let until = self.day(keys.until, &until_typed)?;
        Ok(Waiver { rule, reason: reason.text, by: by.text, document: document.text, until, until_typed })
    }

    /// The one day that a text names, as papers write it or as 2027-03-31; of 「…から…まで」 and 「…まで」 the last.
    fn day(&self, key: KeyId, typed: &Typed) -> Result<Date, Box<Problem>> {
        let fault = |fault: String| {
            let fault = CaseFault::RecordDay { key: self.name(key).to_owned(), written: typed.text.clone(), fault };
            Box::new(fault.problem(Some(typed.span), Vec::new()))
        };
        if let Ok(day) = fold_name(&typed.text).parse::<Date>() {
            return Ok(day);
        }
        match date::dates(&typed.text, &mut date::Carry::default()).as_slice() {
            [dated] => match &dated.when {
                Ok(when) => {
                    let day = match when.span {
                        date::TimeSpan::Point => when.start.day(),
                        date::TimeSpan::Period | date::TimeSpan::Until => when.end.latest,
                        date::TimeSpan::Since => return Err(fault("終わりの日がありません".to_owned())),
                    };
                    day.ok_or_else(|| fault("日まで決まりません".to_owned()))
                }
                Err(error) => Err(fault(error.to_string())),
            },
            [] => Err(fault("日付がありません".to_owned())),
            _ => Err(fault("日付が二つ以上あります".to_owned())),
        }
    }
}
