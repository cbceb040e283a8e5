//! A candidate's score and responses, checked against each other and against the key.

use super::forms::{PrintedForm, PrintedForms, PrintedQuestion};
use crate::reading::contradiction;
use crate::reading::responses::{self, Answered};
use crate::reading::scores::{Candidate, Score};
use mockexam_model::{Diagnostic, FormKey, FormStandard, Place, Points, Response};

/// What is known of a graded candidate. Everything in it fits together.
pub(crate) struct Sheet<'a> {
    pub(crate) score: &'a Score,
    pub(crate) form: &'a FormKey,
    /// What the form demands.
    pub(crate) standard: &'a FormStandard,
    /// Points of its parts.
    pub(crate) parts: Vec<Points>,
    pub(crate) questions: &'a [PrintedQuestion<'a>],
    /// One for each question of the form, in printed order.
    pub(crate) answered: &'a [Answered],
    /// What each of them says.
    pub(crate) responses: Vec<Response>,
}

impl<'a> Sheet<'a> {
    /// Checks what belongs to a candidate.
    ///
    /// # Errors
    /// A form that the key lacks, responses to other questions than those of the form, points that do not add up
    /// to the score, a pass or fail that does not follow from the cut score.
    pub(crate) fn new(
        candidate: &Candidate,
        score: &'a Score,
        answered: &'a [Answered],
        forms: &'a PrintedForms<'a>,
    ) -> Result<Self, Diagnostic> {
        let wrong = |fact: &str| {
            contradiction(responses::FILE, Place::File, format!("candidate {}: {fact}", candidate.id))
        };
        let Some(PrintedForm { form, standard, questions }) = forms.find(&score.form) else {
            return Err(wrong(&format!("the key has no form {}", score.form)));
        };
        if answered.len() != questions.len() {
            return Err(wrong(&format!(
                "there are {} responses to the {} questions of form {}",
                answered.len(),
                questions.len(),
                form.code
            )));
        }
        let mut responses = Vec::with_capacity(answered.len());
        for (answered, question) in answered.iter().zip(questions) {
            let response = Response::read(&answered.given, &answered.state, &question.item.task);
            let Some(response) = response.filter(|response| belongs(answered, response, form, question))
            else {
                return Err(wrong(&format!(
                    "response {} is not to that question of the key",
                    answered.question
                )));
            };
            responses.push(response);
        }
        let points: Vec<Points> = answered.iter().map(|answered| answered.points).collect();
        let offered: Points = questions.iter().map(|question| question.item.points).sum();
        let maximum: Points = answered.iter().map(|answered| answered.maximum).sum();
        let verdict = standard.verdict(&points);
        if (verdict.total, standard.maximum) != (score.points, score.maximum) || maximum != offered {
            return Err(wrong("the points of the responses do not add up to the score"));
        }
        if score.passed != verdict.passed || verdict.grade.is_some_and(|grade| score.grade != grade) {
            return Err(wrong("pass, fail or grade does not follow from the points"));
        }
        let parts = verdict.parts;
        Ok(Self { score, form, standard, parts, questions, answered, responses })
    }
}

fn belongs(answered: &Answered, response: &Response, form: &FormKey, question: &PrintedQuestion<'_>) -> bool {
    let highest =
        |response: &Response| response.marks().highest().map_or(0, |highest| usize::from(highest) + 1);
    let highest = match response {
        Response::Rows(rows) => rows.iter().map(highest).max().unwrap_or(0),
        response => highest(response),
    };
    answered.form == form.code
        && answered.question == question.printed.number
        && answered.item == question.item.id
        && answered.rev == question.item.rev
        && highest <= question.printed.choices.len()
}
