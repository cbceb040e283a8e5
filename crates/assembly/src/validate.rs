//! An independent check of an assembled exam, knowing only blueprint, bank and key.

use crate::balance;
use crate::blueprint::{Blueprint, Mode};
use crate::pool;
use mockexam_bank::{Bank, Item, SetUse};
use mockexam_model::{AnswerKey, FormKey, ItemId};
use std::collections::{BTreeMap, BTreeSet};

/// Everything in which the forms of a key break their blueprint; empty for a sound exam.
#[must_use]
pub fn validate(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey, mode: Mode) -> Vec<String> {
    let mut faults: Vec<String> =
        key.forms().iter().flat_map(|form| form_faults(blueprint, bank, key, form)).collect();
    match mode {
        Mode::Scrambled => {
            let ids = |form: &FormKey| form.questions.iter().map(|q| q.item.clone()).collect::<BTreeSet<_>>();
            let forms = key.forms();
            let differing = forms.iter().skip(1).filter(|form| ids(form) != ids(&forms[0]));
            faults.extend(
                differing
                    .map(|form| format!("form {} has other items than form {}", form.code, forms[0].code)),
            );
        }
        Mode::Overlapping => faults.extend(too_much_in_common(blueprint, key)),
        Mode::Disjoint => {
            let mut uses: BTreeMap<&ItemId, usize> = BTreeMap::new();
            for question in key.forms().iter().flat_map(|form| &form.questions) {
                *uses.entry(&question.item).or_default() += 1;
            }
            faults.extend(
                uses.iter().filter(|(_, n)| **n > 1).map(|(id, _)| format!("item {id} is on two forms")),
            );
        }
    }
    faults.extend(apart(blueprint, bank, key));
    faults
}

/// Forms whose sums are further apart than the blueprint allows.
fn apart(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey) -> Vec<String> {
    let items = |form: &FormKey| -> Vec<&Item> {
        form.questions.iter().filter_map(|question| bank.item(&question.item)).collect()
    };
    let mut faults = Vec::new();
    for parallel in &blueprint.parallel {
        let sums = || key.forms().iter().map(|form| parallel.measure.of_items(bank, &items(form)));
        let distance = sums().max().unwrap_or(0) - sums().min().unwrap_or(0);
        if distance > parallel.within {
            faults.push(format!("forms are {distance} apart in {}", parallel.measure));
        }
    }
    faults
}

/// Items that two forms have in common beyond what is allowed, and items on too many forms.
fn too_much_in_common(blueprint: &Blueprint, key: &AnswerKey) -> Vec<String> {
    let ids =
        |form: &FormKey| -> BTreeSet<ItemId> { form.questions.iter().map(|q| q.item.clone()).collect() };
    let forms: Vec<(String, BTreeSet<ItemId>)> =
        key.forms().iter().map(|form| (form.code.to_string(), ids(form))).collect();
    let mut faults = Vec::new();
    for (index, (code, items)) in forms.iter().enumerate() {
        for (other, others) in &forms[..index] {
            let common = items.intersection(others).count();
            if common > blueprint.shared.unwrap_or(0) {
                faults.push(format!("forms {other} and {code} have {common} items in common"));
            }
        }
    }
    let most = blueprint.uses.unwrap_or(usize::MAX);
    let all: BTreeSet<&ItemId> = forms.iter().flat_map(|(_, items)| items).collect();
    let uses = |id: &ItemId| forms.iter().filter(|(_, items)| items.contains(id)).count();
    faults.extend(
        all.into_iter().filter(|&id| uses(id) > most).map(|id| format!("item {id} is on {} forms", uses(id))),
    );
    faults
}

fn form_faults(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey, form: &FormKey) -> Vec<String> {
    let code = &form.code;
    let mut faults = Vec::new();
    let items: Vec<&Item> = form.questions.iter().filter_map(|question| bank.item(&question.item)).collect();
    if items.len() != form.questions.len() {
        faults.push(format!("form {code} has items that the bank does not know"));
    }
    for item in items.iter().filter(|item| !pool::fits(blueprint, item)) {
        faults.push(format!("form {code}: item {} is {}", item.id(), item.eligibility));
    }
    for quota in &blueprint.quotas {
        let count = items.iter().filter(|item| quota.filter.matches(item)).count();
        if count < quota.min || count > quota.max {
            faults.push(format!(
                "form {code}: {} has {count} questions, {} asked",
                quota.filter,
                quota.amount()
            ));
        }
    }
    for limit in &blueprint.limits {
        let sum = limit.measure.of_items(bank, &items);
        if sum < limit.min || sum > limit.max {
            let (shown, amount) = (limit.measure.shown(sum, items.len()), limit.amount(blueprint.questions));
            faults.push(format!("form {code}: {} is {shown}, {amount} asked", limit.measure));
        }
    }
    for (id, _) in &blueprint.include {
        if items.iter().all(|item| item.id() != id) {
            faults.push(format!("form {code}: item {id} is missing"));
        }
    }
    for (index, item) in items.iter().enumerate() {
        for other in &items[..index] {
            if pool::items_exclude(blueprint, bank, item, other) {
                faults.push(format!(
                    "form {code}: items {} and {} exclude each other",
                    item.id(),
                    other.id()
                ));
            }
        }
    }
    faults.extend(
        broken_sets(blueprint, bank, &items).into_iter().map(|fault| format!("form {code}: {fault}")),
    );
    if !is_balanced(key, form) {
        faults.push(format!("form {code}: the key letters are not balanced"));
    }
    faults
}

/// Whether the key letters of a form keep the rules. Where no item may be arranged they have nobody to keep them.
pub(crate) fn is_balanced(key: &AnswerKey, form: &FormKey) -> bool {
    let lettered = || key.questions(form).filter(|(_, item)| item.task.is_one_letter());
    let letters: Vec<usize> = lettered().filter_map(|(q, item)| q.key_positions(item).next()).collect();
    let sizes: Vec<usize> = lettered().map(|(_, item)| item.choices.len()).collect();
    let arranged = lettered().any(|(question, _)| !question.choices.is_sorted());
    !arranged || balance::count_faults(&letters, &sizes) == 0
}

/// Cases with `use = "all"` that are incomplete or torn apart.
fn broken_sets(blueprint: &Blueprint, bank: &Bank, items: &[&Item]) -> Vec<String> {
    let mut faults = Vec::new();
    let case_of = |item: &Item| {
        item.snapshot.stimulus.clone().filter(|id| bank.case(id).is_some_and(|c| c.set_use == SetUse::All))
    };
    let mut seen: Vec<_> = items.iter().filter_map(|item| case_of(item)).collect();
    seen.dedup();
    for (index, case) in seen.iter().enumerate() {
        if seen[..index].contains(case) {
            faults.push(format!("the set of stimulus {case} is torn apart"));
        }
        let asked = items.iter().filter(|item| case_of(item).as_ref() == Some(case)).count();
        let all = bank
            .items()
            .filter(|item| pool::fits(blueprint, item) && case_of(item).as_ref() == Some(case))
            .count();
        if asked != all {
            faults.push(format!("{asked} of {all} items of stimulus {case} are there"));
        }
    }
    faults
}
