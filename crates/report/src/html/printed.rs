//! A question as it is printed on one form, as HTML.

use super::markup::{self, Html};
use super::words::{ReportWords, fill};
use mockexam_model::{
    AnswerKey, Block, ChoiceContent, FormKey, ItemSnapshot, QuestionKey, Task, part_letter,
};
use serde::Serialize;

/// A question on a form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Printed {
    /// Printed number, from 1.
    pub(crate) number: u16,
    pub(crate) item: String,
    pub(crate) stem: Html,
    pub(crate) statements: Vec<Html>,
    /// Rows to answer: those of matching and classification items, the places of an order, the criteria of an essay.
    pub(crate) rows: Vec<PrintedRow>,
    pub(crate) choices: Vec<PrintedChoice>,
    /// The right answer where it is written, or a model of it.
    pub(crate) answer: Option<Html>,
}

/// A row of a question.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PrintedRow {
    /// Its small letter.
    pub(crate) label: String,
    pub(crate) text: Html,
    /// Letter and text of the choice that is right in it, or the points that it brings.
    pub(crate) right: Html,
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
            stem: markup::blocks(&body.stem, &words.gap),
            statements: Vec::new(),
            rows: Vec::new(),
            choices: Vec::new(),
            answer: right_answer(item, words),
        };
        for block in &body.blocks {
            match block {
                Block::Statements(statements) => printed
                    .statements
                    .extend(statements.iter().map(|statement| markup::line(statement, &words.gap))),
                Block::Rows(rows) => {
                    printed.rows = labelled(rows.iter().map(|row| markup::line(row, &words.gap)));
                }
                Block::Places(count) => printed.rows = labelled((0..*count).map(|_| Html::default())),
                // They want to be written on paper only.
                Block::Number { .. } | Block::Line | Block::Lines { .. } => {}
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
        printed.fill_rows(question, item, words);
        printed
    }

    /// Says what is right in each row.
    fn fill_rows(&mut self, question: &QuestionKey, item: &ItemSnapshot, words: &ReportWords) {
        if let Task::Essay(essay) = &item.task {
            self.rows =
                labelled(essay.criteria.iter().map(|criterion| markup::line(&criterion.award, &words.gap)));
            for (row, criterion) in self.rows.iter_mut().zip(&essay.criteria) {
                row.right = markup::plain(&words.points(criterion.points));
            }
        }
        for (row, position) in self.rows.iter_mut().zip(question.row_positions(item)) {
            row.right = self.choices.get(position).map(lettered).unwrap_or_default();
        }
    }
}

/// Rows with their small letters.
fn labelled(texts: impl Iterator<Item = Html>) -> Vec<PrintedRow> {
    let row = |(part, text)| PrintedRow { label: part_letter(part), text, right: Html::default() };
    texts.enumerate().map(row).collect()
}

/// A choice with its letter in front.
pub(crate) fn lettered(choice: &PrintedChoice) -> Html {
    markup::joined(&[markup::plain(&format!("{} ", choice.letter)), choice.text.clone()])
}

/// What is right where a response is written.
fn right_answer(item: &ItemSnapshot, words: &ReportWords) -> Option<Html> {
    match &item.task {
        Task::Choose { .. } | Task::Rows { .. } => None,
        Task::Number(number) => Some(markup::plain(format!("{} {}", number.answer, number.unit).trim())),
        Task::Words(written) => written.accept.first().map(|text| markup::plain(text)),
        Task::Essay(essay) => Some(markup::blocks(&essay.model_answer, &words.gap)),
    }
}

impl Case {
    /// The case of an item, if it has one.
    pub(crate) fn of(key: &AnswerKey, item: &ItemSnapshot, words: &ReportWords) -> Option<Self> {
        let id = item.stimulus.as_ref()?;
        let stimulus = key.stimuli().iter().find(|stimulus| stimulus.id == *id)?;
        Some(Self { title: stimulus.title.clone(), text: markup::blocks(&stimulus.text, &words.gap) })
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
