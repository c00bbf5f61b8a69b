//! A case and a rule set become results with evidence.
pub mod result;
