//! A question as it is printed on one form, as HTML.

use super::markup::{self, Html};
use super::words::{ReportWords, fill};
use mockexam_model::{AnswerKey, Block, ChoiceContent, FormKey, ItemSnapshot, QuestionKey};
use serde::Serialize;

/// A question on a form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Printed {
    /// Printed number, from 1.
    pub(crate) number: u16,
    pub(crate) item: String,
    pub(crate) stem: Html,
    pub(crate) statements: Vec<Html>,
    pub(crate) choices: Vec<PrintedChoice>,
}

/// A choice on a form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PrintedChoice {
    pub(crate) letter: char,
    pub(crate) text: Html,
    pub(crate) right: bool,
}

/// The case that questions share.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) text: Html,
}

impl Printed {
    /// The question in the arrangement of a form.
    pub(crate) fn new(number: u16, question: &QuestionKey, item: &ItemSnapshot, words: &ReportWords) -> Self {
        let body = question.body(item);
        let keys: Vec<usize> = question.key_positions(item).collect();
        let mut printed = Self {
            number,
            item: format!("{} · {}", item.id, fill(&words.class.revision, &[("rev", &item.rev.to_string())])),
            stem: markup::paragraphs(&body.stem, &words.gap),
            statements: Vec::new(),
            choices: Vec::new(),
        };
        for block in &body.blocks {
            match block {
                Block::Statements(statements) => printed
                    .statements
                    .extend(statements.iter().map(|statement| markup::line(statement, &words.gap))),
                Block::Choices(choices) => {
                    printed.choices.extend(choices.iter().enumerate().map(|(position, choice)| {
                        PrintedChoice {
                            letter: QuestionKey::letter(position),
                            text: content(choice, words),
                            right: keys.contains(&position),
                        }
                    }));
                }
            }
        }
        printed
    }
}

impl Case {
    /// The case of an item, if it has one.
    pub(crate) fn of(key: &AnswerKey, item: &ItemSnapshot, words: &ReportWords) -> Option<Self> {
        let id = item.stimulus.as_ref()?;
        let stimulus = key.stimuli().iter().find(|stimulus| stimulus.id == *id)?;
        Some(Self { title: stimulus.title.clone(), text: markup::paragraphs(&stimulus.text, &words.gap) })
    }
}

fn content(choice: &ChoiceContent, words: &ReportWords) -> Html {
    match choice {
        ChoiceContent::Text(text) => markup::line(text, &words.gap),
        ChoiceContent::Truth(true) => markup::plain(&words.true_word),
        ChoiceContent::Truth(false) => markup::plain(&words.false_word),
        ChoiceContent::Statements(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
            markup::plain(&words.list(&numbers))
        }
    }
}

/// "Form A".
pub(crate) fn form_name(form: &FormKey, words: &ReportWords) -> String {
    fill(&words.form, &[("form", form.code.as_str())])
}
