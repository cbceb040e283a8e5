//! Brightspace's attempt details: a row for each choice of each question, which says whether it was checked.

use super::head::{Assigning, Head};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::FORM;
use crate::header::Spelling;
use crate::option_text::Writing;
use crate::pivot::{BETWEEN, LongColumns, Marked};
use crate::table::First;
use mockexam_model::Diagnostic;

/// Brightspace's attempt details.
pub(super) struct Brightspace;

const HEADERS: &str = "Org Defined ID (or Username), Attempt #, Q #, Answer, Answer Match";

const CANDIDATES: [&[&str]; 2] = [&["username"], &["org defined id", "orgdefinedid"]];

const BESIDE: &[&str] = &[
    "firstname",
    "lastname",
    "first name",
    "last name",
    "attempt start",
    "attempt end",
    "section",
    "q type",
    "q title",
    "q text",
    "bonus?",
    "difficulty",
    "score",
    "out of",
];

impl Layout for Brightspace {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "brightspace",
            system: "Brightspace (D2L)",
            export: "the quiz, Grade, Export to CSV, attempt details",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        if head.has_all(&["q", "answer", "answer match"]) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&CANDIDATES);
        let attempt = columns.one("attempt", &["attempt"]);
        let (question, answer) = (columns.one("question", &["q"]), columns.one("answer", &["answer"]));
        let mark = columns.one("mark", &["answer match"]);
        let form = columns.one("form", FORM);
        columns.ignore(BESIDE);
        let long = LongColumns {
            width: head.record.len(),
            candidate: candidate.unwrap_or_default(),
            question: question.unwrap_or_default(),
            answer: answer.unwrap_or_default(),
            name: None,
            form,
            exam: None,
            unnamed: columns.refuse_the_rest(HEADERS),
            marked: Marked::Choice {
                mark: mark.unwrap_or_default(),
                yes: "Checked",
                no: "Unchecked",
                attempt,
            },
        };
        for (column, what) in [(question, "question"), (answer, "answer"), (mark, "mark")] {
            if column.is_none() {
                columns.faults.missing(what, head.record);
            }
        }
        let writing = Writing { between: BETWEEN, nothing: "", clean: str::to_owned };
        let header = long.header(exam, Spelling::Texts(exam.texts(writing)));
        exam.form_is_named(header.form, &mut columns.faults);
        columns.finish(|| Resolved { header, long: Some(long), first: First::Header })
    }
}
