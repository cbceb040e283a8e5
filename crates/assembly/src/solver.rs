//! The search for items: the first solution in the order of the ranks that the seed gives.
//!
//! A decision is "unit u on form f". Decisions are taken in the order of their ranks; each is first tried as yes, then
//! as no. So the result is the lexicographically first feasible selection. Hence a unit that is not selected can be
//! added or removed without any effect, and one that is selected gives way to the next that fits.

use crate::pool::Pool;
use crate::quota::Quota;
use crate::seed::{Purpose, Seed};

/// Decisions that one search may take before it starts again with other ranks.
const STEPS: usize = 20_000;

/// Searches with other ranks after the first.
const ATTEMPTS: u32 = 10;

/// Units by form.
pub(crate) type Selection = Vec<Vec<usize>>;

/// How a search ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Found(Selection),
    /// Every possibility was tried.
    Impossible,
    /// The steps ran out.
    Undecided,
}

/// Selects units for forms that share no unit. `forms` are the identities for the ranks.
pub(crate) fn select(pool: &Pool<'_>, quotas: &[Quota], forms: &[String], seed: &Seed) -> Outcome {
    for attempt in 0..ATTEMPTS {
        let mut decisions: Vec<(u64, usize, usize)> = Vec::new();
        for (form, name) in forms.iter().enumerate() {
            for (unit, candidate) in pool.units.iter().enumerate() {
                let rank = seed.draw(Purpose::Items, name, &candidate.identity, attempt).rank();
                decisions.push((rank, form, unit));
            }
        }
        decisions.sort_unstable();
        let order: Vec<(usize, usize)> = decisions.into_iter().map(|(_, form, unit)| (form, unit)).collect();
        match Search::new(pool, quotas, forms.len(), &order).run() {
            Outcome::Undecided => {}
            decided => return decided,
        }
    }
    Outcome::Undecided
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Open,
    Yes,
    No,
}

struct Search<'a> {
    pool: &'a Pool<'a>,
    quotas: &'a [Quota],
    order: &'a [(usize, usize)],
    /// Questions that a unit adds to a quota.
    weights: Vec<Vec<usize>>,
    cells: Vec<Vec<Cell>>,
    have: Vec<Vec<usize>>,
    /// Decisions in the order taken: what was set, to undo it.
    trail: Vec<(usize, usize)>,
    steps: usize,
}

impl<'a> Search<'a> {
    fn new(pool: &'a Pool<'a>, quotas: &'a [Quota], forms: usize, order: &'a [(usize, usize)]) -> Self {
        let count = |quota: &Quota, unit: usize| {
            pool.units[unit].items.iter().filter(|item| quota.filter.matches(item)).count()
        };
        Self {
            pool,
            quotas,
            order,
            weights: quotas
                .iter()
                .map(|quota| (0..pool.units.len()).map(|unit| count(quota, unit)).collect())
                .collect(),
            cells: vec![vec![Cell::Open; pool.units.len()]; forms],
            have: vec![vec![0; quotas.len()]; forms],
            trail: Vec::new(),
            steps: 0,
        }
    }

    /// Depth first without recursion: `taken` remembers where the search said yes and how long the trail was.
    fn run(mut self) -> Outcome {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let mut next = 0;
        let mut sound = (0..self.cells.len()).all(|form| self.close_full(form)) && self.propagate();
        loop {
            if sound {
                match (next..self.order.len()).find(|&i| self.cell(i) == Cell::Open) {
                    None => return Outcome::Found(self.selection()),
                    Some(index) => {
                        self.steps += 1;
                        if self.steps > STEPS {
                            return Outcome::Undecided;
                        }
                        taken.push((index, self.trail.len()));
                        next = index + 1;
                        let (form, unit) = self.order[index];
                        sound = self.say_yes(form, unit) && self.propagate();
                        continue;
                    }
                }
            }
            // The last yes was wrong: take it back and say no. A no that fails leads back to the yes before it.
            let Some((index, length)) = taken.pop() else { return Outcome::Impossible };
            self.undo(length);
            let (form, unit) = self.order[index];
            self.set(form, unit, Cell::No);
            next = index + 1;
            sound = self.propagate();
        }
    }

    fn cell(&self, index: usize) -> Cell {
        let (form, unit) = self.order[index];
        self.cells[form][unit]
    }

    fn selection(&self) -> Selection {
        let chosen = |cells: &Vec<Cell>| (0..cells.len()).filter(|&unit| cells[unit] == Cell::Yes).collect();
        self.cells.iter().map(chosen).collect()
    }

    fn set(&mut self, form: usize, unit: usize, cell: Cell) {
        if cell == Cell::Yes {
            for (quota, weights) in self.weights.iter().enumerate() {
                self.have[form][quota] += weights[unit];
            }
        }
        self.cells[form][unit] = cell;
        self.trail.push((form, unit));
    }

    fn undo(&mut self, length: usize) {
        for (form, unit) in self.trail.split_off(length).into_iter().rev() {
            if self.cells[form][unit] == Cell::Yes {
                for (quota, weights) in self.weights.iter().enumerate() {
                    self.have[form][quota] -= weights[unit];
                }
            }
            self.cells[form][unit] = Cell::Open;
        }
    }

    /// Puts a unit on a form and closes what it excludes. False if a quota overflows.
    fn say_yes(&mut self, form: usize, unit: usize) -> bool {
        self.set(form, unit, Cell::Yes);
        for other in 0..self.cells.len() {
            if other != form && self.cells[other][unit] == Cell::Open {
                self.set(other, unit, Cell::No);
            }
        }
        let pool = self.pool;
        for &enemy in &pool.conflicts[unit] {
            if self.cells[form][enemy] == Cell::Open {
                self.set(form, enemy, Cell::No);
            }
        }
        self.close_full(form)
    }

    /// Closes all units that would overflow a quota. False if one overflows already.
    fn close_full(&mut self, form: usize) -> bool {
        for quota in 0..self.quotas.len() {
            let max = self.quotas[quota].max;
            if self.have[form][quota] > max {
                return false;
            }
            let room = max - self.have[form][quota];
            for unit in 0..self.pool.units.len() {
                if self.cells[form][unit] == Cell::Open && self.weights[quota][unit] > room {
                    self.set(form, unit, Cell::No);
                }
            }
        }
        true
    }

    /// Says yes wherever a lower bound leaves no choice, until nothing more follows. False if a bound is out of reach.
    fn propagate(&mut self) -> bool {
        while self.can_succeed() {
            let Some((form, unit)) = self.forced() else { return true };
            if !self.say_yes(form, unit) {
                return false;
            }
        }
        false
    }

    /// An open unit without which a quota of its form cannot be met.
    fn forced(&self) -> Option<(usize, usize)> {
        (0..self.cells.len()).find_map(|form| {
            (0..self.quotas.len()).find_map(|quota| {
                let need =
                    self.quotas[quota].min.checked_sub(self.have[form][quota]).filter(|&need| need > 0)?;
                let weights = &self.weights[quota];
                let open = |&unit: &usize| weights[unit] > 0 && self.cells[form][unit] == Cell::Open;
                let reach: usize = (0..weights.len()).filter(open).map(|unit| weights[unit]).sum();
                (0..weights.len())
                    .filter(open)
                    .find(|&unit| reach < need + weights[unit])
                    .map(|unit| (form, unit))
            })
        })
    }

    /// Whether no lower bound is out of reach yet, form by form and over all forms together.
    fn can_succeed(&self) -> bool {
        (0..self.quotas.len()).all(|quota| {
            let min = self.quotas[quota].min;
            let weights = &self.weights[quota];
            let mut needed = 0;
            for form in 0..self.cells.len() {
                let need = min.saturating_sub(self.have[form][quota]);
                let open = |&unit: &usize| weights[unit] > 0 && self.cells[form][unit] == Cell::Open;
                if need > 0 {
                    let reach: usize = (0..weights.len()).filter(open).map(|unit| weights[unit]).sum();
                    if reach < need || self.pool.compatible_at_most((0..weights.len()).filter(open)) < need {
                        return false;
                    }
                }
                needed += need;
            }
            let open_anywhere =
                |unit: &usize| (0..self.cells.len()).any(|form| self.cells[form][*unit] == Cell::Open);
            self.cells.len() < 2
                || (0..weights.len()).filter(open_anywhere).map(|unit| weights[unit]).sum::<usize>() >= needed
        })
    }
}
