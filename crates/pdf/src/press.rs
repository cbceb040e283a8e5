//! Writing papers one after the other.

use crate::font::{Embedded, Font, Fonts, SubsetKey};
use crate::{PdfError, content, finish, image};
use mockexam_paper::Paper;
use printpdf::{PdfDocument, PdfSaveOptions};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Subsets that are kept: the papers of an exam use few different ones.
const SUBSETS: usize = 64;

/// Writes papers, and keeps what they have in common: subset fonts are made once for the same set of glyphs. What was
/// written before never shows in a file. Meant to be shared by all papers of a run, also between threads.
#[derive(Default)]
pub struct Press {
    kept: Kept,
}

/// What papers have in common.
#[derive(Default)]
pub(crate) struct Kept {
    fonts: Mutex<BTreeMap<SubsetKey, Arc<Embedded>>>,
}

impl Kept {
    /// The subset of a font.
    pub(crate) fn font(&self, font: &Font) -> Result<Arc<Embedded>, PdfError> {
        let key = font.key();
        let known = |fonts: &BTreeMap<_, Arc<Embedded>>| fonts.get(&key).map(Arc::clone);
        if let Some(embedded) = known(&self.fonts.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(embedded);
        }
        let embedded = Arc::new(font.embedded()?);
        let mut fonts = self.fonts.lock().unwrap_or_else(PoisonError::into_inner);
        if fonts.len() >= SUBSETS {
            fonts.clear();
        }
        fonts.insert(key, Arc::clone(&embedded));
        Ok(embedded)
    }
}

impl Press {
    /// A press that has written nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a paper as PDF: tagged (PDF/UA-1), and self-contained for archives (PDF/A-2a).
    ///
    /// # Errors
    /// [`PdfError`] when a font cannot be subset or the writer refuses something.
    pub fn write(&self, paper: &Paper) -> Result<Vec<u8>, PdfError> {
        let fonts = Fonts::of(paper)?;
        // The title is set at the end, with everything else that readers see of the document.
        let mut document = PdfDocument::new("");
        for (name, image) in &paper.images {
            document.resources.xobjects.map.insert(content::image_id(name), image::object(name, image)?);
        }
        let drawn = paper.pages.iter().map(|page| content::page(page, paper.size, &fonts, &paper.structure));
        let (pages, tags): (Vec<_>, Vec<_>) = drawn.unzip();
        document.pages = pages;
        // Operators that the writer does not know are ours.
        let options =
            PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
        let mut warnings = Vec::new();
        let mut lowered = document.to_lopdf_document(&options, &mut warnings);
        if let Some(warning) = warnings.into_iter().next() {
            return Err(PdfError::Refused { message: warning.msg });
        }
        let names = fonts.embed(&mut lowered, &self.kept)?;
        finish::finish(lowered, paper, names, &tags)
    }
}
