//! Whether there is a selection at all: by counting, by search, and by trying.

use super::draw::is_found;
use super::problem::{Bound, Problem, Sort};
use super::search::{Answer, Programme, solve};

/// Decisions of the search for a proof.
const STEPS: usize = 3_000;

/// Moves in the search for a selection.
const MOVES: usize = 2_000;

/// What is known of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A selection was found.
    Possible,
    /// There is none.
    Impossible,
    /// Neither could be shown within the limits.
    Open,
}

/// Looks for a proof, then for a selection, then for a proof by search.
#[must_use]
pub fn judge(problem: &Problem, ranks: &[u64]) -> Verdict {
    if fails_by_counting(problem) {
        Verdict::Impossible
    } else if is_found(problem, ranks, MOVES) {
        Verdict::Possible
    } else if fails_by_search(problem) {
        Verdict::Impossible
    } else {
        Verdict::Open
    }
}

/// Every possibility is tried, with what follows from each decision.
fn fails_by_search(problem: &Problem) -> bool {
    let Problem { units, forms, .. } = *problem;
    let mut programme = Programme { of_column: vec![Vec::new(); units * forms], ..Programme::default() };
    for form in 0..forms {
        for bound in &problem.bounds {
            let members = bound.members.iter().map(|&(unit, weight)| (form * units + unit, weight));
            programme.row(members.collect(), bound.min, bound.max);
        }
    }
    let uses = i64::try_from(problem.sharing.uses).unwrap_or(i64::MAX);
    if forms > 1 {
        for unit in 0..units {
            programme.row((0..forms).map(|form| (form * units + unit, 1)).collect(), 0, uses);
        }
    }
    let order: Vec<usize> = (0..units * forms).collect();
    solve(&programme, &order, STEPS) == Answer::Impossible
}

/// Bounds without common units share out the questions. What any other bound can reach within these shares, on one form and
/// over all of them, is counted.
fn fails_by_counting(problem: &Problem) -> bool {
    let Some(whole) = problem.whole else { return false };
    let asking = |row: &usize| problem.bounds[*row].sort == Sort::Count && problem.bounds[*row].min > 0;
    (0..problem.bounds.len()).filter(asking).any(|first| fails_in_shares(problem, whole, first))
}

/// With one bound that is a share in any case.
fn fails_in_shares(problem: &Problem, whole: usize, first: usize) -> bool {
    let cells = cells(problem, whole, first);
    let forms = i64::try_from(problem.forms).unwrap_or(i64::MAX);
    let uses = i64::try_from(problem.sharing.uses).unwrap_or(i64::MAX);
    problem.bounds.iter().any(|bound| {
        [(1, 1), (forms, uses)].into_iter().any(|(forms, uses)| {
            let reach = |sign| reach(problem, whole, &cells, bound, forms, uses, sign);
            match (reach(1), reach(-1)) {
                (Some(most), Some(least)) => {
                    most < bound.min.saturating_mul(forms) || -least > bound.max.saturating_mul(forms)
                }
                _ => true,
            }
        })
    })
}

/// A share of the questions: units, and how many questions may and must come from them.
struct Cell {
    units: Vec<usize>,
    min: i64,
    max: i64,
}

fn cells(problem: &Problem, whole: usize, first: usize) -> Vec<Cell> {
    let mut taken = vec![false; problem.units];
    let is_count = |bound: &Bound| {
        bound.sort == Sort::Count && bound.members.iter().all(|&(unit, weight)| weight == problem.sizes[unit])
    };
    let mut candidates: Vec<(usize, &Bound)> =
        problem.bounds.iter().enumerate().filter(|(row, bound)| *row != whole && is_count(bound)).collect();
    // Behind the given one the most exact first, of these the largest.
    candidates.sort_by_key(|(row, bound)| {
        (*row != first, bound.max.saturating_sub(bound.min), usize::MAX - bound.members.len())
    });
    let mut cells = Vec::new();
    for (_, bound) in candidates {
        if bound.members.iter().all(|&(unit, _)| !taken[unit]) {
            let units: Vec<usize> = bound.members.iter().map(|&(unit, _)| unit).collect();
            units.iter().for_each(|&unit| taken[unit] = true);
            cells.push(Cell { units, min: bound.min, max: bound.max });
        }
    }
    let rest = (0..problem.units).filter(|&unit| !taken[unit]).collect();
    cells.push(Cell { units: rest, min: 0, max: i64::MAX });
    cells
}

/// The greatest sum (of weights times the sign) that so many forms can have; none if the shares cannot be filled.
fn reach(
    problem: &Problem,
    whole: usize,
    cells: &[Cell],
    bound: &Bound,
    forms: i64,
    uses: i64,
    sign: i64,
) -> Option<i64> {
    let mut weights = vec![0; problem.units];
    for &(unit, weight) in &bound.members {
        weights[unit] = weight * sign;
    }
    // Value of a question, rounded in favour of the sum, and how many there are.
    let worth = |unit: usize| {
        let size = problem.sizes[unit].max(1);
        (-(-weights[unit]).div_euclid(size), size * uses)
    };
    let mut sum = 0;
    let mut left = problem.bounds[whole].max.saturating_mul(forms);
    let mut must = problem.bounds[whole].min.saturating_mul(forms);
    let mut more: Vec<(i64, i64)> = Vec::new();
    for cell in cells {
        let mut supply: Vec<(i64, i64)> = cell.units.iter().map(|&unit| worth(unit)).collect();
        supply.sort_unstable_by(|a, b| b.cmp(a));
        let mut needed = cell.min.saturating_mul(forms);
        let mut room = cell.max.saturating_mul(forms);
        for (value, count) in supply {
            let taken = count.min(needed);
            (needed, room, left, must) = (needed - taken, room - taken, left - taken, must - taken);
            sum += value * taken;
            let rest = (count - taken).min(room);
            room -= rest;
            if rest > 0 {
                more.push((value, rest));
            }
        }
        if needed > 0 {
            return None;
        }
    }
    more.sort_unstable_by(|a, b| b.cmp(a));
    for (value, count) in more {
        let taken = if value > 0 { count.min(left) } else { count.min(left).min(must.max(0)) };
        (left, must) = (left - taken, must - taken);
        sum += value * taken;
    }
    (left >= 0 && must <= 0).then_some(sum)
}

/// A bound that all forms together cannot fill from what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortage {
    /// Its place among the bounds of the problem.
    pub bound: usize,
    /// Least sum over all forms.
    pub needed: i64,
    /// Greatest sum that all units give on as many forms as they may be on.
    pub available: i64,
}

/// Counts that fail on their own.
#[must_use]
pub fn shortages(problem: &Problem) -> Vec<Shortage> {
    let forms = i64::try_from(problem.forms).unwrap_or(i64::MAX);
    let uses = i64::try_from(problem.sharing.uses.min(problem.forms)).unwrap_or(i64::MAX);
    let counts = problem.bounds.iter().enumerate().filter(|(_, bound)| bound.sort == Sort::Count);
    counts
        .map(|(place, bound)| {
            let all: i64 = bound.members.iter().map(|&(_, weight)| weight.max(0)).sum();
            let (needed, available) = (bound.min.saturating_mul(forms), all.saturating_mul(uses));
            Shortage { bound: place, needed, available }
        })
        .filter(|shortage| shortage.available < shortage.needed)
        .collect()
}
