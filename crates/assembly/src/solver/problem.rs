//! The selection as a 0/1 programme: rows bound weighted sums of columns.

use crate::pool::Pool;
use crate::quota::Quota;

/// Column `form * units + unit` is whether the unit is on the form.
#[derive(Debug, Default)]
pub(super) struct Problem {
    pub(super) rows: Vec<Row>,
    /// The rows of a column with its weight there.
    pub(super) of_column: Vec<Vec<(usize, i64)>>,
}

/// A bound from both sides on a weighted sum of columns.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) members: Vec<(usize, i64)>,
    pub(super) min: i64,
    pub(super) max: i64,
}

impl Problem {
    pub(super) fn new(pool: &Pool<'_>, quotas: &[Quota], forms: usize) -> Self {
        let units = pool.units.len();
        let mut problem = Self { of_column: vec![Vec::new(); forms * units], ..Self::default() };
        let cliques = cliques(pool);
        for form in 0..forms {
            let column = |unit: usize| form * units + unit;
            for quota in quotas {
                let members = (0..units)
                    .map(|unit| (column(unit), number(pool.weight(quota, unit))))
                    .filter(|(_, w)| *w > 0);
                problem.row(members.collect(), number(quota.min), number(quota.max));
            }
            for clique in &cliques {
                problem.row(clique.iter().map(|&unit| (column(unit), 1)).collect(), 0, 1);
            }
        }
        if forms > 1 {
            for unit in 0..units {
                problem.row((0..forms).map(|form| (form * units + unit, 1)).collect(), 0, 1);
            }
        }
        problem
    }

    pub(super) fn row(&mut self, members: Vec<(usize, i64)>, min: i64, max: i64) {
        for &(column, weight) in &members {
            self.of_column[column].push((self.rows.len(), weight));
        }
        self.rows.push(Row { members, min, max });
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Groups of units that exclude each other pairwise, so that every exclusion is in one of them.
fn cliques(pool: &Pool<'_>) -> Vec<Vec<usize>> {
    let mut cliques: Vec<Vec<usize>> = Vec::new();
    for (unit, enemies) in pool.conflicts.iter().enumerate() {
        for &enemy in enemies.iter().filter(|&&enemy| enemy > unit) {
            if cliques.iter().any(|clique| clique.contains(&unit) && clique.contains(&enemy)) {
                continue;
            }
            let mut clique = vec![unit, enemy];
            for &third in enemies {
                if !clique.contains(&third) && clique.iter().all(|&member| pool.in_conflict(third, member)) {
                    clique.push(third);
                }
            }
            cliques.push(clique);
        }
    }
    cliques
}
