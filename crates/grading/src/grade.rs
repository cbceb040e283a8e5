//! The gate: answer files become score sheets, and every row ends in one named state.

use crate::books::Books;
use crate::header::AnswerHeader;
use crate::layout::{self, Exam};
use crate::ledger::{Ledger, RowPlace};
use crate::marks::MarkBook;
use crate::record::Record;
use crate::row::{Row, RowReader, finding_name};
use crate::row_form::form_index;
use crate::shown::{listed, quiet};
use crate::table::Table;
use crate::{CsvSource, GradingError, Roster, Scorer};
use mockexam_model::{
    AnswerKey, CandidateId, Diagnostic, FormCode, Place, Points, Reconciliation, ScoreSheet,
};
use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

/// What stands beside the answer files.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// What is right.
    pub key: &'a AnswerKey,
    /// Who sits the exam; without it every candidate in the files is taken as known.
    pub roster: Option<&'a Roster>,
    /// The form of all rows, for files without a column for it.
    pub form: Option<&'a FormCode>,
}

/// An answer file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputDigest {
    /// The file as the user named it.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Name of its layout.
    pub layout: &'static str,
    /// How its characters are written.
    pub encoding: &'static str,
    /// The sign between cells.
    pub separator: char,
}

/// The outcome of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The books and every row that was not graded.
    pub reconciliation: Reconciliation,
    /// The answer files in the order given.
    pub inputs: Vec<InputDigest>,
    /// Written words that miss an accepted spelling by one letter, for a person to look at: the first thousand.
    pub close_calls: Vec<CloseCall>,
    /// Candidates with marks of whom no row was graded, each with the line of their first mark.
    pub unused_marks: Vec<(CandidateId, u64)>,
}

/// Words that were scored as wrong although they are nearly right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseCall {
    /// The answer file.
    pub file: String,
    /// Line of the row.
    pub line: u64,
    /// The candidate.
    pub candidate: String,
    /// Number of the question on their form.
    pub question: usize,
    /// What was written.
    pub written: String,
    /// The accepted spelling that it misses.
    pub accepted: String,
}

/// Most close calls that are kept.
const CLOSE_CALLS: usize = 1000;

/// Reads answer files, scores every row that can be graded and hands it to `sink`, in the order of files and rows.
///
/// The files are read several times; what is kept of a row is a digest per candidate. The score sheet is the same
/// one every time, with new contents. If this returns an error, what the sink received so far must be thrown away.
///
/// # Errors
/// [`GradingError::Refused`] with the mistakes of all headers, or for text that cannot be split into records;
/// [`GradingError::Io`] and [`GradingError::Changed`] for the files; whatever the sink returns.
pub fn grade<E: From<GradingError>>(
    setup: &Setup<'_>,
    sources: &mut [CsvSource<'_>],
    sink: impl FnMut(&ScoreSheet) -> Result<(), E>,
) -> Result<Graded, E> {
    grade_marked(setup, None, sources, sink)
}

/// As [`grade`], with points of open questions from a file of marks.
///
/// # Errors
/// As [`grade`].
pub fn grade_marked<E: From<GradingError>>(
    setup: &Setup<'_>,
    marks: Option<&MarkBook>,
    sources: &mut [CsvSource<'_>],
    mut sink: impl FnMut(&ScoreSheet) -> Result<(), E>,
) -> Result<Graded, E> {
    let scorer = Scorer::new(setup.key);
    let tables = open(setup, &scorer, marks.is_some(), sources)?;
    let mut ledger = Ledger::new(setup.roster);
    let mut files = Vec::new();
    for (file, (source, table)) in sources.iter_mut().zip(&tables).enumerate() {
        let reader = RowReader { marks_apart: marks.is_some(), ..reader(setup, &scorer, table) };
        files.push((count_rows(&reader, file, source, table, &mut ledger)?, reader));
    }
    if ledger.has_repeated() {
        for (file, (source, (accounts, reader))) in sources.iter_mut().zip(&mut files).enumerate() {
            compare_rows(reader, file, source, &tables, accounts, &mut ledger)?;
        }
    }
    let names: Vec<String> = sources.iter().map(|source| source.name().to_owned()).collect();
    let mut books = Books { names, found: Reconciliation::default() };
    let mut sheet = None;
    let mut close_calls = Vec::new();
    let mut marked: BTreeSet<CandidateId> = BTreeSet::new();
    for (file, (source, (accounts, reader))) in sources.iter_mut().zip(&mut files).enumerate() {
        let Some(table) = tables.get(file) else { continue };
        let rank = source.rank();
        for_each_row(source, table, accounts, |record, account| {
            let place = RowPlace { file, line: record.line() };
            if let Some(by) = account.and_then(|account| ledger.superseded(account, rank)) {
                books.supersede(reader.candidate(record).unwrap_or_default(), place, by);
                return Ok(());
            }
            let row = reader.read(record, account);
            let Some(form) = books.settle(&row, place, &mut ledger) else { return Ok(()) };
            let scored = fill(&mut sheet, reader, &row, record)?;
            scored.form = form;
            if let (Some(marks), Some(plan)) = (marks, scorer.forms().get(form)) {
                for unsettled in marks.settle(&scored.candidate, plan, &mut reader.responses) {
                    books.unsettled(marks, &scored.candidate, place, unsettled);
                }
                marked.insert(scored.candidate.clone());
            }
            scored.total = scorer.score(form, &reader.responses, &mut scored.scores)?;
            if scorer.has_words(form) && close_calls.len() < CLOSE_CALLS {
                close_calls.extend(scorer.near_misses(form, &reader.responses).map(|(question, near)| {
                    let (written, accepted) = (finding_name(near.0), near.1.to_owned());
                    let (file, candidate) = (books.name(place).to_owned(), finding_name(row.candidate));
                    CloseCall { file, line: place.line, candidate, question, written, accepted }
                }));
            }
            sink(scored)
        })?;
    }
    let inputs = books.names.iter().zip(&tables);
    let inputs = inputs.map(|(file, table)| InputDigest {
        file: file.clone(),
        sha256: table.survey.sha256,
        layout: table.header.layout,
        encoding: table.survey.encoding.name(),
        separator: char::from(table.separator),
    });
    let inputs = inputs.chain(marks.map(MarkBook::input)).collect();
    let unused_marks = marks.map(|marks| marks.without(&marked)).unwrap_or_default();
    Ok(Graded { reconciliation: books.close(&ledger), inputs, close_calls, unused_marks })
}

/// Understands the headers of all files, or collects what is wrong with them.
fn open(
    setup: &Setup<'_>,
    scorer: &Scorer,
    marks_apart: bool,
    sources: &mut [CsvSource<'_>],
) -> Result<Vec<Table<AnswerHeader>>, GradingError> {
    let mut found = Vec::new();
    let known = setup.form.is_none_or(|code| form_index(scorer.forms(), code).is_some());
    if let Some(code) = setup.form.filter(|_| !known) {
        let forms = listed(scorer.forms().iter().take(12).map(|form| &form.code));
        let message = format!("the exam has no form {code}, which the call gives for all rows");
        found.push(Diagnostic::error("G16", message).help(format!("forms of the exam are {forms}")));
    }
    let roster_has_forms = setup.roster.is_some_and(Roster::names_forms);
    let form_is_known = setup.form.is_some() || roster_has_forms || scorer.forms().len() == 1;
    let exam = Exam::new(setup.key, scorer.forms(), form_is_known);
    let exam = if marks_apart { exam.with_marks_apart() } else { exam };
    let mut tables = Vec::new();
    for source in sources {
        match layout::open(source, &exam) {
            Ok(table) => tables.push(table),
            Err(GradingError::Refused(more)) => found.extend(more),
            Err(other) => return Err(other),
        }
    }
    if found.is_empty() { Ok(tables) } else { Err(GradingError::Refused(found)) }
}

fn reader<'x>(setup: &Setup<'x>, scorer: &'x Scorer, table: &'x Table<AnswerHeader>) -> RowReader<'x> {
    RowReader {
        header: &table.header,
        forms: scorer.forms(),
        roster: setup.roster,
        exam: &setup.key.code,
        form: setup.form.and_then(|code| form_index(scorer.forms(), code)),
        marks_apart: false,
        responses: Vec::new(),
        keeps_zeros: Cell::new(false),
        suspicions: OnceCell::new(),
    }
}

/// Most rows of another exam that are named.
const FOREIGN: usize = 10;

/// The first pass: whose rows there are. Gives the account of each row.
fn count_rows(
    reader: &RowReader<'_>,
    file: usize,
    source: &mut CsvSource<'_>,
    table: &Table<AnswerHeader>,
    ledger: &mut Ledger<'_>,
) -> Result<Vec<Option<u32>>, GradingError> {
    let mut rows = table.rows(source)?;
    let mut record = Record::default();
    let mut accounts = Vec::new();
    let mut foreign = Vec::new();
    while rows.read(&mut record)? {
        if foreign.len() < FOREIGN {
            foreign.extend(reader.foreign(source.name(), &record));
        }
        let (rank, place) = (source.rank(), RowPlace { file, line: record.line() });
        let account = reader.candidate(&record).ok();
        accounts.push(account.and_then(|candidate| ledger.count(candidate, rank, place)));
    }
    rows.finish()?;
    if !foreign.is_empty() {
        return Err(GradingError::Refused(foreign));
    }
    if !accounts.is_empty() {
        return Ok(accounts);
    }
    let empty =
        Diagnostic::error("G05", "the file has a header and no row").at(source.name(), Place::File, "");
    Err(GradingError::Refused(vec![empty.help("leave the file out if nobody answered")]))
}

/// The pass that only repeated candidates need: do their rows say the same?
fn compare_rows(
    reader: &mut RowReader<'_>,
    file: usize,
    source: &mut CsvSource<'_>,
    tables: &[Table<AnswerHeader>],
    accounts: &[Option<u32>],
    ledger: &mut Ledger<'_>,
) -> Result<(), GradingError> {
    let Some(table) = tables.get(file) else { return Ok(()) };
    let rank = source.rank();
    for_each_row(source, table, accounts, |record, account| {
        let counts =
            |account: &u32| ledger.is_repeated(*account) && ledger.superseded(*account, rank).is_none();
        if let Some(repeated) = account.filter(counts) {
            let row = reader.read(record, account);
            let digest = row.read.ok().map(|row| ledger.digest(row.form, &reader.responses));
            ledger.compare(repeated, RowPlace { file, line: record.line() }, digest);
        }
        Ok(())
    })
}

/// Reads the rows of a file again, each with the account that it had the first time.
fn for_each_row<E: From<GradingError>>(
    source: &mut CsvSource<'_>,
    table: &Table<AnswerHeader>,
    accounts: &[Option<u32>],
    mut each: impl FnMut(&Record, Option<u32>) -> Result<(), E>,
) -> Result<(), E> {
    let mut rows = table.rows(source)?;
    let mut record = Record::default();
    let mut accounts = accounts.iter();
    while rows.read(&mut record)? {
        let Some(&account) = accounts.next() else {
            return Err(GradingError::Changed { file: source.name().to_owned() }.into());
        };
        each(&record, account)?;
    }
    Ok(rows.finish()?)
}

/// Puts candidate and name of a row into the score sheet, made at its first use.
fn fill<'s>(
    sheet: &'s mut Option<ScoreSheet>,
    reader: &RowReader<'_>,
    row: &Row<'_>,
    record: &Record,
) -> Result<&'s mut ScoreSheet, GradingError> {
    let entry = row.account.and_then(|account| reader.entry(account));
    let candidate = match entry {
        Some(entry) => entry.candidate.clone(),
        // Read before with the same bytes: only a changed file can bring an id that is none.
        None => CandidateId::new(row.candidate)
            .map_err(|_| GradingError::Sheet { form: 0, responses: reader.responses.len() })?,
    };
    let name = match entry {
        Some(entry) => entry.name.as_str(),
        None => reader.header.name.and_then(|column| record.text(column)).unwrap_or_default(),
    };
    let name = (!name.is_empty()).then(|| quiet(name).into_owned());
    let scores = sheet.take().map(|sheet| sheet.scores).unwrap_or_default();
    Ok(sheet.insert(ScoreSheet { candidate, name, form: 0, scores, total: Points::ZERO }))
}
