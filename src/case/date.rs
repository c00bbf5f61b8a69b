//! Dates as papers write them.
//!
//! A date of a paper is seldom a day: 「令和2年7月」 is some day of a month, 「7月以降」 has no end. So what
//! is read is a [`When`]: an interval in which something begins, and one in which it ends. A day that
//! does not exist is a [`DateFault`], never a date.

mod era;
mod point;

use std::ops::Range;

pub use era::{EraNote, EraSide, in_era};
use jiff::civil::Date;

use super::number::numeral_at;
use crate::form::{Folded, is_figure};
use point::Point;

/// The days among which one lies; an end that is `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Interval {
    /// The first day that it can be.
    pub earliest: Option<Date>,
    /// The last day that it can be.
    pub latest: Option<Date>,
}

impl Interval {
    /// Any of the days from one to another.
    #[must_use]
    pub const fn between(earliest: Date, latest: Date) -> Self {
        Self { earliest: Some(earliest), latest: Some(latest) }
    }

    /// Whether every day of this interval lies before every day of the other.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        matches!((self.latest, other.earliest), (Some(last), Some(first)) if last < first)
    }

    /// Whether some day lies in both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !self.is_before(other) && !other.is_before(self)
    }

    /// The day, where it is only one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.earliest.filter(|first| self.latest == Some(*first))
    }
}

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    /// When it begins.
    pub start: Interval,
    /// When it ends.
    pub end: Interval,
    /// How it is written.
    pub span: TimeSpan,
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeSpan {
    /// One point: a day, or some day of a month, a year.
    Point,
    /// から … まで.
    Period,
    /// 以降, から.
    Since,
    /// まで, 以前.
    Until,
}

impl When {
    /// All days that it can touch.
    #[must_use]
    pub fn whole(&self) -> Interval {
        Interval { earliest: self.start.earliest, latest: self.end.latest }
    }

    /// The least and the most days that a period can last, first and last day counted; `None` where an
    /// end is open or it is a point.
    #[must_use]
    pub fn days(&self) -> Option<(i64, i64)> {
        if self.span != TimeSpan::Period {
            return None;
        }
        let length = |first: Date, last: Date| i64::from((last - first).get_days()) + 1;
        let least = length(self.start.latest?, self.end.earliest?).max(0);
        Some((least, length(self.start.earliest?, self.end.latest?)))
    }
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its words, in bytes of the text.
    pub range: Range<usize>,
    /// What it says.
    pub when: Result<When, DateFault>,
    /// Whether its year is taken from elsewhere with a guess: a month that would step backwards is
    /// read as the next year's（推定）.
    pub estimated: bool,
    /// A remark on its era; the date is read all the same.
    pub note: Option<EraNote>,
}

/// Why words are no date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DateFault {
    /// A day that its month does not have.
    #[error("「{0}」という日はありません")]
    NoSuchDay(String),
    /// A month that is none of the twelve.
    #[error("「{0}」という月はありません")]
    NoSuchMonth(String),
    /// A year that its era does not count, or figures that make no number.
    #[error("「{0}」という年はありません")]
    NoSuchYear(String),
    /// A month with no year before it.
    #[error("「{0}」の年が分かりません")]
    NoYear(String),
    /// A period that ends before it begins.
    #[error("「{0}」の終わりが始まりより前です")]
    Reversed(String),
    /// No date at all.
    #[error("「{0}」に日付がありません")]
    None(String),
}

/// What a date without a year takes from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Carry {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// The year is a fiscal one, so January to March lie in the next.
    fiscal: bool,
    /// The year is not one of the same list, such as that of the paper's own date.
    guessed: bool,
}

impl Carry {
    /// The year and month of a date that stands elsewhere in the paper. What takes its year from here is
    /// marked as estimated.
    #[must_use]
    pub fn from_paper(when: &When) -> Self {
        let day = when.start.earliest;
        Self { year: day.map(|day| day.year()), month: day.map(|day| day.month()), guessed: true, ..Self::default() }
    }
}

/// The dates of a text, in its order. `carry` goes on from one to the next, also to the next text.
pub fn dates(text: &str, carry: &mut Carry) -> Vec<Dated> {
    let folded = Folded::new(text);
    let words = folded.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = words.get(at..).and_then(|rest| rest.chars().next()) {
        if may_begin(letter)
            && let Some(expression) = expression_at(words, at, carry)
        {
            at = expression.end.max(at + letter.len_utf8());
            found.push(Dated {
                range: folded.typed(expression.start..expression.end),
                when: expression.when,
                estimated: expression.estimated,
                note: expression.note,
            });
        } else if is_figure(letter) {
            // A run of figures is one number: 「112月」 has no 「12月」 in it.
            at += words.get(at..).map_or(1, |rest| rest.find(|letter| !is_figure(letter)).unwrap_or(rest.len()));
        } else {
            at += letter.len_utf8();
        }
    }
    found
}

/// Whether a date may begin with a letter.
fn may_begin(letter: char) -> bool {
    is_figure(letter)
        || matches!(letter, '令' | '平' | '昭' | '大' | '明' | 'R' | 'H' | 'S' | 'T' | 'M' | '西' | '同' | '翌')
}

struct Expression {
    start: usize,
    end: usize,
    when: Result<When, DateFault>,
    estimated: bool,
    note: Option<EraNote>,
}

/// A point with what bounds it.
fn expression_at(text: &str, at: usize, carry: &mut Carry) -> Option<Expression> {
    let first = point::point_at(text, at, carry, false)?;
    *carry = first.carry;
    let rest = text.get(first.end..).unwrap_or("");
    let mut expression =
        Expression { start: at, end: first.end, when: Ok(once(&first)), estimated: first.estimated, note: first.note };
    if let Some(joint) = starts_with_any(rest, &["から", "より", "~", "〜", "～", "-", "―", "→"]) {
        // 「より前」 is an end, no beginning.
        if joint == "より" && rest.starts_with("より前") {
            expression.end += "より前".len();
            expression.when = first.interval.clone().map(until);
            return Some(expression);
        }
        let after = first.end + joint.len();
        let comma = text.get(after..).is_some_and(|rest| rest.starts_with('、'));
        let after = if comma { after + '、'.len_utf8() } else { after };
        if let Some(last) = point::point_at(text, after, carry, true)
            && let Some(end) = period_end(text, last.end, joint)
        {
            expression.end = end;
            expression.estimated |= last.estimated;
            expression.note = expression.note.or(last.note);
            let words = text.get(at..end).unwrap_or("");
            expression.when = period(&first, &last, words);
            return Some(expression);
        }
        if joint.starts_with(|letter: char| "かよ".contains(letter)) {
            expression.end += joint.len();
            expression.when = first.interval.clone().map(from);
            if let Some((length, end)) = length_at(text, after)
                && let Ok(first) = &first.interval
                && let Some(when) = lasting(*first, length)
            {
                expression.end = end;
                expression.when = Ok(when);
            }
        }
    } else if let Some(bound) = starts_with_any(rest, &["以降", "以後", "以来", "(以降)"]) {
        expression.end += bound.len();
        expression.when = first.interval.clone().map(since);
    } else if let Some(bound) = starts_with_any(rest, &["までに", "まで", "迄", "以前"]) {
        expression.end += bound.len();
        expression.when = first.interval.clone().map(until);
    }
    if let Err(fault) = first.interval {
        expression.when = Err(fault);
    }
    Some(expression)
}

/// A number of days, and where it ends: 「30日間」.
fn length_at(text: &str, at: usize) -> Option<(i64, usize)> {
    let numeral = numeral_at(text, at)?;
    let rest = text.get(numeral.end..)?.strip_prefix("日間")?;
    let length = numeral.value.and_then(|length| i64::try_from(length).ok())?;
    Some((length, text.len() - rest.len()))
}

/// 「10日から30日間」: the first day is the first of them.
fn lasting(start: Interval, length: i64) -> Option<When> {
    let first = start.day()?;
    let last = first.checked_add(jiff::Span::new().try_days(length.checked_sub(1)?).ok()?).ok()?;
    (length > 0).then_some(When { start, end: Interval::between(last, last), span: TimeSpan::Period })
}

fn starts_with_any<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    words.iter().find(|word| text.starts_with(**word)).copied()
}

/// Where a period ends in the text; `None` where the second date is another one: after から there must
/// be まで.
fn period_end(text: &str, at: usize, joint: &str) -> Option<usize> {
    let rest = text.get(at..).unwrap_or("");
    match starts_with_any(rest, &["までの間", "まで", "迄"]) {
        Some(bound) => Some(at + bound.len()),
        None if joint == "から" || joint == "より" => None,
        None => Some(at),
    }
}

fn once(point: &Point) -> When {
    let interval = point.interval.clone().unwrap_or_default();
    When { start: interval, end: interval, span: TimeSpan::Point }
}

/// 「10月から」: it begins then, and goes on.
fn from(interval: Interval) -> When {
    When { start: interval, end: Interval { earliest: interval.earliest, latest: None }, span: TimeSpan::Since }
}

/// 「10月以降」: it begins then or at some later day.
fn since(interval: Interval) -> When {
    let open = Interval { latest: None, ..interval };
    When { start: open, end: Interval { earliest: interval.earliest, latest: None }, span: TimeSpan::Since }
}

fn until(interval: Interval) -> When {
    let open = Interval { earliest: None, ..interval };
    When { start: Interval { earliest: None, latest: interval.latest }, end: open, span: TimeSpan::Until }
}

fn period(first: &Point, last: &Point, words: &str) -> Result<When, DateFault> {
    let (start, end) = (first.interval.clone()?, last.interval.clone()?);
    if end.is_before(&start) {
        return Err(DateFault::Reversed(words.to_owned()));
    }
    Ok(When { start, end, span: TimeSpan::Period })
}
