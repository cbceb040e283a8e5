//! The gate: answer files become score sheets, and every row ends in one named state.

use crate::collector::{Collector, OneByOne};
use crate::encoding::Look;
use crate::graded::Graded;
use crate::header::AnswerHeader;
use crate::layout::{self, Exam};
use crate::ledger::{Ledger, RowPlace};
use crate::marks::MarkBook;
use crate::record::Record;
use crate::row::RowReader;
use crate::row_form::form_index;
use crate::run::{Feed, Run, Sheaf};
use crate::shown::listed;
use crate::table::{Rows, Table};
use crate::{CsvSource, GradingError, Roster, Scorer};
use mockexam_model::{AnswerKey, Diagnostic, FormCode, Place, ScoreSheet};
use std::sync::OnceLock;
use std::thread;

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

/// Reads answer files, scores every row that can be graded and hands it to `sink`, in the order of files and rows.
///
/// The files are read several times; what is kept of a row is a digest per candidate. If this returns an error, what the sink
/// received so far must be thrown away.
///
/// # Errors
/// [`GradingError::Refused`] with the mistakes of all headers, or for text that cannot be split into records;
/// [`GradingError::Io`] and [`GradingError::Changed`] for the files; whatever the sink returns.
pub fn grade<E: From<GradingError> + Send>(
    setup: &Setup<'_>,
    sources: &mut [CsvSource<'_>],
    sink: impl FnMut(&ScoreSheet) -> Result<(), E>,
) -> Result<Graded, E> {
    grade_with(setup, None, sources, &mut OneByOne(sink))
}

/// As [`grade`], on all processors, with points of open questions from a file of marks.
///
/// # Errors
/// As [`grade`].
pub fn grade_with<C: Collector>(
    setup: &Setup<'_>,
    marks: Option<&MarkBook>,
    sources: &mut [CsvSource<'_>],
    collector: &mut C,
) -> Result<Graded, C::Error> {
    grade_on(threads(), setup, marks, sources, collector)
}

/// How many threads score.
pub(crate) fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// More threads than this wait for the one that reads and writes.
const MOST_THREADS: usize = 16;

pub(crate) fn grade_on<C: Collector>(
    threads: usize,
    setup: &Setup<'_>,
    marks: Option<&MarkBook>,
    sources: &mut [CsvSource<'_>],
    collector: &mut C,
) -> Result<Graded, C::Error> {
    let scorer = Scorer::new(setup.key);
    let tables = open(setup, &scorer, marks.is_some(), Look::Whole, sources)?;
    let mut ledger = Ledger::new(setup.roster);
    let mut files = Vec::new();
    for (file, (source, table)) in sources.iter_mut().zip(&tables).enumerate() {
        let mut reader = RowReader { marks_apart: marks.is_some(), ..reader(setup, &scorer, table) };
        let accounts = count_rows(&mut reader, file, source, table, &mut ledger)?;
        files.push(Counted { table, reader, accounts });
    }
    if ledger.has_repeated() {
        for (file, (source, counted)) in sources.iter_mut().zip(&files).enumerate() {
            compare_rows(counted, file, source, &mut ledger)?;
        }
    }
    let mut run = Run::new(threads, (&scorer, marks), ledger, sources, collector);
    let mut digests = Vec::new();
    for (file, (source, counted)) in sources.iter_mut().zip(&files).enumerate() {
        let mut rows = Again::new(source, counted)?;
        let sheaf = Sheaf { file, rank: source.rank(), reader: &counted.reader };
        run.file::<C, C::Error>(sheaf, &mut rows, collector)?;
        digests.push(rows.finish()?);
    }
    run.close(sources, &tables, &digests, collector)
}

/// A file whose rows are counted.
struct Counted<'x> {
    table: &'x Table<AnswerHeader>,
    reader: RowReader<'x>,
    /// The account of each row.
    accounts: Vec<Option<u32>>,
}

/// Understands the headers of all files, or collects what is wrong with them.
pub(crate) fn open(
    setup: &Setup<'_>,
    scorer: &Scorer,
    marks_apart: bool,
    look: Look,
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
    let exam = Exam::new(setup.key, scorer.forms(), form_is_known, marks_apart);
    let mut tables = Vec::new();
    for source in sources {
        match layout::open(source, look, &exam) {
            Ok(table) => tables.push(table),
            Err(GradingError::Refused(more)) => found.extend(more),
            Err(other) => return Err(other),
        }
    }
    if found.is_empty() { Ok(tables) } else { Err(GradingError::Refused(found)) }
}

pub(crate) fn reader<'x>(
    setup: &Setup<'x>,
    scorer: &'x Scorer,
    table: &'x Table<AnswerHeader>,
) -> RowReader<'x> {
    RowReader {
        header: &table.header,
        forms: scorer.forms(),
        roster: setup.roster,
        exam: &setup.key.code,
        form: setup.form.and_then(|code| form_index(scorer.forms(), code)),
        marks_apart: false,
        keeps_zeros: false,
        suspicions: OnceLock::new(),
    }
}

/// Most rows of another exam that are named.
const FOREIGN: usize = 10;

/// The first pass: whose rows there are. Gives the account of each row.
fn count_rows(
    reader: &mut RowReader<'_>,
    file: usize,
    source: &mut CsvSource<'_>,
    table: &Table<AnswerHeader>,
    ledger: &mut Ledger<'_>,
) -> Result<Vec<Option<u32>>, GradingError> {
    let mut rows = table.rows(source)?;
    let mut record = Record::default();
    let mut accounts = Vec::new();
    let mut foreign = Vec::new();
    let rank = source.rank();
    while rows.read_front(&mut record, reader.front())? {
        if foreign.len() < FOREIGN {
            foreign.extend(reader.foreign(source.name(), &record));
        }
        let place = RowPlace { file, line: record.line() };
        let candidate = reader.candidate(&record).ok();
        reader.keeps_zeros |= candidate.is_some_and(|candidate| candidate.starts_with('0'));
        accounts.push(candidate.and_then(|candidate| ledger.count(candidate, rank, place)));
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
    counted: &Counted<'_>,
    file: usize,
    source: &mut CsvSource<'_>,
    ledger: &mut Ledger<'_>,
) -> Result<(), GradingError> {
    let rank = source.rank();
    let mut rows = Again::new(source, counted)?;
    let (mut record, mut scores) = (Record::default(), Vec::new());
    while let Some(account) = rows.read_front(&mut record, usize::MAX)? {
        let counts =
            |account: &u32| ledger.is_repeated(*account) && ledger.superseded(*account, rank).is_none();
        if let Some(repeated) = account.filter(counts) {
            let row = counted.reader.read(&record, account, &mut scores);
            let digest =
                row.ok().map(|row| ledger.digest(row.form, scores.iter().map(|score| &score.response)));
            ledger.compare(repeated, RowPlace { file, line: record.line() }, digest);
        }
    }
    rows.finish().map(|_| ())
}

/// The rows of a file again, each with the account that it had the first time.
struct Again<'r, 'c> {
    file: String,
    rows: Rows<'r>,
    /// How many cells tell whose row it is.
    front: usize,
    accounts: std::slice::Iter<'c, Option<u32>>,
}

impl<'r, 'c> Again<'r, 'c> {
    fn new(source: &mut CsvSource<'r>, counted: &'c Counted<'_>) -> Result<Self, GradingError> {
        let rows = counted.table.rows(source)?;
        let (front, accounts) = (counted.reader.front(), counted.accounts.iter());
        Ok(Self { file: source.name().to_owned(), rows, front, accounts })
    }

    /// Reads a row, of whose cells so many are enough, and gives its account; none at the end.
    fn read_front(&mut self, record: &mut Record, cells: usize) -> Result<Option<Option<u32>>, GradingError> {
        if !self.rows.read_front(record, cells)? {
            return Ok(None);
        }
        let changed = || GradingError::Changed { file: self.file.clone() };
        self.accounts.next().copied().map(Some).ok_or_else(changed)
    }

    fn finish(self) -> Result<[u8; 32], GradingError> {
        self.rows.finish()
    }
}

impl<E: From<GradingError>> Feed<E> for Again<'_, '_> {
    fn read(&mut self, record: &mut Record, _: &mut Ledger<'_>) -> Result<Option<Option<u32>>, E> {
        Ok(self.read_front(record, self.front)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch::ROWS;
    use std::fmt::Write as _;

    const KEY: &str = r#"
        title = "Sample"
        code = "K"
        form = [{ code = "A", question = [{ item = "one", choices = [1, 0, 2] }, { item = "two", choices = [0, 1] }] }]
        item = [
          { id = "one", rev = 1, topic = "t", level = "apply", style = "standard", points = 2, stem = "?", explanation = "!",
            choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }, { id = "c3", text = "3" }] },
          { id = "two", rev = 1, topic = "t", level = "apply", style = "standard", points = 1, stem = "?", explanation = "!",
            choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }] },
        ]
    "#;

    /// Rows of several stretches, some of which nobody can grade, and candidates whose rows lie in different stretches.
    fn answers() -> String {
        let mut text = "candidate,form,1,2\n".to_owned();
        for row in 0..3 * ROWS + 7 {
            let (id, answer) = match row % 1000 {
                17 => (row, "Z"),
                18 => (row.saturating_sub(ROWS), "A"),
                19 => (5, "B"),
                _ => (row, ["A", "B", "C", "", "AB"][row % 5]),
            };
            let _ = writeln!(text, "c{id},A,{answer},{}", ["B", "*", "A"][row % 3]);
        }
        text
    }

    #[test]
    fn nothing_hangs_on_how_many_threads_there_are() {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        let (setup, text) = (Setup { key: &key, roster: None, form: None }, answers());
        let run = |threads| {
            let mut sheets = Vec::new();
            let mut sink = OneByOne(|sheet: &ScoreSheet| {
                sheets.push(sheet.clone());
                Ok::<_, GradingError>(())
            });
            let mut sources = ["a.csv", "b.csv"].map(|file| CsvSource::bytes(file, text.as_bytes()));
            let graded = grade_on(threads, &setup, None, &mut sources[..1], &mut sink).unwrap();
            let mut nobody = OneByOne(|_: &ScoreSheet| Ok::<_, GradingError>(()));
            let both = grade_on(threads, &setup, None, &mut sources, &mut nobody).unwrap();
            (sheets, graded, both)
        };
        let alone = run(1);
        assert!(alone.1.reconciliation.balance.duplicate > 3 && alone.1.reconciliation.balance.invalid > 3);
        assert_eq!(alone.1.reconciliation.balance.graded, alone.0.len() as u64);
        for threads in [2, 3, 7] {
            assert_eq!(run(threads), alone, "{threads}");
        }
    }

    #[test]
    fn the_first_error_in_the_order_of_rows_ends_the_run() {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        let (setup, text) = (Setup { key: &key, roster: None, form: None }, answers());
        for threads in [1, 3] {
            let mut seen = 0;
            let mut sink = OneByOne(|_: &ScoreSheet| {
                seen += 1;
                if seen < ROWS + 3 { Ok(()) } else { Err(GradingError::Sheet { form: seen, responses: 0 }) }
            });
            let mut sources = [CsvSource::bytes("a.csv", text.as_bytes())];
            let stopped = grade_on(threads, &setup, None, &mut sources, &mut sink);
            assert!(matches!(stopped, Err(GradingError::Sheet { form, .. }) if form == ROWS + 3));
        }
    }
}
