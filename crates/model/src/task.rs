//! How an item is answered and scored: the closed vocabulary to which all kinds of items lower.
//!
//! The key of lettered choices is marked in the choices themselves; everything else stands here. Secret.

use crate::{ChoiceScoring, Decimal, Points, RichText};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a candidate has to do, and what is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Task {
    /// Mark the letters of one or more choices.
    Choose {
        /// How many letters are asked for.
        count: u8,
        /// How marks become points.
        scoring: ChoiceScoring,
    },
    /// Give each row the letter of a choice: matching, classifying, ordering.
    Rows {
        /// The canonical choice that is right in each canonical row.
        right: Vec<u8>,
        /// How rows become points.
        scoring: RowScoring,
    },
    /// Write a number.
    Number(NumberKey),
    /// Write a word or a few.
    Words(WordsKey),
    /// Write an answer that a person marks by criteria.
    Essay(EssayKey),
}

/// How the rows of a matching, classification or ordering item become points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowScoring {
    /// An equal share of the points per right row.
    PerRow,
    /// All points if every row is right.
    AllOrNothing,
    /// Of n steps in order, 1/(n - 1) of the points for each pair of neighbours of the key that stands side by side, in
    /// this order, in the response.
    AdjacentPairs,
}

/// A number that is right within a tolerance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberKey {
    /// The right number.
    pub answer: Quantity,
    /// Largest deviation that still counts as right.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub tolerance: Decimal,
    /// Printed behind the field; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Wrong numbers that typical errors lead to.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "near-miss")]
    pub near_misses: Vec<NearNumber>,
}

/// A number of an item with variables may be one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// The number itself.
    Fixed(Decimal),
    /// The name of the variable that holds it.
    Variable(String),
}

/// A wrong number and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearNumber {
    /// The number.
    pub value: Quantity,
    /// What is wrong with it.
    pub why: RichText,
}

/// Words that are right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsKey {
    /// Spellings that count as right, the best one first.
    pub accept: Vec<String>,
    /// When a response equals one of them.
    #[serde(rename = "match")]
    pub matching: Matching,
    /// Wrong words that typical errors lead to.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "near-miss")]
    pub near_misses: Vec<NearWords>,
}

/// When written words are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matching {
    /// Case, white space, hyphens and accents make no difference.
    Fold,
    /// Only white space around the response makes none.
    Exact,
}

/// Wrong words and what is wrong with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearWords {
    /// The words.
    pub text: String,
    /// What is wrong with them.
    pub why: RichText,
}

/// What an answer that a person marks has to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EssayKey {
    /// Blank lines on the printed paper.
    pub lines: u8,
    /// How long an answer should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<WordLimit>,
    /// An answer that earns all points.
    pub model_answer: RichText,
    /// The criteria in order; their points add up to those of the item.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

/// How long an answer should be, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordLimit {
    /// What is expected.
    pub target: u16,
    /// What is read at most.
    pub max: u16,
}

/// A part of the points, and for what it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// Most points that it can bring.
    pub points: Points,
    /// What earns them.
    pub award: RichText,
    /// What does not.
    #[serde(default, skip_serializing_if = "RichText::is_empty")]
    pub reject: RichText,
}

impl Task {
    /// One letter, all or nothing: what most items ask.
    pub const ONE_LETTER: Self = Self::Choose { count: 1, scoring: ChoiceScoring::AllOrNothing };

    /// Whether it is [`Task::ONE_LETTER`].
    #[must_use]
    pub fn is_one_letter(&self) -> bool {
        *self == Self::ONE_LETTER
    }

    /// How many columns of an answer file hold the response: one, or one per row or criterion.
    #[must_use]
    pub const fn parts(&self) -> usize {
        match self {
            Self::Choose { .. } | Self::Number(_) | Self::Words(_) => 1,
            Self::Rows { right, .. } => right.len(),
            Self::Essay(essay) => essay.criteria.len(),
        }
    }

    /// Whether a question of so many parts is answered in columns of their own (`12a`, `12b` …).
    #[must_use]
    pub const fn has_columns_of_its_own(&self) -> bool {
        matches!(self, Self::Rows { .. } | Self::Essay(_))
    }
}

impl Default for Task {
    fn default() -> Self {
        Self::ONE_LETTER
    }
}

impl Quantity {
    /// The number, unless it is that of a variable.
    #[must_use]
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Fixed(number) => Some(*number),
            Self::Variable(_) => None,
        }
    }
}

/// `43.2`, or `{minutes}` for a variable.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(number) => write!(f, "{number}"),
            Self::Variable(name) => write!(f, "{{{name}}}"),
        }
    }
}

impl Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a number, or the name of a variable in braces such as \"{minutes}\"")]
        enum Written {
            Number(Decimal),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Number(number) => Ok(Self::Fixed(number)),
            Written::Text(text) => match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
                Some(name) => Ok(Self::Variable(name.trim().to_owned())),
                None => Err(serde::de::Error::custom(format!("'{text}' is neither a number nor a variable"))),
            },
        }
    }
}

/// The name of a part in headers of answer files and on answer sheets: `12a`; beyond z comes aa.
#[must_use]
pub fn part_label(question: u16, part: usize) -> String {
    format!("{question}{}", part_letter(part))
}

/// The small letter of a part (from 0): a … z, aa, ab …
#[must_use]
pub fn part_letter(part: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    match part / 26 {
        0 => letter(part).to_string(),
        more => format!("{}{}", letter(more - 1), letter(part)),
    }
}
