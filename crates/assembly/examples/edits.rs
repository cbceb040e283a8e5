//! What removing one drawn item moves: `cargo run --release -p mockexam-assembly --example edits -- BANK BLUEPRINT SEEDS`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for developers that may stop at the first trouble"
)]

use mockexam_assembly::{Blueprint, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::ItemId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [bank, blueprint, seeds] = &arguments[..] else { panic!("BANK BLUEPRINT SEEDS") };
    let read = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        SourceFile::new(name, &std::fs::read_to_string(path).unwrap())
    };
    let mut files: Vec<SourceFile> = std::fs::read_dir(bank)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .map(|path| read(&path))
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let bank = Bank::read(&files).bank;
    let text = std::fs::read_to_string(blueprint).unwrap();
    let blueprint = Blueprint::read("blueprint.toml", &text).unwrap();
    let drawn = |bank: &Bank, seed: u32| -> BTreeSet<ItemId> {
        let request = Request {
            blueprint: &blueprint,
            blueprint_text: &text,
            seed: &Seed::new(&seed.to_string()),
            forms: 1,
            mode: Mode::Scrambled,
        };
        assemble(&request, bank).unwrap().secret.key.items().map(|item| item.id.clone()).collect()
    };
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for seed in 0..seeds.parse().unwrap() {
        let with = drawn(&bank, seed);
        for id in &with {
            *counts.entry(with.difference(&drawn(&bank.without(id), seed)).count()).or_default() += 1;
        }
    }
    println!("items of the form that are gone, the removed one included: {counts:?}");
}
