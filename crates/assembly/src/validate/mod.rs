//! An independent check of an assembled exam, knowing only blueprint, bank and key.

mod demands;
mod inventory;
mod order;
mod sharing;

pub(crate) use demands::{Demand, demands};
pub(crate) use inventory::Inventory;
pub(crate) use sharing::{in_common, own_items};

use crate::balance;
use crate::blueprint::{Blueprint, Mode};
use crate::parallel::in_parallel;
use crate::scope::fits;
use inventory::Exclusions;
use mockexam_bank::{Bank, Item};
use mockexam_model::{AnswerKey, FormKey};

/// Everything in which the forms of a key break their blueprint; empty for a sound exam.
#[must_use]
pub fn validate(blueprint: &Blueprint, bank: &Bank, key: &AnswerKey, mode: Mode) -> Vec<String> {
    let inventory = Inventory::new(bank, key);
    let judge = Judge {
        blueprint,
        bank,
        key,
        exclusions: Exclusions::new(blueprint, bank, &inventory),
        fit: inventory.items.iter().map(|item| fits(blueprint, item)).collect(),
        inventory: &inventory,
    };
    let forms: Vec<(&FormKey, &Vec<usize>)> = key.forms().iter().zip(&inventory.forms).collect();
    let mut faults = in_parallel(&forms, |(form, items)| judge.faults(form, items)).concat();
    for demand in demands(blueprint, bank, &inventory) {
        faults.extend(demand.faults(key));
    }
    faults.extend(order::section_faults(blueprint, bank, key));
    faults.extend(sharing::faults(blueprint, &inventory, bank, key, mode));
    faults
}

/// The items of a form, as far as the bank knows them.
pub(crate) fn items_of<'a>(bank: &'a Bank, form: &FormKey) -> Vec<&'a Item> {
    form.questions.iter().filter_map(|question| bank.item(&question.item)).collect()
}

/// What single forms are judged by.
struct Judge<'a> {
    blueprint: &'a Blueprint,
    bank: &'a Bank,
    key: &'a AnswerKey,
    inventory: &'a Inventory<'a>,
    exclusions: Exclusions<'a>,
    /// Whether each item may be drawn at all.
    fit: Vec<bool>,
}

impl Judge<'_> {
    fn faults(&self, form: &FormKey, numbers: &[usize]) -> Vec<String> {
        let code = &form.code;
        let mut faults = Vec::new();
        let items = self.inventory.of(numbers);
        if items.len() != form.questions.len() {
            faults.push(format!("form {code} has items that the bank does not know"));
        }
        for (item, _) in items.iter().zip(numbers).filter(|(_, number)| !self.fit[**number]) {
            faults.push(format!("form {code}: item {} cannot be drawn ({})", item.id(), item.eligibility));
        }
        for (id, _) in &self.blueprint.include {
            if items.iter().all(|item| item.id() != id) {
                faults.push(format!("form {code}: item {id} is missing"));
            }
        }
        for (one, other) in self.exclusions.of(numbers) {
            let (a, b) = (one.id(), other.id());
            faults.push(format!("form {code}: items {a} and {b} exclude each other"));
        }
        let of_order = order::faults(self.blueprint, self.bank, &items);
        faults.extend(of_order.into_iter().map(|fault| format!("form {code}: {fault}")));
        if !is_balanced(self.key, form) {
            faults.push(format!("form {code}: the key letters are not balanced"));
        }
        faults
    }
}

/// Whether the key letters of a form keep the rules. Where no item may be arranged they have nobody to keep them.
pub(crate) fn is_balanced(key: &AnswerKey, form: &FormKey) -> bool {
    let (mut letters, mut sizes, mut arranged) = (Vec::new(), Vec::new(), false);
    for (question, item) in key.questions(form).filter(|(_, item)| item.task.is_one_letter()) {
        letters.extend(question.key_positions(item).next());
        sizes.push(item.choices.len());
        arranged |= !question.choices.is_sorted();
    }
    !arranged || balance::count_faults(&letters, &sizes) == 0
}
