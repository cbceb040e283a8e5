//! `check`: every finding of every bank and blueprint.

use crate::args::{CheckArgs, Deny};
use crate::bank_files;
use crate::embedded;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use mockexam_assembly::{Blueprint, check_against};
use mockexam_bank::{LINTS, Reading, SourceFile};
use mockexam_model::{Diagnostic, Severity};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &CheckArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    if let Some(id) = &args.explain {
        return explain(id);
    }
    let originals = args.sources.as_deref().map(bank_files::originals).transpose()?.unwrap_or_default();
    let mut checked = Checked { originals, ..Checked::default() };
    if args.paths.is_empty() {
        whole_workspace(&mut checked, sources)?;
    }
    for path in &args.paths {
        if path.is_dir() {
            let folders = if files::list(path, "toml")?.is_empty() {
                files::folders(path)?
            } else {
                vec![path.clone()]
            };
            for folder in folders.iter().chain(Some(path).filter(|_| folders.is_empty())) {
                checked.bank_in(folder, sources)?;
            }
            continue;
        }
        let text = files::read_text(path)?;
        match path.parent().filter(|_| belongs_to_bank(&text)) {
            Some(folder) => checked.bank_in(folder, sources)?,
            None => checked.blueprint(&shown(path), &text, sources),
        }
    }
    Ok(checked.outcome(args.deny == Some(Deny::Warnings)))
}

/// Whether a file is part of a bank. Its links lead to the other files, so that the whole bank is checked.
fn belongs_to_bank(text: &str) -> bool {
    text.lines().any(|line| matches!(line.trim(), "[bank]" | "[[item]]" | "[[concept]]" | "[[topic]]"))
}

/// Banks and blueprints of the workspace; where there is no workspace, what the binary brings along.
fn whole_workspace(checked: &mut Checked, sources: &mut Sources) -> Result<(), Failure> {
    let (banks, blueprints) = (Path::new("question-bank"), Path::new("templates/blueprints"));
    if !banks.is_dir() && !blueprints.is_dir() {
        checked
            .notes
            .push("no question-bank/ or templates/ here: checking the shipped banks and blueprints".into());
        let shipped = embedded::banks()
            .filter_map(|id| bank_files::shipped_bank(id, &checked.originals, sources))
            .collect::<Vec<_>>();
        checked.bank.extend(shipped);
        for file in embedded::in_folder("templates/blueprints") {
            checked.blueprint(&format!("{} (shipped)", file.path), file.text, sources);
        }
        return Ok(());
    }
    if banks.is_dir() {
        for folder in files::folders(banks)? {
            checked.bank_in(&folder, sources)?;
        }
    }
    let paths: Vec<PathBuf> = if blueprints.is_dir() { files::list(blueprints, "toml")? } else { Vec::new() };
    for path in paths {
        checked.blueprint(&shown(&path), &files::read_text(&path)?, sources);
    }
    Ok(())
}

#[derive(Default)]
struct Checked {
    /// Texts that the banks draw on.
    originals: Vec<SourceFile>,
    bank: Vec<Reading>,
    blueprints: usize,
    diagnostics: Vec<Diagnostic>,
    notes: Vec<String>,
}

impl Checked {
    fn bank_in(&mut self, folder: &Path, sources: &mut Sources) -> Result<(), Failure> {
        self.bank.push(bank_files::bank_in(folder, &self.originals, sources)?);
        Ok(())
    }

    fn blueprint(&mut self, name: &str, text: &str, sources: &mut Sources) {
        self.blueprints += 1;
        sources.add(name, text);
        match Blueprint::read(name, text) {
            Err(faults) => self.diagnostics.extend(faults),
            Ok(blueprint) => {
                let known = self.bank.iter().find(|reading| reading.bank.id == blueprint.bank);
                match known {
                    Some(reading) => self.diagnostics.extend(check_against(&blueprint, text, &reading.bank)),
                    None => match bank_files::bank(None, &blueprint.bank, sources) {
                        Ok(reading) => {
                            self.diagnostics.extend(check_against(&blueprint, text, &reading.bank))
                        }
                        Err(failure) => self.diagnostics.extend(failure.diagnostics),
                    },
                }
            }
        }
    }

    fn outcome(mut self, deny_warnings: bool) -> Outcome {
        let mut outcome = Outcome::done();
        let items: usize = self.bank.iter().map(|reading| reading.bank.items().count()).sum();
        for reading in &mut self.bank {
            outcome.diagnostics.append(&mut reading.diagnostics);
        }
        outcome.diagnostics.append(&mut self.diagnostics);
        let count = |severity| outcome.diagnostics.iter().filter(|d| d.severity == severity).count();
        let (errors, warnings, infos) =
            (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
        for note in &self.notes {
            outcome.line(format!("note: {note}"));
        }
        let waived: usize = self.bank.iter().map(|reading| reading.waived).sum();
        let and_waived = if waived == 0 { String::new() } else { format!(", {waived} waived") };
        outcome.line(format!(
            "checked {}, {}, {}: {}, {}, {infos} for information{and_waived}",
            counted(self.bank.len(), "bank"),
            counted(items, "item"),
            counted(self.blueprints, "blueprint"),
            counted(errors, "error"),
            counted(warnings, "warning"),
        ));
        outcome.field("banks", self.bank.len());
        outcome.field("items", items);
        outcome.field("blueprints", self.blueprints);
        outcome.field("errors", errors);
        outcome.field("warnings", warnings);
        outcome.field("infos", infos);
        outcome.field("waived", waived);
        if errors > 0 || (deny_warnings && warnings > 0) {
            outcome.exit = Exit::Findings;
        }
        outcome
    }
}

/// "1 error", "2 errors".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn explain(id: &str) -> Result<Outcome, Failure> {
    let Some(lint) = LINTS.iter().find(|lint| lint.id.eq_ignore_ascii_case(id)) else {
        let ids: Vec<&str> = LINTS.iter().map(|lint| lint.id).collect();
        return Err(Failure::new(
            format!("there is no check '{id}'"),
            format!("the checks are: {}", ids.join(", ")),
        ));
    };
    let mut outcome = Outcome::done();
    let severity = match lint.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "information",
    };
    let false_alarms = lint.false_alarms.to_string();
    outcome.line(format!("{}: {}\n\n{}\n", lint.id, lint.what, lint.why));
    outcome.line(format!("Source: {}", lint.source));
    outcome.line(format!("Severity: {severity} at most. False alarms: {false_alarms}"));
    outcome.line(format!("To repair: {}", lint.help));
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
    Ok(outcome)
}
