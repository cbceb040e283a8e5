//! Files with a row for each answer: the answers of a candidate are gathered to one row, so that the gate sees no
//! difference.
//!
//! Answers of a candidate that stand together are gathered while they stream by. Where they are scattered, the file is
//! gathered as a whole, up to a limit of rows. A question that a candidate has twice starts another row for
//! them: the gate then finds the candidate twice.

use crate::columns::canonical;
use crate::header::{AnswerHeader, FormCell, FormKind, Spelling, Width};
use crate::layout::{Exam, question_label};
use crate::plan::ColumnLabel;
use crate::record::{Origin, Record};
use crate::shown::shown_bytes;
use crate::table::{RawRows, Table};
use crate::{CsvSource, GradingError};
use mockexam_model::fact::{Fact, sayings as say};
use mockexam_model::{Diagnostic, Place};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::hash::{DefaultHasher, Hasher};
use std::rc::Rc;

/// Most rows of a file whose candidates are scattered: 50,000 candidates with 40 questions.
const MOST_SCATTERED: u64 = 2_000_000;

/// Most bytes of their cells.
const MOST_BYTES: usize = 64 << 20;

/// Where a row for an answer holds what. Indices count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LongColumns {
    pub(crate) width: usize,
    pub(crate) candidate: usize,
    pub(crate) question: usize,
    pub(crate) answer: usize,
    pub(crate) name: Option<usize>,
    pub(crate) form: Option<usize>,
    pub(crate) exam: Option<usize>,
    pub(crate) unnamed: Vec<usize>,
    pub(crate) marked: Marked,
}

/// Which rows are marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marked {
    /// Each row is the answer to its question.
    Answer,
    /// Each row is a choice: an answer if this column says so. The attempt parts the rows of a candidate.
    Choice { mark: usize, yes: &'static str, no: &'static str, attempt: Option<usize> },
}

/// The sign between the marked choices of a question in a gathered cell.
pub(crate) const BETWEEN: char = '\u{1f}';

/// Columns of a gathered row before those of questions.
const CANDIDATE: usize = 0;
const NAME: usize = 1;
const FORM: usize = 2;
const EXAM: usize = 3;
const FIRST: usize = 4;

impl LongColumns {
    /// Where a gathered row holds what.
    pub(crate) fn header(&self, exam: &Exam<'_>, spelling: Spelling) -> AnswerHeader {
        let labels: Vec<ColumnLabel> = exam.needs.of_any().into_iter().collect();
        let questions: Vec<(ColumnLabel, usize)> = labels.iter().copied().zip(FIRST..).collect();
        AnswerHeader {
            width: Width::Exactly(FIRST + labels.len()),
            candidate: CANDIDATE,
            name: self.name.map(|_| NAME),
            form: self.form.map(|_| FormCell { column: FORM, kind: FormKind::Code }),
            exam: self.exam.map(|_| EXAM),
            forms: exam.needs.columns(&questions),
            spelling,
            ..AnswerHeader::default()
        }
    }
}

/// How the rows of a file are gathered.
#[derive(Debug, Clone)]
pub(crate) struct Gathering {
    columns: Rc<LongColumns>,
    labels: Rc<[ColumnLabel]>,
    order: Order,
}

/// How the rows of a candidate stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Together,
    Scattered,
}

/// Looks at all rows: whether those of a candidate stand together.
///
/// # Errors
/// [`GradingError::Refused`] for a large file in which they do not; those of reading.
pub(crate) fn survey<H>(
    source: &mut CsvSource<'_>,
    table: &Table<H>,
    columns: LongColumns,
    exam: &Exam<'_>,
) -> Result<Gathering, GradingError> {
    let mut rows = table.records(source)?;
    let mut record = Record::default();
    let mut seen: BTreeSet<u64> = BTreeSet::new();
    let (mut last, mut order) = (None, Order::Together);
    let (mut count, mut bytes) = (0_u64, 0_usize);
    while rows.read(&mut record)? {
        let mut hasher = DefaultHasher::new();
        hasher.write(identity(&record, &columns).as_bytes());
        let candidate = hasher.finish();
        // Two candidates of one hash only look scattered: that costs memory, and nothing else.
        if last != Some(candidate) && !seen.insert(candidate) {
            order = Order::Scattered;
        }
        last = Some(candidate);
        count += 1;
        bytes = bytes.saturating_add(record.cell(columns.answer).len());
        if order == Order::Scattered && (count > MOST_SCATTERED || bytes > MOST_BYTES) {
            return Err(GradingError::Refused(vec![scattered(source.name(), record.line())]));
        }
    }
    rows.finish()?;
    Ok(Gathering { columns: Rc::new(columns), labels: exam.needs.of_any().into_iter().collect(), order })
}

fn scattered(file: &str, line: u64) -> Diagnostic {
    let message = format!(
        "the rows of a candidate do not stand together, and the file has more than {MOST_SCATTERED} rows or {} MiB",
        MOST_BYTES >> 20
    );
    Diagnostic::error("G21", message)
        .at(file, Place::Cell { line, column: None }, "")
        .help("sort the file by candidate, or split it")
}

/// Whose row it is: the candidate, and the attempt where there are several.
fn identity(record: &Record, columns: &LongColumns) -> String {
    let text = |column: usize| String::from_utf8_lossy(record.cell(column)).trim().to_owned();
    match columns.marked {
        Marked::Choice { attempt: Some(attempt), .. } => {
            format!("{}\u{0}{}", text(columns.candidate), text(attempt))
        }
        _ => text(columns.candidate),
    }
}

/// A cell that was gathered, and where it stood first.
#[derive(Debug, Clone, Default)]
struct Gathered {
    text: Vec<u8>,
    origin: Option<Origin>,
}

/// A row as far as it is gathered.
#[derive(Debug)]
struct Group {
    identity: String,
    line: u64,
    cells: Vec<Gathered>,
    flaw: Option<(Origin, Fact)>,
}

/// Gathers rows while they stream by.
#[derive(Debug)]
pub(crate) struct Pivot {
    how: Gathering,
    record: Record,
    /// Whole groups, and in the last place the one that is open.
    groups: VecDeque<Group>,
    /// Where the groups of somebody are, while the file is gathered as a whole.
    places: BTreeMap<String, Vec<usize>>,
    ended: bool,
}

impl Pivot {
    pub(crate) fn new(how: Gathering) -> Self {
        Self {
            how,
            record: Record::default(),
            groups: VecDeque::new(),
            places: BTreeMap::new(),
            ended: false,
        }
    }

    /// Reads the next gathered row; false at the end.
    pub(crate) fn read(&mut self, rows: &mut RawRows<'_>, out: &mut Record) -> Result<bool, GradingError> {
        while !self.ended && (self.how.order == Order::Scattered || self.groups.len() < 2) {
            let mut record = std::mem::take(&mut self.record);
            if rows.read(&mut record)? {
                self.add(&record);
            } else {
                self.ended = true;
                self.places.clear();
            }
            self.record = record;
        }
        let Some(group) = self.groups.pop_front() else { return Ok(false) };
        let cells = group.cells.iter().map(|cell| (cell.text.as_slice(), cell.origin));
        out.gather(group.line, cells, group.flaw);
        Ok(true)
    }

    fn add(&mut self, record: &Record) {
        let columns = Rc::clone(&self.how.columns);
        let identity = identity(record, &columns);
        let question = self.question(record);
        let group = self.place(identity, question.as_ref().ok().copied(), record);
        let at = |column| Origin { line: record.line(), column };
        let mut flaw = None;
        if record.len() != columns.width {
            flaw = Some((at(0), say::WIDTH.of([record.len().into(), columns.width.into()])));
        }
        if let Some(&stray) = columns.unnamed.iter().find(|&&column| record.text(column) != Some("")) {
            let message = say::NO_HEADER.of([shown_bytes(record.cell(stray)).into()]);
            flaw = flaw.or(Some((at(stray), message)));
        }
        for (column, to, what) in [
            (columns.name, NAME, say::A_NAME),
            (columns.form, FORM, say::A_FORM),
            (columns.exam, EXAM, say::AN_EXAM),
        ] {
            let (Some(column), Some(cell)) = (column, group.cells.get_mut(to)) else { continue };
            let text = record.cell(column).trim_ascii();
            if cell.origin.is_none() {
                *cell = Gathered { text: text.to_owned(), origin: Some(at(column)) };
            } else if cell.text != text && to != NAME {
                let (one, other) = (shown_bytes(&cell.text), shown_bytes(text));
                let message = say::ROWS_DIFFER.of([what.fact().into(), one.into(), other.into()]);
                flaw = flaw.or(Some((at(column), message)));
            }
        }
        match question {
            Err(message) => flaw = flaw.or(Some((at(columns.question), message))),
            Ok(question) => {
                let cell = group.cells.get_mut(FIRST + question);
                flaw = flaw.or(cell.and_then(|cell| fill(cell, record, &columns)));
            }
        }
        if group.flaw.is_none() {
            group.flaw = flaw;
        }
    }

    /// The question of a row, by the place of its label, or why it has none.
    fn question(&self, record: &Record) -> Result<usize, Fact> {
        let cell = record.cell(self.how.columns.question);
        let text = record.text(self.how.columns.question).unwrap_or("\u{fffd}");
        let label = question_label(&canonical(text));
        let label = label.ok_or_else(|| say::NO_QUESTION_NUMBER.of([shown_bytes(cell).into()]))?;
        self.how.labels.binary_search(&label).map_err(|_| {
            let parts = self.how.labels.iter().filter(|known| known.question == label.question).count();
            match parts {
                0 => say::NO_SUCH_QUESTION.of([label.to_string().into()]),
                _ => say::NOT_ASKED_AS.of([label.question.into(), label.to_string().into()]),
            }
        })
    }

    /// The group that a row goes to: the one of its identity that lacks the question.
    fn place(&mut self, identity: String, question: Option<usize>, record: &Record) -> &mut Group {
        let one_row = self.how.columns.marked == Marked::Answer;
        let lacks = |group: &Group| {
            let cell = question.and_then(|question| group.cells.get(FIRST + question));
            !one_row || cell.is_none_or(|cell| cell.origin.is_none())
        };
        let found = match self.how.order {
            Order::Together => {
                let last = self.groups.len().checked_sub(1);
                last.filter(|&last| self.groups.get(last).is_some_and(|g| g.identity == identity && lacks(g)))
            }
            Order::Scattered => {
                let mine = self.places.get(&identity).map(Vec::as_slice).unwrap_or_default();
                mine.iter().copied().find(|&index| self.groups.get(index).is_some_and(lacks))
            }
        };
        let index = found.unwrap_or_else(|| {
            let mut cells = vec![Gathered::default(); FIRST + self.how.labels.len()];
            let column = self.how.columns.candidate;
            let origin = Some(Origin { line: record.line(), column });
            cells[CANDIDATE] = Gathered { text: record.cell(column).to_owned(), origin };
            let index = self.groups.len();
            if self.how.order == Order::Scattered {
                self.places.entry(identity.clone()).or_default().push(index);
            }
            self.groups.push_back(Group { identity, line: record.line(), cells, flaw: None });
            index
        });
        &mut self.groups[index]
    }
}

/// Puts the answer of a row into its cell, or says what speaks against it.
fn fill(cell: &mut Gathered, record: &Record, columns: &LongColumns) -> Option<(Origin, Fact)> {
    let origin = Origin { line: record.line(), column: columns.answer };
    let text = record.cell(columns.answer);
    match columns.marked {
        Marked::Answer => *cell = Gathered { text: text.to_owned(), origin: Some(origin) },
        Marked::Choice { mark, yes, no, .. } => {
            cell.origin.get_or_insert(origin);
            match record.text(mark).unwrap_or("\u{fffd}") {
                word if word.eq_ignore_ascii_case(yes) => {
                    if !cell.text.is_empty() {
                        cell.text.extend_from_slice(BETWEEN.to_string().as_bytes());
                    }
                    cell.text.extend_from_slice(text);
                }
                word if word.eq_ignore_ascii_case(no) => {}
                _ => {
                    let origin = Origin { line: record.line(), column: mark };
                    let cell = shown_bytes(record.cell(mark));
                    return Some((origin, say::NEITHER.of([cell.into(), yes.into(), no.into()])));
                }
            }
        }
    }
    None
}
