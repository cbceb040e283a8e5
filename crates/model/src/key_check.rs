//! Whether an answer key holds together.

use crate::scheme::is_exact;
use crate::{
    ChoiceScoring, ChoiceSnapshot, EssayKey, FormKey, ItemId, ItemSnapshot, KeyError, Penalty, Points,
    RowScoring, SnapshotContent, Stimulus, Task,
};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check_item(item: &ItemSnapshot, stimuli: &[Stimulus]) -> Result<(), KeyError> {
    let fail = |reason| Err(KeyError::Item { item: item.id.clone(), reason });
    if let Some(reason) = fault_of_task(item).or_else(|| fault_of_parts(item)) {
        return fail(reason);
    }
    match &item.stimulus {
        Some(id) if !stimuli.iter().any(|s| s.id == *id) => {
            Err(KeyError::UnknownStimulus { item: item.id.clone() })
        }
        _ => Ok(()),
    }
}

fn fault_of_task(item: &ItemSnapshot) -> Option<&'static str> {
    let keys = item.keys().count();
    let choices = item.choices.len();
    match &item.task {
        Task::Choose { count, scoring } => {
            let asked = match scoring {
                ChoiceScoring::EitherOr => keys >= usize::from(*count),
                _ => keys == usize::from(*count),
            };
            if !asked || keys == 0 || keys > choices {
                return Some("it needs as many right choices as it asks for");
            }
            let exact = is_exact(&item.task, item.points, keys, choices, Penalty::NONE);
            (!exact).then_some("its points cannot be shared equally by the right choices")
        }
        Task::Rows { right, scoring } => {
            if right.is_empty()
                || right.len() > 26
                || right.iter().any(|&choice| usize::from(choice) >= choices)
            {
                return Some("it needs 1 to 26 rows, each with a right choice that is there");
            }
            if !item.statements.is_empty() && item.statements.len() != right.len() {
                return Some("it needs a right choice for each row");
            }
            let shares = match scoring {
                RowScoring::PerRow => right.len(),
                RowScoring::AllOrNothing => 1,
                RowScoring::AdjacentPairs => right.len() - 1,
            };
            (!divides(item.points, shares)).then_some("its points cannot be shared equally by the rows")
        }
        Task::Number(_) => None,
        Task::Words(words) => words.accept.is_empty().then_some("no words are right"),
        Task::Essay(essay) => fault_of_essay(essay, item.points),
    }
}

fn fault_of_essay(essay: &EssayKey, points: Points) -> Option<&'static str> {
    if essay.criteria.is_empty() || essay.criteria.len() > 26 {
        return Some("it needs 1 to 26 criteria");
    }
    let sum: Points = essay.criteria.iter().map(|criterion| criterion.points).sum();
    (sum != points).then_some("the points of its criteria do not add up to its points")
}

fn divides(points: Points, shares: usize) -> bool {
    points.share(1, shares).is_some()
}

fn fault_of_parts(item: &ItemSnapshot) -> Option<&'static str> {
    let lettered = matches!(item.task, Task::Choose { .. } | Task::Rows { .. });
    if lettered && !(2..=26).contains(&item.choices.len()) {
        return Some("it needs 2 to 26 choices");
    }
    if !lettered && !item.choices.is_empty() {
        return Some("it is answered in writing and has choices");
    }
    let mut ids: Vec<_> = item.choices.iter().map(|choice| &choice.id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair[0] == pair[1]) {
        return Some("two choices have the same id");
    }
    if item.statements.iter().any(|s| !matches!(s.content, SnapshotContent::Text(_))) {
        return Some("a statement is not a text");
    }
    let dangling = |choice: &ChoiceSnapshot| match &choice.content {
        SnapshotContent::Statements(named) => named.iter().any(|&i| usize::from(i) >= item.statements.len()),
        SnapshotContent::Text(_) | SnapshotContent::Truth(_) => false,
    };
    item.choices.iter().any(dangling).then_some("a choice names a statement that is not there")
}

/// An item as a form has it: no number may be left open.
pub(crate) fn check_instance(item: &ItemSnapshot) -> Result<(), KeyError> {
    let open = match &item.task {
        Task::Number(number) => {
            let misses = number.near_misses.iter().map(|miss| &miss.value);
            misses.chain([&number.answer]).any(|quantity| quantity.number().is_none())
        }
        _ => false,
    };
    let reason = "a number of it is a variable without a value";
    if open { Err(KeyError::Item { item: item.id.clone(), reason }) } else { Ok(()) }
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
