//! What an edit of the bank moves, for items drawn and not drawn: `cargo run --release -p mockexam-assembly --example edits -- BANK BLUEPRINT SEEDS [drawn]`. With `drawn`, only
//! items that are drawn.

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
    let [bank, blueprint, seeds, rest @ ..] = &arguments[..] else { panic!("BANK BLUEPRINT SEEDS [drawn]") };
    let drawn_only = rest.first().is_some_and(|word| word == "drawn");
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
    let (mut counts, mut unmoved, mut moved): (BTreeMap<usize, usize>, u32, u32) = (BTreeMap::new(), 0, 0);
    for seed in 0..seeds.parse().unwrap() {
        let with = drawn(&bank, seed);
        for id in bank.items().map(|item| item.id()).filter(|id| !drawn_only || with.contains(id)) {
            let after = drawn(&bank.without(id), seed);
            if with.contains(id) {
                if with.difference(&after).count() > 4 {
                    println!("seed {seed}, without {id}: {} items changed", with.difference(&after).count());
                }
                *counts.entry(with.difference(&after).count()).or_default() += 1;
            } else if with == after {
                unmoved += 1;
            } else {
                println!(
                    "seed {seed}, without {id}, which is not drawn: {} items changed",
                    with.difference(&after).count()
                );
                moved += 1;
            }
        }
    }
    // An item that is added is one that was taken away, seen from the other side.
    println!("not drawn, added or taken away: {unmoved} times nothing changed, {moved} times something did");
    println!("drawn, added or taken away: items of the form that changed, and how often: {counts:?}");
    let all: usize = counts.values().sum();
    for share in [50, 90, 95, 99] {
        let mut seen = 0;
        let within = counts.iter().find(|(_, times)| {
            seen += **times;
            seen * 100 >= all * share
        });
        println!("{share} % changed at most {}", within.map_or(0, |(count, _)| *count));
    }
}
