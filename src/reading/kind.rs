//! What type a sentence is of.
//!
//! Only running text asserts or obliges. Definitions, questions, headings, penalties, transitional
//! rules, described cases and explanations speak of a matter without establishing it.

use std::ops::Range;

use super::letters::{holds, is_kanji, split_once};
use super::marks::Mark;
use super::others::{asks_the_public, is_of_a_party, is_told_by_a_paper, of_other_places};
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

/// The type of a sentence that stands at `start`, from its words and its end.
pub(super) fn kind(main: &str, start: usize, end_clause: &Range<usize>, signs: &[MarkHit]) -> SentenceKind {
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
        // 「…が暗号化される被害が相次いでいる」 tells what befell others.
        'る' | 'す'
            if ends(&[
                "事例がある",
                "事例があります",
                "被害が相次いでいる",
                "被害が相次いでいます",
                "被害が増えている",
                "被害が増えています",
                "被害が出ている",
                "事案が発生している",
                "事例が報告されている",
                "事件が起きている",
            ]) =>
        {
            SentenceKind::Case
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
    // 「要領を新たに定め、4月1日から施行する」 says what is set up.
    let sets_up = ["を定め、", "を制定し、", "を策定し、", "に定め、", "を改め、"].iter().any(|verb| holds(main, verb));
    if !sets_up && sign(Mark::Transition).is_some_and(|sign| sign.start >= end_clause.start) {
        return SentenceKind::Transition;
    }
    if matches!(last, 'す' | 'る' | 'と') && (explains(main, start, signs) || describes(main)) {
        return SentenceKind::Explanation;
    }
    if supposes(main) {
        return SentenceKind::Case;
    }
    if asks(main, signs) {
        return SentenceKind::Question;
    }
    if ["を指す語", "を指す言葉", "を指す用語", "という意味", "の総称である", "の総称です", "方式の名称である"]
        .iter()
        .any(|end| main.ends_with(end))
    {
        return SentenceKind::Definition;
    }
    // 「【用語】閉域網：…」
    if ["【用語", "(用語", "〔用語", "用語の定義", "用語集"].iter().any(|glossary| main.starts_with(glossary))
    {
        return SentenceKind::Explanation;
    }
    if tells_an_aim(main) {
        return SentenceKind::Explanation;
    }
    if is_title_of_a_part(main) || is_in_a_table_of_contents(main) || tells_the_parts(main) {
        return SentenceKind::Heading;
    }
    if is_of_a_quiz(main) {
        return SentenceKind::Question;
    }
    if is_told_by_a_paper(main, start, signs) || of_other_places(main) || is_of_a_party(main) || asks_the_public(main) {
        return SentenceKind::Case;
    }
    let named = sign(Mark::Definition).is_some();
    if tells_what_it_is_called(main) || main.find('=').is_some_and(|at| at <= 16 * 3) || named && is_definition(main) {
        return SentenceKind::Definition;
    }
    SentenceKind::Text
}

/// 「仮に専用線を引いていたならば、避けられたと思われる」「…していたら早かったはずだ、と振り返る」.
fn supposes(main: &str) -> bool {
    const SUPPOSED: [&str; 7] = ["解される", "思われる", "はずだ", "はずである", "だろう", "であろう", "考えられる"];
    main.starts_with("仮に") && SUPPOSED.iter().any(|end| main.ends_with(end)) || holds(main, "はずだ、と")
}

/// 「離席時の行動として適切なものを一つ選べ」: a question of a quiz, whose answers stand in the list behind it.
pub(super) fn asks_to_choose(main: &str) -> bool {
    const OF_WHAT: [&str; 7] =
        ["次のうち", "正しいもの", "誤って", "適切なもの", "適切でないもの", "一つ選", "ふさわしい"];
    ["選べ", "選びなさい", "選んでください"].iter().any(|end| main.ends_with(end))
        && OF_WHAT.iter().any(|what| holds(main, what))
}

/// 「どのような方法で行うのか御教示ください」「端末の紛失への備えは。」: what is asked without a question mark.
fn asks(main: &str, signs: &[MarkHit]) -> bool {
    const ANSWER: [&str; 5] = ["教示ください", "教えてください", "回答ください", "お示しください", "聞かせください"];
    let answer = ANSWER.iter().any(|end| main.ends_with(end)) && (holds(main, "のか") || holds(main, "かを"));
    // 「次に掲げる者は」 opens a list.
    let quiz = asks_to_choose(main);
    let wish = ["たいのですが", "のですが", "んですが"].iter().any(|end| main.ends_with(end));
    quiz || wish || answer || main.ends_with('は') && !signs.iter().any(|sign| sign.mark == Mark::List)
}

/// 「索引　…」「第7章では…に関する事項を、第8章では…に関する事項を掲げている」: where what stands is told.
fn tells_the_parts(main: &str) -> bool {
    // 「契約書に項を立てるべき事柄は、秘密の保持、漏えい時の連絡等である」
    let listed = ["項を立てるべき", "項目を立てるべき", "条を設けるべき"].iter().any(|what| holds(main, what))
        && ["等である", "などである", "等です", "などです"].iter().any(|end| main.ends_with(end));
    listed
        || main.starts_with("索引")
        || main.starts_with("正誤表")
        || main.starts_with('第') && holds(main, "章では") && holds(main, "事項を")
}

/// 「この条例は、…を保護することを目的とする」「記録を残す意義は、…にある」: what something is for.
fn tells_an_aim(main: &str) -> bool {
    const TEXTS: [&str; 12] =
        ["条例", "規則", "規程", "要綱", "要領", "指針", "基準", "計画", "特記事項", "手引", "マニュアル", "方針"];
    const AIMS: [&str; 8] = [
        "目的とする",
        "趣旨とする",
        "ねらいとする",
        "狙いとする",
        "目的とします",
        "趣旨とします",
        "目的としている",
        "趣旨としている",
    ];
    let of_text = split_once(main, "は、").is_some_and(|(theme, _)| {
        ["この", "本", "当該"].iter().any(|this| theme.starts_with(this))
            && TEXTS.iter().any(|text| theme.ends_with(text))
    });
    let ends = ["にある", "にあります", "である", "です"].iter().any(|end| main.ends_with(end));
    let of_deed = ends && ["意義は、", "利点は、", "メリットは、", "効用は、"].iter().any(|aim| holds(main, aim));
    // 「ねらいは、…を高めるところにある」「取得には、…という意義がある」
    let lies =
        ["ことにある", "ところにある", "ことにあります", "ところにあります"].iter().any(|end| main.ends_with(end))
            && ["目的は", "理由は", "ねらいは", "狙いは", "意図は", "趣旨は", "意義は", "主眼は"]
                .iter()
                .any(|aim| holds(main, aim))
            || ["という意義がある", "という効果がある", "という利点がある", "という狙いがある"]
                .iter()
                .any(|end| main.ends_with(end));
    lies || of_text && AIMS.iter().any(|aim| main.ends_with(aim)) || of_deed
}

/// 「第6章 秘密の保持及び終了後の取扱い」「1.4 秘密の保持」
fn is_title_of_a_part(main: &str) -> bool {
    let figure = |letter: char| letter.is_ascii_digit();
    let numbered = || {
        let rest = main.trim_start_matches(figure).strip_prefix('.')?;
        let title = rest.trim_start_matches(|letter: char| figure(letter) || letter == '.');
        (main.starts_with(figure) && rest.starts_with(figure)).then_some(title)
    };
    let part = || {
        let rest = main.strip_prefix('第')?;
        let behind = rest.trim_start_matches(|letter| figure(letter) || "一二三四五六七八九十".contains(letter));
        // 「第4 目的外利用の禁止」: its space is gone from a normalised text; what is counted so is no title.
        const COUNTED: [char; 19] = [
            '条', '項', '号', '回', '期', '次', '版', '年', '月', '日', '種', '類', '者', '位', '議', '四', '案', '別',
            '表',
        ];
        let apart = || {
            let numbered = rest.starts_with(figure) && behind.starts_with(is_kanji);
            (numbered && !behind.starts_with(COUNTED)).then_some(behind)
        };
        let title = ['章', '節', '編', '款'].iter().find_map(|part| behind.strip_prefix(*part)).or_else(apart)?;
        (behind.len() < rest.len()).then_some(title)
    };
    numbered().or_else(part).is_some_and(|title| {
        !title.starts_with(['の', 'に', 'を', 'は', '及', '又', 'か'])
            && !title.contains(['、', '|', ':', 'を'])
            && !title.ends_with(['る', 'す', 'う', 'く', 'と', 'た'])
            && !title.ends_with("ない")
            && !title.starts_with(|letter: char| letter.is_ascii_alphanumeric())
    })
}

/// 「従事者の監督に関する事項 ……… 12」: a title and the page that it stands on.
fn is_in_a_table_of_contents(main: &str) -> bool {
    let title = main.trim_end_matches(|letter: char| letter.is_ascii_digit());
    title.len() < main.len() && ["……", "・・・", "....", "‥‥"].iter().any(|leaders| title.trim_end().ends_with(leaders))
}

/// 「問3 …しなければならない。」: a statement that the reader is asked about.
fn is_of_a_quiz(main: &str) -> bool {
    let open = main.split_once('】').map_or(main, |(_, behind)| behind).trim_start();
    ["問題", "設問", "問"]
        .iter()
        .find_map(|word| open.strip_prefix(word))
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
        // 「問12 退職者の扱い→ 離職の日に…」 is answered.
        && !main.contains(['→', '⇒'])
}

/// 「…する方式を、一般に多要素認証と呼ぶ」.
fn tells_what_it_is_called(main: &str) -> bool {
    holds(main, "を、一般に") && ["と呼ぶ", "という", "と称する", "と呼ばれる"].iter().any(|end| main.ends_with(end))
}

/// 「…とは、…です」.
fn is_definition(main: &str) -> bool {
    let Some((head, _)) = split_once(main, "とは、") else { return false };
    let head = head.strip_prefix("一般に、").or_else(|| head.strip_prefix("一般に")).unwrap_or(head);
    head.chars().count() <= 24
        && !head.contains('、')
        // 「委託することは、」 and 「甲と乙とは、」 explain nothing.
        && !head.ends_with('こ')
        && !head.contains('と')
        && (["である", "です", "のこと", "もの", "こと", "いいます", "なります"].iter().any(|ending| main.ends_with(ending))
            // 「TLSとは、通信を暗号化する技術で、広く使われている」
            || ["を指し、", "技術で、", "仕組みで、", "方式で、", "規格で、", "制度で、", "もので、", "ことで、"]
                .iter()
                .any(|noun| holds(main, noun))
            // 「VPNとは、…の総称をいい、…性質がある」; 「事故とは、…のことをいい、発生したときは…」 goes on to a rule.
            || ["総称をいい、", "ものをいい、", "ことをいい、", "名称であり、", "用語であり、", "総称であり、"]
                .iter()
                .filter_map(|noun| split_once(main, noun))
                .any(|(_, rest)| !rest.contains('は')))
}

fn explains(main: &str, start: usize, signs: &[MarkHit]) -> bool {
    const NOUNS: [&str; 19] = [
        "分野",
        "手法",
        "仕組み",
        "機能",
        "技術",
        "概念",
        "制度",
        "サービス",
        "ツール",
        "方式",
        "規格",
        "用語",
        "製品",
        "ソフトウェア",
        "ソフト",
        "プログラム",
        "通信網",
        "装置",
        "規約",
    ];
    const MEASURES: [&str; 6] = ["手立て", "手段", "対策", "方法", "工夫", "考え方"];
    const WORKS: [&str; 3] = ["仕組み", "機能", "方式"];
    const ENDS: [&str; 4] = ["です", "である", "のこと", "になります"];
    let is_one = |stem: &str| {
        let one_of = ["の一つ", "のひとつ", "の一種", "の一例"].iter().find_map(|one| stem.strip_suffix(one));
        let noun = NOUNS.iter().find(|noun| one_of.unwrap_or(stem).ends_with(**noun));
        // 「画面のロックは、盗み見を避ける有効な手立ての一つである」
        let praise =
            |noun: &str| ["有効な", "効果的な", "重要な"].iter().any(|how| stem.ends_with(&format!("{how}{noun}")));
        let praised = MEASURES.iter().any(|noun| one_of.is_some_and(|stem| stem.ends_with(noun)) || praise(noun));
        // 「台帳は、…を残す仕組みである」 tells how a thing in use works; 「施錠保管は、…仕組みである」 what a word means.
        let works = noun.is_some_and(|noun| WORKS.contains(noun));
        praised || noun.is_some() && (!works || one_of.is_some() || is_about_a_word(main, start, signs))
    };
    // 「プライバシーマークは、…事業者に付与されるものです」
    // 「TLSは、通信を守る技術で、広く使われている」
    let goes_on = ["技術で、", "規格で、", "方式で、", "ソフトウェアで、"]
        .iter()
        .any(|noun| split_once(main, noun).is_some_and(|(before, _)| before.ends_with(['る', 'す', 'う', 'た', 'い'])));
    let what_it_is = ["されるものです", "されるものである", "られるものです", "られるものである"];
    // 「これを防ぐことが、導入の目的の一つである」
    let aims = [
        "目的の一つである",
        "事項の一つである",
        "項目の一つである",
        "議題の一つである",
        "論点の一つである",
        "目的の一つです",
        "目的のひとつである",
        "狙いの一つである",
        "ねらいの一つである",
    ];
    let bound = ["遵守", "義務", "守るべき", "禁止"].iter().any(|bound| holds(main, bound));
    !bound && aims.iter().any(|aim| main.ends_with(aim))
        || ENDS.iter().any(|end| main.strip_suffix(end).is_some_and(is_one))
        || (goes_on || what_it_is.iter().any(|end| main.ends_with(end))) && is_about_a_word(main, start, signs)
}

/// Whether the theme of a sentence is a word that it explains, and neither a thing in use, a person nor a time.
fn is_about_a_word(main: &str, start: usize, signs: &[MarkHit]) -> bool {
    const OTHERS: [&str; 7] = ["者", "員", "時", "際", "合", "後", "中"];
    let Some((theme, _)) = main.split_once('は') else { return false };
    // A word is short, and nothing ties it to another: 「端末へのログオン」 is a deed.
    let word = theme.chars().count() <= 12 && !theme.contains(['が', 'の', 'へ', 'を']);
    let noun = theme.trim_end_matches(['に', 'で']);
    let end = start + noun.len();
    let in_use = signs.iter().any(|sign| sign.mark == Mark::InUse && sign.end == end);
    // 「接続中に開いた文書は、…」 tells of a thing by what was done to it.
    let told = ["いた", "った", "した", "んだ", "する", "れた", "けた", "めた"].iter().any(|verb| holds(noun, verb));
    let at_hand = ["本", "当", "この", "各"].iter().any(|here| noun.starts_with(here));
    word && !told && !at_hand && !in_use && !OTHERS.iter().any(|other| noun.ends_with(other))
}

/// 「本要綱は、総則…から成る」「対策ソフトには、…方式とがある」: what parts a text has, what kinds there are.
fn describes(main: &str) -> bool {
    let parts = ["から成る", "からなる", "から成ります", "からなります", "で構成される", "で構成されます"];
    let kinds = ["とがある", "とがあります", "方式がある", "方式があります", "種類がある", "種類があります"];
    let of_ways = ["方式には", "種類には", "形態には"].iter().any(|theme| holds(main, theme));
    let ends = |endings: &[&str]| endings.iter().any(|ending| main.ends_with(ending));
    ends(&parts) && main.split_once('は').is_some_and(|(theme, _)| super::ending::names_text(theme))
        || ends(&kinds) && holds(main, "には")
        || ends(&["がある", "があります"])
            && of_ways
            && !ends(&["必要がある", "必要があります", "義務がある", "義務があります", "両方があります"])
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
