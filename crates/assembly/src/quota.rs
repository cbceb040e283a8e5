//! How many questions of a form must, or may, come from a set of items.

use mockexam_bank::Item;
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
}

impl Filter {
    pub(crate) fn matches(&self, item: &Item) -> bool {
        let snapshot = &item.snapshot;
        (self.topics.is_empty() || self.topics.contains(&snapshot.topic))
            && (self.levels.is_empty() || self.levels.contains(&snapshot.level))
            && (self.styles.is_empty() || self.styles.contains(&snapshot.style))
            && (self.kinds.is_empty() || self.kinds.contains(item.kind))
    }
}

/// As people name it: `guiding-principles / apply`.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn join<T: fmt::Display>(set: &BTreeSet<T>) -> Option<String> {
            (!set.is_empty()).then(|| set.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + "))
        }
        let parts: Vec<String> =
            [join(&self.topics), join(&self.levels), join(&self.styles), join(&self.kinds)]
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
            (min, max) if min == max => format!("exactly {min}"),
            (0, max) => format!("at most {max}"),
            (min, usize::MAX) => format!("at least {min}"),
            (min, max) => format!("{min} to {max}"),
        }
    }
}
