//! Quoted texts: only cited, the name of a thing, or a rule that binds: 「…」との条項を置いている, 「…」との規定は、本業務にも適用する.

use std::ops::Range;

use super::letters::{holds, is_hiragana, split_once};
use super::passage::{Passage, Sentence};
use super::whose::names_others;

/// Whether an act stands in a text that its sentence only cites.
pub(super) fn quoted(passage: &Passage, sentence: &Sentence, act: &Range<usize>) -> bool {
    let called = |quote: &Range<usize>| {
        is_called(passage.text(&(quote.end..sentence.main.end)).trim_start_matches(['」', '』']))
    };
    sentence.quotes.iter().filter(|quote| called(quote) || !is_name(passage.text(quote))).any(|quote| {
        quote.start <= act.start && act.end <= quote.end && {
            let after = passage.text(&(quote.end..sentence.main.end));
            let after = after.trim_start_matches(['」', '』']);
            ![
                "旨",
                "義務を負",
                "義務が課さ",
                "こと",
                "と規定",
                "と定め",
                "と明記",
                "を規定",
                "を定め",
                "を明記",
                "を遵守",
                "を行",
                "を実施",
                "を徹底",
            ]
            .iter()
            .any(|word| after.starts_with(word))
        }
    })
}

/// 「…」という名の製品: the quoted words are only what something is called.
fn is_called(after: &str) -> bool {
    ["という名の", "という名称の", "という名前の", "と称する", "と名付け"]
        .iter()
        .any(|called| after.starts_with(called))
}

/// A quoted noun is the name of a thing, not a sentence that is only cited.
fn is_name(quoted: &str) -> bool {
    quoted.chars().count() <= 16 && !quoted.ends_with(is_hiragana) && !quoted.contains(['、', '。'])
}

/// Whether a quoted text is a rule by the sentence that it stands in: `before` and `behind` are the rest of that sentence.
pub(super) fn binds(before: &str, quoted: &str, behind: &str) -> bool {
    const LEAST: usize = 12;
    // A rule that is only proposed, or was.
    #[rustfmt::skip]
    const NOT_IN_FORCE: [&str; 19] = [
        "の案", "素案", "原案", "草案", "文例", "記載例", "書例", "ひな形", "雛形", "見本", "書式", "様式", "参考", "委員から", "委員が", "意見", "提案",
        "当初", "年度の",
    ];
    #[rustfmt::skip]
    const OPEN: [&str; 29] = [
        "のみを",
        "ない", "ません", "予定", "検討", "協議", "未定", "見込", "案", "削除", "削っ", "廃止", "撤回", "ほしい", "欲しい", "求め", "要望", "意見",
        "努め", "望まし", "であった", "場合", "限り", "限って", "除き", "から", "以降", "とき", "一部",
    ];
    // 「…」は、本契約の一部をなす
    let whole_of_it = ["一部をな", "一部を成", "一部を構成"].iter().any(|part| holds(behind, part));
    let open = |word: &str| holds(behind, word) && !(whole_of_it && word == "一部");
    let whole = quoted.ends_with(|letter: char| letter == '。' || is_hiragana(letter));
    whole
        && quoted.chars().count() >= LEAST
        && !names_others(before)
        && !names_others(behind)
        && !NOT_IN_FORCE.iter().any(|word| holds(before, word))
        && !OPEN.iter().any(|word| open(word))
        && (is_laid_down(behind) || is_followed(behind) || is_applied(behind))
}

/// 「…」との条項を置いている.
fn is_laid_down(behind: &str) -> bool {
    const LAYS: [&str; 14] = [
        "置いている",
        "置いています",
        "置く",
        "設けている",
        "設けています",
        "設けた",
        "設ける",
        "定めている",
        "定めています",
        "盛り込んでいる",
        "盛り込んだ",
        "入れている",
        "加えている",
        "加えた",
    ];
    rule(behind).and_then(|rest| rest.strip_prefix('を')).is_some_and(|verb| LAYS.contains(&verb))
}

/// 「…」との規定は、本業務にも適用する.
fn is_applied(behind: &str) -> bool {
    const APPLIES: [&str; 24] = [
        "適用されている",
        "守らなければならない定めである",
        "従わなければならない定めである",
        "一部を成す",
        "継続している",
        "継続する",
        "変わらない",
        "変わりはない",
        "拘束する",
        "拘束している",
        "一部をなす",
        "一部を構成する",
        "効力を有する",
        "有効である",
        "引継いでいる",
        "従っている",
        "適用する",
        "適用します",
        "適用される",
        "適用されます",
        "適用している",
        "適用となる",
        "適用があるものとする",
        "適用するものとする",
    ];
    let theme = |rest: &str| rest.starts_with(['は', 'を', 'が']);
    // 「本業務には、基本協定第12条「…」を適用する」
    const ITSELF: [&str; 5] = ["を適用する", "を適用します", "を準用する", "に従う", "に従って行う"];
    if ITSELF.contains(&behind) {
        return true;
    }
    let applied = APPLIES.iter().any(|end| behind.ends_with(end));
    // 「…」　この定めは、変更契約後も引き続き適用する
    let next = behind.trim_start_matches([' ', '　']);
    if applied && ["この定めは", "この規定は", "この条項は", "同条は"].iter().any(|rule| next.starts_with(rule))
    {
        return true;
    }
    // 「…」との取扱いは、見直しを継続している
    let of_another =
        ["継続", "変わ"].iter().any(|kept| split_once(behind, kept).is_some_and(|(told, _)| told.ends_with('を')));
    applied && !of_another && (rule(behind).is_some_and(theme) || behind.starts_with("は、"))
}

/// 「…」とあり、本業務もこれに従うものとする.
fn is_followed(behind: &str) -> bool {
    const TELLS: [&str; 6] =
        ["とあり、", "と定め、", "と定めており、", "と規定し、", "と規定しており、", "と規定されており、"];
    const FOLLOWS: [&str; 8] = [
        "これに従う",
        "これに従い",
        "これによる",
        "これを守る",
        "これを遵守する",
        "これを適用する",
        "これを準用する",
        "これに従って行う",
    ];
    TELLS.iter().find_map(|tells| behind.strip_prefix(tells)).is_some_and(|rest| {
        let rest = rest.strip_suffix("ものとする").or_else(|| rest.strip_suffix("こととする")).unwrap_or(rest);
        FOLLOWS.iter().any(|follows| rest.ends_with(follows))
    })
}

/// What stands behind the noun by which a sentence calls what it quotes a rule.
fn rule(behind: &str) -> Option<&str> {
    const TIES: [&str; 5] = ["との", "という", "と定める", "と定めた", "とする"];
    const RULES: [&str; 9] = ["取扱い", "条項", "規定", "定め", "条文", "特約", "取決め", "一文", "条"];
    let noun = TIES.iter().find_map(|tie| behind.strip_prefix(tie))?;
    RULES.iter().find_map(|rule| noun.strip_prefix(rule))
}
