//! Signs that grow with what stands beside them, and how far ink reaches.

use super::book::FontBook;
use super::face::{Face, thousandths};
use super::word::{Direction, Glyph, Word};
use std::sync::Arc;
use ttf_parser::GlyphId;

/// How far the ink of a word reaches, in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Reach {
    /// Above the baseline.
    pub(crate) top: i64,
    /// Above the baseline, too: negative for what hangs below it.
    pub(crate) bottom: i64,
    /// Beyond the place where the next word starts; 0 if it does not get there.
    pub(crate) overhang: i64,
}

impl Reach {
    pub(crate) const fn height(self) -> i64 {
        self.top - self.bottom
    }
}

impl FontBook {
    /// How far the ink of a word reaches.
    pub(crate) fn reach(&self, face: Face, word: &Word) -> Reach {
        let file = self.file(face);
        let Ok(font) = ttf_parser::Face::parse(&file.bytes, 0) else { return Reach::default() };
        let units = |value: i16| i64::from(thousandths(value.into(), file.units));
        let mut reach: Option<Reach> = None;
        let mut pen = 0;
        for glyph in word.glyphs() {
            if let Some(ink) = font.glyph_bounding_box(GlyphId(glyph.id)) {
                let (dx, dy) = (i64::from(glyph.dx), i64::from(glyph.dy));
                let (top, bottom) = (units(ink.y_max) + dy, units(ink.y_min) + dy);
                let overhang = (pen + dx + units(ink.x_max) - word.width()).max(0);
                reach = Some(reach.map_or(Reach { top, bottom, overhang }, |known| Reach {
                    top: known.top.max(top),
                    bottom: known.bottom.min(bottom),
                    overhang: known.overhang.max(overhang),
                }));
            }
            pen += i64::from(glyph.advance);
        }
        reach.unwrap_or_default()
    }

    /// A sign of the face for mathematics in the smallest of its sizes that is so high, or in its largest one.
    pub(crate) fn grown(&self, sign: char, height: i64) -> Arc<Word> {
        let file = self.file(Face::Math);
        let small = self.shape(Face::Math, Direction::Right, sign.encode_utf8(&mut [0; 4]));
        let Ok(font) = ttf_parser::Face::parse(&file.bytes, 0) else { return small };
        let variants = font.tables().math.and_then(|table| table.variants);
        let glyph = small.glyphs().first().map(|glyph| GlyphId(glyph.id));
        let sizes = variants.zip(glyph).and_then(|(known, glyph)| known.vertical_constructions.get(glyph));
        let Some(sizes) = sizes.map(|sizes| sizes.variants) else { return small };
        let tall = |advance: u16| i64::from(thousandths(advance.into(), file.units)) >= height;
        let Some(size) = sizes.into_iter().find(|size| tall(size.advance_measurement)).or(sizes.last())
        else {
            return small;
        };
        let advance = font.glyph_hor_advance(size.variant_glyph).unwrap_or_default();
        let width = thousandths(advance.into(), file.units);
        let text = small.text();
        let glyph =
            Glyph { id: size.variant_glyph.0, width, advance: width, dx: 0, dy: 0, source: 0..text.len() };
        Arc::new(Word {
            text: text.into(),
            direction: Direction::Right,
            glyphs: vec![glyph],
            width: width.into(),
            missing: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_reaches_above_and_below_the_baseline() {
        let book = FontBook::shipped().unwrap();
        let reach = |face, text| book.reach(face, &book.shape(face, Direction::Right, text));
        let (x, g) = (reach(Face::Regular, "x"), reach(Face::Regular, "g"));
        assert!((440..500).contains(&x.top) && x.bottom > -20, "{x:?}");
        assert!(g.bottom < -200, "{g:?}");
        assert!(reach(Face::Italic, "f").overhang > 50);
        assert_eq!(reach(Face::Regular, " "), Reach::default());
    }

    #[test]
    fn signs_grow_as_far_as_they_can() {
        let book = FontBook::shipped().unwrap();
        let heights: Vec<i64> = [0, 1_000, 2_000, 9_000]
            .iter()
            .map(|&height| book.reach(Face::Math, &book.grown('(', height)).height())
            .collect();
        assert!(heights.is_sorted() && heights[1] >= 1_000 && heights[2] >= 2_000, "{heights:?}");
        assert!(heights[0] < 1_000 && heights[3] < 9_000, "{heights:?}");
        assert_eq!(book.grown('√', 2_000).text(), "√");
    }
}
