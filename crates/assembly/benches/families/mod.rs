//! Families of selection problems with made-up banks: a numbered seed gives the same bank everywhere.
//!
//! Facilities, topics, levels, key letters and enemies come from SplitMix64 (Steele, Lea and Flood 2014), in integers only.

use mockexam_assembly::selection::{Bound, PlaceBits, Problem, Ranks, Sharing, Signature, Sort, Target};
use mockexam_assembly::{Purpose, Seed};

/// What is asked of a bank of a size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) items: usize,
    pub(crate) topics: usize,
    pub(crate) forms: usize,
    pub(crate) length: usize,
    pub(crate) sharing: Sharing,
}

/// The families: two of everyday size, a large bank, a tight one, one with common items, two that cannot be met.
pub(crate) const FAMILIES: [Family; 7] = [
    family("B1", 160, 6, 2, 30, Sharing::NONE),
    family("B2", 1_000, 12, 4, 40, Sharing::NONE),
    family("B3", 10_000, 12, 10, 60, Sharing::NONE),
    family("B4", 400, 8, 6, 45, Sharing::NONE),
    family("B5", 300, 10, 12, 40, Sharing { uses: 3, shared: 10 }),
    family("B6", 200, 10, 6, 40, Sharing::NONE),
    family("B7", 400, 12, 8, 45, Sharing::NONE),
];

const fn family(
    name: &'static str,
    items: usize,
    topics: usize,
    forms: usize,
    length: usize,
    sharing: Sharing,
) -> Family {
    Family { name, items, topics, forms, length, sharing }
}

/// Mean facility that is asked for, and how far a form may be from it, in per mille.
pub(crate) const MEAN: i64 = 640;
const TOLERANCE: i64 = 10;

struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) >> 11) % limit
    }

    fn index(&mut self, limit: usize) -> usize {
        usize::try_from(self.below(limit as u64)).unwrap()
    }

    /// Roughly normal around 0 with a deviation of 1,000: a sum of twelve.
    fn bell(&mut self) -> i64 {
        (0..12).map(|_| i64::try_from(self.below(1_001)).unwrap()).sum::<i64>() - 6_000
    }
}

/// An item of a made-up bank.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) topic: usize,
    pub(crate) level: usize,
    pub(crate) facility: i64,
    pub(crate) key: usize,
    /// Number of its group of enemies, 0 for none.
    pub(crate) enemies: usize,
}

/// The bank of a family and seed.
pub(crate) fn bank(family: &Family, seed: u64) -> Vec<Item> {
    let mut random = SplitMix(seed);
    let weights = topic_weights(family.topics);
    let mut items: Vec<Item> = (0..family.items)
        .map(|_| {
            let mut left = random.index(weights.iter().sum());
            let mut topic = 0;
            while left >= weights[topic] {
                left -= weights[topic];
                topic += 1;
            }
            let level = match random.below(100) {
                0..50 => 0,
                50..85 => 1,
                _ => 2,
            };
            let facility = ([740, 620, 500][level] + random.bell() * 150 / 1_000).clamp(150, 970);
            random.bell();
            let key = random.index(4);
            random.below(9);
            random.below(6);
            Item { topic, level, facility, key, enemies: 0 }
        })
        .collect();
    make_enemies(&mut items, &mut random);
    items
}

fn topic_weights(topics: usize) -> Vec<usize> {
    (1..=topics).map(|topic| 2 * topics - topic + 1).collect()
}

/// A tenth of the items, in groups of two, three and four by turns.
fn make_enemies(items: &mut [Item], random: &mut SplitMix) {
    let mut order: Vec<usize> = (0..items.len()).collect();
    for last in (1..items.len()).rev() {
        order.swap(last, random.index(last + 1));
    }
    let mut left = &order[..items.len() / 10];
    for (group, size) in (1..).zip([2, 3, 4].into_iter().cycle()) {
        let size = left.len().min(size);
        if size < 2 {
            break;
        }
        for &item in &left[..size] {
            items[item].enemies = group;
        }
        left = &left[size..];
    }
}

/// Shares of a length by largest remainder.
fn shares(length: usize, weights: &[usize]) -> Vec<usize> {
    let all: usize = weights.iter().sum();
    let mut shares: Vec<usize> = weights.iter().map(|weight| length * weight / all).collect();
    let mut by_rest: Vec<usize> = (0..weights.len()).collect();
    by_rest.sort_by_key(|&place| (all - length * weights[place] % all, place));
    let missing = length - shares.iter().sum::<usize>();
    for &place in &by_rest[..missing] {
        shares[place] += 1;
    }
    shares
}

/// Topics exactly, levels one more or less, key letters about even, enemies apart, the mean within its tolerance.
pub(crate) fn problem(family: &Family, items: &[Item]) -> Problem {
    let number = |count: usize| i64::try_from(count).unwrap();
    let set = |inside: &dyn Fn(&Item) -> bool, min: usize, max: usize| Bound {
        members: (0..items.len()).filter(|&item| inside(&items[item])).map(|item| (item, 1)).collect(),
        min: number(min),
        max: number(max),
        sort: Sort::Count,
    };
    let length = family.length;
    let mut bounds = vec![set(&|_| true, length, length)];
    for (topic, share) in shares(length, &topic_weights(family.topics)).into_iter().enumerate() {
        bounds.push(set(&|item| item.topic == topic, share, share));
    }
    for (level, share) in shares(length, &[50, 35, 15]).into_iter().enumerate() {
        bounds.push(set(&|item| item.level == level, share.saturating_sub(1), share + 1));
    }
    for key in 0..4 {
        bounds.push(set(&|item| item.key == key, length / 4 - 2, length.div_ceil(4) + 2));
    }
    let groups = items.iter().map(|item| item.enemies).max().unwrap_or(0);
    let apart = |bound| Bound { sort: Sort::Apart, ..bound };
    bounds.extend((1..=groups).map(|group| apart(set(&|item| item.enemies == group, 0, 1))));
    let values: Vec<i64> = items.iter().map(|item| item.facility).collect();
    bounds.push(Bound {
        members: values.iter().copied().enumerate().collect(),
        min: (MEAN - TOLERANCE) * number(length),
        max: (MEAN + TOLERANCE) * number(length),
        sort: Sort::Sum,
    });
    Problem::new(vec![1; items.len()], family.forms, family.sharing, bounds)
        .aiming_at(Target { values, sum: MEAN * number(length) })
}

/// Random bits for the places of classes.
pub(crate) fn places(seed: &Seed) -> impl Fn(usize, &Signature, u32) -> u64 {
    move |form, class, place| {
        seed.draw(Purpose::Items, &form.to_string(), &format!("class {class:?}"), place).rank()
    }
}

/// Ranks for a draw from a made-up bank.
pub(crate) fn ranks<'a>(family: &Family, seed: &Seed, places: &'a PlaceBits<'a>) -> Ranks<'a> {
    let rank = |form: usize, item: usize| {
        seed.draw(Purpose::Items, &form.to_string(), &format!("I{:05}", item + 1), 0).rank()
    };
    let units = (0..family.forms).flat_map(|form| (0..family.items).map(move |item| rank(form, item)));
    Ranks { units: units.collect(), places, algorithm: seed.algorithm() }
}

/// What a bound of [`problem`] is about.
pub(crate) fn name(family: &Family, bound: usize) -> String {
    match bound.checked_sub(1) {
        None => "questions".to_owned(),
        Some(topic) if topic < family.topics => format!("topic {}", topic + 1),
        Some(other) if other < family.topics + 3 => format!("level {}", other - family.topics + 1),
        Some(other) => format!("key {}", other - family.topics - 2),
    }
}
