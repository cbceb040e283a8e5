//! From the parts of a formula to boxes.

use super::atom::gaps;
use super::constant::{
    AXIS, BAR_GAP, BEHIND_SCRIPT, BESIDE_FRACTION, BETWEEN_SCRIPTS, DISPLAY_FRACTION, FRACTION, LIMIT_GAP,
    LOWER_LIMIT_DOWN, RULE, SUBSCRIPT_BELOW_BOTTOM, SUBSCRIPT_DOWN, SUBSCRIPT_TOP, SUPERSCRIPT_BELOW_TOP,
    SUPERSCRIPT_BOTTOM, SUPERSCRIPT_UP, UPPER_LIMIT_UP,
};
use super::{Glyphs, MathBox, Scale};
use crate::font::Face;
use crate::layout::Setter;
use mockexam_model::{Class, Emphasis, Math};

impl Setter<'_> {
    /// Parts beside each other.
    pub(super) fn beside(&mut self, parts: &[Math], base: Face, scale: Scale) -> MathBox {
        self.spaced(parts, &gaps(parts, scale), base, scale)
    }

    /// Parts beside each other, with so much white space before each.
    pub(super) fn spaced(&mut self, parts: &[Math], gaps: &[i64], base: Face, scale: Scale) -> MathBox {
        let mut row = MathBox::default();
        for (part, gap) in parts.iter().zip(gaps) {
            let part = self.part(part, base, scale);
            // A letter that leans over keeps off the next one.
            let x = row.width + row.overhang + gap;
            row.overhang = part.overhang;
            row.put(part, x, 0);
        }
        row
    }

    fn part(&mut self, part: &Math, base: Face, scale: Scale) -> MathBox {
        match part {
            Math::Sign { text, class } => self.sign(text, *class, base, scale),
            Math::Fraction { above, below } => self.fraction(above, below, base, scale),
            Math::Root { degree, inside } => self.root(degree, inside, base, scale),
            Math::Scripts { base: of, below, above } if scale.display && has_limits(of) => {
                self.limits(of, below, above, base, scale)
            }
            Math::Scripts { base: of, below, above } => self.scripts(of, below, above, base, scale),
            Math::Fence { open, inside, close } => self.fence(open, inside, close, base, scale),
            Math::Bar(inside) => self.bar(inside, base, scale),
        }
    }

    fn sign(&mut self, text: &str, class: Class, base: Face, scale: Scale) -> MathBox {
        if let (Class::Large, Some(sign)) = (class, text.chars().next()) {
            return self.large(sign, scale);
        }
        let face = if class == Class::Variable { base.with(Emphasis::Italic) } else { base };
        let mut set = MathBox::default();
        for (face, word) in self.covering(face, text) {
            let reach = self.fonts.reach(face, &word);
            let glyphs = Glyphs { x: 0, rise: 0, percent: scale.percent, face, word };
            let one = MathBox {
                width: scale.of(glyphs.word.width()),
                ascent: scale.of(reach.top),
                descent: scale.of(-reach.bottom),
                overhang: scale.of(reach.overhang),
                glyphs: vec![glyphs],
                rules: Vec::new(),
            };
            set.overhang = one.overhang;
            let x = set.width;
            set.put(one, x, 0);
        }
        set
    }

    fn fraction(&mut self, above: &[Math], below: &[Math], base: Face, scale: Scale) -> MathBox {
        let measures = if scale.display { DISPLAY_FRACTION } else { FRACTION };
        let (above, below) =
            (self.beside(above, base, scale.of_fraction()), self.beside(below, base, scale.of_fraction()));
        let (axis, half, gap) = (scale.of(AXIS), scale.of(RULE) / 2, scale.of(measures.gap));
        let up = scale.of(measures.up).max(axis + half + gap + above.descent);
        let down = scale.of(measures.down).max(below.ascent + gap + half - axis);
        let beside = scale.of(BESIDE_FRACTION);
        let width = above.width.max(below.width) + beside;
        let mut set = MathBox::default();
        let centred = |inner: &MathBox| beside + (width - inner.width) / 2;
        let (x, under) = (centred(&above), centred(&below));
        set.put(above, x, up);
        set.put(below, under, -down);
        set.rule((beside, axis), (beside + width, axis), scale.of(RULE));
        set.width = width + beside * 2;
        set
    }

    fn scripts(&mut self, of: &[Math], below: &[Math], above: &[Math], base: Face, scale: Scale) -> MathBox {
        let mut set = self.beside(of, base, scale);
        let (below, above) =
            (self.beside(below, base, scale.smaller()), self.beside(above, base, scale.smaller()));
        let plain = matches!(of, [Math::Sign { class, .. }] if *class != Class::Large);
        let (mut up, mut down) = (scale.of(SUPERSCRIPT_UP), scale.of(SUBSCRIPT_DOWN));
        if !plain {
            up = up.max(set.ascent - scale.of(SUPERSCRIPT_BELOW_TOP));
            down = down.max(set.descent + scale.of(SUBSCRIPT_BELOW_BOTTOM));
        }
        up = up.max(above.descent + scale.of(SUPERSCRIPT_BOTTOM));
        down = down.max(below.ascent - scale.of(SUBSCRIPT_TOP));
        let both = above.width > 0 && below.width > 0;
        let apart = (up - above.descent) - (below.ascent - down);
        if both {
            down += (scale.of(BETWEEN_SCRIPTS) - apart).max(0);
        }
        let width = set.width;
        // An exponent keeps off a letter that leans over; an index stands below it.
        let right = width + std::mem::take(&mut set.overhang);
        // An integral leans, and its lower end is left of its upper one.
        let tuck = if matches!(of, [Math::Sign { text, .. }] if text == "∫") { width * 3 / 10 } else { 0 };
        set.put(above, right, up);
        set.put(below, width - tuck, -down);
        set.width += scale.of(BEHIND_SCRIPT);
        set
    }

    /// Scripts above and below what they belong to.
    fn limits(&mut self, of: &[Math], below: &[Math], above: &[Math], base: Face, scale: Scale) -> MathBox {
        let middle = self.beside(of, base, scale);
        let (below, above) =
            (self.beside(below, base, scale.smaller()), self.beside(above, base, scale.smaller()));
        let width = middle.width.max(below.width).max(above.width);
        let up = middle.ascent + (scale.of(LIMIT_GAP) + above.descent).max(scale.of(UPPER_LIMIT_UP));
        let down = (middle.descent + scale.of(LIMIT_GAP) + below.ascent).max(scale.of(LOWER_LIMIT_DOWN));
        let mut set = MathBox::default();
        for (part, rise) in [(middle, 0), (below, -down), (above, up)] {
            if part.width > 0 {
                let x = (width - part.width) / 2;
                set.put(part, x, rise);
            }
        }
        set
    }

    fn bar(&mut self, inside: &[Math], base: Face, scale: Scale) -> MathBox {
        let mut set = self.beside(inside, base, scale);
        let rule = scale.of(RULE);
        let rise = set.ascent + scale.of(BAR_GAP) + rule / 2;
        let inset = (set.width / 10).min(scale.of(50));
        let right = set.width + set.overhang - inset;
        set.rule((inset, rise), (right.max(inset), rise), rule);
        set.ascent = rise + rule / 2;
        set
    }
}

/// Whether the scripts of something stand above and below it where there is room.
fn has_limits(of: &[Math]) -> bool {
    match of {
        [Math::Sign { text, class: Class::Large }] => text != "∫",
        [Math::Sign { text, class: Class::Name }] => matches!(text.as_str(), "lim" | "min" | "max"),
        _ => false,
    }
}
