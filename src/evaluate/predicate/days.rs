//! `days`: a period has so many days, both ends counted.

use jiff::civil::Date;

use crate::case::date::When;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Outcome, Truth};
use crate::form::Place;

/// A period of which the end has no year is seldom longer, in days.
const HALF_A_YEAR: i64 = 183;

/// How many days are wanted.
#[derive(Clone, Copy)]
pub(in crate::evaluate) struct Bounds {
    pub(in crate::evaluate) min: Option<i64>,
    pub(in crate::evaluate) max: Option<i64>,
}

impl Bounds {
    /// Whether a number of days between two others lies within.
    pub(super) fn of(self, fewest: i64, most: i64) -> Truth {
        let long_enough = self.min.map_or((true, true), |min| (fewest >= min, most >= min));
        let short_enough = self.max.map_or((true, true), |max| (most <= max, fewest <= max));
        match (long_enough, short_enough) {
            ((true, _), (true, _)) => Truth::Holds,
            ((_, true), (_, true)) => Truth::Undecided(Reason::Undecidable),
            _ => Truth::Contrary,
        }
    }
}

/// Whether a time ends in a later year than it begins in, or may do so.
fn ends_later(when: &When) -> bool {
    let year = |day: Option<Date>| day.map(Date::year);
    year(when.start.earliest) != year(when.end.latest)
}

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, places: &[Place], bounds: Bounds) -> Outcome {
    let nodes = &judge.found(places).nodes;
    let lines = judge.schedule(nodes);
    let mut parts = Vec::new();
    for line in lines.iter() {
        let mut part = Outcome::new(Truth::Undecided(Reason::Undecidable));
        part.evidence.extend(judge.words(line.node, judge.text(line.node), line.range.clone()));
        match line.when.as_ref().map(|when| (when.days(), ends_later(when))) {
            Ok((Some((fewest, most)), is_of_later_year)) => {
                let count = if fewest == most { format!("{fewest}") } else { format!("{fewest}～{most}") };
                if line.estimated && is_of_later_year && fewest > HALF_A_YEAR {
                    // 「6月8日から5月10日まで」 is sooner a slip than eleven months.
                    part.remarks.push(format!(
                        "末日の年が書かれていません。次の年とみなすと{count}日になり、終わりが始まりより前とも読めます。"
                    ));
                } else {
                    part.truth = bounds.of(fewest, most);
                    part.remarks.push(format!("初日と末日を含めて{count}日です。"));
                }
            }
            Ok((None, _)) => part.remarks.push("初日と末日のどちらかが分からず、日数を数えられません。".to_owned()),
            Err(fault) => part.remarks.push(format!("{fault}。")),
        }
        parts.push(part);
    }
    let mut outcome = match parts.is_empty() {
        true if judge.some_text(nodes) => {
            let mut unread = Outcome::new(Truth::Undecided(Reason::Undecidable));
            unread.remarks.push("初日と末日を日付として読めません。".to_owned());
            unread
        }
        true => Outcome::new(Truth::Silent),
        false => Outcome::any(parts),
    };
    outcome.nearest = judge.nearest(places);
    outcome
}
