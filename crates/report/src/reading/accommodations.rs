//! accommodations.csv: what the roster granted to whom.

use super::scores::identity;
use super::source::{self, Source};
use super::table::Table;
use mockexam_model::{CandidateId, Diagnostic};
use std::collections::BTreeMap;

/// The name of the file.
pub(crate) const FILE: &str = "accommodations.csv";

/// What a candidate was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Granted {
    pub(crate) extra_minutes: u32,
    /// Template and language of the paper; empty for the usual ones.
    pub(crate) template: String,
    pub(crate) language: String,
}

/// Reads the table.
pub(crate) fn read(source: Source<'_>) -> Result<BTreeMap<CandidateId, Granted>, Diagnostic> {
    let mut table = Table::open(FILE, source::open(source, FILE)?)?;
    let [candidate, minutes, template, language] =
        table.columns(["candidate", "extra_minutes", "template", "language"])?;
    let mut all = BTreeMap::new();
    while let Some(row) = table.next()? {
        let granted = Granted {
            extra_minutes: row.read(minutes, "a number of minutes", |text| text.parse().ok())?,
            template: row.text(template).to_owned(),
            language: row.text(language).to_owned(),
        };
        all.insert(identity(row, candidate)?, granted);
    }
    Ok(all)
}
