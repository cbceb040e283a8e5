//! Items that a blueprint cannot tell apart are drawn about equally often.

#[path = "../examples/exposure/tally.rs"]
mod tally;

use mockexam_assembly::{Blueprint, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::ItemId;
use std::collections::BTreeSet;
use tally::{By, Cell, cells};

/// The bank of the examples that are pinned: it stays as it is.
fn bank() -> Bank {
    Bank::read(&[SourceFile::new("frozen.toml", include_str!("frozen/bank.toml"))]).bank
}

#[test]
fn chances_are_equal_within_cells() {
    let bank = bank();
    let text = include_str!("frozen/fair.toml");
    let blueprint = Blueprint::read("fair.toml", text).unwrap();
    let drawn: Vec<BTreeSet<ItemId>> = (0..1_000_u32)
        .map(|seed| {
            let seed = &Seed::new(&seed.to_string());
            let request = Request {
                blueprint: &blueprint,
                blueprint_text: text,
                seed,
                forms: 1,
                mode: Mode::Scrambled,
            };
            assemble(&request, &bank).unwrap().secret.key.items().map(|item| item.id.clone()).collect()
        })
        .collect();
    let all = cells(&bank, &drawn, By::Attributes);
    assert_eq!(cells(&bank, &drawn, By::AttributesAndRivals).len(), all.len(), "nothing excludes anything");
    let chi_square: f64 = all.iter().map(Cell::chi_square).sum();
    let degrees: usize = all.iter().map(|cell| cell.items.len() - 1).sum();
    assert!(degrees > 20, "{degrees}");
    let degrees = degrees as f64;
    // Chances are equal but for the mean difficulty, which favours some. Without it, chi-square exceeds its degrees of
    // freedom by four times its deviation in one of 10,000 cases.
    assert!(chi_square < degrees + 4.0 * (2.0 * degrees).sqrt(), "{chi_square} for {degrees}");
    for cell in all.iter().filter(|cell| cell.mean() > 200.0) {
        assert!(cell.ratio() < 1.3, "{cell:?}");
        assert!(cell.ratio_without_noise() <= cell.ratio(), "{cell:?}");
    }
}
