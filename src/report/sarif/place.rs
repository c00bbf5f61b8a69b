//! Where a result is, as SARIF counts.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::log::{ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region, Snippet};
use super::message::text;
use crate::source::{Source, Span};

/// What relative addresses begin from.
pub(super) const BASE: &str = "%SRCROOT%";

/// Everything but the letters that no address gives a meaning, and the marks between its steps.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The address of a file by its path as it is shown.
pub(super) fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, ENCODED);
    if path.starts_with('/') { format!("file://{encoded}") } else { encoded.to_string() }
}

/// A file as a whole.
pub(super) fn file(path: &str) -> Location {
    let physical_location = PhysicalLocation { artifact_location: ArtifactLocation::of(path), region: None };
    Location { id: 0, physical_location, logical_locations: Vec::new(), message: None }
}

/// A place in a file, with the path to the node and with words on it.
pub(super) fn location(id: usize, source: &Source, span: Span, pointer: Option<&str>, words: Option<&str>) -> Location {
    let region = Some(region(source, span));
    let physical_location = PhysicalLocation { artifact_location: ArtifactLocation::of(source.name()), region };
    let logical_locations = pointer
        .filter(|pointer| !pointer.is_empty())
        .map(|pointer| LogicalLocation { fully_qualified_name: pointer.to_owned() })
        .into_iter()
        .collect();
    Location { id, physical_location, logical_locations, message: words.map(text) }
}

/// A region with the text that it cuts out. Line breaks at its end do not belong to it: behind the last of
/// them a host finds no line.
fn region(source: &Source, span: Span) -> Region {
    let whole = source.text();
    let last = whole.trim_end_matches(['\n', '\r']).len();
    let start = span.start.min(last);
    let cut = source.slice(Span::new(start, span.end.clamp(start, whole.len()))).trim_end_matches(['\n', '\r']);
    let place = source.location(Span::new(start, start + cut.len()));
    Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        snippet: Snippet { text: cut.to_owned() },
    }
}
