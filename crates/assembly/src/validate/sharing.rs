//! What forms have in common: anchors, items that they share, and how often an item is used.

use super::Inventory;
use crate::blueprint::{Anchors, Blueprint, Mode};
use mockexam_bank::Bank;
use mockexam_model::{AnswerKey, FormKey, ItemId};

/// The items of each form without anchors, by number. Numbers ascend, so that equal lists are equal sets.
pub(crate) fn own_items(inventory: &Inventory<'_>, key: &AnswerKey) -> Vec<Vec<usize>> {
    let is_anchor: Vec<bool> = inventory.items.iter().map(|item| key.anchors.contains(item.id())).collect();
    let own = |numbers: &Vec<usize>| {
        let mut own: Vec<usize> = numbers.iter().copied().filter(|&number| !is_anchor[number]).collect();
        own.sort_unstable();
        own
    };
    inventory.forms.iter().map(own).collect()
}

/// Items that two such lists have in common.
pub(crate) fn in_common(one: &[usize], other: &[usize]) -> usize {
    one.iter().filter(|item| other.binary_search(item).is_ok()).count()
}

pub(super) fn faults(
    blueprint: &Blueprint,
    inventory: &Inventory<'_>,
    bank: &Bank,
    key: &AnswerKey,
    mode: Mode,
) -> Vec<String> {
    let mut faults = anchor_faults(blueprint, inventory, bank, key);
    if mode == Mode::OwnDraw {
        return faults;
    }
    let forms: Vec<(&FormKey, Vec<usize>)> = key.forms().iter().zip(own_items(inventory, key)).collect();
    let Some((first, items_of_first)) = forms.first() else { return faults };
    if mode.shares_selection() {
        let differing = forms.iter().filter(|(_, items)| items != items_of_first);
        faults.extend(
            differing.map(|(form, _)| format!("form {} has other items than form {}", form.code, first.code)),
        );
        return faults;
    }
    let (uses, shared) = match mode {
        Mode::Overlapping => (blueprint.uses.unwrap_or(usize::MAX), blueprint.shared.unwrap_or(0)),
        Mode::Disjoint | Mode::Scrambled | Mode::OwnOrder | Mode::OwnDraw => (1, 0),
    };
    let mut used = vec![0; inventory.items.len()];
    forms.iter().flat_map(|(_, items)| items).for_each(|&item| used[item] += 1);
    let too_often = inventory.items.iter().zip(used).filter(|(_, n)| *n > uses);
    faults.extend(too_often.map(|(item, n)| format!("item {} is on {n} forms", item.id())));
    // Where no item is used twice, no two forms share one.
    if uses > 1 {
        for (index, (form, items)) in forms.iter().enumerate() {
            for (other, others) in &forms[..index] {
                let common = in_common(items, others);
                if common > shared {
                    let (a, b) = (&other.code, &form.code);
                    faults.push(format!("forms {a} and {b} have {common} items in common"));
                }
            }
        }
    }
    faults
}

/// Anchors that are missing on a form, or are not what the blueprint asks for.
fn anchor_faults(
    blueprint: &Blueprint,
    inventory: &Inventory<'_>,
    bank: &Bank,
    key: &AnswerKey,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (form, numbers) in key.forms().iter().zip(&inventory.forms) {
        let is_there = |id: &ItemId| numbers.iter().any(|&number| inventory.items[number].id() == id);
        let missing = key.anchors.iter().filter(|id| !is_there(id));
        faults.extend(missing.map(|id| format!("form {}: anchor {id} is missing", form.code)));
    }
    match &blueprint.anchors {
        None if key.anchors.is_empty() => {}
        None => faults.push("there are anchors, and none were asked for".to_owned()),
        Some(Anchors::Named(items)) => {
            let missing = items.iter().filter(|(id, _)| !key.anchors.contains(id));
            faults.extend(missing.map(|(id, _)| format!("item {id} is no anchor")));
        }
        Some(Anchors::Drawn { count, filter, .. }) => {
            let fit =
                key.anchors.iter().filter_map(|id| bank.item(id)).filter(|item| filter.matches(item)).count();
            if fit != *count || key.anchors.len() != *count {
                faults.push(format!("{fit} of {} anchors fit, {count} asked", key.anchors.len()));
            }
        }
    }
    faults
}
