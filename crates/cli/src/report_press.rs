//! Reports as PDF: a template, the fonts and the press.

use crate::bank_files;
use crate::failure::Failure;
use crate::sources::Sources;
use mockexam_model::Diagnostic;
use mockexam_paper::{Document, FontBook, Template, layout};
use mockexam_pdf::Press;

/// Sets documents with one template.
pub(crate) struct ReportPress {
    template: Template,
    fonts: FontBook,
    press: Press,
}

impl ReportPress {
    /// Reads a paper template: a file, or the name of one.
    pub(crate) fn open(template: &str, sources: &mut Sources) -> Result<Self, Failure> {
        let file = bank_files::template("papers", template, sources)?;
        let unreadable = |error| crate::exam_folder::unreadable(&file, &error);
        Ok(Self {
            template: Template::parse(&file.text).map_err(unreadable)?,
            fonts: FontBook::shipped().map_err(unreadable)?,
            press: Press::new(),
        })
    }

    /// A document as PDF.
    pub(crate) fn set(&self, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let paper = layout(document, &self.template, &self.fonts)
            .map_err(|problems| problems.iter().map(Diagnostic::from).collect::<Vec<_>>())?;
        self.press.write(&paper).map_err(|error| {
            vec![
                Diagnostic::error("C06", format!("a report cannot be written as PDF: {error}"))
                    .help("this is a bug; please report it"),
            ]
        })
    }
}
