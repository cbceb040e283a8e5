//! The gate: answer files become score sheets, and every row ends in one named state.

use crate::columns::HeaderFaults;
use crate::header::{AnswerHeader, Lengths};
use crate::ledger::{Ledger, RowPlace, Verdict};
use crate::records::Record;
use crate::row::{Row, RowFault, RowReader, finding_name, form_index};
use crate::shown::listed;
use crate::table::{Table, open_table};
use crate::{CsvSource, GradingError, Roster, Scorer};
use mockexam_model::{
    AnswerKey, CandidateId, Diagnostic, FormCode, Place, Points, Reconciliation, RosterBalance, RowFinding,
    RowState, ScoreSheet,
};

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
}

/// The outcome of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The books and every row that was not graded.
    pub reconciliation: Reconciliation,
    /// The answer files in the order given.
    pub inputs: Vec<InputDigest>,
}

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
    mut sink: impl FnMut(&ScoreSheet) -> Result<(), E>,
) -> Result<Graded, E> {
    let scorer = Scorer::new(setup.key);
    let tables = open(setup, &scorer, sources)?;
    let mut ledger = Ledger::new(setup.roster);
    for (file, (source, table)) in sources.iter_mut().zip(&tables).enumerate() {
        note_rows(setup, &scorer, file, source, table, &mut ledger)?;
    }
    let names: Vec<String> = sources.iter().map(|source| source.name().to_owned()).collect();
    let mut books = Books { names, found: Reconciliation::default() };
    let mut sheet = None;
    for (file, (source, table)) in sources.iter_mut().zip(&tables).enumerate() {
        let mut rows = table.rows(source)?;
        let mut reader = reader(setup, &scorer, table);
        let mut record = Record::default();
        while rows.read(&mut record)? {
            let place = RowPlace { file, line: record.line() };
            let row = reader.read(&record, &mut ledger, |ledger, candidate| ledger.find(candidate));
            let Some(form) = books.settle(&row, place, &mut ledger)? else { continue };
            let scored = fill(&mut sheet, &reader, &row, &record, table)?;
            scored.form = form;
            scored.total = scorer.score(form, &reader.responses, &mut scored.scores)?;
            sink(scored)?;
        }
        rows.finish()?;
    }
    let inputs = books.names.iter().zip(&tables);
    let inputs =
        inputs.map(|(file, table)| InputDigest { file: file.clone(), sha256: table.survey.sha256 }).collect();
    Ok(Graded { reconciliation: books.close(&ledger), inputs })
}

/// Understands the headers of all files, or collects what is wrong with them.
fn open(
    setup: &Setup<'_>,
    scorer: &Scorer,
    sources: &mut [CsvSource<'_>],
) -> Result<Vec<Table<AnswerHeader>>, GradingError> {
    let mut found = Vec::new();
    let known = setup.form.is_none_or(|code| form_index(scorer.forms(), code).is_some());
    if let Some(code) = setup.form.filter(|_| !known) {
        let forms = listed(scorer.forms().iter().take(12).map(|form| &form.code));
        let message = format!("the exam has no form {code}, which the call gives for all rows");
        found.push(Diagnostic::error("G16", message).help(format!("forms of the exam are {forms}")));
    }
    let lengths = || scorer.forms().iter().map(|form| form.questions.len());
    let lengths = Lengths { fewest: lengths().min().unwrap_or(0), most: lengths().max().unwrap_or(0) };
    let roster_has_forms =
        setup.roster.is_some_and(|roster| roster.entries().iter().any(|e| e.form.is_some()));
    let anyone = setup.form.is_some() || roster_has_forms || scorer.forms().len() == 1;
    let mut tables = Vec::new();
    for source in sources {
        let table = open_table(source, &|file, record| {
            let header = AnswerHeader::resolve(file, record, lengths)?;
            if header.form.is_some() || anyone {
                return Ok(header);
            }
            let mut faults = HeaderFaults::new(file, record.line());
            let help = "add a column 'form', give one form for all rows, or name the forms in the roster";
            faults.header("G16", "nothing says which form the candidates had".to_owned(), help.to_owned());
            Err(faults.found)
        });
        match table {
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
        form: setup.form.and_then(|code| form_index(scorer.forms(), code)),
        responses: Vec::new(),
    }
}

/// The first pass: who has which rows.
fn note_rows(
    setup: &Setup<'_>,
    scorer: &Scorer,
    file: usize,
    source: &mut CsvSource<'_>,
    table: &Table<AnswerHeader>,
    ledger: &mut Ledger<'_>,
) -> Result<(), GradingError> {
    let mut rows = table.rows(source)?;
    let mut reader = reader(setup, scorer, table);
    let mut record = Record::default();
    let mut any = false;
    while rows.read(&mut record)? {
        any = true;
        let row = reader.read(&record, ledger, |ledger, candidate| ledger.open(candidate));
        let Some(account) = row.account else { continue };
        let digest = row.form.ok().map(|form| ledger.digest(form, &reader.responses));
        ledger.note(account, RowPlace { file, line: record.line() }, digest);
    }
    rows.finish()?;
    if any {
        return Ok(());
    }
    let empty =
        Diagnostic::error("G05", "the file has a header and no row").at(source.name(), Place::File, "");
    Err(GradingError::Refused(vec![empty.help("leave the file out if nobody answered")]))
}

/// Puts candidate and name of a row into the score sheet, made at its first use.
fn fill<'s>(
    sheet: &'s mut Option<ScoreSheet>,
    reader: &RowReader<'_>,
    row: &Row<'_>,
    record: &Record,
    table: &Table<AnswerHeader>,
) -> Result<&'s mut ScoreSheet, GradingError> {
    let entry = reader.entry(row.account);
    let candidate = match entry {
        Some(entry) => entry.candidate.clone(),
        // Read before with the same bytes: only a changed file can bring an id that is none.
        None => CandidateId::new(row.candidate)
            .map_err(|_| GradingError::Sheet { form: 0, responses: reader.responses.len() })?,
    };
    let name = match entry {
        Some(entry) => entry.name.as_str(),
        None => table.header.name.and_then(|column| record.text(column)).unwrap_or_default(),
    };
    let name = (!name.is_empty()).then(|| name.to_owned());
    let scores = sheet.take().map(|sheet| sheet.scores).unwrap_or_default();
    Ok(sheet.insert(ScoreSheet { candidate, name, form: 0, scores, total: Points::ZERO }))
}

/// The books of a run.
struct Books {
    names: Vec<String>,
    found: Reconciliation,
}

impl Books {
    /// Enters a row under its state; gives the form if it is to be scored.
    fn settle(
        &mut self,
        row: &Row<'_>,
        place: RowPlace,
        ledger: &mut Ledger<'_>,
    ) -> Result<Option<usize>, GradingError> {
        if let Some(account) = row.account
            && ledger.withhold_once(account)
            && let Ok(candidate) = CandidateId::new(row.candidate)
        {
            self.found.withheld.push(candidate);
        }
        let form = match &row.form {
            Ok(form) => *form,
            Err(fault) => {
                self.find(row, place, fault);
                return Ok(None);
            }
        };
        let verdict = row.account.and_then(|account| ledger.judge(account, place));
        let changed = || GradingError::Changed { file: self.name(place).to_owned() };
        let message = match verdict.ok_or_else(changed)? {
            Verdict::Grade => {
                self.found.balance.count(RowState::Graded);
                return Ok(Some(form));
            }
            Verdict::Repeats(other) => format!("repeats the row {}, which is graded", self.at(place, other)),
            Verdict::Contradicts(other) => {
                let other = self.at(place, other);
                format!("another row of this candidate, {other}, is not the same; none is graded")
            }
        };
        self.find(row, place, &RowFault { state: RowState::Duplicate, column: None, message });
        Ok(None)
    }

    fn find(&mut self, row: &Row<'_>, place: RowPlace, fault: &RowFault) {
        self.found.balance.count(fault.state);
        self.found.findings.push(RowFinding {
            file: self.name(place).to_owned(),
            line: place.line,
            column: fault.column.and_then(|column| u32::try_from(column + 1).ok()),
            candidate: finding_name(row.candidate),
            state: fault.state,
            message: fault.message.clone(),
        });
    }

    fn name(&self, place: RowPlace) -> &str {
        self.names.get(place.file).map(String::as_str).unwrap_or_default()
    }

    /// "on line 3", with the file if it is another one.
    fn at(&self, here: RowPlace, other: RowPlace) -> String {
        match here.file == other.file {
            true => format!("on line {}", other.line),
            false => format!("on line {} of {}", other.line, finding_name(self.name(other))),
        }
    }

    /// Adds the roster's side and closes the books.
    fn close(mut self, ledger: &Ledger<'_>) -> Reconciliation {
        if let Some(candidates) = ledger.roster_size() {
            let (absent, withheld) = ledger.roster_sides();
            let (gone, held) = (absent.len() as u64, withheld.len() as u64);
            let graded = candidates.saturating_sub(gone + held);
            self.found.balance.roster =
                Some(RosterBalance { candidates, graded, absent: gone, withheld: held });
            self.found.absent = absent;
            self.found.withheld = withheld;
        }
        self.found
    }
}
