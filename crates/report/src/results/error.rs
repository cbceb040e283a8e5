//! What can go wrong while results are written.

use std::io;

/// Why a result file is not complete. The caller throws the whole set away.
#[derive(Debug, thiserror::Error)]
pub enum ResultsError {
    /// The file cannot be written.
    #[error("cannot write {file}")]
    Io {
        /// Its plain name.
        file: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// A score sheet that does not fit the answer key.
    #[error("a score sheet with {scores} scores does not fit form {form} of the key")]
    Sheet {
        /// Index of the form.
        form: usize,
        /// How many scores the sheet has.
        scores: usize,
    },
}

impl ResultsError {
    pub(super) fn csv(file: &'static str, error: csv::Error) -> Self {
        let source = match error.into_kind() {
            csv::ErrorKind::Io(source) => source,
            other => io::Error::other(format!("{other:?}")),
        };
        Self::Io { file, source }
    }
}
