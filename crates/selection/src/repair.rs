//! From forms that break bounds to forms that keep them, by single moves: the best move on one broken bound, with a memory
//! of what was moved lately and with bounds that weigh more the longer they resist.
//!
//! Everything is decided by costs and ranks, so that a unit that is never the best candidate makes no difference.

use super::state::{Move, State, count, index};

/// What may still happen to a unit on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// Anything.
    Free,
    /// It is there and stays.
    Kept,
    /// It is not there and stays away.
    Barred,
}

/// Moves for which a unit that was moved stays where it is.
const MEMORY: u32 = 7;

/// Something that is not as asked.
#[derive(Debug, Clone, Copy)]
enum Breach {
    Row { form: usize, row: usize },
    Use { stock: usize },
    Overlap { form: usize, other: usize },
}

/// The order in which moves of equal cost are preferred: units of low rank come, units of high rank go.
type Preference = (i64, u64, u64);

/// The tools of repair: ranks and locks by form and unit, and the memory.
#[derive(Debug)]
pub(crate) struct Repair<'a> {
    ranks: &'a [u64],
    pub(crate) locks: Vec<Lock>,
    moved: Vec<u32>,
    now: u32,
    cursor: usize,
}

/// The best move so far.
struct Best {
    choice: Option<(Preference, Move)>,
    /// A move that leads below this is allowed even if its units were moved lately.
    record: i64,
}

impl<'a> Repair<'a> {
    pub(crate) fn new(ranks: &'a [u64]) -> Self {
        Self {
            ranks,
            locks: vec![Lock::Free; ranks.len()],
            moved: vec![0; ranks.len()],
            now: MEMORY,
            cursor: 0,
        }
    }

    /// Moves until everything is as asked, so many times at most. Whether it is.
    pub(crate) fn run(&mut self, state: &mut State<'_>, moves: usize) -> bool {
        let mut record = state.penalty;
        self.cursor = 0;
        self.now += MEMORY;
        for _ in 0..moves {
            if state.penalty == 0 {
                return true;
            }
            let Some(breach) = self.next_breach(state) else { return false };
            let mut best = Best { choice: None, record };
            self.consider_all(state, breach, &mut best);
            let stuck = best.choice.is_none_or(|((cost, ..), _)| cost >= 0);
            if let Some((_, change)) = best.choice {
                self.make(state, change);
            }
            if stuck && let Breach::Row { form, row } = breach {
                state.press(form, row);
            }
            self.now += 1;
            record = record.min(state.penalty);
        }
        state.penalty == 0
    }

    fn make(&mut self, state: &mut State<'_>, change: Move) {
        let units = state.problem.units;
        state.make(change);
        let touched = match change {
            Move::Flip { form, unit } => vec![(form, unit)],
            Move::Swap { form, out, into } => vec![(form, out), (form, into)],
            Move::Exchange { form, out, into, other, gives, takes } => {
                vec![(form, out), (form, into), (other, gives), (other, takes)]
            }
        };
        for (form, unit) in touched {
            self.moved[form * units + unit] = self.now;
        }
    }

    /// The next breach behind the last one, round and round.
    fn next_breach(&mut self, state: &State<'_>) -> Option<Breach> {
        let overused = |stock: &usize| state.used[*stock] > state.problem.capacity[*stock];
        if state.overused > 0
            && let Some(stock) = (0..state.used.len()).find(overused)
        {
            return Some(Breach::Use { stock });
        }
        let limit = count(state.problem.sharing.shared);
        if let Some((form, other)) = state.pairs().find(|&(a, b)| state.shared_by(a, b) > limit) {
            return Some(Breach::Overlap { form, other });
        }
        let rows = state.problem.bounds.len();
        let next = state.broken.range(self.cursor..).next().or_else(|| state.broken.first());
        let place = *next?;
        self.cursor = place + 1;
        Some(Breach::Row { form: place / rows, row: place % rows })
    }

    fn consider_all(&self, state: &State<'_>, breach: Breach, best: &mut Best) {
        match breach {
            Breach::Use { stock } => {
                for form in 0..state.problem.forms {
                    let of_it = |unit: &&usize| state.problem.stock[**unit] == stock;
                    for &unit in state.chosen[form].iter().filter(of_it) {
                        self.consider_removal(state, form, unit, best);
                    }
                }
            }
            Breach::Overlap { form, other } => {
                let both = state.chosen[form].iter().filter(|&&unit| state.has(other, unit));
                for &unit in both {
                    self.consider_removal(state, form, unit, best);
                    self.consider_removal(state, other, unit, best);
                }
            }
            Breach::Row { form, row } => self.consider_row(state, form, row, best),
        }
    }

    /// The unit goes, or another comes in its place.
    fn consider_removal(&self, state: &State<'_>, form: usize, unit: usize, best: &mut Best) {
        self.consider(state, Move::Flip { form, unit }, best);
        self.consider_swaps(state, form, unit, best, |_| true);
    }

    fn consider_row(&self, state: &State<'_>, form: usize, row: usize, best: &mut Best) {
        let problem = state.problem;
        let bound = &problem.bounds[row];
        let too_little = state.sum(form, row) < bound.min;
        let weight = |unit: usize| {
            let rows = problem.rows_of(unit);
            rows.binary_search_by_key(&row, |&(r, _)| index(r)).map_or(0, |place| rows[place].1)
        };
        if bound.min == bound.max {
            let wanted = |unit: &&(usize, i64)| (state.has(form, unit.0) != too_little) == (unit.1 > 0);
            for &(unit, _) in bound.members.iter().filter(wanted) {
                self.consider(state, Move::Flip { form, unit }, best);
            }
            if problem.overlaps() || bound.members.len() == problem.units {
                return;
            }
        }
        for &out in &state.chosen[form] {
            let old = weight(out);
            if bound.min == 0 && old == 0 {
                continue;
            }
            self.consider_swaps(state, form, out, best, |into| {
                let new = weight(into);
                if too_little { new > old } else { new < old }
            });
            if bound.min == 0 && !too_little {
                self.consider(state, Move::Flip { form, unit: out }, best);
            }
        }
    }

    /// Other units of the group in place of one.
    fn consider_swaps(
        &self,
        state: &State<'_>,
        form: usize,
        out: usize,
        best: &mut Best,
        helps: impl Fn(usize) -> bool,
    ) {
        let problem = state.problem;
        if self.locks[form * problem.units + out] == Lock::Kept {
            return;
        }
        let others = &problem.groups[problem.group[out]];
        let open = |into: usize| {
            self.locks[form * problem.units + into] == Lock::Free && !state.has(form, into) && helps(into)
        };
        for &into in others.iter().filter(|&&into| open(into)) {
            if let Some(change) = state.swap(form, out, into) {
                self.consider(state, change, best);
            }
        }
    }

    fn consider(&self, state: &State<'_>, change: Move, best: &mut Best) {
        let units = state.problem.units;
        let rank = |form: usize, unit: usize| self.ranks[form * units + unit];
        let (goes, comes, also) = match change {
            Move::Flip { form, unit } if state.has(form, unit) => (Some((form, unit)), None, None),
            Move::Flip { form, unit } => (None, Some((form, unit)), None),
            Move::Swap { form, out, into } => (Some((form, out)), Some((form, into)), None),
            Move::Exchange { form, out, into, other, gives, takes } => {
                (Some((form, out)), Some((form, into)), Some(((other, gives), (other, takes))))
            }
        };
        let lock = |(form, unit): (usize, usize)| self.locks[form * units + unit];
        let going = goes.into_iter().chain(also.map(|(goes, _)| goes));
        let coming = comes.into_iter().chain(also.map(|(_, comes)| comes));
        if going.clone().any(|column| lock(column) == Lock::Kept)
            || coming.clone().any(|column| lock(column) == Lock::Barred)
        {
            return;
        }
        let cost = state.cost(change);
        let preference = (
            cost,
            comes.map_or(0, |(form, unit)| rank(form, unit)),
            goes.map_or(0, |(form, unit)| u64::MAX - rank(form, unit)),
        );
        if best.choice.as_ref().is_some_and(|(known, _)| *known <= preference) {
            return;
        }
        let lately =
            going.chain(coming).any(|(form, unit)| self.moved[form * units + unit] + MEMORY > self.now);
        if lately && state.penalty + cost >= best.record {
            return;
        }
        best.choice = Some((preference, change));
    }
}
