//! The candidates of a form by their total: a contingency table of totals and responses, from which every statistic follows.

use crate::cell::Cell;
use crate::groups::Row;
use crate::moments::{Pairs, Totals};
use crate::plain::{self, Codes};
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
    codes: Codes,
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
    plain: plain::Counts,
    /// Responses that are not plain.
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
            codes: Codes::of(&places),
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
        let Self { places, codes, levels, halves, groups, subscores, .. } = self;
        let level = levels
            .entry(sheet.total.units().div_euclid(LEVEL))
            .or_insert_with(|| Level::empty(places, codes));
        level.n += 1;
        level.sum += i128::from(sheet.total.units());
        subscores.fill(0);
        let mut first = 0;
        for (question, (place, score)) in places.iter().zip(&sheet.scores).enumerate() {
            match (place.counts, codes.number(question, score)) {
                (Counts::Yes, Some(plain)) => level.plain[plain] += 1,
                (Counts::Yes, None) => level.cells[question].add(score, 1, place.points, place.order),
                (Counts::ElsewhereOnly, _) => level.cells[question].away += 1,
            }
            let units = score.points.units();
            subscores[place.topic] += units;
            if let Some(section) = place.section {
                subscores[section] += units;
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

    /// Adds what another tally of the form counted.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (key, theirs) in &other.levels {
            let Self { places, codes, levels, .. } = self;
            let mine = levels.entry(*key).or_insert_with(|| Level::empty(places, codes));
            mine.n += theirs.n;
            mine.sum += theirs.sum;
            mine.cells.iter_mut().zip(&theirs.cells).for_each(|(mine, theirs)| mine.merge(theirs));
            // What is plain may have earned something else there.
            other.codes.pour(&theirs.plain, places, &mut mine.cells);
        }
        self.passed += other.passed;
        self.halves.merge(&other.halves);
        self.groups.iter_mut().zip(&other.groups).for_each(|(mine, theirs)| mine.merge(theirs));
    }

    /// The same, with all that was counted in the cells of the questions.
    pub(crate) fn poured(&self) -> Self {
        let mut all = self.clone();
        for level in all.levels.values_mut() {
            let plain = std::mem::replace(&mut level.plain, all.codes.counts());
            all.codes.pour(&plain, &all.places, &mut level.cells);
        }
        all
    }

    /// How many candidates have which total, by levels.
    pub(crate) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for level in self.levels.values() {
            totals.add_many(level.total(), level.n);
        }
        totals
    }

    /// Each level that met a question of the form, ascending by total. Plain responses must have been poured.
    pub(crate) fn met(&self, question: usize) -> impl Iterator<Item = Met<'_>> {
        self.levels.values().filter_map(move |level| {
            let cell = level.cells.get(question)?;
            Some(Met { total: level.total(), n: level.n - cell.away, cell })
        })
    }
}

impl Level {
    fn empty(places: &[Place<'_>], codes: &Codes) -> Self {
        let cells = places.iter().map(|place| Cell::new(place.choices)).collect();
        Self { n: 0, sum: 0, plain: codes.counts(), cells }
    }

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
