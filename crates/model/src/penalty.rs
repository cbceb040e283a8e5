//! What a wrong answer costs.

use crate::Points;
use crate::scoring::times;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What a wrong answer costs. It is no cost to leave a question blank, and an unreadable mark is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    /// A share of the question's points, written as points to a point. It is also the most that a rule of shares can cost.
    Share(Points),
    /// 1/(k − 1) of the points of a question that asks for one of k choices, so that guessing earns nothing on average; nothing
    /// for others.
    Guessing,
}

impl Penalty {
    /// Wrong answers cost nothing.
    pub const NONE: Self = Self::Share(Points::ZERO);

    /// A share from 0 to 1 of the question's points; none if it is outside of that.
    #[must_use]
    pub fn share(share: Points) -> Option<Self> {
        (Points::ZERO..=Points::from_whole(1)).contains(&share).then_some(Self::Share(share))
    }

    /// Points that a wrong answer loses to a question that asks for some of its choices; none if they are not exact.
    #[must_use]
    pub fn of(self, points: Points, asked: u8, choices: u8) -> Option<Points> {
        match self {
            Self::Share(_) => self.share_of(points),
            Self::Guessing if asked == 1 => times(points, (1, i64::from(choices.max(2)) - 1)),
            Self::Guessing => Some(Points::ZERO),
        }
    }

    /// Points that a wrong answer loses to a question without choices, and the most that a rule of shares can cost; none if they are
    /// not exact.
    #[must_use]
    pub fn share_of(self, points: Points) -> Option<Points> {
        match self {
            Self::Share(share) => times(points, (share.units(), Points::units_per_point())),
            Self::Guessing => Some(Points::ZERO),
        }
    }
}

impl Default for Penalty {
    fn default() -> Self {
        Self::NONE
    }
}

const GUESSING: &str = "guessing";

impl Serialize for Penalty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Share(share) => share.serialize(serializer),
            Self::Guessing => serializer.serialize_str(GUESSING),
        }
    }
}

impl<'de> Deserialize<'de> for Penalty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a share such as 0.25 or \"1/3\", or \"guessing\"")]
        enum Written {
            Share(Points),
            Word(String),
        }
        let wrong =
            || de::Error::custom("a penalty is a share from 0 to 1 such as 0.25 or \"1/3\", or \"guessing\"");
        match Written::deserialize(deserializer)? {
            Written::Share(share) => Self::share(share).ok_or_else(wrong),
            Written::Word(word) if word == GUESSING => Ok(Self::Guessing),
            Written::Word(_) => Err(wrong()),
        }
    }
}
