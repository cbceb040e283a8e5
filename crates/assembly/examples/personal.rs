//! Thousands of personal forms, to be measured from outside (time, memory):
//! `cargo run --release -p mockexam-assembly --example personal -- BANK BLUEPRINT own-order|own-draw FORMS`.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for developers that may stop at the first trouble"
)]

use mockexam_assembly::{Blueprint, Mode, OwnForm, Request, SecretRecord, Seed, assemble_own};
use mockexam_bank::{Bank, SourceFile};
use mockexam_model::FormCode;
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [bank, blueprint, mode, forms] = &arguments[..] else { panic!("BANK BLUEPRINT MODE FORMS") };
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
    let mode = if mode == "own-draw" { Mode::OwnDraw } else { Mode::OwnOrder };
    let seed = Seed::new("personal");
    let request = Request { blueprint: &blueprint, blueprint_text: &text, seed: &seed, forms: 1, mode };
    let own: Vec<OwnForm> = (0..forms.parse().unwrap())
        .map(|index| OwnForm { code: FormCode::personal(index), owner: Some(format!("candidate {index}")) })
        .collect();
    let exam = assemble_own(&request, &own, &bank).unwrap_or_else(|found| panic!("{:?}", found.first()));
    let (public, secret) = (exam.public.to_toml(), exam.secret.to_toml());
    println!("{} forms: exam.toml {} bytes, key.toml {} bytes", own.len(), public.len(), secret.len());
    drop(exam);
    // Reading alone, as `grade` does it: MOCKEXAM_READ=1.
    if std::env::var_os("MOCKEXAM_READ").is_some() {
        let read = SecretRecord::read(&secret, &public).unwrap();
        println!("read {} forms", read.key.forms().len());
    }
}
