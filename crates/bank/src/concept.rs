//! Topics, concepts and where the concepts come from.

use crate::item::Version;
use crate::source::Spot;
use mockexam_model::{Level, Link};
use serde::Deserialize;
use toml::Spanned;

/// One examinable fact. Items refer to it; its confusions are the raw material of distractors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Its id.
    pub id: String,
    /// The topic it belongs to.
    pub topic: String,
    /// Short name.
    pub name: String,
    /// The fact in the bank's own words.
    pub fact: String,
    /// Levels that an item on it can reach.
    pub levels: Vec<Level>,
    /// How much an exam should ask of it, where the bank says so.
    pub weight: Option<Weight>,
    /// What candidates mix it up with.
    pub confusions: Vec<String>,
    /// What helps to tell it from others in an exam; none where the bank says nothing.
    pub tip: Option<String>,
    /// A case that shows it, told to its end.
    pub example: Option<String>,
    /// Where there is more to read.
    pub see: Vec<Link>,
    /// What its reviewers should know, such as a fault of a source.
    pub note: Option<String>,
    /// Where the fact is stated.
    pub sources: Vec<SourceReference>,
    pub(crate) sourced: bool,
    pub(crate) version: Option<Version>,
    /// Whether its note says that versions or sources differ on it.
    pub(crate) versions_differ: bool,
    pub(crate) spot: Spot,
}

impl Concept {
    /// Whether an exam should cover it in any case.
    #[must_use]
    pub fn is_core(&self) -> bool {
        self.weight == Some(Weight::Core)
    }

    /// The framework version whose candidates may be asked it; none if that does not matter.
    #[must_use]
    pub const fn version(&self) -> Option<Version> {
        self.version
    }
}

/// `[[concept]]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConceptFile {
    pub(crate) id: Spanned<String>,
    topic: String,
    name: String,
    fact: String,
    #[serde(default)]
    sources: Vec<SourceReference>,
    version: Option<Version>,
    #[serde(default, rename = "stated_in")]
    _stated_in: Vec<String>,
    note: Option<String>,
    #[serde(default)]
    confusions: Vec<String>,
    tip: Option<String>,
    example: Option<String>,
    #[serde(default)]
    see: Vec<Link>,
    #[serde(default)]
    levels: Vec<Level>,
    weight: Option<Weight>,
}

/// How much an exam should ask of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Every exam should reach it.
    Core,
    /// For depth.
    Supporting,
    /// An example.
    Illustration,
}

impl Weight {
    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Supporting => "supporting",
            Self::Illustration => "illustration",
        }
    }
}

/// Where a fact is stated: a document of the bank's list, or the name of a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceReference {
    /// Id of a [`SourceDocument`], or a name that explains itself.
    #[serde(alias = "file")]
    pub source: String,
    /// The part of it.
    pub section: Option<String>,
}

/// A document that facts come from: `[[source]]` as written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceDocument {
    /// Its id, by which concepts name it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is, such as `course` or `article`.
    pub kind: Option<String>,
}

/// Concepts whose names make good distractors for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Ids of its concepts, in the order of the file.
    pub concepts: Vec<String>,
}

impl ConceptFile {
    pub(crate) fn into_concept(self, file: &str) -> Concept {
        Concept {
            spot: Spot::new(file, self.id.span()),
            id: self.id.into_inner(),
            topic: self.topic,
            name: self.name,
            fact: self.fact,
            levels: self.levels,
            weight: self.weight,
            confusions: self.confusions,
            tip: self.tip,
            example: self.example,
            see: self.see,
            sourced: self.sources.iter().any(|reference| !reference.source.trim().is_empty()),
            sources: self.sources,
            version: self.version,
            versions_differ: self
                .note
                .as_ref()
                .is_some_and(|note| note.contains("VERSION DIFFERENCE") || note.contains("CONFLICT")),
            note: self.note,
        }
    }
}

/// `[[topic]]` as written. `concepts` and the syllabus references are for people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicFile {
    pub(crate) id: Spanned<String>,
    pub(crate) name: String,
    #[serde(rename = "scope")]
    _scope: Option<String>,
    #[serde(rename = "itil4_syllabus")]
    _itil4_syllabus: Option<String>,
    #[serde(rename = "itil5_domain")]
    _itil5_domain: Option<String>,
    #[serde(rename = "concepts")]
    _concepts: Option<u32>,
}

/// `[[pool]]` as written: concepts that make good distractors for each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PoolFile {
    pub(crate) id: Spanned<String>,
    name: String,
    #[serde(rename = "use")]
    _purpose: Option<String>,
    pub(crate) concepts: Vec<Spanned<String>>,
}

impl PoolFile {
    pub(crate) fn into_pool(self) -> Pool {
        Pool {
            id: self.id.into_inner(),
            name: self.name,
            concepts: self.concepts.into_iter().map(Spanned::into_inner).collect(),
        }
    }
}
