//! The shipped faces.

use crate::error::PaperError;
use harfrust::Font;
use mockexam_model::Emphasis;
use serde::Deserialize;
use std::ops::Deref;
use std::sync::Arc;

/// Letters of one design.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// With serifs: STIX Two Text.
    Serif,
    /// Without: Source Sans 3.
    Sans,
}

/// A face of the shipped fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// STIX Two Text.
    Regular,
    /// Its italic.
    Italic,
    /// Its bold.
    Bold,
    /// Its bold italic.
    BoldItalic,
    /// Source Code Pro, for codes and ids.
    Mono,
    /// Source Sans 3.
    Sans,
    /// Its italic.
    SansItalic,
    /// Its bold.
    SansBold,
    /// Its bold italic.
    SansBoldItalic,
    /// STIX Two Math, for signs that the others lack.
    Math,
    /// One that the user brings along, by its place among those.
    Extra(u8),
}

/// A font program and what a page description says of it. Metrics are in thousandths of an em.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// The face.
    pub face: Face,
    /// `PostScript` name.
    pub name: Arc<str>,
    /// The whole TrueType file.
    pub bytes: FontBytes,
    /// Units of the file per em.
    pub units: u16,
    /// Height above the baseline.
    pub ascent: i16,
    /// Height of capitals.
    pub cap_height: i16,
    /// Depth below the baseline, negative.
    pub descent: i16,
    /// Smallest box around all glyphs: left, bottom, right, top.
    pub bounds: [i16; 4],
    /// Slope of the caret as run per rise of 1000: 0 if upright.
    pub slant: i16,
    /// Weight class: 400 regular, 700 bold.
    pub weight: u16,
}

/// The bytes of a font file: in the program, or read by it.
#[derive(Debug, Clone)]
pub enum FontBytes {
    /// In the program.
    Shipped(&'static [u8]),
    /// Read from somewhere.
    Read(Arc<Vec<u8>>),
}

impl Deref for FontBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Shipped(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

impl Face {
    /// All shipped faces.
    pub const ALL: [Self; 10] = [
        Self::Regular,
        Self::Italic,
        Self::Bold,
        Self::BoldItalic,
        Self::Mono,
        Self::Sans,
        Self::SansItalic,
        Self::SansBold,
        Self::SansBoldItalic,
        Self::Math,
    ];

    /// The face for an emphasis within text of this face.
    #[must_use]
    pub const fn with(self, emphasis: Emphasis) -> Self {
        let bold = self.is_bold() || matches!(emphasis, Emphasis::Bold | Emphasis::BoldItalic);
        let italic = self.is_italic() || matches!(emphasis, Emphasis::Italic | Emphasis::BoldItalic);
        match (self.family(), bold, italic) {
            (None, ..) => self,
            (Some(Family::Serif), false, false) => Self::Regular,
            (Some(Family::Serif), false, true) => Self::Italic,
            (Some(Family::Serif), true, false) => Self::Bold,
            (Some(Family::Serif), true, true) => Self::BoldItalic,
            (Some(Family::Sans), false, false) => Self::Sans,
            (Some(Family::Sans), false, true) => Self::SansItalic,
            (Some(Family::Sans), true, false) => Self::SansBold,
            (Some(Family::Sans), true, true) => Self::SansBoldItalic,
        }
    }

    /// The like face of another family; codes stay what they are.
    #[must_use]
    pub const fn of(self, family: Family) -> Self {
        let emphasis = match (self.is_bold(), self.is_italic()) {
            (false, false) => Emphasis::Plain,
            (false, true) => Emphasis::Italic,
            (true, false) => Emphasis::Bold,
            (true, true) => Emphasis::BoldItalic,
        };
        match (self, family) {
            (Self::Mono | Self::Math | Self::Extra(_), _) => self,
            (_, Family::Serif) => Self::Regular.with(emphasis),
            (_, Family::Sans) => Self::Sans.with(emphasis),
        }
    }

    /// The family of text; `None` for codes and for faces that stand alone.
    const fn family(self) -> Option<Family> {
        match self {
            Self::Regular | Self::Italic | Self::Bold | Self::BoldItalic => Some(Family::Serif),
            Self::Sans | Self::SansItalic | Self::SansBold | Self::SansBoldItalic => Some(Family::Sans),
            Self::Mono | Self::Math | Self::Extra(_) => None,
        }
    }

    /// Whether it is bold, of those whose family has one.
    pub(crate) const fn is_bold(self) -> bool {
        matches!(self, Self::Bold | Self::BoldItalic | Self::SansBold | Self::SansBoldItalic)
    }

    const fn is_italic(self) -> bool {
        matches!(self, Self::Italic | Self::BoldItalic | Self::SansItalic | Self::SansBoldItalic)
    }

    /// `PostScript` name of the font.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "STIXTwoText",
            Self::Italic => "STIXTwoText-Italic",
            Self::Bold => "STIXTwoText-Bold",
            Self::BoldItalic => "STIXTwoText-BoldItalic",
            Self::Mono => "SourceCodePro-Regular",
            Self::Sans => "SourceSans3-Regular",
            Self::SansItalic => "SourceSans3-Italic",
            Self::SansBold => "SourceSans3-Bold",
            Self::SansBoldItalic => "SourceSans3-BoldItalic",
            Self::Math => "STIXTwoMath-Regular",
            Self::Extra(_) => "",
        }
    }

    /// Its place among all faces: those that the user brings along stand behind the shipped ones.
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Regular => 0,
            Self::Italic => 1,
            Self::Bold => 2,
            Self::BoldItalic => 3,
            Self::Mono => 4,
            Self::Sans => 5,
            Self::SansItalic => 6,
            Self::SansBold => 7,
            Self::SansBoldItalic => 8,
            Self::Math => 9,
            Self::Extra(place) => Self::ALL.len() + place as usize,
        }
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../fonts/STIXTwoText-Regular.ttf"),
            Self::Italic => include_bytes!("../../fonts/STIXTwoText-Italic.ttf"),
            Self::Bold => include_bytes!("../../fonts/STIXTwoText-Bold.ttf"),
            Self::BoldItalic => include_bytes!("../../fonts/STIXTwoText-BoldItalic.ttf"),
            Self::Mono => include_bytes!("../../fonts/SourceCodePro-Regular.ttf"),
            Self::Sans => include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
            Self::SansItalic => include_bytes!("../../fonts/SourceSans3-Italic.ttf"),
            Self::SansBold => include_bytes!("../../fonts/SourceSans3-Bold.ttf"),
            Self::SansBoldItalic => include_bytes!("../../fonts/SourceSans3-BoldItalic.ttf"),
            Self::Math => include_bytes!("../../fonts/STIXTwoMath-Regular.ttf"),
            Self::Extra(_) => &[],
        }
    }

    /// Reads the tables of a shipped font.
    pub(crate) fn load(self) -> Result<(Font, FontFile), PaperError> {
        let font = Font::new(self.bytes(), 0);
        self.measured(font, &self.name().into(), &FontBytes::Shipped(self.bytes()))
    }

    /// Reads the tables of a font that the user brings along.
    pub(crate) fn read(self, name: &Arc<str>, bytes: &Arc<Vec<u8>>) -> Result<(Font, FontFile), PaperError> {
        let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::<Vec<u8>>::clone(bytes);
        self.measured(Font::new(shared, 0), name, &FontBytes::Read(Arc::clone(bytes)))
    }

    fn measured(
        self,
        font: Option<Font>,
        name: &Arc<str>,
        bytes: &FontBytes,
    ) -> Result<(Font, FontFile), PaperError> {
        let fail = |reason| PaperError::Font { name: Arc::clone(name), reason };
        let font = font.ok_or(fail("it is no TrueType font"))?;
        let table = |tag: &[u8; 4]| sfnt_table(bytes, *tag);
        // Outlines of the other kind would need another sort of embedding.
        if table(b"glyf").is_none() {
            return Err(fail("it has no TrueType outlines; take the file that ends in .ttf"));
        }
        if table(b"fvar").is_some() {
            return Err(fail("it is a variable font; take the static one"));
        }
        let head = table(b"head").ok_or(fail("it has no head table"))?;
        let hhea = table(b"hhea").ok_or(fail("it has no hhea table"))?;
        let os2 = table(b"OS/2").ok_or(fail("it has no OS/2 table"))?;
        let word = |table: &[u8], at: usize| {
            table.get(at..at + 2).map_or(0, |pair| i16::from_be_bytes([pair[0], pair[1]]))
        };
        let units = font.units_per_em();
        if units == 0 {
            return Err(fail("it has no units per em"));
        }
        // All geometry is in thousandths of an em, as PDF counts.
        let metric = |table: &[u8], at: usize| {
            i16::try_from(thousandths(word(table, at).into(), units)).unwrap_or_default()
        };
        let rise = i32::from(word(hhea, 18)).max(1);
        let slant = i16::try_from(i32::from(word(hhea, 20)) * 1000 / rise).unwrap_or(0);
        let file = FontFile {
            face: self,
            ascent: metric(hhea, 4),
            // The third version of the table has it; without, capitals are as high as the font.
            cap_height: if word(os2, 0) >= 2 { metric(os2, 88) } else { metric(hhea, 4) },
            descent: metric(hhea, 6),
            bounds: [36, 38, 40, 42].map(|at| metric(head, at)),
            slant,
            weight: u16::try_from(word(os2, 4)).unwrap_or(400),
            units,
            name: Arc::clone(name),
            bytes: bytes.clone(),
        };
        Ok((font, file))
    }
}

/// Units of a font in thousandths of an em, rounded to the nearest.
pub(crate) fn thousandths(value: i32, units: u16) -> i32 {
    let units = i32::from(units.max(1));
    if units == 1000 { value } else { (value.saturating_mul(2000) + units).div_euclid(units * 2) }
}

/// A table of a TrueType file, found through its directory.
fn sfnt_table(bytes: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    let number = |at: usize| {
        bytes.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]])).map(|n| n as usize)
    };
    let count = number(4)? >> 16;
    let record = (0..count).map(|i| 12 + 16 * i).find(|&at| bytes.get(at..at + 4) == Some(&tag))?;
    let (offset, length) = (number(record + 8)?, number(record + 12)?);
    bytes.get(offset..offset.checked_add(length)?)
}
