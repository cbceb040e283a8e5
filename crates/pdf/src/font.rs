//! Subsets of fonts, and the text that each glyph stands for.

use crate::PdfError;
use mockexam_paper::{Face, FontFile, GlyphRun, Mark, Paper};
use printpdf::{FontId, FontMetrics, ParsedFont};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use subsetter::{GlyphRemapper, subset};

/// The fonts of a paper, cut down to the glyphs that it uses.
pub(crate) struct Fonts {
    by_face: BTreeMap<Face, Font>,
}

/// One of them.
pub(crate) struct Font {
    file: FontFile,
    remapper: GlyphRemapper,
    /// Widths by number in the subset.
    widths: BTreeMap<u16, u16>,
    /// Text by number in the font.
    texts: BTreeMap<u16, String>,
}

impl Fonts {
    /// Collects what the pages use.
    pub(crate) fn of(paper: &Paper) -> Result<Self, PdfError> {
        let mut by_face: BTreeMap<Face, Font> =
            paper.fonts.iter().map(|file| (file.face, Font::new(*file))).collect();
        for placed in paper.pages.iter().flat_map(|page| &page.boxes) {
            if let Mark::Text(run) = &placed.mark {
                by_face.get_mut(&run.face).ok_or(PdfError::NoFont { face: run.face })?.collect(run);
            }
        }
        Ok(Self { by_face })
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Font> {
        self.by_face.values()
    }

    /// The font of a face.
    pub(crate) fn get(&self, face: Face) -> Option<&Font> {
        self.by_face.get(&face)
    }
}

impl Font {
    fn new(file: FontFile) -> Self {
        Self { file, remapper: GlyphRemapper::new(), widths: BTreeMap::new(), texts: BTreeMap::new() }
    }

    fn collect(&mut self, run: &GlyphRun) {
        for word in &run.words {
            let glyphs = word.glyphs();
            for (index, glyph) in glyphs.iter().enumerate() {
                let known = self.remapper.get(glyph.id).is_some();
                let id = self.remapper.remap(glyph.id);
                if !known {
                    self.widths.insert(id, u16::try_from(glyph.width).unwrap_or(0));
                }
                let single = glyphs.get(index + 1).is_none_or(|next| !next.source.is_empty());
                let text = plain(word.source(glyph));
                if !single || text.is_empty() {
                    continue;
                }
                // One glyph may stand for several texts (a letter for the letter with a mark that it already has):
                // the shortest is its own, the others are told beside it.
                match self.texts.get(&glyph.id) {
                    Some(own) if (own.chars().count(), own.as_str()) <= (text.chars().count(), text) => {}
                    _ => drop(self.texts.insert(glyph.id, text.to_owned())),
                }
            }
        }
    }

    /// The name under which the pages use it. Fixed: the writer's own names depend on what it wrote before.
    pub(crate) fn id(&self) -> FontId {
        FontId(format!("F{}", self.file.face as u8))
    }

    /// Number of a glyph in the subset.
    pub(crate) fn code(&self, glyph: u16) -> u16 {
        self.remapper.get(glyph).unwrap_or(0)
    }

    /// The text that the file gives for a glyph wherever it stands.
    pub(crate) fn text(&self, glyph: u16) -> Option<&str> {
        self.texts.get(&glyph).map(String::as_str)
    }

    /// The subset with all that the file says of it.
    pub(crate) fn embedded(&self) -> Result<ParsedFont, PdfError> {
        let file = &self.file;
        let bytes = subset(file.bytes, 0, &self.remapper)
            .map_err(|source| PdfError::Subset { name: file.name, source })?;
        let [x_min, y_min, x_max, y_max] = file.bounds;
        let name = format!("{}+{}", tag(&bytes), file.name);
        let vertical = FontMetrics { ascent: file.ascent, descent: file.descent };
        let characters = BTreeMap::new();
        let mut font = ParsedFont::with_glyph_data(
            bytes,
            0,
            Some(name),
            characters,
            self.widths.clone(),
            1000,
            vertical,
        );
        let metrics = &mut font.pdf_font_metrics;
        (metrics.x_min, metrics.y_min, metrics.x_max, metrics.y_max) = (x_min, y_min, x_max, y_max);
        metrics.caret_slope_rise = 1000;
        metrics.caret_slope_run = file.slant;
        metrics.us_weight_class = file.weight;
        Ok(font)
    }
}

/// Six letters that tell one subset from another (ISO 32000-1, 9.6.4).
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Spaces of any width are copied as spaces.
pub(crate) fn plain(text: &str) -> &str {
    if !text.is_empty() && text.chars().all(char::is_whitespace) { " " } else { text }
}
