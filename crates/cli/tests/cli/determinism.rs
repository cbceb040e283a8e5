//! The same seed gives the same exam, whatever the files are called and in which order the items stand.

use crate::support::{Place, bank_files, demo, items_of, key_of, tree};
use std::collections::{BTreeMap, BTreeSet};

const BANK: &str = "question-bank/itil-foundation";

fn workspace(files: &[(String, String)]) -> Place {
    let place = Place::fresh();
    for (name, text) in files {
        place.write(&format!("{BANK}/{name}"), text);
    }
    place
}

/// Records and PDFs of the exam that a seed draws.
fn exam(place: &Place, forms: u16) -> BTreeMap<String, Vec<u8>> {
    place.ok(&format!("assemble itil4-foundation --seed order --forms {forms} --name exam --force"));
    place.ok("print exams/exam");
    tree(&place.path("exams/exam"))
}

fn drawn(place: &Place) -> BTreeSet<String> {
    key_of(place, "exams/exam").items().map(|item| item.id.to_string()).collect()
}

fn assert_equal(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>(), "{what}");
    for (name, bytes) in left {
        assert!(*bytes == right[name], "{what}: {name} differs");
    }
}

#[test]
fn two_processes_write_the_same_bytes() {
    let place = Place::fresh();
    place.ok("demo");
    let (one, other) = (tree(&demo().path("demo")), tree(&place.path("demo")));
    assert!(one.keys().filter(|name| name.ends_with(".pdf")).count() == 8, "{:?}", one.keys());
    assert_equal(&one, &other, "a second process");
}

#[test]
fn names_of_files_and_order_of_items_change_nothing() {
    let files = bank_files();
    let want = exam(&workspace(&files), 2);
    let renamed: Vec<(String, String)> = files
        .iter()
        .rev()
        .enumerate()
        .map(|(index, (_, text))| {
            let (head, mut items) = items_of(text);
            items.reverse();
            (format!("part-{index:02}.toml"), items.iter().fold(head, |text, item| text + &item.text + "\n"))
        })
        .collect();
    assert_equal(&want, &exam(&workspace(&renamed), 2), "renamed and reordered");
    let moved = workspace(&files);
    std::fs::rename(moved.path("question-bank"), moved.path("elsewhere")).unwrap();
    moved.ok("assemble itil4-foundation --seed order --forms 2 --name exam --bank elsewhere/itil-foundation");
    moved.ok("print exam");
    assert_equal(&want, &tree(&moved.path("exams/exam")), "from another folder");
}

#[test]
fn an_item_that_is_not_drawn_changes_nothing() {
    let files = bank_files();
    let place = workspace(&files);
    let want = exam(&place, 1);
    let drawn_before = drawn(&place);
    let mut stayed_out = 0;
    for number in 0..6 {
        // A twin of each topic's last item, under a new id; now and then the draw takes it.
        let more: Vec<(String, String)> = files
            .iter()
            .map(|(name, text)| {
                let (_, items) = items_of(text);
                let twin = items.last().map(|last| {
                    let waiver = "waive = [{ check = \"B09\", reason = \"a twin for the test\" }]";
                    let id = format!("id = \"zz-{number}-{}\"\n{waiver}", last.id);
                    last.text.replacen(&format!("id = \"{}\"", last.id), &id, 1)
                });
                (name.clone(), format!("{text}\n{}", twin.unwrap_or_default()))
            })
            .collect();
        let place = workspace(&more);
        let got = exam(&place, 1);
        if drawn(&place) == drawn_before {
            stayed_out += 1;
            assert_equal(&want, &got, "with items that are not drawn");
        }
    }
    assert!(stayed_out > 0, "each time a new item was drawn: the test needs other ids");
}
