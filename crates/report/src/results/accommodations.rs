//! accommodations.csv: who had what a roster grants beyond the exam's own conditions.

use super::table::Table;
use super::{FileDigest, ResultsError};
use mockexam_model::CandidateId;
use std::io::Write;

/// What a roster grants a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accommodation<'r> {
    /// The candidate.
    pub candidate: &'r CandidateId,
    /// Minutes beyond the exam's time.
    pub extra_minutes: u32,
    /// Template of the paper; empty for the usual one.
    pub template: &'r str,
    /// Language of the paper; empty for the usual one.
    pub language: &'r str,
}

impl Accommodation<'_> {
    /// Whether it grants anything.
    #[must_use]
    pub const fn is_any(&self) -> bool {
        self.extra_minutes > 0 || !self.template.is_empty() || !self.language.is_empty()
    }
}

/// Writes accommodations.csv in the order of the roster.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_accommodations<'r>(
    writer: impl Write,
    accommodations: impl Iterator<Item = Accommodation<'r>>,
) -> Result<FileDigest, ResultsError> {
    let columns = ["candidate", "extra_minutes", "template", "language"];
    let mut table = Table::new("accommodations.csv", writer, columns)?;
    for granted in accommodations {
        table.text(granted.candidate.as_str())?;
        table.cell(&granted.extra_minutes.to_string())?;
        table.text(granted.template)?;
        table.text(granted.language)?;
        table.end()?;
    }
    table.finish()
}
