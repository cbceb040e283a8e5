//! The draw: places are dealt, or classes planned, or all is taken by rank; repair mends what is outside of a bound.

use super::level;
use super::plan::{Plan, plan};
use super::problem::{Problem, Signature, Sort};
use super::repair::{Lock, Repair};
use super::state::{Move, State, count, index};
use crate::Algorithm;
use crate::{alone, first};

/// Moves in search of a first selection.
const FIRST_MOVES: usize = 20_000;

/// Moves that bring the units of a plan into all bounds.
const PLANNED_MOVES: usize = 5_000;

/// Moves that may follow when a unit is put in its place.
const CHANCE_MOVES: usize = 12;

/// How a draw ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drawn {
    /// Units by form, ascending.
    Found(Vec<Vec<usize>>),
    /// The moves ran out. That does not say that there is no selection.
    Undecided,
}

/// Random bits for a form, a class and a place, counted from 0.
pub type PlaceBits<'a> = dyn Fn(usize, &Signature, u32) -> u64 + 'a;

/// The random numbers of a draw.
pub struct Ranks<'a> {
    /// For each form and unit: those of form `f` begin at `f` times the number of units.
    pub units: Vec<u64>,
    /// For the places of each class.
    pub places: &'a PlaceBits<'a>,
    /// What is drawn by.
    pub algorithm: Algorithm,
}

/// Whether units that exclude each other may come together for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exclusions {
    /// They may not.
    Heeded,
    /// They may: it is seen to later.
    Ignored,
}

/// Draws forms: places are dealt to ranges; where that leads nowhere, it is planned how many units of each class a form takes;
/// and where that leads nowhere either, all is taken by rank at once. Where a sum has a target, the first way that hits it
/// counts, and if none does, the one that comes closest.
#[must_use]
pub fn draw<'p>(problem: &'p Problem, ranks: &Ranks<'_>) -> Drawn {
    let order = order(problem, &ranks.units);
    let dealt = || {
        let state = match ranks.algorithm {
            Algorithm::First => first::deal(problem, ranks),
            Algorithm::Second | Algorithm::Third => alone::deal(problem, ranks),
        };
        mended(state?, &ranks.units)
    };
    let planned = || {
        let plan = plan(problem, ranks.places)?;
        mended(by_plan(problem, &plan, &order), &ranks.units)
    };
    let by_rank = || {
        let mut state = State::new(problem);
        settle_by_rank(&mut state, &ranks.units, &order).then_some(state)
    };
    let ways: [&dyn Fn() -> Option<State<'p>>; 3] = [&dealt, &planned, &by_rank];
    let mut best: Option<(i64, State<'_>)> = None;
    for mut state in ways.into_iter().filter_map(|way| way()) {
        let off = level::level(&mut state, &ranks.units);
        if best.as_ref().is_none_or(|(least, _)| off < *least) {
            best = Some((off, state));
        }
        if off == 0 {
            break;
        }
    }
    let Some((_, mut state)) = best else { return Drawn::Undecided };
    let mut forms = std::mem::take(&mut state.chosen);
    forms.iter_mut().for_each(|form| form.sort_unstable());
    Drawn::Found(forms)
}

/// What repair makes of it; none if it cannot.
fn mended<'a>(mut state: State<'a>, ranks: &[u64]) -> Option<State<'a>> {
    let found = Repair::new(ranks).run(&mut state, PLANNED_MOVES);
    state.settle();
    found.then_some(state)
}

/// The units of lowest rank in each class.
fn by_plan<'a>(problem: &'a Problem, plan: &Plan, order: &[usize]) -> State<'a> {
    let mut state = State::new(problem);
    let mut sizes = vec![0; plan.classes];
    plan.class.iter().for_each(|&class| sizes[class] += 1);
    let mut wanted = plan.wanted.clone();
    // Classes that give all they have come first: those with a choice can give way to them.
    for all in [true, false] {
        for &column in order {
            let (form, unit) = (column / problem.units, column % problem.units);
            let place = form * plan.classes + plan.class[unit];
            if wanted[place] > 0
                && (!all || plan.wanted[place] == sizes[plan.class[unit]])
                && has_room(&state, form, unit, Exclusions::Heeded)
                && !state.has(form, unit)
            {
                wanted[place] -= 1;
                state.make(Move::Flip { form, unit });
            }
        }
    }
    state
}

/// Ranges are brought to their middle, those of which least is asked first; then whatever fits.
pub(crate) fn settle_by_targets(
    state: &mut State<'_>,
    ranks: &[u64],
    early: &[usize],
    order: &[usize],
) -> bool {
    let problem = state.problem;
    let rows = problem.bounds.len();
    let total = problem.whole.map_or(0, |whole| problem.bounds[whole].max);
    let mut caps: Vec<i64> = problem.bounds.iter().map(|bound| bound.max).collect();
    let mut targets: Vec<(i64, usize)> = Vec::new();
    for (row, bound) in problem.ranges() {
        let target = if bound.max >= total { bound.min } else { (bound.min + bound.max) / 2 };
        targets.push((target, row));
        if bound.max < total {
            caps[row] = target;
        }
    }
    let capped = |state: &State<'_>, form: usize, unit: usize| {
        problem.rows_of(unit).iter().all(|&(row, weight)| {
            let row = index(row);
            problem.bounds[row].sort == Sort::Sum || state.sums[form * rows + row] + weight <= caps[row]
        })
    };
    // A range that takes most of the questions fills up by itself.
    let mut rare = vec![false; problem.units];
    for &(_, row) in targets.iter().filter(|&&(target, _)| 2 * target <= total) {
        problem.bounds[row].members.iter().for_each(|&(unit, _)| rare[unit] = true);
    }
    for &column in early {
        let (form, unit) = (column / problem.units, column % problem.units);
        if rare[unit] && capped(state, form, unit) && has_room(state, form, unit, Exclusions::Heeded) {
            state.make(Move::Flip { form, unit });
        }
    }
    for &column in order {
        let (form, unit) = (column / problem.units, column % problem.units);
        if !state.has(form, unit)
            && capped(state, form, unit)
            && has_room(state, form, unit, Exclusions::Heeded)
        {
            state.make(Move::Flip { form, unit });
        }
    }
    let mut repair = Repair::new(ranks);
    take_what_fits(state, order);
    let found = repair.run(state, FIRST_MOVES);
    state.settle();
    found
}

/// Whatever fits by rank, repaired, and every unit given its chance.
pub(crate) fn settle_by_rank(state: &mut State<'_>, ranks: &[u64], order: &[usize]) -> bool {
    let mut repair = Repair::new(ranks);
    take_what_fits(state, order);
    let found = repair.run(state, FIRST_MOVES);
    state.settle();
    if found {
        give_chances(state, &mut repair, order);
    }
    found
}

/// Whether a selection is found in so many moves.
pub(crate) fn is_found(problem: &Problem, ranks: &[u64], moves: usize) -> bool {
    let mut state = State::new(problem);
    take_what_fits(&mut state, &order(problem, ranks));
    Repair::new(ranks).run(&mut state, moves)
}

pub(crate) fn order(problem: &Problem, ranks: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranks.len().min(problem.units * problem.forms)).collect();
    order.sort_unstable_by_key(|&column| (ranks[column], column));
    order
}

/// Whether a unit can join a form without going above a count.
fn fits(state: &State<'_>, sums: &[i64], form: usize, unit: usize, exclusions: Exclusions) -> bool {
    let problem = state.problem;
    problem.rows_of(unit).iter().all(|&(row, weight)| {
        let bound = &problem.bounds[index(row)];
        let ignored =
            bound.sort == Sort::Sum || (bound.sort == Sort::Apart && exclusions == Exclusions::Ignored);
        ignored || sums[form * problem.bounds.len() + index(row)] + weight <= bound.max
    })
}

fn take_what_fits(state: &mut State<'_>, order: &[usize]) {
    let problem = state.problem;
    for &column in order {
        let (form, unit) = (column / problem.units, column % problem.units);
        if !state.has(form, unit) && has_room(state, form, unit, Exclusions::Heeded) {
            state.make(Move::Flip { form, unit });
        }
    }
    state.settle();
}

/// Whether a unit can join a form as it is now.
pub(crate) fn has_room(state: &State<'_>, form: usize, unit: usize, exclusions: Exclusions) -> bool {
    let problem = state.problem;
    let limit = count(problem.sharing.shared);
    let too_common = |other: usize| {
        other != form && state.has(other, unit) && state.shared_by(form, other) + problem.sizes[unit] > limit
    };
    state.is_free(unit)
        && fits(state, &state.sums, form, unit, exclusions)
        && !(problem.overlaps() && (0..problem.forms).any(too_common))
}

/// In order of rank each unit that is there is kept, and each that is not is put there if the rest can give way. So the
/// selection comes close to the first one in that order, whatever the repair did.
fn give_chances(state: &mut State<'_>, repair: &mut Repair<'_>, order: &[usize]) {
    let problem = state.problem;
    let rows = problem.bounds.len();
    let mut kept_sums = vec![0; problem.forms * rows];
    let mut kept_uses = vec![0; problem.capacity.len()];
    let mut kept = 0;
    let mut open: usize = state.chosen.iter().map(Vec::len).sum();
    for &column in order {
        if open == 0 {
            break;
        }
        let (form, unit) = (column / problem.units, column % problem.units);
        let stock = problem.stock[unit];
        if !state.has(form, unit) {
            let possible = kept_uses[stock] < problem.capacity[stock]
                && fits(state, &kept_sums, form, unit, Exclusions::Heeded)
                && leaves_room(problem, &kept_sums[form * rows..(form + 1) * rows], unit);
            if !possible || !has_its_chance(state, repair, form, unit) {
                repair.locks[column] = Lock::Barred;
                continue;
            }
            open = state.chosen.iter().map(Vec::len).sum::<usize>() - kept;
        }
        repair.locks[column] = Lock::Kept;
        kept_uses[stock] += 1;
        kept += 1;
        open = open.saturating_sub(1);
        for &(row, weight) in problem.rows_of(unit) {
            kept_sums[form * rows + index(row)] += weight;
        }
    }
}

/// Whether the places that are left behind a unit can still bring what is asked, as far as single bounds can tell.
fn leaves_room(problem: &Problem, kept: &[i64], unit: usize) -> bool {
    let Some(whole) = problem.whole else { return true };
    let left = problem.bounds[whole].max - kept[whole] - problem.sizes[unit];
    let sure = problem.bounds[whole].min - kept[whole] - problem.sizes[unit];
    let own = problem.rows_of(unit);
    problem.asking.iter().all(|&(row, least, most)| {
        let bound = &problem.bounds[row];
        let added = own.binary_search_by_key(&row, |&(r, _)| index(r)).map_or(0, |place| own[place].1);
        let sum = kept[row] + added;
        sum + left * most >= bound.min && (sum + sure.max(0) * least <= bound.max || least < 0)
    })
}

/// Puts a unit on a form if a few moves make it fit.
fn has_its_chance(state: &mut State<'_>, repair: &mut Repair<'_>, form: usize, unit: usize) -> bool {
    let mark = state.mark();
    let column = form * state.problem.units + unit;
    state.make(Move::Flip { form, unit });
    repair.locks[column] = Lock::Kept;
    let found = repair.run(state, CHANCE_MOVES);
    if found {
        state.settle();
    } else {
        state.undo(mark);
        repair.locks[column] = Lock::Free;
    }
    found
}
