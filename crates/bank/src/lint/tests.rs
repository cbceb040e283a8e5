//! Every check and its examples.

use super::*;
use crate::{Bank, Beside, KINDS};

const SOUND: &str = r#"
    [bank]
    id = "sample"
    title = "Sample"
    language = "en"
    [[topic]]
    id = "sample"
    name = "Sample"
    [[concept]]
    id = "sample-fact"
    topic = "sample"
    name = "A fact"
    fact = "Something that is so."
    sources = [{ source = "handbook" }]
    levels = ["remember", "understand", "apply"]
    confusions = ["nitrogen"]
"#;

/// What the bank must not copy.
const HANDBOOK: &str = "A handbook says this sentence in exactly these eleven words here.";

fn findings(text: &str) -> Vec<Diagnostic> {
    let files = [SourceFile::new("sample.toml", text)];
    let originals = [SourceFile::new("handbook.txt", HANDBOOK)];
    Bank::read_beside(&files, &Beside { originals: &originals, lists: &[] }).diagnostics
}

#[test]
fn samples_of_all_kinds_are_clean() {
    for kind in KINDS {
        let found = findings(&format!("{SOUND}{}", kind.sample()));
        let grave: Vec<_> = found.iter().filter(|f| f.severity != Severity::Info).collect();
        assert_eq!(grave, Vec::<&Diagnostic>::new(), "{}", kind.name());
    }
}

#[test]
fn every_check_finds_its_flaw_and_only_there() {
    let clean: String = KINDS.iter().map(|kind| kind.sample()).collect();
    for lint in LINTS {
        let sound = findings(&format!("{SOUND}{clean}{}", lint.sound));
        let sound = sound.iter().filter(|f| f.severity != Severity::Info && f.code == lint.id).count();
        let flawed = findings(&format!("{SOUND}{clean}{}", lint.flawed_tables()));
        let found: Vec<_> = flawed.iter().filter(|f| f.code == lint.id).collect();
        assert_eq!(sound, 0, "{} flags sound items", lint.id);
        assert!(!found.is_empty(), "{} misses its own flaw; found {flawed:#?}", lint.id);
    }
}

#[test]
fn ids_are_unique_and_in_order() {
    let ids: Vec<_> = LINTS.iter().map(|lint| lint.id).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
}
