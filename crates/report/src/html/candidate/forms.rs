//! The questions of all forms, lowered to HTML once for a whole class.

use super::super::printed::{Case, Printed};
use super::super::words::ReportWords;
use mockexam_model::{
    AnswerKey, FormCode, FormKey, FormStandard, ItemSnapshot, QuestionKey, Ruling, RulingAction,
};

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
    /// The item as it was drawn, whatever was decided later: what its author explains is the key that it had.
    pub(crate) drawn: &'k ItemSnapshot,
    /// The rulings about the question.
    pub(crate) rulings: Vec<&'k Ruling>,
}

impl PrintedQuestion<'_> {
    /// Whether the author's words on rows and statements still hold: each says what is wrong with all answers but the key.
    pub(crate) fn has_one_key(&self) -> bool {
        !self
            .rulings
            .iter()
            .any(|ruling| matches!(ruling.action, RulingAction::Rekey(_) | RulingAction::Accept(_)))
    }

    /// Whether what was the key is wrong now.
    pub(crate) fn is_rekeyed(&self) -> bool {
        self.rulings.iter().any(|ruling| matches!(ruling.action, RulingAction::Rekey(_)))
    }
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
                    drawn: key.drawn_question(form, &item.id).unwrap_or(item),
                    rulings: key
                        .rulings()
                        .iter()
                        .filter(|ruling| ruling.concerns(&form.code, &item.id))
                        .collect(),
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
