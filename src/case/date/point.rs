//! One date: a day, a month, a year or a fiscal year.

use jiff::civil::Date;

use super::era::{Era, EraNote};
use super::{Carry, DateFault, Interval};
use crate::case::number::{numeral_at, value_of};

/// One date of a text.
pub(super) struct Point {
    pub(super) end: usize,
    pub(super) interval: Result<Interval, DateFault>,
    pub(super) estimated: bool,
    pub(super) note: Option<EraNote>,
    /// What the next date takes from this one.
    pub(super) carry: Carry,
}

/// The parts of a date while they are read.
struct Parts {
    start: usize,
    at: usize,
    era: Option<Era>,
    /// `Err` where the figures make no year.
    year: Option<Result<i16, ()>>,
    fiscal: bool,
    months: Option<(u64, u64)>,
    day: Option<u64>,
    /// The year or month comes from the date before.
    taken: Option<Taken>,
}

/// What 「同年」 and its like take.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Year,
    Month,
    Day,
}

/// The date that begins at `at`. A day alone is one only where `day_alone` says so, at the end of a
/// period.
pub(super) fn point_at(text: &str, at: usize, carry: &Carry, day_alone: bool) -> Option<Point> {
    let mut parts = Parts { start: at, at, era: None, year: None, fiscal: false, months: None, day: None, taken: None };
    parts.read_year(text, carry);
    let dotted = parts.year.is_some() && parts.read_dotted(text);
    if !dotted {
        parts.read_month(text);
        parts.read_day(text, day_alone);
    }
    if parts.at == at || (parts.year.is_none() && parts.months.is_none() && parts.day.is_none()) {
        return None;
    }
    if parts.year.is_some() && parts.months.is_none() && parts.taken.is_none() && numbers_a_paper(text, parts.at) {
        return None;
    }
    if parts.year.is_none() && !parts.plausible_without_year(text) {
        return None;
    }
    parts.skip_weekday(text);
    let half = Part::read(text, &mut parts);
    Some(parts.finish(text, carry, half))
}

impl Parts {
    fn rest<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.at..).unwrap_or("")
    }

    fn eat(&mut self, text: &str, word: &str) -> bool {
        let found = self.rest(text).starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn read_year(&mut self, text: &str, carry: &Carry) {
        if self.read_taken_year(text, carry) {
            return;
        }
        self.eat(text, "西暦");
        let after_word = self.at;
        if let Some((era, length)) = Era::at(self.rest(text)) {
            self.read_era_year(text, era, length);
        } else if let Some(numeral) = numeral_at(text, self.at)
            && let Some(year) = numeral.value.and_then(|year| i16::try_from(year).ok())
            && (1850..=2150).contains(&year)
            && numeral.end - self.at >= 4
        {
            let rest = text.get(numeral.end..).unwrap_or("");
            if rest.starts_with('年') || is_dotted(rest) {
                self.year = Some(Ok(year));
                self.at = numeral.end;
                self.eat_year_mark(text);
            }
        }
        if self.year.is_none() && self.at == after_word {
            self.at = self.start;
        }
    }

    fn read_era_year(&mut self, text: &str, era: Era, length: usize) {
        let letter = length == 1;
        let figures = self.at + length;
        if letter && !is_boundary(text, self.at) {
            return;
        }
        let rest = text.get(figures..).unwrap_or("");
        let (value, end) = if rest.starts_with('元') {
            (Some(1), figures + '元'.len_utf8())
        } else {
            match numeral_at(text, figures) {
                Some(numeral) => (numeral.value, numeral.end),
                None => return,
            }
        };
        let after = text.get(end..).unwrap_or("");
        if !after.starts_with('年') && !is_dotted(after) {
            return;
        }
        self.era = Some(era);
        self.year = Some(value.and_then(|year| era.year(year)).ok_or(()));
        self.at = end;
        self.eat_year_mark(text);
    }

    fn eat_year_mark(&mut self, text: &str) {
        self.fiscal = self.eat(text, "年度");
        if !self.fiscal {
            self.eat(text, "年");
        }
    }

    /// 同年, 翌年, 同月, 翌月, 同日.
    fn read_taken_year(&mut self, text: &str, carry: &Carry) -> bool {
        for (word, fiscal, step) in [("同年度", true, 0), ("翌年度", true, 1), ("同年", false, 0), ("翌年", false, 1)]
        {
            if self.eat(text, word) {
                self.year = Some(carry.year.map(|year| year + step).ok_or(()));
                self.fiscal = fiscal;
                self.taken = Some(Taken::Year);
                return true;
            }
        }
        for (word, step, taken) in [("同月", 0, Taken::Month), ("翌月", 1, Taken::Month), ("同日", 0, Taken::Day)]
        {
            if self.eat(text, word) {
                let month = carry.month.map(|month| month + step);
                let wraps = month == Some(13);
                self.year = Some(carry.year.map(|year| year + i16::from(wraps)).ok_or(()));
                self.months = month.map(|month| if wraps { 1 } else { month as u64 }).map(|month| (month, month));
                if taken == Taken::Day {
                    self.day = carry.day.map(|day| day as u64);
                }
                self.taken = Some(taken);
                return true;
            }
        }
        false
    }

    /// R2.7.2, 2020/7/2, 2020-07-02.
    fn read_dotted(&mut self, text: &str) -> bool {
        let rest = self.rest(text);
        let Some(mark) = rest.chars().next().filter(|mark| "./-".contains(*mark)) else { return false };
        let Some(month) = numeral_at(text, self.at + 1) else { return false };
        self.months = Some((month.value.unwrap_or(0), month.value.unwrap_or(0)));
        self.at = month.end;
        let rest = self.rest(text);
        if rest.starts_with(mark)
            && let Some(day) = numeral_at(text, self.at + 1)
        {
            self.day = Some(day.value.unwrap_or(0));
            self.at = day.end;
        }
        true
    }

    /// 7月, 7~9月, 7・8月.
    fn read_month(&mut self, text: &str) {
        if self.months.is_some() {
            return;
        }
        let Some(first) = numeral_at(text, self.at) else { return };
        let after = text.get(first.end..).unwrap_or("");
        if after.starts_with('月') {
            self.months = Some((first.value.unwrap_or(0), first.value.unwrap_or(0)));
            self.at = first.end + '月'.len_utf8();
            return;
        }
        let Some(mark) = after.chars().next().filter(|mark| "~〜-・、,".contains(*mark)) else { return };
        if let Some(last) = numeral_at(text, first.end + mark.len_utf8())
            && text.get(last.end..).is_some_and(|rest| rest.starts_with('月'))
            && first.value < last.value
            && first.value.is_some_and(|first| (1..=12).contains(&first))
        {
            self.months = Some((first.value.unwrap_or(0), last.value.unwrap_or(0)));
            self.at = last.end + '月'.len_utf8();
        }
    }

    fn read_day(&mut self, text: &str, day_alone: bool) {
        let alone = self.year.is_none() && self.months.is_none();
        if self.taken == Some(Taken::Day) || (alone && !day_alone) || (!alone && self.months.is_none()) {
            return;
        }
        if let Some(day) = numeral_at(text, self.at)
            && text.get(day.end..).is_some_and(|rest| rest.starts_with('日') && !rest.starts_with("日間"))
        {
            self.day = Some(day.value.unwrap_or(0));
            self.at = day.end + '日'.len_utf8();
        }
    }

    /// A month without a year must be one of the twelve and no length of time（12月間、3月分）.
    fn plausible_without_year(&self, text: &str) -> bool {
        let whole = self.months.is_none_or(|(first, last)| (1..=12).contains(&first) && (1..=12).contains(&last));
        let after = self.rest(text);
        whole && !["間", "分", "次", "額", "給", "齢", "当", "ごと", "毎"].iter().any(|word| after.starts_with(word))
    }

    /// (木), (木曜日).
    fn skip_weekday(&mut self, text: &str) {
        let rest = self.rest(text);
        let Some(inside) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside)
        else {
            return;
        };
        if inside.starts_with(|letter| "月火水木金土日".contains(letter)) && inside.chars().count() <= 3 {
            self.at += inside.len() + 2;
        }
    }

    fn finish(self, text: &str, carry: &Carry, part: Part) -> Point {
        let words = text.get(self.start..self.at).unwrap_or("").to_owned();
        let mut estimated = carry.guessed && (self.year.is_none() || self.taken.is_some());
        let year = match self.year {
            Some(year) => year.map_err(|()| match self.taken {
                Some(_) => DateFault::NoYear(words.clone()),
                None => DateFault::NoSuchYear(words.clone()),
            }),
            None => carry.year.ok_or_else(|| DateFault::NoYear(words.clone())),
        };
        let months = self.months.or_else(|| self.day.and(carry.month).map(|month| (month as u64, month as u64)));
        let year = year.map(|year| match months {
            // January to March of a fiscal year lie in the next year of the calendar.
            Some((month, _)) if (self.fiscal || (self.year.is_none() && carry.fiscal)) && month < 4 => year + 1,
            Some((month, _)) if self.year.is_none() && carry.month.is_some_and(|before| month < before as u64) => {
                estimated = true;
                year + 1
            }
            _ => year,
        });
        let interval = year.clone().and_then(|year| self.interval(year, months, part, &words));
        let (interval, note) = match (interval, self.era) {
            (Ok(interval), Some(era)) if !(self.fiscal && months.is_none()) => {
                let (interval, note) = era.clip(interval);
                (Ok(interval), note)
            }
            (interval, _) => (interval, None),
        };
        let next = match (&interval, year) {
            (Ok(_), Ok(year)) => Carry {
                year: Some(year),
                month: months.map(|(month, _)| month as i8).or(self.fiscal.then_some(4)),
                day: self.day.map(|day| day as i8),
                fiscal: self.fiscal && months.is_none(),
                guessed: carry.guessed && self.year.is_none(),
            },
            _ => Carry::default(),
        };
        Point { end: self.at, interval, estimated, note, carry: next }
    }

    fn interval(&self, year: i16, months: Option<(u64, u64)>, part: Part, words: &str) -> Result<Interval, DateFault> {
        let month = |month: u64| {
            i8::try_from(month)
                .ok()
                .filter(|month| (1..=12).contains(month))
                .ok_or(DateFault::NoSuchMonth(words.to_owned()))
        };
        let day = |year: i16, month: i8, day: i8| {
            Date::new(year, month, day).map_err(|_| DateFault::NoSuchDay(words.to_owned()))
        };
        let Some((first, last)) = months else {
            let start = day(year, if self.fiscal { 4 } else { 1 }, 1)?;
            return part.of_year(start).ok_or_else(|| DateFault::NoSuchYear(words.to_owned()));
        };
        let (first, last) = (month(first)?, month(last)?);
        if let Some(number) = self.day {
            let number = i8::try_from(number).map_err(|_| DateFault::NoSuchDay(words.to_owned()))?;
            let day = day(year, first, number)?;
            return Ok(Interval::between(day, day));
        }
        let start = day(year, first, 1)?;
        let end = day(year, last, 1)?.last_of_month();
        Ok(part.of_month(Interval::between(start, end)))
    }
}

/// Which part of a month or year is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    /// 上旬.
    Early,
    /// 中旬.
    Middle,
    /// 下旬, 末.
    Late,
    /// 末日.
    LastDay,
    /// 上半期.
    FirstHalf,
    /// 下半期.
    SecondHalf,
}

impl Part {
    fn read(text: &str, parts: &mut Parts) -> Self {
        const WORDS: [(&str, Part); 15] = [
            ("上旬", Part::Early),
            ("初旬", Part::Early),
            ("初め", Part::Early),
            ("当初", Part::Early),
            ("中旬", Part::Middle),
            ("下旬", Part::Late),
            ("末日", Part::LastDay),
            ("末", Part::Late),
            ("上半期", Part::FirstHalf),
            ("前半", Part::FirstHalf),
            ("下半期", Part::SecondHalf),
            ("後半", Part::SecondHalf),
            ("頃", Part::Whole),
            ("ごろ", Part::Whole),
            ("中", Part::Whole),
        ];
        if parts.day.is_some() {
            return Self::Whole;
        }
        WORDS.iter().find(|(word, _)| parts.eat(text, word)).map_or(Self::Whole, |&(_, part)| part)
    }

    fn of_month(self, month: Interval) -> Interval {
        let (Some(first), Some(last)) = (month.earliest, month.latest) else { return month };
        let day = |number: i8| first.with().day(number).build().unwrap_or(first);
        match self {
            Self::Early => Interval::between(first, day(10)),
            Self::Middle => Interval::between(day(11), day(20)),
            Self::Late => Interval::between(last.with().day(21).build().unwrap_or(last), last),
            Self::LastDay => Interval::between(last, last),
            Self::FirstHalf => Interval::between(first, day(15)),
            Self::SecondHalf => Interval::between(day(16), last),
            Self::Whole => month,
        }
    }

    /// The part of the year that begins at `start`.
    fn of_year(self, start: Date) -> Option<Interval> {
        let month = |months: i8| {
            let total = i16::from(start.month() - 1) + i16::from(months);
            Date::new(start.year() + total / 12, i8::try_from(total % 12).ok()? + 1, 1).ok()
        };
        let (from, to) = match self {
            Self::Early => (0, 0),
            Self::Late | Self::LastDay => (11, 11),
            Self::FirstHalf => (0, 5),
            Self::SecondHalf => (6, 11),
            Self::Middle | Self::Whole => (0, 11),
        };
        let last = month(to)?.last_of_month();
        Some(Interval::between(if self == Self::LastDay { last } else { month(from)? }, last))
    }
}

/// Whether a letter at `at` begins a word of its own.
fn is_boundary(text: &str, at: usize) -> bool {
    !text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(|letter| letter.is_ascii_alphanumeric())
}

/// A mark and figures that make a month: 「.7」.
fn is_dotted(rest: &str) -> bool {
    let Some(tail) = rest.strip_prefix(['.', '/', '-']) else { return false };
    let length = tail.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(tail.len());
    tail.get(..length).and_then(value_of).is_some() && length <= 2
}

/// Whether a year is part of the number of a law or a paper: 「平成25年法律第27号」.
fn numbers_a_paper(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    let head: String = rest.chars().take(30).take_while(|letter| !"。、()「」".contains(*letter)).collect();
    head.match_indices('第').any(|(place, mark)| {
        numeral_at(&head, place + mark.len())
            .is_some_and(|numeral| head.get(numeral.end..).is_some_and(|rest| rest.starts_with('号')))
    })
}
