//! The results of OMRChecker: `file_id`, paths, score, and the fields of its template. Unmarked is empty, several are `AD`.

use super::head::{Assigning, Head, question_label};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::{CANDIDATE, FORM, NAME};
use crate::header::{AnswerHeader, FormCell, FormKind, IdSpelling, Width};
use mockexam_model::Diagnostic;

/// The results of OMRChecker.
pub(super) struct OmrChecker;

const HEADERS: &str =
    "file_id, input_path, output_path, score, q1, q2 …, and a field for the candidate (roll, student id …)";

const ROLL: &[&str] = &["roll", "roll no", "roll number", "rollno"];

const FILE: &[&str] = &["file id"];

impl Layout for OmrChecker {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "omrchecker",
            system: "OMRChecker",
            export: "outputs/Results/Results_….csv. Without a field for the candidate, the name of the picture is the id",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        if head.has_all(&["file id", "input path", "output path"]) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let file = head.names.iter().position(|name| FILE.contains(&name.as_str()));
        let candidate = columns.candidate(&[CANDIDATE, ROLL, FILE]);
        let name = columns.one("name", NAME);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::Code });
        columns.ignore(&["input path", "output path", "score"]);
        let numbered = columns.those(question_label);
        let unnamed = columns.refuse_the_rest(HEADERS);
        let forms = by_number(numbered, &exam.needs, Beyond::Idle, &mut columns.faults);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                id: if candidate == file { IdSpelling::FileName } else { IdSpelling::Whole },
                name,
                form,
                forms,
                unnamed,
                ..AnswerHeader::default()
            })
        })
    }
}
