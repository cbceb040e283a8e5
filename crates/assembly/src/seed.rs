//! Randomness by identity. The only place that names ChaCha.
//!
//! Key of the cipher: SHA-256 of `"mockexam\0"`, the number 1 (u32, little endian), the length of the seed
//! in bytes (u64, little endian) and the seed. Stream: the first eight bytes (little endian) of SHA-256 over purpose,
//! form, subject (each with its length in front) and attempt (u32, little endian). Libraries of random numbers may
//! change how they sample; the ChaCha20 block function may not. So the sampling here is our own, with pinned vectors.

use mockexam_selection::Algorithm;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::fmt;

/// Number of the scheme by which keys and streams are made. All algorithms so far have the same.
const SCHEME: u32 = 1;

/// The text from which all randomness of an exam comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    text: String,
    key: [u8; 32],
    algorithm: Algorithm,
}

/// What a random decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Which items a form holds.
    Items,
    /// The order of questions on a form.
    Order,
    /// The arrangement of choices.
    Choices,
    /// Which arrangement is repaired first to balance the key.
    Balance,
    /// A simulated candidate.
    Simulation,
    /// The value of a variable of an item.
    Variable,
    /// Which form somebody gets.
    Seating,
}

impl Purpose {
    const fn label(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Order => "order",
            Self::Choices => "choices",
            Self::Balance => "balance",
            Self::Simulation => "simulation",
            Self::Variable => "variable",
            Self::Seating => "seating",
        }
    }
}

impl Seed {
    /// A seed from any text, for the newest algorithm.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::under(text, Algorithm::NEWEST)
    }

    /// A seed from any text, for an algorithm.
    #[must_use]
    pub fn under(text: &str, algorithm: Algorithm) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"mockexam\0");
        hash.update(SCHEME.to_le_bytes());
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
        Self { text: text.to_owned(), key: hash.finalize().into(), algorithm }
    }

    /// What the seed is drawn by.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The randomness of one decision.
    #[must_use]
    pub fn draw(&self, purpose: Purpose, form: &str, subject: &str, attempt: u32) -> Draw {
        let mut hash = Sha256::new();
        for part in [purpose.label(), form, subject] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        hash.update(attempt.to_le_bytes());
        let digest: [u8; 32] = hash.finalize().into();
        let mut cipher = ChaCha20Rng::from_seed(self.key);
        cipher.set_stream(little_endian(&digest));
        Draw { cipher }
    }
}

/// Random ranks of the subjects of one form: many at a time.
#[derive(Debug)]
pub(crate) struct Ranker<'a> {
    seed: &'a Seed,
    form: &'a str,
    key: [u8; 32],
}

impl Seed {
    /// The ranks of items and places on a form.
    pub(crate) fn ranker<'a>(&'a self, form: &'a str) -> Ranker<'a> {
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(form.as_bytes());
        Ranker { seed: self, form, key: hash.finalize().into() }
    }
}

impl Ranker<'_> {
    /// 64 random bits to sort by. The first algorithm takes them from the cipher; since the second they are the first eight
    /// bytes (little endian) of SHA-256 over key, attempt (u32, little endian) and subject, which costs a tenth. The key is
    /// SHA-256 over that of the seed and the form.
    pub(crate) fn rank(&self, subject: &str, attempt: u32) -> u64 {
        if self.seed.algorithm == Algorithm::First {
            return self.seed.draw(Purpose::Items, self.form, subject, attempt).rank();
        }
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(attempt.to_le_bytes());
        hash.update(subject.as_bytes());
        little_endian(&hash.finalize().into())
    }
}

/// The number that the first eight bytes of a digest are.
fn little_endian(digest: &[u8; 32]) -> u64 {
    let (head, _) = digest.split_at(8);
    head.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// A stream of random numbers for one decision.
#[derive(Debug, Clone)]
pub struct Draw {
    cipher: ChaCha20Rng,
}

impl Draw {
    /// A number of 64 random bits, to sort by.
    pub fn rank(&mut self) -> u64 {
        self.cipher.next_u64()
    }

    /// A number below `limit`, all equally likely (Lemire 2019, "Fast random integer generation in an interval":
    /// high word of a 64 by 64 bit product, with rejection). A limit of 0 gives 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        if limit == 0 {
            return 0;
        }
        let bias = limit.wrapping_neg() % limit;
        loop {
            let product = u128::from(self.cipher.next_u64()) * u128::from(limit);
            let (high, low) = split(product);
            if low >= bias {
                return high;
            }
        }
    }

    /// Shuffles in place: Fisher and Yates, from the end.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = usize::try_from(self.below(last as u64 + 1)).unwrap_or(last);
            items.swap(last, other);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the halves of a 128 bit number have 64 bits")]
const fn split(product: u128) -> (u64, u64) {
    ((product >> 64) as u64, product as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// These numbers are the promise that a seed gives the same exam for ever. Never change them: a new
    /// algorithm gets a new number and vectors of its own.
    #[test]
    fn pinned_vectors() {
        let vector = |purpose, form, subject, attempt| {
            let mut draw = Seed::new("2026-spring").draw(purpose, form, subject, attempt);
            let mut order: Vec<u8> = (0..10).collect();
            draw.shuffle(&mut order);
            (order, [0; 3].map(|_| draw.below(1000)), draw.rank())
        };
        // Made with another implementation of ChaCha20, of the same description, in another language.
        let expected = [
            (
                Purpose::Items,
                "",
                0,
                [6, 4, 8, 0, 2, 3, 5, 1, 9, 7],
                [44, 10, 269],
                12_171_765_297_394_383_840,
            ),
            (
                Purpose::Choices,
                "A",
                0,
                [4, 6, 0, 7, 9, 1, 5, 2, 3, 8],
                [367, 740, 683],
                6_926_847_853_781_592_211,
            ),
            (
                Purpose::Choices,
                "A",
                1,
                [6, 1, 5, 8, 9, 4, 3, 7, 2, 0],
                [538, 552, 491],
                15_653_486_587_222_011_536,
            ),
            (
                Purpose::Choices,
                "B",
                0,
                [1, 6, 9, 8, 7, 0, 5, 2, 3, 4],
                [794, 761, 337],
                8_312_235_129_553_918_146,
            ),
        ];
        for (purpose, form, attempt, order, numbers, rank) in expected {
            assert_eq!(
                vector(purpose, form, "uw-002", attempt),
                (order.to_vec(), numbers, rank),
                "{purpose:?} {form} {attempt}"
            );
        }
    }

    /// Never change these either.
    #[test]
    fn pinned_ranks() {
        let seed = Seed::under("2026-spring", Algorithm::Second);
        // Made with another implementation of SHA-256, of the same description, in another language.
        let expected = [
            ("", "uw-002", 0, 6_177_982_810_724_891_248),
            ("A", "uw-002", 0, 1_908_914_619_584_518_054),
            ("A", "uw-002", 1, 9_233_246_223_776_094_462),
            ("for Zed", "class of fire times 1", 2, 9_531_957_523_825_934_168),
        ];
        for (form, subject, attempt, rank) in expected {
            assert_eq!(seed.ranker(form).rank(subject, attempt), rank, "{form} {subject} {attempt}");
        }
        let first = Seed::under("2026-spring", Algorithm::First);
        assert_eq!(first.ranker("").rank("uw-002", 0), first.draw(Purpose::Items, "", "uw-002", 0).rank());
    }

    #[test]
    fn numbers_of_algorithms() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::numbered(algorithm.number()), Some(algorithm));
            assert!(algorithm <= Algorithm::NEWEST);
        }
        assert_eq!(Algorithm::numbered(0), None);
    }

    #[test]
    fn parts_of_an_identity_do_not_run_into_each_other() {
        let seed = Seed::new("s");
        assert_ne!(
            seed.draw(Purpose::Order, "A", "Bc", 0).rank(),
            seed.draw(Purpose::Order, "AB", "c", 0).rank()
        );
        assert_ne!(
            Seed::new("a").draw(Purpose::Order, "", "", 0).rank(),
            Seed::new("b").draw(Purpose::Order, "", "", 0).rank()
        );
    }

    #[test]
    fn every_order_of_four_is_about_equally_likely() {
        let mut counts = std::collections::BTreeMap::new();
        for attempt in 0..24_000 {
            let mut order = [0_u8, 1, 2, 3];
            Seed::new("fair").draw(Purpose::Choices, "A", "x", attempt).shuffle(&mut order);
            *counts.entry(order).or_insert(0_i64) += 1;
        }
        // Chi-square with 23 degrees of freedom stays below 49.7 in 999 of 1,000 fair cases.
        let chi_square: i64 = counts.values().map(|n| (n - 1000) * (n - 1000)).sum::<i64>() / 1000;
        assert_eq!(counts.len(), 24);
        assert!(chi_square < 50, "{chi_square}");
    }

    proptest! {
        #[test]
        fn numbers_stay_below_their_limit(limit in 1_u64.., attempt: u32) {
            prop_assert!(Seed::new("x").draw(Purpose::Items, "", "", attempt).below(limit) < limit);
        }

        #[test]
        fn shuffling_keeps_all_elements(length in 0_usize..40, attempt: u32) {
            let mut order: Vec<usize> = (0..length).collect();
            Seed::new("x").draw(Purpose::Order, "", "", attempt).shuffle(&mut order);
            order.sort_unstable();
            prop_assert_eq!(order, (0..length).collect::<Vec<_>>());
        }
    }
}
