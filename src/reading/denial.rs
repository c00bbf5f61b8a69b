//! What a negation behind an act hangs on: a condition, a failure, a wait, or something other than the act.

use super::act::Context;
use super::clause::Clause;
use super::letters::{holds, split_once};
use super::marks::Mark;
use super::passage::MarkHit;

impl Context<'_> {
    /// 「…でなければ」「…ない限り」 stands before the act.
    pub(super) fn conditioned(&self, denial: &MarkHit) -> bool {
        let before = self.passage.text(&(self.sentence.main.start..self.act.start));
        // 「支障がない限り…しない」「異常がなければ…しない」 say when it is dropped.
        let usual = ["支障が", "問題が", "異常が", "必要が", "異議が"];
        let usual = usual.iter().any(|noun| before.contains(&format!("{noun}な")));
        // 「おそれがないと認めるときは、報告を要しない」 waives it.
        conditions(before) && denial.mark != Mark::Exempt && !(usual && denial.mark == Mark::Not)
    }

    /// 「パスワードを誤れば」「一致しない場合」 stands before the act: what was asked for is not given.
    pub(super) fn on_failure(&self) -> bool {
        const FAILS: [&str; 9] =
            ["ない場合", "ないとき", "誤れば", "誤った場合", "誤ったとき", "違えば", "異なれば", "欠ければ", "欠けば"];
        let before = self.passage.text(&(self.sentence.main.start..self.act.start));
        FAILS.iter().any(|fail| holds(before, fail))
    }

    /// 「ログインは、照合を経なければできない」: the condition stands behind what is spoken of.
    pub(super) fn is_conditioned_theme(&self, denial: &MarkHit) -> bool {
        let behind = self.passage.text(&(self.act.end..denial.start.max(self.act.end)));
        denial.mark == Mark::Ban && behind.starts_with("は、") && conditions(behind)
    }

    /// 「…を妨げる設定を入れ」: the act is done to a setting that is told of.
    pub(super) fn of_a_setting(&self) -> bool {
        let before = self.passage.text(&(self.clause.range.start..self.act.start.max(self.clause.range.start)));
        let setting =
            ["設定を", "仕組みを", "機能を", "装置を"].iter().find_map(|setting| before.strip_suffix(setting));
        setting.is_some_and(|what| what.ends_with(['る', 'す', 'ぐ', 'む', 'く']))
    }

    /// Whether the act is what something else must wait for: 「受け終えるまで席に着かせない」.
    pub(super) fn comes_until(&self, denial: &MarkHit) -> bool {
        let behind = self.passage.text(&(self.act.end..denial.start.max(self.act.end)));
        split_once(behind, "まで").is_some_and(|(verb, rest)| {
            // 「庁舎の外まで持ち出さない」「漏らすまでもない」
            let waits = verb.ends_with(['る', 'す', 'む', 'つ', 'ぶ', 'く', 'う'])
                || self.passage.text(self.act).ends_with('る');
            waits && verb.chars().count() <= 8 && !verb.contains(['、', 'を', 'は']) && !rest.starts_with(['も', 'の'])
        })
    }

    /// Whether it is only not done until something else is: 「期間が過ぎるまで削除しない」.
    pub(super) fn waits(&self) -> bool {
        let before = self.passage.text(&(self.clause.range.start..self.act.start.max(self.clause.range.start)));
        before.match_indices("まで").any(|(at, until)| {
            let (verb, rest) =
                (before.get(..at).unwrap_or_default(), before.get(at + until.len()..).unwrap_or_default());
            verb.ends_with(['る', 'す', 'む', 'つ', 'ぶ', 'く', 'う']) && !rest.starts_with(['も', 'の'])
        })
    }

    /// Whether the act is only not done once more or to that degree: 「新たには作成しない」.
    pub(super) fn anew(&self) -> bool {
        let before = self.passage.text(&(self.clause.range.start..self.act.start.max(self.clause.range.start)));
        // 「定期の変更までは求めていない」
        let degree =
            before.strip_suffix("までは").is_some_and(|what| !what.ends_with(['る', 'た', 'い', 'す', 'く', 'う']));
        degree || ["新たには", "改めては", "新規には", "重ねては"].iter().any(|anew| before.ends_with(anew))
    }

    /// A negation at the end of the act's own clause that no other step has told what it denies:
    /// 「保管することまでは、仕様書において求めていない」.
    pub(super) fn denied_at_the_end(&self, end: &Clause) -> Option<MarkHit> {
        let act = self.passage.text(self.act);
        let tail = self.tail();
        let mark = self.last(&end.range, &[Mark::Not, Mark::Exempt])?;
        let between = self.passage.text(&(self.act.end..mark.start.max(self.act.end)));
        // 「庁舎内に限り、持ち出さない」「更新していない端末は使わせない」「専用に置いているので、外へ出ない」
        let limit = act.ends_with("限り") || tail.starts_with("り、");
        let twice = ["ない", "ので、"].iter().any(|word| holds(between, word));
        let own = end.range == self.clause.range && mark.start >= self.act.end;
        (own && !limit && !twice).then_some(mark)
    }
}

/// Whether a text holds a condition without which something is not done.
fn conditions(text: &str) -> bool {
    // 「費用に見合わないとして採らなかった」 gives the ground.
    let lacks = split_once(text, "ないと").is_some_and(|(_, rest)| !rest.starts_with(['し', 'の', 'い', 'す']));
    (lacks || ["なければ", "ない限り"].iter().any(|word| holds(text, word))) && !holds(text, "なければなら")
}
