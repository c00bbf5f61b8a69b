//! What only those get who ask for it: 「暗号化を希望する課は、申し出ること」「フィルターが必要な係は、…」.

use std::ops::Range;

use super::act::Context;
use super::letters::{holds, is_kanji, is_katakana, split_once};

impl Context<'_> {
    /// Where the act is the thing that some persons wish for, who are told how to come by it.
    pub(super) fn wished_for(&self) -> Option<Range<usize>> {
        const WISHES: [&str; 12] = [
            "希望する",
            "希望の",
            "希望される",
            "要望する",
            "必要とする",
            "申し込む",
            "使いたい",
            "用いたい",
            "借りたい",
            "利用したい",
            "受けたい",
            "導入したい",
        ];
        const NEEDS: [&str; 3] = ["必要な", "要る", "欲しい"];
        const WHO: [&str; 14] =
            ["課", "係", "者", "人", "員", "部署", "所属", "学校", "園", "施設", "場合", "方", "社", "局"];
        let tail = self.tail();
        let (theme, rest) = split_once(tail, "は、")?;
        // 「持出しを希望する職員は、許可を得ること」 lets nobody do it who has no leave.
        let leave = ["許可", "承認", "承諾", "同意", "了承", "了解"].iter().any(|leave| holds(rest, leave));
        // 「フィルターの購入を希望する課」
        let thing = |theme: &'_ str| {
            theme.chars().count() <= 10
                && theme.chars().all(|letter| {
                    is_kanji(letter)
                        || is_katakana(letter)
                        || letter.is_ascii_alphanumeric()
                        || "のし付き".contains(letter)
                })
        };
        let own = self.passage.text(self.act);
        let wish = |ties: char, words: &[&str]| {
            let (before, after) = match theme.split_once(ties) {
                Some((before, after)) => (before, after),
                None if own.ends_with(ties) => ("", theme),
                None => return false,
            };
            let who = words.iter().find_map(|word| after.strip_prefix(word));
            thing(before) && who.is_some_and(|who| WHO.iter().any(|kind| who.ends_with(kind)))
        };
        let wished = wish('を', &WISHES) || wish('が', &NEEDS);
        (wished && !leave && !rest.is_empty()).then(|| self.act.end..self.act.end + theme.len())
    }
}
