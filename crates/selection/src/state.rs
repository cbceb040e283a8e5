//! Forms in the making, with all sums, and what a change of them would cost.

use super::problem::{Problem, WHOLE};
use std::collections::BTreeSet;

/// A change of one or two forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// A unit comes onto a form, or leaves it.
    Flip { form: usize, unit: usize },
    /// A unit of a form makes room for another.
    Swap { form: usize, out: usize, into: usize },
    /// Two forms give each other a unit of a kind: the other one gives `gives` and takes `takes`.
    Exchange { form: usize, out: usize, into: usize, other: usize, gives: usize, takes: usize },
}

/// Which units are on which forms, and how far that is from what is asked.
#[derive(Debug, Clone)]
pub(crate) struct State<'a> {
    pub(crate) problem: &'a Problem,
    member: Vec<bool>,
    /// Units of each form, in no particular order.
    pub(crate) chosen: Vec<Vec<usize>>,
    /// By form and bound.
    pub(crate) sums: Vec<i64>,
    /// Cost of a step outside of a bound, by form and bound. It grows where the draw is stuck.
    pub(crate) costs: Vec<i64>,
    /// Whether any cost has grown.
    pressed: bool,
    /// Bounds that are broken, by form and bound.
    pub(crate) broken: BTreeSet<usize>,
    /// Uses of units beyond what is allowed.
    pub(crate) overused: usize,
    /// Forms that each stock is used on.
    pub(crate) used: Vec<usize>,
    /// Questions that two forms have in common, by form and form; only where that is allowed.
    pub(crate) shared: Vec<i64>,
    /// The whole cost: 0 if everything is as asked.
    pub(crate) penalty: i64,
    /// What was flipped, to undo it.
    journal: Vec<(usize, usize)>,
}

impl<'a> State<'a> {
    pub(crate) fn new(problem: &'a Problem) -> Self {
        let Problem { units, forms, bounds, .. } = problem;
        let mut state = Self {
            problem,
            member: vec![false; units * forms],
            chosen: vec![Vec::new(); *forms],
            sums: vec![0; forms * bounds.len()],
            costs: problem.costs.repeat(*forms),
            pressed: false,
            broken: BTreeSet::new(),
            overused: 0,
            used: vec![0; problem.capacity.len()],
            shared: if problem.overlaps() { vec![0; forms * forms] } else { Vec::new() },
            penalty: 0,
            journal: Vec::new(),
        };
        state.penalty = state.whole_cost();
        let below = (0..state.sums.len()).filter(|place| bounds[place % bounds.len()].min > 0);
        state.broken = below.collect();
        state
    }

    pub(crate) fn has(&self, form: usize, unit: usize) -> bool {
        self.member[form * self.problem.units + unit]
    }

    /// Whether the stock of a unit holds another one.
    pub(crate) fn is_free(&self, unit: usize) -> bool {
        let stock = self.problem.stock[unit];
        self.used[stock] < self.problem.capacity[stock]
    }

    /// One unit for another: simply, or where it is used up, in exchange with the first form that has one of its stock.
    pub(crate) fn swap(&self, form: usize, out: usize, into: usize) -> Option<Move> {
        let problem = self.problem;
        let (from, to) = (problem.stock[out], problem.stock[into]);
        if from == to || self.is_free(into) {
            return Some(Move::Swap { form, out, into });
        }
        if problem.overlaps() || self.used[from] > problem.capacity[from] {
            return None;
        }
        let others = (0..problem.forms).filter(|&other| other != form);
        others
            .filter_map(|other| {
                let gives = if self.has(other, into) {
                    into
                } else {
                    *self.chosen[other].iter().filter(|&&unit| problem.stock[unit] == to).max()?
                };
                let takes = if self.has(other, out) { self.next_of(other, from)? } else { out };
                Some(Move::Exchange { form, out, into, other, gives, takes })
            })
            .next()
    }

    /// The first unit of a stock that a form does not have.
    fn next_of(&self, form: usize, stock: usize) -> Option<usize> {
        let units = 0..self.problem.units;
        units.into_iter().find(|&unit| self.problem.stock[unit] == stock && !self.has(form, unit))
    }

    pub(crate) fn sum(&self, form: usize, row: usize) -> i64 {
        self.sums[form * self.problem.bounds.len() + row]
    }

    /// How far a sum is outside of its bound.
    pub(crate) fn excess(&self, row: usize, sum: i64) -> i64 {
        let bound = &self.problem.bounds[row];
        (bound.min - sum).max(sum - bound.max).max(0)
    }

    fn whole_cost(&self) -> i64 {
        let rows = self.problem.bounds.len();
        let outside: i64 = (0..self.sums.len())
            .map(|place| self.costs[place] * self.excess(place % rows, self.sums[place]))
            .sum();
        let limit = count(self.problem.sharing.shared);
        let overlap: i64 = self.pairs().map(|(a, b)| (self.shared_by(a, b) - limit).max(0)).sum();
        outside + WHOLE * (count(self.overused) + overlap)
    }

    /// Forms two by two, where they may have units in common.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let forms = if self.shared.is_empty() { 0 } else { self.problem.forms };
        (0..forms).flat_map(move |a| (a + 1..forms).map(move |b| (a, b)))
    }

    pub(crate) fn shared_by(&self, a: usize, b: usize) -> i64 {
        self.shared[a * self.problem.forms + b]
    }

    fn row_cost(&self, form: usize, row: u32, change: i64) -> i64 {
        let row = index(row);
        let place = form * self.problem.bounds.len() + row;
        let sum = self.sums[place];
        self.costs[place] * (self.excess(row, sum + change) - self.excess(row, sum))
    }

    /// What a move changes about the penalty.
    pub(crate) fn cost(&self, change: Move) -> i64 {
        match change {
            Move::Flip { form, unit } => self.flip_cost(form, unit),
            Move::Swap { form, out, into } => {
                let same = self.problem.stock[out] == self.problem.stock[into];
                let uses = if same { 0 } else { self.use_cost(out, -1) + self.use_cost(into, 1) };
                self.rows_cost(form, out, into) + uses + self.overlap_cost(form, Some(out), Some(into))
            }
            Move::Exchange { form, out, into, other, gives, takes } => {
                self.rows_cost(form, out, into) + self.rows_cost(other, gives, takes)
            }
        }
    }

    fn flip_cost(&self, form: usize, unit: usize) -> i64 {
        let sign = if self.has(form, unit) { -1 } else { 1 };
        let rows: i64 = self
            .problem
            .rows_of(unit)
            .iter()
            .map(|&(row, weight)| self.row_cost(form, row, sign * weight))
            .sum();
        let (out, into) = if sign < 0 { (Some(unit), None) } else { (None, Some(unit)) };
        rows + self.use_cost(unit, sign) + self.overlap_cost(form, out, into)
    }

    fn use_cost(&self, unit: usize, sign: i64) -> i64 {
        let stock = self.problem.stock[unit];
        let (used, uses) = (self.used[stock], self.problem.capacity[stock]);
        match sign {
            1 if used >= uses => WHOLE,
            -1 if used > uses => -WHOLE,
            _ => 0,
        }
    }

    fn overlap_cost(&self, form: usize, out: Option<usize>, into: Option<usize>) -> i64 {
        if self.shared.is_empty() {
            return 0;
        }
        let limit = count(self.problem.sharing.shared);
        let size = |other: usize, unit: Option<usize>| {
            unit.filter(|&unit| self.has(other, unit)).map_or(0, |unit| self.problem.sizes[unit])
        };
        (0..self.problem.forms)
            .filter(|&other| other != form)
            .map(|other| {
                let now = self.shared_by(form, other);
                let then = now + size(other, into) - size(other, out);
                WHOLE * ((then - limit).max(0) - (now - limit).max(0))
            })
            .sum()
    }

    /// What the bounds of a form say to one unit for another: a walk through both lists at once.
    fn rows_cost(&self, form: usize, out: usize, into: usize) -> i64 {
        let (mut left, mut right) = (self.problem.rows_of(out), self.problem.rows_of(into));
        let mut cost = 0;
        loop {
            let (row, change) = match (left.first(), right.first()) {
                (None, None) => return cost,
                (Some(&(row, weight)), other) if other.is_none_or(|&(r, _)| row < r) => {
                    left = &left[1..];
                    (row, -weight)
                }
                (first, Some(&(row, weight))) if first.is_none_or(|&(r, _)| row < r) => {
                    right = &right[1..];
                    (row, weight)
                }
                (Some(&(row, old)), Some(&(_, new))) => {
                    (left, right) = (&left[1..], &right[1..]);
                    (row, new - old)
                }
                _ => return cost,
            };
            if change != 0 {
                cost += self.row_cost(form, row, change);
            }
        }
    }

    /// Makes a move.
    pub(crate) fn make(&mut self, change: Move) {
        match change {
            Move::Flip { form, unit } => self.flip(form, unit),
            Move::Swap { form, out, into } => {
                self.flip(form, out);
                self.flip(form, into);
            }
            Move::Exchange { form, out, into, other, gives, takes } => {
                self.flip(form, out);
                self.flip(other, gives);
                self.flip(form, into);
                self.flip(other, takes);
            }
        }
    }

    fn flip(&mut self, form: usize, unit: usize) {
        self.penalty += self.flip_cost(form, unit);
        self.turn(form, unit);
        self.journal.push((form, unit));
    }

    fn turn(&mut self, form: usize, unit: usize) {
        let problem = self.problem;
        let (place, stock) = (form * problem.units + unit, problem.stock[unit]);
        let came = !self.member[place];
        self.member[place] = came;
        let sign = if came { 1 } else { -1 };
        if came {
            self.chosen[form].push(unit);
            self.used[stock] += 1;
            self.overused += usize::from(self.used[stock] > problem.capacity[stock]);
        } else {
            self.chosen[form].retain(|&other| other != unit);
            self.overused -= usize::from(self.used[stock] > problem.capacity[stock]);
            self.used[stock] -= 1;
        }
        for &(row, weight) in problem.rows_of(unit) {
            let row = index(row);
            let place = form * problem.bounds.len() + row;
            let before = self.sums[place];
            self.sums[place] += sign * weight;
            match (self.excess(row, before) > 0, self.excess(row, before + sign * weight) > 0) {
                (false, true) => self.broken.insert(place),
                (true, false) => self.broken.remove(&place),
                _ => false,
            };
        }
        if !self.shared.is_empty() {
            for other in (0..problem.forms).filter(|&other| other != form) {
                if self.has(other, unit) {
                    self.shared[form * problem.forms + other] += sign * problem.sizes[unit];
                    self.shared[other * problem.forms + form] += sign * problem.sizes[unit];
                }
            }
        }
    }

    /// A mark to come back to.
    pub(crate) const fn mark(&self) -> usize {
        self.journal.len()
    }

    /// Undoes everything since a mark.
    pub(crate) fn undo(&mut self, mark: usize) {
        for (form, unit) in self.journal.split_off(mark).into_iter().rev() {
            self.penalty += self.flip_cost(form, unit);
            self.turn(form, unit);
        }
        self.relax();
    }

    /// Forgets what was learned about bounds that are hard to meet.
    pub(crate) fn settle(&mut self) {
        self.relax();
        self.journal.clear();
    }

    fn relax(&mut self) {
        if self.pressed {
            self.pressed = false;
            self.costs = self.problem.costs.repeat(self.problem.forms);
            self.penalty = self.whole_cost();
        }
    }

    /// Makes a bound of a form weigh more.
    pub(crate) fn press(&mut self, form: usize, row: usize) {
        let place = form * self.problem.bounds.len() + row;
        self.penalty += self.problem.costs[row] * self.excess(row, self.sums[place]);
        self.costs[place] += self.problem.costs[row];
        self.pressed = true;
    }
}

pub(crate) fn index(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}

pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
