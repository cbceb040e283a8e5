//! Text becomes records.
//!
//! Most answer files have no quotation mark: their records end at a newline and their cells at a separator, and nothing is to
//! be unescaped. Such records are split here. From the first record with a quotation mark on, the csv crate splits and unescapes
//! what the strict check lets through.

use crate::check::{Fault, LONGEST};
use crate::encoding::Text;
use crate::strict::{Ahead, Strict};
use csv::{ByteRecord, ReaderBuilder};
use memchr::{memchr_iter, memchr3};
use std::io;

/// Bytes that csv asks for at once.
const CHUNK: usize = 1 << 16;

/// Cells of one record; reused from record to record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The cells, one behind the other, with `gap` bytes between them.
    bytes: Vec<u8>,
    gap: usize,
    /// Where each cell ends.
    ends: Vec<usize>,
    line: u64,
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
    fn split(&mut self, row: &[u8], separator: u8) {
        self.clear(1);
        self.bytes.extend_from_slice(row);
        self.ends.extend(memchr_iter(separator, row));
        self.ends.push(row.len());
    }

    /// Takes the cells that csv found.
    fn take(&mut self, cells: &ByteRecord) {
        self.clear(0);
        self.bytes.extend_from_slice(cells.as_slice());
        self.ends.extend((0..cells.len()).filter_map(|index| cells.range(index)).map(|range| range.end));
    }
}

/// The records of a text, one after another.
pub(crate) struct Records<'r> {
    separator: u8,
    way: Way<'r>,
}

/// How records are told apart.
enum Way<'r> {
    /// No quotation mark was seen so far.
    Plain(Box<Plain<'r>>),
    /// With quotation marks.
    Quoted { reader: Box<csv::Reader<Strict<'r>>>, cells: ByteRecord },
}

impl<'r> Records<'r> {
    pub(crate) fn new(text: Text<'r>, separator: u8) -> Self {
        Self { separator, way: Way::Plain(Box::new(Plain::new(text))) }
    }

    /// Reads the next record that is not blank; false at the end.
    ///
    /// # Errors
    /// Those of the file, and a [`Fault`] as the cause of one where records cannot be told apart. Nothing can be read after an
    /// error.
    pub(crate) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        loop {
            let found = match &mut self.way {
                Way::Plain(plain) => match plain.next()? {
                    Found::Line(row) => {
                        record.split(row, self.separator);
                        true
                    }
                    Found::Nothing => false,
                    Found::Quoted => {
                        self.way = plain.hand_over(self.separator);
                        continue;
                    }
                },
                Way::Quoted { reader, cells } => {
                    let found = reader.read_byte_record(cells).map_err(cause)?;
                    record.take(cells);
                    found
                }
            };
            if !found || !record.is_blank() {
                record.line = self.line();
                return Ok(found);
            }
        }
    }

    /// The line on which the last record starts.
    fn line(&mut self) -> u64 {
        match &mut self.way {
            Way::Plain(plain) => plain.told,
            Way::Quoted { reader, .. } => {
                let end = reader.position().byte();
                reader.get_mut().line_before(end)
            }
        }
    }

    /// SHA-256 of the bytes read so far: of the whole file after the last record.
    pub(crate) fn digest(self) -> [u8; 32] {
        match self.way {
            Way::Plain(plain) => plain.text.map(Text::digest).unwrap_or_default(),
            Way::Quoted { reader, .. } => reader.into_inner().digest(),
        }
    }
}

/// Lines of a text in which no quotation mark was seen.
struct Plain<'r> {
    /// The text; none once it was handed over.
    text: Option<Text<'r>>,
    /// What was read and not yet used begins at `at`.
    buffer: Vec<u8>,
    at: usize,
    chunk: Vec<u8>,
    /// Line of the byte at `at`, and that of the last record.
    line: u64,
    told: u64,
    end: End,
    started: bool,
}

/// What is behind the buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Perhaps more.
    Open,
    /// The end of the text.
    Reached,
    /// A character that cannot be read.
    Malformed,
}

/// What stands next in a text.
enum Found<'p> {
    /// A record, without its newline.
    Line(&'p [u8]),
    /// A record with a quotation mark, which is still there.
    Quoted,
    /// The end.
    Nothing,
}

impl<'r> Plain<'r> {
    fn new(text: Text<'r>) -> Self {
        let (buffer, chunk) = (Vec::new(), Vec::new());
        Self { text: Some(text), buffer, at: 0, chunk, line: 1, told: 1, end: End::Open, started: false }
    }

    fn next(&mut self) -> io::Result<Found<'_>> {
        let mut seen = 0;
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            let mark =
                memchr3(b'"', b'\n', b'\r', rest.get(seen..).unwrap_or_default()).map(|found| found + seen);
            let length = mark.unwrap_or(rest.len());
            if length as u64 > LONGEST {
                return Err(io::Error::other(Fault::TooLong { line: self.line }));
            }
            let newline = match mark.and_then(|mark| Some((rest.get(mark)?, rest.get(mark + 1)))) {
                Some((b'"', _)) => return Ok(Found::Quoted),
                Some((b'\r', Some(b'\n'))) => 2,
                // The other half of this newline may be in the next stretch of text.
                Some((b'\r', None)) if self.end == End::Open => 0,
                Some(_) => 1,
                None => 0,
            };
            if newline > 0 || (self.end == End::Reached && length > 0) {
                let start = self.at;
                self.at += length + newline;
                self.told = self.line;
                self.line += 1;
                return Ok(Found::Line(self.buffer.get(start..start + length).unwrap_or_default()));
            }
            match self.end {
                End::Reached => return Ok(Found::Nothing),
                End::Malformed => return Err(io::Error::other(Fault::Malformed { line: self.line })),
                End::Open => {}
            }
            seen = length;
            self.fill()?;
        }
    }

    /// Appends the next stretch of text to what is left of the last one.
    fn fill(&mut self) -> io::Result<()> {
        let Some(text) = &mut self.text else { return Ok(()) };
        let whole = text.fill(&mut self.chunk)?;
        self.buffer.drain(..self.at);
        self.at = 0;
        // As csv does, a second byte order mark is skipped.
        let skip = if !self.started && self.chunk.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        self.started = true;
        self.buffer.extend_from_slice(self.chunk.get(skip..).unwrap_or_default());
        self.end = match (whole, self.chunk.is_empty()) {
            (false, _) => End::Malformed,
            (true, true) => End::Reached,
            (true, false) => End::Open,
        };
        Ok(())
    }

    /// Leaves the rest of the text to csv, from the next record on.
    fn hand_over(&mut self, separator: u8) -> Way<'r> {
        // An empty line in front, since csv would take a byte order mark at the start of a record for that of a file.
        let pending: Vec<u8> = std::iter::once(b'\n').chain(self.buffer.drain(..).skip(self.at)).collect();
        let ahead =
            Ahead { pending, line: self.line.saturating_sub(1), malformed: self.end == End::Malformed };
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(separator).buffer_capacity(CHUNK);
        let reader = builder.from_reader(Strict::new(self.text.take(), separator, ahead));
        Way::Quoted { reader: Box::new(reader), cells: ByteRecord::new() }
    }
}

fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // csv has no other error where rows may have any width and nothing is decoded or sought.
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Encoding;
    use proptest::prelude::*;

    type Rows = Vec<(u64, Vec<String>)>;

    fn split(text: &str, separator: u8) -> Result<Rows, Fault> {
        let mut records = Records::new(Text::new(Box::new(text.as_bytes()), Encoding::Utf8), separator);
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.read(&mut record).map_err(|error| error.downcast::<Fault>().unwrap())? {
            let cells = (0..record.len()).map(|i| String::from_utf8(record.cell(i).to_vec()).unwrap());
            all.push((record.line(), cells.collect()));
        }
        Ok(all)
    }

    /// A slow reading of the rules, cell by cell.
    fn split_slowly(text: &str, separator: char) -> Result<Rows, Fault> {
        let mut chars = text.chars().peekable();
        let (mut next_line, mut rows) = (1, Rows::new());
        while chars.peek().is_some() {
            let (line, mut cells) = (next_line, Vec::new());
            let newline = loop {
                let (mut cell, column) = (String::new(), cells.len() + 1);
                let quoted = chars.next_if_eq(&'"').is_some();
                if quoted {
                    loop {
                        let c = chars.next().ok_or(Fault::Unclosed { line, column })?;
                        if c == '"' && chars.next_if_eq(&'"').is_none() {
                            break;
                        }
                        cell.push(c);
                        next_line += u64::from(c == '\n' || c == '\r' && chars.peek() != Some(&'\n'));
                    }
                }
                while let Some(c) = chars.next_if(|c| ![separator, '\n', '\r'].contains(c)) {
                    match (quoted, c) {
                        (true, _) => return Err(Fault::AfterQuote { line, column }),
                        (false, '"') => return Err(Fault::InnerQuote { line, column }),
                        _ => cell.push(c),
                    }
                }
                cells.push(cell);
                let end = chars.next();
                if end != Some(separator) {
                    break end;
                }
            };
            if newline == Some('\r') {
                chars.next_if_eq(&'\n');
            }
            next_line += 1;
            rows.push((line, cells));
        }
        rows.retain(|(_, cells)| !cells.concat().bytes().all(|byte| byte.is_ascii_whitespace()));
        Ok(rows)
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn lines_are_those_of_the_file_whatever_the_newline() {
        for newline in ["\n", "\r\n", "\r"] {
            let text = "a,b\n\n\"x\ny\",1\n \nc,\"\"\n".replace('\n', newline);
            let inner = format!("x{newline}y");
            let want = [row(1, &["a", "b"]), row(3, &[&inner, "1"]), row(6, &["c", ""])];
            assert_eq!(split(&text, b',').unwrap(), want, "{newline:?}");
        }
        let mixed = split("\r\na,b\r\nc,d\n\ne,f\rg,h\n\ni,j", b',').unwrap();
        assert_eq!(mixed.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 5, 6, 8]);
        assert_eq!(split("a;b\n1;\"2 \"\"x\"\"\"", b';').unwrap()[1], row(2, &["1", "2 \"x\""]));
        let blank = split(",,\n1,,", b',').unwrap();
        assert_eq!(blank, [row(2, &["1", "", ""])], "rows without any value are blank");
        let marked = split("\u{feff}\u{feff}\n\na,b\n", b',').unwrap();
        assert_eq!(marked, [row(3, &["a", "b"])], "csv skips a second byte order mark, the check does not");
    }

    #[test]
    fn quotation_marks_that_would_swallow_rows_are_refused() {
        let after = |line, column| Err(Fault::AfterQuote { line, column });
        let inner = |line, column| Err(Fault::InnerQuote { line, column });
        let unclosed = |line, column| Err(Fault::Unclosed { line, column });
        let cases = [
            ("id,Q1,name\n1,A,\"Bob\n2,B,\"Al\n3,C,Cy\n", after(2, 3)),
            ("id,Q1,name\n\n6,A,\"Bob\n7,A,\"Al", after(3, 3)),
            ("\"Bob\n7,A,\"Al", after(1, 1)),
            ("id\r\n1,\"x\"\" \" \r\n", after(2, 2)),
            ("id,Q1\n1,5\" tall\n2,B\n", inner(2, 2)),
            ("id,Q1\r1, \"B\"\r2,B\r", inner(2, 2)),
            ("id,Q1\n1,A\n2,\"B\n3,C\n", unclosed(3, 2)),
            ("a,\"x\ny\",\"\"\"", unclosed(1, 3)),
            ("\"", unclosed(1, 1)),
        ];
        for (text, want) in cases {
            assert_eq!(split(text, b','), want, "{text:?}");
        }
    }

    #[test]
    fn records_before_a_fault_are_read_and_none_of_it_is() {
        for text in ["a,b\nc,d\n\"e\" ,f\ng,h\n", "a,b\nc,d\ne,\"f\ng,h\n", "a,b\nc,d\ne\",f"] {
            let mut records = Records::new(Text::new(Box::new(text.as_bytes()), Encoding::Utf8), b',');
            let mut record = Record::default();
            let read = (0..3).map(|_| records.read(&mut record).map(|_| record.line()).ok());
            assert_eq!(read.collect::<Vec<_>>(), [Some(1), Some(2), None], "{text:?}");
        }
    }

    #[test]
    fn half_a_character_is_refused_with_its_line() {
        let units = "a,b\r\rc,".encode_utf16().chain([0xd800]).chain("d\re,f".encode_utf16());
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        let mut records = Records::new(Text::new(Box::new(bytes.as_slice()), Encoding::Utf16Le), b',');
        let mut record = Record::default();
        assert!(records.read(&mut record).unwrap());
        let fault: Fault = records.read(&mut record).unwrap_err().downcast().unwrap();
        assert_eq!(fault, Fault::Malformed { line: 3 });
    }

    #[test]
    fn a_record_without_end_is_refused_in_bounded_memory() {
        for byte in *b"x,\"" {
            let endless = Box::new(io::Read::chain("a\n\"".as_bytes(), io::repeat(byte)));
            let mut records = Records::new(Text::new(endless, Encoding::Utf8), b';');
            let mut record = Record::default();
            assert!(records.read(&mut record).unwrap());
            let fault: Fault = records.read(&mut record).unwrap_err().downcast().unwrap();
            assert_eq!(fault, Fault::TooLong { line: 2 });
            assert!(record.bytes.len() as u64 <= LONGEST);
        }
    }

    proptest! {
        #[test]
        fn a_slow_reading_finds_the_same(
            text in "(a|é|,|;|\n|\r|\r\n| |,\"\"|\"a\"\n|,\"a,\r\n\",|\"){0,25}",
            separator in prop::sample::select(vec![',', ';']),
            before_border in prop::option::of(0_usize..40),
        ) {
            // A long first row puts the border of a chunk somewhere into the text.
            let first = before_border.map(|rest| format!("{}\n", "x".repeat(CHUNK - 1 - rest)));
            let text = format!("{}{text}", first.unwrap_or_default());
            let read = split(&text, u8::try_from(separator).unwrap());
            prop_assert_eq!(read, split_slowly(&text, separator));
        }

        #[test]
        fn what_another_program_writes_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[a-c,;\"\r\n é]{0,6}", 3), 0..8),
            crlf in any::<bool>(),
        ) {
            let rows: Vec<_> = rows.into_iter().filter(|r| !r.concat().trim().is_empty()).collect();
            let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read = split(&text, b',').unwrap();
            prop_assert_eq!(read.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), rows);
        }
    }
}
