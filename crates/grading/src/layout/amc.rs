//! The export of Auto Multiple Choice, with the boxes that were ticked.
//!
//! `Q001` holds points, `TICKED:Q001` what was ticked: digits with `;` between, letters, or 0. Without the latter there is
//! nothing to grade.

use super::head::{Assigning, Head, label_behind, question_label};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::FORM;
use crate::header::{AnswerHeader, Condition, FormCell, FormKind, Spelling, Width};
use mockexam_model::Diagnostic;

/// The export of Auto Multiple Choice.
pub(super) struct Amc;

const HEADERS: &str = "Exam, A:<the candidate's key>, Name, Mark, TICKED:Q001, TICKED:Q002 …";

const COPY: &[&str] = &["exam", "copie", "prüfung", "copy"];

const MARK: &[&str] = &["mark", "note"];

impl Layout for Amc {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "amc",
            system: "Auto Multiple Choice",
            export: "Reports, Export to CSV, with ticked boxes (01 or AB) and the key of the students' list",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let key = (0..head.record.len()).any(|column| is_key(head.text(column)));
        let ticked = head.any(|name| label_behind(name, &["ticked q", "ticked "]).is_some());
        if ticked || key && head.has(COPY) && head.has(MARK) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let keys: Vec<&str> = (0..head.record.len())
            .filter(|&column| is_key(head.text(column)))
            .filter_map(|column| head.names.get(column).map(String::as_str))
            .collect();
        let candidate = columns.candidate(&[&keys]);
        let form = columns.one("form", FORM).map(|column| FormCell { column, kind: FormKind::CodeOrNothing });
        let mark = columns.one("mark", MARK);
        columns.ignore(COPY);
        columns.ignore(&["name", "nom"]);
        let ticked = columns.those(|name| label_behind(name, &["ticked question", "ticked q", "ticked "]));
        columns.ignore_those(|name| question_label(name).is_some() || name.ends_with(" score"));
        columns.ignore(&["max", "value", "score"]);
        let unnamed = columns.refuse_the_rest(HEADERS);
        if ticked.is_empty() {
            let message = "the file holds points and no ticked boxes: there is nothing to grade";
            let help = "export again with ticked boxes, as 01 or AB";
            columns.faults.header("G22", message.to_owned(), help.to_owned());
        }
        let forms = match ticked.is_empty() {
            true => Vec::new(),
            false => by_number(ticked, &exam.needs, Beyond::Refused, &mut columns.faults),
        };
        exam.form_is_named(form, &mut columns.faults);
        columns.finish(|| {
            Resolved::wide(AnswerHeader {
                width: Width::Exactly(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                form,
                forms,
                unnamed,
                conditions: mark
                    .map(|column| Condition::Present { column, absent: "ABS" })
                    .into_iter()
                    .collect(),
                spelling: Spelling::Ticks,
                ..AnswerHeader::default()
            })
        })
    }
}

/// `A:numero`: the column of the students' list by which papers are assigned.
fn is_key(header: &str) -> bool {
    header.strip_prefix("A:").is_some_and(|key| !key.is_empty())
}
