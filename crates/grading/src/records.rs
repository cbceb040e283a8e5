//! Text becomes records.
//!
//! Most answer files have no quotation mark: their records end at a newline and their cells at a separator, and nothing is to
//! be unescaped. Such records are split as they stand. From the first record with a quotation mark on, the csv crate splits and unescapes
//! what the strict check lets through.

use crate::encoding::Text;
use crate::plain::{Found, Plain};
use crate::record::Record;
use crate::strict::Strict;
use csv::{ByteRecord, ReaderBuilder};
use std::io;

/// Bytes that csv asks for at once.
const CHUNK: usize = 1 << 16;

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
    /// As [`Records::read_front`].
    pub(crate) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        self.read_front(record, usize::MAX)
    }

    /// Reads the next record that is not blank, and of its cells no more than so many where that saves time; false at the end.
    ///
    /// # Errors
    /// Those of the file, and a [`Fault`](crate::check::Fault) as the cause of one where records cannot be told apart. Nothing can be read after an
    /// error.
    pub(crate) fn read_front(&mut self, record: &mut Record, most: usize) -> io::Result<bool> {
        loop {
            match &mut self.way {
                Way::Plain(plain) => match plain.next()? {
                    Found::Line(row) if is_blank(row, self.separator) => {}
                    Found::Line(row) => {
                        record.split(row, self.separator, most);
                        record.line = plain.line_of_last();
                        return Ok(true);
                    }
                    Found::Nothing => return Ok(false),
                    Found::Quoted => {
                        let rest = Strict::new(plain.hand_over(), self.separator);
                        self.way = Way::Quoted { reader: self.reader(rest), cells: ByteRecord::new() };
                    }
                },
                Way::Quoted { reader, cells } => {
                    if !reader.read_byte_record(cells).map_err(cause)? {
                        return Ok(false);
                    }
                    record.take(cells);
                    if !record.is_blank() {
                        let end = reader.position().byte();
                        record.line = reader.get_mut().line_before(end);
                        return Ok(true);
                    }
                }
            }
        }
    }

    fn reader(&self, rest: Strict<'r>) -> Box<csv::Reader<Strict<'r>>> {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(self.separator).buffer_capacity(CHUNK);
        Box::new(builder.from_reader(rest))
    }

    /// SHA-256 of the bytes read so far: of the whole file after the last record.
    pub(crate) fn digest(self) -> [u8; 32] {
        match self.way {
            Way::Plain(plain) => plain.digest(),
            Way::Quoted { reader, .. } => reader.into_inner().digest(),
        }
    }
}

/// Whether no cell of a line has anything but white space.
fn is_blank(row: &[u8], separator: u8) -> bool {
    row.iter().all(|byte| byte.is_ascii_whitespace() || *byte == separator)
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
    use crate::check::{Fault, LONGEST};
    use crate::encoding::Encoding;
    use proptest::prelude::*;
    use std::cell::Cell;

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
    fn a_record_without_end_is_refused_before_much_is_read() {
        for (head, byte) in [("a\n\"", b'x'), ("a\n\"", b','), ("a\n\"", b'"'), ("a\n", b'x'), ("a\n", b';')]
        {
            let left = Cell::new(2 * LONGEST);
            let endless = Counted { inner: io::Read::chain(head.as_bytes(), io::repeat(byte)), left };
            let mut records = Records::new(Text::new(Box::new(endless), Encoding::Utf8), b';');
            let mut record = Record::default();
            assert!(records.read(&mut record).unwrap());
            let fault: Fault = records.read(&mut record).unwrap_err().downcast().unwrap();
            assert_eq!(fault, Fault::TooLong { line: 2 });
        }
    }

    /// A reader that must not be asked for more than so many bytes.
    struct Counted<R> {
        inner: R,
        left: Cell<u64>,
    }

    impl<R: io::Read> io::Read for Counted<R> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let read = self.inner.read(out)?;
            let left = self.left.get().checked_sub(read as u64);
            self.left.set(left.expect("an endless record is read without end"));
            Ok(read)
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
