//! What each ruling changes: whose score, whose pass or fail.
//!
//! Rulings are applied one after the other, in the order of their list. The effect of one is the difference to the step
//! before it, so the effects of all add up to the difference between no ruling and all of them.

use crate::{GradingError, Scorer};
use mockexam_model::{AnswerKey, CandidateId, Points, Ruling, RulingEffect, ScoreSheet};

/// Follows candidates through the rulings.
#[derive(Debug, Clone)]
pub struct Effects {
    steps: Vec<Step>,
    effects: Vec<Effect>,
    sheet: Option<ScoreSheet>,
}

/// The exam under the first rulings of the list.
#[derive(Debug, Clone)]
struct Step {
    scorer: Scorer,
}

/// What one ruling changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The id of the ruling.
    pub ruling: String,
    /// How many candidates it concerns.
    pub counts: RulingEffect,
    /// Whose score or result it changes: the first thousand.
    pub changes: Vec<Change>,
}

/// What a ruling changes for a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The candidate.
    pub candidate: CandidateId,
    /// Their score before and after.
    pub points: (Points, Points),
    /// Whether they passed before and after; none without a cut score.
    pub passed: (Option<bool>, Option<bool>),
}

/// Most candidates that are named for a ruling.
const NAMED: usize = 1000;

impl Effects {
    /// Prepares to compare keys: the first without any ruling, each other one with one more than the one before it.
    #[must_use]
    pub fn new<'r>(keys: &[AnswerKey], rulings: impl Iterator<Item = &'r Ruling>) -> Self {
        let step = |key: &AnswerKey| Step { scorer: Scorer::new(key) };
        let effect = |ruling: &Ruling| Effect {
            ruling: ruling.id.clone(),
            counts: RulingEffect::default(),
            changes: Vec::new(),
        };
        Self { steps: keys.iter().map(step).collect(), effects: rulings.map(effect).collect(), sheet: None }
    }

    /// Takes a candidate's responses through all steps, and hands each score sheet to `each` with the number of its step.
    ///
    /// # Errors
    /// [`GradingError::Sheet`] for a sheet that does not fit the key, and whatever `each` returns.
    pub fn add<E: From<GradingError>>(
        &mut self,
        sheet: &ScoreSheet,
        mut each: impl FnMut(usize, &ScoreSheet) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.effects.is_empty() {
            return Ok(());
        }
        let responses: Vec<_> = sheet.scores.iter().map(|score| score.response.clone()).collect();
        let mut scored = self.sheet.take().unwrap_or_else(|| sheet.clone());
        scored.candidate.clone_from(&sheet.candidate);
        scored.form = sheet.form;
        let mut before: Option<(Points, Option<bool>)> = None;
        for (number, step) in self.steps.iter().enumerate() {
            scored.total = step.scorer.score(sheet.form, &responses, &mut scored.scores)?;
            each(number, &scored)?;
            let points: Vec<Points> = scored.scores.iter().map(|score| score.points).collect();
            let standard = step.scorer.standards().get(sheet.form);
            let after = (scored.total, standard.and_then(|standard| standard.verdict(&points).passed));
            let effect = number.checked_sub(1).and_then(|ruling| self.effects.get_mut(ruling));
            if let (Some(before), Some(effect)) = (before, effect) {
                effect.note(&sheet.candidate, before, after);
            }
            before = Some(after);
        }
        self.sheet = Some(scored);
        Ok(())
    }

    /// Takes what others found with the candidates who follow; they begin anew.
    pub fn gather(&mut self, others: &mut Self) {
        for (mine, theirs) in self.effects.iter_mut().zip(&mut others.effects) {
            let counts = std::mem::take(&mut theirs.counts);
            mine.counts.changed += counts.changed;
            mine.counts.passed += counts.passed;
            mine.counts.failed += counts.failed;
            let free = NAMED.saturating_sub(mine.changes.len());
            mine.changes.extend(theirs.changes.drain(..).take(free));
        }
    }

    /// What each ruling changed, in the order of the list.
    #[must_use]
    pub fn finish(self) -> Vec<Effect> {
        self.effects
    }
}

impl Effect {
    fn note(
        &mut self,
        candidate: &CandidateId,
        before: (Points, Option<bool>),
        after: (Points, Option<bool>),
    ) {
        if before == after {
            return;
        }
        self.counts.changed += u64::from(before.0 != after.0);
        self.counts.passed += u64::from(before.1 == Some(false) && after.1 == Some(true));
        self.counts.failed += u64::from(before.1 == Some(true) && after.1 == Some(false));
        if self.changes.len() < NAMED {
            let (points, passed) = ((before.0, after.0), (before.1, after.1));
            self.changes.push(Change { candidate: candidate.clone(), points, passed });
        }
    }
}
