//! Which of the ways to draw.

/// What turns a seed into an exam. A change in what is drawn gets a new number, and the old ways stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Algorithm {
    /// Items that exclude each other are taken as they come, and what is furthest off the mean is left out.
    First,
    /// Of items that exclude each other one is left out by lot, and so is what moves the mean into its tolerance.
    Second,
    /// Draws as the second. Choices are mixed from an order that hangs on their texts and not on their places in the bank.
    Third,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Third];

    /// What new exams are made with.
    pub const NEWEST: Self = Self::Third;

    /// Its number in records.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
        }
    }

    /// The algorithm of a number.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.number() == number)
    }
}
