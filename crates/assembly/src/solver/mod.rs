//! The search for items.
//!
//! 1. A draw that heeds everything but the quotas across topics (on styles, say): the first feasible selection in the
//!    order of ranks that hang on the seed and on identities alone. Each decision "this unit on that form" is first
//!    tried as yes, then as no. So the result is a property of the candidates, not of a path of search: a unit that is
//!    not drawn can come and go without any effect, and one that is drawn gives way to the next that fits.
//! 2. A repair that exchanges single units until the quotas across topics hold ([`repair`]). It touches as few units
//!    as are needed, so that a change in the bank does not travel from cell to cell.
//! 3. Where no exchange helps, one search over all quotas decides whether there is a selection at all.
//!
//! Both searches are depth-first with propagation ([`search`]) over a 0/1 programme ([`problem`]). All limits count
//! steps.

mod problem;
mod repair;
mod search;

use crate::pool::Pool;
use crate::quota::{Filter, Quota};
use crate::seed::{Purpose, Seed};
use problem::Problem;
use repair::Repair;
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
    let all: Vec<&Quota> = quotas.iter().collect();
    let (across, settled): (Vec<&Quota>, Vec<&Quota>) =
        quotas.iter().partition(|quota| runs_across_topics(quota));
    for attempt in 0..ATTEMPTS {
        let ranks = ranks(pool, forms, seed, attempt);
        let repaired = match draw(pool, &settled, &ranks) {
            Outcome::Found(drawn) => {
                let repair = Repair { pool, settled: settled.clone(), across: across.clone(), ranks: &ranks };
                repair.run(&drawn)
            }
            Outcome::Impossible => return Outcome::Impossible,
            Outcome::Undecided => None,
        };
        match repaired.map_or_else(|| draw(pool, &all, &ranks), Outcome::Found) {
            Outcome::Undecided => {}
            decided => return decided,
        }
    }
    Outcome::Undecided
}

/// Whether a quota cuts through the cells of the blueprint, which are made of topics and levels.
fn runs_across_topics(quota: &Quota) -> bool {
    let Filter { topics, levels, styles } = &quota.filter;
    !styles.is_empty() || (topics.is_empty() && !levels.is_empty())
}

fn ranks(pool: &Pool<'_>, forms: &[String], seed: &Seed, attempt: u32) -> Vec<Vec<u64>> {
    let rank = |form: &String, identity: &str| seed.draw(Purpose::Items, form, identity, attempt).rank();
    forms.iter().map(|form| pool.units.iter().map(|unit| rank(form, &unit.identity)).collect()).collect()
}

/// The first selection that meets the quotas, in the order of ranks.
fn draw(pool: &Pool<'_>, quotas: &[&Quota], ranks: &[Vec<u64>]) -> Outcome {
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
