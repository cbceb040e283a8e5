//! Streams scores.csv and responses.csv while an exam is graded.

use super::responses::Responses;
use super::scores::Scores;
use super::{FileDigest, ResultsError};
use mockexam_model::{AnswerKey, CandidateId, CandidateState, Reconciliation, ScoreSheet};
use std::io::Write;

/// Writes the tables with a row per candidate or response. Holds one candidate at a time.
pub struct ResultsWriter<W: Write> {
    scores: Scores<W>,
    responses: Option<Responses<W>>,
}

impl<W: Write> ResultsWriter<W> {
    /// Starts scores.csv and, unless responses are to be left out, responses.csv.
    ///
    /// # Errors
    /// [`ResultsError::Io`] if a header cannot be written.
    pub fn new(key: &AnswerKey, scores: W, responses: Option<W>) -> Result<Self, ResultsError> {
        let responses = responses.map(|writer| Responses::new(key, writer)).transpose()?;
        Ok(Self { scores: Scores::new(key, scores)?, responses })
    }

    /// Adds a graded candidate.
    ///
    /// # Errors
    /// [`ResultsError`] if the sheet does not fit the key or cannot be written.
    pub fn add(&mut self, sheet: &ScoreSheet) -> Result<(), ResultsError> {
        self.scores.graded(sheet)?;
        self.responses.as_mut().map_or(Ok(()), |responses| responses.graded(sheet))
    }

    /// Adds those without a score (the withheld first, then the absent) and closes the tables. `name` gives the name of a
    /// candidate, empty where there is none.
    ///
    /// # Errors
    /// [`ResultsError::Io`] if a table cannot be written to its end.
    pub fn finish<'n>(
        mut self,
        books: &Reconciliation,
        name: impl Fn(&CandidateId) -> &'n str,
    ) -> Result<Vec<FileDigest>, ResultsError> {
        let without = [(&books.withheld, CandidateState::Withheld), (&books.absent, CandidateState::Absent)];
        for (candidates, state) in without {
            for candidate in candidates {
                self.scores.without(candidate, name(candidate), state)?;
            }
        }
        let mut files = vec![self.scores.finish()?];
        if let Some(responses) = self.responses {
            files.push(responses.finish()?);
        }
        Ok(files)
    }
}
