//! Exchanges of single units until the quotas across topics hold.

use super::Selection;
use crate::pool::Pool;
use crate::quota::Quota;
use std::cmp::Reverse;

/// A selection under repair.
pub(super) struct Repair<'a> {
    pub(super) pool: &'a Pool<'a>,
    /// Quotas that hold already and go on holding.
    pub(super) settled: Vec<&'a Quota>,
    /// Quotas to be met.
    pub(super) across: Vec<&'a Quota>,
    /// Rank of each unit by form: the lower, the sooner it is drawn and kept.
    pub(super) ranks: &'a [Vec<u64>],
}

impl Repair<'_> {
    /// Exchanges units form by form. A unit that was drawn and went does not come back. None where no exchange helps.
    pub(super) fn run(&self, drawn: &Selection) -> Option<Selection> {
        let mut selection = drawn.clone();
        for form in 0..selection.len() {
            while self.distance(&selection[form]) > 0 {
                let (out, into) = self.best_exchange(drawn, &selection, form)?;
                for unit in selection[form].iter_mut().filter(|unit| **unit == out) {
                    *unit = into;
                }
            }
        }
        Some(selection)
    }

    /// Of the exchanges that help, those that move the fewest quotas; of these the one whose leaving unit was drawn
    /// last and whose new unit is first in rank.
    fn best_exchange(&self, drawn: &Selection, selection: &Selection, form: usize) -> Option<(usize, usize)> {
        let (units, ranks) = (&selection[form], &self.ranks[form]);
        let distance = self.distance(units);
        let taken = |unit: usize| drawn.iter().chain(selection).any(|units| units.contains(&unit));
        let free: Vec<usize> = (0..self.pool.units.len()).filter(|&unit| !taken(unit)).collect();
        let mut exchanges = Vec::new();
        for &out in units {
            let others: Vec<usize> = units.iter().copied().filter(|&unit| unit != out).collect();
            for &into in &free {
                let moved = self
                    .across
                    .iter()
                    .filter(|quota| self.weight(quota, into) != self.weight(quota, out))
                    .count();
                let fits = moved > 0
                    && self.settled.iter().all(|quota| self.weight(quota, into) == self.weight(quota, out))
                    && !others.iter().any(|&other| self.pool.in_conflict(other, into));
                if fits && self.distance(&others.iter().copied().chain([into]).collect::<Vec<_>>()) < distance
                {
                    exchanges.push((moved, Reverse(ranks[out]), ranks[into], out, into));
                }
            }
        }
        exchanges.into_iter().min().map(|(_, _, _, out, into)| (out, into))
    }

    /// By how many questions the quotas across topics are missed.
    fn distance(&self, units: &[usize]) -> usize {
        let miss = |quota: &&Quota| {
            let sum: usize = units.iter().map(|&unit| self.weight(quota, unit)).sum();
            quota.min.saturating_sub(sum) + sum.saturating_sub(quota.max)
        };
        self.across.iter().map(miss).sum()
    }

    fn weight(&self, quota: &Quota, unit: usize) -> usize {
        self.pool.units[unit].items.iter().filter(|item| quota.filter.matches(item)).count()
    }
}
