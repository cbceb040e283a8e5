//! Why no report comes out.

use mockexam_model::Diagnostic;
use std::io;

/// What keeps a report from being written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The results or the key are not what they claim to be; all that was found.
    #[error("the results cannot be reported: {}", .0.first().map_or("no reason given", |d| d.message.as_str()))]
    Refused(Vec<Diagnostic>),
    /// The destination did not take the report.
    #[error("a report cannot be written")]
    Write(#[from] io::Error),
    /// A page template does not fit its data: a bug.
    #[error("a report template is broken")]
    Template(#[from] minijinja::Error),
}

impl From<Diagnostic> for ReportError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Refused(vec![diagnostic])
    }
}
