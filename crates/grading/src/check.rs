//! Refuses text whose records cannot be told apart, before it reaches the reader that splits it.
//!
//! The csv crate finds some reading of any bytes: `"Bob⏎7,A,"Al` is one cell to it, and a row is lost. Here a quotation
//! mark opens a cell or does not stand in it, it closes, and nothing follows it; no record is longer than 1 MiB.
//! The check also knows the lines of the file, whatever its newlines, where csv counts line feeds only.

use memchr::{memchr_iter, memchr3};
use std::collections::VecDeque;

/// Longest record in bytes, without its newline. A missing quotation mark must not read a whole file into memory.
pub(crate) const LONGEST: u64 = 1 << 20;

/// Why the records of a text cannot be told apart. Lines are those on which the record starts; columns count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the records cannot be told apart: {self:?}")]
pub(crate) enum Fault {
    /// A character cannot be read; the line is its own.
    Malformed { line: u64 },
    /// A quotation mark opens a cell and never closes it.
    Unclosed { line: u64, column: usize },
    /// Something follows the closing quotation mark of a cell.
    AfterQuote { line: u64, column: usize },
    /// A quotation mark stands in a cell that does not start with one.
    InnerQuote { line: u64, column: usize },
    /// A record is longer than [`LONGEST`].
    TooLong { line: u64 },
}

impl Fault {
    /// The cell at fault, where there is one.
    pub(crate) const fn column(self) -> Option<usize> {
        match self {
            Self::Unclosed { column, .. }
            | Self::AfterQuote { column, .. }
            | Self::InnerQuote { column, .. } => Some(column),
            Self::Malformed { .. } | Self::TooLong { .. } => None,
        }
    }
}

/// Where the check is among quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Outside,
    Inside,
    AfterQuote,
}

/// Where a record starts: byte of the text from 0, line from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start {
    byte: u64,
    line: u64,
}

/// A fault, and how many bytes of the chunk are good. No record that the fault concerns ends within them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) good: usize,
    pub(crate) fault: Fault,
}

/// Looks at a text chunk by chunk. It steps from quotation mark or newline to the next and skips what is between.
#[derive(Debug)]
pub(crate) struct Check {
    separator: u8,
    state: State,
    /// The byte before the next one; a newline at the start.
    last: u8,
    /// Number of the next byte.
    byte: u64,
    line: u64,
    /// The record that is open, if any.
    record: Option<Start>,
    /// Cell of the open record, from 1; only right where a quotation mark follows.
    column: usize,
    /// Starts of records that nobody asked for yet: at most those of a chunk and the one open before.
    starts: VecDeque<Start>,
    /// Line of the start that was asked for last.
    told: u64,
}

impl Check {
    /// A check of bytes that begin on a line.
    pub(crate) const fn new(separator: u8, line: u64) -> Self {
        Self {
            separator,
            state: State::Outside,
            last: b'\n',
            byte: 0,
            line,
            record: None,
            column: 1,
            starts: VecDeque::new(),
            told: line,
        }
    }

    /// Looks at the next chunk. Nothing can be looked at after a flaw.
    pub(crate) fn look_at(&mut self, chunk: &[u8]) -> Result<(), Flaw> {
        let mut rest = chunk;
        while !rest.is_empty() {
            let good = chunk.len() - rest.len();
            let (plain, more) = rest.split_at(memchr3(b'"', b'\n', b'\r', rest).unwrap_or(rest.len()));
            let mark = more.first().copied();
            self.pass(plain, mark).map_err(|fault| Flaw { good, fault })?;
            if let Some(mark) = mark {
                self.mark(mark).map_err(|fault| Flaw { good, fault })?;
            }
            rest = more.get(1..).unwrap_or_default();
        }
        Ok(())
    }

    /// At the end of the text: whether it may end here.
    pub(crate) const fn end(&self) -> Result<(), Flaw> {
        match (self.state, self.record) {
            (State::Inside, Some(Start { line, .. })) => {
                Err(Flaw { good: 0, fault: Fault::Unclosed { line, column: self.column } })
            }
            _ => Ok(()),
        }
    }

    /// Line of the next byte, from 1.
    pub(crate) const fn line(&self) -> u64 {
        self.line
    }

    /// The line on which the last record before this byte starts. Bytes must come in ascending order.
    pub(crate) fn line_before(&mut self, byte: u64) -> u64 {
        while let Some(start) = self.starts.front().filter(|start| start.byte < byte) {
            self.told = start.line;
            self.starts.pop_front();
        }
        self.told
    }

    /// Passes bytes that are neither quotation mark nor newline; `next` is what stands behind them, if known.
    #[inline]
    fn pass(&mut self, plain: &[u8], next: Option<u8>) -> Result<(), Fault> {
        let (Some(first), Some(last)) = (plain.first(), plain.last()) else { return Ok(()) };
        let line = self.open();
        match self.state {
            State::AfterQuote if *first != self.separator => {
                return Err(Fault::AfterQuote { line, column: self.column });
            }
            State::Inside => {}
            State::Outside | State::AfterQuote => {
                self.state = State::Outside;
                // Cells before a newline need no count: the record ends without a fault.
                if matches!(next, None | Some(b'"')) {
                    self.column += memchr_iter(self.separator, plain).count();
                }
            }
        }
        self.last = *last;
        self.advance(plain.len() as u64)
    }

    /// Passes a quotation mark or half a newline.
    #[inline]
    fn mark(&mut self, mark: u8) -> Result<(), Fault> {
        let last = std::mem::replace(&mut self.last, mark);
        if mark != b'"' {
            // The second half of CRLF is no line of its own.
            self.line += u64::from(mark == b'\r' || last != b'\r');
            if self.state != State::Inside {
                (self.state, self.record, self.column) = (State::Outside, None, 1);
            }
            return self.advance(1);
        }
        let line = self.open();
        self.state = match self.state {
            State::Inside => State::AfterQuote,
            State::AfterQuote => State::Inside,
            State::Outside if last == self.separator || matches!(last, b'\n' | b'\r') => State::Inside,
            State::Outside => return Err(Fault::InnerQuote { line, column: self.column }),
        };
        self.advance(1)
    }

    /// The line of the open record; opens one if need be.
    #[inline]
    fn open(&mut self) -> u64 {
        let (byte, line) = (self.byte, self.line);
        let starts = &mut self.starts;
        self.record
            .get_or_insert_with(|| {
                starts.push_back(Start { byte, line });
                Start { byte, line }
            })
            .line
    }

    #[inline]
    fn advance(&mut self, bytes: u64) -> Result<(), Fault> {
        self.byte += bytes;
        match self.record {
            Some(Start { byte, line }) if self.byte - byte > LONGEST => Err(Fault::TooLong { line }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn look(pieces: &[&[u8]]) -> (Vec<Start>, u64, Result<(), Fault>) {
        let mut check = Check::new(b',', 1);
        let looked = pieces.iter().try_for_each(|piece| check.look_at(piece)).and_then(|()| check.end());
        (check.starts.into(), check.line, looked.map_err(|flaw| flaw.fault))
    }

    #[test]
    fn a_record_may_have_a_mebibyte_and_no_byte_more() {
        let longest = usize::try_from(LONGEST).unwrap();
        for (open, close) in [("", ""), ("", ",b"), ("\"", "\""), ("\"\n", "\"\"\"")] {
            for newline in ["", "\n", "\r\n"] {
                let length = longest - open.len() - close.len();
                let record = |more| format!("a\n\n{open}{}{close}{newline}", "x".repeat(length + more));
                assert_eq!(look(&[record(0).as_bytes()]).2, Ok(()), "{open:?} {newline:?}");
                let over = look(&[record(1).as_bytes()]).2;
                assert_eq!(over, Err(Fault::TooLong { line: 3 }), "{open:?} {newline:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn borders_of_chunks_do_not_matter(
            text in "(a|,|;|\n|\r|\r\n|\"\"|\"a,\n\"|\"){0,20}",
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
            cuts.extend([0, text.len()]);
            cuts.sort_unstable();
            let pieces: Vec<&[u8]> = cuts.windows(2).map(|pair| &text.as_bytes()[pair[0]..pair[1]]).collect();
            prop_assert_eq!(look(&pieces), look(&[text.as_bytes()]));
        }
    }
}
