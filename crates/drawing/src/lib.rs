//! Image files of all sorts that may be printed. SVG files become filled outlines: the same on every machine, without text,
//! programs or addresses.

mod error;
mod flat;
mod outline;

pub use error::DrawingError;

use mockexam_model::{ImageError, ImageFile};

/// Reads an image file: PNG and JPEG files as they are, SVG files as [drawings](mockexam_model::drawing::Drawing).
///
/// # Errors
/// [`DrawingError`] for what cannot be printed, and for drawings with text, pixels, gradients, patterns, masks or filters.
pub fn image(bytes: &[u8]) -> Result<ImageFile, DrawingError> {
    match ImageFile::read(bytes) {
        Err(ImageError::Unknown) if is_xml(bytes) => flat::drawing(bytes),
        read => Ok(read?),
    }
}

/// Whether a file starts as SVG files do.
fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests;
