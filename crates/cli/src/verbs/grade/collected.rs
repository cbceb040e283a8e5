//! What becomes of score sheets while an exam is graded: statistics, effects of rulings, rows of results.

use super::rulings::Ruled;
use mockexam_analysis::{ExamSummary, ExamTally, TallyError};
use mockexam_grading::{Collector, Effect, Effects, GradingError};
use mockexam_model::{AnswerKey, ScoreSheet};
use mockexam_report::{ResultsError, ResultsShare, ResultsWriter};
use std::fs::File;
use std::io::BufWriter;

/// Everything that is collected of a run.
pub(super) struct Collected<'k> {
    tally: ExamTally<'k>,
    effects: Effects,
    /// The exam without rulings, then with one more at a time; only of a dry run.
    steps: Vec<ExamTally<'k>>,
    pub(super) writer: Option<ResultsWriter<BufWriter<File>>>,
}

/// What one thread collects.
pub(super) struct Share<'k> {
    tally: ExamTally<'k>,
    effects: Effects,
    steps: Vec<ExamTally<'k>>,
    rows: Option<ResultsShare>,
}

/// Why collecting ends.
pub(super) enum Stop {
    Grading(GradingError),
    Results(ResultsError),
}

impl From<GradingError> for Stop {
    fn from(error: GradingError) -> Self {
        Self::Grading(error)
    }
}

impl From<ResultsError> for Stop {
    fn from(error: ResultsError) -> Self {
        Self::Results(error)
    }
}

/// A sheet that was scored by the key fits the key: nothing but a bug leads here.
impl From<TallyError> for Stop {
    fn from(_: TallyError) -> Self {
        Self::Grading(GradingError::Sheet { form: 0, responses: 0 })
    }
}

impl<'k> Collected<'k> {
    /// Collects with a writer for the rows, or, without one, with the steps of the rulings.
    pub(super) fn new(ruled: &'k Ruled<'_>, writer: Option<ResultsWriter<BufWriter<File>>>) -> Self {
        let steps: &[AnswerKey] = if writer.is_none() { ruled.steps() } else { &[] };
        Self {
            tally: ExamTally::new(ruled.key()),
            effects: ruled.effects(),
            steps: steps.iter().map(ExamTally::new).collect(),
            writer,
        }
    }

    /// The statistics, what each ruling in force changed, and the statistics of each step.
    pub(super) fn finish(self) -> (ExamSummary, Vec<Effect>, Vec<ExamSummary>) {
        let steps = self.steps.iter().map(ExamTally::finish).collect();
        (self.tally.finish(), self.effects.finish(), steps)
    }
}

impl<'k> Collector for Collected<'k> {
    type Share = Share<'k>;
    type Error = Stop;

    fn share(&self) -> Share<'k> {
        Share {
            tally: self.tally.clone(),
            effects: self.effects.clone(),
            steps: self.steps.clone(),
            rows: self.writer.as_ref().map(ResultsWriter::share),
        }
    }

    fn add(share: &mut Share<'k>, sheet: &ScoreSheet) -> Result<(), Stop> {
        let Share { tally, effects, steps, rows } = share;
        tally.add(sheet)?;
        effects.add(sheet, |step, sheet| {
            steps.get_mut(step).map_or(Ok(()), |tally| tally.add(sheet).map_err(Stop::from))
        })?;
        Ok(rows.as_mut().map_or(Ok(()), |rows| rows.add(sheet))?)
    }

    fn gather(&mut self, share: &mut Share<'k>) -> Result<(), Stop> {
        self.effects.gather(&mut share.effects);
        match (&mut self.writer, &mut share.rows) {
            (Some(writer), Some(rows)) => Ok(writer.gather(rows)?),
            _ => Ok(()),
        }
    }

    fn merge(&mut self, share: Share<'k>) -> Result<(), Stop> {
        self.tally.merge(&share.tally)?;
        let mut steps = self.steps.iter_mut().zip(&share.steps);
        Ok(steps.try_for_each(|(mine, theirs)| mine.merge(theirs))?)
    }
}
