//! Ranks that lean towards a sum: where the bank as a whole is easier than what is asked, hard units get somewhat better
//! chances. So most draws come out within the range by themselves, and few need exchanges that disturb them.
//!
//! All figures of the bank are rounded coarsely, so that one unit more or less does not tilt anything.

use super::plan::surprise;
use super::problem::{Bound, Problem, Sort};

/// Parts of a weight.
const ONE: i64 = 1 << 20;

/// The ranks by which units are taken.
pub(super) fn tilted(problem: &Problem, ranks: &[u64]) -> Vec<u64> {
    let weights = problem.bounds.iter().find_map(|bound| weights(problem, bound));
    let plain = vec![ONE; problem.units];
    let weights = weights.unwrap_or(plain);
    ranks
        .iter()
        .enumerate()
        // What has rank 0 is there in any case.
        .map(|(column, &rank)| match rank {
            0 => 0,
            _ => {
                let weight = u128::try_from(weights[column % problem.units.max(1)]).unwrap_or(1).max(1);
                let rank = (surprise(rank) << 24) / weight;
                u64::try_from(rank).unwrap_or(u64::MAX)
            }
        })
        .collect()
}

/// Weights of units for a sum with two ends; none if the bank leads to its middle anyway.
fn weights(problem: &Problem, bound: &Bound) -> Option<Vec<i64>> {
    let total = problem.bounds[problem.whole?].max;
    if bound.sort != Sort::Sum || bound.min <= 0 || bound.max > bound.min.saturating_mul(4) || total <= 0 {
        return None;
    }
    let mut values = vec![0; problem.units];
    // Per question, so that a set of two is not taken for one easy question.
    bound.members.iter().for_each(|&(unit, value)| values[unit] = value / problem.sizes[unit].max(1));
    let middle = (bound.min + bound.max) / 2;
    let step = ((bound.max - bound.min) / 2).max(1);
    let off = (expected(problem, &values, total)? - middle + step / 2).div_euclid(step) * step;
    if off == 0 {
        return None;
    }
    let mean = middle / total;
    let spread = spread(problem, &values);
    let lean = |value: i64| ONE - (value - mean) * off * ONE / (total * spread).max(1);
    Some(values.iter().map(|&value| lean(value).clamp(ONE / 8, 8 * ONE)).collect())
}

/// The sum of a form on average: by ranges that share out all questions if there are such, otherwise by exact counts.
fn expected(problem: &Problem, values: &[i64], total: i64) -> Option<i64> {
    let mut taken = vec![false; problem.units];
    let mut shares: Vec<(i64, i64)> = Vec::new();
    let mut ranges: Vec<&Bound> = problem.ranges().map(|(_, bound)| bound).collect();
    ranges.sort_by_key(|bound| usize::MAX - bound.members.len());
    for bound in ranges {
        if bound.members.iter().all(|&(unit, _)| !taken[unit]) {
            bound.members.iter().for_each(|&(unit, _)| taken[unit] = true);
            shares.push((
                (bound.min + bound.max) / 2,
                mean(bound.members.iter().map(|&(unit, _)| values[unit])),
            ));
        }
    }
    if taken.contains(&false) || shares.iter().map(|share| share.0).sum::<i64>() != total {
        shares = problem
            .groups
            .iter()
            .map(|group| (exact(problem, group[0]), mean(group.iter().map(|&unit| values[unit]))))
            .collect();
    }
    let questions: i64 = shares.iter().map(|share| share.0).sum();
    let sum: i64 = shares.iter().map(|(count, mean)| count * mean).sum();
    (questions > 0).then(|| sum * total / questions)
}

/// Questions that come from the group of a unit: the least exact count it belongs to.
fn exact(problem: &Problem, unit: usize) -> i64 {
    let rows = problem.rows_of(unit).iter().filter_map(|&(row, _)| usize::try_from(row).ok());
    let counts = rows.map(|row| &problem.bounds[row]).filter(|bound| bound.min == bound.max);
    counts.map(|bound| bound.max).min().unwrap_or(0)
}

fn mean(values: impl Iterator<Item = i64>) -> i64 {
    let (sum, count) = values.fold((0, 0), |(sum, count), value| (sum + value, count + 1));
    sum / count.max(1)
}

/// Mean square of the distance of units from the middle of those that count for the same, as a power of two.
fn spread(problem: &Problem, values: &[i64]) -> i64 {
    let mut by_class: std::collections::BTreeMap<Vec<u32>, Vec<i64>> = std::collections::BTreeMap::new();
    for (unit, &value) in values.iter().enumerate() {
        let rows = problem.rows_of(unit).iter().map(|&(row, _)| row);
        let counted =
            |row: &u32| usize::try_from(*row).is_ok_and(|row| problem.bounds[row].sort == Sort::Count);
        by_class.entry(rows.filter(counted).collect()).or_default().push(value);
    }
    let squares = by_class.values().flat_map(|class| {
        let middle = mean(class.iter().copied());
        class.iter().map(move |value| (value - middle) * (value - middle))
    });
    let spread = mean(squares).max(1);
    // The nearer power of two.
    let power = 1_i64 << spread.ilog2();
    if spread * 2 > power * 3 { power * 2 } else { power }
}
