//! How many items there are of each sort: the cells that blueprints draw from.

use crate::bank::Bank;
use crate::item::{Eligibility, Item};
use mockexam_model::{Level, Style, TopicId};
use std::collections::BTreeMap;
use std::fmt;

/// A band of difficulty, from the share of borderline candidates who are expected to get an item right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// 0.80 and more.
    Easy,
    /// Between the two others.
    Medium,
    /// Less than 0.55.
    Hard,
}

/// Lowest difficulty of an easy item, in per mille.
const EASY_FROM: u16 = 800;

/// Lowest difficulty of an item of medium difficulty, in per mille.
const MEDIUM_FROM: u16 = 550;

impl Band {
    /// All bands, easiest first.
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    /// The band of a difficulty in per mille.
    #[must_use]
    pub const fn of(difficulty: u16) -> Self {
        match difficulty {
            EASY_FROM.. => Self::Easy,
            MEDIUM_FROM.. => Self::Medium,
            _ => Self::Hard,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A sort of items.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Their topic.
    pub topic: TopicId,
    /// Their level.
    pub level: Level,
    /// Their style.
    pub style: Style,
    /// Their band of difficulty.
    pub band: Band,
}

impl Cell {
    fn of(item: &Item) -> Self {
        let snapshot = &item.snapshot;
        Self {
            topic: snapshot.topic.clone(),
            level: snapshot.level,
            style: snapshot.style,
            band: Band::of(item.difficulty),
        }
    }
}

/// The eligible items of a bank counted by cell, and all of them by eligibility.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    cells: BTreeMap<Cell, usize>,
    eligibilities: BTreeMap<Eligibility, usize>,
}

impl Coverage {
    /// Counts the items of a bank.
    #[must_use]
    pub fn of(bank: &Bank) -> Self {
        let mut coverage = Self::default();
        for item in bank.items() {
            *coverage.eligibilities.entry(item.eligibility).or_default() += 1;
            if item.eligibility == Eligibility::Eligible {
                *coverage.cells.entry(Cell::of(item)).or_default() += 1;
            }
        }
        coverage
    }

    /// The cells that have items, in order of topic, level, style and band.
    pub fn cells(&self) -> impl Iterator<Item = (&Cell, usize)> {
        self.cells.iter().map(|(cell, &count)| (cell, count))
    }

    /// Eligible items in all cells that match.
    pub fn count(&self, matches: impl Fn(&Cell) -> bool) -> usize {
        self.cells().filter(|(cell, _)| matches(cell)).map(|(_, count)| count).sum()
    }

    /// All items by whether they can be drawn, eligible ones first; only what occurs.
    pub fn eligibilities(&self) -> impl Iterator<Item = (Eligibility, usize)> {
        self.eligibilities.iter().map(|(&eligibility, &count)| (eligibility, count))
    }

    /// All items of the bank.
    #[must_use]
    pub fn items(&self) -> usize {
        self.eligibilities.values().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{KINDS, SourceFile};

    #[test]
    fn bands_meet_without_gap() {
        let bands = [1000, 800, 799, 550, 549, 0].map(Band::of);
        assert_eq!(bands, [Band::Easy, Band::Easy, Band::Medium, Band::Medium, Band::Hard, Band::Hard]);
    }

    #[test]
    fn only_eligible_items_fill_cells() {
        let samples: String = KINDS
            .iter()
            .filter(|kind| ["single", "list"].contains(&kind.name()))
            .map(|kind| kind.sample())
            .collect();
        let head = "[bank]\nid = \"s\"\ntitle = \"S\"\nlanguage = \"en\"\n[[topic]]\nid = \"sample\"\nname = \"S\"\n\
                    [[concept]]\nid = \"sample-fact\"\ntopic = \"sample\"\nname = \"N\"\nfact = \"F\"\nsources = [{ source = \"x\" }]\n";
        let drafted = samples.replacen("\"reviewed\"", "\"draft\"", 1);
        let counted = |items: &str| {
            let reading = Bank::read(&[SourceFile::new("s.toml", &format!("{head}{items}"))]);
            Coverage::of(&reading.bank)
        };
        let (all, fewer) = (counted(&samples), counted(&drafted));
        assert_eq!((all.items(), all.count(|_| true)), (2, 2));
        assert_eq!((fewer.items(), fewer.count(|_| true)), (2, 1));
        assert_eq!(all.count(|cell| cell.style == Style::List), 1);
        assert_eq!(
            fewer.eligibilities().collect::<Vec<_>>(),
            [(Eligibility::Eligible, 1), (Eligibility::Draft, 1)]
        );
    }
}
