//! What a candidate sees of an item, with or without the key. Parts that new kinds bring along are shown here.

use crate::page::Page;
use mockexam_model::{ChoiceSnapshot, ItemSnapshot, SnapshotContent};
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
    parts: &'a [ChoiceSnapshot],
    mark: fn(usize) -> String,
}

fn lists(item: &ItemSnapshot) -> [PartList<'_>; 2] {
    [
        PartList { name: "statements", parts: &item.statements, mark: number },
        PartList { name: "choices", parts: &item.choices, mark: letter },
    ]
}

fn number(index: usize) -> String {
    (index + 1).to_string()
}

/// A to Z; what has more choices cannot be printed anyway.
fn letter(index: usize) -> String {
    (b'A'..=b'Z').nth(index).map_or_else(|| number(index), |letter| char::from(letter).to_string())
}

/// Draws stem, statements and choices in the order of the bank.
pub(super) fn draw(page: &mut Page, item: &ItemSnapshot, view: View) {
    page.text(&item.stem.plain());
    for PartList { parts, mark, .. } in lists(item) {
        page.gap();
        for (index, part) in parts.iter().enumerate() {
            let key = if part.key && view == View::Author { "key" } else { "   " };
            page.hung(&format!("  {key} {}  ", mark(index)), &said(part));
            if view == View::Author && !part.why.is_empty() {
                page.hung("         why: ", &part.why.plain());
            }
        }
    }
}

/// The same for programs.
pub(super) fn json(item: &ItemSnapshot, view: View) -> Value {
    let mut body = json!({ "stem": item.stem.to_markup() });
    for PartList { name, parts, mark } in lists(item) {
        let parts = parts.iter().enumerate().map(|(index, part)| {
            let mut told = json!({ "mark": mark(index), "id": part.id.as_str(), "text": said(part) });
            if view == View::Author {
                told["key"] = part.key.into();
                told["why"] = part.why.to_markup().into();
            }
            told
        });
        body[name] = parts.collect();
    }
    body
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
