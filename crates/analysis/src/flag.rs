//! What a person should look at in an item, and from how many candidates on it can be said.
//!
//! Thresholds: facility .30 and .90 (common in item analysis services); choices that under 5 % mark, or that attract the
//! strong (Tarrant et al. 2009, BMC Medical Education 9:40); item-rest correlation below 0 and below .20 (Ebel and Frisbie
//! 1991). A key is suspect where a distractor goes with the rest score by .10 at least and more than the item does; there are
//! two where it goes with it less, or draws a quarter of the best. tests/classes/planted.rs measures hits and false alarms.

use crate::choice::ChoiceAnalysis;
use crate::item::ItemAnalysis;
use mockexam_model::ChoiceId;
use std::fmt;

/// Fewer candidates say nothing of a single item.
pub const ENOUGH: u64 = 30;
/// From so many on, figures are read as they stand; below only what chance hardly makes is flagged.
pub const MANY: u64 = 100;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// Facility above .90.
    TooEasy,
    /// Facility below .30.
    TooHard,
    /// Facility not above what guessing earns.
    GuessLevel,
    /// The better candidates score less.
    NegativeDiscrimination,
    /// The item hardly tells strong from weak.
    WeakDiscrimination,
    /// A distractor that behaves like the key while the key does not.
    KeySuspect(ChoiceId),
    /// A distractor that attracts the strong beside the key.
    SecondKey(ChoiceId),
    /// A distractor that next to nobody takes.
    Unused(ChoiceId),
}

impl Flag {
    /// Its stable name in result files.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TooEasy => "too-easy",
            Self::TooHard => "too-hard",
            Self::GuessLevel => "guess-level",
            Self::NegativeDiscrimination => "negative-discrimination",
            Self::WeakDiscrimination => "weak-discrimination",
            Self::KeySuspect(_) => "key-suspect",
            Self::SecondKey(_) => "second-key",
            Self::Unused(_) => "unused",
        }
    }

    /// The choice that it is about.
    #[must_use]
    pub const fn choice(&self) -> Option<&ChoiceId> {
        match self {
            Self::KeySuspect(choice) | Self::SecondKey(choice) | Self::Unused(choice) => Some(choice),
            _ => None,
        }
    }

    /// Reads back what Display writes.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let simple = [
            Self::TooEasy,
            Self::TooHard,
            Self::GuessLevel,
            Self::NegativeDiscrimination,
            Self::WeakDiscrimination,
        ];
        let Some((name, choice)) = text.split_once(':') else {
            return simple.into_iter().find(|flag| flag.name() == text);
        };
        let choice = ChoiceId::new(choice).ok()?;
        let flags = [Self::KeySuspect(choice.clone()), Self::SecondKey(choice.clone()), Self::Unused(choice)];
        flags.into_iter().find(|flag| flag.name() == name)
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.choice() {
            Some(choice) => write!(f, "{}:{choice}", self.name()),
            None => f.write_str(self.name()),
        }
    }
}

/// The flags of an item, gravest first. None below [`ENOUGH`] candidates, nor for an item that is void.
pub(crate) fn flags(item: &ItemAnalysis) -> Vec<Flag> {
    // An item without points, such as a void one, has no facility: there is nothing to be too hard.
    let Some(facility) = item.facility.filter(|_| item.n >= ENOUGH) else { return Vec::new() };
    let many = item.n >= MANY;
    let mut flags = Vec::new();
    flags.extend(strong_choices(item));
    if let Some(r) = item.discrimination {
        let surely = item.discrimination_interval.is_some_and(|bounds| bounds.high < 0.0);
        if surely || r < 0.0 && many {
            flags.push(Flag::NegativeDiscrimination);
        } else if many && r < 0.2 {
            flags.push(Flag::WeakDiscrimination);
        }
    }
    if item.chance.is_some_and(|chance| facility <= chance) {
        flags.push(Flag::GuessLevel);
    }
    if facility < 0.3 {
        flags.push(Flag::TooHard);
    }
    if facility > 0.9 {
        flags.push(Flag::TooEasy);
    } else {
        flags.extend(
            distractors(item)
                .filter(|choice| is_unused(choice, many))
                .map(|c| Flag::Unused(c.choice.clone())),
        );
    }
    flags
}

fn distractors(item: &ItemAnalysis) -> impl Iterator<Item = &ChoiceAnalysis> {
    item.choices.iter().filter(|choice| !choice.key)
}

fn is_unused(choice: &ChoiceAnalysis, many: bool) -> bool {
    if many { choice.share.is_some_and(|share| share < 0.05) } else { choice.count == 0 }
}

/// Distractors that go with the rest score, instead of the key or beside it.
fn strong_choices(item: &ItemAnalysis) -> impl Iterator<Item = Flag> {
    distractors(item).filter_map(move |choice| {
        let (r, own) = (choice.r_rest?, item.discrimination.unwrap_or(-1.0));
        let id = || choice.choice.clone();
        let best = draws_the_best(choice, item);
        if item.n >= MANY {
            return match r {
                r if r >= 0.1 && own < r => Some(Flag::KeySuspect(id())),
                r if r >= 0.1 || r >= 0.0 && best => Some(Flag::SecondKey(id())),
                _ => None,
            };
        }
        // Chance alone makes an r of .20 in a class of 30: the two have to lie well apart.
        match r {
            r if r >= 0.25 && own < r - 0.25 => Some(Flag::KeySuspect(id())),
            r if r >= 0.2 && best => Some(Flag::SecondKey(id())),
            _ => None,
        }
    })
}

/// Whether a quarter of the upper third takes a distractor, and half as many of them as get the item right.
fn draws_the_best(choice: &ChoiceAnalysis, item: &ItemAnalysis) -> bool {
    let upper = |thirds: Option<[f64; 3]>| thirds.map_or(0.0, |[.., upper]| upper);
    let share = upper(choice.thirds);
    share >= 0.25 && share >= 0.5 * upper(item.thirds)
}
