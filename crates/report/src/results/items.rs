//! items.csv: a row per item with its statistics over all forms.

use super::number::statistic;
use super::table::Table;
use super::{FileDigest, ResultsError};
use mockexam_analysis::ExamSummary;
use std::io::Write;

const COLUMNS: [&str; 9] =
    ["item", "rev", "topic", "n", "facility", "discrimination", "blank", "multiple", "unreadable"];

/// Writes items.csv, by item id.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_items(writer: impl Write, summary: &ExamSummary) -> Result<FileDigest, ResultsError> {
    let mut table = Table::new("items.csv", writer, COLUMNS)?;
    for item in &summary.items {
        table.cell(item.item.as_str())?;
        table.cell(&item.rev.to_string())?;
        table.cell(item.topic.as_str())?;
        table.cell(&item.n.to_string())?;
        table.cell(&statistic(item.facility))?;
        table.cell(&statistic(item.discrimination))?;
        for count in [item.blank, item.multiple, item.unreadable] {
            table.cell(&count.to_string())?;
        }
        table.end()?;
    }
    table.finish()
}
