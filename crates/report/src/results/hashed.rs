//! A writer that knows the SHA-256 of what it wrote.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write};

/// A result file that was written whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDigest {
    /// Its plain name, such as `scores.csv`.
    pub file: &'static str,
    /// SHA-256 of its bytes in lower-case hexadecimal digits.
    pub sha256: String,
}

/// Passes bytes on and hashes them.
pub struct Hashed<W> {
    inner: W,
    sha256: Sha256,
}

impl<W: Write> Hashed<W> {
    /// Nothing is written yet.
    #[must_use]
    pub fn new(inner: W) -> Self {
        Self { inner, sha256: Sha256::new() }
    }

    /// Flushes, and hands the writer back with the SHA-256 of all that it took, in lower-case hexadecimal digits.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<(W, String)> {
        self.inner.flush()?;
        Ok((self.inner, hexadecimal(&self.sha256.finalize())))
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sha256.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Bytes in lower-case hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
