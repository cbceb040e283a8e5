//! The outcome of a grading run.

use mockexam_model::{CandidateId, Reconciliation};

/// An answer file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputDigest {
    /// The file as the user named it.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Name of its layout.
    pub layout: &'static str,
    /// How its characters are written.
    pub encoding: &'static str,
    /// The sign between cells.
    pub separator: char,
}

/// The outcome of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The books and every row that was not graded.
    pub reconciliation: Reconciliation,
    /// The answer files in the order given.
    pub inputs: Vec<InputDigest>,
    /// Written words that miss an accepted spelling by one letter, for a person to look at: the first thousand.
    pub close_calls: Vec<CloseCall>,
    /// Candidates with marks of whom no row was graded, each with the line of their first mark.
    pub unused_marks: Vec<(CandidateId, u64)>,
}

/// Words that were scored as wrong although they are nearly right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseCall {
    /// The answer file.
    pub file: String,
    /// Line of the row.
    pub line: u64,
    /// The candidate.
    pub candidate: String,
    /// Number of the question on their form.
    pub question: usize,
    /// What was written.
    pub written: String,
    /// The accepted spelling that it misses.
    pub accepted: String,
}
