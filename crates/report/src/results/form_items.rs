//! form_items.csv: a row per form and question, where an exam has several forms that many share.

use super::number::statistic;
use super::table::Table;
use super::{FileDigest, ResultsError};
use crate::columns::bounds;
use mockexam_analysis::ExamSummary;
use std::io::Write;

pub(crate) const FILE: &str = "form_items.csv";

pub(crate) const COLUMNS: [&str; 10] = [
    "form",
    "question",
    "item",
    "n",
    "facility",
    "facility_low",
    "facility_high",
    "discrimination",
    "discrimination_low",
    "discrimination_high",
];

/// Writes form_items.csv, by form and printed number.
///
/// # Errors
/// [`ResultsError::Io`] if it cannot be written.
pub fn write_form_items(writer: impl Write, summary: &ExamSummary) -> Result<FileDigest, ResultsError> {
    let mut table = Table::new(FILE, writer, COLUMNS)?;
    for form in &summary.forms {
        for item in &form.items {
            table.cell(form.form.as_str())?;
            table.cell(&item.question.to_string())?;
            table.cell(item.item.as_str())?;
            table.cell(&item.n.to_string())?;
            let [low, high] = bounds(item.facility_interval);
            let [least, most] = bounds(item.discrimination_interval);
            for value in [item.facility, low, high, item.discrimination, least, most] {
                table.cell(&statistic(value))?;
            }
            table.end()?;
        }
    }
    table.finish()
}
