//! The choices of `single` and `multiple` items: how many, in which order, what stays where it is.

use super::parts::{self, PartFile, Pin, counted};
use super::{Fault, Policy};
use crate::item::Freedom;
use crate::lint::s04_choice_count::{LEAST, MOST};
use mockexam_model::{ChoiceSnapshot, leading_number};
use serde::Deserialize;

/// An order that the author asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Arrange {
    /// By the numbers that choices start with, smallest first.
    Ascending,
}

/// What is wrong with choices as such. `wanted` is the number that the bank asks for.
pub(super) fn faults(
    options: &[PartFile],
    arrange: Option<Arrange>,
    wanted: Option<usize>,
    policy: Policy<'_>,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    let count = options.len();
    let limits = policy.thresholds.of("S04");
    let (least, most) = (limits.get(&LEAST), limits.get(&MOST));
    match wanted {
        Some(wanted) if wanted != count => faults.push(Fault::error(
            "S04",
            format!("{}, the bank asks for {wanted}", counted(count, "choice", "choices")),
            "add or remove [[item.option]] tables, or change choices in [bank]",
        )),
        None if !(least..=most).contains(&count) && (2..=26).contains(&count) => {
            let message = format!("{count} choices, {least} to {most} work best");
            faults.push(Fault::warning(
                "S04",
                message,
                "add distractors, or remove those that nobody would choose",
            ));
        }
        _ => {}
    }
    if !(2..=26).contains(&count) {
        faults.push(Fault::error(
            "S04",
            format!("{} cannot be printed", counted(count, "choice", "choices")),
            "write 2 to 26 choices",
        ));
    }
    if let Some(id) = parts::repeated_id(options, 'c') {
        let help = "give each choice an id of its own";
        faults.push(Fault::error("S02", format!("two choices have the id '{id}'"), help));
    }
    let pinned = options.iter().filter(|option| option.pin.is_some()).count();
    if arrange.is_some() && pinned > 0 {
        let help = "remove pin, or arrange = \"ascending\"";
        faults.push(Fault::error("S11", "choices arranged by number cannot be pinned", help));
    }
    // Texts with a variable get their number from each instance.
    let number = |text: &str| text.contains('{') || leading_number(text).is_some();
    if arrange.is_some() && !options.iter().all(|option| number(option.text.get_ref())) {
        let help = "start each choice with a number, or remove arrange = \"ascending\"";
        faults.push(Fault::error("S11", "a choice to be arranged by number starts with none", help));
    }
    faults
}

/// The choices in canonical order, pinned ones last, and how they may be arranged.
pub(super) fn lower(
    options: &[PartFile],
    shuffle: bool,
    arrange: Option<Arrange>,
) -> (Vec<ChoiceSnapshot>, Freedom) {
    let lowered = parts::lower(options, 'c');
    let (mut choices, mut last) = (Vec::new(), Vec::new());
    for (choice, option) in lowered.into_iter().zip(options) {
        if option.pin == Some(Pin::Last) { &mut last } else { &mut choices }.push(choice);
    }
    let pinned = u8::try_from(last.len()).unwrap_or(u8::MAX);
    choices.extend(last);
    let freedom = match arrange {
        Some(Arrange::Ascending) => Freedom::Ascending,
        None if shuffle => Freedom::Shuffled { pinned },
        None => Freedom::Fixed,
    };
    (choices, freedom)
}
