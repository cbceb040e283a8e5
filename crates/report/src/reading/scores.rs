//! scores.csv: a row per candidate, streamed.

use super::items::yes_or_no;
use super::source::{self, Source};
use super::table::{Column, Row, Table};
use mockexam_model::{CandidateId, CandidateState, Diagnostic, FormCode, Points, TopicId};
use std::io::Read;

/// The name of the file.
pub(crate) const FILE: &str = "scores.csv";

/// A candidate and what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) id: CandidateId,
    /// Empty where the roster has none.
    pub(crate) name: String,
    pub(crate) outcome: Outcome,
}

/// What became of a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Has a score.
    Graded(Score),
    /// No row is theirs.
    Absent,
    /// Rows are theirs, but a person has to decide.
    Withheld,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Score {
    pub(crate) form: FormCode,
    pub(crate) points: Points,
    pub(crate) maximum: Points,
    /// None where the exam has no cut score.
    pub(crate) passed: Option<bool>,
    /// The grade, where the exam has more of them than pass and fail.
    pub(crate) grade: String,
    /// Points by topic, in the order of the columns.
    pub(crate) topics: Vec<(TopicId, Points)>,
}

/// The rows of scores.csv in their order.
pub(crate) struct Scores {
    table: Table<Box<dyn Read>>,
    columns: [Column; 8],
    topics: Vec<(TopicId, Column)>,
}

/// Columns that are no topics.
const KNOWN: [&str; 9] =
    ["candidate", "name", "form", "state", "points", "maximum", "percent", "passed", "grade"];

impl Scores {
    pub(crate) fn open(source: Source<'_>) -> Result<Self, Diagnostic> {
        let table = Table::open(FILE, source::open(source, FILE)?)?;
        let columns =
            table.columns(["candidate", "name", "form", "state", "points", "maximum", "passed", "grade"])?;
        let others =
            table.others(&KNOWN).filter_map(|(name, column)| Some((TopicId::new(name).ok()?, column)));
        let topics = others.collect();
        Ok(Self { table, columns, topics })
    }

    /// The next candidate, until there is none.
    pub(crate) fn next(&mut self) -> Result<Option<Candidate>, Diagnostic> {
        let (columns, topics) = (self.columns, &self.topics);
        self.table.next()?.map(|row| candidate(row, columns, topics)).transpose()
    }
}

fn candidate(
    row: Row<'_>,
    columns: [Column; 8],
    topics: &[(TopicId, Column)],
) -> Result<Candidate, Diagnostic> {
    let [id, name, form, state, points, maximum, passed, grade] = columns;
    let state = row.read(state, "graded, absent or withheld", |text| {
        [CandidateState::Graded, CandidateState::Absent, CandidateState::Withheld]
            .into_iter()
            .find(|state| state.as_str() == text)
    })?;
    let outcome = match state {
        CandidateState::Graded => Outcome::Graded(Score {
            form: row.read(form, "the code of a form", |text| FormCode::new(text).ok())?,
            points: row.points(points)?,
            maximum: row.points(maximum)?,
            passed: row.read(passed, "yes, no or empty", |text| match text {
                "" => Some(None),
                text => yes_or_no(text).map(Some),
            })?,
            grade: row.text(grade).to_owned(),
            topics: topics
                .iter()
                .filter(|(_, column)| !row.raw(*column).is_empty())
                .map(|(topic, column)| Ok((topic.clone(), row.points(*column)?)))
                .collect::<Result<_, Diagnostic>>()?,
        }),
        CandidateState::Absent => Outcome::Absent,
        CandidateState::Withheld => Outcome::Withheld,
    };
    Ok(Candidate { id: identity(row, id)?, name: row.text(name).to_owned(), outcome })
}

/// The candidate of a row.
pub(crate) fn identity(row: Row<'_>, column: Column) -> Result<CandidateId, Diagnostic> {
    row.read(column, "a candidate", |_| CandidateId::new(row.text(column)).ok())
}
