//! What reports say of items beside the items themselves.

use crate::{ChoiceId, ConceptId, ItemId, RichText};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What the bank said of an exam's items when it was assembled: what the authors expected, and what there is to read again.
/// Secret like the key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    /// The authors' estimates: how many of 1000 borderline candidates get an item right.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub estimates: BTreeMap<ItemId, u16>,
    /// What helps somebody who practises, for items that have a hint.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hints: BTreeMap<ItemId, RichText>,
    /// The concepts that the items examine, by id.
    #[serde(default, rename = "concept", skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<ConceptNote>,
    /// Wrong choices whose mix-up is known: whoever takes one takes one thing for another.
    #[serde(default, rename = "confusion", skip_serializing_if = "Vec::is_empty")]
    pub confusions: Vec<Confusion>,
}

/// The mix-up behind a wrong choice: a concept of the bank, or the words of the author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confusion {
    /// The item.
    pub item: ItemId,
    /// Its choice.
    pub choice: ChoiceId,
    /// The concept that the choice names, or that the author named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<ConceptId>,
    /// The author's words, where they name no concept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub named: String,
}

/// What somebody took for the right thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MixUp<'b> {
    /// Another concept.
    Concept(&'b ConceptNote),
    /// Whatever the author says in a few words.
    Named(&'b str),
}

/// A concept in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConceptNote {
    /// Its id.
    pub id: ConceptId,
    /// Its name for people.
    pub name: String,
    /// What is to be known, in the words of the bank; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fact: String,
    /// What helps to tell it from others in an exam; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tip: String,
    /// Where there is more to read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<Link>,
}

/// A page to read on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// Where it is: an address that begins with `https://` or `http://`.
    #[serde(deserialize_with = "address")]
    pub address: String,
}

/// An address that can stand on paper, and whose link leads nowhere but to a page.
fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let sound = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
    match rest {
        Some(rest) if !rest.is_empty() && rest.chars().all(sound) => Ok(text),
        _ => Err(D::Error::custom(
            "this is no address of a page: it begins with https:// and has neither spaces nor quotation marks",
        )),
    }
}

/// "Title: address".
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.title, self.address)
    }
}

impl Background {
    /// Whether nothing is known, as of exams made elsewhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.estimates.is_empty() && self.concepts.is_empty()
    }

    /// The author's estimate of an item as a share from 0 to 1.
    #[must_use]
    pub fn estimate(&self, item: &ItemId) -> Option<f64> {
        self.estimates.get(item).map(|&estimate| f64::from(estimate) / 1000.0)
    }

    /// The mix-up behind a wrong choice.
    #[must_use]
    pub fn confusion(&self, item: &ItemId, choice: &ChoiceId) -> Option<MixUp<'_>> {
        let known = self.confusions.iter().find(|known| known.item == *item && known.choice == *choice)?;
        match &known.concept {
            Some(concept) => self.concept(concept).map(MixUp::Concept),
            None => Some(MixUp::Named(&known.named)),
        }
    }

    /// A concept by its id.
    #[must_use]
    pub fn concept(&self, id: &ConceptId) -> Option<&ConceptNote> {
        self.concepts.iter().find(|concept| concept.id == *id)
    }
}
