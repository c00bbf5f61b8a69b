//! 横並び: a safeguard that other cases of the kind state and this one does not.
//!
//! It hangs on what else is checked in the run, so it is never more than recommended, and nothing is said
//! where a case has fewer than two others to be compared with.

use super::CaseReport;
use crate::evaluate::in_order;
use crate::evaluate::result::{Evidence, Level, Reason, RuleResult, Verdict};
use crate::hash::QuickMap;
use crate::rules::{BuiltIn, Question, Rule, RuleSet};

/// Fewest other cases that must state a safeguard for its absence to be told.
const FEWEST: usize = 2;
/// Most cases that are named, and quoted, in one finding.
const NAMED: usize = 3;

/// What the cases of a run do with each safeguard. Of a case hardly anything is kept, however many there are: a
/// bit for each safeguard, and the words of the few that are named.
pub(super) struct Peers<'r> {
    rules: &'r RuleSet,
    safeguards: QuickMap<&'r str, &'r Rule>,
    /// By the rule and the kind.
    standings: QuickMap<(&'r str, &'r str), Standing>,
    of_kind: QuickMap<String, Cases>,
}

/// What the cases of one kind do with one rule. Files of one case are one case.
#[derive(Default)]
struct Standing {
    /// Cases to which the rule applies.
    asked: Cases,
    /// Those that meet it.
    stating: Cases,
    /// The first of those, one more than are named: a case is not named to itself.
    first: Vec<Stating>,
}

/// A case that meets a rule.
struct Stating {
    case: usize,
    name: String,
    quote: Option<Evidence>,
}

/// A set of cases by their places in the run.
#[derive(Default)]
struct Cases {
    bits: Vec<u64>,
    count: usize,
}

impl Cases {
    const BITS: usize = 64;

    /// Adds a case; whether it is new.
    fn add(&mut self, case: usize) -> bool {
        let cell = case / Self::BITS;
        if self.bits.len() <= cell {
            self.bits.resize(cell + 1, 0);
        }
        let Some(cell) = self.bits.get_mut(cell) else { return false };
        let bit = 1 << (case % Self::BITS);
        let is_new = *cell & bit == 0;
        *cell |= bit;
        self.count += usize::from(is_new);
        is_new
    }

    fn contains(&self, case: usize) -> bool {
        self.bits.get(case / Self::BITS).is_some_and(|cell| cell & (1 << (case % Self::BITS)) != 0)
    }

    /// How many there are beside one.
    fn beside(&self, case: usize) -> usize {
        self.count - usize::from(self.contains(case))
    }
}

impl<'r> Peers<'r> {
    /// The comparison by the safeguards of a set; `None` where the set does not ask for it.
    pub(super) fn new(rules: &'r RuleSet) -> Option<Self> {
        rules.built_in_rule(BuiltIn::Peers)?;
        let safeguards = rules.rules().iter().filter(|rule| is_safeguard(rule));
        Some(Self {
            rules,
            safeguards: safeguards.map(|rule| (rule.id.as_str(), rule)).collect(),
            standings: QuickMap::default(),
            of_kind: QuickMap::default(),
        })
    }

    /// Takes note of a file; `case` is the first file of the run that is of the same case.
    pub(super) fn add(&mut self, report: &CaseReport, case: usize) {
        for kind in &report.kinds {
            match self.of_kind.get_mut(kind) {
                Some(cases) => _ = cases.add(case),
                None => _ = self.of_kind.entry(kind.clone()).or_default().add(case),
            }
        }
        for (id, result) in worst(&self.safeguards, report) {
            let Some(rule) = self.safeguards.get(id).filter(|_| result.verdict != Verdict::NotApplicable) else {
                continue;
            };
            for kind in rule.kinds.iter().filter(|kind| report.kinds.contains(kind)) {
                let standing = self.standings.entry((rule.id.as_str(), kind.as_str())).or_default();
                standing.asked.add(case);
                let is_new = result.verdict == Verdict::Pass && standing.stating.add(case);
                if is_new && standing.first.len() <= NAMED {
                    let name = short_name(report);
                    let stated =
                        report.results.iter().find(|other| other.rule == result.rule && other.verdict == Verdict::Pass);
                    let quote = stated
                        .and_then(|stated| stated.evidence.first())
                        .map(|evidence| Evidence { note: name.clone(), ..evidence.clone() });
                    standing.first.push(Stating { case, name, quote });
                }
            }
        }
    }

    /// Compares a file with the other cases of its kind, once all are noted.
    pub(super) fn compare(&self, report: &mut CaseReport, case: usize) {
        // A case that has too few others of its kind is not compared.
        let is_compared = |kind: &String| self.of_kind.get(kind).is_some_and(|cases| cases.count > FEWEST);
        if !report.kinds.iter().any(is_compared) {
            return;
        }
        let Some(found) = self.findings(report, case) else { return };
        report.awaiting.retain(|(built_in, _)| *built_in != BuiltIn::Peers);
        report.results.extend(found);
    }

    /// What a case lacks that others state; `None` where it is not compared.
    fn findings(&self, report: &CaseReport, case: usize) -> Option<Vec<RuleResult>> {
        let (_, holder) = report.awaiting.iter().find(|(built_in, _)| *built_in == BuiltIn::Peers)?;
        let mut found: Vec<RuleResult> = worst(&self.safeguards, report)
            .into_values()
            .filter(|result| is_unsaid(result))
            .filter_map(|result| {
                let rule = self.safeguards.get(result.rule.as_str())?;
                let kinds = rule.kinds.iter().filter(|kind| report.kinds.contains(kind));
                let of_kinds = kinds.filter_map(|kind| self.standings.get(&(rule.id.as_str(), kind.as_str())));
                // Of several kinds that it shares with others, the one of which the most state it.
                let standing = of_kinds.rev().max_by_key(|standing| standing.stating.beside(case))?;
                // Another file of this case is no other case.
                let count = standing.stating.beside(case);
                (count >= FEWEST).then(|| {
                    let stating = standing.first.iter().filter(|stating| stating.case != case).take(NAMED).collect();
                    lacking(holder, result, standing.asked.count, count, stating)
                })
            })
            .collect();
        if found.is_empty() {
            let message = self.rules.rule(&holder.rule).map(in_order).unwrap_or_default();
            found.push(RuleResult { verdict: Verdict::Pass, message, ..holder.clone() });
        }
        Some(found)
    }
}

/// Whether a rule asks that something is said, of some kinds of referral.
fn is_safeguard(rule: &Rule) -> bool {
    let says = |question: &Question| matches!(question, Question::States { .. });
    !rule.kinds.is_empty() && rule.require.predicates().iter().any(|predicate| says(&predicate.question))
}

/// The worst result of each safeguard in a case.
fn worst<'r>(safeguards: &QuickMap<&str, &Rule>, report: &'r CaseReport) -> QuickMap<&'r str, &'r RuleResult> {
    let mut worst: QuickMap<&str, &RuleResult> = QuickMap::default();
    for result in report.results.iter().filter(|result| safeguards.contains_key(result.rule.as_str())) {
        let known = worst.entry(&result.rule).or_insert(result);
        if result.verdict < known.verdict {
            *known = result;
        }
    }
    worst
}

/// Whether a result says that the paper itself does not state it.
fn is_unsaid(result: &RuleResult) -> bool {
    match result.verdict {
        Verdict::Missing => true,
        Verdict::Review => result.reason == Some(Reason::ByReference),
        _ => false,
    }
}

/// What is told of a safeguard that `count` others of the `asked` cases state, some of which are named.
fn lacking(holder: &RuleResult, result: &RuleResult, asked: usize, count: usize, stating: Vec<&Stating>) -> RuleResult {
    let mut names: Vec<&str> = stating.iter().map(|stating| stating.name.as_str()).collect();
    if count > stating.len() {
        names.push("ほか");
    }
    let message = format!(
        "「{}」は、同種{}件中{}件に記載（{}）。この件にはありません。",
        result.title,
        asked,
        count,
        names.join("、")
    );
    RuleResult {
        title: format!("{}（{}）", holder.title, result.rule).into(),
        item: result.item.clone(),
        level: holder.level.min(Level::Recommended),
        verdict: Verdict::Review,
        reason: Some(Reason::Softened),
        message,
        pointer: result.pointer.clone(),
        span: result.span,
        source: result.source.clone(),
        evidence: stating.into_iter().filter_map(|stating| stating.quote.clone()).collect(),
        model: result.model.clone(),
        ..holder.clone()
    }
}

/// 「第10号」 of 「令和2年度第10号議案」, else the whole number, else the file.
fn short_name(report: &CaseReport) -> String {
    let Some(number) = report.number.as_deref() else {
        return report.path.rsplit('/').next().unwrap_or(&report.path).to_owned();
    };
    let short = number.find('第').and_then(|at| number.get(at..)).and_then(|rest| {
        let end = rest.find('号')? + '号'.len_utf8();
        rest.get(..end)
    });
    short.unwrap_or(number).to_owned()
}
