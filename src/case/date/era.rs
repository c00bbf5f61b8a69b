//! Japanese eras.

use jiff::civil::{Date, date};

use super::Interval;

/// An era.
#[derive(Debug, Clone, Copy)]
pub(super) struct Era {
    name: &'static str,
    letter: char,
    /// The year before its first.
    zero: i16,
    first: Date,
    last: Option<Date>,
}

/// The eras of the modern calendar. 明治 is counted from the first day of its year, as the year was
/// named from then on.
const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', zero: 2018, first: date(2019, 5, 1), last: None },
    Era { name: "平成", letter: 'H', zero: 1988, first: date(1989, 1, 8), last: Some(date(2019, 4, 30)) },
    Era { name: "昭和", letter: 'S', zero: 1925, first: date(1926, 12, 25), last: Some(date(1989, 1, 7)) },
    Era { name: "大正", letter: 'T', zero: 1911, first: date(1912, 7, 30), last: Some(date(1926, 12, 24)) },
    Era { name: "明治", letter: 'M', zero: 1867, first: date(1868, 1, 1), last: Some(date(1912, 7, 29)) },
];

/// The last year of an era that is read. No era came near it; more is a slip.
const MAX_YEAR: u64 = 99;

/// A date that is read though its era had not begun, or was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EraNote {
    /// The era.
    pub era: &'static str,
    /// Its first or last day, the one that is passed.
    pub limit: Date,
    /// Which of the two.
    pub side: EraSide,
}

/// On which side of an era a date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EraSide {
    /// Before it.
    Before,
    /// After it.
    After,
}

impl std::fmt::Display for EraNote {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let EraNote { era, limit, side } = self;
        let (year, month, day) = (limit.year(), limit.month(), limit.day());
        match side {
            EraSide::Before => write!(out, "{era}は{year}年{month}月{day}日からです。西暦に直して読みました"),
            EraSide::After => write!(out, "{era}は{year}年{month}月{day}日までです。西暦に直して読みました"),
        }
    }
}

/// A day as papers write it, 「令和2年7月1日」; before the eras by the common calendar.
#[must_use]
pub fn in_era(day: Date) -> String {
    let (month, of_month) = (day.month(), day.day());
    match ERAS.iter().find(|era| era.first <= day) {
        Some(era) if day.year() - era.zero == 1 => format!("{}元年{month}月{of_month}日", era.name),
        Some(era) => format!("{}{}年{month}月{of_month}日", era.name, day.year() - era.zero),
        None => format!("{}年{month}月{of_month}日", day.year()),
    }
}

impl Era {
    /// The era whose name or letter begins at the start of `text`, with the length of it.
    pub(super) fn at(text: &str) -> Option<(Self, usize)> {
        let named = ERAS.iter().find(|era| text.starts_with(era.name)).map(|era| (*era, era.name.len()));
        named.or_else(|| ERAS.iter().find(|era| text.starts_with(era.letter)).map(|era| (*era, era.letter.len_utf8())))
    }

    /// The year of the common calendar.
    pub(super) fn year(&self, year: u64) -> Option<i16> {
        if !(1..=MAX_YEAR).contains(&year) {
            return None;
        }
        i16::try_from(year).ok().map(|year| self.zero + year)
    }

    /// What of an interval lies in the era; where nothing does, the interval as it is, with a note.
    pub(super) fn clip(&self, interval: Interval) -> (Interval, Option<EraNote>) {
        let era = self.name;
        let (Some(from), Some(to)) = (interval.earliest, interval.latest) else { return (interval, None) };
        if to < self.first {
            return (interval, Some(EraNote { era, limit: self.first, side: EraSide::Before }));
        }
        if let Some(last) = self.last.filter(|&last| from > last) {
            return (interval, Some(EraNote { era, limit: last, side: EraSide::After }));
        }
        (Interval::between(from.max(self.first), self.last.map_or(to, |last| to.min(last))), None)
    }
}
