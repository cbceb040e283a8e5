//! A CSV table that is written row by row and hashed.

use super::hashed::{FileDigest, Hashed};
use super::{ResultsError, guarded};
use std::io::Write;

/// A table under its plain file name.
pub(super) struct Table<W: Write> {
    file: &'static str,
    csv: csv::Writer<Hashed<W>>,
}

impl<W: Write> Table<W> {
    /// Starts a table with its header.
    pub(super) fn new<'h>(
        file: &'static str,
        writer: W,
        header: impl IntoIterator<Item = &'h str>,
    ) -> Result<Self, ResultsError> {
        let mut table = Self { file, csv: csv::Writer::from_writer(Hashed::new(writer)) };
        for name in header {
            table.cell(name)?;
        }
        table.end()?;
        Ok(table)
    }

    /// A cell that is known to be inert: a number, an id of a bank (letters, digits, `-`, `_`, `.`), a word of ours.
    pub(super) fn cell(&mut self, cell: &str) -> Result<(), ResultsError> {
        self.csv.write_field(cell).map_err(|error| ResultsError::csv(self.file, error))
    }

    /// A cell with any text.
    pub(super) fn text(&mut self, text: &str) -> Result<(), ResultsError> {
        self.cell(&guarded(text))
    }

    /// Ends a row.
    pub(super) fn end(&mut self) -> Result<(), ResultsError> {
        self.csv.write_record(None::<&[u8]>).map_err(|error| ResultsError::csv(self.file, error))
    }

    /// Flushes the table.
    pub(super) fn finish(self) -> Result<FileDigest, ResultsError> {
        let file = self.file;
        let hashed =
            self.csv.into_inner().map_err(|error| ResultsError::Io { file, source: error.into_error() })?;
        hashed.finish(file).map_err(|source| ResultsError::Io { file, source })
    }
}
