//! `grade`: answer files become results.

use crate::args::GradeArgs;
use crate::assignment;
use crate::exam_folder::{ExamFolder, GRADED, REPORTED, digest};
use crate::failure::Failure;
use crate::files::shown;
use crate::outcome::Outcome;
use crate::progress::Meter;
use crate::sources::Sources;
use crate::staging::{Staging, clear_own};
use crate::verbs::report::PSEUDONYMOUS;
use collected::{Collected, Stop};
use mockexam_analysis::ExamSummary;
use mockexam_assembly::key_to_toml;
use mockexam_grading::{
    CloseCall, CsvSource, Effect, Graded, GradingError, InputDigest, MarkBook, OutsideKey, Roster,
    RosterEntry, Setup, grade_once, grade_with,
};
use mockexam_model::{AnswerKey, CandidateId, Diagnostic, FormCode, Reconciliation};
use mockexam_report::{
    Accommodation, FileDigest, ResultsError, ResultsWriter, Summary, write_accommodations, write_choices,
    write_form_items, write_items, write_reconciliation, write_rulings,
};
use rulings::Ruled;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

mod collected;
pub(crate) mod inputs;
mod rulings;
mod told;

/// Names of all files of results.
pub(crate) const RESULTS: [&str; 11] = [
    "scores.csv",
    "responses.csv",
    "items.csv",
    "choices.csv",
    "form_items.csv",
    "reconciliation.csv",
    "accommodations.csv",
    "rulings.csv",
    "rulings.toml",
    "key.toml",
    "summary.json",
];

/// Whether the responses are real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    People,
    Simulation,
}

/// What is graded, from wherever its key comes.
struct Job<'j> {
    key: &'j AnswerKey,
    /// Where rulings are looked for if the call names none.
    rulings: Option<PathBuf>,
    answers: Vec<&'j Path>,
    roster: Option<Roster>,
    /// Where results go if the call does not say.
    out: PathBuf,
    /// What is to be known of the key.
    notes: Vec<Diagnostic>,
}

pub(crate) fn run(args: &GradeArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    if let Some(path) = &args.key {
        return outside(path, args, sources);
    }
    let exam = ExamFolder::open(&args.exam, sources)?;
    grade(&exam, args, Origin::People, sources)
}

/// Grades an exam of ours and writes the results.
pub(crate) fn grade(
    exam: &ExamFolder,
    args: &GradeArgs,
    origin: Origin,
    sources: &mut Sources,
) -> Result<Outcome, Failure> {
    let job = Job {
        key: exam.key(),
        rulings: Some(exam.path.join("rulings.toml")),
        answers: args.answers.iter().map(PathBuf::as_path).collect(),
        roster: assignment::roster(exam, args.roster.as_deref())?,
        out: exam.path.join("results"),
        notes: Vec::new(),
    };
    work(&job, args, origin, sources)
}

/// Grades an exam that was made elsewhere. Rulings must be named: a folder of other files may hold those of other exams.
fn outside(path: &Path, args: &GradeArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let OutsideKey { key, warnings } =
        OutsideKey::read(&mut inputs::limited(path), &stem).map_err(failure)?;
    let job = Job {
        key: &key,
        rulings: None,
        answers: std::iter::once(args.exam.as_path())
            .chain(args.answers.iter().map(PathBuf::as_path))
            .collect(),
        roster: args.roster.as_deref().map(inputs::roster).transpose()?,
        out: path.with_file_name(format!("{stem}-results")),
        notes: warnings,
    };
    work(&job, args, Origin::People, sources)
}

fn work(job: &Job<'_>, args: &GradeArgs, origin: Origin, sources: &mut Sources) -> Result<Outcome, Failure> {
    let ruled = Ruled::read(job.key, args.rulings.as_deref(), job.rulings.as_deref(), sources)?;
    let form = args.form.as_deref().map(|code| {
        FormCode::new(&code.trim().to_uppercase())
            .map_err(|error| Failure::new(format!("--form: {error}"), "give a code such as A"))
    });
    let form = form.transpose()?;
    let paths: Vec<&Path> =
        job.answers.iter().copied().chain(args.supersede.iter().map(PathBuf::as_path)).collect();
    let standard_input = inputs::standard_input(&paths)?;
    let meter = inputs::meter(&paths);
    let source = |path| inputs::source(path, standard_input.as_ref(), args, &meter);
    let answers = job.answers.iter().map(|path| source(path));
    let rescans = args.supersede.iter().map(|path| source(path).superseding());
    let mut answers: Vec<CsvSource<'_>> = answers.chain(rescans).collect();
    let marks = inputs::marks(args)?;
    let setup = Setup { key: ruled.key(), roster: job.roster.as_ref(), form: form.as_ref() };
    let input = Input { setup: &setup, ruled: &ruled, marks: marks.as_ref(), meter: &meter };
    let out = args.out.clone().unwrap_or_else(|| job.out.clone());
    let graded = if args.dry_run {
        count(&input, &mut answers, args)?
    } else {
        write(&input, &mut answers, &out, args, origin)?
    };
    let mut outcome = told::tell(ruled.key(), &graded, &out, args);
    outcome.diagnostics.extend(job.notes.iter().cloned());
    outcome.diagnostics.extend(job.roster.as_ref().map(told::namesakes).unwrap_or_default());
    ruled.tell(&graded.effects, &graded.steps, &mut outcome);
    Ok(outcome)
}

/// All that scores are a function of, beside the answers.
struct Input<'i> {
    setup: &'i Setup<'i>,
    ruled: &'i Ruled<'i>,
    marks: Option<&'i MarkBook>,
    /// Tells how far the reading of answers is.
    meter: &'i Meter,
}

/// The outcome of a run.
struct Run {
    books: Reconciliation,
    summary: ExamSummary,
    close_calls: Vec<CloseCall>,
    inputs: Vec<InputDigest>,
    /// The file of marks and candidates whose marks were not used.
    unused_marks: Option<(String, Vec<(CandidateId, u64)>)>,
    /// What each ruling in force changed.
    effects: Vec<Effect>,
    /// Statistics without rulings, then with one more at a time; only of a dry run.
    steps: Vec<ExamSummary>,
    files: Vec<PathBuf>,
    /// Whether reports on earlier results were removed.
    outdated: bool,
}

/// Grades in one reading of the answer files where that will do, and otherwise again from the start.
fn collect<'k>(
    input: &Input<'_>,
    answers: &mut [CsvSource<'_>],
    mut anew: impl FnMut() -> Result<Collected<'k>, Failure>,
    out: &Path,
) -> Result<(Graded, Collected<'k>), Failure> {
    let Input { setup, marks, meter, .. } = *input;
    let mut collected = anew()?;
    let once = grade_once(setup, marks, answers, &mut collected).map_err(|stop| stopped(stop, out))?;
    if let Some(graded) = once {
        return Ok((graded, collected));
    }
    // The files are not written twice at once.
    drop(collected);
    inputs::expect_again(meter);
    let mut collected = anew()?;
    let graded = grade_with(setup, marks, answers, &mut collected).map_err(|stop| stopped(stop, out))?;
    Ok((graded, collected))
}

/// Scores without writing.
fn count(input: &Input<'_>, answers: &mut [CsvSource<'_>], args: &GradeArgs) -> Result<Run, Failure> {
    let Input { ruled, marks, .. } = *input;
    let (graded, collected) = collect(input, answers, || Ok(Collected::new(ruled, None)), Path::new(""))?;
    refuse_findings(args, &graded.reconciliation)?;
    Ok(Run::of(graded, collected, marks))
}

fn write(
    input: &Input<'_>,
    answers: &mut [CsvSource<'_>],
    out: &Path,
    args: &GradeArgs,
    origin: Origin,
) -> Result<Run, Failure> {
    let Input { setup, ruled, marks, .. } = *input;
    let mut staging = Staging::alone(out, GRADED)?;
    let key = setup.key;
    let anew = || {
        let scores = staging.create("scores.csv")?;
        let responses = if args.no_responses { None } else { Some(staging.create("responses.csv")?) };
        let writer = ResultsWriter::new(key, scores, responses).map_err(|error| unwritten(out, &error))?;
        Ok(Collected::new(ruled, Some(writer)))
    };
    let (graded, mut collected) = collect(input, answers, anew, out)?;
    let books = &graded.reconciliation;
    refuse_findings(args, books)?;
    let entries = setup.roster.map(Roster::entries).unwrap_or_default();
    let names: BTreeMap<&CandidateId, &str> =
        entries.iter().map(|entry| (&entry.candidate, entry.name.as_str())).collect();
    let name = |id: &CandidateId| names.get(id).copied().unwrap_or_default();
    let mut files = match collected.writer.take() {
        Some(writer) => writer.finish(books, name).map_err(|error| unwritten(out, &error))?,
        None => Vec::new(),
    };
    let digests: Vec<(String, [u8; 32])> =
        graded.inputs.iter().map(|input| (input.file.clone(), input.sha256)).collect();
    let mut run = Run::of(graded, collected, marks);
    files.extend(tables(&mut staging, input, &run.books, &run.summary)?);
    files.extend(decisions(&mut staging, input, &run.effects)?);
    let digests: Vec<(&str, [u8; 32])> =
        digests.iter().map(|(file, sha256)| (file.as_str(), *sha256)).collect();
    let mut file = staging.create("summary.json")?;
    let summary_file = Summary {
        key,
        books: &run.books,
        statistics: &run.summary,
        simulated: origin == Origin::Simulation,
        rulings: ruled.seal(),
        inputs: &digests,
        files: &files,
    };
    summary_file.write(&mut file).map_err(|error| unwritten(out, &error))?;
    staging.close("summary.json", file)?;
    run.files = staging.commit()?;
    // Reports on the earlier results would contradict the new ones.
    run.outdated = clear_own(&out.join("reports"), REPORTED)?;
    run.outdated |= clear_own(&out.join(PSEUDONYMOUS), REPORTED)?;
    Ok(run)
}

impl Run {
    fn of(graded: Graded, collected: Collected<'_>, marks: Option<&MarkBook>) -> Self {
        let Graded { reconciliation: books, inputs, close_calls, unused_marks } = graded;
        let (summary, effects, steps) = collected.finish();
        let unused_marks = marks.map(|marks| (marks.file.clone(), unused_marks));
        let (files, outdated) = (Vec::new(), false);
        Self { books, summary, close_calls, inputs, unused_marks, effects, steps, files, outdated }
    }
}

/// Writes statistics, books and accommodations.
fn tables(
    staging: &mut Staging,
    input: &Input<'_>,
    books: &Reconciliation,
    summary: &ExamSummary,
) -> Result<Vec<FileDigest>, Failure> {
    let mut files = vec![
        table(staging, "items.csv", |file| write_items(file, input.setup.key, summary))?,
        table(staging, "choices.csv", |file| write_choices(file, summary))?,
        table(staging, "reconciliation.csv", |file| write_reconciliation(file, books))?,
    ];
    if !summary.forms.is_empty() {
        files.push(table(staging, "form_items.csv", |file| write_form_items(file, summary))?);
    }
    let entries = input.setup.roster.map(Roster::entries).unwrap_or_default();
    let granted = || entries.iter().map(accommodation).filter(Accommodation::is_any);
    if granted().next().is_some() {
        let fill = |file: &mut BufWriter<File>| write_accommodations(file, granted());
        files.push(table(staging, "accommodations.csv", fill)?);
    }
    Ok(files)
}

/// Writes what was decided: the rulings with their effects, and the key that they lead to.
fn decisions(
    staging: &mut Staging,
    input: &Input<'_>,
    effects: &[Effect],
) -> Result<Vec<FileDigest>, Failure> {
    let (key, ruled) = (input.setup.key, input.ruled);
    let mut files = Vec::new();
    let mut texts = vec![("key.toml", key_to_toml(key))];
    if let Some(list) = ruled.list() {
        let effect = |id: &str| effects.iter().find(|effect| effect.ruling == id).map(|effect| effect.counts);
        let fill = |file: &mut BufWriter<File>| write_rulings(file, key, &list.entries, effect);
        files.push(table(staging, "rulings.csv", fill)?);
        texts.push(("rulings.toml", ruled.text().to_owned()));
    }
    for (file, text) in texts {
        staging.write(file, text.as_bytes())?;
        files.push(FileDigest { file, sha256: digest(text.as_bytes()) });
    }
    Ok(files)
}

fn accommodation(entry: &RosterEntry) -> Accommodation<'_> {
    let RosterEntry { candidate, extra_minutes, template, language, .. } = entry;
    Accommodation { candidate, extra_minutes: *extra_minutes, template, language }
}

/// With `--strict` a finding ends the run.
fn refuse_findings(args: &GradeArgs, books: &Reconciliation) -> Result<(), Failure> {
    if !args.strict || !books.balance.has_findings() {
        return Ok(());
    }
    let mut diagnostics: Vec<Diagnostic> =
        books.findings.iter().map(|finding| told::as_diagnostic(finding, told::Weight::Fatal)).collect();
    let help =
        "correct the rows named above, or grade without --strict to see the others' provisional results";
    diagnostics
        .push(Diagnostic::error("G00", format!("nothing written: {}", told::balance_line(books))).help(help));
    Err(diagnostics.into())
}

fn table(
    staging: &mut Staging,
    name: &str,
    fill: impl FnOnce(&mut BufWriter<File>) -> Result<FileDigest, ResultsError>,
) -> Result<FileDigest, Failure> {
    let mut file = staging.create(name)?;
    let digest = fill(&mut file).map_err(|error| unwritten(&staging.staged(name), &error))?;
    file.flush().map_err(|error| staging.failed(name, &error))?;
    staging.close(name, file)?;
    Ok(digest)
}

fn unwritten(path: &Path, error: &ResultsError) -> Failure {
    match error {
        ResultsError::Io { file, source } => Failure::system("write", &path.join(file), source),
        other => Failure::new(
            format!("cannot write results below {}: {other}", shown(path)),
            "free some space, or choose another place",
        ),
    }
}

fn stopped(stop: Stop, out: &Path) -> Failure {
    match stop {
        Stop::Grading(error) => failure(error),
        // A writer's error is no mistake of the input.
        Stop::Results(error) => unwritten(out, &error),
    }
}

fn failure(error: GradingError) -> Failure {
    match error {
        GradingError::Refused(diagnostics) => diagnostics.into(),
        GradingError::Io { file, source } => Failure::system("read", Path::new(&file), &source),
        other => Failure::new(other.to_string(), "grade again; if it happens again, please report it"),
    }
}
