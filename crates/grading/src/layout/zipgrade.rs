//! ZipGrade's full export, in both generations of its headers.
//!
//! `Mark1` of the newer one is C or X, for correct or not: it is no answer. Columns go on to the last question of the
//! answer sheet, beyond those of the exam.

use super::head::{Assigning, Head, label_behind};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::header::{AnswerHeader, FormCell, FormKind, Width};
use mockexam_model::Diagnostic;

/// ZipGrade's full export.
pub(super) struct ZipGrade;

const HEADERS: &str = "StudentID (or ZipGradeID), Key Version, Stu1, Stu2 …";

/// The number that was marked on the sheet goes before the one that ZipGrade keeps beside it.
const CANDIDATES: [&[&str]; 4] = [
    &["studentid", "student id"],
    &["zipgradeid", "zipgrade id"],
    &["externalid", "external id"],
    &["customid", "custom id"],
];

const VERSION: &[&str] = &["key version", "keyversion"];

/// What stands beside the answers.
const BESIDE: &[&str] = &[
    "quizname",
    "quiz name",
    "quizclass",
    "quiz class",
    "quiztags",
    "quiz tags",
    "class",
    "classes",
    "firstname",
    "first name",
    "lastname",
    "last name",
    "earnedpts",
    "earned pts",
    "earned points",
    "possiblepts",
    "posspts",
    "possible pts",
    "possible points",
    "percentcorrect",
    "percent correct",
    "percent",
    "numquestions",
    "numcorrect",
    "num questions",
    "num correct",
    "quizcreated",
    "quiz created",
    "quizdate",
    "datecreated",
    "date created",
    "dataexported",
    "data exported",
    "dateexported",
    "date exported",
];

/// What stands beside each answer: key, points, and whether it is correct.
const OF_QUESTION: &[&str] = &[
    "key",
    "prikey",
    "seckey",
    "altkey",
    "points",
    "earnedpt",
    "earnedpts",
    "posspt",
    "posspts",
    "possiblept",
    "mark",
    "tag",
    "tags",
];

impl Layout for ZipGrade {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "zipgrade",
            system: "ZipGrade",
            export: "Quizzes, the quiz, Export, CSV with full data (student and key answers)",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let answers = head.any(|name| label_behind(name, &["stu"]).is_some());
        if answers && CANDIDATES.iter().any(|aliases| head.has(aliases)) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let candidate = columns.candidate(&CANDIDATES);
        let form =
            columns.one("form", VERSION).map(|column| FormCell { column, kind: FormKind::CodeOrNothing });
        let numbered = columns.those(|name| label_behind(name, &["stu"]));
        columns.ignore(BESIDE);
        columns.ignore_those(|name| label_behind(name, OF_QUESTION).is_some());
        let unnamed = columns.refuse_the_rest(HEADERS);
        let forms = by_number(numbered, &exam.needs, Beyond::Idle, &mut columns.faults);
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                form,
                forms,
                unnamed,
                ..AnswerHeader::default()
            })
        })
    }
}
