//! How one act is taken: the first of these steps that decides.
//!
//! Sentence type, quotation, kind of clause, compound, attribute, reference, bare noun, past, doubt,
//! negation, permission; what is left is asserted. A clause that goes on takes doubt, permission and
//! past from the one that governs it; negation it shares only along 「又は」.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::clause::{Clause, ClauseKind};
use super::ending::{self, Since};
use super::form::{self, Form, Shape};
use super::kind::SentenceKind;
use super::lack;
use super::lead::{LeadForce, lead_force};
use super::letters::{find, hiragana_run, holds, is_kanji, split_once};
use super::marks::Mark;
use super::passage::{MarkHit, Passage, Sentence, clause_at, governor};
use super::polarity::{self, Negation};
use super::quote;
use crate::hash::QuickMap;

/// How an act is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    Asserted,
    /// Asserted as what comes before another deed, and so no breach of a ban.
    First,
    /// Asserted by two negations: 「…したもの以外は…しない」.
    Twice,
    Negated,
    /// Not needed, which forbids nothing.
    Waived,
    /// Impossible or forbidden unless something is so, which demands that it be so.
    NegatedUnless,
    /// Forbidden where something fails, which demands nothing: 「照合に失敗した場合は、…を拒否する」.
    NegatedIf,
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    /// It is a thing that brings its deed with it.
    pub(super) topic: bool,
    /// A right is enough: discretion weakens nothing.
    pub(super) may: bool,
    /// It comes before a deed, and what limits the cases limits that deed: 「申請があった場合に限り、承認を得て行う」.
    pub(super) first: bool,
    /// It is leave for a deed that somebody wishes to do: 「再委託を希望する場合は、承認を得る」.
    pub(super) leave: bool,
}

/// Acts that were taken, by where their sentence and they begin, where they end, and what was asked. Many ways of many
/// statements have one act in common.
#[derive(Debug, Default)]
pub(super) struct Acts(Mutex<QuickMap<(usize, usize, usize, Asked), Taken>>);

/// Takes the act at `act` of a sentence, once.
pub(super) fn take(passage: &Passage, sentence: &Sentence, act: &Range<usize>, asked: Asked) -> Taken {
    let key = (sentence.main.start, act.start, act.end, asked);
    // A thread that panicked left nothing half done here.
    let known = || passage.acts.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(taken) = known().get(&key) {
        return taken.clone();
    }
    let taken = take_anew(passage, sentence, act, asked);
    known().insert(key, taken.clone());
    taken
}

fn take_anew(passage: &Passage, sentence: &Sentence, act: &Range<usize>, asked: Asked) -> Taken {
    let own = clause_at(sentence, act.end.saturating_sub(1).max(act.start)).or_else(|| clause_at(sentence, act.start));
    let range = own.map_or(sentence.main.clone(), |(_, clause)| clause.range.clone());
    let taken = |force, step, token| Taken { force, step, token, clause: range.clone() };
    let Some((index, clause)) = own else { return taken(Force::Silent, "節の外", 0..0) };
    if sentence.kind != SentenceKind::Text {
        return taken(Force::Silent, sentence.kind.name(), 0..0);
    }
    if quote::quoted(passage, sentence, act) {
        return taken(Force::Silent, "引用の中", 0..0);
    }
    let context = Context { passage, sentence, act, asked, index, clause };
    let (force, step, token) = context.in_frame(context.decide());
    let (force, step) = context.under_lead(force, step);
    taken(force, step, token)
}

/// What holds the sentence of leave that is asked for at `leave`: an opinion, a draft, a plan, a denial of the whole.
pub(super) fn held(
    passage: &Passage,
    sentence: &Sentence,
    leave: &Range<usize>,
    token: &Range<usize>,
) -> Option<Decision> {
    let (index, clause) = clause_at(sentence, leave.start)?;
    let asked = Asked { leave: true, ..Asked::default() };
    let context = Context { passage, sentence, act: leave, asked, index, clause };
    if let Some(decision) = context.not_in_force() {
        return Some(decision);
    }
    let end = sentence.clauses.last()?;
    if let Some(plan) = context.last(&end.range, &[Mark::Plan]) {
        return Some((Force::Planned, "結びの計画", plan.start..plan.end));
    }
    let (step, token) = context.held(&(Force::Asserted, "", token.clone()))?;
    Some((Force::Hedged, step, token))
}

/// Whether the end of the sentence denies all that it tells of the act at `act`.
pub(super) fn is_denied_as_a_whole(passage: &Passage, sentence: &Sentence, act: &Range<usize>) -> bool {
    clause_at(sentence, act.start).is_some_and(|(index, clause)| {
        let context = Context { passage, sentence, act, asked: Asked::default(), index, clause };
        context.denied_as_a_whole(Force::Asserted, &(0..0)).is_some()
    })
}

/// 「…できる者であること」「…できること」: an ability that is asked of somebody or something.
fn is_asked_of_what(rest: &str) -> bool {
    const WHAT: [&str; 11] = ["者", "事業者", "法人", "業者", "会社", "もの", "方式", "構成", "機能", "製品", "仕組み"];
    let bare = WHAT.iter().find_map(|what| rest.strip_prefix(what)).unwrap_or(rest);
    bare.starts_with("であること")
}

pub(super) type Decision = (Force, &'static str, Range<usize>);

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
        if find(self.passage.text(&self.sentence.main), "この限りで").is_some() {
            return (Force::Silent, "ただし書の例外", 0..0);
        }
        if self.tells_what_a_thing_is_for() {
            return (Force::Silent, "物の使い道", 0..0);
        }
        if self.tells_of_a_crime() {
            return (Force::Silent, "よそで起きること", 0..0);
        }
        if self.is_only_good_for() {
            return (Force::Silent, "効き目の説明", 0..0);
        }
        if let Some(decision) = self.not_in_force().or_else(|| self.by_clause()) {
            return decision;
        }
        if let Some(force) = self.in_question() {
            return (force, "間接の問い", 0..0);
        }
        // 「改めて判断する」 changes nothing.
        let again = self.passage.text(self.act).ends_with("改め")
            && self.tail().strip_prefix('て').is_some_and(|verb| verb.starts_with(is_kanji));
        if again {
            return (Force::Silent, "副詞", 0..0);
        }
        // 「手順は、要綱の定めるところによる」
        let by = ["定めるところによる", "定めるところによります", "定めるところによるものとする"];
        let themed = split_once(self.tail(), "は、").is_some_and(|(theme, rest)| {
            theme.chars().count() <= 16
                && !theme.contains('、')
                && !rest.contains('、')
                && by.iter().any(|by| rest.ends_with(by))
        });
        if themed || ["るところによる", "ところによる"].iter().any(|by| self.tail().starts_with(by)) {
            return (Force::Reference, "他の文書による", self.act.end..self.clause.range.end);
        }
        if let Some(decision) = self.of_none_that_may() {
            return decision;
        }
        if self.done_to_an_aspect() {
            return (Force::Silent, "別の名詞の説明", 0..0);
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
        if self.lifts_limit() {
            return (Force::Silent, "限らないこと", 0..0);
        }
        let end = self.governing();
        if let Some(token) = self.left_to_another(&form, end) {
            return (Force::Reference, "他の文書による", token);
        }
        if let Some(decision) = self.bare_noun(&form, end) {
            return decision;
        }
        if let Some(token) = self.left_out() {
            return (Force::Waived, "対象外", token);
        }
        // 「契約を解除できるのかという点が残る」
        if hiragana_run(self.tail()).ends_with("のか") || self.asks_whether(&form) {
            return (Force::Silent, "間接の問い", 0..0);
        }
        // 「端末を限ることを目的として、現状の調査を実施した」
        let aim = split_once(self.tail(), "ことを目的と").is_some_and(|(verb, _)| verb.chars().count() <= 3);
        // 「暗号化されているはずのデータ」「目的外利用の禁止の定めにかかわらず、…」
        let supposed = holds(hiragana_run(self.tail()), "はずの");
        let despite = ["の定めにかかわらず", "の規定にかかわらず"].iter().any(|despite| holds(self.tail(), despite));
        if supposed || despite {
            return (Force::Silent, "前提にしないこと", 0..0);
        }
        // 「侵入を防ぐ目的で設けた協議会に加わる」
        if aim || self.tail().starts_with("目的で") {
            return (Force::Silent, "目的", 0..0);
        }
        if self.is_a_term() {
            return (Force::Silent, "期限", 0..0);
        }
        if let Some(decision) = self.instead() {
            return decision;
        }
        if self.takes_time() {
            return (Force::Silent, "要する時間や費用", 0..0);
        }
        if form.shape == Shape::PartOf && (!self.asked.topic || form::is_aspect(self.tail())) {
            return (Force::Silent, "別の名詞の説明", 0..0);
        }
        if self.only_named() {
            return (Force::Attribute, "措置の題", 0..0);
        }
        let deed = || {
            let own = self.last(&self.clause.range, &[Mark::Not, Mark::Exempt]);
            polarity::is_theme(self.tail()) && own.is_none()
        };
        let thing = self.tail().starts_with("は、");
        if (self.asked.topic || thing || deed()) && self.taken_back(self.sentence.clauses.last().unwrap_or(end)) {
            return (Force::Attribute, "後の節の否定", 0..0);
        }
        let negation = polarity::negation(self.passage, self.sentence, self.act, self.index, &form, self.asked.topic);
        let negation = match negation {
            Negation::Odd(mark) if self.is_aim() && self.avoids(&mark) => Negation::None,
            Negation::Odd(mark) if self.is_aim() => {
                return (Force::Hedged, "目当ての後の否定", mark.start..mark.end);
            }
            negation => negation,
        };
        if self.is_past() && !self.set_up() && !matches!(negation, Negation::Odd(_)) {
            let open = ending::leaves(self.told_now()) == Since::Open;
            return (if open { Force::Attribute } else { Force::Past }, "過去の事実", 0..0);
        }
        if let Some((force, mark)) = self.doubt(end) {
            return (force, "弱める言い方", mark.start..mark.end);
        }
        if let Some((mark, demands)) = lack::only_that(self.passage, self.sentence, self.act, self.clause) {
            let force = if demands && !self.is_past() { Force::NegatedUnless } else { Force::Hedged };
            return (force, "「しか」による限定", mark.start..mark.end);
        }
        match negation {
            // 「暗号化しない方式を採用してはならない」
            Negation::Odd(mark) if mark.mark == Mark::Ban && self.bars_what_lacks_it(&mark, self.clause) => {
                return (Force::Twice, "二重否定", mark.start..mark.end);
            }
            // 「導入を妨げる設定を入れていない」: there is no such thing, and nothing is kept out.
            Negation::Odd(mark) if mark.mark == Mark::Not && self.of_a_setting() => {
                return (Force::Silent, "ないものの説明", mark.start..mark.end);
            }
            Negation::Odd(mark) if self.only_may(&mark, end) => {
                return (Force::Hedged, "許可", mark.start..mark.end);
            }
            Negation::Odd(mark) if self.conditioned(&mark) => {
                return (Force::NegatedUnless, "条件を満たさない場合の否定", mark.start..mark.end);
            }
            // 「暗号化は、担当者でなければできない」 neither does it nor leaves it.
            Negation::Odd(mark) if self.is_conditioned_theme(&mark) => {
                return (Force::Silent, "条件を満たさない場合の否定", mark.start..mark.end);
            }
            Negation::Odd(mark) if mark.mark == Mark::Ban && self.on_failure() => {
                return (Force::NegatedIf, "満たさない場合の否定", mark.start..mark.end);
            }
            Negation::Odd(mark) if mark.mark != Mark::Exempt && self.shuts_out_others(&mark) => {
                return (Force::NegatedIf, "ほかのものへの否定", mark.start..mark.end);
            }
            // 「講習を受け終えるまで受電席に着かせない」
            Negation::Odd(mark) if self.comes_until(&mark) => {
                return (Force::NegatedUnless, "するまでの禁止", mark.start..mark.end);
            }
            // 「期間が過ぎるまで操作記録を削除しない」 may be done then.
            Negation::Odd(mark) if mark.mark == Mark::Not && self.waits() => {
                return (Force::NegatedIf, "するまでの否定", mark.start..mark.end);
            }
            // 「漏らさないよう、書類を裁断する」: what the deed is for.
            Negation::Odd(mark) if self.serves_another_deed() => {
                return (Force::Hedged, "ほかの行いの目当て", mark.start..mark.end);
            }
            // 「緊急連絡網は、本件で新たには作成しない」
            Negation::Odd(mark) if self.anew() => return (Force::Silent, "新たにはしないこと", mark.start..mark.end),
            Negation::Odd(mark) if self.tells_of_a_thing(&mark) => {
                return (Force::Attribute, "連体修飾", mark.start..mark.end);
            }
            Negation::Odd(mark) => return (negated(&mark), "否定", mark.start..mark.end),
            Negation::Even(mark) => return (Force::Twice, "二重否定", mark.start..mark.end),
            Negation::Elsewhere(mark) => return (Force::Silent, "他の語の否定", mark.start..mark.end),
            Negation::None => {}
        }
        // 「…を調べることができ、乙はこれに応じる」
        let clause = self.passage.text(&self.clause.range);
        if self.clause.kind == ClauseKind::Continued
            && clause.ends_with("ことができ")
            && !holds(clause, "に限")
            && self.tail().len() >= "ことができ".len()
        {
            let end = self.clause.range.end;
            return self.permitted(&MarkHit { mark: Mark::May, start: end - "ことができ".len(), end });
        }
        if end.range != self.clause.range
            && let Some(mark) = self.last(&self.clause.range, &[Mark::May]).filter(|mark| self.is_behind(mark))
        {
            return self.permitted(&mark);
        }
        if let Some(mark) = self.last(&end.range, &[Mark::May])
            && self.is_behind(&mark)
            && (end.range == self.clause.range || !self.passage.text(&(mark.start..mark.end)).starts_with("できるよう"))
            && !self.ability_asked(&mark, end)
            && !self.allows_another(&mark, end)
            && !is_asked_of_what(self.passage.text(&(mark.end..end.range.end)))
        {
            return self.permitted(&mark);
        }
        if let Some(token) = self.only_sometimes().filter(|_| !self.asked.first) {
            return (Force::Hedged, "場合を限る言い方", token);
        }
        if let Some(mark) = self.denied_at_the_end(end) {
            return (Force::Hedged, "結びの否定", mark.start..mark.end);
        }
        (Force::Asserted, "言い切り", 0..0)
    }

    /// 「溶解処理に出す日まで、書庫に納める」: until when something else is done.
    fn is_a_term(&self) -> bool {
        let term = ["まで、", "までの間、", "までの間は、"].iter().find_map(|until| split_once(self.tail(), until));
        term.is_some_and(|(before, _)| {
            before.chars().count() <= 8
                && !before.contains(['、', 'を', 'は'])
                && ["日", "とき", "時", "時点", "る", "期日"].iter().any(|end| before.ends_with(end))
        })
    }

    /// 「…は、研修の対象外とする」「バックアップの対象に含めない」: it is not done to what is spoken of.
    fn left_out(&self) -> Option<Range<usize>> {
        const OUT: [&str; 9] = [
            "対象外",
            "対象としない",
            "対象としません",
            "対象とはしない",
            "対象に含めない",
            "対象に含めません",
            "対象に含まない",
            "対象から除",
            "対象から外",
        ];
        let tail = self.tail();
        let deed =
            ["等", "の実施", "の取得", "の"].iter().fold(tail, |tail, word| tail.strip_prefix(word).unwrap_or(tail));
        let out = OUT.iter().find(|out| deed.starts_with(**out))?;
        let start = self.clause.range.end - deed.len();
        // 「対象外の者」「対象外であれば」 only say which.
        let behind = deed.get(out.len()..).unwrap_or_default();
        let ends = behind.is_empty() || ["と", "で", "し", "く"].iter().any(|end| behind.starts_with(end));
        ends.then_some(start..start + out.len())
    }

    /// 「手順書を確かめ、着手を認める」: what the end permits is an object of its own.
    fn allows_another(&self, mark: &MarkHit, end: &Clause) -> bool {
        let word = self.passage.text(&(mark.start..mark.end));
        let before = self.passage.text(&(end.range.start..mark.start.max(end.range.start)));
        // 「網から分離し、特定の通信に限り許可する」
        let limited = ["に限り", "に限って", "のみ", "だけ"].iter().find_map(|limit| before.strip_suffix(limit));
        const WHEN: [&str; 14] =
            ["場合", "とき", "時", "際", "者", "員", "間", "中", "期", "月", "日", "末", "内", "限り"];
        let thing = limited.is_some_and(|thing| !WHEN.iter().any(|when| thing.ends_with(when)));
        if end.range != self.clause.range && thing {
            return word.starts_with(['認', '許']);
        }
        let first = |behind: &str| ["てから", "た上で", "たうえで", "た後に"].iter().any(|then| holds(behind, then));
        let other = if end.range == self.clause.range {
            first(self.passage.text(&(self.act.end..mark.start.max(self.act.end))))
        } else {
            true
        };
        other && word.starts_with(['認', '許']) && before.ends_with('を')
    }

    /// What leaves the act, or the way it is done, to another text.
    fn left_to_another(&self, form: &Form<'_>, end: &Clause) -> Option<Range<usize>> {
        let tail = self.tail();
        let theme = ["については", "に関しては"].iter().any(|theme| holds(tail, theme));
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

    pub(super) fn tail(&self) -> &str {
        self.passage.text(&(self.act.end..self.clause.range.end))
    }

    fn governing(&self) -> &Clause {
        governor(self.sentence, self.index).unwrap_or(self.clause)
    }

    /// Whether a mark stands behind the act, or takes its last letters up: 「定めてよい」.
    fn is_behind(&self, mark: &MarkHit) -> bool {
        let leave = self.passage.text(&(mark.start..mark.end)).starts_with('て');
        mark.start >= self.act.end || leave && self.act.start < mark.start && self.act.end < mark.end
    }

    /// The last mark of some kinds at the end of a clause, with nothing but inflection behind it.
    pub(super) fn last(&self, clause: &Range<usize>, kinds: &[Mark]) -> Option<MarkHit> {
        ending::last_mark(self.passage, self.sentence, clause, kinds)
    }

    /// 「禁止事項：私物の接続」「【してはならないこと】…」.
    fn under_banning_label(&self) -> bool {
        const BANS: [&str; 10] = [
            "禁止事項",
            "禁止行為",
            "禁止する行為",
            "禁止される行為",
            "禁止する事項",
            "禁止すること",
            "ならないこと",
            "ならない行為",
            "ならない事項",
            "いけないこと",
        ];
        const OTHERS: [&str; 12] =
            ["旧", "検討", "廃止", "解除", "撤廃", "他市", "他区", "過去", "今後", "来年度", "次年度", "図書館"];
        let label = self.sentence.clauses.first().filter(|label| label.kind == ClauseKind::Label);
        label.filter(|label| label.range != self.clause.range).is_some_and(|label| {
            let name = self.passage.text(&label.range);
            // What stands behind a comma may be a measure of its own.
            let before = self.passage.text(&(label.range.end..self.act.start.max(label.range.end)));
            BANS.iter().any(|ban| name.ends_with(ban))
                && !OTHERS.iter().any(|other| holds(name, other))
                && !before.contains('、')
        })
    }

    /// What the sentence that opens the list makes of an entry.
    fn under_lead(&self, force: Force, step: &'static str) -> (Force, &'static str) {
        if self.under_banning_label() {
            match force {
                Force::Asserted | Force::Noun | Force::NamedDeed => return (Force::Negated, "禁止の見出し"),
                // 「禁止事項：離席時に画面をロックしないこと」; 「…持ち出さない」 only says the ban again.
                Force::Negated | Force::NegatedIf if self.tail().ends_with("こと") => {
                    return (Force::Twice, "禁止の見出しの下の否定");
                }
                _ => {}
            }
        }
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

pub(super) fn negated(hit: &MarkHit) -> Force {
    if hit.mark == Mark::Exempt { Force::Waived } else { Force::Negated }
}

pub(super) fn weakened(hit: &MarkHit) -> Force {
    if hit.mark == Mark::Plan { Force::Planned } else { Force::Hedged }
}
