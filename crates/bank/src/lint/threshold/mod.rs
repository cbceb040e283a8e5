//! Numbers that checks compare with, and that a bank may set: `[thresholds.W13]` with `stem_words = 50`.

mod file;

pub(crate) use file::read;
pub use file::thresholds_of;

use super::{LINTS, Lint};
use crate::source::Spot;
use mockexam_model::Span;
use std::collections::BTreeMap;
use std::fmt;

/// A number with a meaning for a person, with which a check compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// Its name in the table of its check.
    pub name: &'static str,
    /// What becomes of it: a sentence without a capital and stop.
    pub what: &'static str,
    /// What it counts.
    pub unit: Unit,
    default: u32,
    range: (u32, u32),
    not_above: Option<&'static str>,
}

/// What a threshold counts. It says how fine a value is, and how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Whole things, such as words.
    Count(&'static str),
    /// A share, in whole per cent.
    Percent,
    /// How many times one thing is another, with two decimals.
    Ratio,
    /// A probability, with four decimals.
    Chance,
}

/// A value of a threshold, exact: so many steps of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    steps: u32,
    decimals: u8,
}

impl Unit {
    /// Decimals that a value has.
    const fn decimals(self) -> u8 {
        match self {
            Self::Count(_) | Self::Percent => 0,
            Self::Ratio => 2,
            Self::Chance => 4,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Count(things) => things,
            Self::Percent => "%",
            Self::Ratio => "ratio",
            Self::Chance => "probability",
        })
    }
}

impl fmt::Display for Amount {
    /// In the shortest decimal form: `0.05`, `1.5`, `60`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = 10_u32.pow(self.decimals.into());
        let (whole, part) = (self.steps / one, self.steps % one);
        if part == 0 {
            return f.pad(&whole.to_string());
        }
        let part = format!("{part:0width$}", width = self.decimals.into());
        f.pad(&format!("{whole}.{}", part.trim_end_matches('0')))
    }
}

impl Threshold {
    /// A threshold with its default and its range, all in steps of its unit.
    pub(crate) const fn new(
        name: &'static str,
        unit: Unit,
        default: u32,
        range: (u32, u32),
        what: &'static str,
    ) -> Self {
        Self { name, what, unit, default, range, not_above: None }
    }

    /// The same, which may not be above another threshold of its check.
    pub(crate) const fn not_above(self, other: &'static str) -> Self {
        Self { not_above: Some(other), ..self }
    }

    const fn amount(&self, steps: u32) -> Amount {
        Amount { steps, decimals: self.unit.decimals() }
    }

    /// The value in force where no bank sets another.
    #[must_use]
    pub const fn default(&self) -> Amount {
        self.amount(self.default)
    }

    /// The least and the greatest value that a bank may set.
    #[must_use]
    pub const fn range(&self) -> (Amount, Amount) {
        (self.amount(self.range.0), self.amount(self.range.1))
    }
}

/// A threshold as a bank sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetThreshold {
    /// The check.
    pub check: &'static str,
    /// The name of the threshold.
    pub name: &'static str,
    /// The value in force.
    pub value: Amount,
    /// The file that sets it.
    pub file: String,
    /// Where in the file.
    pub span: Span,
}

/// The thresholds that a bank sets; all others have their defaults.
#[derive(Debug, Clone, Default)]
pub(crate) struct Thresholds(BTreeMap<(&'static str, &'static str), (u32, Spot)>);

impl Thresholds {
    /// The thresholds of one check.
    pub(crate) const fn of(&self, check: &'static str) -> Limits<'_> {
        Limits { check, set: self }
    }

    /// All that are set, by check and name.
    pub(crate) fn list(&self) -> Vec<SetThreshold> {
        let all =
            LINTS.iter().flat_map(|lint| lint.thresholds.iter().map(move |threshold| (lint.id, threshold)));
        let set = all.filter_map(|(check, threshold)| {
            let (steps, spot) = self.0.get(&(check, threshold.name))?;
            let (file, span) = (spot.file.clone(), spot.span);
            Some(SetThreshold { check, name: threshold.name, value: threshold.amount(*steps), file, span })
        });
        set.collect()
    }
}

/// The thresholds of one check, as a bank has them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits<'t> {
    check: &'static str,
    set: &'t Thresholds,
}

impl Limits<'_> {
    /// A value in steps of its unit: words, per cent, hundredths of a ratio, ten-thousandths of a probability.
    pub(crate) fn get(self, threshold: &Threshold) -> usize {
        let steps =
            self.set.0.get(&(self.check, threshold.name)).map_or(threshold.default, |(steps, _)| *steps);
        usize::try_from(steps).unwrap_or(usize::MAX)
    }

    /// A probability, or a ratio, as the number that it is.
    pub(crate) fn real(self, threshold: &Threshold) -> f64 {
        let steps =
            self.set.0.get(&(self.check, threshold.name)).map_or(threshold.default, |(steps, _)| *steps);
        f64::from(steps) / 10_f64.powi(threshold.unit.decimals().into())
    }

    /// A value as it is written.
    pub(crate) fn shown(self, threshold: &Threshold) -> Amount {
        threshold.amount(u32::try_from(self.get(threshold)).unwrap_or(u32::MAX))
    }
}

impl Lint {
    /// The threshold of a name.
    fn threshold(&self, name: &str) -> Option<&'static Threshold> {
        self.thresholds.iter().find(|threshold| threshold.name == name)
    }
}

#[cfg(test)]
mod tests;
