//! Numbers as papers write them.
//!
//! All functions read folded text (see [`crate::form::Folded`]), so figures are ASCII or kanji. What
//! is no number is an error, never a value: 「三十二十」 is not 50.

use std::cmp::Ordering;
use std::ops::Range;

use crate::form::{Folded, fold_name, is_figure};

/// A run of figures that begins at a place of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// Its value; `None` where the figures make no number.
    pub value: Option<u64>,
    /// The byte after it.
    pub end: usize,
}

/// The figures that begin at `at`, without separators: 14, 十四, 一四, 1万2千.
#[must_use]
pub fn numeral_at(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..)?;
    let length = rest.find(|letter| !is_numeral(letter)).unwrap_or(rest.len());
    let run = rest.get(..length).filter(|run| !run.is_empty())?;
    Some(Numeral { value: value_of(run), end: at + length })
}

fn is_numeral(letter: char) -> bool {
    is_figure(letter) || matches!(letter, '零' | '兆')
}

/// The value of a run of figures.
#[must_use]
pub fn value_of(run: &str) -> Option<u64> {
    positional(run).or_else(|| structured(run))
}

/// Figures by place: 1200, 一二〇〇.
fn positional(run: &str) -> Option<u64> {
    if run.is_empty() || run.chars().count() > 18 {
        return None;
    }
    if run.bytes().all(|byte| byte.is_ascii_digit()) {
        return run.parse().ok();
    }
    run.chars().try_fold(0_u64, |value, letter| Some(value * 10 + kanji_digit(letter)?))
}

fn kanji_digit(letter: char) -> Option<u64> {
    "〇一二三四五六七八九"
        .chars()
        .position(|digit| digit == letter || (digit == '〇' && letter == '零'))
        .map(|at| at as u64)
}

fn unit(letter: char) -> Option<u64> {
    Some(match letter {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// Figures with their units, which must go down: 六千四百, 1万2千, 6千400.
fn structured(run: &str) -> Option<u64> {
    let mut total = 0_u64;
    let (mut section, mut empty) = (0_u64, true);
    let (mut last_big, mut last_small) = (u64::MAX, 10_000_u64);
    let mut pending = String::new();
    for letter in run.chars() {
        let Some(unit) = unit(letter) else {
            pending.push(letter);
            continue;
        };
        let count = if pending.is_empty() { None } else { Some(positional(&pending)?) };
        pending.clear();
        if unit < 10_000 {
            let count = count.unwrap_or(1);
            if unit >= last_small || count == 0 || count > 9 {
                return None;
            }
            section += count * unit;
            (last_small, empty) = (unit, false);
        } else {
            let rest = count.unwrap_or(0);
            if unit >= last_big || rest >= last_small || (empty && count.is_none()) || section + rest == 0 {
                return None;
            }
            total += (section + rest).checked_mul(unit)?;
            (section, empty, last_small, last_big) = (0, true, 10_000, unit);
        }
    }
    let rest = if pending.is_empty() { 0 } else { positional(&pending)? };
    if rest >= last_small {
        return None;
    }
    total.checked_add(section + rest)
}

/// A number with decimals, compared by value.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    digits: u64,
    /// How many of the digits stand behind the point.
    scale: u32,
}

impl Decimal {
    /// Reads figures with at most one point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((whole, part)) = text.split_once('.') else {
            return Some(Self { digits: value_of(text)?, scale: 0 });
        };
        let digits_only = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let digits = format!("{whole}{part}");
        if !digits_only(whole) || !digits_only(part) || digits.len() > 18 {
            return None;
        }
        Some(Self { digits: digits.parse().ok()?, scale: part.len() as u32 })
    }

    fn times(self, factor: u64) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(factor)?, ..self })
    }

    fn over(self, other: Self) -> u128 {
        u128::from(self.digits) * 10_u128.pow(other.scale.min(18))
    }
}

impl From<u64> for Decimal {
    fn from(digits: u64) -> Self {
        Self { digits, scale: 0 }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.over(*other).cmp(&other.over(*self))
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = format!("{:0>width$}", self.digits, width = self.scale as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - self.scale as usize);
        let part = part.trim_end_matches('0');
        if part.is_empty() { out.write_str(whole) } else { write!(out, "{whole}.{part}") }
    }
}

/// A number of a text, with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The figures and the unit, in bytes of the typed text.
    pub range: Range<usize>,
    /// The value.
    pub value: Result<Decimal, NumberFault>,
    /// Whether it is said to be near (約).
    pub about: bool,
    /// The unit, folded; empty where none was asked for.
    pub unit: String,
}

/// Figures that make no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Figures that no one can read.
    #[error("「{0}」は数として読めません")]
    Unreadable(String),
    /// A word that a number should follow, without one.
    #[error("「{0}」の後に数がありません")]
    None(String),
}

/// The numbers of a text that count one of `units`.
#[must_use]
pub fn numbers<U: AsRef<str>>(text: &str, units: &[U]) -> Vec<Number> {
    let folded = Folded::new(text);
    let mut units: Vec<String> = units.iter().map(|unit| fold_name(unit.as_ref())).collect();
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    let mut found: Vec<(Range<usize>, Number)> = Vec::new();
    for unit in units.iter().filter(|unit| !unit.is_empty()) {
        for place in folded.places(unit) {
            if found.iter().any(|(taken, _)| taken.start < place.end && place.start < taken.end) {
                continue;
            }
            if let Some((start, value, about)) = counted(folded.text(), &place) {
                let number = Number { range: folded.typed(start..place.end), value, about, unit: unit.clone() };
                found.push((start..place.end, number));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter().map(|(_, number)| number).collect()
}

/// The figures that end where a unit begins: their start, their value, whether 約 stands before them.
fn counted(text: &str, unit: &Range<usize>) -> Option<(usize, Result<Decimal, NumberFault>, bool)> {
    const NOT_A_COUNT: [&str; 5] = ["目", "当たり", "あたり", "につき", "ごと"];
    let after = text.get(unit.end..)?;
    if NOT_A_COUNT.iter().any(|word| after.starts_with(word)) {
        return None;
    }
    let before = text.get(..unit.start)?;
    let run = before.trim_end_matches(|letter| is_numeral(letter) || ",、.数何幾".contains(letter));
    let run = before.get(run.len()..)?;
    let run = whole_number(run);
    if !run.chars().any(|letter| is_numeral(letter) || "数何幾".contains(letter)) {
        return None;
    }
    let start = unit.start - run.len();
    let head = text.get(..start)?;
    if head.ends_with('第') {
        return None;
    }
    let about = ["約", "およそ", "おおよそ", "概ね", "おおむね"].iter().any(|word| head.ends_with(word));
    let value = read(run).ok_or_else(|| NumberFault::Unreadable(text.get(start..unit.end).unwrap_or(run).to_owned()));
    Some((start, value, about))
}

/// The part of a run before a unit that is one number: 「一、二〇〇」 is, of 「五、六」 only 「六」.
fn whole_number(run: &str) -> &str {
    let Some((head, last)) = run.rsplit_once('、') else { return run.trim_start_matches(['、', ',', '.']) };
    let group = last.chars().count() == 3;
    let before = head.rsplit('、').next().unwrap_or("");
    if group && !before.is_empty() && before.chars().count() <= 3 {
        run.trim_start_matches(['、', ',', '.'])
    } else {
        last
    }
}

fn read(run: &str) -> Option<Decimal> {
    if run.contains('、') {
        // Groups of three kanji figures; with other figures it may be a list, so it is no number.
        let groups: Vec<&str> = run.split('、').collect();
        let kanji = groups.iter().all(|group| group.chars().all(|letter| kanji_digit(letter).is_some()));
        return grouped(&groups).filter(|_| kanji).and_then(|digits| positional(&digits)).map(Decimal::from);
    }
    if run.contains(',') {
        let (digits, factor) = big_unit(run);
        let groups: Vec<&str> = digits.split(',').collect();
        return Decimal::from(positional(&grouped(&groups)?)?).times(factor);
    }
    if run.contains('.') {
        let (digits, factor) = big_unit(run);
        return Decimal::parse(digits)?.times(factor);
    }
    value_of(run).map(Decimal::from)
}

/// Digits in groups of three, the first of one to three.
fn grouped(groups: &[&str]) -> Option<String> {
    let (first, rest) = groups.split_first()?;
    let length = |group: &&str| group.chars().count();
    ((1..=3).contains(&length(first)) && rest.iter().all(|group| length(group) == 3)).then(|| groups.concat())
}

/// 「1.5万」: the figures and what they are times.
fn big_unit(run: &str) -> (&str, u64) {
    let last = run.chars().next_back();
    match last.and_then(unit) {
        Some(factor) => (run.get(..run.len() - last.map_or(0, char::len_utf8)).unwrap_or(run), factor),
        None => (run, 1),
    }
}

/// The numbers that follow a word, such as a version.
#[must_use]
pub fn numbers_after(text: &str, word: &str) -> Vec<Number> {
    let folded = Folded::new(text);
    let lower = folded.text().to_ascii_lowercase();
    let word = fold_name(word).to_ascii_lowercase();
    if word.is_empty() {
        return Vec::new();
    }
    let found = lower.match_indices(&word).map(|(at, found)| {
        let end = at + found.len();
        let tail = lower.get(end..).unwrap_or("");
        let mut rest = tail.trim_start_matches([' ', ':', '(', '-']);
        for label in ["バージョン", "version", "ver.", "ver", "v"] {
            rest = rest.strip_prefix(label).unwrap_or(rest);
        }
        let rest = rest.trim_start_matches([' ', '.', ':']);
        let start = lower.len() - rest.len();
        let length = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
        let figures = rest.get(..length).unwrap_or("").trim_end_matches('.');
        let (end, value) = if figures.is_empty() {
            (end, Err(NumberFault::None(folded.text().get(at..end).unwrap_or("").to_owned())))
        } else {
            let value = Decimal::parse(figures).ok_or_else(|| NumberFault::Unreadable(figures.to_owned()));
            (start + figures.len(), value)
        };
        Number { range: folded.typed(at..end), value, about: false, unit: String::new() }
    });
    found.collect()
}
