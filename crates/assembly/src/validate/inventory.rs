//! The items of a finished exam by number, and its forms as numbers: of thousands of forms each name is looked up once.

use crate::blueprint::Blueprint;
use crate::parallel::in_parallel;
use crate::pool;
use mockexam_bank::{Bank, Item};
use mockexam_model::{AnswerKey, FormKey};

/// More items than this are compared form by form: their pairs would be more than those of the forms.
const MOST_PAIRED: usize = 2_000;

/// What forms ask, as far as the bank knows it.
pub(crate) struct Inventory<'a> {
    /// The items of all forms, by id.
    pub(crate) items: Vec<&'a Item>,
    /// For each form the numbers of its items, in printed order.
    pub(crate) forms: Vec<Vec<usize>>,
}

impl<'a> Inventory<'a> {
    pub(crate) fn new(bank: &'a Bank, key: &AnswerKey) -> Self {
        let items: Vec<&Item> = key.items().filter_map(|item| bank.item(&item.id)).collect();
        let forms = in_parallel(key.forms(), |form: &FormKey| {
            let number = |id| items.binary_search_by_key(&id, |item| item.id()).ok();
            form.questions.iter().filter_map(|question| number(&question.item)).collect()
        });
        Self { items, forms }
    }

    /// The items of a form, in printed order.
    pub(crate) fn of(&self, form: &[usize]) -> Vec<&'a Item> {
        form.iter().map(|&number| self.items[number]).collect()
    }
}

/// Which items exclude each other.
pub(super) struct Exclusions<'a> {
    blueprint: &'a Blueprint,
    bank: &'a Bank,
    items: &'a [&'a Item],
    /// By item and item; none where that would be too much.
    table: Option<Vec<bool>>,
}

impl<'a> Exclusions<'a> {
    pub(super) fn new(blueprint: &'a Blueprint, bank: &'a Bank, inventory: &'a Inventory<'a>) -> Self {
        let items = inventory.items.as_slice();
        let mut exclusions = Self { blueprint, bank, items, table: None };
        if inventory.forms.len() > 1 && items.len() <= MOST_PAIRED {
            let numbers: Vec<usize> = (0..items.len()).collect();
            let row = |&one: &usize| -> Vec<bool> {
                numbers.iter().map(|&other| other < one && exclusions.hold(one, other)).collect()
            };
            exclusions.table = Some(in_parallel(&numbers, row).concat());
        }
        exclusions
    }

    /// Whether two items exclude each other; `other` is the smaller number.
    fn hold(&self, one: usize, other: usize) -> bool {
        pool::items_exclude(self.blueprint, self.bank, self.items[one], self.items[other])
    }

    /// The pairs of a form that exclude each other.
    pub(super) fn of(&self, form: &[usize]) -> Vec<(&'a Item, &'a Item)> {
        let pairs = form.iter().enumerate().flat_map(|(place, &one)| {
            form[..place].iter().map(move |&other| (one.max(other), one.min(other)))
        });
        let exclude = |&(one, other): &(usize, usize)| match &self.table {
            Some(table) => table[one * self.items.len() + other],
            None => self.hold(one, other),
        };
        pairs.filter(exclude).map(|(one, other)| (self.items[one], self.items[other])).collect()
    }
}
