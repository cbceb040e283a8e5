//! Who was given which form: written by `assemble`, read by `grade` and `print`.

use crate::exam_folder::ExamFolder;
use crate::failure::Failure;
use crate::seats::ASSIGNMENT;
use crate::verbs::grade::inputs;
use mockexam_grading::Roster;
use std::path::Path;

/// The roster that the user names together with the assignment of the exam; without one, the assignment is the roster.
pub(crate) fn roster(exam: &ExamFolder, named: Option<&Path>) -> Result<Option<Roster>, Failure> {
    let path = exam.path.join("secret").join(ASSIGNMENT);
    let assignment = if path.exists() { Some(inputs::roster(&path)?) } else { None };
    let named = named.map(inputs::roster).transpose()?;
    Ok(match (named, assignment) {
        (Some(roster), Some(assignment)) => Some(roster.with_assignment(&assignment)),
        (None, Some(assignment)) => Some(Roster::of_assignment(assignment)),
        (named, None) => named,
    })
}
