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

/// An item of one right choice with the line of its key and that of the reason below the next choice exchanged.
fn swapped(item: &str) -> String {
    let mut lines: Vec<&str> = item.lines().collect();
    if !item.contains("[[item.option]]") {
        return item.to_owned();
    }
    let marks: Vec<usize> = (0..lines.len())
        .filter(|&i| lines[i].trim() == "key = true" || lines[i].starts_with("  why = \""))
        .collect();
    let key = marks.iter().position(|&i| lines[i].trim() == "key = true").unwrap();
    lines.swap(marks[key], marks[(key + 1) % marks.len()]);
    lines.join("\n") + "\n"
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
