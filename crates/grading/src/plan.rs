//! What grading needs of an exam, compiled from canonical ids to printed letters.

use crate::policy::Rule;
use mockexam_model::{
    AnswerKey, FormCode, FormKey, ItemSnapshot, Marks, Points, QuestionKey, QuestionScore, Response, Task,
    part_letter,
};
use std::fmt;

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormPlan {
    pub(crate) code: FormCode,
    pub(crate) questions: Vec<QuestionPlan>,
    /// Whether any of them asks for words.
    pub(crate) has_words: bool,
}

/// A question of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuestionPlan {
    pub(crate) field: Field,
    pub(crate) rule: Rule,
    /// Points for a full answer.
    points: Points,
    /// What one letter earns, by its position, and what nothing earns: nearly all responses of nearly all exams.
    by_letter: Box<[Points]>,
    blank: Points,
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
        let questions = key.questions(form).map(|(question, item)| {
            QuestionPlan::new(Field::new(question, item), Rule::of(key, form, question, item), item.points)
        });
        let questions: Vec<QuestionPlan> = questions.collect();
        let has_words = questions.iter().any(|question| question.field == Field::Words);
        Self { code: form.code.clone(), questions, has_words }
    }

    /// The columns of points that people award and of which a file may have none, in order: all if marks stand in a file
    /// of their own, else those of questions that a ruling settled.
    pub(crate) fn awards_apart(&self, marks_apart: bool) -> impl Iterator<Item = ColumnLabel> {
        let open = (1..).zip(&self.questions).filter(move |(_, plan)| plan.is_apart(marks_apart));
        open.flat_map(|(question, plan)| (0..plan.field.cells()).map(move |part| plan.label(question, part)))
    }

    /// The columns that hold responses to this form, in order.
    pub(crate) fn labels(&self) -> impl Iterator<Item = ColumnLabel> {
        (1..)
            .zip(&self.questions)
            .flat_map(|(question, plan)| (0..plan.field.cells()).map(move |part| plan.label(question, part)))
    }
}

impl Field {
    fn new(question: &QuestionKey, item: &ItemSnapshot) -> Self {
        let choices = u8::try_from(question.choices.len()).unwrap_or(u8::MAX);
        match &item.task {
            Task::Choose { count, .. } => Self::Letters { choices, asked: *count },
            Task::Rows { right, .. } => Self::Rows { rows: right.len(), choices },
            Task::Number(number) => Self::Number { unit: number.unit.clone() },
            Task::Words(_) => Self::Words,
            Task::Essay(essay) => {
                Self::Awards(essay.criteria.iter().map(|criterion| criterion.points).collect())
            }
        }
    }

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
    fn new(field: Field, rule: Rule, points: Points) -> Self {
        let choices = if let Field::Letters { choices, .. } = field { choices } else { 0 };
        let of = |response| rule.earned(points, &response);
        let by_letter = (0..choices).map(|position| of(Response::Chosen(Marks::one(position)))).collect();
        let blank = of(Response::Blank);
        Self { field, rule, points, by_letter, blank }
    }

    /// Whether a file of answers need not tell its points.
    pub(crate) const fn is_apart(&self, marks_apart: bool) -> bool {
        matches!(self.field, Field::Awards(_)) && (marks_apart || !self.rule.reads_responses())
    }

    /// A response with what it earns.
    pub(crate) fn scored(&self, response: Response) -> QuestionScore {
        let points = self.rule.earned(self.points, &response);
        QuestionScore { response, points }
    }

    /// Scores a cell with one letter or nothing, as [`read_cell`](crate::cell::read_cell) would read it; false where the
    /// question or the cell is another. The response is made where it stays: to move it there takes as long as all the rest.
    #[inline]
    pub(crate) fn score_letter(&self, cell: &[u8], score: &mut QuestionScore) -> bool {
        match cell {
            [] if !self.by_letter.is_empty() => {
                score.response = Response::Blank;
                score.points = self.blank;
                true
            }
            [letter] if letter.is_ascii_alphabetic() => {
                let position = letter.to_ascii_uppercase() - b'A';
                let Some(&points) = self.by_letter.get(usize::from(position)) else { return false };
                score.response = Response::Chosen(Marks::one(position));
                score.points = points;
                true
            }
            _ => false,
        }
    }

    /// The name of the column of a part (from 0) of this question (from 1).
    pub(crate) const fn label(&self, question: usize, part: usize) -> ColumnLabel {
        let parted = matches!(self.field, Field::Rows { .. } | Field::Awards(_));
        ColumnLabel { question, part: if parted { Some(part) } else { None } }
    }
}
