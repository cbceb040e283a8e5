//! The selection as a 0/1 programme: rows bound weighted sums of columns.

use crate::pool::Pool;
use crate::quota::Quota;
use std::collections::BTreeMap;

/// Columns and what binds them.
#[derive(Debug, Default)]
pub(super) struct Problem {
    pub(super) rows: Vec<Row>,
    /// The rows of a column with its weight there.
    pub(super) of_column: Vec<Vec<(usize, i64)>>,
    /// Places for units that the blueprint cannot tell apart.
    pub(super) places: Vec<Place>,
}

/// Whether enemies, families and cases count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exclusions {
    Heeded,
    Ignored,
}

/// A place on a form for one more unit of a group. Whether it is taken is a column of its own.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) form: usize,
    /// Its identity: the quotas that count the units of the group, and its number in the group.
    pub(super) name: String,
    /// The cell of the blueprint to which the group belongs: its narrowest quota on topics.
    pub(super) cell: String,
    /// Whether the place is taken.
    pub(super) column: usize,
    /// The units of the group, with its first place only.
    pub(super) units: Vec<usize>,
}

/// A bound from both sides on a weighted sum of columns.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) members: Vec<(usize, i64)>,
    pub(super) min: i64,
    pub(super) max: i64,
}

impl Problem {
    pub(super) fn new(pool: &Pool<'_>, quotas: &[Quota], forms: usize, exclusions: Exclusions) -> Self {
        let units = pool.units.len();
        // Column `form * units + unit` is whether the unit is on the form; the columns of places follow.
        let mut problem = Self { of_column: vec![Vec::new(); forms * units], ..Self::default() };
        let weights: Vec<Vec<usize>> = quotas.iter().map(|quota| weights_of(pool, quota)).collect();
        let cliques = match exclusions {
            Exclusions::Heeded => cliques(pool),
            Exclusions::Ignored => Vec::new(),
        };
        let groups = groups(&weights, units);
        for form in 0..forms {
            let column = |unit: usize| form * units + unit;
            for (quota, weights) in quotas.iter().zip(&weights) {
                let members =
                    (0..units).map(|unit| (column(unit), number(weights[unit]))).filter(|(_, w)| *w > 0);
                problem.row(members.collect(), number(quota.min), number(quota.max));
            }
            for clique in &cliques {
                problem.row(clique.iter().map(|&unit| (column(unit), 1)).collect(), 0, 1);
            }
            for members in groups.values() {
                let counting = quotas.iter().zip(&weights).filter(|(_, weights)| weights[members[0]] > 0);
                let counting: Vec<&Quota> = counting.map(|(quota, _)| quota).collect();
                problem.places_for(
                    form,
                    &counting,
                    &members.iter().map(|&unit| column(unit)).collect::<Vec<_>>(),
                );
            }
        }
        if forms > 1 {
            for unit in 0..units {
                problem.row((0..forms).map(|form| (form * units + unit, 1)).collect(), 0, 1);
            }
        }
        problem
    }

    /// As many places as there are units. They are taken in order, so that they tell how many units are in.
    fn places_for(&mut self, form: usize, counting: &[&Quota], units: &[usize]) {
        let group = counting.iter().map(|quota| quota.filter.to_string()).collect::<Vec<_>>().join(", ");
        let narrowest = counting.iter().find(|quota| !quota.filter.topics.is_empty());
        let cell = narrowest.map_or_else(String::new, |quota| quota.filter.to_string());
        let mut filled: Vec<(usize, i64)> = units.iter().map(|&unit| (unit, 1)).collect();
        let mut before: Option<usize> = None;
        for number in 1..=units.len() {
            let (taken, free) = (self.column(), self.column());
            self.row(vec![(taken, 1), (free, 1)], 1, 1);
            filled.push((free, 1));
            if let Some(before) = before.replace(taken) {
                // Free, or the place before it is taken.
                self.row(vec![(free, 1), (before, 1)], 1, 2);
            }
            let units = if number == 1 { units.to_vec() } else { Vec::new() };
            self.places.push(Place {
                form,
                name: format!("{group} #{number}"),
                cell: cell.clone(),
                column: taken,
                units,
            });
        }
        let places = i64::try_from(units.len()).unwrap_or(i64::MAX);
        self.row(filled, places, places);
    }

    fn column(&mut self) -> usize {
        self.of_column.push(Vec::new());
        self.of_column.len() - 1
    }

    pub(super) fn row(&mut self, members: Vec<(usize, i64)>, min: i64, max: i64) {
        for &(column, weight) in &members {
            self.of_column[column].push((self.rows.len(), weight));
        }
        self.rows.push(Row { members, min, max });
    }
}

fn weights_of(pool: &Pool<'_>, quota: &Quota) -> Vec<usize> {
    let count =
        |unit: &crate::pool::Unit<'_>| unit.items.iter().filter(|item| quota.filter.matches(item)).count();
    pool.units.iter().map(count).collect()
}

/// Units that count the same in every quota.
fn groups(weights: &[Vec<usize>], units: usize) -> BTreeMap<Vec<usize>, Vec<usize>> {
    let mut groups: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for unit in 0..units {
        groups.entry(weights.iter().map(|weights| weights[unit]).collect()).or_default().push(unit);
    }
    groups
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
