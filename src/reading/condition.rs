//! What the clause of an act decides: conditions, reasons, attributes, permissions bound to a condition.

use super::act::{Context, Decision, Force, negated, weakened};
use super::clause::{Clause, ClauseKind};
use super::letters::{find, holds, is_hiragana, rsplit_once, split_once};
use super::marks::{FIRST_THEN, Mark};
use super::passage::MarkHit;
use super::polarity::is_theme;

/// Most letters between 「…して初めて」 and the permission that it opens: 「、校務の端末にログオン」.
const ONLY_THEN: usize = 14;

/// What cannot come about any more where a cause is told: 「見られることはない」.
const HARMS: [&str; 9] =
    ["見られ", "読まれ", "盗まれ", "使われ", "開かれ", "抜き取られ", "持ち去られ", "漏れ", "書き換えられ"];
/// How that is said.
const NEVER: [&str; 6] =
    ["ることがない", "ることはない", "るおそれがない", "るおそれはない", "ることがありません", "ることはありません"];

impl Context<'_> {
    /// A condition asserts nothing, unless it is the one under which alone something may be done.
    pub(super) fn when(&self) -> Decision {
        // 「…した後でなければ…しない」 demands what comes first.
        let first =
            ["た後でなければ", "た上でなければ", "た後でないと"].iter().any(|only| self.tail().starts_with(only));
        if first && let Some(mark) = self.last(&self.clause.range, &[Mark::Ban, Mark::Not]) {
            return (Force::Twice, "二重否定", mark.start..mark.end);
        }
        let may = self.last(&self.clause.range, &[Mark::May]).filter(|mark| mark.start >= self.act.end);
        match may.map(|mark| self.permitted(&mark)) {
            Some(decision) if decision.0 != Force::Permitted => decision,
            _ => (Force::Silent, "条件", 0..0),
        }
    }

    /// 「…した場合に限り…できる」 demands what 「…できる」 permits.
    pub(super) fn permitted(&self, mark: &MarkHit) -> Decision {
        let between = self.passage.text(&(self.act.end..mark.start));
        // 「作業は、専用室に限って認める」: nothing but the limit is allowed.
        let until = self.passage.text(&(self.clause.range.start..mark.start.max(self.clause.range.start)));
        let limit = until.rsplit_once('限').filter(|(before, behind)| {
            let own = self.act.start <= self.clause.range.start + before.len()
                && self.clause.range.start + before.len() < self.act.end;
            // 「…した場合に限り」 is a condition, unless the act itself names it: 「認めた場合に限り」.
            let when = ["場合に", "ときに"].iter().filter_map(|when| before.strip_suffix(when));
            let when = when.into_iter().any(|when| self.clause.range.start + when.len() <= self.act.start);
            own && !when && ["り", "り、", "って", "って、"].contains(behind)
        });
        if limit.is_some() {
            return (Force::Twice, "限定付きの許可", mark.start..mark.end);
        }
        let limited = [
            "場合に限",
            "ときに限",
            "者に限",
            "ものに限",
            "場合のみ",
            "者のみ",
            "もののみ",
            "者だけ",
            "ときだけ",
            "場合だけ",
            "ものだけ",
            "員に限",
            "員のみ",
            "員だけ",
        ];
        // 「カードによる認証により、登録した者だけが使うことができる」
        let between = ["により、", "によって、"].iter().find_map(|by| between.strip_prefix(by)).unwrap_or(between);
        // 「入室は、カードを示して初めて許される」 lets nobody in otherwise; what stands behind 「初めて」 is only allowed.
        let clause = self.passage.text(&(self.clause.range.start..mark.start.max(self.clause.range.start)));
        let only_then = FIRST_THEN.iter().find_map(|only| rsplit_once(clause, only)).is_some_and(|(before, rest)| {
            self.act.end <= self.clause.range.start + before.len() + "て".len() && rest.chars().count() <= ONLY_THEN
        });
        // 「接続は、本人を確かめてから許す」
        let checked = clause.ends_with("てから") && self.act.end <= self.clause.range.start + clause.len();
        let word = self.passage.text(&(mark.start..mark.end));
        if only_then || checked && word.starts_with(['許', '認']) {
            return (Force::Twice, "限定付きの許可", mark.start..mark.end);
        }
        let own = limited.iter().find_map(|limit| {
            split_once(between, limit).map(|(before, _)| before).filter(|before| !before.contains(['は', '、']))
        });
        let Some(before) = own else { return (Force::Permitted, "許可", mark.start..mark.end) };
        // 「…していない者に限り」: the permission hangs on the opposite.
        let until = mark.start - between.len() + before.len();
        let not = self.passage.marks_in(&self.sentence.marks).iter().find(|hit| {
            matches!(hit.mark, Mark::Not | Mark::Ban | Mark::Exempt) && hit.end > self.act.end && hit.start < until
        });
        match not {
            Some(not) => (negated(not), "否定", not.start..not.end),
            None => (Force::Twice, "限定付きの許可", mark.start..mark.end),
        }
    }

    /// 「バックアップに要する時間は」「宛先の確認に要していた作業が」 speaks of what it takes.
    pub(super) fn takes_time(&self) -> bool {
        const TAKES: [&str; 6] = ["に要する", "に要した", "に要していた", "にかかる", "に掛かる", "にかかった"];
        const WHAT: [&str; 9] = ["時間", "日数", "期間", "費用", "経費", "人員", "作業", "手間", "職員の作業"];
        const COSTS: [&str; 4] = ["費用が", "経費が", "時間が", "手間が"];
        let tail =
            ["等", "の実施", "の作業"].iter().find_map(|part| self.tail().strip_prefix(part)).unwrap_or(self.tail());
        let begins = |rest: &str, words: &[&str]| words.iter().any(|word| rest.starts_with(word));
        let takes = TAKES.iter().find_map(|takes| tail.strip_prefix(takes));
        // 「取得には費用がかかる」
        let costs = tail.strip_prefix('に').map(|rest| rest.strip_prefix('は').unwrap_or(rest));
        takes.is_some_and(|rest| begins(rest, &WHAT)) || costs.is_some_and(|rest| begins(rest, &COSTS))
    }

    /// What the kind of clause decides by itself.
    pub(super) fn by_clause(&self) -> Option<Decision> {
        let end = self.sentence.clauses.last()?;
        // The stem of 「持出し」 「見回り」 stops before its last letter.
        let behind = self.tail().trim_start_matches(['し', 'り']);
        let theme = ["は、", "については、"].iter().any(|topic| behind.starts_with(topic));
        if self.clause.range != end.range && (theme || is_theme(self.tail())) {
            let decision = self.by_end(end);
            if decision.is_some() {
                return decision;
            }
        }
        // 「コピー機にかけ、又は写真に撮るときは、」 is one condition.
        let next = self.sentence.clauses.get(self.index + 1).filter(|next| next.kind == ClauseKind::Condition);
        let joined = next.map(|next| self.passage.text(&next.range));
        if self.clause.kind == ClauseKind::Continued
            && joined.is_some_and(|next| ["又は", "若しくは", "あるいは"].iter().any(|or| next.starts_with(or)))
        {
            return Some((Force::Silent, "条件", 0..0));
        }
        match self.clause.kind {
            ClauseKind::Label => Some(self.named(end)),
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
                let before = ["後でなければ", "上でなければ", "てからでなければ", "後でないと", "てからでないと"];
                let before = before.iter().any(|ending| own.ends_with(ending)) && !self.tail().contains('、');
                if negative
                    && (own_verb || before || self.of_negative_condition())
                    && let Some(mark) = self.last(&end.range, &[Mark::Ban, Mark::Not])
                {
                    return Some((Force::Twice, "二重否定", mark.start..mark.end));
                }
                if own_verb && self.is_manner(end) {
                    return Some((Force::Negated, "…せずに行うこと", 0..0));
                }
                if self.clause.kind == ClauseKind::Condition && self.resumed(end) {
                    return None;
                }
                if self.comes_before(own)
                    && let Some(decision) = self.step_before(end)
                {
                    return Some(decision);
                }
                Some((Force::Silent, if self.clause.kind == ClauseKind::Condition { "条件" } else { "例外" }, 0..0))
            }
            // 「契約が解除され、又は終了した後も、…」: each is a time at which the end holds.
            ClauseKind::Continued
                if self.sentence.clauses.get(self.index + 1).is_some_and(|next| {
                    let text = self.passage.text(&next.range);
                    let or = ["又は", "若しくは", "あるいは"].iter().find_map(|or| text.strip_prefix(or));
                    let near = |at: usize| at <= 14 * 3;
                    let times = ["た後", "た場合", "たとき", "た際", "た日", "した時"];
                    or.is_some_and(|text| times.iter().any(|time| find(text, time).is_some_and(near)))
                }) =>
            {
                Some((Force::Silent, "条件", 0..0))
            }
            // 「検査を終え、責任者が確かめたものであれば、…」
            ClauseKind::Continued
                if self.sentence.clauses.get(self.index + 1).is_some_and(|next| {
                    next.kind == ClauseKind::Condition && self.passage.text(&next.range).ends_with("であれば")
                }) =>
            {
                Some((Force::Silent, "条件", 0..0))
            }
            ClauseKind::Goal
            | ClauseKind::Continued
            | ClauseKind::Closed
            | ClauseKind::Adversative
            | ClauseKind::End => None,
        }
    }

    /// 「端末に保存せずに、サーバで作業する」: it is not done, and something else is.
    fn is_manner(&self, end: &Clause) -> bool {
        let own = self.passage.text(&self.clause.range);
        const DOES: [&str; 12] = [
            "する",
            "します",
            "行う",
            "行います",
            "すること",
            "行うこと",
            "するものとする",
            "行うものとする",
            "している",
            "しています",
            "っている",
            "っています",
        ];
        const TOLD: [&str; 7] = ["案を", "方法を", "場合", "かどうか", "できるか", "か確認", "検討"];
        let open = [Mark::Ban, Mark::Not, Mark::Exempt, Mark::May, Mark::Hedge, Mark::Plan, Mark::Reference];
        let last = self.sentence.clauses.get(self.index + 1).is_some_and(|next| next.range == end.range);
        let text = self.passage.text(&end.range);
        let does = DOES.iter().any(|does| text.ends_with(does))
            && !text.contains('は')
            && !TOLD.iter().any(|told| holds(text, told));
        ["ずに", "ないで"].iter().any(|lack| own.ends_with(lack))
            && last
            && does
            && self.last(&end.range, &open).is_none()
    }

    /// 「権限の失効の管理：行っている」 does what the name of the cell tells; else it only names the matter.
    fn named(&self, end: &Clause) -> Decision {
        let verb = self.passage.text(&end.range);
        let does = ["行", "実施"].iter().find_map(|does| verb.strip_prefix(does));
        let does = does.is_some_and(|ending| ending == "済" || ending.chars().all(is_hiragana));
        let ends = ["", "の管理", "の実施", "の確認", "の有無"].contains(&self.tail());
        match does && ends {
            true if verb.ends_with("ない") || verb.ends_with("ません") || verb.ends_with('ず') => {
                (Force::Negated, "否定", end.range.clone())
            }
            true => (Force::Asserted, "見出しを行う言い切り", end.range.clone()),
            false if self.is_open_row() => (Force::Hedged, "決まっていないか、行わない欄", 0..0),
            false => (Force::Noun, "見出しの語", 0..0),
        }
    }

    /// 「名簿を消去した後、…」 is done first; 「契約が終了した後、…」 says when.
    fn comes_before(&self, clause: &str) -> bool {
        const EVENTS: [&str; 16] = [
            "終了",
            "満了",
            "完了",
            "解除",
            "退職",
            "離職",
            "経過",
            "発生",
            "判明",
            "開始",
            "成立",
            "到達",
            "終わっ",
            "終え",
            "離れ",
            "過ぎ",
        ];
        let done = ["た後", "た後に"].iter().find_map(|end| clause.strip_suffix(end));
        let Some(verb) = done.map(|verb| verb.strip_suffix('し').unwrap_or(verb)) else { return false };
        let own = self.tail().trim_start_matches("を受け").trim_start_matches("を行っ").trim_start_matches("を実施");
        let of_act = ["た後", "した後", "た後に", "した後に"].contains(&own);
        // 「前の受託者が消去した後、」 tells of another.
        let another = self.passage.text(&(self.clause.range.start..self.act.start)).contains('が');
        of_act && !another && !EVENTS.iter().any(|event| verb.ends_with(event))
    }

    /// How what comes before another deed is taken: like that deed, which need not be allowed. `None` where that deed
    /// hangs on a condition of its own, or is only asked about or told of.
    fn step_before(&self, end: &Clause) -> Option<Decision> {
        const TOLD: [&str; 6] = ["か否か", "かどうか", "実績があ", "経緯があ", "ことがあ", "ことがで"];
        let text = self.passage.text(&self.sentence.main);
        let conditioned = self.sentence.clauses.iter().skip(self.index + 1).any(|clause| {
            matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception | ClauseKind::Adversative)
        });
        let behind = self.passage.text(&(self.clause.range.end..self.sentence.main.end));
        if conditioned || TOLD.iter().any(|told| holds(behind, told)) {
            return None;
        }
        if text.ends_with('た') {
            return Some((Force::Past, "過去の事実", 0..0));
        }
        let weak = self.last(&end.range, &[Mark::Hedge, Mark::Plan]).map(|mark| (weakened(&mark), mark));
        Some(match self.doubt(end).or(weak) {
            Some((force, mark)) => (force, "弱める言い方", mark.start..mark.end),
            None => (Force::First, "先に行うこと", 0..0),
        })
    }

    /// 「…の双方がそろわなければ」: the act is the noun that the condition wants.
    pub(super) fn of_negative_condition(&self) -> bool {
        let tail = self.tail();
        tail.starts_with(['が', 'の', 'と', 'を', 'に', '及'])
            && !["について", "に関し", "に係る", "に対し", "、", "場合", "とき", "した", "する"]
                .iter()
                .any(|word| holds(tail, word))
    }

    /// A reason asserts nothing by itself, but what is asked for may be a reason.
    pub(super) fn reason(&self) -> Decision {
        let marks = self.passage.marks_in(&self.sentence.marks);
        let weak = marks.iter().any(|hit| {
            hit.start >= self.act.end
                && hit.end <= self.clause.range.end
                && !matches!(hit.mark, Mark::Duty | Mark::Neutral)
        });
        let end = self.sentence.clauses.last().unwrap_or(self.clause);
        let kinds = [Mark::Hedge, Mark::Plan, Mark::May, Mark::Not, Mark::Exempt];
        let aim = self.passage.text(&self.clause.range).ends_with("ため");
        // 「遠隔から初期化するため、見られることはない」: the cause of a state is a fact.
        let never = NEVER.iter().find_map(|never| self.passage.text(&end.range).strip_suffix(never));
        let causes = never.is_some_and(|effect| HARMS.iter().any(|harm| effect.ends_with(harm)));
        if aim && !weak && causes {
            return (Force::Asserted, "結果の原因", 0..0);
        }
        let undone = aim && self.last(&end.range, &kinds).is_some();
        (if weak || undone { Force::Silent } else { Force::Reasoned }, "理由", 0..0)
    }

    /// What 「は、」 marks before a condition or a reason is governed by the end of the sentence.
    pub(super) fn by_end(&self, end: &Clause) -> Option<Decision> {
        if matches!(
            self.clause.kind,
            ClauseKind::Continued | ClauseKind::Closed | ClauseKind::Adversative | ClauseKind::Goal
        ) {
            return None;
        }
        let kinds = [Mark::Ban, Mark::Not, Mark::Exempt, Mark::Off, Mark::May, Mark::Hedge, Mark::Plan];
        let mark = self.last(&end.range, &kinds)?;
        // 「連絡網は、毎年更新しているため、新たには作成しない」
        if mark.mark == Mark::Not && holds(self.passage.text(&(end.range.start..mark.start)), "新たには") {
            return Some((Force::Silent, "新たにはしないこと", mark.start..mark.end));
        }
        let (force, step) = match mark.mark {
            Mark::Ban | Mark::Not | Mark::Exempt | Mark::Off => (negated(&mark), "否定"),
            Mark::May => (Force::Permitted, "許可"),
            _ => (weakened(&mark), "弱める言い方"),
        };
        Some((force, step, mark.start..mark.end))
    }

    /// 「…する場合は、…方法で行う」: the deed of the condition is what is done.
    pub(super) fn resumed(&self, end: &Clause) -> bool {
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
        ways.iter().any(|way| holds(text, way)) && !self.passage.text(&self.clause.range).ends_with('後')
    }
}
