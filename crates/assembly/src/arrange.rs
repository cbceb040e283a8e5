//! The order of questions on a form, and the arrangement of each item.

use crate::balance;
use crate::bases::Bases;
use crate::blueprint::{Blueprint, Order};
use crate::pool::{Pool, Unit};
use crate::seed::{Purpose, Seed};
use mockexam_bank::{Bank, Drawn, Freedom, Item, clash};
use mockexam_model::{Decimal, ItemSnapshot, QuestionKey, SnapshotContent, Task, Values, leading_number};

/// Arranges the selected units on a form: questions in the order of the blueprint, sets together, choices shuffled, keys
/// balanced.
pub(crate) fn arrange(
    blueprint: &Blueprint,
    bank: &Bank,
    pool: &Pool<'_>,
    units: &[usize],
    mixing: Mixing<'_>,
) -> Vec<QuestionKey> {
    let mut ranked: Vec<(Place<'_>, u64, &str, usize)> = units
        .iter()
        .map(|&unit| {
            let identity = pool.units[unit].identity.as_str();
            let rank = mixing.seed.draw(Purpose::Order, mixing.form, identity, 0).rank();
            (place(blueprint, bank, &pool.units[unit]), rank, identity, unit)
        })
        .collect();
    ranked.sort_unstable();
    // Items of a unit are in the order of their ids, as the bank is.
    let items: Vec<&Item> =
        ranked.into_iter().flat_map(|(_, _, _, unit)| pool.units[unit].items.iter().copied()).collect();
    let mut questions: Vec<QuestionKey> = items.iter().map(|item| mixing.arrangement(item, 0)).collect();
    balance::balance(&items, &mut questions, mixing);
    questions
}

/// What the arrangement of items hangs on.
#[derive(Clone, Copy)]
pub(crate) struct Mixing<'a> {
    /// What the randomness of the form hangs on.
    pub(crate) form: &'a str,
    pub(crate) seed: &'a Seed,
    pub(crate) bases: &'a Bases,
}

/// What the blueprint says of the place of a unit: its section, and inside of it a number and a name that ascend. Where
/// these are equal the rank decides. Nothing here looks at a key.
type Place<'a> = (usize, i64, &'a str);

fn place<'a>(blueprint: &Blueprint, bank: &Bank, unit: &Unit<'a>) -> Place<'a> {
    let Some(first) = unit.items.first() else { return (0, 0, "") };
    let section = blueprint.section_of(first).unwrap_or(0);
    let order = blueprint.sections.get(section).and_then(|s| s.order).unwrap_or(blueprint.order);
    match order {
        Order::Shuffled | Order::BySection => (section, 0, ""),
        Order::EasyFirst => {
            let sum: i64 = unit.items.iter().map(|item| i64::from(item.difficulty)).sum();
            let count = i64::try_from(unit.items.len()).unwrap_or(1);
            (section, -(sum / count), "")
        }
        Order::AsInBank => {
            let topic = bank.topics.iter().position(|topic| topic.id == first.snapshot.topic);
            let topic = topic.and_then(|topic| i64::try_from(topic).ok()).unwrap_or(i64::MAX);
            (section, topic, first.id().as_str())
        }
    }
}

impl Mixing<'_> {
    /// The arrangement of an item that an attempt gives.
    pub(crate) fn arrangement(self, item: &Item, attempt: u32) -> QuestionKey {
        let values = values(item, self.form, self.seed);
        let (statements, choices) = self.orders(item, &values, attempt);
        QuestionKey { item: item.id().clone(), statements, choices, values }
    }

    /// Where the key of an item stands in the arrangement that an attempt gives. For items whose choices are shuffled or turned,
    /// whatever their values.
    pub(crate) fn key_letter(self, item: &Item, attempt: u32) -> usize {
        let (_, choices) = self.orders(item, &Values::new(), attempt);
        let is_key = |&choice: &u8| item.snapshot.choices.get(usize::from(choice)).is_some_and(|c| c.key);
        choices.iter().position(is_key).unwrap_or(0)
    }

    /// Statements and choices in the order in which an attempt prints them.
    fn orders(self, item: &Item, values: &Values, attempt: u32) -> (Vec<u8>, Vec<u8>) {
        let base = self.bases.of(item);
        let (mut statements, mut choices) = (base.statements.clone(), base.choices.clone());
        let mut draw = self.seed.draw(Purpose::Choices, self.form, &base.subject, attempt);
        match item.freedom {
            Freedom::Fixed => {}
            Freedom::Shuffled { pinned } => {
                let free = choices.len().saturating_sub(usize::from(pinned));
                draw.shuffle(&mut choices[..free]);
                // Steps in their order would print the key of an ordering item.
                while is_order(item) && choices.len() > 1 && choices.is_sorted() {
                    draw.shuffle(&mut choices);
                }
            }
            Freedom::Ascending => {
                let instance = item.snapshot.instance(values);
                choices.sort_by_key(|&choice| number_of(&instance, choice));
            }
            Freedom::ShuffledRows => draw.shuffle(&mut statements),
            Freedom::ShuffledRowsAndChoices => {
                draw.shuffle(&mut choices);
                draw.shuffle(&mut statements);
            }
            Freedom::Rotated => {
                let turn = usize::try_from(draw.below(choices.len() as u64)).unwrap_or(0);
                statements.rotate_left(turn);
                choices.rotate_left(turn);
            }
        }
        (statements, choices)
    }
}

/// Whether the choices in the order of the bank are the key.
fn is_order(item: &Item) -> bool {
    matches!(item.snapshot.task, Task::Rows { .. }) && item.snapshot.statements.is_empty()
}

/// Draws of values that are tried; a check of the bank sees that one in ten is good at least.
const DRAWS: u32 = 1000;

/// The values of an item's variables on a form: the first draw that keeps its constraints and can be asked. None if there
/// are no variables, or none can be had.
fn values(item: &Item, form: &str, seed: &Seed) -> Values {
    if item.variables.is_empty() {
        return Values::new();
    }
    let draw = |attempt: u32| {
        let pick = |name: &str, below: u64| {
            let identity = format!("{} {name}", item.id());
            seed.draw(Purpose::Variable, form, &identity, attempt).below(below)
        };
        match item.variables.draw(pick) {
            Ok(Drawn::Values(values)) if clash(&item.snapshot.instance(&values)).is_none() => Some(values),
            _ => None,
        }
    };
    (0..DRAWS).find_map(draw).unwrap_or_default()
}

/// The number that a choice starts with; one without a number stands last.
fn number_of(item: &ItemSnapshot, choice: u8) -> (bool, Option<Decimal>) {
    let number = item.choices.get(usize::from(choice)).and_then(|choice| match &choice.content {
        SnapshotContent::Text(text) => leading_number(&text.plain()),
        SnapshotContent::Statements(_) | SnapshotContent::Truth(_) => None,
    });
    (number.is_none(), number)
}
