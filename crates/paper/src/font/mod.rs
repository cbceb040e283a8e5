//! Fonts: metrics and shaping, with everything that can be shared kept.

mod advice;
mod book;
mod face;
mod word;

pub(crate) use advice::advice;
pub use book::FontBook;
pub use face::{Face, Family, FontBytes, FontFile};
pub use word::{Glyph, Word};
