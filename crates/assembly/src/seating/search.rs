//! Where the formula leaves neighbours alike: an exact search in so many steps, then single changes that help.

use super::plan::{Cost, Direction, Plan};

/// Decisions that the search takes at most, for each group of connected seats and each kind of neighbours.
const STEPS: usize = 20_000;

/// How often all seats are looked at for single changes; each round lessens the cost.
const ROUNDS: usize = 100;

/// Forms with fewer neighbours alike, never more than `drawn` has. What is given stays.
pub(super) fn improve(
    plan: &Plan,
    given: &[Option<usize>],
    letters: &[usize],
    mut drawn: Vec<usize>,
) -> Vec<usize> {
    for island in plan.islands() {
        for within in (1..=Direction::ALL.len()).rev() {
            let directions = &Direction::ALL[..within];
            if is_proper(plan, &island, &drawn, directions) {
                break;
            }
            let search = Search { plan, given, letters, directions, wishes: &drawn, steps: STEPS };
            if let Some(found) = search.run(&island) {
                for (seat, form) in found {
                    drawn[seat] = form;
                }
                break;
            }
        }
    }
    by_single_changes(plan, given, letters, drawn)
}

/// Whether neighbours of these kinds have different forms.
fn is_proper(plan: &Plan, island: &[usize], drawn: &[usize], directions: &[Direction]) -> bool {
    island.iter().all(|&seat| {
        plan.neighbours[seat]
            .iter()
            .all(|(other, direction)| !directions.contains(direction) || drawn[*other] != drawn[seat])
    })
}

/// Depth first, the seat with the fewest forms left first (Brélaz 1979, "New methods to color the vertices of a graph").
struct Search<'a> {
    plan: &'a Plan,
    given: &'a [Option<usize>],
    letters: &'a [usize],
    directions: &'a [Direction],
    /// What is tried first on each seat.
    wishes: &'a [usize],
    steps: usize,
}

/// A seat that was decided, and the forms that are still to be tried on it.
struct Decision {
    seat: usize,
    left: Vec<usize>,
}

impl Search<'_> {
    /// A form for each seat of an island; none if there is no way or the steps ran out.
    fn run(mut self, island: &[usize]) -> Option<Vec<(usize, usize)>> {
        let mut chosen: Vec<Option<usize>> = self.given.to_vec();
        let given_alike = island.iter().any(|&seat| {
            chosen[seat].is_some_and(|form| self.around(seat).any(|other| chosen[other] == Some(form)))
        });
        if given_alike {
            return None;
        }
        let mut path: Vec<Decision> = Vec::new();
        loop {
            let Some((seat, free)) = self.next(island, &chosen) else {
                return Some(island.iter().filter_map(|&seat| Some((seat, chosen[seat]?))).collect());
            };
            path.push(Decision { seat, left: free });
            // Takes back until somewhere another form is left.
            loop {
                let last = path.last_mut()?;
                chosen[last.seat] = last.left.pop();
                if chosen[last.seat].is_some() {
                    break;
                }
                path.pop();
            }
            self.steps = self.steps.checked_sub(1)?;
        }
    }

    fn around(&self, seat: usize) -> impl Iterator<Item = usize> {
        let near = self.plan.neighbours[seat].iter();
        near.filter(|(_, direction)| self.directions.contains(direction)).map(|&(other, _)| other)
    }

    /// The open seat with the fewest free forms, and those forms with the one to be tried first at the end.
    fn next(&self, island: &[usize], chosen: &[Option<usize>]) -> Option<(usize, Vec<usize>)> {
        let mut best: Option<(usize, Vec<usize>)> = None;
        for &seat in island.iter().filter(|&&seat| chosen[seat].is_none()) {
            let taken: Vec<usize> = self.around(seat).filter_map(|other| chosen[other]).collect();
            let mut free: Vec<usize> =
                self.letters.iter().rev().copied().filter(|form| !taken.contains(form)).collect();
            if best.as_ref().is_none_or(|(_, least)| free.len() < least.len()) {
                if let Some(wish) = free.iter().position(|&form| form == self.wishes[seat]) {
                    let wish = free.remove(wish);
                    free.push(wish);
                }
                best = Some((seat, free));
            }
        }
        best
    }
}

/// Changes single seats as long as that lessens the cost.
fn by_single_changes(
    plan: &Plan,
    given: &[Option<usize>],
    letters: &[usize],
    mut drawn: Vec<usize>,
) -> Vec<usize> {
    let cost_at = |drawn: &[usize], seat: usize, form: usize| {
        let mut cost = Cost::default();
        for &(other, direction) in &plan.neighbours[seat] {
            if drawn[other] == form {
                cost[direction as usize] += 1;
            }
        }
        cost
    };
    for _ in 0..ROUNDS {
        let mut changed = false;
        for seat in (0..drawn.len()).filter(|&seat| given[seat].is_none()) {
            let mut least = cost_at(&drawn, seat, drawn[seat]);
            for &form in letters {
                let cost = cost_at(&drawn, seat, form);
                if cost < least {
                    (least, drawn[seat], changed) = (cost, form, true);
                }
            }
        }
        if !changed {
            break;
        }
    }
    drawn
}
