//! Our own layout with a row for each candidate: candidate, form, and a column for each question.

use super::head::{Assigning, Head, question_label};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::{CANDIDATE, EXAM, FORM, NAME};
use crate::header::{AnswerHeader, FormCell, FormKind, Width};
use mockexam_model::Diagnostic;

/// Our own layout with a row for each candidate.
pub(super) struct Wide;

const EXPECTED: &str = "candidate, name, form, exam and a column per question headed 1, 2 … or Q1, Q2 …";

impl Layout for Wide {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "wide",
            system: "mockexam, spreadsheets",
            export: "fill in papers/answers-template.csv and save it as CSV",
            headers: EXPECTED,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let is_known = head.has(CANDIDATE) || head.any(|name| question_label(name).is_some());
        if is_known && !super::long::is_long(head) { Fit::Own } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&[CANDIDATE]);
        let name = columns.one("name", NAME);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::Code });
        let code = columns.one("exam", EXAM);
        let numbered = columns.those(question_label);
        let unnamed = columns.refuse_the_rest(EXPECTED);
        let forms = by_number(numbered, &exam.needs, Beyond::Refused, &mut columns.faults);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                name,
                form,
                exam: code,
                forms,
                unnamed,
                ..AnswerHeader::default()
            })
        })
    }
}
