//! Scoring: what a response earns under the rule of its question, exactly.

use crate::GradingError;
use crate::plan::FormPlan;
use mockexam_model::{AnswerKey, FormStandard, Points, QuestionScore, Response, ResponseSheet, ScoreSheet};

/// Scores response sheets of one exam, from whatever they were read.
#[derive(Debug, Clone)]
pub struct Scorer {
    forms: Vec<FormPlan>,
    standards: Vec<FormStandard>,
}

impl Scorer {
    /// Compiles an answer key.
    #[must_use]
    pub fn new(key: &AnswerKey) -> Self {
        let forms = key.forms().iter().map(|form| FormPlan::new(key, form)).collect();
        Self { forms, standards: key.forms().iter().map(|form| key.standard(form)).collect() }
    }

    pub(crate) fn standards(&self) -> &[FormStandard] {
        &self.standards
    }

    pub(crate) fn forms(&self) -> &[FormPlan] {
        &self.forms
    }

    /// Scores the responses of a sheet into `scores`, whose memory is used again, and returns the total.
    ///
    /// # Errors
    /// [`GradingError::Sheet`] if the key has no such form or the sheet has not exactly one response per question.
    pub fn score(
        &self,
        form: usize,
        responses: &[Response],
        scores: &mut Vec<QuestionScore>,
    ) -> Result<Points, GradingError> {
        scores.clear();
        let (questions, standard) = match (self.forms.get(form), self.standards.get(form)) {
            (Some(plan), Some(standard)) if plan.questions.len() == responses.len() => {
                (&plan.questions, standard)
            }
            _ => return Err(GradingError::Sheet { form, responses: responses.len() }),
        };
        let scored = questions.iter().zip(responses).map(|(question, given)| question.scored(given.clone()));
        scores.extend(scored);
        Ok(standard.total(scores.iter().map(|score| score.points)))
    }

    /// The total of the scores of a form.
    pub(crate) fn total(&self, form: usize, scores: &[QuestionScore]) -> Points {
        let points = scores.iter().map(|score| score.points);
        self.standards.get(form).map(|standard| standard.total(points)).unwrap_or_default()
    }

    /// Whether a form asks for words.
    pub(crate) fn has_words(&self, form: usize) -> bool {
        self.forms.get(form).is_some_and(|form| form.has_words)
    }

    /// Questions (from 1) with words that miss an accepted spelling by one letter: what was written, what is accepted.
    pub(crate) fn near_misses<'r>(
        &'r self,
        form: usize,
        scores: &'r [QuestionScore],
    ) -> impl Iterator<Item = (usize, (&'r str, &'r str))> {
        let questions = self.forms.get(form).map(|form| form.questions.as_slice()).unwrap_or_default();
        let numbered = (1..).zip(questions.iter().zip(scores));
        numbered.filter_map(|(number, (question, score))| {
            Some((number, question.rule.near_miss(&score.response)?))
        })
    }

    /// Scores a whole sheet, for callers that do not stream.
    ///
    /// # Errors
    /// As [`Scorer::score`].
    pub fn sheet(&self, sheet: ResponseSheet, name: Option<String>) -> Result<ScoreSheet, GradingError> {
        let mut scores = Vec::with_capacity(sheet.responses.len());
        let total = self.score(sheet.form, &sheet.responses, &mut scores)?;
        Ok(ScoreSheet { candidate: sheet.candidate, name, form: sheet.form, scores, total })
    }
}
