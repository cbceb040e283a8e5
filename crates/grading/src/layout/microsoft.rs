//! The responses of a Microsoft form: a column for each question, headed with its text, and for a quiz points and feedback
//! beside it.
//!
//! `ID` numbers the responses: it is not the candidate. Several choices are parted by `;`, which may also stand behind the
//! last one.

use super::head::{Assigning, Head};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved, by_text};
use crate::columns::{CANDIDATE, EXAM, FORM, NAME};
use crate::header::{AnswerHeader, FormCell, FormKind, Spelling, Width};
use crate::option_text::Writing;
use mockexam_model::Diagnostic;

/// The responses of a Microsoft form.
pub(super) struct MicrosoftForms;

const HEADERS: &str = "ID, Start time, Completion time, Email (or a question for the candidate's id), the text of each question";

const START: &[&str] = &["start time", "startzeit"];

const COMPLETION: &[&str] = &["completion time", "fertigstellungszeit"];

const EMAIL: &[&str] = &["email", "e mail"];

const BESIDE: &[&str] = &[
    "id",
    "total points",
    "gesamtpunktzahl",
    "quiz feedback",
    "quizfeedback",
    "last modified time",
    "zeitpunkt der letzten änderung",
    "grade posted time",
    "language",
    "sprache",
];

/// What stands before the text of a question in the columns beside its own.
const OF_QUESTION: [&str; 4] = ["Points - ", "Feedback - ", "Punkte - ", "Punkte \u{2013} "];

impl Layout for MicrosoftForms {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "microsoft-forms",
            system: "Microsoft Forms",
            export: "Responses, Open in Excel, then save the sheet as CSV UTF-8",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        if head.has(START) && head.has(COMPLETION) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidates: Vec<&str> = CANDIDATE.iter().copied().filter(|alias| *alias != "id").collect();
        let candidate = columns.candidate(&[&candidates, EMAIL]);
        let name = columns.one("name", NAME);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::CodeOrNothing });
        let code = columns.one("exam", EXAM);
        columns.ignore(START);
        columns.ignore(COMPLETION);
        columns.ignore(BESIDE);
        for column in columns.left() {
            let header = head.text(column);
            let of = OF_QUESTION.iter().find_map(|word| header.strip_prefix(word));
            // Only beside a column of that header: a question may begin with these words, too.
            if of.is_some_and(|of| (0..head.record.len()).any(|other| head.text(other) == of.trim())) {
                columns.take(column);
            }
        }
        let forms = by_text(&mut columns, exam, str::to_owned);
        let unnamed = columns.refuse_the_rest(HEADERS);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            let writing = Writing { between: ';', nothing: "", clean: str::to_owned };
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
