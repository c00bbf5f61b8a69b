//! What the rest of a sentence makes of the act in it: a draft, a deed that waits for money, a matter that is left open,
//! a thing that is denied, a report, a plan, something that is only spoken of.
//!
//! The act's own clause may assert it. What holds the clause may still take that back, and then it is for people to say.

use std::ops::Range;

use super::act::{Context, Decision, Force};
use super::bare::takes_up;
use super::barred::barring;
use super::clause::ClauseKind;
use super::letters::{find, hiragana_run, holds, is_hiragana, is_kanji, rfind, split_once};
use super::marks::Mark;
use super::passage::MarkHit;
use super::polarity::is_theme;

impl Context<'_> {
    /// A decision under what holds its clause: what would count is only weak where the sentence is not that of a rule.
    pub(super) fn in_frame(&self, decision: Decision) -> Decision {
        if decision.0 == Force::Attribute
            && let Some(token) = self.attribute_of_what_is_not()
        {
            return (Force::Hedged, "打ち消される物事の説明", token);
        }
        if !counts(decision.0) {
            return decision;
        }
        let decision = self.treated_alike(&decision).unwrap_or(decision);
        if let Some((step, token)) = self.held(&decision) {
            return (Force::Hedged, step, token);
        }
        // 「接続は、なるべく控える」「複写を封じてもよい」: neither done nor barred.
        if decision.0 == Force::Asserted
            && let Some((hit, false)) = barring(self.passage, self.sentence, self.act, self.clause)
        {
            return (Force::Hedged, "させない述語の弱い言い方", hit.start..hit.end);
        }
        // What the decision itself rests on is no predicate of something else.
        let own = |foreign: &Range<usize>| decision.2.start <= foreign.start && foreign.end <= decision.2.end;
        if let Some(token) = self.under_foreign_predicate(decision.0).filter(|foreign| !own(foreign)) {
            return (Force::Hedged, "結びが行いを述べる語でないこと", token);
        }
        decision
    }

    /// What holds the sentence as a whole and leaves a decision in it open.
    pub(super) fn held(&self, decision: &Decision) -> Option<(&'static str, Range<usize>)> {
        if let Some(token) = self.sentence.draft.clone() {
            return Some(("案や見本、ほかの文書の文", token));
        }
        if let Some(token) = self.of_another_contract() {
            return Some(("別の契約のこと", token));
        }
        if let Some(token) = self.taken_back_in_front(decision.0) {
            return Some(("前置き", token));
        }
        if let Some(token) = self.wished_for().filter(|_| decision.0 == Force::Asserted) {
            return Some(("望む者だけのこと", token));
        }
        if let Some(token) = self.if_there_is_money() {
            return Some(("予算などが条件", token));
        }
        // 「持ち出すという運用は行わない」「照会には応じていない」: a negation that is the act's own settles it.
        let asserted = !matches!(decision.0, Force::Negated | Force::NegatedIf | Force::NegatedUnless | Force::Waived);
        if let Some(token) = self.unsettled_at_the_end(asserted) {
            return Some(("結びで決まっていないこと", token));
        }
        if let Some(token) = self.of_a_denied_thing().filter(|_| asserted) {
            return Some(("結びで打ち消される物事", token));
        }
        if let Some(token) = self.denied_as_a_whole(decision.0, &decision.2) {
            return Some(("文全体の打消し", token));
        }
        if let Some(token) = self.spoken_of(decision.0, &decision.2) {
            return Some(("話題にするだけの結び", token));
        }
        if let Some(token) = self.came_to_nothing().filter(|_| asserted) {
            return Some(("結びで取りやめたこと", token));
        }
        if let Some(token) = self.of_a_rule_for_others() {
            return Some(("ほかの者への定め", token));
        }
        if let Some(token) = self.of_an_old_rule() {
            return Some(("前の定め", token));
        }
        if let Some(token) = self.theme_put_off().filter(|_| asserted) {
            return Some(("先送りにしたこと", token));
        }
        if let Some(token) = self.put_in_doubt() {
            return Some(("後の節の打消し", token));
        }
        if let Some(token) = self.heard_from_others() {
            return Some(("伝え聞いたこと", token));
        }
        self.in_a_plan().map(|token| ("結びの計画", token))
    }

    /// 「印刷してはならない。撮影することも同じ扱いとする」: what is treated as the sentence before treats its own.
    fn treated_alike(&self, decision: &Decision) -> Option<Decision> {
        const ALIKE: [&str; 9] = [
            "も同じ扱いとする",
            "も同じ扱いとします",
            "も同様とする",
            "も同様とします",
            "も同様の扱いとする",
            "も、同様とする",
            "も同じとする",
            "も同様である",
            "も同じである",
        ];
        let main = self.passage.text(&self.sentence.main);
        let alike = ALIKE.iter().find(|end| main.ends_with(**end))?;
        let token = self.sentence.main.end - alike.len()..self.sentence.main.end;
        if decision.0 != Force::Asserted || self.act.end > token.start {
            return None;
        }
        let before = self.passage.sentences.iter().rfind(|before| before.main.end < self.sentence.main.start)?;
        let last = self.passage.marks_in(&before.marks).iter().rfind(|mark| mark.start < before.main.end)?;
        matches!(last.mark, Mark::Ban | Mark::Not).then_some((Force::Negated, "前の文と同じ扱い", token))
    }

    /// 「暗号化が項目に挙げられている」「施錠できる箱は、重いと述べた」: what the clause ends in speaks of the act only.
    fn under_foreign_predicate(&self, force: Force) -> Option<Range<usize>> {
        let asserts = matches!(
            force,
            Force::Asserted
                | Force::First
                | Force::Twice
                | Force::Negated
                | Force::NegatedIf
                | Force::NegatedUnless
                | Force::Permitted
        );
        // 「点検は、人を増やした上で、毎月行う」: the predicate of what 「は」 marks is that of the sentence.
        let marked = self.marked_topic() || is_theme(self.tail());
        let clause = if marked { self.sentence.clauses.last()? } else { self.clause };
        let foreign = clause.foreign.clone().filter(|foreign| asserts && foreign.start > self.act.end)?;
        if matches!(barring(self.passage, self.sentence, self.act, self.clause), Some((_, true))) {
            return None;
        }
        let told = |mark: &MarkHit| mark.mark != Mark::Bars && mark.start < foreign.end && foreign.start < mark.end;
        // 「見せることは差し支えない」 is told by its mark.
        if self.passage.marks_in(&self.sentence.marks).iter().any(told) {
            return None;
        }
        let between = self.passage.text(&(self.act.end..foreign.start));
        // 「施錠して帰る」「入れてから走る」: the act is told for itself.
        let own = hiragana_run(between);
        let goes_on =
            ["て", "で", "てから", "た後に", "た上で", "つつ", "ながら", "ずに"].iter().any(|end| own.ends_with(end));
        (between.contains(is_hiragana) && !goes_on).then_some(foreign)
    }

    /// 「予算が認められた場合には、…」「補助の採択を条件として、…」.
    fn if_there_is_money(&self) -> Option<Range<usize>> {
        const MONEY: [&str; 6] = ["予算", "財源", "補助", "採択", "交付決定", "議決"];
        const GRANTS: [&str; 13] = [
            "措置さ",
            "認め",
            "成立",
            "議決",
            "可決",
            "確保",
            "付け",
            "付い",
            "つけ",
            "採択",
            "交付",
            "許せ",
            "得られ",
        ];
        const IF: [&str; 10] =
            ["場合", "れば", "けば", "せば", "ときは", "ときに", "次第", "を条件", "が条件", "たら、"];
        const REACH: usize = 16;
        let start = self.sentence.main.end - self.told_now().len();
        // 「認証は、補正予算が議決された場合に限り整備する」
        let noun = self.tail().trim_start_matches(|letter| is_kanji(letter) || letter == 'の');
        let themed = self.marked_topic() || noun.starts_with('は');
        let end = if themed { self.sentence.main.end } else { self.act.start.max(start) };
        let before = self.passage.text(&(start..end));
        MONEY.iter().find_map(|money| {
            let at = find(before, money)?;
            let rest = before.get(at + money.len()..)?;
            let end = rest.char_indices().nth(REACH).map_or(rest.len(), |(at, _)| at);
            let near = rest.get(..end)?;
            let when = IF.iter().filter_map(|when| Some((find(near, when)?, when.len()))).min()?;
            // 「補助金の申請書を失った場合は」「財源が変わった場合も」 are of something else.
            let whole = before.get(at..at + money.len() + when.0 + when.1)?;
            let granted = GRANTS.iter().any(|grant| holds(whole, grant));
            let also = rest.get(when.0 + when.1..).is_some_and(|rest| rest.starts_with('も'));
            let only = granted && !also && !whole.contains(['、', '際']);
            only.then(|| start + at..start + at + money.len() + when.0 + when.1)
        })
    }

    /// 「…する条は、最終の条文に残すかどうか決まっていない」「…は、継続審査となっている」: what becomes of it is open.
    fn unsettled_at_the_end(&self, asserted: bool) -> Option<Range<usize>> {
        const SETTLES: [&str; 9] =
            ["至", "決ま", "定ま", "固ま", "まとま", "見通しが", "見通しが立", "目途が立", "めどが立"];
        const LACK: [&str; 9] = [
            "っていない",
            "っていません",
            "らない",
            "らなかった",
            "たない",
            "ていない",
            "ていません",
            "ない",
            "なかった",
        ];
        const PENDING: [&str; 14] = [
            "確認中",
            "照会中",
            "精査中",
            "選定中",
            "未決",
            "未定",
            "継続審査",
            "継続審議",
            "保留",
            "凍結",
            "協議中",
            "調整中",
            "審議中",
            "検討中",
        ];
        const REFUSED: [&str; 2] = ["応じていない", "応じていません"];
        const STATE: [&str; 12] = [
            "",
            "である",
            "です",
            "とな",
            "となっている",
            "となっています",
            "とする",
            "とします",
            "としている",
            "している",
            "されている",
            "とされている",
        ];
        // 「開催の可否は12月に判断する」「採否は次回にお諮りする」
        const WHETHER: [&str; 4] = ["可否は", "採否は", "要否は", "是非は"];
        const LATER: [&str; 9] = ["月に", "年度", "次回", "今後", "後日", "追って", "別途", "改めて", "契約後"];
        const JUDGED: [&str; 5] = ["判断する", "決める", "決定する", "諮りする", "諮る"];
        let end = self.sentence.clauses.last()?;
        let text = self.passage.text(&end.range);
        // 「暗号化し、方式については、今後決定する」 leaves the way open, not the deed.
        let own = end.range == self.clause.range;
        if JUDGED.iter().any(|judged| text.ends_with(judged))
            && LATER.iter().any(|later| holds(text, later))
            && let Some(at) = WHETHER
                .iter()
                .find_map(|whether| find(text, whether))
                .or_else(|| find(text, "については、").filter(|_| own))
            && self.act.end <= end.range.start + at
        {
            return Some(end.range.start + at..end.range.end);
        }
        // 「照合の有無については、受託者に照会している」
        const INQUIRED: [&str; 4] = ["照会している", "照会中である", "確認中である", "問い合わせている"];
        if INQUIRED.iter().any(|asked| text.ends_with(asked))
            && own
            && let Some(at) = find(text, "有無については")
        {
            return Some(end.range.start + at..end.range.end);
        }
        // 「検討を続けている」
        const TALKS: [&str; 6] = ["検討", "調整", "議論", "協議", "研究", "交渉"];
        const GOES_ON: [&str; 4] = ["を続け", "を重ね", "を進め", "を始め"];
        const NOW: [&str; 8] = [
            "る",
            "ている",
            "ています",
            "ておる",
            "ているところである",
            "ているところです",
            "ている段階である",
            "ている段階です",
        ];
        let goes_on = |talks: &str| {
            GOES_ON
                .iter()
                .filter_map(|on| talks.strip_suffix(on))
                .find_map(|stem| TALKS.iter().find_map(|talk| stem.strip_suffix(talk)).map(str::len))
        };
        let talk = NOW.iter().filter_map(|now| text.strip_suffix(now)).find_map(goes_on);
        if let Some(at) = talk.filter(|at| self.act.end <= end.range.start + at) {
            return Some(end.range.start + at..end.range.end);
        }
        let ends = |stem: &str, ends: &[&str]| {
            ends.iter().any(|end| text.strip_suffix(end).is_some_and(|text| text.ends_with(stem)))
        };
        let stem = SETTLES
            .iter()
            .find(|stem| ends(stem, &LACK))
            .or_else(|| PENDING.iter().find(|state| ends(state, &STATE)))
            .or_else(|| REFUSED.iter().find(|refused| asserted && text.ends_with(**refused)))?;
        let at = rfind(text, stem)?;
        // A closed clause has an ending of its own.
        let apart = end.range != self.clause.range && self.clause.kind == ClauseKind::Closed;
        (!apart && end.range.end > self.act.end).then(|| end.range.start + at..end.range.end)
    }

    /// 「入れる者を限るとともに、記録を残す計画です」: the plan is of both.
    fn in_a_plan(&self) -> Option<Range<usize>> {
        let end = self.sentence.clauses.last()?;
        let both =
            ["とともに", "ほか", "と同時に"].iter().any(|both| self.passage.text(&self.clause.range).ends_with(both));
        let plan = self.last(&end.range, &[Mark::Plan]).filter(|_| both && end.range != self.clause.range)?;
        Some(plan.start..plan.end)
    }

    /// 「遠隔で初期化する仕組みは、費用を勘案し、今回の仕様には含めていない」「…を調べ、…を選ぶといった手順を踏んでいない」: what
    /// the act only tells of is denied.
    fn of_a_denied_thing(&self) -> Option<Range<usize>> {
        const THINGS: [&str; 21] = [
            "方法",
            "手法",
            "手段",
            "仕組み",
            "機能",
            "取扱い",
            "運用",
            "制度",
            "手順",
            "体制",
            "構成",
            "権限",
            "規定",
            "定め",
            "条項",
            "措置",
            "対策",
            "方式",
            "装置",
            "製品",
            "サービス",
        ];
        const TOLD: [&str; 3] = ["といった", "という", "などの"];
        let end = self.sentence.clauses.last()?;
        let mark = self.last(&end.range, &[Mark::Not, Mark::Exempt]).filter(|mark| mark.start >= self.act.end)?;
        let behind = self.passage.text(&(self.act.end..mark.start));
        let theme = split_once(behind, "は、").is_some_and(|(noun, rest)| {
            THINGS.iter().any(|thing| noun.ends_with(thing))
                && !noun.contains('、')
                && !holds(rest, "は、")
                && takes_up(rest)
        });
        let listed = TOLD.iter().filter_map(|told| split_once(behind, told)).any(|(_, rest)| {
            THINGS
                .iter()
                .filter_map(|thing| split_once(rest, thing))
                .any(|(_, rest)| rest.starts_with(['は', 'を', 'が', 'も', 'に', 'へ']))
        });
        // 「消し、知らせることまで課すものではない」
        let up_to = mark.mark == Mark::Not && holds(behind, "ことまで");
        (theme || listed || up_to).then_some(mark.start..mark.end)
    }
}

/// Whether a force may establish or deny something.
fn counts(force: Force) -> bool {
    !matches!(force, Force::Silent | Force::Attribute | Force::Hedged | Force::Planned | Force::Reference)
}
