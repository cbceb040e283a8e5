//! `check`: every finding of every bank and blueprint.

mod explain;
mod thresholds;

use crate::args::{CheckArgs, Deny};
use crate::bank_files;
use crate::embedded;
use crate::exam_folder::ExamFolder;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use mockexam_assembly::{Blueprint, check_against, form_findings};
use mockexam_bank::{Reading, SourceFile};
use mockexam_model::{Diagnostic, Place, Severity};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &CheckArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    if let Some(id) = &args.explain {
        return explain::run(id, &args.paths);
    }
    let originals = args.sources.as_deref().map(bank_files::originals).transpose()?.unwrap_or_default();
    let mut checked = Checked { originals, ..Checked::default() };
    if args.paths.is_empty() {
        whole_workspace(&mut checked, sources)?;
    }
    for path in &args.paths {
        if path.join("exam.toml").is_file() {
            checked.exam(path, sources)?;
            continue;
        }
        if path.is_dir() {
            checked.named_folder(path, sources)?;
            continue;
        }
        let text = files::read_text(path)?;
        match path.parent().filter(|_| belongs_to_bank(&text)) {
            Some(folder) => checked.bank_in(folder, sources)?,
            None => checked.blueprint_file(path, &text, sources),
        }
    }
    Ok(checked.outcome(args.deny == Some(Deny::Warnings)))
}

/// Whether a file is part of a bank. Its links lead to the other files, so that the whole bank is checked.
fn belongs_to_bank(text: &str) -> bool {
    const TABLES: [&str; 8] =
        ["[bank", "[defaults", "[[topic", "[[pool", "[[source", "[[concept", "[[stimulus", "[[item"];
    text.lines().any(|line| TABLES.iter().any(|table| line.trim_start().starts_with(table)))
}

/// Whether a file is a blueprint: it says how many questions, and is not the record of an exam, which quotes one.
fn is_blueprint(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.split('=').next().is_some_and(|k| k.trim() == key));
    has("questions") && !has("algorithm")
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
        for folder in checked.bank_folders(banks)? {
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
    /// What was read already, by its full path: whatever is named twice counts once.
    seen: BTreeSet<PathBuf>,
    blueprints: usize,
    exams: usize,
    diagnostics: Vec<Diagnostic>,
    notes: Vec<String>,
}

/// That a blueprint draws from a bank with errors, which nobody asked to check here.
fn unsound(blueprint: &str, reading: &Reading) -> Option<Diagnostic> {
    let errors = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    let id = &reading.bank.id;
    let fact = format!("the bank '{id}' has {}, with which nothing is assembled", counted(errors, "error"));
    let found = Diagnostic::error("P03", fact).at(blueprint, Place::File, "");
    (errors > 0).then(|| found.help("check the bank: mockexam check, followed by its folder"))
}

impl Checked {
    /// A folder that the user named: a bank, a folder of blueprints, or a folder of banks.
    fn named_folder(&mut self, folder: &Path, sources: &mut Sources) -> Result<(), Failure> {
        let paths = files::list(folder, "toml")?;
        if paths.is_empty() {
            let folders = self.bank_folders(folder)?;
            // A folder without anything is refused as the bank that it is not.
            let itself = folders.is_empty().then(|| folder.to_owned());
            return folders.into_iter().chain(itself).try_for_each(|folder| self.files_in(&folder, sources));
        }
        self.files_in(folder, sources)
    }

    /// The bank or the blueprints in a folder.
    fn files_in(&mut self, folder: &Path, sources: &mut Sources) -> Result<(), Failure> {
        let paths = files::list(folder, "toml")?;
        let texts: Vec<_> = paths.iter().map(|path| (path, files::read_text(path))).collect();
        // A text that cannot be read is left to the reading of the bank, which says why.
        let is_bank =
            |text: &Result<String, Failure>| text.as_ref().map_or(true, |text| belongs_to_bank(text));
        if texts.is_empty() || texts.iter().any(|(_, text)| is_bank(text)) {
            return self.bank_in(folder, sources);
        }
        if !texts.iter().any(|(_, text)| text.as_ref().is_ok_and(|text| is_blueprint(text))) {
            return Err(Failure::new(
                format!("{} holds neither a bank nor blueprints", shown(folder)),
                "name the folder of a bank, such as question-bank/itil-foundation, or one of blueprints",
            ));
        }
        for (path, text) in texts {
            self.blueprint_file(path, &text?, sources);
        }
        Ok(())
    }

    /// The folders in a folder that hold something to read; for others there is a note.
    fn bank_folders(&mut self, parent: &Path) -> Result<Vec<PathBuf>, Failure> {
        let (full, empty) = bank_files::folders(parent)?;
        self.notes.extend(empty.iter().map(|folder| bank_files::no_file_in(folder)));
        Ok(full)
    }

    fn blueprint_file(&mut self, path: &Path, text: &str, sources: &mut Sources) {
        if self.is_new(path) {
            self.blueprint(&shown(path), text, sources);
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        self.seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }

    fn bank_in(&mut self, folder: &Path, sources: &mut Sources) -> Result<(), Failure> {
        if !self.is_new(folder) {
            return Ok(());
        }
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
                            self.diagnostics.extend(unsound(name, &reading));
                            self.diagnostics.extend(check_against(&blueprint, text, &reading.bank));
                        }
                        Err(failure) => self.diagnostics.extend(failure.diagnostics),
                    },
                }
            }
        }
    }

    /// The forms of an exam, against the bank as it is now.
    fn exam(&mut self, folder: &Path, sources: &mut Sources) -> Result<(), Failure> {
        if !self.is_new(folder) {
            return Ok(());
        }
        let exam = ExamFolder::open(folder, sources)?;
        let blueprint = exam.blueprint(sources)?;
        let reading = bank_files::bank(None, &exam.public.bank, sources)?;
        self.exams += 1;
        let gone = exam.key().items().filter(|item| reading.bank.item(&item.id).is_none()).count();
        if gone > 0 {
            let items = counted(gone, "item");
            self.notes.push(format!(
                "{items} of {} left the bank: what the bank knew is not checked",
                shown(folder)
            ));
        }
        self.diagnostics.extend(form_findings(&blueprint, &reading.bank, exam.key()));
        Ok(())
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
        let denied = if deny_warnings && warnings > 0 { " (warnings are denied)" } else { "" };
        let exams =
            if self.exams == 0 { String::new() } else { format!(", {}", counted(self.exams, "exam")) };
        outcome.line(format!(
            "checked {}, {}, {}{exams}: {}, {}, {infos} for information{and_waived}{denied}",
            counted(self.bank.len(), "bank"),
            counted(items, "item"),
            counted(self.blueprints, "blueprint"),
            counted(errors, "error"),
            counted(warnings, "warning"),
        ));
        outcome.field("banks", self.bank.len());
        outcome.field("items", items);
        outcome.field("blueprints", self.blueprints);
        outcome.field("exams", self.exams);
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
