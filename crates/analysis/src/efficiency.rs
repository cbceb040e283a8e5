//! Discriminative efficiency: the covariance of an item with the rest score over the largest that the same points and
//! the same rest scores could have, both sorted (Moodle quiz statistics, question calculator).

use crate::level::Met;
use crate::moments::{Pairs, ratio};
use mockexam_model::ItemSnapshot;
use std::collections::BTreeMap;

/// From −1 to 1; none where the largest covariance is 0.
pub(crate) fn efficiency(met: &[Met<'_>], item: &ItemSnapshot, rest: &Pairs) -> Option<f64> {
    let (mut scores, mut rests) = (BTreeMap::<i128, u64>::new(), BTreeMap::<i128, u64>::new());
    for level in met {
        for (score, count) in level.cell.scores(item.points) {
            *scores.entry(score).or_default() += count;
            *rests.entry(level.total - score).or_default() += count;
        }
    }
    let mut sorted = Pairs::default();
    let mut rests = rests.into_iter();
    let mut at = rests.next();
    for (score, mut count) in scores {
        while let Some((rest, left)) = at.filter(|_| count > 0) {
            let together = left.min(count);
            sorted.add_many(score, rest, together);
            count -= together;
            at = if together == left { rests.next() } else { Some((rest, left - together)) };
        }
    }
    ratio(rest.shared(), sorted.shared())
}
