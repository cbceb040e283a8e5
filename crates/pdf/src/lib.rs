//! Papers written as PDF.
//!
//! [`write()`] turns the placed boxes of a [`Paper`] into a file with subset fonts, exact text and no trace of when or
//! after what it was made: the same paper gives the same bytes, whatever was written before or beside it.
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

mod content;
mod error;
mod finish;
mod font;
mod image;

pub use error::PdfError;

use mockexam_model::ImageFile;
use mockexam_paper::Paper;
use printpdf::{PdfDocument, PdfFont, PdfSaveOptions};

/// Whether an image can be embedded: a PNG file may be damaged behind its head, which nobody has looked behind so far.
///
/// # Errors
/// [`PdfError::Image`].
pub fn check_image(name: &str, image: &ImageFile) -> Result<(), PdfError> {
    image::object(name, image).map(drop)
}

/// Writes a paper as PDF.
///
/// # Errors
/// [`PdfError`] when a font cannot be subset or the writer refuses something.
pub fn write(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    let fonts = font::Fonts::of(paper)?;
    // The title is set at the end, with everything else that readers see of the document.
    let mut document = PdfDocument::new("");
    for font in fonts.iter() {
        document.resources.fonts.map.insert(font.id(), PdfFont::new(font.embedded()?));
    }
    for (name, image) in &paper.images {
        document.resources.xobjects.map.insert(content::image_id(name), image::object(name, image)?);
    }
    document.pages = paper.pages.iter().map(|page| content::page(page, paper.size, &fonts)).collect();
    let options =
        PdfSaveOptions { optimize: true, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let lowered = document.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.into_iter().next() {
        return Err(PdfError::Refused { message: warning.msg });
    }
    finish::finish(lowered, paper)
}
