//! Keeps the linter honest: known flaws are put into clean items of the shipped bank. Nearly all must be found, and
//! nearly no clean item may be flagged.

#![expect(clippy::unwrap_used, reason = "a test that cannot make its data must fail")]
#![expect(clippy::expect_used, reason = "a test that cannot make its data must fail")]
mod seeds;

use mockexam_bank::{Bank, FalseAlarms, LINTS, SourceFile};
use mockexam_model::{Diagnostic, Severity};
use seeds::{SEEDS, Seed};
use std::collections::BTreeSet;
use toml::{Table, Value};

const BANK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../question-bank/itil-foundation");

/// The shipped bank, parsed, in the order of file names.
fn shipped() -> Vec<(String, Table)> {
    let entries = std::fs::read_dir(BANK).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let parsed = paths.iter().map(|path| {
        let text = std::fs::read_to_string(path).unwrap();
        (path.file_name().unwrap().to_string_lossy().into_owned(), text.parse::<Table>().unwrap())
    });
    parsed.collect()
}

fn findings(files: &[(String, Table)]) -> Vec<Diagnostic> {
    let sources: Vec<SourceFile> =
        files.iter().map(|(name, table)| SourceFile::new(name, &table.to_string())).collect();
    Bank::read(&sources).diagnostics
}

/// The item that a finding is about.
fn item_of(finding: &Diagnostic) -> Option<&str> {
    finding.message.strip_prefix("item ")?.split(':').next()
}

fn items(files: &mut [(String, Table)]) -> impl Iterator<Item = &mut Table> {
    let lists =
        files.iter_mut().filter_map(|(_, table)| table.get_mut("item")).filter_map(Value::as_array_mut);
    lists.flatten().filter_map(Value::as_table_mut)
}

fn ids(findings: &[Diagnostic], wanted: impl Fn(&Diagnostic) -> bool) -> BTreeSet<String> {
    findings.iter().filter(|finding| wanted(finding)).filter_map(item_of).map(str::to_owned).collect()
}

fn is_grave(finding: &Diagnostic) -> bool {
    finding.severity != Severity::Info
}

/// Flaws that one reading of the bank looks for.
const TOGETHER: usize = 3;

/// Puts each flaw into a quarter of the clean items that can have it, and leaves the last quarter clean: what is rare
/// in the bank stays rare. Returns the ids per flaw.
fn plant(seeds: &[Seed], files: &mut [(String, Table)], unclean: &BTreeSet<String>) -> Vec<BTreeSet<String>> {
    let mut planted = vec![BTreeSet::new(); seeds.len()];
    let mut next = 0;
    for item in items(files) {
        let id = item["id"].as_str().unwrap().to_owned();
        let is = |field: &str, word: &str| item.get(field).and_then(Value::as_str) == Some(word);
        if !is("type", "single") || !is("style", "standard") || unclean.contains(&id) {
            continue;
        }
        next += 1;
        if let Some(seed) = seeds.get(next % (TOGETHER + 1))
            && (seed.plant)(item)
        {
            planted[next % (TOGETHER + 1)].insert(id);
        }
    }
    planted
}

#[test]
fn planted_flaws_are_found() {
    let unclean = ids(&findings(&shipped()), is_grave);
    let mut failures = Vec::new();
    for seeds in SEEDS.chunks(TOGETHER) {
        let mut files = shipped();
        let planted = plant(seeds, &mut files, &unclean);
        let found = findings(&files);
        for (seed, planted) in seeds.iter().zip(planted) {
            let found = ids(&found, |finding| finding.code == seed.check);
            let missed: Vec<_> = planted.difference(&found).cloned().collect();
            if planted.len() < 10 || missed.len() * 100 > planted.len() * 5 {
                let of = planted.len();
                failures.push(format!("{}, {}: {of} planted, missed in {missed:?}", seed.check, seed.name));
            }
        }
    }
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn clean_items_are_let_alone() {
    let mut files = shipped();
    let count = items(&mut files).count();
    let trusted: BTreeSet<&str> = LINTS
        .iter()
        .filter(|lint| lint.id.starts_with('W') && lint.false_alarms != FalseAlarms::Many)
        .map(|lint| lint.id)
        .collect();
    let flagged = ids(&findings(&files), |finding| is_grave(finding) && trusted.contains(finding.code));
    assert!(flagged.len() * 100 <= count * 5, "{} of {count} items are flagged: {flagged:?}", flagged.len());
}

#[test]
fn every_check_of_wording_has_a_seed() {
    let seeded: BTreeSet<&str> = SEEDS.iter().map(|seed| seed.check).collect();
    // What an idle sentence is depends on the whole stem: none fits all items.
    let unseeded = LINTS.iter().map(|lint| lint.id).filter(|id| id.starts_with('W') && !seeded.contains(id));
    assert_eq!(unseeded.collect::<Vec<_>>(), ["W22"]);
}
