//! Answer files read once.
//!
//! Whether a candidate has several rows is known when all rows are read, so [`grade_with`](crate::grade_with) reads files
//! before it scores them. Nearly no file needs that: its text is UTF-8, and nobody comes twice. So rows are scored
//! here as they come, until the first thing that only the whole of the files can judge.

use crate::collector::Collector;
use crate::encoding::Look;
use crate::grade::{Setup, open, reader, threads};
use crate::header::AnswerHeader;
use crate::ledger::{Ledger, RowPlace};
use crate::marks::MarkBook;
use crate::record::Record;
use crate::row::RowReader;
use crate::run::{Feed, Run, Sheaf};
use crate::source::Rank;
use crate::table::{Rows, Table};
use crate::{CsvSource, Graded, GradingError, Scorer};

/// As [`grade_with`](crate::grade_with), in one reading of the files. None if that is not enough, for files with mistakes and for those in
/// which a candidate has several rows: what the collector took so far must then be thrown away, and the files be graded as ever.
///
/// # Errors
/// Whatever the collector returns.
pub fn grade_once<C: Collector>(
    setup: &Setup<'_>,
    marks: Option<&MarkBook>,
    sources: &mut [CsvSource<'_>],
    collector: &mut C,
) -> Result<Option<Graded>, C::Error> {
    match grade_once_on(threads(), setup, marks, sources, collector) {
        Ok(graded) => Ok(Some(graded)),
        Err(Halt::Unsure) => Ok(None),
        Err(Halt::Error(error)) => Err(error),
    }
}

/// Why it ends early.
pub(crate) enum Halt<E> {
    /// Only the whole can tell.
    Unsure,
    /// Nothing more can be collected.
    Error(E),
}

impl<E> From<E> for Halt<E> {
    fn from(error: E) -> Self {
        Self::Error(error)
    }
}

pub(crate) fn grade_once_on<C: Collector>(
    threads: usize,
    setup: &Setup<'_>,
    marks: Option<&MarkBook>,
    sources: &mut [CsvSource<'_>],
    collector: &mut C,
) -> Result<Graded, Halt<C::Error>> {
    if sources.iter().any(|source| source.rank() == Rank::Rescan) {
        return Err(Halt::Unsure);
    }
    let scorer = Scorer::new(setup.key);
    let tables = sure(open(setup, &scorer, marks.is_some(), Look::Head, sources))?;
    let mut run = Run::new(threads, (&scorer, marks), Ledger::new(setup.roster), sources, collector);
    let mut digests = Vec::new();
    for (file, (source, table)) in sources.iter_mut().zip(&tables).enumerate() {
        let keeps_zeros = setup.roster.is_some() && starts_with_zero(setup, &scorer, table, source)?;
        let reader = RowReader { marks_apart: marks.is_some(), keeps_zeros, ..reader(setup, &scorer, table) };
        let mut feed = Fresh::new(source, file, table, &reader)?;
        run.file(Sheaf { file, rank: Rank::Scan, reader: &reader }, &mut feed, collector)?;
        digests.push(feed.finish()?);
    }
    Ok(run.close(sources, &tables, &digests, collector)?)
}

/// What there is, if nothing spoke against it. Mistakes are told by whoever reads the whole.
fn sure<T, E>(found: Result<T, GradingError>) -> Result<T, Halt<E>> {
    found.map_err(|_| Halt::Unsure)
}

/// Whether the id in the first row starts with 0, so that no spreadsheet dropped such zeros.
fn starts_with_zero<E>(
    setup: &Setup<'_>,
    scorer: &Scorer,
    table: &Table<AnswerHeader>,
    source: &mut CsvSource<'_>,
) -> Result<bool, Halt<E>> {
    let mut record = Record::default();
    let is_there = sure(table.rows(source).and_then(|mut rows| rows.read(&mut record)))?;
    let first = reader(setup, scorer, table);
    Ok(is_there && first.candidate(&record).is_ok_and(|candidate| candidate.starts_with('0')))
}

/// The rows of a file that nobody has read before.
struct Fresh<'r, 'f, 'x> {
    file: usize,
    name: String,
    rows: Rows<'r>,
    reader: &'f RowReader<'x>,
    is_empty: bool,
}

impl<'r, 'f, 'x> Fresh<'r, 'f, 'x> {
    fn new<E>(
        source: &mut CsvSource<'r>,
        file: usize,
        table: &Table<AnswerHeader>,
        reader: &'f RowReader<'x>,
    ) -> Result<Self, Halt<E>> {
        if !table.is_wide() {
            return Err(Halt::Unsure);
        }
        let rows = sure(table.rows(source))?;
        Ok(Self { file, name: source.name().to_owned(), rows, reader, is_empty: true })
    }
}

impl Fresh<'_, '_, '_> {
    /// After the last row: SHA-256 of the file.
    fn finish<E>(self) -> Result<[u8; 32], Halt<E>> {
        if self.is_empty { Err(Halt::Unsure) } else { sure(self.rows.finish()) }
    }
}

/// A row that was read: whose it is, and whether nothing of what was presumed is wrong.
impl<E> Feed<Halt<E>> for Fresh<'_, '_, '_> {
    fn read(&mut self, record: &mut Record, ledger: &mut Ledger<'_>) -> Result<Option<Option<u32>>, Halt<E>> {
        if !sure(self.rows.read_front(record, self.reader.front()))? {
            return Ok(None);
        }
        self.is_empty = false;
        let candidate = self.reader.candidate(record).ok();
        let has_zeros = candidate.is_some_and(|candidate| candidate.starts_with('0'));
        let place = RowPlace { file: self.file, line: record.line() };
        let account = candidate.and_then(|candidate| ledger.count(candidate, Rank::Scan, place));
        let is_repeated = account.is_some_and(|account| ledger.is_repeated(account));
        let is_foreign = || self.reader.foreign(&self.name, record).is_some();
        let restored = has_zeros && !self.reader.keeps_zeros && self.reader.roster.is_some();
        if is_repeated || restored || is_foreign() { Err(Halt::Unsure) } else { Ok(Some(account)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Roster;
    use crate::collector::OneByOne;
    use crate::grade::grade_on;
    use mockexam_model::{AnswerKey, ScoreSheet};
    use proptest::prelude::*;

    const KEY: &str = r#"
        title = "Sample"
        code = "K"
        form = [
          { code = "A", question = [{ item = "one", choices = [1, 0, 2] }, { item = "two", choices = [0, 1] }] },
          { code = "B", question = [{ item = "two", choices = [1, 0] }, { item = "one", choices = [0, 1, 2] }] },
        ]
        item = [
          { id = "one", rev = 1, topic = "t", level = "apply", style = "standard", points = 2, stem = "?", explanation = "!",
            choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }, { id = "c3", text = "3" }] },
          { id = "two", rev = 1, topic = "t", level = "apply", style = "standard", points = 1, stem = "?", explanation = "!",
            choice = [{ id = "c1", text = "1", key = true }, { id = "c2", text = "2" }] },
        ]
    "#;

    type Scored = (Vec<ScoreSheet>, Graded);

    fn once(setup: &Setup<'_>, threads: usize, files: &[&[u8]]) -> Option<Scored> {
        let mut sheets = Vec::new();
        let mut sources: Vec<CsvSource<'_>> =
            files.iter().map(|bytes| CsvSource::bytes("a.csv", bytes)).collect();
        let sink = |sheet: &ScoreSheet| {
            sheets.push(sheet.clone());
            Ok::<_, GradingError>(())
        };
        match grade_once_on(threads, setup, None, &mut sources, &mut OneByOne(sink)) {
            Ok(graded) => Some((sheets, graded)),
            Err(Halt::Unsure) => None,
            Err(Halt::Error(error)) => panic!("{error}"),
        }
    }

    fn ever(setup: &Setup<'_>, files: &[&[u8]]) -> Result<Scored, GradingError> {
        let mut sheets = Vec::new();
        let mut sources: Vec<CsvSource<'_>> =
            files.iter().map(|bytes| CsvSource::bytes("a.csv", bytes)).collect();
        let sink = |sheet: &ScoreSheet| {
            sheets.push(sheet.clone());
            Ok::<_, GradingError>(())
        };
        let graded = grade_on(1, setup, None, &mut sources, &mut OneByOne(sink))?;
        Ok((sheets, graded))
    }

    /// Some rows that can be graded and some that cannot, of few candidates.
    fn answers() -> impl Strategy<Value = String> {
        let id = prop_oneof![8 => "[a-z]{2}", 4 => "[0-9]{2}", 1 => "", 1 => "x\u{202e}", 1 => "é"];
        let form = prop_oneof![8 => "[ABab]", 1 => "C", 1 => ""];
        let cell = prop_oneof![8 => "[ABC]?", 1 => "[*?Z]", 1 => "\"A\"", 1 => "AB"];
        let row = (id, form, cell.clone(), cell, prop_oneof![12 => Just(""), 1 => Just(",A")]);
        let row = row.prop_map(|(id, form, one, two, more)| format!("{id},{form},{one},{two}{more}\n"));
        prop::collection::vec(row, 0..12).prop_map(|rows| format!("candidate,form,1,2\n{}", rows.concat()))
    }

    const ROSTER: &str = "candidate,name\n01,Ann\n12,Bob\nab,Cy\ncd,Di\n";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_graded_in_one_reading_is_graded_alike(
            one in answers(),
            two in answers(),
            files in 1_usize..3,
            with_roster in any::<bool>(),
            threads in 1_usize..3,
        ) {
            let key: AnswerKey = toml::from_str(KEY).unwrap();
            let roster = Roster::read(&mut CsvSource::bytes("roster.csv", ROSTER.as_bytes())).unwrap();
            let setup = Setup { key: &key, roster: with_roster.then_some(&roster), form: None };
            let files = &[one.as_bytes(), two.as_bytes()][..files];
            if let Some(scored) = once(&setup, threads, files) {
                prop_assert_eq!(scored, ever(&setup, files).unwrap());
            }
        }
    }

    #[test]
    fn one_reading_is_enough_unless_the_whole_must_be_known() {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        let roster = Roster::read(&mut CsvSource::bytes("roster.csv", ROSTER.as_bytes())).unwrap();
        let cases: [(&[u8], bool, bool); 12] = [
            (b"candidate,form,1,2\na,A,B,A\nb,B,,\n", false, true),
            (b"candidate,form,1,2\na,A,Z,A\n,B,,\n", false, true),
            ("\u{feff}candidate;form;1;2\né;A;B;A\n".as_bytes(), false, true),
            (b"candidate,form,1,2\n\"a\",A,B,A\n", false, true),
            (b"candidate,form,1,2\n01,A,B,A\nab,A,B,A\n", true, true),
            (b"candidate,form,1,2\nab,A,B,A\n01,A,B,A\n", true, false),
            (b"candidate,form,1,2\na,A,B,A\nb,B,,\na,A,B,A\n", false, false),
            (b"candidate,form,1,2\n\xe9,A,B,A\n", false, false),
            (b"candidate,form,1,2\na,A,B,\xc3", false, false),
            (b"candidate,form,1,2\n", false, false),
            (b"candidate,form,1,2,nonsense\na,A,B,A,\n", false, false),
            (b"candidate,form,1,2,exam\na,A,B,A,other\n", false, false),
        ];
        for (bytes, with_roster, enough) in cases {
            let setup = Setup { key: &key, roster: with_roster.then_some(&roster), form: None };
            let scored = once(&setup, 2, &[bytes]);
            assert_eq!(scored.is_some(), enough, "{}", String::from_utf8_lossy(bytes));
            assert!(!enough || scored == ever(&setup, &[bytes]).ok());
        }
        let setup = Setup { key: &key, roster: None, form: None };
        let one: &[u8] = b"candidate,form,1,2\na,A,B,A\n";
        assert!(once(&setup, 2, &[one, one]).is_none(), "the same candidate in two files");
        let mut sources = [CsvSource::bytes("a.csv", one).superseding()];
        let nobody =
            grade_once(&setup, None, &mut sources, &mut OneByOne(|_: &ScoreSheet| Ok::<_, GradingError>(())));
        assert!(nobody.unwrap().is_none(), "rows that may replace others");
    }

    #[test]
    fn a_file_that_changes_behind_its_header_is_read_again() {
        let key: AnswerKey = toml::from_str(KEY).unwrap();
        let setup = Setup { key: &key, roster: None, form: None };
        let texts = ["candidate,form,1,2\na,A,B,A\n", "candidate,form,2,1\na,A,B,A\n"];
        let mut turn = 0;
        // Each separator takes a look, and so does the encoding.
        let open = move || {
            turn += 1;
            Ok(Box::new(texts[usize::from(turn > 4)].as_bytes()) as Box<dyn std::io::Read>)
        };
        let mut sources = [CsvSource::new("a.csv", open)];
        let mut sink = OneByOne(|_: &ScoreSheet| Ok::<_, GradingError>(()));
        assert!(grade_once(&setup, None, &mut sources, &mut sink).unwrap().is_none());
    }
}
