//! How many seeds of a run can be met: `cargo run --release -p mockexam-assembly --example many_seeds -- BANK BLUEPRINT FORMS SEEDS`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for developers that may stop at the first trouble"
)]

use mockexam_assembly::{Blueprint, Mode, Request, Seed, assemble};
use mockexam_bank::{Bank, SourceFile};
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [bank, blueprint, forms, seeds] = &arguments[..] else { panic!("BANK BLUEPRINT FORMS SEEDS") };
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
    let mode = if forms == "1" { Mode::Scrambled } else { Mode::Disjoint };
    let mut failed = Vec::new();
    for seed in 0..seeds.parse::<u32>().unwrap() {
        let request = Request {
            blueprint: &blueprint,
            blueprint_text: &text,
            seed: &Seed::new(&seed.to_string()),
            forms: forms.parse().unwrap(),
            mode,
        };
        if let Err(found) = assemble(&request, &bank) {
            failed.push((seed, found.first().map(|found| found.message.clone()).unwrap_or_default()));
        }
    }
    println!("{} of {seeds} seeds failed {:?}", failed.len(), failed.iter().take(5).collect::<Vec<_>>());
}
