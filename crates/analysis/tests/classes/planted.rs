//! Faults planted into simulated classes: how often they are flagged, and how often sound items are.

use crate::chance::Chance;
use crate::support::{exam, item, sheet};
use mockexam_analysis::{ExamTally, Flag, ItemAnalysis};

const ITEMS: usize = 40;
const CLASSES: usize = 100;

/// The planted items. Everybody who knows takes the first choice, or one of the first two of `TWO_KEYS`.
const WRONG_KEY: usize = 10;
const TWO_KEYS: usize = 20;
const DEAD: usize = 30;

/// What a candidate marks in an item, whose key is the first choice unless it was planted.
fn mark(chance: &mut Chance, index: usize, ability: f64) -> usize {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let difficulty = 2.4 * index as f64 / (ITEMS - 1) as f64 - 1.2;
    if chance.right(1.2 * (ability - difficulty)) {
        return if index == TWO_KEYS { chance.below(2) } else { 0 };
    }
    // Distractors of unequal strength, and now and then a lucky guess.
    let weights = if index == DEAD { [0.1, 0.52, 0.37, 0.01] } else { [0.1, 0.35, 0.3, 0.25] };
    let mut left = chance.uniform();
    weights
        .iter()
        .position(|weight| {
            left -= weight;
            left < 0.0
        })
        .unwrap_or(1)
}

fn class(chance: &mut Chance, n: u64) -> Vec<ItemAnalysis> {
    let keyed = |index| usize::from(index == WRONG_KEY);
    let key = exam((0..ITEMS).map(|index| item(&format!("i{index:02}"), 4, keyed(index))).collect(), None);
    let mut tally = ExamTally::new(&key);
    for _ in 0..n {
        let ability = chance.normal();
        let marks: Vec<Option<usize>> = (0..ITEMS).map(|index| Some(mark(chance, index, ability))).collect();
        tally.add(&sheet(&key, &marks)).unwrap();
    }
    tally.finish().items
}

/// Whether a choice is said to be a key that is not marked as one.
fn looks_like_a_key(item: &ItemAnalysis, choice: &str) -> bool {
    item.flags
        .iter()
        .any(|flag| matches!(flag, Flag::KeySuspect(id) | Flag::SecondKey(id) if id.as_str() == choice))
}

fn is_unused(item: &ItemAnalysis, choice: &str) -> bool {
    item.flags.iter().any(|flag| matches!(flag, Flag::Unused(id) if id.as_str() == choice))
}

/// Per cent of classes, and of sound items or choices over all classes.
#[derive(Debug, Default)]
struct Rates {
    wrong_key: f64,
    two_keys: f64,
    dead: f64,
    false_key: f64,
    false_negative: f64,
    false_unused: f64,
}

fn rates(n: u64) -> Rates {
    let mut chance = Chance::new(n);
    let mut rates = Rates::default();
    let share = |hits: usize, of: usize| {
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let share = 100.0 * hits as f64 / of as f64;
        share
    };
    let (mut sound, mut taken) = (0, 0);
    let [mut wrong_key, mut two_keys, mut dead, mut false_key, mut negative, mut false_unused] = [0; 6];
    for _ in 0..CLASSES {
        let items = class(&mut chance, n);
        wrong_key += usize::from(looks_like_a_key(&items[WRONG_KEY], "c1"));
        two_keys += usize::from(looks_like_a_key(&items[TWO_KEYS], "c2"));
        dead += usize::from(is_unused(&items[DEAD], "c4"));
        for (index, item) in
            items.iter().enumerate().filter(|(index, _)| ![WRONG_KEY, TWO_KEYS, DEAD].contains(index))
        {
            sound += 1;
            false_key += usize::from(["c2", "c3", "c4"].iter().any(|choice| looks_like_a_key(item, choice)));
            negative += usize::from(item.flags.contains(&Flag::NegativeDiscrimination));
            // In the harder half every distractor is taken by a tenth and more.
            if index >= ITEMS / 2 {
                taken += 3;
                false_unused += ["c2", "c3", "c4"].iter().filter(|choice| is_unused(item, choice)).count();
            }
        }
    }
    rates.wrong_key = share(wrong_key, CLASSES);
    rates.two_keys = share(two_keys, CLASSES);
    rates.dead = share(dead, CLASSES);
    rates.false_key = share(false_key, sound);
    rates.false_negative = share(negative, sound);
    rates.false_unused = share(false_unused, taken);
    println!("n = {n}: {rates:.1?}");
    rates
}

#[test]
fn planted_faults_are_found_and_sound_items_left_in_peace() {
    let small = rates(30);
    let middle = rates(100);
    let large = rates(1000);
    assert!(small.wrong_key > 85.0 && middle.wrong_key > 99.0 && large.wrong_key > 99.0, "wrong keys");
    assert!(small.two_keys > 15.0 && middle.two_keys > 70.0 && large.two_keys > 95.0, "second keys");
    assert!(small.dead > 80.0 && middle.dead > 99.0 && large.dead > 99.0, "dead distractors");
    assert!(small.false_key < 3.0 && middle.false_key < 3.0 && large.false_key < 0.1, "false keys");
    for rates in [small, middle, large] {
        assert!(rates.false_negative < 0.5 && rates.false_unused < 0.5, "{rates:?}");
    }
}

#[test]
fn a_class_below_thirty_flags_nothing() {
    let items = class(&mut Chance::new(1), 29);
    assert!(items.iter().all(|item| item.flags.is_empty()));
}

#[test]
fn flags_read_back() {
    for item in class(&mut Chance::new(2), 100) {
        for flag in item.flags {
            assert_eq!(Flag::read(&flag.to_string()), Some(flag));
        }
    }
    assert_eq!((Flag::read("unused"), Flag::read("too-easy:c1"), Flag::read("")), (None, None, None));
}
