//! choices.csv: a row per choice with its statistics over all forms.

use super::number::statistic;
use super::table::Table;
use super::{FileDigest, ResultsError};
use mockexam_analysis::ExamSummary;
use std::io::Write;

const COLUMNS: [&str; 8] = ["item", "rev", "choice", "key", "count", "share", "r_rest", "mean_score"];

/// Writes choices.csv, by item id and in canonical order of the choices. Secret: it holds the key.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_choices(writer: impl Write, summary: &ExamSummary) -> Result<FileDigest, ResultsError> {
    let mut table = Table::new("choices.csv", writer, COLUMNS)?;
    for item in &summary.items {
        for choice in &item.choices {
            table.cell(item.item.as_str())?;
            table.cell(&item.rev.to_string())?;
            table.cell(choice.choice.as_str())?;
            table.cell(if choice.key { "yes" } else { "no" })?;
            table.cell(&choice.count.to_string())?;
            for value in [choice.share, choice.r_rest, choice.mean_score] {
                table.cell(&statistic(value))?;
            }
            table.end()?;
        }
    }
    table.finish()
}
