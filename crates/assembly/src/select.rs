//! From blueprint and pool to a problem of selection, and from its answer to units by form.
//!
//! Ranks hang on the seed and on identities alone.

use crate::blueprint::{Blueprint, Mode};
use crate::parallel::in_parallel;
use crate::pool::{Pool, Unit};
use crate::quota::Measure;
use crate::refusal;
use crate::seed::{Ranker, Seed};
use mockexam_bank::{Band, Bank};
use mockexam_model::Diagnostic;
use mockexam_selection::{
    Algorithm, Bound, Drawn, Problem, Ranks, Sharing, Signature, Sort, Target, Verdict, draw, judge,
};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{PoisonError, RwLock};

/// Forms around which others are drawn at most, so that they come close to each other.
const AROUND: usize = 4;

/// How often it is tried by other ranks where the moves run out.
const AGAIN: u32 = 4;

/// By how much a tolerance of the mean difficulty is widened before it is aimed at, in thousandths.
const WIDE: i64 = 10;

/// Places of a class on a form are fewer: with the number of the try they make the attempt of a rank.
const PLACES: u32 = 1 << 16;

/// Units by form.
pub(crate) type Selection = Vec<Vec<usize>>;

/// One thing that a blueprint asks of each form.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    /// What it is about, such as `fire / apply`.
    pub(crate) name: String,
    /// How much of it, such as `exactly 2`.
    pub(crate) amount: String,
    pub(crate) bound: Bound,
    /// What anchors bring of it, which the bound no longer counts.
    pub(crate) given: i64,
    /// Bytes of the blueprint that say so.
    pub(crate) span: Range<usize>,
}

/// The draw of an exam: what is asked, of how many forms, and in which order units are preferred.
pub(crate) struct Draft<'a> {
    pub(crate) blueprint: &'a Blueprint,
    pub(crate) pool: &'a Pool<'a>,
    pub(crate) asks: Vec<Ask>,
    pub(crate) forms: usize,
    pub(crate) sharing: Sharing,
    pub(crate) ranks: Vec<u64>,
    pub(crate) bank: &'a Bank,
    seed: &'a Seed,
    identities: &'a [String],
    names: Names,
}

/// Names of classes: thousands of forms ask for the same.
#[derive(Default)]
struct Names {
    known: RwLock<BTreeMap<Signature, String>>,
}

impl Names {
    /// What `of` makes of the name of a class, which `name` tells the first time.
    fn with<T>(&self, class: &Signature, name: impl FnOnce() -> String, of: impl Fn(&str) -> T) -> T {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).get(class).map(|name| of(name));
        known.unwrap_or_else(|| {
            let name = name();
            let made = of(&name);
            self.known.write().unwrap_or_else(PoisonError::into_inner).insert(class.clone(), name);
            made
        })
    }
}

/// How forms share items under a blueprint and a mode.
pub(crate) fn sharing(blueprint: &Blueprint, mode: Mode, forms: usize) -> Sharing {
    match mode {
        Mode::Scrambled | Mode::Disjoint | Mode::OwnOrder | Mode::OwnDraw => Sharing::NONE,
        Mode::Overlapping => Sharing {
            uses: blueprint.uses.unwrap_or(forms).min(forms),
            shared: blueprint.shared.unwrap_or(0),
        },
    }
}

impl<'a> Draft<'a> {
    /// `identities` are those of the forms that are drawn.
    pub(crate) fn new(
        blueprint: &'a Blueprint,
        bank: &'a Bank,
        pool: &'a Pool<'a>,
        identities: &'a [String],
        mode: Mode,
        seed: &'a Seed,
    ) -> Self {
        let ranks = ranks(blueprint, pool, identities, seed, 0);
        let forms = identities.len();
        Self {
            blueprint,
            pool,
            asks: asks(blueprint, bank, pool),
            forms,
            sharing: sharing(blueprint, mode, forms),
            ranks,
            bank,
            seed,
            identities,
            names: Names::default(),
        }
    }

    /// The problem that so many asks pose together with all exclusions.
    pub(crate) fn problem<'b>(&self, asks: impl Iterator<Item = &'b Ask>) -> Problem {
        self.problem_of(asks, self.forms, self.sharing)
    }

    /// The same for another number of forms, or forms that share otherwise.
    pub(crate) fn problem_of<'b>(
        &self,
        asks: impl Iterator<Item = &'b Ask>,
        forms: usize,
        sharing: Sharing,
    ) -> Problem {
        let sizes = self.pool.units.iter().map(|unit| number(unit.items.len())).collect();
        let bounds = asks.map(|ask| ask.bound.clone()).chain(cliques(self.pool)).collect();
        Problem::new(sizes, forms, sharing, bounds)
    }

    /// The same draw under another blueprint and the pool that it gives.
    pub(crate) fn under<'b>(&'b self, blueprint: &'b Blueprint, pool: &'b Pool<'b>) -> Draft<'b> {
        let drawn = Draft::new(blueprint, self.bank, pool, self.identities, Mode::Disjoint, self.seed);
        Draft { sharing: self.sharing, ..drawn }
    }

    /// Draws the forms; none if the moves ran out.
    pub(crate) fn draw(&self) -> Option<Selection> {
        let drawn = self.draw_as_ever().or_else(|| self.draw_again())?;
        let parallel = self.parallel(&drawn, None);
        if parallel.is_empty() {
            return Some(drawn);
        }
        // What is in the middle for each measure alone may be no form. One that was drawn is one.
        let others = if self.seed.algorithm() == Algorithm::First { 0 } else { AROUND };
        let around = |form| self.draw_with(self.parallel(&drawn, Some(form)));
        self.draw_with(parallel).or_else(|| (0..drawn.len()).take(others).find_map(around))
    }

    fn draw_as_ever(&self) -> Option<Selection> {
        self.draw_with(Vec::new())
    }

    /// By other ranks, where the moves ran out and nothing proves that there is no selection. The first algorithms gave up.
    fn draw_again(&self) -> Option<Selection> {
        if self.seed.algorithm() < Algorithm::Third
            || judge(&self.problem(self.asks.iter()), &self.ranks) == Verdict::Impossible
        {
            return None;
        }
        let problem = self.whole_problem(Vec::new());
        let again = (1..=AGAIN).find_map(|attempt| self.draw_from(&problem, self.identities, attempt));
        again.or_else(|| self.draw_aimed())
    }

    /// With a wider tolerance for the mean, inside of which exchanges come as near to the middle as they can: that finds means
    /// which moves do not meet by themselves. None if it is still too far away.
    fn draw_aimed(&self) -> Option<Selection> {
        let limit =
            self.blueprint.limits.iter().position(|limit| matches!(limit.measure, Measure::Difficulty))?;
        let bound = &self.asks.get(self.blueprint.quotas.len() + limit)?.bound;
        let (min, max) = (bound.min, bound.max);
        let mut asks = self.asks.clone();
        let wide = WIDE * number(self.blueprint.questions);
        if let Some(ask) = asks.get_mut(self.blueprint.quotas.len() + limit) {
            (ask.bound.min, ask.bound.max) = (min - wide, max + wide);
        }
        let values = self.values(Measure::Difficulty);
        let problem = self.problem(asks.iter());
        let problem = problem.aiming_at(Target { values: values.clone(), sum: i64::midpoint(min, max) });
        (0..=AGAIN)
            .filter_map(|attempt| self.draw_from(&problem, self.identities, attempt))
            .find(|forms| sums(forms, &values).into_iter().all(|sum| (min..=max).contains(&sum)))
    }

    /// Draws a form for each of these identities, each as if it were the only one.
    ///
    /// # Errors
    /// The reasons why the first that cannot be drawn cannot be.
    pub(crate) fn draw_each(&self, identities: &[String]) -> Result<Selection, Vec<Diagnostic>> {
        let problem = self.whole_problem(Vec::new());
        let drawn = in_parallel(identities, |identity| {
            let identities = std::slice::from_ref(identity);
            let attempts = if self.seed.algorithm() < Algorithm::Third { 0 } else { AGAIN };
            (0..=attempts).find_map(|attempt| self.draw_from(&problem, identities, attempt))?.pop()
        });
        drawn.into_iter().collect::<Option<_>>().ok_or_else(|| refusal::reasons(self))
    }

    fn draw_with(&self, more: Vec<Bound>) -> Option<Selection> {
        self.draw_from(&self.whole_problem(more), self.identities, 0)
    }

    /// The problem with all that is asked.
    fn whole_problem(&self, more: Vec<Bound>) -> Problem {
        let mut problem = self.problem(self.asks.iter());
        if !more.is_empty() {
            problem = problem.with(more);
        }
        if let Some(aim) = self.blueprint.difficulty.filter(|aim| aim.minimise) {
            problem = problem.aiming_at(Target { values: self.values(Measure::Difficulty), sum: aim.sum });
        }
        problem
    }

    fn draw_from(&self, problem: &Problem, identities: &[String], attempt: u32) -> Option<Selection> {
        let units = ranks(self.blueprint, self.pool, identities, self.seed, attempt);
        let rankers: Vec<Ranker<'_>> = identities.iter().map(|form| self.seed.ranker(form)).collect();
        let places = |form: usize, class: &Signature, place: u32| {
            self.names.with(
                class,
                || self.class_name(class),
                |name| rankers[form].rank(name, place + attempt * PLACES),
            )
        };
        match draw(problem, &Ranks { units, places: &places, algorithm: self.seed.algorithm() }) {
            Drawn::Found(forms) => Some(forms),
            Drawn::Undecided => None,
        }
    }

    /// The identity of a class: what it counts for, in words that no item id can be.
    fn class_name(&self, class: &Signature) -> String {
        let name = |&(row, weight): &(u32, i64)| {
            let ask = usize::try_from(row).ok().and_then(|row| self.asks.get(row));
            ask.map(|ask| format!("{} times {weight}", ask.name))
        };
        let mut names: Vec<String> = class.iter().filter_map(name).collect();
        names.sort_unstable();
        format!("class of {}", names.join(", "))
    }

    fn values(&self, measure: Measure) -> Vec<i64> {
        self.pool.units.iter().map(|unit| measure.of_unit(self.bank, unit)).collect()
    }

    /// The form whose bands of difficulty are nearest to the middle of all. The middles themselves may not add up to a form.
    fn middle_form(&self, drawn: &Selection) -> usize {
        let mut distances = vec![0; drawn.len()];
        for band in Band::ALL {
            let by_form = sums(drawn, &self.values(Measure::Band(band)));
            let mut sorted = by_form.clone();
            sorted.sort_unstable();
            for (distance, count) in distances.iter_mut().zip(by_form) {
                *distance += (count - sorted[sorted.len() / 2]).abs();
            }
        }
        (0..drawn.len()).min_by_key(|&form| distances[form]).unwrap_or(0)
    }

    /// Forms that are too far apart are drawn once more around the middle of each measure, or around one of them.
    fn parallel(&self, drawn: &Selection, around: Option<usize>) -> Vec<Bound> {
        let (mut bounds, mut apart) = (Vec::new(), false);
        for parallel in &self.blueprint.parallel {
            let values = self.values(parallel.measure);
            let by_form = sums(drawn, &values);
            let mut sums = by_form.clone();
            sums.sort_unstable();
            let (Some(first), Some(last)) = (sums.first(), sums.last()) else { continue };
            apart |= last - first > parallel.within;
            let middle = match (around, parallel.measure) {
                (Some(form), _) => by_form[form],
                (None, Measure::Band(_)) => by_form[self.middle_form(drawn)],
                (None, _) => sums[sums.len() / 2],
            };
            let min = middle - parallel.within / 2;
            let members = values.into_iter().enumerate().collect();
            bounds.push(Bound { members, min, max: min + parallel.within, sort: Sort::Sum });
        }
        // If one has to be drawn anew, all have to be held.
        if !apart {
            bounds.clear();
        }
        bounds
    }
}

/// What values of units add up to on each form.
fn sums(drawn: &Selection, values: &[i64]) -> Vec<i64> {
    drawn.iter().map(|form| form.iter().map(|&unit| values[unit]).sum()).collect()
}

/// The ranks of all units for each form, the lowest first to be drawn.
fn ranks(
    blueprint: &Blueprint,
    pool: &Pool<'_>,
    identities: &[String],
    seed: &Seed,
    attempt: u32,
) -> Vec<u64> {
    let included = |unit: &Unit<'_>| {
        blueprint.include.iter().any(|(id, _)| unit.items.iter().any(|item| item.id() == id))
    };
    // What is included comes before all else.
    let rank = |form: &Ranker<'_>, unit: &Unit<'_>| match included(unit) {
        true => 0,
        false => form.rank(&unit.identity, attempt),
    };
    let ranks = |form: &String| {
        let form = seed.ranker(form);
        pool.units.iter().map(|unit| rank(&form, unit)).collect::<Vec<u64>>()
    };
    identities.iter().flat_map(ranks).collect()
}

/// Everything that a blueprint asks of each form, over the units of a pool.
pub(crate) fn asks(blueprint: &Blueprint, bank: &Bank, pool: &Pool<'_>) -> Vec<Ask> {
    let mut asks: Vec<Ask> = blueprint
        .quotas
        .iter()
        .map(|quota| {
            let weights = (0..pool.units.len()).map(|unit| (unit, number(pool.weight(quota, unit))));
            Ask {
                name: quota.filter.to_string(),
                amount: quota.amount(),
                bound: Bound {
                    members: weights.filter(|&(_, weight)| weight > 0).collect(),
                    min: number(quota.min),
                    // No form has more than all questions: a range without an end gets that one.
                    max: number(quota.max.min(blueprint.questions)),
                    sort: Sort::Count,
                },
                given: 0,
                span: quota.span.clone(),
            }
        })
        .collect();
    asks.extend(blueprint.limits.iter().map(|limit| {
        let values = pool.units.iter().map(|unit| limit.measure.of_unit(bank, unit));
        Ask {
            name: limit.measure.to_string(),
            amount: limit.amount(blueprint.questions),
            bound: Bound {
                members: values.enumerate().collect(),
                min: limit.min,
                max: limit.max,
                sort: Sort::Sum,
            },
            given: 0,
            span: limit.span.clone(),
        }
    }));
    asks.extend(blueprint.include.iter().map(|(id, span)| {
        let has = |unit: &usize| pool.units[*unit].items.iter().any(|item| item.id() == id);
        Ask {
            name: format!("item {id}"),
            amount: "on every form".to_owned(),
            bound: Bound {
                members: (0..pool.units.len()).filter(has).map(|unit| (unit, 1)).collect(),
                min: 1,
                max: 1,
                sort: Sort::Count,
            },
            given: 0,
            span: span.clone(),
        }
    }));
    asks
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Groups of units that exclude each other pairwise, so that every exclusion is in one of them.
fn cliques(pool: &Pool<'_>) -> Vec<Bound> {
    let mut cliques: Vec<Vec<usize>> = Vec::new();
    for (unit, enemies) in pool.conflicts.iter().enumerate() {
        for &enemy in enemies.iter().filter(|&&enemy| enemy > unit) {
            if cliques.iter().any(|clique| clique.contains(&unit) && clique.contains(&enemy)) {
                continue;
            }
            let mut clique = vec![unit, enemy];
            for &third in enemies {
                if !clique.contains(&third) && clique.iter().all(|&member| pool.in_conflict(third, member)) {
                    clique.push(third);
                }
            }
            cliques.push(clique);
        }
    }
    let bound = |mut clique: Vec<usize>| {
        clique.sort_unstable();
        let members = clique.into_iter().map(|unit| (unit, 1)).collect();
        Bound { members, min: 0, max: 1, sort: Sort::Apart }
    };
    cliques.into_iter().map(bound).collect()
}
