//! Acts that are told of something as its attribute: 「暗号化した媒体」「照合する取扱い」.

use std::ops::Range;

use super::act::{Context, Decision, Force};
use super::clause::{Clause, PREDICATE};
use super::form::Form;
use super::letters::{begins_noun, holds, is_hiragana, split_once};
use super::marks::Mark;
use super::passage::MarkHit;

/// What is done as a rule, by its name.
const USAGES: [&str; 8] = ["取扱い", "運用", "手順", "方法", "措置", "取組", "やり方", "仕組み"];

impl Context<'_> {
    /// 「…したものでなければ…しない」 demands the attribute; otherwise it is presupposed.
    pub(super) fn attribute(&self, form: &Form<'_>) -> Decision {
        let head = self.act.end + form.run.len();
        let noun = self.passage.text(&(head..self.clause.range.end)).find(is_hiragana).unwrap_or(0);
        let marks = self.passage.marks_in(&self.sentence.marks);
        let lacking =
            marks.iter().any(|hit| hit.mark == Mark::Without && hit.start >= head && hit.start <= head + noun);
        let end = self.sentence.clauses.last().unwrap_or(self.clause);
        // 「これまで諮った例はない」
        const CASES: [&str; 5] = ["例", "実績", "経緯", "事例", "前例"];
        let behind = self.passage.text(&(head..self.clause.range.end));
        let case = CASES
            .iter()
            .find_map(|case| behind.strip_prefix(case))
            .and_then(|rest| rest.strip_prefix(['は', 'が', 'も']));
        if case
            .is_some_and(|rest| ["ない", "なく", "ありません", "存在しない"].iter().any(|none| rest.starts_with(none)))
        {
            return (Force::Negated, "例のないこと", head..self.clause.range.end);
        }
        // 「確認しない月があってはならず、…」
        let own = self.last(&self.clause.range, &[Mark::Ban]).filter(|_| self.clause.range != end.range);
        if let Some(mark) = own.filter(|mark| self.bars_what_lacks_it(mark, self.clause)) {
            return (Force::Twice, "二重否定", mark.start..mark.end);
        }
        if let Some(token) = self.only_what_has_it(form, end) {
            return (Force::Twice, "それだけへの限定", token);
        }
        match self.last(&end.range, &[Mark::Ban, Mark::Not]) {
            Some(mark) if lacking => (Force::Twice, "二重否定", mark.start..mark.end),
            // 「暗号化していない媒体を用いてはならない」
            Some(mark) if self.bars_what_lacks_it(&mark, end) => (Force::Twice, "二重否定", mark.start..mark.end),
            _ if self.is_made_the_usage(self.clause)
                && self.clause.range != end.range
                && self.last(&end.range, &[Mark::Not, Mark::Exempt, Mark::Hedge, Mark::Plan, Mark::May]).is_none() =>
            {
                (Force::Asserted, "続けている取扱い", 0..0)
            }
            None if (self.is_kept_up(end) || self.is_made_the_usage(end))
                && self.last(&end.range, &[Mark::Hedge, Mark::Plan, Mark::May]).is_none() =>
            {
                (Force::Asserted, "続けている取扱い", 0..0)
            }
            _ if self.ends_in_noun(end) => (Force::Silent, "体言止め", 0..0),
            _ => (Force::Attribute, "連体修飾", 0..0),
        }
    }

    /// 「保存を認めるのは、暗号化したファイルのみとする」「従事者は、研修を修了した者に限る」: nothing that lacks the act is let in.
    fn only_what_has_it(&self, form: &Form<'_>, end: &Clause) -> Option<Range<usize>> {
        const LIMITS: [&str; 14] = [
            "のみとする",
            "のみとします",
            "のみとし",
            "のみである",
            "のみです",
            "だけとする",
            "だけとします",
            "だけである",
            "だけです",
            "に限る",
            "に限ります",
            "に限っている",
            "に限定する",
            "に限定している",
        ];
        const LONGEST: usize = 10;
        let text = self.passage.text(&end.range);
        let limit = LIMITS.iter().find(|limit| text.ends_with(**limit))?;
        let head = self.act.end + form.run.len();
        let start = end.range.end - limit.len();
        let noun = self.passage.text(&(head.min(start)..start));
        let before = self.passage.text(&(self.sentence.main.start..self.act.start.max(self.sentence.main.start)));
        // What is limited must be told, and not by the one that does it.
        const ALLOWED: [&str; 12] = [
            "認めるのは、",
            "許すのは、",
            "許可するのは、",
            "使えるのは、",
            "使うのは、",
            "用いるのは、",
            "扱えるのは、",
            "持ち出せるのは、",
            "送ってよいのは、",
            "接続できるのは、",
            "従事できるのは、",
            "従事者は、",
        ];
        let themed = ALLOWED.iter().any(|theme| holds(before, theme));
        let done = form.run.ends_with('た') || form.run.ends_with("ている");
        let own = end.range == self.clause.range && head <= start;
        (own && themed && done && noun.chars().count() <= LONGEST && !noun.contains(['を', '、', 'は']))
            .then_some(start..end.range.end)
    }

    /// 「暗号化していない媒体を用いてはならない」「認証を有しない者は、受託者となることができない」: what lacks the act is not let in.
    pub(super) fn bars_what_lacks_it(&self, bar: &MarkHit, end: &Clause) -> bool {
        const LACKS: [&str; 7] = ["していない", "されていない", "ていない", "しない", "ない", "せぬ", "ぬ"];
        const USES: [&str; 20] = [
            "あっ", "用い", "使", "利用", "持ち", "持出", "送", "搬", "渡", "接続", "つな", "入", "立ち", "扱", "従事",
            "閲覧", "なる", "参加", "認め", "許",
        ];
        // What would do away with the lack, or with the thing: 「暗号化していない媒体を廃棄してはならない」.
        const ENDS: [&str; 6] = ["廃棄", "消", "削除", "処分", "排除", "拒"];
        // Whom an office deals with is another matter: 「規程を整備していない事業者とは契約しない」.
        const PARTNERS: [&str; 5] = ["事業者", "業者", "会社", "法人", "団体"];
        let tail = self.passage.text(&(self.act.end..bar.start.max(self.act.end)));
        let behind = LACKS.iter().find_map(|lack| tail.strip_prefix(lack)).filter(|noun| noun.starts_with(begins_noun));
        let noun = behind.filter(|noun| !PARTNERS.iter().any(|partner| noun.starts_with(partner)));
        let Some((_, verb)) = noun.and_then(|noun| noun.split_once(['を', 'は', 'に', 'が', 'で'])) else {
            return false;
        };
        let verb = verb.rsplit(['、', 'を', 'に']).next().unwrap_or(verb);
        let verb = split_once(verb, "者と").map_or(verb, |(_, verb)| verb);
        let banned = bar.mark == Mark::Ban && !ENDS.iter().any(|ends| verb.starts_with(ends));
        // 「受託者となれない」
        let uses = verb.is_empty() || verb == "な" || USES.iter().any(|uses| verb.starts_with(uses));
        let own = end.range == self.clause.range;
        let alone = self.passage.marks_in(&self.sentence.marks).iter().all(|mark| {
            mark.start <= self.act.end + "されていない".len()
                || mark.start >= bar.start
                || !matches!(mark.mark, Mark::Not | Mark::Ban | Mark::Without | Mark::Exempt | Mark::May)
        });
        own && alone && (banned || uses)
    }

    /// 「台に固定する取扱いに改めた」「…する運用としている」: what is made the usage is done.
    fn is_made_the_usage(&self, end: &Clause) -> bool {
        const MADE: [&str; 3] = ["に改め", "とし", "とす"];
        const ENDS: [&str; 7] = ["", "る", "た", "ている", "ます", "ています", "ており"];
        let tail = self.passage.text(&(self.act.end..end.range.end.max(self.act.end)));
        let noun = tail.trim_start_matches(is_hiragana);
        let is_verb = tail.strip_suffix(noun).is_some_and(|verb| verb.ends_with(PREDICATE));
        let before = self.passage.text(&(self.clause.range.start..self.act.start.max(self.clause.range.start)));
        let part = ["のみ", "だけ"].iter().any(|part| holds(before, part));
        let made = |rest: &str| MADE.iter().filter_map(|made| rest.strip_prefix(made)).any(|end| ENDS.contains(&end));
        is_verb && !part && USAGES.iter().filter_map(|usage| noun.strip_prefix(usage)).any(made)
    }

    /// 「二人で照合する取扱いは、現在も続けている」: a usage that is kept up does what it is named by.
    pub(super) fn is_kept_up(&self, end: &Clause) -> bool {
        const KEPT: [&str; 12] = [
            "続けている",
            "続けています",
            "続けており",
            "続ける",
            "継続している",
            "継続しています",
            "継続する",
            "継続しており",
            "維持している",
            "維持する",
            "変わらない",
            "変えていない",
        ];
        let tail = self.passage.text(&(self.act.end..end.range.end.max(self.act.end)));
        let usage = USAGES.iter().find_map(|usage| split_once(tail, usage));
        usage.is_some_and(|(before, behind)| {
            let kept = behind.strip_prefix('は').or_else(|| behind.strip_prefix('を')).filter(|kept| {
                KEPT.iter().any(|end| kept.ends_with(end))
                    && !kept.contains(['を', 'が'])
                    && !["一部", "限り", "限って", "のみ", "だけ"].iter().any(|part| holds(kept, part))
            });
            before.chars().all(is_hiragana) && before.chars().count() <= 3 && kept.is_some()
        })
    }
}
