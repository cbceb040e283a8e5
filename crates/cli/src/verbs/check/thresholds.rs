//! The thresholds of a check: what they are, and what banks set instead.

use crate::bank_files;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use mockexam_bank::{Lint, SourceFile, Threshold, Unit, thresholds_of};
use serde_json::{Number, Value, json};
use std::path::{Path, PathBuf};

/// The thresholds of a check: name, default, range, and what banks set instead.
pub(super) fn tell(lint: &Lint, paths: &[PathBuf], outcome: &mut Outcome) -> Result<(), Failure> {
    let mut sources = Sources::default();
    let mut set = Vec::new();
    if !lint.thresholds.is_empty() {
        for folder in folders(paths)? {
            let files = texts(&folder)?;
            files.iter().for_each(|file| sources.add(&file.name, &file.text));
            set.extend(thresholds_of(&files).into_iter().filter(|set| set.check == lint.id));
        }
        outcome.line(format!(
            "\nThresholds, which a bank may set below [thresholds.{}] in its bank.toml:",
            lint.id
        ));
    }
    let mut listed = Vec::new();
    for threshold in lint.thresholds {
        let (least, most) = threshold.range();
        let unit = match threshold.unit {
            Unit::Ratio | Unit::Chance => String::new(),
            unit => format!(" {unit}"),
        };
        outcome.line(format!(
            "  {} = {} (default; {least} to {most}{unit})",
            threshold.name,
            threshold.default()
        ));
        outcome.line(format!("      {}", threshold.what));
        let mut here = Vec::new();
        for found in set.iter().filter(|set| set.name == threshold.name) {
            let line = sources.line_column(&found.file, found.span.start).map_or(0, |place| place.line);
            outcome.line(format!("      in force: {}, set in {}:{line}", found.value, found.file));
            here.push(json!({ "value": number(&found.value.to_string()), "file": found.file, "line": line }));
        }
        listed.push(as_json(threshold, &here));
    }
    outcome.field("thresholds", listed);
    Ok(())
}

fn as_json(threshold: &Threshold, set: &[Value]) -> Value {
    let (least, most) = threshold.range();
    json!({
        "name": threshold.name,
        "what": threshold.what,
        "unit": threshold.unit.to_string(),
        "default": number(&threshold.default().to_string()),
        "least": number(&least.to_string()),
        "most": number(&most.to_string()),
        "set": set,
    })
}

/// A decimal number as it is written, without a detour through a binary one.
fn number(text: &str) -> Value {
    text.parse::<Number>().map_or(Value::Null, Value::Number)
}

/// The folders of the banks that are asked about.
fn folders(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let workspace = [PathBuf::from("question-bank")];
    let all = if paths.is_empty() && workspace[0].is_dir() { &workspace[..] } else { paths };
    let mut found = Vec::new();
    for path in all {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match files::list(folder, "toml")?.is_empty() {
            true => found.extend(bank_files::folders(folder)?.0),
            false => found.push(folder.to_owned()),
        }
    }
    found.dedup();
    Ok(found)
}

fn texts(folder: &Path) -> Result<Vec<SourceFile>, Failure> {
    let paths = files::list(folder, "toml")?;
    paths.iter().map(|path| Ok(SourceFile::new(&shown(path), &files::read_text(path)?))).collect()
}
