//! Many files, of which no more than a few are at hand at a time.
//!
//! They are gone through twice. The first time each is judged, noted for the comparison with the others, and put away
//! in a file that the system removes. The second time each is taken up, settled and written.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;

use rayon::prelude::*;

use super::Failure;
use super::input::Input;
use super::targets::Targets;
use crate::report::{Part, Stream};
use crate::rules::RuleSet;
use crate::settle::{CaseReport, Run, Selection, Shelf, Shelved, Tally, Together};

/// From how many files on it pays: a report takes some 200 KB.
const MANY: usize = 32;
/// How many files are at hand for each thread at a time: fewer, and threads would wait for the slowest.
const AT_HAND: usize = 4;

/// Whether there are so many files that it counts.
pub(super) fn pays(inputs: &[Input]) -> bool {
    inputs.len() > MANY
}

/// How many files are at hand at a time.
fn at_once() -> usize {
    rayon::current_num_threads() * AT_HAND
}

/// The cases of a run, judged and put away in their order.
pub(super) struct Stored<'r> {
    rules: &'r RuleSet,
    shelf: Shelf<'r>,
    together: Together<'r>,
    /// The cases, each with the length of what stands of it in the file.
    put: VecDeque<(Shelved, usize)>,
    /// What stands of them outside the memory.
    file: File,
    /// Files that are no cases.
    pub(super) skipped: Vec<String>,
}

impl<'r> Stored<'r> {
    /// Judges all files; `whole` tells that more than the verdicts will be written.
    pub(super) fn judge(
        rules: &'r RuleSet,
        inputs: &[Input],
        judge: &(impl Fn(&Input) -> Option<CaseReport> + Sync),
        whole: bool,
        targets: &Targets<'_>,
    ) -> Result<Self, Failure> {
        let file = tempfile::tempfile()?;
        let (shelf, together) = (Shelf::new(rules), Together::new(rules));
        let mut stored = Self { rules, shelf, together, put: VecDeque::new(), file, skipped: Vec::new() };
        for some in inputs.chunks(at_once()) {
            let judged: Vec<Option<CaseReport>> = some.par_iter().map(judge).collect();
            let passed_over = some.iter().zip(&judged).filter(|(_, report)| report.is_none());
            stored.skipped.extend(passed_over.map(|(input, _)| input.name.clone()));
            let reports: Vec<CaseReport> = judged.into_iter().flatten().collect();
            for report in &reports {
                stored.together.add(report);
                for file in &report.companions {
                    targets.spare(Some(Path::new(&file.path)), "案件が添付する文書です")?;
                }
            }
            // Of a case that stands alone everything is told.
            let is_first = stored.put.is_empty();
            let put = |(at, report): (usize, CaseReport)| stored.shelf.put(report, whole || (is_first && at == 0));
            let put: Vec<Shelved> = reports.into_par_iter().enumerate().map(put).collect();
            for mut shelved in put {
                let bytes = shelved.unload();
                stored.file.write_all(&bytes)?;
                stored.put.push_back((shelved, bytes.len()));
            }
        }
        stored.file.rewind()?;
        Ok(stored)
    }

    /// The cases where there is one at most, which is told otherwise than several; it is not settled.
    pub(super) fn few(&mut self) -> io::Result<Option<Vec<CaseReport>>> {
        if self.put.len() > 1 {
            return Ok(None);
        }
        let some = self.next(1)?;
        let take = |shelved| self.shelf.take(shelved).ok_or_else(|| io::ErrorKind::InvalidData.into());
        some.into_iter().map(take).collect::<io::Result<_>>().map(Some)
    }

    /// Takes up so many cases.
    fn next(&mut self, count: usize) -> io::Result<Vec<Shelved>> {
        let count = count.min(self.put.len());
        let load = |(shelved, length): (Shelved, usize)| {
            let mut bytes = vec![0; length];
            self.file.read_exact(&mut bytes).map(|()| shelved.load(bytes))
        };
        self.put.drain(..count).map(load).collect()
    }

    /// Settles all cases and writes what is selected of them.
    pub(super) fn write(
        mut self,
        selection: &Selection,
        run: &Run,
        mut streams: Vec<(Stream<'_>, Box<dyn io::Write + Send>)>,
    ) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        let mut closed = vec![false; streams.len()];
        each(&mut streams, &mut closed, |_, (stream, out)| stream.begin(run, out))?;
        let mut done = 0;
        loop {
            let some = self.next(at_once())?;
            let count = some.len();
            if count == 0 {
                break;
            }
            let formats: Vec<&Stream<'_>> = streams.iter().map(|(stream, _)| stream).collect();
            let told = |(at, shelved): (usize, Shelved)| -> io::Result<(CaseReport, Vec<Part>)> {
                let mut report = self.shelf.take(shelved).ok_or(io::ErrorKind::InvalidData)?;
                self.together.settle(done + at, &mut report);
                report.results.retain(|result| selection.has(self.rules, result));
                let parts = formats.iter().map(|stream| stream.part(&report)).collect::<io::Result<_>>()?;
                Ok((report, parts))
            };
            let told: Vec<(CaseReport, Vec<Part>)> =
                some.into_par_iter().enumerate().map(told).collect::<io::Result<_>>()?;
            for (report, parts) in told {
                tally.add(&report);
                let mut parts = parts.into_iter();
                each(&mut streams, &mut closed, |is_closed, (stream, out)| match parts.next() {
                    Some(part) if !is_closed => stream.add(part, out),
                    _ => Ok(()),
                })?;
            }
            done += count;
        }
        let mut closed = closed.into_iter();
        for (stream, mut out) in streams {
            if closed.next() == Some(false) {
                still_open(stream.end(run, tally.summary(), &mut out).and_then(|()| out.flush()))?;
            }
        }
        Ok(tally)
    }
}

/// Does something with each output. One whose reader closed the pipe is let be.
fn each<T>(
    outputs: &mut [T],
    closed: &mut [bool],
    mut what: impl FnMut(bool, &mut T) -> io::Result<()>,
) -> io::Result<()> {
    for (output, closed) in outputs.iter_mut().zip(closed) {
        *closed |= !still_open(what(*closed, output))?;
    }
    Ok(())
}

/// Whether what was written found a reader: one that closed the pipe changes neither the other outputs nor the
/// exit code.
fn still_open(written: io::Result<()>) -> io::Result<bool> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
    }
}
