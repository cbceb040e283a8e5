//! `bank record`: what a sitting said of the items joins the history of their bank.

use crate::args::{Doubtful, RecordArgs};
use crate::bank_files;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::rewrite::rewrite;
use crate::sources::Sources;
use crate::verbs::check::counted;
use crate::verbs::report::in_folder;
use mockexam_assembly::ExamRecord;
use mockexam_bank::{Bank, HISTORY, ItemHistory, with_trial};
use mockexam_model::Trial;
use mockexam_report::ResultSet;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &RecordArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let results = &args.results;
    let source = in_folder(results);
    let set = ResultSet::open(&source)?;
    refuse_doubtful(&set, &args.accept)?;
    let folder = folder(args)?;
    let reading = bank_files::bank_in(&folder, &[], sources)?;
    let trial = set.trial();
    let path = folder.join(HISTORY);
    let before = if path.exists() { files::read_text(&path)? } else { String::new() };
    sources.add(&shown(&path), &before);
    let history = ItemHistory::read(&shown(&path), &before)?;
    if history.has(&trial.sitting) {
        return Err(Failure::new(
            format!("{} has this sitting already: {}", shown(&path), trial.sitting),
            "to record it anew, for example after a ruling, remove its lines first",
        ));
    }
    let unknown = unknown(&trial, &reading.bank);
    if unknown == trial.items.len() {
        return Err(Failure::new(
            format!("the bank '{}' has none of the items of these results", reading.bank.id),
            "name the folder of the bank that the exam was drawn from with --bank",
        ));
    }
    rewrite(&[(path.clone(), with_trial(&before, &trial))])?;
    let mut outcome = Outcome::done();
    let met = trial.items.iter().filter(|item| item.n > 0).count();
    outcome.line(format!(
        "{}: {} of sitting {}, the {}{} in the history",
        shown(&path),
        counted(met, "item"),
        trial.sitting,
        history.sittings() + 1,
        ordinal(history.sittings() + 1)
    ));
    if unknown > 0 {
        let verb = if unknown == 1 { "is" } else { "are" };
        outcome.line(format!(
            "note: {} of them {verb} not in the bank any more, or with another revision",
            counted(unknown, "item")
        ));
    }
    outcome.field("sitting", trial.sitting);
    outcome.field("items", met);
    Ok(outcome)
}

const fn ordinal(n: usize) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn unknown(trial: &Trial, bank: &Bank) -> usize {
    let known = |tried: &&mockexam_model::TriedItem| {
        bank.item(&tried.item).is_some_and(|i| i.snapshot.rev == tried.rev)
    };
    trial.items.iter().filter(|tried| !known(tried)).count()
}

/// Results that say less than they seem to are recorded only if the user wants it.
fn refuse_doubtful(set: &ResultSet<'_>, accepted: &[Doubtful]) -> Result<(), Failure> {
    let doubts = [
        (
            set.is_provisional(),
            Doubtful::Provisional,
            "provisional",
            "rows of these results still need a decision",
        ),
        (
            set.is_simulated(),
            Doubtful::Simulated,
            "simulated",
            "nobody sat this exam: a program made up the responses",
        ),
    ];
    match doubts.into_iter().find(|(is, doubt, ..)| *is && !accepted.contains(doubt)) {
        Some((_, _, word, fact)) => {
            Err(Failure::new(fact, format!("to record them all the same: --accept {word}")))
        }
        None => Ok(()),
    }
}

/// The folder of the bank: named, or that of the exam beside the results.
fn folder(args: &RecordArgs) -> Result<PathBuf, Failure> {
    if let Some(folder) = &args.bank {
        return Ok(folder.clone());
    }
    let help = "name the folder of the bank with --bank, such as question-bank/my-bank";
    let record = args.results.join("../exam.toml");
    if !record.is_file() {
        let fact = format!("{} do not lie in the folder of an exam", shown(&args.results));
        return Err(Failure::new(fact, help));
    }
    let record = ExamRecord::read(&files::read_text(&record)?)
        .map_err(|error| Failure::new(format!("{}: {error}", shown(&record)), help))?;
    let folder = Path::new("question-bank").join(&record.bank);
    if !folder.is_dir() {
        let fact = format!("there is no bank '{}' in the workspace: no {}", record.bank, shown(&folder));
        return Err(Failure::new(fact, help));
    }
    Ok(folder)
}
