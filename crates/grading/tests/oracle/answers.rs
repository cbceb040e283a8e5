//! Random cells of candidates, as an answer file and apart.

use super::Draw;
use super::exam::{Exam, Item, Kind, NUMBERS, Question, WORDS};
use std::collections::BTreeMap;

/// The cells of a candidate's questions, after the index of the form.
pub(crate) type Cells = (usize, Vec<Vec<String>>);

/// An answer file, and the same by form and question.
pub(crate) fn answers(exam: &Exam, draw: &mut Draw, candidates: usize) -> (String, Vec<Cells>) {
    let mut columns: BTreeMap<(usize, Option<usize>), usize> = BTreeMap::new();
    for form in &exam.forms {
        for (number, question) in (1..).zip(form) {
            for part in parts(&exam.items[question.item]) {
                columns.insert((number, part), 0);
            }
        }
    }
    for (index, column) in columns.values_mut().enumerate() {
        *column = index;
    }
    let label = |(number, part): &(usize, Option<usize>)| {
        format!(
            "{number}{}",
            part.map(|part| char::from(b'a' + u8::try_from(part).unwrap()).to_string()).unwrap_or_default()
        )
    };
    let mut text = format!("candidate,form,{}\n", columns.keys().map(label).collect::<Vec<_>>().join(","));
    let mut all = Vec::new();
    for candidate in 0..candidates {
        let form = draw.below(exam.forms.len());
        let questions = &exam.forms[form];
        let cells: Vec<Vec<String>> =
            questions.iter().map(|question| cells(&exam.items[question.item], question, draw)).collect();
        let mut row = vec![String::new(); columns.len()];
        for ((number, question), cells) in (1..).zip(questions).zip(&cells) {
            for (part, cell) in parts(&exam.items[question.item]).into_iter().zip(cells) {
                row[columns[&(number, part)]].clone_from(cell);
            }
        }
        text.push_str(&format!("n{candidate},{},{}\n", Exam::code(form), row.join(",")));
        all.push((form, cells));
    }
    (text, all)
}

fn parts(item: &Item) -> Vec<Option<usize>> {
    match &item.kind {
        Kind::Choose { .. } | Kind::Number { .. } | Kind::Words { .. } => vec![None],
        Kind::Rows { right, .. } => (0..right.len()).map(Some).collect(),
        Kind::Essay { criteria } => (0..criteria.len()).map(Some).collect(),
    }
}

fn cells(item: &Item, question: &Question, draw: &mut Draw) -> Vec<String> {
    let letters = |choices: &[usize]| -> String {
        let position =
            |choice: &usize| question.choices.iter().position(|printed| printed == choice).unwrap();
        choices.iter().map(|choice| char::from(b'A' + u8::try_from(position(choice)).unwrap())).collect()
    };
    if draw.below(12) == 0 {
        return vec![String::new(); parts(item).len()];
    }
    match &item.kind {
        Kind::Choose { choices, keys, .. } => {
            let some = marked(*choices, keys, draw);
            vec![written(&letters(&some), draw)]
        }
        Kind::Rows { choices, right, .. } => {
            let row = |index: usize| {
                let canonical = question.statements.get(index).copied().unwrap_or(index);
                match draw.below(8) {
                    0 => String::new(),
                    1 => "?".to_owned(),
                    2 | 3 => letters(&[draw.below(*choices)]),
                    4 => letters(&draw.some(2, *choices)),
                    _ => letters(&[right[canonical]]),
                }
            };
            (0..right.len()).map(row).collect()
        }
        Kind::Number { answer, .. } => {
            let near: &[&str] = &["43.7", "43.71", "77.5", "0.5", "-2", "*"];
            vec![if draw.below(2) == 0 {
                (*answer).to_owned()
            } else {
                draw.of(&[near, &NUMBERS].concat()).to_owned()
            }]
        }
        Kind::Words { accept, .. } => {
            let text = if draw.below(2) == 0 {
                accept[0]
            } else {
                draw.of(&[&WORDS[..], &["work around", "?", "none"]].concat())
            };
            vec![match draw.below(3) {
                0 => text.to_uppercase(),
                1 => text.replace(['-', ' '], ""),
                _ => text.to_owned(),
            }]
        }
        Kind::Essay { criteria } => criteria
            .iter()
            .map(|most| if draw.below(3) == 0 { "0.25".to_owned() } else { (*most).to_owned() })
            .collect(),
    }
}

/// The choices that a candidate marks.
fn marked(choices: usize, keys: &[usize], draw: &mut Draw) -> Vec<usize> {
    match draw.below(4) {
        0 => keys.to_vec(),
        1 => draw.some(1, choices),
        _ => {
            let count = 1 + draw.below(choices);
            draw.some(count, choices)
        }
    }
}

/// Letters as people and scanners write them.
fn written(letters: &str, draw: &mut Draw) -> String {
    match draw.below(8) {
        0 => "*".to_owned(),
        1 => letters.to_lowercase(),
        2 => letters.chars().map(|c| c.to_string()).collect::<Vec<_>>().join("|"),
        _ => letters.to_owned(),
    }
}
