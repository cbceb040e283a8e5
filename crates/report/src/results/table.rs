//! A CSV table that is written row by row and hashed.

use super::hashed::{FileDigest, Hashed};
use super::{ResultsError, guarded};
use std::borrow::Cow;
use std::io::Write;

/// Bytes that are gathered before they are hashed and written.
const CHUNK: usize = 1 << 16;

/// Rows of a table as they stand in the file, before they are written.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    file: &'static str,
    bytes: Vec<u8>,
    /// Whether the row at hand has a cell.
    in_row: bool,
}

impl Rows {
    /// No rows of the table with this file name.
    pub(super) const fn new(file: &'static str) -> Self {
        Self { file, bytes: Vec::new(), in_row: false }
    }

    /// A cell that is known to be inert: a number, an id of a bank (letters, digits, `-`, `_`, `.`), a word of ours.
    pub(super) fn cell(&mut self, cell: &str) -> Result<(), ResultsError> {
        let spelled = spelled(cell).map_err(|error| ResultsError::csv(self.file, error))?;
        self.ready(&spelled);
        Ok(())
    }

    /// A cell with any text.
    pub(super) fn text(&mut self, text: &str) -> Result<(), ResultsError> {
        self.cell(&guarded(text))
    }

    /// Cells that are spelled as they stand in the file: of rows by the million, what is the same in many is spelled once.
    pub(super) fn ready(&mut self, cells: &[u8]) {
        if std::mem::replace(&mut self.in_row, true) {
            self.bytes.push(b',');
        }
        self.bytes.extend_from_slice(cells);
    }

    /// Ends a row.
    pub(super) fn end(&mut self) {
        self.bytes.push(b'\n');
        self.in_row = false;
    }
}

/// A table under its plain file name.
pub(super) struct Table<W: Write> {
    hashed: Hashed<W>,
    /// Rows that are not written yet.
    rows: Rows,
}

impl<W: Write> Table<W> {
    /// Starts a table with its header.
    pub(super) fn new<'h>(
        file: &'static str,
        writer: W,
        header: impl IntoIterator<Item = &'h str>,
    ) -> Result<Self, ResultsError> {
        let mut table = Self { hashed: Hashed::new(writer), rows: Rows::new(file) };
        for name in header {
            table.cell(name)?;
        }
        table.end()?;
        Ok(table)
    }

    /// As [`Rows::cell`].
    pub(super) fn cell(&mut self, cell: &str) -> Result<(), ResultsError> {
        self.rows.cell(cell)
    }

    /// As [`Rows::text`].
    pub(super) fn text(&mut self, text: &str) -> Result<(), ResultsError> {
        self.rows.text(text)
    }

    /// Ends a row.
    pub(super) fn end(&mut self) -> Result<(), ResultsError> {
        self.rows.end();
        if self.rows.bytes.len() < CHUNK { Ok(()) } else { self.flush() }
    }

    /// Writes whole rows that were spelled elsewhere, and leaves none of them there.
    pub(super) fn take(&mut self, rows: &mut Rows) -> Result<(), ResultsError> {
        self.flush()?;
        let written = self.hashed.write_all(&rows.bytes);
        rows.bytes.clear();
        written.map_err(|source| ResultsError::Io { file: rows.file, source })
    }

    /// Flushes the table.
    pub(super) fn finish(mut self) -> Result<FileDigest, ResultsError> {
        self.flush()?;
        let file = self.rows.file;
        let closed = self.hashed.finish().map_err(|source| ResultsError::Io { file, source });
        closed.map(|(_, sha256)| FileDigest { file, sha256 })
    }

    fn flush(&mut self) -> Result<(), ResultsError> {
        let written = self.hashed.write_all(&self.rows.bytes);
        self.rows.bytes.clear();
        written.map_err(|source| ResultsError::Io { file: self.rows.file, source })
    }
}

/// A cell as it stands in the file: between quotation marks where it has to.
pub(super) fn spelled(cell: &str) -> Result<Cow<'_, [u8]>, csv::Error> {
    if !cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        return Ok(Cow::Borrowed(cell.as_bytes()));
    }
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    writer.write_record([cell])?;
    let mut record = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    record.truncate(record.len().saturating_sub(1));
    Ok(Cow::Owned(record))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_csv_crate_writes_the_same(
            rows in prop::collection::vec(prop::collection::vec("[a,;\"\r\n é]{0,5}", 2..4), 1..6),
        ) {
            let mut bytes = Vec::new();
            let mut table = Table::new("t.csv", &mut bytes, ["a", "b, c"]).unwrap();
            let mut other = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            other.write_record(["a", "b, c"]).unwrap();
            for row in &rows {
                row.iter().for_each(|cell| table.cell(cell).unwrap());
                table.end().unwrap();
                other.write_record(row).unwrap();
            }
            table.finish().unwrap();
            prop_assert_eq!(bytes, other.into_inner().unwrap());
        }
    }
}
