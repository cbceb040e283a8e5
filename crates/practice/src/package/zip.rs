//! A ZIP archive whose files are stored as they are (PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16).

/// The first day that a ZIP archive can name, 1 January 1980: no clock is read.
const DATE: u16 = 1 << 5 | 1;

/// An archive of some files; none if it would be too large for the format.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let offset = u32::try_from(out.len()).ok()?;
        let facts = facts(name, bytes)?;
        out.extend(b"PK\x03\x04");
        out.extend(&facts);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&facts);
        // No comment, disk 0, no attributes.
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(files.len()).ok()?.to_le_bytes();
    let start = u32::try_from(out.len()).ok()?;
    let length = u32::try_from(directory.len()).ok()?;
    out.extend(directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count);
    out.extend(count);
    out.extend(length.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    Some(out)
}

/// What stands of a file both before it and in the directory: version, flags, method, time, checksum, sizes, lengths.
fn facts(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let size = u32::try_from(bytes.len()).ok()?.to_le_bytes();
    let mut facts = vec![20, 0, 0, 8, 0, 0, 0, 0];
    facts.extend(DATE.to_le_bytes());
    facts.extend(checksum(bytes).to_le_bytes());
    facts.extend(size);
    facts.extend(size);
    facts.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
    facts.extend([0; 2]);
    Some(facts)
}

/// CRC-32 (ISO 3309), bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ POLYNOMIAL } else { crc >> 1 },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn offsets_lead_to_the_files() {
        let archive = archive(&[("a", b"one"), ("bc", b"two!")]).unwrap();
        let directory = archive.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        let end = archive.windows(4).position(|four| four == b"PK\x05\x06").unwrap();
        assert_eq!(archive[end + 16..end + 20], u32::try_from(directory).unwrap().to_le_bytes());
        // The second entry of the directory starts 46 bytes and a name behind the first.
        let second = directory + 46 + 1;
        let offset = u32::from_le_bytes(archive[second + 42..second + 46].try_into().unwrap());
        assert_eq!(archive[offset as usize..offset as usize + 4], *b"PK\x03\x04");
        assert_eq!(archive[offset as usize + 30..offset as usize + 36], *b"bctwo!");
    }
}
