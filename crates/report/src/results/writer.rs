//! Streams scores.csv and responses.csv while an exam is graded.

use super::number::Spellings;
use super::responses::{self, Responses};
use super::scores::{self, Scores};
use super::table::Table;
use super::{FileDigest, ResultsError};
use mockexam_model::{AnswerKey, CandidateId, CandidateState, Reconciliation, ScoreSheet};
use std::io::Write;
use std::sync::Arc;

/// Writes the tables with a row per candidate or response. Holds no candidate longer than it must.
pub struct ResultsWriter<W: Write> {
    scores: Table<W>,
    responses: Option<Table<W>>,
    /// No rows, to begin shares with.
    empty: ResultsShare,
}

/// Rows of both tables, spelled and not yet written: what one thread makes while others make the rows before and behind.
#[derive(Debug, Clone)]
pub struct ResultsShare {
    scores: Scores,
    responses: Option<Responses>,
}

impl ResultsShare {
    /// Adds a graded candidate.
    ///
    /// # Errors
    /// [`ResultsError`] if the sheet does not fit the key.
    pub fn add(&mut self, sheet: &ScoreSheet) -> Result<(), ResultsError> {
        self.scores.graded(sheet)?;
        self.responses.as_mut().map_or(Ok(()), |responses| responses.graded(sheet))
    }
}

impl<W: Write> ResultsWriter<W> {
    /// Starts scores.csv and, unless responses are to be left out, responses.csv.
    ///
    /// # Errors
    /// [`ResultsError::Io`] if a header cannot be written.
    pub fn new(key: &AnswerKey, scores: W, responses: Option<W>) -> Result<Self, ResultsError> {
        let spellings = Arc::new(Spellings::new());
        let empty = ResultsShare {
            scores: Scores::new(key, &spellings),
            responses: responses.is_some().then(|| Responses::new(key, &spellings)),
        };
        let responses = responses.map(responses::table).transpose()?;
        Ok(Self { scores: scores::table(key, scores)?, responses, empty })
    }

    /// A share without rows.
    #[must_use]
    pub fn share(&self) -> ResultsShare {
        self.empty.clone()
    }

    /// Writes the rows of a share, which then has none.
    ///
    /// # Errors
    /// [`ResultsError::Io`] if they cannot be written.
    pub fn gather(&mut self, share: &mut ResultsShare) -> Result<(), ResultsError> {
        self.scores.take(&mut share.scores.rows)?;
        match (&mut self.responses, &mut share.responses) {
            (Some(table), Some(responses)) => table.take(&mut responses.rows),
            _ => Ok(()),
        }
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
        let mut share = self.share();
        for (candidates, state) in without {
            for candidate in candidates {
                share.scores.without(candidate, name(candidate), state)?;
            }
        }
        self.gather(&mut share)?;
        let mut files = vec![self.scores.finish()?];
        if let Some(responses) = self.responses {
            files.push(responses.finish()?);
        }
        Ok(files)
    }
}
