//! Results become the [`Run`] that is reported.
mod run;
pub use run::{CaseReport, CaseVerdict, Run, Summary, Threshold};
