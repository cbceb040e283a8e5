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
    table: HashTable<Slot>,
    hashes: RandomState,
}

/// A number with half of the hash of its id, so that a table that grows need not look at the ids again.
#[derive(Debug, Clone, Copy)]
struct Slot {
    number: u32,
    hash: u32,
}

/// The half of a hash that is kept, and the whole that a table makes of it.
fn halved(hash: u64) -> (u32, u64) {
    let half = u32::try_from(hash >> 32).unwrap_or_default();
    (half, u64::from(half).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

impl Ids {
    /// The number of an id.
    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        self.find_hashed(id, self.hashes.hash_one(id))
    }

    fn find_hashed(&self, id: &str, hash: u64) -> Option<u32> {
        let (half, whole) = halved(hash);
        let is_it = |slot: &Slot| slot.hash == half && spelled(&self.text, &self.ends, slot.number) == id;
        self.table.find(whole, is_it).map(|slot| slot.number)
    }

    /// The number of an id, which gets the next one if it has none yet; none if there are no numbers left.
    pub(crate) fn find_or_add(&mut self, id: &str) -> Option<u32> {
        let hash = self.hashes.hash_one(id);
        if let Some(known) = self.find_hashed(id, hash) {
            return Some(known);
        }
        let number = u32::try_from(self.ends.len()).ok()?;
        self.text.push_str(id);
        self.ends.push(self.text.len());
        let (hash, whole) = halved(hash);
        self.table.insert_unique(whole, Slot { number, hash }, |slot| halved(u64::from(slot.hash) << 32).1);
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
                let number = *map.entry(id.clone()).or_insert(next);
                prop_assert_eq!(known.find_or_add(id), Some(number));
            }
            for (id, number) in map {
                prop_assert_eq!(known.find(&id), Some(number));
            }
        }
    }
}
