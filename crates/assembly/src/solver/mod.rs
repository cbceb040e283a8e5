//! The search for items: the first selection that meets all quotas, in the order of ranks that hang on the seed and on
//! identities alone.
//!
//! Each decision "this unit on that form" is first tried as yes, then as no. So the result is the lexicographically
//! first feasible selection: a property of the candidates, not of a path of search. Hence a unit that is not drawn
//! can come and go without any effect, and one that is drawn gives way to the next that fits.
//!
//! The search is depth-first with propagation ([`search`]) over a 0/1 programme ([`problem`]). All limits count steps.

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
    for attempt in 0..ATTEMPTS {
        match draw(pool, quotas, &ranks(pool, forms, seed, attempt)) {
            Outcome::Undecided => {}
            decided => return decided,
        }
    }
    Outcome::Undecided
}

fn ranks(pool: &Pool<'_>, forms: &[String], seed: &Seed, attempt: u32) -> Vec<Vec<u64>> {
    let rank = |form: &String, identity: &str| seed.draw(Purpose::Items, form, identity, attempt).rank();
    forms.iter().map(|form| pool.units.iter().map(|unit| rank(form, &unit.identity)).collect()).collect()
}

/// The first selection that meets the quotas, in the order of ranks.
fn draw(pool: &Pool<'_>, quotas: &[Quota], ranks: &[Vec<u64>]) -> Outcome {
    let units = pool.units.len();
    let mut order: Vec<usize> = (0..ranks.len() * units).collect();
    order.sort_by_key(|&column| (ranks[column / units][column % units], column));
    match search::solve(&Problem::new(pool, quotas, ranks.len()), &order) {
        Answer::First(chosen) => {
            let of_form = |form| chosen.iter().filter(|&&c| c / units == form).map(|c| c % units).collect();
            Outcome::Found((0..ranks.len()).map(of_form).collect())
        }
        Answer::Impossible => Outcome::Impossible,
        Answer::Undecided => Outcome::Undecided,
    }
}
