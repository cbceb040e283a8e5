//! Sets that share much, found without comparing each with each.
//!
//! Exact, by prefixes (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007): two sets that are similar enough
//! share one of their rarest members, so only sets with a rare member in common are compared. This needs no hashing
//! by chance, misses nothing, and is as fast as such hashing at the sizes of banks.

use std::collections::BTreeMap;

/// Of what an author can repair at a time there is no need for more.
const PARTNERS: usize = 8;

/// Jaccard similarity of two sorted sets in millionths; 0 where both are empty.
pub(super) fn jaccard_millionths<T: Ord>(a: &[T], b: &[T]) -> usize {
    let shared = shared(a, b);
    (shared * 1_000_000).checked_div(a.len() + b.len() - shared).unwrap_or(0)
}

/// How many members two sorted sets share.
pub(super) fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut a, mut b, mut count) = (a.iter().peekable(), b.iter().peekable(), 0);
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                a.next();
                b.next();
            }
        }
    }
    count
}

/// Two sets that share much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Alike {
    /// Index of the later set.
    pub(super) later: usize,
    /// Index of the earlier set.
    pub(super) earlier: usize,
    /// Their Jaccard similarity in per mille, rounded down.
    pub(super) permille: usize,
}

/// Pairs of sets whose Jaccard similarity is at least so many per mille. A set is named with some earlier partners only if
/// it has very many; of equal sets, each later one with the first. Empty sets are like nothing. Pairs that are not wanted
/// are left out.
pub(super) fn alike<T: Ord>(
    sets: &[Vec<T>],
    permille: usize,
    wanted: impl Fn(usize, usize) -> bool,
) -> Vec<Alike> {
    let mut out = Vec::new();
    let ranked = by_rarity(sets);
    let mut first_of: BTreeMap<&[u32], usize> = BTreeMap::new();
    let mut with_member: Vec<Vec<usize>> = vec![Vec::new(); ranked.members];
    let mut compared = vec![usize::MAX; sets.len()];
    for (later, set) in ranked.sets.iter().enumerate().filter(|(_, set)| !set.is_empty()) {
        if let Some(&earlier) = first_of.get(set.as_slice()) {
            out.extend(wanted(later, earlier).then_some(Alike { later, earlier, permille: 1000 }));
            continue;
        }
        first_of.insert(set, later);
        let needed = (set.len() * permille).div_ceil(1000).max(1);
        let mut partners = 0;
        for &member in set.get(..=set.len() - needed.min(set.len())).unwrap_or_default() {
            let Some(holders) = with_member.get_mut(member as usize) else { continue };
            for &earlier in holders.iter() {
                if partners == PARTNERS {
                    break;
                }
                if compared[earlier] == later {
                    continue;
                }
                compared[earlier] = later;
                let other = &ranked.sets[earlier];
                if set.len().min(other.len()) * 1000 < set.len().max(other.len()) * permille {
                    continue;
                }
                let found = jaccard_millionths(set, other) / 1000;
                if found >= permille && wanted(later, earlier) {
                    out.push(Alike { later, earlier, permille: found });
                    partners += 1;
                }
            }
            holders.push(later);
        }
    }
    out
}

/// Sets of numbers instead of members, the rarest members first.
struct Ranked {
    sets: Vec<Vec<u32>>,
    members: usize,
}

fn by_rarity<T: Ord>(sets: &[Vec<T>]) -> Ranked {
    // Sorting all members is quicker than a map of them.
    let mut all: Vec<(&T, usize)> = sets
        .iter()
        .enumerate()
        .flat_map(|(index, set)| set.iter().map(move |member| (member, index)))
        .collect();
    all.sort_unstable();
    all.dedup();
    let mut groups: Vec<&[(&T, usize)]> = all.chunk_by(|a, b| a.0 == b.0).collect();
    groups.sort_by_key(|group| group.len());
    let mut ranked = vec![Vec::new(); sets.len()];
    for (rank, group) in (0_u32..).zip(&groups) {
        for (_, index) in *group {
            ranked[*index].push(rank);
        }
    }
    Ranked { members: groups.len(), sets: ranked }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_sets_are_named_with_the_first() {
        let sets = vec![vec![1, 2, 3], vec![9], vec![1, 2, 3], vec![], vec![1, 2, 3], vec![]];
        let pairs = [(2, 0), (4, 0)].map(|(later, earlier)| Alike { later, earlier, permille: 1000 });
        assert_eq!(alike(&sets, 600, |_, _| true), pairs);
    }

    #[test]
    fn many_near_copies_do_not_give_all_pairs() {
        let sets: Vec<Vec<u32>> = (0..2000).map(|n| (0..20).chain([100 + n]).collect()).collect();
        assert!(alike(&sets, 600, |_, _| true).len() <= 2000 * PARTNERS);
    }

    proptest! {
        #[test]
        fn nothing_is_missed(
            sets in proptest::collection::vec(proptest::collection::btree_set(0..12_u32, 0..7), 0..8),
            permille in prop::sample::select(vec![300_usize, 600, 850]),
        ) {
            let sets: Vec<Vec<u32>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let found = alike(&sets, permille, |_, _| true);
            for later in 0..sets.len() {
                // Copies of earlier sets are named once and take no part any more.
                if let Some(first) = sets[..later].iter().position(|set| *set == sets[later]) {
                    let expected = !sets[later].is_empty();
                    prop_assert_eq!(found.contains(&Alike { later, earlier: first, permille: 1000 }), expected);
                    continue;
                }
                for earlier in (0..later).filter(|&e| !sets[..e].contains(&sets[e])) {
                    let similarity = jaccard_millionths(&sets[later], &sets[earlier]) / 1000;
                    let named = found.contains(&Alike { later, earlier, permille: similarity });
                    prop_assert_eq!(named, similarity >= permille, "{} {}", later, earlier);
                }
            }
        }
    }
}
