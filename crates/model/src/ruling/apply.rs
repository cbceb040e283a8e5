//! What a ruling changes in an item, and which answers an item can have.

use super::{KeyAnswer, RulingAction};
use crate::{ItemSnapshot, Points, Quantity, Task};

/// Changes an item as far as it can say what was decided; gives the keys that it cannot hold.
pub(super) fn to_item(action: &RulingAction, item: &mut ItemSnapshot) -> Vec<KeyAnswer> {
    match action {
        RulingAction::Void => {
            item.points = Points::ZERO;
            Vec::new()
        }
        RulingAction::FullCredit => Vec::new(),
        RulingAction::Accept(answers) => answers.iter().filter_map(|answer| accept(answer, item)).collect(),
        RulingAction::Rekey(answers) => {
            let Some((first, others)) = answers.split_first() else { return Vec::new() };
            replace(first, item);
            others.iter().filter_map(|answer| accept(answer, item)).collect()
        }
    }
}

/// Adds a key to an item; gives it back where the item can hold one key only.
fn accept(answer: &KeyAnswer, item: &mut ItemSnapshot) -> Option<KeyAnswer> {
    match (answer, &mut item.task) {
        // With several keys of one letter, any of them is right.
        (KeyAnswer::Choices(choices), Task::Choose { count: 1, .. }) => {
            for &index in choices {
                if let Some(choice) = item.choices.get_mut(usize::from(index)) {
                    choice.key = true;
                }
            }
            None
        }
        (KeyAnswer::Words(text), Task::Words(words)) => {
            words.accept.push(text.clone());
            words.near_misses.retain(|miss| !words.matching.is_same(&miss.text, text));
            None
        }
        _ => Some(answer.clone()),
    }
}

/// Puts a key in the place of the one that an item has.
pub(super) fn replace(answer: &KeyAnswer, item: &mut ItemSnapshot) {
    match (answer, &mut item.task) {
        (KeyAnswer::Choices(choices), Task::Choose { .. }) => {
            for (index, choice) in (0_u8..).zip(&mut item.choices) {
                choice.key = choices.contains(&index);
            }
        }
        (KeyAnswer::Rows(rows), Task::Rows { right, .. }) => right.clone_from(rows),
        (KeyAnswer::Number(number), Task::Number(key)) => key.answer = Quantity::Fixed(*number),
        (KeyAnswer::Words(text), Task::Words(words)) => {
            words.accept = vec![text.clone()];
            words.near_misses.retain(|miss| !words.matching.is_same(&miss.text, text));
        }
        _ => {}
    }
}

/// Why answers cannot be keys of an item.
pub(super) fn misfit(answers: &[KeyAnswer], item: &ItemSnapshot) -> Option<&'static str> {
    if answers.is_empty() {
        return Some("it names no answer");
    }
    if (1..answers.len()).any(|index| answers[..index].contains(&answers[index])) {
        return Some("it names an answer twice");
    }
    answers.iter().find_map(|answer| misfit_of(answer, item))
}

fn misfit_of(answer: &KeyAnswer, item: &ItemSnapshot) -> Option<&'static str> {
    let known = |index: &u8| usize::from(*index) < item.choices.len();
    match (&item.task, answer) {
        (Task::Essay(_), _) => Some("points that a person awards have no key; void it or give full credit"),
        (Task::Choose { count, .. }, KeyAnswer::Choices(choices)) => {
            let sound = choices.iter().all(known)
                && choices.windows(2).all(|pair| pair[0] < pair[1])
                && choices.len() == usize::from(*count);
            (!sound).then_some("a key needs as many choices as the question asks for")
        }
        (Task::Rows { right, .. }, KeyAnswer::Rows(rows)) => {
            let sound = rows.len() == right.len() && rows.iter().all(known);
            (!sound).then_some("a key needs a choice for each row")
        }
        (Task::Number(_), KeyAnswer::Number(_)) => None,
        (Task::Words(_), KeyAnswer::Words(text)) => (text.trim().is_empty() || text.trim() != text)
            .then_some("a spelling cannot be empty or framed by spaces"),
        _ => Some("its answers are of another kind than the question"),
    }
}
