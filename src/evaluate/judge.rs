//! One case against all rules.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use crate::case::citation::{Citation, Definitions};
use crate::case::definition::Definition;
use crate::case::{Case, CaseUnit, FactState, Found, Line};
use crate::document::NodeId;
use crate::form::Place;
use crate::hash::QuickMap;
use crate::reading::Passage;
use crate::rules::{Basis, BuiltIn, Condition, InText, Predicate, Question, Rule, RuleSet};
use crate::source::Span;
use crate::text::SharedText;

use super::message;
use super::outcome::{Outcome, Truth};
use super::predicate;
use super::result::{Evidence, Level, Reason, RuleResult, Verdict};
use super::text::Texts;

/// The results of a case.
#[derive(Debug, Default)]
pub struct Judged {
    /// In no order.
    pub results: Vec<RuleResult>,
    /// Of built-in rules that need other verdicts or other cases: what they say where there is nothing to look
    /// at.
    pub awaiting: Vec<(BuiltIn, RuleResult)>,
}

/// What the predicates work with: one case, the rule set and what was read so far.
pub(super) struct Judge<'a, 'f> {
    pub(super) rules: &'a RuleSet,
    pub(super) case: &'a Case<'f>,
    pub(super) passages: RefCell<QuickMap<NodeId, Arc<Passage>>>,
    pub(super) texts: RefCell<QuickMap<Vec<Place>, Rc<Texts<'a>>>>,
    /// What stands at the places that were asked for.
    pub(super) found: RefCell<QuickMap<Vec<Place>, Rc<Found>>>,
    /// The texts under some nodes, with those of the annexes that they cite, and without.
    pub(super) units: RefCell<QuickMap<Vec<NodeId>, Units<'a>>>,
    pub(super) units_here: RefCell<QuickMap<Vec<NodeId>, Units<'a>>>,
    /// What happens when, by the nodes that were asked for.
    pub(super) schedules: RefCell<QuickMap<Vec<NodeId>, Rc<[Line<'a>]>>>,
    /// What the words of the rules are in each text.
    pub(super) in_texts: RefCell<QuickMap<NodeId, Arc<InText>>>,
    /// The laws that each text cites.
    pub(super) citations: RefCell<QuickMap<NodeId, Rc<[Citation]>>>,
    /// The words that bind the case to each instrument that was asked for.
    pub(super) bound: RefCell<QuickMap<String, Option<Rc<Evidence>>>>,
    /// The texts of the attached papers that were asked for, by the number of the paper.
    pub(super) papers: RefCell<QuickMap<usize, Rc<[Passage]>>>,
    pub(super) definitions: OnceCell<Definitions>,
    no_pointer: SharedText,
    /// The names that the case gives to posts and offices.
    pub(super) short_names: OnceCell<Vec<Definition>>,
    /// The printed papers whose defined names were asked for.
    pub(super) printed: RefCell<QuickMap<NodeId, Rc<predicate::terms::Paper<'a>>>>,
}

/// Texts of a case that are asked for together.
pub(super) type Units<'a> = Rc<[CaseUnit<'a>]>;

/// Judges `case` by some rules, which need not be of the set, as the law stands on `day`.
#[must_use]
pub fn judge<'r>(rules: &RuleSet, case: &Case<'_>, by: impl IntoIterator<Item = &'r Rule>, day: Date) -> Judged {
    let judge = Judge::new(rules, case);
    let mut judged = Judged::default();
    for rule in by {
        match (judge.rule(rule, day), rule.built_in().filter(|built_in| built_in.awaits_verdicts())) {
            (Ruled::Results(mut results), _) => judged.results.append(&mut results),
            (Ruled::Awaiting(result), Some(built_in)) => judged.awaiting.push((built_in, *result)),
            (Ruled::Awaiting(result), None) => judged.results.push(*result),
        }
    }
    judged
}

impl<'a, 'f> Judge<'a, 'f> {
    pub(super) fn new(rules: &'a RuleSet, case: &'a Case<'f>) -> Self {
        Self {
            rules,
            case,
            passages: RefCell::default(),
            texts: RefCell::default(),
            found: RefCell::default(),
            units: RefCell::default(),
            units_here: RefCell::default(),
            schedules: RefCell::default(),
            in_texts: RefCell::default(),
            citations: RefCell::default(),
            bound: RefCell::default(),
            papers: RefCell::default(),
            definitions: OnceCell::new(),
            no_pointer: SharedText::default(),
            short_names: OnceCell::new(),
            printed: RefCell::default(),
        }
    }
}

impl Judge<'_, '_> {
    fn rule(&self, rule: &Rule, day: Date) -> Ruled {
        let force = self.force(rule, day);
        let level = force.level;
        let blank = |verdict, reason, message: String| self.result(rule, &force, level, verdict, reason, message);
        if !rule.kinds.is_empty() && !self.case.kinds().iter().any(|kind| rule.kinds.contains(&kind.name)) {
            return Ruled::one(blank(Verdict::NotApplicable, None, message::other_kind(&rule.kinds)));
        }
        if force.bases.is_empty() {
            if force.undecided {
                return Ruled::one(blank(Verdict::Review, Some(Reason::Undecidable), message::undecided_force(rule)));
            }
            return Ruled::one(blank(Verdict::NotApplicable, None, message::not_in_force(rule, day)));
        }
        let mut grounds = Vec::new();
        if let Some(when) = &rule.when {
            let outcome = self.condition(when);
            match outcome.truth {
                Truth::Holds => grounds = outcome.evidence,
                Truth::Contrary | Truth::Silent => {
                    let mut result = blank(
                        Verdict::NotApplicable,
                        None,
                        message::condition_fails(&self.rules.describe(when), &outcome),
                    );
                    self.place(&mut result, &outcome);
                    return Ruled::one(result);
                }
                Truth::Undecided(reason) => {
                    let mut result = blank(Verdict::Review, Some(reason), message::condition_undecided(rule, &outcome));
                    self.place(&mut result, &outcome);
                    return Ruled::one(result);
                }
            }
        }
        if let Some(built_in) = rule.built_in() {
            return self.built_in(rule, &force, built_in);
        }
        let outcome = self.required(&rule.require);
        let mut results: Vec<RuleResult> = if outcome.breaks.len() > 1 && !matches!(outcome.truth, Truth::Holds) {
            outcome.breaks.iter().map(|broken| self.broken(rule, &force, &outcome, broken)).collect()
        } else {
            vec![self.single(rule, &force, &outcome)]
        };
        for result in results.iter_mut().filter(|result| result.verdict != Verdict::Pass) {
            add_grounds(result, &grounds);
        }
        Ruled::Results(results)
    }

    /// The results of a built-in check. Those that need other verdicts or other cases only say what holds where
    /// there is nothing to look at.
    fn built_in(&self, rule: &Rule, force: &Force<'_>, built_in: BuiltIn) -> Ruled {
        let looked = match built_in {
            BuiltIn::FactConflict => predicate::fact::conflicts(self),
            BuiltIn::LinkMissing => predicate::link::missing(self),
            BuiltIn::PaperMissing => predicate::paper::missing(self),
            BuiltIn::PaperUnreferred => predicate::paper::unreferred(self),
            BuiltIn::PaperArticle => predicate::cited::unfit(self),
            _ => None,
        };
        match looked.as_deref() {
            None => {
                let message = built_in.nothing().to_owned();
                let result = self.result(rule, force, force.level, Verdict::NotApplicable, None, message);
                Ruled::Awaiting(Box::new(result))
            }
            Some([]) => {
                let held = message::in_order(rule);
                Ruled::one(self.result(rule, force, force.level, Verdict::Pass, None, held))
            }
            Some(outcomes) => {
                Ruled::Results(outcomes.iter().map(|outcome| self.single(rule, force, outcome)).collect())
            }
        }
    }

    fn single(&self, rule: &Rule, force: &Force<'_>, outcome: &Outcome) -> RuleResult {
        let (verdict, reason) = settle(rule, outcome.truth);
        let message = message::of(rule, verdict, reason, outcome);
        let mut result = self.result(rule, force, force.level, verdict, reason, message);
        self.place(&mut result, outcome);
        result
    }

    fn broken(&self, rule: &Rule, force: &Force<'_>, outcome: &Outcome, broken: &super::Break) -> RuleResult {
        let (verdict, reason) = settle(rule, broken.truth);
        let one = Outcome { truth: broken.truth, remarks: vec![broken.remark.clone()], ..outcome.clone() };
        let message = message::of(rule, verdict, reason, &one);
        let mut result = self.result(rule, force, force.level, verdict, reason, message);
        self.point(&mut result, broken.node);
        if let Some(first) = broken.evidence.first() {
            self.point_at(&mut result, first);
        }
        result.evidence.clone_from(&broken.evidence);
        result
    }

    /// A result at the nearest node to the rule's first place.
    fn result(
        &self,
        rule: &Rule,
        force: &Force<'_>,
        level: Level,
        verdict: Verdict,
        reason: Option<Reason>,
        message: String,
    ) -> RuleResult {
        let labels = rule.labels();
        let mut result = RuleResult {
            rule: labels.id.clone(),
            title: labels.title.clone(),
            item: labels.item.clone(),
            level,
            verdict,
            reason,
            message,
            basis: force.bases.iter().map(|basis| basis.shared_citation()).collect(),
            pointer: self.no_pointer.clone(),
            source: Arc::clone(self.case.source()),
            span: Span::default(),
            evidence: Vec::new(),
            advice: labels.advice.clone(),
            model: labels.model.clone(),
            why: labels.why.clone(),
            settled: None,
            known: false,
        };
        let place = rule.places.first().or_else(|| first_place(&rule.require));
        let node = place.map_or_else(|| self.case.root(), |place| self.find(place).nearest);
        self.point(&mut result, node);
        result
    }

    /// Puts a result where its outcome says: at the first text that decided, else at a node that breaks it,
    /// else at the nearest node.
    fn place(&self, result: &mut RuleResult, outcome: &Outcome) {
        for evidence in &outcome.evidence {
            // Two parts of a condition may rest on one sentence.
            let known = |other: &Evidence| other.span == evidence.span && Arc::ptr_eq(&other.source, &evidence.source);
            if !result.evidence.iter().any(known) {
                result.evidence.push(evidence.clone());
            }
        }
        let broken = outcome.breaks.first();
        let words = broken.map_or(outcome.evidence.first(), |broken| broken.evidence.first());
        match (words, broken.map(|broken| broken.node).or(outcome.nearest)) {
            (Some(words), _) => self.point_at(result, words),
            (None, Some(node)) => self.point(result, node),
            (None, None) => {}
        }
    }

    fn point_at(&self, result: &mut RuleResult, evidence: &Evidence) {
        result.pointer.clone_from(&evidence.pointer);
        result.source = Arc::clone(&evidence.source);
        result.span = evidence.span;
    }

    fn point(&self, result: &mut RuleResult, node: NodeId) {
        result.pointer = self.case.shared_pointer(node);
        result.span = self.case.label_span(node);
    }

    /// The bases in force, and the level that they give.
    fn force<'r>(&self, rule: &'r Rule, day: Date) -> Force<'r> {
        let mut force = Force { bases: Vec::new(), undecided: false, level: Level::Note };
        for basis in rule.basis.iter().filter(|basis| basis.in_force(day)) {
            match basis.when.as_ref().map_or(Truth::Holds, |when| self.condition(when).truth) {
                Truth::Holds => force.bases.push(basis),
                // A declaration that the text contradicts lowers no rule.
                Truth::Undecided(_) if basis.when.as_ref().is_some_and(|when| self.is_contradicted(when)) => {
                    force.bases.push(basis);
                }
                Truth::Undecided(_) => force.undecided = true,
                Truth::Contrary | Truth::Silent => {}
            }
        }
        let level = |bases: &[&Basis]| bases.iter().map(|basis| basis.level).max();
        let of_rule = rule.basis.iter().map(|basis| basis.level).max().unwrap_or(Level::Note);
        force.level = level(&force.bases).unwrap_or(of_rule);
        force
    }

    /// Whether a condition hangs on a fact that is declared against the text.
    fn is_contradicted(&self, condition: &Condition) -> bool {
        condition.predicates().into_iter().any(|predicate| match &predicate.question {
            Question::Fact(fact) => self.case.fact(fact).is_some_and(|reading| reading.state == FactState::Conflict),
            _ => false,
        })
    }

    pub(super) fn condition(&self, condition: &Condition) -> Outcome {
        combine(condition, &|predicate| self.predicate(predicate))
    }

    pub(super) fn predicate(&self, Predicate { question, places }: &Predicate) -> Outcome {
        if let Some(kind) = places.first().and_then(Place::linked) {
            return self.in_linked(kind, question, places);
        }
        match question {
            Question::Present => predicate::present::read(self, places),
            Question::States { statement, carried_by } => predicate::states::read(self, places, statement, carried_by),
            Question::Names { groups, every } => predicate::names::read(self, places, groups, *every),
            Question::Cites { laws, article, every, exact } => {
                let wanted = predicate::cites::Wanted { laws, article: article.as_deref(), exact: *exact };
                predicate::cites::read(self, places, &wanted, *every)
            }
            Question::Agree(compare) => predicate::agree::read(self, places, *compare),
            Question::Verbs => predicate::verbs::read(self, places),
            Question::Attached { kinds } => predicate::attached::attached(self, places, kinds),
            Question::Cited { kinds } => predicate::attached::cited(self, places, kinds),
            Question::Terms(slip) => predicate::terms::read(self, places, *slip),
            Question::Covers { parts } => predicate::covers::read(self, places, parts),
            Question::Belongs { to } => predicate::belongs::read(self, places, to),
            Question::Order { events, need } => predicate::order::read(self, places, events, need),
            Question::Apart { from, to, min, max } => {
                predicate::apart::read(self, places, from, to, predicate::days::Bounds { min: *min, max: *max })
            }
            Question::Days { min, max } => {
                predicate::days::read(self, places, predicate::days::Bounds { min: *min, max: *max })
            }
            Question::Number { units, after, min, max } => {
                predicate::number::read(self, places, &predicate::number::Wanted { units, after, min: *min, max: *max })
            }
            Question::Fact(fact) => predicate::fact::read(self, fact),
            Question::Ask(question) => predicate::ask::read(self, places, question),
            // A rule asks for it as a whole; were one to come here, it would decide nothing.
            Question::BuiltIn(_) => Outcome::new(Truth::Undecided(Reason::Undecidable)),
        }
    }

    /// The nearest node to the first of some places.
    pub(super) fn nearest(&self, places: &[Place]) -> Option<NodeId> {
        places.first().map(|place| self.find(place).nearest)
    }
}

/// A condition, with each of its predicates read by `read`.
pub(super) fn combine(condition: &Condition, read: &impl Fn(&Predicate) -> Outcome) -> Outcome {
    let all = |list: &[Condition]| list.iter().map(|part| combine(part, read)).collect::<Vec<_>>();
    match condition {
        Condition::All(list) => Outcome::all(all(list)),
        Condition::Any(list) => Outcome::any(all(list)),
        Condition::Parts(list) => Outcome::parts(all(list)),
        Condition::AtLeast { count, of } => Outcome::at_least(*count, all(of)),
        Condition::Not(inner) => combine(inner, read).reversed(),
        Condition::Is(predicate) => read(predicate),
    }
}

/// What a rule gives.
enum Ruled {
    Results(Vec<RuleResult>),
    /// A built-in rule that has nothing to look at yet.
    Awaiting(Box<RuleResult>),
}

impl Ruled {
    fn one(result: RuleResult) -> Self {
        Self::Results(vec![result])
    }
}

/// The bases of a rule that are in force for a case.
struct Force<'r> {
    bases: Vec<&'r Basis>,
    /// Whether a basis hangs on a condition that cannot be decided.
    undecided: bool,
    level: Level,
}

/// Adds the words for which a rule is asked of the case, behind those that decided.
fn add_grounds(result: &mut RuleResult, grounds: &[Evidence]) {
    for ground in grounds {
        let same = |known: &Evidence| known.span == ground.span && Arc::ptr_eq(&known.source, &ground.source);
        if !result.evidence.iter().any(same) {
            result.evidence.push(Evidence { note: "規則が働く理由".to_owned(), ..ground.clone() });
        }
    }
}

fn first_place(condition: &Condition) -> Option<&Place> {
    condition.predicates().into_iter().find_map(|predicate| predicate.places.first())
}

/// From the truth of `require` to the verdict, softened where the rule says so.
fn settle(rule: &Rule, truth: Truth) -> (Verdict, Option<Reason>) {
    let verdict = match truth {
        Truth::Holds => return (Verdict::Pass, None),
        Truth::Undecided(reason) => return (Verdict::Review, Some(reason)),
        Truth::Contrary => Verdict::Fail,
        Truth::Silent => Verdict::Missing,
    };
    match rule.softened.iter().find(|(from, _)| *from == verdict) {
        Some(&(_, to)) => (to, Some(Reason::Softened)),
        None => (verdict, None),
    }
}
