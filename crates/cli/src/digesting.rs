//! Files whose digest is known when they are written, or read beside something else.

use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// A writer that remembers the SHA-256 of what went through it.
pub(crate) struct Digesting<W> {
    out: W,
    sha: Sha256,
}

impl<W> Digesting<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, sha: Sha256::new() }
    }

    /// The writer, and the digest in hexadecimal.
    pub(crate) fn finish(self) -> (W, String) {
        (self.out, hexadecimal(self.sha))
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.sha.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A writer that holds what is written against a file, and keeps none of it.
pub(crate) struct Comparing<R> {
    file: R,
    sha: Sha256,
    is_equal: bool,
}

impl<R: Read> Comparing<R> {
    pub(crate) fn new(file: R) -> Self {
        Self { file, sha: Sha256::new(), is_equal: true }
    }

    /// The digest of the whole file in hexadecimal, and whether all of it was written and nothing else.
    pub(crate) fn finish(mut self) -> io::Result<(String, bool)> {
        let mut rest = vec![0; 1 << 16];
        loop {
            let count = self.file.read(&mut rest)?;
            if count == 0 {
                return Ok((hexadecimal(self.sha), self.is_equal));
            }
            self.is_equal = false;
            self.sha.update(&rest[..count]);
        }
    }
}

impl<R: Read> Write for Comparing<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut there = Vec::with_capacity(bytes.len());
        let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.file.by_ref().take(most).read_to_end(&mut there)?;
        self.sha.update(&there);
        self.is_equal &= there == bytes;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn hexadecimal(sha: Sha256) -> String {
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_held_against_the_whole_file() {
        for (file, written, equal) in [
            ("", "", true),
            ("abc", "abc", true),
            ("abc", "ab", false),
            ("ab", "abc", false),
            ("abd", "abc", false),
            ("abc", "", false),
        ] {
            let mut comparing = Comparing::new(file.as_bytes());
            for byte in written.bytes() {
                comparing.write_all(&[byte]).unwrap();
            }
            let (sha, is_equal) = comparing.finish().unwrap();
            let mut digesting = Digesting::new(Vec::new());
            digesting.write_all(file.as_bytes()).unwrap();
            assert_eq!((is_equal, sha), (equal, digesting.finish().1), "{file} {written}");
        }
    }
}
