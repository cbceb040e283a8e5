//! Exact tallies: whole numbers only, so that merging gives the same in every order and on every machine.

use crate::ExamSummary;
use crate::item::ItemTally;
use crate::moments::{Pairs, Totals};
use crate::totals::Distribution;
use mockexam_model::{AnswerKey, ItemId, ItemSnapshot, Points, QuestionKey, ScoreSheet, Task};
use std::collections::BTreeMap;

/// Largest sum of points (either sign) that a sheet may hold, and most candidates that a tally may: within them no
/// sum of squares leaves 128 bits.
const MOST_POINTS: i64 = 1_000_000 * Points::units_per_point();
const MOST_CANDIDATES: u64 = 1 << 26;

/// Why a score sheet cannot be tallied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// The key has no such form, or the form has another number of questions.
    #[error("a score sheet with {scores} scores does not fit form {form} of the key")]
    Sheet {
        /// Index of the form.
        form: usize,
        /// How many scores the sheet has.
        scores: usize,
    },
    /// The total is not the sum of the scores.
    #[error("the total of a score sheet is not the sum of its scores")]
    Total,
    /// More than a million points on one sheet.
    #[error("a score sheet holds more than a million points")]
    TooManyPoints,
    /// More than 67,108,864 candidates.
    #[error("there are more than 67,108,864 candidates")]
    TooManyCandidates,
    /// Two tallies of different answer keys.
    #[error("tallies of different answer keys cannot be merged")]
    OtherKey,
}

/// The sums over any number of score sheets of one exam. Its size depends on the exam, not on the candidates.
#[derive(Debug, Clone)]
pub struct ExamTally<'k> {
    key: &'k AnswerKey,
    totals: Distribution,
    items: Vec<(&'k ItemSnapshot, ItemTally)>,
    forms: Vec<FormTally<'k>>,
    candidates: u64,
}

/// The questions of a form, and the totals of those who had it.
#[derive(Debug, Clone)]
struct FormTally<'k> {
    places: Vec<Place<'k>>,
    totals: Totals,
}

/// A question of a form: which item it asks, and the order of its choices.
#[derive(Debug, Clone, Copy)]
struct Place<'k> {
    item: usize,
    choices: &'k [u8],
}

/// An item, what was tallied, and its points against totals.
pub(crate) struct ItemSums<'t> {
    pub(crate) item: &'t ItemSnapshot,
    pub(crate) tally: &'t ItemTally,
    pub(crate) pairs: Pairs,
}

impl<'k> ExamTally<'k> {
    /// An empty tally.
    #[must_use]
    pub fn new(key: &'k AnswerKey) -> Self {
        let items: Vec<_> = key.items().map(|item| (item, ItemTally::new(counted_choices(item)))).collect();
        let index: BTreeMap<&ItemId, usize> =
            items.iter().enumerate().map(|(i, (item, _))| (&item.id, i)).collect();
        let place = |question: &'k QuestionKey| {
            index.get(&question.item).map(|&item| Place { item, choices: &question.choices })
        };
        let forms = key.forms().iter().map(|form| FormTally {
            places: form.questions.iter().filter_map(place).collect(),
            totals: Totals::default(),
        });
        let forms = forms.collect();
        Self { key, totals: Distribution::new(), items, forms, candidates: 0 }
    }

    /// Adds a candidate's scores.
    ///
    /// # Errors
    /// [`TallyError`] when the sheet does not fit the key or the tally's limits; it is then left out whole.
    pub fn add(&mut self, sheet: &ScoreSheet) -> Result<(), TallyError> {
        let misfit = TallyError::Sheet { form: sheet.form, scores: sheet.scores.len() };
        let form = self.forms.get_mut(sheet.form).filter(|form| form.places.len() == sheet.scores.len());
        let form = form.ok_or(misfit)?;
        let (mut sum, mut size) = (0_i128, 0_i128);
        for score in &sheet.scores {
            let units = i128::from(score.points.units());
            sum += units;
            size += units.abs();
        }
        if size > i128::from(MOST_POINTS) {
            return Err(TallyError::TooManyPoints);
        }
        if sum != i128::from(sheet.total.units()) {
            return Err(TallyError::Total);
        }
        if self.candidates >= MOST_CANDIDATES {
            return Err(TallyError::TooManyCandidates);
        }
        self.candidates += 1;
        *self.totals.entry(sheet.total).or_default() += 1;
        form.totals.add(sheet.total);
        for (place, score) in form.places.iter().zip(&sheet.scores) {
            if let Some((_, tally)) = self.items.get_mut(place.item) {
                tally.add(score, place.choices, sheet.total);
            }
        }
        Ok(())
    }

    /// Adds everything that another tally of the same exam has seen.
    ///
    /// # Errors
    /// [`TallyError::OtherKey`] and [`TallyError::TooManyCandidates`]; nothing is then added.
    pub fn merge(&mut self, other: &Self) -> Result<(), TallyError> {
        if !std::ptr::eq(self.key, other.key) && self.key != other.key {
            return Err(TallyError::OtherKey);
        }
        if self.candidates + other.candidates > MOST_CANDIDATES {
            return Err(TallyError::TooManyCandidates);
        }
        self.candidates += other.candidates;
        for (mine, theirs) in self.forms.iter_mut().zip(&other.forms) {
            mine.totals.merge(&theirs.totals);
        }
        for (&total, &count) in &other.totals {
            *self.totals.entry(total).or_default() += count;
        }
        for ((_, mine), (_, theirs)) in self.items.iter_mut().zip(&other.items) {
            mine.merge(theirs);
        }
        Ok(())
    }

    /// The statistics of everything that was added.
    #[must_use]
    pub fn finish(&self) -> ExamSummary {
        let mut on_forms = vec![Totals::default(); self.items.len()];
        for form in &self.forms {
            for place in &form.places {
                if let Some(totals) = on_forms.get_mut(place.item) {
                    totals.merge(&form.totals);
                }
            }
        }
        let items = self.items.iter().zip(&on_forms);
        let items =
            items.map(|((item, tally), on_forms)| ItemSums { item, tally, pairs: tally.pairs(on_forms) });
        ExamSummary::of(self.key, &self.totals, &items.collect::<Vec<_>>())
    }
}

/// How many choices are counted: with rows, a letter says nothing without its row.
fn counted_choices(item: &ItemSnapshot) -> usize {
    match item.task {
        Task::Choose { .. } => item.choices.len(),
        Task::Rows { .. } | Task::Number(_) | Task::Words(_) | Task::Essay(_) => 0,
    }
}
