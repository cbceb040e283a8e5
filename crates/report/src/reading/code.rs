//! Codes of the diagnostics about a set of results.

/// A file of the set is missing or cannot be read.
pub(crate) const MISSING: &str = "R01";
/// The set has a format that this program does not read.
pub(crate) const FORMAT: &str = "R02";
/// A file is not the one that the summary describes.
pub(crate) const DIGEST: &str = "R03";
/// A file of the set cannot be understood.
pub(crate) const MALFORMED: &str = "R04";
/// The files of the set, or the set and the key, contradict each other.
pub(crate) const CONTRADICTION: &str = "R05";
/// The set holds no responses, so there is nothing to explain to candidates.
pub(crate) const NO_RESPONSES: &str = "R06";

/// What helps against every damaged set.
pub(crate) const GRADE_AGAIN: &str = "grade the exam again; do not edit the files of a results folder";
