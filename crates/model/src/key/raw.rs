//! An answer key as it stands in its file.

use super::{AnswerKey, FormKey, KeyError, TopicName};
use crate::{Background, Images, ItemId, ItemSnapshot, Points, Ruling, Scheme, Section, Stimulus};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeSet;

/// The shape in the file, as it is read; becomes an [`AnswerKey`] only when it holds together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKey {
    title: String,
    code: String,
    #[serde(default)]
    cut_score: Option<Points>,
    #[serde(default)]
    anchors: Vec<ItemId>,
    #[serde(default, rename = "topic")]
    topics: Vec<TopicName>,
    #[serde(default, rename = "section")]
    sections: Vec<Section>,
    #[serde(rename = "form")]
    forms: Vec<FormKey>,
    #[serde(default, rename = "stimulus")]
    stimuli: Vec<Stimulus>,
    #[serde(rename = "item")]
    items: Vec<ItemSnapshot>,
    #[serde(default, rename = "image")]
    images: Images,
    #[serde(default, rename = "ruling")]
    rulings: Vec<Ruling>,
    #[serde(default, rename = "scoring")]
    scheme: Scheme,
    #[serde(default)]
    unmatched: BTreeSet<ItemId>,
    #[serde(default)]
    background: Background,
}

impl TryFrom<RawKey> for AnswerKey {
    type Error = KeyError;
    fn try_from(raw: RawKey) -> Result<Self, KeyError> {
        let RawKey {
            title,
            code,
            cut_score,
            anchors,
            topics,
            sections,
            forms,
            stimuli,
            items,
            images,
            rulings,
            scheme,
            unmatched,
            background,
        } = raw;
        let key = Self::new(title, code, cut_score, topics, items, stimuli, forms)?.in_sections(sections)?;
        Self { images, anchors, unmatched, background, ..key }.with_scheme(scheme)?.with_rulings(rulings)
    }
}

/// The same shape, as it is written: nothing of a key of thousands of forms is copied.
#[derive(Serialize)]
struct WrittenKey<'a> {
    title: &'a str,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cut_score: Option<Points>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    anchors: &'a [ItemId],
    #[serde(rename = "topic")]
    topics: &'a [TopicName],
    #[serde(rename = "section", skip_serializing_if = "<[_]>::is_empty")]
    sections: &'a [Section],
    #[serde(rename = "form")]
    forms: &'a [FormKey],
    #[serde(rename = "stimulus")]
    stimuli: &'a [Stimulus],
    #[serde(rename = "item")]
    items: Vec<&'a ItemSnapshot>,
    #[serde(rename = "image", skip_serializing_if = "Images::is_empty")]
    images: &'a Images,
    #[serde(rename = "ruling", skip_serializing_if = "<[_]>::is_empty")]
    rulings: &'a [Ruling],
    #[serde(rename = "scoring", skip_serializing_if = "Scheme::is_plain")]
    scheme: &'a Scheme,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    unmatched: &'a BTreeSet<ItemId>,
    #[serde(skip_serializing_if = "Background::is_empty")]
    background: &'a Background,
}

impl Serialize for AnswerKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = WrittenKey {
            title: &self.title,
            code: &self.code,
            cut_score: self.cut_score,
            anchors: &self.anchors,
            topics: &self.topics,
            sections: &self.sections,
            forms: &self.forms,
            stimuli: &self.stimuli,
            items: self.items.values().collect(),
            images: &self.images,
            rulings: self.ruled.rulings(),
            scheme: &self.scheme,
            unmatched: &self.unmatched,
            background: &self.background,
        };
        written.serialize(serializer)
    }
}
