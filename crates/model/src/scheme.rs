//! How the points of questions become a result: what an exam says of scoring as a whole.

mod check;
#[cfg(test)]
mod tests;

pub use check::SchemePlace;

use crate::{AnswerKey, ItemSnapshot, KeyError, Penalty, Points, RowScoring, Task, TopicId, VoidPolicy};
use serde::{Deserialize, Serialize};

/// The scoring of an exam as a whole. Empty where a blueprint says nothing of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scheme {
    /// What becomes of the cut score where a question is void.
    #[serde(default, skip_serializing_if = "is_default")]
    pub void: VoidPolicy,
    /// What a wrong answer costs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub penalty: Penalty,
    /// The lowest total; none if it may fall as far as penalties bring it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Points>,
    /// Only so many parts count, those with the most points; none if all do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_parts: Option<u16>,
    /// How many parts may stay below their cut score, as long as the total reaches its own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub compensate: u16,
    /// Parts of the exam with rules of their own. Questions outside of all parts only count to the total.
    #[serde(default, rename = "part", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Grades from the highest to the lowest, which begins at nothing; empty for pass and fail alone.
    #[serde(default, rename = "grade", skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<GradeBand>,
}

/// A part of an exam: the questions of some topics, or those of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// Its name for people; no other part has it.
    pub title: String,
    /// Its topics; no other part has any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicId>,
    /// The section that it is, from 0, in place of topics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<u16>,
    /// Points that have to be reached in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_score: Option<Points>,
    /// Points below which nothing compensates for it; at most its cut score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Points>,
    /// Only so many of its questions count, those with the most points; none if all do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<u16>,
}

/// A grade and the score from which it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GradeBand {
    /// Its name.
    pub grade: String,
    /// The lowest score that earns it.
    pub from: GradeBound,
}

/// The lowest score of a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GradeBound {
    /// In points.
    Points(Points),
    /// In per cent of the form's points, written like points: exact to hundredths.
    Percent(Points),
}

impl Part {
    /// Whether an item belongs to it.
    pub(crate) fn holds(&self, key: &AnswerKey, item: &ItemSnapshot) -> bool {
        match self.section {
            Some(section) => key.section_of(&item.id) == Some(usize::from(section)),
            None => self.topics.contains(&item.topic),
        }
    }
}

impl Scheme {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Whether points of questions simply add up to the total.
    #[must_use]
    pub fn is_sum(&self) -> bool {
        self.floor.is_none() && self.best_parts.is_none() && self.parts.iter().all(|part| part.best.is_none())
    }
}

impl AnswerKey {
    /// The scoring of the exam as a whole.
    #[must_use]
    pub const fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The key under a scheme.
    ///
    /// # Errors
    /// [`KeyError::Item`] for an item whose points are not exact under it, [`KeyError::Scheme`] for one that cannot be applied.
    pub fn with_scheme(mut self, scheme: Scheme) -> Result<Self, KeyError> {
        for item in self.items() {
            if !is_exact(&item.task, item.points, item.keys().count(), item.choices.len(), scheme.penalty) {
                let reason = "what a wrong answer costs is no exact number of points";
                return Err(KeyError::Item { item: item.id.clone(), reason });
            }
        }
        if let Some(reason) = check::fault(&scheme, &self) {
            return Err(KeyError::Scheme { reason });
        }
        self.scheme = scheme;
        Ok(self)
    }
}

/// Whether all that a task can earn under a penalty is an exact number of points.
pub(crate) fn is_exact(task: &Task, points: Points, keys: usize, choices: usize, penalty: Penalty) -> bool {
    let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    match task {
        Task::Choose { count, scoring } => {
            scoring.is_exact(points, *count, small(keys), small(choices.saturating_sub(keys)), penalty)
        }
        Task::Rows { scoring: RowScoring::AllOrNothing, .. } | Task::Number(_) | Task::Words(_) => {
            penalty.share_of(points).is_some()
        }
        Task::Rows { .. } | Task::Essay(_) => true,
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
