//! reconciliation.csv: a row per row of the answer files that was not graded.

use super::table::Table;
use super::{FileDigest, ResultsError};
use mockexam_model::Reconciliation;
use std::io::Write;

const COLUMNS: [&str; 6] = ["file", "line", "column", "candidate", "state", "message"];

/// Writes reconciliation.csv in the order of files and lines.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_reconciliation(writer: impl Write, books: &Reconciliation) -> Result<FileDigest, ResultsError> {
    let mut table = Table::new("reconciliation.csv", writer, COLUMNS)?;
    for finding in &books.findings {
        table.text(&finding.file)?;
        table.cell(&finding.line.to_string())?;
        table.cell(&finding.column.map(|column| column.to_string()).unwrap_or_default())?;
        table.text(&finding.candidate)?;
        table.cell(finding.state.as_str())?;
        table.text(&finding.message)?;
        table.end()?;
    }
    table.finish()
}
