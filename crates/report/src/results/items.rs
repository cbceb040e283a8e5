//! items.csv: a row per item with its statistics over all forms.

use super::number::statistic;
use super::table::Table;
use super::{FileDigest, ResultsError};
use crate::columns;
use mockexam_analysis::{ExamSummary, Flag};
use mockexam_model::AnswerKey;
use std::io::Write;

/// Writes items.csv, by item id.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_items(
    writer: impl Write,
    key: &AnswerKey,
    summary: &ExamSummary,
) -> Result<FileDigest, ResultsError> {
    let header = ["item", "rev", "topic", "n"].into_iter().chain(columns::ITEM);
    let header = header.chain(["blank", "multiple", "unreadable", "flags"]);
    let mut table = Table::new("items.csv", writer, header)?;
    for item in &summary.items {
        table.cell(item.item.as_str())?;
        table.cell(&item.rev.to_string())?;
        table.cell(item.topic.as_str())?;
        table.cell(&item.n.to_string())?;
        for value in columns::of_item(item, key.background.estimate(&item.item)) {
            table.cell(&statistic(value))?;
        }
        for count in [item.blank, item.multiple, item.unreadable] {
            table.cell(&count.to_string())?;
        }
        table.cell(&item.flags.iter().map(Flag::to_string).collect::<Vec<_>>().join(";"))?;
        table.end()?;
    }
    table.finish()
}
