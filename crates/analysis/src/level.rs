//! The candidates of a form by their total: a contingency table of totals and responses, from which every statistic follows.

use crate::cell::Cell;
use crate::groups::Row;
use crate::moments::{Pairs, Totals};
use mockexam_model::{FormKey, FormStandard, ItemSnapshot, Points, ScoreSheet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Totals that are closer than 1/420 point share a level, so that the number of levels hangs on the exam alone. Whole,
/// halved, third, quarter … seventh points and hundredths have levels of their own.
const LEVEL: i64 = Points::units_per_point() / 420;

/// A question of a form: which item it asks, how it is scored, and the order of its choices.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'k> {
    pub(crate) item: usize,
    pub(crate) topic: usize,
    /// Its section, counted on from the topics; none if the exam is one whole.
    pub(crate) section: Option<usize>,
    pub(crate) points: Points,
    pub(crate) choices: usize,
    pub(crate) order: &'k [u8],
    pub(crate) half: Half,
    /// Whether it counts on this form.
    pub(crate) counts: Counts,
}

/// Whether a question counts on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counts {
    Yes,
    /// It is void here and not on all forms: for its item it is as if it had not been put to anybody here.
    ElsewhereOnly,
}

/// To which half of the exam an item counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    First,
    Second,
}

/// The candidates of one form. What hangs on the form alone is shared by all tallies of an exam.
#[derive(Debug, Clone)]
pub(crate) struct FormTally<'k> {
    pub(crate) form: &'k FormKey,
    pub(crate) places: Arc<[Place<'k>]>,
    levels: BTreeMap<i64, Level>,
    /// Points of the halves.
    pub(crate) halves: Pairs,
    /// Points by topic, and behind them by section.
    pub(crate) groups: Vec<Totals>,
    /// Points by topic and section of the candidate at hand.
    subscores: Vec<i64>,
    /// What the form demands, and who met it.
    pub(crate) standard: Arc<FormStandard>,
    pub(crate) passed: u64,
}

/// The candidates of one total.
#[derive(Debug, Clone)]
struct Level {
    n: u64,
    sum: i128,
    cells: Vec<Cell>,
}

/// Candidates of one total, and what they did with one question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met<'t> {
    /// Their total in units.
    pub(crate) total: i128,
    /// How many of them met the question.
    pub(crate) n: u64,
    pub(crate) cell: &'t Cell,
}

impl<'k> FormTally<'k> {
    pub(crate) fn new(
        form: &'k FormKey,
        standard: FormStandard,
        places: Vec<Place<'k>>,
        groups: usize,
    ) -> Self {
        Self {
            form,
            places: places.into(),
            levels: BTreeMap::new(),
            halves: Pairs::default(),
            groups: vec![Totals::default(); groups],
            subscores: vec![0; groups],
            standard: Arc::new(standard),
            passed: 0,
        }
    }

    /// Adds a sheet that fits the form.
    pub(crate) fn add(&mut self, sheet: &ScoreSheet) {
        let Self { places, levels, halves, groups, subscores, .. } = self;
        let level = levels.entry(sheet.total.units().div_euclid(LEVEL)).or_insert_with(|| Level {
            n: 0,
            sum: 0,
            cells: places.iter().map(|place| Cell::new(place.choices)).collect(),
        });
        level.n += 1;
        level.sum += i128::from(sheet.total.units());
        subscores.fill(0);
        let mut first = 0;
        for ((place, cell), score) in places.iter().zip(&mut level.cells).zip(&sheet.scores) {
            match place.counts {
                Counts::Yes => cell.add(score, place.points, place.order),
                Counts::ElsewhereOnly => cell.away += 1,
            }
            let units = score.points.units();
            for group in std::iter::once(place.topic).chain(place.section) {
                if let Some(subscore) = subscores.get_mut(group) {
                    *subscore += units;
                }
            }
            if place.half == Half::First {
                first += i128::from(units);
            }
        }
        halves.add(first, i128::from(sheet.total.units()) - first);
        for (totals, &subscore) in groups.iter_mut().zip(&*subscores) {
            totals.add(subscore);
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (key, theirs) in &other.levels {
            if let Some(mine) = self.levels.get_mut(key) {
                mine.n += theirs.n;
                mine.sum += theirs.sum;
                mine.cells.iter_mut().zip(&theirs.cells).for_each(|(mine, theirs)| mine.merge(theirs));
            } else {
                self.levels.insert(*key, theirs.clone());
            }
        }
        self.passed += other.passed;
        self.halves.merge(&other.halves);
        self.groups.iter_mut().zip(&other.groups).for_each(|(mine, theirs)| mine.merge(theirs));
    }

    /// How many candidates have which total, by levels.
    pub(crate) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for level in self.levels.values() {
            totals.add_many(level.total(), level.n);
        }
        totals
    }

    /// Each level that met a question of the form, ascending by total.
    pub(crate) fn met(&self, question: usize) -> impl Iterator<Item = Met<'_>> {
        self.levels.values().filter_map(move |level| {
            let cell = level.cells.get(question)?;
            Some(Met { total: level.total(), n: level.n - cell.away, cell })
        })
    }
}

impl Level {
    /// The total in units; for several totals on one level the whole units of their mean.
    fn total(&self) -> i128 {
        self.sum.div_euclid(i128::from(self.n.max(1)))
    }
}

/// Points of a question as x and totals as y.
pub(crate) fn pairs<'t>(met: impl IntoIterator<Item = Met<'t>>, item: &ItemSnapshot) -> Pairs {
    let mut pairs = Pairs::default();
    for level in met {
        for (score, count) in level.cell.scores(item.points) {
            pairs.add_many(score, level.total, count);
        }
    }
    pairs
}

/// Candidates and a sum by total, for levels that ascend by total; those of several forms with one total together.
pub(crate) fn rows(met: &[Met<'_>], value: impl Fn(&Met<'_>) -> i128) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(met.len());
    let mut last = None;
    for level in met {
        match rows.last_mut().filter(|_| last == Some(level.total)) {
            Some((n, sum)) => {
                *n += level.n;
                *sum += value(level);
            }
            None => rows.push((level.n, value(level))),
        }
        last = Some(level.total);
    }
    rows
}
