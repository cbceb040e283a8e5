//! Keys of exams that were made elsewhere: a CSV with an item and its right letters in each row.
//!
//! Such a file knows no texts, and not how choices moved between forms. So an item that several forms ask with other letters keeps
//! its letters form by form: its points are one statistic, its choices are none.

mod build;
mod row;

use crate::columns::{Columns, FORM, HeaderFaults, Meaning};
use crate::record::Record;
use crate::table::open_table;
use crate::{CsvSource, GradingError};
use mockexam_model::{AnswerKey, Diagnostic, Place};
use row::KeyRow;

/// A key that was read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideKey {
    /// The key.
    pub key: AnswerKey,
    /// What was assumed, for a person to know.
    pub warnings: Vec<Diagnostic>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Item,
    Key,
    Options,
    Points,
    Topic,
    Form,
    Question,
}

const MEANINGS: &[Meaning<Known>] = &[
    Meaning { means: Known::Item, name: "item", aliases: &["item", "item id", "itemid"] },
    Meaning {
        means: Known::Key,
        name: "key",
        aliases: &["key", "right answer", "correct answer", "correct"],
    },
    Meaning { means: Known::Options, name: "options", aliases: &["options", "choices"] },
    Meaning { means: Known::Points, name: "points", aliases: &["points"] },
    Meaning { means: Known::Topic, name: "topic", aliases: &["topic"] },
    Meaning { means: Known::Form, name: "form", aliases: FORM },
    Meaning {
        means: Known::Question,
        name: "question",
        aliases: &["question", "question no", "question number"],
    },
];

const EXPECTED: &str = "item, key and optionally options, points, topic, form, question";

/// Where a key file holds what.
struct KeyHeader {
    width: usize,
    columns: Columns<'static, Known>,
}

impl KeyHeader {
    fn resolve(file: &str, record: &Record) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = HeaderFaults::new(file, record.line());
        let columns = Columns::assign(record, MEANINGS, EXPECTED, &mut faults, |_, _| false);
        for (known, name) in [(Known::Item, "item"), (Known::Key, "key")] {
            if columns.of(known).is_none() {
                faults.missing(name, record);
            }
        }
        if faults.found.is_empty() { Ok(Self { width: record.len(), columns }) } else { Err(faults.found) }
    }

    /// The cell of a column as text; empty where the file has no such column.
    fn text<'r>(&self, record: &'r Record, known: Known) -> &'r str {
        self.columns.of(known).and_then(|column| record.text(column)).unwrap_or_default()
    }
}

/// Most rows of a key file: more than any exam has.
const MOST_ROWS: usize = 1_000_000;

impl OutsideKey {
    /// Reads a key. `title` names the exam.
    ///
    /// # Errors
    /// [`GradingError::Refused`] with every mistake; otherwise as for answer files.
    pub fn read(source: &mut CsvSource<'_>, title: &str) -> Result<Self, GradingError> {
        let table = open_table(source, &KeyHeader::resolve)?;
        let file = source.name().to_owned();
        let mut faults = KeyFaults { file: &file, found: Vec::new() };
        let mut rows: Vec<KeyRow> = Vec::new();
        let mut records = table.rows(source)?;
        let mut record = Record::default();
        while records.read(&mut record)? {
            if rows.len() == MOST_ROWS {
                faults.add(
                    "G61",
                    record.line(),
                    None,
                    format!("the key has more than {MOST_ROWS} rows"),
                    "is this an answer file?",
                );
                break;
            }
            rows.extend(row::read(&table.header, &record, &mut faults));
        }
        let sha256 = records.finish()?;
        if rows.is_empty() && faults.found.is_empty() {
            let empty =
                Diagnostic::error("G05", "the key has a header and no row").at(&file, Place::File, "");
            faults.found.push(empty.help("add a row per question"));
        }
        let has_options = table.header.columns.of(Known::Options).is_some();
        let built = build::key(title, &sha256, rows, has_options, &mut faults);
        match built.filter(|_| faults.found.is_empty()) {
            Some(built) => Ok(built),
            None => Err(GradingError::Refused(faults.found)),
        }
    }
}

/// Collects what is wrong with a key file.
struct KeyFaults<'a> {
    file: &'a str,
    found: Vec<Diagnostic>,
}

impl KeyFaults<'_> {
    fn add(&mut self, code: &'static str, line: u64, column: Option<usize>, fact: String, help: &str) {
        let column = column.and_then(|index| u32::try_from(index + 1).ok());
        let fault = Diagnostic::error(code, fact).at(self.file, Place::Cell { line, column }, "");
        self.found.push(fault.help(help));
    }
}
