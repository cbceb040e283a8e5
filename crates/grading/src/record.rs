//! One record of a text: its cells, and where it stood.

use csv::ByteRecord;
use memchr::memchr_iter;

/// Cells of one record; reused from record to record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The cells, one behind the other, with `gap` bytes between them.
    bytes: Vec<u8>,
    gap: usize,
    /// Where each cell ends.
    ends: Vec<usize>,
    pub(crate) line: u64,
    /// For a record that was gathered from several: where each cell comes from, none where no record gave it.
    origins: Vec<Option<Origin>>,
    /// Why the records cannot be gathered into one.
    pub(crate) flaw: Option<(Origin, String)>,
}

/// Where a gathered cell stood: line from 1, column from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) line: u64,
    pub(crate) column: usize,
}

impl Record {
    /// The cell at an index from 0; empty beyond the last.
    #[inline]
    pub(crate) fn cell(&self, index: usize) -> &[u8] {
        let Some(&end) = self.ends.get(index) else { return &[] };
        let start = match index.checked_sub(1).and_then(|before| self.ends.get(before)) {
            Some(before) => before + self.gap,
            None => 0,
        };
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// The cell as text without outer white space; none if it is no text.
    pub(crate) fn text(&self, index: usize) -> Option<&str> {
        std::str::from_utf8(self.cell(index)).ok().map(str::trim)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Line on which the record starts, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Fills the record with cells that were gathered from several, the first on this line.
    pub(crate) fn gather<'c>(
        &mut self,
        line: u64,
        cells: impl Iterator<Item = (&'c [u8], Option<Origin>)>,
        flaw: Option<(Origin, String)>,
    ) {
        self.clear(0);
        self.origins.clear();
        for (cell, origin) in cells {
            self.bytes.extend_from_slice(cell);
            self.ends.push(self.bytes.len());
            self.origins.push(origin);
        }
        (self.line, self.flaw) = (line, flaw);
    }

    /// Where a cell of a gathered record stood.
    pub(crate) fn origin(&self, index: usize) -> Option<Origin> {
        self.origins.get(index).copied().flatten()
    }

    /// Whether the record was gathered from several.
    pub(crate) const fn is_gathered(&self) -> bool {
        !self.origins.is_empty()
    }

    /// Whether nothing gave this cell of a gathered record.
    pub(crate) fn lacks(&self, index: usize) -> bool {
        self.origins.get(index).is_some_and(Option::is_none)
    }

    /// Whether no cell has anything but white space.
    pub(crate) fn is_blank(&self) -> bool {
        (0..self.len()).all(|index| self.cell(index).iter().all(u8::is_ascii_whitespace))
    }

    fn clear(&mut self, gap: usize) {
        self.gap = gap;
        self.bytes.clear();
        self.ends.clear();
    }

    /// Takes the cells of a line in which nothing is quoted.
    pub(crate) fn split(&mut self, row: &[u8], separator: u8) {
        self.clear(1);
        self.bytes.extend_from_slice(row);
        self.ends.extend(memchr_iter(separator, row));
        self.ends.push(row.len());
    }

    /// Takes the cells that csv found.
    pub(crate) fn take(&mut self, cells: &ByteRecord) {
        self.clear(0);
        self.bytes.extend_from_slice(cells.as_slice());
        self.ends.extend((0..cells.len()).filter_map(|index| cells.range(index)).map(|range| range.end));
    }
}
