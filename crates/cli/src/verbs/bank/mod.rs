//! `bank`: looking into banks, one verb a file.

mod answer;
mod body;
mod booklet;
mod filter;
mod fmt;
mod glossary;
mod list;
mod record;
mod show;
mod stats;

use crate::args::{BankArgs, BankVerb};
use crate::bank_files;
use crate::embedded;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_bank::{Bank, HISTORY, Item, ItemHistory, Reading, SourceReference, nearest};
use mockexam_model::{ItemId, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(crate) fn run(args: &BankArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    match &args.verb {
        BankVerb::List(args) => list::run(args, sources),
        BankVerb::Show(args) => show::run(args, sources),
        BankVerb::Stats(args) => stats::run(args, sources),
        BankVerb::Fmt(args) => fmt::run(args, sources),
        BankVerb::Record(args) => record::run(args, sources),
        BankVerb::Glossary(args) => glossary::run(args, sources),
        BankVerb::Booklet(args) => booklet::run(args, sources),
    }
}

/// Folder of the banks in a workspace.
const BANKS: &str = "question-bank";

/// The bank in a folder, otherwise every bank of the workspace, otherwise those that the binary brings along.
fn banks(folder: Option<&Path>, sources: &mut Sources) -> Result<Vec<Reading>, Failure> {
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

/// The one bank that has all of the topics; the only one where none is named.
pub(crate) fn of_topics(
    folder: Option<&Path>,
    wanted: &[String],
    sources: &mut Sources,
) -> Result<Reading, Failure> {
    let readings = banks(folder, sources)?;
    let has = |reading: &Reading, id: &str| reading.bank.topics.iter().any(|topic| topic.id.as_str() == id);
    let known: BTreeSet<String> =
        readings.iter().flat_map(|reading| &reading.bank.topics).map(|topic| topic.id.to_string()).collect();
    if let Some(slip) = wanted.iter().find(|id| !known.contains(*id)) {
        let near = nearest(slip, known.iter().map(String::as_str));
        let told = if near.is_empty() { known.iter().map(String::as_str).collect() } else { near };
        return Err(Failure::new(
            format!("there is no topic '{slip}'"),
            format!("the topics are: {}", told.join(", ")),
        ));
    }
    let mut fitting: Vec<Reading> =
        readings.into_iter().filter(|reading| wanted.iter().all(|id| has(reading, id))).collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(reading), true) => Ok(reading),
        (None, _) => Err(Failure::new("no bank has all of these topics", "name topics of one bank")),
        (Some(_), false) if wanted.is_empty() => Err(Failure::new(
            "there are several banks",
            "name the folder of one with --bank, or topics of one",
        )),
        (Some(_), false) => {
            Err(Failure::new("several banks have these topics", "name the folder of one with --bank"))
        }
    }
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

/// The history of a bank, by a file of it; empty where the bank is not on the disk or has none.
fn history_beside(file: &str, sources: &mut Sources) -> Result<ItemHistory, Failure> {
    let path = Path::new(file).with_file_name(HISTORY);
    if !Path::new(file).is_file() || !path.is_file() {
        return Ok(ItemHistory::default());
    }
    let text = files::read_text(&path)?;
    sources.add(&shown(&path), &text);
    Ok(ItemHistory::read(&shown(&path), &text)?)
}

/// The difficulty of every item that sittings are recorded of, drawn towards the author's estimate.
pub(crate) fn observed(bank: &Bank, sources: &mut Sources) -> Result<BTreeMap<ItemId, u16>, Failure> {
    let Some(first) = bank.items().next() else { return Ok(BTreeMap::new()) };
    let history = history_beside(first.place().0, sources)?;
    let known = bank.items().filter_map(|item| {
        let observed = history.of(&item.snapshot.id, item.snapshot.rev)?;
        Some((item.snapshot.id.clone(), observed.drawn_to(item.difficulty)))
    });
    let known: BTreeMap<ItemId, u16> = known.collect();
    match known.is_empty() {
        true => Err(Failure::new(
            format!("nothing is recorded of the items of the bank '{}'", bank.id),
            "record a sitting with mockexam bank record, or leave --observed out",
        )),
        false => Ok(known),
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

/// "course-a, section 2.1 (Online course on …)"
fn source(bank: &Bank, reference: &SourceReference) -> String {
    let section =
        reference.section.as_ref().map(|section| format!(", section {section}")).unwrap_or_default();
    let title =
        bank.source(&reference.source).map(|source| format!(" ({})", source.title)).unwrap_or_default();
    format!("{}{section}{title}", reference.source)
}
