//! Coefficient alpha, for right/wrong items KR-20: α = k/(k−1) · (1 − Σ s²ᵢ / s²_T) with one denominator for all
//! variances (Cronbach 1951, Psychometrika 16, 297–334; Kuder and Richardson 1937, Psychometrika 2, 151–160).
//! Its interval: 1 − (1 − α) F with n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt 1965, Psychometrika 30, 357–370).

use crate::interval::Interval;
use crate::moments::ratio;
use crate::special::f_quantile;
use std::fmt;

/// Why there is no coefficient alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAlpha {
    /// Not all candidates met the same items.
    DifferentItems,
    /// Fewer than two items.
    TooFewItems,
    /// Fewer than two candidates.
    TooFewCandidates,
    /// All candidates have the same total.
    NoVariance,
}

impl NoAlpha {
    /// Every reason.
    pub const ALL: [Self; 4] =
        [Self::DifferentItems, Self::TooFewItems, Self::TooFewCandidates, Self::NoVariance];

    /// Its stable name in result files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DifferentItems => "different-items",
            Self::TooFewItems => "too-few-items",
            Self::TooFewCandidates => "too-few-candidates",
            Self::NoVariance => "no-variance",
        }
    }
}

impl fmt::Display for NoAlpha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::DifferentItems => "not all candidates met the same items",
            Self::TooFewItems => "there are fewer than two items",
            Self::TooFewCandidates => "there are fewer than two candidates",
            Self::NoVariance => "all candidates have the same total",
        })
    }
}

/// Alpha of k items from n² times the variances of the items (summed) and of the totals.
pub(crate) fn alpha(items: usize, item_spreads: i128, total_spread: i128) -> Result<f64, NoAlpha> {
    if items < 2 {
        return Err(NoAlpha::TooFewItems);
    }
    let k = i128::try_from(items).unwrap_or(i128::MAX);
    let unshared = total_spread - item_spreads;
    match (ratio(k, k - 1), ratio(unshared, total_spread)) {
        (Some(length), Some(share)) => Ok(length * share),
        _ => Err(NoAlpha::NoVariance),
    }
}

/// Feldt's interval. None below two items or candidates.
pub(crate) fn interval(alpha: f64, items: usize, candidates: u64) -> Option<Interval> {
    let k = u32::try_from(items).ok().filter(|&k| k > 1)?;
    let n = candidates.checked_sub(1).filter(|&df| df > 0)? as f64;
    let bound = |p| 1.0 - (1.0 - alpha) * f_quantile(p, n, n * f64::from(k - 1));
    Some(Interval { low: bound(0.975), high: bound(0.025) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_by_hand() {
        // 4 candidates, 3 items: 111 110 100 000. Item spreads n²s²: 3·1, 2·2, 1·3 = 10; totals 3 2 1 0: 4·14 − 36 = 20.
        assert_eq!(alpha(3, 10, 20), Ok(0.75));
        assert_eq!(alpha(1, 10, 20), Err(NoAlpha::TooFewItems));
        assert_eq!(alpha(3, 0, 0), Err(NoAlpha::NoVariance));
    }

    #[test]
    fn more_candidates_narrow_the_interval() {
        let width = |n| interval(0.8, 40, n).map(|bounds| bounds.high - bounds.low).unwrap();
        assert!(
            width(12) > 0.3 && width(12) > 2.0 * width(60) && interval(0.8, 40, 100).unwrap().contains(0.8)
        );
        assert_eq!((interval(0.8, 1, 100), interval(0.8, 40, 1)), (None, None));
    }
}
