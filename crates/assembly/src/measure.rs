//! What is summed over a form: difficulties, seconds, words, squares, questions of a band.

use crate::pool::Unit;
use crate::quota::Measure;
use mockexam_bank::{Band, Bank, Item};
use mockexam_model::{ChoiceSnapshot, RichText, SnapshotContent, StimulusId};
use std::collections::BTreeSet;

impl Measure {
    /// What a unit adds.
    pub(crate) fn of_unit(self, bank: &Bank, unit: &Unit<'_>) -> i64 {
        self.of_items(bank, &unit.items)
    }

    /// The sum over items that stand on a form together.
    pub(crate) fn of_items(self, bank: &Bank, items: &[&Item]) -> i64 {
        let alone: i64 = items.iter().map(|item| self.of_item(item)).sum();
        if self != Self::Words {
            return alone;
        }
        let cases: BTreeSet<&StimulusId> =
            items.iter().filter_map(|item| item.snapshot.stimulus.as_ref()).collect();
        let cases = cases.into_iter().filter_map(|id| bank.case(id));
        alone + cases.map(|case| words(&case.stimulus.text)).sum::<i64>()
    }

    fn of_item(self, item: &Item) -> i64 {
        match self {
            Self::Difficulty => item.difficulty.into(),
            Self::Seconds => item.seconds.into(),
            Self::Spread { target } => {
                // Millionths, squared: at most 10^12.
                let distance = i64::from(item.difficulty) * 1000 - target;
                (distance * distance + 50_000_000).div_euclid(100_000_000)
            }
            Self::Band(band) => i64::from(Band::of(item.difficulty) == band),
            Self::Words => {
                let parts = item.snapshot.statements.iter().chain(&item.snapshot.choices);
                words(&item.snapshot.stem) + parts.map(words_of_choice).sum::<i64>()
            }
        }
    }
}

fn words(text: &RichText) -> i64 {
    i64::try_from(text.plain().split_whitespace().count()).unwrap_or(i64::MAX)
}

fn words_of_choice(choice: &ChoiceSnapshot) -> i64 {
    match &choice.content {
        SnapshotContent::Text(text) => words(text),
        SnapshotContent::Statements(numbers) => i64::try_from(numbers.len()).unwrap_or(i64::MAX),
        SnapshotContent::Truth(_) => 1,
    }
}
