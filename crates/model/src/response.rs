//! What a candidate marked or wrote, and what it scored.

use crate::{CandidateId, Points, Task};
use std::borrow::Cow;

/// A set of printed positions (0 = A), at most 26.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Marks(u32);

impl Marks {
    /// No mark.
    pub const NONE: Self = Self(0);

    /// One mark. Positions from 26 on are ignored: no form prints them.
    #[must_use]
    pub const fn one(position: u8) -> Self {
        Self(if position < 26 { 1 << position } else { 0 })
    }

    /// The set as bits: bit 0 is A. For digests and tables.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both sets share.
    #[must_use]
    pub const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many positions are marked.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether a position is marked.
    #[must_use]
    pub const fn contains(self, position: u8) -> bool {
        position < 26 && self.0 & (1 << position) != 0
    }

    /// Marked positions, ascending.
    pub fn positions(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let position = u8::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
            rest &= rest - 1;
            Some(position)
        })
    }

    /// The highest marked position.
    #[must_use]
    pub const fn highest(self) -> Option<u8> {
        match self.0.checked_ilog2() {
            // A set has 26 positions at most.
            #[expect(clippy::cast_possible_truncation, reason = "a logarithm of 32 bits is below 32")]
            Some(highest) => Some(highest as u8),
            None => None,
        }
    }

    /// The marked position, if there is only one.
    #[must_use]
    pub const fn single(self) -> Option<u8> {
        if self.0.is_power_of_two() { self.highest() } else { None }
    }

    /// Printed letters, ascending: `B`, `AC`.
    #[must_use]
    pub fn letters(self) -> String {
        self.positions().map(|position| char::from(b'A' + position)).collect()
    }

    /// The set with these capital letters; none if a sign is no letter or stands there twice.
    #[must_use]
    pub fn of_letters(letters: &str) -> Option<Self> {
        letters.bytes().try_fold(Self::NONE, |marks, letter| {
            let position = letter.checked_sub(b'A').filter(|&position| position < 26)?;
            (!marks.contains(position)).then(|| marks.with(Self::one(position)))
        })
    }
}

/// The state of one response. The states stay apart from the cell to the report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Response {
    /// Marks, not more than were asked for.
    Chosen(Marks),
    /// Nothing was marked or written.
    #[default]
    Blank,
    /// More marks than were asked for.
    Multiple(Marks),
    /// There is a mark that nobody can read.
    Unreadable,
    /// The question was not on this candidate's form, or was not put to them.
    NotAdministered,
    /// A response per row, of which one at least is not blank. A row is chosen, blank, multiple or unreadable.
    Rows(Box<[Self]>),
    /// A number or words as they were written, without white space around them.
    Written(Box<str>),
    /// Points that a person awarded by each criterion.
    Awarded(Box<[Points]>),
    /// It waits for a decision: nobody has marked it, or markers disagree.
    Unsettled,
}

impl Response {
    /// The name of the state in result files.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self {
            Self::Chosen(_) | Self::Written(_) | Self::Awarded(_) => "chosen",
            Self::Blank => "blank",
            Self::Multiple(_) => "multiple",
            Self::Unreadable => "unreadable",
            Self::NotAdministered => "not-administered",
            Self::Unsettled => "unsettled",
            Self::Rows(rows) => {
                let some = |wanted: &str| rows.iter().any(|row| row.state() == wanted);
                ["unreadable", "multiple"].into_iter().find(|state| some(state)).unwrap_or("chosen")
            }
        }
    }

    /// The marks behind the state; none for states without marks.
    #[must_use]
    pub const fn marks(&self) -> Marks {
        match self {
            Self::Chosen(marks) | Self::Multiple(marks) => *marks,
            _ => Marks::NONE,
        }
    }

    /// The responses of the rows of a question with rows: blank in all of them if the whole is.
    #[must_use]
    pub fn row(&self, index: usize) -> &Self {
        match self {
            Self::Rows(rows) => rows.get(index).unwrap_or(&Self::Blank),
            whole => whole,
        }
    }

    /// The response in result files: printed letters, rows and points parted by `;`, an unreadable row as `*`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Chosen(marks) | Self::Multiple(marks) => marks.letters().into(),
            Self::Blank | Self::NotAdministered => "".into(),
            // The state says it; in a row the sign has to.
            Self::Unreadable | Self::Unsettled => "".into(),
            Self::Rows(rows) => {
                let row = |row: &Self| match row {
                    Self::Unreadable => "*".into(),
                    row => row.text().into_owned(),
                };
                rows.iter().map(row).collect::<Vec<String>>().join(";").into()
            }
            Self::Written(text) => (&**text).into(),
            Self::Awarded(points) => {
                points.iter().map(|points| points.exact()).collect::<Vec<_>>().join(";").into()
            }
        }
    }

    /// Reads back what [`Response::text`] and [`Response::state`] wrote for a question with this task; none if they do
    /// not fit it or each other.
    #[must_use]
    pub fn read(text: &str, state: &str, task: &Task) -> Option<Self> {
        let response = match (state, text) {
            ("blank", "") => Self::Blank,
            ("unreadable", "") => Self::Unreadable,
            ("not-administered", "") => Self::NotAdministered,
            ("unsettled", "") => Self::Unsettled,
            ("chosen" | "multiple" | "unreadable", _) => Self::read_given(text, task)?,
            _ => return None,
        };
        (response.state() == state).then_some(response)
    }

    fn read_given(text: &str, task: &Task) -> Option<Self> {
        match task {
            Task::Choose { count, .. } => Self::marked(Marks::of_letters(text)?, *count),
            Task::Rows { right, .. } => {
                let row = |text: &str| match text {
                    "" => Some(Self::Blank),
                    "*" => Some(Self::Unreadable),
                    letters => Self::marked(Marks::of_letters(letters)?, 1),
                };
                let rows: Box<[Self]> = text.split(';').map(row).collect::<Option<_>>()?;
                let given = rows.len() == right.len() && rows.iter().any(|row| *row != Self::Blank);
                given.then_some(Self::Rows(rows))
            }
            Task::Number(_) | Task::Words(_) => {
                (!text.is_empty() && text.trim() == text).then(|| Self::Written(text.into()))
            }
            Task::Essay(essay) => {
                let points: Box<[Points]> =
                    text.split(';').map(|text| Points::from_text(text).ok()).collect::<Option<_>>()?;
                (points.len() == essay.criteria.len()).then_some(Self::Awarded(points))
            }
        }
    }

    /// Chosen or multiple, by how many marks were asked for; none without a mark.
    #[must_use]
    pub fn marked(marks: Marks, asked: u8) -> Option<Self> {
        match marks.count() {
            0 => None,
            count if count <= u32::from(asked) => Some(Self::Chosen(marks)),
            _ => Some(Self::Multiple(marks)),
        }
    }
}

/// One candidate's responses to one form, as read from a row, a scan or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseSheet {
    /// Whose they are.
    pub candidate: CandidateId,
    /// Index of the form in [`crate::AnswerKey::forms`].
    pub form: usize,
    /// A response per question of that form, in printed order.
    pub responses: Vec<Response>,
}

/// A response and the points it earned. By default it is blank and earned nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionScore {
    /// The response.
    pub response: Response,
    /// What it earned.
    pub points: Points,
}

/// One candidate's scored responses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreSheet {
    /// Whose they are.
    pub candidate: CandidateId,
    /// Name from the roster, where there is one.
    pub name: Option<String>,
    /// Index of the form in [`crate::AnswerKey::forms`].
    pub form: usize,
    /// A score per question of that form, in printed order.
    pub scores: Vec<QuestionScore>,
    /// Sum of the points.
    pub total: Points,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ChoiceScoring, Decimal, NumberKey, Quantity, RowScoring};

    #[test]
    fn marks_are_a_set_of_letters() {
        let marks = Marks::one(0).with(Marks::one(2)).with(Marks::one(2));
        assert_eq!(marks.count(), 2);
        assert_eq!(marks.positions().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(marks.highest(), Some(2));
        assert_eq!(Marks::NONE.highest(), None);
        assert_eq!(Marks::one(26), Marks::NONE);
        assert_eq!(Marks::of_letters(&marks.letters()), Some(marks));
        for bad in ["a", "A;C", "AA", "1"] {
            assert_eq!(Marks::of_letters(bad), None, "{bad}");
        }
    }

    #[test]
    fn responses_survive_their_text() {
        let two = Task::Choose { count: 2, scoring: ChoiceScoring::PerOption };
        let rows = Task::Rows { right: vec![0, 1, 2], scoring: RowScoring::PerRow };
        let number = Task::Number(NumberKey {
            answer: Quantity::Fixed(Decimal::ZERO),
            tolerance: Decimal::ZERO,
            unit: String::new(),
            near_misses: Vec::new(),
        });
        let one = |position| Response::Chosen(Marks::one(position));
        let ac = Marks::one(0).with(Marks::one(2));
        let cases = [
            (Response::Chosen(ac), &two, "AC", "chosen"),
            (Response::Multiple(ac), &Task::ONE_LETTER, "AC", "multiple"),
            (one(1), &Task::ONE_LETTER, "B", "chosen"),
            (Response::Blank, &rows, "", "blank"),
            (Response::Unreadable, &Task::ONE_LETTER, "", "unreadable"),
            (Response::NotAdministered, &number, "", "not-administered"),
            (Response::Rows([one(0), Response::Blank, one(3)].into()), &rows, "A;;D", "chosen"),
            (
                Response::Rows([Response::Unreadable, Response::Multiple(ac), Response::Blank].into()),
                &rows,
                "*;AC;",
                "unreadable",
            ),
            (Response::Written("43,2".into()), &number, "43,2", "chosen"),
        ];
        for (response, task, text, state) in cases {
            assert_eq!((&*response.text(), response.state()), (text, state));
            assert_eq!(Response::read(text, state, task), Some(response), "{text} {state}");
        }
    }

    #[test]
    fn a_state_must_fit_its_text() {
        let rows = Task::Rows { right: vec![0, 1], scoring: RowScoring::PerRow };
        for (text, state, task) in [
            ("", "chosen", &Task::ONE_LETTER),
            ("AC", "blank", &Task::ONE_LETTER),
            ("B", "multiple", &Task::ONE_LETTER),
            ("AC", "chosen", &Task::ONE_LETTER),
            ("A", "guessed", &Task::ONE_LETTER),
            ("A", "chosen", &rows),
            (";", "chosen", &rows),
            ("A;B;C", "chosen", &rows),
            ("A;*", "chosen", &rows),
        ] {
            assert_eq!(Response::read(text, state, task), None, "{text:?} {state}");
        }
    }
}
