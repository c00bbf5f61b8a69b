//! A negation that holds all that its sentence tells: 「…する仕組みではない」「…してはならない旨を定めていない」.

use std::ops::Range;

use super::act::{Context, Force};
use super::clause::ClauseKind;
use super::letters::{find, holds, is_hiragana, is_kanji, is_katakana, rsplit_once, split_once};
use super::marks::Mark;
use super::passage::governor;
use super::polarity;
use super::theme::is_themed;

/// Nouns that carry a text: what they deny is each rule in it.
const TEXTS: [&str; 7] = ["規定", "定め", "義務", "条項", "条件", "禁止", "ことまで"];
/// Nouns that carry the way in which something is arranged.
const WAYS: [&str; 18] = [
    "設定",
    "仕組み",
    "構成",
    "運用",
    "設計",
    "取扱い",
    "方式",
    "決まり",
    "状態",
    "制限",
    "よう",
    "もの",
    "こと",
    "方法",
    "手法",
    "手段",
    "機能",
    "体制",
];

impl Context<'_> {
    /// Where the end of the sentence denies what is told inside it, whatever negations stand there.
    pub(super) fn denied_as_a_whole(&self, force: Force, token: &Range<usize>) -> Option<Range<usize>> {
        let end = self.sentence.clauses.last()?;
        let text = self.passage.text(&end.range);
        let within = end.range == self.clause.range;
        let noun_end = copula(text)
            .or_else(|| not_always(text))
            .or_else(|| there_is_no(text))
            // 「電源を落とし、画面をロックするといった手順まで求める趣旨ではない」
            .filter(|_| within || self.clause.kind == ClauseKind::Continued && holds(text, "といった"))
            .or_else(|| {
                let told = given_up(text)
                    .or_else(|| laid_down(text, true))
                    .or_else(|| never_was(text).or_else(|| never_done(text)));
                told.filter(|at| within || self.takes_in(text, *at))
            })
            .or_else(|| laid_down(text, false))?;
        let outer = end.range.start + noun_end..end.range.end;
        let always = not_always(text).is_none();
        if self.act.start >= outer.start && always {
            return None;
        }
        let own = token.start >= outer.start && always;
        let inner = |from: usize| {
            self.passage.marks_in(&self.sentence.marks).iter().any(|mark| {
                mark.start >= from
                    && mark.end <= outer.start
                    && matches!(mark.mark, Mark::Not | Mark::Ban | Mark::Without | Mark::Lack)
            })
        };
        let taken_up = match force {
            // 「名簿を提出することとしていない」: the one negation that there is.
            // 「Aすること及び承諾なしにBすることは、いずれも行わない」: the lack is of B.
            Force::Negated | Force::NegatedIf | Force::Waived => {
                own && (!inner(self.act.end) || polarity::joined_deeds(self.tail()))
            }
            Force::NegatedUnless | Force::Twice => own && !inner(self.clause.range.start),
            _ => false,
        };
        (!taken_up).then_some(outer)
    }

    /// 「Aし、Bする取扱いを執っていない」: whether a noun in the last clause has what the act's clause tells as its attribute,
    /// too. What 「は」 marks stands outside such a chain.
    fn takes_in(&self, text: &str, noun_end: usize) -> bool {
        let (Some(before), Some(behind)) = (text.get(..noun_end), text.get(noun_end..)) else { return false };
        let verb = before.trim_end_matches(|letter| is_kanji(letter) || "いみりの".contains(letter));
        // 「Aとし、Bすることとする取扱い」
        let never = never_was(text) == Some(noun_end) || never_done(text) == Some(noun_end);
        let named = never || ["とする", "という", "といった"].iter().any(|named| verb.ends_with(named));
        let last = self.sentence.clauses.len() == self.index + 2;
        let chain = match self.clause.kind {
            ClauseKind::Continued => governor(self.sentence, self.index).is_some_and(|end| end.kind == ClauseKind::End),
            ClauseKind::Closed => last,
            _ => false,
        };
        let themed = self.passage.text(&(self.clause.range.start..self.sentence.main.end - behind.len()));
        chain
            && named
            && (never || behind.starts_with(['を', 'が']))
            && !holds(themed, "は、")
            && !is_themed(self.passage.text(&self.clause.range), &['は'])
    }

    /// 「認証を受けた施設ではない」: where what has the act as its attribute is denied.
    pub(super) fn attribute_of_what_is_not(&self) -> Option<Range<usize>> {
        let end = self.sentence.clauses.last().filter(|end| end.range == self.clause.range)?;
        let noun_end = end.range.start + copula(self.passage.text(&end.range))?;
        let between = self.passage.text(&(self.act.end..noun_end.max(self.act.end)));
        let noun = between.trim_start_matches(is_hiragana);
        (!noun.is_empty() && !noun.contains(is_hiragana)).then_some(noun_end..end.range.end)
    }
}

/// 「…する仕組みではない」: where the noun that it denies ends.
fn copula(text: &str) -> Option<usize> {
    const NOT: [&str; 6] = ["ではない", "ではありません", "でない", "でもない", "ではなかった", "ではございません"];
    // 「職員も例外ではない」 takes in, and 「妨げるものではない」 is told by its mark.
    const KEEPS: [&str; 14] = [
        "例外",
        "過言",
        "不可能",
        "無制限",
        "任意",
        "自由",
        "以外",
        "別",
        "無関係",
        "わけ",
        "もの",
        "こと",
        "対象外",
        "適用外",
    ];
    let noun = NOT.iter().find_map(|not| text.strip_suffix(not))?;
    let is_noun = noun
        .ends_with(|letter: char| is_kanji(letter) || is_katakana(letter) || letter.is_ascii_alphanumeric())
        || ["だけ", "のみ", "済み", "仕組み", "決まり"].iter().any(|end| noun.ends_with(end));
    (is_noun && !KEEPS.iter().any(|keeps| noun.ends_with(keeps))).then_some(noun.len())
}

/// 「…するわけではない」「…するとは限らない」: where what may not be so ends.
fn not_always(text: &str) -> Option<usize> {
    const NOT: [&str; 8] = [
        "わけではない",
        "わけではありません",
        "わけでない",
        "とは限らない",
        "とも限らない",
        "とは限りません",
        "とは言えない",
        "とはいえない",
    ];
    NOT.iter().find_map(|not| text.strip_suffix(not)).map(str::len)
}

/// 「…する計画はない」: where the noun ends of which there is none.
fn there_is_no(text: &str) -> Option<usize> {
    const NOUNS: [&str; 22] = [
        "との記載",
        "との規定",
        "との定め",
        "との条項",
        "との文言",
        "旨の記載",
        "計画",
        "予定",
        "考え",
        "つもり",
        "方針",
        "意向",
        "必要性",
        "理由",
        "見込み",
        "段階に",
        "状況に",
        "体制に",
        "環境に",
        "意思",
        "見通し",
        "めど",
    ];
    let noun = ["ない", "ありません", "なかった"].iter().find_map(|none| text.strip_suffix(none))?;
    let noun = noun.strip_suffix(['は', 'が', 'も'])?;
    NOUNS.iter().any(|plan| noun.ends_with(plan)).then_some(noun.len())
}

/// 「…するという取扱いは、これまで行われたことがない」: where the noun ends of what was never done.
fn never_done(text: &str) -> Option<usize> {
    const NEVER: [&str; 6] =
        ["たことがない", "たことはない", "たことがありません", "たことはありません", "た例がない", "た例はない"];
    // 「…こととする取扱いは、本件については行わない」
    const NOT_DONE: [&str; 5] = ["行わない", "行いません", "実施しない", "行っていない", "採らない"];
    let stem = NEVER.iter().chain(&NOT_DONE).find_map(|never| text.strip_suffix(never))?;
    let (theme, _) = split_once(stem, "は、")?;
    WAYS.iter().any(|way| theme.ends_with(way)).then_some(theme.len())
}

/// 「…という手順を、当課がこれまで踏んだことは一度もない」「…という事実はない」: where the noun ends of what never was.
fn never_was(text: &str) -> Option<usize> {
    const NOUNS: [&str; 14] = [
        "手順",
        "措置",
        "運び",
        "事実",
        "取扱い",
        "方法",
        "対応",
        "運用",
        "経緯",
        "仕組み",
        "例",
        "実績",
        "状態",
        "体制",
    ];
    const NEVER: [&str; 12] = [
        "たことは一度もない",
        "たことがない",
        "たことはない",
        "事実はない",
        "事実がない",
        "見当たらない",
        "なっていない",
        "なっておらず",
        "例はない",
        "例がない",
        "経緯はない",
        "実績はない",
    ];
    let never = NEVER.iter().any(|never| text.ends_with(never));
    let (before, rest) = rsplit_once(text, "という").filter(|_| never)?;
    let noun = NOUNS.iter().find(|noun| rest.starts_with(**noun))?;
    Some(before.len() + "という".len() + noun.len())
}

/// 「…することを取りやめた」「…する運用を見送る」: where the noun ends of what is given up.
fn given_up(text: &str) -> Option<usize> {
    #[rustfmt::skip]
    const ENDS: [&str; 38] = [
        "やめる", "やめた", "やめます", "やめました", "やめている", "やめることとした", "中止する", "中止した", "中止された", "中止となった", "廃止する", "廃止した",
        "廃止された", "廃止されている", "廃止となった", "見送る", "見送った", "見送られた", "断念した", "終了した", "終了している", "打ち切った", "否決された", "退けられた",
        "却下された", "採用されなかった", "採用しなかった", "採択されなかった", "不採択となった", "廃案となった", "撤回した", "撤回された", "取り下げた", "取り下げられた", "延期された",
        "延期となった", "延期した", "認められなかった",
    ];
    const NOUNS: [&str; 16] = [
        "こと",
        "の",
        "運用",
        "取扱い",
        "方式",
        "対応",
        "措置",
        "案",
        "提案",
        "計画",
        "条項",
        "要綱",
        "規定",
        "定め",
        "制度",
        "仕組み",
    ];
    let verb = ENDS.iter().filter_map(|end| text.strip_suffix(end)).min_by_key(|verb| verb.len())?;
    let verb = verb.strip_suffix("取り").unwrap_or(verb);
    // 「…案は、賛成少数で否決された」
    let (noun, how) = verb.rsplit_once(['を', 'は', 'が'])?;
    let far = how.chars().count() > 16 || how.contains(['る', 'た']);
    (!far && NOUNS.iter().any(|usage| noun.ends_with(usage))).then_some(noun.len())
}

/// 「…旨を定めていない」「…設定にしていない」: where the noun ends that tells what is not laid down or arranged. From another
/// clause (not `within`) only what reaches over the clauses before it.
fn laid_down(text: &str, within: bool) -> Option<usize> {
    const LACK: [&str; 6] = ["ていない", "ていません", "ておらず", "ておりません", "ていなかった", "てはいない"];
    const LAID: [&str; 14] = [
        "定め",
        "設け",
        "置い",
        "規定し",
        "明記し",
        "義務付け",
        "義務づけ",
        "課し",
        "求め",
        "盛り込ん",
        "付し",
        "禁止し",
        "約させ",
        "講じ",
    ];
    const ARRANGED: [&str; 16] = [
        "し",
        "なっ",
        "とっ",
        "取っ",
        "なって",
        "せ",
        "執っ",
        "採っ",
        "採用し",
        "利用し",
        "使用し",
        "用い",
        "選択し",
        "選ん",
        "導入し",
        "整っ",
    ];
    const TIES: [&str; 8] = ["を", "は", "も", "が", "に", "と", "とは", "には"];
    let lacking = || ["を欠いている", "を欠く", "を欠いていた"].iter().find_map(|lacks| text.strip_suffix(lacks));
    if let Some(noun) = lacking().filter(|noun| ["条項", "規定", "定め", "条"].iter().any(|kind| noun.ends_with(kind)))
    {
        return Some(noun.len());
    }
    let stem = LACK.iter().find_map(|lack| {
        let lack = lack.trim_start_matches('て');
        text.strip_suffix(lack)?.strip_suffix(['て', 'で'])
    })?;
    let noun_before = |verbs: &[&str], nouns: &[&str]| {
        verbs.iter().filter_map(|verb| stem.strip_suffix(verb)).find_map(|noun| {
            // 「…取扱いを、本町は執っていない」
            let who = rsplit_once(noun, "を、").filter(|(_, who)| who.ends_with('は') && who.chars().count() <= 8);
            let noun = who.map_or(noun, |(before, _)| noun.get(..before.len() + "を".len()).unwrap_or(noun));
            let bare = TIES.iter().rev().find_map(|tie| noun.strip_suffix(tie))?;
            nouns.iter().any(|kind| bare.ends_with(kind)).then_some(bare.len())
        })
    };
    // 「…するとは書かれていない」
    let told = || {
        let (told, verb) = rsplit_once(stem, "とは")?;
        ["書か", "定め", "規定", "記載", "明記", "記し"].iter().any(|word| verb.starts_with(word)).then_some(told.len())
    };
    // Only 「旨」 reaches over the clauses before it: 「暗号化し、報告の義務は課していない」 is two things.
    let texts = || {
        let own = noun_before(&LAID, &TEXTS).filter(|_| within);
        own.or_else(|| noun_before(&LAID, &["旨"])).or_else(|| told().filter(|_| within))
    };
    // 「秘密の保持、目的外の利用の禁止及び報告を義務付けていない」「他言しないことを雇用契約で約させていない」
    let listed = || {
        let (noun, verb) = stem.rsplit_once('を')?;
        let laid = LAID
            .iter()
            .filter_map(|laid| verb.strip_suffix(laid))
            .any(|by| by.is_empty() || by.ends_with('で') || by.ends_with('に'));
        laid.then_some(noun.len())
    };
    let ways = || noun_before(&ARRANGED, &WAYS).or_else(|| afar(text)).filter(|_| within);
    texts().or_else(ways).or_else(|| listed().filter(|_| within))
}

/// 「…を残さない仕組みには、現行システムはなっていない」: where the noun ends of an arrangement that there is not.
fn afar(text: &str) -> Option<usize> {
    const SO: [&str; 4] = ["なっていない", "なっていません", "なっておらず", "していない"];
    let stem = SO.iter().find_map(|so| text.strip_suffix(so))?;
    ["仕組みには、", "設定には、", "構成には、", "運用には、", "状態には、"]
        .iter()
        .find_map(|way| find(stem, way).map(|at| at + way.len() - "には、".len()))
}
