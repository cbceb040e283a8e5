//! choices.csv: a row per choice with its statistics over all forms.

use super::number::statistic;
use super::table::Table;
use super::{FileDigest, ResultsError};
use crate::columns;
use mockexam_analysis::ExamSummary;
use std::io::Write;

/// Writes choices.csv, by item id and in canonical order of the choices. Secret: it holds the key.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_choices(writer: impl Write, summary: &ExamSummary) -> Result<FileDigest, ResultsError> {
    let header = ["item", "rev", "choice", "key", "count"].into_iter().chain(columns::CHOICE);
    let mut table = Table::new("choices.csv", writer, header)?;
    for item in &summary.items {
        for choice in &item.choices {
            table.cell(item.item.as_str())?;
            table.cell(&item.rev.to_string())?;
            table.cell(choice.choice.as_str())?;
            table.cell(if choice.key { "yes" } else { "no" })?;
            table.cell(&choice.count.to_string())?;
            for value in columns::of_choice(choice) {
                table.cell(&statistic(value))?;
            }
            table.end()?;
        }
    }
    table.finish()
}
