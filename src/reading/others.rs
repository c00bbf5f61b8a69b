//! Sentences of others: what other offices, papers and the public do or ask binds nobody here.

use std::ops::Range;

use super::letters::{holds, is_hiragana, split_once};
use super::marks::Mark;
use super::passage::{MarkHit, Passage, Sentence};

/// 「国の指針では、…することが示されている」「請求書には、…費の内訳を記載する」「目次は、…の順とする」: a paper that names
/// matters tells what others ask, or what stands in it.
pub(super) fn is_told_by_a_paper(main: &str, start: usize, signs: &[MarkHit]) -> bool {
    const TOLD: [&str; 7] = ["示され", "求められ", "推奨され", "挙げられ", "述べられ", "紹介され", "うたわれ"];
    const HOLDS: [&str; 2] = ["順と", "含まれ"];
    const WRITTEN: [&str; 6] = ["記載", "記入", "掲載", "欄を設け", "欄が設けられ", "載せ"];
    const ENDS: [&str; 12] = [
        "る",
        "する",
        "すること",
        "ている",
        "ています",
        "た",
        "ました",
        "ているところである",
        "します",
        "するものとする",
        "されている",
        "される",
    ];
    let Some((theme, rest)) =
        ["では、", "には、", "において、", "においては、", "は、"].iter().find_map(|place| split_once(main, place))
    else {
        return false;
    };
    let end = start + theme.len();
    let naming = signs.iter().any(|sign| sign.mark == Mark::Naming && sign.end == end);
    let told = |word: &str| ENDS.iter().filter_map(|end| rest.strip_suffix(end)).any(|stem| stem.ends_with(word));
    // What the state asks is told of it, whatever the verb; an office's own guide may rule.
    let foreign = ["国の", "省の", "庁の", "都の", "県の", "委員会の", "白書"].iter().any(|whose| holds(theme, whose));
    let here = ["本区", "本市", "当課", "これに", "これを", "踏まえ"].iter().any(|here| holds(rest, here));
    let contract = ["契約", "特記", "仕様書", "特約"].iter().any(|text| theme.contains(text));
    // 「申請書の様式は、書庫に保管し、…」 does something to the paper.
    let is_listed = main.get(theme.len()..).is_some_and(|behind| behind.starts_with("は、"));
    let ends = |words: &[&str]| words.iter().any(|word| told(word));
    naming
        && (is_listed || !contract)
        && (ends(&TOLD) || ends(&HOLDS) || !is_listed && (foreign && !here || ends(&WRITTEN)))
}

/// 「他市では、…」 tells how others do it.
pub(super) fn of_other_places(main: &str) -> bool {
    const OTHERS: [&str; 24] = [
        "別の市",
        "別の区",
        "別の町",
        "別の団体",
        "隣の市",
        "隣の区",
        "隣接する市",
        "隣接する区",
        "隣接する自治体",
        "周辺の市",
        "別の自治体",
        "同業他社",
        "他市",
        "他区",
        "他県",
        "他都市",
        "他自治体",
        "他団体",
        "他の市",
        "他の区",
        "他の自治体",
        "近隣の市",
        "近隣の区",
        "ある自治体",
    ];
    if counts_others(main) {
        return true;
    }
    // 「他市では事故があったが、本区では…」 goes on to what is done here.
    if ["本区", "本市", "当区", "当市", "たが、"].iter().any(|own| holds(main, own)) {
        return false;
    }
    let theme = ["では", "においては"].iter().find_map(|place| split_once(main, place));
    let theme = theme.map(|(theme, _)| theme).filter(|theme| theme.chars().count() <= 10);
    theme.is_some_and(|theme| OTHERS.iter().any(|other| theme.starts_with(other)))
}

/// 「市民の皆様は、…してください」 asks those whom it serves, and binds none of those who do the work.
pub(super) fn asks_the_public(main: &str) -> bool {
    const PUBLIC: [&str; 9] = ["市民", "区民", "町民", "村民", "県民", "住民", "御利用", "ご利用", "お客"];
    const ASKS: [&str; 6] =
        ["ください", "下さい", "お願いします", "お願いいたします", "お願い致します", "お願い申し上げます"];
    let asked = ["の皆様", "の皆さま", "の皆さん", "の方", "様"].iter().find_map(|all| split_once(main, all));
    ASKS.iter().any(|ask| main.ends_with(ask))
        && asked.is_some_and(|(who, rest)| {
            rest.starts_with(['は', 'に', '、'])
                && who.chars().count() <= 12
                && PUBLIC.iter().any(|public| who.ends_with(public))
        })
}

/// 「12市中5市」「政令指定都市のうち14市が…」: how many of the others do it.
fn counts_others(main: &str) -> bool {
    const PLACES: [&str; 7] = ["市", "区", "町", "町村", "団体", "自治体", "県"];
    let figure = |letter: char| letter.is_ascii_digit();
    ["中", "のうち"].iter().flat_map(|of| main.match_indices(of)).any(|(at, of)| {
        let (before, rest) = (main.get(..at).unwrap_or_default(), main.get(at + of.len()..).unwrap_or_default());
        let behind = rest.trim_start_matches(figure);
        behind.len() < rest.len()
            && PLACES.iter().any(|place| before.ends_with(place))
            && PLACES.iter().any(|place| behind.starts_with(place))
    })
}

/// 「隣接するA市の仕様書には「…」とあるが、本区の仕様書に同様の条はない」「県の要綱では、…」: where a sentence names a paper of
/// another office or of an earlier contractor as what it tells of.
pub(super) fn of_another_paper(passage: &Passage, sentence: &Sentence) -> Option<Range<usize>> {
    #[rustfmt::skip]
    const PAPERS: [&str; 26] = [
        "仕様書", "仕様書例", "契約書", "契約書例", "特記事項", "特約条項", "要綱", "要領", "規程", "規則", "指針", "ガイドライン", "手順書",
        "手引", "手引書", "マニュアル", "評価書", "条例", "基準", "ガイド", "資料", "通知", "事務連絡", "Q&A", "報告書", "ひな形",
    ];
    const STATE: [&str; 9] = ["国", "県", "都", "府", "省", "庁", "政府", "保護委員会", "他団体"];
    const OTHERS: [&str; 11] = ["他市", "他区", "他の", "別の", "隣の", "隣接", "近隣", "周辺", "前回", "前の", "旧"];
    #[rustfmt::skip]
    const HERE: [&str; 24] = [
        "区では", "市では", "今回", "独自", "遵守し", "適合", "満たし", "本区", "本市", "本町", "本契約", "この契約", "当区", "当市", "当課", "本件",
        "本業務", "本委託", "これに", "これを", "踏まえ", "準じ", "準拠", "従い",
    ];
    // What is told of a paper, not done to it: 「前回の資料は、速やかに消去する」.
    const TELLS: [&str; 13] = [
        "求め",
        "定め",
        "としてい",
        "示し",
        "掲げ",
        "禁じ",
        "義務付け",
        "推奨",
        "要求",
        "述べ",
        "規定し",
        "とされ",
        "旨",
    ];
    const WISHES: [&str; 5] = ["要望書", "陳情書", "請願書", "陳情", "投書"];
    let main = passage.text(&sentence.main);
    let (theme, rest, marks) =
        ["では、", "には、", "においては、", "によれば、", "によると、", "は、", "には", "では", "は"]
            .iter()
            .filter_map(|marks| split_once(main, marks).map(|(theme, rest)| (theme, rest, *marks)))
            .min_by_key(|(theme, ..)| theme.len())?;
    if marks.starts_with("は") && !TELLS.iter().any(|tells| holds(rest, tells)) {
        return None;
    }
    let whole = sentence.main.start..sentence.main.start + theme.len();
    if WISHES.iter().any(|wish| theme.ends_with(wish)) {
        return Some(whole);
    }
    let paper = PAPERS.iter().filter_map(|paper| theme.strip_suffix(paper)).min_by_key(|before| before.len())?;
    // 「国の事務対応ガイド」
    let (owner, kind) = paper.rsplit_once('の')?;
    if kind.contains(is_hiragana) {
        return None;
    }
    // 「A市」 is given no name; 「○○区」 may be this one, and 「A社」 the contractor.
    let unnamed = owner
        .strip_suffix(['市', '区', '町', '村', '県'])
        .is_some_and(|name| name.ends_with(|letter: char| letter.is_ascii_uppercase()));
    let other = unnamed
        || OTHERS.iter().any(|other| owner.starts_with(other))
        || STATE.iter().any(|state| owner.ends_with(state)) && !owner.ends_with("庁舎");
    let here = HERE.iter().any(|here| holds(rest, here));
    let duty = rest.ends_with("ならない") || rest.ends_with("なりません");
    // 「…とあるが、本区の仕様書に同様の条はない」
    let lacks = !duty && ["ない", "ません", "なかった"].iter().any(|end| rest.ends_with(end));
    (other && (!here || lacks)).then_some(whole)
}
