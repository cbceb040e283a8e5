//! Placed boxes drawn as images: what a paper looks like, before anybody prints it.
//!
//! The boxes of a [`Paper`] are drawn, not its PDF: what a file looks like is up to the program that shows it, and pages are checked
//! against such programs in tests.
//!
//! ```
//! use mockexam_model::RichText;
//! use mockexam_paper::{Document, FontBook, Metadata, Node, Template, layout};
//! use mockexam_preview::{Preview, SCREEN_DPI};
//!
//! let mut document = Document::new(Metadata { title: "Hello".into(), language: "en".into(), subject: String::new() });
//! document.nodes.push(Node::paragraph(RichText::parse("Which is **not** so?").unwrap()));
//! let paper = layout(&document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap();
//! let pages = Preview::of(&paper, SCREEN_DPI).unwrap().pages().collect::<Result<Vec<_>, _>>().unwrap();
//! assert!(pages[0].starts_with(b"\x89PNG"));
//! ```

mod canvas;
mod drawing;
mod error;
mod outline;
mod picture;

pub use error::PreviewError;

use canvas::Canvas;
use mockexam_paper::Paper;
use outline::Outlines;
use picture::Pictures;

/// Dots per inch at which a page of A4 fills a large screen.
pub const SCREEN_DPI: u16 = 110;

/// The pages of a paper as images.
pub struct Preview<'p> {
    paper: &'p Paper,
    outlines: Outlines<'p>,
    pictures: Pictures<'p>,
    dpi: u16,
}

impl<'p> Preview<'p> {
    /// Prepares to draw a paper with so many dots per inch.
    ///
    /// # Errors
    /// [`PreviewError`] for a font or an image that cannot be read; those of a paper that was set can be.
    pub fn of(paper: &'p Paper, dpi: u16) -> Result<Self, PreviewError> {
        let outlines = Outlines::of(&paper.fonts)?;
        Ok(Self { paper, outlines, pictures: Pictures::of(&paper.images)?, dpi })
    }

    /// The pages in order, each as a PNG file.
    pub fn pages(mut self) -> impl Iterator<Item = Result<Vec<u8>, PreviewError>> {
        self.paper.pages.iter().map(move |page| {
            let mut canvas = Canvas::new(self.paper.size, self.dpi)?;
            page.boxes
                .iter()
                .for_each(|placed| canvas.draw(&placed.mark, &mut self.outlines, &self.pictures));
            canvas.png()
        })
    }
}
