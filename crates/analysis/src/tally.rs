//! Exact tallies: whole numbers only, so that merging gives the same in every order and on every machine.

use crate::ExamSummary;
use crate::level::{Counts, FormTally, Half, Met, Place, pairs};
use crate::moments::Pairs;
use crate::topic::topics;
use crate::totals::Distribution;
use mockexam_model::{AnswerKey, FormKey, ItemId, ItemSnapshot, Points, ScoreSheet, Task, TopicId};
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
    /// The total is not what the scores come to under the scoring of the exam.
    #[error("the total of a score sheet is not what its scores come to")]
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
    forms: Vec<FormTally<'k>>,
    candidates: u64,
    /// Points of the candidate at hand.
    points: Vec<Points>,
}

/// An item, its levels over all forms, and its points against totals.
pub(crate) struct ItemSums<'t> {
    pub(crate) item: &'t ItemSnapshot,
    /// Ascending by total.
    pub(crate) met: Vec<Met<'t>>,
    pub(crate) pairs: Pairs,
}

impl<'k> ExamTally<'k> {
    /// An empty tally.
    #[must_use]
    pub fn new(key: &'k AnswerKey) -> Self {
        let topics = topics(key);
        let items: BTreeMap<&ItemId, usize> =
            key.items().enumerate().map(|(index, item)| (&item.id, index)).collect();
        let halves = halves(key);
        let topic_index: BTreeMap<&TopicId, usize> =
            topics.iter().enumerate().map(|(index, &topic)| (topic, index)).collect();
        let section = |item: &ItemId| key.sections().iter().position(|section| section.items.contains(item));
        let places = |form: &'k FormKey| -> Vec<Place<'k>> {
            key.questions(form)
                .filter_map(|(question, item)| {
                    Some(Place {
                        item: *items.get(&question.item)?,
                        topic: *topic_index.get(&item.topic)?,
                        section: section(&item.id).map(|section| topics.len() + section),
                        points: item.points,
                        choices: counted_choices(key, item),
                        order: &question.choices,
                        half: *halves.get(&question.item)?,
                        counts: counts(key, item),
                    })
                })
                .collect()
        };
        let groups = topics.len() + key.sections().len();
        let forms =
            key.forms().iter().map(|form| FormTally::new(form, key.standard(form), places(form), groups));
        Self { key, totals: Distribution::new(), forms: forms.collect(), candidates: 0, points: Vec::new() }
    }

    /// Adds a candidate's scores.
    ///
    /// # Errors
    /// [`TallyError`] when the sheet does not fit the key or the tally's limits; it is then left out whole.
    pub fn add(&mut self, sheet: &ScoreSheet) -> Result<(), TallyError> {
        let misfit = TallyError::Sheet { form: sheet.form, scores: sheet.scores.len() };
        let form = self.forms.get_mut(sheet.form).filter(|form| form.places.len() == sheet.scores.len());
        let form = form.ok_or(misfit)?;
        let units = sheet.scores.iter().map(|score| i128::from(score.points.units()).abs());
        let size: i128 = units.sum();
        if size > i128::from(MOST_POINTS) {
            return Err(TallyError::TooManyPoints);
        }
        self.points.clear();
        self.points.extend(sheet.scores.iter().map(|score| score.points));
        let verdict = form.standard.verdict(&self.points);
        if verdict.total != sheet.total {
            return Err(TallyError::Total);
        }
        let passed = verdict.passed == Some(true);
        if self.candidates >= MOST_CANDIDATES {
            return Err(TallyError::TooManyCandidates);
        }
        self.candidates += 1;
        *self.totals.entry(sheet.total).or_default() += 1;
        form.passed += u64::from(passed);
        form.add(sheet);
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
        for (&total, &count) in &other.totals {
            *self.totals.entry(total).or_default() += count;
        }
        self.forms.iter_mut().zip(&other.forms).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    /// The statistics of everything that was added.
    #[must_use]
    pub fn finish(&self) -> ExamSummary {
        let forms: Vec<FormTally<'_>> = self.forms.iter().map(FormTally::poured).collect();
        let mut met: Vec<Vec<Met<'_>>> = self.key.items().map(|_| Vec::new()).collect();
        for form in &forms {
            for (question, place) in form.places.iter().enumerate() {
                if let Some(levels) = met.get_mut(place.item) {
                    levels.extend(form.met(question));
                }
            }
        }
        let items = self.key.items().zip(met).map(|(item, met)| {
            let met = by_total(met);
            ItemSums { item, pairs: pairs(met.iter().copied(), item), met }
        });
        ExamSummary::of(self.key, &self.totals, &items.collect::<Vec<_>>(), &forms)
    }
}

/// Every other item is of the first half, in the order of the first form that has it.
fn halves(key: &AnswerKey) -> BTreeMap<&ItemId, Half> {
    let mut halves = BTreeMap::new();
    for form in key.forms() {
        for (number, question) in form.questions.iter().enumerate() {
            let half = if number % 2 == 0 { Half::First } else { Half::Second };
            halves.entry(&question.item).or_insert(half);
        }
    }
    halves
}

/// Ascending by total; levels that nobody met are left out.
fn by_total(mut met: Vec<Met<'_>>) -> Vec<Met<'_>> {
    met.retain(|level| level.n > 0);
    met.sort_by_key(|level| level.total);
    met
}

/// Whether a question counts on its form; `item` is as this form has it.
fn counts(key: &AnswerKey, item: &ItemSnapshot) -> Counts {
    let elsewhere = key.item(&item.id).is_some_and(|of_all| of_all.points > Points::ZERO);
    if item.points == Points::ZERO && elsewhere { Counts::ElsewhereOnly } else { Counts::Yes }
}

/// How many choices are counted: with rows, a letter says nothing without its row; and where nobody knows how choices moved
/// between forms, nothing at all.
fn counted_choices(key: &AnswerKey, item: &ItemSnapshot) -> usize {
    match item.task {
        Task::Choose { .. } if !key.is_matched(&item.id) => 0,
        Task::Choose { .. } => item.choices.len(),
        Task::Rows { .. } | Task::Number(_) | Task::Words(_) | Task::Essay(_) => 0,
    }
}
