//! Dealing: the places of a form are dealt to the ranges, and each place takes the unit of lowest rank that suits it.
//!
//! A place belongs to a cell of exact counts. Which places serve a range first hangs on the seed and on the cell alone. A
//! range whose unit is taken away takes another one of the cell, or if there is none the next place in its order. Ranges
//! have places of their own to begin with, so that one of them rarely stands in the way of another.

use super::cells::Cells;
use super::draw::{Exclusions, Ranks, has_room};
use super::problem::{Problem, Signature};
use super::shares::Shares;
use super::state::{Move, State, index};
use std::cell::{OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// A question of a form that comes from a cell.
#[derive(Debug, Clone, Copy)]
struct Place {
    cell: usize,
    number: u32,
}

/// The places of a form by position, and for each share the order in which they serve it.
#[derive(Debug)]
struct Table {
    /// Questions that each cell gives.
    questions: Vec<usize>,
    places: Vec<Place>,
    /// By share: its own places in order, and the others, where they were asked for.
    orders: Vec<(Vec<usize>, OnceCell<Vec<usize>>)>,
}

/// What a deal goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Units that the bank shall seem not to have.
    pub(crate) left_out: Vec<bool>,
    /// Ranges of which exactly so much shall come.
    pub(crate) counts: Vec<(usize, i64)>,
    /// By how much a range may get less or more than what is set aside for it, where its places have no unit for it. So one
    /// unit that is missing need not be made up for elsewhere.
    pub(crate) slack: i64,
    /// Whether units that exclude each other may come together.
    pub(crate) exclusions: Exclusions,
}

impl Terms {
    /// All units, none beside one that excludes it, and as much of each range as is set aside for it.
    pub(crate) fn plain(problem: &Problem) -> Self {
        let left_out = vec![false; problem.units];
        Self { left_out, counts: Vec::new(), slack: 0, exclusions: Exclusions::Heeded }
    }

    /// The same without some more units.
    pub(crate) fn without(mut self, units: &[usize]) -> Self {
        units.iter().for_each(|&unit| self.left_out[unit] = true);
        self
    }
}

/// Deals the forms of a problem by given ranks.
pub(crate) struct Dealer<'p, 'r> {
    problem: &'p Problem,
    shares: Shares,
    cells: &'p Cells,
    ranks: &'r Ranks<'r>,
    /// Forms and units by rank.
    order: &'r [usize],
    /// By form, cell and share: the units that count for no earlier share, by rank.
    stacks: Vec<Vec<usize>>,
    /// The last table of each form.
    tables: RefCell<Vec<Option<Rc<Table>>>>,
    /// Whether a unit comes only where all ranges are served.
    is_late: Vec<bool>,
    /// What came of the last terms so far: deals often differ only in what comes late.
    served: RefCell<VecDeque<(Terms, State<'p>)>>,
}

/// Deals that are kept half done.
const KEPT: usize = 8;

impl<'p, 'r> Dealer<'p, 'r> {
    /// None if the problem does not say how many questions a form has.
    pub(crate) fn new(problem: &'p Problem, ranks: &'r Ranks<'r>, order: &'r [usize]) -> Option<Self> {
        let layout = problem.layout();
        let shares = Shares::of(problem, layout.outline(ranks.algorithm)?, ranks.places);
        let cells = &layout.cells;
        let mut dealer = Self {
            problem,
            stacks: vec![Vec::new(); problem.forms * cells.rows.len() * shares.list.len()],
            shares,
            cells,
            ranks,
            order,
            tables: RefCell::new(vec![None; problem.forms]),
            is_late: vec![false; problem.units],
            served: RefCell::default(),
        };
        let may_come_first = |unit: usize| problem.sizes[unit] != 1 || !dealer.is_plain(unit);
        dealer.is_late = (0..problem.units).map(|unit| !may_come_first(unit)).collect();
        let first = order.iter().take_while(|&&column| ranks.units[column] == 0);
        first.for_each(|column| dealer.is_late[column % problem.units] = false);
        for &column in order {
            let (form, unit) = (column / problem.units, column % problem.units);
            if let (Some(cell), Some(share)) = (cells.cell[unit], dealer.shares.first[unit]) {
                let stack = dealer.stack(form, cell, share);
                dealer.stacks[stack].push(unit);
            }
        }
        Some(dealer)
    }

    fn stack(&self, form: usize, cell: usize, share: usize) -> usize {
        (form * self.cells.rows.len() + cell) * self.shares.list.len() + share
    }

    /// Forms with all places dealt as far as units can be found. None if the counts leave open what a cell gives.
    pub(crate) fn deal(&self, terms: &Terms) -> Option<State<'p>> {
        let problem = self.problem;
        let mut state = self.with_ranges_served(terms)?;
        let deal = Deal { state: &mut state, terms };
        for plain in [true, false] {
            for &column in self.order {
                if self.is_full(deal.state) {
                    break;
                }
                let (form, unit) = (column / problem.units, column % problem.units);
                if problem.sizes[unit] == 1 && (!plain || self.is_plain(unit)) && deal.can_take(form, unit) {
                    deal.state.make(Move::Flip { form, unit });
                }
            }
        }
        Some(state)
    }

    /// Forms whose places are dealt to the ranges. The rest of them is open.
    fn with_ranges_served(&self, terms: &Terms) -> Option<State<'p>> {
        // Whether a unit is left out that no range is about makes no difference here.
        let mut terms = terms.clone();
        terms.left_out.iter_mut().zip(&self.is_late).for_each(|(left_out, late)| *left_out &= !late);
        let known = self.served.borrow().iter().find(|(of, _)| *of == terms).map(|(_, state)| state.clone());
        if known.is_some() {
            return known;
        }
        let mut state = State::new(self.problem);
        self.seat_first(&mut state, &terms.left_out);
        let forms = 0..self.problem.forms;
        let tables: Vec<Rc<Table>> = forms.map(|form| self.table(&state, form)).collect::<Option<_>>()?;
        let mut taken: Vec<Vec<bool>> = tables.iter().map(|table| vec![false; table.places.len()]).collect();
        let mut deal = Deal { state: &mut state, terms: &terms };
        for share in 0..self.shares.list.len() {
            for (form, table) in tables.iter().enumerate() {
                self.serve(&mut deal, form, share, table, &mut taken[form]);
            }
        }
        let mut served = self.served.borrow_mut();
        if served.len() == KEPT {
            served.pop_front();
        }
        served.push_back((terms, state.clone()));
        Some(state)
    }

    /// Whether no form can take another question.
    fn is_full(&self, state: &State<'_>) -> bool {
        let whole = self.problem.whole.map(|row| (row, self.problem.bounds[row].max));
        whole.is_some_and(|(row, max)| (0..self.problem.forms).all(|form| state.sum(form, row) >= max))
    }

    /// Ranges of which a question more adds to the sum that matters, or takes something away: with how much, those first that do
    /// most.
    pub(crate) fn levers(&self) -> Vec<(usize, i64)> {
        let strong = self.shares.list.iter().filter(|share| share.gain != 0);
        let mut levers: Vec<(usize, i64)> = strong.map(|share| (share.row, share.gain)).collect();
        levers.sort_unstable_by_key(|&(row, gain)| (-gain.abs(), row));
        levers
    }

    /// Whether no share is about a unit.
    pub(crate) fn is_plain(&self, unit: usize) -> bool {
        self.shares.first[unit].is_none()
    }

    /// What has rank 0 is there in any case. A unit of several questions comes if it is among the first of each exact count.
    fn seat_first(&self, state: &mut State<'_>, left_out: &[bool]) {
        let problem = self.problem;
        for &column in self.order {
            let (form, unit) = (column / problem.units, column % problem.units);
            let first = self.ranks.units[column] == 0
                || (problem.sizes[unit] != 1 && self.is_among_the_first(form, unit));
            if first && !left_out[unit] && has_room(state, form, unit, Exclusions::Heeded) {
                state.make(Move::Flip { form, unit });
            }
        }
    }

    fn is_among_the_first(&self, form: usize, unit: usize) -> bool {
        let problem = self.problem;
        let rank = |unit: usize| self.ranks.units[form * problem.units + unit];
        let exact = || {
            let rows = problem.rows_of(unit).iter().map(|&(row, _)| index(row));
            rows.filter(|&row| super::cells::is_exact(&problem.bounds[row]))
        };
        let narrow = exact().filter(|&row| Some(row) != problem.whole);
        let rows: Vec<usize> =
            if narrow.clone().next().is_some() { narrow.collect() } else { exact().collect() };
        !rows.is_empty()
            && rows.iter().all(|&row| {
                let bound = &problem.bounds[row];
                let better = bound.members.iter().filter(|&&(other, _)| rank(other) < rank(unit)).count();
                i64::try_from(better).is_ok_and(|better| better < bound.max)
            })
    }

    /// The places of a form beside what is there.
    fn table(&self, state: &State<'_>, form: usize) -> Option<Rc<Table>> {
        let questions = self.cells.questions(state, form)?;
        let mut tables = self.tables.borrow_mut();
        if let Some(table) = tables[form].as_ref().filter(|table| table.questions == questions) {
            return Some(Rc::clone(table));
        }
        let mut places: Vec<Place> = Vec::new();
        for (cell, &count) in questions.iter().enumerate() {
            places.extend((0..u32::try_from(count).ok()?).map(|number| Place { cell, number }));
        }
        places.sort_by_cached_key(|place| self.lot(form, place, None));
        let own = |share| (self.places_of(form, share, &places, true), OnceCell::new());
        let orders = (0..self.shares.list.len()).map(own).collect();
        let table = Rc::new(Table { questions, places, orders });
        tables[form] = Some(Rc::clone(&table));
        Some(table)
    }

    /// A random number for a place, as such or in the eyes of a range.
    fn lot(&self, form: usize, place: &Place, row: Option<usize>) -> u64 {
        let cell = self.cells.rows[place.cell].iter().map(|&row| (row, 1));
        // A weight that no unit has, so that no class is of the same name.
        let range = row.and_then(|row| u32::try_from(row).ok()).map(|row| (row, 0));
        let name: Signature = cell.chain(range).collect();
        (self.ranks.places)(form, &name, place.number)
    }

    /// The own places of a range, or all others, in the order in which they serve it.
    fn places_of(&self, form: usize, share: usize, places: &[Place], own: bool) -> Vec<usize> {
        let share = &self.shares.list[share];
        let count = i64::try_from(places.len()).unwrap_or(i64::MAX);
        let is_own = |place: usize| {
            let middle = (2 * i64::try_from(place).unwrap_or(i64::MAX) + 1) * self.shares.parts;
            (share.from * 2 * count..share.to * 2 * count).contains(&middle)
        };
        let mut order: Vec<usize> = (0..places.len()).filter(|&place| is_own(place) == own).collect();
        order.sort_by_cached_key(|&place| self.lot(form, &places[place], Some(share.row)));
        order
    }

    /// Fills places for the sake of a range.
    fn serve(&self, deal: &mut Deal<'_, '_>, form: usize, share: usize, table: &Table, taken: &mut [bool]) {
        let Wanted { enough, most } = self.wanted(deal, form, share);
        let (mut got, mut asked) = (0, 0);
        let (own, others) = &table.orders[share];
        // What is looked at hangs on random numbers that cost more than all else here: those of its own places often do.
        let others =
            std::iter::once_with(|| others.get_or_init(|| self.places_of(form, share, &table.places, false)));
        let mut order = own.iter().chain(others.flatten());
        while got < most && (asked < most || got < enough) {
            let Some(&place) = order.next() else { break };
            if taken[place] {
                continue;
            }
            asked += 1;
            // The unit of lowest rank in a cell that counts for a range and for no earlier one.
            let stack = &self.stacks[self.stack(form, table.places[place].cell, share)];
            if let Some(&unit) = stack.iter().find(|&&unit| deal.can_take(form, unit)) {
                deal.state.make(Move::Flip { form, unit });
                taken[place] = true;
                got += 1;
            }
        }
    }

    /// How many are to be taken: as many as were set aside, but for what range and larger ranges ask.
    fn wanted(&self, deal: &Deal<'_, '_>, form: usize, place: usize) -> Wanted {
        let (problem, state) = (self.problem, &*deal.state);
        let share = &self.shares.list[place];
        let (bound, there) = (&problem.bounds[share.row], state.sum(form, share.row));
        if let Some(&(_, count)) = deal.terms.counts.iter().find(|(row, _)| *row == share.row) {
            return Wanted { enough: count - there, most: count - there };
        }
        let (mut least, mut most) = (bound.min - there, bound.max - there);
        let Some(whole) = problem.whole else { return Wanted { enough: 0, most: 0 } };
        let open = problem.bounds[whole].max - state.sum(form, whole);
        // What stays open fills up with units of the large ranges.
        for &(row, _) in self.shares.others.iter().filter(|&&(_, last)| last == place) {
            let (bound, all) = (&problem.bounds[row], open + state.sum(form, row));
            let (low, high) = (least.max(all - bound.max), most.min(all - bound.min));
            if low <= high {
                (least, most) = (low, high);
            }
        }
        // A range that was moved for the sake of a sum does not give way in the other direction.
        let (more, less) = (share.moved >= 0, share.moved <= 0);
        let wanted = |count: i64| count.min(most).max(least);
        let slack = |gives: bool| if gives { deal.terms.slack } else { 0 };
        Wanted { enough: wanted(share.base - slack(less)), most: wanted(share.base + slack(more)) }
    }
}

/// Questions that a share takes. It asks the places for the most, and takes places beyond those only until it has enough.
struct Wanted {
    enough: i64,
    most: i64,
}

/// A deal under way.
struct Deal<'s, 'p> {
    state: &'s mut State<'p>,
    terms: &'s Terms,
}

impl Deal<'_, '_> {
    fn can_take(&self, form: usize, unit: usize) -> bool {
        !self.terms.left_out[unit]
            && !self.state.has(form, unit)
            && has_room(self.state, form, unit, self.terms.exclusions)
    }
}
