//! The search for items.
//!
//! 1. A draw that heeds the quotas and ignores who excludes whom: the first feasible selection in an order of decisions
//!    that the seed gives. First come places (how many units of each group, a group being the units that the blueprint
//!    cannot tell apart), then units, each decision first tried as yes, then as no. The result is a property of the
//!    candidates, not of a path of search: a unit that is not drawn can come and go without any effect, and one that
//!    is drawn gives way to the next of its group, with which all quotas stand as before.
//! 2. A repair: of two drawn units that exclude each other the one with the higher rank gives way to the next that fits.
//!    A replacement never drives out a unit that was drawn, so that a change does not travel.
//! 3. Where a repair fails, one search that heeds everything at once decides whether there is a selection at all.
//!
//! The ranks hang on the seed and on identities alone. All limits count steps.

mod problem;
mod repair;
mod search;

use crate::pool::Pool;
use crate::quota::Quota;
use crate::seed::{Purpose, Seed};
use problem::{Exclusions, Problem};
use search::Answer;

/// Searches with other ranks, should the steps of the first run out.
const ATTEMPTS: u32 = 10;

/// Units by form.
pub(crate) type Selection = Vec<Vec<usize>>;

/// How a search ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The selection.
    Found(Selection),
    /// Every possibility was tried.
    Impossible,
    /// The steps ran out.
    Undecided,
}

/// Selects units for forms that share no unit. `forms` are the identities for the ranks.
pub(crate) fn select(pool: &Pool<'_>, quotas: &[Quota], forms: &[String], seed: &Seed) -> Outcome {
    let drawn = match search(pool, quotas, forms, seed, Exclusions::Ignored) {
        Outcome::Found(drawn) => drawn,
        outcome => return outcome,
    };
    match repair::repair(pool, quotas, forms, seed, &drawn) {
        Some(selection) => Outcome::Found(selection),
        None => search(pool, quotas, forms, seed, Exclusions::Heeded),
    }
}

fn search(
    pool: &Pool<'_>,
    quotas: &[Quota],
    forms: &[String],
    seed: &Seed,
    exclusions: Exclusions,
) -> Outcome {
    let units = pool.units.len();
    let problem = Problem::new(pool, quotas, forms.len(), exclusions);
    for attempt in 0..ATTEMPTS {
        match search::solve(&problem, &order(&problem, pool, forms, seed, attempt)) {
            Answer::First(chosen) => {
                let of_form =
                    |form| chosen.iter().filter(|&&c| c / units == form).map(|c| c % units).collect();
                return Outcome::Found((0..forms.len()).map(of_form).collect());
            }
            Answer::Impossible => return Outcome::Impossible,
            Answer::Undecided => {}
        }
    }
    Outcome::Undecided
}

/// The rank of a unit on a form: the lower, the sooner it is drawn and kept.
fn rank(pool: &Pool<'_>, seed: &Seed, form: &str, unit: usize, attempt: u32) -> u64 {
    seed.draw(Purpose::Items, form, &pool.units[unit].identity, attempt).rank()
}

/// Columns in the order of decision: cell by cell of the blueprint, in each the places before the units.
fn order(problem: &Problem, pool: &Pool<'_>, forms: &[String], seed: &Seed, attempt: u32) -> Vec<usize> {
    let cell = |cell: &str| seed.draw(Purpose::Items, "", &format!("cell {cell}"), attempt).rank();
    let mut order: Vec<(u64, bool, u64, usize)> = Vec::new();
    for place in &problem.places {
        let name = format!("place {}", place.name);
        let of_place = seed.draw(Purpose::Items, &forms[place.form], &name, attempt).rank();
        order.push((cell(&place.cell), false, of_place, place.column));
        for &column in &place.units {
            let of_unit = rank(pool, seed, &forms[place.form], column % pool.units.len(), attempt);
            order.push((cell(&place.cell), true, of_unit, column));
        }
    }
    order.sort_unstable();
    order.into_iter().map(|(.., column)| column).collect()
}
