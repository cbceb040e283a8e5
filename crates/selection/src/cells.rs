//! Cells: units that count for the same exact counts, and how many questions of a form each of them gives.

use super::problem::{Bound, Problem, Sort};
use super::state::{State, index};
use std::collections::BTreeMap;

/// Single units by the exact counts they belong to. Units of several questions are in no cell.
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    /// By bound, whether it is an exact count that makes cells.
    pub(crate) makes: Vec<bool>,
    /// The counts of each cell, ascending.
    pub(crate) rows: Vec<Vec<u32>>,
    /// Cell of each unit.
    pub(crate) cell: Vec<Option<usize>>,
    /// Each count that makes cells, with the cells that it is over.
    equations: Vec<(usize, Vec<usize>)>,
}

impl Cells {
    pub(crate) fn of(problem: &Problem) -> Self {
        let makes = nested(problem);
        let mut units: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
        for unit in (0..problem.units).filter(|&unit| problem.sizes[unit] == 1) {
            let rows = problem.rows_of(unit).iter().map(|&(row, _)| row);
            units.entry(rows.filter(|&row| makes[index(row)]).collect()).or_default().push(unit);
        }
        let (rows, units): (Vec<Vec<u32>>, Vec<Vec<usize>>) = units.into_iter().unzip();
        let mut cell = vec![None; problem.units];
        for (number, units) in units.iter().enumerate() {
            units.iter().for_each(|&unit| cell[unit] = Some(number));
        }
        let over = |row: usize| {
            let has = |cell: &usize| rows[*cell].iter().any(|&own| index(own) == row);
            (row, (0..rows.len()).filter(has).collect())
        };
        let equations = (0..makes.len()).filter(|&row| makes[row]).map(over).collect();
        Self { makes, rows, cell, equations }
    }

    /// Questions that each cell has to give to a form beside what is there; none if the counts leave that open.
    pub(crate) fn questions(&self, state: &State<'_>, form: usize) -> Option<Vec<usize>> {
        let mut given: Vec<Option<i64>> = vec![None; self.rows.len()];
        // Whatever is open in one place only follows from the rest.
        loop {
            let mut news = false;
            for (row, cells) in &self.equations {
                let mut open = cells.iter().filter(|&&cell| given[cell].is_none());
                if let (Some(&cell), None) = (open.next(), open.next()) {
                    let others: i64 = cells.iter().filter_map(|&cell| given[cell]).sum();
                    given[cell] = Some(state.problem.bounds[*row].max - state.sum(form, *row) - others);
                    news = true;
                }
            }
            if !news {
                break;
            }
        }
        given.into_iter().map(|count| usize::try_from(count?).ok()).collect()
    }
}

/// Exact counts that lie within each other or apart, the smaller ones first. What cuts across them makes no cells.
fn nested(problem: &Problem) -> Vec<bool> {
    let mut exact: Vec<(usize, &Bound)> =
        problem.bounds.iter().enumerate().filter(|(_, bound)| is_exact(bound)).collect();
    exact.sort_by_key(|(row, bound)| (bound.members.len(), *row));
    let mut makes = vec![false; problem.bounds.len()];
    // The largest count so far that a unit is in, and how many units that has.
    let mut within: Vec<Option<usize>> = vec![None; problem.units];
    for (row, bound) in exact {
        let mut inside: BTreeMap<usize, usize> = BTreeMap::new();
        for smaller in bound.members.iter().filter_map(|&(unit, _)| within[unit]) {
            *inside.entry(smaller).or_default() += 1;
        }
        if inside.iter().all(|(&smaller, &count)| problem.bounds[smaller].members.len() == count) {
            makes[row] = true;
            bound.members.iter().for_each(|&(unit, _)| within[unit] = Some(row));
        }
    }
    makes
}

pub(crate) fn is_exact(bound: &Bound) -> bool {
    bound.sort == Sort::Count && bound.min == bound.max
}
