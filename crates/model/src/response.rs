//! What a candidate marked, and what it scored.

use crate::{CandidateId, Points};

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
        (0..26).filter(move |&position| self.contains(position))
    }

    /// The highest marked position.
    #[must_use]
    pub fn highest(self) -> Option<u8> {
        (self.0 != 0).then(|| u8::try_from(self.0.ilog2()).unwrap_or(u8::MAX))
    }
}

/// The state of one response. The states stay apart from the cell to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response {
    /// As many marks as were asked for.
    Chosen(Marks),
    /// Nothing was marked.
    Blank,
    /// Several marks where one was asked for.
    Multiple(Marks),
    /// There is a mark that nobody can read.
    Unreadable,
    /// The question was not on this candidate's form, or was not put to them.
    NotAdministered,
}

impl Response {
    /// The name of the state in result files.
    #[must_use]
    pub const fn state(self) -> &'static str {
        match self {
            Self::Chosen(_) => "chosen",
            Self::Blank => "blank",
            Self::Multiple(_) => "multiple",
            Self::Unreadable => "unreadable",
            Self::NotAdministered => "not-administered",
        }
    }

    /// The marks behind the state; none for states without marks.
    #[must_use]
    pub const fn marks(self) -> Marks {
        match self {
            Self::Chosen(marks) | Self::Multiple(marks) => marks,
            Self::Blank | Self::Unreadable | Self::NotAdministered => Marks::NONE,
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

/// A response and the points it earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    #[test]
    fn marks_are_a_set_of_letters() {
        let marks = Marks::one(0).with(Marks::one(2)).with(Marks::one(2));
        assert_eq!(marks.count(), 2);
        assert_eq!(marks.positions().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(marks.highest(), Some(2));
        assert_eq!(Marks::NONE.highest(), None);
        assert_eq!(Marks::one(26), Marks::NONE);
    }
}
