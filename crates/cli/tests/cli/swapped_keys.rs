//! Where the order of choices is held, another key changes no byte of what a candidate may see.

use crate::support::{Place, bank_files, items_of, key_of, tree};
use std::collections::BTreeMap;

/// Checks of wording that another key could break: an error of theirs would keep the bank from being drawn from.
const WAIVED: &str = r#"waive = [
  { check = "W06", reason = "the key was exchanged by a test" },
  { check = "W07", reason = "the key was exchanged by a test" },
  { check = "W08", reason = "the key was exchanged by a test" },
]
stem = "#;

/// An item of one right choice with its key and the reason below the next choice exchanged.
fn swapped(item: &str) -> String {
    let mut parts = parts(item);
    if !item.contains("[[item.option]]") {
        return item.to_owned();
    }
    let is_key = |part: &str| part.trim() == "key = true";
    let marks: Vec<usize> =
        (0..parts.len()).filter(|&i| is_key(&parts[i]) || parts[i].starts_with("  why = \"")).collect();
    let key = marks.iter().position(|&i| is_key(&parts[i])).unwrap();
    parts.swap(marks[key], marks[(key + 1) % marks.len()]);
    parts.concat()
}

/// Lines with their ends; a reason of several lines is one part.
fn parts(item: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for line in item.lines() {
        let line = format!("{line}\n");
        if open && let Some(part) = parts.last_mut() {
            open = line.trim() != "\"\"\"";
            part.push_str(&line);
            continue;
        }
        open = line.trim_end() == "  why = \"\"\"";
        parts.push(line);
    }
    parts
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    AsWritten,
    Swapped,
}

fn exam(keys: Keys) -> Place {
    let place = Place::fresh();
    for (name, text) in bank_files() {
        let (head, items) = items_of(&text.replace("shuffle = true", "shuffle = false"));
        let edit = |item: &str| {
            let waived =
                if item.contains("waive =") { item.to_owned() } else { item.replacen("stem = ", WAIVED, 1) };
            if keys == Keys::Swapped { swapped(&waived) } else { waived }
        };
        let text = items.iter().fold(head, |text, item| text + &edit(&item.text) + "\n");
        place.write(&format!("question-bank/itil-foundation/{name}"), text);
    }
    place.ok("assemble itil4-foundation --seed held --forms 2 --name exam");
    place.ok("print exam");
    place.ok("print exam --only html,text");
    place
}

fn public(place: &Place) -> BTreeMap<String, Vec<u8>> {
    let files = tree(&place.path("exams/exam")).into_iter();
    files.filter(|(name, _)| !name.starts_with("secret/")).collect()
}

#[test]
fn another_key_changes_no_public_byte() {
    let (plain, swapped) = (exam(Keys::AsWritten), exam(Keys::Swapped));
    let (before, after) = (public(&plain), public(&swapped));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert!(before.contains_key("papers/form-B.html") && before.contains_key("papers/form-B.txt"));
    for (name, bytes) in &before {
        assert!(*bytes == after[name], "{name} depends on the key");
    }
    let (one, other) = (key_of(&plain, "exams/exam"), key_of(&swapped, "exams/exam"));
    let keys = |key: &mockexam_model::AnswerKey| -> Vec<(String, Vec<usize>)> {
        key.items()
            .filter(|item| item.statements.is_empty())
            .map(|item| (item.id.to_string(), item.keys().collect()))
            .collect()
    };
    let pairs: Vec<_> = keys(&one).into_iter().zip(keys(&other)).collect();
    assert!(pairs.len() >= 30, "{}", pairs.len());
    for (before, after) in pairs {
        assert_ne!(before, after, "the keys were really swapped");
    }
}
