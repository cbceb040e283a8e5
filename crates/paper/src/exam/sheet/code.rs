//! What a machine reads first: which sheet this is, as a strip of bars and as a QR code.

use super::geometry::{CELL, CELL_PITCH, CELLS, Geometry, MODULE};
use crate::document::PlateMark;
use fast_qr::{ECL, QRBuilder, Version};
use mockexam_model::FormCode;
use std::fmt;

/// Number of a sheet, of 24 bits. Sheets of one exam that are not alike have different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetSerial(u32);

/// Number of this geometry of sheets.
pub(super) const LAYOUT: u8 = 1;

impl SheetSerial {
    /// The serial of the sheets of a form, from the codes of exam and form: forms of one exam have different ones, those of
    /// different exams differ by chance.
    #[must_use]
    pub fn of(exam: &str, form: &FormCode) -> Self {
        // FNV-1a, as good as any for spreading the few codes of a course provider.
        let hash = exam
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        // A, B … are 1, 2 …; 0001, 0002 … stand behind all codes of three letters.
        let index = form.to_string().bytes().fold((0_u32, 0_u32), |(letters, digits), byte| match byte {
            b'0'..=b'9' => (letters, digits.wrapping_mul(10).wrapping_add(u32::from(byte - b'0'))),
            other => (letters.wrapping_mul(26).wrapping_add(u32::from(other & 31)), digits),
        });
        let index = index.0.wrapping_add(if index.1 == 0 { 0 } else { 20_000 + index.1 });
        Self((hash ^ hash >> 24).wrapping_add(index) & 0xff_ffff)
    }

    /// The serial of a candidate's own sheets, from the codes of exam and form and the candidate's id. It may be that of
    /// others by chance: then the next attempt gives another.
    #[must_use]
    pub fn of_candidate(exam: &str, form: &FormCode, candidate: &str, attempt: u8) -> Self {
        let parts = [exam, form.as_str(), candidate].into_iter().flat_map(|part| part.bytes().chain([0]));
        let hash = parts.chain([attempt]).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        // The upper bits hang on all bytes.
        Self(u32::try_from(hash >> 40).unwrap_or_default())
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for SheetSerial {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:06X}", self.0)
    }
}

/// CRC-16/CCITT-FALSE: polynomial 1021, start ffff.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xffff, |crc, &byte| {
        (0..8).fold(
            crc ^ u16::from(byte) << 8,
            |crc, _| {
                if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 }
            },
        )
    })
}

/// The 48 bits of the strip: serial (24), layout (4), page (4, from 1; 0 beyond 15), and their CRC-16, highest bit first.
pub(super) fn bits(serial: SheetSerial, page: u16) -> u64 {
    let page = if page < 16 { u32::from(page) } else { 0 };
    let head = serial.0 << 8 | u32::from(LAYOUT) << 4 | page;
    u64::from(head) << 16 | u64::from(crc(&head.to_be_bytes()))
}

/// The strip: a bar for each 1.
pub(super) fn strip(geometry: &Geometry, serial: SheetSerial, page: u16) -> Vec<PlateMark> {
    let bits = bits(serial, page);
    let first = geometry.first_cell();
    let is_set = |cell: &u8| bits >> (CELLS - 1 - cell) & 1 == 1;
    let bar = |cell: u8| {
        let centre = (first.0 + CELL_PITCH * i64::from(cell), first.1);
        PlateMark::Bar { corner: (centre.0 - CELL.0 / 2, centre.1 - CELL.1 / 2), size: CELL }
    };
    (0..CELLS).filter(is_set).map(bar).collect()
}

/// What the QR code says: `OMR1*serial*Vlayout*Ppage*exam*CRC of all before`.
pub(super) fn words(serial: SheetSerial, page: u16, exam: &str) -> String {
    let head = format!("OMR1*{serial}*V{LAYOUT:02}*P{page:02}*{exam}*");
    let crc = crc(head.as_bytes());
    format!("{head}{crc:04X}")
}

/// The QR code, version 3 with error correction Q; nothing where the exam's code is too long for it.
pub(super) fn code(geometry: &Geometry, words: String) -> Vec<PlateMark> {
    let Ok(code) = QRBuilder::new(words).version(Version::V03).ecl(ECL::Q).build() else { return Vec::new() };
    let (left, top) = geometry.code();
    let mut bars = Vec::new();
    for (row, y) in (0..code.size).zip(0_i64..) {
        let mut x = 0;
        // Neighbours become one bar: no hairlines between them.
        for run in code[row].chunk_by(|one, next| one.value() == next.value()) {
            let width = i64::try_from(run.len()).unwrap_or(0);
            if run.first().is_some_and(|module| module.value()) {
                let corner = (left + MODULE * x, top + MODULE * y);
                bars.push(PlateMark::Bar { corner, size: (MODULE * width, MODULE) });
            }
            x += width;
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(crc(b"123456789"), 0x29b1);
    }

    #[test]
    fn sheets_of_an_exam_have_serials_of_their_own() {
        let of = |exam: &str, form: &str| SheetSerial::of(exam, &FormCode::new(form).unwrap());
        let letters = ('A'..='Z').map(String::from);
        let codes = letters.chain((1..10_000).map(|number| format!("{number:04}")));
        let serials: std::collections::BTreeSet<SheetSerial> =
            codes.map(|code| of("K7Q3MD", &code)).collect();
        assert_eq!(serials.len(), 26 + 9_999);
        assert_eq!(of("K7Q3MD", "C").to_string().len(), 6);
        assert_ne!(of("K7Q3MD", "A"), of("K7Q3ME", "A"));
    }

    #[test]
    fn candidates_have_serials_of_their_own_as_a_rule() {
        let form = FormCode::new("A").unwrap();
        let of = |candidate: u32, attempt| {
            SheetSerial::of_candidate("K7Q3MD", &form, &candidate.to_string(), attempt)
        };
        let serials: std::collections::BTreeSet<SheetSerial> = (0..1000).map(|n| of(n, 0)).collect();
        assert!(serials.len() > 995, "{}", serials.len());
        assert_ne!(of(7, 0), of(7, 1));
        assert!(serials.iter().all(|serial| serial.number() < 1 << 24));
    }

    #[test]
    fn the_strip_holds_serial_layout_and_page() {
        let bits = bits(SheetSerial(0x12_3456), 2);
        assert_eq!(bits >> 16, 0x1234_5612);
        assert_eq!(bits & 0xffff, u64::from(crc(&[0x12, 0x34, 0x56, 0x12])));
    }

    #[test]
    fn the_code_fits_for_all_codes_of_exams() {
        let words = words(SheetSerial(0xff_ffff), 15, "K7Q3MD");
        assert!(words.starts_with("OMR1*FFFFFF*V01*P15*K7Q3MD*"), "{words}");
        assert!(!code(&Geometry { page: (210_000, 297_000), most_rows: 25 }, words).is_empty());
    }
}
