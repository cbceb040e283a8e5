//! The questions of all forms, lowered to HTML once for a whole class.

use super::super::printed::{Case, Printed};
use super::super::words::ReportWords;
use mockexam_model::{AnswerKey, FormCode, FormKey, FormStandard, ItemSnapshot, QuestionKey};

/// The forms of a key with their questions as printed.
pub(crate) struct PrintedForms<'k> {
    pub(crate) key: &'k AnswerKey,
    forms: Vec<PrintedForm<'k>>,
}

/// A form with what it demands.
pub(crate) struct PrintedForm<'k> {
    pub(crate) form: &'k FormKey,
    pub(crate) standard: FormStandard,
    pub(crate) questions: Vec<PrintedQuestion<'k>>,
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
        let form = |form: &'k FormKey| PrintedForm {
            form,
            standard: key.standard(form),
            questions: questions(form),
        };
        Self { key, forms: key.forms().iter().map(form).collect() }
    }

    /// A form and its questions in printed order.
    pub(crate) fn find(&self, code: &FormCode) -> Option<&PrintedForm<'k>> {
        self.forms.iter().find(|printed| printed.form.code == *code)
    }
}
