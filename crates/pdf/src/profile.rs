//! The colour space that files claim: sRGB, as an ICC profile (ICC.1:2004-10) of the few numbers that define it.

/// Tags behind the table: signature and data.
fn tags() -> [(&'static [u8; 4], Vec<u8>); 9] {
    // Primaries of IEC 61966-2-1 adapted to D50, and its transfer curve, in 65536ths.
    let curve = curve([0x0002_6666, 0x0000_f2a7, 0x0000_0d59, 0x0000_13d0, 0x0000_0a5b]);
    [
        (b"desc", text("sRGB")),
        (b"cprt", text("No copyright, use freely.")),
        (b"wtpt", xyz([0xf6d6, 0x1_0000, 0xd32d])),
        (b"rXYZ", xyz([0x6fa2, 0x38f5, 0x0390])),
        (b"gXYZ", xyz([0x6299, 0xb785, 0x18da])),
        (b"bXYZ", xyz([0x24a0, 0x0f84, 0xb6cf])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ]
}

/// The profile as a file.
pub(crate) fn srgb() -> Vec<u8> {
    let tags = tags();
    let mut table = word(tags.len());
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * tags.len();
    for (signature, content) in &tags {
        table.extend(*signature);
        table.extend(word(start + data.len()));
        table.extend(word(content.len()));
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.append(&mut table);
    profile.append(&mut data);
    profile
}

/// Size, version 4.2, a display's RGB profile, a fixed date, and the white of the connection space.
fn header(size: usize) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &word(size));
    put(8, &[4, 0x20, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    put(24, &[0x07, 0xd0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    put(36, b"acsp");
    put(68, &[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    header
}

fn word(number: usize) -> Vec<u8> {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes().to_vec()
}

/// A text in one language.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0".to_vec();
    out.extend([1, 12].into_iter().flat_map(word));
    out.extend(b"enUS");
    out.extend(word(units.len()));
    out.extend(word(28));
    out.extend(units);
    out
}

fn xyz(values: [usize; 3]) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend(values.into_iter().flat_map(word));
    out
}

/// A power above a straight line near black.
fn curve(parameters: [usize; 5]) -> Vec<u8> {
    let mut out = b"para\0\0\0\0\0\x03\0\0".to_vec();
    out.extend(parameters.into_iter().flat_map(word));
    out
}
