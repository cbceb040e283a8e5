//! `bank fmt`: files of banks in canonical form.

use super::BANKS;
use crate::args::FmtArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::outcome::Outcome;
use crate::rewrite::rewrite;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_bank::{SourceFile, format};
use mockexam_model::Diagnostic;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &FmtArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    if args.files == [Path::new("-")] {
        return filter(args, sources);
    }
    let paths = paths(args)?;
    let (mut changes, mut faults) = (Vec::new(), Vec::<Diagnostic>::new());
    for path in &paths {
        match files::read_text(path) {
            Err(failure) => faults.extend(failure.diagnostics),
            Ok(text) => match formatted(&shown(path), &text, sources) {
                Err(fault) => faults.push(fault),
                Ok(tidied) if tidied != text => changes.push((path.clone(), tidied)),
                Ok(_) => {}
            },
        }
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    if !args.check {
        rewrite(&changes)?;
    }
    let mut outcome = Outcome::done();
    for (path, _) in &changes {
        outcome.line(shown(path));
    }
    let what = if args.check { "would change" } else { "changed" };
    outcome.line(format!("{} of {} {what}", changes.len(), counted(paths.len(), "file")));
    if args.check && !changes.is_empty() {
        outcome.exit = Exit::Findings;
    }
    outcome.field("files", paths.len());
    outcome.field("changed", changes.iter().map(|(path, _)| shown(path)).collect::<Vec<_>>());
    Ok(outcome)
}

/// From standard input to standard output, as editors do it.
fn filter(args: &FmtArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let text = files::text(Path::new("standard input"), std::io::stdin().lock())?;
    let tidied = formatted("standard input", &text, sources)?;
    let mut outcome = Outcome::done();
    let changed = tidied != text;
    if args.check && changed {
        outcome.exit = Exit::Findings;
        outcome.line("standard input would change");
    }
    if !args.check {
        outcome.field("text", tidied.clone());
        outcome.text = tidied;
        outcome.is_product = true;
    }
    outcome.field("changed", if changed { vec!["standard input"] } else { Vec::new() });
    Ok(outcome)
}

fn formatted(name: &str, text: &str, sources: &mut Sources) -> Result<String, Diagnostic> {
    sources.add(name, text);
    format(&SourceFile::new(name, text))
}

/// The files that are meant, each once.
fn paths(args: &FmtArgs) -> Result<Vec<PathBuf>, Failure> {
    let named: Vec<PathBuf> = args.files.iter().chain(&args.bank).cloned().collect();
    let wanted = match named.is_empty() {
        false => named,
        true if Path::new(BANKS).is_dir() => files::folders(Path::new(BANKS))?,
        true => {
            return Err(Failure::new(
                format!("there is no {BANKS}/ here"),
                "name the files, or go to the folder of your workspace",
            ));
        }
    };
    let mut paths = Vec::new();
    for path in wanted {
        if path.is_dir() { paths.extend(files::list(&path, "toml")?) } else { paths.push(path) }
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}
