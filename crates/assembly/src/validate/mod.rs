//! An independent check of an assembled exam, knowing only blueprint, bank and key.

mod demands;
mod order;
mod sharing;

pub(crate) use demands::{Demand, demands};
pub(crate) use sharing::in_common;

use crate::balance;
use crate::blueprint::{Blueprint, Mode};
use crate::parallel::in_parallel;
use crate::pool;
use mockexam_bank::{Bank, Item};
use mockexam_model::{AnswerKey, FormKey};

/// Everything in which the forms of a key break their blueprint; empty for a sound exam.
#[must_use]
pub fn validate(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey, mode: Mode) -> Vec<String> {
    let mut faults = in_parallel(key.forms(), |form| form_faults(blueprint, bank, key, form)).concat();
    for demand in demands(blueprint, bank, key) {
        faults.extend(demand.faults(key));
    }
    faults.extend(order::section_faults(blueprint, bank, key));
    faults.extend(sharing::faults(blueprint, bank, key, mode));
    faults
}

/// The items of a form, as far as the bank knows them.
pub(crate) fn items_of<'a>(bank: &'a Bank, form: &FormKey) -> Vec<&'a Item> {
    form.questions.iter().filter_map(|question| bank.item(&question.item)).collect()
}

fn form_faults(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey, form: &FormKey) -> Vec<String> {
    let code = &form.code;
    let mut faults = Vec::new();
    let items = items_of(bank, form);
    if items.len() != form.questions.len() {
        faults.push(format!("form {code} has items that the bank does not know"));
    }
    for item in items.iter().filter(|item| !pool::fits(blueprint, item)) {
        faults.push(format!("form {code}: item {} cannot be drawn ({})", item.id(), item.eligibility));
    }
    for (id, _) in &blueprint.include {
        if items.iter().all(|item| item.id() != id) {
            faults.push(format!("form {code}: item {id} is missing"));
        }
    }
    for (index, item) in items.iter().enumerate() {
        for other in &items[..index] {
            if pool::items_exclude(blueprint, bank, item, other) {
                let (a, b) = (item.id(), other.id());
                faults.push(format!("form {code}: items {a} and {b} exclude each other"));
            }
        }
    }
    let of_order = order::faults(blueprint, bank, &items);
    faults.extend(of_order.into_iter().map(|fault| format!("form {code}: {fault}")));
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
