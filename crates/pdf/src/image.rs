//! Images as PDF has them.

use crate::PdfError;
use crate::drawing;
use crate::file::{ObjectId, Parcel};
use mockexam_model::{ImageFile, ImageFormat};
use png::{ColorType, Decoder, DecodingError, Limits, Transformations};
use std::io::Cursor;

/// Bytes that the decoder may take: as many pixels as an image may have, with opacity and two bytes for each value.
const MOST_DECODED: usize = 128_000_000;

/// Rows of pixels, or a whole JPEG file, with the colours that a value stands for.
struct Pixels {
    space: &'static str,
    bytes: Vec<u8>,
    /// How a reader decodes them; `None` where they are plain.
    filter: Option<&'static str>,
    /// Whether values are inverted, as in JPEG files with the inks of a printer.
    inverted: bool,
}

/// An image, ready to go into a file.
pub(crate) struct Embedded {
    entries: String,
    bytes: Vec<u8>,
    /// How a reader decodes them; `None` where they are plain.
    filter: Option<&'static str>,
}

/// Embeds an image. JPEG files go in as they are; PNG files are decoded, as PDF knows no transparency like theirs; drawings stay
/// lines.
pub(crate) fn embedded(name: &str, image: &ImageFile) -> Result<Embedded, PdfError> {
    if let Some(drawing) = image.drawing() {
        let (entries, bytes) = drawing::form(&drawing);
        return Ok(Embedded { entries, bytes, filter: None });
    }
    let pixels = match image.format() {
        ImageFormat::Png | ImageFormat::Svg => {
            opaque(image).map_err(|source| PdfError::Image { name: name.to_owned(), source })?
        }
        ImageFormat::Jpeg { channels } => Pixels {
            space: match channels {
                1 => "DeviceGray",
                4 => "DeviceCMYK",
                _ => "DeviceRGB",
            },
            bytes: image.bytes().to_vec(),
            filter: Some("DCTDecode"),
            inverted: channels == 4,
        },
    };
    let inverted = if pixels.inverted { "/Decode[1 0 1 0 1 0 1 0]" } else { "" };
    let entries = format!(
        "/Type/XObject/Subtype/Image/Width {}/Height {}/BitsPerComponent 8/ColorSpace/{}{inverted}",
        image.width(),
        image.height(),
        pixels.space
    );
    Ok(Embedded { entries, bytes: pixels.bytes, filter: pixels.filter })
}

impl Embedded {
    /// Adds it to a file.
    pub(crate) fn add_to(&self, parcel: &mut Parcel, id: ObjectId) -> Result<(), PdfError> {
        let Self { entries, bytes, filter } = self;
        match filter {
            Some(filter) => {
                parcel.stream(id, &format!("{entries}/Filter/{filter}"), bytes);
                Ok(())
            }
            None => parcel.deflated(id, entries, bytes),
        }
    }
}

/// Decodes a PNG file. What is transparent lets white paper through.
fn opaque(image: &ImageFile) -> Result<Pixels, DecodingError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(image.bytes()), Limits { bytes: MOST_DECODED });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.ignore_checksums(false);
    let mut reader = decoder.read_info()?;
    let size = reader.output_buffer_size().ok_or(DecodingError::LimitsExceeded)?;
    let mut bytes = vec![0; size];
    let frame = reader.next_frame(&mut bytes)?;
    bytes.truncate(frame.buffer_size());
    let (space, bytes) = match frame.color_type {
        ColorType::Grayscale => ("DeviceGray", bytes),
        ColorType::GrayscaleAlpha => ("DeviceGray", on_white(&bytes, 1)),
        ColorType::Rgba => ("DeviceRGB", on_white(&bytes, 3)),
        ColorType::Rgb | ColorType::Indexed => ("DeviceRGB", bytes),
    };
    Ok(Pixels { space, bytes, filter: None, inverted: false })
}

/// Colours with opacity behind each pixel, laid on white.
fn on_white(bytes: &[u8], channels: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / (channels + 1) * channels);
    for pixel in bytes.chunks_exact(channels + 1) {
        let (colours, opacity) = pixel.split_at(channels);
        let opacity = u32::from(opacity[0]);
        for &colour in colours {
            let mixed = (u32::from(colour) * opacity + 255 * (255 - opacity) + 127) / 255;
            out.push(u8::try_from(mixed).unwrap_or(u8::MAX));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparency_lets_white_through() {
        assert_eq!(on_white(&[0, 255, 0, 0, 0, 128, 100, 255], 1), [0, 255, 127, 100]);
        assert_eq!(on_white(&[10, 20, 30, 255, 10, 20, 30, 0], 3), [10, 20, 30, 255, 255, 255]);
    }
}
