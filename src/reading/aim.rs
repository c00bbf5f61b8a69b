//! What a deed is only told of as an aim, or as what it is good for.

use super::act::Context;
use super::clause::{Clause, ClauseKind};
use super::letters::{holds, is_hiragana, split_once};
use super::passage::MarkHit;

impl Context<'_> {
    /// An act that is an aim before the deed that serves it: 「盗難防止のため固定しない」 may deny the measure.
    pub(super) fn is_aim(&self) -> bool {
        let act = self.passage.text(self.act);
        let act = act.strip_suffix('に').unwrap_or(act);
        let serves = self.tail().starts_with(|letter: char| !is_hiragana(letter));
        serves && (act.ends_with("よう") || act.ends_with("ため"))
    }

    /// 「盗難に遭わないよう車から離れない」: what is denied would harm the aim.
    pub(super) fn avoids(&self, denial: &MarkHit) -> bool {
        let denied = self.passage.text(&(self.act.end..denial.start.max(self.act.end)));
        ["離", "放置", "手放"].iter().any(|harm| denied.trim_end_matches(is_hiragana).ends_with(harm))
    }

    /// An act in an aim of which another deed takes care, and nobody is told to keep it.
    pub(super) fn serves_another_deed(&self) -> bool {
        const TOLD: [&str; 32] = [
            "条項", "規則", "指示", "周知", "求め", "徹底", "誓約", "義務", "命", "指導", "監督", "約", "教育", "研修",
            "伝え", "通知", "措置", "対策", "設定", "制限", "禁", "管理", "注意", "要請", "促", "言い", "定め", "明記",
            "規定", "確認", "責任", "限",
        ];
        let Some(end) = self.sentence.clauses.last().filter(|_| self.clause.kind == ClauseKind::Goal) else {
            return false;
        };
        let text = self.passage.text(&end.range);
        let harm = ["漏ら", "漏え", "漏洩"].iter().any(|harm| self.passage.text(self.act).starts_with(harm));
        harm && text.contains(['を', 'は']) && !TOLD.iter().any(|told| holds(text, told))
    }

    /// 「暗号化しなければ、漏えいを防ぐことはできない」: what cannot be without the act is only what it is good for.
    pub(super) fn is_only_good_for(&self) -> bool {
        const EFFECTS: [&str; 6] = ["を防ぐこと", "を防げ", "を高めること", "を高められ", "を保つこと", "を保て"];
        const CANNOT: [&str; 4] = ["できない", "できません", "げない", "られない"];
        let behind = self.passage.text(&(self.act.end..self.sentence.main.end.max(self.act.end)));
        split_once(behind, "なければ").is_some_and(|(verb, rest)| {
            verb.chars().count() <= 4
                && EFFECTS.iter().any(|effect| holds(rest, effect))
                && CANNOT.iter().any(|end| rest.ends_with(end))
        })
    }

    /// 「様式第三号は、受託者の状況を確認し、監督するための用紙である」: the chain ends in what a thing is for.
    pub(super) fn tells_what_a_thing_is_for(&self) -> bool {
        const IS: [&str; 3] = ["である", "です", "だ"];
        let Some(end) = self.sentence.clauses.last() else { return false };
        let text = self.passage.text(&end.range);
        let thing = IS.iter().find_map(|is| text.strip_suffix(is)).and_then(|text| text.rsplit_once("ための"));
        let chained = |clause: &Clause| clause.kind == ClauseKind::Continued;
        let behind = self.sentence.clauses.get(self.index..self.sentence.clauses.len() - 1).unwrap_or_default();
        end.range != self.clause.range
            && behind.iter().all(chained)
            && thing.is_some_and(|(deed, thing)| !deed.contains(['を', 'は', '、']) && thing.chars().count() <= 8)
    }
}
