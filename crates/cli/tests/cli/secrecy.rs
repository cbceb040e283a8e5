//! No key leaves secret/ and results/.

use crate::support::{demo, key_of, squeezed, text_of, tree, uncompressed, with_tool};
use mockexam_model::{AnswerKey, SnapshotContent};
use std::collections::BTreeSet;

const EXAM: &str = "demo/exam";

/// Every text that only those may read who hold the key.
fn secrets(key: &AnswerKey) -> Vec<String> {
    let parts = |item: &mockexam_model::ItemSnapshot| {
        let whys = item.choices.iter().chain(&item.statements).map(|choice| choice.why.plain());
        whys.chain([item.explanation.plain()]).collect::<Vec<_>>()
    };
    // Short ones ("No.") may well be part of a stem.
    key.items().flat_map(parts).map(|text| squeezed(&text)).filter(|text| text.len() > 12).collect()
}

fn public_pdfs() -> Vec<String> {
    let names = tree(&demo().path(EXAM)).into_keys();
    names
        .filter(|name| name.starts_with("papers/") && name.ends_with(".pdf"))
        .map(|name| format!("{EXAM}/{name}"))
        .collect()
}

#[test]
fn public_files_have_no_other_names_than_these() {
    let names: Vec<String> = tree(&demo().path(EXAM)).into_keys().collect();
    let public: Vec<&String> =
        names.iter().filter(|name| !name.starts_with("secret/") && !name.starts_with("results/")).collect();
    let want = [
        ".mockexam-exam",
        "exam.toml",
        "papers/.mockexam-print",
        "papers/answer-sheet-A.pdf",
        "papers/answer-sheet-B.pdf",
        "papers/answers-template.csv",
        "papers/form-A.pdf",
        "papers/form-B.pdf",
        "papers/print.toml",
        "papers/sheet-map.json",
    ];
    assert_eq!(public, want);
    assert_eq!(demo().text(&format!("{EXAM}/.mockexam-exam")), "exam.toml\n");
}

/// All names of fields in a TOML value.
fn fields(value: &toml::Value, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                into.insert(name.clone());
                fields(value, into);
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| fields(value, into)),
        _ => {}
    }
}

#[test]
fn public_records_hold_no_field_that_could_tell() {
    let cases = [
        (
            "exam.toml",
            "algorithm bank blueprint code digest form format item language mode notice question rev seed subtitle title",
        ),
        (
            "papers/print.toml",
            "file language language_sha256 name sha256 template template_sha256 typesetter",
        ),
    ];
    let key = key_of(demo(), EXAM);
    for (file, want) in cases {
        let text = demo().text(&format!("{EXAM}/{file}"));
        let mut found = BTreeSet::new();
        let record: toml::Table = toml::from_str(&text).unwrap();
        // What the author of the blueprint wrote may share words with a choice.
        let blueprint = record.get("blueprint").and_then(toml::Value::as_str).unwrap_or_default();
        fields(&toml::Value::Table(record.clone()), &mut found);
        assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), want, "{file}");
        for item in key.items() {
            for choice in &item.choices {
                if let SnapshotContent::Text(words) = &choice.content {
                    let words = words.plain();
                    assert!(
                        words.len() < 12 || blueprint.contains(&words) || !text.contains(&words),
                        "{file} holds a choice of {}",
                        item.id
                    );
                }
            }
        }
    }
}

#[test]
fn papers_tell_neither_explanations_nor_reasons() {
    with_tool("pdftotext", || {
        let secrets = secrets(&key_of(demo(), EXAM));
        assert!(secrets.len() > 150);
        for name in public_pdfs() {
            let text = squeezed(&text_of(&demo().path(&name)));
            for secret in &secrets {
                assert!(!text.contains(secret), "{name} tells: {secret}");
            }
        }
        // The same look finds them where they belong.
        let rationale = squeezed(&text_of(&demo().path(&format!("{EXAM}/secret/rationales-A.pdf"))));
        let found = secrets.iter().filter(|secret| rationale.contains(*secret)).count();
        assert!(found > secrets.len() / 2, "{found} of {}", secrets.len());
    });
}

/// The names that stand in the dictionaries of a decompressed PDF, and its literal strings outside of streams.
fn structure(bytes: &[u8]) -> (BTreeSet<String>, Vec<String>) {
    let text: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let (mut names, mut strings) = (BTreeSet::new(), Vec::new());
    for (index, piece) in text.split("stream\n").enumerate() {
        // Pieces alternate: dictionaries, then what is between "stream" and "endstream".
        if index % 2 == 1 && piece.ends_with("end") {
            continue;
        }
        let parts = piece.split('/').skip(1);
        names.extend(parts.map(|part| {
            part.chars().take_while(|c| c.is_ascii_alphanumeric() || "+-_.#".contains(*c)).collect()
        }));
        let open = piece.split('(').skip(1);
        strings.extend(open.filter_map(|part| part.split(')').next()).map(str::to_owned));
    }
    (names, strings)
}

#[test]
fn papers_have_no_place_to_hide_a_key() {
    with_tool("qpdf", || {
        let key = key_of(demo(), EXAM);
        let secret_words = secrets(&key);
        let ids: Vec<String> = key.items().map(|item| item.id.to_string()).collect();
        for name in public_pdfs() {
            let bytes = uncompressed(&demo().path(&name));
            let (names, strings) = structure(&bytes);
            assert!(names.contains("Title") && names.contains("ToUnicode"), "{names:?}");
            let hiding = [
                "EmbeddedFile",
                "EmbeddedFiles",
                "Filespec",
                "JavaScript",
                "JS",
                "OpenAction",
                "AA",
                "Dests",
                "Names",
                "PieceInfo",
                "AcroForm",
                "OCProperties",
                "Keywords",
                "ActualText",
            ];
            let found: Vec<_> = hiding.iter().filter(|name| names.contains(**name)).collect();
            assert_eq!(found, Vec::<&&str>::new(), "{name}");
            let squeezed_bytes = squeezed(&String::from_utf8_lossy(&bytes));
            for words in &secret_words {
                assert!(!squeezed_bytes.contains(words), "{name} holds {words}");
            }
            for string in strings {
                assert!(
                    !ids.iter().any(|id| string.contains(id.as_str())),
                    "{name}: an item is named in '{string}'"
                );
            }
        }
    });
}

#[test]
#[cfg(unix)]
fn only_the_owner_may_look_into_secret_and_results() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |name: &str| std::fs::metadata(demo().path(name)).unwrap().permissions().mode() & 0o777;
    for folder in ["secret", "results", "results/reports"] {
        let folder = format!("{EXAM}/{folder}");
        assert_eq!(mode(&folder), 0o700, "{folder}");
        for file in tree(&demo().path(&folder)).into_keys() {
            let file = format!("{folder}/{file}");
            assert_eq!(mode(&file), 0o600, "{file}");
        }
    }
}
