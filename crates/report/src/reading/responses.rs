//! responses.csv: a row per candidate and question, streamed in groups of one candidate.

use super::scores::identity;
use super::source::{self, Source};
use super::table::{Column, Row, Table};
use mockexam_model::{CandidateId, Diagnostic, FormCode, ItemId, Place, Points};
use std::io::Read;

/// The name of the file.
pub(crate) const FILE: &str = "responses.csv";

/// What a candidate answered to a question, and what it earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answered {
    candidate: CandidateId,
    pub(crate) form: FormCode,
    /// Printed number, from 1.
    pub(crate) question: u16,
    pub(crate) item: ItemId,
    pub(crate) rev: u32,
    /// The response and its state as written; what they mean hangs on the item.
    pub(crate) given: String,
    pub(crate) state: String,
    pub(crate) points: Points,
    pub(crate) maximum: Points,
}

/// The rows of responses.csv, a group per candidate. Holds one group at most.
pub(crate) struct Responses {
    table: Table<Box<dyn Read>>,
    columns: [Column; 9],
    ahead: Option<Answered>,
    group: Vec<Answered>,
}

impl Responses {
    pub(crate) fn open(source: Source<'_>) -> Result<Self, Diagnostic> {
        let table = Table::open(FILE, source::open(source, FILE)?)?;
        let columns = table.columns([
            "candidate",
            "form",
            "question",
            "item",
            "rev",
            "response",
            "state",
            "points",
            "maximum",
        ])?;
        let mut responses = Self { table, columns, ahead: None, group: Vec::new() };
        responses.ahead = responses.read()?;
        Ok(responses)
    }

    /// The responses of a candidate, who must be the next one of the file; empty if it is somebody else's turn.
    pub(crate) fn of(&mut self, candidate: &CandidateId) -> Result<&[Answered], Diagnostic> {
        self.group.clear();
        while let Some(answered) = self.ahead.take_if(|answered| answered.candidate == *candidate) {
            self.group.push(answered);
            self.ahead = self.read()?;
        }
        Ok(&self.group)
    }

    /// Fails if responses are left that belong to no score.
    pub(crate) fn finish(self) -> Result<(), Diagnostic> {
        match self.ahead {
            None => Ok(()),
            Some(left) => Err(super::contradiction(
                FILE,
                Place::File,
                format!("the responses of candidate {} stand where nobody's are expected", left.candidate),
            )),
        }
    }

    fn read(&mut self) -> Result<Option<Answered>, Diagnostic> {
        let columns = self.columns;
        self.table.next()?.map(|row| answered(row, columns)).transpose()
    }
}

fn answered(row: Row<'_>, columns: [Column; 9]) -> Result<Answered, Diagnostic> {
    let [candidate, form, question, item, rev, response, state, points, maximum] = columns;
    Ok(Answered {
        candidate: identity(row, candidate)?,
        form: row.read(form, "the code of a form", |text| FormCode::new(text).ok())?,
        question: row.read(question, "the number of a question", |text| text.parse().ok())?,
        item: row.read(item, "an item", |text| ItemId::new(text).ok())?,
        rev: row.read(rev, "a revision", |text| text.parse().ok())?,
        given: row.text(response).to_owned(),
        state: row.raw(state).to_owned(),
        points: row.points(points)?,
        maximum: row.points(maximum)?,
    })
}
