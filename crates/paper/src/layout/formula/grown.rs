//! Signs that are as high as what stands beside them.

use super::constant::{
    ABOVE_ROOT, AXIS, BEFORE_DEGREE, BEHIND_DEGREE, BRACKET_SHARE, BRACKET_SHORTFALL, DEGREE_RISE,
    DISPLAY_ROOT_GAP, DISPLAY_SIGN, ROOT_GAP, RULE,
};
use super::{Glyphs, MathBox, Scale};
use crate::font::{Face, Reach};
use crate::layout::Setter;
use mockexam_model::Math;

impl Setter<'_> {
    /// A sign of the font for mathematics that is so high, with its reach at its scale.
    fn grown(&self, sign: char, height: i64, scale: Scale) -> (MathBox, Reach) {
        let word = self.fonts.grown(sign, height * 100 / scale.percent);
        let own = self.fonts.reach(Face::Math, &word);
        let reach =
            Reach { top: scale.of(own.top), bottom: scale.of(own.bottom), overhang: scale.of(own.overhang) };
        let set = MathBox {
            width: scale.of(word.width()),
            ascent: reach.top,
            descent: -reach.bottom,
            overhang: 0,
            glyphs: vec![Glyphs { x: 0, rise: 0, percent: scale.percent, face: Face::Math, word }],
            rules: Vec::new(),
        };
        (set, reach)
    }

    /// A sum or the like.
    pub(super) fn large(&self, sign: char, scale: Scale) -> MathBox {
        let height = if scale.display { scale.of(DISPLAY_SIGN) } else { 0 };
        let (sign, reach) = self.grown(sign, height, scale);
        let mut set = MathBox::default();
        set.put(sign, 0, scale.of(AXIS) - i64::midpoint(reach.top, reach.bottom));
        set
    }

    pub(super) fn root(&mut self, degree: &[Math], inside: &[Math], base: Face, scale: Scale) -> MathBox {
        let inside = self.beside(inside, base, scale);
        let rule = scale.of(RULE);
        let gap = scale.of(if scale.display { DISPLAY_ROOT_GAP } else { ROOT_GAP });
        let needed = inside.ascent + inside.descent + gap + rule;
        let (sign, reach) = self.grown('√', needed, scale);
        // What the sign is higher than needed goes above and below what stands in it.
        let top = inside.ascent + gap + rule + (reach.height() - needed).max(0) / 2;
        let rise = top - reach.top;
        let mut set = MathBox::default();
        let mut x = 0;
        if !degree.is_empty() {
            let smallest = Scale { percent: 55, display: false };
            let degree = self.beside(degree, base, smallest);
            let up = reach.bottom + rise + reach.height() * DEGREE_RISE / 100 + degree.descent;
            let width = degree.width;
            set.put(degree, scale.of(BEFORE_DEGREE), up);
            x = (scale.of(BEFORE_DEGREE + BEHIND_DEGREE) + width).max(0);
        }
        let right = x + sign.width;
        set.put(sign, x, rise);
        let end = right + inside.width + inside.overhang;
        set.put(inside, right, 0);
        // A little overlap, so that no gap shows between the sign and the line.
        set.rule((right - rule / 4, top - rule / 2), (end, top - rule / 2), rule);
        set.width = end + scale.of(ABOVE_ROOT) / 2;
        set.ascent = top + scale.of(ABOVE_ROOT);
        set
    }

    pub(super) fn fence(
        &mut self,
        open: &str,
        inside: &[Math],
        close: &str,
        base: Face,
        scale: Scale,
    ) -> MathBox {
        let inside = self.beside(inside, base, scale);
        let axis = scale.of(AXIS);
        let height = (inside.ascent - axis).max(inside.descent + axis) * 2;
        let needed = (height * BRACKET_SHARE / 1_000).max(height - scale.of(BRACKET_SHORTFALL));
        let mut set = self.bracket(open, needed, scale);
        let x = set.width;
        let width = inside.width + inside.overhang;
        set.put(inside, x, 0);
        let close = self.bracket(close, needed, scale);
        set.put(close, x + width, 0);
        set
    }

    /// A bracket around the axis; nothing for none.
    fn bracket(&self, sign: &str, needed: i64, scale: Scale) -> MathBox {
        let mut set = MathBox::default();
        let Some(sign) = sign.chars().next() else { return set };
        let axis = scale.of(AXIS);
        let (bracket, reach) = self.grown(sign, needed, scale);
        if sign == '|' && reach.height() < needed {
            // The font has no larger one: it is a line in any size.
            let (x, half) = (bracket.width / 2, needed / 2);
            set.rule((x, axis - half), (x, axis + half), scale.of(RULE));
            return MathBox { width: bracket.width, ascent: axis + half, descent: half - axis, ..set };
        }
        set.put(bracket, 0, axis - i64::midpoint(reach.top, reach.bottom));
        set
    }
}
