//! Who was given which form: written by `assemble`, read by `grade` and `print`.

use crate::exam_folder::ExamFolder;
use crate::failure::Failure;
use crate::seats::ASSIGNMENT;
use crate::verbs::grade::inputs;
use mockexam_grading::{Roster, RosterEntry};
use mockexam_model::{CandidateId, FormCode};
use std::collections::BTreeMap;
use std::path::Path;

/// The roster that the user names together with the assignment of the exam; without one, the assignment is the roster.
pub(crate) fn roster(exam: &ExamFolder, named: Option<&Path>) -> Result<Option<Roster>, Failure> {
    let assignment = read(exam)?;
    let named = named.map(inputs::roster).transpose()?;
    Ok(match (named, assignment) {
        (Some(roster), Some(assignment)) => Some(roster.with_assignment(&assignment)),
        (None, Some(assignment)) => Some(Roster::of_assignment(assignment)),
        (named, None) => named,
    })
}

/// The candidates of a roster, each with the form that the exam has assigned to them.
pub(crate) fn entries(
    exam: &ExamFolder,
    roster: &Path,
) -> Result<Vec<(RosterEntry, Option<FormCode>)>, Failure> {
    let (roster, forms) = (inputs::roster(roster)?, forms(exam)?);
    let form = |entry: &RosterEntry| forms.get(&entry.candidate).cloned();
    Ok(roster.entries().iter().map(|entry| (entry.clone(), form(entry))).collect())
}

/// The forms that the exam has assigned.
pub(crate) fn forms(exam: &ExamFolder) -> Result<BTreeMap<CandidateId, FormCode>, Failure> {
    let assignment = read(exam)?;
    let assigned = assignment.iter().flat_map(Roster::entries);
    Ok(assigned.filter_map(|entry| Some((entry.candidate.clone(), entry.form.clone()?))).collect())
}

/// The assignment of an exam, if it has one.
fn read(exam: &ExamFolder) -> Result<Option<Roster>, Failure> {
    let path = exam.path.join("secret").join(ASSIGNMENT);
    if path.exists() { inputs::roster(&path).map(Some) } else { Ok(None) }
}
