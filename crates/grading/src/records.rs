//! Text becomes records: RFC 4180, any newline, and nothing forgiven in silence.
//!
//! A reader of our own, because lenient ones accept `"Bob⏎7,A,"Al` as one cell and thereby lose rows: here a
//! quotation mark must close, and nothing may follow it in its cell. It also knows the line of the file on which
//! a record starts after blank lines, quoted newlines, CRLF and lone CR, and bounds the length of a record.

use crate::encoding::Text;
use std::io;

/// Longest record in bytes. A missing quotation mark must not read a whole file into memory.
const LONGEST: usize = 1 << 20;

/// Cells of one record; reused from record to record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The cells, with one byte between them.
    bytes: Vec<u8>,
    /// Where each cell ends.
    ends: Vec<usize>,
    line: u64,
}

impl Record {
    /// The cell at an index from 0; empty beyond the last.
    #[inline]
    pub(crate) fn cell(&self, index: usize) -> &[u8] {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).map_or(usize::MAX, |end| end + 1) };
        let end = self.ends.get(index).copied().unwrap_or(0);
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

    /// Whether no cell has anything but white space.
    pub(crate) fn is_blank(&self) -> bool {
        (0..self.len()).all(|index| self.cell(index).iter().all(u8::is_ascii_whitespace))
    }

    fn clear(&mut self, line: u64) {
        self.bytes.clear();
        self.ends.clear();
        self.line = line;
    }

    fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
        self.bytes.push(0);
    }
}

/// Why the records of a file cannot be told apart.
#[derive(Debug)]
pub(crate) enum RecordError {
    Io(io::Error),
    /// A character cannot be read.
    Malformed {
        line: u64,
    },
    /// A quotation mark opens a cell and never closes it; the line is that of the record.
    Unclosed {
        line: u64,
        column: usize,
    },
    /// Something follows the closing quotation mark of a cell.
    AfterQuote {
        line: u64,
        column: usize,
    },
    /// A record has more than a million bytes.
    TooLong {
        line: u64,
    },
}

/// Where in a cell the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Bare,
    Quoted,
    Closed,
}

/// The records of a text, one after another.
pub(crate) struct Records<'r> {
    text: Text<'r>,
    separator: u8,
    buffer: Vec<u8>,
    at: usize,
    line: u64,
    after_cr: bool,
}

impl<'r> Records<'r> {
    pub(crate) fn new(text: Text<'r>, separator: u8) -> Self {
        Self { text, separator, buffer: Vec::new(), at: 0, line: 1, after_cr: false }
    }

    /// Reads the next record that is not blank; false at the end.
    pub(crate) fn read(&mut self, record: &mut Record) -> Result<bool, RecordError> {
        while self.read_any(record)? {
            if !record.is_blank() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// SHA-256 of the bytes read so far: of the whole file after the last record.
    pub(crate) fn digest(self) -> [u8; 32] {
        self.text.digest()
    }

    fn read_any(&mut self, record: &mut Record) -> Result<bool, RecordError> {
        if self.read_plain(record) {
            return self.bounded(record).map(|()| true);
        }
        record.clear(self.line);
        let mut state = State::Start;
        loop {
            if self.at == self.buffer.len() && !self.refill()? {
                return self.end(record, state);
            }
            while let Some(&byte) = self.buffer.get(self.at) {
                self.at += 1;
                if byte == b'\n' && std::mem::take(&mut self.after_cr) {
                    // The second half of CRLF: the line was counted at its first.
                    match state {
                        State::Quoted => record.bytes.push(byte),
                        _ => record.clear(self.line),
                    }
                    continue;
                }
                let is_newline = byte == b'\n' || byte == b'\r';
                if is_newline {
                    self.line += 1;
                }
                self.after_cr = byte == b'\r';
                state = match (state, byte) {
                    (State::Quoted, b'"') => State::Closed,
                    (State::Closed, b'"') => {
                        record.bytes.push(byte);
                        State::Quoted
                    }
                    (State::Quoted, _) => {
                        record.bytes.push(byte);
                        State::Quoted
                    }
                    _ if byte == self.separator => {
                        record.end_cell();
                        State::Start
                    }
                    _ if is_newline => {
                        record.end_cell();
                        return self.bounded(record).map(|()| true);
                    }
                    (State::Start, b'"') => State::Quoted,
                    (State::Closed, _) => {
                        return Err(RecordError::AfterQuote { line: record.line, column: record.len() + 1 });
                    }
                    _ => {
                        record.bytes.push(byte);
                        State::Bare
                    }
                };
            }
            self.bounded(record)?;
        }
    }

    /// Reads a record that has no quotation mark and lies in the buffer whole, as nearly all do. Otherwise says false
    /// and moves nothing.
    fn read_plain(&mut self, record: &mut Record) -> bool {
        // The second half of CRLF belongs to the record before.
        let skip = usize::from(self.after_cr && self.buffer.get(self.at) == Some(&b'\n'));
        let rest = self.buffer.get(self.at + skip..).unwrap_or_default();
        record.clear(self.line);
        for (index, &byte) in rest.iter().enumerate() {
            if byte == self.separator {
                record.ends.push(index);
            } else if byte <= b'"' && matches!(byte, b'\n' | b'\r' | b'"') {
                if byte == b'"' {
                    return false;
                }
                record.ends.push(index);
                record.bytes.extend_from_slice(rest.get(..index).unwrap_or_default());
                self.at += skip + index + 1;
                self.line += 1;
                self.after_cr = byte == b'\r';
                return true;
            }
        }
        false
    }

    fn refill(&mut self) -> Result<bool, RecordError> {
        self.at = 0;
        match self.text.fill(&mut self.buffer) {
            Ok(true) => Ok(!self.buffer.is_empty()),
            Ok(false) => {
                let newlines = self.buffer.iter().map(|&byte| u64::from(byte == b'\n')).sum::<u64>();
                Err(RecordError::Malformed { line: self.line + newlines })
            }
            Err(error) => Err(RecordError::Io(error)),
        }
    }

    fn end(&self, record: &mut Record, state: State) -> Result<bool, RecordError> {
        match state {
            State::Quoted => Err(RecordError::Unclosed { line: record.line, column: record.len() + 1 }),
            State::Start if record.ends.is_empty() => Ok(false),
            State::Start | State::Bare | State::Closed => {
                record.end_cell();
                self.bounded(record).map(|()| true)
            }
        }
    }

    fn bounded(&self, record: &Record) -> Result<(), RecordError> {
        let length = record.bytes.len() + record.ends.len();
        if length > LONGEST { Err(RecordError::TooLong { line: record.line }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Encoding;
    use proptest::prelude::*;

    fn split(text: &str, separator: u8) -> Result<Vec<(u64, Vec<String>)>, RecordError> {
        let mut records = Records::new(Text::new(Box::new(text.as_bytes()), Encoding::Utf8), separator);
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.read(&mut record)? {
            let cells = (0..record.len()).map(|i| String::from_utf8(record.cell(i).to_vec()).unwrap());
            all.push((record.line(), cells.collect()));
        }
        Ok(all)
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
        for newline in ["\n", "\r\n", "\r"] {
            let text = "a,b\nc,d\n\ne,f\ng,\nh,i".replace('\n', newline);
            let lines: Vec<u64> = split(&text, b',').unwrap().into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, [1, 2, 4, 5, 6], "{newline:?}");
        }
        let mixed = split("a,b\r\nc,d\n\ne,f\rg,h\n\ni,j", b',').unwrap();
        assert_eq!(mixed.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 4, 5, 7]);
        assert_eq!(split("a;b\n1;\"2 \"\"x\"\"\"", b';').unwrap()[1], row(2, &["1", "2 \"x\""]));
        assert_eq!(
            split(",,\n1,,", b',').unwrap(),
            [row(2, &["1", "", ""])],
            "rows without any value are blank"
        );
    }

    #[test]
    fn quotation_marks_that_would_swallow_rows_are_refused() {
        let swallowed = split("id,Q1,name\n1,A,\"Bob\n2,B,\"Al\n3,C,Cy\n", b',');
        assert!(matches!(swallowed, Err(RecordError::AfterQuote { line: 2, column: 3 })), "{swallowed:?}");
        let open = split("id,Q1\n1,A\n2,\"B\n3,C\n", b',');
        assert!(matches!(open, Err(RecordError::Unclosed { line: 3, column: 2 })), "{open:?}");
        let long = split(&format!("a,\"{}", "x,\n".repeat(LONGEST)), b',');
        assert!(matches!(long, Err(RecordError::TooLong { line: 1 })), "{long:?}");
    }

    proptest! {
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
