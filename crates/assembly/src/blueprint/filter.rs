//! Sets of items as they are written: topics, levels, styles and so on, each a name or a list of names.

use super::file::Range;
use super::reader::Reader;
use crate::quota::Filter;
use mockexam_bank::{Band, Status, Version, Weight};
use mockexam_model::{Level, Style, TopicId};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

/// A name or a list of names, with its place.
pub(super) type Names<T> = Option<Spanned<OneOrMany<T>>>;

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a name or a list of names")]
pub(super) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

/// The properties that a table may name.
#[derive(Debug, Default)]
pub(super) struct FilterFile {
    pub(super) topic: Names<TopicId>,
    pub(super) level: Names<Level>,
    pub(super) style: Names<Style>,
    pub(super) kind: Names<String>,
    pub(super) tag: Names<String>,
    pub(super) difficulty: Names<BandName>,
    pub(super) author: Names<String>,
    pub(super) status: Names<Status>,
    pub(super) version: Names<Version>,
    pub(super) weight: Names<Weight>,
}

/// A table that names a set of items and has fields of its own. (What serde calls flatten would lose places, and let
/// unknown fields pass.)
macro_rules! with_filter {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            topic: $crate::blueprint::filter::Names<mockexam_model::TopicId>,
            level: $crate::blueprint::filter::Names<mockexam_model::Level>,
            style: $crate::blueprint::filter::Names<mockexam_model::Style>,
            #[serde(rename = "type")]
            kind: $crate::blueprint::filter::Names<String>,
            tag: $crate::blueprint::filter::Names<String>,
            difficulty: $crate::blueprint::filter::Names<$crate::blueprint::filter::BandName>,
            author: $crate::blueprint::filter::Names<String>,
            status: $crate::blueprint::filter::Names<mockexam_bank::Status>,
            version: $crate::blueprint::filter::Names<mockexam_bank::Version>,
            weight: $crate::blueprint::filter::Names<mockexam_bank::Weight>,
            $($(#[$field_doc])* pub(super) $field: $type,)*
        }

        impl $name {
            /// The set of items; what is left has none.
            pub(super) fn take_filter(&mut self) -> $crate::blueprint::filter::FilterFile {
                $crate::blueprint::filter::FilterFile {
                    topic: self.topic.take(),
                    level: self.level.take(),
                    style: self.style.take(),
                    kind: self.kind.take(),
                    tag: self.tag.take(),
                    difficulty: self.difficulty.take(),
                    author: self.author.take(),
                    status: self.status.take(),
                    version: self.version.take(),
                    weight: self.weight.take(),
                }
            }
        }
    };
}
pub(super) use with_filter;

with_filter! {
    /// A count over a set of items.
    QuotaFile {
        count: Option<u16>,
        min: Option<u16>,
        max: Option<u16>,
    }
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

impl Reader<'_> {
    /// The set that is meant; none where a name is unknown or a list is empty.
    pub(super) fn filter(&mut self, written: FilterFile) -> Option<Filter> {
        let before = self.faults.len();
        let FilterFile { topic, level, style, kind, tag, difficulty, author, status, version, weight } =
            written;
        let filter = Filter {
            topics: self.names(topic),
            levels: self.names(level),
            styles: self.names(style),
            kinds: self.kinds(kind),
            tags: self.names(tag),
            bands: self.names(difficulty).into_iter().map(Band::from).collect(),
            authors: self.names(author),
            statuses: self.names(status),
            versions: self.names(version),
            weights: self.names(weight),
            ..Filter::default()
        };
        (self.faults.len() == before).then_some(filter)
    }

    fn names<T: Ord>(&mut self, written: Names<T>) -> BTreeSet<T> {
        let Some(written) = written else { return BTreeSet::new() };
        let span = written.span();
        match written.into_inner() {
            OneOrMany::One(name) => BTreeSet::from([name]),
            OneOrMany::Many(names) => {
                if names.is_empty() {
                    self.fault(span, "an empty list fits no item", "name at least one, or leave it out");
                }
                names.into_iter().collect()
            }
        }
    }

    fn kinds(&mut self, written: Names<String>) -> BTreeSet<&'static str> {
        let span = written.as_ref().map_or(0..0, Spanned::span);
        self.names(written).iter().filter_map(|name| self.kind(name, span.clone())).collect()
    }

    pub(super) fn quota(&mut self, quota: Spanned<QuotaFile>) {
        let span = quota.span();
        let mut quota = quota.into_inner();
        let Some(filter) = self.filter(quota.take_filter()) else { return };
        if filter == Filter::default() {
            let help = "name a topic, level, style, type, tag … ; the number of all is questions = …";
            self.fault(span, "a quota that names no set of items", help);
        } else if let Some(bounds) = self.amount(&span, &quota) {
            self.add(filter, bounds, span);
        }
    }

    /// `count`, or `min` and `max`.
    pub(super) fn amount(
        &mut self,
        span: &std::ops::Range<usize>,
        &QuotaFile { count, min, max, .. }: &QuotaFile,
    ) -> Option<(usize, usize)> {
        match (count, min, max) {
            (Some(n), None, None) => Some((n.into(), n.into())),
            (None, None, None) | (Some(_), _, _) => {
                let help = "write count = 2, or min = 1 and max = 3";
                self.fault(span.clone(), "a quota has either count, or min and max", help);
                None
            }
            (None, min, max) => Some(Range { min, max }.bounds()),
        }
    }
}
