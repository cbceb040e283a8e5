//! The responses of a Google form: a column for each question, headed with its text, and the texts of choices below.
//!
//! Several choices are joined with ", ", which may stand in a choice, too.

use super::head::{Assigning, Head, question_label};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved, by_text};
use crate::columns::{CANDIDATE, EXAM, FORM, HARMLESS, NAME};
use crate::header::{AnswerHeader, FormCell, FormKind, Spelling, Width};
use crate::option_text::Writing;
use mockexam_model::Diagnostic;

/// The responses of a Google form.
pub(super) struct GoogleForms;

const HEADERS: &str = "Timestamp (or Zeitstempel); Email Address, or a question for the candidate's id; the text of each question";

const TIMESTAMP: &[&str] = &["timestamp", "zeitstempel"];

const CANDIDATES: [&[&str]; 2] = [CANDIDATE, &["email address", "username", "e mail adresse", "nutzername"]];

impl Layout for GoogleForms {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "google-forms",
            system: "Google Forms",
            export: "Responses, the three dots, Download responses (.csv)",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, exam: &Exam<'_>) -> Fit {
        // Our own layout may have a column for the time, too; there questions have numbers.
        let is_ours = head.has(CANDIDATE) && head.any(|name| question_label(name).is_some());
        let stems = || (0..head.record.len()).any(|column| exam.stems().knows(head.text(column)));
        let is_form = head.has(TIMESTAMP) && (head.has(&["score", "punktzahl"]) || !is_ours || stems());
        if is_form { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&CANDIDATES);
        let name = columns.one("name", NAME);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::CodeOrNothing });
        let code = columns.one("exam", EXAM);
        columns.ignore(TIMESTAMP);
        columns.ignore(&["score", "punktzahl"]);
        let forms = by_text(&mut columns, exam, str::to_owned);
        columns.ignore(HARMLESS);
        let unnamed = columns.refuse_the_rest(HEADERS);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            let writing = Writing { between: ',', nothing: "", clean: str::to_owned };
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                name,
                form,
                exam: code,
                forms,
                unnamed,
                spelling: Spelling::Texts(exam.texts(writing)),
                ..AnswerHeader::default()
            })
        })
    }
}
