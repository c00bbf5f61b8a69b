//! A text derived from another one, with the way back.
//!
//! Normalising a text and moving its brackets aside changes nearly nothing, so the way back is kept
//! as runs: stretches that were copied byte for byte, and stretches that replace another one whole.

use std::ops::Range;

/// A derived text whose ranges can be traced to the text it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mapped {
    text: String,
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where the run begins in the derived text.
    at: usize,
    /// The range of the first text that it stands for.
    from: usize,
    to: usize,
    /// Copied byte for byte.
    copied: bool,
}

impl Mapped {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), runs: Vec::with_capacity(16) }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Appends what was copied from `from` on.
    pub(crate) fn copy(&mut self, text: &str, from: usize) {
        if text.is_empty() {
            return;
        }
        let to = from + text.len();
        match self.runs.last_mut() {
            Some(run) if run.copied && run.to == from => run.to = to,
            _ => self.runs.push(Run { at: self.text.len(), from, to, copied: true }),
        }
        self.text.push_str(text);
    }

    /// Appends what stands for the whole of `from`.
    pub(crate) fn replace(&mut self, text: &str, from: Range<usize>) {
        if text.is_empty() {
            return;
        }
        self.runs.push(Run { at: self.text.len(), from: from.start, to: from.end, copied: false });
        self.text.push_str(text);
    }

    /// Appends a range of another derived text, so that it maps to that one's origin.
    pub(crate) fn append(&mut self, other: &Self, range: Range<usize>) {
        let Some(text) = other.text.get(range.clone()) else { return };
        if text.is_empty() {
            return;
        }
        let first = other.run_at(range.start);
        let base = self.text.len();
        for (run, end) in other.runs_from(first) {
            if run.at >= range.end {
                break;
            }
            let start = run.at.max(range.start);
            let stop = end.min(range.end);
            let (from, to) =
                if run.copied { (run.from + (start - run.at), run.from + (stop - run.at)) } else { (run.from, run.to) };
            let at = base + (start - range.start);
            match self.runs.last_mut() {
                Some(last) if last.copied && run.copied && last.to == from => last.to = to,
                _ => self.runs.push(Run { at, from, to, copied: run.copied }),
            }
        }
        self.text.push_str(text);
    }

    /// The range of the first text that a range of this one came from.
    pub(crate) fn origin(&self, range: Range<usize>) -> Range<usize> {
        if range.start >= range.end {
            let at = self.start_of(range.start);
            return at..at;
        }
        let start = self.start_of(range.start);
        let last = self.run_at(range.end - 1);
        let end =
            self.runs.get(last).map_or(start, |run| if run.copied { run.from + (range.end - run.at) } else { run.to });
        start..end.max(start)
    }

    fn start_of(&self, position: usize) -> usize {
        let run = self.runs.get(self.run_at(position));
        run.map_or(0, |run| if run.copied { (run.from + (position - run.at)).min(run.to) } else { run.from })
    }

    fn run_at(&self, position: usize) -> usize {
        self.runs.partition_point(|run| run.at <= position).saturating_sub(1)
    }

    fn runs_from(&self, first: usize) -> impl Iterator<Item = (Run, usize)> {
        let ends = self.runs.iter().skip(first + 1).map(|run| run.at).chain([self.text.len()]);
        self.runs.iter().skip(first).copied().zip(ends)
    }
}

#[cfg(test)]
mod tests {
    use super::Mapped;

    #[test]
    fn ranges_are_traced_through_two_steps() {
        let mut first = Mapped::default();
        first.copy("あい", 0);
        first.replace("うう", 6..7);
        first.copy("え", 10);
        let mut second = Mapped::default();
        second.append(&first, 12..15);
        second.append(&first, 3..9);
        assert_eq!(second.text(), "えいう");
        assert_eq!(second.origin(0..3), 10..13);
        assert_eq!(second.origin(3..6), 3..6);
        assert_eq!(second.origin(3..9), 3..7);
        assert_eq!(second.origin(6..9), 6..7);
    }
}
