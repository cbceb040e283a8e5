//! A blueprint as it is written.

use super::anchors::AnchorsFile;
use super::filter::QuotaFile;
use super::scoring::ScoringFile;
use super::section::SectionFile;
use super::{Mode, Order};
use mockexam_bank::Version;
use mockexam_model::{Points, RichText};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlueprintFile {
    pub(super) title: Spanned<String>,
    pub(super) subtitle: Option<Spanned<String>>,
    pub(super) date: Option<Spanned<toml::value::Datetime>>,
    pub(super) bank: Spanned<String>,
    pub(super) version: Option<Version>,
    pub(super) types: Option<Spanned<Vec<Spanned<String>>>>,
    pub(super) questions: Spanned<u16>,
    pub(super) minutes: Spanned<u16>,
    pub(super) cut_score: Option<Spanned<Points>>,
    #[serde(default)]
    pub(super) instructions: Vec<Spanned<RichText>>,
    /// Items that are on every form.
    #[serde(default)]
    pub(super) include: Vec<Spanned<String>>,
    /// Items that are on none.
    #[serde(default)]
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) concepts: Option<Concepts>,
    pub(super) order: Option<Spanned<Order>>,
    /// Exams for which an item rests after it was used.
    pub(super) rest: Option<Spanned<u16>>,
    /// Sums over a form.
    pub(super) seconds: Option<Spanned<Wide>>,
    pub(super) words: Option<Spanned<Wide>>,
    pub(super) difficulty: Option<DifficultyFile>,
    pub(super) parallel: Option<ParallelFile>,
    pub(super) scoring: Option<Spanned<ScoringFile>>,
    #[serde(default, deserialize_with = "forms")]
    pub(super) forms: FormsFile,
    pub(super) anchors: Option<Spanned<AnchorsFile>>,
    #[serde(default)]
    pub(super) topics: BTreeMap<Spanned<String>, Spanned<TopicEntry>>,
    #[serde(default)]
    pub(super) quota: Vec<Spanned<QuotaFile>>,
    #[serde(default)]
    pub(super) section: Vec<Spanned<SectionFile>>,
}

/// How often a form may ask about the same first concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Concepts {
    Once,
    Any,
}

/// A table, or the word `personal` for forms of the mode own-order.
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

/// Reads `forms = "personal"` or a table. By hand, since an untagged enum would lose the places of what is inside.
fn forms<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FormsFile, D::Error> {
    struct Forms;
    impl<'de> Visitor<'de> for Forms {
        type Value = FormsFile;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("\"personal\", or a table with count and mode")
        }

        fn visit_str<E: Error>(self, word: &str) -> Result<FormsFile, E> {
            match word {
                "personal" => Ok(FormsFile { mode: Mode::OwnOrder, ..FormsFile::default() }),
                _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
            }
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FormsFile, A::Error> {
            FormsFile::deserialize(MapAccessDeserializer::new(map))
        }
    }
    deserializer.deserialize_any(Forms)
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
    /// Standard deviation around the mean.
    pub(super) spread: Option<Spanned<Shares>>,
    pub(super) easy: Option<Spanned<Amount>>,
    pub(super) medium: Option<Spanned<Amount>>,
    pub(super) hard: Option<Spanned<Amount>>,
}

/// How far forms may be apart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParallelFile {
    pub(super) difficulty: Option<Spanned<f64>>,
    /// Of the number of questions in each band of difficulty.
    pub(super) bands: Option<Spanned<u16>>,
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

/// A range of a share.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shares {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
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
            Self::Range(range) => range.bounds(),
        }
    }
}

impl Range {
    pub(super) fn bounds(self) -> (usize, usize) {
        (self.min.map_or(0, Into::into), self.max.map_or(usize::MAX, Into::into))
    }
}
