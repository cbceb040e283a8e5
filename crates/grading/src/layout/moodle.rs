//! The responses report of a Moodle quiz: the full texts of choices, `-` for nothing, several parted by `; `.
//!
//! Labels differ between versions and languages. With "question text" the report has the stem of each question beside the
//! response, and it is compared with the exam's: then a quiz in another order cannot pass for this one.

use super::head::{Assigning, Head, label_behind, no_answers};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::{CANDIDATE, FORM};
use crate::header::{AnswerHeader, Condition, FormCell, FormKind, Spelling, Width};
use crate::option_text::Writing;
use mockexam_model::Diagnostic;

/// The responses report of a Moodle quiz.
pub(super) struct Moodle;

const HEADERS: &str = "ID number, Username or Email address; Status (or State); Response 1, Response 2 …";

const CANDIDATES: [&[&str]; 4] = [
    CANDIDATE,
    &["id number", "idnumber", "id nummer"],
    &["username", "user name", "anmeldename"],
    &["email address", "email", "e mail adresse", "e mail"],
];

const RESPONSE: &[&str] = &["response", "antwort"];

const RIGHT: &[&str] = &["right answer", "correct answer", "richtige antwort"];

const QUESTION: &[&str] = &["question", "frage"];

const STATUS: &[&str] = &["status", "state"];

const FINISHED: &[&str] = &["finished", "graded", "beendet", "abgeschlossen"];

const BESIDE: &[&str] = &[
    "last name",
    "first name",
    "last name / first name",
    "full name",
    "surname",
    "nachname",
    "vorname",
    "institution",
    "department",
    "abteilung",
    "started",
    "started on",
    "begonnen",
    "begonnen am",
    "completed",
    "finished",
    "beendet",
    "duration",
    "time taken",
    "dauer",
    "verbrauchte zeit",
];

impl Layout for Moodle {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "moodle",
            system: "Moodle quiz",
            export: "the quiz, Results, Responses; show the response and, better, the question text; download as CSV",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let answers = head.any(|name| label_behind(name, RESPONSE).is_some());
        if head.has(STATUS) && (answers || head.any(is_grade_of_question)) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let answers = head.any(|name| label_behind(name, RESPONSE).is_some());
        if !answers && head.any(is_grade_of_question) {
            return Err(no_answers(
                head,
                "Moodle's report of grades",
                "in Moodle open Results, Responses instead of Grades, and download that table as CSV",
            ));
        }
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&CANDIDATES);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::CodeOrNothing });
        let status = columns.one("status", STATUS);
        let numbered = columns.those(|name| label_behind(name, RESPONSE));
        let stems = columns.those(|name| label_behind(name, QUESTION));
        columns.ignore(BESIDE);
        columns.ignore_those(|name| label_behind(name, RIGHT).is_some());
        columns.ignore_those(|name| is_grade(name) || is_grade_of_question(name));
        let unnamed = columns.refuse_the_rest(HEADERS);
        let forms = by_number(numbered, &exam.needs, Beyond::Refused, &mut columns.faults);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            let finished = status.map(|column| Condition::Finished { column, words: FINISHED });
            let stems =
                stems.into_iter().map(|(label, column)| Condition::Stem { column, question: label.question });
            let writing = Writing { between: ';', nothing: "-", clean: str::to_owned };
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                form,
                forms,
                unnamed,
                conditions: finished.into_iter().chain(stems).collect(),
                spelling: Spelling::Texts(exam.texts(writing)),
                ..AnswerHeader::default()
            })
        })
    }
}

/// `Q. 1 /1.00`, `F 1 /1,00`: the points of one question, as the grades report has them.
fn is_grade_of_question(name: &str) -> bool {
    let Some((label, most)) = name.split_once('/') else { return false };
    let number = ["q", "f"].iter().find_map(|word| label.trim().strip_prefix(word));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.is_some_and(|number| is_number(number.trim_start_matches(['.', ' '])))
        && most.trim().starts_with(|c: char| c.is_ascii_digit())
}

/// `Grade/10.00`, `Bewertung/10,00`: the points of the whole quiz.
fn is_grade(name: &str) -> bool {
    name.split_once('/').is_some_and(|(word, most)| {
        matches!(word, "grade" | "mark" | "bewertung") && most.starts_with(|c: char| c.is_ascii_digit())
    })
}
