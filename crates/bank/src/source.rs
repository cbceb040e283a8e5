//! Source files, and spans in them.

use mockexam_model::{Diagnostic, Place, Span};
use toml::Spanned;

/// A text file with the name by which the user knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as shown in messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// A file from name and text.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned() }
    }
}

/// A stretch of one of the files of a bank.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) file: String,
    pub(crate) span: Span,
}

impl Spot {
    pub(crate) fn new(file: &str, span: std::ops::Range<usize>) -> Self {
        Self { file: file.to_owned(), span: span.into() }
    }

    /// The same file, another stretch.
    pub(crate) fn of<T>(&self, value: &Spanned<T>) -> Self {
        Self::new(&self.file, value.span())
    }
}

/// Adds a [`Spot`] to a diagnostic.
pub(crate) trait AtSpot {
    fn spot(self, spot: &Spot, note: &str) -> Self;
}

impl AtSpot for Diagnostic {
    fn spot(self, spot: &Spot, note: &str) -> Self {
        self.at(&spot.file, Place::Span(spot.span), note)
    }
}
