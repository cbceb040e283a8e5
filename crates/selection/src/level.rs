//! Sums brought to their target by exchanges that leave everything else as it is: one, or two at once.

use super::problem::Sort;
use super::state::{Move, State};
use std::collections::BTreeMap;

/// Rounds over the forms.
const ROUNDS: usize = 60;

/// Pairs of exchanges that are tried for a form in a round.
const PAIRS: usize = 20_000;

/// An exchange and what it adds to the sum.
#[derive(Debug, Clone, Copy)]
struct Shift {
    by: i64,
    change: Move,
}

/// Brings each form as close to the target as exchanges can, and tells by how much all of them together are off it. What
/// would leave a tolerance is taken back.
pub(crate) fn level(state: &mut State<'_>, ranks: &[u64]) -> i64 {
    let off = |state: &State<'_>| (0..state.problem.forms).map(|form| missing(state, form).abs()).sum();
    if state.problem.target.is_none() || state.penalty != 0 {
        return off(state);
    }
    let before = state.mark();
    // A tolerance around the target is kept by whoever comes closer to it.
    let problem = state.problem;
    for (row, bound) in problem.bounds.iter().enumerate().filter(|(_, bound)| bound.sort == Sort::Sum) {
        let of_target = |&(unit, weight): &(usize, i64)| {
            problem.target.as_ref().is_some_and(|target| target.values[unit] == weight)
        };
        if bound.members.iter().all(of_target) {
            (0..problem.forms).for_each(|form| state.costs[form * problem.bounds.len() + row] = 0);
        }
    }
    for _ in 0..ROUNDS {
        let mut better = false;
        for form in 0..state.problem.forms {
            better |= level_form(state, ranks, form);
        }
        if !better {
            break;
        }
    }
    if !keeps_sums(state) {
        state.undo(before);
    }
    off(state)
}

/// Whether every sum of every form is within its bound.
fn keeps_sums(state: &State<'_>) -> bool {
    let sums = state.problem.bounds.iter().enumerate().filter(|(_, bound)| bound.sort == Sort::Sum);
    let mut rows = sums.flat_map(|(row, bound)| (0..state.problem.forms).map(move |form| (form, row, bound)));
    rows.all(|(form, row, bound)| (bound.min..=bound.max).contains(&state.sum(form, row)))
}

/// What is missing from the sum of a form.
fn missing(state: &State<'_>, form: usize) -> i64 {
    state.problem.target.as_ref().map_or(0, |target| {
        target.sum - state.chosen[form].iter().map(|&unit| target.values[unit]).sum::<i64>()
    })
}

/// Whether the form came closer.
fn level_form(state: &mut State<'_>, ranks: &[u64], form: usize) -> bool {
    let wanted = missing(state, form);
    if wanted == 0 {
        return false;
    }
    let shifts = shifts(state, ranks, form);
    let single = shifts.iter().min_by_key(|shift| (wanted - shift.by).abs());
    let left = single.map_or(wanted.abs(), |shift| (wanted - shift.by).abs());
    if left == 0 || wanted.abs() > 4 * largest(&shifts) {
        return single.filter(|_| left < wanted.abs()).map(|shift| state.make(shift.change)).is_some();
    }
    if let Some((one, two)) = pair(state, &shifts, wanted, left) {
        state.make(one);
        state.make(two);
        return true;
    }
    single.filter(|_| left < wanted.abs()).map(|shift| state.make(shift.change)).is_some()
}

fn largest(shifts: &[Shift]) -> i64 {
    shifts.iter().map(|shift| shift.by.abs()).max().unwrap_or(0)
}

/// Exchanges that keep all bounds, those of low rank first.
fn shifts(state: &State<'_>, ranks: &[u64], form: usize) -> Vec<Shift> {
    let problem = state.problem;
    let Some(target) = &problem.target else { return Vec::new() };
    let mut found: Vec<(u64, Shift)> = Vec::new();
    let mut outs = state.chosen[form].clone();
    outs.sort_unstable();
    for out in outs {
        for &into in &problem.groups[problem.group[out]] {
            let by = target.values[into] - target.values[out];
            if by == 0 || state.has(form, into) {
                continue;
            }
            let change = match state.swap(form, out, into) {
                // Only forms that are not level yet give something away.
                Some(Move::Exchange { other, .. }) if missing(state, other) == 0 => continue,
                Some(change) => change,
                None => continue,
            };
            if state.cost(change) == 0 {
                found.push((ranks[form * problem.units + into], Shift { by, change }));
            }
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, shift)| shift).collect()
}

/// Two exchanges that together leave less than one alone, the first that leave nothing if there are any.
fn pair(state: &mut State<'_>, shifts: &[Shift], wanted: i64, left: i64) -> Option<(Move, Move)> {
    let mut by_size: BTreeMap<i64, Vec<Move>> = BTreeMap::new();
    for shift in shifts {
        by_size.entry(shift.by).or_default().push(shift.change);
    }
    let mut tried = 0;
    for distance in 0..left.min(4) {
        for shift in shifts {
            let rest = wanted - shift.by;
            let sizes = if distance == 0 { vec![rest] } else { vec![rest - distance, rest + distance] };
            let seconds = sizes.iter().filter_map(|size| by_size.get(size)).flatten();
            for &second in seconds.filter(|&&second| apart(shift.change, second)) {
                tried += 1;
                if tried > PAIRS {
                    return None;
                }
                let mark = state.mark();
                state.make(shift.change);
                let sound = state.cost(second) == 0;
                state.undo(mark);
                if sound {
                    return Some((shift.change, second));
                }
            }
        }
    }
    None
}

/// Whether two exchanges touch different units.
fn apart(one: Move, two: Move) -> bool {
    let units = |change: Move| match change {
        Move::Flip { unit, .. } => [unit, unit],
        Move::Swap { out, into, .. } | Move::Exchange { out, into, .. } => [out, into],
    };
    units(one).iter().all(|unit| !units(two).contains(unit))
}
