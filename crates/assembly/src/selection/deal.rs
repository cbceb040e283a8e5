//! Dealing: the places of a form are dealt to the ranges, and each place takes the unit of lowest rank that suits it.
//!
//! A place belongs to a cell of exact counts. Which places serve a range first hangs on the seed and on the cell alone. A
//! range whose unit is taken away takes another one of the cell, or if there is none the next place in its order. Ranges
//! have places of their own to begin with, so that one of them rarely stands in the way of another.

use super::cells::Cells;
use super::draw::{Ranks, has_room, order};
use super::problem::{Problem, Signature, Sort};
use super::shares::{Share, Shares};
use super::state::{Move, State, index};

/// A question of a form that comes from a cell.
#[derive(Debug, Clone, Copy)]
struct Place {
    cell: usize,
    number: u32,
    /// Where it stands among all, by lot.
    position: i64,
    taken: bool,
}

/// Rounds in which units are left out until a sum is right.
const ROUNDS: usize = 12;

/// Forms with all places dealt as far as units can be found. None if the counts leave open what a cell gives.
///
/// Where all is right but a sum of the only form, the unit that is furthest off on the wrong side is left out, and all is dealt
/// anew, as if the bank did not have it. So it makes no difference whether the bank has it.
pub(super) fn deal<'a>(problem: &'a Problem, ranks: &Ranks<'_>) -> Option<State<'a>> {
    let cells = Cells::of(problem);
    let shares = Shares::of(problem, &cells, ranks.places)?;
    let order = order(problem, &ranks.units);
    let dealer = Dealer { shares: &shares, cells: &cells, ranks, order: &order };
    let first = dealer.deal(problem, &[])?;
    if problem.forms > 1 || first.penalty == 0 {
        return Some(first);
    }
    let mut left_out = Vec::new();
    let mut next = dealer.furthest_off(&first);
    while let Some(unit) = next.filter(|_| left_out.len() < ROUNDS) {
        left_out.push(unit);
        let state = dealer.deal(problem, &left_out)?;
        if state.penalty == 0 {
            return dealer.with_fewer(problem, &left_out).or(Some(state));
        }
        next = dealer.furthest_off(&state);
    }
    Some(first)
}

/// What has rank 0 is there in any case. A unit of several questions comes if it is among the first of each exact count.
fn seat_first(state: &mut State<'_>, ranks: &Ranks<'_>, order: &[usize]) {
    let problem = state.problem;
    for &column in order {
        let (form, unit) = (column / problem.units, column % problem.units);
        let first = ranks.units[column] == 0
            || (problem.sizes[unit] != 1 && is_among_the_first(problem, &ranks.units, form, unit));
        if first && has_room(state, form, unit) {
            state.make(Move::Flip { form, unit });
        }
    }
}

fn is_among_the_first(problem: &Problem, ranks: &[u64], form: usize, unit: usize) -> bool {
    let rank = |unit: usize| ranks[form * problem.units + unit];
    let exact = || {
        let rows = problem.rows_of(unit).iter().map(|&(row, _)| index(row));
        rows.filter(|&row| super::cells::is_exact(&problem.bounds[row]))
    };
    let narrow = exact().filter(|&row| Some(row) != problem.whole);
    let rows: Vec<usize> = if narrow.clone().next().is_some() { narrow.collect() } else { exact().collect() };
    !rows.is_empty()
        && rows.iter().all(|&row| {
            let bound = &problem.bounds[row];
            let better = bound.members.iter().filter(|&&(other, _)| rank(other) < rank(unit)).count();
            i64::try_from(better).is_ok_and(|better| better < bound.max)
        })
}

struct Dealer<'a> {
    shares: &'a Shares,
    cells: &'a Cells,
    ranks: &'a Ranks<'a>,
    /// Forms and units by rank.
    order: &'a [usize],
}

impl Dealer<'_> {
    fn deal<'a>(&self, problem: &'a Problem, left_out: &[usize]) -> Option<State<'a>> {
        let mut state = State::new(problem);
        seat_first(&mut state, self.ranks, self.order);
        let mut places: Vec<Vec<Place>> =
            (0..problem.forms).map(|form| self.places(&state, form)).collect::<Option<_>>()?;
        for share in 0..self.shares.list.len() {
            for (form, places) in places.iter_mut().enumerate() {
                self.serve(&mut state, form, share, places);
            }
        }
        for plain in [true, false] {
            for &column in self.order {
                let (form, unit) = (column / problem.units, column % problem.units);
                let suits =
                    problem.sizes[unit] == 1 && !left_out.contains(&unit) && (!plain || self.is_plain(unit));
                if suits && !state.has(form, unit) && has_room(&state, form, unit) {
                    state.make(Move::Flip { form, unit });
                }
            }
        }
        Some(state)
    }

    /// All is right already with one or two of several units left out. Otherwise the others would decide whether these matter.
    fn with_fewer<'a>(&self, problem: &'a Problem, units: &[usize]) -> Option<State<'a>> {
        let singles = units.iter().map(|&unit| vec![unit]);
        let pairs = (1..units.len())
            .flat_map(|second| (0..second).map(move |first| vec![units[first], units[second]]));
        let fewer = singles.chain(pairs).filter(|some| some.len() < units.len());
        fewer.filter_map(|some| self.deal(problem, &some)).find(|state| state.penalty == 0)
    }

    /// Whether no share is about a unit.
    fn is_plain(&self, unit: usize) -> bool {
        !self.shares.list.iter().any(|share| share.has[unit])
    }

    /// If nothing but a sum of the first form is wrong: its plain unit of greatest value where the sum is too high, of least
    /// value where it is too low.
    fn furthest_off(&self, state: &State<'_>) -> Option<usize> {
        let problem = state.problem;
        let wrong = |row: usize| (row, &problem.bounds[row]);
        let mut broken = state.broken.iter().map(|&row| wrong(row));
        let (row, bound) = broken.next().filter(|(_, bound)| bound.sort == Sort::Sum)?;
        if broken.any(|(_, bound)| bound.sort != Sort::Sum) {
            return None;
        }
        let sign = if state.sum(0, row) > bound.max { 1 } else { -1 };
        let value = |unit: usize| {
            let place = bound.members.binary_search_by_key(&unit, |&(member, _)| member);
            place.map_or(0, |place| sign * bound.members[place].1)
        };
        let chosen = state.chosen[0].iter().copied();
        let free = chosen.filter(|&unit| problem.sizes[unit] == 1 && self.is_plain(unit));
        free.filter(|&unit| self.ranks.units[unit] != 0)
            .max_by_key(|&unit| (value(unit), self.ranks.units[unit]))
    }

    /// The places of a form, in the order of their positions.
    fn places(&self, state: &State<'_>, form: usize) -> Option<Vec<Place>> {
        let mut places: Vec<Place> = Vec::new();
        for (cell, count) in self.cells.questions(state, form)?.into_iter().enumerate() {
            let numbers = 0..u32::try_from(count).ok()?;
            places.extend(numbers.map(|number| Place { cell, number, position: 0, taken: false }));
        }
        places.sort_by_cached_key(|place| self.lot(form, place, None));
        (0..).zip(&mut places).for_each(|(position, place)| place.position = position);
        Some(places)
    }

    /// A random number for a place, as such or in the eyes of a range.
    fn lot(&self, form: usize, place: &Place, row: Option<usize>) -> u64 {
        let cell = self.cells.rows[place.cell].iter().map(|&row| (row, 1));
        // A weight that no unit has, so that no class is of the same name.
        let range = row.and_then(|row| u32::try_from(row).ok()).map(|row| (row, 0));
        let name: Signature = cell.chain(range).collect();
        (self.ranks.places)(form, &name, place.number)
    }

    /// Fills places for the sake of a range.
    fn serve(&self, state: &mut State<'_>, form: usize, share: usize, places: &mut [Place]) {
        let wanted = self.wanted(state, form, share);
        if wanted <= 0 {
            return;
        }
        let (number, share) = (share, &self.shares.list[share]);
        let count = i64::try_from(places.len()).unwrap_or(i64::MAX);
        let mut order: Vec<usize> = (0..places.len()).filter(|&place| !places[place].taken).collect();
        order.sort_by_cached_key(|&place| {
            let middle = (2 * places[place].position + 1) * self.shares.parts;
            let own = (share.from * 2 * count..share.to * 2 * count).contains(&middle);
            (!own, self.lot(form, &places[place], Some(share.row)))
        });
        let mut got = 0;
        for place in order {
            if got >= wanted {
                break;
            }
            if let Some(unit) = self.best(state, form, places[place].cell, number) {
                state.make(Move::Flip { form, unit });
                places[place].taken = true;
                got += 1;
            }
        }
    }

    /// How many are to be taken: as many as were set aside, but for what range and larger ranges ask.
    fn wanted(&self, state: &State<'_>, form: usize, place: usize) -> i64 {
        let problem = state.problem;
        let share = &self.shares.list[place];
        let (bound, there) = (&problem.bounds[share.row], state.sum(form, share.row));
        let (mut least, mut most) = (bound.min - there, bound.max - there);
        let Some(whole) = problem.whole else { return 0 };
        let open = problem.bounds[whole].max - state.sum(form, whole);
        // What stays open fills up with units of the large ranges.
        for &(row, _) in self.shares.others.iter().filter(|&&(_, last)| last == place) {
            let (bound, all) = (&problem.bounds[row], open + state.sum(form, row));
            let (low, high) = (least.max(all - bound.max), most.min(all - bound.min));
            if low <= high {
                (least, most) = (low, high);
            }
        }
        share.base.min(most).max(least)
    }

    /// The unit of lowest rank in a cell that counts for a range and for no earlier one.
    fn best(&self, state: &State<'_>, form: usize, cell: usize, place: usize) -> Option<usize> {
        let Share { has, .. } = &self.shares.list[place];
        let earlier = &self.shares.list[..place];
        let suits = |unit: usize| has[unit] && !earlier.iter().any(|share| share.has[unit]);
        let units =
            self.cells.units[cell].iter().copied().filter(|&unit| suits(unit) && !state.has(form, unit));
        let rank = |unit: usize| self.ranks.units[form * state.problem.units + unit];
        units.filter(|&unit| has_room(state, form, unit)).min_by_key(|&unit| (rank(unit), unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selection::problem::{Bound, Sharing, Sort};
    use proptest::prelude::*;

    fn mix(parts: &[u64]) -> u64 {
        parts.iter().fold(1, |hash, &part| {
            let mixed = (hash ^ part).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            (mixed ^ mixed >> 29).wrapping_mul(0x94D0_49BB_1331_11EB) ^ mixed >> 31
        })
    }

    /// Units by topic and style: two questions of each of three topics, ranges of styles, some pairs apart.
    fn dealt(units: &[(usize, usize, usize)], pairs: &[(usize, usize)], seed: u64) -> Option<Vec<usize>> {
        let of = |inside: &dyn Fn(usize, usize) -> bool, min, max| Bound {
            members: (0..units.len()).filter(|&u| inside(units[u].1, units[u].2)).map(|u| (u, 1)).collect(),
            min,
            max,
            sort: Sort::Count,
        };
        let mut bounds = vec![of(&|_, _| true, 6, 6)];
        bounds.extend((0..3).map(|topic| of(&|t, _| t == topic, 2, 2)));
        bounds.extend((0..2).map(|style| of(&|_, s| s == style, 1, 2)));
        for &(a, b) in pairs {
            let members: Vec<(usize, i64)> =
                (0..units.len()).filter(|&u| units[u].0 == a || units[u].0 == b).map(|u| (u, 1)).collect();
            bounds.push(Bound { members, min: 0, max: 1, sort: Sort::Apart });
        }
        let problem = Problem::new(vec![1; units.len()], 1, Sharing::NONE, bounds);
        let places = |_: usize, class: &Signature, place: u32| {
            let class =
                class.iter().fold(0, |hash, &(row, weight)| mix(&[hash, row.into(), weight.unsigned_abs()]));
            mix(&[seed, class, place.into()])
        };
        let ranks = units.iter().map(|unit| mix(&[seed, 77, unit.0 as u64]) | 1).collect();
        let state = deal(&problem, &Ranks { units: ranks, places: &places })?;
        if state.penalty != 0 {
            return None;
        }
        let mut names: Vec<usize> = state.chosen[0].iter().map(|&unit| units[unit].0).collect();
        names.sort_unstable();
        Some(names)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]
        #[test]
        fn a_unit_that_is_not_dealt_can_come_and_go(
            kinds in prop::collection::vec((0..3_usize, 0..3_usize), 10..30),
            pairs in prop::collection::vec((0..30_usize, 0..30_usize), 0..8),
            seed: u64,
        ) {
            let units: Vec<(usize, usize, usize)> =
                kinds.iter().enumerate().map(|(name, &(topic, style))| (name, topic, style)).collect();
            let Some(with) = dealt(&units, &pairs, seed) else { return Ok(()) };
            for &(name, ..) in units.iter().filter(|unit| !with.contains(&unit.0)) {
                let without: Vec<_> = units.iter().copied().filter(|unit| unit.0 != name).collect();
                prop_assert_eq!(dealt(&without, &pairs, seed), Some(with.clone()), "without {}", name);
            }
        }
    }
}
