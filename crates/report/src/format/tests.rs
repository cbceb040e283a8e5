//! What formats make of the small set.

use super::*;
use crate::fixture::{Files, english, key};
use std::collections::BTreeMap;

/// Takes files in memory.
#[derive(Default)]
struct Memory(BTreeMap<String, Vec<u8>>);

impl Shelf for Memory {
    fn put(
        &mut self,
        name: &str,
        fill: &mut dyn FnMut(&mut dyn Write) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let mut bytes = Vec::new();
        fill(&mut bytes)?;
        assert!(self.0.insert(name.to_owned(), bytes).is_none(), "{name} comes twice");
        Ok(())
    }
}

/// Tells what it is given instead of printing it.
struct Counted;

impl Press for Counted {
    fn set(&self, document: &Document) -> Result<Vec<u8>, Vec<Diagnostic>> {
        Ok(format!("{}: {} nodes\n", document.metadata.title, document.nodes.len()).into_bytes())
    }

    fn bind(
        &self,
        _metadata: Metadata,
        out: &mut dyn Write,
        fill: &mut dyn FnMut(&mut Take<'_>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        fill(&mut |name, document| {
            Ok(writeln!(out, "{name}: {} nodes, {}", document.nodes.len(), document.header.right)?)
        })
    }
}

/// The files of some formats.
fn written(names: &[&str], files: &Files) -> Result<BTreeMap<String, Vec<u8>>, ReportError> {
    let source = |file: &str| files.open(file);
    let set = ResultSet::open(&source).map_err(ReportError::Refused)?;
    let (key, words) = (key(), english());
    let job = Job { set: &set, key: &key, words: &words, parts: &Part::ALL, press: &Counted };
    let mut memory = Memory::default();
    for format in FORMATS.iter().filter(|format| names.contains(&format.name)) {
        format.write(&job, &mut memory)?;
    }
    Ok(memory.0)
}

#[test]
fn tables_as_csv() {
    let files = written(&["csv"], &Files::small()).unwrap();
    let texts = files.iter().map(|(name, bytes)| format!("== {name}\n{}", String::from_utf8_lossy(bytes)));
    insta::assert_snapshot!(texts.collect::<String>());
}

#[test]
fn json_has_what_the_schema_says() {
    let files = written(&["json"], &Files::small()).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&files["report.json"]).unwrap();
    let schema = include_str!("../../../../docs/report-schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let known = schema["properties"].as_object().unwrap();
    let described = |table: &str| known[table]["items"]["properties"].as_object().unwrap();
    for table in &crate::tables::TABLES {
        assert!(known.contains_key(table.name), "{}", table.name);
        for row in report[table.name].as_array().into_iter().flatten().map(|row| row.as_object().unwrap()) {
            for (column, value) in row {
                let open = known[table.name]["items"]["additionalProperties"].is_object();
                let Some(told) = described(table.name).get(column) else {
                    assert!(open, "{}.{column}", table.name);
                    continue;
                };
                let kind = match value {
                    serde_json::Value::Null => "null",
                    serde_json::Value::Bool(_) => "boolean",
                    serde_json::Value::Number(n) if n.is_f64() => "number",
                    serde_json::Value::Number(_) => "integer",
                    _ => "string",
                };
                let kinds: Vec<&str> =
                    told["type"].as_array().unwrap().iter().filter_map(|k| k.as_str()).collect();
                let fits = kinds.contains(&kind) || kind == "integer" && kinds.contains(&"number");
                assert!(fits, "{}.{column} is {kind}", table.name);
            }
            for column in described(table.name).keys() {
                assert!(row.contains_key(column), "{}.{column} is missing", table.name);
            }
        }
    }
    assert_eq!(report["class"].as_array().unwrap().len(), 5);
}

#[test]
fn workbooks_are_the_same_bytes_and_hold_no_formula() {
    let (one, two) =
        (written(&["xlsx"], &Files::small()).unwrap(), written(&["xlsx"], &Files::small()).unwrap());
    assert_eq!(one, two);
    assert!(one["report.xlsx"].starts_with(b"PK"));
}

#[test]
fn every_column_and_table_has_words() {
    let words = english();
    let files = written(&["json"], &Files::small()).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&files["report.json"]).unwrap();
    for table in &crate::tables::TABLES {
        assert!(words.tables.contains_key(table.name), "{}", table.name);
        let Some(row) = report[table.name].get(0).filter(|_| !["points", "class"].contains(&table.name))
        else {
            continue;
        };
        for column in row.as_object().unwrap().keys() {
            assert!(words.columns.contains_key(column), "{column}");
        }
    }
    for row in report["summary"].as_array().unwrap() {
        let name = row["statistic"].as_str().unwrap();
        assert!(words.columns.contains_key(name), "{name}");
    }
}

#[test]
fn pages_of_every_part() {
    let files = written(&["html"], &Files::small()).unwrap();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let pages = ["candidate-007.html", "class.html", "items.html", "summary.html"];
    assert!(pages.iter().all(|page| names.contains(page)), "{names:?}");
    for (name, page) in &files {
        let page = String::from_utf8_lossy(page);
        for wrong in ["NaN", "inf ", "{n}", "{{", "<script"] {
            assert!(!page.contains(wrong), "{name} has {wrong}");
        }
    }
}

#[test]
fn each_candidate_has_a_document_in_the_collated_file() {
    let files = written(&["pdf"], &Files::small()).unwrap();
    let told: Vec<String> = String::from_utf8_lossy(&files["candidates.pdf"])
        .lines()
        .map(|line| line.split_once(':').unwrap().0.to_owned())
        .collect();
    assert_eq!(told, ["Ann Öz", "<script>alert(1)</script>", "x"]);
    let names: Vec<&String> = files.keys().collect();
    assert_eq!(names, ["candidates.pdf", "class.pdf", "items.pdf", "summary.pdf"]);
}
