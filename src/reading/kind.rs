//! What type a sentence is of.
//!
//! Only running text asserts or obliges. Definitions, questions, headings, penalties, transitional
//! rules, described cases and explanations speak of a matter without establishing it.

use std::ops::Range;

use super::marks::Mark;
use super::passage::MarkHit;

/// The type of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentenceKind {
    Text,
    Definition,
    Question,
    Heading,
    Penalty,
    Transition,
    Case,
    Explanation,
}

impl SentenceKind {
    /// The word for it that people see.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "本文",
            Self::Definition => "定義の文",
            Self::Question => "問いの文",
            Self::Heading => "見出し",
            Self::Penalty => "罰則の文",
            Self::Transition => "経過措置の文",
            Self::Case => "事例の文",
            Self::Explanation => "説明の文",
        }
    }

    /// Whether the entries of a list that such a sentence opens are of the same type.
    pub(super) fn passes_to_items(self) -> bool {
        matches!(self, Self::Definition | Self::Penalty | Self::Question)
    }
}

/// The type of a sentence, from its words and its end.
pub(super) fn kind(main: &str, end_clause: &Range<usize>, signs: &[MarkHit]) -> SentenceKind {
    let ends = |list: &[&str]| list.iter().any(|ending| main.ends_with(ending));
    let last = main.chars().next_back().unwrap_or(' ');
    let kind = match last {
        '?' => SentenceKind::Question,
        ':' => SentenceKind::Heading,
        'か' if !ends(&["いずれか", "何らか", "なにか", "ほか", "明らか", "誰か", "うか", "どれか"]) => {
            SentenceKind::Question
        }
        'か' if ends(&["でしょうか", "ましょうか", "だろうか"]) => SentenceKind::Question,
        'う' if ends(&["をいう", "という", "のことをいう", "ものをいう"]) => SentenceKind::Definition,
        'す' if ends(&[
            "をいいます",
            "といいます",
            "を指します",
            "を指す",
            "を意味します",
            "と定義します",
            "と呼びます",
            "のことです",
            "を表す",
            "を示す",
            "を示します",
        ]) =>
        {
            SentenceKind::Definition
        }
        'る' if ends(&["と定義する", "を意味する", "と定義される", "のことである", "と読み替える", "とみなす"]) => {
            SentenceKind::Definition
        }
        'て' if ends(&["について", "に関して", "に当たって", "において"]) => SentenceKind::Heading,
        '項' if ends(&["に関する事項", "関する事項", "の事項"]) => SentenceKind::Heading,
        'と' if ends(&["に関すること"]) => SentenceKind::Heading,
        '例' if ends(&["事例", "の例", "事故例", "文例", "記載例"]) => SentenceKind::Case,
        '合' if ends(&["場合"]) => SentenceKind::Case,
        'き' if ends(&["とき"]) => SentenceKind::Case,
        'も' if ends(&["場合も"]) => SentenceKind::Case,
        'ず' if ends(&["にもかかわらず"]) => SentenceKind::Case,
        'ス' if ends(&["ケース"]) && verbal(main, "ケース") => SentenceKind::Case,
        _ => SentenceKind::Text,
    };
    if kind != SentenceKind::Text {
        return kind;
    }
    let sign = |mark: Mark| signs.iter().find(|sign| sign.mark == mark);
    if sign(Mark::Penalty).is_some_and(|sign| sign.start >= end_clause.start) {
        return SentenceKind::Penalty;
    }
    if sign(Mark::Transition).is_some_and(|sign| sign.start >= end_clause.start) {
        return SentenceKind::Transition;
    }
    if matches!(last, 'す' | 'る' | 'と') && (explains(main) || describes(main)) {
        return SentenceKind::Explanation;
    }
    let named = sign(Mark::Definition).is_some();
    if main.find('=').is_some_and(|at| at <= 16 * 3) || named && is_definition(main) {
        return SentenceKind::Definition;
    }
    SentenceKind::Text
}

/// 「…とは、…です」.
fn is_definition(main: &str) -> bool {
    let Some((head, _)) = main.split_once("とは、") else { return false };
    head.chars().count() <= 24
        && !head.contains('、')
        // 「委託することは、」 and 「甲と乙とは、」 explain nothing.
        && !head.ends_with('こ')
        && !head.contains('と')
        && ["である", "です", "のこと", "もの", "こと", "いいます", "なります"]
            .iter()
            .any(|ending| main.ends_with(ending))
}

fn explains(main: &str) -> bool {
    const NOUNS: [&str; 12] =
        ["手法", "仕組み", "機能", "技術", "概念", "制度", "サービス", "ツール", "方式", "規格", "用語", "製品"];
    const ENDS: [&str; 4] = ["です", "である", "のこと", "になります"];
    let is_one = |stem: &str| {
        let stem =
            ["の一つ", "のひとつ", "の一種", "の一例"].iter().find_map(|one| stem.strip_suffix(one)).unwrap_or(stem);
        NOUNS.iter().any(|noun| stem.ends_with(noun))
    };
    ENDS.iter().any(|end| main.strip_suffix(end).is_some_and(is_one))
}

/// 「本要綱は、総則…から成る」「対策ソフトには、…方式とがある」: what parts a text has, what kinds there are.
fn describes(main: &str) -> bool {
    let parts = ["から成る", "からなる", "から成ります", "からなります", "で構成される", "で構成されます"];
    let kinds = ["とがある", "とがあります", "方式がある", "方式があります", "種類がある", "種類があります"];
    let ends = |endings: &[&str]| endings.iter().any(|ending| main.ends_with(ending));
    ends(&parts) && main.split_once('は').is_some_and(|(theme, _)| super::ending::names_text(theme))
        || ends(&kinds) && main.contains("には")
}

fn verbal(main: &str, noun: &str) -> bool {
    main.strip_suffix(noun)
        .and_then(|stem| stem.chars().next_back())
        .is_some_and(|letter| "るたすうくない".contains(letter))
}

/// Whether a sentence ends in a duty, which no explanation does.
pub(super) fn obliges(main: &str) -> bool {
    [
        "ならない",
        "なりません",
        "こと",
        "ものとする",
        "必要がある",
        "必要があります",
        "してください",
        "すべきである",
        "禁止する",
    ]
    .iter()
    .any(|ending| main.ends_with(ending))
}
