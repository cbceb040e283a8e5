//! Images on pages, decoded.

use crate::PreviewError;
use crate::drawing::drawn;
use mockexam_model::{ImageFile, ImageFormat, Images};
use std::collections::BTreeMap;
use std::io::Cursor;
use tiny_skia::{IntSize, Pixmap};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The images of a paper by name.
pub(crate) struct Pictures<'p> {
    by_name: BTreeMap<&'p str, Pixmap>,
}

impl<'p> Pictures<'p> {
    pub(crate) fn of(images: &'p Images) -> Result<Self, PreviewError> {
        let decode = |(name, image): (&'p String, &'p ImageFile)| {
            let pixels = match image.format() {
                ImageFormat::Png => Pixmap::decode_png(image.bytes()).map_err(|error| error.to_string()),
                ImageFormat::Jpeg { .. } => photograph(image),
                ImageFormat::Svg => drawn(image),
            };
            let pixels = pixels.map_err(|reason| PreviewError::Image { name: name.clone(), reason })?;
            Ok((name.as_str(), pixels))
        };
        Ok(Self { by_name: images.iter().map(decode).collect::<Result<_, _>>()? })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Pixmap> {
        self.by_name.get(name)
    }
}

fn photograph(image: &ImageFile) -> Result<Pixmap, String> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(image.bytes()), options);
    let pixels = decoder.decode().map_err(|error| error.to_string())?;
    let size = IntSize::from_wh(image.width(), image.height());
    size.and_then(|size| Pixmap::from_vec(pixels, size))
        .ok_or_else(|| "its size is another than it says".to_owned())
}
