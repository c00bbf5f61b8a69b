//! A text, normalised, cut and searched once, however many statements are read in it.

use std::ops::Range;
use std::sync::OnceLock;

use super::act::Acts;
use super::clause::{Clause, ClauseKind, clauses};
use super::compile::Compiled;
use super::draft::drafted;
use super::kind::{SentenceKind, asks_to_choose, kind, obliges};
use super::letters::{holds, is_kanji, split_once};
use super::marks::Mark;
use super::predicate;
use super::question;
use super::reader::Found;
use super::sentence::{Cut, lay_out};
use super::{Role, Unit};
use crate::source::Mapped;

/// A text that is ready to be read.
#[derive(Debug)]
pub struct Passage {
    pub(super) laid: Mapped,
    pub(super) sentences: Vec<Sentence>,
    pub(super) hits: Vec<Hit>,
    pub(super) marks: Vec<MarkHit>,
    /// Hits in the headings that it stands under.
    pub(super) headings: Range<usize>,
    /// It stands under a heading of measures: its entries are what is done.
    pub(super) under_measures: bool,
    /// Word groups seen: one row a sentence, then one for the headings, then one for all.
    pub(super) seen: Vec<u64>,
    pub(super) width: usize,
    /// What was read in it for each statement, once it was: rules, and the search for near misses, ask for
    /// the same statement of the same text again and again.
    pub(super) found: Pages<Vec<Found>>,
    /// What of it is left beside what says other statements more fully.
    pub(super) told: Pages<Vec<Found>>,
    /// How its acts were taken.
    pub(super) acts: Acts,
}

/// A cell for each statement, in pages that are made where one is asked for: of most texts hardly any
/// statement is.
#[derive(Debug)]
pub(super) struct Pages<T>(Box<[OnceLock<Page<T>>]>);

type Page<T> = Box<[OnceLock<T>; PAGE]>;

const PAGE: usize = 16;

impl<T> Pages<T> {
    fn new(count: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(count.div_ceil(PAGE)).collect())
    }

    pub(super) fn get(&self, number: usize) -> Option<&OnceLock<T>> {
        let page = self.0.get(number / PAGE)?;
        page.get_or_init(|| Box::new(std::array::from_fn(|_| OnceLock::new()))).get(number % PAGE)
    }
}

/// A word of the lexicon in the laid-out text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) word: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// An ending or a marker in the laid-out text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MarkHit {
    pub(super) mark: Mark,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// One sentence of a passage.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) main: Range<usize>,
    pub(super) asides: Vec<Range<usize>>,
    pub(super) typed: Range<usize>,
    pub(super) kind: SentenceKind,
    pub(super) clauses: Vec<Clause>,
    pub(super) quotes: Vec<Range<usize>>,
    /// Its words, without those of its asides.
    pub(super) hits: Range<usize>,
    pub(super) marks: Range<usize>,
    /// The sentence that opens the list that it is an entry of.
    pub(super) lead: Option<usize>,
    /// The sentence before it, where it takes up its topic.
    pub(super) previous: Option<usize>,
    /// 「ただし、…」.
    pub(super) proviso: bool,
    /// It is quoted by the sentence before it or added to that in brackets.
    pub(super) hosted: bool,
    /// It belongs to the lead, not to the text itself.
    pub(super) context: bool,
    /// Where it says that it stands in a draft, a sample or an offer.
    pub(super) draft: Option<Range<usize>>,
}

impl Passage {
    pub(super) fn prepare(compiled: &Compiled, unit: Unit<'_>) -> Self {
        let mut laid = Mapped::with_capacity(unit.text.len() + 64);
        let mut cuts: Vec<(Cut, bool)> = Vec::new();
        if let Some(lead) = unit.lead {
            let normal = compiled.spellings.normalise(lead);
            cuts.extend(lay_out(&normal, &mut laid).into_iter().map(|cut| (cut, true)));
        }
        let context = cuts.len();
        let normal = compiled.spellings.normalise(unit.text);
        let own = lay_out(&normal, &mut laid);
        cuts.extend(own.into_iter().map(|mut cut| {
            cut.host = cut.host.map(|host| host + context);
            (cut, false)
        }));
        let headings_start = laid.len();
        for heading in unit.headings {
            let normal = compiled.spellings.normalise(heading);
            laid.append(&normal, 0..normal.len());
            laid.replace("\n", 0..0);
        }
        let (hits, marks, borders) = compiled.vocabulary.search(laid.text());
        let mut passage = Self {
            sentences: Vec::with_capacity(cuts.len()),
            headings: hits.partition_point(|hit| hit.start < headings_start)..hits.len(),
            under_measures: unit.role != Role::Heading && unit.headings.iter().any(|heading| of_measures(heading)),
            laid,
            hits,
            marks,
            seen: Vec::new(),
            width: compiled.vocabulary.width,
            found: Pages::new(compiled.statements.len()),
            told: Pages::new(compiled.statements.len()),
            acts: Acts::default(),
        };
        passage.cut(compiled, cuts, &borders, unit);
        let drafts: Vec<_> = passage.sentences.iter().map(|sentence| drafted(&passage, sentence)).collect();
        for (sentence, draft) in passage.sentences.iter_mut().zip(&drafts) {
            // What is quoted or added in brackets stands where its sentence does.
            let host = sentence.previous.filter(|_| sentence.hosted).and_then(|host| drafts.get(host)?.clone());
            sentence.draft = draft.clone().or(host);
        }
        passage.note_seen(compiled);
        passage
    }

    fn cut(&mut self, compiled: &Compiled, cuts: Vec<(Cut, bool)>, borders: &[MarkHit], unit: Unit<'_>) {
        let mut opener: Option<usize> = None;
        let mut last_main: Option<usize> = None;
        let mut explaining = false;
        let last_context = cuts.iter().rposition(|(cut, context)| *context && cut.host.is_none());
        for (index, (cut, context)) in cuts.into_iter().enumerate() {
            let main = self.text(&cut.main);
            let quotes = quotes(main, cut.main.start);
            let inside = range_within(borders, &cut.main, |border| border.start);
            let mut clauses =
                clauses(self.laid.text(), &cut.main, borders.get(inside.clone()).unwrap_or_default(), &quotes);
            for clause in &mut clauses {
                clause.foreign = predicate::foreign(&compiled.carriers, self.text(&clause.range), clause.range.start);
            }
            let signs = borders.get(inside).unwrap_or_default();
            let end_clause = clauses.last().map_or(0..0, |clause| clause.range.clone());
            let lead = if context {
                None
            } else if cut.item && opener.is_some() {
                opener
            } else {
                last_context
            };
            let heading = unit.role == Role::Heading && !context;
            let mut kind = if heading { SentenceKind::Heading } else { kind(main, cut.main.start, &end_clause, signs) };
            if kind == SentenceKind::Text && explaining && !obliges(main) && !cut.item && cut.host.is_none() {
                kind = SentenceKind::Explanation;
            }
            // A quoted rule is of the sentence that quotes it.
            if let Some(host) = cut.host.filter(|_| cut.quoted).and_then(|host| self.sentences.get(host))
                && host.kind != SentenceKind::Text
            {
                kind = host.kind;
            }
            if let Some(lead) =
                lead.and_then(|lead| self.sentences.get(lead)).filter(|lead| lead.kind.passes_to_items())
            {
                kind = lead.kind;
            }
            let asked = question::answered_by(self, last_main, main);
            let own_previous = asked.or_else(|| last_main.filter(|_| takes_up(main)));
            if cut.host.is_none() {
                explaining = kind == SentenceKind::Explanation;
                if !cut.item
                    && (asks_to_choose(main) || signs.iter().any(|sign| sign.mark == Mark::List) || main.ends_with(':'))
                {
                    opener = Some(index);
                }
                last_main = Some(index);
            }
            self.sentences.push(Sentence {
                kind,
                quotes,
                hits: range_within(&self.hits, &cut.main, |hit| hit.start),
                marks: range_within(&self.marks, &cut.main, |mark| mark.start),
                lead,
                previous: cut.host.or(own_previous),
                hosted: cut.host.is_some(),
                proviso: main.starts_with("ただし") || main.starts_with("但し"),
                context,
                draft: None,
                clauses,
                main: cut.main,
                asides: cut.asides,
                typed: cut.typed,
            });
        }
    }

    fn note_seen(&mut self, compiled: &Compiled) {
        let width = self.width;
        let mut seen = vec![0; (self.sentences.len() + 2) * width];
        let mut rows = seen.chunks_exact_mut(width.max(1));
        let mut all = vec![0; width];
        let mut add = |row: &mut [u64], hits: &[Hit]| {
            compiled.vocabulary.mark_seen(hits, row);
            all.iter_mut().zip(row).for_each(|(all, cell)| *all |= *cell);
        };
        for (sentence, row) in self.sentences.iter().zip(&mut rows) {
            add(row, self.hits_in(&sentence.hits));
            for aside in &sentence.asides {
                add(row, self.hits_at(aside));
            }
        }
        if let Some(row) = rows.next() {
            add(row, self.hits_in(&self.headings));
        }
        if let Some(row) = rows.next() {
            row.copy_from_slice(&all);
        }
        self.seen = seen;
    }

    /// A piece of the laid-out text.
    pub(super) fn text(&self, range: &Range<usize>) -> &str {
        self.laid.text().get(range.clone()).unwrap_or_default()
    }

    pub(super) fn hits_in(&self, range: &Range<usize>) -> &[Hit] {
        self.hits.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn marks_in(&self, range: &Range<usize>) -> &[MarkHit] {
        self.marks.get(range.clone()).unwrap_or_default()
    }

    /// The hits that begin in a range of the laid-out text.
    pub(super) fn hits_at(&self, range: &Range<usize>) -> &[Hit] {
        self.hits_in(&range_within(&self.hits, range, |hit| hit.start))
    }

    /// Whether an aside only permits, doubts or lifts what it speaks of.
    pub(super) fn weakened(&self, aside: &Range<usize>) -> bool {
        let marks = self.marks_in(&range_within(&self.marks, aside, |mark| mark.start));
        marks.iter().any(|hit| matches!(hit.mark, Mark::Hedge | Mark::May | Mark::Exempt))
    }

    /// Word groups seen in a sentence and its asides.
    pub(super) fn seen_in(&self, sentence: usize) -> &[u64] {
        self.seen.get(sentence * self.width..(sentence + 1) * self.width).unwrap_or_default()
    }

    /// Word groups seen in the headings.
    pub(super) fn seen_in_headings(&self) -> &[u64] {
        self.seen_in(self.sentences.len())
    }

    /// Word groups seen anywhere.
    pub(super) fn seen_at_all(&self) -> &[u64] {
        self.seen_in(self.sentences.len() + 1)
    }

    /// Where a range of the laid-out text was typed.
    pub(super) fn typed(&self, range: Range<usize>) -> Range<usize> {
        self.laid.origin(range)
    }
}

/// The indices of the members of a sorted list that begin inside a range.
fn range_within<T>(sorted: &[T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> Range<usize> {
    let first = sorted.partition_point(|member| start(member) < range.start);
    let last = sorted.partition_point(|member| start(member) < range.end);
    first..last.max(first)
}

/// The insides of the outermost 「」 of a sentence.
fn quotes(main: &str, base: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    let mut depth = 0_usize;
    for (at, letter) in main.char_indices() {
        match letter {
            '「' | '『' => {
                if depth == 0 {
                    open = Some(base + at + letter.len_utf8());
                }
                depth += 1;
            }
            '」' | '』' => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some(start) = open.take()
                {
                    found.push(start..base + at);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a sentence takes up the topic of the one before it.
fn takes_up(main: &str) -> bool {
    const OPENINGS: [&str; 28] = [
        "記録は",
        "履歴は",
        "ログは",
        "但し",
        "また",
        "さらに",
        "更に",
        "なお",
        "この",
        "これ",
        "その",
        "それ",
        "当該",
        "同",
        "上記",
        "前記",
        "ただし",
        "加えて",
        "併せて",
        "あわせて",
        "かつ",
        "そして",
        "次に",
        "特に",
        "いずれ",
        "本",
        "ここ",
        "以上",
    ];
    // 「管理者は、毎月これを調べ」 takes it up inside.
    OPENINGS.iter().any(|opening| main.starts_with(opening)) || points_within(main)
}

/// Whether a sentence stands for a thing of the one before it behind its theme. In 「名簿を作り、これを…」 the thing
/// is its own.
pub(super) fn points_within(main: &str) -> bool {
    let before =
        ["これを", "これらを", "その記録を", "その内容を"].iter().filter_map(|pointer| split_once(main, pointer));
    // 「毎年度、この確認を行う」
    let deed = split_once(main, "この").is_some_and(|(before, rest)| {
        let noun = rest.find('を').and_then(|end| rest.get(..end)).unwrap_or_default();
        !before.contains('を') && (1..=4).contains(&noun.chars().count()) && noun.chars().all(is_kanji)
    });
    deed || before.into_iter().any(|(before, _)| !before.contains('を'))
}

/// Whether what stands under a heading are measures.
fn of_measures(heading: &str) -> bool {
    ["対策", "措置", "安全管理", "遵守"].iter().any(|word| holds(heading, word))
}

/// Whether a sentence opens a list.
pub(super) fn enumerates(main: &str) -> bool {
    ["次の", "次に", "以下の", "以下に", "下記", "各号", "のとおり"].iter().any(|word| holds(main, word))
        || main.ends_with(':')
}

/// The clause of a sentence that a place stands in.
pub(super) fn clause_at(sentence: &Sentence, at: usize) -> Option<(usize, &Clause)> {
    sentence.clauses.iter().enumerate().find(|(_, clause)| clause.range.start <= at && at < clause.range.end)
}

/// The clause whose end governs the one at `index`: the last of the chain that it goes on to.
pub(super) fn governor(sentence: &Sentence, index: usize) -> Option<&Clause> {
    let own = sentence.clauses.get(index)?;
    if !matches!(own.kind, ClauseKind::Continued) {
        return Some(own);
    }
    // What is done on another condition is done apart.
    let mut rest = sentence.clauses.iter().skip(index + 1);
    let end = rest.find(|clause| {
        !matches!(clause.kind, ClauseKind::Continued | ClauseKind::Goal | ClauseKind::Reason | ClauseKind::Label)
    });
    let ends = |clause: &&Clause| matches!(clause.kind, ClauseKind::End | ClauseKind::Adversative | ClauseKind::Closed);
    Some(end.filter(ends).unwrap_or(own))
}
