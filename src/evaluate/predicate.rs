//! The questions that a rule can put to a case, one a file.
//!
//! Each reads a case at some places and gives an [`super::Outcome`]; none knows the rule that asks.

pub(super) mod agree;
pub(super) mod apart;
pub(super) mod ask;
pub(super) mod attached;
pub(super) mod belongs;
pub(super) mod cited;
pub(super) mod cites;
pub(super) mod covers;
pub(super) mod days;
pub(super) mod fact;
pub(super) mod link;
pub(super) mod names;
pub(super) mod number;
pub(super) mod order;
pub(super) mod paper;
pub(super) mod present;
pub(super) mod states;
pub(super) mod terms;
pub(super) mod unlisted;
pub(super) mod verbs;
