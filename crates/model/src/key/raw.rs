//! An answer key as it stands in its file.

use super::{AnswerKey, FormKey, KeyError, TopicName};
use crate::{Background, Images, ItemId, ItemSnapshot, Points, Ruling, Scheme, Section, Stimulus};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The shape in the file; becomes an [`AnswerKey`] only when it holds together.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKey {
    title: String,
    code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cut_score: Option<Points>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    anchors: Vec<ItemId>,
    #[serde(default, rename = "topic")]
    topics: Vec<TopicName>,
    #[serde(default, rename = "section", skip_serializing_if = "Vec::is_empty")]
    sections: Vec<Section>,
    #[serde(rename = "form")]
    forms: Vec<FormKey>,
    #[serde(default, rename = "stimulus")]
    stimuli: Vec<Stimulus>,
    #[serde(rename = "item")]
    items: Vec<ItemSnapshot>,
    #[serde(default, rename = "image", skip_serializing_if = "Images::is_empty")]
    images: Images,
    #[serde(default, rename = "ruling", skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<Ruling>,
    #[serde(default, rename = "scoring", skip_serializing_if = "Scheme::is_plain")]
    scheme: Scheme,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    unmatched: BTreeSet<ItemId>,
    #[serde(default, skip_serializing_if = "Background::is_empty")]
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

impl From<AnswerKey> for RawKey {
    fn from(key: AnswerKey) -> Self {
        Self {
            title: key.title,
            code: key.code,
            cut_score: key.cut_score,
            anchors: key.anchors,
            topics: key.topics,
            sections: key.sections,
            forms: key.forms,
            stimuli: key.stimuli,
            items: key.items.into_values().collect(),
            images: key.images,
            rulings: key.ruled.into_rulings(),
            scheme: key.scheme,
            unmatched: key.unmatched,
            background: key.background,
        }
    }
}
