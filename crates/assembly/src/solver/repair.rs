//! Exchanges drawn units that exclude each other.

use super::{Selection, rank};
use crate::pool::Pool;
use crate::quota::Quota;
use crate::seed::Seed;

/// Lets the unit with the higher rank of each excluded pair give way to the best that fits. None if nothing fits.
pub(super) fn repair(
    pool: &Pool<'_>,
    quotas: &[Quota],
    forms: &[String],
    seed: &Seed,
    drawn: &Selection,
) -> Option<Selection> {
    let mut repaired = drawn.clone();
    for (form, name) in forms.iter().enumerate() {
        let rank = |unit: &usize| rank(pool, seed, name, *unit, 0);
        let mut ranked = drawn[form].clone();
        ranked.sort_by_key(|unit| (rank(unit), *unit));
        let (mut kept, mut losers) = (Vec::new(), Vec::new());
        for unit in ranked {
            let excluded = kept.iter().any(|&better| pool.in_conflict(unit, better));
            if excluded { &mut losers } else { &mut kept }.push(unit);
        }
        for loser in losers {
            let used = |unit: usize| repaired.iter().chain(drawn).any(|units| units.contains(&unit));
            let fits = |unit: &usize| {
                !used(*unit)
                    && !kept.iter().any(|&other| pool.in_conflict(*unit, other))
                    && quotas_hold(pool, quotas, &repaired[form], loser, *unit)
            };
            let stays_in_group = |unit: usize| {
                quotas.iter().all(|quota| weight(pool, quota, unit) == weight(pool, quota, loser))
            };
            let best = (0..pool.units.len())
                .filter(fits)
                .min_by_key(|unit| (!stays_in_group(*unit), rank(unit), *unit))?;
            kept.push(best);
            repaired[form].iter_mut().filter(|unit| **unit == loser).for_each(|unit| *unit = best);
        }
    }
    Some(repaired)
}

fn weight(pool: &Pool<'_>, quota: &Quota, unit: usize) -> usize {
    pool.units[unit].items.iter().filter(|item| quota.filter.matches(item)).count()
}

/// Whether a form still meets all quotas when one unit takes the place of another.
fn quotas_hold(pool: &Pool<'_>, quotas: &[Quota], units: &[usize], out: usize, into: usize) -> bool {
    quotas.iter().all(|quota| {
        let sum: usize = units
            .iter()
            .filter(|&&unit| unit != out)
            .chain([&into])
            .map(|&unit| weight(pool, quota, unit))
            .sum();
        (quota.min..=quota.max).contains(&sum)
    })
}
