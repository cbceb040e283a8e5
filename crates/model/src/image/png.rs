//! The head of a PNG file (ISO/IEC 15948, 11.2.2).

use super::{Facts, ImageFormat, big_endian};

/// What every file starts with.
pub(super) const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Numbers are of 31 bits.
const LARGEST: u32 = u32::MAX >> 1;

/// The first chunk, which must be the header.
pub(super) fn facts(bytes: &[u8]) -> Option<Facts> {
    let header = bytes.get(8..29).filter(|header| header.starts_with(b"\0\0\0\x0dIHDR"))?;
    let number = |at: usize| header.get(at..at + 4).map(big_endian).filter(|&number| number <= LARGEST);
    Some(Facts { format: ImageFormat::Png, width: number(8)?, height: number(12)? })
}
