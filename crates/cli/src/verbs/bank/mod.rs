//! `bank`: looking into banks, one verb a file.

mod answer;
mod body;
mod fmt;
mod glossary;
mod list;
mod show;
mod stats;

use crate::args::{BankArgs, BankVerb};
use crate::bank_files;
use crate::embedded;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_bank::{Item, Reading};
use mockexam_model::Severity;
use std::path::Path;

pub(crate) fn run(args: &BankArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    match &args.verb {
        BankVerb::List(args) => list::run(args, sources),
        BankVerb::Show(args) => show::run(args, sources),
        BankVerb::Stats(args) => stats::run(args, sources),
        BankVerb::Fmt(args) => fmt::run(args, sources),
        BankVerb::Glossary(args) => glossary::run(args, sources),
    }
}

/// Folder of the banks in a workspace.
const BANKS: &str = "question-bank";

/// The bank in a folder, otherwise every bank of the workspace, otherwise those that the binary brings along.
pub(crate) fn banks(folder: Option<&Path>, sources: &mut Sources) -> Result<Vec<Reading>, Failure> {
    if let Some(folder) = folder {
        return Ok(vec![bank_files::bank_in(folder, &[], sources)?]);
    }
    let workspace = Path::new(BANKS);
    if workspace.is_dir() {
        let (folders, _) = bank_files::folders(workspace)?;
        if folders.is_empty() {
            return Err(Failure::new(
                format!("there is no bank in {BANKS}/"),
                "put the files of a bank into a folder there, or name its folder with --bank",
            ));
        }
        return folders.iter().map(|folder| bank_files::bank_in(folder, &[], sources)).collect();
    }
    Ok(embedded::banks().filter_map(|id| bank_files::shipped_bank(id, &[], sources)).collect())
}

/// Folders of the workspace that look like banks and hold none.
fn note_empty(outcome: &mut Outcome, folder: Option<&Path>) -> Result<(), Failure> {
    let workspace = Path::new(BANKS);
    if folder.is_none() && workspace.is_dir() {
        for folder in bank_files::folders(workspace)?.1 {
            outcome.line(format!("note: {}", bank_files::no_file_in(&folder)));
        }
    }
    Ok(())
}

/// What a bank with errors may hide: items that could not be read are missing, others are not drawn.
fn note_errors(outcome: &mut Outcome, readings: &[Reading]) {
    for reading in readings.iter().filter(|reading| reading.has_errors()) {
        let errors = reading.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        outcome.line(format!(
            "note: the bank '{}' has {}, so items may be missing here; mockexam check lists them",
            reading.bank.id,
            counted(errors, "error")
        ));
    }
}

/// File and line of an item, as `fire.toml:12`.
fn place(item: &Item, sources: &Sources) -> (String, Option<usize>) {
    let (file, span) = item.place();
    (file.to_owned(), sources.line_column(file, span.start).map(|place| place.line))
}

/// The word for a version, or a dash.
fn version_word(item: &Item) -> &'static str {
    item.version.map_or("any", mockexam_bank::Version::as_str)
}

/// Status, and why a finished item cannot be drawn.
fn status_word(item: &Item) -> String {
    use mockexam_bank::Eligibility::{Faulty, NoPoints};
    match item.eligibility {
        Faulty | NoPoints => format!("{} {}", item.status.as_str(), item.eligibility),
        _ => item.status.as_str().to_owned(),
    }
}
