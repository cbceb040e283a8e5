//! Compressed streams.

use miniz_oxide::deflate::core::CompressorOxide;
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use std::cell::RefCell;
use std::io;

/// How hard the compressor tries: with 6, a paper takes a quarter more time and has three per cent less bytes.
const LEVEL: u8 = 4;

thread_local! {
    /// The state of a compressor is larger than most of what it gets here: each thread keeps one.
    static COMPRESSOR: RefCell<Box<CompressorOxide>> = RefCell::new({
        let mut compressor: Box<CompressorOxide> = Box::default();
        compressor.set_format_and_level(DataFormat::Zlib, LEVEL);
        compressor
    });
}

/// Compresses bytes as a stream with the filter `FlateDecode` has them.
pub(crate) fn bytes(bytes: &[u8]) -> io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut out = vec![0; bytes.len() / 2 + 64];
        let (mut taken, mut written) = (0, 0);
        loop {
            let rest = bytes.get(taken..).unwrap_or_default();
            let done = deflate(compressor, rest, &mut out[written..], MZFlush::Finish);
            taken += done.bytes_consumed;
            written += done.bytes_written;
            match done.status {
                Ok(MZStatus::StreamEnd) => {
                    out.truncate(written);
                    return Ok(out);
                }
                // There was not enough room.
                _ if written == out.len() => out.resize(out.len() * 2, 0),
                Ok(_) => {}
                Err(error) => return Err(io::Error::other(format!("{error:?}"))),
            }
        }
    })
}
