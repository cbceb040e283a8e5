//! responses.csv: a row per candidate and question, streamed in groups of one candidate.

use super::scores::identity;
use super::source::{self, Source};
use super::table::{Column, Row, Table};
use mockexam_model::{CandidateId, Diagnostic, FormCode, ItemId, Marks, Place, Points, Response};
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
    pub(crate) response: Response,
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
    let marks = row.read(response, "printed letters", marks)?;
    let response = row.read(state, "a state that fits the response", |text| response_of(text, marks))?;
    Ok(Answered {
        candidate: identity(row, candidate)?,
        form: row.read(form, "the code of a form", |text| FormCode::new(text).ok())?,
        question: row.read(question, "the number of a question", |text| text.parse().ok())?,
        item: row.read(item, "an item", |text| ItemId::new(text).ok())?,
        rev: row.read(rev, "a revision", |text| text.parse().ok())?,
        response,
        points: row.points(points)?,
        maximum: row.points(maximum)?,
    })
}

fn marks(letters: &str) -> Option<Marks> {
    letters.bytes().try_fold(Marks::NONE, |marks, letter| {
        letter.is_ascii_uppercase().then(|| marks.with(Marks::one(letter - b'A')))
    })
}

fn response_of(state: &str, marks: Marks) -> Option<Response> {
    let states = [
        Response::Chosen(marks),
        Response::Blank,
        Response::Multiple(marks),
        Response::Unreadable,
        Response::NotAdministered,
    ];
    let response = states.into_iter().find(|response| response.state() == state)?;
    let fits = match response {
        Response::Chosen(marks) => marks.count() > 0,
        Response::Multiple(marks) => marks.count() > 1,
        Response::Blank | Response::Unreadable | Response::NotAdministered => marks.count() == 0,
    };
    fits.then_some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_must_fit_its_letters() {
        let ac = marks("AC").unwrap();
        let cases = [
            ("chosen", marks("B").unwrap(), Some(Response::Chosen(Marks::one(1)))),
            ("multiple", ac, Some(Response::Multiple(ac))),
            ("blank", Marks::NONE, Some(Response::Blank)),
            ("unreadable", Marks::NONE, Some(Response::Unreadable)),
            ("not-administered", Marks::NONE, Some(Response::NotAdministered)),
            ("chosen", Marks::NONE, None),
            ("blank", ac, None),
            ("multiple", Marks::one(1), None),
            ("guessed", Marks::NONE, None),
        ];
        for (state, marks, expected) in cases {
            assert_eq!(response_of(state, marks), expected, "{state} {marks:?}");
        }
        assert_eq!(marks("a"), None);
        assert_eq!(marks("A;C"), None);
    }
}
