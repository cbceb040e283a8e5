//! Groups by total: the upper and lower 27 % (Kelley 1939, Journal of Educational Psychology 30, 17–24) and thirds.
//!
//! A group holds exactly its share of the candidates. Where its border runs through candidates of the same total, each
//! of them counts with the same weight below one, so that the order of the rows decides nothing.

use crate::moments::ratio;

/// A share of the candidates, counted from one end of the totals: a numerator and a denominator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share(pub(crate) i128, pub(crate) i128);

/// Kelley's share, at which the difference of the groups is surest.
pub(crate) const OUTER: Share = Share(27, 100);
/// A third.
pub(crate) const THIRD: Share = Share(1, 3);

/// Candidates of one total: how many, and the sum of whatever is looked at.
pub(crate) type Row = (u64, i128);

/// The mean of what is looked at among the first rows that make up a share of all: exact, divided once. None of nobody.
pub(crate) fn mean_of_first<'r>(
    rows: impl IntoIterator<Item = &'r Row>,
    all: u64,
    Share(part, whole): Share,
) -> Option<f64> {
    let mass = part * i128::from(all);
    let (mut counted, mut sum) = (0_i128, 0_i128);
    for &(n, value) in rows {
        let n = i128::from(n);
        let room = mass - counted * whole;
        if n * whole <= room {
            counted += n;
            sum += value;
        } else {
            // The border: everybody of this total counts as room / (n · whole).
            return ratio(sum * n * whole + room * value, n * mass);
        }
    }
    ratio(sum * whole, mass)
}

/// What is looked at in the lower, middle and upper third. `rows` ascend by total.
pub(crate) fn thirds(rows: &[Row]) -> Option<[f64; 3]> {
    let all: u64 = rows.iter().map(|(n, _)| n).sum();
    let total: i128 = rows.iter().map(|(_, value)| value).sum();
    let lower = mean_of_first(rows, all, THIRD)?;
    let upper = mean_of_first(rows.iter().rev(), all, THIRD)?;
    let mean = ratio(total, i128::from(all))?;
    // Thirds of equal size: the three means add up to three times the mean.
    let middle = 3.0 * mean - lower - upper;
    Some([lower, if middle.abs() < 1e-12 { 0.0 } else { middle }, upper])
}

/// What is looked at in the lower and the upper 27 %.
pub(crate) fn outer(rows: &[Row]) -> Option<[f64; 2]> {
    let all: u64 = rows.iter().map(|(n, _)| n).sum();
    Some([mean_of_first(rows, all, OUTER)?, mean_of_first(rows.iter().rev(), all, OUTER)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_shared() {
        // Ten candidates, 2.7 of them in a group: totals 1 1 | 2 2 2 | 3 3 3 3 3 with 0, 1 and 4 right.
        let rows = [(2, 0), (3, 1), (5, 4)];
        let [low, high] = outer(&rows).unwrap();
        assert!((low - 0.7 / 3.0 / 2.7).abs() < 1e-15, "{low}");
        assert!((high - 0.8).abs() < 1e-15, "{high}");
        // Thirds of six with two totals: everybody in the upper two thirds counts alike.
        assert_eq!(thirds(&[(2, 0), (4, 2)]), Some([0.0, 0.5, 0.5]));
        assert_eq!((outer(&[]), thirds(&[])), (None, None));
    }
}
