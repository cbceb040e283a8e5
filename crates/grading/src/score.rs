//! Exact scoring: a right response earns the item's points, everything else nothing.

use crate::GradingError;
use mockexam_model::{
    AnswerKey, FormCode, Marks, Points, QuestionScore, Response, ResponseSheet, ScoreSheet,
};

/// What grading needs of one question on one form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct QuestionPlan {
    /// How many lettered choices are printed.
    pub(crate) choices: u8,
    /// The printed letters that are right, all together.
    pub(crate) key: Marks,
    /// Points for marking exactly these.
    pub(crate) points: Points,
}

/// A form, compiled from canonical ids to printed letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormPlan {
    pub(crate) code: FormCode,
    pub(crate) questions: Vec<QuestionPlan>,
}

/// Scores response sheets of one exam, from whatever they were read.
#[derive(Debug, Clone)]
pub struct Scorer {
    forms: Vec<FormPlan>,
}

impl Scorer {
    /// Compiles an answer key.
    #[must_use]
    pub fn new(key: &AnswerKey) -> Self {
        let forms = key.forms().iter().map(|form| FormPlan {
            code: form.code.clone(),
            questions: key
                .questions(form)
                .map(|(question, item)| QuestionPlan {
                    choices: u8::try_from(question.choices.len()).unwrap_or(u8::MAX),
                    key: question.key_positions(item).fold(Marks::NONE, |marks, position| {
                        marks.with(u8::try_from(position).map_or(Marks::NONE, Marks::one))
                    }),
                    points: item.points,
                })
                .collect(),
        });
        Self { forms: forms.collect() }
    }

    pub(crate) fn forms(&self) -> &[FormPlan] {
        &self.forms
    }

    /// Scores the responses of a sheet into `scores`, whose memory is used again, and returns their sum.
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
        let questions = match self.forms.get(form) {
            Some(plan) if plan.questions.len() == responses.len() => &plan.questions,
            _ => return Err(GradingError::Sheet { form, responses: responses.len() }),
        };
        let mut total = Points::ZERO;
        for (question, &response) in questions.iter().zip(responses) {
            let points = match response {
                Response::Chosen(marks) if marks == question.key => question.points,
                Response::Chosen(_)
                | Response::Blank
                | Response::Multiple(_)
                | Response::Unreadable
                | Response::NotAdministered => Points::ZERO,
            };
            total += points;
            scores.push(QuestionScore { response, points });
        }
        Ok(total)
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
