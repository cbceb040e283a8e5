//! Ids of candidates by number, in the order in which they came.
//!
//! All stand in one text, and the table holds numbers only: some twenty bytes for a candidate, where a map of strings takes
//! a hundred.

use hashbrown::HashTable;
use std::hash::{BuildHasher, RandomState};

/// Ids, each once. What is found does not hang on the hashes, whose random keys keep a file from slowing the search down.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    text: String,
    /// Where each id ends in the text.
    ends: Vec<usize>,
    table: HashTable<u32>,
    hashes: RandomState,
}

impl Ids {
    /// The number of an id.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        let hash = self.hashes.hash_one(id);
        self.table.find(hash, |&number| spelled(&self.text, &self.ends, number) == id).copied()
    }

    /// Gives an id the next number; none if it has one already, or if there are no numbers left.
    pub(crate) fn add(&mut self, id: &str) -> Option<u32> {
        let number = u32::try_from(self.ends.len()).ok()?;
        if self.find(id).is_some() {
            return None;
        }
        self.text.push_str(id);
        self.ends.push(self.text.len());
        let Self { text, ends, table, hashes } = self;
        let hash = |number: &u32| hashes.hash_one(spelled(text, ends, *number));
        table.insert_unique(hash(&number), number, hash);
        Some(number)
    }
}

/// The id with a number.
fn spelled<'t>(text: &'t str, ends: &[usize], number: u32) -> &'t str {
    let number = number as usize;
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(number).and_then(|&end| text.get(start..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn ids_are_found_as_in_a_map(ids in prop::collection::vec("[ab]{0,4}", 0..60)) {
            let (mut known, mut map) = (Ids::default(), BTreeMap::new());
            for id in &ids {
                prop_assert_eq!(known.find(id), map.get(id).copied());
                let next = u32::try_from(map.len()).unwrap();
                let added = (!map.contains_key(id)).then(|| *map.entry(id.clone()).or_insert(next));
                prop_assert_eq!(known.add(id), added);
            }
            for (id, number) in map {
                prop_assert_eq!(known.find(&id), Some(number));
            }
        }
    }
}
