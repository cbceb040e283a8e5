//! The statistics of an exam, put together from the tallies.

use crate::alpha::{self, NoAlpha, alpha};
use crate::decision::{Counted, Decision, decision};
use crate::form::{FormSummary, forms};
use crate::interval::Interval;
use crate::item::{ItemAnalysis, Weights, analyse};
use crate::kr21::kr21;
use crate::level::FormTally;
use crate::moments::{Pairs, Totals, ratio};
use crate::sem::{error_at, sem};
use crate::shape::shape;
use crate::split_half::split_half;
use crate::tally::ItemSums;
use crate::topic::{SectionSummary, TopicSummary, section_summaries, topic_summaries};
use crate::totals::{self, Distribution, in_points};
use mockexam_model::{AnswerKey, Points};

/// Statistics of an exam. Floats are in points unless said otherwise; none where a statistic is undefined.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamSummary {
    /// Candidates with a score.
    pub n: u64,
    /// Mean total.
    pub mean: Option<f64>,
    /// Its 95 % interval.
    pub mean_interval: Option<Interval>,
    /// Median total.
    pub median: Option<f64>,
    /// Standard deviation of the totals, denominator n − 1.
    pub sd: Option<f64>,
    /// Skewness of the totals.
    pub skewness: Option<f64>,
    /// Excess kurtosis of the totals: 0 for a normal distribution.
    pub kurtosis: Option<f64>,
    /// Lowest total.
    pub min: Option<Points>,
    /// Highest total.
    pub max: Option<Points>,
    /// Coefficient alpha (KR-20), or why there is none.
    pub alpha: Result<f64, NoAlpha>,
    /// Its 95 % interval.
    pub alpha_interval: Option<Interval>,
    /// KR-21; only for right-or-wrong items of one weight.
    pub kr21: Option<f64>,
    /// Split-half reliability, stepped up.
    pub split_half: Option<f64>,
    /// Standard error of measurement.
    pub sem: Option<f64>,
    /// Standard error of a score at the cut; only for right-or-wrong items of one weight.
    pub sem_at_cut: Option<f64>,
    /// Share of the standard deviation that is error: √(1 − alpha).
    pub error_ratio: Option<f64>,
    /// How consistent pass and fail are; only for right-or-wrong items of one weight.
    pub decision: Option<Decision>,
    /// Candidates at or above the cut score, if the exam has one.
    pub passed: Option<u64>,
    /// Their share, 0 to 1.
    pub pass_rate: Option<f64>,
    /// How many candidates have which total.
    pub distribution: Distribution,
    /// Topics of the exam's items, in the order of the bank.
    pub topics: Vec<TopicSummary>,
    /// Sections in printed order; none if the exam is one whole.
    pub sections: Vec<SectionSummary>,
    /// All items of the exam, by id, also those that nobody met.
    pub items: Vec<ItemAnalysis>,
    /// The forms, if there are 2 to 26.
    pub forms: Vec<FormSummary>,
}

/// Exact sums over everybody.
struct Whole<'t> {
    n: u64,
    items: &'t [ItemSums<'t>],
    alpha: Result<f64, NoAlpha>,
    /// Items that anybody met.
    met: usize,
    /// n² times the variances of the items.
    spreads: i128,
}

impl ExamSummary {
    pub(crate) fn of(
        key: &AnswerKey,
        totals: &Distribution,
        items: &[ItemSums<'_>],
        tallies: &[FormTally<'_>],
    ) -> Self {
        let n = totals::count(totals);
        let (mean, sd) = (totals::mean(totals), totals::sd(totals));
        // Void items are no part of the score.
        let scored = items.iter().filter(|sums| sums.item.points > Points::ZERO);
        let met: Vec<&Pairs> = scored.map(|sums| &sums.pairs).filter(|pairs| pairs.n > 0).collect();
        let spreads = met.iter().map(|pairs| pairs.spread_x()).sum();
        let alpha = exam_alpha(totals, &met, spreads);
        let whole = Whole { n, items, alpha, met: met.len(), spreads };
        let passed = key.has_pass_mark().then(|| tallies.iter().map(|form| form.passed).sum::<u64>());
        let cut_score = key.common_cut();
        let (skewness, kurtosis) = shape(totals, mean);
        let counted = counted_items(items, tallies);
        let in_items = counted.map(|(k, points)| InItems::new(k, points, totals));
        let halves = tallies.iter().fold(Pairs::default(), |mut sum, form| {
            sum.merge(&form.halves);
            sum
        });
        let mut subscores = vec![Totals::default(); tallies.first().map_or(0, |form| form.groups.len())];
        for form in tallies {
            subscores.iter_mut().zip(&form.groups).for_each(|(sum, totals)| sum.merge(totals));
        }
        Self {
            n,
            mean,
            mean_interval: mean.zip(sd).and_then(|(mean, sd)| Interval::of_mean(mean, sd, n)),
            median: totals::median(totals),
            sd,
            skewness,
            kurtosis,
            min: totals.keys().next().copied(),
            max: totals.keys().next_back().copied(),
            alpha,
            alpha_interval: alpha.ok().and_then(|alpha| alpha::interval(alpha, met.len(), n)),
            kr21: in_items.as_ref().and_then(InItems::kr21),
            // Halves of different items for different candidates are no halves of one exam.
            split_half: alpha.ok().and_then(|_| split_half(&halves)),
            sem: sd.zip(alpha.ok()).map(|(sd, alpha)| sem(sd, alpha)),
            sem_at_cut: in_items.as_ref().zip(cut_score).map(|(exam, cut)| exam.sem_at(cut)),
            error_ratio: alpha.ok().map(|alpha| (1.0 - alpha).max(0.0).sqrt()),
            decision: in_items
                .zip(cut_score)
                .zip(alpha.ok())
                .and_then(|((exam, cut), alpha)| exam.decision(cut, alpha)),
            passed,
            pass_rate: passed.and_then(|passed| ratio(i128::from(passed), i128::from(n))),
            distribution: totals.clone(),
            topics: topic_summaries(key, n, items, &subscores),
            sections: section_summaries(key, n, items, &subscores),
            items: whole.items(),
            forms: forms(key, tallies),
        }
    }
}

fn exam_alpha(totals: &Distribution, met: &[&Pairs], spreads: i128) -> Result<f64, NoAlpha> {
    let n = totals::count(totals);
    if n < 2 {
        Err(NoAlpha::TooFewCandidates)
    } else if met.iter().any(|pairs| pairs.n != n) {
        Err(NoAlpha::DifferentItems)
    } else {
        alpha(met.len(), spreads, totals::sum_and_spread(totals).1)
    }
}

impl Whole<'_> {
    fn items(&self) -> Vec<ItemAnalysis> {
        let same = self.items.iter().all(|sums| sums.pairs.n == 0 || sums.pairs.n == self.n);
        let own = || self.items.iter().filter(|sums| sums.pairs.n > 0);
        let most: i128 = own().map(|sums| i128::from(sums.item.points.units())).sum();
        let root = |sums: &ItemSums<'_>| {
            let shared = sums.pairs.shared();
            (shared >= 0).then(|| (shared as f64).sqrt())
        };
        let roots: f64 = own().filter_map(root).sum();
        let weights = |sums: &ItemSums<'_>| {
            if !same || sums.pairs.n == 0 || sums.item.points == Points::ZERO {
                return Weights::default();
            }
            Weights {
                intended: ratio(i128::from(sums.item.points.units()), most),
                effective: root(sums).filter(|_| roots > 0.0).map(|root| root / roots),
                alpha_if_deleted: self.alpha_without(&sums.pairs),
            }
        };
        self.items.iter().map(|sums| analyse(sums.item, &sums.met, &sums.pairs, weights(sums))).collect()
    }

    /// Alpha of the exam without an item.
    fn alpha_without(&self, pairs: &Pairs) -> Option<f64> {
        self.alpha.ok()?;
        let rest = pairs.against_rest();
        alpha(self.met - 1, self.spreads - pairs.spread_x(), rest.spread_y()).ok()
    }
}

/// How many items every candidate had, and their points, if all are scored right or wrong and weigh the same.
fn counted_items(items: &[ItemSums<'_>], forms: &[FormTally<'_>]) -> Option<(u32, Points)> {
    let mut sat = forms.iter().filter(|form| form.halves.n > 0);
    let first = sat.next()?;
    // Void questions are no part of the score.
    let scored = |form: &FormTally<'_>| -> Vec<Points> {
        form.places.iter().map(|place| place.points).filter(|points| *points > Points::ZERO).collect()
    };
    let first_points = scored(first);
    let points = *first_points.first()?;
    let length = first_points.len();
    let alike = |form: &FormTally<'_>| {
        let own = scored(form);
        own.len() == length && own.iter().all(|other| *other == points)
    };
    let right_or_wrong = items
        .iter()
        .flat_map(|sums| &sums.met)
        .all(|level| level.cell.is_right_or_wrong() && level.cell.away == 0);
    let fits = points > Points::ZERO && length > 1 && alike(first) && sat.all(alike) && right_or_wrong;
    u32::try_from(length).ok().filter(|_| fits).map(|k| (k, points))
}

/// An exam counted in right items.
struct InItems {
    k: u32,
    points: Points,
    mean: f64,
    /// Denominator n.
    variance: f64,
    /// Denominator n − 1.
    sd: f64,
    distribution: Vec<(f64, u64)>,
}

impl InItems {
    fn new(k: u32, points: Points, totals: &Distribution) -> Self {
        let weight = points.units() as f64;
        let n = i128::from(totals::count(totals));
        let (_, spread) = totals::sum_and_spread(totals);
        let per_point = in_points(weight);
        Self {
            k,
            points,
            mean: totals::mean(totals).unwrap_or(0.0) / per_point,
            variance: ratio(spread, n * n).unwrap_or(0.0) / (weight * weight),
            sd: totals::sd(totals).unwrap_or(0.0) / per_point,
            distribution: totals
                .iter()
                .map(|(total, &count)| (total.units() as f64 / weight, count))
                .collect(),
        }
    }

    fn kr21(&self) -> Option<f64> {
        kr21(f64::from(self.k), self.mean, self.variance)
    }

    fn sem_at(&self, cut: Points) -> f64 {
        let weight = self.points.units() as f64;
        error_at(cut.units() as f64 / weight, f64::from(self.k)) * in_points(weight)
    }

    fn decision(&self, cut: Points, alpha: f64) -> Option<Decision> {
        let (cut, weight) = (cut.units(), self.points.units());
        let least = cut.div_euclid(weight) + i64::from(cut.rem_euclid(weight) > 0);
        let Self { k, mean, sd, ref distribution, .. } = *self;
        let exam = Counted {
            k,
            cut: u32::try_from(least.max(0)).unwrap_or(u32::MAX),
            exact_cut: cut as f64 / weight as f64,
            mean,
            sd,
            distribution,
        };
        decision(&exam, alpha)
    }
}
