//! Topics and sections: mean points per candidate with their spread, what could be had, the share Σ points / Σ maximum with the interval
//! of a mean, and alpha of their items.

use crate::alpha::alpha;
use crate::interval::Interval;
use crate::moments::{Totals, ratio};
use crate::tally::ItemSums;
use crate::totals::in_points;
use mockexam_model::{AnswerKey, TopicId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Points of a topic over all candidates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TopicSummary {
    /// The topic.
    pub topic: TopicId,
    /// What its questions brought.
    #[serde(flatten)]
    pub score: Subscore,
}

/// Points of a section over all candidates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SectionSummary {
    /// Its heading.
    pub title: String,
    /// What its questions brought.
    #[serde(flatten)]
    pub score: Subscore,
}

/// What some of the questions brought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subscore {
    /// How many of their items anybody met.
    pub items: usize,
    /// Mean points of a candidate on them.
    pub points: Option<f64>,
    /// Mean of what a candidate could have had there (forms may differ).
    pub maximum: Option<f64>,
    /// Points over maximum, 0 to 1; none if there was nothing to be had.
    pub share: Option<f64>,
    /// The 95 % interval of the share; none if candidates could have different maxima.
    pub share_interval: Option<Interval>,
    /// Standard deviation of the points, denominator n − 1.
    pub sd: Option<f64>,
    /// Alpha of the items; none as for the exam.
    pub alpha: Option<f64>,
}

/// Exact sums over some items, in units.
#[derive(Default)]
struct Sums {
    items: usize,
    points: i128,
    maximum: i128,
    /// Σ n² times the variance of each item.
    spreads: i128,
    everybody_met: bool,
    alike: bool,
}

/// Topics that the key lists in its order, then those of other items by id.
pub(crate) fn topics(key: &AnswerKey) -> Vec<&TopicId> {
    let mut used: BTreeMap<&TopicId, ()> = key.items().map(|item| (&item.topic, ())).collect();
    let mut topics: Vec<_> =
        key.topics.iter().filter(|topic| used.remove(&topic.id).is_some()).map(|topic| &topic.id).collect();
    topics.extend(used.into_keys());
    topics
}

/// The topics in the order of [`topics`]; `totals` begin in the same order.
pub(crate) fn topic_summaries(
    key: &AnswerKey,
    candidates: u64,
    items: &[ItemSums<'_>],
    totals: &[Totals],
) -> Vec<TopicSummary> {
    let topics = topics(key).into_iter().zip(totals);
    topics
        .map(|(topic, totals)| TopicSummary {
            topic: topic.clone(),
            score: subscore(candidates, items.iter().filter(|sums| sums.item.topic == *topic), totals),
        })
        .collect()
}

/// The sections in printed order; behind those of topics, `totals` are in the same order.
pub(crate) fn section_summaries(
    key: &AnswerKey,
    candidates: u64,
    items: &[ItemSums<'_>],
    totals: &[Totals],
) -> Vec<SectionSummary> {
    let totals = totals.iter().skip(topics(key).len());
    key.sections()
        .iter()
        .zip(totals)
        .map(|(section, totals)| SectionSummary {
            title: section.title.clone(),
            score: subscore(
                candidates,
                items.iter().filter(|sums| section.items.contains(&sums.item.id)),
                totals,
            ),
        })
        .collect()
}

fn subscore<'i, 't: 'i>(
    candidates: u64,
    items: impl Iterator<Item = &'i ItemSums<'t>>,
    totals: &Totals,
) -> Subscore {
    let n = i128::from(candidates);
    let sums = sums(candidates, items);
    let share = ratio(sums.points, sums.maximum);
    let sd = totals.sd();
    let most = ratio(sums.maximum, n);
    let interval = || {
        let (share, sd, most) = (share?, sd?, most?);
        let Interval { low, high } = Interval::of_mean(share, sd / most, candidates)?;
        Some(Interval { low: low.max(0.0), high: high.min(1.0) })
    };
    Subscore {
        items: sums.items,
        points: ratio(sums.points, n).map(in_points),
        maximum: most.map(in_points),
        share,
        share_interval: if sums.alike { interval() } else { None },
        sd: sd.map(in_points),
        alpha: match sums.everybody_met {
            true => alpha(sums.items, sums.spreads, totals.spread()).ok(),
            false => None,
        },
    }
}

fn sums<'i, 't: 'i>(candidates: u64, items: impl Iterator<Item = &'i ItemSums<'t>>) -> Sums {
    let mut sums = Sums { everybody_met: true, ..Sums::default() };
    for ItemSums { item, pairs, .. } in items.filter(|sums| sums.pairs.n > 0) {
        sums.items += 1;
        sums.points += pairs.x;
        sums.maximum += i128::from(pairs.n) * i128::from(item.points.units());
        sums.spreads += pairs.spread_x();
        sums.everybody_met &= pairs.n == candidates;
    }
    sums.alike = sums.everybody_met;
    sums
}
