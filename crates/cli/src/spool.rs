//! What can be read only once, for those who read it several times: it waits in a file without a name, which is gone with the
//! process, however that ends.

use crate::files::Limited;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The bytes of a stream on the disk.
pub(crate) struct Spool(File);

impl Spool {
    /// Takes a stream to its end, or fails where it has more bytes than this.
    pub(crate) fn fill(stream: impl Read, most: u64) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut Limited::new(stream, most), &mut file)?;
        Ok(Self(file))
    }

    /// The bytes from the first.
    pub(crate) const fn reader(&self) -> impl Read + use<'_> {
        FromStart { file: &self.0, at: 0 }
    }
}

/// Reads a file from its own place in it, whatever others read.
struct FromStart<'s> {
    file: &'s File,
    at: u64,
}

impl Read for FromStart<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.file.seek(SeekFrom::Start(self.at))?;
        let read = self.file.read(out)?;
        self.at += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_begins_at_the_start() {
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(300_000).collect();
        let spool = Spool::fill(bytes.as_slice(), 300_000).unwrap();
        let (mut one, mut other) = (spool.reader(), spool.reader());
        let (mut first, mut second) = ([0; 1000], Vec::new());
        one.read_exact(&mut first).unwrap();
        other.read_to_end(&mut second).unwrap();
        assert_eq!(second, bytes);
        one.read_exact(&mut first).unwrap();
        assert_eq!(first, bytes[1000..2000]);
        assert!(Spool::fill(bytes.as_slice(), 299_999).is_err());
    }
}
