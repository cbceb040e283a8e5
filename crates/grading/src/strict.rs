//! The way of a text to the csv crate: its bytes stream past the check of records, which may refuse them.

use crate::check::{Check, Fault};
use crate::encoding::Text;
use std::io::{self, Read};

/// A text of which something was read before it came here.
pub(crate) struct Ahead<'r> {
    /// Bytes that were not used.
    pub(crate) pending: Vec<u8>,
    /// The line of the first of them.
    pub(crate) line: u64,
    /// Whether a character behind them cannot be read.
    pub(crate) malformed: bool,
    /// What comes behind them.
    pub(crate) text: Text<'r>,
}

/// The bytes of a text as they are, up to the first fault: there, reading fails with a [`Fault`] as its cause.
pub(crate) struct Strict<'r> {
    text: Text<'r>,
    check: Check,
    /// Bytes that were read ahead, and whether a character behind them cannot be read.
    ahead: Option<(Vec<u8>, bool)>,
    /// What may be handed over, from `at` on.
    buffer: Vec<u8>,
    at: usize,
    fault: Option<Fault>,
}

impl<'r> Strict<'r> {
    pub(crate) fn new(ahead: Ahead<'r>, separator: u8) -> Self {
        let Ahead { pending, line, malformed, text } = ahead;
        let check = Check::new(separator, line);
        Self { text, check, ahead: Some((pending, malformed)), buffer: Vec::new(), at: 0, fault: None }
    }

    /// The line on which the last record before this byte of the text starts. Bytes must come in ascending order.
    pub(crate) fn line_before(&mut self, byte: u64) -> u64 {
        self.check.line_before(byte)
    }

    /// SHA-256 of the bytes read so far.
    pub(crate) fn digest(self) -> [u8; 32] {
        self.text.digest()
    }

    /// Looks at the next stretch of text; false at its end.
    fn refill(&mut self) -> io::Result<bool> {
        self.at = 0;
        let whole = match self.ahead.take() {
            Some((pending, malformed)) => {
                self.buffer = pending;
                !malformed
            }
            None => self.text.fill(&mut self.buffer)?,
        };
        let ended = whole && self.buffer.is_empty();
        let checked = if ended { self.check.end() } else { self.check.look_at(&self.buffer) };
        if let Err(flaw) = checked {
            self.buffer.truncate(flaw.good);
            self.fault = Some(flaw.fault);
        } else if !whole {
            self.fault = Some(Fault::Malformed { line: self.check.line() });
        }
        Ok(!ended || self.fault.is_some())
    }
}

impl Read for Strict<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.buffer.len() {
            if let Some(fault) = self.fault {
                return Err(io::Error::other(fault));
            }
            if !self.refill()? {
                return Ok(0);
            }
        }
        let read = self.buffer.get(self.at..).unwrap_or_default().read(out)?;
        self.at += read;
        Ok(read)
    }
}
