//! Fonts: metrics and shaping, with everything that can be shared kept.

mod advice;
mod book;
mod face;
mod mathematics;
mod word;

pub(crate) use advice::{advice, is_right_to_left};
pub use book::FontBook;
pub use face::{Face, Family, FontBytes, FontFile};
pub(crate) use mathematics::Reach;
pub use word::{Direction, Glyph, Word};
