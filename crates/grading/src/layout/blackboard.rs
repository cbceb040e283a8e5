//! Blackboard's results by user: for each question its text and the text of the answer, which are compared with the exam's.

use super::head::{Assigning, Head, label_behind};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::{CANDIDATE, FORM};
use crate::fold::without_html;
use crate::header::{AnswerHeader, Condition, FormCell, FormKind, Spelling, Width};
use crate::option_text::Writing;
use mockexam_model::Diagnostic;

/// Blackboard's results by user.
pub(super) struct Blackboard;

const HEADERS: &str = "Username, Question ID 1, Question 1, Answer 1 …";

const CANDIDATES: [&[&str]; 2] = [CANDIDATE, &["username"]];

const OF_QUESTION: &[&str] = &["question id", "possible points", "auto score", "manual score"];

impl Layout for Blackboard {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "blackboard",
            system: "Blackboard",
            export: "Grade Center, the test, Download Results, by user, comma or tab",
            headers: HEADERS,
        }
    }

    fn separators(&self) -> &'static [u8] {
        b",;\t|"
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        if head.has_all(&["username", "question id 1", "answer 1"]) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&CANDIDATES);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::CodeOrNothing });
        columns.ignore_those(|name| label_behind(name, OF_QUESTION).is_some());
        let numbered = columns.those(|name| label_behind(name, &["answer"]));
        let stems = columns.those(|name| label_behind(name, &["question"]));
        columns.ignore(&["last name", "first name"]);
        let unnamed = columns.refuse_the_rest(HEADERS);
        let forms = by_number(numbered, &exam.needs, Beyond::Refused, &mut columns.faults);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            let stems = stems.into_iter();
            let writing = Writing { between: ',', nothing: "<Unanswered>", clean: without_html };
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                form,
                forms,
                unnamed,
                conditions: stems
                    .map(|(label, column)| Condition::Stem { column, question: label.question })
                    .collect(),
                spelling: Spelling::Texts(exam.texts(writing)),
                ..AnswerHeader::default()
            })
        })
    }
}
