//! Whether an instance of an item with variables can be asked.

use crate::norm::norm;
use mockexam_model::{ItemSnapshot, SnapshotContent, Task};
use std::collections::BTreeMap;

/// Why an instance cannot be asked: two choices say the same, a near miss is right, a number is missing.
#[must_use]
pub fn clash(instance: &ItemSnapshot) -> Option<String> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for choice in &instance.choices {
        let SnapshotContent::Text(text) = &choice.content else { continue };
        let text = text.plain();
        if seen.insert(norm(&text), choice.id.as_str()).is_some() {
            return Some(format!("two choices say '{text}'"));
        }
    }
    let Task::Number(number) = &instance.task else { return None };
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
