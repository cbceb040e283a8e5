//! Answers of a ruling: ids of choices, printed letters, numbers or words become keys in canonical order.

use super::file::{Cell, Faults};
use super::place::Target;
use crate::shown::{listed, shown};
use mockexam_model::{ItemSnapshot, KeyAnswer, QuestionKey, Task};
use std::ops::Range;
use toml::Spanned;

/// The keys that a ruling names, or faults.
pub(super) fn resolve(
    cells: &Spanned<Vec<Spanned<Cell>>>,
    target: &Target<'_>,
    faults: &mut Faults<'_>,
) -> Option<Vec<KeyAnswer>> {
    let item = target.item;
    let before = faults.found.len();
    let answers: Vec<KeyAnswer> = match &item.task {
        Task::Choose { count, .. } => {
            let choices: Vec<Vec<u8>> =
                cells.get_ref().iter().filter_map(|cell| choices(cell, target, faults)).collect();
            grouped(&choices, usize::from(*count)).into_iter().map(KeyAnswer::Choices).collect()
        }
        Task::Rows { right, .. } => {
            let choices: Vec<Vec<u8>> =
                cells.get_ref().iter().filter_map(|cell| choices(cell, target, faults)).collect();
            let rows: Vec<u8> = choices.concat();
            if rows.len() != right.len() && faults.found.len() == before {
                let fact = format!("{} answers for {} rows", rows.len(), right.len());
                faults.add("G52", cells.span(), fact, "name the choice of every row, in order");
            }
            vec![KeyAnswer::Rows(canonical_rows(&rows, target))]
        }
        Task::Number(_) => cells.get_ref().iter().filter_map(|cell| number(cell, faults)).collect(),
        Task::Words(_) => {
            cells.get_ref().iter().map(|cell| KeyAnswer::Words(cell.get_ref().text())).collect()
        }
        Task::Essay(_) => {
            let fact = format!("question {} is marked by a person and has no key", item.id);
            faults.add(
                "G52",
                cells.span(),
                fact,
                "use void or full-credit, or correct the points that were awarded",
            );
            Vec::new()
        }
    };
    (faults.found.len() == before).then_some(answers)
}

/// Choices in one cell: an id, or printed letters.
fn choices(cell: &Spanned<Cell>, target: &Target<'_>, faults: &mut Faults<'_>) -> Option<Vec<u8>> {
    let text = cell.get_ref().text();
    let found = match target.printed {
        None => by_id(&text, target.item).map(|choice| vec![choice]),
        Some((_, question)) => by_letters(&text, question),
    };
    if found.is_none() {
        let (fact, help) = unknown(&text, target);
        faults.add("G52", cell.span(), fact, help);
    }
    found
}

fn by_id(text: &str, item: &ItemSnapshot) -> Option<u8> {
    let index = item.choices.iter().position(|choice| choice.id.as_str() == text)?;
    u8::try_from(index).ok()
}

fn by_letters(text: &str, question: &QuestionKey) -> Option<Vec<u8>> {
    let letters = text.chars().filter(|c| !matches!(c, ' ' | ',' | ';' | '|'));
    let choice = |letter: char| {
        let position =
            (0..question.choices.len()).find(|&p| QuestionKey::letter(p) == letter.to_ascii_uppercase())?;
        question.choices.get(position).copied()
    };
    let choices: Vec<u8> = letters.map(choice).collect::<Option<_>>()?;
    (!choices.is_empty()).then_some(choices)
}

fn unknown(text: &str, target: &Target<'_>) -> (String, String) {
    let item = target.item;
    match target.printed {
        None => {
            let fact = format!("item {} has no choice {}", item.id, shown(text));
            (fact, format!("its choices are {}", listed(item.choices.iter().map(|choice| &choice.id))))
        }
        Some((form, question)) => {
            let last = QuestionKey::letter(question.choices.len().saturating_sub(1));
            let fact = format!("{} names no choice of that question on form {}", shown(text), form.code);
            (fact, format!("its choices are A to {last}"))
        }
    }
}

/// Keys of so many choices each: a cell that holds as many is one, otherwise all cells together are.
fn grouped(cells: &[Vec<u8>], count: usize) -> Vec<Vec<u8>> {
    let sorted = |mut choices: Vec<u8>| {
        choices.sort_unstable();
        choices
    };
    match cells.iter().all(|cell| cell.len() == count) {
        true => cells.iter().cloned().map(sorted).collect(),
        false => vec![sorted(cells.concat())],
    }
}

/// Choices by printed row as choices by canonical row.
fn canonical_rows(rows: &[u8], target: &Target<'_>) -> Vec<u8> {
    let Some((_, question)) = target.printed.filter(|(_, question)| !question.statements.is_empty()) else {
        return rows.to_vec();
    };
    let mut canonical: Vec<(u8, u8)> =
        question.statements.iter().copied().zip(rows.iter().copied()).collect();
    canonical.sort_unstable();
    canonical.into_iter().map(|(_, choice)| choice).collect()
}

fn number(cell: &Spanned<Cell>, faults: &mut Faults<'_>) -> Option<KeyAnswer> {
    let text = cell.get_ref().text();
    let number = text.parse().ok();
    if number.is_none() {
        faults.add("G52", cell.span(), format!("{} is no number", shown(&text)), "write it as 43.2");
    }
    number.map(KeyAnswer::Number)
}

/// Keys of an item as it is: to see whether a ruling changes anything.
pub(super) fn is_key_already(answer: &KeyAnswer, item: &ItemSnapshot) -> bool {
    match (&item.task, answer) {
        (Task::Choose { .. }, KeyAnswer::Choices(choices)) => {
            item.keys().eq(choices.iter().map(|&choice| usize::from(choice)))
        }
        (Task::Rows { right, .. }, KeyAnswer::Rows(rows)) => right == rows,
        (Task::Number(number), KeyAnswer::Number(answer)) => {
            number.answer.number().is_some_and(|right| right.is_within(number.tolerance, *answer))
        }
        (Task::Words(words), KeyAnswer::Words(text)) => {
            words.accept.iter().any(|accepted| words.matching.is_same(accepted, text))
        }
        _ => false,
    }
}

/// A place for faults about the answers of a ruling.
pub(super) fn span(cells: Option<&Spanned<Vec<Spanned<Cell>>>>, otherwise: Range<usize>) -> Range<usize> {
    cells.map_or(otherwise, Spanned::span)
}
