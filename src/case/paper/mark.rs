//! What a line of a paper begins with: 第５条, （秘密の保持）, ２, (1), ①, 一, ア, ・.

use std::ops::Range;

use crate::case::number::value_of;
use crate::form::fold_name;

/// How the parts of a paper are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 第１条.
    Article,
    /// 第１.
    Section,
    /// Not at all, or by bare numbers.
    Plain,
}

/// The head of a part.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// As it is cited: 第5条, 第3条の2.
    pub(super) label: String,
    /// Its caption, in bytes of the line, where it stands in brackets behind the number.
    pub(super) caption: Option<Range<usize>>,
    /// Where its text begins in the line.
    pub(super) text: usize,
}

/// The mark of an entry of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    /// Its number, as far as it has one.
    pub(super) number: u64,
    /// As typed, folded, without what parts it from the text.
    pub(super) label: String,
    /// Where the text begins in the line.
    pub(super) text: usize,
}

/// The kinds of marks; entries of one list bear one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// 1, １.
    Digit,
    /// 一.
    Kanji,
    /// ア.
    Kana,
    /// a.
    Letter,
    /// (1), ⑴.
    InBrackets,
    /// （一）.
    KanjiInBrackets,
    /// (ア).
    KanaInBrackets,
    /// (a).
    LetterInBrackets,
    /// ①.
    Circled,
    /// ・, -, *, ○.
    Bullet,
}

/// The pairs of brackets that a caption stands in.
const BRACKETS: [(char, char); 6] = [('（', '）'), ('(', ')'), ('［', '］'), ('[', ']'), ('【', '】'), ('〔', '〕')];
/// The order of the kana that number entries.
const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

/// The style of a paper: the first that some line of it has.
pub(super) fn style<'t>(bodies: impl Iterator<Item = &'t str> + Clone) -> Style {
    let has = |style| bodies.clone().any(|body| head(body, style).is_some());
    [Style::Article, Style::Section].into_iter().find(|&style| has(style)).unwrap_or(Style::Plain)
}

/// The head that a line begins with.
pub(super) fn head(body: &str, style: Style) -> Option<Head> {
    let mut at = skip(body, 0, is_emphasis);
    at = after(body, at, "第")?;
    let (number, end) = number(body, skip(body, at, char::is_whitespace))?;
    let mut label = format!("第{number}");
    at = end;
    match style {
        Style::Plain => return None,
        Style::Section => {}
        Style::Article => {
            at = after(body, skip(body, at, char::is_whitespace), "条")?;
            label.push('条');
            // 第3条の2の3
            while let Some((branch, end)) = after(body, at, "の").and_then(|at| self::number(body, at)) {
                label.push_str(&format!("の{branch}"));
                at = end;
            }
        }
    }
    let end = skip(body, at, is_emphasis);
    let rest = body.get(end..).unwrap_or("");
    let parted = rest.starts_with(|letter: char| letter.is_whitespace() || letter == '：' || letter == ':');
    let caption = bracketed(rest).map(|inner| end + inner.start..end + inner.end);
    if !(rest.is_empty() || parted || caption.is_some()) {
        return None;
    }
    let text = match &caption {
        Some(caption) => {
            caption.end + body.get(caption.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
        }
        None => end,
    };
    let text = skip(body, text, |letter| letter.is_whitespace() || is_emphasis(letter) || matches!(letter, '：' | ':'));
    // 「…第５条（秘密の保持）の規定により」 at the start of a line goes on with a sentence.
    const GOES_ON: [&str; 9] = ["の", "に", "を", "、", "及び", "並びに", "又は", "若しくは", "から"];
    if GOES_ON.iter().any(|word| body.get(text..).unwrap_or("").starts_with(word)) {
        return None;
    }
    Some(Head { label, caption, text })
}

/// The inside of the brackets that a text begins with, where it may be a caption.
fn bracketed(text: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 40;
    let open = text.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(left, _)| *left == open)?;
    let inside = text.get(open.len_utf8()..)?;
    let mut depth = 0_usize;
    let end = inside.char_indices().find_map(|(at, letter)| {
        if letter == open {
            depth += 1;
        } else if letter == *close {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
        None
    })?;
    let inner = inside.get(..end)?;
    let fits = !inner.trim().is_empty() && inner.chars().count() <= LONGEST && !inner.contains('。');
    fits.then_some(open.len_utf8()..open.len_utf8() + end)
}

/// The caption that a line is: （秘密の保持）.
pub(super) fn caption(body: &str) -> Option<Range<usize>> {
    let start = skip(body, 0, is_emphasis);
    let inner = bracketed(body.get(start..)?)?;
    let inner = start + inner.start..start + inner.end;
    let behind = body.get(inner.end..)?.chars().skip(1);
    let words = body.get(inner.clone())?;
    (behind.clone().all(is_emphasis) && mark(body).is_none() && !words.trim().is_empty()).then_some(inner)
}

/// The level of a division above the parts: 編, 章, 節, 款.
pub(super) fn division(body: &str) -> Option<usize> {
    let (level, rest) = numbered_division(body)?;
    rest.is_none_or(char::is_whitespace).then_some(level)
}

/// Whether a citation begins with such a division.
pub(super) fn begins_division(cited: &str) -> bool {
    numbered_division(cited).is_some()
}

/// The level of the division whose number a text begins with, and the letter behind it.
fn numbered_division(text: &str) -> Option<(usize, Option<char>)> {
    let at = after(text, 0, "第")?;
    let (_, end) = number(text, skip(text, at, char::is_whitespace))?;
    let mut rest = text.get(skip(text, end, char::is_whitespace)..)?.chars();
    let word = rest.next()?;
    let level = "編章節款".chars().position(|known| known == word)?;
    Some((level + 1, rest.next()))
}

/// What is added behind the parts.
const SUPPLEMENTS: [&str; 7] = ["附則", "付則", "別記", "別表", "別紙", "別添", "様式"];

/// Whether a folded text begins with the name of what is added behind the parts.
pub(super) fn begins_supplement(folded: &str) -> bool {
    SUPPLEMENTS.iter().any(|name| folded.starts_with(name))
}

/// The name of what is added behind the parts, where a line is the heading of it: 附則, 別記, 別表.
pub(super) fn supplement(body: &str) -> Option<String> {
    const LONGEST: usize = 30;
    let folded = fold_name(body);
    (begins_supplement(&folded) && folded.chars().count() <= LONGEST && !folded.contains(['。', '、']))
        .then_some(folded)
}

/// The mark of an entry that a line begins with.
pub(super) fn mark(body: &str) -> Option<Mark> {
    let first = body.chars().next()?;
    let behind = first.len_utf8();
    let made = |kind, number, label: String, end: usize| {
        Some(Mark { kind, number, label, text: skip(body, end, char::is_whitespace) })
    };
    match first {
        '・' | '･' | '○' | '●' | '◎' | '◯' | '■' | '□' | '◆' | '◇' | '•' => {
            return made(MarkKind::Bullet, 0, String::new(), behind);
        }
        '-' | '*' | '+' if body.get(behind..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) => {
            return made(MarkKind::Bullet, 0, String::new(), behind);
        }
        '①'..='⑳' => return made(MarkKind::Circled, offset(first, '①'), first.to_string(), behind),
        '⑴'..='⒇' => {
            let number = offset(first, '⑴');
            return made(MarkKind::InBrackets, number, format!("({number})"), behind);
        }
        '(' | '（' => {
            let end = behind + body.get(behind..)?.find([')', '）'])?;
            let (kind, number, label) = ordinal(body.get(behind..end)?)?;
            let kind = match kind {
                MarkKind::Kanji => MarkKind::KanjiInBrackets,
                MarkKind::Kana => MarkKind::KanaInBrackets,
                MarkKind::Letter => MarkKind::LetterInBrackets,
                _ => MarkKind::InBrackets,
            };
            let close = body.get(end..)?.chars().next()?;
            return made(kind, number, format!("({label})"), end + close.len_utf8());
        }
        _ => {}
    }
    let end = skip(body, 0, |letter| letter.is_alphanumeric() && !letter.is_whitespace());
    let (kind, number, label) = ordinal(body.get(..end)?)?;
    let mut rest = body.get(end..)?.chars();
    let parted = match rest.next() {
        None => true,
        Some(letter) if letter.is_whitespace() => true,
        // 「1.5倍」 is no mark.
        Some('.' | '．' | ')' | '）') => !rest.clone().next().is_some_and(is_digit),
        _ => false,
    };
    let end = skip(body, end, |letter| matches!(letter, '.' | '．' | ')' | '）'));
    parted.then(|| made(kind, number, label, end)).flatten()
}

/// What numbers an entry, where a word does.
fn ordinal(word: &str) -> Option<(MarkKind, u64, String)> {
    let folded = fold_name(word);
    let mut letters = folded.chars();
    let (first, more) = (letters.next()?, letters.next().is_some());
    if folded.len() <= 3 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((MarkKind::Digit, folded.parse().ok()?, folded));
    }
    if first.is_ascii_alphabetic() && !more {
        return Some((MarkKind::Letter, offset(first.to_ascii_lowercase(), 'a'), folded));
    }
    if let Some(at) = KANA.chars().position(|kana| kana == first)
        && !more
    {
        return Some((MarkKind::Kana, at as u64 + 1, folded));
    }
    let kanji = folded.chars().all(|letter| "一二三四五六七八九十百".contains(letter));
    Some((MarkKind::Kanji, value_of(&folded).filter(|_| kanji)?, folded))
}

/// The number in a row of letters that begins with `one`.
fn offset(letter: char, one: char) -> u64 {
    u64::from(u32::from(letter).saturating_sub(u32::from(one))) + 1
}

/// The number that stands at a place of a text, with its end.
fn number(text: &str, at: usize) -> Option<(u64, usize)> {
    let figure = |letter: char| is_digit(letter) || "〇一二三四五六七八九十百".contains(letter);
    let end = skip(text, at, figure);
    Some((value_of(&fold_name(text.get(at..end)?))?, end))
}

fn after(text: &str, at: usize, word: &str) -> Option<usize> {
    text.get(at..)?.starts_with(word).then_some(at + word.len())
}

fn skip(text: &str, at: usize, skipped: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find(|letter| !skipped(letter)).unwrap_or(rest.len())
}

fn is_digit(letter: char) -> bool {
    matches!(letter, '0'..='9' | '０'..='９')
}

/// The signs with which Markdown makes letters bold.
fn is_emphasis(letter: char) -> bool {
    matches!(letter, '*' | '_')
}

#[cfg(test)]
mod tests {
    use super::{MarkKind, Style, caption, division, head, mark, supplement};

    #[test]
    fn heads_in_all_spellings() {
        for (line, label, inside, text) in [
            ("第５条　乙は", "第5条", None, "乙は"),
            ("第5条 乙は", "第5条", None, "乙は"),
            ("第 16 条　乙は", "第16条", None, "乙は"),
            ("第十二条　乙は", "第12条", None, "乙は"),
            ("第三条の二　乙は", "第3条の2", None, "乙は"),
            ("第５条（秘密の保持）", "第5条", Some("秘密の保持"), ""),
            ("第５条（書面（写しを含む）の様式）　乙は", "第5条", Some("書面（写しを含む）の様式"), "乙は"),
            ("**第5条**（秘密の保持） 乙は", "第5条", Some("秘密の保持"), "乙は"),
        ] {
            let head = head(line, Style::Article).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(head.label, label);
            assert_eq!((head.caption.map(|range| &line[range]), &line[head.text..]), (inside, text), "{line}");
        }
        for line in [
            "第５条の規定により",
            "第５条第２項の",
            "第５条（秘密の保持）の規定",
            "第５条 及び第６条",
            "第５章　雑則",
            "条例第５条　",
        ] {
            assert_eq!(head(line, Style::Article), None, "{line}");
        }
        assert_eq!(head("第１　基本的事項", Style::Section).map(|head| head.label), Some("第1".to_owned()));
    }

    #[test]
    fn marks_in_all_spellings() {
        for (line, kind, number, label, text) in [
            ("２　乙は", MarkKind::Digit, 2, "2", "乙は"),
            ("2. 乙は", MarkKind::Digit, 2, "2", "乙は"),
            ("（１）乙は", MarkKind::InBrackets, 1, "(1)", "乙は"),
            ("⑵ 乙は", MarkKind::InBrackets, 2, "(2)", "乙は"),
            ("③乙は", MarkKind::Circled, 3, "③", "乙は"),
            ("一　乙は", MarkKind::Kanji, 1, "一", "乙は"),
            ("ア　乙は", MarkKind::Kana, 1, "ア", "乙は"),
            ("ｲ) 乙は", MarkKind::Kana, 2, "イ", "乙は"),
            ("(ウ) 乙は", MarkKind::KanaInBrackets, 3, "(ウ)", "乙は"),
            ("・乙は", MarkKind::Bullet, 0, "", "乙は"),
            ("- 乙は", MarkKind::Bullet, 0, "", "乙は"),
        ] {
            let mark = mark(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((mark.kind, mark.number, mark.label.as_str(), &line[mark.text..]), (kind, number, label, text));
        }
        for line in [
            "1.5倍を",
            "１．５倍を",
            "１.５倍を",
            "一切の責任",
            "アクセスは",
            "（以下「甲」という。）",
            "（秘密の保持）",
            "10日以内",
        ] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn captions_and_divisions() {
        assert_eq!(caption("（秘密の保持）").map(|range| &"（秘密の保持）"[range]), Some("秘密の保持"));
        assert_eq!(caption("（1）"), None);
        assert_eq!(caption("（甲）は"), None);
        assert_eq!((division("第二章　雑則"), division("第２節"), division("第２条")), (Some(2), Some(3), None));
        assert_eq!(supplement("附　則").as_deref(), Some("附則"));
        assert_eq!(supplement("別紙のとおり、乙は"), None);
    }
}
