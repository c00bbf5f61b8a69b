//! What weakens an act: discretion before it, doubt behind it.

use super::act::{Context, Force, weakened};
use super::clause::{Clause, ClauseKind};
use super::letters::{begins_noun, holds, is_hiragana, is_kanji, split_once};
use super::marks::Mark;
use super::passage::MarkHit;
use super::polarity::is_theme;
use super::theme::{is_themed, limits};

impl Context<'_> {
    /// What weakens the act: discretion before it, doubt close behind it or at the end.
    pub(super) fn doubt(&self, end: &Clause) -> Option<(Force, MarkHit)> {
        let marks = self.passage.marks_in(&self.sentence.marks);
        // A right may be used where there is need for it; where there is time, or at all, is open all the same.
        const IDLE: [&str; 6] = ["かどうか", "余裕", "可能", "でき", "なるべく", "極力"];
        let idle = |hit: &MarkHit| IDLE.iter().any(|word| self.passage.text(&(hit.start..hit.end)).starts_with(word));
        let before = marks.iter().find(|hit| {
            hit.mark == Mark::Discretion
                && (!self.asked.leave || self.passage.text(&(hit.start..hit.end)) != "希望する場合")
                && (!self.asked.may || idle(hit))
                && !self.of_the_matter(hit)
                && !self.of_a_person(hit)
                && !self.is_checked(hit)
                && !self.added(hit)
                && !self.ends_example(hit)
                && (hit.end <= self.act.start.max(self.clause.range.start)
                    // An act may reach over it: 「アカウントは、できるだけ早く削除する」.
                    || hit.start > self.act.start && hit.end < self.act.end
                    || (self.marked_topic() || is_theme(self.tail())) && hit.end <= self.clause.range.end
                    || self.asked.topic && self.of_the_end(hit)
                    || self.of_the_light_end(hit, end))
                && (hit.start >= self.clause.range.start || self.in_condition(hit) || self.opens_chain(hit))
        });
        if let Some(hit) = before {
            return Some((Force::Hedged, *hit));
        }
        // 「作業の場所は、今後定める」: what settles it is itself put off.
        let within = marks.iter().find(|hit| {
            matches!(hit.mark, Mark::Hedge | Mark::Plan)
                && (hit.start < self.act.start && self.act.start < hit.end && self.act.end >= hit.end
                    // 「例を調べているところである」
                    || hit.start == self.act.start && self.passage.text(&(hit.start..hit.end)).ends_with("ところ"))
        });
        if let Some(hit) = within {
            return Some((weakened(hit), *hit));
        }
        // 「手順を定める予定」: a word that spans others may reach into what weakens it.
        let reached = |hit: &&MarkHit| {
            hit.mark == Mark::Plan
                && !self.passage.text(&(hit.start..hit.end)).starts_with('に')
                && self.act.start < hit.start
                && hit.start < self.act.end
                && self.act.end <= self.clause.range.end
        };
        if let Some(hit) = marks.iter().find(reached) {
            return Some((weakened(hit), *hit));
        }
        let close = self.act.end + 6 * 3;
        let near = marks.iter().find(|hit| {
            hit.start >= self.act.end
                && hit.start <= close.min(self.clause.range.end)
                && matches!(hit.mark, Mark::Hedge | Mark::Plan)
                && !self.other_predicate(hit)
                && !self.comes_first(hit)
                && !self.of_a_noun(hit)
        });
        if let Some(hit) = near {
            return Some((weakened(hit), *hit));
        }
        let last = self.last(&self.clause.range, &[Mark::Hedge, Mark::Plan]);
        // 「残すこともある」「取得したい」「取得しうる」: the act may hold the first letters of what weakens it.
        let shares = |hit: &MarkHit| {
            let begins = self.passage.text(&(hit.start..hit.end)).starts_with("こと");
            let shared = self.passage.text(&(hit.start..self.act.end.max(hit.start)));
            let letters = self.act.start < hit.start
                && !shared.starts_with('に')
                && hit.start < self.act.end
                && shared.chars().all(is_hiragana);
            hit.end > self.act.end && (begins || letters)
        };
        let behind = |hit: &MarkHit| hit.start >= self.act.end || shares(hit);
        if let Some(hit) = last.filter(|hit| behind(hit) && !self.comes_first(hit)) {
            return Some((weakened(&hit), hit));
        }
        if self.may_be_asked()
            && let Some(hit) = self.sentence.clauses.last().and_then(|end| self.last(&end.range, &[Mark::May]))
        {
            return Some((Force::Hedged, hit));
        }
        if let Some(hit) = self.for_a_part(end) {
            return Some((Force::Hedged, hit));
        }
        if let Some(hit) = self.left_to_talks().or_else(|| self.settled_later()) {
            return Some((Force::Hedged, hit));
        }
        if self.clause.kind == ClauseKind::Closed
            && let Some(hit) = self.of_examples()
        {
            return Some((Force::Hedged, hit));
        }
        if self.clause.kind == ClauseKind::Goal {
            let next = self.sentence.clauses.get(self.index + 1)?;
            let close = |hit: &MarkHit| hit.start <= next.range.start + 12 * 3 || next.kind == ClauseKind::End;
            let hit = self.last(&next.range, &[Mark::Hedge]).filter(close);
            return hit.map(|hit| (Force::Hedged, hit));
        }
        if end.range != self.clause.range
            && let Some(hit) = self.last(&end.range, &[Mark::Hedge, Mark::Plan])
        {
            let before = self.passage.text(&(end.range.start..hit.start));
            let effort = ["努", "配慮", "留意", "注意", "心"];
            let effort = effort.iter().any(|word| self.passage.text(&(hit.start..hit.end)).starts_with(word));
            let own_goal = before.ends_with("よう")
                || before.ends_with("ように")
                || before.is_empty() && self.goal_before(end)
                || effort && before.ends_with('に') && !before.ends_with("ことに");
            // What is only heard or supposed is so of every clause.
            const HEARD: [&str; 3] = ["らしい", "ようであ", "とみられ"];
            let heard = HEARD.iter().any(|word| self.passage.text(&(hit.start..hit.end)).starts_with(word));
            let another = !heard && self.of_another_theme(before);
            // 「Aは、Bに限り、使うよう努める」 weakens the limit, which is how it is used.
            let limited = limits(self.passage.text(&self.clause.range));
            // 「適用は、影響を見て、できる範囲で行うよう努める」: what is spoken of is what the effort is for.
            if !another && (!own_goal || self.marked_topic() || limited || effort && self.alternative()) {
                return Some((weakened(&hit), hit));
            }
        }
        None
    }

    /// 「Aの導入については、区と協議する」: no more is settled than that it will be talked about.
    fn left_to_talks(&self) -> Option<MarkHit> {
        const TALKS: [&str; 19] = [
            "検討を進める",
            "検討を行う",
            "検討を重ねる",
            "検討を始める",
            "検討に入る",
            "検討していく",
            "話し合う",
            "話し合います",
            "提案を受ける",
            "提案を受けるものとする",
            "提案を求める",
            "協議する",
            "協議します",
            "協議を行う",
            "協議することとする",
            "協議するものとする",
            "調整する",
            "調整を行う",
            "相談する",
        ];
        let tail = self.tail();
        let topic = ["については", "に関しては", "に当たっては"].iter().find_map(|topic| split_once(tail, topic));
        // 「閉域網への切替えは、方針が定まり次第、協議する」
        let plain = || split_once(tail, "は、").filter(|(_, rest)| !rest.contains('を'));
        let (noun, _) = topic.or_else(plain)?;
        let word = TALKS.iter().find(|word| tail.ends_with(**word))?;
        let end = self.clause.range.end;
        (noun.chars().count() <= 10).then_some(MarkHit { mark: Mark::Hedge, start: end - word.len(), end })
    }

    /// 「Aの時期は、契約後に調整する」「…は、状況を見て決定」: it is not settled yet.
    fn settled_later(&self) -> Option<MarkHit> {
        const SETTLES: [&str; 10] =
            ["決定", "決め", "定め", "調整", "協議", "判断", "検討", "検討し", "協議し", "詰め"];
        const LATER: [&str; 5] = ["後に", "後日", "今後", "を見て", "改めて"];
        // 「保存期間は、実際の容量をみて決める」「内容は、打合せにおいて事業者と詰める」
        const AFTER: [&str; 12] = [
            "た上で",
            "たうえで",
            "中で",
            "において",
            "をみて",
            "を受けて",
            "を踏まえて",
            "契約時に",
            "締結時に",
            "段階で",
            "に合わせて",
            "の際に",
        ];
        let tail = self.tail();
        let own = self.passage.text(self.act).ends_with('は');
        let themed = own || tail.split_once('は').is_some_and(|(noun, _)| noun.chars().count() <= 14);
        let stem = [
            "するものとする",
            "することとする",
            "することとしている",
            "ることとする",
            "ることとしている",
            "します",
            "する",
            "る",
        ]
        .iter()
        .find_map(|end| tail.strip_suffix(end))
        .unwrap_or(tail);
        let word = SETTLES.iter().find(|word| stem.ends_with(**word))?;
        let before = stem.strip_suffix(word)?;
        let what = ["取扱いを", "対応を", "方法を", "時期を", "方針を", "内容を"]
            .iter()
            .find_map(|what| before.strip_suffix(what));
        let before = what.unwrap_or(before);
        let behind = if own { before } else { before.split_once('は').map_or("", |(_, behind)| behind) };
        let alone = behind.trim_end_matches(['と', '者']).trim_end_matches("事業");
        let later = LATER.iter().any(|later| before.ends_with(later) || before.ends_with(&format!("{later}別途")))
            || AFTER.iter().any(|after| alone.ends_with(after));
        let end = self.clause.range.end - (tail.len() - stem.len());
        (themed && later).then_some(MarkHit { mark: Mark::Hedge, start: end - word.len(), end })
    }

    /// 「データのバックアップ　…を対象とし、必要に応じて行う」: the verb that a thing brings is weakened at its end.
    fn of_the_end(&self, hit: &MarkHit) -> bool {
        let rest = self.passage.text(&(hit.end..self.clause.range.end.max(hit.end)));
        let verb = rest.strip_prefix(['て', 'に']).unwrap_or(rest);
        hit.start >= self.act.end && ["行う", "行い", "実施する", "実施し", "実施"].contains(&verb)
    }

    /// 「Aの取得は、…を踏まえ、必要に応じて行う」「…、行うかどうかを決める」: the verb of what 「は」 marks stands at the end
    /// alone.
    fn of_the_light_end(&self, hit: &MarkHit, end: &Clause) -> bool {
        let Some((noun, _)) = split_once(self.tail(), "は、") else { return false };
        let whether = self.passage.text(&(hit.start..hit.end)) == "かどうか";
        let verb =
            if whether { end.range.start.min(hit.start)..hit.start } else { hit.end..end.range.end.max(hit.end) };
        let rest =
            ["て", "、", "これを"].iter().fold(self.passage.text(&verb), |rest, word| rest.trim_start_matches(word));
        let noun =
            ["及び", "並びに", "又は", "による"].iter().fold(noun.to_owned(), |noun, joint| noun.replace(joint, ""));
        (is_theme(self.tail()) || !noun.contains(|letter| is_hiragana(letter) && letter != 'の'))
            && end.range.start <= hit.start
            && hit.end <= end.range.end
            && !self.passage.text(&(end.range.start.max(self.act.end).min(hit.start)..hit.start)).contains(['を', 'が'])
            && ["行", "実施", "する", "取得"].iter().any(|verb| rest.starts_with(verb))
    }

    /// The act is what 「は」 marks, so that its verb and what weakens it follow.
    pub(super) fn marked_topic(&self) -> bool {
        let tail = self.tail();
        // 「盗難の防止については、」
        let noun = tail.trim_start_matches(|letter| is_kanji(letter) || letter == 'の');
        let tail = if tail.len() - noun.len() <= 5 * 3 { noun } else { tail };
        ["は、", "については、", "に当たっては、", "には、"].iter().any(|topic| tail.starts_with(topic))
    }

    /// 「…が必要なとき」 says when the matter arises, and leaves nothing to discretion.
    fn of_the_matter(&self, hit: &MarkHit) -> bool {
        let before = self.passage.text(&(self.sentence.main.start..hit.start));
        let word = self.passage.text(&(hit.start..hit.end));
        word.starts_with("必要")
            && !word.starts_with("必要に")
            && !holds(word, "認め")
            && !holds(word, "判断")
            && ["どうしても", "特に", "真に", "やむを得ず"]
                .iter()
                .fold(before, |before, adverb| before.trim_end_matches(adverb))
                .ends_with(['が', 'る', 'う', 'す', 'の', 'く', 'む'])
    }

    /// 「必要と認めた職員」 says which ones, and 「使用状況に応じて」 says by what.
    fn of_a_person(&self, hit: &MarkHit) -> bool {
        let word = self.passage.text(&(hit.start..hit.end));
        if word.starts_with("状況") {
            let before = self.passage.text(&(self.sentence.main.start..hit.start));
            return before.ends_with(is_kanji);
        }
        let rest = self.passage.text(&(hit.end..self.clause.range.end.max(hit.end)));
        let noun = ["た", "る", "した", "する"].iter().filter_map(|end| rest.strip_prefix(end));
        let times = ["場合", "時", "際", "限", "範囲", "程度", "期間", "年度", "年に", "月に", "日に"];
        word.ends_with("認め")
            && word.starts_with("必要と")
            && noun
                .into_iter()
                .any(|noun| noun.starts_with(begins_noun) && !times.iter().any(|time| noun.starts_with(time)))
    }

    /// 「…かどうかを点検する」 tells what is checked, 「必要な場合を除き」 an exception, and 「必要な場合であっても」 that it
    /// matters not.
    fn is_checked(&self, hit: &MarkHit) -> bool {
        let rest = self.passage.text(&(hit.end..self.sentence.main.end));
        let whether = self.passage.text(&(hit.start..hit.end)) == "かどうか";
        #[rustfmt::skip]
        let checks = [
            "確認", "点検", "調べ", "検証", "確かめ", "検査", "突き合わせ", "照合", "監査", "見る", "見て", "把握", "報告", "届け出", "回答", "知らせ",
            "記録", "見直", "評価", "見比べ", "審査",
        ];
        // 「実行しているかどうか、四半期ごとに聞き取りで確かめる」
        let verb = rest.rsplit(['を', 'で', 'に', '、']).next().unwrap_or(rest);
        let apart = rest.starts_with('、') && checks.iter().any(|check| verb.starts_with(check));
        // 「守られているかどうかの結果を報告する」
        let outcome = ["の結果", "の別", "の状況", "の有無", "の判定", "の判断結果"];
        let of_it = outcome.iter().filter_map(|outcome| rest.strip_prefix(outcome)).any(|rest| rest.starts_with('を'));
        let object = rest.starts_with('を') || rest.starts_with("について") || apart || of_it;
        rest.starts_with("を除")
            || rest.starts_with("以外")
            || ["であっても", "でも", "といえども", "においても"].iter().any(|though| rest.starts_with(though))
            || whether && object && checks.iter().any(|check| holds(rest, check))
    }

    /// 「例えば合言葉を付けるなど、暗号化する」: the example ends before the act.
    fn ends_example(&self, hit: &MarkHit) -> bool {
        let example = ["例えば", "たとえば"].contains(&self.passage.text(&(hit.start..hit.end)));
        let between = self.passage.text(&(hit.end..self.act.start.max(hit.end)));
        example && ["る等、", "す等、", "う等、", "く等、", "等して、"].iter().any(|end| holds(between, end))
    }

    /// 「定期に、及び必要に応じ」: what is left to discretion comes on top.
    fn added(&self, hit: &MarkHit) -> bool {
        let before = self.passage.text(&(self.sentence.main.start..hit.start));
        ["及び", "並びに", "かつ", "かつ、"].iter().any(|joint| before.ends_with(joint))
    }

    /// A doubt that is the attribute of a noun: 「求められた資料」.
    fn of_a_noun(&self, hit: &MarkHit) -> bool {
        let rest = self.passage.text(&(hit.end..self.clause.range.end));
        let run = super::letters::hiragana_run(rest);
        let noun = rest.get(run.len()..).unwrap_or_default().starts_with(super::letters::begins_noun);
        let passive = ["求められ", "考えられ", "思われ", "望まれ", "期待"];
        let passive = passive.contains(&self.passage.text(&(hit.start..hit.end)));
        passive && noun && run.chars().count() <= 4 && run.ends_with(['た', 'る'])
    }

    /// A doubt behind the end of the act's own predicate: 「…し注意する」 weakens the second verb.
    fn other_predicate(&self, hit: &MarkHit) -> bool {
        let between = self.passage.text(&(self.act.end..hit.start));
        between.ends_with("て") && !between.ends_with("について")
    }

    /// 「Aは保管し、Bの暗号化は検討する」: each clause has a theme of its own, and the doubt is of the second.
    fn of_another_theme(&self, before: &str) -> bool {
        // 「点検しており、保存の年数については別に検討する」
        let own = self.passage.text(&self.clause.range);
        let goes_on = ["ており", "でおり"].iter().any(|end| own.ends_with(end)) && holds(before, "については");
        goes_on
            || self.clause.kind == ClauseKind::Continued
                && is_themed(
                    self.passage.text(&(self.clause.range.start..self.act.start.max(self.clause.range.start))),
                    &['は'],
                )
                && is_themed(before, &['は'])
    }

    /// 「確かめた上で判断する」: the check comes first, whatever is then judged.
    fn comes_first(&self, hit: &MarkHit) -> bool {
        let between = self.passage.text(&(self.act.end..hit.start));
        self.passage.text(&(hit.start..hit.end)).starts_with("上で")
            && between.ends_with('た')
            && between.chars().all(is_hiragana)
    }

    /// 「Aするほか、Bするといった方法が考えられる」: the doubt at the end is of both.
    fn of_examples(&self) -> Option<MarkHit> {
        let end = self.sentence.clauses.last()?;
        let hit = self.last(&end.range, &[Mark::Hedge, Mark::Plan])?;
        let before = self.passage.text(&(end.range.start..hit.start));
        ["といった", "などの方法", "等の方法", "ような", "等が"]
            .iter()
            .any(|example| holds(before, example))
            .then_some(hit)
    }

    /// 「Aし、又はBするよう努める」: the effort is of either.
    fn alternative(&self) -> bool {
        self.clause.kind == ClauseKind::Continued
            && self.sentence.clauses.get(self.index + 1).is_some_and(|next| {
                let text = self.passage.text(&next.range);
                ["又は", "若しくは", "あるいは"].iter().any(|word| text.starts_with(word))
            })
    }

    fn goal_before(&self, end: &Clause) -> bool {
        let place = self.sentence.clauses.iter().position(|clause| clause.range == end.range);
        place
            .and_then(|place| place.checked_sub(1))
            .and_then(|place| self.sentence.clauses.get(place))
            .is_some_and(|clause| clause.kind == ClauseKind::Goal)
    }

    /// 「必要に応じて、Aし、Bする」: a discretion that opens the first of clauses that only go on.
    fn opens_chain(&self, hit: &MarkHit) -> bool {
        let clauses = self.sentence.clauses.get(..self.index).unwrap_or_default();
        let first = clauses.iter().rposition(|clause| clause.kind != ClauseKind::Continued).map_or(0, |at| at + 1);
        let Some(first) = clauses.get(first) else { return false };
        let before = self.passage.text(&(first.range.start..hit.start.max(first.range.start)));
        hit.start >= first.range.start
            && hit.end <= first.range.end
            && (before.is_empty()
                || before.ends_with("は、")
                || before.ends_with("について、")
                // 「管理者が必要と認めるときに限り、…」
                || before.strip_suffix('が').is_some_and(|who| who.chars().count() <= 8 && !who.contains(['、', 'を'])))
    }

    /// A discretion in a condition that stands before the act's clause.
    fn in_condition(&self, hit: &MarkHit) -> bool {
        self.sentence.clauses.iter().take(self.index).any(|clause| {
            clause.kind == ClauseKind::Condition && clause.range.start <= hit.start && hit.end <= clause.range.end
        })
    }
}
