//! Grading into memory: a class becomes the files of a set of results.

use mockexam_analysis::{ExamSummary, ExamTally};
use mockexam_grading::{CsvSource, Graded, GradingError, Setup, grade};
use mockexam_model::{AnswerKey, ScoreSheet};
use mockexam_report::{
    FileDigest, ResultSet, ResultsError, ResultsWriter, RulingsSeal, Summary, write_choices, write_items,
    write_reconciliation,
};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::rc::Rc;

/// A class that was graded.
pub(crate) struct GradedClass {
    pub(crate) books: Graded,
    pub(crate) sheets: Vec<ScoreSheet>,
    pub(crate) summary: ExamSummary,
}

pub(crate) fn graded(key: &AnswerKey, answers: &str) -> GradedClass {
    let setup = Setup { key, roster: None, form: None };
    let mut tally = ExamTally::new(key);
    let mut sheets = Vec::new();
    let mut sources = [CsvSource::bytes("answers.csv", answers.as_bytes())];
    let books = grade(&setup, &mut sources, |sheet| {
        tally.add(sheet).unwrap();
        sheets.push(sheet.clone());
        Ok::<_, GradingError>(())
    });
    GradedClass { books: books.unwrap(), sheets, summary: tally.finish() }
}

/// A file in memory that may be limited in size.
#[derive(Clone)]
pub(crate) struct Memory {
    bytes: Rc<RefCell<Vec<u8>>>,
    room: usize,
}

impl Memory {
    pub(crate) fn with_room(room: usize) -> Self {
        Self { bytes: Rc::default(), room }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes.borrow().clone()
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = self.bytes.borrow_mut();
        let fits = bytes.len().min(self.room - held.len());
        if fits == 0 && !bytes.is_empty() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        held.extend_from_slice(&bytes[..fits]);
        Ok(fits)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The files of a set of results; each may take `room` bytes.
pub(crate) fn results(
    key: &AnswerKey,
    class: &GradedClass,
    room: usize,
) -> Result<BTreeMap<&'static str, Vec<u8>>, ResultsError> {
    let memory = |_| Memory::with_room(room);
    let [scores, responses, items, choices, rows, summary] = [0; 6].map(memory);
    let mut writer = ResultsWriter::new(key, scores.clone(), Some(responses.clone()))?;
    let mut share = writer.share();
    class.sheets.iter().try_for_each(|sheet| share.add(sheet))?;
    writer.gather(&mut share)?;
    let books = &class.books.reconciliation;
    let mut files: Vec<FileDigest> = writer.finish(books, |_| "")?;
    files.push(write_items(items.clone(), key, &class.summary)?);
    files.push(write_choices(choices.clone(), &class.summary)?);
    files.push(write_reconciliation(rows.clone(), books)?);
    let file = Summary {
        key,
        books,
        statistics: &class.summary,
        simulated: true,
        rulings: RulingsSeal::default(),
        inputs: &[],
        files: &files,
    };
    file.write(summary.clone())?;
    let named = [
        ("scores.csv", scores),
        ("responses.csv", responses),
        ("items.csv", items),
        ("choices.csv", choices),
        ("reconciliation.csv", rows),
        ("summary.json", summary),
    ];
    Ok(named.into_iter().map(|(name, file)| (name, file.bytes())).collect())
}

/// Opens a set in memory and does something with it.
pub(crate) fn with_set<T>(
    files: &BTreeMap<&'static str, Vec<u8>>,
    use_it: impl FnOnce(&ResultSet<'_>) -> T,
) -> T {
    let source = |name: &str| -> io::Result<Box<dyn Read>> {
        let bytes = files.get(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    };
    use_it(&ResultSet::open(&source).unwrap())
}
