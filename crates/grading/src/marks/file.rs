//! Rows of a file of marks.

use super::{Known, Mark, MarksHeader};
use crate::record::Record;
use crate::shown::{shown, shown_bytes};
use mockexam_model::{CandidateId, Diagnostic, Place, Points};
use std::collections::BTreeMap;

/// A file half read.
pub(super) struct Reading<'a> {
    file: &'a str,
    header: &'a MarksHeader,
    found: Vec<Diagnostic>,
    candidates: BTreeMap<CandidateId, Vec<Mark>>,
}

/// Why a row is no mark: the cell at fault where there is one, the fact, the repair.
struct RowFault {
    known: Option<Known>,
    fact: String,
    help: &'static str,
}

impl MarksHeader {
    /// What a row says.
    fn mark(&self, record: &Record) -> Result<(CandidateId, Mark), RowFault> {
        self.shape(record)?;
        let text = |known| self.text(record, known);
        let foreign = |known, what: &str, help| RowFault {
            known: Some(known),
            fact: format!("{} {what}", shown(text(known))),
            help,
        };
        let candidate = CandidateId::new(text(Known::Candidate)).map_err(|_| {
            let help = "name the candidate as in the answer file";
            foreign(Known::Candidate, "cannot be the id of a candidate", help)
        })?;
        let (question, in_question) = question(text(Known::Question)).ok_or_else(|| {
            let help = "write it as 12, or 12a with the criterion";
            foreign(Known::Question, "is no number of a question", help)
        })?;
        let in_column = criterion(text(Known::Criterion)).ok_or_else(|| {
            foreign(Known::Criterion, "is no criterion", "write a for the first, b for the second …")
        })?;
        if in_question.is_some() && in_column.is_some() && in_question != in_column {
            let what = format!("is not the criterion of question {}", shown(text(Known::Question)));
            return Err(foreign(Known::Criterion, &what, "name the criterion once"));
        }
        let marker = text(Known::Marker).trim();
        if marker.is_empty() {
            let (known, fact) = (Some(Known::Marker), "the row names no marker".to_owned());
            return Err(RowFault { known, fact, help: "say who awarded the points" });
        }
        let points = Points::from_decimal(&text(Known::Points).replace(',', ".")).ok();
        let points = points.filter(|points| *points >= Points::ZERO).ok_or_else(|| {
            foreign(Known::Points, "is no number of points", "write 0 or more, with up to two decimals")
        })?;
        let (criterion, marker) = (in_question.or(in_column), marker.to_owned());
        Ok((candidate, Mark { line: record.line(), question, criterion, marker, points }))
    }

    fn shape(&self, record: &Record) -> Result<(), RowFault> {
        if record.len() != self.width {
            let fact = format!("the row has {} cells, the header has {}", record.len(), self.width);
            return Err(RowFault { known: None, fact, help: "give every row as many cells as the header" });
        }
        let unnamed = self.columns.unnamed.iter().copied().find(|&column| record.text(column) != Some(""));
        unnamed.map_or(Ok(()), |column| {
            let fact = format!("{} stands in a column without a header", shown_bytes(record.cell(column)));
            Err(RowFault { known: None, fact, help: "name the column or empty the cell" })
        })
    }
}

/// Most faults that are told one by one.
const MOST: usize = 1000;

impl<'a> Reading<'a> {
    pub(super) const fn new(file: &'a str, header: &'a MarksHeader) -> Self {
        Self { file, header, found: Vec::new(), candidates: BTreeMap::new() }
    }

    fn fault(&mut self, line: u64, known: Option<Known>, fact: String, help: &str) {
        if self.found.len() >= MOST {
            return;
        }
        let column = known.and_then(|known| self.header.columns.of(known));
        let column = column.and_then(|index| u32::try_from(index + 1).ok());
        let fault = Diagnostic::error("G70", fact).at(self.file, Place::Cell { line, column }, "");
        self.found.push(fault.help(help));
    }

    pub(super) fn row(&mut self, record: &Record) {
        match self.header.mark(record) {
            Ok((candidate, mark)) => self.add(candidate, mark),
            Err(RowFault { known, fact, help }) => self.fault(record.line(), known, fact, help),
        }
    }

    fn add(&mut self, candidate: CandidateId, mark: Mark) {
        let marks = self.candidates.entry(candidate).or_default();
        let same = |other: &&Mark| {
            other.question == mark.question
                && other.criterion == mark.criterion
                && other.marker.eq_ignore_ascii_case(&mark.marker)
        };
        match marks.iter().find(same).map(|other| other.line) {
            None => marks.push(mark),
            Some(first) => {
                let fact = format!("{} marked this already, on line {first}", shown(&mark.marker));
                self.fault(mark.line, Some(Known::Marker), fact, "keep one row per marker and criterion");
            }
        }
    }

    pub(super) fn finish(self) -> Result<BTreeMap<CandidateId, Vec<Mark>>, Vec<Diagnostic>> {
        if self.found.is_empty() { Ok(self.candidates) } else { Err(self.found) }
    }
}

/// `12` or `12a`, with or without a Q: the question, and the criterion where one is named.
fn question(text: &str) -> Option<(usize, Option<usize>)> {
    let text = text.trim_start_matches(['q', 'Q']).trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, letter) = text.split_at(digits);
    let number = number.parse().ok().filter(|&number: &usize| number > 0)?;
    Some((number, criterion(letter)?))
}

/// The criterion behind a small letter; the outer none for something else.
fn criterion(text: &str) -> Option<Option<usize>> {
    match text.trim().to_ascii_lowercase().as_bytes() {
        [] => Some(None),
        [letter @ b'a'..=b'z'] => Some(Some(usize::from(letter - b'a'))),
        _ => None,
    }
}
