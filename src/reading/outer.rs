//! A negation that holds all that its sentence tells: 「…する仕組みではない」「…してはならない旨を定めていない」.

use std::ops::Range;

use super::act::{Context, Force};
use super::letters::{is_hiragana, is_kanji, is_katakana};
use super::marks::Mark;

/// Nouns that carry a text: what they deny is each rule in it.
const TEXTS: [&str; 7] = ["規定", "定め", "義務", "条項", "条件", "禁止", "ことまで"];
/// Nouns that carry the way in which something is arranged.
const WAYS: [&str; 13] =
    ["設定", "仕組み", "構成", "運用", "設計", "取扱い", "方式", "決まり", "状態", "制限", "よう", "もの", "こと"];

impl Context<'_> {
    /// Where the end of the sentence denies what is told inside it, whatever negations stand there.
    pub(super) fn denied_as_a_whole(&self, force: Force, token: &Range<usize>) -> Option<Range<usize>> {
        let end = self.sentence.clauses.last()?;
        let text = self.passage.text(&end.range);
        let within = end.range == self.clause.range;
        let noun_end = copula(text)
            .or_else(|| not_always(text))
            .or_else(|| there_is_no(text))
            .or_else(|| given_up(text))
            .filter(|_| within)
            .or_else(|| laid_down(text, within))?;
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
            Force::Negated | Force::Waived => own && !inner(self.act.end),
            Force::NegatedUnless | Force::Twice => own && !inner(self.clause.range.start),
            _ => false,
        };
        (!taken_up).then_some(outer)
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
    const NOUNS: [&str; 16] = [
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
    ];
    let noun = ["ない", "ありません", "なかった"].iter().find_map(|none| text.strip_suffix(none))?;
    let noun = noun.strip_suffix(['は', 'が', 'も'])?;
    NOUNS.iter().any(|plan| noun.ends_with(plan)).then_some(noun.len())
}

/// 「…することを取りやめた」「…する運用を見送る」: where the noun ends of what is given up.
fn given_up(text: &str) -> Option<usize> {
    const ENDS: [&str; 13] = [
        "やめる",
        "やめた",
        "やめます",
        "やめました",
        "やめている",
        "やめることとした",
        "中止する",
        "中止した",
        "廃止する",
        "廃止した",
        "見送る",
        "見送った",
        "断念した",
    ];
    const NOUNS: [&str; 7] = ["こと", "の", "運用", "取扱い", "方式", "対応", "措置"];
    let verb = ENDS.iter().find_map(|end| text.strip_suffix(end))?;
    let noun = verb.strip_suffix("取り").unwrap_or(verb).strip_suffix(['を', 'は'])?;
    NOUNS.iter().any(|usage| noun.ends_with(usage)).then_some(noun.len())
}

/// 「…旨を定めていない」「…設定にしていない」: where the noun ends that tells what is not laid down or arranged.
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
    const ARRANGED: [&str; 6] = ["し", "なっ", "とっ", "取っ", "なって", "せ"];
    const TIES: [&str; 8] = ["を", "は", "も", "が", "に", "と", "とは", "には"];
    let stem = LACK.iter().find_map(|lack| {
        let lack = lack.trim_start_matches('て');
        text.strip_suffix(lack)?.strip_suffix(['て', 'で'])
    })?;
    let noun_before = |verbs: &[&str], nouns: &[&str]| {
        verbs.iter().filter_map(|verb| stem.strip_suffix(verb)).find_map(|noun| {
            let bare = TIES.iter().rev().find_map(|tie| noun.strip_suffix(tie))?;
            nouns.iter().any(|kind| bare.ends_with(kind)).then_some(bare.len())
        })
    };
    // 「…するとは書かれていない」
    let told = || {
        let (told, verb) = stem.rsplit_once("とは")?;
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
        .find_map(|way| stem.find(way).map(|at| at + way.len() - "には、".len()))
}
