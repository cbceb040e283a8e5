//! The statistics of an exam, put together from the tallies.

use crate::alpha::{NoAlpha, alpha};
use crate::item::ItemAnalysis;
use crate::moments::ratio;
use crate::sem::sem;
use crate::tally::ItemSums;
use crate::topic::{TopicSummary, topic_summaries};
use crate::totals::{self, Distribution};
use mockexam_model::{AnswerKey, Points};

/// Statistics of an exam. Floats are in points unless said otherwise; none where a statistic is undefined.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamSummary {
    /// Candidates with a score.
    pub n: u64,
    /// Mean total.
    pub mean: Option<f64>,
    /// Median total.
    pub median: Option<f64>,
    /// Standard deviation of the totals, denominator n − 1.
    pub sd: Option<f64>,
    /// Lowest total.
    pub min: Option<Points>,
    /// Highest total.
    pub max: Option<Points>,
    /// Coefficient alpha (KR-20), or why there is none.
    pub alpha: Result<f64, NoAlpha>,
    /// Standard error of measurement.
    pub sem: Option<f64>,
    /// Candidates at or above the cut score, if the exam has one.
    pub passed: Option<u64>,
    /// Their share, 0 to 1.
    pub pass_rate: Option<f64>,
    /// How many candidates have which total.
    pub distribution: Distribution,
    /// Topics of the exam's items, in the order of the bank.
    pub topics: Vec<TopicSummary>,
    /// All items of the exam, by id, also those that nobody met.
    pub items: Vec<ItemAnalysis>,
}

impl ExamSummary {
    pub(crate) fn of(key: &AnswerKey, totals: &Distribution, items: &[ItemSums<'_>]) -> Self {
        let n = totals::count(totals);
        let sd = totals::sd(totals);
        let alpha = exam_alpha(totals, items);
        let passed = key.cut_score.map(|cut| totals.range(cut..).map(|(_, k)| k).sum::<u64>());
        Self {
            n,
            mean: totals::mean(totals),
            median: totals::median(totals),
            sd,
            min: totals.keys().next().copied(),
            max: totals.keys().next_back().copied(),
            alpha,
            sem: sd.zip(alpha.ok()).map(|(sd, alpha)| sem(sd, alpha)),
            passed,
            pass_rate: passed.and_then(|passed| ratio(i128::from(passed), i128::from(n))),
            distribution: totals.clone(),
            topics: topic_summaries(key, n, items),
            items: items.iter().map(|sums| sums.tally.finish(sums.item, &sums.pairs)).collect(),
        }
    }
}

fn exam_alpha(totals: &Distribution, items: &[ItemSums<'_>]) -> Result<f64, NoAlpha> {
    let n = totals::count(totals);
    let met: Vec<_> = items.iter().map(|sums| &sums.pairs).filter(|pairs| pairs.n > 0).collect();
    if n < 2 {
        Err(NoAlpha::TooFewCandidates)
    } else if met.iter().any(|pairs| pairs.n != n) {
        Err(NoAlpha::DifferentItems)
    } else {
        let spreads = met.iter().map(|pairs| pairs.spread_x()).sum();
        alpha(met.len(), spreads, totals::sum_and_spread(totals).1)
    }
}
