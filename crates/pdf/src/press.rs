//! Writing papers one after the other.

use crate::PdfError;
use crate::bind::{Bound, Within, bind};
use crate::closing::{Contents, Roots, close};
use crate::file::{FileWriter, Numbers};
use crate::font::{Embedded, Font, Fonts, SubsetKey};
use crate::structure::list;
use mockexam_paper::Paper;
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
        let mut fonts = Fonts::default();
        fonts.collect(paper)?;
        let mut numbers = Numbers::new();
        let roots = Roots::new(&mut numbers);
        let Roots { pages, resources, document: element, .. } = roots;
        let within = Within { pages, resources, element, first_key: 0 };
        let Bound { parcel, pages, parents, top, entries } = bind(paper, &fonts, within, &mut numbers)?;
        let mut file = FileWriter::new(Vec::new())?;
        file.write(parcel)?;
        let parents = parents.iter().enumerate().map(|(key, id)| format!("{key} {id}"));
        let contents = Contents {
            metadata: &paper.metadata,
            images: &paper.images,
            fonts: &fonts,
            page_count: pages.len(),
            pages,
            elements: top,
            parents: format!("/Nums{}", list(parents)),
            entries,
        };
        close(file, numbers, roots, &contents, &self.kept)
    }
}
