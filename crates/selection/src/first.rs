//! The first algorithm: where all is right but a sum of the only form, the unit that is furthest off on the wrong side is left
//! out, and all is dealt anew, as if the bank did not have it. So it makes no difference whether the bank has it.
//!
//! Nothing here may change: exams of this algorithm are made again by it.

use super::deal::{Dealer, Terms};
use super::draw::{Ranks, order};
use super::problem::{Problem, Sort};
use super::state::State;

/// Rounds in which units are left out until a sum is right.
const ROUNDS: usize = 12;

/// Forms with all places dealt as far as units can be found. None if the counts leave open what a cell gives.
pub(crate) fn deal<'a>(problem: &'a Problem, ranks: &Ranks<'_>) -> Option<State<'a>> {
    let order = order(problem, &ranks.units);
    let dealer = Dealer::new(problem, ranks, &order)?;
    let without = |units: &[usize]| dealer.deal(&Terms::plain(problem).without(units));
    let furthest = |state: &State<'_>| furthest_off(&dealer, ranks, state);
    let first = without(&[])?;
    if problem.forms > 1 || first.penalty == 0 {
        return Some(first);
    }
    let mut left_out = Vec::new();
    let mut next = furthest(&first);
    while let Some(unit) = next.filter(|_| left_out.len() < ROUNDS) {
        left_out.push(unit);
        let state = without(&left_out)?;
        if state.penalty == 0 {
            return with_fewer(&without, &left_out).or(Some(state));
        }
        next = furthest(&state);
    }
    Some(first)
}

/// All is right already with one or two of several units left out. Otherwise the others would decide whether these matter.
fn with_fewer<'a>(without: &impl Fn(&[usize]) -> Option<State<'a>>, units: &[usize]) -> Option<State<'a>> {
    let singles = units.iter().map(|&unit| vec![unit]);
    let pairs =
        (1..units.len()).flat_map(|second| (0..second).map(move |first| vec![units[first], units[second]]));
    let fewer = singles.chain(pairs).filter(|some| some.len() < units.len());
    fewer.filter_map(|some| without(&some)).find(|state| state.penalty == 0)
}

/// If nothing but a sum of the first form is wrong: its plain unit of greatest value where the sum is too high, of least
/// value where it is too low.
fn furthest_off(dealer: &Dealer<'_, '_>, ranks: &Ranks<'_>, state: &State<'_>) -> Option<usize> {
    let problem = state.problem;
    let wrong = |row: usize| (row, &problem.bounds[row]);
    let mut broken = state.broken.iter().map(|&row| wrong(row));
    let (row, bound) = broken.next().filter(|(_, bound)| bound.sort == Sort::Sum)?;
    if broken.any(|(_, bound)| bound.sort != Sort::Sum) {
        return None;
    }
    let sign = if state.sum(0, row) > bound.max { 1 } else { -1 };
    let value = |unit: usize| {
        let place = bound.members.binary_search_by_key(&unit, |&(member, _)| member);
        place.map_or(0, |place| sign * bound.members[place].1)
    };
    let chosen = state.chosen[0].iter().copied();
    let free = chosen.filter(|&unit| problem.sizes[unit] == 1 && dealer.is_plain(unit));
    free.filter(|&unit| ranks.units[unit] != 0).max_by_key(|&unit| (value(unit), ranks.units[unit]))
}
