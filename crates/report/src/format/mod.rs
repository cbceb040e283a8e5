//! The formats of reports: a file each, and their list.

mod csv;
mod html;
mod json;
mod pdf;
#[cfg(test)]
mod tests;
mod xlsx;

use crate::error::ReportError;
use crate::html::ReportWords;
use crate::part::Part;
use crate::reading::ResultSet;
use mockexam_model::{AnswerKey, Diagnostic};
use mockexam_paper::{Document, Metadata};
use std::io::Write;

/// A format that reports can be written in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Ending of its files.
    pub ending: &'static str,
    /// What it is for.
    pub what: &'static str,
    write: fn(&Job<'_>, &mut dyn Shelf) -> Result<(), ReportError>,
}

/// Every format.
pub const FORMATS: [Format; 5] = [html::FORMAT, pdf::FORMAT, csv::FORMAT, xlsx::FORMAT, json::FORMAT];

/// What makes PDF of documents.
pub trait Press {
    /// A document as a file.
    ///
    /// # Errors
    /// What stands in the way of the document.
    fn set(&self, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>>;

    /// Many documents in one file, one behind the other, each with pages of its own numbering. `fill` hands them over with
    /// their names in the list of contents.
    ///
    /// # Errors
    /// What stands in the way of a document, and the errors of `fill` and `out`.
    fn bind(
        &self,
        metadata: Metadata,
        out: &mut dyn Write,
        fill: &mut dyn FnMut(&mut Take<'_>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError>;
}

/// Takes a document with its name.
pub type Take<'t> = dyn FnMut(&str, Document) -> Result<(), ReportError> + 't;

/// What is to be reported.
pub struct Job<'a> {
    /// The results.
    pub set: &'a ResultSet<'a>,
    /// Their key.
    pub key: &'a AnswerKey,
    /// The fixed words.
    pub words: &'a ReportWords,
    /// The parts, each once.
    pub parts: &'a [Part],
    /// Sets a document as PDF.
    pub press: &'a dyn Press,
}

/// Where the files of reports go.
pub trait Shelf {
    /// Puts a file there under its plain name; `fill` writes what is in it.
    ///
    /// # Errors
    /// Those of `fill`, and [`ReportError::Write`] if the file cannot be written.
    fn put(
        &mut self,
        name: &str,
        fill: &mut dyn FnMut(&mut dyn Write) -> Result<(), ReportError>,
    ) -> Result<(), ReportError>;
}

impl Format {
    /// Writes the parts of a job in this format.
    ///
    /// # Errors
    /// [`ReportError::Refused`] when key and results do not belong together, when the set lacks what a part needs, or when a
    /// format cannot hold it; [`ReportError::Write`] when a file cannot be written.
    pub fn write(&self, job: &Job<'_>, shelf: &mut dyn Shelf) -> Result<(), ReportError> {
        if job.wants(Part::Candidates) && !job.set.has_responses() {
            return Err(crate::html::no_responses().into());
        }
        (self.write)(job, shelf)
    }
}

impl Job<'_> {
    /// Whether a part is asked for.
    fn wants(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}
