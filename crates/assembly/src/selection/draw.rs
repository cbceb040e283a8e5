//! The draw: by rank, first whatever fits, then repair, then every unit that was passed over gets its chance.

use super::level;
use super::problem::{Problem, Sort};
use super::repair::{Lock, Repair};
use super::state::{Move, State, count, index};

/// Moves in search of a first selection.
const FIRST_MOVES: usize = 20_000;

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

/// Draws forms by ranks, given for each form and unit: those of form `f` begin at `f` times the number of units.
#[must_use]
pub fn draw(problem: &Problem, ranks: &[u64]) -> Drawn {
    let order = order(problem, ranks);
    let mut state = State::new(problem);
    let mut repair = Repair::new(ranks);
    take_what_fits(&mut state, &order);
    if !repair.run(&mut state, FIRST_MOVES) {
        return Drawn::Undecided;
    }
    state.settle();
    give_chances(&mut state, &mut repair, &order);
    level::level(&mut state, ranks);
    let mut forms = std::mem::take(&mut state.chosen);
    forms.iter_mut().for_each(|form| form.sort_unstable());
    Drawn::Found(forms)
}

/// Whether a selection is found in so many moves.
pub(super) fn is_found(problem: &Problem, ranks: &[u64], moves: usize) -> bool {
    let mut state = State::new(problem);
    take_what_fits(&mut state, &order(problem, ranks));
    Repair::new(ranks).run(&mut state, moves)
}

fn order(problem: &Problem, ranks: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranks.len().min(problem.units * problem.forms)).collect();
    order.sort_unstable_by_key(|&column| (ranks[column], column));
    order
}

/// Whether a unit can join a form without going above a count.
fn fits(state: &State<'_>, sums: &[i64], form: usize, unit: usize) -> bool {
    let problem = state.problem;
    problem.rows_of(unit).iter().all(|&(row, weight)| {
        let bound = &problem.bounds[index(row)];
        bound.sort == Sort::Sum || sums[form * problem.bounds.len() + index(row)] + weight <= bound.max
    })
}

fn take_what_fits(state: &mut State<'_>, order: &[usize]) {
    let problem = state.problem;
    let limit = count(problem.sharing.shared);
    for &column in order {
        let (form, unit) = (column / problem.units, column % problem.units);
        let in_common = |state: &State<'_>| {
            problem.overlaps()
                && (0..problem.forms).any(|other| {
                    other != form
                        && state.has(other, unit)
                        && state.shared_by(form, other) + problem.sizes[unit] > limit
                })
        };
        if state.used[unit] < problem.sharing.uses
            && fits(state, &state.sums, form, unit)
            && !in_common(state)
        {
            state.make(Move::Flip { form, unit });
        }
    }
    state.settle();
}

/// In order of rank each unit that is there is kept, and each that is not is put there if the rest can give way. So the
/// selection comes close to the first one in that order, whatever the repair did.
fn give_chances(state: &mut State<'_>, repair: &mut Repair<'_>, order: &[usize]) {
    let problem = state.problem;
    let rows = problem.bounds.len();
    let mut kept_sums = vec![0; problem.forms * rows];
    let mut kept_uses = vec![0; problem.units];
    let mut open: usize = state.chosen.iter().map(Vec::len).sum();
    for &column in order {
        if open == 0 {
            break;
        }
        let (form, unit) = (column / problem.units, column % problem.units);
        if !state.has(form, unit) {
            let possible = kept_uses[unit] < problem.sharing.uses
                && fits(state, &kept_sums, form, unit)
                && leaves_room(problem, &kept_sums[form * rows..(form + 1) * rows], unit);
            if !possible || !has_its_chance(state, repair, form, unit) {
                repair.locks[column] = Lock::Barred;
                continue;
            }
            let kept = repair.locks.iter().filter(|&&lock| lock == Lock::Kept).count();
            open = state.chosen.iter().map(Vec::len).sum::<usize>() - kept + 1;
        }
        repair.locks[column] = Lock::Kept;
        kept_uses[unit] += 1;
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
