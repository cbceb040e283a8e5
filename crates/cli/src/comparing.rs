//! Files that are written again only to be compared.

use mockexam_report::Hashed;
use std::io::{self, Read, Sink, Write};

/// A writer that holds what is written against a file, and keeps none of it.
pub(crate) struct Comparing<R> {
    file: R,
    there: Hashed<Sink>,
    is_equal: bool,
}

impl<R: Read> Comparing<R> {
    pub(crate) fn new(file: R) -> Self {
        Self { file, there: Hashed::new(io::sink()), is_equal: true }
    }

    /// The SHA-256 of the whole file in hexadecimal, and whether all of it was written and nothing else.
    pub(crate) fn finish(mut self) -> io::Result<(String, bool)> {
        let more = io::copy(&mut self.file, &mut self.there)?;
        Ok((self.there.finish()?.1, self.is_equal && more == 0))
    }
}

impl<R: Read> Write for Comparing<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut there = Vec::with_capacity(bytes.len());
        let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.file.by_ref().take(most).read_to_end(&mut there)?;
        self.there.write_all(&there)?;
        self.is_equal &= there == bytes;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exam_folder::digest;

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
            assert_eq!((is_equal, sha), (equal, digest(file.as_bytes())), "{file} {written}");
        }
    }
}
