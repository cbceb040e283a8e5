//! The results of FormScanner: the name of the picture under an empty header, then fields as `[group] Question008`, in any
//! order. Rows may end early.
//!
//! Groups that are not the questions of the exam hold ids and the like as marks. What digit a mark stands for is not said
//! in the file, so the candidate is the name of the picture.

use super::head::{Assigning, Head, question_label};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::columns::canonical;
use crate::header::{AnswerHeader, IdSpelling, Width};
use crate::plan::ColumnLabel;
use crate::shown::{listed, shown};
use mockexam_model::Diagnostic;
use std::collections::BTreeSet;

/// The results of FormScanner.
pub(super) struct FormScanner;

const HEADERS: &str =
    "an empty header for the picture, then [group] Question001 …; one group, or one called questions";

/// Names of groups that hold the questions of the exam.
const QUESTIONS: &[&str] =
    &["questions", "question", "exam questions", "exam question", "answers", "responses", "exam"];

impl Layout for FormScanner {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "formscanner",
            system: "FormScanner",
            export: "save the results as CSV; the name of each picture, without its ending, is the candidate's id",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let fields = (0..head.record.len()).filter(|&column| field(head.text(column)).is_some()).count();
        if fields > 0 && head.has(&["", "file name", "filename"]) { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let groups: BTreeSet<String> = (0..head.record.len())
            .filter_map(|column| field(head.text(column)))
            .map(|(group, _)| group)
            .collect();
        let wanted: Vec<&String> =
            groups.iter().filter(|group| groups.len() == 1 || QUESTIONS.contains(&group.as_str())).collect();
        let file = head.names.iter().position(|name| matches!(name.as_str(), "" | "file name" | "filename"));
        let candidate = match head.wanted {
            Some(_) => columns.candidate(&[]),
            None => file,
        };
        file.into_iter().for_each(|file| columns.take(file));
        let mut numbered = Vec::new();
        for column in 0..head.record.len() {
            let Some((group, label)) = field(head.text(column)) else { continue };
            columns.take(column);
            if wanted.contains(&&group) {
                numbered.push((label, column));
            }
        }
        if wanted.len() != 1 {
            let groups = listed(groups.iter().map(|group| shown(group)));
            let message = format!("nothing says which group holds the questions; the groups are {groups}");
            let help =
                "call the group of the exam's questions 'questions' in the template, or in the headers";
            columns.faults.header("G11", message, help.to_owned());
        }
        let unnamed = columns.refuse_the_rest(HEADERS);
        let forms = match wanted.len() {
            1 => by_number(numbered, &exam.needs, Beyond::Idle, &mut columns.faults),
            _ => Vec::new(),
        };
        exam.form_is_named(None, &mut columns.faults);
        columns.finish(|| {
            Resolved::wide(AnswerHeader {
                width: Width::AtMost(head.record.len()),
                candidate: candidate.unwrap_or_default(),
                id: if candidate == file { IdSpelling::FileName } else { IdSpelling::Whole },
                forms,
                unnamed,
                ..AnswerHeader::default()
            })
        })
    }
}

/// Group and number of `[exam_questions] Question008`.
fn field(header: &str) -> Option<(String, ColumnLabel)> {
    let (group, question) = header.strip_prefix('[')?.split_once(']')?;
    Some((canonical(group), question_label(&canonical(question))?))
}
