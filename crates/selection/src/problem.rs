//! The selection as numbers: units, forms, and bounds on weighted sums.

use super::cells::Cells;
use super::shares::Outline;
use crate::Algorithm;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a bound speaks of, which says how the draw treats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A number of questions. The first round of the draw never goes above it.
    Count,
    /// Units that may not stand together: at most one of them. Which of them is a matter of the last step.
    Apart,
    /// A sum of some other measure, such as difficulties or seconds. It is reached by exchanges.
    Sum,
}

/// Bounds of a class of units, with what each of them adds.
pub type Signature = Vec<(u32, i64)>;

/// A range for a weighted sum over the units of each form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Units with what each of them adds, ascending.
    pub members: Vec<(usize, i64)>,
    /// Least sum.
    pub min: i64,
    /// Greatest sum.
    pub max: i64,
    /// What is summed.
    pub sort: Sort,
}

/// How forms share units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sharing {
    /// Forms that a unit may be on.
    pub uses: usize,
    /// Questions that two forms may have in common.
    pub shared: usize,
}

impl Sharing {
    /// No unit on two forms.
    pub const NONE: Self = Self { uses: 1, shared: 0 };
}

/// A sum that each form shall come as close to as it can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What each unit adds.
    pub values: Vec<i64>,
    /// The sum.
    pub sum: i64,
}

/// Which units go to which forms: the question without banks and blueprints.
#[derive(Debug, Clone)]
pub struct Problem {
    pub(crate) units: usize,
    pub(crate) forms: usize,
    pub(crate) sharing: Sharing,
    pub(crate) bounds: Vec<Bound>,
    pub(crate) target: Option<Target>,
    /// What a unit is taken from, and on how many forms that may be used up. Usually each unit is a stock of its own.
    pub(crate) stock: Vec<usize>,
    pub(crate) capacity: Vec<usize>,
    /// Questions that a unit brings.
    pub(crate) sizes: Vec<i64>,
    /// Bounds of each unit with its weight there: those of unit `u` are `rows[starts[u]..starts[u + 1]]`.
    rows: Vec<(u32, i64)>,
    starts: Vec<usize>,
    /// Cost of each bound for one step outside of it.
    pub(crate) costs: Vec<i64>,
    /// The bound on the number of questions, if there is one.
    pub(crate) whole: Option<usize>,
    /// Bounds that ask for something: the least and the most that a question can add to each.
    pub(crate) asking: Vec<(usize, i64, i64)>,
    /// Units that may take each other's place without touching a bound that is exact: number of the group …
    pub(crate) group: Vec<usize>,
    /// … and the units of each.
    pub(crate) groups: Vec<Vec<usize>>,
    layout: OnceLock<Layout>,
}

/// What dealing finds out about a problem once for all draws.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) cells: Cells,
    /// Of the first algorithm and of those that came later; none if the problem does not say how many questions a form has.
    outlines: [Option<Outline>; 2],
}

impl Layout {
    pub(crate) fn outline(&self, algorithm: Algorithm) -> Option<&Outline> {
        let [first, later] = &self.outlines;
        match algorithm {
            Algorithm::First => first.as_ref(),
            Algorithm::Second | Algorithm::Third => later.as_ref(),
        }
    }
}

/// Cost of one question too many or too few.
pub(crate) const WHOLE: i64 = 1000;

impl Problem {
    /// Forms of units under bounds. Members that are no units are left out; `sizes` are the questions of each unit.
    #[must_use]
    pub fn new(sizes: Vec<i64>, forms: usize, sharing: Sharing, mut bounds: Vec<Bound>) -> Self {
        let units = sizes.len();
        for bound in &mut bounds {
            bound.members.retain(|&(unit, weight)| unit < units && weight != 0);
        }
        let mut of_unit: Vec<Vec<(u32, i64)>> = vec![Vec::new(); units];
        for (row, bound) in (0_u32..).zip(&bounds) {
            for &(unit, weight) in &bound.members {
                of_unit[unit].push((row, weight));
            }
        }
        let mut starts = vec![0];
        let mut rows = Vec::new();
        for own in &of_unit {
            rows.extend(own);
            starts.push(rows.len());
        }
        let (group, groups) = groups(&of_unit, &bounds);
        let costs = bounds.iter().map(cost).collect();
        let whole = bounds.iter().position(|bound| {
            bound.members.len() == units && bound.members.iter().all(|&(unit, weight)| sizes[unit] == weight)
        });
        let asking =
            bounds.iter().enumerate().filter_map(|(row, bound)| asking(row, bound, &sizes)).collect();
        let target = None;
        Self {
            stock: (0..units).collect(),
            capacity: vec![sharing.uses; units],
            units,
            forms,
            sharing,
            bounds,
            target,
            sizes,
            rows,
            starts,
            costs,
            whole,
            asking,
            group,
            groups,
            layout: OnceLock::new(),
        }
    }

    /// Its cells and shares.
    pub(crate) fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| {
            let cells = Cells::of(self);
            let outlines = [Algorithm::First, Algorithm::NEWEST];
            Layout { outlines: outlines.map(|algorithm| Outline::of(self, &cells, algorithm)), cells }
        })
    }

    /// The same with a sum to come close to.
    #[must_use]
    pub fn aiming_at(mut self, target: Target) -> Self {
        self.target = (target.values.len() == self.units).then_some(target);
        self
    }

    /// The same under further bounds.
    #[must_use]
    pub fn with(self, more: Vec<Bound>) -> Self {
        let mut bounds = self.bounds;
        bounds.extend(more);
        Self { target: self.target, ..Self::new(self.sizes, self.forms, self.sharing, bounds) }
    }

    /// The same with units taken from stocks that hold so many.
    pub(crate) fn taken_from(mut self, stock: Vec<usize>, capacity: Vec<usize>) -> Self {
        (self.stock, self.capacity) = (stock, capacity);
        self
    }

    /// The bounds that a unit counts for, with its weight.
    pub(crate) fn rows_of(&self, unit: usize) -> &[(u32, i64)] {
        &self.rows[self.starts[unit]..self.starts[unit + 1]]
    }

    /// Counts with two ends, or only a lower one: what a draw brings to its middle.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = (usize, &Bound)> {
        self.bounds.iter().enumerate().filter(|(row, bound)| {
            bound.sort == Sort::Count && 0 < bound.min && bound.min < bound.max && Some(*row) != self.whole
        })
    }

    /// Whether two forms may have units in common.
    pub(crate) const fn overlaps(&self) -> bool {
        self.sharing.uses > 1
    }
}

/// A step outside of a sum costs as much less as its units are further apart, so that one exchange mends about one question's
/// worth.
fn cost(bound: &Bound) -> i64 {
    match bound.sort {
        Sort::Count | Sort::Apart => WHOLE,
        Sort::Sum => {
            let weights = || bound.members.iter().map(|&(_, weight)| weight);
            let spread = weights().max().unwrap_or(0) - weights().min().unwrap_or(0);
            (WHOLE / spread.max(1)).max(1)
        }
    }
}

/// For a bound that counts can fall short of, or sums exceed: the least and the most of a question.
fn asking(row: usize, bound: &Bound, sizes: &[i64]) -> Option<(usize, i64, i64)> {
    if bound.sort != Sort::Sum && bound.min <= 0 {
        return None;
    }
    let size = |unit: usize| sizes[unit].max(1);
    let least = bound.members.iter().map(|&(unit, weight)| weight.div_euclid(size(unit))).min()?;
    let most =
        bound.members.iter().map(|&(unit, weight)| (weight + size(unit) - 1).div_euclid(size(unit))).max()?;
    let least = if bound.members.len() == sizes.len() { least } else { least.min(0) };
    Some((row, least, most.max(0)))
}

fn groups(of_unit: &[Vec<(u32, i64)>], bounds: &[Bound]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut numbers: BTreeMap<Vec<(u32, i64)>, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group = Vec::new();
    for (unit, rows) in of_unit.iter().enumerate() {
        let exact = |row: u32| usize::try_from(row).is_ok_and(|row| bounds[row].min == bounds[row].max);
        let signature = rows.iter().copied().filter(|&(row, _)| exact(row)).collect();
        let number = *numbers.entry(signature).or_insert(groups.len());
        if number == groups.len() {
            groups.push(Vec::new());
        }
        groups[number].push(unit);
        group.push(number);
    }
    (group, groups)
}
