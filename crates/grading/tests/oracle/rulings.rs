//! Random rulings: at most one about an item, some of them withdrawn.

use super::Draw;
use super::exam::{Exam, Kind, ids};
use serde_json::{Value, json};

pub(crate) struct Rulings {
    pub(crate) toml: String,
    pub(crate) json: Value,
}

impl Rulings {
    pub(crate) fn new(exam: &Exam, draw: &mut Draw) -> Self {
        let mut toml = String::new();
        let mut list = Vec::new();
        let count = draw.below(4);
        for (number, index) in draw.shuffled(exam.items.len()).into_iter().take(count).enumerate() {
            let form = if draw.below(2) == 0 { None } else { Some(draw.below(exam.forms.len())) };
            let answers = answers(exam, index, form, draw);
            let actions: &[&str] = if answers.is_some() {
                &["void", "full-credit", "accept", "rekey"]
            } else {
                &["void", "full-credit"]
            };
            let action = draw.of(actions);
            let id = format!("r{number}");
            let place = match form {
                None => format!("item = 'i{index}'"),
                Some(form) => {
                    let question =
                        exam.forms[form].iter().position(|question| question.item == index).unwrap();
                    format!("form = '{}'\nquestion = {}", Exam::code(form), question + 1)
                }
            };
            let mut entry = json!({ "id": id, "item": format!("i{index}"), "action": action, "form": form.map(Exam::code) });
            toml.push_str(&format!("[[ruling]]\nid = '{id}'\naction = '{action}'\nreason = 'so'\n{place}\n"));
            if let Some((written, keys)) = answers.filter(|_| matches!(action, "accept" | "rekey")) {
                toml.push_str(&format!("accept = {written:?}\n"));
                entry["keys"] = keys;
            }
            list.push(entry);
            if draw.below(5) == 0 {
                toml.push_str(&format!(
                    "[[ruling]]\nid = 'w{number}'\naction = 'withdraw'\nruling = '{id}'\n"
                ));
                list.push(json!({ "id": format!("w{number}"), "action": "withdraw", "ruling": id }));
            }
        }
        Self { toml, json: Value::Array(list) }
    }
}

/// Another key of an item: as a list of rulings writes it, and by ids. None where there is no other.
fn answers(exam: &Exam, index: usize, form: Option<usize>, draw: &mut Draw) -> Option<(Vec<String>, Value)> {
    let question = form.and_then(|form| exam.forms[form].iter().find(|question| question.item == index));
    let written = |choices: &[usize]| -> Vec<String> {
        let Some(question) = question else { return ids(choices) };
        let letter = |choice: &usize| {
            let position = question.choices.iter().position(|printed| printed == choice).unwrap();
            char::from(b'A' + u8::try_from(position).unwrap()).to_string()
        };
        choices.iter().map(letter).collect()
    };
    match &exam.items[index].kind {
        Kind::Choose { choices, keys, count: 1, .. } => {
            let others: Vec<usize> = (0..*choices).filter(|choice| !keys.contains(choice)).collect();
            let other = *others.get(draw.below(others.len().max(1)))?;
            Some((written(&[other]), json!([ids(&[other])])))
        }
        Kind::Choose { choices, keys, count, .. } => {
            let other = draw.some(*count, *choices);
            (other != *keys).then(|| (written(&other), json!([ids(&other)])))
        }
        Kind::Rows { choices, right, .. } => {
            let other: Vec<usize> = right.iter().map(|_| draw.below(*choices)).collect();
            if other == *right {
                return None;
            }
            // By form and question, rows stand in printed order.
            let order = question
                .filter(|question| !question.statements.is_empty())
                .map(|question| &question.statements);
            let printed: Vec<usize> =
                order.map_or_else(|| other.clone(), |order| order.iter().map(|&row| other[row]).collect());
            Some((written(&printed), json!([ids(&other)])))
        }
        Kind::Number { .. } => Some((vec!["77.5".to_owned()], json!(["77.5"]))),
        Kind::Words { .. } => Some((vec!["work around".to_owned()], json!(["work around"]))),
        Kind::Essay { .. } => None,
    }
}
