//! Fonts: metrics and shaping, with everything that can be shared kept.

mod book;
mod face;
mod word;

pub use book::FontBook;
pub use face::{Face, Family, FontFile};
pub use word::{Glyph, Word};
