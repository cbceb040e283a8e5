//! Shaped stretches of text.

use std::ops::Range;

/// Which way text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From left to right.
    Right,
    /// From right to left.
    Left,
}

impl Direction {
    /// The direction of text at a level of nesting (UAX 9).
    pub(crate) const fn of(level: u8) -> Self {
        if level.is_multiple_of(2) { Self::Right } else { Self::Left }
    }
}

/// Glyphs of a stretch of text without a line break: a word, a part of one, or spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub(super) text: Box<str>,
    pub(super) direction: Direction,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) width: i64,
    pub(super) missing: Vec<char>,
}

/// A glyph of a word. Distances are in font units, that is thousandths of an em.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// Its width in the font.
    pub width: i32,
    /// How far it moves the pen, kerning included.
    pub advance: i32,
    /// Where it stands, right of the pen.
    pub dx: i32,
    /// Where it stands, above the baseline.
    pub dy: i32,
    /// The bytes of the word's text that it stands for; empty for the further glyphs of a cluster.
    pub source: Range<usize>,
}

impl Word {
    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Which way it runs.
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// The glyphs from left to right.
    #[must_use]
    pub fn glyphs(&self) -> &[Glyph] {
        &self.glyphs
    }

    /// The text that a glyph stands for.
    #[must_use]
    pub fn source(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.source.clone()).unwrap_or("")
    }

    /// Width in font units.
    #[must_use]
    pub const fn width(&self) -> i64 {
        self.width
    }

    /// A place in a line, so wide, for something that says a text.
    pub(crate) fn standing_for(text: &str, width: i64) -> Self {
        Self {
            text: text.into(),
            direction: Direction::Right,
            glyphs: Vec::new(),
            width,
            missing: Vec::new(),
        }
    }

    /// Whether it is white space.
    #[must_use]
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Spaces that are so much wider.
    pub(crate) fn widened(&self, more: i64) -> Self {
        let mut word = self.clone();
        let more = i32::try_from(more).unwrap_or(0);
        if let Some(last) = word.glyphs.last_mut() {
            last.advance += more;
            word.width += i64::from(more);
        }
        word
    }

    /// Characters for which the font has no glyph.
    pub(crate) fn missing(&self) -> &[char] {
        &self.missing
    }
}
