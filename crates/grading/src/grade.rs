//! The gate: answer files become score sheets, and every row ends in one named state.

use crate::books::Books;
use crate::collector::{Collector, OneByOne};
use crate::graded::{Graded, InputDigest};
use crate::header::AnswerHeader;
use crate::layout::{self, Exam};
use crate::ledger::{Ledger, RowPlace};
use crate::marks::MarkBook;
use crate::record::Record;
use crate::row::RowReader;
use crate::row_form::form_index;
use crate::shown::listed;
use crate::stretch::{Desk, Stretch};
use crate::table::{Rows, Table};
use crate::{CsvSource, GradingError, Roster, Scorer};
use mockexam_model::{AnswerKey, Diagnostic, FormCode, Place, ScoreSheet};
use std::panic::resume_unwind;
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
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    grade_on(threads, setup, marks, sources, collector)
}

/// More threads than this wait for the one that reads and writes.
const MOST_THREADS: usize = 16;

fn grade_on<C: Collector>(
    threads: usize,
    setup: &Setup<'_>,
    marks: Option<&MarkBook>,
    sources: &mut [CsvSource<'_>],
    collector: &mut C,
) -> Result<Graded, C::Error> {
    let scorer = Scorer::new(setup.key);
    let tables = open(setup, &scorer, marks.is_some(), sources)?;
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
    let names = sources.iter().map(|source| source.name().to_owned());
    let mut run = Run {
        scorer: &scorer,
        marks,
        ledger,
        books: Books::new(names.collect()),
        stretches: (0..threads.max(1)).map(|_| Stretch::new(collector.share())).collect(),
    };
    for (file, (source, counted)) in sources.iter_mut().zip(&files).enumerate() {
        run.file(file, source, counted, collector)?;
    }
    let Run { ledger, books, stretches, .. } = run;
    stretches.into_iter().try_for_each(|stretch| collector.merge(stretch.into_share()))?;
    let inputs = sources.iter().zip(&tables).map(|(source, table)| InputDigest {
        file: source.name().to_owned(),
        sha256: table.survey.sha256,
        layout: table.header.layout,
        encoding: table.survey.encoding.name(),
        separator: char::from(table.separator),
    });
    let inputs = inputs.chain(marks.map(MarkBook::input)).collect();
    let unused_marks = marks.map(|marks| marks.without(&books.marked)).unwrap_or_default();
    let (reconciliation, close_calls) = books.close(&ledger);
    Ok(Graded { reconciliation, inputs, close_calls, unused_marks })
}

/// A file whose rows are counted.
struct Counted<'x> {
    table: &'x Table<AnswerHeader>,
    reader: RowReader<'x>,
    /// The account of each row.
    accounts: Vec<Option<u32>>,
}

/// The last pass: rows are scored.
struct Run<'x, S> {
    scorer: &'x Scorer,
    marks: Option<&'x MarkBook>,
    ledger: Ledger<'x>,
    books: Books,
    /// One for each thread.
    stretches: Vec<Stretch<S>>,
}

impl<S: Send> Run<'_, S> {
    /// Reads a file stretch by stretch. While rows are read nothing is scored, and the other way round: what threads do in
    /// between hangs on nothing that changes.
    fn file<C: Collector<Share = S>>(
        &mut self,
        file: usize,
        source: &mut CsvSource<'_>,
        counted: &Counted<'_>,
        collector: &mut C,
    ) -> Result<(), C::Error> {
        let rank = source.rank();
        let mut rows = Again::new(source, counted)?;
        loop {
            self.stretches.iter_mut().try_for_each(|stretch| stretch.fill(|record| rows.read(record)))?;
            if self.stretches.first().is_none_or(Stretch::is_empty) {
                return Ok(rows.finish()?);
            }
            let Self { scorer, marks, ledger, stretches, .. } = self;
            let desk = Desk { scorer, marks: *marks, ledger, reader: &counted.reader, file, rank };
            let worked = each_apart(stretches, |stretch| stretch.work::<C>(desk));
            for (stretch, worked) in self.stretches.iter_mut().zip(worked) {
                worked?;
                let desk = (&counted.reader, self.marks, file);
                stretch.settle(desk, &mut self.ledger, &mut self.books, collector)?;
            }
        }
    }
}

/// Works on each stretch that has rows, in threads of their own where there are several.
fn each_apart<S: Send, E: Send>(
    stretches: &mut [Stretch<S>],
    work: impl Fn(&mut Stretch<S>) -> Result<(), E> + Sync,
) -> Vec<Result<(), E>> {
    let work = &work;
    let mut filled = stretches.iter_mut().filter(|stretch| !stretch.is_empty());
    let Some(first) = filled.next() else { return Vec::new() };
    thread::scope(|scope| {
        let others: Vec<_> = filled.map(|stretch| scope.spawn(move || work(stretch))).collect();
        let others = std::iter::once(work(first))
            .chain(others.into_iter().map(|thread| thread.join().unwrap_or_else(|bug| resume_unwind(bug))));
        others.collect()
    })
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
    while let Some(account) = rows.read(&mut record)? {
        let counts =
            |account: &u32| ledger.is_repeated(*account) && ledger.superseded(*account, rank).is_none();
        if let Some(repeated) = account.filter(counts) {
            let row = counted.reader.read(&record, account, &mut scores);
            let digest =
                row.ok().map(|row| ledger.digest(row.form, scores.iter().map(|score| &score.response)));
            ledger.compare(repeated, RowPlace { file, line: record.line() }, digest);
        }
    }
    rows.finish()
}

/// The rows of a file again, each with the account that it had the first time.
struct Again<'r, 'c> {
    file: String,
    rows: Rows<'r>,
    accounts: std::slice::Iter<'c, Option<u32>>,
}

impl<'r, 'c> Again<'r, 'c> {
    fn new(source: &mut CsvSource<'r>, counted: &'c Counted<'_>) -> Result<Self, GradingError> {
        let rows = counted.table.rows(source)?;
        Ok(Self { file: source.name().to_owned(), rows, accounts: counted.accounts.iter() })
    }

    /// Reads a row and gives its account; none at the end.
    fn read(&mut self, record: &mut Record) -> Result<Option<Option<u32>>, GradingError> {
        if !self.rows.read(record)? {
            return Ok(None);
        }
        let changed = || GradingError::Changed { file: self.file.clone() };
        self.accounts.next().copied().map(Some).ok_or_else(changed)
    }

    fn finish(self) -> Result<(), GradingError> {
        self.rows.finish()
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
