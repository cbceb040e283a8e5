//! Our own layout with a row for each answer: candidate, question, answer.

use super::head::{Assigning, Head};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::{CANDIDATE, EXAM, FORM, NAME};
use crate::header::Spelling;
use crate::pivot::{LongColumns, Marked};
use crate::table::First;
use mockexam_model::Diagnostic;

/// Our own layout with a row for each answer.
pub(super) struct Long;

const EXPECTED: &str = "candidate, question, answer and optionally form, name, exam";

const QUESTION: &[&str] = &["question", "question no", "question number", "item", "item no", "item number"];

const ANSWER: &[&str] = &["answer", "response", "choice", "chosen"];

/// Whether a header is that of a long file.
pub(super) fn is_long(head: &Head<'_>) -> bool {
    head.has(QUESTION) && head.has(ANSWER)
}

impl Layout for Long {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "long",
            system: "mockexam, databases",
            export: "write a row for each candidate and question, also where nothing was marked",
            headers: EXPECTED,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        if is_long(head) { Fit::Own } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&[CANDIDATE]);
        let question = columns.one("question", QUESTION);
        let answer = columns.one("answer", ANSWER);
        for (column, what) in [(question, "question"), (answer, "answer")] {
            if column.is_none() {
                columns.faults.missing(what, head.record);
            }
        }
        let long = LongColumns {
            width: head.record.len(),
            candidate: candidate.unwrap_or_default(),
            question: question.unwrap_or_default(),
            answer: answer.unwrap_or_default(),
            name: columns.one("name", NAME),
            form: columns.one("form", FORM),
            exam: columns.one("exam", EXAM),
            unnamed: columns.refuse_the_rest(EXPECTED),
            marked: Marked::Answer,
        };
        let header = long.header(exam, Spelling::Own);
        exam.form_is_named(header.form, &mut columns.faults);
        columns.finish(|| Resolved { header, long: Some(long), first: First::Header })
    }
}
