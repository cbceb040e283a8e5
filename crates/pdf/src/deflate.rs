//! Compressed streams.

use crate::PdfError;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, Stream};
use std::io::Write;

/// How hard the compressor tries: beyond it, a paper takes twice the time for a few per cent of its size.
pub(crate) const LEVEL: u32 = 6;

/// A stream of compressed bytes.
pub(crate) fn stream(mut dict: Dictionary, bytes: &[u8]) -> Result<Stream, PdfError> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::new(LEVEL));
    encoder.write_all(bytes)?;
    dict.set("Filter", "FlateDecode");
    let mut stream = Stream::new(dict, encoder.finish()?);
    stream.allows_compression = false;
    Ok(stream)
}

/// Compresses what is not compressed yet.
pub(crate) fn all(document: &mut Document) -> Result<(), PdfError> {
    for object in document.objects.values_mut() {
        if let Object::Stream(plain) = object
            && plain.allows_compression
            && !plain.dict.has(b"Filter")
        {
            *plain = stream(std::mem::take(&mut plain.dict), &plain.content)?;
        }
    }
    Ok(())
}
