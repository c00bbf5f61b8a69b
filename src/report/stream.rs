//! Formats that are written a case at a time, so that no more than one case is at hand.

use std::io;

use super::overview::OverviewLine;
use super::{Format, Pretty, json, ndjson};
use crate::settle::{CaseReport, Run, Summary};

/// A run of several cases as it is written, one case after the other.
#[derive(Debug)]
pub enum Stream<'s> {
    /// For people: each case is a line of one table, which is laid out when all lines are known.
    Overview(&'s Pretty, Vec<OverviewLine>),
    /// For programs, a line a result.
    Ndjson,
    /// For programs, one document; with whether a case was written.
    Json(bool),
}

/// What is written of a case.
#[derive(Debug)]
pub enum Part {
    /// A line of the table.
    Line(Box<OverviewLine>),
    /// Lines of text.
    Text(Vec<u8>),
}

impl<'s> Stream<'s> {
    /// The format as one that is written so; `None` where it is not.
    #[must_use]
    pub fn of(format: Format, style: &'s Pretty) -> Option<Self> {
        match format {
            Format::Pretty if !style.verbose => Some(Self::Overview(style, Vec::new())),
            Format::Ndjson => Some(Self::Ndjson),
            Format::Json => Some(Self::Json(false)),
            _ => None,
        }
    }

    /// Whether it tells more of a case than verdicts and what could not be read.
    #[must_use]
    pub fn tells_results(&self) -> bool {
        matches!(self, Self::Ndjson | Self::Json(_))
    }

    /// Writes what stands before the cases; those of `run` itself do not count.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn begin(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Overview(..) => Ok(()),
            Self::Ndjson => ndjson::head(run, out),
            Self::Json(_) => json::begin(run, out),
        }
    }

    /// What is to be written of a case: worked out for many cases at once, in any order.
    ///
    /// # Errors
    /// None that a value of this type gives; those of the writer.
    pub fn part(&self, case: &CaseReport) -> io::Result<Part> {
        match self {
            Self::Overview(style, _) => Ok(Part::Line(Box::new(style.line(case)))),
            Self::Ndjson => {
                let mut text = Vec::new();
                ndjson::case(case, &mut text).map(|()| Part::Text(text))
            }
            Self::Json(_) => json::part(case).map(Part::Text),
        }
    }

    /// Writes the part of the next case.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn add(&mut self, part: Part, out: &mut dyn io::Write) -> io::Result<()> {
        match (self, part) {
            (Self::Overview(_, lines), Part::Line(line)) => lines.push(*line),
            (Self::Json(begun), Part::Text(text)) => {
                json::add(&text, !*begun, out)?;
                *begun = true;
            }
            (_, Part::Text(text)) => out.write_all(&text)?,
            (_, Part::Line(_)) => {}
        }
        Ok(())
    }

    /// Writes what stands behind the cases.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn end(self, run: &Run, summary: Summary, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Self::Overview(style, lines) => style.overview(run, &lines, summary, out),
            Self::Ndjson => ndjson::tail(run, summary, out),
            Self::Json(begun) => json::end(run, summary, !begun, out),
        }
    }
}
