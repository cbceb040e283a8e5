//! Scantron's export: no headers. The first row is the key: its third cell is the number of questions, answers start in the
//! fourth column. The candidate is in the second.
//!
//! The key in the file must be that of a form of the exam. So a file in another order of columns, or of another exam, does
//! not pass. Where it is the key of one form only, it says which form the candidates had.

use super::head::{Assigning, Head};
use super::questions::{Beyond, by_number};
use super::{Exam, Fit, Layout, LayoutInfo, Resolved};
use crate::cell::read_cell;
use crate::header::{AnswerHeader, Width};
use crate::plan::ColumnLabel;
use crate::shown::shown;
use mockexam_model::{Diagnostic, Marks, QuestionKey, Response, Task};

/// Scantron's export.
pub(super) struct Scantron;

const HEADERS: &str = "no header; the first row is the key, with the number of questions in the third cell; ids in the second column, answers from the fourth on";

const CANDIDATE: usize = 1;
const COUNT: usize = 2;
const FIRST: usize = 3;

impl Layout for Scantron {
    fn info(&self) -> &'static LayoutInfo {
        &LayoutInfo {
            name: "scantron",
            system: "Scantron",
            export: "export the results with the key in the first row, one file for each form",
            headers: HEADERS,
        }
    }

    fn fit(&self, head: &Head<'_>, _: &Exam<'_>) -> Fit {
        let is_answer = |text: &str| text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let fits = count(head).is_some_and(|count| {
            let end = FIRST + count;
            end <= head.record.len()
                && (FIRST..end).all(|column| is_answer(head.text(column)))
                && (FIRST..end).any(|column| !head.text(column).is_empty())
        });
        if fits { Fit::Signature } else { Fit::No }
    }

    fn resolve(&self, head: &Head<'_>, exam: &Exam<'_>) -> Result<Resolved, Vec<Diagnostic>> {
        let mut columns = Assigning::new(head);
        let Some(count) = count(head) else {
            let message = "the third cell of the first row is no number of questions".to_owned();
            columns.faults.column("G11", COUNT, message, format!("expected is {HEADERS}"));
            return columns.finish(|| Resolved::wide(AnswerHeader::default()));
        };
        let label = |question: usize| ColumnLabel { question, part: None };
        let numbered = (1..=count).map(|question| (label(question), FIRST + question - 1)).collect();
        let forms = by_number(numbered, &exam.needs, Beyond::Refused, &mut columns.faults);
        let named = match columns.faults.found.is_empty() {
            true => same_key(&mut columns, exam),
            false => Vec::new(),
        };
        let of_key = if let [only] = named.as_slice() { Some(*only) } else { None };
        if of_key.is_none() {
            exam.form_is_named(None, &mut columns.faults);
        }
        columns.finish(|| {
            Resolved::wide(AnswerHeader {
                width: Width::AtMost(head.record.len()),
                candidate: CANDIDATE,
                form_of_key: of_key,
                forms,
                unnamed: (FIRST + count..head.record.len()).collect(),
                ..AnswerHeader::default()
            })
        })
    }
}

/// How many questions the third cell says there are.
fn count(head: &Head<'_>) -> Option<usize> {
    head.text(COUNT).parse().ok().filter(|&count| count > 0 && count < head.record.len())
}

/// The forms whose key is that of the first row; if there is none, names the first difference from the nearest one.
fn same_key(columns: &mut Assigning<'_, '_>, exam: &Exam<'_>) -> Vec<usize> {
    let mut nearest: Option<(usize, String)> = None;
    let mut same_forms = Vec::new();
    for (index, form) in exam.key.forms().iter().enumerate() {
        let (mut same, mut difference) = (0, None);
        for (column, (question, item)) in (FIRST..).zip(exam.key.questions(form)) {
            if !matches!(item.task, Task::Choose { .. }) {
                continue;
            }
            let key = question.key_positions(item).filter_map(|position| u8::try_from(position).ok());
            let key = key.fold(Marks::NONE, |marks, position| marks.with(Marks::one(position)));
            match marked(columns.head.record.cell(column), question.choices.len()) == key {
                true => same += 1,
                false => {
                    difference.get_or_insert((column, spelled(key)));
                }
            }
        }
        let Some((column, key)) = difference else {
            same_forms.push(index);
            continue;
        };
        if nearest.as_ref().is_none_or(|(most, _)| same > *most) {
            let (written, question) = (shown(columns.head.text(column)), column + 1 - FIRST);
            let message = format!(
                "the key in the first row says {written} for question {question}, form {} has {key}",
                form.code
            );
            nearest = Some((same, message));
        }
    }
    if let (true, Some((_, message))) = (same_forms.is_empty(), nearest) {
        let help = "check that the file belongs to this exam and that its columns are those of Scantron";
        columns.faults.header("G18", message, help.to_owned());
    }
    same_forms
}

/// The letters of a cell of the key.
fn marked(cell: &[u8], choices: usize) -> Marks {
    let choices = u8::try_from(choices).unwrap_or(u8::MAX);
    match read_cell(cell, choices, choices) {
        Ok(Response::Chosen(marks) | Response::Multiple(marks)) => marks,
        _ => Marks::NONE,
    }
}

fn spelled(key: Marks) -> String {
    (0..26).filter(|&position| key.contains(position)).map(|p| QuestionKey::letter(usize::from(p))).collect()
}
