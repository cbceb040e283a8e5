//! One item: facility Σx / (n · points) with its interval, item-total r(x, T) and item-rest correlation r(x, T − x) (Henrysson 1963,
//! Psychometrika 28, 211–218), biserial, groups by total, response states, and its choices.

use crate::biserial::biserial;
use crate::choice::{self, ChoiceAnalysis};
use crate::efficiency::efficiency;
use crate::flag::{Flag, flags};
use crate::groups;
use crate::interval::Interval;
use crate::level::{Met, rows};
use crate::moments::{Pairs, Totals, ratio};
use crate::totals::in_points;
use mockexam_model::{ItemId, ItemSnapshot, Task, TopicId};

/// Statistics of an item over all forms that ask it.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemAnalysis {
    /// The item.
    pub item: ItemId,
    /// Its revision.
    pub rev: u32,
    /// Its topic.
    pub topic: TopicId,
    /// Candidates to whom it was put.
    pub n: u64,
    /// Mean share of the available points, 0 to 1; none if nobody met it or it gives no points.
    pub facility: Option<f64>,
    /// Its 95 % interval.
    pub facility_interval: Option<Interval>,
    /// What guessing earns, as a share of the points; none where it cannot be said.
    pub chance: Option<f64>,
    /// Standard deviation of its points, denominator n − 1.
    pub sd: Option<f64>,
    /// Correlation with the score on the other items; none if either is the same for everybody.
    pub discrimination: Option<f64>,
    /// Its 95 % interval.
    pub discrimination_interval: Option<Interval>,
    /// Correlation with the total, the item included.
    pub item_total: Option<f64>,
    /// Biserial correlation with the score on the other items; only for right or wrong.
    pub biserial: Option<f64>,
    /// Facility in the lower and in the upper 27 %.
    pub outer: Option<[f64; 2]>,
    /// Facility in the lower, middle and upper third.
    pub thirds: Option<[f64; 3]>,
    /// Discriminative efficiency, −1 to 1.
    pub efficiency: Option<f64>,
    /// Share of the exam's points that it gives; none if candidates met different items.
    pub intended_weight: Option<f64>,
    /// Share of the exam's spread that it brings; none if its covariance with the total is negative, or as above.
    pub effective_weight: Option<f64>,
    /// Alpha of the exam without it.
    pub alpha_if_deleted: Option<f64>,
    /// Responses without any mark.
    pub blank: u64,
    /// Responses with several marks where one was asked for.
    pub multiple: u64,
    /// Responses that nobody can read.
    pub unreadable: u64,
    /// Its choices in canonical order; none where rows are answered or a response is written.
    pub choices: Vec<ChoiceAnalysis>,
    /// What a person should look at.
    pub flags: Vec<Flag>,
}

impl ItemAnalysis {
    /// Difference of the facility in the upper and the lower 27 % (Kelley 1939).
    #[must_use]
    pub fn upper_lower(&self) -> Option<f64> {
        self.outer.map(|[lower, upper]| upper - lower)
    }
}

/// What the exam as a whole says of an item.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Weights {
    pub(crate) intended: Option<f64>,
    pub(crate) effective: Option<f64>,
    pub(crate) alpha_if_deleted: Option<f64>,
}

/// The statistics of an item from its levels, ascending by total; `pairs` are its points against the totals.
pub(crate) fn analyse(item: &ItemSnapshot, met: &[Met<'_>], pairs: &Pairs, weights: Weights) -> ItemAnalysis {
    let n = pairs.n;
    let rest = pairs.against_rest();
    let most = i128::from(item.points.units());
    let facility = ratio(pairs.x, i128::from(n) * most);
    let discrimination = rest.correlation();
    let right_or_wrong = met.iter().all(|level| level.cell.is_right_or_wrong());
    let earned = |level: &Met<'_>| -> i128 {
        level.cell.scores(item.points).map(|(score, count)| score * i128::from(count)).sum()
    };
    let rows = rows(met, earned);
    let units = most as f64;
    let sum = |count: fn(&Met<'_>) -> u64| met.iter().map(count).sum();
    let mut analysis = ItemAnalysis {
        item: item.id.clone(),
        rev: item.rev,
        topic: item.topic.clone(),
        n,
        facility,
        facility_interval: facility.and_then(|facility| Interval::of_share(facility, n)),
        chance: chance(item),
        sd: Totals { n, sum: pairs.x, squares: pairs.xx }.sd().map(in_points),
        discrimination,
        discrimination_interval: discrimination.and_then(|r| Interval::of_correlation(r, n)),
        item_total: pairs.correlation(),
        biserial: discrimination.zip(facility).filter(|_| right_or_wrong).and_then(|(r, p)| biserial(r, p)),
        outer: groups::outer(&rows).filter(|_| most != 0).map(|groups| groups.map(|sum| sum / units)),
        thirds: groups::thirds(&rows).filter(|_| most != 0).map(|groups| groups.map(|sum| sum / units)),
        efficiency: efficiency(met, item, &rest),
        intended_weight: weights.intended,
        effective_weight: weights.effective,
        alpha_if_deleted: weights.alpha_if_deleted,
        blank: sum(|level| level.cell.blank),
        multiple: sum(|level| level.cell.multiple),
        unreadable: sum(|level| level.cell.unreadable),
        choices: choice::choices(item, met, pairs),
        flags: Vec::new(),
    };
    analysis.flags = flags(&analysis);
    analysis
}

/// Known only where one choice is asked for: the share of right ones.
fn chance(item: &ItemSnapshot) -> Option<f64> {
    match item.task {
        Task::Choose { count: 1, .. } => {
            let count = |n: usize| i128::try_from(n).ok();
            ratio(count(item.keys().count())?, count(item.choices.len())?)
        }
        _ => None,
    }
}
