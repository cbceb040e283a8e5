//! `check --explain`: a rule, its reason, its thresholds and how to repair a finding.

use crate::bank_files;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use mockexam_bank::{LINTS, Lint, SetThreshold, SourceFile, Threshold, Unit, thresholds_of};
use mockexam_model::Severity;
use serde_json::{Number, Value, json};
use std::path::{Path, PathBuf};

/// What the codes of other messages are about, and the page of the documentation that lists them.
fn chapter(id: &str) -> Option<(&'static str, &'static str)> {
    let (letter, number) = id.split_at_checked(1)?;
    if number.len() != 2 || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    match letter.to_ascii_uppercase().as_str() {
        "T" => Some(("the form of files", "writing-items.md")),
        "P" => Some(("blueprints", "blueprints.md")),
        "G" => Some(("answer files and rosters", "grading.md")),
        "C" => Some(("calls and files", "printing.md")),
        "L" => Some(("the layout of papers", "printing.md")),
        "R" => Some(("results", "reports-and-statistics.md")),
        _ => None,
    }
}

/// The rule of an id, with the thresholds that the banks at the paths set; without paths, those of the workspace.
pub(super) fn run(id: &str, paths: &[PathBuf]) -> Result<Outcome, Failure> {
    let Some(lint) = LINTS.iter().find(|lint| lint.id.eq_ignore_ascii_case(id)) else {
        return Err(unknown(id));
    };
    let severity = match lint.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "information",
    };
    let false_alarms = lint.false_alarms.to_string();
    let mut outcome = Outcome::done();
    outcome.line(format!("{}: {}\n\n{}\n", lint.id, lint.what, lint.why));
    outcome.line(format!("Source: {}", lint.source));
    outcome.line(format!("Severity: {severity} at most. False alarms: {false_alarms}"));
    outcome.line(format!("To repair: {}", lint.help));
    for (name, value) in [
        ("id", lint.id),
        ("what", lint.what),
        ("why", lint.why),
        ("source", lint.source),
        ("severity", severity),
        ("false_alarms", &false_alarms),
        ("help", lint.help),
        ("flawed", lint.flawed),
        ("sound", lint.sound),
    ] {
        outcome.field(name, value);
    }
    thresholds(lint, paths, &mut outcome)?;
    let breaks = if lint.flawed.contains("NN") {
        "Many items like this one break it (NN is a number)"
    } else {
        "An item that breaks it"
    };
    for (title, sample) in [(breaks, lint.flawed), ("One that does not", lint.sound)] {
        if !sample.is_empty() {
            outcome.line(format!("\n{title}:\n{}", sample.trim_end()));
        }
    }
    Ok(outcome)
}

fn unknown(id: &str) -> Failure {
    if let Some((about, page)) = chapter(id) {
        return Failure::new(
            format!("'{id}' is no check of a bank, but a message about {about}"),
            format!("docs/{page} lists these messages"),
        );
    }
    let ids: Vec<&str> = LINTS.iter().map(|lint| lint.id).collect();
    Failure::new(format!("there is no check '{id}'"), format!("the checks are: {}", ids.join(", ")))
}

/// The thresholds of a check: name, default, range, and what banks set instead.
fn thresholds(lint: &Lint, paths: &[PathBuf], outcome: &mut Outcome) -> Result<(), Failure> {
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
        listed.push(as_json(threshold, here));
    }
    outcome.field("thresholds", listed);
    Ok(())
}

fn as_json(threshold: &Threshold, set: Vec<Value>) -> Value {
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
