//! `report`: results become pages, documents, tables.

use crate::args::{ReportArgs, Wanted};
use crate::bank_files;
use crate::exam_folder::REPORTED;
use crate::failure::Failure;
use crate::files::{self, shown};
use crate::fonts::Fonts;
use crate::outcome::Outcome;
use crate::pseudonyms;
use crate::report_press::ReportPress;
use crate::sources::Sources;
use crate::staging::Staging;
use crate::verbs::study_pack;
use mockexam_assembly::key_from_toml;
use mockexam_model::{AnswerKey, Diagnostic, Place};
use mockexam_report::{FORMATS, Format, Job, Part, ReportError, ReportWords, ResultSet, Shelf, is_written};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &ReportArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    if args.only.contains(&Wanted::Study) {
        if args.only.len() > 1 {
            return Err(Failure::new(
                "study packs are written on their own",
                "give --only study in a call of its own",
            ));
        }
        return study_pack::run(args, sources);
    }
    let paths = report(args, sources)?;
    let mut outcome = Outcome::done();
    let (candidates, others): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| is_of_candidate(path));
    for path in others {
        outcome.line(shown(path));
    }
    let pages = formats(args).any(|format| format.name == "html");
    if pages && (args.only.is_empty() || args.only.contains(&Wanted::Part(Part::Candidates))) {
        outcome.line(format!(
            "{} for candidates in {}",
            super::check::counted(candidates.len(), "report"),
            shown(&folder(args))
        ));
    }
    outcome.field("files", paths.iter().map(|path| shown(path)).collect::<Vec<_>>());
    Ok(outcome)
}

/// Whether a report is that of one candidate.
pub(crate) fn is_of_candidate(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("candidate-"))
}

/// Folder of reports that name candidates by codes, below the results.
pub(crate) const PSEUDONYMOUS: &str = "reports-pseudonyms";

/// Where the reports go.
pub(crate) fn folder(args: &ReportArgs) -> PathBuf {
    // Reports with codes never lie among those with names.
    let usual = if args.pseudonyms { PSEUDONYMOUS } else { "reports" };
    args.out.clone().unwrap_or_else(|| args.results.join(usual))
}

/// The formats that are asked for, each once; pages where none is named.
fn formats(args: &ReportArgs) -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| match args.format.as_slice() {
        [] => format.name == "html",
        names => names.iter().any(|name| name == format.name),
    })
}

/// Writes the reports; returns their paths.
pub(crate) fn report(args: &ReportArgs, sources: &mut Sources) -> Result<Vec<PathBuf>, Failure> {
    with_results(args, sources, |results, staging, sources| written(args, results, staging, sources))
}

/// Opens the results and does something with them, with a folder to write to.
pub(crate) fn with_results<T>(
    args: &ReportArgs,
    sources: &mut Sources,
    work: impl FnOnce(&Results<'_>, Staging, &mut Sources) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let results = &args.results;
    if !results.join("summary.json").is_file() {
        let message = format!("{} holds no results: there is no summary.json", shown(results));
        return Err(Failure::new(
            message,
            "name the folder that mockexam grade wrote, such as exams/spring/results",
        ));
    }
    let source = in_folder(results);
    let mut set = ResultSet::open(&source)?;
    let key = key(results)?;
    let words = words(&args.language, sources)?;
    let out = folder(args);
    let staging = Staging::alone(&out, REPORTED)?;
    if args.pseudonyms {
        let candidates = set.candidates().map_err(|error| failure(error, &out))?;
        set = set.with_pseudonyms(pseudonyms::codes(results, &candidates)?);
    }
    work(&Results { set: &set, key: &key, words: &words, out: &out }, staging, sources)
}

/// Opens the files of results by name.
pub(crate) fn in_folder(results: &Path) -> impl Fn(&str) -> io::Result<Box<dyn Read>> + '_ {
    move |name: &str| Ok(Box::new(File::open(results.join(name))?) as Box<dyn Read>)
}

/// Results, and what reports on them need.
pub(crate) struct Results<'r> {
    pub(crate) set: &'r ResultSet<'r>,
    pub(crate) key: &'r AnswerKey,
    pub(crate) words: &'r ReportWords,
    /// Where the reports go.
    pub(crate) out: &'r Path,
}

fn written(
    args: &ReportArgs,
    results: &Results<'_>,
    mut staging: Staging,
    sources: &mut Sources,
) -> Result<Vec<PathBuf>, Failure> {
    let Results { set, key, words, out } = *results;
    // Without responses there can be no pages for candidates; asked for by name, the report says why.
    let possible = |part: &Part| *part != Part::Candidates || set.has_responses() || !args.only.is_empty();
    let wanted = |part: &Part| args.only.is_empty() || args.only.contains(&Wanted::Part(*part));
    let asked: Vec<Part> = Part::ALL.into_iter().filter(wanted).collect();
    let parts: Vec<Part> = asked.iter().copied().filter(possible).collect();
    let endings: Vec<&str> = formats(args).map(|format| format.ending).collect();
    // Study packs go when all is written anew: they may be of earlier results.
    let study = |name: &str| study_pack::is_pack(name) && !args.only.is_empty();
    staging.keep(|name| !is_written(name, &asked, &endings) || study(name));
    let press = ReportPress::open(&args.template, &Fonts::read(args.fonts.as_deref())?, sources)?;
    let job = Job { set, key, words, parts: &parts, press: &press };
    let mut folder = Folder { staging, trouble: None };
    for format in formats(args) {
        let written = format.write(&job, &mut folder);
        if let Some(failure) = folder.trouble.take() {
            return Err(failure);
        }
        written.map_err(|error| failure(error, out))?;
    }
    folder.staging.commit()
}

/// A folder that takes reports.
struct Folder {
    staging: Staging,
    /// Why a file could not be made, which says more than the error that stopped the writer.
    trouble: Option<Failure>,
}

impl Shelf for Folder {
    fn put(
        &mut self,
        name: &str,
        fill: &mut dyn FnMut(&mut dyn Write) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let mut stopped = |failure| {
            self.trouble = Some(failure);
            ReportError::Write(io::Error::other("not written"))
        };
        let mut file = self.staging.create(name).map_err(&mut stopped)?;
        fill(&mut file)?;
        self.staging.close(name, file).map_err(stopped)
    }
}

/// The fixed words of a language: a file, or a name.
fn words(language: &str, sources: &mut Sources) -> Result<ReportWords, Failure> {
    let wanted =
        if Path::new(language).is_file() { language.to_owned() } else { format!("{language}-report") };
    let file = bank_files::template("languages", &wanted, sources)?;
    ReportWords::read(&file.text).map_err(|error| {
        let place = error.span.map_or(Place::File, |span| Place::Span(span.into()));
        Diagnostic::error("C05", error.message.replace('`', "'"))
            .at(&file.name, place, "")
            .help("compare it with the shipped one: every word is needed, and no other")
            .into()
    })
}

fn key(folder: &Path) -> Result<AnswerKey, Failure> {
    let path = folder.join("key.toml");
    key_from_toml(&files::read_text(&path)?)
        .map_err(|error| Failure::new(format!("{}: {}", shown(&path), error.message()), "grade again"))
}

pub(crate) fn failure(error: ReportError, out: &Path) -> Failure {
    match error {
        ReportError::Refused(diagnostics) => diagnostics.into(),
        ReportError::Write(error) => Failure::system("write below", out, &error),
        ReportError::Template(error) => Failure::bug(error.to_string()),
    }
}
