//! How one item stands on one form.

use crate::{
    Block, ChoiceContent, ItemBody, ItemId, ItemSnapshot, ResponseField, RichText, SnapshotContent, Task,
    instance::Values,
};
use serde::{Deserialize, Serialize};

/// The arrangement of one item on one form. Orders map a printed position to the canonical index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionKey {
    /// The item.
    pub item: ItemId,
    /// Statements in printed order; empty where the item has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<u8>,
    /// Choices in printed order; empty where the item has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<u8>,
    /// Values of the item's variables on this form.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
}

impl QuestionKey {
    /// What is printed of the item in this arrangement.
    #[must_use]
    pub fn body(&self, item: &ItemSnapshot) -> ItemBody {
        let mut blocks = Vec::new();
        if !self.statements.is_empty() {
            let texts = self.statement_texts(item);
            blocks.push(match item.task {
                Task::Rows { .. } => Block::Rows(texts),
                _ => Block::Statements(texts),
            });
        }
        if !self.choices.is_empty() {
            let choices = self.choices.iter().filter_map(|&i| item.choices.get(usize::from(i)));
            blocks.push(Block::Choices(choices.map(|choice| self.content(&choice.content)).collect()));
        }
        match &item.task {
            Task::Rows { right, .. } if self.statements.is_empty() => {
                blocks.push(Block::Places(u8::try_from(right.len()).unwrap_or(u8::MAX)));
            }
            Task::Choose { .. } | Task::Rows { .. } => {}
            Task::Number(number) => blocks.push(Block::Number { unit: number.unit.clone() }),
            Task::Words(_) => blocks.push(Block::Line),
            Task::Essay(essay) => blocks.push(Block::Lines { lines: essay.lines, words: essay.words }),
        }
        ItemBody { stem: item.stem.clone(), blocks }
    }

    /// Texts of statements or rows in printed order.
    fn statement_texts(&self, item: &ItemSnapshot) -> Vec<RichText> {
        let texts = self.statements.iter().filter_map(|&i| item.statements.get(usize::from(i)));
        let texts = texts.filter_map(|statement| match &statement.content {
            SnapshotContent::Text(text) => Some(text.clone()),
            SnapshotContent::Statements(_) | SnapshotContent::Truth(_) => None,
        });
        texts.collect()
    }

    fn content(&self, content: &SnapshotContent) -> ChoiceContent {
        match content {
            SnapshotContent::Text(text) => ChoiceContent::Text(text.clone()),
            SnapshotContent::Truth(truth) => ChoiceContent::Truth(*truth),
            SnapshotContent::Statements(named) => {
                let printed =
                    (1_u8..).zip(&self.statements).filter(|(_, canonical)| named.contains(canonical));
                ChoiceContent::Statements(printed.map(|(number, _)| number).collect())
            }
        }
    }

    /// The letter of a printed position (from 0).
    #[must_use]
    pub fn letter(position: usize) -> char {
        u8::try_from(position).ok().filter(|&p| p < 26).map_or('?', |p| char::from(b'A' + p))
    }

    /// Printed positions (from 0) of the choices that make up the key, ascending.
    pub fn key_positions<'a>(&'a self, item: &'a ItemSnapshot) -> impl Iterator<Item = usize> + 'a {
        let is_key =
            |&canonical: &u8| item.choices.get(usize::from(canonical)).is_some_and(|choice| choice.key);
        self.choices.iter().enumerate().filter(move |(_, c)| is_key(c)).map(|(position, _)| position)
    }

    /// Printed positions (from 0) of the right choice of each printed row; empty for items without rows.
    #[must_use]
    pub fn row_positions(&self, item: &ItemSnapshot) -> Vec<usize> {
        let Task::Rows { right, .. } = &item.task else { return Vec::new() };
        let printed = |choice: &u8| self.choices.iter().position(|printed| printed == choice);
        let canonical = |row: usize| self.statements.get(row).map_or(row, |&row| usize::from(row));
        (0..right.len()).filter_map(|row| printed(right.get(canonical(row))?)).collect()
    }
}

/// How a question is answered.
pub(super) fn field(item: &ItemSnapshot) -> ResponseField {
    let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    let count = small(item.choices.len());
    match &item.task {
        Task::Choose { count: choose, scoring } => {
            ResponseField::Choices { count, choose: *choose, scoring: *scoring }
        }
        Task::Rows { right, .. } => ResponseField::Rows { rows: small(right.len()), count },
        Task::Number(_) => ResponseField::Number,
        Task::Words(_) => ResponseField::Line,
        Task::Essay(_) => ResponseField::Essay,
    }
}
