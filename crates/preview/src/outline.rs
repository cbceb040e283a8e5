//! Outlines of glyphs.

use crate::PreviewError;
use mockexam_paper::{Face, FontFile};
use std::collections::BTreeMap;
use tiny_skia::{Path, PathBuilder};
use ttf_parser::{GlyphId, OutlineBuilder};

/// Outlines of the fonts of a paper, read when they are first needed.
pub(crate) struct Outlines<'p> {
    fonts: BTreeMap<Face, Font<'p>>,
}

struct Font<'p> {
    face: ttf_parser::Face<'p>,
    known: BTreeMap<u16, Option<Path>>,
}

impl<'p> Outlines<'p> {
    pub(crate) fn of(files: &'p [FontFile]) -> Result<Self, PreviewError> {
        let font = |file: &'p FontFile| {
            let face = ttf_parser::Face::parse(&file.bytes, 0).map_err(|error| PreviewError::Font {
                name: file.name.to_string(),
                reason: error.to_string(),
            })?;
            Ok((file.face, Font { face, known: BTreeMap::new() }))
        };
        Ok(Self { fonts: files.iter().map(font).collect::<Result<_, _>>()? })
    }

    /// The outline of a glyph, and the units of its font per em; none for a space.
    pub(crate) fn glyph(&mut self, face: Face, glyph: u16) -> Option<(&Path, u16)> {
        let font = self.fonts.get_mut(&face)?;
        let outline = font.known.entry(glyph).or_insert_with(|| {
            let mut pen = Pen(PathBuilder::new());
            font.face.outline_glyph(GlyphId(glyph), &mut pen)?;
            pen.0.finish()
        });
        outline.as_ref().map(|path| (path, font.face.units_per_em()))
    }
}

struct Pen(PathBuilder);

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
