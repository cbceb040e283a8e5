//! Image files: what they are and how large, read from their first bytes. Nothing is decoded here.

pub mod drawing;
mod jpeg;
mod png;

use drawing::Drawing;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Image files by the names under which texts refer to them.
pub type Images = BTreeMap<String, ImageFile>;

/// A PNG or JPEG file, or a [`Drawing`]. Serialised as Base64.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ImageFile {
    bytes: Arc<[u8]>,
    format: ImageFormat,
    width: u32,
    height: u32,
}

/// How an image is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// Without loss, with or without transparency.
    Png,
    /// As photographs are.
    Jpeg {
        /// Values of a pixel: 1 for grey, 3 for colours, 4 for the inks of a printer.
        channels: u8,
    },
    /// As outlines.
    Svg,
}

/// Why an image file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// Too long a file.
    #[error("the file has more than {} bytes", ImageFile::MOST_BYTES)]
    TooLong,
    /// Another format.
    #[error("the file is neither PNG nor JPEG nor SVG")]
    Unknown,
    /// The right first bytes, but no size or no end behind them.
    #[error("the file is damaged, or a {0} of a rare kind")]
    Damaged(&'static str),
    /// More pixels than a page has room for.
    #[error("the image has {width} × {height} pixels, at most {most} in all can be printed", most = ImageFile::MOST_PIXELS)]
    TooLarge {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// A photograph with a note by the camera that it is to be turned, which not every program does.
    #[error("the photograph lies on its side: only a note of the camera says how to turn it")]
    Turned,
    /// Not Base64, where an exam keeps an image.
    #[error("the image is not stored as Base64")]
    NotBase64,
}

impl ImageError {
    /// How to repair it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::TooLong | Self::TooLarge { .. } => {
                "save it smaller: 1,200 pixels fill the width of a page well, photographs as JPEG, drawings as PNG"
            }
            Self::Unknown | Self::Damaged(_) | Self::NotBase64 => {
                "open it in a program for images and save it as PNG, JPEG or SVG"
            }
            Self::Turned => "open it in a program for images, turn it upright, and save it again",
        }
    }
}

/// What the first bytes tell.
struct Facts {
    format: ImageFormat,
    width: u32,
    height: u32,
}

impl ImageFile {
    /// Longest file, in bytes.
    pub const MOST_BYTES: usize = 2 * 1024 * 1024;

    /// Most pixels: a page of A4 at 400 dots per inch. A file of a few bytes may claim any number.
    pub const MOST_PIXELS: u64 = 16_000_000;

    /// Looks at a file.
    ///
    /// # Errors
    /// [`ImageError`] for anything but a PNG or JPEG whose size can be read, or a [`Drawing`], within limits.
    pub fn read(bytes: &[u8]) -> Result<Self, ImageError> {
        if bytes.len() > Self::MOST_BYTES {
            return Err(ImageError::TooLong);
        }
        let Facts { format, width, height } = if bytes.starts_with(png::MAGIC) {
            png::facts(bytes).ok_or(ImageError::Damaged("PNG"))?
        } else if bytes.starts_with(jpeg::MAGIC) {
            let facts = jpeg::facts(bytes).ok_or(ImageError::Damaged("JPEG"))?;
            if jpeg::is_turned(bytes) {
                return Err(ImageError::Turned);
            }
            facts
        } else if let Some(drawing) = drawing_in(bytes) {
            Facts { format: ImageFormat::Svg, width: drawing.width, height: drawing.height }
        } else {
            return Err(ImageError::Unknown);
        };
        match u64::from(width) * u64::from(height) {
            0 => Err(ImageError::Damaged(format.name())),
            pixels if pixels > Self::MOST_PIXELS => Err(ImageError::TooLarge { width, height }),
            _ => Ok(Self { bytes: bytes.into(), format, width, height }),
        }
    }

    /// The whole file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What it draws, if it is a drawing.
    #[must_use]
    pub fn drawing(&self) -> Option<Drawing> {
        drawing_in(&self.bytes)
    }

    /// How it is stored.
    #[must_use]
    pub const fn format(&self) -> ImageFormat {
        self.format
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows of pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// The file as Base64.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }
}

impl ImageFormat {
    const fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg { .. } => "JPEG",
            Self::Svg => "SVG",
        }
    }

    /// The usual ending of a file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg { .. } => "jpg",
            Self::Svg => "svg",
        }
    }

    /// The media type of HTML.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg { .. } => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// Without the bytes.
impl fmt::Debug for ImageFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes, format, width, height } = self;
        write!(f, "ImageFile({format:?}, {width} × {height}, {} bytes)", bytes.len())
    }
}

impl TryFrom<String> for ImageFile {
    type Error = ImageError;
    fn try_from(base64: String) -> Result<Self, ImageError> {
        let bytes = STANDARD.decode(base64).map_err(|_| ImageError::NotBase64)?;
        Self::read(&bytes)
    }
}

impl From<ImageFile> for String {
    fn from(image: ImageFile) -> Self {
        image.to_base64()
    }
}

fn drawing_in(bytes: &[u8]) -> Option<Drawing> {
    if bytes.starts_with(Drawing::START.as_bytes()) {
        std::str::from_utf8(bytes).ok().and_then(Drawing::parse)
    } else {
        None
    }
}

/// A number of one to four bytes, the first one most significant.
fn big_endian(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
        [png::MAGIC, &[0, 0, 0, 13], b"IHDR", &width, &height, &[8, 2, 0, 0, 0]].concat()
    }

    /// A segment of a JPEG file with its length.
    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    fn jpeg(before: &[u8]) -> Vec<u8> {
        let picture = [0xff, 0xda, 0, 2, 7, 7, 0xff, 0xd9];
        [&[0xff, 0xd8], before, &segment(0xc2, &[8, 0, 30, 0, 40, 3]), &picture].concat()
    }

    fn exif(orientation: u8) -> Vec<u8> {
        let entry = |tag: u16, value: u8| {
            let tag = tag.to_le_bytes();
            [&tag[..], &[3, 0, 1, 0, 0, 0, value, 0, 0, 0]].concat()
        };
        let tiff = [b"II*\0\x08\0\0\0\x02\0".to_vec(), entry(0x010f, 9), entry(0x0112, orientation)];
        segment(0xe1, &[b"Exif\0\0".to_vec(), tiff.concat()].concat())
    }

    #[test]
    fn sizes_are_read() {
        let image = ImageFile::read(&png(640, 480)).unwrap();
        assert_eq!((image.format(), image.width(), image.height()), (ImageFormat::Png, 640, 480));
        for before in [Vec::new(), segment(0xe0, b"JFIF\0"), [vec![0xff], exif(1)].concat()] {
            let image = ImageFile::read(&jpeg(&before)).unwrap();
            let expected = (ImageFormat::Jpeg { channels: 3 }, 40, 30);
            assert_eq!((image.format(), image.width(), image.height()), expected);
        }
    }

    #[test]
    fn what_cannot_be_printed_is_refused() {
        let cases = [
            (b"GIF89a".to_vec(), ImageError::Unknown),
            (Vec::new(), ImageError::Unknown),
            (png(0, 5), ImageError::Damaged("PNG")),
            (png(5, 5)[..20].to_vec(), ImageError::Damaged("PNG")),
            (png(5000, 5000), ImageError::TooLarge { width: 5000, height: 5000 }),
            (png(u32::MAX, u32::MAX), ImageError::Damaged("PNG")),
            (jpeg(&[])[..8].to_vec(), ImageError::Damaged("JPEG")),
            (jpeg(&[])[..17].to_vec(), ImageError::Damaged("JPEG")),
            (jpeg(&segment(0xc9, &[8, 0, 30, 0, 40, 3])), ImageError::Damaged("JPEG")),
            (jpeg(&exif(6)), ImageError::Turned),
            (vec![0; ImageFile::MOST_BYTES + 1], ImageError::TooLong),
        ];
        for (bytes, expected) in cases {
            assert_eq!(ImageFile::read(&bytes), Err(expected));
        }
    }

    #[test]
    fn an_image_survives_its_text() {
        let image = ImageFile::read(&png(3, 2)).unwrap();
        assert_eq!(ImageFile::try_from(String::from(image.clone())), Ok(image));
        assert_eq!(ImageFile::try_from("%".to_owned()), Err(ImageError::NotBase64));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            start in prop_oneof![Just(png(1, 1)), Just(jpeg(&exif(1)))],
            cut in 0..90_usize,
            rest in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let mut bytes = start[..cut.min(start.len())].to_vec();
            bytes.extend(rest);
            if let Ok(image) = ImageFile::read(&bytes) {
                prop_assert!(image.width() > 0 && image.height() > 0);
            }
        }
    }
}
