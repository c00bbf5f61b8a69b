//! What lies beside a case, for tests that judge one in memory.

use kansa::case::{Beside, Fetched, LinkFault, PaperFault};

/// Files without the other cases of a run.
pub(crate) struct Files<F>(pub(crate) F);

impl<F: Fn(&str) -> Result<Fetched, PaperFault>> Beside for Files<F> {
    fn file(&self, path: &str) -> Result<Fetched, PaperFault> {
        self.0(path)
    }

    fn numbered(&self, _: &str) -> Result<Fetched, LinkFault> {
        Err(LinkFault::NotInRun)
    }
}
