//! Whether an instance of an item with variables can be asked.

use crate::norm::norm;
use mockexam_model::{ChoiceSnapshot, Decimal, ItemSnapshot, NumberKey, SnapshotContent, Task};
use std::collections::BTreeSet;

/// Why an instance cannot be asked: two choices say the same, a near miss is right, a number is missing.
#[must_use]
pub fn clash(instance: &ItemSnapshot) -> Option<String> {
    if let Some(text) = repeated(&instance.choices) {
        return Some(format!("two choices say '{text}'"));
    }
    if let Some(text) = repeated(&instance.statements) {
        return Some(format!("two rows or statements say '{text}'"));
    }
    match &instance.task {
        Task::Choose { .. } | Task::Rows { .. } | Task::Essay(_) => None,
        Task::Number(number) => number_clash(number),
        Task::Words(words) => {
            let right =
                |text: &str| words.accept.iter().any(|accepted| words.matching.is_same(accepted, text));
            let miss = words.near_misses.iter().find(|miss| right(&miss.text))?;
            Some(format!("the near miss '{}' is accepted", miss.text))
        }
    }
}

/// A text that says the same as an earlier one, numbers compared by their value.
fn repeated(parts: &[ChoiceSnapshot]) -> Option<String> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let texts = parts.iter().filter_map(|part| match &part.content {
        SnapshotContent::Text(text) => Some(text.plain()),
        SnapshotContent::Statements(_) | SnapshotContent::Truth(_) => None,
    });
    texts.into_iter().find(|text| !seen.insert(by_value(&norm(text))))
}

/// The text with each number in its shortest spelling: 3.0 km is 3 km.
fn by_value(text: &str) -> String {
    let word = |word: &str| match word.parse::<Decimal>() {
        Ok(number) => number.shortest().to_string(),
        Err(_) => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn number_clash(number: &NumberKey) -> Option<String> {
    let Some(answer) = number.answer.number() else {
        return Some(format!("the answer {} is no number", number.answer));
    };
    for miss in &number.near_misses {
        match miss.value.number() {
            None => return Some(format!("the near miss {} is no number", miss.value)),
            Some(value) if value.is_within(number.tolerance, answer) => {
                return Some(format!("the near miss {value} counts as right"));
            }
            Some(_) => {}
        }
    }
    None
}
