//! Whether an answer key holds together.

use crate::{ChoiceSnapshot, FormKey, ItemId, ItemSnapshot, KeyError, SnapshotContent, Stimulus};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check_item(item: &ItemSnapshot, stimuli: &[Stimulus]) -> Result<(), KeyError> {
    let fail = |reason| Err(KeyError::Item { item: item.id.clone(), reason });
    if item.keys().count() != 1 {
        return fail("it needs exactly one right choice");
    }
    if !(2..=26).contains(&item.choices.len()) {
        return fail("it needs 2 to 26 choices");
    }
    let mut ids: Vec<_> = item.choices.iter().map(|choice| &choice.id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        return fail("two choices have the same id");
    }
    if item.statements.iter().any(|s| !matches!(s.content, SnapshotContent::Text(_))) {
        return fail("a statement is not a text");
    }
    let dangling = |choice: &ChoiceSnapshot| match &choice.content {
        SnapshotContent::Statements(named) => named.iter().any(|&i| usize::from(i) >= item.statements.len()),
        SnapshotContent::Text(_) | SnapshotContent::Truth(_) => false,
    };
    if item.choices.iter().any(dangling) {
        return fail("a choice names a statement that is not there");
    }
    match &item.stimulus {
        Some(id) if !stimuli.iter().any(|s| s.id == *id) => {
            Err(KeyError::UnknownStimulus { item: item.id.clone() })
        }
        _ => Ok(()),
    }
}

pub(crate) fn check_form(form: &FormKey, items: &BTreeMap<ItemId, ItemSnapshot>) -> Result<(), KeyError> {
    if form.questions.is_empty() || form.questions.len() > usize::from(u16::MAX) {
        return Err(KeyError::Empty);
    }
    let mut seen = BTreeSet::new();
    for question in &form.questions {
        if !seen.insert(&question.item) {
            return Err(KeyError::Twice { what: "question on form", id: question.item.to_string() });
        }
        let Some(item) = items.get(&question.item) else {
            return Err(KeyError::UnknownItem { form: form.code.clone(), item: question.item.clone() });
        };
        if !permutes(&question.choices, item.choices.len())
            || !permutes(&question.statements, item.statements.len())
        {
            return Err(KeyError::Order { form: form.code.clone(), item: question.item.clone() });
        }
    }
    Ok(())
}

fn permutes(order: &[u8], length: usize) -> bool {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    sorted.len() == length && sorted.iter().enumerate().all(|(i, &o)| usize::from(o) == i)
}
