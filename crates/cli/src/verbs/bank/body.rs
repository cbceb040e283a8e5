//! What a candidate sees of an item, with or without the key. Parts that new kinds bring along are shown here.

use super::answer;
use crate::page::Page;
use mockexam_model::{ChoiceSnapshot, ItemSnapshot, SnapshotContent, Task};
use serde_json::{Value, json};

/// Whether the key and the reasons are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// Everything.
    Author,
    /// What is printed.
    Candidate,
}

/// Parts of an item that are shown in the same way, each behind a number or a letter.
struct PartList<'a> {
    name: &'static str,
    parts: Vec<&'a ChoiceSnapshot>,
    mark: fn(usize) -> String,
}

fn lists(item: &ItemSnapshot, view: View) -> [PartList<'_>; 2] {
    let mut choices: Vec<&ChoiceSnapshot> = item.choices.iter().collect();
    if view == View::Candidate && has_rows(item) {
        // The file has the steps in their right order, and beside each premise its response.
        choices.sort_by_cached_key(|choice| said(choice).to_lowercase());
    }
    [
        PartList { name: "statements", parts: item.statements.iter().collect(), mark: number },
        PartList { name: "choices", parts: choices, mark: letter },
    ]
}

const fn has_rows(item: &ItemSnapshot) -> bool {
    matches!(item.task, Task::Rows { .. })
}

pub(super) fn number(index: usize) -> String {
    (index + 1).to_string()
}

/// A to Z; what has more choices cannot be printed anyway.
pub(super) fn letter(index: usize) -> String {
    (b'A'..=b'Z').nth(index).map_or_else(|| number(index), |letter| char::from(letter).to_string())
}

/// Draws stem, statements and choices in the order of the bank, and for authors what is right where no choice is marked.
pub(super) fn draw(page: &mut Page, item: &ItemSnapshot, view: View) {
    page.text(&item.stem.plain());
    for PartList { name, parts, mark } in lists(item, view) {
        page.gap();
        for (index, part) in parts.iter().enumerate() {
            let key = if part.key && view == View::Author { "key" } else { "   " };
            page.hung(&format!("  {key} {}  ", mark(index)), &said(part));
            if view == View::Candidate {
                continue;
            }
            if let Some(right) = answer::of_row(item, index).filter(|_| name == "statements") {
                page.hung("         right: ", &format!("{}  {}", letter(right), choice_text(item, right)));
            }
            if !part.why.is_empty() {
                page.hung("         why: ", &part.why.plain());
            }
        }
    }
    match view {
        View::Author => {
            page.gap();
            answer::draw(page, item);
        }
        View::Candidate => answer::draw_field(page, &item.task),
    }
}

/// The same for programs.
pub(super) fn json(item: &ItemSnapshot, view: View) -> Value {
    let mut body = json!({ "stem": item.stem.to_markup() });
    for PartList { name, parts, mark } in lists(item, view) {
        let parts = parts.iter().enumerate().map(|(index, part)| {
            let mut told = json!({ "mark": mark(index), "text": said(part) });
            // Ids count in the order of the file, which is the key of what has rows.
            if view == View::Author || !has_rows(item) {
                told["id"] = part.id.as_str().into();
            }
            if view == View::Author {
                if has_rows(item) {
                    let right = answer::of_row(item, index).filter(|_| name == "statements");
                    if let Some(right) = right {
                        told["right"] = letter(right).into();
                    }
                } else {
                    told["key"] = part.key.into();
                }
                told["why"] = part.why.to_markup().into();
            }
            told
        });
        body[name] = parts.collect();
    }
    let more = if view == View::Author { answer::json(item) } else { answer::field_json(&item.task) };
    if let (Some(fields), Value::Object(more)) = (body.as_object_mut(), more) {
        fields.extend(more);
    }
    body
}

fn choice_text(item: &ItemSnapshot, index: usize) -> String {
    item.choices.get(index).map(said).unwrap_or_default()
}

/// What a choice or statement says.
fn said(part: &ChoiceSnapshot) -> String {
    match &part.content {
        SnapshotContent::Text(text) => text.plain(),
        SnapshotContent::Statements(statements) => {
            let mut numbers: Vec<usize> = statements.iter().map(|&index| usize::from(index)).collect();
            numbers.sort_unstable();
            numbers.into_iter().map(number).collect::<Vec<_>>().join(" and ")
        }
        SnapshotContent::Truth(true) => "True".into(),
        SnapshotContent::Truth(false) => "False".into(),
    }
}
