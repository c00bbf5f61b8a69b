//! How one act is taken: the first of these steps that decides.
//!
//! Sentence type, quotation, kind of clause, compound, attribute, reference, bare noun, past, doubt,
//! negation, permission; what is left is asserted. A clause that goes on takes doubt, permission and
//! past from the one that governs it; negation it shares only along 「又は」.

use std::ops::Range;

use super::clause::{Clause, ClauseKind};
use super::ending;
use super::form::{Form, Shape};
use super::kind::SentenceKind;
use super::lead::{LeadForce, lead_force};
use super::letters::is_hiragana;
use super::marks::Mark;
use super::passage::{MarkHit, Passage, Sentence, clause_at, governor};
use super::polarity::{self, Negation};

/// How an act is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    Asserted,
    /// Asserted by two negations: 「…したもの以外は…しない」.
    Twice,
    Negated,
    /// Not needed, which forbids nothing.
    Waived,
    /// Impossible or forbidden unless something is so, which demands that it be so.
    NegatedUnless,
    Permitted,
    Hedged,
    Planned,
    Past,
    /// An attribute of something else: presupposed, not asserted.
    Attribute,
    Reference,
    Noun,
    /// A deed named by a noun at the end of a sentence: 「…の実施」.
    NamedDeed,
    /// The deed of a reason: 「…に当たることから、」.
    Reasoned,
    Silent,
}

/// How an act is taken, and what decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) force: Force,
    pub(super) step: &'static str,
    pub(super) token: Range<usize>,
    pub(super) clause: Range<usize>,
}

/// What is asked of an act.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    /// It is a thing that brings its deed with it.
    pub(super) topic: bool,
    /// A right is enough: discretion weakens nothing.
    pub(super) may: bool,
}

/// Takes the act at `act` of a sentence.
pub(super) fn take(passage: &Passage, sentence: &Sentence, act: &Range<usize>, asked: Asked) -> Taken {
    let own = clause_at(sentence, act.end.saturating_sub(1).max(act.start)).or_else(|| clause_at(sentence, act.start));
    let range = own.map_or(sentence.main.clone(), |(_, clause)| clause.range.clone());
    let taken = |force, step, token| Taken { force, step, token, clause: range.clone() };
    let Some((index, clause)) = own else { return taken(Force::Silent, "節の外", 0..0) };
    if sentence.kind != SentenceKind::Text {
        return taken(Force::Silent, sentence.kind.name(), 0..0);
    }
    if quoted(passage, sentence, act) {
        return taken(Force::Silent, "引用の中", 0..0);
    }
    let context = Context { passage, sentence, act, asked, index, clause };
    let (force, step, token) = context.decide();
    let (force, step) = context.under_lead(force, step);
    taken(force, step, token)
}

fn quoted(passage: &Passage, sentence: &Sentence, act: &Range<usize>) -> bool {
    sentence.quotes.iter().filter(|quote| !is_name(passage.text(quote))).any(|quote| {
        quote.start <= act.start && act.end <= quote.end && {
            let after = passage.text(&(quote.end..sentence.main.end));
            let after = after.trim_start_matches(['」', '』']);
            ![
                "旨",
                "こと",
                "と規定",
                "と定め",
                "と明記",
                "を規定",
                "を定め",
                "を明記",
                "を遵守",
                "を行",
                "を実施",
                "を徹底",
            ]
            .iter()
            .any(|word| after.starts_with(word))
        }
    })
}

/// A quoted noun is the name of a thing, not a sentence that is only cited.
fn is_name(quoted: &str) -> bool {
    quoted.chars().count() <= 16 && !quoted.ends_with(is_hiragana) && !quoted.contains(['、', '。'])
}

type Decision = (Force, &'static str, Range<usize>);

pub(super) struct Context<'c> {
    pub(super) passage: &'c Passage,
    pub(super) sentence: &'c Sentence,
    pub(super) act: &'c Range<usize>,
    pub(super) asked: Asked,
    pub(super) index: usize,
    pub(super) clause: &'c Clause,
}

impl Context<'_> {
    fn decide(&self) -> Decision {
        if self.passage.text(&self.sentence.main).contains("この限りで") {
            return (Force::Silent, "ただし書の例外", 0..0);
        }
        if let Some(decision) = self.by_clause() {
            return decision;
        }
        if ["か否か", "あるかどうか", "するかどうか", "したかどうか"]
            .iter()
            .any(|question| self.tail().contains(question))
        {
            return (Force::Silent, "間接の問い", 0..0);
        }
        let form = Form::of(self.passage.text(&(self.act.start..self.act.end)), self.tail());
        match form.shape {
            Shape::Compound if !self.asked.topic || !self.names_itself() => return (Force::Silent, "複合語", 0..0),
            Shape::Compound => {}
            Shape::When => return self.when(),
            Shape::Why => return (Force::Silent, "理由", 0..0),
            Shape::Attribute => return self.attribute(&form),
            Shape::Verb | Shape::Noun | Shape::PartOf | Shape::End => {}
        }
        let end = self.governing();
        if let Some(token) = self.left_to_another(&form, end) {
            return (Force::Reference, "他の文書による", token);
        }
        if let Some(decision) = self.bare_noun(&form, end) {
            return decision;
        }
        if form.shape == Shape::PartOf && !self.asked.topic {
            return (Force::Silent, "別の名詞の説明", 0..0);
        }
        if self.only_named() {
            return (Force::Attribute, "措置の題", 0..0);
        }
        if self.asked.topic && self.taken_back(self.sentence.clauses.last().unwrap_or(end)) {
            return (Force::Attribute, "後の節の否定", 0..0);
        }
        let negation = polarity::negation(self.passage, self.sentence, self.act, self.index, &form, self.asked.topic);
        if self.is_past() && !matches!(negation, Negation::Odd(_)) {
            return (Force::Past, "過去の事実", 0..0);
        }
        if let Some((force, mark)) = self.doubt(end) {
            return (force, "弱める言い方", mark.start..mark.end);
        }
        match negation {
            Negation::Odd(mark) if self.only_may(&mark, end) => {
                return (Force::Hedged, "許可", mark.start..mark.end);
            }
            Negation::Odd(mark) if self.conditioned() => {
                return (Force::NegatedUnless, "条件を満たさない場合の否定", mark.start..mark.end);
            }
            Negation::Odd(mark) => return (negated(&mark), "否定", mark.start..mark.end),
            Negation::Even(mark) => return (Force::Twice, "二重否定", mark.start..mark.end),
            Negation::Elsewhere(mark) => return (Force::Silent, "他の語の否定", mark.start..mark.end),
            Negation::None => {}
        }
        if end.range != self.clause.range
            && let Some(mark) = self.last(&self.clause.range, &[Mark::May]).filter(|mark| mark.start >= self.act.end)
        {
            return self.permitted(&mark);
        }
        if let Some(mark) = self.last(&end.range, &[Mark::May])
            && mark.start >= self.act.end
            && (end.range == self.clause.range || !self.passage.text(&(mark.start..mark.end)).starts_with("できるよう"))
            && !self.ability_asked(&mark, end)
            && !self.passage.text(&(mark.end..end.range.end)).starts_with("であること")
        {
            return self.permitted(&mark);
        }
        (Force::Asserted, "言い切り", 0..0)
    }

    /// A condition asserts nothing, unless it is the one under which alone something may be done.
    fn when(&self) -> Decision {
        let may = self.last(&self.clause.range, &[Mark::May]).filter(|mark| mark.start >= self.act.end);
        match may.map(|mark| self.permitted(&mark)) {
            Some(decision) if decision.0 == Force::Twice => decision,
            _ => (Force::Silent, "条件", 0..0),
        }
    }

    /// 「…した場合に限り…できる」 demands what 「…できる」 permits.
    fn permitted(&self, mark: &MarkHit) -> Decision {
        let between = self.passage.text(&(self.act.end..mark.start));
        let limited = ["場合に限", "ときに限", "者に限", "ものに限", "場合のみ", "者のみ", "もののみ", "者だけ"];
        let own = |limit: &&str| between.split_once(*limit).is_some_and(|(before, _)| !before.contains(['は', '、']));
        let force = if limited.iter().any(|limit| own(limit)) { Force::Twice } else { Force::Permitted };
        (force, if force == Force::Twice { "限定付きの許可" } else { "許可" }, mark.start..mark.end)
    }

    /// What leaves the act, or the way it is done, to another text.
    fn left_to_another(&self, form: &Form<'_>, end: &Clause) -> Option<Range<usize>> {
        let tail = self.tail();
        let theme = ["については", "に関しては"].iter().any(|theme| tail.contains(theme));
        if form.shape == Shape::Verb && !theme {
            return None;
        }
        if let Some(mark) = self.last(&end.range, &[Mark::Reference]) {
            return Some(mark.start..mark.end);
        }
        let own = end.range == self.clause.range || theme;
        ending::left_to_another(self.passage, &end.range).filter(|token| own && token.start >= self.act.end)
    }

    /// 「…できること」 asks for an ability; 「…できることとする」 permits.
    fn ability_asked(&self, mark: &MarkHit, end: &Clause) -> bool {
        let rest = self.passage.text(&(mark.end..end.range.end));
        rest.starts_with("こと") && !["こととし", "こととす"].iter().any(|ruled| rest.starts_with(ruled))
    }

    /// 「…について必要な措置を講じる」 names a deed and leaves open what is done.
    fn only_named(&self) -> bool {
        const VAGUE: [&str; 6] = ["必要な", "適切な", "十分な", "適当な", "所要の", "必要かつ適切な"];
        const MEASURES: [&str; 9] = [
            "措置を講",
            "対策を講",
            "措置を取",
            "対策を取",
            "措置を行",
            "対策を行",
            "措置を実施",
            "対策を実施",
            "処置を取",
        ];
        let tail = self.tail();
        let Some((before, behind)) = ["について", "に関し", "に対し"].iter().find_map(|word| tail.split_once(word))
        else {
            return false;
        };
        let joints = ["及び", "並びに", "又は", "その他", "の", "と", "や"];
        let nouns = joints.iter().fold(before.to_owned(), |text, joint| text.replace(joint, ""));
        let vague = |measure: &&str| {
            behind.split_once(*measure).is_some_and(|(kind, _)| VAGUE.iter().any(|word| kind.ends_with(word)))
        };
        !nouns.contains(is_hiragana) && MEASURES.iter().any(vague)
    }

    /// 「名簿は、作成し、提出しない」: a theme whose chain of verbs ends in a negation without an object.
    fn taken_back(&self, end: &Clause) -> bool {
        let theme = ["は、", "は", "も", "については"].iter().any(|theme| self.tail().starts_with(theme));
        let text = self.passage.text(&end.range);
        let own = ["には", "へは", "では", "ことを"].iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
        theme
            && matches!(self.clause.kind, ClauseKind::Continued | ClauseKind::Closed)
            && end.kind == ClauseKind::End
            && !own.contains(['を', 'が', 'は', 'も'])
            && self.last(&end.range, &[Mark::Not, Mark::Exempt]).is_some()
    }

    /// A topic that is a word of its own whatever is added: long, or in another script.
    fn names_itself(&self) -> bool {
        let word = self.passage.text(self.act);
        let next = self.tail().chars().next();
        let katakana = |letter: Option<char>| letter.is_some_and(super::letters::is_katakana);
        let last = word.chars().next_back();
        let goes_on = katakana(last) && katakana(next);
        !last.is_some_and(super::letters::is_kanji) && (word.chars().count() >= 6 || !goes_on)
    }

    pub(super) fn tail(&self) -> &str {
        self.passage.text(&(self.act.end..self.clause.range.end))
    }

    fn governing(&self) -> &Clause {
        governor(self.sentence, self.index).unwrap_or(self.clause)
    }

    /// What the kind of clause decides by itself.
    fn by_clause(&self) -> Option<Decision> {
        let end = self.sentence.clauses.last()?;
        if self.clause.range != end.range && ["は、", "については、"].iter().any(|topic| self.tail().starts_with(topic))
        {
            let decision = self.by_end(end);
            if decision.is_some() {
                return decision;
            }
        }
        match self.clause.kind {
            ClauseKind::Label => Some((Force::Noun, "見出しの語", 0..0)),
            ClauseKind::Reason => Some(self.reason()),
            ClauseKind::Condition | ClauseKind::Exception => {
                let own = self.passage.text(&self.clause.range);
                let negative = ["なければ", "ない限り", "ないと", "以外は", "のほかは", "ものを除き", "ずに", "ないで"]
                    .iter()
                    .any(|ending| own.ends_with(ending));
                let own_verb = self
                    .tail()
                    .chars()
                    .all(|letter| is_hiragana(letter) || matches!(letter, '限' | '以' | '外' | '除' | '物'));
                if negative
                    && (own_verb || self.of_negative_condition())
                    && let Some(mark) = self.last(&end.range, &[Mark::Ban, Mark::Not])
                {
                    return Some((Force::Twice, "二重否定", mark.start..mark.end));
                }
                if self.clause.kind == ClauseKind::Condition && self.resumed(end) {
                    return None;
                }
                Some((Force::Silent, if self.clause.kind == ClauseKind::Condition { "条件" } else { "例外" }, 0..0))
            }
            ClauseKind::Goal
            | ClauseKind::Continued
            | ClauseKind::Closed
            | ClauseKind::Adversative
            | ClauseKind::End => None,
        }
    }

    /// 「…の双方がそろわなければ」: the act is the noun that the condition wants.
    fn of_negative_condition(&self) -> bool {
        let tail = self.tail();
        tail.starts_with(['が', 'の', 'と', 'を', 'に', '及'])
            && !["について", "に関し", "に係る", "に対し", "、", "場合", "とき", "した", "する"]
                .iter()
                .any(|word| tail.contains(word))
    }

    /// A reason asserts nothing by itself, but what is asked for may be a reason.
    fn reason(&self) -> Decision {
        let marks = self.passage.marks_in(&self.sentence.marks);
        let weak = marks.iter().any(|hit| {
            hit.start >= self.act.start
                && hit.end <= self.clause.range.end
                && !matches!(hit.mark, Mark::Duty | Mark::Neutral)
        });
        (if weak { Force::Silent } else { Force::Reasoned }, "理由", 0..0)
    }

    /// What 「は、」 marks before a condition or a reason is governed by the end of the sentence.
    fn by_end(&self, end: &Clause) -> Option<Decision> {
        if matches!(
            self.clause.kind,
            ClauseKind::Continued | ClauseKind::Closed | ClauseKind::Adversative | ClauseKind::Goal
        ) {
            return None;
        }
        let kinds = [Mark::Ban, Mark::Not, Mark::Exempt, Mark::May, Mark::Hedge, Mark::Plan];
        let mark = self.last(&end.range, &kinds)?;
        let (force, step) = match mark.mark {
            Mark::Ban | Mark::Not | Mark::Exempt => (negated(&mark), "否定"),
            Mark::May => (Force::Permitted, "許可"),
            _ => (weakened(&mark), "弱める言い方"),
        };
        Some((force, step, mark.start..mark.end))
    }

    /// 「…したものでなければ…しない」 demands the attribute; otherwise it is presupposed.
    fn attribute(&self, form: &Form<'_>) -> Decision {
        let head = self.act.end + form.run.len();
        let noun = self.passage.text(&(head..self.clause.range.end)).find(is_hiragana).unwrap_or(0);
        let marks = self.passage.marks_in(&self.sentence.marks);
        let lacking =
            marks.iter().any(|hit| hit.mark == Mark::Without && hit.start >= head && hit.start <= head + noun);
        let end = self.sentence.clauses.last().unwrap_or(self.clause);
        match self.last(&end.range, &[Mark::Ban, Mark::Not]) {
            Some(mark) if lacking => (Force::Twice, "二重否定", mark.start..mark.end),
            _ if self.ends_in_noun(end) => (Force::Silent, "体言止め", 0..0),
            _ => (Force::Attribute, "連体修飾", 0..0),
        }
    }

    /// 「…する場合は、…方法で行う」: the deed of the condition is what is done.
    fn resumed(&self, end: &Clause) -> bool {
        let text = self.passage.text(&end.range);
        let ways = [
            "方法で",
            "方法により",
            "方法による",
            "方法を用い",
            "方法を取",
            "方法によって",
            "形で行",
            "手段で",
            "手段により",
        ];
        ways.iter().any(|way| text.contains(way)) && !self.passage.text(&self.clause.range).ends_with('後')
    }

    /// A sentence that ends in a noun asserts only where its verb was left out or its lead has force.
    fn bare_noun(&self, form: &Form<'_>, end: &Clause) -> Option<Decision> {
        if end.kind != ClauseKind::End {
            return None;
        }
        let text = self.passage.text(&end.range).trim_end_matches(['」', '』']);
        let last = text.chars().next_back()?;
        if is_hiragana(last)
            || self.last(&end.range, &[Mark::Ban]).is_some()
            || (form.shape == Shape::Verb && self.clause.kind != ClauseKind::End)
        {
            return None;
        }
        if let Some(plan) = ["予定", "見込"].iter().find(|plan| text.ends_with(**plan)) {
            let start = end.range.end.saturating_sub(plan.len());
            return Some((Force::Planned, "予定", start..end.range.end));
        }
        if form.shape == Shape::PartOf {
            return Some((Force::Silent, "別の名詞の説明", 0..0));
        }
        let elided = ending::verb_left_out(text);
        if elided {
            return None;
        }
        if form.shape == Shape::Verb && !form.ends_clause {
            return None;
        }
        let deed = form.shape == Shape::End || super::form::names_deed(text);
        if deed && self.lists_measure(text) {
            return None;
        }
        Some((if deed { Force::NamedDeed } else { Force::Noun }, "体言止め", 0..0))
    }

    /// Under a heading of measures, a deed that is told in full is one of them; a bare caption is not.
    fn lists_measure(&self, text: &str) -> bool {
        const NONE: [&str; 14] = [
            "省略",
            "免除",
            "不要",
            "要否",
            "検討",
            "内容",
            "期間",
            "必要",
            "中止",
            "廃止",
            "緩和",
            "機会",
            "一部",
            "見直し",
        ];
        self.passage.under_measures
            && self.passage.text(&self.sentence.main).chars().count() >= 12
            && !NONE.iter().any(|noun| text.ends_with(noun))
    }

    fn ends_in_noun(&self, end: &Clause) -> bool {
        let text = self.passage.text(&end.range);
        !text.ends_with(is_hiragana) && !ending::verb_left_out(text)
    }

    /// 「…できないよう…することができる」: what is only permitted does not forbid.
    fn only_may(&self, negation: &MarkHit, end: &Clause) -> bool {
        let rest = self.passage.text(&(negation.end..self.clause.range.end));
        rest.starts_with("よう") && self.last(&end.range, &[Mark::May]).is_some_and(|mark| mark.start >= negation.end)
    }

    /// 「…でなければ」「…ない限り」 stands before the act.
    fn conditioned(&self) -> bool {
        let before = self.passage.text(&(self.sentence.main.start..self.act.start));
        ["なければ", "ない限り", "ないと"].iter().any(|word| before.contains(word)) && !before.contains("なければなら")
    }

    fn is_past(&self) -> bool {
        let text = self.passage.text(&self.sentence.main);
        text.ends_with('た') && !text.ends_with("また")
    }

    /// The last mark of some kinds at the end of a clause, with nothing but inflection behind it.
    pub(super) fn last(&self, clause: &Range<usize>, kinds: &[Mark]) -> Option<MarkHit> {
        ending::last_mark(self.passage, self.sentence, clause, kinds)
    }

    /// What the sentence that opens the list makes of an entry.
    fn under_lead(&self, force: Force, step: &'static str) -> (Force, &'static str) {
        let Some(lead) = self.sentence.lead.and_then(|lead| self.passage.sentences.get(lead)) else {
            return (force, step);
        };
        match (lead_force(self.passage, lead), force) {
            (LeadForce::Condition, _) => (Force::Silent, "一覧の導入文の条件"),
            (LeadForce::Ban, Force::Asserted | Force::Noun | Force::NamedDeed) => {
                (Force::Negated, "一覧の導入文の禁止")
            }
            (LeadForce::Exempt, Force::Asserted | Force::Noun | Force::NamedDeed) => {
                (Force::Waived, "一覧の導入文の免除")
            }
            (LeadForce::Hedge, Force::Asserted | Force::Noun | Force::NamedDeed) => {
                (Force::Hedged, "一覧の導入文が弱める")
            }
            (LeadForce::May, Force::Asserted | Force::Noun | Force::NamedDeed) => {
                (Force::Permitted, "一覧の導入文の許可")
            }
            (LeadForce::Assert, Force::Noun | Force::NamedDeed) => (Force::Asserted, "一覧の導入文による"),
            (LeadForce::Mention, Force::Asserted) if self.sentence.kind == SentenceKind::Text => (force, step),
            _ => (force, step),
        }
    }
}

fn negated(hit: &MarkHit) -> Force {
    if hit.mark == Mark::Exempt { Force::Waived } else { Force::Negated }
}

pub(super) fn weakened(hit: &MarkHit) -> Force {
    if hit.mark == Mark::Plan { Force::Planned } else { Force::Hedged }
}
