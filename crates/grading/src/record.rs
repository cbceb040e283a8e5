//! One record of a text: its cells, and where it stood.

use csv::ByteRecord;
use mockexam_model::fact::Fact;

/// Cells of one record; reused from record to record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The cells, one behind the other, perhaps with something between them.
    bytes: Vec<u8>,
    /// Where each cell starts and ends; what stands behind the last one is of earlier records.
    spans: Spans,
    len: usize,
    /// The separator of the cells that were not looked for yet.
    unsplit: Option<u8>,
    pub(crate) line: u64,
    /// For a record that was gathered from several: where each cell comes from, none where no record gave it.
    origins: Vec<Option<Origin>>,
    /// Why the records cannot be gathered into one.
    pub(crate) flaw: Option<(Origin, Fact)>,
}

/// Where cells start and end.
pub(crate) type Spans = Vec<(usize, usize)>;

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
        let span = self.spans.get(index).filter(|_| index < self.len);
        span.and_then(|&(start, end)| self.bytes.get(start..end)).unwrap_or_default()
    }

    /// The cell as text without outer white space; none if it is no text.
    pub(crate) fn text(&self, index: usize) -> Option<&str> {
        std::str::from_utf8(self.cell(index)).ok().map(str::trim)
    }

    pub(crate) const fn len(&self) -> usize {
        self.len
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
        flaw: Option<(Origin, Fact)>,
    ) {
        self.bytes.clear();
        self.spans.clear();
        self.origins.clear();
        for (cell, origin) in cells {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(cell);
            self.spans.push((start, self.bytes.len()));
            self.origins.push(origin);
        }
        (self.len, self.unsplit) = (self.spans.len(), None);
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

    /// Takes the first cells of a line in which nothing is quoted: at most so many.
    pub(crate) fn split(&mut self, row: &[u8], separator: u8, most: usize) {
        self.bytes.clear();
        self.bytes.extend_from_slice(row);
        self.find_cells(separator, most);
        self.unsplit = (self.len == most).then_some(separator);
    }

    /// Finds all cells of a record of which only the first were taken. `spans` is for those of one record after another: what
    /// every record keeps for itself would not stay near the processor. [`Record::fold`] gives it back.
    pub(crate) fn unfold(&mut self, spans: &mut Spans) {
        if let Some(separator) = self.unsplit {
            std::mem::swap(&mut self.spans, spans);
            self.find_cells(separator, usize::MAX);
        }
    }

    /// Ends what [`Record::unfold`] began: the first cells are there again, and no others.
    pub(crate) fn fold(&mut self, spans: &mut Spans) {
        if self.unsplit.is_some() {
            std::mem::swap(&mut self.spans, spans);
            self.len = self.spans.len();
        }
    }

    fn find_cells(&mut self, separator: u8, most: usize) {
        let Self { bytes, spans, .. } = self;
        let room = most.min(bytes.len() + 1);
        if spans.len() < room || most != usize::MAX {
            spans.resize(room, (0, 0));
        }
        // Cells of answers are a byte or two: to look for the next separator takes longer than to look at every byte, and a
        // place that is written in vain less than to ask whether it is one.
        let (mut len, mut start) = (0, 0);
        for (at, byte) in bytes.iter().enumerate() {
            if len == most {
                break;
            }
            spans[len] = (start, at);
            let ends = *byte == separator;
            len += usize::from(ends);
            start = if ends { at + 1 } else { start };
        }
        if len < most {
            spans[len] = (start, bytes.len());
            len += 1;
        }
        self.len = len;
    }

    /// Takes the cells that csv found.
    pub(crate) fn take(&mut self, cells: &ByteRecord) {
        self.bytes.clear();
        self.bytes.extend_from_slice(cells.as_slice());
        self.spans.clear();
        let ranges = (0..cells.len()).filter_map(|index| cells.range(index));
        self.spans.extend(ranges.map(|range| (range.start, range.end)));
        (self.len, self.unsplit) = (self.spans.len(), None);
    }
}
