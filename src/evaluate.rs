//! A case and a rule set become results with evidence.
//!
//! Nothing here knows a law, a safeguard or a heading: all of these are data of the rule set. No path
//! leads to `pass` but a condition that holds:
//!
//! | situation | verdict |
//! |---|---|
//! | kind, dates in force or `when` do not hold | `not_applicable`, with the reason |
//! | `when` cannot be decided | `review` |
//! | nothing is said, or the value is blank | `missing` |
//! | nothing is said, but an instrument that may carry it is bound and not attached | `review` (by reference) |
//! | nothing is said, but a sentence speaks of the matter in unknown words | `review` (near) |
//! | the text says the contrary, or a value breaks the rule | `fail` |
//! | a value that cannot be read or compared | `review` (undecidable) |
//!
//! There is no clock, locale or environment: the day at which the law is read is an input.

mod elsewhere;
mod judge;
mod linked;
mod message;
mod outcome;
mod paper;
mod predicate;
pub mod result;
mod text;

pub use judge::{Judged, judge};
pub use message::in_order;
pub use outcome::{Break, Outcome, Truth};
