//! Topics: mean points per candidate, what could be had, and the share Σ points / Σ maximum over all candidates.

use crate::moments::ratio;
use crate::tally::ItemSums;
use crate::totals::in_points;
use mockexam_model::{AnswerKey, TopicId};
use std::collections::BTreeMap;

/// Points of a topic over all candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicSummary {
    /// The topic.
    pub topic: TopicId,
    /// Mean points of a candidate in this topic.
    pub points: Option<f64>,
    /// Mean of what a candidate could have had there (forms may differ).
    pub maximum: Option<f64>,
    /// Points over maximum, 0 to 1; none if there was nothing to be had.
    pub share: Option<f64>,
}

/// Exact sums of a topic, in units.
#[derive(Default)]
struct Sums {
    points: i128,
    maximum: i128,
}

/// The topics of the items, in the order of the key; topics that it does not list follow by id.
pub(crate) fn topic_summaries(key: &AnswerKey, candidates: u64, items: &[ItemSums<'_>]) -> Vec<TopicSummary> {
    let mut sums: BTreeMap<&TopicId, Sums> = BTreeMap::new();
    for ItemSums { item, pairs, .. } in items {
        let sum = sums.entry(&item.topic).or_default();
        sum.points += pairs.x;
        sum.maximum += i128::from(pairs.n) * i128::from(item.points.units());
    }
    let mean = |sum| ratio(sum, i128::from(candidates)).map(in_points);
    let summary = |(topic, Sums { points, maximum }): (&TopicId, Sums)| TopicSummary {
        topic: topic.clone(),
        points: mean(points),
        maximum: mean(maximum),
        share: ratio(points, maximum),
    };
    let listed: Vec<_> = key.topics.iter().filter_map(|topic| sums.remove_entry(&topic.id)).collect();
    listed.into_iter().chain(sums).map(summary).collect()
}
