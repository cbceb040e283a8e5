//! docs/capabilities.md: each row once, and a test that exists behind each feature that works.

use crate::support::{bank_files, demo, key_of, repository};
use mockexam_bank::{Bank, SourceFile};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// All Rust files below a folder, as one text.
fn code(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn each_feature_that_works_names_a_test_that_exists() {
    let page = fs::read_to_string(repository().join("docs/capabilities.md")).unwrap();
    let mut tests = String::new();
    for folder in ["crates", "tests"] {
        code(&repository().join(folder), &mut tests);
    }
    let mut rows = BTreeMap::new();
    for line in page.lines().filter(|line| line.starts_with("| C")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [id, priority, _, state, proof] = cells[..] else { panic!("{line}") };
        assert!(["A", "B", "C"].contains(&priority), "{line}");
        match state {
            "works" => {
                let name = proof.trim_matches('`');
                assert!(tests.contains(&format!("fn {name}(")), "{id}: there is no test {name}");
            }
            "no" => assert!(!proof.is_empty() && priority != "A", "{line}"),
            _ => panic!("{line}"),
        }
        assert_eq!(rows.insert(id.to_owned(), state), None, "{id} twice");
    }
    let ids: Vec<String> = (1..=88).map(|number| format!("C{number:02}")).collect();
    assert_eq!(rows.keys().cloned().collect::<Vec<_>>(), ids);
    let works = rows.values().filter(|state| **state == "works").count();
    assert!(page.contains(&format!("{works} of 88 work.")), "{works}");
}

#[test]
fn the_shipped_exam_keeps_its_profile_and_its_version() {
    let key = key_of(demo(), "demo/exam");
    let record = demo().text("demo/exam/exam.toml");
    for line in ["questions = 40", "minutes = 60", "cut_score = 26", "version = \"4\""] {
        assert!(record.lines().any(|found| found.starts_with(line)), "{line}");
    }
    assert!(key.forms().iter().all(|form| form.questions.len() == 40));
    let files: Vec<SourceFile> =
        bank_files().iter().map(|(name, text)| SourceFile::new(name, text)).collect();
    let bank = Bank::read(&files).bank;
    for item in key.items() {
        let version = bank.item(&item.id).unwrap().version.map(mockexam_bank::Version::as_str);
        assert_ne!(version, Some("5"), "{}", item.id);
    }
}
