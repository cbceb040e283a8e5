//! How many questions of a form must, or may, come from a set of items.

use mockexam_bank::{Band, Item, Status, Version, Weight};
use mockexam_model::{Level, Style, TopicId};
use std::collections::BTreeSet;
use std::fmt;

/// A count over a set of items, from `min` to `max` on each form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) filter: Filter,
    pub(crate) min: usize,
    pub(crate) max: usize,
    /// Bytes of the blueprint that say so.
    pub(crate) span: std::ops::Range<usize>,
}

/// A set of items: all that match every named property. What is not named does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Filter {
    pub(crate) topics: BTreeSet<TopicId>,
    pub(crate) levels: BTreeSet<Level>,
    pub(crate) styles: BTreeSet<Style>,
    pub(crate) kinds: BTreeSet<&'static str>,
    /// An item fits if it has one of them.
    pub(crate) tags: BTreeSet<String>,
    pub(crate) bands: BTreeSet<Band>,
    pub(crate) authors: BTreeSet<String>,
    pub(crate) statuses: BTreeSet<Status>,
    /// As stated by the item: `"both"` is a version of its own here.
    pub(crate) versions: BTreeSet<Version>,
    /// An item fits if one of its concepts has one of them.
    pub(crate) weights: BTreeSet<Weight>,
    /// The section that they are in.
    pub(crate) section: Option<Box<Share>>,
}

/// What a section takes of all items: those that fit it and none of the sections before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) title: String,
    pub(crate) own: Filter,
    pub(crate) earlier: Vec<Filter>,
}

impl Share {
    fn takes(&self, item: &Item) -> bool {
        self.own.matches(item) && !self.earlier.iter().any(|filter| filter.matches(item))
    }
}

impl Filter {
    pub(crate) fn matches(&self, item: &Item) -> bool {
        let snapshot = &item.snapshot;
        (self.topics.is_empty() || self.topics.contains(&snapshot.topic))
            && (self.levels.is_empty() || self.levels.contains(&snapshot.level))
            && (self.styles.is_empty() || self.styles.contains(&snapshot.style))
            && (self.kinds.is_empty() || self.kinds.contains(item.kind))
            && (self.tags.is_empty() || item.about.tags.iter().any(|tag| self.tags.contains(tag)))
            && (self.bands.is_empty() || self.bands.contains(&Band::of(item.difficulty)))
            && (self.authors.is_empty()
                || item.about.author.as_ref().is_some_and(|a| self.authors.contains(a)))
            && (self.statuses.is_empty() || self.statuses.contains(&item.status))
            && (self.versions.is_empty() || item.version.is_some_and(|v| self.versions.contains(&v)))
            && (self.weights.is_empty() || !self.weights.is_disjoint(&item.weights))
            && self.section.as_ref().is_none_or(|share| share.takes(item))
    }
}

impl Filter {
    /// Topics that it names, also those of its section.
    pub(crate) fn all_topics(&self) -> impl Iterator<Item = &TopicId> {
        let of_section = self.section.as_ref().into_iter().flat_map(|share| &share.own.topics);
        self.topics.iter().chain(of_section)
    }
}

/// As people name it: `guiding-principles / apply`.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn join<T: fmt::Display>(set: &BTreeSet<T>) -> Option<String> {
            (!set.is_empty()).then(|| set.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + "))
        }
        let statuses: BTreeSet<&str> = self.statuses.iter().map(|status| status.as_str()).collect();
        let weights: BTreeSet<&str> = self.weights.iter().map(|weight| weight.as_str()).collect();
        let versions: BTreeSet<&str> = self.versions.iter().map(|version| version.as_str()).collect();
        let prefixed = |prefix: &str, set: Option<String>| set.map(|names| format!("{prefix} {names}"));
        let parts: Vec<String> = [
            join(&self.topics),
            join(&self.levels),
            join(&self.styles),
            join(&self.kinds),
            prefixed("tag", join(&self.tags)),
            join(&self.bands),
            prefixed("by", join(&self.authors)),
            join(&statuses),
            prefixed("version", join(&versions)),
            prefixed("weight", join(&weights)),
            self.section.as_ref().map(|share| format!("section '{}'", share.title)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if parts.is_empty() { f.pad("all questions") } else { f.pad(&parts.join(" / ")) }
    }
}

impl Quota {
    /// "4 needed", "2 to 4 allowed" … for messages.
    pub(crate) fn amount(&self) -> String {
        match (self.min, self.max) {
            (_, 0) => "none".to_owned(),
            (min, max) if min == max => format!("exactly {min}"),
            (0, max) => format!("at most {max}"),
            (min, usize::MAX) => format!("at least {min}"),
            (min, max) => format!("{min} to {max}"),
        }
    }
}

/// What is summed over a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    /// Difficulties in per mille.
    Difficulty,
    /// Expected answering times.
    Seconds,
    /// Words to read: stem, statements, choices, and the case once.
    Words,
    /// Squared distances of difficulties from a target (in millionths), counted in 0.0001, each rounded.
    Spread { target: i64 },
    /// Questions in a band of difficulty.
    Band(Band),
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Difficulty => "mean difficulty",
            Self::Seconds => "seconds",
            Self::Words => "words",
            Self::Spread { .. } => "spread of difficulty",
            Self::Band(Band::Easy) => "easy questions",
            Self::Band(Band::Medium) => "questions of medium difficulty",
            Self::Band(Band::Hard) => "hard questions",
        })
    }
}

/// A range for a sum over each form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) measure: Measure,
    pub(crate) min: i64,
    pub(crate) max: i64,
    pub(crate) span: std::ops::Range<usize>,
}

impl Limit {
    /// The range for messages. A mean is stated per question.
    pub(crate) fn amount(&self, questions: usize) -> String {
        let shown = |sum: i64| self.measure.shown(sum, questions);
        match (self.min, self.max) {
            (min, max) if min == max => format!("exactly {}", shown(min)),
            (0, max) => format!("at most {}", shown(max)),
            (min, i64::MAX) => format!("at least {}", shown(min)),
            (min, max) => format!("{} to {}", shown(min), shown(max)),
        }
    }
}

impl Measure {
    /// A sum for people: of difficulties the mean, of squares the standard deviation, with four decimals.
    pub(crate) fn shown(self, sum: i64, questions: usize) -> String {
        let decimals = |value: i64| format!("{}.{:04}", value / 10_000, value % 10_000);
        match (self, i64::try_from(questions)) {
            (Self::Difficulty, Ok(questions)) if questions > 0 => {
                decimals((sum * 10 + questions / 2) / questions)
            }
            (Self::Spread { .. }, Ok(questions)) if questions > 0 => {
                decimals((sum.max(0).saturating_mul(10_000) / questions).isqrt())
            }
            _ => sum.to_string(),
        }
    }
}

/// The sum of difficulties that a form aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Difficulty {
    /// In per mille.
    pub(crate) sum: i64,
    /// Whether to come as close to it as exchanges can, and not only within the tolerance.
    pub(crate) minimise: bool,
}

/// How far a sum may be apart between two forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parallel {
    pub(crate) measure: Measure,
    pub(crate) within: i64,
    pub(crate) span: std::ops::Range<usize>,
}
