//! A candidate's score and responses, checked against each other and against the key.

use super::forms::{PrintedForms, PrintedQuestion};
use crate::reading::contradiction;
use crate::reading::responses::{self, Answered};
use crate::reading::scores::{Candidate, Score};
use crate::reading::summary::Summary;
use mockexam_model::{Diagnostic, FormKey, Place, Points, Response};

/// What is known of a graded candidate. Everything in it fits together.
pub(crate) struct Sheet<'a> {
    pub(crate) candidate: &'a Candidate,
    pub(crate) score: &'a Score,
    pub(crate) form: &'a FormKey,
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
        candidate: &'a Candidate,
        score: &'a Score,
        answered: &'a [Answered],
        forms: &'a PrintedForms<'a>,
        summary: &Summary,
    ) -> Result<Self, Diagnostic> {
        let wrong = |fact: &str| {
            contradiction(responses::FILE, Place::File, format!("candidate {}: {fact}", candidate.id))
        };
        let Some((form, questions)) = forms.find(&score.form) else {
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
        let points: Points = answered.iter().map(|answered| answered.points).sum();
        let maximum: Points = answered.iter().map(|answered| answered.maximum).sum();
        if (points, maximum) != (score.points, score.maximum) {
            return Err(wrong("the points of the responses do not add up to the score"));
        }
        if score.passed != summary.cut_score.map(|cut| score.points >= cut) {
            return Err(wrong("pass or fail does not follow from the cut score"));
        }
        Ok(Self { candidate, score, form, questions, answered, responses })
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
