//! kansa（監査）: rule-based checks of Japanese municipal referrals（諮問）to a review board.
//!
//! Data flows one way, and each folder is a station:
//!
//! ```text
//! bytes ─ source ─▶ text ─ document ─▶ located tree ─ case ─▶ places, facts, dates ─┐
//!                                        ▲ form (rules/form.yaml)                    │
//! rules/ ─ rules ─▶ rule set, statements ─ reading ─▶ how a text says something ─────┤
//!                                                                                    ▼
//!        exit code, files ◀─ cli ◀─ report ◀─ Run ◀─ settle ◀─ results ◀─ evaluate ──┘
//! ```
//!
//! Rules speak in paths, reports in spans; nothing between computes a line number. A rule never prints, a
//! writer never decides. The law is data under `rules/`: no article, no safeguard and no heading of a
//! paper is named in this code.
#![deny(
    clippy::dbg_macro,
    clippy::exit,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]
#![cfg_attr(test, allow(clippy::string_slice, reason = "a test may stop at what it did not expect"))]

mod bytes;
pub mod case;
pub mod check;
pub mod cli;
pub mod document;
pub mod error;
pub mod evaluate;
pub mod form;
mod hash;
mod memory;
pub mod reading;
pub mod report;
pub mod rules;
pub mod settle;
pub mod source;
pub mod text;
pub mod trial;
