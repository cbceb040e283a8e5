//! The segments of a JPEG file up to its picture (ISO/IEC 10918-1, annex B), and the note of a camera (Exif 2.3).

use super::{Facts, ImageFormat, big_endian};

/// What every file starts with: the marker of the start, and the first byte of the next one.
pub(super) const MAGIC: &[u8] = b"\xff\xd8\xff";

/// Tag of the orientation; 1 is upright.
const ORIENTATION: u32 = 0x0112;

/// Size and channels of a baseline, extended or progressive file. Other kinds are rare, and PDF does not know them.
pub(super) fn facts(bytes: &[u8]) -> Option<Facts> {
    let (_, frame) = segments(bytes).find(|(marker, _)| matches!(marker, 0xc0..=0xc2))?;
    // A file that was cut off lacks the marker of the end, which cannot occur inside a picture.
    let picture = bytes.get(offset_of_picture(bytes)..)?;
    if !picture.windows(2).any(|pair| pair == [0xff, 0xd9]) {
        return None;
    }
    let &[8, h1, h0, w1, w0, channels, ..] = frame else { return None };
    matches!(channels, 1 | 3 | 4).then(|| Facts {
        format: ImageFormat::Jpeg { channels },
        width: big_endian(&[w1, w0]),
        height: big_endian(&[h1, h0]),
    })
}

/// Whether the camera says that the picture is to be turned or mirrored.
pub(super) fn is_turned(bytes: &[u8]) -> bool {
    let notes = segments(bytes).filter(|(marker, _)| *marker == 0xe1);
    let tiff = notes.filter_map(|(_, note)| note.strip_prefix(b"Exif\0\0"));
    tiff.filter_map(orientation).any(|orientation| (2..=8).contains(&orientation))
}

/// Markers with the content of their segments, up to the picture.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        let filled = rest.iter().take_while(|&&byte| byte == 0xff).count();
        let (&marker, behind) = rest.get(filled..).filter(|_| filled > 0)?.split_first()?;
        // The picture, its end, and frames of kinds that nobody writes.
        if matches!(marker, 0xd9 | 0xda | 0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) {
            return None;
        }
        let length = usize::try_from(big_endian(behind.get(..2)?)).ok()?;
        let content = behind.get(2..length)?;
        rest = behind.get(length..)?;
        Some((marker, content))
    })
}

/// Where the segments end.
fn offset_of_picture(bytes: &[u8]) -> usize {
    let content = |(_, content): (u8, &[u8])| content.len() + 4;
    2 + segments(bytes).map(content).sum::<usize>()
}

/// The orientation in the first directory of a TIFF structure.
fn orientation(tiff: &[u8]) -> Option<u32> {
    let little = tiff.starts_with(b"II");
    let number = |at: usize, length: usize| {
        let mut bytes = tiff.get(at..at.checked_add(length)?)?.to_vec();
        if little {
            bytes.reverse();
        }
        Some(big_endian(&bytes))
    };
    let directory = usize::try_from(number(4, 4)?).ok()?;
    let entries = usize::try_from(number(directory, 2)?).ok()?;
    let entry = |index: usize| directory.checked_add(2 + 12 * index);
    let at = (0..entries).filter_map(entry).find(|&at| number(at, 2) == Some(ORIENTATION))?;
    number(at.checked_add(8)?, 2)
}
