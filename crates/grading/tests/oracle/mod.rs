//! Random exams: as a key file, a list of rulings and an answer file for the program, and as JSON for the oracle.

mod answers;
mod exam;
mod rulings;

use exam::Exam;
use serde_json::json;

/// SplitMix64 (Steele, Lea and Flood 2014): enough to vary a test, the same on every machine.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) >> 33).unwrap() % bound
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    pub(crate) fn shuffled(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for last in (1..length).rev() {
            order.swap(last, self.below(last + 1));
        }
        order
    }

    /// So many different numbers below a bound, ascending.
    pub(crate) fn some(&mut self, count: usize, bound: usize) -> Vec<usize> {
        let mut some = self.shuffled(bound);
        some.truncate(count);
        some.sort_unstable();
        some
    }
}

/// An exam with its candidates, in all the forms that are needed.
pub(crate) struct Sample {
    pub(crate) key: String,
    pub(crate) rulings: String,
    pub(crate) answers: String,
    pub(crate) json: String,
}

impl Sample {
    pub(crate) fn new(draw: &mut Draw, candidates: usize) -> Self {
        // Some combinations of rules and points are no exact numbers: those are refused, as they must be.
        let (exam, key) = loop {
            let exam = Exam::new(draw);
            let key = exam.toml();
            if toml::from_str::<mockexam_model::AnswerKey>(&key).is_ok() {
                break (exam, key);
            }
        };
        let rulings = rulings::Rulings::new(&exam, draw);
        let (answers, cells) = answers::answers(&exam, draw, candidates);
        let mut value = exam.json();
        value["rulings"] = rulings.json;
        value["candidates"] = json!(cells);
        Self { key, rulings: rulings.toml, answers, json: value.to_string() }
    }
}
