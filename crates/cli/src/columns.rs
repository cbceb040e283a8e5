//! The columns of an answer file for an exam, from the first question to the last part of the last one.

use mockexam_model::{AnswerKey, part_label};
use std::collections::BTreeSet;

/// A question (from 1) or one of its parts (from 0).
pub(crate) type Column = (u16, Option<usize>);

/// The columns that any form of an exam needs, in order.
pub(crate) fn answer_columns(key: &AnswerKey) -> Vec<Column> {
    let mut columns: BTreeSet<Column> = BTreeSet::new();
    for form in key.forms() {
        for (number, (_, item)) in (1_u16..).zip(key.questions(form)) {
            match item.task.has_columns_of_its_own() {
                true => columns.extend((0..item.task.parts()).map(|part| (number, Some(part)))),
                false => columns.extend([(number, None)]),
            }
        }
    }
    columns.into_iter().collect()
}

/// The header of an answer file.
pub(crate) fn answer_header(columns: &[Column]) -> String {
    let label = |&(number, part): &Column| match part {
        Some(part) => part_label(number, part),
        None => number.to_string(),
    };
    let labels: Vec<String> = columns.iter().map(label).collect();
    format!("candidate,form,exam,{}\n", labels.join(","))
}
