//! What opens a sentence and takes it back: 「将来的には、…」「前回の契約では、…」「希望があれば、…」.

use std::ops::Range;

use super::act::{Context, Force};
use super::clause::ClauseKind;
use super::ended::{ends_as_it_was, was_not_so};
use super::letters::holds;
use super::marks::Mark;
use super::passage::MarkHit;

impl Context<'_> {
    /// Where what stands before the act says that it tells of another time, of others or of an opinion, or leaves the act
    /// to somebody's wish.
    pub(super) fn taken_back_in_front(&self, force: Force) -> Option<Range<usize>> {
        // 「前回の契約では…としており、今回も同様とする」
        const STILL: [&str; 6] = ["引き続き", "引続き", "今後も", "現在も", "同様", "継続"];
        let still = STILL.iter().any(|still| holds(self.passage.text(&self.sentence.main), still));
        let forbids = matches!(force, Force::Negated | Force::NegatedIf | Force::NegatedUnless | Force::Twice);
        // 「従来は行っていなかったが、今年度から行う」 tells of now.
        let was = was_not_so(self.passage.text(&self.clause.range))
            || ends_as_it_was(self.passage, self.sentence, self.index);
        // What stands before a contrast or a cause is not told of what follows it; an aim stands within.
        let start = self.sentence.clauses.iter().take(self.index).rfind(|clause| {
            let cause = || {
                let text = self.passage.text(&clause.range);
                ["たため", "いため", "ので", "から", "により"]
                    .iter()
                    .any(|end| text.trim_end_matches('、').ends_with(end))
            };
            // 「私見ではあるが、…」
            let aside = || {
                let opens = |mark: &&MarkHit| mark.mark == Mark::Elsewhere && mark.start == clause.range.start;
                let opening = self.passage.marks_in(&self.sentence.marks).iter().find(opens);
                opening.is_some_and(|mark| self.passage.text(&(mark.end..clause.range.end)).chars().count() <= 4)
            };
            clause.kind == ClauseKind::Adversative && !aside() || clause.kind == ClauseKind::Reason && cause()
        });
        let start = start.map_or(self.sentence.main.start, |clause| clause.range.end);
        // What leaves even leave to whoever has time for it.
        const IDLE: [&str; 8] = ["機会", "時間", "人手", "人員", "できれ", "できま", "折を", "事情"];
        // Leave that is a system is a choice, 「できれば、承認制とする」; leave that somebody asks for is none.
        let asked_for =
            self.asked.leave && !self.tail().starts_with('制') && !self.passage.text(self.act).ends_with('制');
        let opening = self.passage.marks_in(&self.sentence.marks).iter().find(|mark| {
            let kind = match mark.mark {
                Mark::Elsewhere => !self.begins_term(mark),
                // 「従来は区で管理していたものを、…」 is of the thing.
                Mark::Before => {
                    !still && !was && !holds(self.passage.text(&(mark.end..self.act.start.max(mark.end))), "ていた")
                }
                // 「希望があれば提供してはならない」 forbids none the less.
                Mark::Optional => {
                    let word = self.passage.text(&(mark.start..mark.end));
                    !forbids && (!asked_for || IDLE.iter().any(|idle| word.starts_with(idle)))
                }
                Mark::Discretion if self.opens_sentence(mark) => {
                    // An example, and another year, are no ban here and now, either.
                    let word = self.passage.text(&(mark.start..mark.end));
                    let elsewhere = word.ends_with("えば") || holds(word, "年度");
                    elsewhere || !forbids && !self.asked.may && !asked_for
                }
                _ => false,
            };
            let reaches = mark.end <= self.act.start || self.marked_topic() && mark.start >= self.act.end;
            kind && (mark.start >= start || self.opens_all(mark)) && reaches && self.opens_phrase(mark)
        })?;
        Some(opening.start..opening.end)
    }

    /// 「例えば、…」「可能であれば、…」: what stands before all else holds all that follows.
    fn opens_sentence(&self, mark: &MarkHit) -> bool {
        let rest = self.passage.text(&(mark.end..self.sentence.main.end));
        mark.start == self.sentence.main.start && rest.trim_start_matches('て').starts_with('、')
    }

    /// 「将来的には、費用は掛かるが、…」: an opening with its own comma holds what follows a contrast, too, unless that tells of
    /// what is done here and now.
    fn opens_all(&self, mark: &MarkHit) -> bool {
        const HERE: [&str; 9] = ["本区", "本市", "当区", "当課", "今回", "現在", "既に", "今は", "本契約"];
        let word = self.passage.text(&(mark.start..mark.end));
        let rest = self.passage.text(&(mark.end..self.sentence.main.end));
        mark.mark == Mark::Elsewhere
            && mark.start == self.sentence.main.start
            && (word.ends_with('、') || rest.starts_with('、'))
            && !HERE.iter().any(|here| holds(rest, here))
    }

    /// 「翌年度から3年間保存する」: from when a term runs; 「来年度から3年間」 is a plan.
    fn begins_term(&self, mark: &MarkHit) -> bool {
        const TERMS: [&str; 6] = ["年", "か年", "か月", "月", "週", "日"];
        let number = self.passage.text(&(mark.end..self.sentence.main.end)).trim_start_matches("起算して");
        let unit = number
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter));
        let term = TERMS.iter().filter_map(|term| unit.strip_prefix(term));
        let runs = |rest: &str| rest.starts_with('間') || rest.starts_with(['、', 'は', 'を']);
        let from = self.passage.text(&(mark.start..mark.end));
        unit.len() < number.len() && from.starts_with('翌') && from.ends_with("から") && term.into_iter().any(runs)
    }

    /// Whether a phrase begins with a mark; 「…の説明によれば」 ends one.
    fn opens_phrase(&self, mark: &MarkHit) -> bool {
        let before = self.passage.text(&(self.sentence.main.start..mark.start));
        before.is_empty()
            || before.ends_with(['、', 'は', 'を', '】', '|', ':', '・'])
            || before.ends_with("から")
            || mark.mark == Mark::Elsewhere && before.ends_with(['も', 'て', 'に'])
            || self.passage.text(&(mark.start..mark.end)).starts_with('の')
    }
}
