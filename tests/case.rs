//! The form and the case: places, pointers, texts, facts, dates, numbers, citations.

#[path = "case/anything.rs"]
mod anything;
#[path = "case/citations.rs"]
mod citations;
#[path = "case/dates.rs"]
mod dates;
#[path = "case/facts.rs"]
mod facts;
#[path = "case/faults.rs"]
mod faults;
#[path = "case/form.rs"]
mod form;
#[path = "case/numbers.rs"]
mod numbers;
#[path = "case/places.rs"]
mod places;
#[path = "case/support.rs"]
mod support;
#[path = "case/texts.rs"]
mod texts;
