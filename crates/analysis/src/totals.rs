//! Totals of an exam: mean, median, standard deviation √(Σ(T − M)²/(n − 1)), extremes and distribution
//! (textbook definitions; the median of an even number is the mean of the middle two).

use crate::moments::ratio;
use mockexam_model::Points;
use std::collections::BTreeMap;

/// How many candidates have which total.
pub(crate) type Distribution = BTreeMap<Points, u64>;

/// Candidates of a distribution.
pub(crate) fn count(distribution: &Distribution) -> u64 {
    distribution.values().sum()
}

/// Σ T and n²·variance, in units.
pub(crate) fn sum_and_spread(distribution: &Distribution) -> (i128, i128) {
    let n = i128::from(count(distribution));
    let weighted = |power: u32| -> i128 {
        distribution.iter().map(|(total, &k)| i128::from(total.units()).pow(power) * i128::from(k)).sum()
    };
    let sum = weighted(1);
    (sum, n * weighted(2) - sum * sum)
}

/// Units as points.
pub(crate) fn in_points(units: f64) -> f64 {
    units / Points::units_per_point() as f64
}

pub(crate) fn mean(distribution: &Distribution) -> Option<f64> {
    let unit = i128::from(Points::units_per_point());
    ratio(sum_and_spread(distribution).0, i128::from(count(distribution)) * unit)
}

/// Denominator n − 1; none below two candidates.
pub(crate) fn sd(distribution: &Distribution) -> Option<f64> {
    let n = i128::from(count(distribution));
    let variance = ratio(sum_and_spread(distribution).1, n * (n - 1))?;
    Some(in_points(variance.max(0.0).sqrt()))
}

pub(crate) fn median(distribution: &Distribution) -> Option<f64> {
    let n = count(distribution);
    let ranked = |rank: u64| {
        let mut below = 0;
        distribution.iter().find(|(_, k)| {
            below += **k;
            below > rank
        })
    };
    let (low, high) = (ranked(n.checked_sub(1)? / 2)?, ranked(n / 2)?);
    ratio(i128::from(low.0.units()) + i128::from(high.0.units()), 2 * i128::from(Points::units_per_point()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(totals: &[i32]) -> Distribution {
        let mut distribution = Distribution::new();
        for &total in totals {
            *distribution.entry(Points::from_whole(total)).or_default() += 1;
        }
        distribution
    }

    #[test]
    fn totals_by_hand() {
        let odd = of(&[7, 1, 2]);
        assert_eq!((median(&odd), mean(&odd)), (Some(2.0), Some(10.0 / 3.0)));
        let even = of(&[1, 2, 3, 3, 4, 5]);
        assert_eq!((median(&even), mean(&even)), (Some(3.0), Some(3.0)));
        assert_eq!(sd(&even), Some(2_f64.sqrt())); // Σd² = 4+1+0+0+1+4 = 10, over 5
        assert_eq!(median(&of(&[1, 2])), Some(1.5));
        assert_eq!((sd(&of(&[4])), median(&of(&[4]))), (None, Some(4.0)));
        assert_eq!((sd(&of(&[])), median(&of(&[])), mean(&of(&[]))), (None, None, None));
    }
}
