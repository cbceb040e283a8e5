//! Closed classifications of items.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What an item asks of the mind: recall, meaning, or use in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Recall of a fact.
    Remember,
    /// Grasp of a meaning.
    Understand,
    /// Use in a case.
    Apply,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 3] = [Self::Remember, Self::Understand, Self::Apply];

    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Remember => "remember",
            Self::Understand => "understand",
            Self::Apply => "apply",
        }
    }
}

/// The exam board's question style; blueprints set quotas on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// A question or case with choices.
    Standard,
    /// One gap in a sentence.
    MissingWord,
    /// Four statements of which two are right.
    List,
    /// Which is NOT.
    Negative,
}

impl Style {
    /// All styles.
    pub const ALL: [Self; 4] = [Self::Standard, Self::MissingWord, Self::List, Self::Negative];

    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::MissingWord => "missing-word",
            Self::List => "list",
            Self::Negative => "negative",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
