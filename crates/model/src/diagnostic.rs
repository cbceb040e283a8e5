//! User mistakes: what is wrong, where, and how to repair it. Only cli draws them.

use serde::Serialize;

/// Bytes of a source text, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The input cannot be used as it is.
    Error,
    /// It can be used, but should be repaired.
    Warning,
    /// Worth knowing.
    Info,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The file as a whole.
    File,
    /// A stretch of a text file.
    Span(Span),
    /// A cell of a CSV file; line and column count from 1.
    Cell {
        /// Line in the file on which the record starts.
        line: u64,
        /// Column, where one cell is at fault.
        column: Option<u32>,
    },
}

/// A place with a note beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Label {
    /// The file as the user would name it.
    pub file: String,
    /// Where in it.
    pub place: Place,
    /// What is to be seen there; may be empty.
    pub note: String,
}

/// One mistake of a user, or one finding about their input.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Diagnostic {
    /// Stable code, such as `S01`.
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// The fact, in lower case.
    pub message: String,
    /// Places, the most telling one first.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error with a fact.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, message: message.into(), labels: Vec::new(), help: None }
    }

    /// A warning with a fact.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, file: &str, place: Place, note: impl Into<String>) -> Self {
        self.labels.push(Label { file: file.to_owned(), place, note: note.into() });
        self
    }

    /// Adds the repair.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
