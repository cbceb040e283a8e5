//! Shares: which part of a form is set aside for each range, decided by what is asked and hardly by what is there.
//!
//! A range that asks for less than half of the questions has a share. The others fill up by themselves. An exact count that
//! cuts across those that make cells counts as a range.

use super::cells::{Cells, is_exact};
use super::draw::PlaceBits;
use super::problem::{Bound, Problem, Sort};
use crate::Algorithm;

/// What is set aside for a range.
#[derive(Debug, Clone)]
pub(crate) struct Share {
    /// The bound.
    pub(crate) row: usize,
    /// Questions that a form shall have of it in the end.
    target: i64,
    /// Questions that are taken for its sake. The rest of the target comes by itself with those of earlier shares.
    pub(crate) base: i64,
    /// Its part of the places: begin and end, in parts of [`Shares::parts`].
    pub(crate) from: i64,
    pub(crate) to: i64,
    /// What one question more of it is likely to add to the sum that matters.
    pub(crate) gain: i64,
    /// By how much its target was moved.
    pub(crate) moved: i64,
    /// Whether a unit counts for it.
    pub(crate) has: Vec<bool>,
}

/// The shares of a problem before a seed puts them in order, and the ranges without a share.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    total: i64,
    list: Vec<Share>,
    others: Vec<(usize, Vec<bool>)>,
}

impl Outline {
    /// None if the problem does not say how many questions a form has.
    pub(crate) fn of(problem: &Problem, cells: &Cells, algorithm: Algorithm) -> Option<Self> {
        let total = problem.bounds[problem.whole?].max;
        let (mut list, mut others) = (Vec::new(), Vec::new());
        let across =
            problem.bounds.iter().enumerate().filter(|(row, bound)| is_exact(bound) && !cells.makes[*row]);
        for (row, bound) in problem.ranges().chain(across) {
            let target = if bound.max >= total { bound.min } else { i64::midpoint(bound.min, bound.max) };
            let mut has = vec![false; problem.units];
            bound.members.iter().for_each(|&(unit, _)| has[unit] = true);
            if 2 * target < total {
                list.push(Share { row, target, base: target, from: 0, to: 0, gain: 0, moved: 0, has });
            } else {
                others.push((row, has));
            }
        }
        match algorithm {
            Algorithm::First => lean_at_once(problem, total, &mut list),
            Algorithm::Second | Algorithm::Third => lean(problem, total, &mut list),
        }
        Some(Self { total, list, others })
    }
}

/// The shares of all ranges, those of which least is asked first.
#[derive(Debug)]
pub(crate) struct Shares {
    pub(crate) list: Vec<Share>,
    pub(crate) parts: i64,
    /// Ranges without a share, with the place of the last share that has no unit in common with them.
    pub(crate) others: Vec<(usize, usize)>,
    /// The first share that each unit counts for, if any.
    pub(crate) first: Vec<Option<usize>>,
}

impl Shares {
    /// In the order of a seed, where as much is asked of several.
    pub(crate) fn of(problem: &Problem, outline: &Outline, bits: &PlaceBits<'_>) -> Self {
        let Outline { total, mut list, others } = outline.clone();
        list.sort_by_cached_key(|share| {
            let name = u32::try_from(share.row).unwrap_or(u32::MAX);
            (share.target, bits(0, &vec![(name, 0)], 0))
        });
        let parts = apportion(total, &mut list);
        let last = |has: &[bool]| list.iter().rposition(|share| !meets(&share.has, has));
        let others = others.into_iter().filter_map(|(row, has)| Some((row, last(&has)?))).collect();
        let first = firsts(problem, &list);
        Self { list, parts, others, first }
    }
}

fn meets(one: &[bool], other: &[bool]) -> bool {
    one.iter().zip(other).any(|(&a, &b)| a && b)
}

/// The first share that each unit counts for, if any.
fn firsts(problem: &Problem, list: &[Share]) -> Vec<Option<usize>> {
    (0..problem.units).map(|unit| list.iter().position(|share| share.has[unit])).collect()
}

/// Sets aside what each share takes for its own sake, and tells how many parts there are.
fn apportion(total: i64, list: &mut [Share]) -> i64 {
    let mut parts = 0;
    for place in 0..list.len() {
        let (earlier, rest) = list.split_at_mut(place);
        let share = &mut rest[0];
        let taken: i64 = earlier.iter().filter(|other| meets(&other.has, &share.has)).map(|o| o.target).sum();
        share.base = (2 * share.target * (total - taken).max(0) + total) / (2 * total);
        share.from = parts;
        parts += share.base.max(1);
        share.to = parts;
    }
    parts
}

/// The middle of the sum that shares are to bring about, and what a question of each unit adds to it.
fn sum_of(problem: &Problem) -> Option<(i64, Vec<i64>)> {
    let two_ends = |bound: &&Bound| bound.sort == Sort::Sum && 0 < bound.min && bound.max / 4 <= bound.min;
    let sum = problem.bounds.iter().find(two_ends)?;
    let mut values = vec![0; problem.units];
    sum.members.iter().for_each(|&(unit, value)| values[unit] = value / problem.sizes[unit].max(1));
    Some((i64::midpoint(sum.min, sum.max), values))
}

/// The middle one of the values of some units: one unit more or less hardly shifts it.
fn median(values: &[i64], units: impl Iterator<Item = usize>) -> Option<i64> {
    let mut of_it: Vec<i64> = units.map(|unit| values[unit]).collect();
    of_it.sort_unstable();
    of_it.get(of_it.len() / 2).copied()
}

/// Moves the targets of ranges, by one at most and within the range, so that a sum is likely to come out near its middle. What
/// a share takes is worth the median of the units that count for no earlier one. Only ranges that tell high values from low
/// ones are moved.
fn lean(problem: &Problem, total: i64, shares: &mut [Share]) {
    let Some((middle, values)) = sum_of(problem) else { return };
    shares.sort_by_key(|share| (share.target, share.row));
    apportion(total, shares);
    let firsts = firsts(problem, shares);
    let worth = |share| median(&values, (0..problem.units).filter(|&unit| firsts[unit] == share));
    let Some(rest) = worth(None) else { return };
    let mut off = total * rest - middle;
    for (place, share) in shares.iter_mut().enumerate() {
        share.gain = worth(Some(place)).unwrap_or(rest) - rest;
        off += share.base * share.gain;
    }
    let most = shares.iter().map(|share| share.gain.abs()).max().unwrap_or(0);
    shares.iter_mut().filter(|share| 2 * share.gain.abs() < most).for_each(|share| share.gain = 0);
    move_targets(problem, shares, off);
}

/// Moves targets by one at most and within their range, so that a sum comes less off.
fn move_targets(problem: &Problem, shares: &mut [Share], mut off: i64) {
    let mut moved = vec![false; shares.len()];
    loop {
        let steps =
            (0..shares.len()).filter(|&place| !moved[place]).flat_map(|place| [(place, 1), (place, -1)]);
        let allowed = steps.filter(|&(place, step)| {
            let bound = &problem.bounds[shares[place].row];
            (bound.min..=bound.max).contains(&(shares[place].target + step))
        });
        let best = allowed.map(|(place, step)| ((off + step * shares[place].gain).abs(), place, step)).min();
        let Some((_, place, step)) = best.filter(|&(left, ..)| left < off.abs()) else { return };
        shares[place].target += step;
        shares[place].moved += step;
        off += step * shares[place].gain;
        moved[place] = true;
    }
}

/// The same as the first algorithm does it: what counts for two ranges is taken to come twice.
fn lean_at_once(problem: &Problem, total: i64, shares: &mut [Share]) {
    let Some((middle, values)) = sum_of(problem) else { return };
    let worth = |has: &dyn Fn(usize) -> bool| median(&values, (0..problem.units).filter(|&unit| has(unit)));
    let Some(rest) = worth(&|unit| !shares.iter().any(|share| share.has[unit])) else { return };
    for share in &mut *shares {
        share.gain = worth(&|unit| share.has[unit]).unwrap_or(rest) - rest;
    }
    let off = total * rest - middle + shares.iter().map(|share| share.target * share.gain).sum::<i64>();
    move_targets(problem, shares, off);
}
