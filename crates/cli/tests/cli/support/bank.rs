//! The shipped bank as text, and edits of it.

use std::fs;
use std::path::{Path, PathBuf};

/// The top folder of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of the shipped bank, by name.
pub(crate) fn bank_files() -> Vec<(String, String)> {
    let entries = fs::read_dir(repository().join("question-bank/itil-foundation")).unwrap();
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "toml"))
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// An item as text.
pub(crate) struct Item {
    pub(crate) id: String,
    /// From `[[item]]` up to the next.
    pub(crate) text: String,
}

/// The text of a file before its first item, and its items.
pub(crate) fn items_of(file: &str) -> (String, Vec<Item>) {
    let mut parts = file.split("[[item]]\n");
    let head = parts.next().unwrap().to_owned();
    let id = |text: &str| {
        text.lines().find_map(|line| line.strip_prefix("id = \"")?.split('"').next().map(str::to_owned))
    };
    let items =
        parts.map(|text| Item { id: id(text).unwrap(), text: format!("[[item]]\n{}\n", text.trim_end()) });
    (head, items.collect())
}

/// Changes the text of one item in the files of a bank. Panics if the item is not there or stays the same.
pub(crate) fn edit_item(files: &mut [(String, String)], id: &str, edit: impl Fn(&str) -> String) {
    let line = format!("[[item]]\nid = \"{id}\"");
    let (_, file) = files.iter_mut().find(|(_, text)| text.contains(&line)).unwrap();
    let (mut whole, items) = items_of(file);
    for item in items {
        let text = if item.id == id { edit(&item.text) } else { item.text.clone() };
        assert_eq!(item.id == id, text != item.text, "the edit of {id}");
        whole.push_str(&text);
        whole.push('\n');
    }
    *file = whole;
}
