//! Items ready to be drawn.

use crate::source::Spot;
use mockexam_model::{Diagnostic, FamilyId, ItemId, ItemSnapshot, Stimulus};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt;

/// How far an item has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written; never drawn.
    Draft,
    /// Read by a second person.
    Reviewed,
    /// Tried out.
    Piloted,
    /// In use.
    Live,
    /// Withdrawn; never drawn, and its id never given away again.
    Retired,
}

impl Status {
    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Reviewed => "reviewed",
            Self::Piloted => "piloted",
            Self::Live => "live",
            Self::Retired => "retired",
        }
    }
}

/// The versions of the examined framework that an item fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Version {
    /// ITIL 4 only.
    #[serde(rename = "4")]
    Four,
    /// ITIL (Version 5) only.
    #[serde(rename = "5")]
    Five,
    /// Either.
    #[serde(rename = "both")]
    Both,
}

/// Why an item can or cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Eligibility {
    /// It can.
    Eligible,
    /// Its status is draft.
    Draft,
    /// Its status is retired.
    Retired,
    /// It is worth no points, as material for study only.
    NoPoints,
    /// A check found an error in it.
    Faulty,
}

impl fmt::Display for Eligibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Eligible => "eligible",
            Self::Draft => "draft",
            Self::Retired => "retired",
            Self::NoPoints => "without points",
            Self::Faulty => "with errors",
        })
    }
}

/// How the parts of an item may be arranged on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freedom {
    /// As in the bank.
    Fixed,
    /// Choices in any order, but for the last few, which stay last.
    Shuffled {
        /// How many stay.
        pinned: u8,
    },
    /// Choices by the numbers that they start with, smallest first.
    Ascending,
    /// Rows in any order, choices as in the bank.
    ShuffledRows,
    /// Rows in any order, and choices in any order.
    ShuffledRowsAndChoices,
    /// Statements and the pairs over them turned round the circle.
    Rotated,
}

/// How a case brings its items into a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetUse {
    /// All of them together, or none.
    All,
    /// At most one of them.
    One,
}

/// A case that several items share, and how it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedCase {
    /// What is printed.
    pub stimulus: Stimulus,
    /// How its items come into a form.
    pub set_use: SetUse,
}

/// An item of a bank: what is printed and scored, and what decides whether and where it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Text, key and explanations in canonical order.
    pub snapshot: ItemSnapshot,
    /// Name of its kind, as in `type = "…"`.
    pub kind: &'static str,
    /// How far it has come.
    pub status: Status,
    /// Whether it can be drawn.
    pub eligibility: Eligibility,
    /// The framework versions it fits.
    pub version: Option<Version>,
    /// Share of borderline candidates expected to get it right, in per mille.
    pub difficulty: u16,
    /// Expected answering time in seconds.
    pub seconds: u32,
    /// Items that may not share a form with it; symmetric.
    pub enemies: BTreeSet<ItemId>,
    /// The question it is a variant of.
    pub family: Option<FamilyId>,
    /// How it may be arranged.
    pub freedom: Freedom,
    pub(crate) spot: Spot,
}

impl Item {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &ItemId {
        &self.snapshot.id
    }

    /// Adds the place of the item in its file to a diagnostic.
    #[must_use]
    pub fn point_at(&self, diagnostic: Diagnostic, note: &str) -> Diagnostic {
        diagnostic.at(&self.spot.file, mockexam_model::Place::Span(self.spot.span), note)
    }
}
