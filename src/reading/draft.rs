//! Sentences that tell what stands in a text which binds nobody here: a draft, a sample, an offer, a paper of others.

use std::ops::Range;

use super::clause::ClauseKind;
use super::letters::{holds, split_once};
use super::others::of_another_paper;
use super::passage::{Passage, Sentence};
use super::whose::is_another_office;

/// 「（たたき台）第6条 …してはならない」「【有償オプション】…」「改正案（未施行）…」: where a sentence says that it stands in a
/// draft, a sample, an offer or a paper of somebody else.
pub(super) fn drafted(passage: &Passage, sentence: &Sentence) -> Option<Range<usize>> {
    const DRAFTS: [&str; 15] = [
        "想定",
        "訓練の想定",
        "たたき台",
        "叩き台",
        "未定稿",
        "素案",
        "草案",
        "原案",
        "見本",
        "記入例",
        "記載例",
        "削除案",
        "未施行",
        "未締結",
        "未確定",
    ];
    #[rustfmt::skip]
    const NAMES: [&str; 38] = [
        "用語", "指摘事項", "指摘", "例", "サンプル", "意見", "御意見", "ご意見", "意見の要旨", "要望", "質問", "提案", "廃止", "未実施", "検討中",
        "検討事項", "検討課題", "課題", "今後の課題", "今後の予定", "今後の検討事項", "改善案", "将来構想", "構想", "見直しの方向性", "改善の方向性",
        "寄せられた御意見", "寄せられたご意見", "任意", "予定", "不要", "見送り", "努力義務", "対象外", "望ましい措置", "望ましい対策", "事例", "希望者のみ",
    ];
    const OFFERS: [&str; 3] = ["オプション", "カタログ", "パンフレット"];
    const NOT_IN_FORCE: [&str; 3] = ["未施行", "未締結", "未確定"];
    let main = passage.text(&sentence.main);
    let named = |name: &str| {
        let name = name.strip_suffix("より").unwrap_or(name);
        // 「Ｃ委員：…」「（Ｄ委員）…」: what a member says; 「用語集　暗号化：…」.
        let speaker = name.strip_suffix("委員").is_some_and(|who| {
            who.chars().count() <= 2
                && who.chars().all(|letter| letter.is_ascii_alphabetic() || "○●甲乙".contains(letter))
        });
        // 「（素案・庁内調整中）」
        name.split('・').any(|name| DRAFTS.contains(&name))
            || NAMES.contains(&name)
            || name.strip_suffix("の例").or_else(|| name.strip_suffix("の事例")).is_some_and(is_another_office)
            || name.starts_with("用語集")
            || speaker
            || OFFERS.iter().any(|offer| name.ends_with(offer))
    };
    // 「評価書（素案）を公開する」 is no draft itself: one stands before its sentence or behind it.
    let apart = |aside: &Range<usize>| {
        let at = passage.typed(aside.clone());
        let own = passage.typed(sentence.main.clone());
        at.start < own.start || at.end >= own.end
    };
    let aside = sentence.asides.iter().find(|aside| {
        let name = passage.text(aside);
        apart(aside) && named(name) || NOT_IN_FORCE.contains(&name) || is_not_taken(name)
    });
    let bracket = || {
        let (name, _) = main.strip_prefix('【')?.split_once('】')?;
        let at = sentence.main.start + '【'.len_utf8();
        (named(name) || name == "案").then(|| at..at + name.len())
    };
    // 「新旧対照表　【旧】…　【新】（削る）」
    let before = || {
        const OLD: [&str; 4] = ["【旧】", "【改正前】", "【変更前】", "【見直し前】"];
        let (at, old) = OLD.iter().find_map(|old| Some((main.find(old)?, old)))?;
        let new = main.get(at..)?.contains("【新】");
        (!new).then(|| sentence.main.start + at..sentence.main.start + at + old.len())
    };
    let label = || {
        let label = sentence.clauses.first().filter(|label| label.kind == ClauseKind::Label)?;
        let name = passage.text(&label.range);
        (named(name)
            || name.ends_with('案') && !["事案", "起案", "答案", "考案", "図案"].iter().any(|not| name.ends_with(not)))
        .then(|| label.range.clone())
    };
    // 「仕様書の素案では、…する文案とした」
    let theme = || {
        let (theme, _) = ["では、", "には、"].iter().find_map(|at| split_once(main, at))?;
        let start = sentence.main.start;
        let draft = theme.ends_with("の案") || DRAFTS.iter().any(|draft| theme.ends_with(draft));
        draft.then(|| start..start + theme.len())
    };
    aside
        .cloned()
        .or_else(bracket)
        .or_else(before)
        .or_else(label)
        .or_else(theme)
        .or_else(|| unticked(passage, sentence))
        .or_else(|| of_another_paper(passage, sentence))
}

/// 「A案：閉域網（採用せず）」, not 「認証を行う（生体認証は採用していない）」, which is of something else.
/// 「（本件では採用していない）」 tells when or where, not of something else.
fn is_not_taken(aside: &str) -> bool {
    const NOT_TAKEN: [&str; 5] = ["採用せず", "不採用", "採用していない", "契約していない", "別売り"];
    const HERE: [&str; 9] =
        ["本件では", "本件は", "本業務では", "今回は", "今回の委託では", "現在は", "今は", "当面は", "本契約では"];
    let own = HERE.iter().find_map(|here| aside.strip_prefix(here)).unwrap_or(aside);
    NOT_TAKEN.iter().any(|not| holds(own, not)) && (!own.contains('は') || own.starts_with("別売り"))
}

/// 「☑ 名簿の提出　□ 誓約書の徴取」: a box that was left open, where others of the sentence are ticked or the form says so.
fn unticked(passage: &Passage, sentence: &Sentence) -> Option<Range<usize>> {
    let main = passage.text(&sentence.main);
    let at = main.find(['□', '☐'])?;
    // 「□はい　□いいえ」
    let open = main.matches(['□', '☐']).count() > 1;
    let form = open || ['☑', '■', '✓', '✔'].iter().any(|tick| passage.laid.text().contains(*tick));
    form.then(|| sentence.main.start + at..sentence.main.start + at + '□'.len_utf8())
}
