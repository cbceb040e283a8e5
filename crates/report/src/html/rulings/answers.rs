//! The answers that a ruling names, in words.

use super::super::words::ReportWords;
use mockexam_model::{
    FormKey, ItemSnapshot, KeyAnswer, QuestionKey, RichText, RulingAction, SnapshotContent, Task,
};

/// An item and where it is asked.
pub(crate) struct Asked<'a> {
    pub(crate) item: &'a ItemSnapshot,
    pub(crate) forms: Vec<(&'a FormKey, &'a QuestionKey)>,
}

/// Stands for the text of a choice where an exam was made elsewhere.
const NO_TEXT: &str = "–";

impl Asked<'_> {
    /// Each answer of a ruling as one text: what has to be given together stands together.
    pub(crate) fn answers(&self, action: &RulingAction, words: &ReportWords) -> Vec<RichText> {
        match action {
            RulingAction::Accept(answers) | RulingAction::Rekey(answers) => {
                answers.iter().map(|answer| self.answer(answer, words)).collect()
            }
            RulingAction::Void | RulingAction::FullCredit => Vec::new(),
        }
    }

    fn answer(&self, answer: &KeyAnswer, words: &ReportWords) -> RichText {
        match (answer, &self.item.task) {
            (KeyAnswer::Choices(choices), _) => {
                let choices = choices.iter().map(|choice| self.lettered(*choice, words));
                RichText::joined(choices, &format!(" {} ", words.and))
            }
            (KeyAnswer::Rows(choices), _) => {
                let rows = choices.iter().enumerate().map(|(row, choice)| self.row(row, *choice, words));
                RichText::stacked(rows)
            }
            (KeyAnswer::Number(number), Task::Number(task)) => {
                RichText::literal(format!("{number} {}", task.unit).trim())
            }
            (KeyAnswer::Number(number), _) => RichText::literal(&number.to_string()),
            (KeyAnswer::Words(text), _) => RichText::literal(text),
        }
    }

    /// "What is matched → with what", or "1. the first step".
    fn row(&self, row: usize, choice: u8, words: &ReportWords) -> RichText {
        let right = self.lettered(choice, words);
        match self.item.statements.get(row).map(|statement| self.text(&statement.content, words)) {
            Some(statement) => RichText::joined([statement, right], " → "),
            None => right.led_by(&format!("{}.", row + 1)),
        }
    }

    /// The text of a choice with its letters; the letters alone where nobody knows the text.
    fn lettered(&self, choice: u8, words: &ReportWords) -> RichText {
        let letters = self.letters(choice);
        let Some(content) = self.item.choices.get(usize::from(choice)).map(|choice| &choice.content) else {
            return RichText::literal(&letters);
        };
        let text = self.text(content, words);
        match text.plain() == NO_TEXT {
            true => RichText::literal(&letters),
            false => RichText::joined([text, RichText::literal(&format!("({letters})"))], " "),
        }
    }

    /// "C" on one form, else "A C, B D".
    fn letters(&self, choice: u8) -> String {
        let letter = |(form, question): &(&FormKey, &QuestionKey)| {
            let position = question.choices.iter().position(|canonical| *canonical == choice)?;
            let letter = QuestionKey::letter(position);
            Some(if self.forms.len() == 1 { letter.to_string() } else { format!("{} {letter}", form.code) })
        };
        self.forms.iter().filter_map(letter).collect::<Vec<_>>().join(", ")
    }

    fn text(&self, content: &SnapshotContent, words: &ReportWords) -> RichText {
        match content {
            SnapshotContent::Text(text) => text.clone(),
            SnapshotContent::Truth(true) => RichText::literal(&words.true_word),
            SnapshotContent::Truth(false) => RichText::literal(&words.false_word),
            // Their numbers differ by form, their words do not.
            SnapshotContent::Statements(statements) => {
                let named =
                    statements.iter().filter_map(|index| self.item.statements.get(usize::from(*index)));
                RichText::joined(named.map(|statement| self.text(&statement.content, words)), "; ")
            }
        }
    }
}
