//! kansa（監査）: rule-based checks of Japanese municipal referrals.
pub mod case;
pub mod document;
pub mod error;
pub mod evaluate;
pub mod form;
pub mod reading;
pub mod rules;
pub mod settle;
pub mod source;
