//! The page on thresholds lists all of them, as they are.

use mockexam_bank::{LINTS, Unit};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/thresholds.md");

/// The rows of the table, from what checks declare.
fn rows() -> Vec<String> {
    let all = LINTS.iter().flat_map(|lint| lint.thresholds.iter().map(move |threshold| (lint.id, threshold)));
    let row = all.map(|(id, threshold)| {
        let (least, most) = threshold.range();
        let unit = match threshold.unit {
            Unit::Ratio | Unit::Chance => String::new(),
            unit => format!(" {unit}"),
        };
        let (name, default) = (threshold.name, threshold.default());
        format!("| {id} | `{name}` | {default} | {least} to {most}{unit} | {} |", threshold.what)
    });
    row.collect()
}

#[test]
fn the_page_lists_all_thresholds() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let listed: Vec<&str> = page.lines().skip_while(|line| !line.starts_with("| Check |")).skip(2).collect();
    let wanted = rows();
    assert!(wanted.len() > 60, "{}", wanted.len());
    assert_eq!(listed, wanted, "write these rows into docs/thresholds.md:\n{}\n", wanted.join("\n"));
}
