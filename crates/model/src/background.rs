//! What reports say of items beside the items themselves.

use crate::{ChoiceId, ConceptId, ItemId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the bank said of an exam's items when it was assembled: what the authors expected, and what there is to read again.
/// Secret like the key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    /// The authors' estimates: how many of 1000 borderline candidates get an item right.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub estimates: BTreeMap<ItemId, u16>,
    /// The concepts that the items examine, by id.
    #[serde(default, rename = "concept", skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<ConceptNote>,
    /// Wrong choices that name a concept: whoever takes one takes the one for the other.
    #[serde(default, rename = "confusion", skip_serializing_if = "Vec::is_empty")]
    pub confusions: Vec<Confusion>,
}

/// A wrong choice that names a concept of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confusion {
    /// The item.
    pub item: ItemId,
    /// Its choice.
    pub choice: ChoiceId,
    /// What the choice names.
    pub concept: ConceptId,
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

    /// The concept that a wrong choice names.
    #[must_use]
    pub fn confusion(&self, item: &ItemId, choice: &ChoiceId) -> Option<&ConceptNote> {
        let confusion =
            self.confusions.iter().find(|known| known.item == *item && known.choice == *choice)?;
        self.concept(&confusion.concept)
    }

    /// A concept by its id.
    #[must_use]
    pub fn concept(&self, id: &ConceptId) -> Option<&ConceptNote> {
        self.concepts.iter().find(|concept| concept.id == *id)
    }
}
