//! A question as it is printed on one form, as HTML.

use super::markup::{self, Html};
use super::words::{ReportWords, fill};
use mockexam_model::{
    AnswerKey, Block, ChoiceContent, FormKey, ItemSnapshot, QuestionKey, RichText, Task, part_letter,
};
use serde::Serialize;

/// A question on a form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Printed {
    /// Printed number, from 1.
    pub(crate) number: u16,
    pub(crate) item: String,
    pub(crate) stem: Html,
    /// The same for documents.
    #[serde(skip)]
    pub(crate) stem_text: RichText,
    pub(crate) statements: Vec<Html>,
    #[serde(skip)]
    pub(crate) statement_texts: Vec<RichText>,
    /// Rows to answer: those of matching and classification items, the places of an order, the criteria of an essay.
    pub(crate) rows: Vec<PrintedRow>,
    pub(crate) choices: Vec<PrintedChoice>,
    /// The right answer where it is written, or a model of it.
    pub(crate) answer: Option<Html>,
    #[serde(skip)]
    pub(crate) answer_text: Option<RichText>,
}

/// A row of a question.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PrintedRow {
    /// Its small letter.
    pub(crate) label: String,
    pub(crate) text: Html,
    /// Letter and text of the choice that is right in it, or the points that it brings.
    pub(crate) right: Html,
    #[serde(skip)]
    pub(crate) text_text: RichText,
    #[serde(skip)]
    pub(crate) right_text: RichText,
}

/// A choice on a form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PrintedChoice {
    pub(crate) letter: char,
    pub(crate) text: Html,
    #[serde(skip)]
    pub(crate) rich: RichText,
    pub(crate) right: bool,
}

/// The case that questions share.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Case {
    pub(crate) title: String,
    pub(crate) text: Html,
    #[serde(skip)]
    pub(crate) rich: RichText,
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
            stem_text: body.stem.clone(),
            statements: Vec::new(),
            statement_texts: Vec::new(),
            rows: Vec::new(),
            choices: Vec::new(),
            answer: right_answer(item).map(|answer| markup::blocks(&answer, &words.gap)),
            answer_text: right_answer(item),
        };
        for block in &body.blocks {
            match block {
                Block::Statements(statements) => {
                    printed
                        .statements
                        .extend(statements.iter().map(|statement| markup::line(statement, &words.gap)));
                    printed.statement_texts.clone_from(statements);
                }
                Block::Rows(rows) => printed.rows = labelled(rows.iter().cloned(), words),
                Block::Places(count) => {
                    printed.rows = labelled((0..*count).map(|_| RichText::default()), words);
                }
                // They want to be written on paper only.
                Block::Number { .. } | Block::Line | Block::Lines { .. } => {}
                Block::Choices(choices) => {
                    printed.choices.extend(choices.iter().enumerate().map(|(position, choice)| {
                        let rich = content(choice, words);
                        PrintedChoice {
                            letter: QuestionKey::letter(position),
                            text: markup::line(&rich, &words.gap),
                            rich,
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
            self.rows = labelled(essay.criteria.iter().map(|criterion| criterion.award.clone()), words);
            for (row, criterion) in self.rows.iter_mut().zip(&essay.criteria) {
                row.right = markup::plain(&words.points(criterion.points));
                row.right_text = RichText::literal(&words.points(criterion.points));
            }
        }
        for (row, position) in self.rows.iter_mut().zip(question.row_positions(item)) {
            let Some(choice) = self.choices.get(position) else { continue };
            row.right = lettered(choice);
            row.right_text = choice.rich.led_by(&choice.letter.to_string());
        }
    }
}

/// Rows with their small letters.
fn labelled(texts: impl Iterator<Item = RichText>, words: &ReportWords) -> Vec<PrintedRow> {
    let row = |(part, text): (usize, RichText)| PrintedRow {
        label: part_letter(part),
        text: markup::line(&text, &words.gap),
        right: Html::default(),
        text_text: text,
        right_text: RichText::default(),
    };
    texts.enumerate().map(row).collect()
}

/// A choice with its letter in front.
pub(crate) fn lettered(choice: &PrintedChoice) -> Html {
    markup::joined(&[markup::plain(&format!("{} ", choice.letter)), choice.text.clone()])
}

/// What is right where a response is written.
fn right_answer(item: &ItemSnapshot) -> Option<RichText> {
    match &item.task {
        Task::Choose { .. } | Task::Rows { .. } => None,
        Task::Number(number) => Some(RichText::literal(format!("{} {}", number.answer, number.unit).trim())),
        Task::Words(written) => written.accept.first().map(|text| RichText::literal(text)),
        Task::Essay(essay) => Some(essay.model_answer.clone()),
    }
}

impl Case {
    /// The case of an item, if it has one.
    pub(crate) fn of(key: &AnswerKey, item: &ItemSnapshot, words: &ReportWords) -> Option<Self> {
        let id = item.stimulus.as_ref()?;
        let stimulus = key.stimuli().iter().find(|stimulus| stimulus.id == *id)?;
        Some(Self {
            title: stimulus.title.clone(),
            text: markup::blocks(&stimulus.text, &words.gap),
            rich: stimulus.text.clone(),
        })
    }
}

fn content(choice: &ChoiceContent, words: &ReportWords) -> RichText {
    match choice {
        ChoiceContent::Text(text) => text.clone(),
        ChoiceContent::Truth(true) => RichText::literal(&words.true_word),
        ChoiceContent::Truth(false) => RichText::literal(&words.false_word),
        ChoiceContent::Statements(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
            RichText::literal(&words.list(&numbers))
        }
    }
}

/// "Form A".
pub(crate) fn form_name(form: &FormKey, words: &ReportWords) -> String {
    fill(&words.form, &[("form", form.code.as_str())])
}
