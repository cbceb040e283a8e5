//! What can end a grading run.

use mockexam_model::Diagnostic;
use std::io;

/// Why answer files or a roster cannot be used at all. Rows that cannot be graded are no errors but findings.
#[derive(Debug, thiserror::Error)]
pub enum GradingError {
    /// Mistakes in the input, all that were found.
    #[error("{} cannot be used", count(.0))]
    Refused(Vec<Diagnostic>),
    /// A file cannot be opened or read.
    #[error("cannot read {file}")]
    Io {
        /// The file as the user named it.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// A file gave other bytes when it was read again.
    #[error("{file} changed while it was being graded")]
    Changed {
        /// The file as the user named it.
        file: String,
    },
    /// A response sheet does not fit the answer key.
    #[error("a response sheet with {responses} responses does not fit form {form} of the key")]
    Sheet {
        /// Index of the form.
        form: usize,
        /// How many responses the sheet has.
        responses: usize,
    },
}

fn count(diagnostics: &[Diagnostic]) -> String {
    match diagnostics {
        [only] => format!("the input ({})", only.message),
        many => format!("the input ({} mistakes)", many.len()),
    }
}
