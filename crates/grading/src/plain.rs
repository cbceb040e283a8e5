//! Lines of a text in which nothing is quoted, up to the first that has a quotation mark.

use crate::check::{Fault, LONGEST};
use crate::encoding::Text;
use crate::strict::Ahead;
use memchr::memchr3;
use std::io;

/// Lines of a text in which no quotation mark was seen.
pub(crate) struct Plain<'r> {
    text: Text<'r>,
    /// What was read and not yet used begins at `at`.
    buffer: Vec<u8>,
    at: usize,
    chunk: Vec<u8>,
    /// Line of the byte at `at`, and that of the last record.
    line: u64,
    line_of_last: u64,
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
pub(crate) enum Found<'p> {
    /// A record, without its newline.
    Line(&'p [u8]),
    /// A record with a quotation mark, which is still there.
    Quoted,
    /// The end.
    Nothing,
}

impl<'r> Plain<'r> {
    pub(crate) fn new(text: Text<'r>) -> Self {
        let (buffer, chunk) = (Vec::new(), Vec::new());
        Self { text, buffer, at: 0, chunk, line: 1, line_of_last: 1, end: End::Open, started: false }
    }

    pub(crate) fn next(&mut self) -> io::Result<Found<'_>> {
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
                self.line_of_last = self.line;
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
        let whole = self.text.fill(&mut self.chunk)?;
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

    /// The rest of the text from the next record on, for a reader that knows quotation marks. Here nothing is left.
    pub(crate) fn hand_over(&mut self) -> Ahead<'r> {
        // An empty line in front, since csv would take a byte order mark at the start of a record for that of a file.
        let pending: Vec<u8> = std::iter::once(b'\n').chain(self.buffer.drain(..).skip(self.at)).collect();
        let text = std::mem::replace(&mut self.text, Text::empty());
        let (line, malformed) = (self.line.saturating_sub(1), self.end == End::Malformed);
        Ahead { pending, line, malformed, text }
    }

    /// Line on which the last record starts.
    pub(crate) const fn line_of_last(&self) -> u64 {
        self.line_of_last
    }

    /// SHA-256 of the bytes read so far.
    pub(crate) fn digest(self) -> [u8; 32] {
        self.text.digest()
    }
}
