//! A blueprint as it is written.

use super::Mode;
use mockexam_bank::{Band, Status, Version};
use mockexam_model::{Level, Points, RichText, Style, TopicId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlueprintFile {
    pub(super) title: String,
    #[serde(default)]
    pub(super) subtitle: String,
    pub(super) bank: Spanned<String>,
    pub(super) version: Option<Version>,
    #[serde(default)]
    pub(super) types: Vec<Spanned<String>>,
    pub(super) questions: Spanned<u16>,
    pub(super) minutes: Spanned<u16>,
    pub(super) cut_score: Option<Points>,
    #[serde(default)]
    pub(super) instructions: Vec<Spanned<RichText>>,
    /// Items that are on every form.
    #[serde(default)]
    pub(super) include: Vec<Spanned<String>>,
    /// Items that are on none.
    #[serde(default)]
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) concepts: Option<Concepts>,
    /// Sums over a form.
    pub(super) seconds: Option<Spanned<Wide>>,
    pub(super) words: Option<Spanned<Wide>>,
    pub(super) difficulty: Option<DifficultyFile>,
    pub(super) parallel: Option<ParallelFile>,
    #[serde(default)]
    pub(super) forms: FormsFile,
    #[serde(default)]
    pub(super) topics: BTreeMap<Spanned<String>, Spanned<TopicEntry>>,
    #[serde(default)]
    pub(super) quota: Vec<Spanned<QuotaFile>>,
}

/// How often a form may ask about the same first concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Concepts {
    Once,
    Any,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormsFile {
    #[serde(default = "one")]
    pub(super) count: Spanned<u16>,
    #[serde(default = "scrambled")]
    pub(super) mode: Mode,
    /// Questions that two forms may have in common.
    pub(super) shared: Option<Spanned<u16>>,
    /// Forms that an item may be on.
    pub(super) uses: Option<Spanned<u16>>,
}

fn one() -> Spanned<u16> {
    Spanned::new(0..0, 1)
}

const fn scrambled() -> Mode {
    Mode::Scrambled
}

impl Default for FormsFile {
    fn default() -> Self {
        Self { count: one(), mode: scrambled(), shared: None, uses: None }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DifficultyFile {
    pub(super) mean: Option<Spanned<f64>>,
    pub(super) tolerance: Option<Spanned<f64>>,
    #[serde(default)]
    pub(super) minimise: bool,
    pub(super) easy: Option<Spanned<Amount>>,
    pub(super) medium: Option<Spanned<Amount>>,
    pub(super) hard: Option<Spanned<Amount>>,
}

/// How far forms may be apart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParallelFile {
    pub(super) difficulty: Option<Spanned<f64>>,
    pub(super) seconds: Option<Spanned<u32>>,
    pub(super) words: Option<Spanned<u32>>,
}

/// A number, a range, or numbers by level.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "a number of questions, { min = …, max = … }, or numbers by level such as { remember = 1, apply = 2 }"
)]
pub(super) enum TopicEntry {
    Exactly(u16),
    Range(Range),
    Levels(Levels),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Range {
    pub(super) min: Option<u16>,
    pub(super) max: Option<u16>,
}

/// A range of a sum.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wide {
    pub(super) min: Option<u32>,
    pub(super) max: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Levels {
    pub(super) remember: Option<Amount>,
    pub(super) understand: Option<Amount>,
    pub(super) apply: Option<Amount>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged, expecting = "a number of questions, or { min = …, max = … }")]
pub(super) enum Amount {
    Exactly(u16),
    Range(Range),
}

impl Amount {
    pub(super) fn bounds(self) -> (usize, usize) {
        match self {
            Self::Exactly(n) => (n.into(), n.into()),
            Self::Range(Range { min, max }) => {
                (min.map_or(0, Into::into), max.map_or(usize::MAX, Into::into))
            }
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a name or a list of names")]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T: Ord> OneOrMany<T> {
    pub(super) fn into_set(self) -> BTreeSet<T> {
        match self {
            Self::One(value) => BTreeSet::from([value]),
            Self::Many(values) => values.into_iter().collect(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuotaFile {
    pub(super) topic: Option<OneOrMany<TopicId>>,
    pub(super) level: Option<OneOrMany<Level>>,
    pub(super) style: Option<OneOrMany<Style>>,
    #[serde(rename = "type")]
    pub(super) kind: Option<OneOrMany<String>>,
    pub(super) tag: Option<OneOrMany<String>>,
    pub(super) difficulty: Option<OneOrMany<BandName>>,
    pub(super) author: Option<OneOrMany<String>>,
    pub(super) status: Option<OneOrMany<Status>>,
    pub(super) version: Option<OneOrMany<Version>>,
    pub(super) count: Option<u16>,
    pub(super) min: Option<u16>,
    pub(super) max: Option<u16>,
}

/// A band of difficulty by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum BandName {
    Easy,
    Medium,
    Hard,
}

impl From<BandName> for Band {
    fn from(name: BandName) -> Self {
        match name {
            BandName::Easy => Self::Easy,
            BandName::Medium => Self::Medium,
            BandName::Hard => Self::Hard,
        }
    }
}
