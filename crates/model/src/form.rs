//! The printable side of an exam: a form without any key.

use crate::{ChoiceScoring, FormCode, ItemId, Points, RichText, StimulusId, WordLimit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One concrete version of an exam, as a candidate sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its code, such as `A`.
    pub code: FormCode,
    /// Cases that questions refer to, in order of first use.
    pub stimuli: Vec<Stimulus>,
    /// The questions in printed order, numbered from 1.
    pub questions: Vec<Question>,
    /// Headings between them, in printed order; none if the paper is one whole.
    pub headings: Vec<SectionHeading>,
}

/// The start of a section on a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionHeading {
    /// The heading.
    pub title: String,
    /// What stands below it; may be empty.
    pub intro: RichText,
    /// Number of the first question of the section.
    pub first: u16,
    /// Number of its last question.
    pub last: u16,
}

/// A section of an exam: the same on all forms. It tells no key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What stands below it; may be empty.
    #[serde(default, skip_serializing_if = "RichText::is_empty")]
    pub intro: RichText,
    /// Its items on all forms, by id.
    pub items: BTreeSet<ItemId>,
}

/// A case that several questions share; printed once above its set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stimulus {
    /// Its name in the bank.
    pub id: StimulusId,
    /// Heading; may be empty.
    pub title: String,
    /// The case.
    pub text: RichText,
}

/// A question on a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Printed number, from 1.
    pub number: u16,
    /// The item behind it; printed small for error reports.
    pub item: ItemId,
    /// The item's revision.
    pub rev: u32,
    /// Points for a full answer.
    pub points: Points,
    /// The case it belongs to.
    pub stimulus: Option<StimulusId>,
    /// What is printed.
    pub body: ItemBody,
    /// How it is answered.
    pub field: ResponseField,
}

/// What is printed of an item, in printed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemBody {
    /// The asking text.
    pub stem: RichText,
    /// What follows it.
    pub blocks: Vec<Block>,
}

/// A part of an item's body. A closed vocabulary: kinds lower to it, paper lays it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Statements, numbered from 1 on paper.
    Statements(Vec<RichText>),
    /// Rows, lettered from a on paper, each to be answered by the letter of a choice.
    Rows(Vec<RichText>),
    /// Choices, lettered from A on paper.
    Choices(Vec<ChoiceContent>),
    /// So many places in an order, lettered from a on paper, each to be filled by the letter of a choice.
    Places(u8),
    /// A line for a number.
    Number {
        /// Printed behind the line; may be empty.
        unit: String,
    },
    /// A line for a few words.
    Line,
    /// Lines for an answer in sentences.
    Lines {
        /// How many.
        lines: u8,
        /// How long the answer should be.
        words: Option<WordLimit>,
    },
}

/// What stands behind the letter of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoiceContent {
    /// Words of the author.
    Text(RichText),
    /// Statements by their printed numbers (from 1), ascending: "1 and 4".
    Statements(Vec<u8>),
    /// The word for true or for false.
    Truth(bool),
}

/// How a question is answered: what the answer sheet offers and what a cell of a CSV may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseField {
    /// Some of so many lettered choices.
    Choices {
        /// How many there are, at most 26.
        count: u8,
        /// How many are asked for.
        choose: u8,
        /// How marks become points.
        scoring: ChoiceScoring,
    },
    /// In each row one of so many lettered choices.
    Rows {
        /// How many rows.
        rows: u8,
        /// How many choices, at most 26.
        count: u8,
    },
    /// A number.
    Number,
    /// A few words.
    Line,
    /// Sentences.
    Essay,
}
