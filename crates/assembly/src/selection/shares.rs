//! Shares: which part of a form is set aside for each range, decided by what is asked and hardly by what is there.
//!
//! A range that asks for less than half of the questions has a share. The others fill up by themselves. An exact count that
//! cuts across those that make cells counts as a range.

use super::cells::{Cells, is_exact};
use super::draw::PlaceBits;
use super::problem::{Bound, Problem, Sort};

/// What is set aside for a range.
#[derive(Debug, Clone)]
pub(super) struct Share {
    /// The bound.
    pub(super) row: usize,
    /// Questions that a form shall have of it in the end.
    target: i64,
    /// Questions that are taken for its sake. The rest of the target comes by itself with those of earlier shares.
    pub(super) base: i64,
    /// Its part of the places: begin and end, in parts of [`Shares::parts`].
    pub(super) from: i64,
    pub(super) to: i64,
    /// Whether a unit counts for it.
    pub(super) has: Vec<bool>,
}

/// The shares of all ranges, those of which least is asked first.
#[derive(Debug)]
pub(super) struct Shares {
    pub(super) list: Vec<Share>,
    pub(super) parts: i64,
    /// Ranges without a share, with the place of the last share that has no unit in common with them.
    pub(super) others: Vec<(usize, usize)>,
}

impl Shares {
    /// None if the problem does not say how many questions a form has.
    pub(super) fn of(problem: &Problem, cells: &Cells, bits: &PlaceBits<'_>) -> Option<Self> {
        let total = problem.bounds[problem.whole?].max;
        let (mut list, mut others) = (Vec::new(), Vec::new());
        let across =
            problem.bounds.iter().enumerate().filter(|(row, bound)| is_exact(bound) && !cells.makes[*row]);
        for (row, bound) in problem.ranges().chain(across) {
            let target = if bound.max >= total { bound.min } else { i64::midpoint(bound.min, bound.max) };
            let mut has = vec![false; problem.units];
            bound.members.iter().for_each(|&(unit, _)| has[unit] = true);
            if 2 * target < total {
                list.push(Share { row, target, base: target, from: 0, to: 0, has });
            } else {
                others.push((row, has));
            }
        }
        lean(problem, total, &mut list);
        list.sort_by_cached_key(|share| {
            let name = u32::try_from(share.row).unwrap_or(u32::MAX);
            (share.target, bits(0, &vec![(name, 0)], 0))
        });
        let mut parts = 0;
        for place in 0..list.len() {
            let (earlier, rest) = list.split_at_mut(place);
            let share = &mut rest[0];
            let taken: i64 =
                earlier.iter().filter(|other| meets(&other.has, &share.has)).map(|o| o.target).sum();
            share.base = (2 * share.target * (total - taken).max(0) + total) / (2 * total);
            share.from = parts;
            parts += share.base.max(1);
            share.to = parts;
        }
        let last = |has: &[bool]| list.iter().rposition(|share| !meets(&share.has, has));
        let others = others.into_iter().filter_map(|(row, has)| Some((row, last(&has)?))).collect();
        Some(Self { list, parts, others })
    }
}

fn meets(one: &[bool], other: &[bool]) -> bool {
    one.iter().zip(other).any(|(&a, &b)| a && b)
}

/// Moves the targets of ranges, by one at most and within the range, so that a sum is likely to come out near its middle. A
/// range is worth the median of its units, which one unit more or less hardly shifts.
fn lean(problem: &Problem, total: i64, shares: &mut [Share]) {
    let two_ends = |bound: &&Bound| bound.sort == Sort::Sum && 0 < bound.min && bound.max / 4 <= bound.min;
    let Some(sum) = problem.bounds.iter().find(two_ends) else { return };
    let mut values = vec![0; problem.units];
    sum.members.iter().for_each(|&(unit, value)| values[unit] = value / problem.sizes[unit].max(1));
    let worth = |has: &dyn Fn(usize) -> bool| {
        let mut of_it: Vec<i64> =
            (0..problem.units).filter(|&unit| has(unit)).map(|unit| values[unit]).collect();
        of_it.sort_unstable();
        of_it.get(of_it.len() / 2).copied()
    };
    let Some(rest) = worth(&|unit| !shares.iter().any(|share| share.has[unit])) else { return };
    let gains: Vec<i64> =
        shares.iter().map(|share| worth(&|unit| share.has[unit]).unwrap_or(rest) - rest).collect();
    let mut off = total * rest - i64::midpoint(sum.min, sum.max);
    off += shares.iter().zip(&gains).map(|(share, gain)| share.target * gain).sum::<i64>();
    let mut moved = vec![false; shares.len()];
    loop {
        let steps =
            (0..shares.len()).filter(|&place| !moved[place]).flat_map(|place| [(place, 1), (place, -1)]);
        let allowed = steps.filter(|&(place, step)| {
            let bound = &problem.bounds[shares[place].row];
            (bound.min..=bound.max).contains(&(shares[place].target + step))
        });
        let best = allowed.map(|(place, step)| ((off + step * gains[place]).abs(), place, step)).min();
        let Some((_, place, step)) = best.filter(|&(left, ..)| left < off.abs()) else { return };
        shares[place].target += step;
        off += step * gains[place];
        moved[place] = true;
    }
}
