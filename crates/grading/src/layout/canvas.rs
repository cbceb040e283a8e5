//! Canvas' student analysis of a quiz: headers are the number that Canvas gives a question and its text, often as HTML. The
//! next column is headed with the possible points, so that headers repeat.

use super::head::{Assigning, Head};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved, by_text};
use crate::columns::FORM;
use crate::fold::without_html;
use crate::header::{AnswerHeader, FormCell, FormKind, Spelling, Width};
use crate::option_text::Writing;
use mockexam_model::Diagnostic;

/// Canvas' student analysis.
pub(super) struct Canvas;

const HEADERS: &str = "name, id, sis_id, section, submitted, the number and text of each question, n correct, n incorrect, score";

const CANDIDATES: [&[&str]; 2] = [&["sis id"], &["id"]];

const BESIDE: &[&str] = &[
    "name",
    "section",
    "section id",
    "section sis id",
    "submitted",
    "attempt",
    "n correct",
    "n incorrect",
    "score",
    "root account",
];

impl Layout for Canvas {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "canvas",
            system: "Canvas",
            export: "the quiz, Quiz Statistics, Student Analysis",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        if head.has_all(&["id", "n correct", "n incorrect", "score"]) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&CANDIDATES);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::CodeOrNothing });
        columns.ignore(BESIDE);
        for column in 1..head.record.len() {
            // Points belong to the question before them; a header that is only a number is nothing else here.
            if is_points(head.text(column)) && question(head.text(column - 1)).is_some() {
                columns.take(column);
            }
        }
        let forms = by_text(&mut columns, exam, |header| without_html(question(header).unwrap_or(header)));
        let unnamed = columns.refuse_the_rest(HEADERS);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            // Canvas writes a comma of a text as \, where several are joined with commas.
            let clean = |text: &str| without_html(&text.replace("\\,", ","));
            let writing = Writing { between: ',', nothing: "", clean };
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                form,
                forms,
                unnamed,
                spelling: Spelling::Texts(exam.texts(writing)),
                ..AnswerHeader::default()
            })
        })
    }
}

/// The text of a question behind its number: `101: <p>So?</p>`.
fn question(header: &str) -> Option<&str> {
    let (number, text) = header.split_once(':')?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.trim())
}

/// `1.0`: possible points.
fn is_points(header: &str) -> bool {
    header.split_once('.').is_some_and(|(whole, part)| {
        [whole, part]
            .iter()
            .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
