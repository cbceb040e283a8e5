//! Papers written as PDF.
//!
//! A [`Press`] turns the placed boxes of a [`Paper`] into a file with subset fonts, exact text, a structure for readers
//! that do not see it, and no trace of when or after what it was made: the same paper gives the same bytes, whatever was
//! written before or beside it. A [`Volume`] holds many papers in one file, and is written as they come.
//!
//! ```
//! use mockexam_model::RichText;
//! use mockexam_paper::{Document, FontBook, Metadata, Node, Template, layout};
//!
//! let mut document = Document::new(Metadata { title: "Hello".into(), language: "en".into(), subject: String::new() });
//! document.nodes.push(Node::paragraph(RichText::literal("Hello")));
//! let paper = layout(&document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap();
//! assert!(mockexam_pdf::write(&paper).unwrap().starts_with(b"%PDF-1.7"));
//! ```

mod bind;
mod closing;
mod content;
mod deflate;
mod drawing;
mod error;
mod file;
mod font;
mod image;
mod metadata;
mod press;
mod profile;
mod reading;
mod structure;
mod volume;

pub use error::PdfError;
pub use press::Press;
pub use reading::reading;
pub use volume::{Depth, Volume};

use mockexam_model::ImageFile;
use mockexam_paper::Paper;

/// Whether an image can be embedded: a PNG file may be damaged behind its head, which nobody has looked behind so far.
///
/// # Errors
/// [`PdfError::Image`].
pub fn check_image(name: &str, image: &ImageFile) -> Result<(), PdfError> {
    image::embedded(name, image).map(drop)
}

/// Writes a single paper as PDF; for several, a [`Press`] is faster.
///
/// # Errors
/// [`PdfError`] when a font cannot be subset or the writer refuses something.
pub fn write(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    Press::new().write(paper)
}
