//! How far a run is, on standard error where that is a terminal.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};

/// Fewest files for which progress is shown.
const FEWEST: usize = 20;

/// A bar that counts files; it draws nothing where nobody would see it.
pub(super) fn bar(files: usize, wanted: bool) -> ProgressBar {
    if !wanted || files < FEWEST || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    // A template that cannot be read leaves the usual look.
    match ProgressStyle::with_template("点検中 {wide_bar} {pos}/{len}件　残り {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
