//! What grading needs of an exam, compiled from canonical ids to printed letters.

use mockexam_model::{
    AnswerKey, ChoiceScoring, Decimal, FormCode, FormKey, ItemSnapshot, Marks, Points, Quantity, QuestionKey,
    RowScoring, Task, WordsKey, part_letter,
};
use std::fmt;

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormPlan {
    pub(crate) code: FormCode,
    pub(crate) questions: Vec<QuestionPlan>,
}

/// A question of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuestionPlan {
    pub(crate) field: Field,
    pub(crate) rule: Rule,
    /// Points for a full answer.
    pub(crate) points: Points,
}

/// How cells become a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Field {
    /// Letters in one cell.
    Letters { choices: u8, asked: u8 },
    /// A letter in each of several cells.
    Rows { rows: usize, choices: u8 },
    /// A number.
    Number { unit: String },
    /// Words.
    Words,
    /// Points by criterion, each with the most that it can bring.
    Awards(Vec<Points>),
}

/// How a response becomes points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rule {
    /// All points for exactly these letters.
    Exactly(Marks),
    /// A share per right letter less one per wrong letter, not below zero.
    PerOption { key: Marks, share: Points },
    /// Right letters by row.
    Rows { right: Vec<Marks>, scoring: RowScoring, share: Points },
    /// A number within a tolerance.
    Number { answer: Decimal, tolerance: Decimal },
    /// One of some spellings.
    Words(WordsKey),
    /// What a person awarded.
    Awarded,
}

/// The name of a column: a question, or one of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ColumnLabel {
    /// Number of the question, from 1.
    pub(crate) question: usize,
    /// Part from 0, if the question has columns of its own for its parts.
    pub(crate) part: Option<usize>,
}

impl fmt::Display for ColumnLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.question, self.part.map(part_letter).unwrap_or_default())
    }
}

impl FormPlan {
    pub(crate) fn new(key: &AnswerKey, form: &FormKey) -> Self {
        let questions = key.questions(form).map(|(question, item)| QuestionPlan::new(question, item));
        Self { code: form.code.clone(), questions: questions.collect() }
    }

    /// The columns that hold responses to this form, in order.
    pub(crate) fn labels(&self) -> impl Iterator<Item = ColumnLabel> {
        (1..)
            .zip(&self.questions)
            .flat_map(|(question, plan)| (0..plan.field.cells()).map(move |part| plan.label(question, part)))
    }
}

impl Field {
    /// How many cells hold a response.
    pub(crate) const fn cells(&self) -> usize {
        match self {
            Self::Letters { .. } | Self::Number { .. } | Self::Words => 1,
            Self::Rows { rows, .. } => *rows,
            Self::Awards(criteria) => criteria.len(),
        }
    }
}

impl QuestionPlan {
    fn new(question: &QuestionKey, item: &ItemSnapshot) -> Self {
        let mark = |position: usize| u8::try_from(position).map_or(Marks::NONE, Marks::one);
        let choices = u8::try_from(question.choices.len()).unwrap_or(u8::MAX);
        let (field, rule) = match &item.task {
            Task::Choose { count, scoring } => {
                let key = question.key_positions(item).fold(Marks::NONE, |marks, p| marks.with(mark(p)));
                let share = item.points.share(1, usize::from(*count));
                let rule = match (scoring, share) {
                    (ChoiceScoring::PerOption, Some(share)) => Rule::PerOption { key, share },
                    // A key whose points cannot be shared is refused before it comes here.
                    (ChoiceScoring::AllOrNothing | ChoiceScoring::PerOption, _) => Rule::Exactly(key),
                };
                (Field::Letters { choices, asked: *count }, rule)
            }
            Task::Rows { right, scoring } => {
                let letters = question.row_positions(item).into_iter().map(mark).collect();
                let shares = match scoring {
                    RowScoring::PerRow => right.len(),
                    RowScoring::AllOrNothing => 1,
                    RowScoring::AdjacentPairs => right.len().saturating_sub(1),
                };
                let share = item.points.share(1, shares).unwrap_or(Points::ZERO);
                let rule = Rule::Rows { right: letters, scoring: *scoring, share };
                (Field::Rows { rows: right.len(), choices }, rule)
            }
            Task::Number(number) => {
                let answer = match &number.answer {
                    Quantity::Fixed(answer) => *answer,
                    Quantity::Variable(_) => Decimal::ZERO,
                };
                let rule = Rule::Number { answer, tolerance: number.tolerance };
                (Field::Number { unit: number.unit.clone() }, rule)
            }
            Task::Words(words) => (Field::Words, Rule::Words(words.clone())),
            Task::Essay(essay) => (
                Field::Awards(essay.criteria.iter().map(|criterion| criterion.points).collect()),
                Rule::Awarded,
            ),
        };
        Self { field, rule, points: item.points }
    }

    /// The name of the column of a part (from 0) of this question (from 1).
    pub(crate) const fn label(&self, question: usize, part: usize) -> ColumnLabel {
        let parted = matches!(self.field, Field::Rows { .. } | Field::Awards(_));
        ColumnLabel { question, part: if parted { Some(part) } else { None } }
    }
}
