//! `grade`: answer files become results.

use crate::args::GradeArgs;
use crate::assignment;
use crate::exam_folder::{ExamFolder, GRADED, REPORTED, digest};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Limited, shown};
use crate::outcome::Outcome;
use crate::sources::Sources;
use crate::staging::{Staging, clear_own};
use mockexam_analysis::{ExamSummary, ExamTally};
use mockexam_grading::{CloseCall, CsvSource, GradingError, InputDigest, Roster, Setup};
use mockexam_model::{
    AnswerKey, CandidateId, Diagnostic, FormCode, Place, Reconciliation, RowFinding, RowState,
};
use mockexam_report::{
    FileDigest, ResultsError, ResultsWriter, Summary, write_choices, write_items, write_reconciliation,
};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Names of all files of results.
pub(crate) const RESULTS: [&str; 7] = [
    "scores.csv",
    "responses.csv",
    "items.csv",
    "choices.csv",
    "reconciliation.csv",
    "key.toml",
    "summary.json",
];

/// Whether the responses are real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    People,
    Simulation,
}

pub(crate) fn run(args: &GradeArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let exam = ExamFolder::open(&args.exam, sources)?;
    grade(&exam, args, Origin::People)
}

/// Grades and writes the results.
pub(crate) fn grade(exam: &ExamFolder, args: &GradeArgs, origin: Origin) -> Result<Outcome, Failure> {
    let form = args.form.as_deref().map(|code| {
        FormCode::new(&code.trim().to_uppercase())
            .map_err(|error| Failure::new(format!("--form: {error}"), "give a code such as A"))
    });
    let form = form.transpose()?;
    let standard_input = standard_input(&args.answers)?;
    let mut answers: Vec<CsvSource<'_>> =
        args.answers.iter().map(|path| wished(source(path, &standard_input), args)).collect();
    let roster = assignment::roster(exam, args.roster.as_deref())?;
    let setup = Setup { key: exam.key(), roster: roster.as_ref(), form: form.as_ref() };
    let out = args.out.clone().unwrap_or_else(|| exam.path.join("results"));
    let graded = if args.dry_run {
        count(&setup, &mut answers, args)?
    } else {
        write(&setup, &mut answers, &out, args, origin)?
    };
    Ok(tell(exam.key(), &graded, &out, args))
}

/// The outcome of a run.
struct Run {
    books: Reconciliation,
    summary: ExamSummary,
    close_calls: Vec<CloseCall>,
    inputs: Vec<InputDigest>,
    files: Vec<PathBuf>,
    /// Whether reports on earlier results were removed.
    outdated: bool,
}

/// Scores without writing.
fn count(setup: &Setup<'_>, answers: &mut [CsvSource<'_>], args: &GradeArgs) -> Result<Run, Failure> {
    let mut tally = ExamTally::new(setup.key);
    let graded =
        mockexam_grading::grade(setup, answers, |sheet| tally.add(sheet).map_err(|_| inconsistent()))
            .map_err(failure)?;
    refuse_findings(args, &graded.reconciliation)?;
    let (books, close_calls, inputs) = (graded.reconciliation, graded.close_calls, graded.inputs);
    Ok(Run { books, summary: tally.finish(), close_calls, inputs, files: Vec::new(), outdated: false })
}

fn write(
    setup: &Setup<'_>,
    answers: &mut [CsvSource<'_>],
    out: &Path,
    args: &GradeArgs,
    origin: Origin,
) -> Result<Run, Failure> {
    let mut staging = Staging::alone(out, GRADED)?;
    let key = setup.key;
    let scores = staging.create("scores.csv")?;
    let responses = if args.no_responses { None } else { Some(staging.create("responses.csv")?) };
    let mut writer = ResultsWriter::new(key, scores, responses).map_err(|error| unwritten(out, &error))?;
    let mut tally = ExamTally::new(key);
    let mut trouble = None;
    let graded = mockexam_grading::grade(setup, answers, |sheet| {
        tally.add(sheet).map_err(|_| inconsistent())?;
        // A writer's error is kept aside: it is no mistake of the input.
        writer.add(sheet).map_err(|error| {
            trouble = Some(error);
            inconsistent()
        })
    });
    if let Some(error) = trouble {
        return Err(unwritten(out, &error));
    }
    let graded = graded.map_err(failure)?;
    let (books, close_calls) = (graded.reconciliation, graded.close_calls);
    let summary = tally.finish();
    refuse_findings(args, &books)?;
    let name = |id: &CandidateId| -> &str {
        setup
            .roster
            .and_then(|roster| roster.entries().iter().find(|entry| entry.candidate == *id))
            .map_or("", |entry| &entry.name)
    };
    let mut files = writer.finish(&books, name).map_err(|error| unwritten(out, &error))?;
    files.push(table(&mut staging, "items.csv", |file| write_items(file, &summary))?);
    files.push(table(&mut staging, "choices.csv", |file| write_choices(file, &summary))?);
    files.push(table(&mut staging, "reconciliation.csv", |file| write_reconciliation(file, &books))?);
    let key_text = toml::to_string(key).unwrap_or_default();
    staging.write("key.toml", key_text.as_bytes())?;
    files.push(FileDigest { file: "key.toml", sha256: digest(key_text.as_bytes()) });
    let inputs: Vec<(&str, [u8; 32])> =
        graded.inputs.iter().map(|input| (input.file.as_str(), input.sha256)).collect();
    let mut file = staging.create("summary.json")?;
    let summary_file = Summary {
        key,
        books: &books,
        statistics: &summary,
        simulated: origin == Origin::Simulation,
        inputs: &inputs,
        files: &files,
    };
    summary_file.write(&mut file).map_err(|error| unwritten(out, &error))?;
    staging.close("summary.json", file)?;
    let files = staging.commit()?;
    // Reports on the earlier results would contradict the new ones.
    let outdated = clear_own(&out.join("reports"), REPORTED)?;
    Ok(Run { books, summary, close_calls, inputs: graded.inputs, files, outdated })
}

/// With `--strict` a finding ends the run.
fn refuse_findings(args: &GradeArgs, books: &Reconciliation) -> Result<(), Failure> {
    if !args.strict || !books.balance.has_findings() {
        return Ok(());
    }
    let mut diagnostics: Vec<Diagnostic> =
        books.findings.iter().map(|finding| as_diagnostic(finding, true)).collect();
    let help =
        "correct the rows named above, or grade without --strict to see the others' provisional results";
    diagnostics
        .push(Diagnostic::error("G00", format!("nothing written: {}", balance_line(books))).help(help));
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

fn inconsistent() -> GradingError {
    GradingError::Sheet { form: 0, responses: 0 }
}

fn failure(error: GradingError) -> Failure {
    match error {
        GradingError::Refused(diagnostics) => diagnostics.into(),
        GradingError::Io { file, source } => Failure::system("read", Path::new(&file), &source),
        other => Failure::new(other.to_string(), "grade again; if it happens again, please report it"),
    }
}

/// Largest standard input in bytes.
const LARGEST_INPUT: u64 = 1 << 30;

/// Standard input is read whole: the files are read more than once.
fn standard_input(paths: &[PathBuf]) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    match paths.iter().filter(|path| path.as_os_str() == "-").count() {
        0 => {}
        1 => {
            let read = Limited::new(io::stdin().lock(), LARGEST_INPUT).read_to_end(&mut bytes);
            read.map_err(|error| Failure::system("read", Path::new("standard input"), &error))?;
        }
        _ => return Err(Failure::new("standard input can be read once only", "name - once")),
    }
    Ok(bytes)
}

fn source<'a>(path: &Path, standard_input: &'a [u8]) -> CsvSource<'a> {
    if path.as_os_str() == "-" {
        return CsvSource::bytes("standard input", standard_input);
    }
    let owned = path.to_owned();
    CsvSource::new(&shown(path), move || Ok(Box::new(open(&owned)?) as Box<dyn Read>))
}

/// The source, read as the call says.
fn wished<'a>(source: CsvSource<'a>, args: &GradeArgs) -> CsvSource<'a> {
    let source = match &args.layout {
        Some(layout) => source.in_layout(layout),
        None => source,
    };
    match &args.candidate {
        Some(header) => source.with_candidate(header),
        None => source,
    }
}

/// Reads the roster of a class.
pub(crate) fn read_roster(path: &Path) -> Result<Roster, Failure> {
    Roster::read(&mut roster(path)).map_err(failure)
}

/// A roster is kept in memory, so it has a limit that answer files do not need.
fn roster(path: &Path) -> CsvSource<'static> {
    if path.as_os_str() == "-" {
        return source(path, &[]);
    }
    let owned = path.to_owned();
    CsvSource::new(&shown(path), move || {
        Ok(Box::new(Limited::new(open(&owned)?, files::LARGEST)) as Box<dyn Read>)
    })
}

fn open(path: &Path) -> io::Result<File> {
    if path.is_dir() { Err(io::Error::from(io::ErrorKind::IsADirectory)) } else { File::open(path) }
}

/// A row that was not graded, as a warning; as an error where that ends the run.
fn as_diagnostic(finding: &RowFinding, fatal: bool) -> Diagnostic {
    let code = match finding.state {
        RowState::Graded => "G30",
        RowState::Duplicate => "G31",
        RowState::UnknownCandidate => "G32",
        RowState::UnknownForm => "G33",
        RowState::Invalid => "G34",
    };
    let message = format!("{} ({}): {}", finding.state.as_str(), finding.candidate, finding.message);
    let diagnostic =
        if fatal { Diagnostic::error(code, message) } else { Diagnostic::warning(code, message) };
    diagnostic.at(&finding.file, Place::Cell { line: finding.line, column: finding.column }, "")
}

/// Words that miss an accepted spelling by one letter: scored as wrong, for a person to look at.
fn nearly_right(call: &CloseCall) -> Diagnostic {
    let CloseCall { file, line, candidate, question, written, accepted } = call;
    let message = format!(
        "question {question} ({candidate}): '{written}' earned nothing, but is close to '{accepted}'"
    );
    Diagnostic::warning("G40", message)
        .at(file, Place::Cell { line: *line, column: None }, "")
        .help("decide whether it counts; if so, correct the spelling in the answer file")
}

/// How a file was understood, such as "answers.csv: layout wide, UTF-8, separator ,".
fn read_as(input: &InputDigest) -> String {
    let separator = match input.separator {
        '\t' => "tab".to_owned(),
        ' ' => "blank".to_owned(),
        other => other.to_string(),
    };
    format!("{}: layout {}, {}, separator {separator}", input.file, input.layout, input.encoding)
}

/// The books in a line, such as "rows read 40 = graded 36 + …".
fn balance_line(books: &Reconciliation) -> String {
    let b = &books.balance;
    let mut line = format!(
        "rows read {} = graded {} + duplicate {} + unknown candidate {} + unknown form {} + invalid {}",
        b.rows, b.graded, b.duplicate, b.unknown_candidate, b.unknown_form, b.invalid
    );
    if let Some(roster) = b.roster {
        line.push_str(&format!(
            "; roster {} = graded {} + absent {} + withheld {}",
            roster.candidates, roster.graded, roster.absent, roster.withheld
        ));
    }
    line
}

fn tell(key: &AnswerKey, run: &Run, out: &Path, args: &GradeArgs) -> Outcome {
    let mut outcome = Outcome::done();
    let books = &run.books;
    outcome.diagnostics = books.findings.iter().map(|finding| as_diagnostic(finding, false)).collect();
    outcome.diagnostics.extend(run.close_calls.iter().map(nearly_right));
    if books.balance.has_findings() {
        outcome.exit = Exit::Findings;
        outcome.line("PROVISIONAL: some rows need a person, see above");
    }
    run.inputs.iter().for_each(|input| outcome.line(read_as(input)));
    outcome.line(balance_line(books));
    for (word, candidates) in [("withheld", &books.withheld), ("absent", &books.absent)] {
        if !candidates.is_empty() {
            let names: Vec<&str> = candidates.iter().map(CandidateId::as_str).collect();
            outcome.line(format!("{word}: {}", names.join(", ")));
        }
    }
    let summary = &run.summary;
    if let (Some(mean), Some(passed), Some(cut)) = (summary.mean, summary.passed, key.cut_score) {
        outcome.line(format!(
            "mean {mean:.1} points, {passed} of {} passed with {cut} points or more",
            summary.n
        ));
    }
    let inputs = run.inputs.iter().map(|input| {
        serde_json::json!({
            "file": input.file,
            "layout": input.layout,
            "encoding": input.encoding,
            "separator": input.separator.to_string(),
        })
    });
    outcome.field("inputs", inputs.collect::<Vec<_>>());
    outcome.field("balance", serde_json::to_value(books.balance).unwrap_or_default());
    outcome.field("provisional", books.balance.has_findings());
    outcome.field("absent", books.absent.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>());
    outcome.field("withheld", books.withheld.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>());
    outcome.field("n", summary.n);
    outcome.field("mean", summary.mean);
    outcome.field("passed", summary.passed);
    outcome.field("files", run.files.iter().map(|path| shown(path)).collect::<Vec<_>>());
    if run.outdated {
        outcome.line(format!(
            "reports on the earlier results were removed from {}",
            shown(&out.join("reports"))
        ));
    }
    outcome.field("outdated_reports_removed", run.outdated);
    if args.dry_run {
        outcome.line("dry run: nothing written");
    } else {
        outcome.line(format!("results in {}\n\nnext: mockexam report {}", shown(out), shown(out)));
    }
    outcome
}
