//! The search for items: the first selection that meets all quotas, in an order that the seed gives.
//!
//! A decision is "this unit on that form". Decisions are taken in the order of ranks that hang on the seed and on
//! identities alone; each is first tried as yes, then as no. So the result is the lexicographically first feasible
//! selection: a property of the candidates, not of a path of search. Hence a unit that is not selected can be added
//! or removed without any effect, and one that is selected gives way to the next that fits.
//!
//! The problem is a 0/1 programme ([`problem`]), searched depth-first with propagation ([`search`]). All limits count
//! steps.

mod problem;
mod search;

use crate::pool::Pool;
use crate::quota::Quota;
use crate::seed::{Purpose, Seed};
use problem::Problem;
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
    let units = pool.units.len();
    let problem = Problem::new(pool, quotas, forms.len());
    for attempt in 0..ATTEMPTS {
        let mut order: Vec<(u64, usize)> = Vec::with_capacity(forms.len() * units);
        for (form, name) in forms.iter().enumerate() {
            for (unit, candidate) in pool.units.iter().enumerate() {
                let rank = seed.draw(Purpose::Items, name, &candidate.identity, attempt).rank();
                order.push((rank, form * units + unit));
            }
        }
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, column)| column).collect();
        match search::solve(&problem, &order) {
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
