//! How evenly items of the same attributes are drawn: `cargo run --release -p mockexam-assembly --example exposure -- BANK BLUEPRINT SEEDS`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for developers that may stop at the first trouble"
)]

mod chance;
mod tally;

use mockexam_assembly::{Blueprint, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::ItemId;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::BTreeSet;
use std::path::Path;
use tally::{By, Cell, cells};

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
    let drawn: Vec<BTreeSet<ItemId>> = (0..seeds.parse::<u32>().unwrap())
        .map(|seed| {
            let request = Request {
                blueprint: &blueprint,
                blueprint_text: &text,
                seed: &Seed::new(&seed.to_string()),
                forms: 1,
                mode: Mode::Scrambled,
            };
            assemble(&request, &bank).unwrap().secret.key.items().map(|item| item.id.clone()).collect()
        })
        .collect();
    for (by, name) in [
        (By::Attributes, "topic, level, style, band"),
        (By::AttributesAndRivals, "topic, level, style, band, number of items it excludes"),
    ] {
        println!("cells by {name}");
        table(&cells(&bank, &drawn, by));
    }
}

/// How often equal chances are tried.
const REPETITIONS: u32 = 100;

fn table(cells: &[Cell]) {
    println!(
        "{:>15} {:>6} {:>8} {:>10} {:>8} {:>8} {:>8}",
        "mean count", "cells", "> 1.3", "by chance", "worst", "> 1.3 *", "worst *"
    );
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut draw = |below: usize| random.next_u32() as usize % below;
    for (from, to) in [(0, 50), (50, 100), (100, 200), (200, 400), (400, u32::MAX)] {
        let within = |cell: &&Cell| (f64::from(from)..f64::from(to)).contains(&cell.mean());
        let of_them: Vec<&Cell> = cells.iter().filter(within).collect();
        let above = |ratio: fn(&Cell) -> f64| of_them.iter().filter(|cell| ratio(cell) > 1.3).count();
        let worst = |ratio: fn(&Cell) -> f64| of_them.iter().map(|cell| ratio(cell)).fold(1.0, f64::max);
        println!(
            "{:>15} {:>6} {:>8} {:>10.1} {:>8.2} {:>8} {:>8.2}",
            if to == u32::MAX { format!("from {from}") } else { format!("{from} to {to}") },
            of_them.len(),
            above(Cell::ratio),
            of_them
                .iter()
                .map(|cell| chance::above(cell, 1.3, REPETITIONS, &mut draw))
                .fold(0.0, |sum, share| sum + share),
            worst(Cell::ratio),
            above(Cell::ratio_without_noise),
            worst(Cell::ratio_without_noise),
        );
    }
    let chi_square: f64 = cells.iter().map(Cell::chi_square).sum();
    let degrees: usize = cells.iter().map(|cell| cell.items.len() - 1).sum();
    println!(
        "by chance: cells above 1.3 to be expected if all items had the same chance\n* without the noise of drawing; chi-square {chi_square:.1} with {degrees} degrees of freedom\n"
    );
}
