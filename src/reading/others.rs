//! Sentences of others: what other offices, papers and the public do or ask binds nobody here.

use std::ops::Range;

use super::letters::{holds, is_hiragana, split_once};
use super::marks::Mark;
use super::passage::{MarkHit, Passage, Sentence};
use super::whose::{is_another, is_another_office, is_of_the_state, keeps_to, takes_up, told_of_us};

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
    let contract = ["契約", "特記", "仕様書", "特約"].iter().any(|text| holds(theme, text));
    // 「申請書の様式は、書庫に保管し、…」 does something to the paper.
    let is_listed = main.get(theme.len()..).is_some_and(|behind| behind.starts_with("は、"));
    let ends = |words: &[&str]| words.iter().any(|word| told(word));
    naming
        && (is_listed || !contract)
        && (ends(&TOLD) || ends(&HOLDS) || !is_listed && (foreign && !takes_up(rest) || ends(&WRITTEN)))
}

/// 「請願者は、…ことを求めている」「原告は、…と主張する」: what a party wants or holds.
pub(super) fn is_of_a_party(main: &str) -> bool {
    const PARTIES: [&str; 8] =
        ["請願者は、", "陳情者は、", "原告は、", "被告は、", "議員は、", "提案者は、", "申立人は、", "団体は、"];
    const WANTS: [&str; 7] =
        ["求めている", "主張する", "主張している", "述べている", "要望している", "訴えている", "提案している"];
    // 「議員からの要望：…」
    let from = ["要望:", "意見:", "提案:", "質問:", "指摘:", "請願:"].iter().any(|what| {
        split_once(main, "からの").is_some_and(|(who, rest)| who.chars().count() <= 8 && rest.starts_with(what))
    });
    from || PARTIES.iter().any(|party| main.starts_with(party)) && WANTS.iter().any(|wants| main.ends_with(wants))
}

/// 「他市では、…」 tells how others do it.
pub(super) fn of_other_places(main: &str) -> bool {
    if counts_others(main) {
        return true;
    }
    // 「近隣区の状況を見ると、三区が…」
    const SEEN: [&str; 6] = ["の状況を見ると", "の例を見ると", "の事例では", "の例では", "の状況では", "の取組では"];
    let told = SEEN.iter().chain(&["では", "においては"]).find_map(|place| split_once(main, place));
    told.is_some_and(|(theme, rest)| {
        theme.chars().count() <= 12
            && is_another_office(theme)
            // 「他市では事故があったが、本区では…」 goes on to what is done here.
            && !told_of_us(main)
            && !holds(rest, "たが、")
    })
}

/// 「市民の皆様は、…してください」 asks those whom it serves, and binds none of those who do the work.
pub(super) fn asks_the_public(main: &str) -> bool {
    #[rustfmt::skip]
    const PUBLIC: [&str; 25] = [
        "申請", "申込み",
        "来館者", "来庁者", "来場者", "参加者", "受診者", "施設利用者",
        "市民", "区民", "町民", "村民", "県民", "住民", "御利用", "ご利用", "お客", "会員", "町会", "自治会", "保護者", "参加", "来館", "来庁", "来場",
    ];
    const ASKS: [&str; 7] =
        ["ください", "下さい", "願います", "お願いします", "お願いいたします", "お願い致します", "お願い申し上げます"];
    // 「紛失したときはコールセンターへご連絡ください」 is no wording among colleagues.
    #[rustfmt::skip]
    const POLITE: [&str; 16] = [
        "ご連絡", "御連絡", "お問い合わせ", "お返し", "ご返却", "お申し込み", "お申込み", "ご持参", "ご利用", "お越し", "お電話", "ご来館", "ご来庁", "お受け取り",
        "お持ち", "ご了承",
    ];
    if let Some(stem) = ["ください", "下さい"].iter().find_map(|ask| main.strip_suffix(ask))
        && POLITE.iter().any(|polite| stem.ends_with(polite))
        // The office writes so to those who work for it, too.
        && !["区へ", "市へ", "町へ", "課へ", "区に", "市に", "課に"].iter().any(|office| holds(stem, office))
    {
        return true;
    }
    let asked =
        ["の皆様", "の皆さま", "の皆さん", "される方", "の方", "様"].iter().find_map(|all| split_once(main, all));
    ASKS.iter().any(|ask| main.ends_with(ask))
        && asked.is_some_and(|(who, rest)| {
            rest.starts_with(['は', 'に', 'へ', '、'])
                && who.chars().count() <= 12
                && PUBLIC.iter().any(|public| who.trim_end_matches('を').ends_with(public))
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
    let (theme, rest, is_place) = placed(main)?;
    if !is_place && !TELLS.iter().any(|tells| holds(rest, tells)) {
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
    let duty = rest.ends_with("ならない") || rest.ends_with("なりません");
    // 「…とあるが、本区の仕様書に同様の条はない」
    let lacks = !duty && ["ない", "ません", "なかった"].iter().any(|end| rest.ends_with(end));
    let other = is_another(owner) || is_of_the_state(owner);
    (other && (!keeps_to(rest) || lacks)).then_some(whole)
}

/// What a sentence speaks of first, what it says of it, and whether that is a place: 「…では、」「…によれば、」 or 「…は、」.
fn placed(main: &str) -> Option<(&str, &str, bool)> {
    let (theme, rest) = split_once(main, "は").unwrap_or((main, ""));
    let by_source = ["によれば、", "によると、"].iter().find_map(|source| split_once(main, source));
    if let Some((source, told)) = by_source.filter(|(source, _)| source.len() < theme.len()) {
        return Some((source, told, true));
    }
    let place = ["において", "に", "で"].iter().find_map(|place| theme.strip_suffix(place));
    (theme.len() < main.len()).then_some((place.unwrap_or(theme), rest, place.is_some()))
}
