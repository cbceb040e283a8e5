//! Items ready to be drawn.

use crate::concept::Weight;
use crate::source::Spot;
use crate::variables::Variables;
use mockexam_model::{ChoiceId, Diagnostic, FamilyId, ItemId, ItemSnapshot, RichText, Span, Stimulus};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
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
    /// All of them, in the order in which an item goes through them.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Reviewed, Self::Piloted, Self::Live, Self::Retired];

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

impl Version {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Four, Self::Five, Self::Both];

    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Four => "4",
            Self::Five => "5",
            Self::Both => "both",
        }
    }

    /// Whether something for this version, or for any where none is stated, can be used where `wanted` is asked for.
    #[must_use]
    pub fn serves(wanted: Self, stated: Option<Self>) -> bool {
        stated.is_none_or(|stated| stated == Self::Both || stated == wanted)
    }
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
    pub(crate) spot: Spot,
}

/// What people wrote down about an item. Nothing is decided by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Who wrote it.
    pub author: Option<String>,
    /// Who read it.
    pub reviewer: Option<String>,
    /// When it was written, as year-month-day.
    pub created: Option<String>,
    /// When it was last read by somebody else, as year-month-day.
    pub reviewed: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
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
    /// What each form draws anew in it; mostly nothing.
    pub variables: Variables,
    /// What helps somebody who practises; empty where the author gives none. Never on an exam paper.
    pub hint: RichText,
    /// The weights of its concepts.
    pub weights: BTreeSet<Weight>,
    /// The mix-ups behind wrong choices that the author named.
    pub confusions: BTreeMap<ChoiceId, String>,
    /// Who wrote it, who read it, and when.
    pub about: About,
    pub(crate) spot: Spot,
}

impl Item {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &ItemId {
        &self.snapshot.id
    }

    /// Share of borderline candidates expected to get it right, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        f64::from(self.difficulty) / 1000.0
    }

    /// The file it stands in, and the bytes of its id there.
    #[must_use]
    pub fn place(&self) -> (&str, Span) {
        (&self.spot.file, self.spot.span)
    }

    /// Adds the place of the item in its file to a diagnostic.
    #[must_use]
    pub fn point_at(&self, diagnostic: Diagnostic, note: &str) -> Diagnostic {
        diagnostic.at(&self.spot.file, mockexam_model::Place::Span(self.spot.span), note)
    }
}
