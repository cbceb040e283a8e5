//! Reports as PDF: a template, the fonts and the press.

use crate::bank_files;
use crate::failure::{Failure, bug_of};
use crate::fonts::Fonts;
use crate::parallel;
use crate::sources::Sources;
use mockexam_model::Diagnostic;
use mockexam_paper::{Document, FontBook, Metadata, Paper, Template, layout};
use mockexam_pdf::{PdfError, Volume};
use mockexam_report::{Press, ReportError, Take};
use std::io::Write;

/// Documents that are set side by side.
const BATCH: usize = 32;

/// Sets documents with one template.
pub(crate) struct ReportPress {
    template: Template,
    fonts: FontBook,
    press: mockexam_pdf::Press,
}

impl ReportPress {
    /// Reads a paper template: a file, or the name of one; sets with the shipped fonts and these.
    pub(crate) fn open(template: &str, fonts: &Fonts, sources: &mut Sources) -> Result<Self, Failure> {
        let file = bank_files::template("papers", template, sources)?;
        let unreadable = |error| crate::print_shop::unreadable(&file, &error);
        Ok(Self {
            template: Template::parse(&file.text).map_err(unreadable)?,
            fonts: fonts.book()?,
            press: mockexam_pdf::Press::new(),
        })
    }

    fn lay(&self, document: &Document) -> Result<Paper, Vec<Diagnostic>> {
        layout(document, &self.template, &self.fonts)
            .map_err(|problems| problems.iter().map(Diagnostic::from).collect())
    }

    /// Lays documents and writes them.
    fn add<W: Write>(
        &self,
        volume: &mut Volume<W>,
        waiting: &mut Vec<(String, Document)>,
    ) -> Result<(), ReportError> {
        let laid =
            parallel::each(waiting, |(name, document)| self.lay(document).map(|paper| (name.clone(), paper)));
        let papers: Vec<(String, Paper)> =
            laid.into_iter().collect::<Result<_, _>>().map_err(ReportError::Refused)?;
        waiting.clear();
        volume.add(&papers).map_err(unwritten)
    }
}

impl Press for ReportPress {
    fn set(&self, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let paper = self.lay(document)?;
        self.press.write(&paper).map_err(|error| vec![bug(&error)])
    }

    fn bind(
        &self,
        metadata: Metadata,
        out: &mut dyn Write,
        fill: &mut dyn FnMut(&mut Take<'_>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let mut volume = Volume::new(out, metadata).map_err(unwritten)?;
        let mut waiting: Vec<(String, Document)> = Vec::new();
        fill(&mut |name, document| {
            waiting.push((name.to_owned(), document));
            if waiting.len() < BATCH { Ok(()) } else { self.add(&mut volume, &mut waiting) }
        })?;
        self.add(&mut volume, &mut waiting)?;
        volume.finish().map_err(unwritten)?.flush()?;
        Ok(())
    }
}

fn unwritten(error: PdfError) -> ReportError {
    match error {
        PdfError::Write { source } => ReportError::Write(source),
        other => ReportError::Refused(vec![bug(&other)]),
    }
}

fn bug(error: &PdfError) -> Diagnostic {
    bug_of(format!("a report cannot be written as PDF: {error}"))
}
