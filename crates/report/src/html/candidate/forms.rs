//! The questions of all forms, lowered to HTML once for a whole class.

use super::super::printed::{Case, Printed};
use super::super::words::ReportWords;
use mockexam_model::{AnswerKey, FormCode, FormKey, ItemSnapshot, QuestionKey};

/// The forms of a key with their questions as printed.
pub(crate) struct PrintedForms<'k> {
    pub(crate) key: &'k AnswerKey,
    forms: Vec<(&'k FormKey, Vec<PrintedQuestion<'k>>)>,
}

/// A question as printed, with what is behind it.
pub(crate) struct PrintedQuestion<'k> {
    pub(crate) question: &'k QuestionKey,
    pub(crate) item: &'k ItemSnapshot,
    pub(crate) printed: Printed,
    pub(crate) case: Option<Case>,
}

impl<'k> PrintedForms<'k> {
    /// Lowers every question of every form.
    pub(crate) fn new(key: &'k AnswerKey, words: &ReportWords) -> Self {
        let questions = |form: &'k FormKey| {
            let numbered = (1_u16..).zip(key.questions(form));
            numbered
                .map(|(number, (question, item))| PrintedQuestion {
                    question,
                    item,
                    printed: Printed::new(number, question, item, words),
                    case: Case::of(key, item, words),
                })
                .collect()
        };
        Self { key, forms: key.forms().iter().map(|form| (form, questions(form))).collect() }
    }

    /// A form and its questions in printed order.
    pub(crate) fn find(&self, code: &FormCode) -> Option<(&'k FormKey, &[PrintedQuestion<'k>])> {
        self.forms.iter().find(|(form, _)| form.code == *code).map(|(form, all)| (*form, all.as_slice()))
    }
}
