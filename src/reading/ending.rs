//! The end of a clause: the mark that decides it, a verb that was left out, another text that it names.

use std::ops::Range;

use super::form::names_deed;
use super::letters::{holds, only_hiragana, rsplit_once};
use super::marks::Mark;
use super::passage::{MarkHit, Passage, Sentence};

/// The last mark of some kinds at the end of a clause, with nothing but inflection behind it.
pub(super) fn last_mark(
    passage: &Passage,
    sentence: &Sentence,
    clause: &Range<usize>,
    kinds: &[Mark],
) -> Option<MarkHit> {
    let marks = passage.marks_in(&sentence.marks);
    let found = marks
        .iter()
        .rev()
        .filter(|hit| hit.start >= clause.start && hit.end <= clause.end)
        .find(|hit| kinds.contains(&hit.mark))?;
    let rest = passage.text(&(found.end..clause.end));
    let light = ["の一つ", "必要があ", "とする", "ものとする", "すること", "です", "】"];
    let rest = light.iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let rest = JOINTS.iter().find_map(|joint| rest.strip_suffix(joint)).unwrap_or(rest);
    let rest = before_fit_person(rest);
    (only_hiragana(rest, 14) && !rest.starts_with("ように") || rest == "事項").then_some(*found)
}

/// What ties a clause to the next one and is no part of its ending, where it is not all hiragana.
const JOINTS: [&str; 4] = ["と共に", "と同時に", "上で", "一方"];

/// 「…に努めている事業者であること」 ends in the doubt of what the person must do.
fn before_fit_person(rest: &str) -> &str {
    let person = ["事業者", "業者", "法人", "企業", "団体", "者"];
    let ends = ["であること", "であるもの", "とする", "に限る"];
    let stem = ends.iter().find_map(|end| rest.strip_suffix(end));
    stem.and_then(|stem| person.iter().find_map(|person| stem.strip_suffix(person))).unwrap_or(rest)
}

/// Whether a clause that ends in a noun has left out its 「する」: 「…規程を策定」.
pub(super) fn verb_left_out(clause: &str) -> bool {
    if ["同様", "必須", "厳禁", "義務"].iter().any(|word| clause.ends_with(word)) {
        return true;
    }
    if how_often(clause) {
        return true;
    }
    let object = clause.rsplit_once('を').map(|(_, verb)| verb);
    let goal = clause.rsplit_once(['に', 'へ']).map(|(_, verb)| verb).filter(|verb| verb.chars().count() <= 6);
    let goal =
        goal.or_else(|| rsplit_once(clause, "から").map(|(_, verb)| verb).filter(|verb| verb.chars().count() <= 6));
    let bare = |verb: &str| {
        verb.chars().count() >= 2
            && !verb.chars().any(|letter| matches!(letter, 'の' | 'る' | 'た' | 'い' | 'な' | 'を' | 'す' | 'と'))
    };
    // 「カードで解錠」 is a deed, 「窓口での保管」 and 「現場で必要」 are none.
    let by = clause.rsplit_once('で').map(|(_, deed)| deed).filter(|deed| deed.chars().count() <= 4);
    let means = by.is_some_and(|deed| bare(deed) && (names_deed(deed) || deed.ends_with('化')));
    object.is_some_and(bare) || goal.is_some_and(bare) || means
}

/// 「以後は毎年実施」: how often a deed is done, told of what is spoken of.
fn how_often(clause: &str) -> bool {
    const OFTEN: [&str; 7] = ["毎年", "毎月", "毎週", "毎日", "毎回", "毎年度", "その都度"];
    OFTEN
        .iter()
        .filter_map(|often| rsplit_once(clause, often))
        .any(|(before, deed)| before.ends_with(['は', '、']) && deed.chars().count() <= 3 && names_deed(deed))
}

/// Texts that a matter may be left to.
#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "ところ", "定め", "規定", "規程", "規則", "条例", "要綱", "要領", "基準", "規約", "約款", "仕様書", "協定", "協定書", "契約", "契約書", "覚書", "ポリシ",
    "ポリシー", "ガイドライン", "指針", "方針", "マニュアル", "手順書", "手引", "手引書", "計画", "要項", "細則", "内規", "通知", "通達", "計画書", "実施手順", "運用手順", "作業手順", "別紙", "別表", "別添", "別記", "別冊", "別図", "評価書", "調書",
    "特記事項", "特約条項", "特約", "法律", "法令", "政令", "省令", "告示", "取決め", "条", "項", "号",
];

/// Whether a noun names a text: 「本要綱」「この契約書」.
pub(super) fn names_text(noun: &str) -> bool {
    DOCUMENTS.iter().any(|document| noun.ends_with(document))
}

/// Whether something is put into a text: 「契約書に」「要領において」.
pub(super) fn written_into_text(before: &str) -> bool {
    ["において", "に", "で"]
        .iter()
        .any(|particle| before.match_indices(particle).any(|(at, _)| before.get(..at).is_some_and(names_text)))
}

/// What leaves a matter to the text named before it.
#[rustfmt::skip]
const LEAVES: &[&str] = &[
    "による", "によります", "のとおり", "により行う", "により行います", "によって行う", "により実施する", "により取扱う", "に従う", "に従います", "に従って行う", "に従い行う",
    "に従って実施する", "に基づく", "に基づき行う", "に基づいて行う", "に則る", "に則り行う", "に則って行う",
    "を参照", "を参照する", "を参照のこと", "に記載のとおり", "に記載したとおり", "に示すとおり", "に示したとおり", "に掲げるとおり",
];

/// What stands between such a verb and the end of its clause.
const AFTER: [&str; 8] =
    ["ものとする", "ものとします", "ものとし", "こととする", "こととします", "こととし", "こと", "】"];

/// Where a clause begins to leave its matter to another text: 「…の定めるところによる」「…規約によるものとする」.
pub(super) fn left_to_another(passage: &Passage, clause: &Range<usize>) -> Option<Range<usize>> {
    let text = passage.text(clause);
    let stem = AFTER.iter().find_map(|after| text.strip_suffix(after)).unwrap_or(text);
    let before = LEAVES.iter().filter_map(|verb| stem.strip_suffix(verb)).min_by_key(|before| before.len())?;
    let named = before.trim_end_matches(['等', '」', '』', ')', '）']);
    // 「別添1の評価書III7」
    let named = named.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));
    // A part of a law is named by its number, and a notice that something is done by is a letter.
    let numbered = |before: &str| {
        before
            .ends_with(|letter: char| letter.is_ascii_digit() || "〇一二三四五六七八九十百前次同本各".contains(letter))
    };
    let is_text = |document: &&str| match named.strip_suffix(*document) {
        Some(before) if matches!(*document, "条" | "項" | "号") => numbered(before),
        Some(before) if *document == "通知" => !before.ends_with("面の") && !stem.ends_with("行う"),
        found => found.is_some(),
    };
    DOCUMENTS.iter().any(is_text).then(|| clause.start + before.len()..clause.start + stem.len())
}

/// Deeds whose past is a state that lasts: 「…を整備しました」.
#[rustfmt::skip]
const LASTING: &[&str] = &[
    "整え", "整備し", "設け", "設置し", "導入し", "策定し", "制定し", "定め", "作成し", "配備し", "締結し", "指名し", "任命し", "選任し", "構築し", "装着し", "取付け", "施し",
    "固定し", "引き", "引い", "敷き", "分離し", "限定し", "義務付け", "決め", "に決定し", "と決定し", "用意し", "切離し", "取り付け", "備え", "作り", "置き", "置い", "作っ", "配っ", "配布し", "配付し", "交付し", "掲げ", "敷い", "配置し", "登録し", "設定とし", "仕組みとし", "ないものとし", "ることとし", "うこととし", "すこととし", "ないこととし", "るものとし", "無効にし", "無効とし", "無効化し", "一本化し", "統一し", "絞っ", "絞り", "切り替え", "取り入れ", "置き換え", "から除い", "除外し",
];

/// Words of a sentence that tells what was before, and of one that tells of a trial.
const BEFORE: [&str; 14] = [
    "以前は",
    "かつては",
    "過去には",
    "年度は",
    "昨年は",
    "当時",
    "旧契約",
    "旧規程",
    "前回",
    "従前",
    "従来",
    "これまで",
    "前契約",
    "当初は",
];
const TRIED: [&str; 6] = ["試験的に", "試行的に", "試行として", "一時的に", "試行期間中", "臨時に"];

/// Whether a clause of a sentence in the past ends in such a deed, and the sentence does not undo it.
pub(super) fn lasts(clause: &str, whole: &str) -> bool {
    const UNDONE: [&str; 8] = ["廃止", "廃し", "やめ", "取消", "取り消", "撤廃", "失効", "中止"];
    LASTING.iter().any(|deed| clause.ends_with(deed))
        && !BEFORE.iter().chain(&TRIED).chain(&UNDONE).any(|word| holds(whole, word))
}

/// What a sentence in the past leaves: 「…の手順書を整えました」.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// It has been so since.
    Still,
    /// It was so before, or was only tried: whether it is so now, the text does not say.
    Open,
    Nothing,
}

/// Whether a text tells in the past what was found: 「…していることを確認しました」.
pub(super) fn finds(text: &str) -> bool {
    const FOUND: [&str; 5] = ["確認し", "確かめ", "把握し", "見届け", "見て取っ"];
    let stem = text.strip_suffix("ました").or_else(|| text.strip_suffix('た'));
    stem.is_some_and(|stem| FOUND.iter().any(|found| stem.ends_with(found)))
        && !BEFORE.iter().any(|before| holds(text, before))
}

/// What is left of a deed that a text tells in the past.
pub(super) fn leaves(text: &str) -> Since {
    let stem = text.strip_suffix("ました").or_else(|| text.strip_suffix('た'));
    let Some(stem) = stem.filter(|stem| LASTING.iter().any(|deed| stem.ends_with(deed))) else {
        return Since::Nothing;
    };
    let themed = BEFORE.iter().any(|before| holds(text, before));
    if themed || TRIED.iter().any(|tried| holds(stem, tried)) { Since::Open } else { Since::Still }
}
