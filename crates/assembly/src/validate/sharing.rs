//! What forms have in common: anchors, items that they share, and how often an item is used.

use super::items_of;
use crate::blueprint::{Anchors, Blueprint, Mode};
use mockexam_bank::Bank;
use mockexam_model::{AnswerKey, FormKey, ItemId};
use std::collections::{BTreeMap, BTreeSet};

/// Items of a form, without anchors.
fn own<'a>(form: &'a FormKey, anchors: &BTreeSet<&ItemId>) -> BTreeSet<&'a ItemId> {
    form.questions.iter().map(|question| &question.item).filter(|id| !anchors.contains(id)).collect()
}

/// Items that two forms have in common, anchors not counted.
pub(crate) fn in_common(key: &AnswerKey, one: &FormKey, other: &FormKey) -> usize {
    let anchors = key.anchors.iter().collect();
    own(one, &anchors).intersection(&own(other, &anchors)).count()
}

pub(super) fn faults(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey, mode: Mode) -> Vec<String> {
    let mut faults = anchor_faults(blueprint, bank, key);
    if mode == Mode::OwnDraw {
        return faults;
    }
    let anchors: BTreeSet<&ItemId> = key.anchors.iter().collect();
    let forms: Vec<(&FormKey, BTreeSet<&ItemId>)> =
        key.forms().iter().map(|form| (form, own(form, &anchors))).collect();
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
    let mut used: BTreeMap<&ItemId, usize> = BTreeMap::new();
    for id in forms.iter().flat_map(|(_, items)| items) {
        *used.entry(id).or_default() += 1;
    }
    let too_often = used.into_iter().filter(|(_, n)| *n > uses);
    faults.extend(too_often.map(|(id, n)| format!("item {id} is on {n} forms")));
    // Where no item is used twice, no two forms share one.
    if uses > 1 {
        for (index, (form, items)) in forms.iter().enumerate() {
            for (other, others) in &forms[..index] {
                let common = items.intersection(others).count();
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
fn anchor_faults(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey) -> Vec<String> {
    let mut faults = Vec::new();
    for form in key.forms() {
        let items: BTreeSet<&ItemId> = items_of(bank, form).into_iter().map(|item| item.id()).collect();
        let missing = key.anchors.iter().filter(|id| !items.contains(id));
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
