//! Items as they were when an exam was assembled: lowered from their kind, with keys and explanations.

use crate::{ChoiceId, ConceptId, ItemId, Level, Points, RichText, StimulusId, Style, Task, TopicId};
use serde::{Deserialize, Serialize};

/// An item in canonical order (that of the bank), lowered to closed vocabularies. Secret: it holds the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemSnapshot {
    /// Its id in the bank.
    pub id: ItemId,
    /// Its revision.
    pub rev: u32,
    /// Its topic.
    pub topic: TopicId,
    /// Its cognitive level.
    pub level: Level,
    /// Its style.
    pub style: Style,
    /// Points for a full answer.
    pub points: Points,
    /// The concepts it examines, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<ConceptId>,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulus: Option<StimulusId>,
    /// The asking text.
    pub stem: RichText,
    /// Why the key is right.
    pub explanation: RichText,
    /// How it is answered and scored; by one letter unless stated.
    #[serde(default, skip_serializing_if = "Task::is_one_letter")]
    pub task: Task,
    /// Numbered statements above the choices, or the rows to answer; empty for most items.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "statement")]
    pub statements: Vec<ChoiceSnapshot>,
    /// The choices; empty where a response is written.
    #[serde(default, rename = "choice", skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceSnapshot>,
}

/// A choice or a statement, with what the bank says of it.
// No `deny_unknown_fields`: serde cannot combine it with `flatten`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceSnapshot {
    /// Stable id: `c1` … or the author's.
    pub id: ChoiceId,
    /// Whether it belongs to the key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub key: bool,
    /// What it says.
    #[serde(flatten)]
    pub content: SnapshotContent,
    /// Why it is right or wrong, for whoever chose it.
    #[serde(default, skip_serializing_if = "RichText::is_empty")]
    pub why: RichText,
}

/// What a choice says, in canonical order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SnapshotContent {
    /// Words of the author.
    Text(RichText),
    /// Statements by their canonical index (from 0).
    Statements(Vec<u8>),
    /// The word for true or for false.
    Truth(bool),
}

impl ItemSnapshot {
    /// All texts with markup: what is printed, and what is said of it.
    pub fn texts_mut(&mut self) -> Vec<&mut RichText> {
        let mut texts = vec![&mut self.stem, &mut self.explanation];
        for part in self.statements.iter_mut().chain(&mut self.choices) {
            texts.push(&mut part.why);
            if let SnapshotContent::Text(text) = &mut part.content {
                texts.push(text);
            }
        }
        match &mut self.task {
            Task::Choose { .. } | Task::Rows { .. } => {}
            Task::Number(number) => texts.extend(number.near_misses.iter_mut().map(|miss| &mut miss.why)),
            Task::Words(words) => texts.extend(words.near_misses.iter_mut().map(|miss| &mut miss.why)),
            Task::Essay(essay) => {
                texts.push(&mut essay.model_answer);
                texts.extend(essay.criteria.iter_mut().flat_map(|each| [&mut each.award, &mut each.reject]));
            }
        }
        texts
    }

    /// The canonical indices of the choices that make up the key, ascending.
    pub fn keys(&self) -> impl Iterator<Item = usize> + '_ {
        self.choices.iter().enumerate().filter(|(_, choice)| choice.key).map(|(index, _)| index)
    }
}
