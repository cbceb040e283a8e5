//! Dealing since the second algorithm: a single form is dealt as if nothing excluded anything and no sum mattered. Of units that
//! exclude each other one is left out by lot, and all is dealt anew, as if the bank did not have it. So it makes no difference
//! whether the bank has it, and no unit is at a disadvantage because of when its turn comes.
//!
//! A sum that is outside of its bound is mended by what changes least: one more or one less of a range that tells high values
//! from low ones; and if that does not help, units are left out, those first that mend most.

use super::deal::{Dealer, Terms};
use super::draw::{Exclusions, Ranks, order};
use super::problem::{Problem, Sort};
use super::state::{State, index};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Rounds in which units are left out until no two exclude each other.
const ROUNDS: usize = 24;

/// Deals in search of sums within their bounds.
const DEALS: usize = 400;

/// Units that are left out for the sake of a sum at most.
const LEFT_OUT: usize = 6;

/// By how much a range may get less or more than what is set aside for it.
const SLACK: i64 = 1;

/// Forms with all places dealt as far as units can be found. None if the counts leave open what a cell gives.
pub(crate) fn deal<'p>(problem: &'p Problem, ranks: &Ranks<'_>) -> Option<State<'p>> {
    let order = order(problem, &ranks.units);
    let dealer = Dealer::new(problem, ranks, &order)?;
    if problem.forms > 1 {
        return dealer.deal(&Terms::plain(problem));
    }
    let alone = Alone { problem, ranks, dealer, deals: Cell::new(DEALS) };
    let first = alone.under(alone.terms())?;
    if !is_off(&first) {
        return Some(first);
    }
    alone.with_ranges_shifted(&first).or_else(|| alone.with_less(&first)).or(Some(first))
}

struct Alone<'p, 'r> {
    problem: &'p Problem,
    ranks: &'r Ranks<'r>,
    dealer: Dealer<'p, 'r>,
    /// Deals that are left.
    deals: Cell<usize>,
}

impl<'p> Alone<'p, '_> {
    fn terms(&self) -> Terms {
        Terms { slack: SLACK, exclusions: Exclusions::Ignored, ..Terms::plain(self.problem) }
    }

    /// The form that terms give, without units that cannot stand beside others. None if the deals run out.
    fn under(&self, mut terms: Terms) -> Option<State<'p>> {
        let (mut lost, mut back) = (BTreeSet::new(), BTreeSet::new());
        for _ in 0..ROUNDS {
            self.deals.set(self.deals.get().checked_sub(1)?);
            let state = self.dealer.deal(&terms)?;
            let losers = self.losers(&state);
            if losers.is_empty() {
                // Whoever beat it may have lost in turn.
                let gone = lost.difference(&back).copied().filter(|&unit| terms.left_out[unit]);
                let undone = gone.filter(|&unit| !self.is_beaten(&state, unit));
                let Some(unit) = undone.min_by_key(|&unit| (self.lot(unit), unit)) else {
                    return Some(state);
                };
                back.insert(unit);
                terms.left_out[unit] = false;
            }
            terms = terms.without(&losers);
            lost.extend(losers);
        }
        self.dealer.deal(&Terms { exclusions: Exclusions::Heeded, ..terms })
    }

    /// Whether a form has a unit that excludes this one and comes before it by lot.
    fn is_beaten(&self, state: &State<'_>, unit: usize) -> bool {
        let apart = self.problem.rows_of(unit).iter().map(|&(row, _)| &self.problem.bounds[index(row)]);
        let mut rivals = apart.filter(|bound| bound.sort == Sort::Apart).flat_map(|bound| &bound.members);
        let lot = |unit: usize| (self.lot(unit), unit);
        rivals.any(|&(rival, _)| state.has(0, rival) && lot(rival) < lot(unit))
    }

    /// Of units that exclude each other, all but the first by lot. What must be there never loses.
    fn losers(&self, state: &State<'_>) -> Vec<usize> {
        let problem = self.problem;
        let is_apart = |row: &usize| problem.bounds[*row].sort == Sort::Apart;
        let broken: Vec<usize> = state.broken.iter().copied().filter(is_apart).collect();
        let rows_of = |unit: usize| {
            let rows = problem.rows_of(unit).iter().map(|&(row, _)| index(row));
            rows.filter(|row| broken.binary_search(row).is_ok())
        };
        let involved = state.chosen[0].iter().copied().filter(|&unit| rows_of(unit).next().is_some());
        let mut involved: Vec<usize> = involved.collect();
        involved.sort_unstable_by_key(|&unit| (self.lot(unit), unit));
        let mut kept = BTreeSet::new();
        involved.retain(|&unit| {
            let loses = self.ranks.units[unit] != 0 && rows_of(unit).any(|row| kept.contains(&row));
            if !loses {
                kept.extend(rows_of(unit));
            }
            loses
        });
        involved
    }

    /// The lower half of a unit's random number: it says nothing of the rank that brought the unit onto the form.
    fn lot(&self, unit: usize) -> u64 {
        self.ranks.units[unit].rotate_left(32)
    }

    /// The form with one or two ranges shifted.
    fn with_ranges_shifted(&self, first: &State<'p>) -> Option<State<'p>> {
        let row = *first.broken.first()?;
        let sign = if first.sum(0, row) > self.problem.bounds[row].max { -1 } else { 1 };
        let shifted = |(row, gain): (usize, i64)| {
            let (bound, count) = (&self.problem.bounds[row], first.sum(0, row) + sign * gain.signum());
            (bound.min..=bound.max).contains(&count).then_some((row, count))
        };
        let counts: Vec<(usize, i64)> = self.dealer.levers().into_iter().filter_map(shifted).collect();
        let singles = counts.iter().map(|&count| vec![count]);
        let pairs = (1..counts.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        for counts in singles.chain(pairs.map(|(a, b)| vec![counts[a], counts[b]])) {
            let state = self.under(Terms { counts, ..self.terms() })?;
            if state.penalty == 0 {
                return Some(self.or_without_what_left(first, state));
            }
        }
        None
    }

    /// A unit that a shift drove out may have been the only trouble. Then all is as if the bank did not have it.
    fn or_without_what_left(&self, first: &State<'p>, shifted: State<'p>) -> State<'p> {
        let left = first.chosen[0].iter().copied().filter(|&unit| !shifted.has(0, unit));
        let mut left: Vec<usize> = left.collect();
        left.sort_unstable_by_key(|&unit| (self.ranks.units[unit], unit));
        let without = |unit| self.under(self.terms().without(&[unit])).filter(|state| state.penalty == 0);
        left.into_iter().find_map(without).unwrap_or(shifted)
    }

    /// The form with single units left out until all sums are within their bounds.
    fn with_less(&self, first: &State<'p>) -> Option<State<'p>> {
        let (mut left_out, mut state) = (Vec::new(), self.next_without(first, &[])?);
        for _ in 1..LEFT_OUT {
            if !is_off(&state.1) {
                break;
            }
            left_out.push(state.0);
            state = self.next_without(&state.1, &left_out)?;
        }
        (state.1.penalty == 0).then_some(state.1)
    }

    /// The unit without which most is mended, beside those left out already, and the form without it.
    fn next_without(&self, state: &State<'p>, left_out: &[usize]) -> Option<(usize, State<'p>)> {
        let row = *state.broken.first()?;
        let may_go = |unit: &usize| {
            self.problem.sizes[*unit] == 1 && self.ranks.units[*unit] != 0 && self.dealer.is_plain(*unit)
        };
        let mut best: Option<((i64, i64, u64), usize, State<'p>)> = None;
        for unit in state.chosen[0].iter().copied().filter(may_go) {
            let Some(next) = self.under(self.terms().without(left_out).without(&[unit])) else { break };
            let shift = (next.sum(0, row) - state.sum(0, row)).abs();
            let key = (next.penalty, -shift, self.lot(unit));
            if next.penalty < state.penalty && best.as_ref().is_none_or(|(known, ..)| key < *known) {
                best = Some((key, unit, next));
            }
        }
        best.map(|(_, unit, state)| (unit, state))
    }
}

/// Whether nothing but sums is wrong.
fn is_off(state: &State<'_>) -> bool {
    let mut rows = state.broken.iter().map(|&row| &state.problem.bounds[row]);
    state.penalty != 0 && rows.all(|bound| bound.sort == Sort::Sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Algorithm;
    use crate::problem::{Bound, Sharing, Signature};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    fn mix(parts: &[u64]) -> u64 {
        parts.iter().fold(1, |hash, &part| {
            let mixed = (hash ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            (mixed ^ mixed >> 29).wrapping_mul(0x94D0_49BB_1331_11EB) ^ mixed >> 31
        })
    }

    /// Units by topic and style: two questions of each of three topics, ranges of styles, some pairs apart.
    fn dealt(units: &[(usize, usize, usize)], pairs: &[(usize, usize)], seed: u64) -> Option<Vec<usize>> {
        let of = |inside: &dyn Fn(usize, usize) -> bool, min, max| Bound {
            members: (0..units.len()).filter(|&u| inside(units[u].1, units[u].2)).map(|u| (u, 1)).collect(),
            min,
            max,
            sort: Sort::Count,
        };
        let mut bounds = vec![of(&|_, _| true, 6, 6)];
        bounds.extend((0..3).map(|topic| of(&|t, _| t == topic, 2, 2)));
        bounds.extend((0..2).map(|style| of(&|_, s| s == style, 1, 2)));
        for &(a, b) in pairs {
            let members: Vec<(usize, i64)> =
                (0..units.len()).filter(|&u| units[u].0 == a || units[u].0 == b).map(|u| (u, 1)).collect();
            bounds.push(Bound { members, min: 0, max: 1, sort: Sort::Apart });
        }
        let problem = Problem::new(vec![1; units.len()], 1, Sharing::NONE, bounds);
        let places = |_: usize, class: &Signature, place: u32| {
            let class =
                class.iter().fold(0, |hash, &(row, weight)| mix(&[hash, row.into(), weight.unsigned_abs()]));
            mix(&[seed, class, place.into()])
        };
        let ranks = units.iter().map(|unit| mix(&[seed, 77, unit.0 as u64]) | 1).collect();
        let state = deal(&problem, &Ranks { units: ranks, places: &places, algorithm: Algorithm::Second })?;
        if state.penalty != 0 {
            return None;
        }
        let mut names: Vec<usize> = state.chosen[0].iter().map(|&unit| units[unit].0).collect();
        names.sort_unstable();
        Some(names)
    }

    /// Not always: where A loses to B, and B is there only beside A, a unit that goes out in the end may have decided which circle
    /// is broken where. Of 10,440 edits of the shipped bank 6 were of this sort.
    #[test]
    fn a_unit_that_is_not_dealt_hardly_ever_matters() {
        const CASES: usize = 3_000;
        let mut runner = TestRunner::deterministic();
        let kinds = prop::collection::vec((0..3_usize, 0..3_usize), 10..30);
        let pairs = prop::collection::vec((0..30_usize, 0..30_usize), 0..8);
        let cases = (kinds, pairs, any::<u64>());
        let (mut left, mut mattered) = (0, 0);
        for _ in 0..CASES {
            let (kinds, pairs, seed) = cases.new_tree(&mut runner).unwrap().current();
            let units: Vec<(usize, usize, usize)> =
                kinds.iter().enumerate().map(|(name, &(topic, style))| (name, topic, style)).collect();
            let Some(with) = dealt(&units, &pairs, seed) else { continue };
            for &(name, ..) in units.iter().filter(|unit| !with.contains(&unit.0)) {
                let without: Vec<_> = units.iter().copied().filter(|unit| unit.0 != name).collect();
                left += 1;
                mattered += usize::from(dealt(&without, &pairs, seed).as_ref() != Some(&with));
            }
        }
        assert!(left > 10_000 && mattered * 5_000 < left, "{mattered} of {left}");
    }
}
