//! Deeds that the end of their sentence only speaks of: 「…することの効果を検証する」「…する方向である」「…する場合の費用は、…」.

use std::ops::Range;

use super::act::{Context, Force};
use super::clause::Clause;
use super::form::is_aspect;
use super::letters::{find, holds, is_hiragana, rfind, rsplit_once};
use super::marks::Mark;
use super::passage::governor;
use super::theme::is_themed;

/// What makes a noun of the deed before it.
const NOUNS_OF_DEEDS: [&str; 11] = [
    "ことを",
    "ことは",
    "ことが",
    "ことの",
    "ことも",
    "ことには",
    "ことについて",
    "ことに関し",
    "ことに対",
    "ことによる",
    "のを",
];

/// Those that take in what their clause goes on from: 「Aし、Bすることについて」. 「Aし、Bすることは」 is of B alone, and 「…したことの
/// 証明」 of what was done.
const NOUNS_OF_CHAINS: [&str; 11] = [
    "ことの可否",
    "ことの当否",
    "ことの是非",
    "ことの効果",
    "ことの重要性",
    "ことを",
    "ことについて",
    "ことに関し",
    "ことに対",
    "ことによる",
    "のを",
];

/// Predicates that lay down, teach, tell or check the deed that is their object: 「…することを義務付ける」.
#[rustfmt::skip]
const LAYS_DOWN: [&str; 116] = [
    "保証いた", "保証し", "保証す",
    "省かない", "省けない", "従来のとおり", "従前のとおり", "これまでのとおり", "従来どおり", "変わりは", "変わりが",
    "禁", "定め", "規定", "義務", "条件", "要件", "要す", "要し", "要求", "求め", "徹底", "確認", "確かめ", "確め", "認め", "許", "誓", "約束", "約さ", "約し", "約す", "資格", "試し", "決", "行い", "行う", "行って", "実施す", "実施し", "担当", "責務", "役割", "仕事", "同じ", "同様", "知らせ", "伝え",
    "周知", "通知", "説き", "説い", "説く", "て聞かせ", "説明す", "説明し", "教え", "教育", "研修", "講習", "学", "指示", "指導", "命", "遵守", "守", "承知", "承諾", "承認", "同意",
    "証明", "証す", "明記", "記載", "記し", "書", "盛り込", "負", "課し", "課す", "基本", "原則", "旨とす", "報告", "届", "点検", "照合", "検査", "検める", "見届け", "審査",
    "監査", "監督", "理解", "認識", "話し", "貼", "掲示", "申し添え", "付記", "掲げ", "該当", "に当た", "拒", "断", "受け入れ", "契約", "必要", "必須", "前提", "可能", "でき",
    "責めに任", "責任を負", "確約", "ことに合意",
];

/// Nouns that speak of a deed and do not carry it: 「…する方向である」「…する余地がある」.
#[rustfmt::skip]
const SPEAKS: [&str; 42] = [
    "方向", "余地", "選択肢", "自治体", "団体も", "企業も", "市も", "区も", "例", "事例", "案", "見方", "考え方", "声", "意見", "傾向", "見通し", "途上", "課題", "目標",
    "理想", "効果", "意義", "重要性", "必要性", "是非", "費用", "経費", "予算", "注意点", "留意点", "影響", "懸念", "不安", "利点", "ふり",
    "者も", "職員も", "課も", "部署も", "学校も", "施設も",
];

/// What is told of the way to a deed, or of what it needs: 「…する方法を学ぶ」「…するには費用が掛かる」.
const ON_THE_WAY: [&str; 17] = [
    "方法を学",
    "方法を説明",
    "方法を紹介",
    "方法を模索",
    "方法を相談",
    "方法について",
    "手順を確認中",
    "手順を学",
    "手順について協議",
    "際の注意点",
    "には",
    "のに要",
    "ための研究",
    "ための人",
    "ための体制が",
    "ための機器を選定",
    "ためのシステムを開発",
];

/// What the deed before 「のは」 only is: 「…するのは来年度からである」.
const IS_ONLY: [&str; 14] = [
    "来年度",
    "次年度",
    "来年",
    "翌年度",
    "将来",
    "一部",
    "任意",
    "希望",
    "当然",
    "難し",
    "困難",
    "理想",
    "別の",
    "他の",
];

/// What makes a question of the deed before it: 「…するかは、受託者が決める」.
const WHETHER: [&str; 4] = ["かは", "かどうかは", "か否かは", "べきか"];

/// Endings of a verb before a noun.
const VERB_ENDS: [char; 12] = ['る', 'た', 'う', 'く', 'す', 'む', 'つ', 'ぐ', 'い', 'ぶ', 'ぬ', 'だ'];

impl Context<'_> {
    /// 「操作の記録を点検することの効果を検証する」: what the act is done to is an aspect of another deed.
    pub(super) fn done_to_an_aspect(&self) -> bool {
        let before = self.passage.text(&(self.clause.range.start..self.act.start.max(self.clause.range.start)));
        let deed = before.strip_suffix('を').and_then(|object| rfind(object, "ことの").map(|at| at + "こと".len()));
        deed.and_then(|at| before.get(at..)).is_some_and(is_aspect)
    }

    /// Where the sentence speaks of the deed and says nothing else of it.
    pub(super) fn spoken_of(&self, force: Force, token: &Range<usize>) -> Option<Range<usize>> {
        let text = self.passage.text(&self.clause.range);
        let start = self.clause.range.start;
        let from = self.act.end.saturating_sub(start);
        let of_deed = |noun: &str| {
            let at = rfind(text, noun).filter(|at| *at >= from)?;
            text.get(..at)?.ends_with(VERB_ENDS).then_some(at)
        };
        let named = || {
            let (at, noun) = NOUNS_OF_DEEDS
                .iter()
                .filter_map(|noun| Some((of_deed(noun)?, *noun)))
                .max_by_key(|(at, noun)| (*at, noun.len()))?;
            let behind = at + noun.len();
            // The predicate of what 「は」 marks may stand in a later clause.
            let theme = noun.ends_with(['は', 'も']);
            let end = if theme { self.sentence.main.end } else { self.clause.range.end };
            let rest = self.passage.text(&(start + behind..end));
            if self.denied_behind(force, token, start + behind) {
                return Some(behind);
            }
            let told = self.told_by_a_mark(start + at, start + behind..end);
            (!told && !lays_down(noun, rest)).then_some(behind)
        };
        let only = || of_deed("のは").filter(|at| is_only(text, *at));
        // 「…ないようにはしない」
        let on_the_way = || {
            let at = ON_THE_WAY.iter().find_map(|way| of_deed(way))?;
            (!text.get(..at)?.ends_with("よう")).then_some(at)
        };
        let at = named()
            .or_else(|| speaks(text, from))
            .or_else(|| when_it_is(text, from))
            .or_else(only)
            .or_else(on_the_way)
            .or_else(|| WHETHER.iter().find_map(|whether| of_deed(whether).filter(|at| !asks_anew(text, from, *at))))
            .or_else(|| decides(text));
        let own = at.map(|at| start + at..self.clause.range.end);
        own.or_else(|| governor(self.sentence, self.index).and_then(|end| self.spoken_of_with(end)))
    }

    /// 「Aし、Bすることについて意見を伺う」: where the clause that the act's goes on to speaks of both deeds.
    fn spoken_of_with(&self, end: &Clause) -> Option<Range<usize>> {
        let text = self.passage.text(&end.range);
        let of_both =
            |noun: &str| rfind(text, noun).filter(|at| text.get(..*at).is_some_and(|to| to.ends_with(VERB_ENDS)));
        let named = || {
            let (at, noun) = NOUNS_OF_CHAINS
                .iter()
                .filter_map(|noun| Some((of_both(noun)?, *noun)))
                .max_by_key(|(at, noun)| (*at, noun.len()))?;
            let behind = at + noun.len();
            let told = self.told_by_a_mark(end.range.start + at, end.range.start + behind..end.range.end);
            (!told && !lays_down(noun, text.get(behind..)?)).then_some(at)
        };
        let at = named().or_else(|| of_both("のは").filter(|at| is_only(text, *at)))?;
        // 「名簿は施錠し、帳票は焼くことを検討する」
        let another = is_themed(text.get(..at)?, &['は']) && is_themed(self.passage.text(&self.clause.range), &['は']);
        (end.range != self.clause.range && !another).then(|| end.range.start + at..end.range.end)
    }

    /// 「…を禁じることを条件としない」: whether the steps of negation have told of what stands inside, and another negation
    /// stands behind it.
    fn denied_behind(&self, force: Force, token: &Range<usize>, behind: usize) -> bool {
        let inside = matches!(force, Force::Negated | Force::NegatedIf | Force::Twice | Force::NegatedUnless)
            && !token.is_empty()
            && token.end <= behind;
        let denial = self.last(&self.clause.range, &[Mark::Not, Mark::Exempt]);
        inside && denial.is_some_and(|mark| mark.start >= behind)
    }

    /// Whether a negation or leave tells of the deed that is named: the steps of negation and leave take it.
    fn told_by_a_mark(&self, noun: usize, behind: Range<usize>) -> bool {
        self.passage.marks_in(&self.sentence.marks).iter().any(|mark| {
            let weak = matches!(mark.mark, Mark::Neutral | Mark::Blocker | Mark::Hedge | Mark::Plan | Mark::Reference);
            // 「ことができる」「ことはない」 begin with the noun itself.
            !weak && mark.start >= noun && mark.end <= behind.end
        })
    }
}

/// Whether the predicate behind the noun of a deed lays it down.
fn lays_down(noun: &str, rest: &str) -> bool {
    const OF_IT: [&str; 8] = ["重要性", "大切さ", "必要性", "意義", "効果", "影響", "是非", "難しさ"];
    // 「…することの重要性を学ぶ」 is of the importance.
    let of_it = ["ことの", "ことによる"].contains(&noun) && OF_IT.iter().any(|of_it| rest.starts_with(of_it));
    if of_it || noun.strip_prefix("ことの").is_some_and(|of_it| !of_it.is_empty()) {
        return false;
    }
    // 「…について、区の承認を得ている」「…ことを条件として引き渡す」「…ことを省いてはならない」「…ことについては、異なるところがない」
    const BY: [&str; 11] = [
        "異なるところがな",
        "省いてはな",
        "承認を得",
        "同意を得",
        "承諾を得",
        "許可を得",
        "条件と",
        "条件に",
        "契約書を",
        "誓約書を",
        "契約を結",
    ];
    rest.is_empty()
        || rest.starts_with(['し', 'な'])
        || BY.iter().any(|by| holds(rest, by))
        || rest
            .split('、')
            .flat_map(|part| part.split("てから"))
            .map(verb)
            .any(|verb| LAYS_DOWN.iter().any(|lays| holds(verb, lays)))
}

/// The verb at the end of a text, without what it is done to and how: 「提案する」 of 「文書で提案する」.
fn verb(text: &str) -> &str {
    let verb = text.rsplit(['を', 'が', 'は']).next().unwrap_or(text);
    let how = verb.rsplit_once('で').filter(|(how, rest)| {
        !how.ends_with(['ん', 'い']) && !rest.is_empty() && !rest.starts_with(['き', 'あ', 'す'])
    });
    how.map_or(verb, |(_, rest)| rest)
}

/// 「…する方向である」: where the noun begins that speaks of the deed.
fn speaks(text: &str, from: usize) -> Option<usize> {
    const PARTICLES: [char; 8] = ['で', 'が', 'も', 'は', 'を', 'に', 'の', 'と'];
    SPEAKS.iter().find_map(|noun| {
        let at = rfind(text, noun).filter(|at| *at >= from)?;
        let before = text.get(..at)?;
        let before = before.strip_suffix("ための").or_else(|| before.strip_suffix("という")).unwrap_or(before);
        let behind = text.get(at + noun.len()..)?;
        let ends = behind.starts_with(PARTICLES)
            || noun.ends_with('も') && ["あ", "い", "多", "少なくな"].iter().any(|is| behind.starts_with(is));
        // 「検査に要する費用」「遵守に関する意見」 are of something else.
        let other = ["要する", "要した", "関する", "係る", "に対する"].iter().any(|of| before.ends_with(of));
        // 「付された意見」 is one that was given.
        (before.ends_with(VERB_ENDS) && !before.ends_with('た') && ends && !other).then_some(at)
    })
}

/// Whether what stands behind the 「のは」 at `at` tells when or where alone the deed is, or that it is somebody's choice.
fn is_only(text: &str, at: usize) -> bool {
    let rest = text.get(at + "のは".len()..).unwrap_or_default().trim_start_matches('、');
    IS_ONLY.iter().any(|only| rest.starts_with(only))
}

/// 「…する場合の費用は、…」「…する際の注意点は…」: where the deed is only when something else is so.
fn when_it_is(text: &str, from: usize) -> Option<usize> {
    const WHEN: [&str; 3] = ["場合の", "際の", "ときの"];
    WHEN.iter().find_map(|when| {
        let at = text.get(from..).and_then(|tail| find(tail, when)).map(|at| from + at)?;
        let noun = text.get(at + when.len()..)?.split_once('は').map(|(noun, _)| noun)?;
        let verb = text.get(..at)?.ends_with(VERB_ENDS);
        (verb && noun.chars().count() <= 8 && !noun.contains(is_hiragana)).then_some(at)
    })
}

/// 「開かない仕組みとし、だれが入ったかは残る」: whether the question that ends at `at` begins behind the act, with a word of its own.
fn asks_anew(text: &str, from: usize, at: usize) -> bool {
    const ASKS: [&str; 6] = ["誰が", "だれが", "誰の", "いつ", "何を", "どの"];
    let behind = text.get(from..at).unwrap_or_default();
    rsplit_once(behind, "、").is_some_and(|(_, question)| ASKS.iter().any(|asks| question.starts_with(asks)))
}

/// 「責任者をだれにするかは、庁内会議で決める」: where it begins what is yet to be decided.
fn decides(text: &str) -> Option<usize> {
    const DECIDES: [&str; 6] = ["決める", "決定する", "定める", "判断する", "検討する", "協議する"];
    let at = WHETHER.iter().filter(|whether| whether.ends_with('は')).find_map(|whether| find(text, whether))?;
    let asks = text.get(..at).is_some_and(|before| before.ends_with(VERB_ENDS));
    (asks && DECIDES.iter().any(|verb| text.ends_with(verb))).then_some(at)
}
