//! Results become the [`Run`] that is reported.
mod run;
mod selection;

pub use run::{CaseReport, CaseVerdict, Run, Summary, Threshold};
pub use selection::{Selection, UnknownChoice};
