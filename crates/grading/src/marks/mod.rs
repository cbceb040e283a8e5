//! Points that people award to open questions, read from a file of their own: one row per candidate, question, marker and
//! criterion.
//!
//! One marker's points count as they are. With several markers, the mean counts as long as their totals for the question are no
//! further apart than the tolerance. Otherwise the question is unsettled until a row of the marker `decision` settles it. An open
//! question without any mark is unsettled, too: nobody gets nothing because a script was forgotten.

mod file;
mod settle;
#[cfg(test)]
mod tests;

use crate::columns::{CANDIDATE, Columns, HeaderFaults, Meaning};
use crate::record::Record;
use crate::table::open_table;
use crate::{CsvSource, GradingError, InputDigest};
use mockexam_model::{CandidateId, Diagnostic, Place, Points};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use settle::Unsettled;

/// The marker whose points settle what others disagree about.
pub(crate) const DECISION: &str = "decision";

/// What markers awarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkBook {
    /// The file as the user named it.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How far the totals of two markers of a question may be apart.
    pub tolerance: Points,
    encoding: &'static str,
    separator: char,
    candidates: BTreeMap<CandidateId, Vec<Mark>>,
}

/// Points for a criterion of a question, by one marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) line: u64,
    /// Number of the question on the candidate's form, from 1.
    pub(crate) question: usize,
    /// The criterion, from 0; none where the question has only one.
    pub(crate) criterion: Option<usize>,
    pub(crate) marker: String,
    pub(crate) points: Points,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Candidate,
    Question,
    Marker,
    Criterion,
    Points,
}

const MEANINGS: &[Meaning<Known>] = &[
    Meaning { means: Known::Candidate, name: "candidate", aliases: CANDIDATE },
    Meaning {
        means: Known::Question,
        name: "question",
        aliases: &["question", "question no", "question number"],
    },
    Meaning { means: Known::Marker, name: "marker", aliases: &["marker", "examiner", "rater"] },
    Meaning { means: Known::Criterion, name: "criterion", aliases: &["criterion"] },
    Meaning { means: Known::Points, name: "points", aliases: &["points", "mark", "marks"] },
];

const EXPECTED: &str = "candidate, question, marker, points and optionally criterion";

/// Where a file of marks holds what.
struct MarksHeader {
    width: usize,
    columns: Columns<'static, Known>,
}

impl MarksHeader {
    fn resolve(file: &str, record: &Record) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = HeaderFaults::new(file, record.line());
        let columns = Columns::assign(record, MEANINGS, EXPECTED, &mut faults, |_, _| false);
        for meaning in MEANINGS.iter().filter(|meaning| meaning.means != Known::Criterion) {
            if columns.of(meaning.means).is_none() {
                faults.missing(meaning.name, record);
            }
        }
        if faults.found.is_empty() { Ok(Self { width: record.len(), columns }) } else { Err(faults.found) }
    }

    /// The cell of a column as text; empty where the file has no such column.
    fn text<'r>(&self, record: &'r Record, known: Known) -> &'r str {
        self.columns.of(known).and_then(|column| record.text(column)).unwrap_or_default()
    }
}

impl MarkBook {
    /// Reads a file of marks.
    ///
    /// # Errors
    /// [`GradingError::Refused`] with every row that cannot be understood or is there twice; otherwise as for answer files.
    pub fn read(source: &mut CsvSource<'_>, tolerance: Points) -> Result<Self, GradingError> {
        let table = open_table(source, &MarksHeader::resolve)?;
        let file = source.name().to_owned();
        let mut rows = table.rows(source)?;
        let mut record = Record::default();
        let mut reading = file::Reading::new(&file, &table.header);
        while rows.read(&mut record)? {
            reading.row(&record);
        }
        let sha256 = rows.finish()?;
        let encoding = table.survey.encoding.name();
        let separator = char::from(table.separator);
        match reading.finish() {
            Ok(candidates) if candidates.is_empty() => {
                let empty =
                    Diagnostic::error("G05", "the file has a header and no mark").at(&file, Place::File, "");
                Err(GradingError::Refused(vec![empty.help("leave the file out if nothing was marked")]))
            }
            Ok(candidates) => Ok(Self { file, sha256, tolerance, encoding, separator, candidates }),
            Err(found) => Err(GradingError::Refused(found)),
        }
    }

    /// The file as it was read.
    pub(crate) fn input(&self) -> InputDigest {
        InputDigest {
            file: self.file.clone(),
            sha256: self.sha256,
            layout: "marks",
            encoding: self.encoding,
            separator: self.separator,
        }
    }

    /// The marks of a candidate in the order of the file.
    pub(crate) fn of(&self, candidate: &CandidateId) -> &[Mark] {
        self.candidates.get(candidate).map(Vec::as_slice).unwrap_or_default()
    }

    /// Candidates with marks who are none of these, each with the line of their first mark.
    pub(crate) fn without(&self, graded: &BTreeSet<CandidateId>) -> Vec<(CandidateId, u64)> {
        let others = self.candidates.iter().filter(|(candidate, _)| !graded.contains(*candidate));
        others.filter_map(|(candidate, marks)| Some((candidate.clone(), marks.first()?.line))).collect()
    }
}
