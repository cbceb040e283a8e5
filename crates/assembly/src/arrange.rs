//! The order of questions on a form, and the arrangement of each item.

use crate::balance;
use crate::pool::Pool;
use crate::seed::{Purpose, Seed};
use mockexam_bank::{Freedom, Item};
use mockexam_model::{FormCode, FormKey, QuestionKey};

/// Arranges the selected units on a form: questions by rank, sets together, choices shuffled, keys balanced.
pub(crate) fn arrange(pool: &Pool<'_>, units: &[usize], code: &FormCode, seed: &Seed) -> FormKey {
    let mut ranked: Vec<(u64, &str, usize)> = units
        .iter()
        .map(|&unit| {
            let identity = pool.units[unit].identity.as_str();
            (seed.draw(Purpose::Order, code.as_str(), identity, 0).rank(), identity, unit)
        })
        .collect();
    ranked.sort_unstable();
    // Items of a unit are in the order of their ids, as the bank is.
    let items: Vec<&Item> =
        ranked.into_iter().flat_map(|(_, _, unit)| pool.units[unit].items.iter().copied()).collect();
    let attempts = balance::balance(&items, code, seed);
    let questions =
        items.iter().zip(attempts).map(|(item, attempt)| arrangement(item, code, seed, attempt)).collect();
    FormKey { code: code.clone(), questions }
}

/// The arrangement of an item that an attempt gives.
pub(crate) fn arrangement(item: &Item, code: &FormCode, seed: &Seed, attempt: u32) -> QuestionKey {
    let identity = |count: usize| (0..=u8::MAX).take(count).collect::<Vec<u8>>();
    let mut statements = identity(item.snapshot.statements.len());
    let mut choices = identity(item.snapshot.choices.len());
    let mut draw = seed.draw(Purpose::Choices, code.as_str(), item.id().as_str(), attempt);
    match item.freedom {
        Freedom::Fixed => {}
        Freedom::Shuffled => draw.shuffle(&mut choices),
        Freedom::Rotated => {
            let turn = usize::try_from(draw.below(choices.len() as u64)).unwrap_or(0);
            statements.rotate_left(turn);
            choices.rotate_left(turn);
        }
    }
    QuestionKey { item: item.id().clone(), statements, choices }
}
